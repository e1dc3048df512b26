/* SPDX-License-Identifier: Apache-2.0 */
/* Server: a table of resources. Nothing of a request is ever made a path. */

#include "watch/server.h"

#include "watch/events.h"
#include "watch/guard.h"

#include <string.h>

/* Of one picture; a screen has at most 400 pixels an inch at 100 %. */
#define PPI_LEAST 4
#define PPI_MOST 1200
/* Page of a PDF. */
#define PAGE_MOST 9999

struct BxServer {
    SoupServer *soup;
    BxWatched *watched;
    BxEvents *events;
    GCancellable *ending;
    guint port;
};

/* ---- answers ---- */

static void
refuse(SoupServerMessage *message, guint status, const char *why)
{
    soup_server_message_set_status(message, status, NULL);
    soup_server_message_set_response(message, "text/plain; charset=utf-8", SOUP_MEMORY_COPY, why,
                                     strlen(why));
}

static void
answer(SoupServerMessage *message, const char *type, GBytes *bytes)
{
    soup_server_message_set_status(message, SOUP_STATUS_OK, NULL);
    soup_message_headers_set_content_type(soup_server_message_get_response_headers(message), type,
                                          NULL);
    soup_message_body_append_bytes(soup_server_message_get_response_body(message), bytes);
}

static void
answer_error(SoupServerMessage *message, const GError *error)
{
    bool is_gone = g_error_matches(error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
    refuse(message, is_gone ? SOUP_STATUS_GONE : SOUP_STATUS_NOT_FOUND, error->message);
}

/* ---- what is asked for ---- */

static const char *
word_of(GHashTable *query, const char *key)
{
    return query ? g_hash_table_lookup(query, key) : NULL;
}

static bool
int_of(GHashTable *query, const char *key, int most, int *value)
{
    const char *word = word_of(query, key);
    guint64 number;
    if (!word || !g_ascii_string_to_unsigned(word, 10, 0, (guint64)most, &number, NULL))
        return false;
    *value = (int)number;
    return true;
}

static bool
ppi_of(GHashTable *query, double *ppi)
{
    const char *word = word_of(query, "ppi");
    char *end = NULL;
    *ppi = word ? g_ascii_strtod(word, &end) : 0;
    return word && *word && *end == '\0' && *ppi >= PPI_LEAST && *ppi <= PPI_MOST;
}

static bool
overlays_of(GHashTable *query, const char **overlays)
{
    const BxProofOptions options = {.overlays = *overlays = word_of(query, "overlays")};
    return bx_proof_options_check(&options, NULL);
}

static bool
view_of(GHashTable *query, BxView *view)
{
    static const char *const kinds[] = {
        [BX_VIEW_PAGE] = "page", [BX_VIEW_PLATE] = "plate", [BX_VIEW_INK] = "ink"};
    const char *word = word_of(query, "view");
    for (size_t i = 0; word && i < G_N_ELEMENTS(kinds); i++)
        if (strcmp(word, kinds[i]) == 0) {
            view->kind = (BxViewKind)i;
            return ppi_of(query, &view->ppi) && overlays_of(query, &view->overlays)
                   && (view->kind != BX_VIEW_PLATE
                       || int_of(query, "plate", PAGE_MOST, &view->plate));
        }
    return false;
}

/* ---- resources ---- */

static void
serve_state(BxServer *server, SoupServerMessage *message, GHashTable *query)
{
    (void)query;
    const char *state = bx_watched_state(server->watched);
    g_autoptr(GBytes) bytes = g_bytes_new(state, strlen(state));
    answer(message, "application/json", bytes);
}

static void
serve_events(BxServer *server, SoupServerMessage *message, GHashTable *query)
{
    (void)query;
    if (strcmp(soup_server_message_get_method(message), "GET") == 0)
        bx_events_add(server->events, message, bx_watched_state(server->watched));
    else
        refuse(message, SOUP_STATUS_METHOD_NOT_ALLOWED, "GET alone");
}

/* What the picture shows of the page, and beside it: x, y, width, height. */
static void
tell_sheet(SoupServerMessage *message, const BxSheetRect *sheet)
{
    const double numbers[] = {sheet->x, sheet->y, sheet->width, sheet->height};
    g_autoptr(GString) words = g_string_new(NULL);
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        g_string_append_printf(words, "%s%s", i ? " " : "",
                               g_ascii_formatd(digits, sizeof digits, "%.3f", numbers[i]));
    soup_message_headers_replace(soup_server_message_get_response_headers(message),
                                 "X-Banxin-Sheet", words->str);
}

static void
serve_picture(BxServer *server, SoupServerMessage *message, GHashTable *query)
{
    int page, number = 0;
    BxSheetRect sheet = {0};
    BxView view = {.sheet = &sheet};
    const char *sum = word_of(query, "sum");
    if (!sum || !int_of(query, "page", PAGE_MOST, &page) || !view_of(query, &view)
        || (view.overlays && !int_of(query, "state", G_MAXINT, &number))) {
        refuse(message, SOUP_STATUS_BAD_REQUEST, "page, sum, view and ppi are wanted");
        return;
    }
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) picture =
        bx_watched_picture(server->watched, page, sum, (guint64)number, &view, &error);
    if (!picture) {
        answer_error(message, error);
        return;
    }
    answer(message, "image/png", picture);
    if (view.overlays)
        tell_sheet(message, &sheet);
}

/* A page of the signed version, drawn by another program: meanwhile the server goes on. */
typedef struct {
    SoupServerMessage *message;
    char *path;
    int page;
    double ppi;
} Drawing;

static void
drawing_free(void *data)
{
    Drawing *drawing = data;
    g_object_unref(drawing->message);
    g_free(drawing->path);
    g_free(drawing);
}

static void
draw(GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
    (void)source;
    (void)cancellable;
    const Drawing *drawing = data;
    GError *error = NULL;
    GBytes *picture = bx_pdf_picture(drawing->path, drawing->page, drawing->ppi, &error);
    if (picture)
        g_task_return_pointer(task, picture, (GDestroyNotify)g_bytes_unref);
    else
        g_task_return_error(task, error);
}

static void
on_drawn(GObject *source, GAsyncResult *result, gpointer data)
{
    (void)source;
    (void)data;
    g_autoptr(GError) error = NULL;
    const Drawing *drawing = g_task_get_task_data(G_TASK(result));
    g_autoptr(GBytes) picture = g_task_propagate_pointer(G_TASK(result), &error);
    if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return; /* the server is gone */
    if (picture)
        answer(drawing->message, "image/png", picture);
    else
        refuse(drawing->message, SOUP_STATUS_NOT_FOUND, error->message);
    soup_server_message_unpause(drawing->message);
}

static void
serve_signed(BxServer *server, SoupServerMessage *message, GHashTable *query)
{
    int page;
    double ppi;
    if (!int_of(query, "page", PAGE_MOST, &page) || !ppi_of(query, &ppi)) {
        refuse(message, SOUP_STATUS_BAD_REQUEST, "page and ppi are wanted");
        return;
    }
    Drawing *drawing = g_new(Drawing, 1);
    *drawing = (Drawing){g_object_ref(message), g_strdup(bx_watched_signed(server->watched)), page,
                         MIN(ppi, 300)};
    g_autoptr(GTask) task = g_task_new(NULL, server->ending, on_drawn, NULL);
    g_task_set_task_data(task, drawing, drawing_free);
    soup_server_message_pause(message);
    g_task_run_in_thread(task, draw);
}

/* ---- requests ---- */

/* clang-format off */
static const struct {
    const char *path, *type, *file; /* compiled in */
    void (*serve)(BxServer *server, SoupServerMessage *message, GHashTable *query);
} resources[] = {
    {"/",           "text/html; charset=utf-8",       "index.html", NULL},
    {"/style.css",  "text/css; charset=utf-8",        "style.css",  NULL},
    {"/words.js",   "text/javascript; charset=utf-8", "words.js",   NULL},
    {"/sheet.js",   "text/javascript; charset=utf-8", "sheet.js",   NULL},
    {"/lists.js",   "text/javascript; charset=utf-8", "lists.js",   NULL},
    {"/watch.js",   "text/javascript; charset=utf-8", "watch.js",   NULL},
    {"/icon.svg",   "image/svg+xml",                  "icon.svg",   NULL},
    {"/state",      NULL, NULL, serve_state},
    {"/events",     NULL, NULL, serve_events},
    {"/picture",    NULL, NULL, serve_picture},
    {"/signed",     NULL, NULL, serve_signed},
};
/* clang-format on */

static void
serve_file(SoupServerMessage *message, const char *type, const char *file)
{
    g_autofree char *name = g_strconcat("/banxin/watch/", file, NULL);
    g_autoptr(GBytes) bytes = g_resources_lookup_data(name, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    if (bytes)
        answer(message, type, bytes);
    else
        refuse(message, SOUP_STATUS_NOT_FOUND, "nothing is there");
}

static void
on_request(SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query,
           gpointer data)
{
    (void)soup;
    BxServer *server = data;
    guint status = bx_guard_check(message, server->port);
    bx_guard_answer(message);
    if (status != SOUP_STATUS_OK) {
        refuse(message, status, "this is not answered");
        return;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(resources); i++) {
        if (strcmp(resources[i].path, path) != 0)
            continue;
        if (resources[i].serve)
            resources[i].serve(server, message, query);
        else
            serve_file(message, resources[i].type, resources[i].file);
        return;
    }
    refuse(message, SOUP_STATUS_NOT_FOUND, "nothing is there");
}

/* Before a body would be read. */
static void
on_headers(SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query,
           gpointer data)
{
    (void)soup;
    (void)path;
    (void)query;
    const BxServer *server = data;
    guint status = bx_guard_check(message, server->port);
    if (status != SOUP_STATUS_OK) {
        bx_guard_answer(message);
        refuse(message, status, "this is not answered");
    }
}

/* ---- the whole ---- */

static bool
listen_on(BxServer *server, guint port, GError **error)
{
    g_autoptr(GSocketAddress) address = g_inet_socket_address_new_from_string("127.0.0.1", port);
    if (!soup_server_listen(server->soup, address, (SoupServerListenOptions)0, error))
        return false;
    GSList *uris = soup_server_get_uris(server->soup);
    server->port = (guint)g_uri_get_port(uris->data);
    g_slist_free_full(uris, (GDestroyNotify)g_uri_unref);
    return true;
}

BxServer *
bx_server_new(BxWatched *watched, guint port, GError **error)
{
    g_autoptr(BxServer) server = g_new0(BxServer, 1);
    server->watched = watched;
    server->soup = soup_server_new("server-header", "banxin", NULL);
    server->ending = g_cancellable_new();
    server->events = bx_events_new(server->soup);
    soup_server_add_early_handler(server->soup, NULL, on_headers, server, NULL);
    soup_server_add_handler(server->soup, NULL, on_request, server, NULL);
    bool is_listening = port == 0
                            ? listen_on(server, BX_SERVER_PORT, NULL) || listen_on(server, 0, error)
                            : listen_on(server, port, error);
    return is_listening ? g_steal_pointer(&server) : NULL;
}

void
bx_server_free(BxServer *server)
{
    if (!server)
        return;
    g_cancellable_cancel(server->ending);
    bx_events_free(server->events);
    soup_server_disconnect(server->soup);
    g_object_unref(server->soup);
    g_object_unref(server->ending);
    g_free(server);
}

guint
bx_server_port(const BxServer *server)
{
    return server->port;
}

void
bx_server_send(BxServer *server)
{
    bx_events_send(server->events, bx_watched_state(server->watched));
}
