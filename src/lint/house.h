/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The copy against the house lexicon. Used inside the lint stage alone. */

#include "lint/copy.h"
#include "lint/lexicon.h"

/* A pass over stories: it remembers which names a story has named. */
typedef struct BxHouse BxHouse;

BxHouse *bx_house_new(const BxLexicon *lexicon);
void bx_house_free(BxHouse *house);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxHouse, bx_house_free)
void bx_house_begin_story(BxHouse *house);
void bx_house_check(BxHouse *house, BxChecking *checking);

/* ---- what the lexicon holds ---- */

typedef struct {
    gunichar *chars; /* owned */
    int n;
} BxWord;

typedef struct {
    BxWord word;
    char *write, *why; /* owned; may be NULL */
    GPtrArray *except; /* BxWord: where it stands inside one of these it is right */
    int severity;      /* 0 error, 1 warning, 2 note */
    bool fix;          /* --fix writes `write` */
    BxPos pos;
} BxLexiconWord;

typedef struct {
    BxWord name;
    GPtrArray *titles; /* BxWord */
    int severity;
    bool first; /* its first mention in a story carries a title */
    BxPos pos;
} BxLexiconName;

typedef struct {
    const BxWord *title;
    const BxLexiconName *name; /* one of those who bear it */
} BxLexiconTitle;

struct BxLexicon {
    GPtrArray *sources;   /* BxSource */
    GPtrArray *words;     /* BxLexiconWord */
    GPtrArray *names;     /* BxLexiconName */
    GHashTable *by_first; /* first character → GPtrArray of BxLexiconWord */
    GHashTable *names_by_first;
    GHashTable *titles_by_last; /* last character → GArray of BxLexiconTitle */
};
