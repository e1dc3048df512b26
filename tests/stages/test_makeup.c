/* SPDX-License-Identifier: Apache-2.0 */
/* Make-up of random issues: what must hold of every page holds of these. In ctest a few hundred; by hand more:
 *   test_makeup --issues 2000 [--first SEED] [--keep FOLDER]
 * --keep leaves the last issue in a folder, for banxin to build. */

#include "base/remove_tree.h"
#include "check_make_up.h"
#include "paint/paint.h"
#include "random_issue.h"
#include "review/review.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <time.h>

#if defined(__SANITIZE_ADDRESS__)
#define ISSUES 80
#define SECONDS_MOST 60.0
#else
#define ISSUES 240
#define SECONDS_MOST 5.0 /* of CPU time for one issue */
#endif
/* A run of so many has something of everything. */
#define MANY 200
/* Of all stories those that may be excused by a fault that was reported. */
#define EXCUSED_MOST 0.35

static int n_issues = ISSUES, first_seed = 1;
static char *kept_folder;

typedef struct {
    int features[N_FEATURES];
    int n_stories, n_excused, n_overset, n_faulty;
    double longest;
} Tally;

static void
check_painting(const Made *made)
{
    g_autoptr(GPtrArray) pages = g_ptr_array_new();
    for (guint i = 0; i < made->pages->len; i++)
        g_ptr_array_add(pages, g_ptr_array_index(made->pages, i));
    g_autoptr(BxKeys) keys = bx_keys_new();
    const BxPainting painting = {.keys = keys, .title = "t", .date = "1970-01-01T00:00:00Z"};
    GError *error = NULL;
    g_autoptr(GBytes) pdf = bx_paint_pdf(pages, NULL, &painting, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(g_bytes_get_size(pdf), >, 0);
}

/* Review finds its way through whatever comes out: its findings have a place on the page, and where no fault was told,
 * none of them is of things on each other (PG-12), but for the furniture, which is made at random too. */
static void
check_review(Checking *checking)
{
    const Made *made = checking->made;
    bool is_sound = bx_diags_count_level(made->diags, BX_LEVEL_ERROR) == 0;
    for (guint i = 0; i < made->pages->len; i++) {
        const BxPage *page = g_ptr_array_index(made->pages, i);
        g_autoptr(BxDiags) found = bx_diags_new();
        bx_review_page(made->plan, (int)i, made->stories, g_ptr_array_index(made->furniture, i),
                       page, found);
        for (int k = 0; k < bx_diags_count(found); k++) {
            const BxDiag *diag = bx_diags_lookup(found, k);
            bool is_placed = diag->box.width > 0 && diag->box.height > 0
                             && diag->box.width <= 2 * page->width
                             && diag->box.height <= 2 * page->height;
            if (!is_placed && diag->code != BX_DIAG_EXCUSE_UNUSED)
                fail(checking, -1, "review tells no place: %s", diag->message);
            if (is_sound && diag->code == BX_DIAG_PAGE_OVERLAP
                && strstr(diag->message, "reaches out of it"))
                fail(checking, -1, "%s", diag->message);
        }
    }
}

static char *
dump_of(const Made *made)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < made->pages->len; i++) {
        g_autofree char *page = bx_page_dump(g_ptr_array_index(made->pages, i));
        g_string_append(out, page);
    }
    return g_string_free(out, FALSE);
}

static void
check_again(Checking *checking, const char *folder, BxFonts *fonts)
{
    Made *again = made_of_folder(folder, fonts);
    g_autofree char *one = dump_of(checking->made), *other = dump_of(again);
    if (strcmp(one, other) != 0)
        fail(checking, -1, "the same issue comes out otherwise a second time");
    made_free(again);
}

static void
count(Tally *tally, const RandomIssue *issue, const Checking *checking, double seconds)
{
    for (int f = 0; f < N_FEATURES; f++)
        tally->features[f] += issue->features[f];
    for (guint s = 0; s < checking->made->stories->len; s++) {
        tally->n_excused += checking->is_excused[s];
        tally->n_overset +=
            ((const BxComposed *)g_ptr_array_index(checking->made->stories, s))->overset_lines > 0;
    }
    tally->n_stories += (int)checking->made->stories->len;
    tally->n_faulty += checking->faults->len > 0;
    tally->longest = MAX(tally->longest, seconds);
}

static void
check_seed(int seed, const char *folder, BxFonts *fonts, Tally *tally)
{
    RandomIssue *issue = random_issue_new((guint32)seed, folder);
    clock_t start = clock(); /* CPU time: the machine may be busy */
    Made *made = made_of_folder(folder, fonts);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    Checking *checking = checking_new(made);
    check_places(checking);
    check_flow(checking);
    check_review(checking);
    if (issue->is_plain)
        check_words(checking, issue->words);
    if (seed % 8 == 0) {
        check_painting(made);
        check_again(checking, folder, fonts);
    }
    if (seconds > SECONDS_MOST)
        fail(checking, -1, "it took %.1f s", seconds);
    count(tally, issue, checking, seconds);
    if (checking->faults->len > 0)
        fprintf(stderr, "seed %d:\n%s", seed, checking->faults->str);
    checking_free(checking);
    made_free(made);
    random_issue_free(issue);
}

static void
test_random_issues(void)
{
    g_autofree char *folder =
        kept_folder ? g_strdup(kept_folder) : g_dir_make_tmp("banxin-XXXXXX", NULL);
    BxFonts *fonts = fonts_of_test();
    Tally tally = {0};
    for (int i = 0; i < n_issues; i++)
        check_seed(first_seed + i, folder, fonts, &tally);
    g_test_message("%d stories, %d excused, %d overset; longest issue %.2f s", tally.n_stories,
                   tally.n_excused, tally.n_overset, tally.longest);
    for (int f = 0; f < N_FEATURES; f++) {
        g_test_message("%5d %s", tally.features[f], feature_names[f]);
        if (n_issues >= MANY)
            g_assert_cmpint(tally.features[f], >, 0);
    }
    g_assert_cmpint(tally.n_faulty, ==, 0);
    if (n_issues >= MANY)
        g_assert_cmpfloat(tally.n_excused, <, EXCUSED_MOST * tally.n_stories);
    bx_fonts_free(fonts);
    if (!kept_folder)
        remove_tree(folder);
}

int
main(int argc, char **argv)
{
    const GOptionEntry entries[] = {
        {"issues", 0, 0, G_OPTION_ARG_INT, &n_issues, "issues to make", "N"},
        {"first", 0, 0, G_OPTION_ARG_INT, &first_seed, "seed of the first", "SEED"},
        {"keep", 0, 0, G_OPTION_ARG_FILENAME, &kept_folder, "leave the last issue there", "FOLDER"},
        {0},
    };
    g_test_init(&argc, &argv, NULL);
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_option_context_add_main_entries(context, entries, NULL);
    GError *error = NULL;
    if (!g_option_context_parse(context, &argc, &argv, &error)) {
        g_printerr("%s\n", error->message);
        return 2;
    }
    g_test_add_func("/make-up/random-issues", test_random_issues);
    return g_test_run();
}
