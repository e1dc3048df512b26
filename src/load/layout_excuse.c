/* SPDX-License-Identifier: Apache-2.0 */
/* Excuses: rules of page make-up that a slot, or the page as a whole, breaks on purpose, each with the reason. */

#include "load/layout_reading.h"

#include <string.h>

#define REASON_LEAST 4 /* characters: a dash is no reason */

/* clang-format off */
const char *const bx_page_rules[] = {
    "PG-3", "PG-4", "PG-5", "PG-6", "PG-7", "PG-8", "PG-9", "PG-10", "PG-11", "PG-12", "PG-13", "PG-14", "PG-15",
    "HD-3", "HD-4", "HD-13", "HD-14", NULL};
/* clang-format on */

static void
excuse_free(void *data)
{
    BxExcuse *excuse = data;
    g_free(excuse->rule);
    g_free(excuse->reason);
    g_free(excuse);
}

GPtrArray *
bx_excuses_new(void)
{
    return g_ptr_array_new_with_free_func(excuse_free);
}

static void
add_excuse(BxYaml *yaml, BxNode *key, BxNode *value, void *data)
{
    g_autofree char *rule = bx_yaml_string(yaml, key, "excuse");
    if (!rule)
        return;
    if (!g_strv_contains(bx_page_rules, rule)) {
        g_autofree char *hint = bx_did_you_mean(rule, bx_page_rules);
        bx_diag(bx_yaml_diags(yaml), BX_DIAG_KEY_UNKNOWN, bx_yaml_pos(yaml, key),
                "“excuse” has no key “%s”%s", rule, hint);
        return;
    }
    g_autofree char *reason = bx_yaml_string(yaml, value, rule);
    if (!reason)
        return;
    if (g_utf8_strlen(g_strstrip(reason), -1) < REASON_LEAST) {
        bx_yaml_wrong(yaml, value, rule, "the reason why the page breaks this rule, in words");
        return;
    }
    BxExcuse *excuse = g_new0(BxExcuse, 1);
    excuse->rule = g_steal_pointer(&rule);
    excuse->reason = g_steal_pointer(&reason);
    excuse->pos = bx_yaml_pos(yaml, key);
    g_ptr_array_add(data, excuse);
}

void
bx_read_excuses(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)context;
    GPtrArray *excuses = *(GPtrArray **)field;
    g_ptr_array_set_size(excuses, 0);
    bx_yaml_each(yaml, node, "excuse", BX_DIAG_KEY_DUPLICATE, add_excuse, excuses);
}
