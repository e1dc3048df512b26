/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Fonts: a private fontconfig set-up, the aliases 宋 黑 楷 仿宋 to real families, one Pango font map.
 * One BxFonts belongs to one thread. */

#include "base/diag.h"
#include "load/layout.h"

#include <pango/pango.h>

typedef struct BxFonts BxFonts;
typedef struct _FcConfig FcConfig;

/* Reads fonts.conf and faces.ini of `folder`. NULL with `error` where they cannot be used. */
BxFonts *bx_fonts_new(const char *folder, GError **error);
void bx_fonts_free(BxFonts *fonts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxFonts, bx_fonts_free)

PangoContext *bx_fonts_context(BxFonts *fonts); /* borrowed; 72 dpi, zh-cn */

/* All faces are opened at one size: nothing is hinted, so that widths grow with the size, and fontconfig
 * sorts its faces for each size that it is asked for. */
#define BX_FACE_EM_UNITS (64 * 1024) /* of HarfBuzz, an em */

/* Description for an alias or family and weight; owned by the fonts and shared. An alias that has no
 * installed family gives FACE_MISSING, which a list of diagnostics takes once. */
const PangoFontDescription *bx_fonts_describe(BxFonts *fonts, const char *name, int weight,
                                              BxPos pos, BxDiags *diags);

/* Keeps a face alive as long as the fonts: lines refer to it without owning it. */
void bx_fonts_keep(BxFonts *fonts, PangoFont *font);

/* The same face of the same file opened by these fonts, kept; `font` is of others, or of these. */
PangoFont *bx_fonts_twin(BxFonts *fonts, PangoFont *font);

/* Whether a face is of the family that was asked for, not one that only lends it characters. */
bool bx_fonts_is_own(BxFonts *fonts, const char *name, PangoFont *font);

/* What was measured of a face, kept as long as the fonts: `font` must be kept (above). */
typedef enum {
    BX_FACE_INK_ACROSS, /* of a glyph: its ink, see text/mark.c */
    BX_FACE_INK_DOWN,
    BX_FACE_HALF_ACROSS, /* of a character: its half-width metrics, see text/mark.c */
    BX_FACE_HALF_DOWN,
    BX_FACE_FIGURE, /* of the face: how its half-em figures come about, see text/shape.c */
} BxFaceKind;

typedef struct {
    PangoFont *font;
    uint32_t of; /* glyph or character */
    BxFaceKind kind;
} BxFaceKey;

typedef struct {
    double a, b;
} BxFaceFact;

/* Borrowed until the next note, or NULL. */
const BxFaceFact *bx_fonts_recall(BxFonts *fonts, const BxFaceKey *key);
void bx_fonts_note(BxFonts *fonts, const BxFaceKey *key, BxFaceFact fact);

/* What an alias asks for and what is there; or a face as it is used, without alias. */
typedef struct {
    char *alias; /* “song”; NULL: a face as it is used, of which only what was found is told */
    char *chinese; /* “宋” */
    int weight;
    char *asked;        /* first family of the alias */
    char *found;        /* family found, NULL: none */
    char *style;        /* style of the face found */
    char *file;         /* its file */
    int index;          /* of the face in the file */
    char *version;      /* of the face */
    char *package;      /* Debian package that brings the family asked for */
    bool is_substitute; /* found is not asked; of a face as it is used: it is behind no alias */
} BxFace;

/* The families behind all aliases, lower case, as a set; owned by the fonts. */
GHashTable *bx_fonts_families(BxFonts *fonts);
FcConfig *bx_fonts_config(const BxFonts *fonts); /* borrowed */

/* Every alias in every weight it lists; GPtrArray of BxFace, owned. */
GPtrArray *bx_fonts_list(BxFonts *fonts);
void bx_face_free(BxFace *face);
/* “2.003”, of 16.16 fixed as the `head` table has it; owned. */
char *bx_face_version(int fixed);
