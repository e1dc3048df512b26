/* SPDX-License-Identifier: Apache-2.0 */
#include "proof/overlays.h"

#include <string.h>

static const struct {
    const char *name;
    unsigned overlays;
} words[] = {
    {"grid", BX_OVERLAY_GRID},
    {"slots", BX_OVERLAY_SLOTS},
    {"fit", BX_OVERLAY_FIT},
    {"overset", BX_OVERLAY_OVERSET},
    {"pictures", BX_OVERLAY_PICTURES},
    {"loose", BX_OVERLAY_LOOSE},
    {"findings", BX_OVERLAY_FINDINGS},
    {"files", BX_OVERLAY_FILES},
    {"default", BX_OVERLAYS_DEFAULT},
    {"none", 0},
    {"all", 0xFF},
};

static bool
find_word(const char *name, unsigned *overlays)
{
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(words[i].name, name) == 0) {
            *overlays |= words[i].overlays;
            return true;
        }
    return false;
}

bool
bx_overlays_parse(const char *names, unsigned *overlays, char **unknown)
{
    g_auto(GStrv) list = g_strsplit(names, ",", -1);
    *overlays = 0;
    for (char **name = list; *name; name++)
        if (!find_word(g_strstrip(*name), overlays)) {
            *unknown = g_strdup(*name);
            return false;
        }
    return true;
}
