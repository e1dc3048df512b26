/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What the files of an edition are made of. For this folder only. */

#include "report/edition/edition.h"
#include "text/prepare.h"

const BxIssue *bx_edition_issue(const BxEdition *edition);
const BxStory *bx_edition_story(const BxEdition *edition, int story);
/* The edition's page that the story stands on first, NULL: none; with `next`, the one after a given page. */
const BxEditionPage *bx_edition_first_page(const BxEdition *edition, int story);
/* What a story is called in lists: its headline in one line, or its first words; owned. */
char *bx_edition_title(const BxEdition *edition, int story);
/* “第1版　要闻”; owned. */
char *bx_edition_page_title(const BxEditionPage *page);
/* “2024-12-05”; owned, NULL: the issue has none. */
char *bx_edition_date(const BxEdition *edition);
/* The index of a picture that has been prepared; -1: it was not. */
int bx_edition_find_picture(const BxEdition *edition, const BxPicture *picture);

/* inline.c: text as it was set: as plain text, and as HTML. Owned. */
char *bx_plain_text(const BxEdition *edition, const BxText *text, BxPrepareKind kind);
char *bx_inline_html(const BxEdition *edition, const BxText *text, BxPrepareKind kind);

/* html.c */
void bx_html_escape(GString *out, const char *words);
/* From the doctype to the open body. `extra` goes into the head as it is; may be NULL. */
void bx_html_begin(GString *out, const char *title, const char *extra, const char *class_name);
void bx_html_end(GString *out);

/* map.c: schema.org's NewsArticle, safe inside a script element; owned. */
char *bx_edition_metadata(const BxEdition *edition, int story);
