/* SPDX-License-Identifier: Apache-2.0 */
/* --fix: edits of texts to edits of a source file, and the proof that they do what they say: the new
 * file is read again, and every text in it must be the old one with its edits. */

#include "lint/lint.h"

#include "base/error.h"
#include "base/file.h"
#include "base/say.h"
#include "lint/texts.h"
#include "load/article.h"

#include <string.h>

/* An edit where it falls in the source. */
typedef struct {
    const BxEdit *edit;
    size_t start, end; /* bytes */
    bool is_out;       /* left out */
} Change;

/* The bytes of the edit's characters, which must stand in the source as themselves and side by side:
 * an entity, an escape or a line end is another spelling. */
static bool
locate(const BxEdit *edit, Change *change)
{
    const BxText *text = edit->text;
    const char *p = edit->old;
    *change = (Change){.edit = edit, .start = (size_t)text->origin[edit->at]};
    change->end = change->start;
    for (int i = edit->at; i < edit->at + edit->n; i++, p = g_utf8_next_char(p)) {
        size_t n = (size_t)(g_utf8_next_char(p) - p), at = (size_t)text->origin[i];
        if (at != change->end || at + n > text->source->length
            || memcmp(text->source->text + at, p, n) != 0)
            return false;
        change->end = at + n;
    }
    return change->start == 0 || text->source->text[change->start - 1] != '\\';
}

static int
compare_changes(gconstpointer a, gconstpointer b)
{
    const Change *one = a, *two = b;
    if (one->start != two->start)
        return one->start < two->start ? -1 : 1;
    return one->edit->group - two->edit->group;
}

/* Leaves out every change of the groups in the set. */
static void
leave_out(GArray *changes, GHashTable *groups)
{
    for (guint i = 0; i < changes->len; i++) {
        Change *change = &g_array_index(changes, Change, i);
        change->is_out |= g_hash_table_contains(groups, GINT_TO_POINTER(change->edit->group));
    }
}

/* Of changes that touch each other the first stays; the next run makes the other. */
static void
refuse_overlaps(const GArray *changes, GHashTable *refused)
{
    size_t end = 0;
    for (guint i = 0; i < changes->len; i++) {
        const Change *change = &g_array_index(changes, Change, i);
        gpointer group = GINT_TO_POINTER(change->edit->group);
        if (g_hash_table_contains(refused, group))
            continue;
        if (change->start < end)
            g_hash_table_add(refused, group);
        else
            end = change->end;
    }
}

static GArray *
changes_of(const BxStory *story, const GArray *edits)
{
    GArray *changes = g_array_new(FALSE, FALSE, sizeof(Change));
    g_autoptr(GHashTable) refused = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < edits->len; i++) {
        const BxEdit *edit = &g_array_index(edits, BxEdit, i);
        Change change;
        if (edit->text->source != story->source)
            continue;
        if (locate(edit, &change))
            g_array_append_val(changes, change);
        else
            g_hash_table_add(refused, GINT_TO_POINTER(edit->group));
    }
    g_array_sort(changes, compare_changes);
    refuse_overlaps(changes, refused);
    leave_out(changes, refused);
    return changes;
}

/* The source with its changes; owned. */
static char *
changed_source(const BxSource *source, const GArray *changes, size_t *length)
{
    GString *out = g_string_sized_new(source->length);
    size_t at = 0;
    for (guint i = 0; i < changes->len; i++) {
        const Change *change = &g_array_index(changes, Change, i);
        if (change->is_out)
            continue;
        g_string_append_len(out, source->text + at, (gssize)(change->start - at));
        g_string_append(out, change->edit->new);
        at = change->end;
    }
    g_string_append_len(out, source->text + at, (gssize)(source->length - at));
    *length = out->len;
    return g_string_free(out, FALSE);
}

/* ---- the proof ---- */

/* The text with its changes: those from `first` on that are its own. Owned. */
static char *
changed_text(const BxText *text, const GArray *changes, guint first)
{
    GString *out = g_string_new(NULL);
    const char *p = text->text;
    int at = 0;
    for (guint i = first; i < changes->len; i++) {
        const Change *change = &g_array_index(changes, Change, i);
        if (change->edit->text != text)
            break;
        if (change->is_out)
            continue;
        const char *start = g_utf8_offset_to_pointer(p, change->edit->at - at);
        g_string_append_len(out, p, start - p);
        g_string_append(out, change->edit->new);
        p = g_utf8_offset_to_pointer(start, change->edit->n);
        at = change->edit->at + change->edit->n;
    }
    g_string_append(out, p);
    return g_string_free(out, FALSE);
}

/* BxText → index of its first change + 1: texts do not overlap, so each has its changes in one row. */
static GHashTable *
first_changes(const GArray *changes)
{
    GHashTable *firsts = g_hash_table_new(NULL, NULL);
    for (guint i = changes->len; i > 0; i--)
        g_hash_table_insert(firsts, (gpointer)g_array_index(changes, Change, i - 1).edit->text,
                            GUINT_TO_POINTER(i));
    return firsts;
}

static bool
has_same_pictures(const BxStory *a, const BxStory *b)
{
    g_autoptr(GPtrArray) ours = bx_story_pictures(a), theirs = bx_story_pictures(b);
    bool same = ours->len == theirs->len;
    for (guint i = 0; same && i < ours->len; i++)
        same = g_strcmp0(((const BxPicture *)g_ptr_array_index(ours, i))->path,
                         ((const BxPicture *)g_ptr_array_index(theirs, i))->path)
               == 0;
    return same;
}

static bool
is_same_block(const BxBlock *a, const BxBlock *b)
{
    bool same = a->kind == b->kind && g_strcmp0(a->marker, b->marker) == 0;
    return same
           && (!a->figure
               || (a->figure->kind == b->figure->kind
                   && g_strcmp0(a->figure->place.slot, b->figure->place.slot) == 0));
}

static bool
has_same_blocks(const BxStory *a, const BxStory *b)
{
    bool same = a->blocks->len == b->blocks->len && has_same_pictures(a, b);
    for (guint i = 0; same && i < a->blocks->len; i++)
        same = is_same_block(g_ptr_array_index(a->blocks, i), g_ptr_array_index(b->blocks, i));
    return same;
}

/* Whether the new story is the old one with the changes, and nothing else. */
static bool
is_as_meant(const BxStory *old, const BxStory *new, const GArray *changes)
{
    g_autoptr(GArray) old_texts = bx_story_texts(old), new_texts = bx_story_texts(new);
    g_autoptr(GHashTable) firsts = first_changes(changes);
    bool is_right = old_texts->len == new_texts->len && has_same_blocks(old, new);
    for (guint i = 0; is_right && i < old_texts->len; i++) {
        const BxText *text = g_array_index(old_texts, BxStoryText, i).text;
        const BxText *got = g_array_index(new_texts, BxStoryText, i).text;
        guint first = GPOINTER_TO_UINT(g_hash_table_lookup(firsts, text));
        g_autofree char *wanted = changed_text(text, changes, first ? first - 1 : changes->len);
        is_right = strcmp(got->text, wanted) == 0 && got->runs->len == text->runs->len;
    }
    return is_right;
}

static BxStory *
read_again(const BxStory *story, char *text, size_t length, BxSource **source)
{
    g_autoptr(BxDiags) diags = bx_diags_new(); /* they were said of the file as it is */
    *source = bx_source_new_take(story->source->path, text, length);
    return bx_article_read(*source, story->id, ".", diags);
}

/* The new source, proved; NULL where with these changes it reads otherwise than meant. */
static char *
prove(const BxStory *story, const GArray *changes, size_t *length)
{
    g_autofree char *text = changed_source(story->source, changes, length);
    g_autoptr(BxSource) source = NULL;
    BxStory *again = read_again(story, g_strndup(text, *length), *length, &source);
    bool is_right = is_as_meant(story, again, changes);
    bx_story_free(again);
    return is_right ? g_steal_pointer(&text) : NULL;
}

/* Where all together fail, one group after the other is tried; of so many at most. */
#define GROUPS_MOST 50

static void
set_out(GArray *changes, int group, bool is_out)
{
    for (guint i = 0; i < changes->len; i++) {
        Change *change = &g_array_index(changes, Change, i);
        if (change->edit->group == group)
            change->is_out = is_out;
    }
}

static char *
prove_singly(const BxStory *story, GArray *changes, size_t *length)
{
    g_autoptr(GArray) groups = g_array_new(FALSE, FALSE, sizeof(int));
    for (guint i = 0; i < changes->len; i++) {
        Change *change = &g_array_index(changes, Change, i);
        if (!change->is_out && groups->len < GROUPS_MOST)
            g_array_append_val(groups, change->edit->group);
        change->is_out = true;
    }
    for (guint g = 0; g < groups->len; g++) {
        int group = g_array_index(groups, int, g);
        set_out(changes, group, false);
        g_autofree char *text = prove(story, changes, length);
        set_out(changes, group, text == NULL);
    }
    return prove(story, changes, length);
}

/* ---- the file ---- */

static void
clear_fix(void *data)
{
    BxFix *fix = data;
    g_free(fix->path);
    g_free(fix->old);
    g_free(fix->new);
}

GArray *
bx_fixes_new(void)
{
    GArray *fixes = g_array_new(FALSE, FALSE, sizeof(BxFix));
    g_array_set_clear_func(fixes, clear_fix);
    return fixes;
}

static void
record(const GArray *changes, GArray *fixes)
{
    BxPos pos = BX_NO_POS;
    size_t byte = 0;
    for (guint i = 0; i < changes->len; i++) {
        const Change *change = &g_array_index(changes, Change, i);
        if (change->is_out)
            continue;
        const BxSource *source = change->edit->text->source;
        pos = bx_pos_after(source, change->start, pos, byte);
        byte = change->start;
        const BxFix fix = {.path = g_strdup(source->path),
                           .line = pos.line,
                           .column = pos.column,
                           .code = change->edit->code,
                           .old = g_strdup(change->edit->old),
                           .new = g_strdup(change->edit->new)};
        g_array_append_val(fixes, fix);
    }
}

/* The bytes before the text in the file: a BOM, or none. False with `error` where the file is no
 * longer what was read. */
static bool
check_unchanged(const BxSource *source, const char *file, bool *has_bom, GError **error)
{
    g_autofree char *bytes = NULL;
    gsize length = 0;
    if (!g_file_get_contents(file, &bytes, &length, error))
        return false;
    *has_bom = length == source->length + 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0;
    gsize skip = *has_bom ? 3 : 0;
    if (length == source->length + skip && memcmp(bytes + skip, source->text, source->length) == 0)
        return true;
    g_set_error(error, BX_ERROR, BX_ERROR_IO, _("“%s” changed while it was looked at; run again"),
                file);
    return false;
}

static bool
rewrite(const BxSource *source, const char *file, const char *text, size_t length, GError **error)
{
    bool has_bom;
    if (!check_unchanged(source, file, &has_bom, error))
        return false;
    GByteArray *bytes = g_byte_array_sized_new((guint)length + 3);
    if (has_bom)
        g_byte_array_append(bytes, (const guint8 *)"\xEF\xBB\xBF", 3);
    g_byte_array_append(bytes, (const guint8 *)text, (guint)length);
    g_autoptr(GBytes) whole = g_byte_array_free_to_bytes(bytes);
    return bx_write_file(file, whole, error);
}

bool
bx_fix_story(const BxStory *story, const char *file, const GArray *edits, GArray *fixes,
             GError **error)
{
    g_autoptr(GArray) changes = changes_of(story, edits);
    size_t length = 0;
    if (changes->len == 0)
        return true;
    g_autofree char *text = prove(story, changes, &length);
    if (!text)
        text = prove_singly(story, changes, &length);
    if (!text || strcmp(text, story->source->text) == 0)
        return true;
    if (!rewrite(story->source, file, text, length, error))
        return false;
    record(changes, fixes);
    return true;
}
