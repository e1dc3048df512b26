/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The verdict of preflight as a member of the report; described in layouts/FORMAT.md. */

#include "press/preflight.h"

#include <json-glib/json-glib.h>

void bx_json_preflight(JsonBuilder *json, const BxPreflight *preflight);
