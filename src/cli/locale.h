/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The language that a program of Banxin speaks. */

/* Takes it from $BANXIN_LANG, then $LANGUAGE and the locale, as gettext does; a locale that is not installed
 * still says which language is meant. Numbers stay as in C. Before any thread, and any text. */
void bx_use_language(void);
