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
#define SMALL_SIZE    0.8
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
    if (marks & BX_MARK_EMPHASIS)
        font = style->emphasis;
    if (marks & BX_MARK_STRONG) {
        font = style->strong;
        weight = MAX(weight, 700);
    }
    return pango_attr_font_desc_new(
        bx_fonts_describe(shaping->fonts, font, weight, style->pos, shaping->diags));
}

#define FACE_MARKS (BX_MARK_EMPHASIS | BX_MARK_STRONG)
#define SIZE_MARKS (BX_MARK_SUPER | BX_MARK_SUB | BX_MARK_SMALL)

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

/* A stretch of one Pango item that is shaped at once. */
typedef struct {
    const PangoItem *item;
    int start_char, start_byte, n_bytes, n_chars;
    int level;    /* of bidi */
    BxTurn turn;  /* LIE in a horizontal line */
    double scale; /* of its figures, else 1 */
} Stretch;

static void
add_feature(Shaping *shaping, hb_tag_t tag, uint32_t value, unsigned start, unsigned end)
{
    hb_feature_t *last = shaping->features->len ? &g_array_index(shaping->features, hb_feature_t,
                                                                 shaping->features->len - 1)
                                                : NULL;
    if (last && last->tag == tag && last->end == start) {
        last->end = end;
        return;
    }
    hb_feature_t feature = {tag, value, start, end};
    g_array_append_val(shaping->features, feature);
}

/* ---- figures ---- */

/* Narrower than this a figure is no longer its own shape; the face's figures are then left. */
#define FIGURE_SCALE_MIN 0.8

static double
advance_of_figure(PangoFont *font)
{
    const hb_feature_t half = {HB_TAG('h', 'w', 'i', 'd'), 1, HB_FEATURE_GLOBAL_START,
                               HB_FEATURE_GLOBAL_END};
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_add_utf8(buffer, "0", 1, 0, 1);
    hb_buffer_guess_segment_properties(buffer);
    hb_shape(pango_font_get_hb_font(font), buffer, &half, 1);
    unsigned n = 0;
    const hb_glyph_position_t *places = hb_buffer_get_glyph_positions(buffer, &n);
    double advance = n == 1 ? places->x_advance / (double)BX_FACE_EM_UNITS : 0;
    hb_buffer_destroy(buffer);
    return advance;
}

/* SP-4: what makes two figures of the face an em wide where it has no half-width ones of its own. */
static double
figure_scale(Shaping *shaping, PangoFont *font)
{
    const BxFaceKey key = {font, 0, BX_FACE_FIGURE};
    const BxFaceFact *known = bx_fonts_recall(shaping->fonts, &key);
    if (known)
        return known->a;
    double advance = advance_of_figure(font), scale = advance > 0 ? 0.5 / advance : 1;
    if (scale > 0.99 || scale < FIGURE_SCALE_MIN)
        scale = 1;
    bx_fonts_note(shaping->fonts, &key, (BxFaceFact){scale, 0});
    return scale;
}

static bool
is_figure(const Shaping *shaping, int i)
{
    gunichar c = shaping->shaped->prepared->chars[i];
    return c >= '0' && c <= '9';
}

static bool
wants_half_figures(const Shaping *shaping, BxTurn turn)
{
    const BxSetting *setting = &shaping->shaped->setting;
    return turn == BX_TURN_ACROSS
           || (turn == BX_TURN_LIE && setting->style->figures == BX_FIGURES_HALF
               && !setting->is_head);
}

/* Half-em figures; and the apostrophe of a word, which is no Chinese quotation mark (CC-19), in its
 * own width. */
static void
find_features(Shaping *shaping, const Stretch *stretch)
{
    const gunichar *text = shaping->shaped->prepared->chars + shaping->next_char;
    bool has_figures = wants_half_figures(shaping, stretch->turn);
    unsigned at = (unsigned)stretch->start_byte;
    for (int i = 0; i < stretch->n_chars; i++) {
        unsigned length = (unsigned)g_unichar_to_utf8(text[i], NULL);
        if (has_figures && is_figure(shaping, shaping->next_char + i))
            add_feature(shaping, HB_TAG('h', 'w', 'i', 'd'), 1, at, at + length);
        else if (text[i] == 0x2019 && shaping->classes[shaping->next_char + i] == BX_CLASS_WI)
            add_feature(shaping, HB_TAG('p', 'w', 'i', 'd'), 1, at, at + length);
        at += length;
    }
}

static void
set_direction(hb_buffer_t *buffer, const Stretch *stretch)
{
    bool rtl = stretch->level % 2;
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
    hb_buffer_t *buffer = shaping->buffer;
    unsigned start = (unsigned)stretch->start_byte, end = start + (unsigned)stretch->n_bytes;
    hb_buffer_clear_contents(buffer);
    g_array_set_size(shaping->features, 0);
    hb_buffer_add_utf8(buffer, text, -1, start, stretch->n_bytes);
    set_direction(buffer, stretch);
    if (stretch->turn == BX_TURN_STAND) {
        replace_quotes(buffer);
        add_feature(shaping, HB_TAG('f', 'w', 'i', 'd'), 1, start, end);
    } else {
        find_features(shaping, stretch);
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
    const BxShapedItem *item = &g_array_index(shaping->shaped->items, BxShapedItem, cell->item);
    double unit = item->em / BX_FACE_EM_UNITS, across = unit * item->scale_x;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(shaping->buffer, NULL);
    const hb_glyph_position_t *places = hb_buffer_get_glyph_positions(shaping->buffer, NULL);
    bool has_all = true;
    double advance = 0;
    cell->start_glyph = (int)glyphs->len;
    for (unsigned g = range.first; g <= range.last; g++) {
        const hb_glyph_position_t *place = &places[g];
        BxGlyph glyph = {.id = infos[g].codepoint};
        if (turn == BX_TURN_STAND) { /* along the line is down, below it is left */
            glyph.x = advance - unit * place->y_offset;
            glyph.y = -unit * place->x_offset;
            advance -= unit * place->y_advance;
        } else {
            glyph.x = advance + across * place->x_offset;
            glyph.y = -unit * place->y_offset;
            advance += across * place->x_advance;
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

static bool
has_no_width(BxClass class)
{
    return class == BX_CLASS_CM || class == BX_CLASS_ZW;
}

/* Classes of the cell's ends. */
static void
classify_cell(const Shaping *shaping, BxCell *cell)
{
    const GArray *cells = shaping->shaped->cells;
    int last = cell->start_char + cell->n_chars - 1;
    while (last > cell->start_char && shaping->classes[last] == BX_CLASS_CM)
        last--;
    cell->first = shaping->classes[cell->start_char];
    cell->last = shaping->classes[last];
    cell->joined = shaping->joined[cell->start_char];
    if (has_no_width(cell->last) && cells->len > 0)
        cell->last = g_array_index(cells, BxCell, cells->len - 1).last;
}

/* Characters without a shape, and blanks that the face does not know. */
static bool
is_shapeless(const Shaping *shaping, const BxCell *cell, bool has_all)
{
    gunichar c = shaping->shaped->prepared->chars[cell->start_char];
    if (cell->first == BX_CLASS_BK || cell->first == BX_CLASS_ZW || c == 0x2060 || c == 0xFEFF)
        return true;
    return !has_all && (cell->first == BX_CLASS_CM || cell->first == BX_CLASS_SP);
}

/* What a private character shows is settled by the face that was asked for; another face has another
 * shape there, and nobody would see the mistake. */
static bool
is_foreign(const Shaping *shaping, const BxCell *cell)
{
    gunichar c = shaping->shaped->prepared->chars[cell->start_char];
    bool is_private = (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
    return is_private
           && !bx_fonts_is_own(
               shaping->fonts, shaping->shaped->setting.style->font,
               g_array_index(shaping->shaped->items, BxShapedItem, cell->item).font);
}

/* Glyph 0: paint draws a box. */
static void
forget_glyphs(Shaping *shaping, const BxCell *cell)
{
    for (int g = cell->start_glyph; g < cell->start_glyph + cell->n_glyphs; g++)
        g_array_index(shaping->shaped->glyphs, BxGlyph, g).id = 0;
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
                   .bidi_level = (uint8_t)stretch->level};
    cell.n_bytes = end_byte - cell.start_byte;
    cell.n_chars = (int)g_utf8_strlen(prepared->utf8 + cell.start_byte, cell.n_bytes);
    classify_cell(shaping, &cell);
    shaping->next_char += cell.n_chars;
    shaping->next_byte = end_byte;
    bool has_all = take_glyphs(shaping, &cell, range, stretch->turn);
    if (is_foreign(shaping, &cell)) {
        forget_glyphs(shaping, &cell);
        has_all = false;
    }
    if (stretch->turn == BX_TURN_ACROSS)
        lay_across(shaping, &cell);
    if (shaped->setting.is_vertical && stretch->turn != BX_TURN_LIE
        && bx_class_table[cell.first].is_western)
        cell.first = cell.last = BX_CLASS_ID; /* standing, it is spaced as Han is */
    if (is_shapeless(shaping, &cell, has_all)) {
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

/* Of the text's size. */
static double
size_of(unsigned marks)
{
    if (marks & (BX_MARK_SUPER | BX_MARK_SUB))
        return SCRIPT_SIZE;
    return marks & BX_MARK_SMALL ? SMALL_SIZE : 1;
}

static void
add_stretch(Shaping *shaping, const Stretch *stretch)
{
    BxShaped *shaped = shaping->shaped;
    unsigned marks = shaped->prepared->marks[shaping->next_char];
    double em = shaped->setting.em;
    BxShapedItem mine = {.font = stretch->item->analysis.font,
                         .marks = marks,
                         .em = size_of(marks) * em,
                         .scale_x = stretch->scale,
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

static BxTurn
turn_of(const Shaping *shaping, int i)
{
    return shaping->turns ? shaping->turns[i] : BX_TURN_LIE;
}

static double
scale_of(Shaping *shaping, const PangoItem *item, int i)
{
    if (!is_figure(shaping, i) || !wants_half_figures(shaping, turn_of(shaping, i)))
        return 1;
    return figure_scale(shaping, item->analysis.font);
}

/* Dashes are shaped two at a time: of four in a row faces make a stroke of three and one of one. */
static bool
parts_dashes(const Shaping *shaping, int i)
{
    return shaping->classes[i] == BX_CLASS_DA && shaping->classes[i - 1] == BX_CLASS_DA
           && !shaping->joined[i];
}

/* UAX #9 HL3: a full-width mark between two right-to-left words is one of the Chinese sentence. */
static int
level_of(const Shaping *shaping, const PangoItem *item, int i)
{
    bool is_mark = bx_class_table[shaping->classes[i]].blank != BX_BLANK_NONE;
    return is_mark ? 0 : item->analysis.level;
}

/* HarfBuzz walks over all of a stretch for each number in it, and for some marks for each mark: long
 * ones are shaped in pieces, parted between ideographs, at last anywhere. */
#define PIECE_CHARS 256
#define PIECE_MOST_CHARS 4096

static bool
is_long_enough(const Shaping *shaping, int n_chars, int i)
{
    bool is_parted = !shaping->joined[i] && shaping->classes[i] == BX_CLASS_ID
                     && shaping->classes[i - 1] == BX_CLASS_ID;
    return n_chars >= PIECE_MOST_CHARS || (n_chars >= PIECE_CHARS && is_parted);
}

static bool
goes_on(Shaping *shaping, const Stretch *stretch, int i)
{
    const uint16_t *marks = shaping->shaped->prepared->marks;
    return turn_of(shaping, i) == stretch->turn && !parts_dashes(shaping, i)
           && !((marks[i] ^ marks[i - 1]) & SIZE_MARKS)
           && !is_long_enough(shaping, i - stretch->start_char, i)
           && scale_of(shaping, stretch->item, i) == stretch->scale
           && level_of(shaping, stretch->item, i) == stretch->level;
}

/* The stretches of an item: the whole of it in most horizontal lines. */
static void
add_item(Shaping *shaping, const PangoItem *item)
{
    const char *text = shaping->shaped->prepared->utf8;
    int first = shaping->next_char, end = first + item->num_chars;
    int byte = item->offset;
    for (int i = first; i < end;) {
        int start = i;
        const char *p = text + byte;
        Stretch stretch = {.item = item,
                           .start_char = i,
                           .start_byte = byte,
                           .level = level_of(shaping, item, i),
                           .turn = turn_of(shaping, i),
                           .scale = scale_of(shaping, item, i)};
        do {
            p = g_utf8_next_char(p);
            i++;
        } while (i < end && goes_on(shaping, &stretch, i));
        byte = (int)(p - text);
        stretch.n_bytes = byte - stretch.start_byte;
        stretch.n_chars = i - start;
        add_stretch(shaping, &stretch);
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
    g_free(shaped->sums);
    g_clear_pointer(&shaped->rubies, g_ptr_array_unref);
    g_free(shaped);
}
