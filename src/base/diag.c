/* SPDX-License-Identifier: Apache-2.0 */
/* Diagnostics: a list, and the table of their codes. */

#include "base/diag.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct BxDiags {
    GPtrArray *list;    /* BxDiag, owned */
    GPtrArray *sources; /* BxSource, owned: of files that were refused */
};

static const struct {
    BxDiagCode code;
    BxLevel level;
    const char *name, *meaning, *remedy;
} codes[] = {
#define BX_DIAG_ROW(name, number, level, meaning, remedy)                                          \
    {BX_DIAG_##name, BX_LEVEL_##level, "BX" #number, meaning, remedy},
    BX_DIAG_CODES(BX_DIAG_ROW)
#undef BX_DIAG_ROW
};

static void
diag_free(void *data)
{
    BxDiag *diag = data;
    g_free(diag->message);
    g_free(diag);
}

BxDiags *
bx_diags_new(void)
{
    BxDiags *diags = g_new0(BxDiags, 1);
    diags->list = g_ptr_array_new_with_free_func(diag_free);
    diags->sources = g_ptr_array_new_with_free_func((GDestroyNotify)bx_source_free);
    return diags;
}

void
bx_diags_free(BxDiags *diags)
{
    if (!diags)
        return;
    g_ptr_array_unref(diags->list);
    g_ptr_array_unref(diags->sources);
    g_free(diags);
}

/* Names come from untrusted files: nothing in them may steer a terminal or break the line. */
static void
blank_controls(char *message)
{
    for (char *p = message; *p; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7F)
            *p = ' ';
}

static void
add(BxDiags *diags, BxDiagCode code, BxPos pos, int page, char *message)
{
    BxDiag *diag = g_new0(BxDiag, 1);
    blank_controls(message);
    *diag = (BxDiag){bx_diag_code_level(code), code, pos, message, page};
    g_ptr_array_add(diags->list, diag);
}

void
bx_diag(BxDiags *diags, BxDiagCode code, BxPos pos, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add(diags, code, pos, 0, g_strdup_vprintf(format, args));
    va_end(args);
}

void
bx_diag_on_page(BxDiags *diags, BxDiagCode code, BxPos pos, int page, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add(diags, code, pos, page, g_strdup_vprintf(format, args));
    va_end(args);
}

int
bx_diags_count(const BxDiags *diags)
{
    return (int)diags->list->len;
}

const BxDiag *
bx_diags_lookup(const BxDiags *diags, int index)
{
    return g_ptr_array_index(diags->list, index);
}

int
bx_diags_count_level(const BxDiags *diags, BxLevel level)
{
    int n = 0;
    for (guint i = 0; i < diags->list->len; i++)
        n += ((const BxDiag *)g_ptr_array_index(diags->list, i))->level == level;
    return n;
}

void
bx_diags_take_source(BxDiags *diags, BxSource *source)
{
    g_ptr_array_add(diags->sources, source);
}

void
bx_diags_move(BxDiags *into, BxDiags *from)
{
    g_ptr_array_extend_and_steal(into->list, from->list);
    from->list = g_ptr_array_new_with_free_func(diag_free);
    g_ptr_array_extend_and_steal(into->sources, from->sources);
    from->sources = g_ptr_array_new_with_free_func((GDestroyNotify)bx_source_free);
}

static size_t
row_of(BxDiagCode code)
{
    for (size_t i = 0; i < G_N_ELEMENTS(codes); i++)
        if (codes[i].code == code)
            return i;
    g_assert_not_reached();
}

const char *
bx_diag_code_name(BxDiagCode code)
{
    return codes[row_of(code)].name;
}

const char *
bx_diag_code_meaning(BxDiagCode code)
{
    return codes[row_of(code)].meaning;
}

const char *
bx_diag_code_remedy(BxDiagCode code)
{
    return codes[row_of(code)].remedy;
}

BxLevel
bx_diag_code_level(BxDiagCode code)
{
    return codes[row_of(code)].level;
}

bool
bx_diag_code_parse(const char *name, BxDiagCode *code)
{
    if (g_ascii_strncasecmp(name, "BX", 2) == 0)
        name += 2;
    for (size_t i = 0; i < G_N_ELEMENTS(codes); i++)
        if (strcmp(codes[i].name + 2, name) == 0) {
            *code = codes[i].code;
            return true;
        }
    return false;
}

bool
bx_diag_code_nth(int n, BxDiagCode *code)
{
    if (n < 0 || (size_t)n >= G_N_ELEMENTS(codes))
        return false;
    *code = codes[n].code;
    return true;
}
