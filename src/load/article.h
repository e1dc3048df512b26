/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Reading articles. Used inside the load stage alone. */

#include "load/issue.h"

#include <stdint.h>

/* Reads front matter and body of a source that is already in memory. Faults are diagnostics; the
 * story is always usable. Owned. */
BxStory *bx_article_read(BxSource *source, const char *id, const char *folder, BxDiags *diags);

/* Collects text piece by piece with the place of every character. */
typedef struct BxTextMaker BxTextMaker;
BxTextMaker *bx_text_maker_new(const BxSource *source, size_t start, size_t end);
/* Adds decoded characters, found in the source from the last place on. */
void bx_text_maker_add(BxTextMaker *maker, const char *utf8, unsigned marks);
/* Adds one character that has a place of its own kind (a line end in the source). */
void bx_text_maker_break(BxTextMaker *maker, bool is_hard);
/* Passes over a reading, which is no part of the text; the byte where it begins. */
size_t bx_text_maker_pass_reading(BxTextMaker *maker, const char *utf8);
void bx_text_maker_ruby(BxTextMaker *maker, int start_char, const char *ruby, size_t start_byte);
/* Byte of the source from which the next character is looked for. */
size_t bx_text_maker_at(const BxTextMaker *maker);
int bx_text_maker_length(const BxTextMaker *maker);
/* The text; NULL where there is none. Frees the maker. */
BxText *bx_text_maker_finish(BxTextMaker *maker);
/* Tells the maker which characters of the whole source became text: a byte map of the source. */
void bx_text_maker_mark(BxTextMaker *maker, uint8_t *is_text);

/* Reads the inline content of a cmark paragraph or heading. */
typedef struct cmark_node cmark_node;
BxText *bx_inline_read(cmark_node *block, const BxSource *source, size_t start, size_t end,
                       uint8_t *is_text, BxDiags *diags);
