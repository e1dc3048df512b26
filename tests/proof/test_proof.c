/* SPDX-License-Identifier: Apache-2.0 */
/* Proofs: what is drawn to pages, and that nothing of it is in them, or reaches the press. */

#include "banxin/banxin.h"

#include "base/written_pdf.h"
#include "issue_of.h"
#include "page/locate.h"
#include "proof/proof.h"

#include <math.h>
#include <string.h>

#define ALL_OVERLAYS 0xFF

/* Too long, too short, and a character of no face. */
static Made *
made_wrong(void)
{
    g_autofree char *text = han(3000), *some = han(60);
    g_autofree char *strange = g_strconcat(some, "\xEE\x80\x80", some, NULL);
    Made *made =
        made_new("base: sikai-4x17\nslots:\n  a: {cols: [1, 2], rows: [1, 20], head: news}\n"
                 "  b: {cols: [3, 2], rows: [1, 60], head: news}\n",
                 (const char *const[]){text, strange}, 2);
    const BxLocating locating = {made->plan, made->stories, made->pages, made->places};
    bx_locate_diags(&locating, made->diags);
    return made;
}

static BxProof *
proof_of(const Made *made, BxProofSettings settings)
{
    const BxProofInput input = {.plan = made->plan,
                                .stories = made->stories,
                                .pages = made->pages,
                                .places = made->places,
                                .diags = made->diags,
                                .fonts = made->fonts,
                                .settings = settings};
    return bx_proof_new(&input, made->pages);
}

static const BxProofSheet *
sheet_of(const BxProof *proof)
{
    return g_ptr_array_index(proof->sheets, 0);
}

/* All words that were drawn, a line each. */
static char *
words_of(const BxProof *proof)
{
    GString *words = g_string_new(NULL);
    for (guint i = 0; i < proof->pages->len; i++) {
        const BxPage *page = g_ptr_array_index(proof->pages, i);
        for (guint k = 0; k < page->placed->len; k++) {
            const BxPlaced *placed = &g_array_index(page->placed, BxPlaced, k);
            if (placed->kind == BX_PLACED_TEXT)
                g_string_append_printf(words, "%s\n", placed->text.line->text);
        }
    }
    return g_string_free(words, FALSE);
}

/* The pages are as they were, every one of their things, whatever is drawn. */
static void
test_pages_untouched(void)
{
    Made *made = made_wrong();
    const BxPage *page = g_ptr_array_index(made->pages, 0);
    g_autoptr(GArray) before = g_array_copy(page->placed);
    g_autoptr(BxProof) proof =
        proof_of(made, (BxProofSettings){ALL_OVERLAYS, BX_PAPER_A4, "一校", "2026-11-25", "ab12"});
    g_assert_cmpmem(page->placed->data, page->placed->len * sizeof(BxPlaced), before->data,
                    before->len * sizeof(BxPlaced));
    const GArray *layers = sheet_of(proof)->layers->layers;
    g_assert_true(g_array_index(layers, BxLayer, 0).page == page);
    g_assert_cmpuint(layers->len, >=, 4);
    for (guint i = 1; i < layers->len; i++) {
        const BxLayer *layer = &g_array_index(layers, BxLayer, i);
        g_assert_false(layer->is_printed);
        g_assert_true(g_ptr_array_find(proof->pages, layer->page, NULL));
    }
    made_free(made);
}

static void
test_nothing_asked(void)
{
    Made *made = made_wrong();
    const BxPage *page = g_ptr_array_index(made->pages, 0);
    g_autoptr(BxProof) proof = proof_of(made, (BxProofSettings){0});
    g_assert_cmpuint(sheet_of(proof)->layers->layers->len, ==, 1);
    g_assert_cmpfloat(sheet_of(proof)->layers->width, ==, page->width);
    g_assert_cmpfloat(sheet_of(proof)->layers->height, ==, page->height);
    made_free(made);
}

/* Every overset line is beside the page, outside its trim and on the sheet, under its count. */
static void
test_overset(void)
{
    Made *made = made_wrong();
    const BxPage *page = g_ptr_array_index(made->pages, 0);
    const BxComposed *composed = g_ptr_array_index(made->stories, 0);
    g_autoptr(BxProof) proof = proof_of(made, (BxProofSettings){.overlays = BX_OVERLAY_OVERSET});
    const BxLayers *layers = sheet_of(proof)->layers;
    int n = 0;
    for (guint i = 1; i < layers->layers->len; i++) {
        const BxLayer *layer = &g_array_index(layers->layers, BxLayer, i);
        for (guint k = 0; k < layer->page->placed->len; k++) {
            const BxPlaced *placed = &g_array_index(layer->page->placed, BxPlaced, k);
            if (placed->kind != BX_PLACED_TEXT || !strstr(placed->text.line->text, "溪水从"))
                continue;
            const BxRect rect = bx_placed_line_rect(placed);
            g_assert_cmpfloat(layer->x + layer->scale * rect.x, >, page->width);
            g_assert_cmpfloat(layer->x + layer->scale * (rect.x + rect.width), <, layers->width);
            g_assert_cmpfloat(layer->y + layer->scale * (rect.y + rect.height), <, layers->height);
            n++;
        }
    }
    g_assert_cmpint(n, >=, composed->overset_lines - 1); /* the last may be short */
    g_autofree char *words = words_of(proof);
    g_autofree char *count =
        g_strdup_printf("溢出 %d 行 %d 字", composed->overset_lines, composed->overset_chars);
    g_assert_nonnull(strstr(words, count));
    made_free(made);
}

/* On paper: the sheet is that of the norm, the page whole on it and in the middle of its room. */
static void
test_paper(void)
{
    Made *made = made_wrong();
    const BxPage *page = g_ptr_array_index(made->pages, 0);
    const struct {
        BxPaper paper;
        double width, height;
    } papers[] = {{BX_PAPER_A4, 595.28, 841.89}, {BX_PAPER_A3, 841.89, 1190.55}};
    for (size_t i = 0; i < G_N_ELEMENTS(papers); i++) {
        g_autoptr(BxProof) proof = proof_of(made, (BxProofSettings){.paper = papers[i].paper});
        const BxProofSheet *sheet = sheet_of(proof);
        g_assert_cmpfloat_with_epsilon(sheet->layers->width, papers[i].width, 0.01);
        g_assert_cmpfloat_with_epsilon(sheet->layers->height, papers[i].height, 0.01);
        g_assert_cmpfloat(sheet->scale, <=, 1);
        g_assert_cmpfloat(sheet->scale, >, 0.5);
        g_assert_cmpfloat_with_epsilon(2 * sheet->x + sheet->scale * page->width,
                                       sheet->layers->width, 0.01);
        g_assert_cmpfloat(sheet->y, >, 0);
        g_assert_cmpfloat(sheet->y + sheet->scale * page->height, <, sheet->layers->height);
        g_autofree char *words = words_of(proof), *scale = NULL;
        scale = g_strdup_printf("%.0f %%", 100 * sheet->scale);
        g_assert_nonnull(strstr(words, scale));
    }
    made_free(made);
}

/* One number a finding with a box, and each in the list with its code. */
static void
test_findings(void)
{
    Made *made = made_wrong();
    g_autoptr(BxProof) proof = proof_of(made, (BxProofSettings){.overlays = BX_OVERLAY_FINDINGS});
    g_autofree char *words = words_of(proof);
    g_auto(GStrv) lines = g_strsplit(words, "\n", -1);
    int n_boxes = 0, n_numbers = 0, n_codes = 0;
    for (int i = 0; i < bx_diags_count(made->diags); i++)
        n_boxes += bx_diags_lookup(made->diags, i)->level > BX_LEVEL_NOTE
                   && bx_diags_lookup(made->diags, i)->box.width > 0;
    for (char **line = lines; *line; line++) {
        n_numbers += g_ascii_isdigit(**line) && strlen(*line) <= 2;
        n_codes += g_str_has_prefix(*line, "BX");
    }
    g_assert_cmpint(n_boxes, >=, 3);
    g_assert_cmpint(n_numbers, ==, 2 * n_boxes); /* on the page, and in the list */
    g_assert_cmpint(n_codes, >=, n_boxes);
    made_free(made);
}

static void
test_names(void)
{
    unsigned overlays;
    g_autofree char *unknown = NULL;
    g_assert_true(bx_overlays_parse("grid, fit", &overlays, &unknown));
    g_assert_cmpuint(overlays, ==, BX_OVERLAY_GRID | BX_OVERLAY_FIT);
    g_assert_true(bx_overlays_parse("none", &overlays, &unknown));
    g_assert_cmpuint(overlays, ==, 0);
    g_assert_true(bx_overlays_parse("all", &overlays, &unknown));
    g_assert_cmpuint(overlays, ==, ALL_OVERLAYS);
    g_assert_true(bx_overlays_parse("default,files", &overlays, &unknown));
    g_assert_cmpuint(overlays, ==, BX_OVERLAYS_DEFAULT | BX_OVERLAY_FILES);
    g_assert_false(bx_overlays_parse("grid,gird", &overlays, &unknown));
    g_assert_cmpstr(unknown, ==, "gird");
}

static GBytes *
press_of(const BxProofOptions *proof)
{
    const BxOptions options = {.profile = BX_PROFILE_PRESS, .proof = *proof};
    return written_pdf("kaifaqu-2024-12", &options, NULL);
}

/* Whatever is asked of proofs, the press gets the same bytes; and after pictures of the same document were made, too. */
static void
test_never_in_press(void)
{
    const BxProofOptions none = {0},
                         all = {"all", "a4", "二校", "2026-11-25 09:30", /*simulate*/ true};
    g_autoptr(GBytes) plain = press_of(&none);
    g_autoptr(GBytes) asked = press_of(&all);
    g_assert_true(g_bytes_equal(plain, asked));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/proof/pages-untouched", test_pages_untouched);
    g_test_add_func("/proof/nothing-asked", test_nothing_asked);
    g_test_add_func("/proof/overset", test_overset);
    g_test_add_func("/proof/paper", test_paper);
    g_test_add_func("/proof/findings", test_findings);
    g_test_add_func("/proof/names", test_names);
    g_test_add_func("/proof/never-in-press", test_never_in_press);
    return g_test_run();
}
