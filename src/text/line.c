/* SPDX-License-Identifier: Apache-2.0 */
#include "text/line.h"

typedef struct {
    BxLine line;
    BxFixedArray glyphs, clusters, runs;
} Head;

BxLine *
bx_line_new(const BxLineSizes *sizes)
{
    size_t glyphs = sizes->n_glyphs * sizeof(BxGlyph);
    size_t clusters = sizes->n_clusters * sizeof(BxCluster);
    size_t runs = sizes->n_runs * sizeof(BxRun);
    Head *head = g_malloc0(sizeof(Head) + glyphs + clusters + runs + sizes->n_bytes + 1);
    char *room =
        (char *)(head + 1); /* all three are made of doubles: whatever follows is aligned */
    head->glyphs.data = room;
    head->clusters.data = room + glyphs;
    head->runs.data = room + glyphs + clusters;
    head->line.text = room + glyphs + clusters + runs;
    head->line.glyphs = &head->glyphs;
    head->line.clusters = &head->clusters;
    head->line.runs = &head->runs;
    return &head->line;
}

void
bx_line_add_glyph(BxLine *line, const BxGlyph *glyph)
{
    g_array_index(line->glyphs, BxGlyph, line->glyphs->len++) = *glyph;
}

void
bx_line_add_cluster(BxLine *line, const BxCluster *cluster)
{
    g_array_index(line->clusters, BxCluster, line->clusters->len++) = *cluster;
}

void
bx_line_add_run(BxLine *line, const BxRun *run)
{
    g_array_index(line->runs, BxRun, line->runs->len++) = *run;
}

void
bx_line_free(BxLine *line)
{
    if (!line)
        return;
    if (line->sidelines)
        g_array_free(line->sidelines, TRUE);
    if (line->rubies)
        g_array_free(line->rubies, TRUE);
    g_free(line); /* the first of its piece */
}
