/* SPDX-License-Identifier: Apache-2.0 */
/* An issue to layouts proposed for one of its pages: what `banxin plan` does. */

#include "banxin/banxin.h"

#include "base/say.h"
#include "makeup/makeup.h"
#include "open_fonts.h"
#include "report/diag_text.h"

/* Index of the page asked for; −1 with a diagnostic. */
static int
find_page(const BxIssue *issue, int number, BxDiags *diags)
{
    for (guint i = 0; i < issue->pages->len; i++) {
        const BxPageSpec *page = g_ptr_array_index(issue->pages, i);
        if (page->is_ranked && (number == 0 || page->number == number))
            return (int)i;
    }
    if (bx_diags_count_level(diags, BX_LEVEL_ERROR) == 0)
        bx_diag(diags, BX_DIAG_NO_PLAN, BX_NO_POS,
                number > 0 ? N_("no page of that number lists its stories by rank; write stories: "
                                "[{file: articles/x.md, rank: lead}, …] in place of slots")
                           : N_("no page lists its stories by rank; write stories: [{file: "
                                "articles/x.md, rank: lead}, …] in place of slots"));
    return -1;
}

/* That the page has no slots yet is why one plans it; that some are empty will be seen then. */
static BxDiags *
without_expected(BxDiags *diags)
{
    BxDiags *kept = bx_diags_new();
    for (int i = 0; i < bx_diags_count(diags); i++) {
        const BxDiag *diag = bx_diags_lookup(diags, i);
        if (diag->code != BX_DIAG_PAGE_UNPLANNED && diag->code != BX_DIAG_SLOT_EMPTY
            && diag->code != BX_DIAG_SLOT_UNKNOWN && diag->code != BX_DIAG_STORY_UNUSED) {
            g_autofree char *said = bx_diag_said(diag);
            bx_diag_on_page(kept, diag->code, diag->pos, diag->page, "%s", said);
        }
    }
    return kept;
}

char **
bx_propose_layouts(const char *path, const BxPlanOptions *options, char ***explanations,
                   char **diagnostics, int *n_errors, GError **error)
{
    g_autofree char *data_dir = NULL;
    g_autoptr(BxFonts) fonts = bx_open_fonts(options->data_dir, &data_dir, error);
    if (!fonts)
        return NULL;
    g_autofree char *folder = g_build_filename(data_dir, "layouts", NULL);
    const char *const folders[] = {folder, NULL};
    g_autoptr(BxDiags) all = bx_diags_new();
    g_autoptr(BxIssue) issue = bx_load_issue(path, folders, all);
    g_autoptr(BxDiags) diags = without_expected(all);
    g_autoptr(GPtrArray) layouts = g_ptr_array_new_with_free_func(g_free),
                         told = g_ptr_array_new_with_free_func(g_free);
    int page = find_page(issue, options->page, diags);
    if (page >= 0 && bx_diags_count_level(diags, BX_LEVEL_ERROR) == 0) {
        g_autoptr(GPtrArray) proposals =
            bx_makeup_propose(issue, page, MAX(1, options->alternatives), fonts, diags);
        for (guint i = 0; i < proposals->len; i++) {
            const BxProposal *proposal = g_ptr_array_index(proposals, i);
            g_ptr_array_add(layouts, bx_proposal_layout(proposal, issue, page));
            g_ptr_array_add(told, bx_proposal_explain(proposal, issue));
        }
    }
    g_ptr_array_add(layouts, NULL);
    g_ptr_array_add(told, NULL);
    *explanations = g_strdupv((char **)told->pdata);
    *n_errors = bx_diags_count_level(diags, BX_LEVEL_ERROR);
    *diagnostics = options->form == BX_DIAGNOSTICS_JSON ? bx_diags_json(diags, false)
                                                        : bx_diags_text(diags, false, false);
    return g_strdupv((char **)layouts->pdata);
}
