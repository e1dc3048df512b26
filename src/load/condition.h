/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Printing conditions: the key `press` of layouts, the profile that stands for a condition's name, and
 * RGB values as inks of that profile. */

#include "load/layout_reading.h"

/* Reads `press` of one layout of a chain. The layout read first, the one that a page names, has the
 * last word: its `profile` or `condition` stands without those of its bases. */
void bx_read_press(BxYaml *yaml, BxNode *node, BxLayoutReading *reading);

/* Fills what no layout of the chain said: the shipped profile and its condition, the profile of a
 * condition named alone (searched in the issue's layouts, the shipped ones and the system's folders of
 * colour profiles), the condition of a profile named alone, where the profile itself says it. What
 * cannot be used is PROFILE_UNUSABLE or NAME_UNKNOWN. */
void bx_settle_press(BxLayoutReading *reading);

/* An issue is printed in one way: pages whose `press` is not that of the first are PRESS_DIFFERS. */
void bx_check_one_press(const BxIssue *issue, BxDiags *diags);

/* A CMYK output profile, a cmsHPROFILE to be closed; NULL: the file is none. */
void *bx_open_press_profile(const char *file);

/* The inks that print an sRGB value (0xRRGGBB), in whole per cent: by the perceptual table of the
 * profile, as for pictures; grey in black alone. False where the profile cannot be used. */
bool bx_rgb_to_ink(const char *profile, double ink_limit, unsigned rgb, BxInk *ink);
