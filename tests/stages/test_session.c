/* SPDX-License-Identifier: Apache-2.0 */
/* Documents made one after another in one session are what each would be in a session of its own, to the
 * byte and to the word of their diagnostics. */

#include "banxin/banxin.h"

#include "base/remove_tree.h"
#include "base/written_pdf.h"

#include <glib/gstdio.h>
#include <string.h>

static GBytes *
made_in(BxSession *session, const char *sample, char **said)
{
    const BxOptions options = {.profile = BX_PROFILE_PROOF, .session = session};
    return written_pdf(sample, &options, said);
}

static void
test_one_after_another(void)
{
    static const char *const samples[] = {"kaifaqu-2024-12", "sikai-4p", "kaifaqu-2024-12"};
    g_autoptr(BxSession) session = bx_session_new(NULL, NULL);
    g_assert_nonnull(session);
    for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
        g_autofree char *said = NULL, *said_alone = NULL;
        g_autoptr(GBytes) made = made_in(session, samples[i], &said);
        g_autoptr(GBytes) made_alone = made_in(NULL, samples[i], &said_alone);
        g_assert_true(g_bytes_equal(made, made_alone));
        g_assert_cmpstr(said, ==, said_alone);
    }
}

/* What a face lacks is told of every document that asks for it. */
static void
test_missing_face(void)
{
    g_autoptr(BxSession) session = bx_session_new(NULL, NULL);
    g_autofree char *folder = g_dir_make_tmp("banxin-session-XXXXXX", NULL);
    static const struct {
        const char *name, *text;
    } files[] = {{"issue.yaml", "issue: 1\ntitle: 报\nlayout: own\npages:\n  - slots: {a: a.md}\n"},
                 {"a.md", "---\nheadline: 题\n---\n文。\n"},
                 {"layouts/own.yaml", "layout: 1\nbase: sikai-4x17\nbody: {font: No Such Face}\n"
                                      "slots: {a: {cols: [1, 1], rows: [1, 9]}}\n"}};
    g_autofree char *layouts = g_build_filename(folder, "layouts", NULL);
    g_mkdir(layouts, 0700);
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *path = g_build_filename(folder, files[i].name, NULL);
        g_assert_true(g_file_set_contents(path, files[i].text, -1, NULL));
    }
    for (int i = 0; i < 2; i++) {
        const BxOptions options = {.session = session};
        g_autoptr(BxDocument) document = bx_document_open(folder, &options, NULL);
        g_assert_true(bx_document_compose(document, NULL));
        g_autofree char *said = bx_document_diagnostics(document, BX_DIAGNOSTICS_TEXT, true);
        g_assert_nonnull(strstr(said, "“No Such Face”"));
    }
    remove_tree(folder);
}

/* Forty pages, each with a long story of Han and Latin, a rare character that another face lends, a reading. */
static char *
write_long_issue(void)
{
    char *folder = g_dir_make_tmp("banxin-session-XXXXXX", NULL);
    g_autoptr(GString) issue = g_string_new("issue: 1\ntitle: 报\nlayout: sikai-4x17\npages:\n");
    for (int i = 0; i < 40; i++) {
        g_autoptr(GString) story = g_string_new("---\nheadline: 题 AVATAR 2026\n---\n");
        g_autofree char *name = g_strdup_printf("s%d.md", i);
        g_autofree char *path = g_build_filename(folder, name, NULL);
        for (int k = 0; k < 80; k++)
            g_string_append_printf(
                story, "春水 %d 年，**Banxin** 走过%s了{溪}(xī)头；𠮷𪚥。——“第%d段”……\n\n",
                2000 + i, k % 7 ? "一道桥" : "一座很长很长的桥，桥上有风", k);
        g_assert_true(g_file_set_contents(path, story->str, -1, NULL));
        g_string_append_printf(issue, "  - slots: {s%d: %s}\n    layout: own\n", i % 2, name);
    }
    g_autofree char *layouts = g_build_filename(folder, "layouts", NULL);
    g_autofree char *own = g_build_filename(layouts, "own.yaml", NULL);
    g_autofree char *path = g_build_filename(folder, "issue.yaml", NULL);
    g_mkdir(layouts, 0700);
    g_assert_true(
        g_file_set_contents(own,
                            "layout: 1\nbase: sikai-4x17\nslots:\n  s0: {cols: [1, 4], rows: "
                            "[1, 80]}\n  s1: {cols: [1, 2], rows: [1, 60]}\n",
                            -1, NULL));
    g_assert_true(g_file_set_contents(path, issue->str, -1, NULL));
    return folder;
}

static char *
pages_of(BxSession *session, const char *folder, int jobs)
{
    const BxOptions options = {.session = session, .jobs = jobs, .profile = BX_PROFILE_PROOF};
    g_autoptr(BxDocument) document = bx_document_open(folder, &options, NULL);
    g_assert_true(bx_document_compose(document, NULL));
    g_assert_cmpint(bx_document_n_pages(document), ==, 40);
    g_autofree char *path = g_build_filename(folder, "made.pdf", NULL);
    g_autofree char *said = bx_document_diagnostics(document, BX_DIAGNOSTICS_TEXT, true);
    g_autofree char *dump = bx_document_dump(document, "text");
    g_assert_true(bx_document_write_pdf(document, path, NULL));
    g_autofree char *bytes = NULL;
    gsize n;
    g_assert_true(g_file_get_contents(path, &bytes, &n, NULL));
    g_autofree char *sum = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (guchar *)bytes, n);
    return g_strconcat(dump, said, sum, NULL);
}

/* So many threads as there are, in a session of their own or one after the other in one: the same. */
static void
test_threads(void)
{
    g_autofree char *folder = write_long_issue();
    g_autoptr(BxSession) session = bx_session_new(NULL, NULL);
    g_autofree char *one = pages_of(NULL, folder, 1);
    for (int jobs = 2; jobs <= 3; jobs++) {
        g_autofree char *many = pages_of(NULL, folder, jobs);
        g_autofree char *kept = pages_of(session, folder, jobs);
        g_assert_cmpstr(one, ==, many);
        g_assert_cmpstr(one, ==, kept);
    }
    remove_tree(folder);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/session/one after another", test_one_after_another);
    g_test_add_func("/session/missing face", test_missing_face);
    g_test_add_func("/session/threads", test_threads);
    return g_test_run();
}
