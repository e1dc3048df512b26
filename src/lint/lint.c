/* SPDX-License-Identifier: Apache-2.0 */
/* Lint: every text through every rule, then the issue as a whole. */

#include "lint/lint.h"

#include "lint/across.h"
#include "lint/house.h"
#include "lint/rules.h"
#include "lint/texts.h"

static void (*const rules[])(BxChecking *checking) = {
    bx_check_half_width, bx_check_mark_order,  bx_check_ordinals,      bx_check_long_marks,
    bx_check_pairs,      bx_check_quoted_list, bx_check_mixed_numbers, bx_check_about,
    bx_check_ranges,     bx_check_years,       bx_check_dates,         bx_check_blanks,
    bx_check_doubled,    bx_check_odd,
};

typedef struct {
    BxDiags *diags;
    GArray *edits;
    BxHouse *house;
    int group;
} Linting;

static void
clear_edit(void *data)
{
    BxEdit *edit = data;
    g_free(edit->old);
    g_free(edit->new);
}

GArray *
bx_edits_new(void)
{
    GArray *edits = g_array_new(FALSE, FALSE, sizeof(BxEdit));
    g_array_set_clear_func(edits, clear_edit);
    return edits;
}

static void
lint_text(Linting *linting, const BxText *text, BxCopyKind kind, gunichar next)
{
    if (!text)
        return;
    g_autoptr(BxCopy) copy = bx_copy_new(text, kind);
    copy->next = next;
    BxChecking checking = {
        .copy = copy, .diags = linting->diags, .edits = linting->edits, .group = linting->group};
    for (size_t i = 0; i < G_N_ELEMENTS(rules); i++)
        rules[i](&checking);
    bx_house_check(linting->house, &checking);
    linting->group = checking.group;
}

static void
lint_story(Linting *linting, const BxStory *story)
{
    g_autoptr(GArray) texts = bx_story_texts(story);
    bx_house_begin_story(linting->house);
    for (guint i = 0; i < texts->len; i++) {
        const BxStoryText *entry = &g_array_index(texts, BxStoryText, i);
        lint_text(linting, entry->text, entry->kind, entry->next);
    }
}

static void
lint_issue_texts(Linting *linting, const BxIssue *issue)
{
    bx_house_begin_story(linting->house);
    for (const BxIssueWord *word = bx_issue_words; word->name; word++)
        lint_text(linting, bx_issue_lookup_word(issue, word->name), BX_COPY_ISSUE, 0);
    for (guint i = 0; i < issue->slogans->len; i++)
        lint_text(linting, g_ptr_array_index(issue->slogans, i), BX_COPY_ISSUE, 0);
    for (guint i = 0; i < issue->pages->len; i++) {
        const BxPageSpec *page = g_ptr_array_index(issue->pages, i);
        lint_text(linting, page->label, BX_COPY_ISSUE, 0);
        lint_text(linting, page->editor, BX_COPY_ISSUE, 0);
    }
}

void
bx_lint_issue(const BxIssue *issue, const BxLexicon *lexicon, BxDiags *diags, GArray *edits)
{
    g_autoptr(BxHouse) house = bx_house_new(lexicon);
    Linting linting = {.diags = diags, .edits = edits, .house = house};
    lint_issue_texts(&linting, issue);
    for (guint i = 0; i < issue->stories->len; i++)
        lint_story(&linting, g_ptr_array_index(issue->stories, i));
    bx_check_stories(issue, diags);
    bx_check_pictures(issue, diags);
    bx_check_jumps(issue, diags);
    bx_check_number(issue, diags);
}
