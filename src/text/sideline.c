/* SPDX-License-Identifier: Apache-2.0 */
/* Sidelines: a dot under each Han or right of it, a line under a name or left of it, in two pieces
 * where a line ends inside it or another name begins. */

#include "text/sideline.h"

/* MK-3: room between the em boxes of two lines. */
#define LEADING_LEAST_EM 0.25
#define NAME_GAP_EM 0.05 /* half the gap between two adjacent names (MK-2: 0.1 em) */

/* From the baseline, in vertical lines from their middle, em: up and right are negative. */
static const struct {
    double dot, line;
} beside[] = {{0.24, 0.18}, {-0.62, 0.56}};

static const struct {
    unsigned mark;
    BxSidelineKind kind;
} strokes[] = {{BX_MARK_NAME, BX_SIDELINE_STRAIGHT}, {BX_MARK_TITLE, BX_SIDELINE_WAVY}};

#define ANY_MARK (BX_MARK_DOTS | BX_MARK_NAME | BX_MARK_TITLE)

static unsigned
marks_of(const BxShaped *shaped, int cell)
{
    return shaped->prepared->marks[bx_cell(shaped, cell)->start_char];
}

void
bx_sidelines_check(const BxShaped *shaped, BxDiags *diags)
{
    const BxPrepared *prepared = shaped->prepared;
    double least = LEADING_LEAST_EM * shaped->setting.em;
    int first = 0;
    while (first < prepared->n && !(prepared->marks[first] & ANY_MARK))
        first++;
    if (first == prepared->n || shaped->setting.leading >= least - 1e-6)
        return;
    bx_diag(
        diags, BX_DIAG_MARKS_NO_ROOM, bx_text_pos(prepared->text, prepared->from[first]),
        "marks beside the text need %.2f pt between the lines, style “%s” leaves %.2f; give it a "
        "pitch of %.2f pt or take the marks out",
        least, shaped->setting.style->name, shaped->setting.leading, shaped->setting.em + least);
}

static void
add(BxLine *line, BxSideline sideline)
{
    if (!line->sidelines)
        line->sidelines = g_array_new(FALSE, FALSE, sizeof(BxSideline));
    g_array_append_val(line->sidelines, sideline);
}

static const BxCluster *
cluster_of(const BxLine *line, int first, int cell)
{
    return &g_array_index(line->clusters, BxCluster, cell - first);
}

/* MK-1: under each Han, not under marks and spaces. */
static void
place_dots(const BxShaped *shaped, int first, int last, BxLine *line)
{
    double y = beside[shaped->setting.is_vertical].dot * shaped->setting.em;
    for (int i = first; i <= last; i++) {
        const BxCluster *cluster = cluster_of(line, first, i);
        if ((marks_of(shaped, i) & BX_MARK_DOTS)
            && bx_class_table[bx_cell(shaped, i)->first].is_han)
            add(line, (BxSideline){BX_SIDELINE_DOT, cluster->x, cluster->x + cluster->width, y});
    }
}

/* MK-2: from the first to the last cell of each stretch that carries the mark. */
static void
place_strokes(const BxShaped *shaped, int first, int last, unsigned mark, BxSidelineKind kind,
              BxLine *line)
{
    double em = shaped->setting.em, y = beside[shaped->setting.is_vertical].line * em;
    for (int i = first; i <= last; i++) {
        if (!(marks_of(shaped, i) & mark))
            continue;
        int end = i;
        while (end < last && (marks_of(shaped, end + 1) & mark)
               && !(marks_of(shaped, end + 1) & BX_MARK_START))
            end++;
        const BxCluster *from = cluster_of(line, first, i), *to = cluster_of(line, first, end);
        add(line, (BxSideline){kind, from->x + NAME_GAP_EM * em,
                               to->x + to->width - NAME_GAP_EM * em, y});
        i = end;
    }
}

void
bx_sidelines_place(const BxShaped *shaped, int first, int last, BxLine *line)
{
    unsigned marks = 0;
    for (int i = first; i <= last; i++)
        marks |= marks_of(shaped, i);
    if (marks & BX_MARK_DOTS)
        place_dots(shaped, first, last, line);
    for (size_t k = 0; k < G_N_ELEMENTS(strokes); k++)
        if (marks & strokes[k].mark)
            place_strokes(shaped, first, last, strokes[k].mark, strokes[k].kind, line);
}
