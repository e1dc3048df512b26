/* SPDX-License-Identifier: Apache-2.0 */
/* The reader of content streams: every kind of token, what hides operators, what is damaged. */

#include "press/content.h"

#include <string.h>

/* The operations as “operator(n)” in a row, with the number of operands each; “!” where it stops. */
static char *
read_all(const char *data, size_t length)
{
    g_autoptr(BxContent) content = bx_content_new(data, length);
    g_autoptr(GError) error = NULL;
    GString *out = g_string_new(NULL);
    const BxOperation *operation;
    while ((operation = bx_content_next(content, &error))) {
        g_autofree char *word = bx_content_copy(content, &operation->word);
        g_string_append_printf(out, "%s%s(%u)", out->len ? " " : "", word,
                               operation->operands->len);
    }
    if (error)
        g_string_append(out, out->len ? " !" : "!");
    return g_string_free(out, FALSE);
}

static void
test_operations(void)
{
    static const struct {
        const char *data, *wanted;
    } cases[] = {
        {"", ""},
        {"q 1 0 0 1 5 5 cm Q", "q(0) cm(6) Q(0)"},
        {"-.5 +3 4. .25 k", "k(4)"},
        {"% 1 0 0 rg\n0 g", "g(1)"},
        {"(1 0 0 rg) Tj", "Tj(1)"},
        {"(a\\)b (c) \\( d) Tj", "Tj(1)"},
        {"(\\\\) Tj 0 g", "Tj(1) g(1)"},
        {"<31 20 30> Tj", "Tj(1)"},
        {"[(a) -20 <62>] TJ", "TJ(5)"},
        {"/Span << /Lang (zh) /A [1 2] >> BDC EMC", "BDC(10) EMC(0)"},
        {"/a#20b gs", "gs(1)"},
        {"1 0 0 rg/F 9 Tf", "rg(3) Tf(2)"},
        {"BT\r\n/F1 12 Tf\r(x)' ET", "BT(0) Tf(2) '(1) ET(0)"},
        {"f* B* b* W* n", "f*(0) B*(0) b*(0) W*(0) n(0)"},
        {"(never closed", "!"},
        {"<31 2", "!"},
        {"[1 2 TJ", "!"},
        {"1 2 ] TJ", "!"},
        {"<< /A 1 BDC", "!"},
        {"0 g nonsense", "g(1) !"},
        {"0 0 0", "!"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = read_all(cases[i].data, strlen(cases[i].data));
        g_test_message("%s", cases[i].data);
        g_assert_cmpstr(got, ==, cases[i].wanted);
    }
}

/* An inline image is one operation; its bytes may look like operators, also like its own end. */
static void
test_inline_image(void)
{
    static const char data[] = "q BI /W 2 /H 2 /BPC 8 /CS /G ID \x01 EI\nEI 0 g";
    g_autofree char *got = read_all(data, sizeof data - 1);
    g_assert_cmpstr(got, ==, "q(0) EI(8) g(1)");
    static const char packed[] = "BI /W 2 /H 2 /F /LZW ID \x01 EI \x80\x02 Q \xFF EI 0 g Q";
    g_autofree char *after = read_all(packed, sizeof packed - 1);
    g_assert_cmpstr(after, ==, "EI(6) g(1) Q(0)");
    static const char longer[] = "BI /W 1 /H 1 /BPC 8 /CS /G ID xyz123 EI 0 g";
    g_autofree char *wrong = read_all(longer, sizeof longer - 1);
    g_assert_cmpstr(wrong, ==, "!");
    static const char cut[] = "BI /W 2 /H 2 ID \x01\x02";
    g_autofree char *broken = read_all(cut, sizeof cut - 1);
    g_assert_cmpstr(broken, ==, "!");
}

static void
test_values(void)
{
    static const char data[] = "-1.5 .25 0 1 k /A#42c gs";
    g_autoptr(BxContent) content = bx_content_new(data, sizeof data - 1);
    const BxOperation *operation = bx_content_next(content, NULL);
    double numbers[4];
    g_assert_true(bx_operation_numbers(operation, numbers, 4));
    g_assert_cmpfloat(numbers[0], ==, -1.5);
    g_assert_cmpfloat(numbers[1], ==, 0.25);
    g_assert_false(bx_operation_numbers(operation, numbers, 3));
    operation = bx_content_next(content, NULL);
    g_autofree char *name =
        bx_content_copy_name(content, &g_array_index(operation->operands, BxToken, 0));
    g_assert_cmpstr(name, ==, "ABc");
}

/* Whatever is cut off a stream, the reader ends, and never behind the cut. */
static void
test_truncated(void)
{
    static const char data[] =
        "q BT /F 9 Tf [(a(b)\\)) -1 <3132>] TJ ET << /A [1] >> BDC EMC BI /W 1 /H 1 "
        "/BPC 8 /CS /G ID x EI Q";
    for (size_t n = 0; n < sizeof data; n++) {
        g_autofree char *copy = g_memdup2(data, MAX(1, n)); /* its own memory: a sanitizer sees */
        g_autoptr(BxContent) content = bx_content_new(copy, n);
        g_autoptr(GError) error = NULL;
        const BxOperation *operation;
        while ((operation = bx_content_next(content, &error)))
            g_assert_cmpuint(operation->end, <=, n);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/content/operations", test_operations);
    g_test_add_func("/content/inline-image", test_inline_image);
    g_test_add_func("/content/values", test_values);
    g_test_add_func("/content/truncated", test_truncated);
    return g_test_run();
}
