/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The options of proofs. */

#include "cli/cli.h"

typedef struct {
    char *overlays, *paper, *stamp, *date, *png;
    int ppi;
    gboolean simulate;
} BxProofArguments;

void bx_proof_arguments_clear(BxProofArguments *arguments);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(BxProofArguments, bx_proof_arguments_clear)

/* Adds their rows to a table of GOptionEntry that has no end yet. */
void bx_add_proof_entries(GArray *entries, BxProofArguments *arguments);
/* Borrows from the arguments. */
BxProofOptions bx_proof_options_of(const BxProofArguments *arguments);
/* False, and said, where a value is wrong, or one is given that the profile has no use for. */
bool bx_check_proof_arguments(const BxProofArguments *arguments, bool is_proof);
/* Pixels an inch of --png. */
double bx_proof_ppi(const BxProofArguments *arguments);
