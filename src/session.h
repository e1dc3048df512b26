/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What a session keeps, for the pipeline. No part of the public API. */

#include "banxin/banxin.h"

#include "text/fonts.h"

/* The folder with fonts/ and layouts/; borrowed. */
const char *bx_session_data_dir(const BxSession *session);

/* The faces, opened when they are first asked for and ready for a new document; borrowed. NULL with
 * `error`. */
BxFonts *bx_session_fonts(BxSession *session, GError **error);
