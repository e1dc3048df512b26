/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Issues made at random, the same for the same seed: pages cut into slots of every kind, stories with every
 * kind of figure, now and then with a fault in the layout. For the property tests of make-up. */

#include <glib.h>
#include <stdbool.h>

/* What an issue shows of what the formats have; counted over a run, so that no ability goes untested. */
typedef enum {
    FEATURE_PICTURE_SLOT,
    FEATURE_PICTURE_RANGE,
    FEATURE_PICTURE_AT,
    FEATURE_GROUP,
    FEATURE_TABLE,
    FEATURE_PULL,
    FEATURE_OUTLINE,
    FEATURE_AREAS,
    FEATURE_INSIDE,
    FEATURE_RECUT,
    FEATURE_AUTO_ROWS,
    FEATURE_BOX,
    FEATURE_ORNAMENT,
    FEATURE_AD,
    FEATURE_STANDING,
    FEATURE_JUMP,
    FEATURE_VERTICAL,
    FEATURE_VERTICAL_HEAD,
    FEATURE_CROSSHEAD,
    FEATURE_LIST,
    FEATURE_QUOTE,
    FEATURE_CREDIT,
    FEATURE_FAULT,
    N_FEATURES,
} Feature;

extern const char *const feature_names[N_FEATURES];

typedef struct {
    int features[N_FEATURES];
    GPtrArray *words; /* GString a story, in the order of its files a.md, b.md …: its characters */
    bool is_plain;    /* text preparation is off: what is printed is what was written */
} RandomIssue;

/* Writes the issue of a seed into an existing folder; what an earlier one left there is removed. */
RandomIssue *random_issue_new(guint32 seed, const char *folder);
void random_issue_free(RandomIssue *issue);

/* ---- between random_issue.c, random_layout.c and random_text.c ---- */

#define STORIES_MOST 20
#define PAGES_MOST 4

typedef struct {
    int first, count;
} Span;

/* A slot on its way to YAML. */
typedef struct {
    char name[8];
    int page;
    Span cols, rows;           /* 1-based */
    Span more_cols, more_rows; /* second area; count 0: none */
    int outer;                 /* slot that it stands inside, −1: none */
    bool is_auto, has_box, is_vertical, has_tall_head, has_rule, is_unlevel;
    int legs; /* 0: the page's columns */
    const char *head;
    const char *ornament; /* of the box, NULL: a plain one */
    Span head_lines;      /* least, most; 0: open */
    int n_pictures;
    Span picture_cols[2], picture_rows[2];
    int picture_more[2]; /* rows more than the least */
    int story;           /* −1: none */
    int capacity;        /* characters, about */
} RandomSlot;

typedef struct {
    GRand *rand;
    const char *base;
    int columns, lines, chars; /* of the grid */
    int n_pages, n_stories;
    GArray *slots;            /* RandomSlot, in order of reading */
    int n_named;              /* slots that got a name */
    Span ad_rows[PAGES_MOST]; /* of an advertisement at the foot; count 0: none */
    RandomIssue *issue;
} Making;

int pick(GRand *rand, int n); /* 0 … n − 1 */
bool chance(GRand *rand, int percent);

/* random_layout.c: the slots of all pages, and the layouts' text. */
void cut_pages(Making *making);
void write_layouts(const Making *making, const char *folder);

/* random_text.c: words into Markdown `source`, their characters into `plain`. */
void write_han(GRand *rand, int n, GString *source, GString *plain);
void write_paragraph(GRand *rand, int n, GString *source, GString *plain);
