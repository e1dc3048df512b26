/* SPDX-License-Identifier: Apache-2.0 */
/* The copy against the house lexicon: words, and names with the titles before them. */

#include "lint/house.h"

#include "base/say.h"

struct BxHouse {
    const BxLexicon *lexicon;
    GHashTable *named; /* BxLexiconName: already named in this story */
};

static const BxDiagCode codes[] = {BX_DIAG_LEXICON_ERROR, BX_DIAG_LEXICON_WARNING,
                                   BX_DIAG_LEXICON_NOTE};

BxHouse *
bx_house_new(const BxLexicon *lexicon)
{
    BxHouse *house = g_new0(BxHouse, 1);
    house->lexicon = lexicon;
    house->named = g_hash_table_new(NULL, NULL);
    return house;
}

void
bx_house_free(BxHouse *house)
{
    if (!house)
        return;
    g_hash_table_unref(house->named);
    g_free(house);
}

void
bx_house_begin_story(BxHouse *house)
{
    g_hash_table_remove_all(house->named);
}

static bool
stands_at(const BxCopy *copy, int i, const BxWord *word)
{
    for (int k = 0; k < word->n; k++)
        if (bx_copy_at(copy, i + k) != word->chars[k])
            return false;
    return true;
}

/* ---- words ---- */

/* Is the word at i part of one of its exceptions? 权利 in 权利要求书, where that is listed. */
static bool
is_excepted(const BxCopy *copy, int i, const BxLexiconWord *entry)
{
    for (guint e = 0; entry->except && e < entry->except->len; e++) {
        const BxWord *except = g_ptr_array_index(entry->except, e);
        for (int off = 0; off + entry->word.n <= except->n; off++)
            if (stands_at(copy, i - off, except))
                return true;
    }
    return false;
}

static void
found_word(BxChecking *checking, int i, const BxLexiconWord *entry)
{
    g_autofree char *words = bx_copy_words(checking->copy, i, entry->word.n);
    g_autofree char *write = entry->write ? bx_say("; write “%s”", entry->write) : g_strdup("");
    bx_found(checking, codes[entry->severity], i, "“%s”%s%s%s (%s:%d)", words, write,
             entry->why ? ": " : "", entry->why ? entry->why : "", entry->pos.source->path,
             entry->pos.line);
    if (entry->fix && entry->write)
        bx_mend(checking, i, entry->word.n, entry->write);
}

static void
check_words(const BxHouse *house, BxChecking *checking, int i)
{
    const GPtrArray *list = g_hash_table_lookup(house->lexicon->by_first,
                                                GUINT_TO_POINTER(bx_copy_at(checking->copy, i)));
    for (guint k = 0; list && k < list->len; k++) {
        const BxLexiconWord *entry = g_ptr_array_index(list, k);
        if (stands_at(checking->copy, i, &entry->word) && !is_excepted(checking->copy, i, entry))
            found_word(checking, i, entry);
    }
}

/* ---- names ---- */

/* The longest title of the lexicon that stands right before i; NULL: none does. `is_own`: it is one of
 * this name. */
static const BxLexiconTitle *
title_before(const BxHouse *house, const BxCopy *copy, int i, const BxLexiconName *name,
             bool *is_own)
{
    const GArray *list = g_hash_table_lookup(house->lexicon->titles_by_last,
                                             GUINT_TO_POINTER(bx_copy_at(copy, i - 1)));
    const BxLexiconTitle *longest = NULL;
    *is_own = false;
    for (guint k = 0; list && k < list->len; k++) {
        const BxLexiconTitle *title = &g_array_index(list, BxLexiconTitle, k);
        if (!stands_at(copy, i - title->title->n, title->title))
            continue;
        bool is_longer = !longest || title->title->n > longest->title->n;
        bool is_equal = longest && title->title->n == longest->title->n;
        if (is_longer || (is_equal && title->name == name))
            longest = title;
    }
    *is_own = longest && longest->name == name;
    return longest;
}

static char *
titles_of(const BxLexiconName *name)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < name->titles->len; i++) {
        const BxWord *title = g_ptr_array_index(name->titles, i);
        g_autofree char *words = g_ucs4_to_utf8(title->chars, title->n, NULL, NULL, NULL);
        g_string_append_printf(out, "%s“%s”", i ? bx_word(" or ") : "", words);
    }
    return g_string_free(out, FALSE);
}

static void
check_name(BxHouse *house, BxChecking *checking, int i, BxLexiconName *name)
{
    const BxCopy *copy = checking->copy;
    bool is_own, is_first = g_hash_table_add(house->named, name) && name->first;
    const BxLexiconTitle *title = title_before(house, copy, i, name, &is_own);
    if (name->titles->len == 0 || is_own || (!title && !is_first))
        return; /* of a name without titles nobody says which are wrong */
    int n = title ? title->title->n : 0;
    g_autofree char *before = bx_copy_words(copy, i - n, n);
    g_autofree char *words = bx_copy_words(copy, i, name->name.n);
    g_autofree char *wanted = titles_of(name);
    if (title)
        bx_found(checking, codes[name->severity], i - n,
                 "“%s” before “%s” is another's title; write %s (%s:%d)", before, words, wanted,
                 name->pos.source->path, name->pos.line);
    else
        bx_found(checking, codes[name->severity], i,
                 "“%s” is named first without a title; write %s (%s:%d)", words, wanted,
                 name->pos.source->path, name->pos.line);
}

static void
check_names(BxHouse *house, BxChecking *checking, int i)
{
    const GPtrArray *list = g_hash_table_lookup(house->lexicon->names_by_first,
                                                GUINT_TO_POINTER(bx_copy_at(checking->copy, i)));
    for (guint k = 0; list && k < list->len; k++) {
        BxLexiconName *name = g_ptr_array_index(list, k);
        if (stands_at(checking->copy, i, &name->name))
            check_name(house, checking, i, name);
    }
}

void
bx_house_check(BxHouse *house, BxChecking *checking)
{
    for (int i = 0; i < checking->copy->n; i++) {
        check_words(house, checking, i);
        /* a headline names people without their titles */
        if (checking->copy->kind == BX_COPY_BODY)
            check_names(house, checking, i);
    }
}
