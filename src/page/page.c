/* SPDX-License-Identifier: Apache-2.0 */
/* Pages: the list of placed things and its printed form. */

#include "page/page.h"

static void
outline_free(void *data)
{
    BxOutlineEntry *entry = data;
    g_free(entry->title);
    g_free(entry);
}

BxPage *
bx_page_new(int number, const char *label, double width, double height, double bleed)
{
    BxPage *page = g_new0(BxPage, 1);
    page->number = number;
    page->label = g_strdup(label);
    page->width = width;
    page->height = height;
    page->bleed = bleed;
    page->placed = g_array_new(FALSE, TRUE, sizeof(BxPlaced));
    page->outline = g_ptr_array_new_with_free_func(outline_free);
    page->beads = g_array_new(FALSE, FALSE, sizeof(BxBead));
    return page;
}

void
bx_page_free(BxPage *page)
{
    if (!page)
        return;
    g_free(page->label);
    g_array_free(page->placed, TRUE);
    g_ptr_array_unref(page->outline);
    g_array_free(page->beads, TRUE);
    g_free(page);
}

static void
dump_ink(GString *out, const BxInk *ink)
{
    const double parts[4] = {ink->c, ink->m, ink->y, ink->k};
    const char *const names = "cmyk";
    g_string_append_c(out, ' ');
    if (ink->spot[0])
        g_string_append_printf(out, "%s@%g ", ink->spot, ink->tint * 100);
    if (bx_ink_is_white(ink))
        g_string_append(out, "white");
    for (int i = 0; i < 4; i++)
        if (parts[i] > 0)
            g_string_append_printf(out, "%c%g", names[i], parts[i] * 100);
}

/* `from` and `to`: where the frames begin and end along the line. */
static void
dump_text(GString *out, const BxPlaced *placed)
{
    const BxLine *line = placed->text.line;
    double from = line->clusters->len ? g_array_index(line->clusters, BxCluster, 0).x : 0;
    g_string_append_printf(out, "text    x %.2f y %.2f from %.2f to %.2f size %.2f%s",
                           placed->text.x, placed->text.y, from, line->width, line->size,
                           placed->text.is_vertical ? " vertical" : "");
    dump_ink(out, &placed->text.ink);
    g_string_append_printf(out, " |%s|", line->text);
}

static void
dump_placed(GString *out, const BxPlaced *placed)
{
    switch (placed->kind) {
    case BX_PLACED_TEXT:
        dump_text(out, placed);
        break;
    case BX_PLACED_RULE:
        g_string_append_printf(out, "rule    %.2f %.2f → %.2f %.2f %.2fpt", placed->rule.x0,
                               placed->rule.y0, placed->rule.x1, placed->rule.y1,
                               placed->rule.width);
        dump_ink(out, &placed->rule.ink);
        break;
    case BX_PLACED_BOX:
        g_string_append_printf(out, "box     %.2f %.2f %.2f × %.2f stroke %.2fpt",
                               placed->box.rect.x, placed->box.rect.y, placed->box.rect.width,
                               placed->box.rect.height, placed->box.stroke_width);
        if (placed->box.stroke_width > 0)
            dump_ink(out, &placed->box.stroke);
        if (placed->box.has_fill) {
            g_string_append(out, " fill");
            dump_ink(out, &placed->box.fill);
        }
        break;
    case BX_PLACED_ORNAMENT:
        g_string_append_printf(out, "ornament %.2f %.2f %.2f × %.2f %s %.2fpt",
                               placed->ornament.rect.x, placed->ornament.rect.y,
                               placed->ornament.rect.width, placed->ornament.rect.height,
                               placed->ornament.ornament->name, placed->ornament.depth);
        dump_ink(out, &placed->ornament.ink);
        break;
    case BX_PLACED_PDF:
        g_string_append_printf(out, "pdf     %.2f %.2f %.2f × %.2f index %d", placed->pdf.rect.x,
                               placed->pdf.rect.y, placed->pdf.rect.width, placed->pdf.rect.height,
                               placed->pdf.index);
        break;
    case BX_PLACED_PICTURE:
        g_string_append_printf(out, "picture %.2f %.2f %.2f × %.2f index %d",
                               placed->picture.rect.x, placed->picture.rect.y,
                               placed->picture.rect.width, placed->picture.rect.height,
                               placed->picture.index);
        break;
    }
    g_string_append_c(out, '\n');
}

char *
bx_page_dump(const BxPage *page)
{
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, "page %d %.2f × %.2f\n", page->number, page->width, page->height);
    for (guint i = 0; i < page->placed->len; i++)
        dump_placed(out, &g_array_index(page->placed, BxPlaced, i));
    return g_string_free(out, FALSE);
}
