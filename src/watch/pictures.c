/* SPDX-License-Identifier: Apache-2.0 */
#include "watch/pictures.h"

#include <stdbool.h>

#define STORE_BYTES_MOST (64u * 1024 * 1024)

typedef struct {
    char *key;
    GBytes *picture;
} Entry;

struct BxPictureStore {
    GQueue order;      /* Entry, the one used last first */
    GHashTable *links; /* key, of the Entry → its GList link */
    gsize bytes;
};

BxPictureStore *
bx_picture_store_new(void)
{
    BxPictureStore *store = g_new0(BxPictureStore, 1);
    g_queue_init(&store->order);
    store->links = g_hash_table_new(g_str_hash, g_str_equal);
    return store;
}

static void
drop(BxPictureStore *store, GList *link)
{
    Entry *entry = link->data;
    store->bytes -= g_bytes_get_size(entry->picture);
    g_hash_table_remove(store->links, entry->key);
    g_queue_delete_link(&store->order, link);
    g_bytes_unref(entry->picture);
    g_free(entry->key);
    g_free(entry);
}

void
bx_picture_store_free(BxPictureStore *store)
{
    if (!store)
        return;
    while (store->order.tail)
        drop(store, store->order.tail);
    g_hash_table_unref(store->links);
    g_free(store);
}

GBytes *
bx_picture_store_lookup(BxPictureStore *store, const char *key)
{
    GList *link = g_hash_table_lookup(store->links, key);
    if (!link)
        return NULL;
    g_queue_unlink(&store->order, link);
    g_queue_push_head_link(&store->order, link);
    return ((const Entry *)link->data)->picture;
}

void
bx_picture_store_add(BxPictureStore *store, const char *key, GBytes *picture)
{
    GList *known = g_hash_table_lookup(store->links, key);
    if (known)
        drop(store, known);
    Entry *entry = g_new(Entry, 1);
    *entry = (Entry){g_strdup(key), g_bytes_ref(picture)};
    g_queue_push_head(&store->order, entry);
    g_hash_table_insert(store->links, entry->key, store->order.head);
    store->bytes += g_bytes_get_size(picture);
    while (store->bytes > STORE_BYTES_MOST && store->order.length > 1)
        drop(store, store->order.tail);
}

static bool
begins_with_one(const char *key, const char *const *sums)
{
    for (; *sums; sums++)
        if (g_str_has_prefix(key, *sums))
            return true;
    return false;
}

void
bx_picture_store_keep(BxPictureStore *store, const char *const *sums)
{
    for (GList *link = store->order.head, *next; link; link = next) {
        next = link->next;
        if (!begins_with_one(((const Entry *)link->data)->key, sums))
            drop(store, link);
    }
}
