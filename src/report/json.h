/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Small helpers over json-glib, so that reports read as their shape. */

#include "base/diag.h"
#include "base/geometry.h"

#include <json-glib/json-glib.h>

void bx_json_string(JsonBuilder *json, const char *key, const char *value); /* NULL: null */
/* The English of a said text (base/say.h); NULL: null. */
void bx_json_said(JsonBuilder *json, const char *key, const char *said);
void bx_json_int(JsonBuilder *json, const char *key, gint64 value);
void bx_json_number(JsonBuilder *json, const char *key, double value); /* rounded to 1/1000 */
void bx_json_bool(JsonBuilder *json, const char *key, bool value);
void bx_json_pos(JsonBuilder *json,
                 const BxPos *pos); /* members file, line, column; none where unknown */
void bx_json_rect(JsonBuilder *json, const char *key, const BxRect *rect);
/* `message` is that of the diagnostic, in English or the reader's language. */
void bx_json_diag(JsonBuilder *json, const BxDiag *diag, const char *message);
/* The text, with a line end; ends the builder's root. Owned. */
char *bx_json_text(JsonBuilder *json, bool pretty);
