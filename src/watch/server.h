/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Server: the page of the browser, its state and its pictures, on this machine alone. */

#include "watch/issue.h"

#include <gio/gio.h>

typedef struct BxServer BxServer;

#define BX_SERVER_PORT 4320 /* tried first where none is asked for */

/* Listens on 127.0.0.1. port: 0: BX_SERVER_PORT, or any where that is taken. Owned; NULL with `error` where the port cannot
 * be had. */
BxServer *bx_server_new(BxWatched *watched, guint port, GError **error);
void bx_server_free(BxServer *server); /* NULL is taken */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxServer, bx_server_free)

guint bx_server_port(const BxServer *server);
/* Tells all browsers the state. */
void bx_server_send(BxServer *server);
