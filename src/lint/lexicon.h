/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The house lexicon: words, names and titles, each with what to write and how grave it is. The files
 * are the user's; none is shipped. Format: layouts/FORMAT.md. */

#include "base/diag.h"

typedef struct BxLexicon BxLexicon;

BxLexicon *bx_lexicon_new(void);
void bx_lexicon_free(BxLexicon *lexicon);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxLexicon, bx_lexicon_free)

/* Adds the entries of one file, which the lexicon takes. Faults of the file are diagnostics. */
void bx_lexicon_take(BxLexicon *lexicon, BxSource *source, BxDiags *diags);
