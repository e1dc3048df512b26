/* SPDX-License-Identifier: Apache-2.0 */
/* What a layout asks to be printed: `required: all`, or some of it with the points that its absence
 * costs. Source: 《报纸出版形式差错数计算方法》 (annex to 《报纸期刊质量管理规定》, 国新出发〔2020〕10号). */

#include "load/layout_reading.h"

#include <string.h>

#define POINTS_MOST 100

/* clang-format off */
const char *const bx_requirement_names[] = {
    "nameplate", "extra", "date", "total", "pages", "cn", "authority", "sponsor", "publisher", "address", "contact",
    "printer", "distribution", "price", "folio", "advertisement", NULL};
/* clang-format on */

/* 4 for the name is what the regulations say (II.1). The points of the others stand here as the least
 * that a fault can cost: an office that counts them otherwise writes its own. */
static double
default_points(int requirement)
{
    return requirement == BX_REQUIRE_NAMEPLATE ? 4 : 1;
}

static void
add_requirement(BxYaml *yaml, BxNode *key, BxNode *value, void *data)
{
    BxRequired *required = data;
    g_autofree char *name = bx_yaml_string(yaml, key, "required");
    for (int i = 0; name && i < BX_N_REQUIREMENTS; i++) {
        if (strcmp(name, bx_requirement_names[i]) != 0)
            continue;
        bx_yaml_number(yaml, value, name, 0, POINTS_MOST, &required->points[i]);
        required->pos[i] = bx_yaml_pos(yaml, key);
        return;
    }
    g_autofree char *hint = name ? bx_did_you_mean(name, bx_requirement_names) : g_strdup("");
    bx_diag(bx_yaml_diags(yaml), BX_DIAG_KEY_UNKNOWN, bx_yaml_pos(yaml, key),
            "“required” has no key “%s”%s", name ? name : "", hint);
}

void
bx_read_required(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)context;
    BxRequired *required = field;
    *required = (BxRequired){0};
    if (bx_yaml_is_mapping(node)) {
        bx_yaml_each(yaml, node, "required", BX_DIAG_KEY_DUPLICATE, add_requirement, required);
        return;
    }
    g_autofree char *word = bx_yaml_string(yaml, node, "required");
    if (g_strcmp0(word, "all") != 0) {
        bx_yaml_wrong(yaml, node, "required", "“all”, or requirements with their points");
        return;
    }
    for (int i = 0; i < BX_N_REQUIREMENTS; i++) {
        required->points[i] = default_points(i);
        required->pos[i] = bx_yaml_pos(yaml, node);
    }
}
