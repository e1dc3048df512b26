/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz: any article is linted and mended without a crash, and mending comes to an end. */

#include "lint/lint.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define ROUNDS_MOST 8

static char file[] = "/tmp/banxin-fuzz-XXXXXX";
static BxLexicon *lexicon;

static void
set_up(void)
{
    static const char words[] = "lexicon: 1\nwords:\n  - {word: 他, write: 她, fix: true}\n"
                                "  - {word: 的, except: [目的], severity: error}\n"
                                "names:\n  - {name: 王, titles: [长, 县长], first: true}\n";
    int fd = mkstemp(file);
    if (fd < 0)
        abort();
    close(fd);
    g_autoptr(BxDiags) diags = bx_diags_new();
    lexicon = bx_lexicon_new();
    bx_lexicon_take(lexicon, bx_source_new_take("words", g_strdup(words), strlen(words)), diags);
    if (bx_diags_count(diags) > 0)
        abort();
}

static void
put(const uint8_t *data, size_t size)
{
    FILE *out = fopen(file, "w");
    if (!out || fwrite(data, 1, size, out) != size || fclose(out) != 0)
        abort();
}

/* Returns how many changes were made. */
static guint
lint_once(void)
{
    g_autoptr(BxDiags) diags = bx_diags_new();
    g_autoptr(BxIssue) issue = bx_issue_new(".");
    g_autoptr(GArray) edits = bx_edits_new(), fixes = bx_fixes_new();
    issue->title = bx_text_new(NULL, "");
    int story = bx_issue_add_article(issue, file, diags);
    bx_lint_issue(issue, lexicon, diags, edits);
    if (story >= 0
        && !bx_fix_story(g_ptr_array_index(issue->stories, story), file, edits, fixes, NULL))
        abort();
    return fixes->len;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!lexicon)
        set_up();
    if (size > 8000)
        return 0;
    put(data, size);
    int rounds = 0;
    while (lint_once() > 0)
        if (++rounds == ROUNDS_MOST)
            abort();
    return 0;
}
