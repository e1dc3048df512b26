/* SPDX-License-Identifier: Apache-2.0 */
/* banxin lint: load → lint, and with --fix back to the files of the articles until nothing is left that
 * may be mended without asking. */

#include "banxin/banxin.h"

#include "base/error.h"
#include "lint/lint.h"
#include "load/path.h"
#include "report/diag_text.h"
#include "report/fixes.h"

#include <stdlib.h>
#include <string.h>

#define LEXICON_NAME "lexicon.yaml"
/* A mend may let the next rule see what it could not see before; two or three rounds end that. */
#define ROUNDS_MOST 8

/* One round over everything. */
typedef struct {
    GPtrArray *issues;   /* BxIssue, in order of the command line; loose articles are one */
    GPtrArray *lexicons; /* BxLexicon, one an issue */
    BxDiags *diags;
    GArray *edits;
} Round;

static void
round_clear(Round *round)
{
    g_array_unref(round->edits);
    bx_diags_free(round->diags);
    g_ptr_array_unref(round->lexicons);
    g_ptr_array_unref(round->issues);
}

static bool
is_issue(const char *path)
{
    return g_file_test(path, G_FILE_TEST_IS_DIR) || g_str_has_suffix(path, ".yaml");
}

static void
take_lexicon(BxLexicon *lexicon, const char *file, const char *shown, BxDiags *diags)
{
    BxSource *source = bx_path_read(file, shown, BX_NO_POS, diags);
    if (source)
        bx_lexicon_take(lexicon, source, diags);
}

/* The lexicons of the command line, and that of the issue where it has one. Faults of the former are
 * said once: with the first issue. */
static BxLexicon *
open_lexicon(const Round *round, const BxIssue *issue, const BxLintOptions *options)
{
    BxLexicon *lexicon = bx_lexicon_new();
    g_autoptr(BxDiags) said = bx_diags_new();
    bool is_first = round->lexicons->len == 0;
    for (const char *const *file = options->lexicons; file && *file; file++)
        take_lexicon(lexicon, *file, *file, is_first ? round->diags : said);
    g_autofree char *own = g_build_filename(issue->folder, LEXICON_NAME, NULL);
    if (g_file_test(own, G_FILE_TEST_EXISTS)) {
        g_autofree char *safe = bx_path_resolve(issue->folder, LEXICON_NAME, BX_NO_POS,
                                                BX_DIAG_FILE_MISSING, round->diags);
        if (safe)
            take_lexicon(lexicon, safe, LEXICON_NAME, round->diags);
    }
    return lexicon;
}

static void
load_all(Round *round, const char *const *paths, const char *data_dir)
{
    g_autofree char *layouts = g_build_filename(data_dir, "layouts", NULL);
    const char *const layout_dirs[] = {layouts, NULL};
    BxIssue *loose = NULL;
    for (const char *const *path = paths; *path; path++) {
        if (is_issue(*path)) {
            g_ptr_array_add(round->issues, bx_load_issue(*path, layout_dirs, round->diags));
            continue;
        }
        if (!loose) {
            loose = bx_issue_new(".");
            loose->title = bx_text_new(NULL, "");
            g_ptr_array_add(round->issues, loose);
        }
        bx_issue_add_article(loose, *path, round->diags);
    }
}

static void
lint_all(Round *round, const char *const *paths, const char *data_dir, const BxLintOptions *options)
{
    *round = (Round){g_ptr_array_new_with_free_func((GDestroyNotify)bx_issue_free),
                     g_ptr_array_new_with_free_func((GDestroyNotify)bx_lexicon_free),
                     bx_diags_new(), bx_edits_new()};
    load_all(round, paths, data_dir);
    for (guint i = 0; i < round->issues->len; i++) {
        const BxIssue *issue = g_ptr_array_index(round->issues, i);
        BxLexicon *lexicon = open_lexicon(round, issue, options);
        g_ptr_array_add(round->lexicons, lexicon);
        bx_lint_issue(issue, lexicon, round->diags, round->edits);
    }
    bx_lint_series(round->issues, round->diags);
}

/* Where a source of an issue lies: shown paths are relative to its folder, loose ones are as given. */
static char *
file_of(const BxIssue *issue, const BxSource *source)
{
    g_autofree char *path = g_build_filename(issue->folder, source->path, NULL);
    return g_file_test(source->path, G_FILE_TEST_EXISTS) && strcmp(issue->folder, ".") == 0
               ? g_strdup(source->path)
               : g_steal_pointer(&path);
}

static bool
fix_all(const Round *round, GArray *fixes, GError **error)
{
    for (guint i = 0; i < round->issues->len; i++) {
        const BxIssue *issue = g_ptr_array_index(round->issues, i);
        for (guint s = 0; s < issue->stories->len; s++) {
            const BxStory *story = g_ptr_array_index(issue->stories, s);
            g_autofree char *file = file_of(issue, story->source);
            /* the file itself, not a link to it, is written anew */
            g_autofree char *real = realpath(file, NULL);
            if (!bx_fix_story(story, real ? real : file, round->edits, fixes, error))
                return false;
        }
    }
    return true;
}

static void
report(const Round *round, const GArray *fixes, const BxLintOptions *options, BxLintResult *result)
{
    bool json = options->form == BX_DIAGNOSTICS_JSON;
    result->diagnostics = json ? bx_diags_json(round->diags, options->with_notes)
                               : bx_diags_text(round->diags, options->form == BX_DIAGNOSTICS_COLOUR,
                                               options->with_notes);
    result->fixes = bx_fixes_text(fixes, json);
    result->n_fixed = (int)fixes->len;
    result->n_warnings = bx_diags_count_level(round->diags, BX_LEVEL_WARNING);
    result->n_errors = bx_diags_count_level(round->diags, BX_LEVEL_ERROR)
                       + (options->deny_warnings ? result->n_warnings : 0);
}

bool
bx_lint(const char *const *paths, const BxLintOptions *options, BxLintResult *result,
        GError **error)
{
    g_autofree char *data_dir =
        options->data_dir ? g_strdup(options->data_dir) : bx_data_dir(error);
    if (!data_dir)
        return false;
    g_autoptr(GArray) fixes = bx_fixes_new();
    GError *fault = NULL;
    for (int round_number = 0;; round_number++) {
        Round round;
        guint before = fixes->len;
        lint_all(&round, paths, data_dir, options);
        if (options->fix && round_number < ROUNDS_MOST)
            fix_all(&round, fixes, &fault);
        bool is_last = fixes->len == before || fault;
        if (is_last)
            report(&round, fixes, options, result);
        round_clear(&round);
        if (is_last)
            break;
    }
    if (fault)
        g_propagate_error(error, fault);
    return fault == NULL;
}

void
bx_lint_result_clear(BxLintResult *result)
{
    g_clear_pointer(&result->diagnostics, g_free);
    g_clear_pointer(&result->fixes, g_free);
}
