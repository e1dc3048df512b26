/* SPDX-License-Identifier: Apache-2.0 */
/* Survey: a small interpreter of content streams. It follows matrices, colours, overprint, paths and
 * line widths, and draws nothing. */

#include "press/survey.h"

#include "base/say.h"
#include "press/content.h"
#include "press/preflight.h"
#include "press/space.h"
#include "press/steps.h"
#include "press/survey_state.h"

#include <math.h>
#include <string.h>

#define FORMS_DEEP 8

static void
note_stream(BxWalk *walk, const char *what)
{
    bx_walk_note(walk, &walk->survey->broken, walk->trim.left, walk->trim.top, what);
}

static BxObj
resource(const BxWalk *walk, BxObj resources, const char *kind, const char *name)
{
    g_autofree char *key = g_strconcat("/", name, NULL);
    return bx_obj_key(walk->pdf, bx_obj_key(walk->pdf, resources, kind), key);
}

static void
use_ext_state(BxWalk *walk, BxObj resources, const char *name)
{
    BxObj gs = resource(walk, resources, "/ExtGState", name);
    if (bx_obj_has(walk->pdf, gs, "/op"))
        bx_walk_state(walk)->over_fill =
            bx_obj_is_true(walk->pdf, bx_obj_key(walk->pdf, gs, "/op"));
    if (bx_obj_has(walk->pdf, gs, "/OP"))
        bx_walk_state(walk)->over_stroke =
            bx_obj_is_true(walk->pdf, bx_obj_key(walk->pdf, gs, "/OP"));
}

/* ---- colour spaces ---- */

static void
note_spot(BxWalk *walk, BxObj space)
{
    BxPdf *pdf = walk->pdf;
    BxSurvey *survey = walk->survey;
    g_autofree char *name = bx_obj_name(pdf, bx_obj_item(pdf, space, 1));
    const char *plain = name ? name + 1 : "";
    if (!g_ptr_array_find_with_equal_func(survey->spots, plain, g_str_equal, NULL))
        g_ptr_array_add(survey->spots, g_strdup(plain));
    if (!survey->alternate && !bx_obj_is_name(pdf, bx_obj_item(pdf, space, 2), "/DeviceCMYK"))
        survey->alternate = bx_say("spot ink “%s” has no CMYK alternate", plain);
}

/* The space that `cs` names: Separation, or one of the device spaces. */
static BxColour
colour_of_space(BxWalk *walk, BxObj resources, const char *name)
{
    BxPdf *pdf = walk->pdf;
    BxObj space = resource(walk, resources, "/ColorSpace", name);
    BxObj family = space ? bx_obj_item(pdf, space, 0) : 0;
    BxColour colour = BX_COLOUR_BLACK;
    if (family && bx_obj_is_name(pdf, family, "/DeviceN")) {
        colour = (BxColour){BX_COLOUR_SPOT, {1}};
    } else if (family && bx_obj_is_name(pdf, family, "/Separation")) {
        bool is_all = bx_obj_is_name(pdf, bx_obj_item(pdf, space, 1), "/All");
        colour = (BxColour){is_all ? BX_COLOUR_ALL : BX_COLOUR_SPOT, {1}};
        if (!is_all)
            note_spot(walk, space);
    } else if (strcmp(name, "DeviceRGB") == 0 || strcmp(name, "CalRGB") == 0
               || (family && bx_obj_is_name(pdf, family, "/ICCBased"))
               || (family && bx_obj_is_name(pdf, family, "/CalRGB"))) {
        colour.kind = BX_COLOUR_RGB;
    }
    return colour;
}

/* ---- pictures and forms ---- */

static void walk_stream(BxWalk *walk, GBytes *bytes, BxObj resources, int deep);

static void
note_picture(BxWalk *walk, BxObj image)
{
    BxPdf *pdf = walk->pdf;
    const double *m = bx_walk_state(walk)->m;
    BxObj space = bx_obj_key(pdf, image, "/ColorSpace");
    bool is_cmyk = bx_obj_is_name(pdf, space, "/DeviceCMYK");
    bool is_mask = bx_obj_is_true(pdf, bx_obj_key(pdf, image, "/ImageMask"));
    BxPreflightPicture picture = {
        .page = walk->page + 1,
        .width = (int)bx_obj_number(pdf, bx_obj_key(pdf, image, "/Width")),
        .height = (int)bx_obj_number(pdf, bx_obj_key(pdf, image, "/Height")),
        .channels = is_cmyk ? 4 : 1,
        .is_foreign = walk->foreign > 0};
    double across = hypot(m[0], m[1]), down = hypot(m[2], m[3]);
    if (is_mask || across <= 0 || down <= 0)
        return;
    picture.ppi = MIN(picture.width / across, picture.height / down) * 72;
    if (!space || bx_space_fault(pdf, space))
        bx_walk_note(walk, &walk->survey->rgb, m[4], m[5], "a picture neither CMYK nor grey");
    g_array_append_val(walk->survey->pictures, picture);
}

static void
walk_form(BxWalk *walk, BxObj form, BxObj resources, int deep)
{
    BxPdf *pdf = walk->pdf;
    if (deep >= FORMS_DEEP || walk->depth + 1 >= BX_STATES_DEEP) {
        note_stream(walk, "forms nested too deep");
        return;
    }
    g_autoptr(GBytes) bytes = bx_obj_data(pdf, form);
    BxObj own = bx_obj_key(pdf, form, "/Resources"), matrix = bx_obj_key(pdf, form, "/Matrix");
    int before = walk->depth;
    walk->states[walk->depth + 1] = *bx_walk_state(walk);
    walk->depth++;
    if (matrix && bx_obj_count(pdf, matrix) == 6) {
        double m[6];
        for (int i = 0; i < 6; i++)
            m[i] = bx_obj_number(pdf, bx_obj_item(pdf, matrix, i));
        bx_matrix_multiply(m, bx_walk_state(walk)->m, bx_walk_state(walk)->m);
    }
    if (bytes)
        walk_stream(walk, bytes, own ? own : resources, deep + 1);
    walk->depth = before;
}

static void
do_object(BxWalk *walk, BxObj resources, const char *name, int deep)
{
    BxObj object = resource(walk, resources, "/XObject", name);
    if (!object)
        return;
    if (bx_obj_is_name(walk->pdf, bx_obj_key(walk->pdf, object, "/Subtype"), "/Image")) {
        note_picture(walk, object);
    } else {
        bool is_foreign = g_str_has_prefix(name, BX_FOREIGN_NAME);
        walk->foreign += is_foreign;
        walk_form(walk, object, resources, deep);
        walk->foreign -= is_foreign;
    }
}

/* ---- operators: a row each ---- */

typedef struct {
    BxWalk *walk;
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
    BxWalk *walk = call->walk;
    if (walk->depth + 1 >= BX_STATES_DEEP) {
        note_stream(walk, "states nested too deep");
        return;
    }
    walk->states[walk->depth + 1] = *bx_walk_state(walk);
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
    bx_matrix_multiply(call->numbers, bx_walk_state(call->walk)->m, bx_walk_state(call->walk)->m);
}

static void
op_width(Call *call)
{
    bx_walk_state(call->walk)->width = call->numbers[0];
}

static void
op_ext_state(Call *call)
{
    g_autofree char *name = name_operand(call);
    if (name)
        use_ext_state(call->walk, call->resources, name);
}

static void
set_colour(BxColour *colour, double c, double m, double y, double k)
{
    *colour = (BxColour){BX_COLOUR_INKS, {c, m, y, k}};
}

static void
op_fill_cmyk(Call *call)
{
    const double *n = call->numbers;
    set_colour(&bx_walk_state(call->walk)->fill, n[0], n[1], n[2], n[3]);
}

static void
op_stroke_cmyk(Call *call)
{
    const double *n = call->numbers;
    set_colour(&bx_walk_state(call->walk)->stroke, n[0], n[1], n[2], n[3]);
}

static void
op_fill_grey(Call *call)
{
    set_colour(&bx_walk_state(call->walk)->fill, 0, 0, 0, 1 - call->numbers[0]);
}

static void
op_stroke_grey(Call *call)
{
    set_colour(&bx_walk_state(call->walk)->stroke, 0, 0, 0, 1 - call->numbers[0]);
}

static void
op_rgb(Call *call)
{
    bx_walk_note(call->walk, &call->walk->survey->rgb, 0, 0, "an RGB operator");
}

static void
op_fill_space(Call *call)
{
    g_autofree char *name = name_operand(call);
    if (name)
        bx_walk_state(call->walk)->fill = colour_of_space(call->walk, call->resources, name);
}

static void
op_stroke_space(Call *call)
{
    g_autofree char *name = name_operand(call);
    if (name)
        bx_walk_state(call->walk)->stroke = colour_of_space(call->walk, call->resources, name);
}

/* The tint of a Separation; a pattern's name sets none. */
static void
set_tint(const Call *call, BxColour *colour)
{
    const GArray *operands = call->operation->operands;
    if (operands->len == 1 && g_array_index(operands, BxToken, 0).kind == BX_TOKEN_NUMBER)
        colour->inks[0] = g_array_index(operands, BxToken, 0).number;
}

static void
op_fill_tint(Call *call)
{
    set_tint(call, &bx_walk_state(call->walk)->fill);
}

static void
op_stroke_tint(Call *call)
{
    set_tint(call, &bx_walk_state(call->walk)->stroke);
}

static void
op_font(Call *call)
{
    const GArray *operands = call->operation->operands;
    if (operands->len == 2)
        bx_walk_state(call->walk)->font_size = fabs(g_array_index(operands, BxToken, 1).number);
}

static void
op_begin_text(Call *call)
{
    BxState *state = bx_walk_state(call->walk);
    state->text_scale = 1;
    state->text_x = state->text_y = 0;
}

static void
op_text_matrix(Call *call)
{
    BxState *state = bx_walk_state(call->walk);
    state->text_scale = bx_matrix_scale(call->numbers);
    state->text_x = call->numbers[4];
    state->text_y = call->numbers[5];
}

static void
op_show(Call *call)
{
    bx_walk_paint_text(call->walk);
}

static void
op_point(Call *call)
{
    bx_walk_reach(call->walk, call->numbers[0], call->numbers[1]);
}

/* Control points enclose their curve. */
static void
op_curve(Call *call)
{
    for (int i = 0; i < 6; i += 2)
        bx_walk_reach(call->walk, call->numbers[i], call->numbers[i + 1]);
}

static void
op_rectangle(Call *call)
{
    const double *n = call->numbers;
    bx_walk_reach(call->walk, n[0], n[1]);
    bx_walk_reach(call->walk, n[0] + n[2], n[1] + n[3]);
}

static void
op_end_path(Call *call)
{
    bx_walk_end_path(call->walk);
}

static void
op_stroke(Call *call)
{
    bx_walk_paint_stroke(call->walk);
    bx_walk_end_path(call->walk);
}

static void
op_fill(Call *call)
{
    bx_walk_paint_fill(call->walk);
    bx_walk_end_path(call->walk);
}

static void
op_both(Call *call)
{
    bx_walk_paint_fill(call->walk);
    op_stroke(call);
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
    {"scn", 0, op_fill_tint}, {"SCN", 0, op_stroke_tint}, {"sc", 0, op_fill_tint}, {"SC", 0, op_stroke_tint},
    {"BT", 0, op_begin_text}, {"Tf", 0, op_font}, {"Tm", 6, op_text_matrix}, {"Tj", 0, op_show}, {"TJ", 0, op_show},
    {"'", 0, op_show}, {"\"", 0, op_show},
    {"m", 2, op_point}, {"l", 2, op_point}, {"c", 6, op_curve}, {"re", 4, op_rectangle}, {"n", 0, op_end_path},
    {"S", 0, op_stroke}, {"s", 0, op_stroke}, {"f", 0, op_fill}, {"F", 0, op_fill}, {"f*", 0, op_fill},
    {"B", 0, op_both}, {"B*", 0, op_both}, {"b", 0, op_both}, {"b*", 0, op_both}, {"Do", 0, op_do},
};
/* clang-format on */

static void
walk_stream(BxWalk *walk, GBytes *bytes, BxObj resources, int deep)
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
                note_stream(walk, "an operator without its numbers");
            break;
        }
    if (error)
        note_stream(walk, error->message);
}

static BxExtent
read_extent(BxPdf *pdf, BxObj page, const char *key)
{
    BxObj box = bx_obj_key(pdf, page, key);
    return (BxExtent){
        bx_obj_number(pdf, bx_obj_item(pdf, box, 0)), bx_obj_number(pdf, bx_obj_item(pdf, box, 1)),
        bx_obj_number(pdf, bx_obj_item(pdf, box, 2)), bx_obj_number(pdf, bx_obj_item(pdf, box, 3))};
}

void
bx_survey_page(BxPdf *pdf, int index, BxSurvey *survey)
{
    g_autofree BxWalk *walk = g_new0(BxWalk, 1);
    BxObj page = bx_pdf_page(pdf, index);
    *walk = (BxWalk){.pdf = pdf,
                     .page = index,
                     .survey = survey,
                     .trim = read_extent(pdf, page, "/TrimBox"),
                     .bleed = read_extent(pdf, page, "/BleedBox")};
    walk->states[0] = (BxState){.m = {1, 0, 0, 1, 0, 0},
                                .fill = BX_COLOUR_BLACK,
                                .stroke = BX_COLOUR_BLACK,
                                .width = 1,
                                .text_scale = 1};
    bx_walk_end_path(walk);
    g_autoptr(GBytes) content = bx_obj_page_content(pdf, page);
    if (!survey->pictures) {
        survey->pictures = g_array_new(FALSE, FALSE, sizeof(BxPreflightPicture));
        survey->spots = g_ptr_array_new_with_free_func(g_free);
    }
    if (content)
        walk_stream(walk, content, bx_obj_key(pdf, page, "/Resources"), 0);
}

void
bx_survey_clear(BxSurvey *survey)
{
    char *faults[] = {survey->rgb,      survey->white,     survey->knocked,      survey->small,
                      survey->hairline, survey->alternate, survey->registration, survey->broken};
    for (size_t i = 0; i < G_N_ELEMENTS(faults); i++)
        g_free(faults[i]);
    g_clear_pointer(&survey->pictures, g_array_unref);
    g_clear_pointer(&survey->spots, g_ptr_array_unref);
}
