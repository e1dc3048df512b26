/* SPDX-License-Identifier: Apache-2.0 */
/* Recolouring of one content stream: what is written for each operator of colour, what hides colours
 * and what is refused. Keys: 1 black, 2 white, 3 a tint of process inks, 4 and 5 tints of one spot. */

#include "press/recolour.h"

#include <string.h>

#define OVER_BOTH "/BxO3 gs 0 0 0 1 k 0 0 0 1 K\n"
#define BLACK "0 0 0.003922"
#define WHITE "0 0 0.007843"
#define TINT "0 0 0.011765"
#define SPOT "0 0 0.015686"
#define SPOT_LIGHT "0 0 0.019608"

static BxKeys *
keys_new(void)
{
    const BxInk inks[] = {
        BX_INK_BLACK,
        BX_INK_WHITE,
        {.c = 0.3, .m = 0.08, .tint = 1},
        {.m = 1, .y = 0.85, .tint = 1, .spot = "PANTONE 186 C"},
        {.m = 1, .y = 0.85, .tint = 0.2, .spot = "PANTONE 186 C"},
    };
    BxKeys *keys = bx_keys_new();
    for (guint i = 0; i < G_N_ELEMENTS(inks); i++)
        g_assert_cmpuint(bx_keys_add(keys, &inks[i]), ==, i + 1);
    return keys;
}

/* The stream recoloured; “!” and what is no ink; “?” where it is damaged. */
static char *
recolour(const char *data, size_t length, bool starts_fresh)
{
    g_autoptr(BxKeys) keys = keys_new();
    g_autoptr(GHashTable) images = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GArray) spots = g_array_new(FALSE, FALSE, sizeof(BxInk));
    g_autoptr(GError) error = NULL;
    g_auto(BxRecoloured) recoloured = {0};
    g_hash_table_add(images, (gpointer) "Im0");
    const BxRecolouring how = {
        .keys = keys, .images = images, .starts_fresh = starts_fresh, .spots = spots};
    GString *out = bx_recolour(data, length, &how, &recoloured, &error);
    if (out)
        return g_string_free(out, FALSE);
    if (error)
        return g_strdup("?");
    return g_strconcat("!", recoloured.unknown, NULL);
}

/* clang-format off */
static const struct {
    const char *data, *wanted;
} pages[] = { /* wanted without the start that every page gets */
    {"", ""},
    {BLACK " rg f", "0 0 0 1 k f"},
    {BLACK " RG S", "0 0 0 1 K S"},
    /* white, tints and spots knock out; overprint comes back with black */
    {WHITE " rg f", "/BxO2 gs 0 0 0 0 k f"},
    {TINT " rg f " BLACK " rg f", "/BxO2 gs 0.3 0.08 0 0 k f /BxO3 gs 0 0 0 1 k f"},
    {TINT " RG S", "/BxO1 gs 0.3 0.08 0 0 K S"},
    {SPOT " rg f " SPOT_LIGHT " RG S", "/BxO2 gs /BxS0 cs 1 scn f /BxO0 gs /BxS0 CS 0.2 SCN S"},
    /* a state that is saved comes back with its overprint */
    {"q " WHITE " rg f Q " BLACK " rg f", "q /BxO2 gs 0 0 0 0 k f Q 0 0 0 1 k f"},
    {WHITE " rg q " BLACK " rg f Q f", "/BxO2 gs 0 0 0 0 k q /BxO3 gs 0 0 0 1 k f Q f"},
    /* grey is a key of three equal parts: none here */
    {"0 g", "!RGB 0 0 0"}, {"1 G", "!RGB 1 1 1"},
    /* pictures knock out, forms are left as they are */
    {"/Im0 Do", "q /BxO2 gs /Im0 Do Q"},
    {WHITE " rg /Im0 Do", "/BxO2 gs 0 0 0 0 k /Im0 Do"},
    {"/Fm0 Do", "/Fm0 Do"},
    {"/I#6d0 Do", "q /BxO2 gs /I#6d0 Do Q"},
    /* patterns */
    {"/Pattern cs /P0 scn f", "/BxO2 gs /Pattern cs /P0 scn f"},
    {"/Pattern CS /P0 SCN S", "/BxO1 gs /Pattern CS /P0 SCN S"},
    /* what only looks like a colour */
    {"% 1 0 0 rg\n(1 0 0 rg) Tj <31> Tj [(0 g) -9 (\\) 1 0 0 rg)] TJ", "% 1 0 0 rg\n(1 0 0 rg) Tj <31> Tj [(0 g) -9 (\\) 1 0 0 rg)] TJ"},
    {"/rg gs /Span << /rg 1 >> BDC EMC", "/rg gs /Span << /rg 1 >> BDC EMC"},
    {"BI /W 3 /H 1 /BPC 8 /CS /G ID 0 g EI " WHITE " rg", "BI /W 3 /H 1 /BPC 8 /CS /G ID 0 g EI /BxO2 gs 0 0 0 0 k"},
    {"BI /W 8 /H 1 /IM true ID x EI", "BI /W 8 /H 1 /IM true ID x EI"},
    {"BI /W 1 /H 1 /BPC 8 /CS /CMYK ID xxxx EI", "BI /W 1 /H 1 /BPC 8 /CS /CMYK ID xxxx EI"},
    /* every way past the keys */
    {"1 0 0 rg", "!RGB 1 0 0"}, {"0.5 0.5 0.5 RG", "!RGB 0.5 0.5 0.5"}, {"0 0 0.0235 rg", "!RGB 0 0 0.0235"},
    {"0 0 0.0058 rg", "!RGB 0 0 0.0058"}, {"-1 0 0 rg", "!RGB -1 0 0"}, {"0 0 2 rg", "!RGB 0 0 2"},
    {"0 0 rg", "!an RGB colour without three numbers"}, {"/a 0 0 rg", "!an RGB colour without three numbers"},
    {"0 0 0 1 k", "!a colour set by “k”"}, {"0 0 0 1 K", "!a colour set by “K”"},
    {"/DeviceRGB cs 1 0 0 sc", "!a colour space that is no pattern"}, {"/Cs1 CS", "!a colour space that is no pattern"},
    {"0.2 sc", "!a colour set by “sc”"}, {"1 0 0 SC", "!a colour set by “SC”"}, {"1 0 0 scn", "!a colour that is no pattern"},
    {"1 0 0 /P0 scn", "!a colour that is no pattern"}, {"/Sh0 sh", "!a gradient"},
    {"BI /W 1 /H 1 /BPC 8 /CS /RGB ID xxx EI", "!an inline picture that is neither grey nor CMYK"},
    {"BI /W 1 /H 1 /BPC 8 /CS /Cs0 /L 3 ID xxx EI", "!an inline picture that is neither grey nor CMYK"},
    {"BI /W 1 /H 1 /BPC 8 /IM false /CS /RGB ID xxx EI", "!an inline picture that is neither grey nor CMYK"},
    {"BI /W 1 /H 1 /BPC 8 /CS /G /CS /RGB /L 3 ID xxx EI", "!an inline picture that is neither grey nor CMYK"},
    {"BI /W 1 /H 1 /BPC 8 ID x EI", "!an inline picture that is neither grey nor CMYK"},
    {"q Do", "!a Do without a name"}, {"cs", "!a colour space that is no pattern"}, {"scn", "!a colour that is no pattern"},
    {"Q", "!a Q without its q"}, {"q", "?"}, {"(", "?"}, {"rg", "!an RGB colour without three numbers"}, {"fill", "?"},
};
/* clang-format on */

static void
test_pages(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++) {
        g_autofree char *is = recolour(pages[i].data, strlen(pages[i].data), true);
        bool is_refused = strchr("!?", pages[i].wanted[0]) && *pages[i].wanted;
        g_autofree char *wanted = g_strconcat(is_refused ? "" : OVER_BOTH, pages[i].wanted, NULL);
        g_assert_cmpstr(is, ==, wanted);
    }
}

/* A form may have any overprint at its start: its first colour says what is meant. */
static void
test_forms(void)
{
    static const struct {
        const char *data, *wanted;
    } forms[] = {
        {BLACK " rg f", "/BxO1 gs 0 0 0 1 k f"},
        {WHITE " rg f", "/BxO0 gs 0 0 0 0 k f"},
        {"f", "f"},
        {"/Im0 Do", "q /BxO0 gs /Im0 Do Q"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        g_autofree char *is = recolour(forms[i].data, strlen(forms[i].data), false);
        g_assert_cmpstr(is, ==, forms[i].wanted);
    }
}

/* Whatever becomes of random streams, no operator of RGB, of grey and no shading is in the result. */
static void
test_no_rgb_slips_through(void)
{
    static const char *const words[] = {BLACK,  TINT,  " 1 0 0 ", " rg ",   " RG ",     " g ",
                                        " G ",  " 0 ", " q ",     " Q ",    "(",        ") ",
                                        "<31>", " f ", " sh ",    " cs ",   " /P0 ",    " scn ",
                                        "% ",   "\n",  "[",       " ] TJ ", " /Im0 Do "};
    g_autoptr(GRand) rand = g_rand_new_with_seed(18);
    int n_made = 0;
    for (int i = 0; i < 20000; i++) {
        g_autoptr(GString) data = g_string_new(NULL);
        for (int n = g_rand_int_range(rand, 1, 12); n > 0; n--)
            g_string_append(data, words[g_rand_int_range(rand, 0, G_N_ELEMENTS(words))]);
        g_autofree char *is = recolour(data->str, data->len, true);
        if (strchr("!?", is[0]))
            continue;
        n_made++;
        g_autoptr(GString) bare = g_string_new(NULL); /* without strings and comments */
        int depth = 0;
        for (const char *p = is; *p; p++) {
            if (*p == '%' && depth == 0)
                while (p[1] && p[1] != '\n')
                    p++;
            else if (*p == '(' || *p == ')')
                depth += *p == '(' ? 1 : -1;
            else if (depth == 0)
                g_string_append_c(bare, *p);
        }
        g_auto(GStrv) tokens = g_strsplit_set(bare->str, " \n[]", -1);
        for (char **token = tokens; *token; token++)
            if (g_strv_contains(((const char *const[]){"rg", "RG", "g", "G", "sh", NULL}), *token))
                g_error("%s → %s", data->str, is);
    }
    g_test_message("%d of 20000 streams were recoloured", n_made);
    g_assert_cmpint(n_made, >, 500);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/recolour/pages", test_pages);
    g_test_add_func("/recolour/forms", test_forms);
    g_test_add_func("/recolour/no-rgb-slips-through", test_no_rgb_slips_through);
    return g_test_run();
}
