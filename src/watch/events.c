/* SPDX-License-Identifier: Apache-2.0 */
#include "watch/events.h"

#include <string.h>

#define WAITING_MOST 16
/* Something is sent so often: a browser that is gone is noticed by that. */
#define BEAT_S 20

struct BxEvents {
    SoupServer *server;
    GQueue waiting; /* SoupServerMessage, the longest waiting one first */
    guint beat;
};

static void
append(SoupServerMessage *message, const char *words)
{
    soup_message_body_append(soup_server_message_get_response_body(message), SOUP_MEMORY_COPY,
                             words, strlen(words));
    soup_server_message_unpause(message);
}

static void
send_state(SoupServerMessage *message, const char *state)
{
    g_autofree char *event = g_strdup_printf("data: %s\n\n", state);
    append(message, event);
}

static gboolean
beat(gpointer data)
{
    BxEvents *events = data;
    for (GList *link = events->waiting.head; link; link = link->next)
        append(link->data, ": \n\n");
    return G_SOURCE_CONTINUE;
}

BxEvents *
bx_events_new(SoupServer *server)
{
    BxEvents *events = g_new0(BxEvents, 1);
    events->server = server;
    g_queue_init(&events->waiting);
    events->beat = g_timeout_add_seconds(BEAT_S, beat, events);
    return events;
}

static void
on_finished(SoupServerMessage *message, gpointer data)
{
    BxEvents *events = data;
    g_signal_handlers_disconnect_by_data(message, events);
    if (g_queue_remove(&events->waiting, message))
        g_object_unref(message);
}

static void
end(BxEvents *events, SoupServerMessage *message)
{
    on_finished(message, events);
    soup_message_body_complete(soup_server_message_get_response_body(message));
    soup_server_message_unpause(message);
}

void
bx_events_free(BxEvents *events)
{
    if (!events)
        return;
    g_source_remove(events->beat);
    while (events->waiting.head)
        end(events, events->waiting.head->data);
    g_free(events);
}

void
bx_events_add(BxEvents *events, SoupServerMessage *message, const char *state)
{
    if (events->waiting.length >= WAITING_MOST)
        end(events, events->waiting.head->data);
    SoupMessageHeaders *headers = soup_server_message_get_response_headers(message);
    soup_message_headers_set_encoding(headers, SOUP_ENCODING_CHUNKED);
    soup_message_headers_set_content_type(headers, "text/event-stream", NULL);
    soup_message_body_set_accumulate(soup_server_message_get_response_body(message), FALSE);
    soup_server_message_set_status(message, SOUP_STATUS_OK, NULL);
    g_queue_push_tail(&events->waiting, g_object_ref(message));
    g_signal_connect(message, "finished", G_CALLBACK(on_finished), events);
    g_signal_connect(message, "disconnected", G_CALLBACK(on_finished), events);
    send_state(message, state);
}

void
bx_events_send(BxEvents *events, const char *state)
{
    for (GList *link = events->waiting.head; link; link = link->next)
        send_state(link->data, state);
}
