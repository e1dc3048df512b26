/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Events: browsers that wait for the next state (server-sent events). */

#include <libsoup/soup.h>

typedef struct BxEvents BxEvents;

BxEvents *bx_events_new(SoupServer *server);
void bx_events_free(BxEvents *events); /* ends all that wait; NULL is taken */

/* Takes a request on as one that waits, and sends it `state` at once. The longest waiting one is ended where there would
 * be too many. */
void bx_events_add(BxEvents *events, SoupServerMessage *message, const char *state);
/* Sends a state, one line, to all that wait. */
void bx_events_send(BxEvents *events, const char *state);
