/* SPDX-License-Identifier: Apache-2.0 */
/* Printing conditions: which profile and which name a layout comes to. Profiles of other conditions are
 * made from the shipped one by other texts. */

#include "base/remove_tree.h"
#include "load/issue.h"

#include <glib/gstdio.h>
#include <lcms2.h>
#include <string.h>

static char *folder, *system_folder, *shipped_dir;

static void
put(const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *below = g_path_get_dirname(path);
    g_assert_cmpint(g_mkdir_with_parents(below, 0700), ==, 0);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void
set_text(cmsHPROFILE profile, cmsTagSignature tag, const char *words)
{
    cmsMLU *text = cmsMLUalloc(NULL, 1);
    cmsMLUsetASCII(text, "en", "US", words);
    g_assert_true(cmsWriteTag(profile, tag, text));
    cmsMLUfree(text);
}

/* The shipped profile under another description, and with a charTarget where `target` is not NULL. */
static void
put_profile(const char *dir, const char *name, const char *description, const char *target)
{
    g_autofree char *source = g_build_filename(shipped_dir, "newsprint-cgats-tr002.icc", NULL);
    g_autofree char *path = g_build_filename(dir, name, NULL);
    g_autofree char *below = g_path_get_dirname(path);
    g_assert_cmpint(g_mkdir_with_parents(below, 0700), ==, 0);
    cmsHPROFILE profile = cmsOpenProfileFromFile(source, "r");
    set_text(profile, cmsSigProfileDescriptionTag, description);
    set_text(profile, cmsSigCharTargetTag, target ? target : "none");
    g_assert_true(cmsSaveProfileToFile(profile, path));
    cmsCloseProfile(profile);
}

/* clang-format off */
static const struct {
    const char *layout, *base; /* the keys of each; base may be NULL */
    const char *profile;       /* file name; NULL: none */
    const char *condition;     /* NULL: none */
    bool is_registered;
    double ink_limit;
    bool sharpen;
} cases[] = {
    {"", NULL, "newsprint-cgats-tr002.icc", "CGATS TR 002", true, 240, false},
    {"press: {ink_limit: 220, sharpen: true}", NULL, "newsprint-cgats-tr002.icc", "CGATS TR 002", true, 220, true},
    {"press: {condition: cgats_tr-002}", NULL, "newsprint-cgats-tr002.icc", "CGATS TR 002", true, 240, false},
    {"press: {condition: FOGRA39}", NULL, "coated.icc", "FOGRA39", true, 240, false},
    {"press: {condition: Fogra 39, ink_limit: 330}", NULL, "coated.icc", "FOGRA39", true, 330, false},
    {"press: {condition: IFRA26}", NULL, "a-target.ICC", "IFRA26", true, 240, false},
    {"press: {condition: JCN2002}", NULL, "japan.icc", "JCN2002", true, 240, false}, /* of the system */
    {"press: {profile: coated.icc}", NULL, "coated.icc", "FOGRA39", true, 240, false},
    {"press: {profile: house.icc}", NULL, "house.icc", NULL, false, 240, false},
    {"press: {profile: house.icc, condition: 本社轮转机 1}", NULL, "house.icc", "本社轮转机 1", false, 240, false},
    {"press: {profile: house.icc, condition: FOGRA39}", NULL, "house.icc", "FOGRA39", true, 240, false},
    /* over a base: profile and condition go together, the rest key by key */
    {"press: {ink_limit: 260}", "press: {profile: house.icc, sharpen: true}", "house.icc", NULL, false, 260, true},
    {"press: {condition: FOGRA39, sharpen: false}", "press: {profile: house.icc, ink_limit: 300, sharpen: true}", "coated.icc", "FOGRA39", true, 300, false},
    {"press: {profile: coated.icc}", "press: {profile: house.icc, condition: X}", "coated.icc", "FOGRA39", true, 240, false},
    {"", "press: {profile: house.icc, condition: X}", "house.icc", "X", false, 240, false},
};
/* clang-format on */

static void
test_settled(void)
{
    const char *const dirs[] = {shipped_dir, NULL};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *slots = "slots: {a: {cols: [1, 1], rows: [1, 5]}}";
        g_autofree char *layout =
            g_strdup_printf("layout: 1\nbase: %s\n%s\n%s\n", cases[i].base ? "q" : "sikai-4x17",
                            cases[i].layout, slots);
        g_autofree char *base = g_strdup_printf("layout: 1\nbase: sikai-4x17\n%s\n",
                                                cases[i].base ? cases[i].base : "");
        put("layouts/p.yaml", layout);
        put("layouts/q.yaml", base);
        g_autoptr(BxDiags) diags = bx_diags_new();
        g_autoptr(BxIssue) issue = bx_load_issue(folder, dirs, diags);
        for (int k = 0; k < bx_diags_count(diags); k++)
            if (bx_diags_lookup(diags, k)->level == BX_LEVEL_ERROR)
                g_error("%s: %s", layout, bx_diags_lookup(diags, k)->message);
        const BxPageSpec *page = g_ptr_array_index(issue->pages, 0);
        const BxPressSpec *press = &page->layout->press;
        g_autofree char *name = press->profile ? g_path_get_basename(press->profile) : NULL;
        g_test_message("%zu: %s %s", i, name, press->condition);
        g_assert_cmpstr(name, ==, cases[i].profile);
        g_assert_cmpstr(press->condition, ==, cases[i].condition);
        g_assert_cmpint(press->is_registered, ==, cases[i].is_registered);
        g_assert_cmpfloat(press->ink_limit, ==, cases[i].ink_limit);
        g_assert_cmpint(press->sharpen, ==, cases[i].sharpen);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    folder = g_dir_make_tmp("banxin-XXXXXX", NULL);
    system_folder = g_build_filename(folder, "system", NULL);
    g_setenv("XDG_DATA_DIRS", system_folder, TRUE);
    shipped_dir = g_test_build_filename(G_TEST_DIST, "..", "layouts", NULL);
    put("issue.yaml",
        "issue: 1\ntitle: 试报\npages:\n  - {layout: p, slots: {a: articles/a.md}}\n");
    put("articles/a.md", "---\nheadline: 溪水\n---\n\n溪水从山上下来。\n");
    g_autofree char *layouts = g_build_filename(folder, "layouts", NULL);
    put_profile(layouts, "coated.icc", "House stock, based on FOGRA39L", NULL);
    put_profile(layouts, "longer.icc", "based on FOGRA390", NULL);
    put_profile(layouts, "house.icc", "House press", NULL);
    put_profile(layouts, "a-target.ICC", "Newsprint", "ICCHDAT IFRA26");
    put_profile(system_folder, "color/icc/maker/japan.icc", "Japan, JCN2002", NULL);
    g_test_add_func("/condition/settled", test_settled);
    int failed = g_test_run();
    remove_tree(folder);
    g_free(folder);
    g_free(system_folder);
    g_free(shipped_dir);
    return failed;
}
