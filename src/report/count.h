/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Counts: how deep stories are, for people and for programs. */

#include <stdbool.h>

typedef struct {
    const char *file, *headline;
    int characters;      /* of the body, without blanks */
    int lines;           /* body, crossheads and end credit, in one column */
    int pictures;        /* not counted in the lines */
    double column_chars; /* measure, em */
    double pitch_pt;
} BxCount;

/* A table, or one JSON array; owned. */
char *bx_counts_text(const BxCount *counts, int n, bool json);
