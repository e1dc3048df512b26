/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Lint: the copy before it is set. Reads what load made; knows no fonts and no geometry. */

#include "base/diag.h"
#include "lint/lexicon.h"
#include "load/issue.h"

/* Checks every text of an issue, and the issue as a whole.
 *
 * lexicon  words and names of the house; may be empty
 * diags    gets the findings, BX70xx … BX74xx
 * edits    BxEdit (lint/copy.h): gets what may be mended without asking; freed by bx_edits_free */
void bx_lint_issue(const BxIssue *issue, const BxLexicon *lexicon, BxDiags *diags, GArray *edits);

/* Holds issues of one paper against each other: numbers rise with dates. `issues`: BxIssue. */
void bx_lint_series(const GPtrArray *issues, BxDiags *diags);

GArray *bx_edits_new(void);

/* One change that --fix made. */
typedef struct {
    char *path;       /* as people see it, owned */
    int line, column; /* in the file as it was */
    BxDiagCode code;
    char *old, *new; /* owned */
} BxFix;

GArray *bx_fixes_new(void); /* BxFix */

/* Makes the edits of one story in its file. Left out are edits of characters that are written
 * otherwise in the source (entities, escapes) and whatever would make the file read differently
 * than meant: the new text is read again before anything is written.
 *
 * file   where the story's source lies
 * fixes  gets what was changed, in order of the file
 * Returns false with `error` where the file cannot be written, or changed since it was read. */
bool bx_fix_story(const BxStory *story, const char *file, const GArray *edits, GArray *fixes,
                  GError **error);
