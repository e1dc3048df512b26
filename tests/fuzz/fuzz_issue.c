/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz: an issue whose issue.yaml, layout or article is anything goes through load, grid, text and page
 * without a crash, and its ledger balances. The first byte says which of the three. */

#include "page/build.h"
#include "report/ledger.h"
#include "review/review.h"
#include "text/fonts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const names[] = {"issue.yaml", "layouts/p.yaml", "articles/a.md"};
static const char *const defaults[] = {
    "issue: 1\ntitle: T\npages: [{layout: p, slots: {a: articles/a.md}}]\n",
    "layout: 1\nbase: sikai-4x17\nslots: {a: {cols: [1, 2], rows: [1, 12], head: news}}\n",
    "---\nheadline: H\n---\n\nText, and text.\n"};

static BxFonts *fonts;
static char folder[] = "/tmp/banxin-fuzz-XXXXXX";

static void
put(const char *name, const void *bytes, size_t n)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    FILE *file = fopen(path, "w");
    if (!file || fwrite(bytes, 1, n, file) != n || fclose(file) != 0)
        abort();
}

static void
set_up(void)
{
    fonts = bx_fonts_new(BX_FONT_DIR, NULL);
    if (!fonts || !mkdtemp(folder))
        abort();
    for (int i = 1; i < 3; i++) {
        g_autofree char *path = g_build_filename(folder, names[i], NULL);
        g_autofree char *below = g_path_get_dirname(path);
        g_mkdir_with_parents(below, 0700);
    }
}

/* Rows that the layouts leave open, as a build settles them. */
static void
settle(BxPlan *plan, const GPtrArray *galleys, BxDiags *diags)
{
    g_autofree BxDepthCosts *costs = g_new0(BxDepthCosts, plan->parts->len + 1);
    for (guint i = 0; i < plan->parts->len; i++) {
        const BxPart *part = g_ptr_array_index(plan->parts, i);
        bx_galley_depth_costs(g_ptr_array_index(galleys, part->story), &costs[i]);
    }
    bx_plan_settle(plan, costs, diags);
    for (guint i = 0; i < plan->parts->len; i++)
        g_clear_pointer(&costs[i].costs, g_array_unref);
}

static void
run(void)
{
    const char *const dirs[] = {BX_LAYOUT_DIR, NULL};
    g_autoptr(BxDiags) diags = bx_diags_new();
    g_autoptr(BxIssue) issue = bx_load_issue(folder, dirs, diags);
    g_autoptr(BxPlan) plan = bx_plan_new(issue, diags);
    g_autoptr(GPtrArray) stories = g_ptr_array_new_with_free_func((GDestroyNotify)bx_composed_free);
    g_autoptr(GPtrArray) furniture =
        g_ptr_array_new_with_free_func((GDestroyNotify)bx_composed_free);
    g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func((GDestroyNotify)bx_page_free);
    g_autofree BxPicturePlace *places = g_new0(BxPicturePlace, plan->n_pictures + 1);
    g_autoptr(GPtrArray) galleys = g_ptr_array_new_with_free_func((GDestroyNotify)bx_galley_free);
    for (guint i = 0; i < issue->stories->len; i++)
        g_ptr_array_add(galleys, bx_galley_new(plan, (int)i, fonts, diags));
    if (bx_plan_is_open(plan))
        settle(plan, galleys, diags);
    for (guint i = 0; i < galleys->len; i++)
        g_ptr_array_add(stories, bx_compose_story(g_ptr_array_index(galleys, i)));
    for (guint i = 0; i < plan->pages->len; i++) {
        g_ptr_array_add(furniture, bx_compose_furniture(plan, (int)i, fonts, diags));
        g_ptr_array_add(pages, bx_make_page(plan, (int)i, stories, g_ptr_array_index(furniture, i),
                                            places, diags));
        bx_review_page(plan, (int)i, stories, g_ptr_array_index(furniture, i),
                       g_ptr_array_index(pages, i), diags);
    }
    bool was_faulty = bx_diags_count_level(diags, BX_LEVEL_ERROR) > 0;
    g_autofree BxLedger *ledgers = bx_ledgers_balance(issue, stories, pages, diags);
    if (!was_faulty && bx_diags_count_level(diags, BX_LEVEL_ERROR) > 0)
        abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!fonts)
        set_up();
    if (size < 1 || size > 20000)
        return 0;
    for (int i = 0; i < 3; i++) {
        bool is_it = i == data[0] % 3;
        put(names[i], is_it ? (const void *)(data + 1) : defaults[i],
            is_it ? size - 1 : strlen(defaults[i]));
    }
    run();
    return 0;
}
