/* SPDX-License-Identifier: Apache-2.0 */
/* Every option of setting that a style of a layout may give does what it says, and is handed on by
 * `like`. */

#include "issue_of.h"

#include <string.h>

/* Body lines of the first story. */
static GPtrArray *
body_of(const Made *made)
{
    const BxComposed *composed = g_ptr_array_index(made->stories, 0);
    for (guint i = 0; i < composed->texts->len; i++) {
        const BxSetText *set = g_ptr_array_index(composed->texts, i);
        if (set->role == BX_ROLE_BODY)
            return set->lines;
    }
    g_assert_not_reached();
}

/* The story set with the options; in a body, in a style of the slot, in one that is like it. */
static Made *
made_with(int way, const char *options, const char *body)
{
    static const char *const ways[] = {
        "base: sikai-4x17\nbody: {%s}\nslots: {a: {cols: [1, 1], rows: [1, 30], head: brief}}\n",
        "base: sikai-4x17\nstyles: {s: {%s}}\nslots: {a: {cols: [1, 1], rows: [1, 30], head: "
        "brief, body: s}}\n",
        "base: sikai-4x17\nstyles: {t: {%s}, s: {like: t}}\nslots: {a: {cols: [1, 1], rows: [1, "
        "30], "
        "head: brief, body: s}}\n"};
    g_auto(GStrv) around = g_strsplit(ways[way], "%s", 2);
    g_autofree char *layout = g_strconcat(around[0], options, around[1], NULL);
    return made_new(layout, (const char *const[]){body}, 1);
}

static const BxCluster *
cluster_at(const Made *made, guint line, guint i)
{
    const BxLine *of = g_ptr_array_index(body_of(made), line);
    return &g_array_index(of->clusters, BxCluster, i);
}

static double
frame_of(const Made *made, guint i)
{
    return cluster_at(made, 0, i)->width / 9;
}

static double
gap_after(const Made *made, guint i)
{
    const BxCluster *cluster = cluster_at(made, 0, i);
    return (cluster[1].x - cluster->x - cluster->width) / 9;
}

#define SAME(a, b) g_assert_cmpfloat_with_epsilon(a, b, 0.005)

static void
check_option(const char *options, const char *body, double (*measure)(const Made *, guint), guint i,
             double usual, double wanted)
{
    Made *plain = made_with(0, "squeeze_stops: false", body);
    SAME(measure(plain, i), usual);
    made_free(plain);
    for (int way = 0; way < 3; way++) {
        Made *made = made_with(way, options, body);
        g_assert_cmpint(bx_diags_count_level(made->diags, BX_LEVEL_ERROR), ==, 0);
        SAME(measure(made, i), wanted);
        made_free(made);
    }
}

static void
test_widths(void)
{
    check_option("punctuation: kaiming", "溪水，从山上。", frame_of, 2, 1, 0.5);
    check_option("para_open: full", "“溪水”从山上。", frame_of, 0, 0.5, 1);
    check_option("autospace: 0.125em", "溪水ABC从山上。", gap_after, 1, 0.25, 0.125);
    check_option("autospace: 0em", "溪水ABC从山上。", gap_after, 1, 0.25, 0);
    check_option("figures: font", "0溪水从山上。", frame_of, 0, 0.5, 0.557);
}

static double
first_x(const Made *made, guint i)
{
    return cluster_at(made, 0, i)->x / 9;
}

static double
chars_of_line(const Made *made, guint line)
{
    const BxLine *of = g_ptr_array_index(body_of(made), line);
    return of->end_char - of->start_char;
}

/* The first line holds 15 em beside its indent. */
static void
test_lines(void)
{
    check_option("indent: 1em", "溪水从山上下来。", first_x, 0, 2, 1);
    /* a dash would begin the second line */
    check_option("strict: true", "溪水从山上下来入江绕过大县城的——北门入江。", chars_of_line, 0, 15,
                 14);
    /* the pause has no room but outside */
    check_option("hang: true", "溪水从山上下来入江绕过大县城的，门入江去。", chars_of_line, 0, 14,
                 16);
    /* … but that of the full stops */
    check_option("squeeze_stops: true", "溪水。从山。上下来入江绕过县城，北门入江。", chars_of_line,
                 0, 14, 16);
}

/* Faces of *…* and **…**. */
static void
test_faces(void)
{
    Made *made = made_with(1, "emphasis: hei, strong: kai", "溪*水*从**山**上。");
    const BxLine *line = g_ptr_array_index(body_of(made), 0);
    g_assert_cmpint(line->runs->len, ==, 5);
    static const char *const families[] = {"Noto Serif CJK SC", "Noto Sans CJK SC",
                                           "Noto Serif CJK SC", "LXGW WenKai", "Noto Serif CJK SC"};
    for (guint i = 0; i < line->runs->len; i++) {
        PangoFontDescription *description =
            pango_font_describe(g_array_index(line->runs, BxRun, i).font);
        g_assert_cmpstr(pango_font_description_get_family(description), ==, families[i]);
        pango_font_description_free(description);
    }
    made_free(made);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/options/widths", test_widths);
    g_test_add_func("/options/lines", test_lines);
    g_test_add_func("/options/faces", test_faces);
    return g_test_run();
}
