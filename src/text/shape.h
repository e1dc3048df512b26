/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Shaped paragraphs: what the steps inside text hand each other. A paragraph is itemized and shaped
 * once; from then on it is an array of cells, and a line is a range of cells. */

#include "load/issue.h"
#include "text/class.h"
#include "text/fonts.h"
#include "text/line.h"
#include "text/prepare.h"

#include <pango/pango.h>

/* How a paragraph is set: a style with all its lengths resolved. */
typedef struct {
    const BxStyle *style;
    double em;          /* points: the size in use (heads try several) */
    double indent;      /* points, first line */
    double leading;     /* points between the em boxes of two lines */
    double tracking;    /* points added after every cell (heads) */
    double condense;    /* horizontal scale */
    double min_measure; /* points: the narrowest line it will meet */
    bool is_vertical;
    bool is_head; /* blanks are pauses (HD-9), figures stay as the font has them */
} BxSetting;

/* One frame: a character, or several that the font draws as one. */
typedef struct {
    int start_char, n_chars; /* in the prepared text */
    int start_byte, n_bytes;
    int start_glyph, n_glyphs;
    int item;                  /* index into shaped->items */
    BxClass first, last;       /* classes of its first and last character; what has no width of its
                                  own ends as what is before it does */
    bool joined;               /* nothing may come between it and the cell before */
    bool trim_start, trim_end; /* what the line edge takes off: the half not yet trimmed */
    uint8_t bidi_level;
    BxSqueeze squeeze; /* kind of its own blank; BX_SQUEEZE_NONE where none is left */
    double natural;    /* advance the font gives, points */
    double width;      /* of the frame in mid-line */
    double shift;      /* of the glyphs inside the frame */
    double blank;      /* of a full-width mark: what may still be taken off its frame */
    double lean;       /* share of it that comes off before the ink; else after it */
    double gap;        /* Han–western gap after it */
    bool may_stretch;  /* space may be added after it (JU-4) */
} BxCell;

/* A break after cell i: forbidden, the author's, one inside a run that no line can hold (LB-10,
 * LB-11), or its cost in hundredths of JU-10's unit. */
#define BX_BREAK_NEVER 255
#define BX_BREAK_MUST 254
#define BX_BREAK_EMERGENCY 253
#define BX_BREAK_COST_MAX 200

typedef struct BxSum BxSum; /* of text/fit.c */

typedef struct {
    PangoFont *font; /* owned by the item's analysis */
    bool is_missing; /* a cell of this item has no glyph */
    bool upright;    /* vertical: stands; else turned with the line */
    double em;       /* points: less than the setting's for super- and subscript */
    double scale_x;  /* of the glyphs' shapes: figures narrowed to half an em (SP-4); else 1 */
    double rise;     /* points, super- and subscript and turned words; up is negative */
    unsigned marks;
} BxShapedItem;

typedef struct {
    const BxPrepared *prepared; /* borrowed */
    BxSetting setting;
    GArray *cells;      /* BxCell, logical order */
    GArray *glyphs;     /* BxGlyph: x, y are offsets from the frame's left edge and baseline */
    GArray *items;      /* BxShapedItem */
    GList *pango_items; /* owned; keep the fonts alive */
    uint8_t *breaks;    /* a cell: may a line end after it, and at what cost */
    BxSum *sums;        /* a cell and one more; bx_sum_cells makes them */
    double space_stretch, gap_stretch; /* points that JU-3 ① and ② add at most to each */
    GPtrArray *rubies;                 /* of text/ruby.c; NULL: none */
    bool is_rtl;                       /* some cell runs right to left */
} BxShaped;

/* Itemizes and shapes. Reports GLYPH_MISSING at the character's place. Never NULL. */
BxShaped *bx_shape(const BxPrepared *prepared, const BxSetting *setting, BxFonts *fonts,
                   BxDiags *diags);
void bx_shaped_free(BxShaped *shaped);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxShaped, bx_shaped_free)

/* Widths of frames and the gaps between them (PU, SP). Source: typesetting specification 5, 6. */
void bx_space(BxShaped *shaped, BxFonts *fonts);

/* Where a line may end and at what cost (LB). Fills shaped->breaks. */
void bx_find_breaks(BxShaped *shaped);
/* Whether a break after cell i is one that an address may have (LB-10). */
bool bx_parts_address(const BxShaped *shaped, int i);

static inline BxCell *
bx_cell(const BxShaped *shaped, int i)
{
    return &g_array_index(shaped->cells, BxCell, i);
}
