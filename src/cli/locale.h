/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The language that a program of Banxin speaks. */

#include <libintl.h>

/* In the reader's language; N_() marks what is looked up elsewhere. */
#define _(text) dgettext("banxin", text)
#define N_(text) text

/* Takes it from $BANXIN_LANG, then $LANGUAGE and the locale, as gettext does; a locale that is not installed
 * still says which language is meant. Numbers stay as in C. Before any thread, and any text. */
void bx_use_language(void);
