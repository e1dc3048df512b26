/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What the readers of an article's parts share; article.c puts them together. Used by article.c,
 * figure.c and table.c alone. */

#include "load/article.h"
#include "load/yaml.h"

typedef struct {
    BxStory *story;
    const BxSource *source;
    const char *folder;
    uint8_t *is_text; /* by byte of the source: became text */
    size_t body;      /* byte at which the body begins */
    int body_line;    /* its line, from 0 */
    BxDiags *diags;
} BxArticleReading;

/* First byte of a block, and the byte after its last line. */
size_t bx_block_start(const BxArticleReading *reading, cmark_node *node);
size_t bx_block_end(const BxArticleReading *reading, cmark_node *node);
BxPos bx_block_pos(const BxArticleReading *reading, cmark_node *node);
void bx_unusable(BxArticleReading *reading, cmark_node *node, const char *what);

/* figure.c: the figure of a paragraph that holds nothing but pictures or a table, or of a quotation that
 * ends in {pull …}; NULL: it is none. Owned. */
BxFigure *bx_figure_read(BxArticleReading *reading, cmark_node *paragraph);
BxFigure *bx_pull_read(BxArticleReading *reading, cmark_node *paragraph);

/* table.c: the tables of the front matter (a BxYamlReader; the context is the BxArticleReading). */
void bx_read_tables(BxYaml *yaml, BxNode *node, void *field, void *context);
/* The table of a figure, whose texts are counted from now on; NULL: none, or it is shown already. */
const BxTable *bx_take_table(BxArticleReading *reading, const char *name, BxPos pos);
void bx_report_unused_tables(const BxArticleReading *reading);
/* Tells the count that a text was read. */
void bx_mark_text(BxArticleReading *reading, const BxText *text);
