/* SPDX-License-Identifier: Apache-2.0 */
/* Advertisements: which file stands in which place, a picture or a page of a PDF. */

#include "load/ad.h"

#include "load/path.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    BxPageSpec *page;
    const char *folder;
    BxDiags *diags;
} Reading;

void
bx_ad_free(void *data)
{
    BxAd *ad = data;
    if (!ad)
        return;
    g_free(ad->path);
    g_free(ad->file);
    bx_picture_free(ad->picture);
    g_free(ad);
}

/* clang-format off */
static const char *const mark_words[] = {
    "top-left", "top-right", "bottom-left", "bottom-right", "none", NULL};
static const BxField ad_fields[] = {
    {"file", BX_YAML_STRING, offsetof(BxAd, path), .required = true},
    {"page", BX_YAML_INT, offsetof(BxAd, page), .least = 1, .most = 9999},
    {"fit", BX_YAML_WORD, offsetof(BxAd, fit), .words = bx_fit_words},
    {"mark", BX_YAML_WORD, offsetof(BxAd, mark), .words = mark_words},
};
/* clang-format on */

/* ISO 32000-1, Annex H: the header stands in the first 1024 bytes. */
static bool
is_pdf(const char *file)
{
    char head[1024];
    int fd = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    ssize_t n = fd >= 0 ? read(fd, head, sizeof head) : -1;
    if (fd >= 0)
        close(fd);
    return n > 0 && memmem(head, (size_t)n, "%PDF-", strlen("%PDF-")) != NULL;
}

static void
open_ad(const Reading *reading, BxAd *ad)
{
    ad->file =
        bx_path_resolve(reading->folder, ad->path, ad->pos, BX_DIAG_FILE_MISSING, reading->diags);
    bool is_named_pdf = g_str_has_suffix(ad->path, ".pdf");
    ad->is_pdf = ad->file ? is_pdf(ad->file) : is_named_pdf;
    if (ad->is_pdf)
        return;
    ad->picture = bx_picture_new(ad->path, ad->pos);
    ad->picture->fit = ad->fit;
    if (ad->file && is_named_pdf)
        bx_diag(reading->diags, BX_DIAG_PICTURE_UNREADABLE, ad->pos, "“%s” is no PDF", ad->path);
    else if (ad->file)
        bx_picture_open(ad->picture, reading->folder, reading->diags);
}

static const BxAdSlot *
slot_named(const Reading *reading, const char *name, BxPos pos)
{
    const BxLayout *layout = reading->page->layout;
    const BxAdSlot *slot = bx_layout_lookup_ad(layout, name);
    if (slot)
        return slot;
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    for (guint i = 0; i < layout->ads->len; i++)
        g_ptr_array_add(words, ((const BxAdSlot *)g_ptr_array_index(layout->ads, i))->name);
    g_ptr_array_add(words, NULL);
    g_autofree char *hint = bx_did_you_mean(name, (const char *const *)words->pdata);
    bx_diag(reading->diags, BX_DIAG_AD_UNKNOWN, pos,
            "layout “%s” has no place “%s” for an advertisement%s", layout->name, name, hint);
    return NULL;
}

static void
add_ad(BxYaml *yaml, BxNode *key, BxNode *value, void *data)
{
    Reading *reading = data;
    g_autofree char *name = bx_yaml_string(yaml, key, "ads");
    BxAd *ad = g_new0(BxAd, 1);
    ad->page = 1;
    ad->fit = BX_FIT_WHOLE;
    ad->mark = BX_AD_MARK_BOTTOM_RIGHT;
    ad->pos = bx_yaml_pos(yaml, value);
    if (bx_yaml_is_mapping(value))
        bx_yaml_read(yaml, value, "an advertisement", ad_fields, G_N_ELEMENTS(ad_fields), ad, NULL);
    else
        ad->path = bx_yaml_string(yaml, value, "ads");
    ad->slot = name ? slot_named(reading, name, bx_yaml_pos(yaml, key)) : NULL;
    if (ad->path)
        open_ad(reading, ad);
    if (ad->path && ad->slot)
        g_ptr_array_add(reading->page->ads, ad);
    else
        bx_ad_free(ad);
}

static void
report_empty(const Reading *reading)
{
    const BxPageSpec *page = reading->page;
    for (guint i = 0; i < page->layout->ads->len; i++) {
        const BxAdSlot *slot = g_ptr_array_index(page->layout->ads, i);
        bool is_used = false;
        for (guint k = 0; k < page->ads->len; k++)
            is_used |= ((const BxAd *)g_ptr_array_index(page->ads, k))->slot == slot;
        if (!is_used)
            bx_diag_on_page(reading->diags, BX_DIAG_AD_EMPTY, slot->pos, page->number,
                            "place “%s” gets no advertisement on page %d", slot->name,
                            page->number);
    }
}

void
bx_read_ads(BxYaml *yaml, BxNode *node, BxPageSpec *page, const char *folder, BxDiags *diags)
{
    Reading reading = {page, folder, diags};
    if (node)
        bx_yaml_each(yaml, node, "ads", BX_DIAG_KEY_DUPLICATE, add_ad, &reading);
    report_empty(&reading);
}
