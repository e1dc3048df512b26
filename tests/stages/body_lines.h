/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The lines of a composed story in the order of their slots, for tests of what stands where. */

#include "issue_of.h"

typedef struct {
    const BxLine *line;
    const BxSetText *set;
    BxLineSlot slot;        /* of a crosshead the first */
    bool is_first, is_last; /* of the paragraph */
    bool is_crosshead;
} BodyLine;

/* BodyLine of all body texts and crossheads that have slots; owned. */
GArray *body_lines(const Made *made, int story);
const BxComposed *story_of(const Made *made, int story);
const BxPart *part_of(const Made *made, int i); /* of the plan */
const BxPartFit *fit_of(const Made *made, int story, int part);
/* Rows from the part's first one to the last line in a leg; 0: the leg is empty. */
int depth_of_leg(const Made *made, int story, int leg);
/* Diagnostics of a code. */
int count_diags(const Made *made, BxDiagCode code);
/* Body of `paragraphs` with blank lines between them; NULL ends the list. Owned. */
char *body_of(const char *paragraph, ...) G_GNUC_NULL_TERMINATED;
