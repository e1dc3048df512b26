/* SPDX-License-Identifier: Apache-2.0 */
/* What is in an edition, and what its files are called. */

#include "report/edition/edition.h"

#include "report/edition/parts.h"

#include <math.h>
#include <string.h>

#define SHORT_CHARS 24 /* of a story without a head, for lists */

/* ---- hot areas ---- */

static void
area_clear(void *data)
{
    g_ptr_array_unref(((BxHotArea *)data)->polygons);
}

static BxRect
frame_of(const GArray *rects)
{
    double left = G_MAXDOUBLE, top = G_MAXDOUBLE, right = 0, bottom = 0;
    for (guint i = 0; i < rects->len; i++) {
        const BxRect *rect = &g_array_index(rects, BxRect, i);
        left = MIN(left, rect->x);
        top = MIN(top, rect->y);
        right = MAX(right, rect->x + rect->width);
        bottom = MAX(bottom, rect->y + rect->height);
    }
    return (BxRect){left, top, right - left, bottom - top};
}

static int
order_of_areas(gconstpointer a, gconstpointer b)
{
    const BxHotArea *one = a, *other = b;
    if (fabs(one->frame.y - other->frame.y) > 1)
        return one->frame.y < other->frame.y ? -1 : 1;
    if (one->frame.x != other->frame.x)
        return one->frame.x < other->frame.x ? -1 : 1;
    return one->story - other->story;
}

static GArray *
rects_of_story(GHashTable *rects, int story)
{
    gpointer key = GINT_TO_POINTER(story + 1);
    GArray *own = g_hash_table_lookup(rects, key);
    if (!own) {
        own = g_array_new(FALSE, FALSE, sizeof(BxRect));
        g_hash_table_insert(rects, key, own);
    }
    return own;
}

/* Up to the middle of the blanks round each, so that areas which join touch; within the slot's outer edge. */
static void
add_joined_areas(GArray *rects, const BxPart *part, const BxPagePlan *page)
{
    const BxRect *frame = &part->frame;
    double across = page->gutter / 2, down = (page->pitch - page->em) / 2;
    for (guint i = 0; i < part->areas->len; i++) {
        const BxPartArea *area = &g_array_index(part->areas, BxPartArea, i);
        double top = bx_page_row_y(page, area->first_row);
        double left = MAX(frame->x, area->x - across), right = area->x + area->width + across;
        double bottom = top + bx_page_rows_height(page, area->n_rows) + down;
        right = MIN(right, frame->x + frame->width);
        bottom = MIN(bottom, frame->y + frame->height);
        top = MAX(frame->y, top - down);
        const BxRect rect = {left, top, right - left, bottom - top};
        g_array_append_val(rects, rect);
    }
}

/* By their stories: story + 1 → GArray of BxRect. Beads cover a rectangular frame; of joined areas, the edge round all. */
static GHashTable *
rects_of(const BxPlan *plan, const BxPage *page)
{
    GHashTable *rects = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
    g_autoptr(GHashTable) joined = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < plan->parts->len; i++) {
        const BxPart *part = g_ptr_array_index(plan->parts, i);
        const BxPagePlan *page_plan = g_ptr_array_index(plan->pages, part->page);
        if (page_plan->number != page->number || part->areas->len < 2)
            continue;
        add_joined_areas(rects_of_story(rects, part->story), part, page_plan);
        g_hash_table_add(joined, GINT_TO_POINTER(part->story + 1));
    }
    for (guint i = 0; i < page->beads->len; i++) {
        const BxBead *bead = &g_array_index(page->beads, BxBead, i);
        if (!g_hash_table_contains(joined, GINT_TO_POINTER(bead->story + 1)))
            g_array_append_vals(rects_of_story(rects, bead->story), &bead->rect, 1);
    }
    return rects;
}

static GArray *
areas_of(const BxPlan *plan, const BxPage *page)
{
    GArray *areas = g_array_new(FALSE, FALSE, sizeof(BxHotArea));
    g_autoptr(GHashTable) rects = rects_of(plan, page);
    GHashTableIter iter;
    gpointer story, own;
    g_array_set_clear_func(areas, area_clear);
    g_hash_table_iter_init(&iter, rects);
    while (g_hash_table_iter_next(&iter, &story, &own)) {
        const BxHotArea area = {GPOINTER_TO_INT(story) - 1, bx_outline_of(own), frame_of(own)};
        g_array_append_val(areas, area);
    }
    g_array_sort(areas, order_of_areas);
    return areas;
}

/* ---- the whole ---- */

static void
page_free(void *data)
{
    BxEditionPage *page = data;
    g_array_unref(page->areas);
    g_free(page);
}

BxEdition *
bx_edition_new(const BxPlan *plan, const GPtrArray *wanted, const BxPicturePlace *places,
               const BxPictures *pictures)
{
    BxEdition *edition = g_new0(BxEdition, 1);
    *edition = (BxEdition){plan, places, pictures, g_ptr_array_new_with_free_func(page_free),
                           g_array_new(FALSE, FALSE, sizeof(int))};
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < wanted->len; i++) {
        BxEditionPage *page = g_new0(BxEditionPage, 1);
        page->page = g_ptr_array_index(wanted, i);
        page->areas = areas_of(plan, page->page);
        g_ptr_array_add(edition->pages, page);
        for (guint k = 0; k < page->areas->len; k++) {
            int story = g_array_index(page->areas, BxHotArea, k).story;
            if (g_hash_table_add(seen, GINT_TO_POINTER(story)))
                g_array_append_val(edition->stories, story);
        }
    }
    return edition;
}

void
bx_edition_free(BxEdition *edition)
{
    if (!edition)
        return;
    g_ptr_array_unref(edition->pages);
    g_array_unref(edition->stories);
    g_free(edition);
}

/* ---- what its parts need ---- */

const BxIssue *
bx_edition_issue(const BxEdition *edition)
{
    return edition->plan->issue;
}

const BxStory *
bx_edition_story(const BxEdition *edition, int story)
{
    return g_ptr_array_index(edition->plan->issue->stories, story);
}

const BxEditionPage *
bx_edition_first_page(const BxEdition *edition, int story)
{
    const GPtrArray *parts =
        ((const BxStoryPlan *)g_ptr_array_index(edition->plan->stories, story))->parts;
    for (guint p = 0; p < parts->len; p++) {
        const BxPart *part = g_ptr_array_index(parts, p);
        const BxPagePlan *plan = g_ptr_array_index(edition->plan->pages, part->page);
        for (guint i = 0; i < edition->pages->len; i++) {
            const BxEditionPage *page = g_ptr_array_index(edition->pages, i);
            if (page->page->number == plan->number)
                return page;
        }
    }
    return NULL;
}

static const BxText *
first_words(const BxStory *story)
{
    const BxText *heads[] = {story->headline, story->kicker, story->deck};
    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++)
        if (heads[i])
            return heads[i];
    for (guint i = 0; i < story->blocks->len; i++) {
        const BxBlock *block = g_ptr_array_index(story->blocks, i);
        if (block->text)
            return block->text;
    }
    return NULL;
}

char *
bx_edition_title(const BxEdition *edition, int story)
{
    const BxText *words = first_words(bx_edition_story(edition, story));
    if (!words)
        return g_strdup(bx_edition_story(edition, story)->id);
    g_autofree char *plain = bx_plain_text(edition, words, BX_PREPARE_HEAD);
    bool is_head = words == bx_edition_story(edition, story)->headline;
    if (is_head || g_utf8_strlen(plain, -1) <= SHORT_CHARS)
        return g_steal_pointer(&plain);
    g_autofree char *start = g_utf8_substring(plain, 0, SHORT_CHARS);
    return g_strconcat(start, "……", NULL);
}

char *
bx_edition_page_title(const BxEditionPage *page)
{
    const char *label = page->page->label;
    bool has_label = label && *label;
    return g_strdup_printf("第%d版%s%s", page->page->number, has_label ? "　" : "",
                           has_label ? label : "");
}

char *
bx_edition_date(const BxEdition *edition)
{
    const GDate *date = &bx_edition_issue(edition)->date;
    return g_date_valid(date) ? g_strdup_printf("%04d-%02d-%02d", g_date_get_year(date),
                                                g_date_get_month(date), g_date_get_day(date))
                              : NULL;
}

int
bx_edition_find_picture(const BxEdition *edition, const BxPicture *picture)
{
    for (int i = 0; i < edition->plan->n_pictures; i++)
        if (edition->places[i].picture == picture && bx_pictures_lookup(edition->pictures, i)->jpeg)
            return i;
    return -1;
}

GArray *
bx_edition_pictures(const BxEdition *edition, int story)
{
    GArray *indices = g_array_new(FALSE, FALSE, sizeof(int));
    const GPtrArray *blocks = bx_edition_story(edition, story)->blocks;
    for (guint i = 0; i < blocks->len; i++) {
        const BxFigure *figure = ((const BxBlock *)g_ptr_array_index(blocks, i))->figure;
        for (guint k = 0; figure && k < figure->pictures->len; k++) {
            int index = bx_edition_find_picture(edition, g_ptr_array_index(figure->pictures, k));
            if (index >= 0)
                g_array_append_val(indices, index);
        }
    }
    return indices;
}

/* ---- names ---- */

char *
bx_edition_page_file(const BxEditionPage *page)
{
    return g_strdup_printf("page-%d.html", page->page->number);
}

char *
bx_edition_picture_of_page(const BxEditionPage *page, bool is_small)
{
    return g_strdup_printf("page-%d%s.jpg", page->page->number, is_small ? "-small" : "");
}

char *
bx_edition_story_file(int story)
{
    return g_strdup_printf("story-%d.html", story + 1);
}

char *
bx_edition_picture_file(int picture)
{
    return g_strdup_printf("picture-%d.jpg", picture + 1);
}

static bool
is_numbered(const char *name, const char *prefix, const char *suffix)
{
    if (!g_str_has_prefix(name, prefix))
        return false;
    const char *p = name + strlen(prefix), *start = p;
    while (g_ascii_isdigit(*p))
        p++;
    return p > start && strcmp(p, suffix) == 0;
}

bool
bx_edition_knows_file(const char *name)
{
    static const char *const names[] = {"index.html", "style.css", "map.json", NULL};
    static const char *const forms[][2] = {{"page-", ".html"},
                                           {"page-", ".jpg"},
                                           {"page-", "-small.jpg"},
                                           {"story-", ".html"},
                                           {"picture-", ".jpg"}};
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++)
        if (is_numbered(name, forms[i][0], forms[i][1]))
            return true;
    return g_strv_contains(names, name);
}
