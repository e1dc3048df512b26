/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/locale.h"

#include <banxin/banxin.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

#define DOMAIN "banxin"
/* There wherever glibc is, and gettext looks up $LANGUAGE in it, as it does not in “C”. */
#define ANY_LOCALE "C.UTF-8"

static bool
is_set(const char *text)
{
    return text && *text;
}

/* The name of the locale that is asked for, installed or not; NULL: none. */
static const char *
asked_locale(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (is_set(g_getenv(names[i])))
            return g_getenv(names[i]);
    return NULL;
}

/* “zh_CN.UTF-8” and “zh” to “zh_CN”, the catalogue that is there. */
static char *
language_of(const char *locale)
{
    g_autofree char *language = g_strndup(locale, strcspn(locale, ".@"));
    g_strdelimit(language, "-", '_');
    return g_strdup(g_ascii_strncasecmp(language, "zh", 2) == 0 ? "zh_CN" : language);
}

static void
set_language(const char *locale)
{
    g_autofree char *language = language_of(locale);
    g_setenv("LANGUAGE", language, TRUE);
    const char *now = setlocale(LC_MESSAGES, NULL);
    if (!now || strcmp(now, "C") == 0 || strcmp(now, "POSIX") == 0)
        setlocale(LC_MESSAGES, ANY_LOCALE);
}

void
bx_use_language(void)
{
    const char *own = g_getenv("BANXIN_LANG"), *asked = asked_locale();
    if (!setlocale(LC_CTYPE, ""))
        setlocale(LC_CTYPE, ANY_LOCALE);
    bool is_installed = setlocale(LC_MESSAGES, "") != NULL;
    if (is_set(own))
        set_language(own);
    else if (!is_installed && asked)
        set_language(is_set(g_getenv("LANGUAGE")) ? g_getenv("LANGUAGE") : asked);
    g_autofree char *dir = bx_locale_dir();
    bindtextdomain(DOMAIN, dir);
    bind_textdomain_codeset(DOMAIN, "UTF-8");
    textdomain(DOMAIN);
}
