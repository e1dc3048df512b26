/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* One of the two PDFs: its pages, the characters on them in the order of the file, and of our own
 * files the stories that the characters belong to. Used inside the diff stage alone. */

#include "base/geometry.h"

#include <glib.h>
#include <stdbool.h>

typedef struct {
    gunichar c;
    BxRect rect; /* on the page, points, origin top left */
    int story;   /* index into the document's titles; -1: none */
} BxPdfChar;

typedef struct {
    char *label; /* “要闻 1”, or the number of the page in the file; owned */
    int number;  /* printed number where the file labels its pages, else 0 */
    double width, height;
    GArray *chars; /* BxPdfChar without blanks */
} BxPdfPage;

typedef struct {
    char *path;
    GPtrArray *pages;  /* BxPdfPage */
    GPtrArray *titles; /* char *: of each article thread; "" where it has none */
} BxPdfText;

/* Reads both files; their text is got at the same time. False with `error` where one cannot be read. */
bool bx_pdf_texts_read(const char *old_path, const char *new_path, BxPdfText **old,
                       BxPdfText **new_text, GError **error);
void bx_pdf_text_free(BxPdfText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxPdfText, bx_pdf_text_free)

/* ---- steps, one file each ---- */

/* outline.c: labels and threads of an open file. */
typedef struct {
    int story; /* index into titles */
    BxRect rect;
} BxPdfBead;

/* Pages without characters, each with its beads (BxPdfBead) in `beads` (GPtrArray of GArray, owned). NULL
 * with `error`. */
BxPdfText *bx_pdf_outline_read(const char *path, GPtrArray *beads, GError **error);

/* stext.c: the characters of every page, from what mutool prints. False with `error`. */
bool bx_pdf_chars_read(BxPdfText *text, const GPtrArray *beads, GBytes *stext, GError **error);
