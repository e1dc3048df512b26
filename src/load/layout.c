/* SPDX-License-Identifier: Apache-2.0 */
/* Layouts: look-ups and the end of one. */

#include "load/layout_yaml.h"

#include <string.h>

BxStyle *
bx_style_copy(const BxStyle *style)
{
    BxStyle *copy = g_new(BxStyle, 1);
    *copy = *style;
    copy->name = g_strdup(style->name);
    copy->font = g_strdup(style->font);
    copy->emphasis = g_strdup(style->emphasis);
    copy->strong = g_strdup(style->strong);
    return copy;
}

void
bx_style_free(void *data)
{
    BxStyle *style = data;
    if (!style)
        return;
    g_free(style->name);
    g_free(style->font);
    g_free(style->emphasis);
    g_free(style->strong);
    g_free(style);
}

void
bx_layout_free(BxLayout *layout)
{
    if (!layout)
        return;
    g_free(layout->name);
    g_free(layout->sum);
    g_free(layout->slots_base);
    g_free(layout->press.profile);
    g_free(layout->press.condition);
    g_hash_table_unref(layout->inks);
    g_hash_table_unref(layout->words);
    g_ptr_array_unref(layout->slots);
    g_ptr_array_unref(layout->excuses);
    g_ptr_array_unref(layout->ads);
    g_ptr_array_unref(layout->rules);
    g_ptr_array_unref(layout->furniture);
    g_ptr_array_unref(layout->heads);
    g_ptr_array_unref(layout->styles); /* the body shares the strings of one of them */
    g_free(layout);
}

/* Between an ornament and the stroke inside it. */
#define STROKE_GAP_PT 1.5

double
bx_frame_stroke_offset(const BxFrame *frame)
{
    return frame->ornament ? frame->depth_pt + STROKE_GAP_PT : 0;
}

double
bx_frame_depth(const BxFrame *frame)
{
    if (!frame->ornament)
        return 0;
    return frame->stroke_pt > 0 ? bx_frame_stroke_offset(frame) + frame->stroke_pt
                                : frame->depth_pt;
}

const BxSlot *
bx_layout_lookup_slot(const BxLayout *layout, const char *name)
{
    for (guint i = 0; i < layout->slots->len; i++) {
        const BxSlot *slot = g_ptr_array_index(layout->slots, i);
        if (strcmp(slot->name, name) == 0)
            return slot;
    }
    return NULL;
}

const BxAdSlot *
bx_layout_lookup_ad(const BxLayout *layout, const char *name)
{
    for (guint i = 0; i < layout->ads->len; i++) {
        const BxAdSlot *ad = g_ptr_array_index(layout->ads, i);
        if (strcmp(ad->name, name) == 0)
            return ad;
    }
    return NULL;
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

char **
bx_layout_names(const BxLayoutFiles *files)
{
    GPtrArray *names = g_ptr_array_new();
    for (const char *const *folder = files->folders; *folder; folder++) {
        GDir *dir = g_dir_open(*folder, 0, NULL);
        const char *file;
        while (dir && (file = g_dir_read_name(dir)))
            if (g_str_has_suffix(file, ".yaml"))
                g_ptr_array_add(names, g_strndup(file, strlen(file) - strlen(".yaml")));
        if (dir)
            g_dir_close(dir);
    }
    g_ptr_array_sort(names, compare_names);
    g_ptr_array_add(names, NULL);
    return (char **)g_ptr_array_free(names, FALSE);
}

/* clang-format off */
const char *const bx_furniture_fields[] = {
    "title", "label", "number", "date", "weekday", "page", "page_han", "pages", "contact", "editor", "page_label", "total", "cn", "authority",
    "sponsor", "publisher", "address", "printer", "distribution", "price", "extra", NULL};
/* clang-format on */

bool
bx_furniture_is_on(const BxFurniture *item, int number, bool is_first)
{
    unsigned page =
        (number % 2 ? BX_PAGES_ODD : BX_PAGES_EVEN) | (is_first ? BX_PAGES_FIRST : BX_PAGES_OTHERS);
    return item->pages == 0 || (item->pages & page);
}

bool
bx_layout_shows(const BxLayout *layout, const char *field, int number, bool is_first)
{
    g_autofree char *written = g_strdup_printf("{%s}", field);
    for (guint i = 0; i < layout->furniture->len; i++) {
        const BxFurniture *item = g_ptr_array_index(layout->furniture, i);
        if (item->text && strstr(item->text, written) && bx_furniture_is_on(item, number, is_first))
            return true;
    }
    return false;
}
