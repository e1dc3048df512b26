/* SPDX-License-Identifier: Apache-2.0 */
#include "text/crosshead.h"

#include "base/geometry.h"

#include <math.h>

/* A crosshead of several lines has at least this share of the white that one of one line has. */
#define WHITE_SHARE 0.5

typedef struct {
    double width;
    int rows;
} Rows;

struct BxCrosshead {
    const BxText *text;
    const BxStyle *style;
    BxHeadMaking making;
    int least;
    double em;
    GArray *known; /* Rows, by the widths met */
};

BxCrosshead *
bx_crosshead_new(const BxText *text, const BxStyle *style, const BxHeadMaking *making, int least,
                 double em)
{
    BxCrosshead *crosshead = g_new0(BxCrosshead, 1);
    *crosshead =
        (BxCrosshead){text, style, *making, least, em, g_array_new(FALSE, FALSE, sizeof(Rows))};
    return crosshead;
}

void
bx_crosshead_free(BxCrosshead *crosshead)
{
    if (!crosshead)
        return;
    g_array_free(crosshead->known, TRUE);
    g_free(crosshead);
}

static GPtrArray *
set_lines(const BxCrosshead *crosshead, double width, double *size, BxDiags *diags)
{
    BxHeadMaking making = crosshead->making;
    making.width = width;
    making.diags = diags;
    return bx_compose_head(crosshead->text, crosshead->style, &making, size);
}

GPtrArray *
bx_crosshead_set(const BxCrosshead *crosshead, double width, double *size)
{
    return set_lines(crosshead, width, size, crosshead->making.diags);
}

/* The white between two lines of text is part of what the block has above it. */
static int
find_rows(const BxCrosshead *crosshead, double width)
{
    g_autoptr(BxDiags) told = bx_diags_new(); /* it is set, and reports, once more */
    double size, pitch = crosshead->making.line_pt, between = pitch - crosshead->em;
    g_autoptr(GPtrArray) lines = set_lines(crosshead, width, &size, told);
    double more = ((double)lines->len - 1) * bx_length_pt(crosshead->style->pitch, size, pitch);
    double white = crosshead->least * pitch + between - size;
    double kept = lines->len > 1 ? WHITE_SHARE * MAX(0, white) : 0;
    return MAX(crosshead->least, (int)ceil((size + more + kept - between) / pitch - 1e-6));
}

int
bx_crosshead_rows(BxCrosshead *crosshead, double width)
{
    for (guint i = 0; i < crosshead->known->len; i++) {
        const Rows *known = &g_array_index(crosshead->known, Rows, i);
        if (fabs(known->width - width) < BX_EPS_PT)
            return known->rows;
    }
    Rows rows = {width, find_rows(crosshead, width)};
    g_array_append_val(crosshead->known, rows);
    return rows.rows;
}
