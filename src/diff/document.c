/* SPDX-License-Identifier: Apache-2.0 */
#include "diff/document.h"

#include "base/tool.h"

void
bx_pdf_text_free(BxPdfText *text)
{
    if (!text)
        return;
    g_ptr_array_unref(text->pages);
    g_ptr_array_unref(text->titles);
    g_free(text->path);
    g_free(text);
}

static BxTool *
start_reading(const char *path, GError **error)
{
    const char *const arguments[] = {"draw", "-q", "-F", "stext", "-o", "-", "--", path, NULL};
    return bx_tool_start(arguments, error);
}

static BxPdfText *
read_one(const char *path, BxTool *tool, GError **error)
{
    g_autoptr(GPtrArray) beads = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    g_autoptr(BxPdfText) text = bx_pdf_outline_read(path, beads, error);
    g_autoptr(GBytes) stext = bx_tool_finish(tool, text ? error : NULL);
    if (text && !stext)
        g_prefix_error(error, "%s: ", path);
    return text && stext && bx_pdf_chars_read(text, beads, stext, error) ? g_steal_pointer(&text)
                                                                         : NULL;
}

bool
bx_pdf_texts_read(const char *old_path, const char *new_path, BxPdfText **old, BxPdfText **new_text,
                  GError **error)
{
    BxTool *first = start_reading(old_path, error);
    BxTool *second = first ? start_reading(new_path, error) : NULL;
    *old = first ? read_one(old_path, first, second ? error : NULL) : NULL;
    *new_text = second ? read_one(new_path, second, *old ? error : NULL) : NULL;
    if (*old && *new_text)
        return true;
    g_clear_pointer(old, bx_pdf_text_free);
    g_clear_pointer(new_text, bx_pdf_text_free);
    return false;
}
