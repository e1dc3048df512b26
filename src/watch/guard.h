/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Guard: which requests are answered at all. */

#include <libsoup/soup.h>

/* SOUP_STATUS_OK where a request comes from a page of this server, or from nobody's page: its Host is 127.0.0.1 or
 * localhost at `port` (no other name may be made to lead here), its Origin, where it has one, the same, it was not asked
 * for by another site, and it only reads. Else the status to refuse it with. */
guint bx_guard_check(SoupServerMessage *message, guint port);
/* What every answer tells the browser: nothing but this server's own scripts, styles and pictures. */
void bx_guard_answer(SoupServerMessage *message);
