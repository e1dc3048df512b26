/* SPDX-License-Identifier: Apache-2.0 */
/* Survey: a small interpreter of content streams. It follows matrices, colours, overprint and line
 * widths, and draws nothing. */

#include "press/survey.h"

#include "press/content.h"
#include "press/preflight.h"

#include <math.h>
#include <string.h>

#define FORMS_DEEP 8
#define STATES_DEEP 64
#define SMALL_TYPE_PT 12
#define STROKE_ONE_INK_PT 0.25
#define STROKE_INKS_PT 0.5
/* What counts as equal, and as no ink. */
#define NEARNESS 0.002

typedef enum { COLOUR_INKS, COLOUR_SPOT, COLOUR_ALL, COLOUR_RGB } ColourKind;

typedef struct {
    ColourKind kind;
    double inks[4]; /* 0 … 1; of a spot its tint in [0] */
} Colour;

typedef struct {
    double m[6];
    Colour fill, stroke;
    bool over_fill, over_stroke;
    double width, font_size, text_scale;
} State;

typedef struct {
    BxPdf *pdf;
    int page;
    BxSurvey *survey;
    State states[STATES_DEEP];
    int depth;
} Walk;

static const Colour black = {COLOUR_INKS, {0, 0, 0, 1}};

static State *
state(Walk *walk)
{
    return &walk->states[walk->depth];
}

static void
note(char **fault, int page, const char *what)
{
    if (!*fault)
        *fault = g_strdup_printf("page %d: %s", page + 1, what);
}

static double
scale_of(const double *m)
{
    return sqrt(fabs(m[0] * m[3] - m[1] * m[2]));
}

static void
multiply(const double *a, const double *b, double *out)
{
    const double product[6] = {a[0] * b[0] + a[1] * b[2],        a[0] * b[1] + a[1] * b[3],
                               a[2] * b[0] + a[3] * b[2],        a[2] * b[1] + a[3] * b[3],
                               a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5]};
    memcpy(out, product, sizeof product);
}

static int
n_inks(const Colour *colour)
{
    int n = 0;
    if (colour->kind != COLOUR_INKS)
        return colour->kind == COLOUR_ALL ? 4 : 1;
    for (int i = 0; i < 4; i++)
        n += colour->inks[i] > NEARNESS;
    return n;
}

static bool
is_black(const Colour *colour)
{
    return colour->kind == COLOUR_INKS && n_inks(colour) == 1
           && fabs(colour->inks[3] - 1) < NEARNESS;
}

static void
use_colour(Walk *walk, const Colour *colour)
{
    double total = 0;
    for (int i = 0; i < 4; i++)
        total += colour->inks[i];
    if (colour->kind == COLOUR_RGB)
        note(&walk->survey->rgb, walk->page, "an RGB colour");
    else if (colour->kind == COLOUR_INKS)
        walk->survey->ink_max = MAX(walk->survey->ink_max, total * 100);
}

static void
paint_text(Walk *walk)
{
    const State *now = state(walk);
    bool is_full_black = is_black(&now->fill);
    double size = now->font_size * now->text_scale * scale_of(now->m);
    use_colour(walk, &now->fill);
    walk->survey->n_text++;
    walk->survey->n_black += is_full_black;
    if (is_full_black && !now->over_fill)
        note(&walk->survey->knocked, walk->page, "black text that does not overprint");
    if (!is_full_black && now->over_fill)
        note(&walk->survey->white, walk->page, "text that is not black overprints");
    if (size < SMALL_TYPE_PT - NEARNESS && now->fill.kind == COLOUR_INKS && n_inks(&now->fill) > 1)
        note(&walk->survey->small, walk->page, "type under 12 pt in several inks");
}

static void
paint_stroke(Walk *walk)
{
    const State *now = state(walk);
    double width = now->width * scale_of(now->m);
    int inks = n_inks(&now->stroke);
    use_colour(walk, &now->stroke);
    if (inks > 0 && width < (inks > 1 ? STROKE_INKS_PT : STROKE_ONE_INK_PT) - NEARNESS)
        note(&walk->survey->hairline, walk->page,
             inks > 1 ? "a stroke under 0.5 pt in several inks" : "a stroke under 0.25 pt");
    if (is_black(&now->stroke) && !now->over_stroke)
        note(&walk->survey->knocked, walk->page, "a black rule that does not overprint");
}

static void
use_ext_state(Walk *walk, BxObj resources, const char *name)
{
    g_autofree char *key = g_strconcat("/", name, NULL);
    BxObj gs = bx_obj_key(walk->pdf, bx_obj_key(walk->pdf, resources, "/ExtGState"), key);
    if (!gs)
        return;
    if (bx_obj_has(walk->pdf, gs, "/op"))
        state(walk)->over_fill = bx_obj_is_true(walk->pdf, bx_obj_key(walk->pdf, gs, "/op"));
    if (bx_obj_has(walk->pdf, gs, "/OP"))
        state(walk)->over_stroke = bx_obj_is_true(walk->pdf, bx_obj_key(walk->pdf, gs, "/OP"));
}

/* The space that `cs` names: Separation, or one of the device spaces. */
static Colour
colour_of_space(Walk *walk, BxObj resources, const char *name)
{
    g_autofree char *key = g_strconcat("/", name, NULL);
    BxObj space = bx_obj_key(walk->pdf, bx_obj_key(walk->pdf, resources, "/ColorSpace"), key);
    BxObj family = space ? bx_obj_item(walk->pdf, space, 0) : 0;
    Colour colour = black;
    if (family && bx_obj_is_name(walk->pdf, family, "/Separation")) {
        bool is_all = bx_obj_is_name(walk->pdf, bx_obj_item(walk->pdf, space, 1), "/All");
        colour = (Colour){is_all ? COLOUR_ALL : COLOUR_SPOT, {1}};
    } else if (strcmp(name, "DeviceRGB") == 0 || strcmp(name, "CalRGB") == 0
               || (family && bx_obj_is_name(walk->pdf, family, "/ICCBased"))
               || (family && bx_obj_is_name(walk->pdf, family, "/CalRGB"))) {
        colour.kind = COLOUR_RGB;
    }
    return colour;
}

static void walk_stream(Walk *walk, GBytes *bytes, BxObj resources, int deep);

static void
note_picture(Walk *walk, BxObj image)
{
    BxPdf *pdf = walk->pdf;
    const double *m = state(walk)->m;
    BxObj space = bx_obj_key(pdf, image, "/ColorSpace");
    bool is_cmyk = bx_obj_is_name(pdf, space, "/DeviceCMYK");
    bool is_mask = bx_obj_is_true(pdf, bx_obj_key(pdf, image, "/ImageMask"));
    BxPreflightPicture picture = {
        .page = walk->page,
        .width = (int)bx_obj_number(pdf, bx_obj_key(pdf, image, "/Width")),
        .height = (int)bx_obj_number(pdf, bx_obj_key(pdf, image, "/Height")),
        .channels = is_cmyk ? 4 : 1};
    double across = hypot(m[0], m[1]), down = hypot(m[2], m[3]);
    if (is_mask || across <= 0 || down <= 0)
        return;
    picture.ppi = MIN(picture.width / across, picture.height / down) * 72;
    if (!is_cmyk && !bx_obj_is_name(pdf, space, "/DeviceGray"))
        note(&walk->survey->rgb, walk->page, "a picture that is neither CMYK nor grey");
    g_array_append_val(walk->survey->pictures, picture);
}

static void
do_object(Walk *walk, BxObj resources, const char *name, int deep)
{
    BxPdf *pdf = walk->pdf;
    g_autofree char *key = g_strconcat("/", name, NULL);
    BxObj object = bx_obj_key(pdf, bx_obj_key(pdf, resources, "/XObject"), key);
    if (!object)
        return;
    if (bx_obj_is_name(pdf, bx_obj_key(pdf, object, "/Subtype"), "/Image")) {
        note_picture(walk, object);
        return;
    }
    if (deep >= FORMS_DEEP || walk->depth + 1 >= STATES_DEEP) {
        note(&walk->survey->broken, walk->page, "forms nested too deep");
        return;
    }
    g_autoptr(GBytes) bytes = bx_obj_data(pdf, object);
    BxObj own = bx_obj_key(pdf, object, "/Resources"), matrix = bx_obj_key(pdf, object, "/Matrix");
    int before = walk->depth;
    walk->states[walk->depth + 1] = *state(walk);
    walk->depth++;
    if (matrix && bx_obj_count(pdf, matrix) == 6) {
        double m[6];
        for (int i = 0; i < 6; i++)
            m[i] = bx_obj_number(pdf, bx_obj_item(pdf, matrix, i));
        multiply(m, state(walk)->m, state(walk)->m);
    }
    if (bytes)
        walk_stream(walk, bytes, own ? own : resources, deep + 1);
    walk->depth = before;
}

/* ---- operators: a row each ---- */

typedef struct {
    Walk *walk;
    BxObj resources;
    BxContent *content;
    const BxOperation *operation;
    double numbers[6];
    int deep;
} Call;

typedef void (*Action)(Call *call);

static char *
name_operand(const Call *call)
{
    const GArray *operands = call->operation->operands;
    return operands->len ? bx_content_copy_name(
               call->content, &g_array_index(operands, BxToken, operands->len - 1))
                         : NULL;
}

static void
op_save(Call *call)
{
    Walk *walk = call->walk;
    if (walk->depth + 1 >= STATES_DEEP) {
        note(&walk->survey->broken, walk->page, "states nested too deep");
        return;
    }
    walk->states[walk->depth + 1] = *state(walk);
    walk->depth++;
}

static void
op_restore(Call *call)
{
    call->walk->depth -= call->walk->depth > 0;
}

static void
op_matrix(Call *call)
{
    multiply(call->numbers, state(call->walk)->m, state(call->walk)->m);
}

static void
op_width(Call *call)
{
    state(call->walk)->width = call->numbers[0];
}

static void
op_ext_state(Call *call)
{
    g_autofree char *name = name_operand(call);
    if (name)
        use_ext_state(call->walk, call->resources, name);
}

static void
op_fill_cmyk(Call *call)
{
    state(call->walk)->fill.kind = COLOUR_INKS;
    memcpy(state(call->walk)->fill.inks, call->numbers, 4 * sizeof(double));
}

static void
op_stroke_cmyk(Call *call)
{
    state(call->walk)->stroke.kind = COLOUR_INKS;
    memcpy(state(call->walk)->stroke.inks, call->numbers, 4 * sizeof(double));
}

static void
op_fill_grey(Call *call)
{
    state(call->walk)->fill = (Colour){COLOUR_INKS, {0, 0, 0, 1 - call->numbers[0]}};
}

static void
op_stroke_grey(Call *call)
{
    state(call->walk)->stroke = (Colour){COLOUR_INKS, {0, 0, 0, 1 - call->numbers[0]}};
}

static void
op_rgb(Call *call)
{
    note(&call->walk->survey->rgb, call->walk->page, "an RGB operator");
}

static void
op_fill_space(Call *call)
{
    g_autofree char *name = name_operand(call);
    if (name)
        state(call->walk)->fill = colour_of_space(call->walk, call->resources, name);
}

static void
op_stroke_space(Call *call)
{
    g_autofree char *name = name_operand(call);
    if (name)
        state(call->walk)->stroke = colour_of_space(call->walk, call->resources, name);
}

static void
op_font(Call *call)
{
    const GArray *operands = call->operation->operands;
    if (operands->len == 2)
        state(call->walk)->font_size = fabs(g_array_index(operands, BxToken, 1).number);
}

static void
op_begin_text(Call *call)
{
    state(call->walk)->text_scale = 1;
}

static void
op_text_matrix(Call *call)
{
    state(call->walk)->text_scale = scale_of(call->numbers);
}

static void
op_show(Call *call)
{
    paint_text(call->walk);
}

static void
op_stroke(Call *call)
{
    paint_stroke(call->walk);
}

static void
op_fill(Call *call)
{
    use_colour(call->walk, &state(call->walk)->fill);
}

static void
op_both(Call *call)
{
    op_fill(call);
    paint_stroke(call->walk);
}

static void
op_do(Call *call)
{
    g_autofree char *name = name_operand(call);
    if (name)
        do_object(call->walk, call->resources, name, call->deep);
}

/* clang-format off */
static const struct {
    const char *word;
    int n_numbers; /* operands that must be numbers; 0: any */
    Action action;
} operators[] = {
    {"q", 0, op_save}, {"Q", 0, op_restore}, {"cm", 6, op_matrix}, {"w", 1, op_width}, {"gs", 0, op_ext_state},
    {"k", 4, op_fill_cmyk}, {"K", 4, op_stroke_cmyk}, {"g", 1, op_fill_grey}, {"G", 1, op_stroke_grey},
    {"rg", 0, op_rgb}, {"RG", 0, op_rgb}, {"cs", 0, op_fill_space}, {"CS", 0, op_stroke_space},
    {"BT", 0, op_begin_text}, {"Tf", 0, op_font}, {"Tm", 6, op_text_matrix}, {"Tj", 0, op_show}, {"TJ", 0, op_show}, {"'", 0, op_show},
    {"\"", 0, op_show}, {"S", 0, op_stroke}, {"s", 0, op_stroke}, {"f", 0, op_fill}, {"F", 0, op_fill},
    {"f*", 0, op_fill}, {"B", 0, op_both}, {"B*", 0, op_both}, {"b", 0, op_both}, {"b*", 0, op_both},
    {"Do", 0, op_do},
};
/* clang-format on */

static void
walk_stream(Walk *walk, GBytes *bytes, BxObj resources, int deep)
{
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    g_autoptr(BxContent) content = bx_content_new(data, length);
    g_autoptr(GError) error = NULL;
    Call call = {.walk = walk, .resources = resources, .content = content, .deep = deep};
    while ((call.operation = bx_content_next(content, &error)))
        for (size_t i = 0; i < G_N_ELEMENTS(operators); i++) {
            if (!bx_content_is_operator(content, operators[i].word))
                continue;
            int n = operators[i].n_numbers;
            if (n == 0 || bx_operation_numbers(call.operation, call.numbers, n))
                operators[i].action(&call);
            else
                note(&walk->survey->broken, walk->page, "an operator without its numbers");
            break;
        }
    if (error)
        note(&walk->survey->broken, walk->page, error->message);
}

void
bx_survey_page(BxPdf *pdf, int index, BxSurvey *survey)
{
    g_autofree Walk *walk = g_new0(Walk, 1);
    *walk = (Walk){.pdf = pdf, .page = index, .survey = survey};
    walk->states[0] = (State){
        .m = {1, 0, 0, 1, 0, 0}, .fill = black, .stroke = black, .width = 1, .text_scale = 1};
    BxObj page = bx_pdf_page(pdf, index);
    g_autoptr(GBytes) content = bx_obj_page_content(pdf, page);
    if (!survey->pictures)
        survey->pictures = g_array_new(FALSE, FALSE, sizeof(BxPreflightPicture));
    if (content)
        walk_stream(walk, content, bx_obj_key(pdf, page, "/Resources"), 0);
}

void
bx_survey_clear(BxSurvey *survey)
{
    char *faults[] = {survey->rgb,   survey->white,    survey->knocked,
                      survey->small, survey->hairline, survey->broken};
    for (size_t i = 0; i < G_N_ELEMENTS(faults); i++)
        g_free(faults[i]);
    if (survey->pictures)
        g_array_free(survey->pictures, TRUE);
}
