/* SPDX-License-Identifier: Apache-2.0 */
/* Recolour: looks at every operator and copies all but those of colour.
 * Read: rg RG g G (keys), q Q (state), cs CS scn SCN (patterns), Do, and what is refused: k K sc SC sh
 * and RGB inline images. Written: gs k K cs CS scn SCN q Q Do. */

#include "press/recolour.h"

#include "base/error.h"
#include "base/say.h"
#include "press/content.h"

#include <math.h>
#include <string.h>

/* Overprint as it is at one point of the stream. */
typedef struct {
    unsigned bits;
    bool is_set; /* by us; until then a form has what its caller set */
} Overprint;

typedef struct {
    const BxRecolouring *how;
    BxRecoloured *result;
    BxContent *content;
    GString *out;
    GArray *stack; /* Overprint, one a `q` */
    Overprint overprint;
    size_t copied; /* bytes of the source already in `out` or replaced */
} Recolourer;

typedef bool (*Handler)(Recolourer *recolourer, const BxOperation *operation);

static void
append_number(GString *out, double number)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(text, sizeof text, "%.4f", number);
    size_t length = strlen(text);
    while (text[length - 1] == '0')
        length--;
    if (text[length - 1] == '.')
        length--;
    g_string_append_len(out, text, (gssize)length);
    g_string_append_c(out, ' ');
}

G_GNUC_PRINTF(2, 3)
static bool
refuse(Recolourer *recolourer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    recolourer->result->unknown = bx_say_v(format, arguments);
    va_end(arguments);
    return false;
}

static void
append_overprint(Recolourer *recolourer, unsigned bits)
{
    recolourer->result->overprints |= 1u << bits;
    g_string_append_printf(recolourer->out, "/" BX_OVERPRINT_NAME "%u gs ", bits);
}

static void
set_overprint(Recolourer *recolourer, BxOverprint which, bool is_on)
{
    Overprint *overprint = &recolourer->overprint;
    unsigned bits = is_on ? overprint->bits | (unsigned)which : overprint->bits & ~(unsigned)which;
    if (overprint->is_set && bits == overprint->bits)
        return;
    *overprint = (Overprint){bits, true};
    append_overprint(recolourer, bits);
}

static int
spot_index(Recolourer *recolourer, const BxInk *ink)
{
    GArray *spots = recolourer->how->spots;
    BxInk full = *ink;
    full.tint = 1;
    guint index = 0;
    while (index < spots->len && !bx_ink_equal(&g_array_index(spots, BxInk, index), &full))
        index++;
    if (index == spots->len)
        g_array_append_val(spots, full);
    return (int)index;
}

static void
note_spot(BxRecoloured *result, int index)
{
    for (guint i = 0; i < result->used_spots->len; i++)
        if (g_array_index(result->used_spots, int, i) == index)
            return;
    g_array_append_val(result->used_spots, index);
}

static void
note_key(BxRecoloured *result, uint32_t key)
{
    for (guint i = 0; i < result->used_keys->len; i++)
        if (g_array_index(result->used_keys, uint32_t, i) == key)
            return;
    g_array_append_val(result->used_keys, key);
}

static void
append_ink(Recolourer *recolourer, const BxInk *ink, BxOverprint which)
{
    GString *out = recolourer->out;
    bool is_fill = which == BX_OVERPRINT_FILL;
    set_overprint(recolourer, which, bx_ink_is_black(ink));
    if (ink->spot[0]) {
        int index = spot_index(recolourer, ink);
        note_spot(recolourer->result, index);
        g_string_append_printf(out, "/" BX_SPOT_NAME "%d %s ", index, is_fill ? "cs" : "CS");
        append_number(out, ink->tint);
        g_string_append(out, is_fill ? "scn" : "SCN");
        return;
    }
    append_number(out, ink->c);
    append_number(out, ink->m);
    append_number(out, ink->y);
    append_number(out, ink->k);
    g_string_append(out, is_fill ? "k" : "K");
}

/* What is left of the source before `operation` goes out as it stands. */
static void
replace(Recolourer *recolourer, const BxOperation *operation)
{
    g_string_append_len(recolourer->out, recolourer->content->data + recolourer->copied,
                        (gssize)(operation->start - recolourer->copied));
    recolourer->copied = operation->end;
}

/* Cairo writes n/255 with six digits: anything that is not near such a value is no key. */
static bool
key_of(const double *rgb, uint32_t *key)
{
    const double nearness = 0.01;
    *key = 0;
    for (int i = 0; i < 3; i++) {
        double value = rgb[i] * 255, step = round(value);
        if (!(fabs(value - step) < nearness) || step < 0 || step > 255)
            return false;
        *key = *key << 8 | (uint32_t)step;
    }
    return true;
}

static bool
recolour_rgb(Recolourer *recolourer, const BxOperation *operation, const double *rgb,
             BxOverprint which)
{
    uint32_t key;
    const BxInk *ink = key_of(rgb, &key) ? bx_keys_lookup(recolourer->how->keys, key) : NULL;
    if (!ink)
        return refuse(recolourer, "RGB %.6g %.6g %.6g", rgb[0], rgb[1], rgb[2]);
    replace(recolourer, operation);
    note_key(recolourer->result, key);
    append_ink(recolourer, ink, which);
    return true;
}

static bool
take_rgb(Recolourer *recolourer, const BxOperation *operation)
{
    double rgb[3];
    if (!bx_operation_numbers(operation, rgb, 3))
        return refuse(recolourer, "an RGB colour without three numbers");
    return recolour_rgb(recolourer, operation, rgb,
                        bx_content_is_operator(recolourer->content, "rg") ? BX_OVERPRINT_FILL
                                                                          : BX_OVERPRINT_STROKE);
}

/* A key of three equal parts may be written as grey. */
static bool
take_grey(Recolourer *recolourer, const BxOperation *operation)
{
    double grey;
    if (!bx_operation_numbers(operation, &grey, 1))
        return refuse(recolourer, "a grey without one number");
    const double rgb[3] = {grey, grey, grey};
    return recolour_rgb(recolourer, operation, rgb,
                        bx_content_is_operator(recolourer->content, "g") ? BX_OVERPRINT_FILL
                                                                         : BX_OVERPRINT_STROKE);
}

/* NULL: there are none, or several. */
static const BxToken *
only_operand(const BxOperation *operation)
{
    return operation->operands->len == 1 ? &g_array_index(operation->operands, BxToken, 0) : NULL;
}

static bool
take_refused(Recolourer *recolourer, const BxOperation *operation)
{
    g_autofree char *word = bx_content_copy(recolourer->content, &operation->word);
    return refuse(recolourer, "a colour set by “%s”", word);
}

static bool
take_shading(Recolourer *recolourer, const BxOperation *operation)
{
    (void)operation;
    return refuse(recolourer, "a gradient");
}

/* A pattern paints its own colours and knocks out; any other colour space is none of paint's. */
static bool
take_space(Recolourer *recolourer, const BxOperation *operation)
{
    const BxToken *name = only_operand(operation);
    if (!name || !bx_content_is(recolourer->content, name, "/Pattern"))
        return refuse(recolourer, "a colour space that is no pattern");
    replace(recolourer, operation);
    bool is_fill = bx_content_is_operator(recolourer->content, "cs");
    set_overprint(recolourer, is_fill ? BX_OVERPRINT_FILL : BX_OVERPRINT_STROKE, false);
    g_string_append(recolourer->out, is_fill ? "/Pattern cs" : "/Pattern CS");
    return true;
}

static bool
take_pattern(Recolourer *recolourer, const BxOperation *operation)
{
    const BxToken *name = only_operand(operation);
    if (!name || name->kind != BX_TOKEN_NAME)
        return refuse(recolourer, "a colour that is no pattern");
    return true;
}

static bool
take_push(Recolourer *recolourer, const BxOperation *operation)
{
    (void)operation;
    g_array_append_val(recolourer->stack, recolourer->overprint);
    return true;
}

static bool
take_pop(Recolourer *recolourer, const BxOperation *operation)
{
    (void)operation;
    guint depth = recolourer->stack->len;
    if (depth == 0)
        return refuse(recolourer, "a Q without its q");
    recolourer->overprint = g_array_index(recolourer->stack, Overprint, depth - 1);
    g_array_set_size(recolourer->stack, depth - 1);
    return true;
}

/* A picture under overprint would let other plates show through: it gets a state of its own. */
static bool
take_object(Recolourer *recolourer, const BxOperation *operation)
{
    const BxToken *token = only_operand(operation);
    if (!token || token->kind != BX_TOKEN_NAME)
        return refuse(recolourer, "a Do without a name");
    g_autofree char *name = bx_content_copy_name(recolourer->content, token);
    const Overprint *overprint = &recolourer->overprint;
    if (!g_hash_table_contains((GHashTable *)recolourer->how->images, name)
        || (overprint->is_set && !(overprint->bits & BX_OVERPRINT_FILL)))
        return true;
    replace(recolourer, operation);
    g_string_append(recolourer->out, "q ");
    append_overprint(recolourer, overprint->bits & ~(unsigned)BX_OVERPRINT_FILL);
    g_string_append_len(recolourer->out, recolourer->content->data + operation->start,
                        (gssize)(operation->end - operation->start));
    g_string_append(recolourer->out, " Q");
    return true;
}

static bool
is_either(const BxContent *content, const BxToken *token, const char *name, const char *long_name)
{
    return bx_content_is(content, token, name) || bx_content_is(content, token, long_name);
}

/* Inline images: masks, grey and CMYK. A key given twice has to be fit each time. */
static bool
take_inline_image(Recolourer *recolourer, const BxOperation *operation)
{
    const BxContent *content = recolourer->content;
    bool is_mask = false, is_fit = false, is_unfit = false;
    for (guint i = 0; i + 1 < operation->operands->len; i++) {
        const BxToken *key = &g_array_index(operation->operands, BxToken, i), *value = key + 1;
        if (is_either(content, key, "/IM", "/ImageMask"))
            is_mask = bx_content_is(content, value, "true");
        if (!is_either(content, key, "/CS", "/ColorSpace"))
            continue;
        bool fits = is_either(content, value, "/G", "/DeviceGray")
                    || is_either(content, value, "/CMYK", "/DeviceCMYK");
        is_fit |= fits;
        is_unfit |= !fits;
    }
    if (!is_unfit && (is_mask || is_fit))
        return true;
    return refuse(recolourer, "an inline picture that is neither grey nor CMYK");
}

static const struct {
    const char *word;
    Handler handler;
} handlers[] = {
    {"rg", take_rgb},      {"RG", take_rgb},      {"g", take_grey},     {"G", take_grey},
    {"q", take_push},      {"Q", take_pop},       {"cs", take_space},   {"CS", take_space},
    {"scn", take_pattern}, {"SCN", take_pattern}, {"Do", take_object},  {"EI", take_inline_image},
    {"k", take_refused},   {"K", take_refused},   {"sc", take_refused}, {"SC", take_refused},
    {"sh", take_shading},
};

static bool
take_operation(Recolourer *recolourer, const BxOperation *operation)
{
    for (guint i = 0; i < G_N_ELEMENTS(handlers); i++)
        if (bx_content_is_operator(recolourer->content, handlers[i].word))
            return handlers[i].handler(recolourer, operation);
    return true;
}

/* Before the first operator both colours are PDF's black, which has to overprint like any other. */
static void
start_fresh(Recolourer *recolourer)
{
    const BxInk black = BX_INK_BLACK;
    recolourer->overprint = (Overprint){BX_OVERPRINT_FILL | BX_OVERPRINT_STROKE, true};
    append_overprint(recolourer, recolourer->overprint.bits);
    append_ink(recolourer, &black, BX_OVERPRINT_FILL);
    g_string_append_c(recolourer->out, ' ');
    append_ink(recolourer, &black, BX_OVERPRINT_STROKE);
    g_string_append_c(recolourer->out, '\n');
}

static bool
take_all(Recolourer *recolourer, GError **error)
{
    g_autoptr(GError) own = NULL;
    const BxOperation *operation;
    while ((operation = bx_content_next(recolourer->content, &own)))
        if (!take_operation(recolourer, operation))
            return false;
    if (!own && recolourer->stack->len > 0)
        own = g_error_new(BX_ERROR, BX_ERROR_PDF, _("content stream: %u q without their Q"),
                          recolourer->stack->len);
    if (own) {
        g_propagate_error(error, g_steal_pointer(&own));
        return false;
    }
    g_string_append_len(recolourer->out, recolourer->content->data + recolourer->copied,
                        (gssize)(recolourer->content->length - recolourer->copied));
    return true;
}

GString *
bx_recolour(const char *data, size_t length, const BxRecolouring *recolouring,
            BxRecoloured *recoloured, GError **error)
{
    *recoloured = (BxRecoloured){.used_spots = g_array_new(FALSE, FALSE, sizeof(int)),
                                 .used_keys = g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    g_autoptr(BxContent) content = bx_content_new(data, length);
    g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, sizeof(Overprint));
    GString *out = g_string_sized_new(length + length / 8 + 64);
    Recolourer recolourer = {recolouring, recoloured, content, out, stack, {0}, 0};
    if (recolouring->starts_fresh)
        start_fresh(&recolourer);
    if (take_all(&recolourer, error))
        return out;
    g_string_free(out, TRUE);
    return NULL;
}

void
bx_recoloured_clear(BxRecoloured *recoloured)
{
    g_clear_pointer(&recoloured->used_spots, g_array_unref);
    g_clear_pointer(&recoloured->used_keys, g_array_unref);
    g_clear_pointer(&recoloured->unknown, g_free);
}
