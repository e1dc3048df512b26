/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Frames: values over a socket, each with its length before it. */

#include <glib.h>
#include <stdbool.h>

/* To a worker: what, a number that comes back, three words.
 *   BX_ORDER_BUILD  number, folder of the issue, PDF, log
 *   BX_ORDER_KNOW   0, a face's file, its SHA-256, its mark (bx_file_mark_text): no answer
 *   BX_ORDER_FACES  0, “”, “”, “” */
#define BX_ORDER_TYPE "(yusss)"
enum { BX_ORDER_BUILD = 'b', BX_ORDER_KNOW = 'k', BX_ORDER_FACES = 'f' };
/* From it: what it answers, the number, the value: BX_RESULT_TYPE, or BX_FACES_TYPE. */
#define BX_ANSWER_TYPE "(yuv)"
/* SHA-256 over the faces of the aliases, over all that are installed; the folders they lie in. */
#define BX_FACES_TYPE "(ssas)"

/* Sends a value (a floating one is taken); waits. False where the other end is gone. */
bool bx_frame_send(int fd, GVariant *value);
/* Receives one of that type, owned; waits. NULL at the end, or where it is none. */
GVariant *bx_frame_receive(int fd, const char *type);

/* Takes a whole frame off the front of what has been received, owned; NULL: it is not all there yet.
 * `is_broken` gets whether it never will be. */
GVariant *bx_frame_take(GByteArray *received, const char *type, bool *is_broken);
