/* SPDX-License-Identifier: Apache-2.0 */
#include "load/crop.h"

#include <glib.h>

#define SHARE_LEAST 0.01 /* of a side: less is a slip of the pen */

/* `n` shares with commas between them. */
static bool
parse_shares(const char *value, double *shares, int n)
{
    g_auto(GStrv) parts = g_strsplit(value, ",", n + 1);
    if ((int)g_strv_length(parts) != n)
        return false;
    for (int i = 0; i < n; i++) {
        char *end = NULL;
        shares[i] = g_ascii_strtod(parts[i], &end);
        if (end == parts[i] || *end || !(shares[i] >= 0 && shares[i] <= 1))
            return false;
    }
    return true;
}

bool
bx_crop_parse(const char *value, BxCrop *crop)
{
    const double slack = 1e-9; /* 0.7 + 0.3 is not 1 */
    double read[4];
    if (!parse_shares(value, read, 4) || read[2] < SHARE_LEAST || read[3] < SHARE_LEAST
        || read[0] + read[2] > 1 + slack || read[1] + read[3] > 1 + slack)
        return false;
    *crop = (BxCrop){read[0], read[1], read[2], read[3]};
    return true;
}

bool
bx_focus_parse(const char *value, double *x, double *y)
{
    double read[2];
    if (!parse_shares(value, read, 2))
        return false;
    *x = read[0];
    *y = read[1];
    return true;
}
