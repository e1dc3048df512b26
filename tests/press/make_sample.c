/* SPDX-License-Identifier: Apache-2.0 */
/* Writes the sample as a finished PDF, for judges: make_sample x4|x1a [marks] [impose] FILE
 * G_TEST_SRCDIR is the folder of the tests. */

#include "sample.h"

#include <string.h>
#include <vips/vips.h>

static bool
is_asked(char **arguments, const char *word)
{
    return g_strv_contains((const char *const *)arguments, word);
}

int
main(int argc, char **argv)
{
    if (argc < 3 || VIPS_INIT(argv[0]))
        return 2;
    bool is_x1a = is_asked(argv, "x1a"), marks = is_asked(argv, "marks"),
         impose = is_asked(argv, "impose");
    SampleOptions options = {.n_pages = impose ? 4 : 2,
                             .margin = SAMPLE_BLEED + (marks ? 20 : 0),
                             .old_version = is_x1a,
                             .slug = marks};
    g_autoptr(Sample) sample = sample_new(&options);
    BxPressSettings settings = sample_settings(is_x1a ? BX_PRESS_X1A : BX_PRESS_X4, options.margin);
    settings.marks = marks;
    settings.impose = impose;
    g_autoptr(BxDiags) diags = bx_diags_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) pdf =
        bx_press_make(sample->painted, sample->pages, sample->keys, &settings, diags, &error);
    bool is_written = pdf && bx_press_write(argv[argc - 1], pdf, &error);
    for (int i = 0; i < bx_diags_count(diags); i++)
        g_printerr("%s\n", bx_diags_lookup(diags, i)->message);
    if (!is_written)
        g_printerr("%s\n", error->message);
    return is_written ? 0 : 1;
}
