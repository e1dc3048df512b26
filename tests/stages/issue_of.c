/* SPDX-License-Identifier: Apache-2.0 */
#include "issue_of.h"

#include <glib/gstdio.h>

static void
put(const char *folder, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *below = g_path_get_dirname(path);
    g_assert_cmpint(g_mkdir_with_parents(below, 0700), ==, 0);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void
write_issue(const char *folder, const char *layout, const char *const *bodies, int n)
{
    g_autoptr(GString) issue =
        g_string_new("issue: 1\ntitle: 试报\npages:\n  - layout: p\n    slots:\n");
    for (int i = 0; i < n; i++) {
        g_string_append_printf(issue, "      %c: articles/%c.md\n", 'a' + i, 'a' + i);
        g_autofree char *name = g_strdup_printf("articles/%c.md", 'a' + i);
        bool is_whole = g_str_has_prefix(bodies[i], "---\n");
        g_autofree char *text =
            g_strdup_printf("%s%s\n", is_whole ? "" : "---\nheadline: 溪水\n---\n\n", bodies[i]);
        put(folder, name, text);
    }
    put(folder, "issue.yaml", issue->str);
    g_autofree char *whole = g_strconcat("layout: 1\n", layout, NULL);
    put(folder, "layouts/p.yaml", whole);
    static const unsigned char png[] = {0x89, 'P',  'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0,    0,
                                        13,   'I',  'H', 'D', 'R',  0,    0,    4,    0, 0x00, 0x00,
                                        0x03, 0x00, 8,   0,   0,    0,    0,    0,    0, 0,    0};
    g_autofree char *picture = g_build_filename(folder, "p.png", NULL);
    g_assert_true(g_file_set_contents(picture, (const char *)png, sizeof png, NULL));
}

BxFonts *
fonts_of_test(void)
{
    g_autofree char *faces = g_test_build_filename(G_TEST_DIST, "..", "fonts", NULL);
    GError *error = NULL;
    BxFonts *fonts = bx_fonts_new(faces, &error);
    g_assert_no_error(error);
    return fonts;
}

static void
settle(Made *made, const GPtrArray *galleys)
{
    const GPtrArray *parts = made->plan->parts;
    g_autofree BxDepthCosts *costs = g_new0(BxDepthCosts, parts->len + 1);
    for (guint i = 0; i < parts->len; i++)
        bx_galley_depth_costs(
            g_ptr_array_index(galleys, ((BxPart *)g_ptr_array_index(parts, i))->story), &costs[i]);
    bx_plan_settle(made->plan, costs, made->diags);
    for (guint i = 0; i < parts->len; i++)
        g_clear_pointer(&costs[i].costs, g_array_unref);
}

static void
compose(Made *made)
{
    g_autoptr(GPtrArray) galleys = g_ptr_array_new_with_free_func((GDestroyNotify)bx_galley_free);
    for (guint i = 0; i < made->issue->stories->len; i++)
        g_ptr_array_add(galleys, bx_galley_new(made->plan, (int)i, made->fonts, made->diags));
    if (bx_plan_is_open(made->plan))
        settle(made, galleys);
    for (guint i = 0; i < galleys->len; i++)
        g_ptr_array_add(made->stories, bx_compose_story(g_ptr_array_index(galleys, i)));
}

Made *
made_of_folder(const char *folder, BxFonts *fonts)
{
    Made *made = g_new0(Made, 1);
    g_autofree char *layouts = g_test_build_filename(G_TEST_DIST, "..", "layouts", NULL);
    const char *const dirs[] = {layouts, NULL};
    made->fonts = fonts;
    made->diags = bx_diags_new();
    made->issue = bx_load_issue(folder, dirs, made->diags);
    made->plan = bx_plan_new(made->issue, made->diags);
    made->stories = g_ptr_array_new_with_free_func((GDestroyNotify)bx_composed_free);
    made->furniture = g_ptr_array_new_with_free_func((GDestroyNotify)bx_composed_free);
    made->pages = g_ptr_array_new_with_free_func((GDestroyNotify)bx_page_free);
    made->places = g_new0(BxPicturePlace, MAX(1, made->plan->n_pictures));
    compose(made);
    for (guint i = 0; i < made->plan->pages->len; i++) {
        BxComposed *furniture = bx_compose_furniture(made->plan, (int)i, made->fonts, made->diags);
        g_ptr_array_add(made->furniture, furniture);
        g_ptr_array_add(made->pages, bx_make_page(made->plan, (int)i, made->stories, furniture,
                                                  made->places, made->diags));
    }
    return made;
}

Made *
made_new(const char *layout, const char *const *bodies, int n)
{
    char *folder = g_dir_make_tmp("banxin-XXXXXX", NULL);
    g_assert_nonnull(folder);
    write_issue(folder, layout, bodies, n);
    Made *made = made_of_folder(folder, fonts_of_test());
    made->owns_fonts = true;
    made->folder = folder;
    return made;
}

static void
remove_tree(const char *path)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    const char *name;
    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *below = g_build_filename(path, name, NULL);
        remove_tree(below);
    }
    g_remove(path);
}

void
made_free(Made *made)
{
    if (made->folder)
        remove_tree(made->folder);
    g_free(made->folder);
    g_ptr_array_unref(made->pages);
    g_ptr_array_unref(made->furniture);
    g_ptr_array_unref(made->stories);
    g_free(made->places);
    if (made->owns_fonts)
        bx_fonts_free(made->fonts);
    bx_plan_free(made->plan);
    bx_issue_free(made->issue);
    bx_diags_free(made->diags);
    g_free(made);
}

char *
han(int n)
{
    static const char *const words[] = {"溪", "水", "从", "山", "上", "下", "来"};
    GString *text = g_string_new(NULL);
    for (int i = 0; i < n; i++)
        g_string_append(text, words[i % 7]);
    g_string_append(text, "。");
    return g_string_free(text, FALSE);
}
