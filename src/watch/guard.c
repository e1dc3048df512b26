/* SPDX-License-Identifier: Apache-2.0 */
#include "watch/guard.h"

#include <stdbool.h>
#include <string.h>

static const char policy[] = "default-src 'none'; script-src 'self'; style-src 'self'; "
                             "img-src 'self' blob:; connect-src 'self'; base-uri 'none'; "
                             "form-action 'none'; frame-ancestors 'none'";

/* “127.0.0.1:4320”; of the names that a browser may call this server by. */
static bool
is_here(const char *host, guint port)
{
    g_autofree char *address = g_strdup_printf("127.0.0.1:%u", port),
                    *name = g_strdup_printf("localhost:%u", port);
    return g_ascii_strcasecmp(host, address) == 0 || g_ascii_strcasecmp(host, name) == 0;
}

static bool
is_own_origin(const char *origin, guint port)
{
    static const char scheme[] = "http://";
    return g_str_has_prefix(origin, scheme) && is_here(origin + strlen(scheme), port);
}

/* What browsers say of a request: by a page of this server, by its user, or by following a link to the page itself. */
static bool
is_of_another_site(SoupMessageHeaders *headers)
{
    const char *site = soup_message_headers_get_one(headers, "Sec-Fetch-Site"),
               *purpose = soup_message_headers_get_one(headers, "Sec-Fetch-Dest");
    return site && strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0
           && g_strcmp0(purpose, "document") != 0;
}

guint
bx_guard_check(SoupServerMessage *message, guint port)
{
    SoupMessageHeaders *headers = soup_server_message_get_request_headers(message);
    const char *method = soup_server_message_get_method(message);
    const char *host = soup_message_headers_get_one(headers, "Host"),
               *origin = soup_message_headers_get_one(headers, "Origin");
    if (!host || !is_here(host, port) || (origin && !is_own_origin(origin, port))
        || is_of_another_site(headers))
        return SOUP_STATUS_FORBIDDEN;
    if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)
        return SOUP_STATUS_METHOD_NOT_ALLOWED;
    if (soup_message_headers_get_content_length(headers) > 0
        || soup_message_headers_get_encoding(headers) == SOUP_ENCODING_CHUNKED)
        return SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE;
    return SOUP_STATUS_OK;
}

void
bx_guard_answer(SoupServerMessage *message)
{
    static const struct {
        const char *name, *value;
    } lines[] = {{"Content-Security-Policy", policy},
                 {"X-Content-Type-Options", "nosniff"},
                 {"Referrer-Policy", "no-referrer"},
                 {"Cross-Origin-Resource-Policy", "same-origin"},
                 {"Cross-Origin-Opener-Policy", "same-origin"},
                 {"Cache-Control", "no-store"}};
    SoupMessageHeaders *headers = soup_server_message_get_response_headers(message);
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++)
        soup_message_headers_replace(headers, lines[i].name, lines[i].value);
}
