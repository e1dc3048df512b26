/* SPDX-License-Identifier: Apache-2.0 */
/* Info: what the file says of itself, once in Info and once in XMP, the same (PP-1, PP-4). */

#include "press/steps.h"

#include "base/error.h"
#include "base/say.h"

#include <stdarg.h>
#include <string.h>

#define PRODUCER "Banxin " BX_VERSION
#define LANGUAGE "zh-CN"

/* Keys of the catalog that are an action, or tell of Cairo's file. */
static const char *const unwanted[] = {"/OpenAction",     "/AA",       "/Names",   "/AcroForm",
                                       "/StructTreeRoot", "/MarkInfo", "/PageMode"};

const char *
bx_press_version_mark(BxPressStandard standard)
{
    switch (standard) {
    case BX_PRESS_X4:
        return "PDF/X-4";
    case BX_PRESS_X1A:
        return "PDF/X-1a:2003";
    }
    g_assert_not_reached();
}

/* Takes apart “2024-12-05T00:00:00Z” or “…+08:00”. */
char *
bx_press_pdf_date(const char *iso)
{
    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    g_autoptr(GDateTime) moment = g_date_time_new_from_iso8601(iso, utc);
    if (!moment)
        return NULL;
    g_autofree char *local = g_date_time_format(moment, "%Y%m%d%H%M%S");
    int minutes = (int)(g_date_time_get_utc_offset(moment) / G_TIME_SPAN_MINUTE);
    if (minutes == 0)
        return g_strdup_printf("D:%sZ", local);
    return g_strdup_printf("D:%s%c%02d'%02d'", local, minutes < 0 ? '-' : '+', ABS(minutes) / 60,
                           ABS(minutes) % 60);
}

/* A UUID (version 5 in form) from what the document is, so that two builds have the same. */
static char *
uuid_of(const char *first, const char *second, const char *third)
{
    g_autofree char *text = g_strjoin("\n", first, second ? second : "", third ? third : "", NULL);
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA1, text, -1);
    return g_strdup_printf("uuid:%.8s-%.4s-5%.3s-a%.3s-%.12s", hash, hash + 8, hash + 13, hash + 17,
                           hash + 20);
}

/* XMP writes the zone as +08:00, as ISO 8601 does; a date alone gets its midnight. */
static char *
xmp_date(const char *iso)
{
    g_autofree char *date = bx_press_pdf_date(iso);
    if (!date)
        return NULL;
    const char *d = date + 2;
    g_autofree char *zone =
        d[14] == 'Z' ? g_strdup("Z") : g_strdup_printf("%.3s:%.2s", d + 14, d + 18);
    return g_strdup_printf("%.4s-%.2s-%.2sT%.2s:%.2s:%.2s%s", d, d + 4, d + 6, d + 8, d + 10,
                           d + 12, zone);
}

char *
bx_press_xml_text(const char *text)
{
    GString *out = g_string_new(text);
    g_string_replace(out, "&", "&amp;", 0);
    g_string_replace(out, "<", "&lt;", 0);
    g_string_replace(out, "]]>", "]]&gt;", 0);
    return g_string_free(out, FALSE);
}

/* ---- XMP: an element a line ---- */

G_GNUC_PRINTF(3, 4)
static void
add_element(GString *xmp, const char *name, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *value = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_string_append_printf(xmp, "<%s>%s</%s>\n", name, value, name);
}

/* An element of text; nothing where there is none. */
static void
add_text(GString *xmp, const char *name, const char *text)
{
    if (!text || !*text)
        return;
    g_autofree char *escaped = bx_press_xml_text(text);
    add_element(xmp, name, "%s", escaped);
}

/* An element of one item of text in a container, “Seq”, “Bag” or “Alt”. */
static void
add_item(GString *xmp, const char *name, const char *container, const char *text)
{
    if (!text || !*text)
        return;
    g_autofree char *escaped = bx_press_xml_text(text);
    const char *language = strcmp(container, "Alt") == 0 ? " xml:lang=\"x-default\"" : "";
    add_element(xmp, name, "<rdf:%s><rdf:li%s>%s</rdf:li></rdf:%s>", container, language, escaped,
                container);
}

static void
add_keywords(GString *xmp, const char *const *keywords)
{
    if (!keywords || !*keywords)
        return;
    g_autoptr(GString) items = g_string_new(NULL);
    for (; *keywords; keywords++) {
        g_autofree char *escaped = bx_press_xml_text(*keywords);
        g_string_append_printf(items, "<rdf:li>%s</rdf:li>", escaped);
    }
    add_element(xmp, "dc:subject", "<rdf:Bag>%s</rdf:Bag>", items->str);
}

/* The keywords as Info has them, with commas; owned. NULL: there are none. */
static char *
joined_keywords(const BxPressSettings *settings)
{
    bool has_any = settings->keywords && *settings->keywords;
    return has_any ? g_strjoinv(", ", (char **)settings->keywords) : NULL;
}

/* What the issue says of itself, in Dublin Core and, for publications, PRISM. */
static void
add_issue(GString *xmp, const BxPressSettings *settings)
{
    g_autofree char *keywords = joined_keywords(settings);
    add_item(xmp, "dc:title", "Alt", settings->title);
    add_item(xmp, "dc:creator", "Seq", settings->editor);
    add_item(xmp, "dc:description", "Alt", settings->number);
    add_keywords(xmp, settings->keywords);
    add_item(xmp, "dc:date", "Seq", settings->issue_date);
    add_item(xmp, "dc:language", "Bag", LANGUAGE);
    add_text(xmp, "prism:publicationName", settings->title);
    add_text(xmp, "prism:number", settings->number);
    add_text(xmp, "prism:publicationDate", settings->issue_date);
    add_text(xmp, "pdf:Keywords", keywords);
}

static void
add_version(GString *xmp, const BxPressSettings *settings)
{
    g_autofree char *date = xmp_date(settings->date);
    g_autofree char *document = uuid_of(settings->title, settings->number, settings->issue_date);
    g_autofree char *instance = uuid_of(document, settings->version, date);
    add_element(xmp, "xmp:CreateDate", "%s", date);
    add_element(xmp, "xmp:ModifyDate", "%s", date);
    add_element(xmp, "xmp:MetadataDate", "%s", date);
    add_element(xmp, "xmp:CreatorTool", PRODUCER);
    add_element(xmp, "xmpMM:DocumentID", "%s", document);
    add_element(xmp, "xmpMM:InstanceID", "%s", instance);
    add_element(xmp, "xmpMM:VersionID", "1");
    add_element(xmp, "xmpMM:RenditionClass", "default");
    add_element(xmp, "pdf:Producer", PRODUCER);
    add_element(xmp, "pdf:Trapped", "False");
}

char *
bx_press_xmp(const BxPressSettings *settings, const char *version)
{
    bool is_x4 = settings->standard == BX_PRESS_X4;
    GString *xmp =
        g_string_new("<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                     "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                     "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                     "<rdf:Description rdf:about=\"\"\n"
                     " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
                     " xmlns:prism=\"http://prismstandard.org/namespaces/basic/2.0/\"\n"
                     " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
                     " xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\"\n"
                     " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n");
    g_string_append_printf(xmp, " xmlns:%s=\"%s\">\n", is_x4 ? "pdfxid" : "pdfx",
                           is_x4 ? "http://www.npes.org/pdfx/ns/id/"
                                 : "http://ns.adobe.com/pdfx/1.3/");
    add_element(xmp, "dc:format", "application/pdf");
    add_issue(xmp, settings);
    add_version(xmp, settings);
    add_element(xmp, is_x4 ? "pdfxid:GTS_PDFXVersion" : "pdfx:GTS_PDFXVersion", "%s", version);
    g_string_append(xmp, "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n");
    return g_string_free(xmp, FALSE);
}

static void
set_info_text(BxPdf *pdf, BxObj info, const char *key, const char *text)
{
    if (text && *text)
        bx_obj_set(pdf, info, key, bx_pdf_new_text(pdf, text));
}

static void
set_info(BxPressing *pressing, const char *date)
{
    BxPdf *pdf = pressing->pdf;
    BxObj info = bx_pdf_parse(pdf, "<< /Trapped /False >>");
    g_autofree char *keywords = joined_keywords(pressing->settings);
    set_info_text(pdf, info, "/Title", pressing->settings->title);
    set_info_text(pdf, info, "/Author", pressing->settings->editor);
    set_info_text(pdf, info, "/Subject", pressing->settings->number);
    set_info_text(pdf, info, "/Keywords", keywords);
    bx_obj_set(pdf, info, "/Creator", bx_pdf_new_text(pdf, PRODUCER));
    bx_obj_set(pdf, info, "/Producer", bx_pdf_new_text(pdf, PRODUCER));
    bx_obj_set(pdf, info, "/CreationDate", bx_pdf_new_text(pdf, date));
    bx_obj_set(pdf, info, "/ModDate", bx_pdf_new_text(pdf, date));
    if (pressing->settings->standard == BX_PRESS_X1A)
        bx_obj_set(pdf, info, "/GTS_PDFXVersion",
                   bx_pdf_new_text(pdf, bx_press_version_mark(BX_PRESS_X1A)));
    bx_obj_set(pdf, bx_pdf_trailer(pdf), "/Info", bx_pdf_indirect(pdf, info));
}

bool
bx_press_info(BxPressing *pressing, GError **error)
{
    BxPdf *pdf = pressing->pdf;
    const BxPressSettings *settings = pressing->settings;
    g_autofree char *date = bx_press_pdf_date(settings->date);
    if (!date) {
        g_set_error(error, BX_ERROR, BX_ERROR_PDF, _("“%s” is no date of ISO 8601"),
                    settings->date);
        return false;
    }
    set_info(pressing, date);
    g_autofree char *xmp = bx_press_xmp(settings, bx_press_version_mark(settings->standard));
    BxObj metadata = bx_pdf_new_stream(pdf, xmp, strlen(xmp));
    bx_obj_set(pdf, metadata, "/Type", bx_pdf_new_name(pdf, "/Metadata"));
    bx_obj_set(pdf, metadata, "/Subtype", bx_pdf_new_name(pdf, "/XML"));
    BxObj root = bx_pdf_root(pdf);
    for (guint i = 0; i < G_N_ELEMENTS(unwanted); i++)
        bx_obj_remove(pdf, root, unwanted[i]);
    bx_obj_set(pdf, root, "/Metadata", metadata);
    bx_obj_set(pdf, root, "/Lang", bx_pdf_new_text(pdf, LANGUAGE));
    return bx_pdf_check(pdf, error);
}
