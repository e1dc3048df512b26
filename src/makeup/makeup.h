/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Make-up: a page without slots is divided among its stories. The grid is cut by straight lines, again and
 * again, until each piece holds a story (modular make-up, PG-3); of all such pages the one of least cost is
 * found, and how far it can be from the best is said. */

#include "text/compose.h"

/* Most stories that one page is planned for; more are refused. */
#define BX_MAKEUP_STORIES_MOST 14

/* A figure of a story in its slot: basic columns and rows of the page grid, 1-based. */
typedef struct {
    int figure; /* index among the story's figures */
    BxSpan cols, rows;
} BxProposedFigure;

typedef struct {
    int story; /* index into issue->stories */
    BxRank rank;
    BxSpan cols, rows;     /* of the page grid, 1-based */
    const BxHeadSet *head; /* of the layout; NULL: no head */
    BxSpan head_cols;      /* count 0: the whole slot */
    int head_rows;
    double head_size; /* points, of the headline */
    GArray *figures;  /* BxProposedFigure */
    int n_lines;      /* lines that the text comes to by nature */
    int n_slots;      /* line slots that it has */
    double costs[6];  /* of this story in its place, see leaf.h */
} BxProposedSlot;

/* A rule along a cut: in the gutter after column `at`, over rows; or in row `at`, over columns. 1-based. */
typedef struct {
    bool is_column;
    int at;
    BxSpan span;
} BxProposedRule;

/* One part of a page's cost. */
typedef struct {
    const char *rule; /* “PG-9” … */
    double cost;
    int story; /* −1: the page */
} BxProposedCost;

/* A page as it could be. Costs are in units that make a slightly loose or cropped page a few, a page that
 * breaks a should-rule ten and more; a page that breaks PG-5, 6, 8 or 12 is never proposed. */
typedef struct {
    GPtrArray *slots; /* BxProposedSlot, in order of reading */
    GArray *rules;    /* BxProposedRule */
    int rows_left;    /* rows at the foot that the stories cannot fill … */
    int lines_left;   /* … and the lines in them */
    double cost;
    double bound;    /* no page of the search's kind costs less; = cost: it is the best */
    GArray *parts;   /* BxProposedCost, in the order of rules */
    long n_searched; /* partial pages that were looked at */
} BxProposal;

void bx_proposal_free(void *proposal); /* BxProposal *, NULL is taken */

/* Proposes pages for the stories of page `page` of the issue that no pinned slot holds, best first, at
 * most `n_wanted`, each of another structure. GPtrArray of BxProposal, owned; empty with a diagnostic where
 * there is no valid page: the stories are too long or too short for it, by so many lines. Source: PG-1 …
 * PG-15; the same input gives the same pages. */
GPtrArray *bx_makeup_propose(const BxIssue *issue, int page, int n_wanted, BxFonts *fonts,
                             BxDiags *diags);

/* The name of the picture slot of a story's n-th figure; owned. */
char *bx_proposed_figure_name(int figure);

/* A proposal as a layout over `base`: YAML that can be changed by hand. Owned. */
char *bx_proposal_layout(const BxProposal *proposal, const BxIssue *issue, int page);
/* Score, its parts, the distance from the best possible and the reason for each place, as text. Owned. */
char *bx_proposal_explain(const BxProposal *proposal, const BxIssue *issue);
