/* SPDX-License-Identifier: Apache-2.0 */
#include "base/units.h"

#include <glib.h>

static void
test_units_read(void)
{
    BxLength length;
    g_assert_true(bx_length_parse("25.4mm", &length));
    g_assert_cmpfloat_with_epsilon(length.value, 72, 1e-9);
    g_assert_true(bx_length_parse("小五", &length));
    g_assert_cmpfloat(length.value, ==, 9);
    g_assert_true(bx_length_parse("2 lines", &length));
    g_assert_cmpint(length.unit, ==, BX_UNIT_LINES);
    g_assert_cmpfloat(bx_length_pt(length, 9, 12.5), ==, 25);
}

static void
test_units_refuse(void)
{
    const char *const wrong[] = {"", "mm", "inf", "0x10", "1e99", "3 furlongs", "nan"};
    BxLength length;
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
        g_assert_false(bx_length_parse(wrong[i], &length));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/units/reads-every-unit", test_units_read);
    g_test_add_func("/base/units/refuses-what-is-no-length", test_units_refuse);
    return g_test_run();
}
