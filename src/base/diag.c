/* SPDX-License-Identifier: Apache-2.0 */
/* Diagnostics: a list, and the table of their codes. */

#include "base/diag.h"

#include "base/say.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct BxDiags {
    GPtrArray *list; /* BxDiag, owned */
    GHashTable
        *said; /* the same, a set by content: a layout that several pages use is read for each */
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
    g_free(diag->local);
    g_free(diag);
}

bool
bx_diag_is_of_no_place(const BxDiag *diag)
{
    return diag->code == BX_DIAG_FACE_MISSING || diag->code == BX_DIAG_FACE_SUBSTITUTE;
}

static guint
hash_diag(gconstpointer data)
{
    const BxDiag *diag = data;
    guint place =
        bx_diag_is_of_no_place(diag) ? 0 : (guint)diag->pos.line * 8191u + (guint)diag->pos.column;
    return g_str_hash(diag->message) ^ (guint)diag->code ^ place * 2654435761u; /* Knuth's */
}

static const char *
path_of(const BxPos *pos)
{
    return pos->source ? pos->source->path : NULL;
}

static gboolean
are_equal(gconstpointer a, gconstpointer b)
{
    const BxDiag *one = a, *two = b;
    if (one->code == two->code && bx_diag_is_of_no_place(one))
        return strcmp(one->message, two->message) == 0;
    return one->code == two->code && one->page == two->page && one->pos.line == two->pos.line
           && one->pos.column == two->pos.column
           && g_strcmp0(path_of(&one->pos), path_of(&two->pos)) == 0
           && strcmp(one->message, two->message) == 0;
}

BxDiags *
bx_diags_new(void)
{
    BxDiags *diags = g_new0(BxDiags, 1);
    diags->said = g_hash_table_new(hash_diag, are_equal);
    diags->list = g_ptr_array_new_with_free_func(diag_free);
    diags->sources = g_ptr_array_new_with_free_func((GDestroyNotify)bx_source_free);
    return diags;
}

void
bx_diags_free(BxDiags *diags)
{
    if (!diags)
        return;
    g_hash_table_unref(diags->said);
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

/* Takes a diagnostic; what has been said already, to the letter, is not said again. */
static void
keep(BxDiags *diags, BxDiag *diag)
{
    if (g_hash_table_contains(diags->said, diag)) {
        diag_free(diag);
        return;
    }
    g_hash_table_add(diags->said, diag);
    g_ptr_array_add(diags->list, diag);
}

G_GNUC_PRINTF(6, 0)
static void
add(BxDiags *diags, BxDiagCode code, BxPos pos, int page, BxRect box, const char *format,
    va_list args)
{
    g_autofree char *said = bx_say_v(format, args), *local = bx_said_local(said);
    BxDiag *diag = g_new0(BxDiag, 1);
    *diag = (BxDiag){.level = bx_diag_code_level(code),
                     .code = code,
                     .pos = pos,
                     .message = bx_said_english(said),
                     .page = page,
                     .box = box};
    blank_controls(diag->message);
    blank_controls(local);
    if (strcmp(local, diag->message) != 0)
        diag->local = g_steal_pointer(&local);
    keep(diags, diag);
}

const char *
bx_diag_local(const BxDiag *diag)
{
    return diag->local ? diag->local : diag->message;
}

char *
bx_diag_said(const BxDiag *diag)
{
    return bx_say_both(diag->message, diag->local);
}

void
bx_diag(BxDiags *diags, BxDiagCode code, BxPos pos, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add(diags, code, pos, 0, (BxRect){0}, format, args);
    va_end(args);
}

void
bx_diag_on_page(BxDiags *diags, BxDiagCode code, BxPos pos, int page, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add(diags, code, pos, page, (BxRect){0}, format, args);
    va_end(args);
}

void
bx_diag_at(BxDiags *diags, BxDiagCode code, BxPos pos, int page, BxRect box, const char *format,
           ...)
{
    va_list args;
    va_start(args, format);
    add(diags, code, pos, page, box, format, args);
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

void
bx_diags_place(BxDiags *diags, int index, int page, BxRect box)
{
    BxDiag *diag = g_ptr_array_index(diags->list, index);
    diag->page = page;
    diag->box = box;
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
    g_hash_table_remove_all(from->said);
    g_ptr_array_set_free_func(from->list, NULL); /* each goes over to `into` */
    for (guint i = 0; i < from->list->len; i++)
        keep(into, g_ptr_array_index(from->list, i));
    g_ptr_array_set_size(from->list, 0);
    g_ptr_array_set_free_func(from->list, diag_free);
    g_ptr_array_extend_and_steal(into->sources, from->sources);
    from->sources = g_ptr_array_new_with_free_func((GDestroyNotify)bx_source_free);
}

void
bx_diags_copy(BxDiags *into, const BxDiags *from)
{
    for (guint i = 0; i < from->list->len; i++) {
        BxDiag *copy = g_memdup2(g_ptr_array_index(from->list, i), sizeof *copy);
        copy->message = g_strdup(copy->message);
        copy->local = g_strdup(copy->local);
        keep(into, copy);
    }
}

void
bx_diags_map(BxDiags *diags, BxSourceMap map, void *data)
{
    for (guint i = 0; i < diags->list->len; i++) {
        BxDiag *diag = g_ptr_array_index(diags->list, i);
        diag->pos.source = diag->pos.source ? map(diag->pos.source, data) : NULL;
    }
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
