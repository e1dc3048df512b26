/* SPDX-License-Identifier: Apache-2.0 */
/* Candidates: from elements that are the whole region to pages, held to the engine and to each other. */
#include "makeup/searching.h"

#include <stdlib.h>

static void
found_free(void *data)
{
    BxFound *found = data;
    g_array_unref(found->seats);
    g_array_unref(found->rules);
    g_free(found);
}

static BxFound *
found_new(const BxSearching *search, int root)
{
    BxFound *found = g_new0(BxFound, 1);
    found->seats = g_array_new(FALSE, FALSE, sizeof(BxSeat));
    found->rules = g_array_new(FALSE, FALSE, sizeof(BxCutRule));
    bx_element_seats(&search->joining, search->elements, root, 0, 0, found->seats, found->rules);
    bx_element_parts(&search->joining, search->elements, root, found->costs);
    found->cost = g_array_index(search->elements, BxElement, root).cost;
    return found;
}

/* Asks the engine of every leaf of a page, once each. */
static bool
is_page_valid(BxSearching *search, const BxFound *page)
{
    bool is_valid = true;
    for (guint i = 0; i < page->seats->len; i++) {
        int number = g_array_index(page->seats, BxSeat, i).leaf;
        BxLeaf *leaf = &g_array_index(search->leaves, BxLeaf, number);
        if (leaf->state == BX_LEAF_REFUSED)
            return false;
        if (leaf->state == BX_LEAF_FITS)
            continue;
        bool fits = search->ask->fits(search->ask->data, leaf);
        leaf->state = fits ? BX_LEAF_FITS : BX_LEAF_REFUSED;
        is_valid &= fits;
        if (!fits)
            bx_replace_leaf(search, number);
    }
    return is_valid;
}

static const BxLeaf *
leaf_of(const BxSearching *search, const BxSeat *seat)
{
    return &g_array_index(search->leaves, BxLeaf, seat->leaf);
}

static const BxSeat *
seat_of(const BxSearching *search, const BxFound *page, int story)
{
    for (guint i = 0; i < page->seats->len; i++) {
        const BxSeat *seat = &g_array_index(page->seats, BxSeat, i);
        if (leaf_of(search, seat)->story == story)
            return seat;
    }
    return NULL;
}

/* Whether a reader would see a story at another place: other columns, or other rows by a sixth of the page. */
static bool
is_elsewhere(const BxSearching *search, const BxSeat *a, const BxSeat *b)
{
    return a->column != b->column || leaf_of(search, a)->columns != leaf_of(search, b)->columns
           || 6 * abs(a->row - b->row) > search->ask->rows;
}

/* Pages differ where the lead or the half of all stories are elsewhere. */
static bool
are_different(const BxSearching *search, const BxFound *a, const BxFound *b)
{
    int n_stories = (int)search->ask->measured->len, n = 0;
    for (int i = 0; i < n_stories; i++)
        n += is_elsewhere(search, seat_of(search, a, i), seat_of(search, b, i))
             * (i == 0 ? n_stories : 1);
    return 2 * n >= n_stories;
}

static bool
is_new(const BxSearching *search, const GPtrArray *pages, const BxFound *page)
{
    for (guint i = 0; i < pages->len; i++)
        if (!are_different(search, g_ptr_array_index(pages, i), page))
            return false;
    return true;
}

bool
bx_take_pages(BxSearching *search, BxElementList roots, GPtrArray *pages)
{
    bool is_refused = false;
    g_ptr_array_set_size(pages, 0);
    for (int i = roots.start; i < roots.start + roots.count; i++) {
        BxFound *page = found_new(search, i);
        if ((int)pages->len < search->ask->n_wanted && is_new(search, pages, page)) {
            if (is_page_valid(search, page)) {
                g_ptr_array_add(pages, g_steal_pointer(&page));
                continue;
            }
            is_refused |= pages->len == 0;
        }
        found_free(page);
        if (is_refused)
            return true;
    }
    return false;
}

void
bx_add_different(const BxSearching *search, GPtrArray *pages, GPtrArray *more)
{
    for (guint i = 0; i < more->len && (int)pages->len < search->ask->n_wanted;) {
        if (is_new(search, pages, g_ptr_array_index(more, i)))
            g_ptr_array_add(pages, g_ptr_array_steal_index(more, i));
        else
            i++;
    }
    g_ptr_array_unref(more);
}

GPtrArray *
bx_pages_new(void)
{
    return g_ptr_array_new_with_free_func(found_free);
}
