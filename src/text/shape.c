/* SPDX-License-Identifier: Apache-2.0 */
/* Shape: Pango says which face and direction each stretch of the text has, HarfBuzz shapes it once.
 * HarfBuzz is called directly, not through pango_shape: Pango passes on at most 32 feature ranges,
 * and half-em figures (SP-4) need one for every number. */

#include "text/shape.h"

#include <hb.h>
#include <pango/pangocairo.h>
#include <string.h>

/* clang-format off */
/* Size and rise of super- and subscript, in em of the text. */
#define SCRIPT_SIZE   0.6
#define SUPER_RISE  -0.38
#define SUB_RISE     0.12
/* clang-format on */

typedef struct {
    BxShaped *shaped;
    BxFonts *fonts;
    BxDiags *diags;
    const BxClass *classes;
    const bool *joined;
    hb_buffer_t *buffer;
    GArray *features;         /* hb_feature_t */
    int item;                 /* index of the item in hand */
    int next_char, next_byte; /* where its next cell begins */
} Shaping;

static PangoAttribute *
font_attribute(Shaping *shaping, unsigned marks)
{
    const BxSetting *setting = &shaping->shaped->setting;
    const BxStyle *style = setting->style;
    const char *font = style->font;
    int weight = style->weight;
    double size = setting->em;
    if (marks & BX_MARK_EMPHASIS)
        font = style->emphasis;
    if (marks & BX_MARK_STRONG) {
        font = style->strong;
        weight = MAX(weight, 700);
    }
    if (marks & (BX_MARK_SUPER | BX_MARK_SUB))
        size *= SCRIPT_SIZE;
    return pango_attr_font_desc_new(
        bx_fonts_describe(shaping->fonts, font, weight, size, style->pos, shaping->diags));
}

/* The marks that change the face or size; the others are drawn beside the text. */
#define FACE_MARKS (BX_MARK_EMPHASIS | BX_MARK_STRONG | BX_MARK_SUPER | BX_MARK_SUB)

static PangoAttrList *
font_attributes(Shaping *shaping)
{
    const BxPrepared *prepared = shaping->shaped->prepared;
    PangoAttrList *list = pango_attr_list_new();
    const char *p = prepared->utf8;
    for (int i = 0; i < prepared->n;) {
        unsigned marks = prepared->marks[i] & FACE_MARKS;
        const char *start = p;
        while (i < prepared->n && (prepared->marks[i] & FACE_MARKS) == marks) {
            p = g_utf8_next_char(p);
            i++;
        }
        PangoAttribute *attribute = font_attribute(shaping, marks);
        attribute->start_index = (guint)(start - prepared->utf8);
        attribute->end_index = (guint)(p - prepared->utf8);
        pango_attr_list_insert(list, attribute);
    }
    return list;
}

static void
add_feature(Shaping *shaping, const char *tag, uint32_t value, unsigned start, unsigned end)
{
    hb_feature_t feature = {hb_tag_from_string(tag, -1), value, start, end};
    g_array_append_val(shaping->features, feature);
}

/* Half-em figures: digits, and the point or comma between two of them. */
static void
find_figures(Shaping *shaping, const char *start, int n_chars, int first_char)
{
    const gunichar *text = shaping->shaped->prepared->chars;
    const char *p = start;
    for (int i = 0; i < n_chars; i++, p = g_utf8_next_char(p)) {
        gunichar c = text[first_char + i];
        if (c < '0' || c > '9')
            continue;
        unsigned at = (unsigned)(p - shaping->shaped->prepared->utf8);
        hb_feature_t *last =
            shaping->features->len
                ? &g_array_index(shaping->features, hb_feature_t, shaping->features->len - 1)
                : NULL;
        if (last && last->end == at && last->tag == HB_TAG('h', 'w', 'i', 'd'))
            last->end = at + 1;
        else
            add_feature(shaping, "hwid", 1, at, at + 1);
    }
}

static bool
is_upright(const Shaping *shaping, const PangoItem *item)
{
    return shaping->shaped->setting.is_vertical && item->analysis.gravity != PANGO_GRAVITY_SOUTH
           && PANGO_GRAVITY_IS_VERTICAL(item->analysis.gravity)
           && (item->analysis.flags & PANGO_ANALYSIS_FLAG_CENTERED_BASELINE);
}

static void
shape_item(Shaping *shaping, const PangoItem *item, bool upright)
{
    const char *text = shaping->shaped->prepared->utf8;
    hb_buffer_t *buffer = shaping->buffer;
    hb_buffer_clear_contents(buffer);
    g_array_set_size(shaping->features, 0);
    hb_buffer_add_utf8(buffer, text, -1, (unsigned)item->offset, item->length);
    bool rtl = item->analysis.level % 2;
    hb_buffer_set_direction(buffer, upright ? HB_DIRECTION_TTB
                                    : rtl   ? HB_DIRECTION_RTL
                                            : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, hb_script_from_iso15924_tag(g_unicode_script_to_iso15924(
                                     (GUnicodeScript)item->analysis.script)));
    hb_buffer_set_language(buffer, hb_language_from_string("zh-cn", -1));
    if (shaping->shaped->setting.style->figures == BX_FIGURES_HALF
        && !shaping->shaped->setting.is_head)
        find_figures(shaping, text + item->offset, item->num_chars, shaping->next_char);
    hb_shape(pango_font_get_hb_font(item->analysis.font), buffer,
             (const hb_feature_t *)(const void *)shaping->features->data, shaping->features->len);
}

static void
report_missing(Shaping *shaping, const BxCell *cell)
{
    const BxPrepared *prepared = shaping->shaped->prepared;
    gunichar c = prepared->chars[cell->start_char];
    g_autofree char *shown = g_ucs4_to_utf8(&c, 1, NULL, NULL, NULL);
    bx_diag(shaping->diags, BX_DIAG_GLYPH_MISSING,
            bx_text_pos(prepared->text, prepared->from[cell->start_char]),
            "no glyph for %s (U+%04X) in %s or its fallbacks; install a font that has it", shown, c,
            shaping->shaped->setting.style->font);
}

/* Glyphs of one HarfBuzz cluster, first to last in the buffer. */
typedef struct {
    unsigned first, last; /* inclusive */
} GlyphRange;

static bool
take_glyphs(Shaping *shaping, BxCell *cell, GlyphRange range, bool upright)
{
    GArray *glyphs = shaping->shaped->glyphs;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(shaping->buffer, NULL);
    const hb_glyph_position_t *places = hb_buffer_get_glyph_positions(shaping->buffer, NULL);
    bool has_all = true;
    double advance = 0;
    cell->start_glyph = (int)glyphs->len;
    for (unsigned g = range.first; g <= range.last; g++) {
        const hb_glyph_position_t *place = &places[g];
        BxGlyph glyph = {.id = infos[g].codepoint};
        if (upright) { /* along the line is down; across is to the right of the central line */
            glyph.x = advance - place->y_offset / (double)PANGO_SCALE;
            glyph.y = place->x_offset / (double)PANGO_SCALE;
            advance -= place->y_advance / (double)PANGO_SCALE;
        } else {
            glyph.x = advance + place->x_offset / (double)PANGO_SCALE;
            glyph.y = -place->y_offset / (double)PANGO_SCALE;
            advance += place->x_advance / (double)PANGO_SCALE;
        }
        has_all &= glyph.id != 0;
        g_array_append_val(glyphs, glyph);
    }
    cell->n_glyphs = (int)glyphs->len - cell->start_glyph;
    cell->natural = advance;
    return has_all;
}

static void
drop_glyphs(Shaping *shaping, BxCell *cell)
{
    g_array_set_size(shaping->shaped->glyphs, (guint)cell->start_glyph);
    cell->n_glyphs = 0;
    cell->natural = 0;
}

/* Adds the cell of the characters up to byte `end_byte`. */
static void
add_cell(Shaping *shaping, const PangoItem *item, GlyphRange range, int end_byte, bool upright)
{
    BxShaped *shaped = shaping->shaped;
    const BxPrepared *prepared = shaped->prepared;
    BxCell cell = {.item = shaping->item,
                   .start_char = shaping->next_char,
                   .start_byte = shaping->next_byte,
                   .bidi_level = (uint8_t)item->analysis.level};
    cell.n_bytes = end_byte - cell.start_byte;
    cell.n_chars = (int)g_utf8_strlen(prepared->utf8 + cell.start_byte, cell.n_bytes);
    cell.first = shaping->classes[cell.start_char];
    cell.last = shaping->classes[cell.start_char + cell.n_chars - 1];
    cell.joined = shaping->joined[cell.start_char];
    shaping->next_char += cell.n_chars;
    shaping->next_byte = end_byte;
    bool has_all = take_glyphs(shaping, &cell, range, upright);
    if (cell.first == BX_CLASS_BK || cell.first == BX_CLASS_ZW || cell.first == BX_CLASS_CM
        || prepared->chars[cell.start_char] == 0x2060
        || prepared->chars[cell.start_char] == 0xFEFF) {
        if (cell.first != BX_CLASS_CM || !has_all)
            drop_glyphs(shaping, &cell);
    } else if (!has_all) {
        report_missing(shaping, &cell);
        g_array_index(shaped->items, BxShapedItem, shaping->item).is_missing = true;
        if (cell.natural <= 0)
            cell.natural = shaped->setting.em;
    }
    shaped->is_rtl |= cell.bidi_level % 2;
    g_array_append_val(shaped->cells, cell);
}

static void
collect_cells(Shaping *shaping, const PangoItem *item, bool upright)
{
    unsigned n = 0;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(shaping->buffer, &n);
    int item_end = item->offset + item->length;
    if (n == 0)
        return;
    if (item->analysis.level % 2 && !upright) { /* glyphs stand from right to left */
        for (unsigned last = n; last > 0;) {
            unsigned first = last - 1;
            while (first > 0 && infos[first - 1].cluster == infos[last - 1].cluster)
                first--;
            int end = first > 0 ? (int)infos[first - 1].cluster : item_end;
            add_cell(shaping, item, (GlyphRange){first, last - 1}, end, upright);
            last = first;
        }
        return;
    }
    for (unsigned first = 0; first < n;) {
        unsigned last = first;
        while (last + 1 < n && infos[last + 1].cluster == infos[first].cluster)
            last++;
        int end = last + 1 < n ? (int)infos[last + 1].cluster : item_end;
        add_cell(shaping, item, (GlyphRange){first, last}, end, upright);
        first = last + 1;
    }
}

static void
add_item(Shaping *shaping, const PangoItem *item)
{
    BxShaped *shaped = shaping->shaped;
    unsigned marks = shaped->prepared->marks[shaping->next_char];
    bool upright = is_upright(shaping, item);
    BxShapedItem mine = {.font = item->analysis.font, .marks = marks, .upright = upright};
    if (marks & BX_MARK_SUPER)
        mine.rise = SUPER_RISE * shaped->setting.em;
    if (marks & BX_MARK_SUB)
        mine.rise = SUB_RISE * shaped->setting.em;
    bx_fonts_keep(shaping->fonts, mine.font);
    shaping->item = (int)shaped->items->len;
    g_array_append_val(shaped->items, mine);
    shape_item(shaping, item, upright);
    collect_cells(shaping, item, upright);
}

BxShaped *
bx_shape(const BxPrepared *prepared, const BxSetting *setting, BxFonts *fonts, BxDiags *diags)
{
    BxShaped *shaped = g_new0(BxShaped, 1);
    shaped->prepared = prepared;
    shaped->setting = *setting;
    shaped->cells = g_array_sized_new(FALSE, FALSE, sizeof(BxCell), (guint)prepared->n);
    shaped->glyphs = g_array_sized_new(FALSE, FALSE, sizeof(BxGlyph), (guint)prepared->n);
    shaped->items = g_array_new(FALSE, FALSE, sizeof(BxShapedItem));
    if (prepared->n == 0)
        return shaped;
    g_autofree BxClass *classes = g_new(BxClass, prepared->n);
    g_autofree bool *joined = g_new(bool, prepared->n);
    bx_classify(prepared->chars, prepared->n, classes, joined);
    Shaping shaping = {
        .shaped = shaped, .fonts = fonts, .diags = diags, .classes = classes, .joined = joined};
    PangoAttrList *attributes = font_attributes(&shaping);
    shaped->pango_items =
        pango_itemize(bx_fonts_context(fonts, setting->is_vertical), prepared->utf8, 0,
                      (int)strlen(prepared->utf8), attributes, NULL);
    pango_attr_list_unref(attributes);
    shaping.buffer = hb_buffer_create();
    shaping.features = g_array_new(FALSE, FALSE, sizeof(hb_feature_t));
    for (const GList *l = shaped->pango_items; l; l = l->next)
        add_item(&shaping, l->data);
    g_array_free(shaping.features, TRUE);
    hb_buffer_destroy(shaping.buffer);
    return shaped;
}

void
bx_shaped_free(BxShaped *shaped)
{
    if (!shaped)
        return;
    g_array_free(shaped->cells, TRUE);
    g_array_free(shaped->glyphs, TRUE);
    g_array_free(shaped->items, TRUE);
    g_list_free_full(shaped->pango_items, (GDestroyNotify)pango_item_free);
    g_free(shaped->breaks);
    g_free(shaped);
}
