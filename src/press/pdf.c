/* SPDX-License-Identifier: Apache-2.0 */
/* PDF: qpdf's C API, every call checked, the first error kept. */

#include "press/pdf.h"

#include "base/error.h"

#include <gio/gio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <qpdf/qpdf-c.h>

struct BxPdf {
    qpdf_data qpdf;
    GBytes *bytes; /* what was read: qpdf does not copy it */
    GError *error; /* the first one */
};

/* To be called after each call of the library; true: go on. */
static bool
settle(BxPdf *pdf)
{
    if (!qpdf_has_error(pdf->qpdf))
        return pdf->error == NULL;
    qpdf_error fault = qpdf_get_error(pdf->qpdf);
    if (!pdf->error)
        pdf->error = g_error_new(BX_ERROR, BX_ERROR_PDF, "qpdf: %s",
                                 qpdf_get_error_full_text(pdf->qpdf, fault));
    return false;
}

static BxObj
settle_obj(BxPdf *pdf, qpdf_oh obj)
{
    return settle(pdf) ? obj : 0;
}

/* A damaged file is mended by qpdf with a warning; here that is an error. */
static void
refuse_warnings(BxPdf *pdf)
{
    if (!qpdf_more_warnings(pdf->qpdf))
        return;
    qpdf_error warning = qpdf_next_warning(pdf->qpdf);
    if (!pdf->error)
        pdf->error = g_error_new(BX_ERROR, BX_ERROR_PDF, "qpdf: %s",
                                 qpdf_get_error_full_text(pdf->qpdf, warning));
}

BxPdf *
bx_pdf_read(GBytes *bytes, GError **error)
{
    g_autoptr(BxPdf) pdf = g_new0(BxPdf, 1);
    pdf->bytes = g_bytes_ref(bytes);
    pdf->qpdf = qpdf_init();
    qpdf_silence_errors(pdf->qpdf);
    qpdf_set_suppress_warnings(pdf->qpdf, QPDF_TRUE);
    qpdf_set_attempt_recovery(pdf->qpdf, QPDF_FALSE);
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    qpdf_read_memory(pdf->qpdf, "the PDF", data, size, NULL);
    if (settle(pdf)) {
        qpdf_push_inherited_attributes_to_page(pdf->qpdf);
        settle(pdf);
    }
    return bx_pdf_check(pdf, error) ? g_steal_pointer(&pdf) : NULL;
}

void
bx_pdf_free(BxPdf *pdf)
{
    if (!pdf)
        return;
    qpdf_cleanup(&pdf->qpdf);
    g_bytes_unref(pdf->bytes);
    g_clear_error(&pdf->error);
    g_free(pdf);
}

bool
bx_pdf_check(BxPdf *pdf, GError **error)
{
    settle(pdf);
    refuse_warnings(pdf);
    if (!pdf->error)
        return true;
    g_propagate_error(error, g_error_copy(pdf->error));
    return false;
}

GBytes *
bx_pdf_write(BxPdf *pdf, const char *version, bool pack, GError **error)
{
    if (!bx_pdf_check(pdf, error))
        return NULL;
    qpdf_init_write_memory(pdf->qpdf);
    qpdf_set_object_stream_mode(pdf->qpdf, pack ? qpdf_o_generate : qpdf_o_disable);
    qpdf_set_stream_data_mode(pdf->qpdf, qpdf_s_compress);
    qpdf_set_preserve_unreferenced_objects(pdf->qpdf, QPDF_FALSE);
    qpdf_set_newline_before_endstream(pdf->qpdf, QPDF_TRUE); /* ISO 32000-1, 7.3.8.1: should be */
    qpdf_set_deterministic_ID(pdf->qpdf, QPDF_TRUE);
    qpdf_force_pdf_version(pdf->qpdf, version);
    qpdf_write(pdf->qpdf);
    if (!bx_pdf_check(pdf, error))
        return NULL;
    return g_bytes_new(qpdf_get_buffer(pdf->qpdf), qpdf_get_buffer_length(pdf->qpdf));
}

const char *
bx_pdf_version(BxPdf *pdf)
{
    return qpdf_get_pdf_version(pdf->qpdf);
}

bool
bx_pdf_is_encrypted(BxPdf *pdf)
{
    return qpdf_is_encrypted(pdf->qpdf);
}

int
bx_pdf_n_pages(BxPdf *pdf)
{
    int n = pdf->error ? 0 : qpdf_get_num_pages(pdf->qpdf);
    return settle(pdf) ? n : 0;
}

BxObj
bx_pdf_page(BxPdf *pdf, int index)
{
    return pdf->error ? 0 : settle_obj(pdf, qpdf_get_page_n(pdf->qpdf, (size_t)index));
}

BxObj
bx_pdf_root(BxPdf *pdf)
{
    return pdf->error ? 0 : settle_obj(pdf, qpdf_get_root(pdf->qpdf));
}

BxObj
bx_pdf_trailer(BxPdf *pdf)
{
    return pdf->error ? 0 : settle_obj(pdf, qpdf_get_trailer(pdf->qpdf));
}

BxObj
bx_pdf_object(BxPdf *pdf, int id)
{
    return pdf->error ? 0 : settle_obj(pdf, qpdf_get_object_by_id(pdf->qpdf, id, 0));
}

int
bx_pdf_max_id(BxPdf *pdf)
{
    return (int)bx_obj_number(pdf, bx_obj_key(pdf, bx_pdf_trailer(pdf), "/Size")) - 1;
}

BxObj
bx_pdf_add_page(BxPdf *pdf, double width, double height)
{
    BxObj page = bx_pdf_parse(pdf, "<< /Type /Page >>");
    bx_obj_set(pdf, page, "/MediaBox", bx_pdf_new_rect(pdf, 0, 0, width, height));
    page = bx_pdf_indirect(pdf, page);
    if (page)
        qpdf_add_page(pdf->qpdf, pdf->qpdf, page, /*first*/ QPDF_FALSE);
    return settle(pdf) ? page : 0;
}

void
bx_pdf_remove_page(BxPdf *pdf, BxObj page)
{
    if (page && !pdf->error)
        qpdf_remove_page(pdf->qpdf, page);
    settle(pdf);
}

BxObjKind
bx_obj_kind(BxPdf *pdf, BxObj obj)
{
    if (obj == 0 || pdf->error)
        return BX_OBJ_NONE;
    enum qpdf_object_type_e type = qpdf_oh_get_type_code(pdf->qpdf, obj);
    if (!settle(pdf))
        return BX_OBJ_NONE;
    switch ((int)type) { /* the library's enum has kinds that no file holds */
    case ot_boolean:
        return BX_OBJ_BOOL;
    case ot_integer:
    case ot_real:
        return BX_OBJ_NUMBER;
    case ot_string:
        return BX_OBJ_STRING;
    case ot_name:
        return BX_OBJ_NAME;
    case ot_array:
        return BX_OBJ_ARRAY;
    case ot_dictionary:
        return BX_OBJ_DICT;
    case ot_stream:
        return BX_OBJ_STREAM;
    default:
        return BX_OBJ_NONE;
    }
}

int
bx_obj_id(BxPdf *pdf, BxObj obj)
{
    return obj && !pdf->error ? qpdf_oh_get_object_id(pdf->qpdf, obj) : 0;
}

double
bx_obj_number(BxPdf *pdf, BxObj obj)
{
    if (bx_obj_kind(pdf, obj) != BX_OBJ_NUMBER)
        return 0;
    return qpdf_oh_get_numeric_value(pdf->qpdf, obj);
}

bool
bx_obj_is_true(BxPdf *pdf, BxObj obj)
{
    return bx_obj_kind(pdf, obj) == BX_OBJ_BOOL && qpdf_oh_get_bool_value(pdf->qpdf, obj);
}

char *
bx_obj_name(BxPdf *pdf, BxObj obj)
{
    if (bx_obj_kind(pdf, obj) != BX_OBJ_NAME)
        return NULL;
    return g_strdup(qpdf_oh_get_name(pdf->qpdf, obj));
}

bool
bx_obj_is_name(BxPdf *pdf, BxObj obj, const char *name)
{
    return bx_obj_kind(pdf, obj) == BX_OBJ_NAME && qpdf_oh_is_name_and_equals(pdf->qpdf, obj, name);
}

char *
bx_obj_text(BxPdf *pdf, BxObj obj)
{
    if (bx_obj_kind(pdf, obj) != BX_OBJ_STRING)
        return NULL;
    return g_strdup(qpdf_oh_get_utf8_value(pdf->qpdf, obj));
}

/* The dictionary of a stream or a dictionary; 0: it is neither. */
static BxObj
dict_of(BxPdf *pdf, BxObj obj)
{
    BxObjKind kind = bx_obj_kind(pdf, obj);
    if (kind == BX_OBJ_STREAM)
        return settle_obj(pdf, qpdf_oh_get_dict(pdf->qpdf, obj));
    return kind == BX_OBJ_DICT ? obj : 0;
}

BxObj
bx_obj_key(BxPdf *pdf, BxObj dict, const char *key)
{
    dict = dict_of(pdf, dict);
    if (!dict)
        return 0;
    BxObj value = settle_obj(pdf, qpdf_oh_get_key(pdf->qpdf, dict, key));
    return bx_obj_kind(pdf, value) == BX_OBJ_NONE ? 0 : value;
}

bool
bx_obj_has(BxPdf *pdf, BxObj dict, const char *key)
{
    return bx_obj_key(pdf, dict, key) != 0;
}

void
bx_obj_set(BxPdf *pdf, BxObj dict, const char *key, BxObj value)
{
    dict = dict_of(pdf, dict);
    if (dict && value)
        qpdf_oh_replace_key(pdf->qpdf, dict, key, value);
    settle(pdf);
}

void
bx_obj_remove(BxPdf *pdf, BxObj dict, const char *key)
{
    dict = dict_of(pdf, dict);
    if (dict)
        qpdf_oh_remove_key(pdf->qpdf, dict, key);
    settle(pdf);
}

char **
bx_obj_keys(BxPdf *pdf, BxObj dict)
{
    g_autoptr(GStrvBuilder) keys = g_strv_builder_new();
    dict = dict_of(pdf, dict);
    if (dict) {
        qpdf_oh_begin_dict_key_iter(pdf->qpdf, dict);
        while (qpdf_oh_dict_more_keys(pdf->qpdf))
            g_strv_builder_add(keys, qpdf_oh_dict_next_key(pdf->qpdf));
        settle(pdf);
    }
    return g_strv_builder_end(keys);
}

BxObj
bx_obj_key_dict(BxPdf *pdf, BxObj dict, const char *key)
{
    BxObj value = bx_obj_key(pdf, dict, key);
    if (bx_obj_kind(pdf, value) == BX_OBJ_DICT)
        return value;
    bx_obj_set(pdf, dict, key, bx_pdf_parse(pdf, "<< >>"));
    return bx_obj_key(pdf, dict, key);
}

int
bx_obj_count(BxPdf *pdf, BxObj array)
{
    return bx_obj_kind(pdf, array) == BX_OBJ_ARRAY ? qpdf_oh_get_array_n_items(pdf->qpdf, array)
                                                   : 0;
}

BxObj
bx_obj_item(BxPdf *pdf, BxObj array, int index)
{
    if (index >= bx_obj_count(pdf, array))
        return 0;
    return settle_obj(pdf, qpdf_oh_get_array_item(pdf->qpdf, array, index));
}

void
bx_obj_append(BxPdf *pdf, BxObj array, BxObj item)
{
    if (bx_obj_kind(pdf, array) == BX_OBJ_ARRAY && item)
        qpdf_oh_append_item(pdf->qpdf, array, item);
    settle(pdf);
}

static GBytes *
stream_data(BxPdf *pdf, BxObj stream, enum qpdf_stream_decode_level_e level)
{
    if (bx_obj_kind(pdf, stream) != BX_OBJ_STREAM)
        return NULL;
    unsigned char *data = NULL;
    size_t length = 0;
    qpdf_oh_get_stream_data(pdf->qpdf, stream, level, NULL, &data, &length);
    GBytes *bytes = settle(pdf) ? g_bytes_new(data, length) : NULL;
    free(data);
    return bytes;
}

GBytes *
bx_obj_data(BxPdf *pdf, BxObj stream)
{
    return stream_data(pdf, stream, qpdf_dl_generalized);
}

GBytes *
bx_obj_raw_data(BxPdf *pdf, BxObj stream)
{
    return stream_data(pdf, stream, qpdf_dl_none);
}

GBytes *
bx_obj_page_content(BxPdf *pdf, BxObj page)
{
    unsigned char *data = NULL;
    size_t length = 0;
    if (page && !pdf->error)
        qpdf_oh_get_page_content_data(pdf->qpdf, page, &data, &length);
    GBytes *bytes = page && settle(pdf) ? g_bytes_new(data, length) : NULL;
    free(data);
    return bytes;
}

void
bx_obj_set_data(BxPdf *pdf, BxObj stream, const char *data, size_t length)
{
    if (bx_obj_kind(pdf, stream) != BX_OBJ_STREAM)
        return;
    qpdf_oh none = qpdf_oh_new_null(pdf->qpdf);
    qpdf_oh_replace_stream_data(pdf->qpdf, stream, (const unsigned char *)data, length, none, none);
    settle(pdf);
}

#define DEFLATE_LEVEL 4 /* half the time of zlib's own choice, 6, for pages of text 6 % longer */

/* zlib's bound: what cannot be made smaller grows by a few bytes a block. */
static GByteArray *
deflated(const char *data, size_t length)
{
    g_autoptr(GZlibCompressor) zlib =
        g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB, DEFLATE_LEVEL);
    GByteArray *bytes = g_byte_array_new();
    gsize n_read = 0, n_written = 0;
    g_byte_array_set_size(bytes, (guint)(length + length / 1000 + 64));
    GConverterResult result =
        g_converter_convert(G_CONVERTER(zlib), data, length, bytes->data, bytes->len,
                            G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL);
    g_assert(result == G_CONVERTER_FINISHED && n_read == length);
    g_byte_array_set_size(bytes, (guint)n_written);
    return bytes;
}

void
bx_obj_pack_data(BxPdf *pdf, BxObj stream, const char *data, size_t length)
{
    if (bx_obj_kind(pdf, stream) != BX_OBJ_STREAM)
        return;
    GByteArray *packed = deflated(data, length);
    qpdf_oh filter = qpdf_oh_new_name(pdf->qpdf, "/FlateDecode");
    qpdf_oh none = qpdf_oh_new_null(pdf->qpdf);
    qpdf_oh_replace_stream_data(pdf->qpdf, stream, packed->data, packed->len, filter, none);
    g_byte_array_unref(packed);
    settle(pdf);
}

BxObj
bx_pdf_parse(BxPdf *pdf, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return pdf->error ? 0 : settle_obj(pdf, qpdf_oh_parse(pdf->qpdf, text));
}

BxObj
bx_pdf_new_name(BxPdf *pdf, const char *name)
{
    return pdf->error ? 0 : settle_obj(pdf, qpdf_oh_new_name(pdf->qpdf, name));
}

BxObj
bx_pdf_new_text(BxPdf *pdf, const char *utf8)
{
    return pdf->error ? 0 : settle_obj(pdf, qpdf_oh_new_unicode_string(pdf->qpdf, utf8));
}

BxObj
bx_pdf_new_number(BxPdf *pdf, double number)
{
    enum { DECIMALS = 4 };
    if (pdf->error)
        return 0;
    if (number == floor(number) && fabs(number) < 1e9)
        return settle_obj(pdf, qpdf_oh_new_integer(pdf->qpdf, (long long)number));
    return settle_obj(pdf, qpdf_oh_new_real_from_double(pdf->qpdf, number, DECIMALS));
}

BxObj
bx_pdf_new_stream(BxPdf *pdf, const char *data, size_t length)
{
    BxObj stream = pdf->error ? 0 : settle_obj(pdf, qpdf_oh_new_stream(pdf->qpdf));
    bx_obj_set_data(pdf, stream, data, length);
    return stream;
}

BxObj
bx_pdf_new_rect(BxPdf *pdf, double left, double bottom, double right, double top)
{
    const double sides[4] = {left, bottom, right, top};
    BxObj rect = bx_pdf_parse(pdf, "[ ]");
    for (int i = 0; i < 4; i++)
        bx_obj_append(pdf, rect, bx_pdf_new_number(pdf, sides[i]));
    return rect;
}

BxObj
bx_pdf_indirect(BxPdf *pdf, BxObj obj)
{
    return obj && !pdf->error ? settle_obj(pdf, qpdf_make_indirect_object(pdf->qpdf, obj)) : 0;
}

BxObj
bx_pdf_copy(BxPdf *pdf, BxPdf *from, BxObj obj)
{
    BxObj whole = bx_obj_id(from, obj) ? obj : bx_pdf_indirect(from, obj);
    if (!whole || pdf->error || from->error)
        return 0;
    return settle_obj(pdf, qpdf_oh_copy_foreign_object(pdf->qpdf, from->qpdf, whole));
}
