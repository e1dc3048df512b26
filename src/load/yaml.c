/* SPDX-License-Identifier: Apache-2.0 */
/* YAML: libfyaml's nodes with places; values are read as their key asks, never guessed. */

#include "load/yaml.h"

#include "base/say.h"

#include <libfyaml.h>
#include <math.h>
#include <string.h>

#define MAX_DEPTH 32
#define MAX_NODES 100000

struct BxYaml {
    struct fy_parser *parser;
    struct fy_document *document; /* owned by the parser */
    const BxSource *source;
    size_t start; /* of the document in the source, bytes */
    BxDiags *diags;
};

static BxPos
pos_at(const BxYaml *yaml, size_t byte)
{
    return bx_source_pos(yaml->source, yaml->start + byte);
}

/* First token of a node: its own, or that of its first member. */
static struct fy_token *
start_token(struct fy_node *node)
{
    for (int depth = 0; node && depth < MAX_DEPTH; depth++) {
        switch (fy_node_get_type(node)) {
        case FYNT_SCALAR:
            return fy_node_get_scalar_token(node);
        case FYNT_SEQUENCE:
            node = fy_node_sequence_get_by_index(node, 0);
            break;
        case FYNT_MAPPING: {
            struct fy_node_pair *pair = fy_node_mapping_get_by_index(node, 0);
            node = pair ? fy_node_pair_key(pair) : NULL;
            break;
        }
        }
    }
    return NULL;
}

BxPos
bx_yaml_pos(const BxYaml *yaml, BxNode *node)
{
    struct fy_token *token = node ? start_token(node) : NULL;
    const struct fy_mark *mark = token ? fy_token_start_mark(token) : NULL;
    return pos_at(yaml, mark ? mark->input_pos : 0);
}

BxDiags *
bx_yaml_diags(const BxYaml *yaml)
{
    return yaml->diags;
}

BxNode *
bx_yaml_root(BxYaml *yaml)
{
    return fy_document_root(yaml->document);
}

/* The first syntax error; what libfyaml says after it follows from it. */
static void
report_syntax(const BxYaml *yaml, struct fy_diag *diag)
{
    void *cursor = NULL;
    const struct fy_diag_error *fault = fy_diag_errors_iterate(diag, &cursor);
    BxPos first = pos_at(yaml, 0);
    if (!fault) {
        bx_diag(yaml->diags, BX_DIAG_YAML_SYNTAX, first,
                "no YAML is here: the file is empty or not well-formed");
        return;
    }
    int line = fault->line > 0 ? first.line + fault->line - 1 : first.line;
    g_autofree char *text = bx_source_copy_line(yaml->source, line);
    int byte = CLAMP(fault->column - 1, 0, (int)strlen(text));
    while (byte > 0 && ((unsigned char)text[byte] & 0xC0) == 0x80)
        byte--;
    BxPos pos = {yaml->source, line, (int)g_utf8_strlen(text, byte) + 1};
    bx_diag(yaml->diags, BX_DIAG_YAML_SYNTAX, pos, "not well-formed YAML: %s", bx_word(fault->msg));
}

/* Depth, number, aliases. Recursion is bounded by MAX_DEPTH. */
static bool
check_limits(BxYaml *yaml, struct fy_node *node, int depth, int *n_nodes)
{
    if (!node)
        return true;
    if (depth > MAX_DEPTH || ++*n_nodes > MAX_NODES || fy_node_is_alias(node)
        || fy_node_get_anchor(node)) {
        const char *why = depth > MAX_DEPTH      ? N_("nested deeper than 32 levels")
                          : *n_nodes > MAX_NODES ? N_("of more than 100,000 values")
                                                 : N_("with anchors or aliases");
        bx_diag(yaml->diags, BX_DIAG_YAML_LIMIT, bx_yaml_pos(yaml, node),
                "YAML %s is not taken; write it plainly", bx_word(why));
        return false;
    }
    void *cursor = NULL;
    if (fy_node_is_sequence(node)) {
        struct fy_node *item;
        while ((item = fy_node_sequence_iterate(node, &cursor)))
            if (!check_limits(yaml, item, depth + 1, n_nodes))
                return false;
    } else if (fy_node_is_mapping(node)) {
        struct fy_node_pair *pair;
        while ((pair = fy_node_mapping_iterate(node, &cursor)))
            if (!check_limits(yaml, fy_node_pair_key(pair), depth + 1, n_nodes)
                || !check_limits(yaml, fy_node_pair_value(pair), depth + 1, n_nodes))
                return false;
    }
    return true;
}

/* libfyaml recurses over flow collections; deep ones are refused before it sees them. */
static bool
check_brackets(BxYaml *yaml, const char *text, size_t length)
{
    int depth = 0;
    for (size_t i = 0; i < length; i++) {
        depth += text[i] == '[' || text[i] == '{';
        depth -= (text[i] == ']' || text[i] == '}') && depth > 0;
        if (depth > 4 * MAX_DEPTH) {
            bx_diag(yaml->diags, BX_DIAG_YAML_LIMIT, pos_at(yaml, i),
                    "brackets nested too deep; write it plainly");
            return false;
        }
    }
    return true;
}

/* One document; what follows it would be passed over in silence, so it is a fault. */
static bool
load_document(BxYaml *yaml, struct fy_diag *diag, size_t length)
{
    const struct fy_parse_cfg config = {.flags = FYPCF_QUIET | FYPCF_ALLOW_DUPLICATE_KEYS,
                                        .diag = diag};
    yaml->parser = fy_parser_create(&config);
    fy_parser_set_string(yaml->parser, yaml->source->text + yaml->start, length);
    yaml->document = fy_parse_load_document(yaml->parser);
    struct fy_document *more = yaml->document ? fy_parse_load_document(yaml->parser) : NULL;
    if (!yaml->document || (!more && fy_parser_get_stream_error(yaml->parser))) {
        report_syntax(yaml, diag);
        return false;
    }
    if (!more)
        return true;
    bx_diag(yaml->diags, BX_DIAG_YAML_SYNTAX, bx_yaml_pos(yaml, fy_document_root(more)),
            "a second YAML document; one file holds one");
    fy_parse_document_destroy(yaml->parser, more);
    return false;
}

BxYaml *
bx_yaml_parse(const BxSource *source, size_t start, size_t end, BxDiags *diags)
{
    g_autoptr(BxYaml) yaml = g_new0(BxYaml, 1);
    yaml->source = source;
    yaml->start = start;
    yaml->diags = diags;
    if (!check_brackets(yaml, source->text + start, end - start))
        return NULL;
    struct fy_diag_cfg diag_config;
    fy_diag_cfg_default(&diag_config);
    struct fy_diag *diag = fy_diag_create(&diag_config);
    fy_diag_set_collect_errors(diag, true);
    int n_nodes = 0;
    bool usable = load_document(yaml, diag, end - start)
                  && check_limits(yaml, bx_yaml_root(yaml), 0, &n_nodes);
    fy_diag_destroy(diag);
    return usable ? g_steal_pointer(&yaml) : NULL;
}

void
bx_yaml_free(BxYaml *yaml)
{
    if (!yaml)
        return;
    if (yaml->document)
        fy_parse_document_destroy(yaml->parser, yaml->document);
    if (yaml->parser)
        fy_parser_destroy(yaml->parser);
    g_free(yaml);
}

bool
bx_yaml_is_mapping(BxNode *node)
{
    return node && fy_node_is_mapping(node);
}

bool
bx_yaml_is_sequence(BxNode *node)
{
    return node && fy_node_is_sequence(node);
}

char *
bx_yaml_written(BxNode *node)
{
    return fy_emit_node_to_string(node, FYECF_MODE_FLOW_ONELINE | FYECF_WIDTH_INF);
}

BxNode *
bx_yaml_lookup(BxNode *mapping, const char *key)
{
    return bx_yaml_is_mapping(mapping) ? fy_node_mapping_lookup_by_string(mapping, key, FY_NT)
                                       : NULL;
}

void
bx_yaml_wrong(BxYaml *yaml, BxNode *node, const char *what, const char *wanted)
{
    bx_diag(yaml->diags, BX_DIAG_TYPE_WRONG, bx_yaml_pos(yaml, node), "“%s” wants %s", what,
            bx_word(wanted));
}

static char *
copy_scalar(BxNode *node)
{
    size_t length = 0;
    const char *text = node && fy_node_is_scalar(node) ? fy_node_get_scalar(node, &length) : NULL;
    return text && !memchr(text, 0, length) ? g_strndup(text, length) : NULL;
}

char *
bx_yaml_string(BxYaml *yaml, BxNode *node, const char *what)
{
    char *text = copy_scalar(node);
    if (!text || !*text) {
        g_clear_pointer(&text, g_free);
        bx_yaml_wrong(yaml, node, what, "a text");
    }
    return text;
}

/* Finds the place of every character of a scalar in the source. What stands between is syntax:
 * quotes, escapes, line folding, indentation. */
static void
find_origins(const BxYaml *yaml, BxNode *node, BxText *text)
{
    const struct fy_mark *mark = fy_token_start_mark(fy_node_get_scalar_token(node));
    size_t at = yaml->start + (mark ? mark->input_pos : 0);
    const char *source = yaml->source->text;
    const char *p = text->text;
    for (int i = 0; i < text->n_chars; i++, p = g_utf8_next_char(p)) {
        size_t length = (size_t)(g_utf8_next_char(p) - p), found = at;
        bool is_blank = *p == ' ' || *p == '\n';
        while (found < yaml->source->length && memcmp(source + found, p, length) != 0
               && !(is_blank && g_ascii_isspace(source[found])) && found < at + 4096)
            found++;
        bool is_there = found < yaml->source->length && found < at + 4096;
        text->origin[i] =
            (int)(is_there ? found : at); /* an escape (\u4e2d) has no character of its own */
        at = is_there ? found + length : at;
    }
}

BxText *
bx_yaml_text(BxYaml *yaml, BxNode *node, const char *what)
{
    g_autofree char *words = bx_yaml_string(yaml, node, what);
    if (!words)
        return NULL;
    g_strchomp(words); /* the line end of a block scalar */
    BxText *text = bx_text_new(yaml->source, words);
    find_origins(yaml, node, text);
    return text;
}

bool
bx_yaml_length(BxYaml *yaml, BxNode *node, const char *what, BxLength *length)
{
    g_autofree char *words = copy_scalar(node);
    if (words && bx_length_parse(words, length))
        return true;
    bx_yaml_wrong(yaml, node, what, "a length: 12pt, 3.5mm, 2cm, 1in, 0.5em, 2 lines, 小五");
    return false;
}

bool
bx_yaml_number(BxYaml *yaml, BxNode *node, const char *what, double least, double most,
               double *number)
{
    g_autofree char *words = copy_scalar(node);
    char *end = NULL;
    double value = words ? g_ascii_strtod(words, &end) : 0;
    if (!words || end == words || *end || !isfinite(value)) {
        bx_yaml_wrong(yaml, node, what, "a number");
        return false;
    }
    if (least < most && (value < least || value > most)) {
        bx_diag(yaml->diags, BX_DIAG_VALUE_RANGE, bx_yaml_pos(yaml, node),
                "“%s” is %g; it may be %g to %g", what, value, least, most);
        return false;
    }
    *number = value;
    return true;
}

static bool
read_int(BxYaml *yaml, BxNode *node, const char *what, double least, double most, int *number)
{
    double value;
    if (!bx_yaml_number(yaml, node, what, least, most, &value))
        return false;
    if (value != floor(value)) {
        bx_yaml_wrong(yaml, node, what, "a whole number");
        return false;
    }
    *number = (int)value;
    return true;
}

static void
read_span(BxYaml *yaml, BxNode *node, const char *what, BxSpan *span)
{
    if (!bx_yaml_is_sequence(node) || fy_node_sequence_item_count(node) != 2) {
        bx_yaml_wrong(yaml, node, what, "[first, count], both from 1");
        return;
    }
    read_int(yaml, fy_node_sequence_get_by_index(node, 0), what, 1, BX_SPAN_MOST, &span->first);
    read_int(yaml, fy_node_sequence_get_by_index(node, 1), what, 1, BX_SPAN_MOST, &span->count);
}

static void
read_range(BxYaml *yaml, BxNode *node, const BxField *field, BxRange *range)
{
    if (!bx_yaml_is_sequence(node)) {
        if (read_int(yaml, node, field->key, field->least, field->most, &range->least))
            range->most = range->least;
        return;
    }
    BxRange read = {0, 0};
    if (fy_node_sequence_item_count(node) != 2)
        bx_yaml_wrong(yaml, node, field->key, "a number or [least, most]");
    else if (read_int(yaml, bx_yaml_item(node, 0), field->key, field->least, field->most,
                      &read.least)
             && read_int(yaml, bx_yaml_item(node, 1), field->key, field->least, field->most,
                         &read.most)) {
        if (read.least > read.most)
            bx_yaml_wrong(yaml, node, field->key, "[least, most], the smaller number first");
        else
            *range = read;
    }
}

static void
read_word(BxYaml *yaml, BxNode *node, const BxField *field, int *index)
{
    g_autofree char *word = copy_scalar(node);
    for (int i = 0; word && field->words[i]; i++)
        if (strcmp(word, field->words[i]) == 0) {
            *index = i;
            return;
        }
    g_autofree char *list = g_strjoinv(", ", (char **)field->words);
    bx_diag(yaml->diags, BX_DIAG_VALUE_UNKNOWN, bx_yaml_pos(yaml, node), "“%s” is one of: %s",
            field->key, list);
}

static void
read_bool(BxYaml *yaml, BxNode *node, const char *what, bool *value)
{
    g_autofree char *word = copy_scalar(node);
    if (g_strcmp0(word, "true") == 0 || g_strcmp0(word, "false") == 0)
        *value = word[0] == 't';
    else
        bx_yaml_wrong(yaml, node, what, "true or false");
}

static void
read_points(BxYaml *yaml, BxNode *node, const BxField *field, double *points)
{
    BxLength length;
    if (!bx_yaml_length(yaml, node, field->key, &length))
        return;
    if (length.unit != BX_UNIT_PT)
        bx_yaml_wrong(yaml, node, field->key, "a length in pt, mm, cm or in");
    else if (field->least < field->most
             && (length.value < field->least || length.value > field->most))
        bx_diag(yaml->diags, BX_DIAG_VALUE_RANGE, bx_yaml_pos(yaml, node),
                "“%s” is %gpt; it may be %g to %gpt", field->key, length.value, field->least,
                field->most);
    else
        *points = length.value;
}

static void
read_em(BxYaml *yaml, BxNode *node, const BxField *field, double *em)
{
    BxLength length;
    g_autofree char *words = copy_scalar(node);
    if (!words || !bx_length_parse(words, &length) || length.unit == BX_UNIT_LINES
        || (length.unit == BX_UNIT_PT && !g_ascii_isdigit(words[strlen(words) - 1]))) {
        bx_yaml_wrong(yaml, node, field->key, "a length in em");
        return;
    }
    if (field->least < field->most && (length.value < field->least || length.value > field->most))
        bx_diag(yaml->diags, BX_DIAG_VALUE_RANGE, bx_yaml_pos(yaml, node),
                "“%s” is %g em; it may be %g to %g", field->key, length.value, field->least,
                field->most);
    else
        *em = length.value;
}

static void
read_field(BxYaml *yaml, BxNode *node, const BxField *field, void *into, void *context)
{
    void *at = (char *)into + field->offset;
    switch (field->type) {
    case BX_YAML_STRING:
        g_free(*(char **)at);
        *(char **)at = bx_yaml_string(yaml, node, field->key);
        break;
    case BX_YAML_TEXT:
        bx_text_free(*(BxText **)at);
        *(BxText **)at = bx_yaml_text(yaml, node, field->key);
        break;
    case BX_YAML_INT:
        read_int(yaml, node, field->key, field->least, field->most, at);
        break;
    case BX_YAML_BOOL:
        read_bool(yaml, node, field->key, at);
        break;
    case BX_YAML_NUMBER:
        bx_yaml_number(yaml, node, field->key, field->least, field->most, at);
        break;
    case BX_YAML_LENGTH:
        bx_yaml_length(yaml, node, field->key, at);
        break;
    case BX_YAML_POINTS:
        read_points(yaml, node, field, at);
        break;
    case BX_YAML_EM:
        read_em(yaml, node, field, at);
        break;
    case BX_YAML_SPAN:
        read_span(yaml, node, field->key, at);
        break;
    case BX_YAML_RANGE:
        read_range(yaml, node, field, at);
        break;
    case BX_YAML_WORD:
        read_word(yaml, node, field, at);
        break;
    case BX_YAML_CUSTOM:
        field->read(yaml, node, at, context);
        break;
    }
}

BxNode *
bx_yaml_item(BxNode *sequence, int i)
{
    return bx_yaml_is_sequence(sequence) ? fy_node_sequence_get_by_index(sequence, i) : NULL;
}

bool
bx_yaml_is_word(BxNode *node, const char *word)
{
    g_autofree char *text = node && fy_node_is_scalar(node) ? copy_scalar(node) : NULL;
    return g_strcmp0(text, word) == 0;
}

void
bx_yaml_read_value(BxYaml *yaml, BxNode *node, const BxField *field, void *into)
{
    BxField row = *field;
    row.offset = 0;
    read_field(yaml, node, &row, into, NULL);
}

static void
report_unknown(BxYaml *yaml, BxNode *key, const char *name, const char *what, const BxField *fields,
               size_t n_fields)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    for (size_t i = 0; i < n_fields; i++)
        g_ptr_array_add(words, (gpointer)fields[i].key);
    g_ptr_array_add(words, NULL);
    g_autofree char *hint = bx_did_you_mean(name, (const char *const *)words->pdata);
    bx_diag(yaml->diags, BX_DIAG_KEY_UNKNOWN, bx_yaml_pos(yaml, key), "%s has no key “%s”%s",
            bx_word(what), name, hint);
}

bool
bx_yaml_read(BxYaml *yaml, BxNode *node, const char *what, const BxField *fields, size_t n_fields,
             void *into, void *context)
{
    if (!bx_yaml_is_mapping(node)) {
        bx_yaml_wrong(yaml, node, bx_word(what), "keys and values");
        return false;
    }
    g_autofree bool *is_seen = g_new0(bool, n_fields + 1);
    void *cursor = NULL;
    struct fy_node_pair *pair;
    while ((pair = fy_node_mapping_iterate(node, &cursor))) {
        g_autofree char *name = copy_scalar(fy_node_pair_key(pair));
        size_t i = 0;
        while (i < n_fields && g_strcmp0(name, fields[i].key) != 0)
            i++;
        if (i == n_fields) {
            report_unknown(yaml, fy_node_pair_key(pair), name ? name : "", what, fields, n_fields);
        } else if (is_seen[i]) {
            bx_diag(yaml->diags, BX_DIAG_KEY_DUPLICATE, bx_yaml_pos(yaml, fy_node_pair_key(pair)),
                    "key “%s” stands twice; keep one", name);
        } else {
            is_seen[i] = true;
            read_field(yaml, fy_node_pair_value(pair), &fields[i], into, context);
        }
    }
    for (size_t i = 0; i < n_fields; i++)
        if (fields[i].required && !is_seen[i])
            bx_diag(yaml->diags, BX_DIAG_KEY_MISSING, bx_yaml_pos(yaml, node),
                    "%s needs the key “%s”", bx_word(what), fields[i].key);
    return true;
}

bool
bx_yaml_each(BxYaml *yaml, BxNode *node, const char *what, BxDiagCode twice, BxYamlEach each,
             void *data)
{
    if (!bx_yaml_is_mapping(node)) {
        bx_yaml_wrong(yaml, node, what, "names and values");
        return false;
    }
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    void *cursor = NULL;
    struct fy_node_pair *pair;
    while ((pair = fy_node_mapping_iterate(node, &cursor))) {
        BxNode *key = fy_node_pair_key(pair);
        char *name = bx_yaml_string(yaml, key, what);
        if (!name)
            continue;
        if (!g_hash_table_contains(seen, name)) {
            g_hash_table_add(seen, name);
            each(yaml, key, fy_node_pair_value(pair), data);
            continue;
        }
        bx_diag(yaml->diags, twice, bx_yaml_pos(yaml, key),
                "“%s” is given twice under “%s”; keep one", name, what);
        g_free(name);
    }
    return true;
}

bool
bx_yaml_items(BxYaml *yaml, BxNode *node, const char *what, bool single, BxYamlItem each,
              void *data)
{
    if (single && node && fy_node_is_scalar(node)) {
        each(yaml, node, data);
        return true;
    }
    if (!bx_yaml_is_sequence(node)) {
        bx_yaml_wrong(yaml, node, what, "a list");
        return false;
    }
    void *cursor = NULL;
    struct fy_node *item;
    while ((item = fy_node_sequence_iterate(node, &cursor)))
        each(yaml, item, data);
    return true;
}

/* Levenshtein distance over bytes, for short words only. */
#define WORD_MAX 64

static int
distance(const char *a, const char *b)
{
    int row[WORD_MAX + 1], n = (int)strlen(b);
    if (strlen(a) > WORD_MAX || n > WORD_MAX)
        return WORD_MAX;
    for (int k = 0; k <= n; k++)
        row[k] = k;
    for (int i = 1; a[i - 1]; i++) {
        int diagonal = row[0];
        row[0] = i;
        for (int k = 1; k <= n; k++) {
            int change = diagonal + (a[i - 1] != b[k - 1]);
            diagonal = row[k];
            row[k] = MIN(change, 1 + MIN(row[k], row[k - 1]));
        }
    }
    return row[n];
}

const char *
bx_nearest(const char *word, const char *const *words)
{
    const char *best = NULL;
    int least = MAX(2, (int)strlen(word) / 3) + 1;
    for (int i = 0; words[i]; i++) {
        int d = distance(word, words[i]);
        if (d < least) {
            least = d;
            best = words[i];
        }
    }
    return best;
}

char *
bx_did_you_mean(const char *word, const char *const *words)
{
    const char *nearest = bx_nearest(word, words);
    return nearest ? bx_say("; did you mean “%s”?", nearest) : g_strdup("");
}
