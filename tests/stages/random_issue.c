/* SPDX-License-Identifier: Apache-2.0 */
/* Random issues: stories for the slots, with heads, crossheads and figures. */

#include "random_issue.h"

#include <cairo.h>
#include <glib/gstdio.h>

const char *const feature_names[N_FEATURES] = {
    [FEATURE_PICTURE_SLOT] = "picture slots",
    [FEATURE_PICTURE_RANGE] = "picture ranges",
    [FEATURE_PICTURE_AT] = "pictures by size",
    [FEATURE_GROUP] = "groups",
    [FEATURE_TABLE] = "tables",
    [FEATURE_PULL] = "pull quotes",
    [FEATURE_OUTLINE] = "outlines",
    [FEATURE_AREAS] = "joined areas",
    [FEATURE_INSIDE] = "slots inside slots",
    [FEATURE_RECUT] = "recut columns",
    [FEATURE_AUTO_ROWS] = "open rows",
    [FEATURE_BOX] = "boxes",
    [FEATURE_ORNAMENT] = "ornaments",
    [FEATURE_AD] = "advertisements",
    [FEATURE_STANDING] = "standing heads",
    [FEATURE_JUMP] = "jumps",
    [FEATURE_VERTICAL] = "vertical slots",
    [FEATURE_VERTICAL_HEAD] = "vertical heads",
    [FEATURE_CROSSHEAD] = "crossheads",
    [FEATURE_LIST] = "lists",
    [FEATURE_QUOTE] = "quoted paragraphs",
    [FEATURE_CREDIT] = "credits",
    [FEATURE_FAULT] = "faults put in",
};

static const struct {
    const char *base;
    int columns, lines, chars;
} grids[] = {{"sikai-4x17", 4, 78, 17},
             {"sikai-6x11", 6, 88, 11},
             {"duikai-5x20", 5, 110, 20},
             {"duikai-6x17", 6, 114, 17},
             {"duikai-8x13", 8, 123, 13}};

/* ---- files ---- */

static void
put_file(const char *folder, const char *name, const GString *text)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_assert_true(g_file_set_contents(path, text->str, (gssize)text->len, NULL));
}

static void
empty_folder(const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_assert_cmpint(g_mkdir_with_parents(path, 0700), ==, 0);
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    for (const char *file; dir && (file = g_dir_read_name(dir));) {
        g_autofree char *below = g_build_filename(path, file, NULL);
        g_remove(below);
    }
}

/* Three real pictures of different shapes, once a folder. */
static void
put_pictures(const char *folder)
{
    static const int sizes[][2] = {{1200, 800}, {800, 1100}, {1600, 500}};
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        g_autofree char *name = g_strdup_printf("%zu.png", i);
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (g_file_test(path, G_FILE_TEST_EXISTS))
            continue;
        cairo_surface_t *surface =
            cairo_image_surface_create(CAIRO_FORMAT_RGB24, sizes[i][0], sizes[i][1]);
        cairo_t *cr = cairo_create(surface);
        cairo_set_source_rgb(cr, 0.8 - 0.2 * (double)i, 0.7, 0.5 + 0.2 * (double)i);
        cairo_paint(cr);
        cairo_destroy(cr);
        g_assert_cmpint(cairo_surface_write_to_png(surface, path), ==, CAIRO_STATUS_SUCCESS);
        cairo_surface_destroy(surface);
    }
}

/* ---- figures ---- */

/* A story on its way. */
typedef struct {
    Making *making;
    GString *front, *body; /* Markdown */
    GString *plain;        /* its characters */
    int n_tables, n_slot_pictures;
    const RandomSlot *slot; /* the first it stands in */
} Story;

static void
write_caption(Story *story, GString *out, int most)
{
    if (most > 0)
        write_han(story->making->rand, 1 + pick(story->making->rand, most), out, story->plain);
}

static void
write_where(Story *story, GString *out, int rows)
{
    static const char *const places[] = {"top-left",    "top",    "top-right",
                                         "left",        "center", "right",
                                         "bottom-left", "bottom", "bottom-right"};
    GRand *rand = story->making->rand;
    int legs = story->slot->legs ? story->slot->legs : story->slot->cols.count;
    g_string_append_printf(out, "cols=%d at=%s", 1 + pick(rand, legs), places[pick(rand, 9)]);
    if (rows > 0 && chance(rand, 60))
        g_string_append_printf(out, " lines=%d", rows);
    else if (rows > 0 && chance(rand, 50))
        g_string_append_printf(out, " lines=%d-%d", rows, rows + pick(rand, 9));
}

static void
write_picture(Story *story, const char *more)
{
    GRand *rand = story->making->rand;
    g_string_append(story->body, "![");
    write_caption(story, story->body, pick(rand, 40));
    g_string_append_printf(story->body, "](%d.png){", pick(rand, 3));
    if (chance(rand, 30)) {
        g_string_append(story->body, "credit=\"");
        write_caption(story, story->body, 6);
        g_string_append(story->body, "\" ");
    }
    if (chance(rand, 15))
        g_string_append(story->body, "fit=whole ");
    g_string_append(story->body, more);
    g_string_append(story->body, "}");
}

static void
write_placed_picture(Story *story)
{
    g_autoptr(GString) where = g_string_new(NULL);
    GRand *rand = story->making->rand;
    write_where(story, where, 5 + pick(rand, MAX(1, story->slot->rows.count / 3)));
    if (chance(rand, 25)) {
        static const char *const outlines[] = {
            "0,0 1,0 0.4,1", "0.5,0 1,1 0,1", "0,0.2 0.7,0 1,0.8 0.3,1", "0.5,0 1,0.5 0.5,1 0,0.5"};
        g_string_append_printf(where, " outline=\"%s\" distance=%s", outlines[pick(rand, 4)],
                               chance(rand, 50) ? "1em" : "0.6em");
        story->making->issue->features[FEATURE_OUTLINE]++;
    }
    write_picture(story, where->str);
    g_string_append(story->body, "\n\n");
    story->making->issue->features[FEATURE_PICTURE_AT]++;
}

static void
write_group(Story *story)
{
    GRand *rand = story->making->rand;
    int n = 2 + pick(rand, 4);
    for (int i = 0; i + 1 < n; i++)
        write_picture(story, "");
    g_autoptr(GString) where = g_string_new(NULL);
    write_where(story, where, chance(rand, 50) ? 0 : 14 + pick(rand, 14));
    if (chance(rand, 50))
        g_string_append_printf(where, " across=%d", 1 + pick(rand, n));
    if (chance(rand, 40)) {
        g_string_append(where, " caption=\"");
        write_caption(story, where, 20);
        g_string_append(where, "\"");
    }
    write_picture(story, where->str);
    g_string_append(story->body, "\n\n");
    story->making->issue->features[FEATURE_GROUP]++;
}

static void
write_row(Story *story, int columns, const char *name)
{
    g_string_append_printf(story->front, "%s[", name);
    for (int c = 0; c < columns; c++) {
        g_string_append(story->front, c ? ", \"" : "\"");
        write_caption(story, story->front,
                      chance(story->making->rand, 10) ? 0 : 2 + pick(story->making->rand, 9));
        g_string_append(story->front, "\"");
    }
    g_string_append(story->front, "]");
}

static void
write_table(Story *story)
{
    GRand *rand = story->making->rand;
    int columns = 2 + pick(rand, 3), rows = 1 + pick(rand, 5), n = story->n_tables++;
    g_string_append_printf(story->front, "%s  t%d: {", n == 0 ? "tables:\n" : "", n);
    if (chance(rand, 70)) {
        write_row(story, columns, "head: ");
        g_string_append(story->front, ", ");
    }
    g_string_append(story->front, "rows: [");
    for (int r = 0; r < rows; r++)
        write_row(story, columns, r ? ", " : "");
    g_string_append(story->front, "]}\n");
    g_string_append(story->body, "![");
    write_caption(story, story->body, pick(rand, 12));
    g_string_append_printf(story->body, "](table:t%d){", n);
    write_where(story, story->body, 0);
    g_string_append(story->body, "}\n\n");
    story->making->issue->features[FEATURE_TABLE]++;
}

static void
write_pull(Story *story)
{
    g_string_append(story->body, "> ");
    write_caption(story, story->body, 40);
    g_string_append(story->body, " {pull ");
    write_where(story, story->body, 0);
    g_string_append(story->body, "}\n\n");
    story->making->issue->features[FEATURE_PULL]++;
}

static void
write_figure(Story *story)
{
    if (story->n_slot_pictures < story->slot->n_pictures) {
        g_autofree char *slot = g_strdup_printf("slot=p%d", story->n_slot_pictures++);
        write_picture(story, slot);
        g_string_append(story->body, "\n\n");
        return;
    }
    switch (pick(story->making->rand, 5)) {
    case 0:
    case 1:
        write_placed_picture(story);
        break;
    case 2:
        write_group(story);
        break;
    case 3:
        write_table(story);
        break;
    case 4:
        write_pull(story);
        break;
    }
}

/* ---- stories ---- */

static void
write_head_line(Story *story, const char *key, int least, int most)
{
    g_string_append_printf(story->front, "%s: ", key);
    write_han(story->making->rand, least + pick(story->making->rand, most - least), story->front,
              story->plain);
    g_string_append_c(story->front, '\n');
}

static void
write_crosshead(Story *story, const char *mark)
{
    g_string_append(story->body, mark);
    write_han(story->making->rand, 2 + pick(story->making->rand, 12), story->body, story->plain);
    g_string_append(story->body, "\n\n");
    story->making->issue->features[FEATURE_CROSSHEAD]++;
}

/* Something that is no paragraph; returns the characters that it takes the place of, about. */
static int
write_rarity(Story *story)
{
    GRand *rand = story->making->rand;
    int *features = story->making->issue->features, n = 10 + pick(rand, 60);
    switch (pick(rand, 6)) {
    case 0:
    case 1:
        write_crosshead(story, "## ");
        if (chance(rand, 15))
            write_crosshead(story, "### ");
        return 2 * story->making->chars;
    case 2:
        for (int i = 0, items = 1 + pick(rand, 4); i < items; i++) {
            g_string_append(story->body, features[FEATURE_LIST] % 2 ? "1. " : "- ");
            write_paragraph(rand, n, story->body, story->plain);
            g_string_append_c(story->body, '\n');
        }
        g_string_append_c(story->body, '\n');
        features[FEATURE_LIST]++;
        return 2 * n;
    case 3:
        g_string_append(story->body, "> ");
        write_paragraph(rand, n, story->body, story->plain);
        g_string_append(story->body, "\n\n");
        features[FEATURE_QUOTE]++;
        return n;
    case 4:
        g_string_append(story->body, "---\n\n");
        return story->making->chars;
    case 5:
        if (chance(rand, 50))
            write_crosshead(story, "### ");
        break;
    }
    return 0;
}

static void
write_body(Story *story, int n_chars, int n_figures)
{
    GRand *rand = story->making->rand;
    int written = 0, figures = 0;
    while (written < n_chars || figures < n_figures) {
        if (figures < n_figures && (written >= n_chars || chance(rand, 40))) {
            write_figure(story);
            figures++;
        }
        if (written >= n_chars && written > 0)
            continue;
        if (written > 0 && chance(rand, 25))
            written += write_rarity(story);
        int n = chance(rand, 25) ? 3 + pick(rand, 20) : 20 + pick(rand, 180);
        write_paragraph(rand, n, story->body, story->plain);
        g_string_append(story->body, "\n\n");
        written += n;
    }
}

static void
write_story(Making *making, int index, const RandomSlot *slot, int capacity, const char *folder)
{
    GRand *rand = making->rand;
    g_autoptr(GString) front = g_string_new("---\n"), body = g_string_new(NULL);
    Story story = {.making = making, .front = front, .body = body, .slot = slot};
    story.plain = g_ptr_array_index(making->issue->words, index);
    int cols = slot->cols.count; /* most heads fit */
    bool is_bold = chance(rand, 5);
    write_head_line(&story, "headline", 2, is_bold ? 24 : 4 + 3 * MIN(cols, 4));
    if (chance(rand, cols > 1 ? 40 : 5))
        write_head_line(&story, "kicker", 3, is_bold ? 30 : 3 + 4 * cols);
    if (chance(rand, cols > 1 ? 40 : 5))
        write_head_line(&story, "deck", 3, is_bold ? 30 : 3 + 4 * cols);
    if (chance(rand, 60))
        write_head_line(&story, "byline", 4, 9);
    if (chance(rand, 30)
        && (strcmp(slot->head, "default") == 0 || strcmp(slot->head, "tall") == 0)) {
        write_head_line(&story, "standing", 2, 4);
        making->issue->features[FEATURE_STANDING]++;
    }
    if (chance(rand, 30)) {
        write_head_line(&story, "credit", 2, 8);
        making->issue->features[FEATURE_CREDIT]++;
    }
    static const int shares[] = {10, 40, 70, 85, 92, 96, 98, 100, 102, 104, 108, 130};
    static const int counts[] = {0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 3, 6};
    int n_figures = slot->n_pictures;
    if (slot->cols.count * slot->rows.count > 20)
        n_figures += counts[pick(rand, G_N_ELEMENTS(counts))];
    int room = MAX(30, capacity - (n_figures - slot->n_pictures) * 20 * making->chars);
    write_body(&story, MAX(5, room * shares[pick(rand, 12)] / 100), n_figures);
    g_string_append(front, "---\n\n");
    g_string_append_len(front, body->str, (gssize)body->len);
    g_autofree char *name = g_strdup_printf("articles/%c.md", 'a' + index);
    put_file(folder, name, front);
}

/* Gives the slots their stories; one may go on in another slot (转版). */
static void
share_out(Making *making)
{
    for (guint i = 0; i < making->slots->len && making->n_stories < STORIES_MOST; i++) {
        RandomSlot *slot = &g_array_index(making->slots, RandomSlot, i);
        if (slot->story >= 0 || chance(making->rand, 3))
            continue;
        slot->story = making->n_stories++;
        for (guint k = i + 1; k < making->slots->len && !slot->is_auto && slot->outer < 0; k++) {
            RandomSlot *later = &g_array_index(making->slots, RandomSlot, k);
            if (later->is_auto || later->outer >= 0 || later->is_vertical != slot->is_vertical
                || later->story >= 0 || later->n_pictures > 0 || !chance(making->rand, 5))
                continue;
            later->story = slot->story;
            slot->capacity += later->capacity;
            making->issue->features[FEATURE_JUMP]++;
        }
    }
}

static void
write_issue(const Making *making, const char *folder)
{
    g_autoptr(GString) out = g_string_new("issue: 1\ntitle: 试报\ndate: 2026-03-27\n");
    if (making->issue->is_plain)
        g_string_append(out, "text: {convert: false}\n");
    g_string_append(out, "pages:\n");
    for (int page = 0; page < making->n_pages; page++) {
        g_string_append_printf(out, "  - layout: l%d\n", page + 1);
        if (making->ad_rows[page].count > 0)
            g_string_append(out, "    ads: {foot: 2.png}\n");
        bool is_first = true;
        for (guint i = 0; i < making->slots->len; i++) {
            const RandomSlot *slot = &g_array_index(making->slots, RandomSlot, i);
            if (slot->page != page || slot->story < 0)
                continue;
            g_string_append_printf(out, "%s      %s: articles/%c.md\n",
                                   is_first ? "    slots:\n" : "", slot->name, 'a' + slot->story);
            is_first = false;
        }
    }
    put_file(folder, "issue.yaml", out);
}

static void
string_free(void *string)
{
    g_string_free(string, TRUE);
}

RandomIssue *
random_issue_new(guint32 seed, const char *folder)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
    RandomIssue *issue = g_new0(RandomIssue, 1);
    issue->words = g_ptr_array_new_with_free_func(string_free);
    issue->is_plain = chance(rand, 60);
    int grid = chance(rand, 75) ? pick(rand, 2) : pick(rand, G_N_ELEMENTS(grids));
    Making making = {.rand = rand,
                     .issue = issue,
                     .base = grids[grid].base,
                     .columns = grids[grid].columns,
                     .lines = grids[grid].lines,
                     .chars = grids[grid].chars,
                     .n_pages = chance(rand, 60) ? 1 : 1 + pick(rand, PAGES_MOST),
                     .slots = g_array_new(FALSE, FALSE, sizeof(RandomSlot))};
    empty_folder(folder, "articles");
    empty_folder(folder, "layouts");
    put_pictures(folder);
    cut_pages(&making);
    share_out(&making);
    write_layouts(&making, folder);
    for (int i = 0; i < making.n_stories; i++)
        g_ptr_array_add(issue->words, g_string_new(NULL));
    for (guint i = 0, next = 0; i < making.slots->len; i++) {
        const RandomSlot *slot = &g_array_index(making.slots, RandomSlot, i);
        if (slot->story != (int)next)
            continue;
        write_story(&making, (int)next++, slot, slot->capacity, folder);
    }
    write_issue(&making, folder);
    g_array_free(making.slots, TRUE);
    return issue;
}

void
random_issue_free(RandomIssue *issue)
{
    g_ptr_array_unref(issue->words);
    g_free(issue);
}
