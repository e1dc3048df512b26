/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Paragraphs for tests: words in a style of 9 pt, set without an issue. */

#include "text/paragraph.h"

#define EM 9.0

typedef struct {
    const char *words;
    BxStyle style;
    double measure; /* em */
    double indent;  /* em */
    bool is_vertical, is_head;
    BxPrepareKind kind;
    unsigned marks; /* BxMarks on characters marked_from … marked_to */
    int marked_from, marked_to;
    const char *const *rubies; /* readings of so many characters from first_ruby on */
    int n_rubies, first_ruby;
} Words;

typedef struct {
    BxSource *source; /* the words are all of it */
    BxText *text;
    BxDiags *diags;
    BxParagraph *paragraph;
    double measure; /* points */
    BxStyle style;  /* the paragraph refers to it */
} Set;

void open_fonts(void); /* once a program */
void close_fonts(void);
BxFonts *the_fonts(void);

BxStyle plain_style(void); /* 宋, justified, gb */
Words plain_words(const char *words, double measure_em);

Set *set_new(const Words *words);
void set_free(Set *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Set, set_free)

/* Lines of the paragraph; owned by the caller. */
GPtrArray *set_lines(const Set *set, int looseness);
/* The texts of the lines with “|” between them. */
char *join_lines(const GPtrArray *lines, const char *between);
/* CPU time of this program so far, seconds: other programs on the machine do not count. */
double cpu_seconds(void);
/* How often a diagnostic was given. */
int count_diags(const Set *set, BxDiagCode code);
