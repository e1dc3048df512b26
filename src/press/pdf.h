/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* PDF: objects of a file in memory. The only door to the PDF library.
 *
 * After the first error every call does nothing and answers with nothing (0, NULL, false); the error
 * waits for bx_pdf_check. So a step may make its calls in a row and check once. */

#include <glib.h>
#include <stdbool.h>

typedef struct BxPdf BxPdf;
/* A handle on an object, good as long as its BxPdf; 0: no object. */
typedef unsigned BxObj;

typedef enum {
    BX_OBJ_NONE, /* also null */
    BX_OBJ_BOOL,
    BX_OBJ_NUMBER,
    BX_OBJ_STRING,
    BX_OBJ_NAME,
    BX_OBJ_ARRAY,
    BX_OBJ_DICT,
    BX_OBJ_STREAM,
} BxObjKind;

/* Reads a whole file; `bytes` is kept as long as the BxPdf. NULL with `error` (BX_ERROR_PDF) where it
 * is damaged; nothing is repaired. */
BxPdf *bx_pdf_read(GBytes *bytes, GError **error);
void bx_pdf_free(BxPdf *pdf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxPdf, bx_pdf_free)

/* False with the first error since the file was read. */
bool bx_pdf_check(BxPdf *pdf, GError **error);

/* The file with `version` (“1.6”) in its head, streams compressed, /ID from the content; owned. With
 * `pack`, objects go into object streams. NULL with `error`. Equal objects give equal bytes. */
GBytes *bx_pdf_write(BxPdf *pdf, const char *version, bool pack, GError **error);

const char *bx_pdf_version(BxPdf *pdf);
int bx_pdf_n_pages(BxPdf *pdf);
BxObj bx_pdf_page(BxPdf *pdf, int index); /* from 0; has its inherited attributes */
BxObj bx_pdf_root(BxPdf *pdf);
BxObj bx_pdf_trailer(BxPdf *pdf);
/* Object `id` of the file; ids run from 1 to bx_pdf_max_id. */
BxObj bx_pdf_object(BxPdf *pdf, int id);
int bx_pdf_max_id(BxPdf *pdf);
/* Adds a page with an empty dictionary at the end; removes one. */
BxObj bx_pdf_add_page(BxPdf *pdf, double width, double height);
void bx_pdf_remove_page(BxPdf *pdf, BxObj page);
bool bx_pdf_is_encrypted(BxPdf *pdf);

BxObjKind bx_obj_kind(BxPdf *pdf, BxObj obj);
/* The number of an indirect object; 0: a direct one. */
int bx_obj_id(BxPdf *pdf, BxObj obj);
double bx_obj_number(BxPdf *pdf, BxObj obj); /* 0 where it is none */
bool bx_obj_is_true(BxPdf *pdf, BxObj obj);
/* The name with its slash, escapes resolved; a copy, owned. NULL: no name. */
char *bx_obj_name(BxPdf *pdf, BxObj obj);
bool bx_obj_is_name(BxPdf *pdf, BxObj obj, const char *name);
/* A text string as UTF-8; owned. NULL: no string. */
char *bx_obj_text(BxPdf *pdf, BxObj obj);

/* Dictionaries; `dict` may be a stream, and 0 has no keys. Keys are written with their slash. */
BxObj bx_obj_key(BxPdf *pdf, BxObj dict, const char *key);
bool bx_obj_has(BxPdf *pdf, BxObj dict, const char *key);
void bx_obj_set(BxPdf *pdf, BxObj dict, const char *key, BxObj value);
void bx_obj_remove(BxPdf *pdf, BxObj dict, const char *key);
/* The keys, sorted; owned (g_strfreev), never NULL. */
char **bx_obj_keys(BxPdf *pdf, BxObj dict);
/* The dictionary at `key`, made where there is none. */
BxObj bx_obj_key_dict(BxPdf *pdf, BxObj dict, const char *key);

int bx_obj_count(BxPdf *pdf, BxObj array);
BxObj bx_obj_item(BxPdf *pdf, BxObj array, int index);
void bx_obj_append(BxPdf *pdf, BxObj array, BxObj item);

/* A stream's data, decoded but for pictures (DCT); owned. NULL: no stream, or an error. */
GBytes *bx_obj_data(BxPdf *pdf, BxObj stream);
/* A stream's data as they are stored; owned. NULL: no stream, or an error. */
GBytes *bx_obj_raw_data(BxPdf *pdf, BxObj stream);
/* All content streams of a page, joined; owned. */
GBytes *bx_obj_page_content(BxPdf *pdf, BxObj page);
/* New data, compressed when the file is written; the stream's old filters are forgotten. */
void bx_obj_set_data(BxPdf *pdf, BxObj stream, const char *data, size_t length);
/* The same, compressed at once: what many pages have would lie in memory until the file is written. */
void bx_obj_pack_data(BxPdf *pdf, BxObj stream, const char *data, size_t length);

/* New objects. What is made from text is checked: a fault in it is an error. */
BxObj bx_pdf_parse(BxPdf *pdf, const char *format, ...) G_GNUC_PRINTF(2, 3);
BxObj bx_pdf_new_name(BxPdf *pdf, const char *name); /* with its slash, unescaped */
BxObj bx_pdf_new_text(BxPdf *pdf, const char *utf8);
BxObj bx_pdf_new_number(BxPdf *pdf, double number); /* four decimals at most */
BxObj bx_pdf_new_stream(BxPdf *pdf, const char *data, size_t length);
BxObj bx_pdf_new_rect(BxPdf *pdf, double left, double bottom, double right, double top);
/* An object of `from`, with all that it refers to, as one of `pdf`; `from` must live until `pdf` is
 * written. */
BxObj bx_pdf_copy(BxPdf *pdf, BxPdf *from, BxObj obj);
/* The object under a number of its own, for references to it. */
BxObj bx_pdf_indirect(BxPdf *pdf, BxObj obj);
