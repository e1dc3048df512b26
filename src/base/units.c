/* SPDX-License-Identifier: Apache-2.0 */
/* Units: from the text of a length to a number and its unit. */

#include "base/units.h"

#include <glib.h>
#include <math.h>
#include <string.h>

/* clang-format off */
static const struct {
    const char *name;
    double size_pt;
} hao_sizes[] = { /* UN-3, modern column */
    {"初号", 42},   {"小初", 36}, {"一号", 26}, {"小一", 24}, {"二号", 22},  {"小二", 18},
    {"三号", 16},   {"小三", 15}, {"四号", 14}, {"小四", 12}, {"五号", 10.5}, {"小五", 9},
    {"六号", 7.5},  {"小六", 6.5}, {"七号", 5.5}, {"八号", 5},
};

static const struct {
    const char *name;
    BxUnit unit;
    double factor;
} units[] = {
    {"",      BX_UNIT_PT,    1},
    {"pt",    BX_UNIT_PT,    1},
    {"mm",    BX_UNIT_PT,    BX_PT_PER_MM},
    {"cm",    BX_UNIT_PT,    10 * BX_PT_PER_MM},
    {"in",    BX_UNIT_PT,    72},
    {"em",    BX_UNIT_EM,    1},
    {"lines", BX_UNIT_LINES, 1},
    {"line",  BX_UNIT_LINES, 1},
};
/* clang-format on */

static bool
parse_hao(const char *text, BxLength *length)
{
    for (size_t i = 0; i < G_N_ELEMENTS(hao_sizes); i++)
        if (strcmp(text, hao_sizes[i].name) == 0) {
            *length = (BxLength){hao_sizes[i].size_pt, BX_UNIT_PT};
            return true;
        }
    return false;
}

bool
bx_length_parse(const char *text, BxLength *length)
{
    if (parse_hao(text, length))
        return true;
    char *end = NULL;
    double value = g_ascii_strtod(text, &end);
    /* strtod also takes “inf”, “nan” and hexadecimal; a length is a decimal number */
    if (end == text || !isfinite(value) || fabs(value) > 1e6 || memchr(text, 'x', end - text))
        return false;
    while (*end == ' ')
        end++;
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++)
        if (strcmp(end, units[i].name) == 0) {
            *length = (BxLength){value * units[i].factor, units[i].unit};
            return true;
        }
    return false;
}

double
bx_length_pt(BxLength length, double em_pt, double line_pt)
{
    switch (length.unit) {
    case BX_UNIT_PT:
        return length.value;
    case BX_UNIT_EM:
        return length.value * em_pt;
    case BX_UNIT_LINES:
        return length.value * line_pt;
    }
    g_assert_not_reached();
}
