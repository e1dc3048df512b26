/* SPDX-License-Identifier: Apache-2.0 */
/* Words: the characters of a story on all its pages are aligned with those of its partner; a change is
 * told on the page where it stands. */

#include "diff/steps.h"

#include "diff/align.h"

#include <math.h>

/* Words that stay, shown on each side of a change; characters. */
#define CONTEXT_CHARS 12
/* How far a change may be moved to where it reads better. */
#define SLIDE_MOST 200

/* The characters of one story, or of one page that are no story's, in order. */
typedef struct {
    GArray *codes; /* gunichar */
    GArray *chars; /* const BxPdfChar * */
    GArray *pages; /* int: index of each character's page */
} Stretch;

static void
stretch_clear(Stretch *stretch)
{
    g_array_unref(stretch->codes);
    g_array_unref(stretch->chars);
    g_array_unref(stretch->pages);
}

static void
stretch_init(Stretch *stretch)
{
    *stretch = (Stretch){g_array_new(FALSE, FALSE, sizeof(gunichar)),
                         g_array_new(FALSE, FALSE, sizeof(const BxPdfChar *)),
                         g_array_new(FALSE, FALSE, sizeof(int))};
}

static void
add_char(Stretch *stretch, const BxPdfChar *c, int page)
{
    g_array_append_val(stretch->codes, c->c);
    g_array_append_val(stretch->chars, c);
    g_array_append_val(stretch->pages, page);
}

/* Of each story of the file, and of each page what is no story's. */
typedef struct {
    Stretch *stories, *rests;
    guint n_stories, n_pages;
} Stretches;

static void
stretches_init(Stretches *all, const BxPdfText *text)
{
    all->n_stories = text->titles->len;
    all->n_pages = text->pages->len;
    all->stories = g_new(Stretch, all->n_stories + 1);
    all->rests = g_new(Stretch, all->n_pages + 1);
    /* one more of each: an empty one, for what has no partner */
    for (guint i = 0; i <= all->n_stories; i++)
        stretch_init(&all->stories[i]);
    for (guint i = 0; i <= all->n_pages; i++)
        stretch_init(&all->rests[i]);
    for (guint p = 0; p < all->n_pages; p++) {
        const GArray *chars = ((const BxPdfPage *)g_ptr_array_index(text->pages, p))->chars;
        for (guint i = 0; i < chars->len; i++) {
            const BxPdfChar *c = &g_array_index(chars, BxPdfChar, i);
            add_char(c->story >= 0 ? &all->stories[c->story] : &all->rests[p], c, (int)p);
        }
    }
}

static void
stretches_clear(Stretches *all)
{
    for (guint i = 0; i <= all->n_stories; i++)
        stretch_clear(&all->stories[i]);
    for (guint i = 0; i <= all->n_pages; i++)
        stretch_clear(&all->rests[i]);
    g_free(all->stories);
    g_free(all->rests);
}

static const Stretch *
story_of(const Stretches *all, int story)
{
    return &all->stories[story >= 0 ? (guint)story : all->n_stories];
}

static const Stretch *
rest_of(const Stretches *all, int page)
{
    return &all->rests[page >= 0 ? (guint)page : all->n_pages];
}

static char *
words_of(const Stretch *stretch, int start, int end)
{
    start = MAX(start, 0);
    end = MIN(end, (int)stretch->codes->len);
    return g_ucs4_to_utf8((const gunichar *)(const void *)stretch->codes->data + start,
                          MAX(0, end - start), NULL, NULL, NULL);
}

/* The characters [start, end) that stand on the page of the first, as a box a line. */
static GArray *
boxes_of(const Stretch *stretch, int start, int end)
{
    GArray *boxes = g_array_new(FALSE, FALSE, sizeof(BxRect));
    int page = start < end ? g_array_index(stretch->pages, int, start) : -1;
    for (int i = start; i < end; i++) {
        const BxRect *rect = &g_array_index(stretch->chars, const BxPdfChar *, i)->rect;
        if (g_array_index(stretch->pages, int, i) != page)
            break;
        BxRect *last = boxes->len ? &g_array_index(boxes, BxRect, boxes->len - 1) : NULL;
        double right = last ? last->x + last->width : 0, bottom = last ? last->y + last->height : 0;
        bool in_line = last && fabs(rect->y - last->y) < rect->height / 2
                       && fabs(rect->x - right) < 2 * rect->width;
        bool in_column = last && fabs(rect->x - last->x) < rect->width / 2
                         && fabs(rect->y - bottom) < 2 * rect->height;
        if (in_line || in_column) {
            right = MAX(right, rect->x + rect->width);
            bottom = MAX(bottom, rect->y + rect->height);
            last->x = MIN(last->x, rect->x);
            last->y = MIN(last->y, rect->y);
            last->width = right - last->x;
            last->height = bottom - last->y;
        } else {
            g_array_append_val(boxes, *rect);
        }
    }
    return boxes;
}

/* The page of a change: where its new words stand, or where its old ones stood. */
static BxDiffPage *
page_of(const GPtrArray *pages, int old_index, int new_index)
{
    for (guint i = 0; i < pages->len; i++) {
        BxDiffPage *page = g_ptr_array_index(pages, i);
        if (new_index >= 0 ? page->new_index == new_index : page->old_index == old_index)
            return page;
    }
    g_assert_not_reached();
}

static int
printed_number(const BxPdfText *text, int index)
{
    if (index < 0)
        return 0;
    const BxPdfPage *page = g_ptr_array_index(text->pages, index);
    return page->number ? page->number : index + 1;
}

typedef struct {
    GPtrArray *pages; /* BxDiffPage */
    const BxPdfText *old, *new_text;
    const char *story;
    const Stretch *from, *to;
} Telling;

static void
add_change(const Telling *telling, const BxHunk *hunk)
{
    const Stretch *from = telling->from, *to = telling->to;
    int old_index =
            hunk->old_end > hunk->old_start ? g_array_index(from->pages, int, hunk->old_start) : -1,
        new_index =
            hunk->new_end > hunk->new_start ? g_array_index(to->pages, int, hunk->new_start) : -1;
    BxDiffChange *change = g_new0(BxDiffChange, 1);
    change->story = g_strdup(telling->story);
    change->gone = words_of(from, hunk->old_start, hunk->old_end);
    change->added = words_of(to, hunk->new_start, hunk->new_end);
    change->before = words_of(to, hunk->new_start - CONTEXT_CHARS, hunk->new_start);
    change->after = words_of(to, hunk->new_end, hunk->new_end + CONTEXT_CHARS);
    change->old_page = printed_number(telling->old, old_index);
    change->new_page = printed_number(telling->new_text, new_index);
    change->old_rects = boxes_of(from, hunk->old_start, hunk->old_end);
    change->new_rects = boxes_of(to, hunk->new_start, hunk->new_end);
    g_ptr_array_add(page_of(telling->pages, old_index, new_index)->changes, change);
}

static bool
is_word_char(const Stretch *stretch, int i)
{
    gunichar c =
        i >= 0 && i < (int)stretch->codes->len ? g_array_index(stretch->codes, gunichar, i) : 0;
    return c < 0x80 && (g_ascii_isalnum((char)c) || c == '.');
}

/* 58 → 59 is a change of the number, not of its last figure: a change takes in the whole of the words
 * that it cuts. What lies beside it stays, so it is the same on both sides. */
static void
widen_to_words(const Telling *telling, BxHunk *hunk)
{
    const Stretch *from = telling->from, *to = telling->to;
    while (is_word_char(from, hunk->old_start - 1)
           && (is_word_char(from, hunk->old_start) || is_word_char(to, hunk->new_start)))
        hunk->old_start--, hunk->new_start--;
    while (is_word_char(from, hunk->old_end)
           && (is_word_char(from, hunk->old_end - 1) || is_word_char(to, hunk->new_end - 1)))
        hunk->old_end++, hunk->new_end++;
}

/* How well a stretch [start, end) reads as words of its own: as a sentence, a clause, or any. */
static int
reading_score(const Stretch *stretch, int start, int end)
{
    static const char *const marks[] = {"，、：", "。！？；”"};
    int score = 0;
    for (int i = 0; i < 2; i++)
        if (end > start
            && g_utf8_strchr(marks[i], -1, g_array_index(stretch->codes, gunichar, end - 1)))
            score = i + 1;
    return score;
}

/* A stretch that may lie elsewhere, and the place in the other text that goes with it. */
typedef struct {
    int start, end, other;
} Sliding;

static void
slide_by(const Stretch *stretch, Sliding *best, int step, int limit)
{
    Sliding at = *best;
    int score = reading_score(stretch, at.start, at.end);
    const gunichar *codes = (const gunichar *)(const void *)stretch->codes->data;
    for (int i = 0; i < SLIDE_MOST && (step < 0 ? at.start > limit : at.end < limit); i++) {
        bool is_free =
            step < 0 ? codes[at.start - 1] == codes[at.end - 1] : codes[at.start] == codes[at.end];
        if (!is_free)
            return;
        at = (Sliding){at.start + step, at.end + step, at.other + step};
        int reads = reading_score(stretch, at.start, at.end);
        if (reads > score) {
            score = reads;
            *best = at;
        }
    }
}

/* Words that only came, or only went, may be read in several places: 竹有节。竹子 is 竹[有节。竹]子 and
 * [竹有节。]竹子. The one is taken that ends with a mark; it stays between its neighbours. */
static void
slide_to_words(const Telling *telling, BxHunk *hunk, const BxHunk *last, const BxHunk *next)
{
    bool is_new = hunk->old_start == hunk->old_end;
    if (!is_new && hunk->new_start != hunk->new_end)
        return;
    const Stretch *stretch = is_new ? telling->to : telling->from;
    Sliding best = is_new ? (Sliding){hunk->new_start, hunk->new_end, hunk->old_start}
                          : (Sliding){hunk->old_start, hunk->old_end, hunk->new_start};
    int low = !last ? 0 : is_new ? last->new_end : last->old_end;
    int high = !next ? (int)stretch->codes->len : is_new ? next->new_start : next->old_start;
    slide_by(stretch, &best, -1, low);
    slide_by(stretch, &best, 1, high);
    *hunk = is_new ? (BxHunk){best.other, best.other, best.start, best.end}
                   : (BxHunk){best.start, best.end, best.other, best.other};
}

/* Widens all, and makes one of those that meet. */
static void
widen_all(const Telling *telling, GArray *hunks)
{
    guint n = 0;
    for (guint i = 0; i < hunks->len; i++) {
        BxHunk hunk = g_array_index(hunks, BxHunk, i);
        BxHunk *last = n ? &g_array_index(hunks, BxHunk, n - 1) : NULL;
        const BxHunk *next = i + 1 < hunks->len ? &g_array_index(hunks, BxHunk, i + 1) : NULL;
        slide_to_words(telling, &hunk, last, next);
        widen_to_words(telling, &hunk);
        if (last && hunk.old_start <= last->old_end && hunk.new_start <= last->new_end) {
            last->old_end = hunk.old_end;
            last->new_end = hunk.new_end;
        } else {
            g_array_index(hunks, BxHunk, n++) = hunk;
        }
    }
    g_array_set_size(hunks, n);
}

static void
compare(const Telling *telling)
{
    const GArray *from = telling->from->codes, *to = telling->to->codes;
    g_autoptr(GArray) hunks = bx_align((const gunichar *)(const void *)from->data, (int)from->len,
                                       (const gunichar *)(const void *)to->data, (int)to->len);
    widen_all(telling, hunks);
    for (guint i = 0; i < hunks->len; i++)
        add_change(telling, &g_array_index(hunks, BxHunk, i));
}

/* Stories in the order of the new file, those that are gone behind them: so changes of a page come in
 * its order. */
static void
compare_stories(Telling *telling, const Stretches *old, const Stretches *new_all)
{
    g_autofree int *to = bx_pair_stories(telling->old, telling->new_text);
    g_autofree int *from = g_new(int, new_all->n_stories + 1);
    for (guint i = 0; i < new_all->n_stories; i++)
        from[i] = -1;
    for (guint i = 0; i < old->n_stories; i++)
        if (to[i] >= 0)
            from[to[i]] = (int)i;
    for (guint i = 0; i < new_all->n_stories; i++) {
        telling->story = g_ptr_array_index(telling->new_text->titles, i);
        telling->from = story_of(old, from[i]);
        telling->to = story_of(new_all, (int)i);
        compare(telling);
    }
    for (guint i = 0; i < old->n_stories; i++) {
        if (to[i] >= 0)
            continue;
        telling->story = g_ptr_array_index(telling->old->titles, i);
        telling->from = story_of(old, (int)i);
        telling->to = story_of(new_all, -1);
        compare(telling);
    }
}

void
bx_diff_words(GPtrArray *pages, const BxPdfText *old, const BxPdfText *new_text)
{
    Stretches ours, theirs;
    stretches_init(&ours, old);
    stretches_init(&theirs, new_text);
    Telling telling = {.pages = pages, .old = old, .new_text = new_text};
    compare_stories(&telling, &ours, &theirs);
    telling.story = NULL;
    for (guint i = 0; i < pages->len; i++) {
        const BxDiffPage *page = g_ptr_array_index(pages, i);
        telling.from = rest_of(&ours, page->old_index);
        telling.to = rest_of(&theirs, page->new_index);
        compare(&telling);
    }
    stretches_clear(&ours);
    stretches_clear(&theirs);
}
