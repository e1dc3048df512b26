/* SPDX-License-Identifier: Apache-2.0 */
#include "press/space.h"

#include "base/say.h"

#include <string.h>

#define DEEP 8

typedef struct {
    const char *family;
    const char *fault; /* of its own */
    int below;         /* item that is a space again; 0: none */
} Row;

/* clang-format off */
static const Row rows[] = {
    {"/DeviceGray", NULL, 0}, {"/DeviceCMYK", NULL, 0}, {"/Pattern", NULL, 1}, {"/Indexed", NULL, 1},
    {"/Separation", NULL, 2}, {"/DeviceN", NULL, 2},
    {"/DeviceRGB", "RGB", 0}, {"/CalRGB", "RGB", 0}, {"/Lab", N_("a Lab colour"), 0},
    {"/CalGray", N_("a calibrated grey"), 0}, {"/ICCBased", N_("a colour with a profile of its own"), 0},
};
/* clang-format on */

static const char *
fault_of(BxPdf *pdf, BxObj space, int depth)
{
    bool is_array = bx_obj_kind(pdf, space) == BX_OBJ_ARRAY;
    g_autofree char *family = bx_obj_name(pdf, is_array ? bx_obj_item(pdf, space, 0) : space);
    BxObj profile = is_array ? bx_obj_item(pdf, space, 1) : 0;
    for (size_t i = 0; family && depth < DEEP && i < G_N_ELEMENTS(rows); i++) {
        if (strcmp(rows[i].family, family) != 0)
            continue;
        if (rows[i].below > 0 && is_array)
            return fault_of(pdf, bx_obj_item(pdf, space, rows[i].below), depth + 1);
        bool is_rgb = strcmp(family, "/ICCBased") == 0
                      && bx_obj_number(pdf, bx_obj_key(pdf, profile, "/N")) == 3;
        return is_rgb ? "RGB" : rows[i].fault;
    }
    return NULL;
}

const char *
bx_space_fault(BxPdf *pdf, BxObj space)
{
    return fault_of(pdf, space, 0);
}
