/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Messages in the reader's language (gettext), and in English for files that must not depend on it.
 *
 * What the program prints at once is `_("…")`. A diagnostic has two readers: the person at the terminal,
 * and the report, the same bytes in every locale. So its texts are *said*: a said text holds both forms
 * in one string until bx_diag() takes them apart, and may be an argument (%s) of another. Where the
 * reader's language is English, or has no catalogue, it is an ordinary string.
 *
 * The library looks texts up and binds nothing; that is the program's: bindtextdomain("banxin",
 * bx_locale_dir()), and setlocale(). */

#include <glib.h>
#include <libintl.h>
#include <stdarg.h>

#define BX_DOMAIN "banxin"
/* In the reader's language, to be printed. */
#define _(text) dgettext(BX_DOMAIN, text)
/* Marks a text for the catalogue that is looked up elsewhere: in a table, or behind a condition. */
#define N_(text) text

/* The format and its translation filled in; owned. Arguments may be said themselves. */
char *bx_say(const char *format, ...) G_GNUC_PRINTF(1, 2);
char *bx_say_v(const char *format, va_list args) G_GNUC_PRINTF(1, 0);
/* A text that stands in the catalogue as it is; lives as long as the program. NULL: NULL. */
const char *bx_word(const char *text);
/* What errno says; as bx_word(), whatever the C library's language is. */
const char *bx_errno(int number);
/* In the reader's language, to be printed. */
const char *bx_errno_local(int number);
/* Both forms of a text that was taken apart, said again; owned. `local` may be NULL. */
char *bx_say_both(const char *english, const char *local);

/* One of the two forms; owned. */
char *bx_said_english(const char *said);
char *bx_said_local(const char *said);
