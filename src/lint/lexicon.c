/* SPDX-License-Identifier: Apache-2.0 */
/* Reading lexicons. Entries are found by a character, so that a long lexicon costs no more than a
 * short one. */

#include "lint/house.h"

#include "load/yaml.h"

#define VERSION 1
#define WORD_MOST 100 /* characters */

static const char *const severity_words[] = {"error", "warning", "note", NULL};

static void
word_clear(BxWord *word)
{
    g_free(word->chars);
}

static void
word_free(void *data)
{
    word_clear(data);
    g_free(data);
}

static void
lexicon_word_free(void *data)
{
    BxLexiconWord *word = data;
    word_clear(&word->word);
    g_free(word->write);
    g_free(word->why);
    if (word->except)
        g_ptr_array_unref(word->except);
    g_free(word);
}

static void
lexicon_name_free(void *data)
{
    BxLexiconName *name = data;
    word_clear(&name->name);
    g_ptr_array_unref(name->titles);
    g_free(name);
}

static void
titles_free(void *titles)
{
    g_array_free(titles, TRUE);
}

BxLexicon *
bx_lexicon_new(void)
{
    BxLexicon *lexicon = g_new0(BxLexicon, 1);
    lexicon->sources = g_ptr_array_new_with_free_func((GDestroyNotify)bx_source_free);
    lexicon->words = g_ptr_array_new_with_free_func(lexicon_word_free);
    lexicon->names = g_ptr_array_new_with_free_func(lexicon_name_free);
    lexicon->by_first = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
    lexicon->names_by_first =
        g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
    lexicon->titles_by_last = g_hash_table_new_full(NULL, NULL, NULL, titles_free);
    return lexicon;
}

void
bx_lexicon_free(BxLexicon *lexicon)
{
    if (!lexicon)
        return;
    g_hash_table_unref(lexicon->by_first);
    g_hash_table_unref(lexicon->names_by_first);
    g_hash_table_unref(lexicon->titles_by_last);
    g_ptr_array_unref(lexicon->words);
    g_ptr_array_unref(lexicon->names);
    g_ptr_array_unref(lexicon->sources);
    g_free(lexicon);
}

/* ---- one entry ---- */

/* Reads a word; false with a diagnostic where there is none or it is too long. */
static bool
read_word(BxYaml *yaml, BxNode *node, const char *what, BxWord *word)
{
    g_autofree char *utf8 = bx_yaml_string(yaml, node, what);
    long n = utf8 ? g_utf8_strlen(utf8, -1) : 0;
    if (utf8 && (n < 1 || n > WORD_MOST))
        bx_yaml_wrong(yaml, node, what, "1 to 100 characters");
    if (n < 1 || n > WORD_MOST)
        return false;
    word->n = (int)n;
    word->chars = g_utf8_to_ucs4_fast(utf8, -1, NULL);
    return true;
}

static void
add_word(BxYaml *yaml, BxNode *node, void *data)
{
    BxWord *word = g_new0(BxWord, 1);
    if (read_word(yaml, node, "word", word))
        g_ptr_array_add(data, word);
    else
        g_free(word);
}

static void
words_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)context;
    GPtrArray *list = g_ptr_array_new_with_free_func(word_free);
    bx_yaml_items(yaml, node, "words", true, add_word, list);
    *(GPtrArray **)field = list;
}

/* A `words` entry as it stands: one rule for each of its spellings. */
typedef struct {
    GPtrArray *word, *except; /* BxWord */
    char *write, *why;
    int severity;
    bool fix;
} WordKeys;

typedef struct {
    GPtrArray *titles; /* BxWord */
    BxNode *name;
    int severity;
    bool first;
} NameKeys;

static void
node_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)yaml;
    (void)context;
    *(BxNode **)field = node;
}

/* clang-format off */
static const BxField word_fields[] = {
    {"word", BX_YAML_CUSTOM, offsetof(WordKeys, word), .required = true, .read = words_reader},
    {"write", BX_YAML_STRING, offsetof(WordKeys, write), .words = NULL},
    {"why", BX_YAML_STRING, offsetof(WordKeys, why), .words = NULL},
    {"except", BX_YAML_CUSTOM, offsetof(WordKeys, except), .read = words_reader},
    {"severity", BX_YAML_WORD, offsetof(WordKeys, severity), .words = severity_words},
    {"fix", BX_YAML_BOOL, offsetof(WordKeys, fix), .words = NULL},
};
static const BxField name_fields[] = {
    {"name", BX_YAML_CUSTOM, offsetof(NameKeys, name), .required = true, .read = node_reader},
    {"titles", BX_YAML_CUSTOM, offsetof(NameKeys, titles), .read = words_reader},
    {"severity", BX_YAML_WORD, offsetof(NameKeys, severity), .words = severity_words},
    {"first", BX_YAML_BOOL, offsetof(NameKeys, first), .words = NULL},
};
/* clang-format on */

static void
index_by(GHashTable *table, gunichar key, void *entry)
{
    GPtrArray *list = g_hash_table_lookup(table, GUINT_TO_POINTER(key));
    if (!list) {
        list = g_ptr_array_new();
        g_hash_table_insert(table, GUINT_TO_POINTER(key), list);
    }
    g_ptr_array_add(list, entry);
}

static void
add_spellings(BxLexicon *lexicon, const WordKeys *keys, BxPos pos)
{
    for (guint i = 0; i < keys->word->len; i++) {
        BxWord *word = g_ptr_array_index(keys->word, i);
        BxLexiconWord *entry = g_new0(BxLexiconWord, 1);
        entry->word = (BxWord){g_steal_pointer(&word->chars), word->n};
        entry->write = g_strdup(keys->write);
        entry->why = g_strdup(keys->why);
        entry->except = keys->except ? g_ptr_array_ref(keys->except) : NULL;
        entry->severity = keys->severity;
        entry->fix = keys->fix;
        entry->pos = pos;
        g_ptr_array_add(lexicon->words, entry);
        index_by(lexicon->by_first, entry->word.chars[0], entry);
    }
}

/* What is to be written is right, also where it holds the word: 他们 for 他 is written once. */
static void
add_write(WordKeys *keys)
{
    if (!keys->write || !*keys->write)
        return;
    BxWord *word = g_new0(BxWord, 1);
    word->chars = g_utf8_to_ucs4_fast(keys->write, -1, NULL);
    word->n = (int)g_utf8_strlen(keys->write, -1);
    if (!keys->except)
        keys->except = g_ptr_array_new_with_free_func(word_free);
    g_ptr_array_add(keys->except, word);
}

static void
add_entry(BxYaml *yaml, BxNode *node, void *data)
{
    WordKeys keys = {.severity = 1};
    BxPos pos = bx_yaml_pos(yaml, node);
    bx_yaml_read(yaml, node, "a word", word_fields, G_N_ELEMENTS(word_fields), &keys, NULL);
    if (keys.fix && !keys.write)
        bx_diag(bx_yaml_diags(yaml), BX_DIAG_KEY_MISSING, pos, "“fix” needs the key “write”");
    add_write(&keys);
    if (keys.word)
        add_spellings(data, &keys, pos);
    if (keys.word)
        g_ptr_array_unref(keys.word);
    if (keys.except)
        g_ptr_array_unref(keys.except);
    g_free(keys.write);
    g_free(keys.why);
}

static void
index_titles(BxLexicon *lexicon, const BxLexiconName *name)
{
    for (guint i = 0; i < name->titles->len; i++) {
        const BxWord *title = g_ptr_array_index(name->titles, i);
        gpointer key = GUINT_TO_POINTER(title->chars[title->n - 1]);
        GArray *list = g_hash_table_lookup(lexicon->titles_by_last, key);
        if (!list) {
            list = g_array_new(FALSE, FALSE, sizeof(BxLexiconTitle));
            g_hash_table_insert(lexicon->titles_by_last, key, list);
        }
        const BxLexiconTitle entry = {title, name};
        g_array_append_val(list, entry);
    }
}

static void
add_name(BxYaml *yaml, BxNode *node, void *data)
{
    BxLexicon *lexicon = data;
    NameKeys keys = {.severity = 1};
    BxWord word = {0};
    BxPos pos = bx_yaml_pos(yaml, node);
    bx_yaml_read(yaml, node, "a name", name_fields, G_N_ELEMENTS(name_fields), &keys, NULL);
    if (keys.first && !keys.titles)
        bx_diag(bx_yaml_diags(yaml), BX_DIAG_KEY_MISSING, pos, "“first” needs the key “titles”");
    GPtrArray *titles = keys.titles ? keys.titles : g_ptr_array_new_with_free_func(word_free);
    if (!keys.name || !read_word(yaml, keys.name, "name", &word)) {
        g_ptr_array_unref(titles);
        return;
    }
    BxLexiconName *name = g_new0(BxLexiconName, 1);
    *name = (BxLexiconName){word, titles, keys.severity, keys.first && keys.titles, pos};
    g_ptr_array_add(lexicon->names, name);
    index_by(lexicon->names_by_first, word.chars[0], name);
    index_titles(lexicon, name);
}

/* ---- the file ---- */

static void
version_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)field;
    (void)context;
    double version;
    if (bx_yaml_number(yaml, node, "lexicon", 0, 0, &version) && version != VERSION)
        bx_diag(bx_yaml_diags(yaml), BX_DIAG_VERSION_UNKNOWN, bx_yaml_pos(yaml, node),
                "version %g of “lexicon” is not known; this program reads %d", version, VERSION);
}

static void
entries_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)field;
    bx_yaml_items(yaml, node, "words", false, add_entry, context);
}

static void
names_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)field;
    bx_yaml_items(yaml, node, "names", false, add_name, context);
}

/* clang-format off */
static const BxField lexicon_fields[] = {
    {"lexicon", BX_YAML_CUSTOM, 0, .required = true, .read = version_reader},
    {"words", BX_YAML_CUSTOM, 0, .read = entries_reader},
    {"names", BX_YAML_CUSTOM, 0, .read = names_reader},
};
/* clang-format on */

void
bx_lexicon_take(BxLexicon *lexicon, BxSource *source, BxDiags *diags)
{
    g_ptr_array_add(lexicon->sources, source);
    g_autoptr(BxYaml) yaml = bx_yaml_parse(source, 0, source->length, diags);
    if (yaml)
        bx_yaml_read(yaml, bx_yaml_root(yaml), "a lexicon", lexicon_fields,
                     G_N_ELEMENTS(lexicon_fields), lexicon, lexicon);
}
