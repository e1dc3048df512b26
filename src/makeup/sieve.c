/* SPDX-License-Identifier: Apache-2.0 */
#include "makeup/sieve.h"

#include <stdlib.h>

typedef struct {
    BxTenths cost;
    uint64_t left_looks, right_looks;
} BxSieveKey;

void
bx_sieve_init(BxSieve *sieve, const BxJoining *joining)
{
    *sieve = (BxSieve){.joining = joining, .dropped = BX_TENTHS_NONE};
    for (int i = 0; i < 2; i++)
        sieve->kept[i] = (BxSifted){g_array_new(FALSE, FALSE, sizeof(BxElement)),
                                    g_array_new(FALSE, FALSE, sizeof(BxSieveKey))};
}

void
bx_sieve_clear(BxSieve *sieve)
{
    for (int i = 0; i < 2; i++) {
        g_array_unref(sieve->kept[i].elements);
        g_array_unref(sieve->kept[i].keys);
    }
}

static BxSieveKey
key_of(const BxElement *element)
{
    return (BxSieveKey){element->cost, element->left_looks, element->right_looks};
}

/* By cost; of equals the one that was found first: the search goes one way only. */
static int
compare_elements(const void *a, const void *b)
{
    const BxElement *one = a, *other = b;
    if (one->cost != other->cost)
        return one->cost - other->cost;
    if (one->first != other->first)
        return one->first - other->first;
    return one->second != other->second ? one->second - other->second : one->kind - other->kind;
}

static bool
is_rival(const BxSieve *sieve, const BxElement *a, const BxElement *b)
{
    if (!sieve->by_division || a->second < 0)
        return true;
    return a->kind == b->kind && a->division == b->division && a->at == b->at;
}

/* Whether what has one key may beat what has the other. */
static bool
may_beat(const BxSieveKey *a, const BxSieveKey *b)
{
    return a->cost <= b->cost && (a->left_looks & ~b->left_looks) == 0
           && (a->right_looks & ~b->right_looks) == 0;
}

static bool
is_of_use(BxSieve *sieve, const BxElement *element, BxSifted *kept)
{
    const BxSieveKey key = key_of(element);
    sieve->n_compared += kept->keys->len;
    for (guint i = 0; i < kept->keys->len;) {
        const BxSieveKey *its = &g_array_index(kept->keys, BxSieveKey, i);
        bool may_lose = may_beat(its, &key), may_win = may_beat(&key, its);
        const BxElement *other = &g_array_index(kept->elements, BxElement, i);
        if ((may_lose || may_win) && is_rival(sieve, element, other)) {
            if (may_lose && bx_element_beats(sieve->joining, other, element))
                return false;
            if (may_win && bx_element_beats(sieve->joining, element, other)) {
                g_array_remove_index_fast(kept->elements, i);
                g_array_remove_index_fast(kept->keys, i);
                continue;
            }
        }
        i++;
    }
    return true;
}

/* The one that the dearest page would have. */
static guint
least_hopeful(const GArray *kept)
{
    guint least = 0;
    for (guint i = 1; i < kept->len; i++) {
        const BxElement *one = &g_array_index(kept, BxElement, i),
                        *other = &g_array_index(kept, BxElement, least);
        if (one->page > other->page
            || (one->page == other->page && compare_elements(one, other) > 0))
            least = i;
    }
    return least;
}

void
bx_sieve_put(BxSieve *sieve, BxElement *element, BxTenths outside)
{
    BxSifted *kept = &sieve->kept[bx_element_reaches(sieve->joining, element)];
    element->page = element->cost + outside;
    if (element->page > sieve->most || !is_of_use(sieve, element, kept))
        return;
    const BxSieveKey key = key_of(element);
    if ((int)kept->keys->len < sieve->keep) {
        g_array_append_val(kept->elements, *element);
        g_array_append_val(kept->keys, key);
        return;
    }
    guint at = least_hopeful(kept->elements);
    BxElement *least = &g_array_index(kept->elements, BxElement, at);
    sieve->dropped = MIN(sieve->dropped, MAX(least->page, element->page));
    if (element->page < least->page
        || (element->page == least->page && compare_elements(element, least) < 0)) {
        *least = *element;
        g_array_index(kept->keys, BxSieveKey, at) = key;
    }
}

BxElementList
bx_sieve_take(BxSieve *sieve, GArray *elements)
{
    GArray *kept = sieve->kept[0].elements, *others = sieve->kept[1].elements;
    g_array_append_vals(kept, others->data, others->len);
    if (kept->len > 1)
        qsort(kept->data, kept->len, sizeof(BxElement), compare_elements);
    BxElementList list = {(int)elements->len, (int)kept->len};
    g_array_append_vals(elements, kept->data, kept->len);
    for (int i = 0; i < 2; i++) {
        g_array_set_size(sieve->kept[i].elements, 0);
        g_array_set_size(sieve->kept[i].keys, 0);
    }
    return list;
}
