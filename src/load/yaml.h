/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* YAML: typed values with their places, read by tables of keys. Only this file's .c knows libfyaml. */

#include "load/issue.h"

typedef struct BxYaml BxYaml;
typedef struct fy_node BxNode;

/* Most columns, rows and lines anything can have. */
#define BX_SPAN_MOST 1000

/* Parses source->text[start, end) as one document. Syntax errors, aliases, depth and size beyond the
 * limits are diagnostics; NULL then. The source must outlive the result. */
BxYaml *bx_yaml_parse(const BxSource *source, size_t start, size_t end, BxDiags *diags);
void bx_yaml_free(BxYaml *yaml);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxYaml, bx_yaml_free)

BxNode *bx_yaml_root(BxYaml *yaml); /* NULL: the document is empty */
BxPos bx_yaml_pos(const BxYaml *yaml, BxNode *node);
BxDiags *bx_yaml_diags(const BxYaml *yaml);

/* How a value is read into its field. */
typedef enum {
    BX_YAML_STRING, /* char *, owned */
    BX_YAML_TEXT,   /* BxText *, owned */
    BX_YAML_INT,    /* int, inside more->range */
    BX_YAML_BOOL,   /* bool */
    BX_YAML_NUMBER, /* double */
    BX_YAML_LENGTH, /* BxLength */
    BX_YAML_POINTS, /* double: a length in pt, mm …, not em or lines */
    BX_YAML_EM,     /* double: a length in em, or a bare number of em */
    BX_YAML_SPAN,   /* BxSpan */
    BX_YAML_RANGE,  /* BxRange: a whole number or [least, most] */
    BX_YAML_WORD,   /* int: index into the words */
    BX_YAML_CUSTOM, /* by a function */
} BxYamlType;

struct BxField;
typedef void (*BxYamlReader)(BxYaml *yaml, BxNode *node, void *field, void *context);

typedef struct BxField {
    const char *key;
    BxYamlType type;
    size_t offset; /* of the field in the struct */
    bool required;
    const char *const *words; /* WORD: NULL-terminated */
    BxYamlReader read;        /* CUSTOM */
    double least, most;       /* INT, NUMBER, POINTS: allowed range; both 0: any */
} BxField;

/* Reads a mapping into a struct: unknown keys (with the nearest right one), keys given twice, missing
 * keys and wrong values are diagnostics; fields without a key stay as they are.
 *
 * what  names the thing in messages, e.g. “a slot”; it stands in the catalogue
 * Returns false where the node is no mapping. */
bool bx_yaml_read(BxYaml *yaml, BxNode *node, const char *what, const BxField *fields,
                  size_t n_fields, void *into, void *context);

/* The members of a mapping with free keys, in order; a name given again is `twice`. */
typedef void (*BxYamlEach)(BxYaml *yaml, BxNode *key, BxNode *value, void *data);
bool bx_yaml_each(BxYaml *yaml, BxNode *node, const char *what, BxDiagCode twice, BxYamlEach each,
                  void *data);
/* The items of a sequence; a single value counts as a sequence of one where `single` is true. */
typedef void (*BxYamlItem)(BxYaml *yaml, BxNode *item, void *data);
bool bx_yaml_items(BxYaml *yaml, BxNode *node, const char *what, bool single, BxYamlItem each,
                   void *data);

bool bx_yaml_is_mapping(BxNode *node);
bool bx_yaml_is_sequence(BxNode *node);
bool bx_yaml_is_word(BxNode *node, const char *word); /* a scalar that says just this */
char *bx_yaml_written(BxNode *node); /* as YAML on one line; owned, NULL: out of memory */
BxNode *bx_yaml_lookup(BxNode *mapping, const char *key); /* NULL: none */

/* Single values; a wrong one is a diagnostic and false. */
char *bx_yaml_string(BxYaml *yaml, BxNode *node, const char *what); /* owned; NULL: no scalar */
BxText *bx_yaml_text(BxYaml *yaml, BxNode *node, const char *what);
bool bx_yaml_length(BxYaml *yaml, BxNode *node, const char *what, BxLength *length);
bool bx_yaml_number(BxYaml *yaml, BxNode *node, const char *what, double least, double most,
                    double *number);

/* Item i of a sequence; NULL: none, or no sequence. */
BxNode *bx_yaml_item(BxNode *sequence, int i);
/* Reads one value as a row of a table says; `into` is the field itself. */
void bx_yaml_read_value(BxYaml *yaml, BxNode *node, const BxField *field, void *into);

void bx_yaml_wrong(BxYaml *yaml, BxNode *node, const char *what, const char *wanted);

/* The nearest of `words` to `word` by edit distance; NULL where none is near. */
const char *bx_nearest(const char *word, const char *const *words);
/* “; did you mean “…”?” (said: base/say.h) or “”, owned. */
char *bx_did_you_mean(const char *word, const char *const *words);
