/* SPDX-License-Identifier: Apache-2.0 */
/* A said text is OPEN english BETWEEN local CLOSE. The marks are controls: no source has them (BX1007),
 * and what else brings one, a file's name, at worst loses words of its message. */

#include "base/say.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

#define OPEN '\001'
#define BETWEEN '\002'
#define CLOSE '\003'

static char *
take(const char *said, bool local)
{
    GString *out = g_string_new(NULL);
    while (*said) {
        const char *between = *said == OPEN ? strchr(said, BETWEEN) : NULL;
        const char *close = between ? strchr(between, CLOSE) : NULL;
        if (!close) {
            g_string_append_c(out, *said++);
            continue;
        }
        const char *start = local ? between + 1 : said + 1, *end = local ? close : between;
        g_string_append_len(out, start, end - start);
        said = close + 1;
    }
    return g_string_free(out, FALSE);
}

char *
bx_said_english(const char *said)
{
    return take(said, false);
}

char *
bx_said_local(const char *said)
{
    return take(said, true);
}

char *
bx_say_both(const char *english, const char *local)
{
    return local ? g_strdup_printf("%c%s%c%s%c", OPEN, english, BETWEEN, local, CLOSE)
                 : g_strdup(english);
}

char *
bx_say_v(const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    const char *translated = _(format);
    g_autofree char *raw = g_strdup_vprintf(format, args);
    g_autofree char *raw_local = NULL;
    if (translated != format || strchr(raw, OPEN))
        raw_local = g_strdup_vprintf(translated, again);
    va_end(again);
    if (!raw_local)
        return g_steal_pointer(&raw);
    g_autofree char *english = take(raw, false), *local = take(raw_local, true);
    return bx_say_both(english, local);
}

char *
bx_say(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *said = bx_say_v(format, args);
    va_end(args);
    return said;
}

const char *
bx_word(const char *text)
{
    const char *translated = text && *text ? _(text) : text; /* "" is the catalogue's head */
    if (translated == text)
        return text;
    g_autofree char *both = bx_say_both(text, translated);
    return g_intern_string(both);
}

/* What a user meets: for the catalogue. Others stay as the C library has them. */
static const char *const errors[] G_GNUC_UNUSED = {
    N_("No such file or directory"), N_("Permission denied"),
    N_("Operation not permitted"),   N_("Is a directory"),
    N_("Not a directory"),           N_("No space left on device"),
    N_("Read-only file system"),     N_("Too many levels of symbolic links"),
    N_("File name too long"),        N_("Too many open files"),
    N_("Input/output error"),        N_("File exists"),
};

const char *
bx_errno(int number)
{
    const char *text = strerrordesc_np(number);
    return text ? bx_word(text) : g_strerror(number);
}

const char *
bx_errno_local(int number)
{
    const char *text = strerrordesc_np(number);
    return text ? _(text) : g_strerror(number);
}
