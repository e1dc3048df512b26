/* SPDX-License-Identifier: Apache-2.0 */
#include "load/crop.h"

#include <glib.h>

#define PARTS 4
#define SHARE_LEAST 0.01 /* of a side: less is a slip of the pen */

bool
bx_crop_parse(const char *value, BxCrop *crop)
{
    g_auto(GStrv) parts = g_strsplit(value, ",", PARTS + 1);
    double read[PARTS];
    if (g_strv_length(parts) != PARTS)
        return false;
    for (int i = 0; i < PARTS; i++) {
        char *end = NULL;
        read[i] = g_ascii_strtod(parts[i], &end);
        if (end == parts[i] || *end || !(read[i] >= 0 && read[i] <= 1))
            return false;
    }
    const double slack = 1e-9; /* 0.7 + 0.3 is not 1 */
    if (read[2] < SHARE_LEAST || read[3] < SHARE_LEAST || read[0] + read[2] > 1 + slack
        || read[1] + read[3] > 1 + slack)
        return false;
    *crop = (BxCrop){read[0], read[1], read[2], read[3]};
    return true;
}
