/* SPDX-License-Identifier: Apache-2.0 */
/* Dominance: which of two elements of one rectangle and set is of no use beside the other. It may only be
 * said where every page with the one is as good or better with the other in its place. */
#include "makeup/element.h"

static bool
covers(BxRows a, int a_row, BxRows b, int b_row)
{
    return a.start + a_row <= b.start + b_row && b.end + b_row <= a.end + a_row;
}

static BxRows
head_of(const BxShown *shown, bool is_right)
{
    return (BxRows){0, is_right ? shown->head_right : shown->head_left};
}

static BxRows
figure_of(const BxShown *shown, bool is_right)
{
    return is_right ? shown->figure_right : shown->figure_left;
}

static bool
is_like(const BxShown *a, const BxShown *b)
{
    return a->face == b->face && a->size == b->size && a->columns == b->columns;
}

typedef struct {
    const BxJoining *joining;
    const BxEdge *edges;
    int n, at; /* those before `at` are taken */
    bool is_right;
} Edge;

static bool
take_head(Edge *edge, const BxShown *shown, BxRows head, int row)
{
    for (; edge->at < edge->n; edge->at++) {
        const BxEdge *other = &edge->edges[edge->at];
        const BxShown *its = bx_shown(edge->joining, other->leaf);
        if (is_like(its, shown) && covers(head_of(its, edge->is_right), other->row, head, row)) {
            edge->at++;
            return true;
        }
    }
    return false;
}

static bool
take_figure(Edge *edge, BxRows figure, int row)
{
    for (; edge->at < edge->n; edge->at++) {
        const BxEdge *other = &edge->edges[edge->at];
        const BxShown *its = bx_shown(edge->joining, other->leaf);
        if (covers(figure_of(its, edge->is_right), other->row, figure, row)) {
            edge->at++;
            return true;
        }
    }
    return false;
}

/* Whether a neighbour of b would have to bear all that a shows it: to each head and figure of a there is one
 * of b that covers it, another each time. */
static bool
is_edge_covered(const BxJoining *joining, const BxEdge *a, int n_a, const BxEdge *b, int n_b,
                bool is_right)
{
    Edge heads = {joining, b, n_b, 0, is_right}, figures = heads;
    for (int i = 0; i < n_a; i++) {
        const BxShown *shown = bx_shown(joining, a[i].leaf);
        BxRows head = head_of(shown, is_right), figure = figure_of(shown, is_right);
        if (head.end > 0 && !take_head(&heads, shown, head, a[i].row))
            return false;
        if (figure.end > figure.start && !take_figure(&figures, figure, a[i].row))
            return false;
    }
    return true;
}

/* PG-7. One that is too long already costs nothing more, whatever it is joined to; a shorter one can. */
static bool
are_shorter(const int16_t *a, const int16_t *b, int n, int most)
{
    for (int i = 0; i < n; i++)
        if (a[i] > b[i] || (b[i] > most && a[i] > 0 && a[i] <= most))
            return false;
    return true;
}

static bool
are_lesser_rivals(const BxElement *a, const BxElement *b)
{
    for (int r = 0; r < BX_N_RIVALS; r++)
        if (a->rivals[r].lead < b->rivals[r].lead || a->rivals[r].largest > b->rivals[r].largest)
            return false;
    return true;
}

/* HD-14: whether b has every head that others could be alike, and a has. */
static bool
are_fewer_alike(const BxElement *a, const BxElement *b)
{
    for (int i = 0; a->n_alike > 0 && i < BX_MAKEUP_STORIES_MOST; i++)
        if (a->alike[i] > 0 && a->alike[i] != b->alike[i])
            return false;
    return true;
}

bool
bx_element_beats(const BxJoining *joining, const BxElement *a, const BxElement *b)
{
    int most = joining->gutter_most;
    return a->cost <= b->cost && are_lesser_rivals(a, b) && a->n_cuts <= b->n_cuts
           && are_shorter(a->open_top, b->open_top, a->columns, most)
           && are_shorter(a->open_bottom, b->open_bottom, a->columns, most) && are_fewer_alike(a, b)
           && is_edge_covered(joining, a->left, a->n_left, b->left, b->n_left, false)
           && is_edge_covered(joining, a->right, a->n_right, b->right, b->n_right, true);
}
