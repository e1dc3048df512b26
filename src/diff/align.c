/* SPDX-License-Identifier: Apache-2.0 */
/* Align: the middle of a shortest path of edits is found from both ends; its halves are boxes to be
 * searched in turn. Diagonal k holds the points with x − y = k, x in the old text, y in the new. */

#include "diff/align.h"

#include <stdbool.h>

/* Edits on the way to the middle after which the farthest point will do. Proofs of one page differ in tens. */
#define COST_MOST 1500
/* An equal stretch of so few characters between two changes is read as part of one. */
#define ISLAND_MOST 1

typedef struct {
    int x0, x1, y0, y1;
} Box;

typedef struct {
    const gunichar *old, *new;
    int *forward, *backward; /* by diagonal: the farthest x reached; both may be indexed below 0 */
    bool *old_differs, *new_differs;
} Aligning;

typedef struct {
    int x, y;
} Point;

/* The diagonals that one direction has reached. */
typedef struct {
    int low, high;
} Reach;

/* One more edit: a diagonal more at each end, as far as the box goes; `beyond` marks what is none. */
static void
widen(Reach *reach, int *far, int lowest, int highest, int beyond)
{
    if (reach->low > lowest)
        far[--reach->low - 1] = beyond;
    else
        reach->low++;
    if (reach->high < highest)
        far[++reach->high + 1] = beyond;
    else
        reach->high--;
}

static bool
step_forward(const Aligning *in, const Box *box, const Reach *reach, const Reach *other,
             bool is_odd, Point *meeting)
{
    for (int k = reach->high; k >= reach->low; k -= 2) {
        int x = MAX(in->forward[k - 1] + 1, in->forward[k + 1]), y = x - k;
        while (x < box->x1 && y < box->y1 && in->old[x] == in->new[y])
            x++, y++;
        in->forward[k] = x;
        if (is_odd && k >= other->low && k <= other->high && in->backward[k] <= x) {
            *meeting = (Point){x, y};
            return true;
        }
    }
    return false;
}

static bool
step_backward(const Aligning *in, const Box *box, const Reach *reach, const Reach *other,
              bool is_odd, Point *meeting)
{
    for (int k = reach->high; k >= reach->low; k -= 2) {
        int x = MIN(in->backward[k - 1], in->backward[k + 1] - 1), y = x - k;
        while (x > box->x0 && y > box->y0 && in->old[x - 1] == in->new[y - 1])
            x--, y--;
        in->backward[k] = x;
        if (!is_odd && k >= other->low && k <= other->high && x <= in->forward[k]) {
            *meeting = (Point){x, y};
            return true;
        }
    }
    return false;
}

/* The point nearest the other corner that either direction has reached. */
static Point
farthest(const Aligning *in, const Box *box, const Reach *ahead, const Reach *behind)
{
    Point best = {box->x0, box->y0};
    int most = 0;
    for (int k = ahead->low; k <= ahead->high; k += 2) {
        int x = MIN(in->forward[k], box->x1), y = x - k;
        if (y < box->y0 || y > box->y1 || x < box->x0)
            continue;
        int way = x - box->x0 + y - box->y0;
        if (way > most) {
            most = way;
            best = (Point){x, y};
        }
    }
    for (int k = behind->low; k <= behind->high; k += 2) {
        int x = MAX(in->backward[k], box->x0), y = x - k;
        if (y < box->y0 || y > box->y1 || x > box->x1)
            continue;
        int way = box->x1 - x + box->y1 - y;
        if (way > most) {
            most = way;
            best = (Point){x, y};
        }
    }
    return best;
}

static Point
find_middle(const Aligning *in, const Box *box)
{
    int lowest = box->x0 - box->y1, highest = box->x1 - box->y0;
    int start = box->x0 - box->y0, end = box->x1 - box->y1;
    bool is_odd = (start - end) % 2 != 0;
    Reach ahead = {start, start}, behind = {end, end};
    Point meeting;
    in->forward[start] = box->x0;
    in->backward[end] = box->x1;
    for (int cost = 1; cost < COST_MOST; cost++) {
        widen(&ahead, in->forward, lowest, highest, -1);
        if (step_forward(in, box, &ahead, &behind, is_odd, &meeting))
            return meeting;
        widen(&behind, in->backward, lowest, highest, G_MAXINT);
        if (step_backward(in, box, &behind, &ahead, is_odd, &meeting))
            return meeting;
    }
    return farthest(in, box, &ahead, &behind);
}

static void
trim(const Aligning *in, Box *box)
{
    while (box->x0 < box->x1 && box->y0 < box->y1 && in->old[box->x0] == in->new[box->y0])
        box->x0++, box->y0++;
    while (box->x0 < box->x1 && box->y0 < box->y1 && in->old[box->x1 - 1] == in->new[box->y1 - 1])
        box->x1--, box->y1--;
}

static void
mark_all(const Aligning *in, const Box *box)
{
    for (int x = box->x0; x < box->x1; x++)
        in->old_differs[x] = true;
    for (int y = box->y0; y < box->y1; y++)
        in->new_differs[y] = true;
}

/* Splits boxes until one side of each is empty: what is left differs. */
static void
search(const Aligning *in, int n_old, int n_new)
{
    g_autoptr(GArray) boxes = g_array_new(FALSE, FALSE, sizeof(Box));
    const Box whole = {0, n_old, 0, n_new};
    g_array_append_val(boxes, whole);
    while (boxes->len > 0) {
        Box box = g_array_index(boxes, Box, boxes->len - 1);
        g_array_set_size(boxes, boxes->len - 1);
        trim(in, &box);
        Point middle =
            box.x0 < box.x1 && box.y0 < box.y1 ? find_middle(in, &box) : (Point){box.x0, box.y0};
        const Box first = {box.x0, middle.x, box.y0, middle.y},
                  second = {middle.x, box.x1, middle.y, box.y1};
        bool is_split =
            (middle.x > box.x0 || middle.y > box.y0) && (middle.x < box.x1 || middle.y < box.y1);
        if (!is_split) {
            mark_all(in, &box);
            continue;
        }
        g_array_append_val(boxes, second);
        g_array_append_val(boxes, first);
    }
}

/* 甲乙丙 to 丁乙戊 is one change, though 乙 stays. */
static bool
is_island(const BxHunk *before, int next_old, int next_new)
{
    int gap = next_old - before->old_end;
    bool both = before->old_end > before->old_start && before->new_end > before->new_start;
    return gap <= ISLAND_MOST && both && next_new - before->new_end == gap;
}

static GArray *
collect(const Aligning *in, int n_old, int n_new)
{
    GArray *hunks = g_array_new(FALSE, FALSE, sizeof(BxHunk));
    for (int x = 0, y = 0; x < n_old || y < n_new;) {
        BxHunk hunk = {x, x, y, y};
        while (hunk.old_end < n_old && in->old_differs[hunk.old_end])
            hunk.old_end++;
        while (hunk.new_end < n_new && in->new_differs[hunk.new_end])
            hunk.new_end++;
        BxHunk *last = hunks->len ? &g_array_index(hunks, BxHunk, hunks->len - 1) : NULL;
        bool is_change = hunk.old_end > x || hunk.new_end > y;
        if (is_change && last && is_island(last, x, y)) {
            last->old_end = hunk.old_end;
            last->new_end = hunk.new_end;
        } else if (is_change) {
            g_array_append_val(hunks, hunk);
        }
        x = hunk.old_end + !is_change;
        y = hunk.new_end + !is_change;
    }
    return hunks;
}

GArray *
bx_align(const gunichar *old, int n_old, const gunichar *new, int n_new)
{
    size_t n_diagonals = (size_t)n_old + (size_t)n_new + 5;
    g_autofree int *forward = g_new(int, n_diagonals), *backward = g_new(int, n_diagonals);
    g_autofree bool *old_differs = g_new0(bool, n_old + 1), *new_differs = g_new0(bool, n_new + 1);
    const Aligning in = {.old = old,
                         .new = new,
                         .forward = forward + n_new + 2,
                         .backward = backward + n_new + 2,
                         .old_differs = old_differs,
                         .new_differs = new_differs};
    search(&in, n_old, n_new);
    return collect(&in, n_old, n_new);
}
