/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Lines: what text makes and page places. Glyph positions are final; nobody measures again. */

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* The em box of an ideograph above its baseline, GR-1; the rest of the em is below. */
#define BX_ASCENT_EM 0.88

typedef struct _PangoFont PangoFont;

typedef struct {
    uint32_t id; /* glyph index in the run's face */
    double x, y; /* origin from the start of the line's baseline, points, y down */
} BxGlyph;

/* Glyphs and characters that belong together (one frame): as cairo_text_cluster_t. */
typedef struct {
    int n_bytes;    /* of the line's text */
    int n_glyphs;   /* 0: the characters are drawn by the cluster before */
    int start_char; /* first character, counted in the paragraph's text */
    int n_chars;
    double x;     /* left edge of the frame from the start of the line, points */
    double width; /* of the frame, after trimming, without the gap that follows */
} BxCluster;

typedef struct {
    PangoFont *font;           /* owned by BxFonts: the face, whatever its size */
    double size;               /* em, points */
    double scale_x, scale_y;   /* of the glyphs' own shapes; 1: true */
    bool upright;              /* vertical lines: drawn standing (the glyphs are turned back) */
    bool is_missing;           /* no face has the character: paint draws a box */
    bool is_backward;          /* right to left: its glyphs stand as the eye meets them, the last
                                      cluster's first */
    int start_glyph, n_glyphs; /* in BxLine.glyphs */
    int start_cluster, n_clusters; /* in BxLine.clusters */
    int start_byte, n_bytes;       /* in BxLine.text */
} BxRun;

/* A stroke or dot beside the text: 专名号, 书名号, 着重号. */
typedef enum { BX_SIDELINE_STRAIGHT, BX_SIDELINE_WAVY, BX_SIDELINE_DOT } BxSidelineKind;
typedef struct {
    BxSidelineKind kind;
    double x0, x1, y; /* from the start of the baseline, points; DOT: centre (x0 + x1) / 2 */
} BxSideline;

/* An array as long as it will ever be: g_array_index and `len` read it as they read a GArray. */
typedef struct {
    char *data;
    guint len;
} BxFixedArray;

typedef struct BxLine BxLine;

/* A reading beside the text. */
typedef struct {
    BxLine *line; /* owned */
    double x, y;  /* of its start, from the start of the line's baseline */
} BxRubyPlace;

/* A page has some hundred lines and a document many pages: a line, its arrays and its text are one piece of memory. */
struct BxLine {
    char *text;             /* UTF-8 as drawn */
    BxFixedArray *glyphs;   /* BxGlyph */
    BxFixedArray *clusters; /* BxCluster, in reading order */
    BxFixedArray *runs;     /* BxRun, in drawing order */
    GArray *sidelines;      /* BxSideline; NULL: none */
    GArray *rubies;         /* BxRubyPlace; NULL: none */
    double size;            /* em of the style, points */
    double width;           /* from 0 to the end of the last frame, points */
    double measure;         /* the width it was set for, points */
    double
        stretch_em; /* added to each position in justifying, em; < 0: squeezed (share of limit) */
    int start_char; /* first character of the line, counted in the paragraph's text */
    int end_char;   /* one past the last; blanks that vanish at its ends are inside */
    bool is_last;   /* of its paragraph */
    bool is_overfull;
};

/* What a line will hold at most. */
typedef struct {
    size_t n_glyphs, n_clusters, n_runs, n_bytes;
} BxLineSizes;

/* Empty, with room for so much; owned. */
BxLine *bx_line_new(const BxLineSizes *sizes);
void bx_line_add_glyph(BxLine *line, const BxGlyph *glyph);
void bx_line_add_cluster(BxLine *line, const BxCluster *cluster);
void bx_line_add_run(BxLine *line, const BxRun *run);
void bx_line_free(BxLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxLine, bx_line_free)
