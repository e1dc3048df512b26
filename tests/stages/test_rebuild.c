/* SPDX-License-Identifier: Apache-2.0 */
/* A document that takes over the stories of the one before is what it would be made from nothing: random
 * edits of an issue, one after another, each build held to one in a session of its own. By hand:
 * test_rebuild --edits 500. */

#include "banxin/banxin.h"

#include "base/remove_tree.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

static int n_edits = 20;

/* ---- an issue to be edited ---- */

typedef struct {
    char *folder;
    GPtrArray *files;  /* char *: paths of its texts */
    GHashTable *whole; /* path → char *: the text as it was */
    GRand *dice;
} Desk;

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
copy_folder(const char *from, const char *to, GPtrArray *texts)
{
    g_autoptr(GDir) dir = g_dir_open(from, 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    const char *name;
    g_assert_nonnull(dir);
    g_mkdir(to, 0700);
    while ((name = g_dir_read_name(dir)))
        g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, compare_names); /* the dice fall the same everywhere */
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *source = g_build_filename(from, g_ptr_array_index(names, i), NULL);
        g_autofree char *target = g_build_filename(to, g_ptr_array_index(names, i), NULL);
        g_autofree char *bytes = NULL;
        gsize n;
        if (g_file_test(source, G_FILE_TEST_IS_DIR)) {
            copy_folder(source, target, texts);
            continue;
        }
        g_assert_true(g_file_get_contents(source, &bytes, &n, NULL));
        g_assert_true(g_file_set_contents(target, bytes, (gssize)n, NULL));
        if (g_str_has_suffix(target, ".md") || g_str_has_suffix(target, ".yaml"))
            g_ptr_array_add(texts, g_steal_pointer(&target));
    }
}

static char *
text_of(const char *path)
{
    char *text;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    return text;
}

static Desk *
desk_new(const char *issue)
{
    Desk *desk = g_new0(Desk, 1);
    desk->folder = g_dir_make_tmp("banxin-rebuild-XXXXXX", NULL);
    desk->files = g_ptr_array_new_with_free_func(g_free);
    desk->whole = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    desk->dice = g_rand_new_with_seed(20260327);
    copy_folder(issue, desk->folder, desk->files);
    for (guint i = 0; i < desk->files->len; i++) {
        char *path = g_ptr_array_index(desk->files, i);
        g_hash_table_insert(desk->whole, path, text_of(path));
    }
    return desk;
}

static void
desk_free(Desk *desk)
{
    remove_tree(desk->folder);
    g_hash_table_unref(desk->whole);
    g_ptr_array_unref(desk->files);
    g_rand_free(desk->dice);
    g_free(desk->folder);
    g_free(desk);
}

static int
roll(Desk *desk, int n)
{
    return g_rand_int_range(desk->dice, 0, MAX(1, n));
}

/* ---- edits ---- */

/* Where line `index` (of the lines with that many) begins. */
static char **
lines_of(const char *text, int *n)
{
    char **lines = g_strsplit(text, "\n", -1);
    *n = (int)g_strv_length(lines);
    return lines;
}

static char *
without_line(Desk *desk, const char *text)
{
    int n;
    g_auto(GStrv) lines = lines_of(text, &n);
    int at = roll(desk, n);
    GString *out = g_string_new(NULL);
    for (int i = 0; i < n; i++)
        if (i != at)
            g_string_append_printf(out, "%s%s", lines[i], i + 1 < n ? "\n" : "");
    return g_string_free(out, FALSE);
}

static char *
with_lines_swapped(Desk *desk, const char *text)
{
    int n;
    g_auto(GStrv) lines = lines_of(text, &n);
    int a = roll(desk, n), b = roll(desk, n);
    char *other = lines[a];
    lines[a] = lines[b];
    lines[b] = other;
    return g_strjoinv("\n", lines);
}

/* Some words more, after a random character that is Han. */
static char *
with_words(Desk *desk, const char *text)
{
    static const char *const words[] = {"水",        "又清了，",         "（附图）。",
                                        "2026年3月", "\n\n新的一段话。", "“一句话”",
                                        "——",        "\n\n## 小标题\n\n"};
    glong n = g_utf8_strlen(text, -1);
    const char *at = g_utf8_offset_to_pointer(text, roll(desk, (int)n));
    while (*at && g_utf8_get_char(at) < 0x4E00)
        at = g_utf8_next_char(at);
    g_autofree char *head = g_strndup(text, (gsize)(at - text));
    return g_strconcat(head, words[roll(desk, G_N_ELEMENTS(words))], at, NULL);
}

static char *
with_number_changed(Desk *desk, const char *text)
{
    g_autoptr(GPtrArray) places = g_ptr_array_new();
    for (const char *p = text; *p; p++)
        if (g_ascii_isdigit(*p) && (p == text || !g_ascii_isdigit(p[-1])))
            g_ptr_array_add(places, (gpointer)p);
    if (places->len == 0)
        return g_strdup(text);
    char *end;
    const char *at = g_ptr_array_index(places, roll(desk, (int)places->len));
    long number = strtol(at, &end, 10) + (roll(desk, 2) ? 1 : -1);
    g_autofree char *head = g_strndup(text, (gsize)(at - text));
    return g_strdup_printf("%s%ld%s", head, MAX(0, number), end);
}

/* The lines of the issue that name articles, shuffled: stories change slots and pages. */
static void
shuffle_articles(Desk *desk)
{
    g_autofree char *path = g_build_filename(desk->folder, "issue.yaml", NULL), *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, NULL))
        return;
    g_autoptr(GRegex) name = g_regex_new("articles/[^, }\\n]+", 0, 0, NULL);
    g_auto(GStrv) between = g_regex_split(name, text, 0);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    GMatchInfo *match;
    for (g_regex_match(name, text, 0, &match); g_match_info_matches(match);
         g_match_info_next(match, NULL))
        g_ptr_array_add(names, g_match_info_fetch(match, 0));
    g_match_info_free(match);
    for (int swaps = 0; names->len > 1 && swaps < 2; swaps++) {
        gpointer *a = &names->pdata[roll(desk, (int)names->len)],
                 *b = &names->pdata[roll(desk, (int)names->len)], other = *a;
        *a = *b;
        *b = other;
    }
    g_autoptr(GString) out = g_string_new(between[0]);
    for (guint i = 0; i < names->len; i++)
        g_string_append_printf(out, "%s%s", (char *)g_ptr_array_index(names, i), between[i + 1]);
    g_assert_true(g_file_set_contents(path, out->str, -1, NULL));
}

/* Changes one file of the issue, takes it away, or puts it back as it was, which must not be too rare: a faulty
 * issue has few stories. */
static void
edit(Desk *desk, GString *said)
{
    static char *(*const ways[])(Desk *, const char *) = {
        with_words, with_words, with_number_changed, with_lines_swapped, without_line};
    const char *path = g_ptr_array_index(desk->files, roll(desk, (int)desk->files->len));
    int way = roll(desk, G_N_ELEMENTS(ways) + 5);
    g_string_append_printf(said, "%s way %d\n", path, way);
    g_autofree char *text = NULL, *changed = NULL;
    if (g_file_get_contents(path, &text, NULL, NULL) && way < (int)G_N_ELEMENTS(ways))
        changed = ways[way](desk, text);
    else if (way == (int)G_N_ELEMENTS(ways))
        g_unlink(path);
    else
        changed = g_strdup(g_hash_table_lookup(desk->whole, path));
    if (changed)
        g_assert_true(g_file_set_contents(path, changed, -1, NULL));
}

/* ---- builds ---- */

/* Everything that a build says of itself, and its PDF where `with_pdf`. */
static GBytes *
built(const Desk *desk, BxSession *session, bool with_pdf)
{
    static const char *const stages[] = {"plan", "text", "page"};
    const BxOptions options = {.profile = BX_PROFILE_PROOF, .session = session};
    g_autoptr(BxDocument) document = bx_document_open(desk->folder, &options, NULL);
    g_assert_true(bx_document_compose(document, NULL));
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(stages); i++) {
        g_autofree char *dump = bx_document_dump(document, stages[i]);
        g_string_append(out, dump);
    }
    g_autofree char *path = g_build_filename(desk->folder, "made", NULL), *bytes = NULL;
    gsize n = 0;
    if (with_pdf && bx_document_write_pdf(document, path, NULL)) {
        g_assert_true(g_file_get_contents(path, &bytes, &n, NULL));
        g_string_append_len(out, bytes, (gssize)n);
    }
    g_assert_true(bx_document_write_report(document, path, NULL));
    g_autofree char *report = text_of(path);
    g_unlink(path);
    g_autofree char *said = bx_document_diagnostics(document, BX_DIAGNOSTICS_JSON, true);
    g_string_append_printf(out, "%s\n%s", report, said);
    return g_string_free_to_bytes(out);
}

static void
hold_to_fresh(const Desk *desk, BxSession *session, bool with_pdf, const char *edits)
{
    g_autoptr(BxSession) fresh = bx_session_new(NULL, NULL);
    g_autoptr(GBytes) got = built(desk, session, with_pdf), want = built(desk, fresh, with_pdf);
    if (g_bytes_equal(got, want))
        return;
    g_autofree char *dir = g_dir_make_tmp("banxin-rebuild-fault-XXXXXX", NULL);
    g_autofree char *one = g_build_filename(dir, "got", NULL),
                    *other = g_build_filename(dir, "want", NULL);
    gsize n;
    const char *data = g_bytes_get_data(got, &n);
    g_file_set_contents(one, data, (gssize)n, NULL);
    data = g_bytes_get_data(want, &n);
    g_file_set_contents(other, data, (gssize)n, NULL);
    g_error("what was rebuilt differs, see %s, after the edits\n%s", dir, edits);
}

static void
test_edits(gconstpointer issue)
{
    g_autofree char *source = g_build_filename(g_test_get_dir(G_TEST_DIST), "..", issue, NULL);
    g_autoptr(BxSession) session = bx_session_new(NULL, NULL);
    g_autoptr(GString) edits = g_string_new(NULL);
    Desk *desk = desk_new(source);
    hold_to_fresh(desk, session, true, "none");
    for (int i = 0; i < n_edits; i++) {
        for (int k = roll(desk, 3); k >= 0; k--)
            edit(desk, edits);
        if (roll(desk, 3) == 0)
            shuffle_articles(desk);
        hold_to_fresh(desk, session, i % 10 == 9, edits->str);
    }
    desk_free(desk);
}

/* ---- what is taken over ---- */

static int
n_set_anew(const Desk *desk, BxSession *session)
{
    const BxOptions options = {.profile = BX_PROFILE_PROOF, .session = session};
    g_autoptr(BxDocument) document = bx_document_open(desk->folder, &options, NULL);
    g_assert_true(bx_document_compose(document, NULL));
    return bx_document_n_set_anew(document);
}

static void
replace(const Desk *desk, const char *file, const char *words, const char *by)
{
    g_autofree char *path = g_build_filename(desk->folder, file, NULL), *text = text_of(path);
    g_autoptr(GString) changed = g_string_new(text);
    g_assert_cmpint(g_string_replace(changed, words, by, 1), ==, 1);
    g_assert_true(g_file_set_contents(path, changed->str, -1, NULL));
}

static void
test_touches(void)
{
    g_autofree char *source =
        g_build_filename(g_test_get_dir(G_TEST_DIST), "..", "samples/sikai-4p", NULL);
    g_autoptr(BxSession) session = bx_session_new(NULL, NULL);
    Desk *desk = desk_new(source);
    g_assert_cmpint(n_set_anew(desk, session), ==, 17);
    g_assert_cmpint(n_set_anew(desk, session), ==, 0);
    replace(desk, "articles/06-valve.md", "。", "！");
    g_assert_cmpint(n_set_anew(desk, session), ==, 1);
    replace(desk, "layouts/page-2.yaml", "layout: 1", "layout: 1 # as it was");
    g_assert_cmpint(n_set_anew(desk, session), ==, 5); /* the stories of that page */
    replace(desk, "issue.yaml", "title: 云溪周刊", "title: 云溪日报");
    g_assert_cmpint(n_set_anew(desk, session), ==, 0);
    replace(desk, "issue.yaml", "pages:", "pages: [");
    g_assert_cmpint(n_set_anew(desk, session), ==, 0); /* none can be read … */
    replace(desk, "issue.yaml", "pages: [", "pages:");
    g_assert_cmpint(n_set_anew(desk, session), ==, 0); /* … and none is lost by that */
    desk_free(desk);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    if (argc == 3 && strcmp(argv[1], "--edits") == 0)
        n_edits = atoi(argv[2]);
    g_test_add_data_func("/rebuild/edits/four pages", "samples/sikai-4p", test_edits);
    g_test_add_data_func("/rebuild/edits/open rows", "tests/pages/open-rows", test_edits);
    g_test_add_data_func("/rebuild/edits/figures", "tests/pages/figures", test_edits);
    g_test_add_func("/rebuild/touches", test_touches);
    return g_test_run();
}
