/* SPDX-License-Identifier: Apache-2.0 */
#include "report/count.h"

#include "base/say.h"
#include "report/json.h"

#define CM_PER_PT (2.54 / 72)

static double
column_cm(const BxCount *count)
{
    return count->lines * count->pitch_pt * CM_PER_PT;
}

static char *
counts_json(const BxCount *counts, int n)
{
    g_autoptr(JsonBuilder) json = json_builder_new();
    json_builder_begin_array(json);
    for (int i = 0; i < n; i++) {
        json_builder_begin_object(json);
        bx_json_string(json, "file", counts[i].file);
        bx_json_string(json, "headline", counts[i].headline);
        bx_json_int(json, "characters", counts[i].characters);
        bx_json_int(json, "lines", counts[i].lines);
        bx_json_int(json, "pictures", counts[i].pictures);
        bx_json_number(json, "measure_em", counts[i].column_chars);
        bx_json_number(json, "column_cm", column_cm(&counts[i]));
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
    return bx_json_text(json, true);
}

char *
bx_counts_text(const BxCount *counts, int n, bool json)
{
    if (json)
        return counts_json(counts, n);
    GString *out = g_string_new(NULL);
    BxCount sum = {0};
    for (int i = 0; i < n; i++) {
        const BxCount *count = &counts[i];
        g_string_append_printf(out, _("%6d characters %5d lines of %g %7.1f column-cm  %s"),
                               count->characters, count->lines, count->column_chars,
                               column_cm(count), count->file);
        if (count->pictures)
            g_string_append_printf(out,
                                   dngettext(BX_DOMAIN, "  (+ %d picture)", "  (+ %d pictures)",
                                             (gulong)count->pictures),
                                   count->pictures);
        g_string_append_c(out, '\n');
        sum.characters += count->characters;
        sum.lines += count->lines;
        sum.pitch_pt = count->pitch_pt;
        sum.column_chars = count->column_chars;
    }
    if (n > 1)
        g_string_append_printf(out, _("%6d characters %5d lines of %g %7.1f column-cm  in all\n"),
                               sum.characters, sum.lines, sum.column_chars, column_cm(&sum));
    return g_string_free(out, FALSE);
}
