/* SPDX-License-Identifier: Apache-2.0 */
/* How deep stories are before a page exists: each is poured into one column of a layout that is
 * deep enough for any of them. */

#include "banxin/banxin.h"

#include "base/error.h"
#include "load/layout_yaml.h"
#include "open_fonts.h"
#include "report/count.h"
#include "report/diag_text.h"
#include "text/compose.h"

typedef struct {
    BxIssue *issue; /* owns the layout and the sources */
    BxLayout *layout;
    BxFonts *fonts;
    BxDiags *diags;
} Counting;

static BxSlot *
column_slot(void)
{
    BxSlot *slot = g_new0(BxSlot, 1);
    slot->name = g_strdup("column");
    slot->cols = (BxSpan){1, 1};
    slot->rows = (BxSpan){1, 1}; /* made deep enough when the articles are known */
    slot->gutter.value = -1;
    slot->areas = g_array_new(FALSE, FALSE, sizeof(BxArea));
    slot->excuses = g_ptr_array_new();
    slot->pictures = g_ptr_array_new();
    return slot;
}

static bool
open_layout(Counting *counting, const char *name, const char *data_dir)
{
    g_autofree char *folder = g_build_filename(data_dir, "layouts", NULL);
    const char *const folders[] = {"layouts", folder, NULL};
    BxLayoutFiles files = {folders, counting->issue->sources, NULL};
    counting->layout = bx_layout_load(name, BX_NO_POS, &files, counting->diags);
    g_free(files.reading);
    if (!counting->layout)
        return false;
    g_ptr_array_add(counting->issue->layouts, counting->layout);
    g_ptr_array_set_size(counting->layout->slots, 0);
    g_ptr_array_add(counting->layout->slots, column_slot());
    counting->layout->body.vertical = false; /* a column's depth is asked */
    BxPageSpec *page = bx_page_spec_new();
    page->number = 1;
    page->layout = counting->layout;
    g_ptr_array_add(counting->issue->pages, page);
    return true;
}

static void
read_article(Counting *counting, const char *path)
{
    int story = bx_issue_add_article(counting->issue, path, counting->diags);
    if (story < 0)
        return;
    const BxPageSpec *page = g_ptr_array_index(counting->issue->pages, 0);
    BxPlacing *placing = g_new0(BxPlacing, 1);
    placing->slot = g_strdup("column");
    placing->story = story;
    g_ptr_array_add(page->placings, placing);
}

static void
count_story(const Counting *counting, const BxPlan *plan, guint i, BxCount *count)
{
    const BxStory *story = g_ptr_array_index(counting->issue->stories, i);
    const BxPagePlan *page = g_ptr_array_index(plan->pages, 0);
    g_autoptr(BxDiags) fit = bx_diags_new(); /* of a column that no page has */
    g_autoptr(BxGalley) galley = bx_galley_new(plan, (int)i, counting->fonts, fit);
    g_autoptr(BxComposed) composed = bx_compose_story(galley);
    *count = (BxCount){.file = story->id,
                       .headline = story->headline ? story->headline->text : "",
                       .lines = composed->used_lines,
                       .column_chars = counting->layout->column_chars,
                       .pitch_pt = page->pitch};
    for (guint b = 0; b < story->blocks->len; b++) {
        const BxBlock *block = g_ptr_array_index(story->blocks, b);
        count->characters += block->text ? bx_text_count(block->text) : 0;
        count->pictures += block->figure ? (int)block->figure->pictures->len : 0;
    }
}

static char *
count_all(const Counting *counting, bool json)
{
    BxSlot *column = g_ptr_array_index(counting->layout->slots, 0);
    for (guint i = 0; i < counting->issue->sources->len; i++) {
        const BxSource *source = g_ptr_array_index(counting->issue->sources, i);
        column->rows.count = MAX(column->rows.count, (int)source->length); /* a line a byte */
    }
    g_autoptr(BxDiags) of_plan = bx_diags_new();
    g_autoptr(BxPlan) plan = bx_plan_new(counting->issue, of_plan);
    guint n = counting->issue->stories->len;
    g_autofree BxCount *counts = g_new0(BxCount, MAX(1, n));
    for (guint i = 0; i < n; i++)
        count_story(counting, plan, i, &counts[i]);
    return bx_counts_text(counts, (int)n, json);
}

char *
bx_count(const char *const *paths, const BxCountOptions *options, char **diagnostics, int *n_errors,
         GError **error)
{
    g_autofree char *data_dir = NULL;
    g_autoptr(BxFonts) fonts = bx_open_fonts(options->data_dir, &data_dir, error);
    if (!fonts)
        return NULL;
    g_autoptr(BxDiags) diags = bx_diags_new();
    g_autoptr(BxIssue) issue = bx_issue_new(".");
    Counting counting = {.issue = issue, .fonts = fonts, .diags = diags};
    char *counts = NULL;
    if (open_layout(&counting, options->layout ? options->layout : "duikai-5x20", data_dir)) {
        for (const char *const *path = paths; *path; path++)
            read_article(&counting, *path);
        counts = count_all(&counting, options->json);
    }
    *n_errors = bx_diags_count_level(diags, BX_LEVEL_ERROR);
    *diagnostics = bx_diags_text(diags, false, false);
    return counts ? counts : g_strdup("");
}
