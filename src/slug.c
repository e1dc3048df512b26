/* SPDX-License-Identifier: Apache-2.0 */
#include "slug.h"

#include "page/build.h"
#include "paint/plates.h"
#include "press/press.h"
#include "text/compose.h"
#include "version.h"

#define VERSION_CHARS 8 /* of the sum: enough to tell the versions of one page apart */
#define NAME_GAP_PT 6   /* between the names of plates */

struct BxSlugs {
    const GPtrArray *pages;
    GArray *lengths;     /* guint: things placed on each page before */
    GPtrArray *composed; /* BxComposed */
};

typedef struct {
    const BxIssue *issue;
    const BxPictures *pictures;
    BxFonts *fonts;
    BxDiags *diags;
    BxSlugs *slugs;
} Slugging;

static const BxLine *
add_line(Slugging *slugging, BxPage *page, const char *words, const BxInk *ink, double x, double y,
         double width)
{
    BxComposed *slug = bx_compose_slug(words, width, ink, slugging->fonts, slugging->diags);
    g_ptr_array_add(slugging->slugs->composed, slug);
    bx_page_add_slug(page, slug, x, y);
    const BxSetText *set = g_ptr_array_index(slug->texts, 0);
    return g_ptr_array_index(set->lines, 0);
}

/* The words of the slug; owned. */
static char *
words_of(const Slugging *slugging, const BxPage *page, const BxPressSpec *press)
{
    const BxIssue *issue = slugging->issue;
    g_autofree char *version = bx_page_version(page, slugging->pictures);
    g_autofree char *profile = press->profile ? g_path_get_basename(press->profile) : g_strdup("");
    bool has_label = page->label && *page->label;
    version[VERSION_CHARS] = '\0';
    return g_strdup_printf("%s　%s　第%d版%s%s　%s　%s　Banxin %s", issue->title->text,
                           issue->number ? issue->number->text : "", page->number,
                           has_label ? " " : "", has_label ? page->label : "",
                           press->condition ? press->condition : profile, version, BX_VERSION);
}

/* One after the other; what the line cannot hold stands in the one above it. */
static void
add_plate_names(Slugging *slugging, BxPage *page)
{
    double left, y, width;
    bx_press_slug_place(page, BX_SLUG_PLATES, &left, &y, &width);
    double x = left;
    g_autoptr(GArray) inks = bx_plate_inks(page);
    for (guint i = 0; i < inks->len; i++) {
        const BxInk *ink = &g_array_index(inks, BxInk, i);
        const char *name = bx_plate_name(ink);
        double room = left + width - x;
        double wanted = (double)g_utf8_strlen(name, -1) * BX_SLUG_SIZE_PT;
        if (x > left && wanted > room) {
            x = left;
            y -= BX_SLUG_PITCH_PT;
            room = width;
        }
        x += add_line(slugging, page, name, ink, x, y, room)->width + NAME_GAP_PT;
    }
}

static void
add_slug(Slugging *slugging, BxPage *page)
{
    const BxPageSpec *first = g_ptr_array_index(slugging->issue->pages, 0);
    const BxInk registration = BX_INK_REGISTRATION;
    double x, y, width;
    bx_press_slug_place(page, BX_SLUG_WORDS, &x, &y, &width);
    g_autofree char *words = words_of(slugging, page, &first->layout->press);
    add_plate_names(slugging, page);
    add_line(slugging, page, words, &registration, x, y, width);
}

BxSlugs *
bx_slugs_new(const BxIssue *issue, const GPtrArray *pages, const BxPictures *pictures,
             BxFonts *fonts, BxDiags *diags)
{
    BxSlugs *slugs = g_new0(BxSlugs, 1);
    slugs->pages = pages;
    slugs->lengths = g_array_new(FALSE, FALSE, sizeof(guint));
    slugs->composed = g_ptr_array_new_with_free_func((GDestroyNotify)bx_composed_free);
    Slugging slugging = {issue, pictures, fonts, diags, slugs};
    for (guint i = 0; i < pages->len; i++) {
        BxPage *page = g_ptr_array_index(pages, i);
        g_array_append_val(slugs->lengths, page->placed->len);
        add_slug(&slugging, page);
    }
    return slugs;
}

void
bx_slugs_free(BxSlugs *slugs)
{
    if (!slugs)
        return;
    for (guint i = 0; i < slugs->pages->len; i++) {
        const BxPage *page = g_ptr_array_index(slugs->pages, i);
        g_array_set_size(page->placed, g_array_index(slugs->lengths, guint, i));
    }
    g_array_unref(slugs->lengths);
    g_ptr_array_unref(slugs->composed);
    g_free(slugs);
}
