/* SPDX-License-Identifier: Apache-2.0 */
/* Proof: the stage's table of contents. */

#include "proof/proof.h"

#include "base/units.h"
#include "proof/steps.h"

#define PRINTER_MARGIN_PT (6 * BX_PT_PER_MM) /* what office printers leave blank */
#define UNIT_SHARE (1 / 110.0) /* type of the proof's own at full size, of the page's width … */
#define UNIT_LEAST_PT 7.0      /* … within these */
#define UNIT_MOST_PT 11.0
#define TAG_EM 0.85    /* type on the page */
#define MARGIN_EM 24.0 /* columns beside the page */
#define PAPER_MARGIN_EM 20.0
#define MARGIN_COLUMNS 12 /* at full size a sheet grows as it must */
#define PAPER_COLUMNS 1   /* paper does not grow, and the page has most of it */
#define GAP_EM 1.5        /* page to what stands beside it */
#define FOOT_EM 2.0
#define WASH_OPACITY 0.22

static const struct {
    double width_mm, height_mm;
    double unit; /* type of the proof's own, points */
} papers[] = {[BX_PAPER_A4] = {210, 297, 5.5}, [BX_PAPER_A3] = {297, 420, 7}};

/* What a sheet is divided into; points. */
typedef struct {
    double width, height;
    double x, y, scale;    /* of the page */
    double side_x, side_y; /* of the columns beside it */
    double strip_x, strip_y, strip_width;
    double foot_x, foot_y, foot_width; /* width 0: none */
} Division;

static double
unit_of(const BxSheeting *sheeting)
{
    BxPaper paper = sheeting->input->settings.paper;
    if (paper != BX_PAPER_FULL)
        return papers[paper].unit;
    return CLAMP(sheeting->page->width * UNIT_SHARE, UNIT_LEAST_PT, UNIT_MOST_PT);
}

static double
column_width(const BxSheeting *sheeting)
{
    bool is_paper = sheeting->input->settings.paper != BX_PAPER_FULL;
    return (is_paper ? PAPER_MARGIN_EM : MARGIN_EM) * sheeting->unit;
}

static double
column_step(const BxSheeting *sheeting)
{
    return column_width(sheeting) + GAP_EM * sheeting->unit;
}

/* The sheet is the page, larger where something stands beside or under it. */
static Division
divide_full(const BxSheeting *sheeting, BxMargin *margin)
{
    const BxPage *page = sheeting->page;
    double strip = bx_strip_depth(sheeting), gap = GAP_EM * sheeting->unit;
    int columns = margin ? bx_margin_flow(margin, page->height - 2 * gap, MARGIN_COLUMNS) : 0;
    Division division = {.width =
                             page->width + columns * column_step(sheeting) + (columns ? gap : 0),
                         .height = page->height + strip,
                         .scale = 1};
    division.side_x = page->width + gap;
    division.side_y = gap;
    division.strip_x = gap;
    division.strip_y = page->height;
    division.strip_width = page->width - 2 * gap;
    return division;
}

/* The page in the middle of what paper the rest leaves. */
static Division
divide_paper(const BxSheeting *sheeting, BxMargin *margin)
{
    const BxPage *page = sheeting->page;
    double narrow = papers[sheeting->input->settings.paper].width_mm * BX_PT_PER_MM;
    double wide = papers[sheeting->input->settings.paper].height_mm * BX_PT_PER_MM;
    bool is_wide = page->width > page->height;
    Division division = {.width = is_wide ? wide : narrow, .height = is_wide ? narrow : wide};
    double u = sheeting->unit, left = PRINTER_MARGIN_PT, top = PRINTER_MARGIN_PT;
    double inner = division.width - 2 * left;
    double depth = division.height - 2 * top - FOOT_EM * u - bx_strip_depth(sheeting);
    int columns = margin ? bx_margin_flow(margin, depth, PAPER_COLUMNS) : 0;
    double side = columns * column_step(sheeting), room = inner - side;
    division.scale = MIN(1, MIN(room / page->width, depth / page->height));
    division.x = left + (room - division.scale * page->width) / 2;
    division.y = top + (depth - division.scale * page->height) / 2;
    division.side_x = left + room + GAP_EM * u;
    division.side_y = top;
    division.strip_x = left;
    division.strip_y = top + depth;
    division.strip_width = inner;
    division.foot_x = left;
    division.foot_width = inner;
    division.foot_y = division.height - top - 1.2 * u;
    return division;
}

static void
draw_overlays(BxSheeting *sheeting)
{
    if (bx_shows(sheeting, BX_OVERLAY_GRID))
        bx_draw_grid(sheeting);
    if (bx_shows(sheeting, BX_OVERLAY_LOOSE))
        bx_draw_loose(sheeting);
    if (bx_shows(sheeting, BX_OVERLAY_PICTURES))
        bx_draw_pictures(sheeting);
    if (bx_shows(sheeting, BX_OVERLAY_SLOTS | BX_OVERLAY_FIT | BX_OVERLAY_FILES))
        bx_draw_slots(sheeting);
    if (bx_shows(sheeting, BX_OVERLAY_OVERSET))
        bx_draw_overset_marks(sheeting);
    if (bx_shows(sheeting, BX_OVERLAY_FINDINGS))
        bx_draw_findings(sheeting);
}

static void
draw_beside(BxSheeting *sheeting, const BxMargin *margin, const Division *division)
{
    bool is_paper = division->foot_width > 0;
    if (margin)
        bx_margin_draw(margin, sheeting, division->side_x, division->side_y, column_step(sheeting));
    if (sheeting->input->settings.stamp)
        bx_draw_strip(sheeting, division->strip_x, division->strip_y, division->strip_width);
    if (is_paper)
        bx_draw_foot(sheeting, division->foot_x, division->foot_y, division->foot_width);
    if (is_paper || division->width > sheeting->page->width
        || division->height > sheeting->page->height)
        bx_draw_frame(&sheeting->beside,
                      (BxRect){division->x, division->y, division->scale * sheeting->page->width,
                               division->scale * sheeting->page->height},
                      0.3, BX_PROOF_GREY);
}

static BxProofSheet *
lay(const BxSheeting *sheeting, const Division *division)
{
    BxProofSheet *sheet = g_new0(BxProofSheet, 1);
    double x = division->x, y = division->y, scale = division->scale;
    sheet->x = x;
    sheet->y = y;
    sheet->scale = scale;
    sheet->layers = bx_layers_new(division->width, division->height);
    const BxLayer layers[] = {
        {sheeting->page, NULL, x, y, scale, 1, true},
        {sheeting->wash.page, NULL, x, y, scale, WASH_OPACITY, false},
        {sheeting->over.page, NULL, x, y, scale, 1, false},
        {sheeting->beside.page, NULL, 0, 0, 1, 1, false},
        {sheeting->overset.page, NULL, 0, 0, sheeting->overset_scale, 1, false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(layers); i++)
        if (layers[i].is_printed || layers[i].page->placed->len > 0)
            bx_layers_add(sheet->layers, layers[i]);
    return sheet;
}

static int
index_of(const BxProofInput *input, const BxPage *page)
{
    guint index = 0;
    g_ptr_array_find((GPtrArray *)input->pages, page, &index);
    return (int)index;
}

/* Page number → GPtrArray of BxDiag. What shows on no page is told on the first sheet. */
static GHashTable *
diags_by_page(const BxProofInput *input, const GPtrArray *wanted)
{
    GHashTable *by_page =
        g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
    const BxPage *first = wanted->len ? g_ptr_array_index(wanted, 0) : NULL;
    for (guint i = 0; i < wanted->len; i++)
        g_hash_table_insert(by_page,
                            GINT_TO_POINTER(((const BxPage *)g_ptr_array_index(wanted, i))->number),
                            g_ptr_array_new());
    for (int i = 0; first && i < bx_diags_count(input->diags); i++) {
        const BxDiag *diag = bx_diags_lookup(input->diags, i);
        int page = diag->page > 0 ? diag->page : first->number;
        GPtrArray *own = g_hash_table_lookup(by_page, GINT_TO_POINTER(page));
        if (own)
            g_ptr_array_add(own, (gpointer)diag);
    }
    return by_page;
}

static BxProofSheet *
make_sheet(const BxProofInput *input, BxProof *proof, const BxPage *page, const GPtrArray *diags)
{
    int index = index_of(input, page);
    BxSheeting sheeting = {.input = input,
                           .proof = proof,
                           .page = page,
                           .plan = g_ptr_array_index(input->plan->pages, index),
                           .index = index,
                           .diags = diags,
                           .overset_scale = 1};
    sheeting.unit = unit_of(&sheeting);
    sheeting.beside = bx_drawing_new(proof, input->fonts, sheeting.unit * TAG_EM);
    sheeting.overset = bx_drawing_new(proof, input->fonts, sheeting.unit);
    sheeting.findings = bx_findings(&sheeting);
    g_autoptr(BxMargin) margin = bx_margin_new(&sheeting, column_width(&sheeting));
    const Division division = input->settings.paper == BX_PAPER_FULL
                                  ? divide_full(&sheeting, margin)
                                  : divide_paper(&sheeting, margin);
    sheeting.scale = division.scale;
    sheeting.wash = bx_drawing_new(proof, input->fonts, sheeting.unit);
    sheeting.over = bx_drawing_new(proof, input->fonts, TAG_EM * sheeting.unit / division.scale);
    draw_overlays(&sheeting);
    draw_beside(&sheeting, margin, &division);
    g_array_unref(sheeting.findings);
    return lay(&sheeting, &division);
}

static void
sheet_free(void *data)
{
    BxProofSheet *sheet = data;
    bx_layers_free(sheet->layers);
    g_free(sheet);
}

BxProof *
bx_proof_new(const BxProofInput *input, const GPtrArray *wanted)
{
    BxProof *proof = g_new0(BxProof, 1);
    proof->sheets = g_ptr_array_new_with_free_func(sheet_free);
    proof->pages = g_ptr_array_new_with_free_func((GDestroyNotify)bx_page_free);
    proof->texts = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    g_autoptr(GHashTable) by_page = diags_by_page(input, wanted);
    for (guint i = 0; i < wanted->len; i++) {
        const BxPage *page = g_ptr_array_index(wanted, i);
        const GPtrArray *diags = g_hash_table_lookup(by_page, GINT_TO_POINTER(page->number));
        g_ptr_array_add(proof->sheets, make_sheet(input, proof, page, diags));
    }
    return proof;
}

const BxPage *
bx_proof_stand_ins(BxProof *proof, const BxProofInput *input, const BxPage *page)
{
    const BxPagePlan *plan = g_ptr_array_index(input->plan->pages, index_of(input, page));
    BxDrawing drawing = {0};
    for (guint i = 0; i < plan->ads->len; i++) {
        const BxAdPlan *ad = &g_array_index(plan->ads, BxAdPlan, i);
        const BxRect *rect = &ad->rect;
        if (ad->pdf < 0 || !g_ptr_array_index(input->foreign, ad->pdf))
            continue;
        if (!drawing.page)
            drawing = bx_drawing_new(proof, input->fonts, UNIT_LEAST_PT);
        bx_draw_frame(&drawing, *rect, 1, BX_PROOF_BLUE);
        bx_draw_tag(&drawing, ad->ad->path, rect->x + rect->width / 2, rect->y + rect->height / 2,
                    BX_TAG_MIDDLE, BX_PROOF_BLUE);
    }
    return drawing.page;
}

void
bx_proof_free(BxProof *proof)
{
    if (!proof)
        return;
    g_ptr_array_unref(proof->sheets);
    g_ptr_array_unref(proof->pages);
    g_ptr_array_unref(proof->texts);
    g_free(proof);
}
