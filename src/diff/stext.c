/* SPDX-License-Identifier: Apache-2.0 */
/* The characters of a file, from `mutool draw -F stext`: XML of pages, lines and characters, the last
 * with the corners of their boxes. Blanks are left out: where a line ends says nothing of the text. */

#include "base/error.h"
#include "diff/document.h"

#include <string.h>

/* More than any page that can be printed. */
#define CHARS_MOST 2000000

typedef struct {
    BxPdfText *text;
    const GPtrArray *beads;
    int page; /* index; -1: before the first */
    int n_chars;
} Parsing;

static const char *
attribute(const char **names, const char **values, const char *name)
{
    for (int i = 0; names[i]; i++)
        if (strcmp(names[i], name) == 0)
            return values[i];
    return "";
}

/* The box round the corners “x0 y0 x1 y1 x2 y2 x3 y3”. */
static BxRect
quad_box(const char *quad)
{
    double low[2] = {G_MAXDOUBLE, G_MAXDOUBLE}, high[2] = {-G_MAXDOUBLE, -G_MAXDOUBLE};
    for (int i = 0; i < 8; i++) {
        char *end;
        double value = g_ascii_strtod(quad, &end);
        if (end == quad)
            return (BxRect){0};
        quad = end;
        low[i % 2] = MIN(low[i % 2], value);
        high[i % 2] = MAX(high[i % 2], value);
    }
    return (BxRect){low[0], low[1], high[0] - low[0], high[1] - low[1]};
}

/* The story of the smallest frame round a point: a frame may stand inside another. */
static int
story_at(const GArray *beads, double x, double y)
{
    int story = -1;
    double least = G_MAXDOUBLE;
    for (guint i = 0; i < beads->len; i++) {
        const BxPdfBead *bead = &g_array_index(beads, BxPdfBead, i);
        const BxRect *rect = &bead->rect;
        bool is_inside = x >= rect->x && x <= rect->x + rect->width && y >= rect->y
                         && y <= rect->y + rect->height;
        if (is_inside && rect->width * rect->height < least) {
            least = rect->width * rect->height;
            story = bead->story;
        }
    }
    return story;
}

static void
add_char(Parsing *parsing, const char *c, const char *quad)
{
    gunichar code = g_utf8_get_char(c);
    if (*c == 0 || g_unichar_isspace(code) || g_unichar_iscntrl(code)
        || ++parsing->n_chars > CHARS_MOST)
        return;
    BxPdfPage *page = g_ptr_array_index(parsing->text->pages, parsing->page);
    BxRect box = quad_box(quad);
    const BxPdfChar made = {code, box,
                            story_at(g_ptr_array_index(parsing->beads, parsing->page),
                                     box.x + box.width / 2, box.y + box.height / 2)};
    g_array_append_val(page->chars, made);
}

static void
start_element(GMarkupParseContext *context, const char *element, const char **names,
              const char **values, gpointer data, GError **error)
{
    (void)context;
    (void)error;
    Parsing *parsing = data;
    if (strcmp(element, "page") == 0)
        parsing->page++;
    else if (strcmp(element, "char") == 0 && parsing->page >= 0
             && parsing->page < (int)parsing->text->pages->len)
        add_char(parsing, attribute(names, values, "c"), attribute(names, values, "quad"));
}

/* A font may call anything a control character, which XML has no way to write: “&#x1;” is taken for a
 * blank. */
static char *
without_controls(GBytes *stext)
{
    gsize size;
    const char *bytes = g_bytes_get_data(stext, &size);
    char *xml = g_strndup(bytes ? bytes : "", size); /* empty bytes have no address */
    for (char *p = xml; (p = strstr(p, "&#x")) != NULL; p++) {
        char *end;
        guint64 code = g_ascii_strtoull(p + 3, &end, 16);
        bool is_char = code >= 0x20 && code != 0x7F && code < 0x110000
                       && g_unichar_validate((gunichar)code) && code != 0xFFFE && code != 0xFFFF;
        if (*end == ';' && !is_char)
            memset(p, ' ', (size_t)(end + 1 - p));
    }
    return xml;
}

bool
bx_pdf_chars_read(BxPdfText *text, const GPtrArray *beads, GBytes *stext, GError **error)
{
    static const GMarkupParser parser = {.start_element = start_element};
    Parsing parsing = {text, beads, -1, 0};
    g_autofree char *xml = without_controls(stext);
    GMarkupParseContext *context = g_markup_parse_context_new(&parser, 0, &parsing, NULL);
    bool is_read = g_markup_parse_context_parse(context, xml, -1, error)
                   && g_markup_parse_context_end_parse(context, error);
    g_markup_parse_context_free(context);
    if (!is_read)
        g_prefix_error(error, "%s: what mutool says of its text cannot be read: ", text->path);
    return is_read;
}
