/* SPDX-License-Identifier: Apache-2.0 */
/* Shape: Pango says which face and direction each stretch of the text has, HarfBuzz shapes it once.
 * HarfBuzz is called directly, not through pango_shape: Pango passes on at most 32 feature ranges,
 * and half-em figures (SP-4) need one for every number. */

#include "text/shape.h"

#include "text/turn.h"

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
    const BxTurn *turns; /* NULL: a horizontal line */
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

/* A stretch of one Pango item that stands one way. */
typedef struct {
    const PangoItem *item;
    int start_byte, n_bytes, n_chars;
    BxTurn turn; /* LIE in a horizontal line */
} Stretch;

static void
set_direction(hb_buffer_t *buffer, const Stretch *stretch)
{
    bool rtl = stretch->item->analysis.level % 2;
    hb_buffer_set_direction(buffer, stretch->turn == BX_TURN_STAND ? HB_DIRECTION_TTB
                                    : rtl                          ? HB_DIRECTION_RTL
                                                                   : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, hb_script_from_iso15924_tag(g_unicode_script_to_iso15924(
                                     (GUnicodeScript)stretch->item->analysis.script)));
    hb_buffer_set_language(buffer, hb_language_from_string("zh-cn", -1));
}

static void
replace_quotes(hb_buffer_t *buffer)
{
    unsigned n = 0;
    hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &n);
    for (unsigned i = 0; i < n; i++)
        infos[i].codepoint = bx_turn_glyph(infos[i].codepoint);
}

static void
shape_stretch(Shaping *shaping, const Stretch *stretch)
{
    const char *text = shaping->shaped->prepared->utf8;
    const BxSetting *setting = &shaping->shaped->setting;
    hb_buffer_t *buffer = shaping->buffer;
    unsigned start = (unsigned)stretch->start_byte, end = start + (unsigned)stretch->n_bytes;
    hb_buffer_clear_contents(buffer);
    g_array_set_size(shaping->features, 0);
    hb_buffer_add_utf8(buffer, text, -1, start, stretch->n_bytes);
    set_direction(buffer, stretch);
    if (stretch->turn == BX_TURN_STAND) {
        replace_quotes(buffer);
        add_feature(shaping, "fwid", 1, start, end);
    } else if (stretch->turn == BX_TURN_ACROSS
               || (setting->style->figures == BX_FIGURES_HALF && !setting->is_head)) {
        find_figures(shaping, text + start, stretch->n_chars, shaping->next_char);
    }
    hb_shape(pango_font_get_hb_font(stretch->item->analysis.font), buffer,
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
take_glyphs(Shaping *shaping, BxCell *cell, GlyphRange range, BxTurn turn)
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
        if (turn == BX_TURN_STAND) { /* along the line is down, below it is left */
            glyph.x = advance - place->y_offset / (double)PANGO_SCALE;
            glyph.y = -place->x_offset / (double)PANGO_SCALE;
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

/* VT-7: figures shaped side by side become one frame of an em, in the middle of the line. */
static void
lay_across(Shaping *shaping, BxCell *cell)
{
    double em = shaping->shaped->setting.em, width = cell->natural;
    for (int g = cell->start_glyph; g < cell->start_glyph + cell->n_glyphs; g++) {
        BxGlyph *glyph = &g_array_index(shaping->shaped->glyphs, BxGlyph, g);
        *glyph = (BxGlyph){glyph->id, BX_ASCENT_EM * em + glyph->y, width / 2 - glyph->x};
    }
    cell->natural = em;
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
add_cell(Shaping *shaping, const Stretch *stretch, GlyphRange range, int end_byte)
{
    BxShaped *shaped = shaping->shaped;
    const BxPrepared *prepared = shaped->prepared;
    BxCell cell = {.item = shaping->item,
                   .start_char = shaping->next_char,
                   .start_byte = shaping->next_byte,
                   .bidi_level = (uint8_t)stretch->item->analysis.level};
    cell.n_bytes = end_byte - cell.start_byte;
    cell.n_chars = (int)g_utf8_strlen(prepared->utf8 + cell.start_byte, cell.n_bytes);
    cell.first = shaping->classes[cell.start_char];
    cell.last = shaping->classes[cell.start_char + cell.n_chars - 1];
    cell.joined = shaping->joined[cell.start_char];
    shaping->next_char += cell.n_chars;
    shaping->next_byte = end_byte;
    bool has_all = take_glyphs(shaping, &cell, range, stretch->turn);
    if (stretch->turn == BX_TURN_ACROSS)
        lay_across(shaping, &cell);
    if (shaped->setting.is_vertical && stretch->turn != BX_TURN_LIE
        && bx_class_table[cell.first].is_western)
        cell.first = cell.last = BX_CLASS_ID; /* standing, it is spaced as Han is */
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
collect_cells(Shaping *shaping, const Stretch *stretch)
{
    unsigned n = 0;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(shaping->buffer, &n);
    int stretch_end = stretch->start_byte + stretch->n_bytes;
    if (n == 0)
        return;
    if (stretch->turn == BX_TURN_ACROSS) {
        add_cell(shaping, stretch, (GlyphRange){0, n - 1}, stretch_end);
        return;
    }
    if (HB_DIRECTION_IS_BACKWARD(hb_buffer_get_direction(shaping->buffer))) {
        for (unsigned last = n; last > 0;) { /* glyphs stand from right to left */
            unsigned first = last - 1;
            while (first > 0 && infos[first - 1].cluster == infos[last - 1].cluster)
                first--;
            int end = first > 0 ? (int)infos[first - 1].cluster : stretch_end;
            add_cell(shaping, stretch, (GlyphRange){first, last - 1}, end);
            last = first;
        }
        return;
    }
    for (unsigned first = 0; first < n;) {
        unsigned last = first;
        while (last + 1 < n && infos[last + 1].cluster == infos[first].cluster)
            last++;
        int end = last + 1 < n ? (int)infos[last + 1].cluster : stretch_end;
        add_cell(shaping, stretch, (GlyphRange){first, last}, end);
        first = last + 1;
    }
}

static void
add_stretch(Shaping *shaping, const Stretch *stretch)
{
    BxShaped *shaped = shaping->shaped;
    unsigned marks = shaped->prepared->marks[shaping->next_char];
    double em = shaped->setting.em;
    BxShapedItem mine = {.font = stretch->item->analysis.font,
                         .marks = marks,
                         .upright = shaped->setting.is_vertical && stretch->turn != BX_TURN_LIE};
    if (marks & BX_MARK_SUPER)
        mine.rise = SUPER_RISE * em;
    if (marks & BX_MARK_SUB)
        mine.rise = SUB_RISE * em;
    if (shaped->setting.is_vertical && stretch->turn == BX_TURN_LIE)
        mine.rise += (BX_ASCENT_EM - 0.5) * em; /* its em box in the middle of the line */
    bx_fonts_keep(shaping->fonts, mine.font);
    shaping->item = (int)shaped->items->len;
    g_array_append_val(shaped->items, mine);
    shape_stretch(shaping, stretch);
    collect_cells(shaping, stretch);
}

/* The stretches of an item; one of them where the line is horizontal. */
static void
add_item(Shaping *shaping, const PangoItem *item)
{
    const char *text = shaping->shaped->prepared->utf8;
    int first = shaping->next_char;
    for (int i = 0, byte = item->offset; i < item->num_chars;) {
        int start = i;
        const char *p = text + byte;
        BxTurn turn = shaping->turns ? shaping->turns[first + i] : BX_TURN_LIE;
        do {
            p = g_utf8_next_char(p);
            i++;
        } while (i < item->num_chars && (!shaping->turns || shaping->turns[first + i] == turn));
        Stretch stretch = {item, byte, (int)(p - text) - byte, i - start, turn};
        add_stretch(shaping, &stretch);
        byte = (int)(p - text);
    }
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
    shaped->pango_items = pango_itemize(bx_fonts_context(fonts), prepared->utf8, 0,
                                        (int)strlen(prepared->utf8), attributes, NULL);
    pango_attr_list_unref(attributes);
    shaping.buffer = hb_buffer_create();
    shaping.features = g_array_new(FALSE, FALSE, sizeof(hb_feature_t));
    g_autofree BxTurn *turns = setting->is_vertical ? g_new(BxTurn, prepared->n) : NULL;
    if (turns)
        bx_turn(prepared->chars, classes, prepared->n, turns);
    shaping.turns = turns;
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
    g_clear_pointer(&shaped->rubies, g_ptr_array_unref);
    g_free(shaped);
}
