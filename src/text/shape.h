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
    BxClass first, last;       /* classes of its first and last character */
    bool joined;               /* nothing may come between it and the cell before */
    bool trim_start, trim_end; /* what the line edge takes off: the half not yet trimmed */
    uint8_t bidi_level;
    BxSqueeze squeeze; /* kind of its own blank; BX_SQUEEZE_NONE where none is left */
    double natural;    /* advance the font gives, points */
    double width;      /* of the frame in mid-line */
    double shift;      /* of the glyphs inside the frame */
    double gap;        /* Han–western gap after it */
    bool may_stretch;  /* space may be added after it (JU-4) */
} BxCell;

/* A break after cell i: forbidden, or its cost. */
#define BX_BREAK_NEVER 255
#define BX_BREAK_MUST 254

typedef struct {
    PangoFont *font; /* owned by the item's analysis */
    bool is_missing; /* a cell of this item has no glyph */
    bool upright;    /* vertical: stands; else turned with the line */
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
    GPtrArray *rubies;  /* of text/ruby.c; NULL: none */
    bool is_rtl;        /* some cell runs right to left */
} BxShaped;

/* Itemizes and shapes. Reports GLYPH_MISSING at the character's place. Never NULL. */
BxShaped *bx_shape(const BxPrepared *prepared, const BxSetting *setting, BxFonts *fonts,
                   BxDiags *diags);
void bx_shaped_free(BxShaped *shaped);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxShaped, bx_shaped_free)

/* Widths of frames and the gaps between them (PU, SP). Source: typesetting specification 5, 6. */
void bx_space(BxShaped *shaped);

/* Where a line may end and at what cost (LB). Fills shaped->breaks. */
void bx_find_breaks(BxShaped *shaped);

static inline BxCell *
bx_cell(const BxShaped *shaped, int i)
{
    return &g_array_index(shaped->cells, BxCell, i);
}
