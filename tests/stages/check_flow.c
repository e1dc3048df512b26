/* SPDX-License-Identifier: Apache-2.0 */
/* Flow: every character once, body lines on the grid, columns level (PA-8), no crosshead without text under it
 * (PA-6), every fault with a place. */

#include "check_make_up.h"
#include "report/ledger.h"

#include <math.h>
#include <string.h>

static const BxPart *
part_of(const Made *made, int story, int part)
{
    const BxStoryPlan *plan = g_ptr_array_index(made->plan->stories, story);
    return g_ptr_array_index(plan->parts, part);
}

static const BxLineSlot *
slot_of(const BxComposed *composed, int index)
{
    return &g_array_index(composed->slots, BxLineSlot, index);
}

static int
n_blanks(const Made *made, int story)
{
    const BxStory *source = g_ptr_array_index(made->issue->stories, story);
    int n = 0;
    for (guint i = 0; i < source->blocks->len; i++)
        n += ((const BxBlock *)g_ptr_array_index(source->blocks, i))->kind == BX_BLOCK_BREAK;
    return n;
}

/* ---- the grid ---- */

static void
check_line(Checking *checking, int story, const BxPart *part, const BxPagePlan *page,
           const BxPlaced *placed)
{
    const BxComposed *composed = g_ptr_array_index(checking->made->stories, story);
    const BxLineSlot *slot = slot_of(composed, placed->text.slot);
    const BxLine *line = placed->text.line;
    double row = (placed->text.y - BX_ASCENT_EM * page->em - page->type_area.y) / page->pitch;
    if (placed->text.is_vertical)
        row = (part->x + part->width - page->em / 2 - placed->text.x) / page->pitch;
    if (fabs(row - slot->row) > 1e-6)
        fail(checking, story, "line |%s| stands at row %.4f, not %d (GR-2)", line->text, row,
             slot->row);
    if (line->width > slot->width + 0.02 && !line->is_overfull)
        fail(checking, story, "line |%s| is %.2f wide in a slot of %.2f", line->text, line->width,
             slot->width);
}

static GHashTable *
lines_of_role(const BxComposed *composed, BxRole role)
{
    GHashTable *lines = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < composed->texts->len; i++) {
        const BxSetText *set = g_ptr_array_index(composed->texts, i);
        for (guint k = 0; set->role == role && k < set->lines->len; k++)
            g_hash_table_add(lines, g_ptr_array_index(set->lines, k));
    }
    return lines;
}

static void
check_grid(Checking *checking)
{
    const Made *made = checking->made;
    for (guint s = 0; s < made->stories->len; s++) {
        const BxComposed *composed = g_ptr_array_index(made->stories, s);
        g_autoptr(GHashTable) body = lines_of_role(composed, BX_ROLE_BODY);
        for (guint p = 0; p < made->pages->len; p++) {
            const BxPage *page = g_ptr_array_index(made->pages, p);
            for (guint i = 0; i < page->placed->len; i++) {
                const BxPlaced *placed = &g_array_index(page->placed, BxPlaced, i);
                if (placed->kind == BX_PLACED_TEXT && placed->story == (int)s
                    && g_hash_table_contains(body, placed->text.line))
                    check_line(checking, (int)s,
                               part_of(made, (int)s, slot_of(composed, placed->text.slot)->part),
                               g_ptr_array_index(made->plan->pages, p), placed);
            }
        }
    }
}

/* ---- what takes which slot ---- */

typedef enum { EMPTY, BODY, HEADING, BLANK, OTHER } Taken;

/* By slot; −1 as a piece of `starts`: where a paragraph begins. */
typedef struct {
    Taken *taken;
    bool *is_start;  /* of a paragraph */
    bool has_blanks; /* of the author */
    int n;
} Slots;

static void
take(Checking *checking, int story, Slots *slots, int slot, Taken as)
{
    if (slot < 0 || slot >= slots->n)
        fail(checking, story, "slot %d of %d is taken", slot, slots->n);
    else if (slots->taken[slot] != EMPTY && as != OTHER && slots->taken[slot] != OTHER)
        fail(checking, story, "slot %d is taken twice", slot);
    else if (slots->taken[slot] == EMPTY)
        slots->taken[slot] = as;
}

static Slots
taken_slots(Checking *checking, int story)
{
    const BxComposed *composed = g_ptr_array_index(checking->made->stories, story);
    Slots slots = {.n = (int)composed->slots->len};
    slots.taken = g_new0(Taken, slots.n + 1);
    slots.is_start = g_new0(bool, slots.n + 1);
    slots.has_blanks = n_blanks(checking->made, story) > 0;
    for (guint i = 0; i < composed->texts->len; i++) {
        const BxSetText *set = g_ptr_array_index(composed->texts, i);
        if (set->role == BX_ROLE_CROSSHEAD && set->first_slot >= 0)
            for (int k = 0; k < set->n_slots; k++)
                take(checking, story, &slots, set->first_slot + k, HEADING);
        for (guint k = 0; set->slots && k < set->slots->len; k++) {
            int slot = g_array_index(set->slots, int, k);
            if (slot < 0)
                continue;
            take(checking, story, &slots, slot, set->role == BX_ROLE_BODY ? BODY : OTHER);
            slots.is_start[slot] |= k == 0 && set->role == BX_ROLE_BODY;
        }
    }
    return slots;
}

static bool
is_below(const BxLineSlot *a, const BxLineSlot *b)
{
    return a->part == b->part && a->leg == b->leg && b->row == a->row + 1;
}

/* After the last slot of the leg that slot `from` is in. */
static int
leg_end(const BxComposed *composed, int from)
{
    int end = from;
    while (end < (int)composed->slots->len
           && slot_of(composed, end)->part == slot_of(composed, from)->part
           && slot_of(composed, end)->leg == slot_of(composed, from)->leg)
        end++;
    return end;
}

/* PA-6: two rows of text under a crosshead in its column, or the story's end. */
static void
check_crossheads(Checking *checking, int story, const Slots *slots)
{
    const BxComposed *composed = g_ptr_array_index(checking->made->stories, story);
    for (int i = 0; i < slots->n; i++) {
        if (slots->taken[i] != HEADING || (i + 1 < slots->n && slots->taken[i + 1] == HEADING))
            continue;
        bool is_followed = false;
        for (int k = i + 1; k < slots->n; k++)
            is_followed |= slots->taken[k] == BODY;
        if (!is_followed && composed->overset_lines == 0)
            continue; /* it heads nothing */
        bool has_text = i + 1 < slots->n && slots->taken[i + 1] != EMPTY
                        && is_below(slot_of(composed, i), slot_of(composed, i + 1));
        if (!has_text)
            fail(checking, story, "a crosshead ends at slot %d, the foot of its column (PA-6)", i);
    }
}

/* Rows that stay empty before slot `next`, at the foot of a column: those that its piece would not take. A crosshead
 * with the two lines under it, a paragraph that must not leave one line alone; a blank that stood before them. */
static bool
may_be_short(const Slots *slots, int next, int n_short)
{
    int rows = 0;
    while (next + rows < slots->n && slots->taken[next + rows] == HEADING)
        rows++;
    return n_short <= (rows > 0 ? rows + 1 : 1) + slots->has_blanks;
}

/* PG-8, PA-8: text takes every slot in order; what stays empty before its end is at the foot of a column, and
 * little, or it is a blank that the author put there. */
static void
check_feet(Checking *checking, int story, const Slots *slots)
{
    const BxComposed *composed = g_ptr_array_index(checking->made->stories, story);
    int last = -1;
    for (int i = 0; i < slots->n; i++)
        if (slots->taken[i] != EMPTY)
            last = i;
    for (int i = 0; i < last; i++) {
        if (slots->taken[i] != EMPTY)
            continue;
        int end = i + 1, next;
        while (slots->taken[end] == EMPTY
               && is_below(slot_of(composed, end - 1), slot_of(composed, end)))
            end++;
        for (next = end; slots->taken[next] == EMPTY;) /* columns may be too shallow for it */
            next++;
        bool is_begun = slots->taken[next] == HEADING || slots->is_start[next];
        bool is_blank = slots->has_blanks && end - i == 1 && is_begun;
        bool at_foot = !is_below(slot_of(composed, end - 1), slot_of(composed, end));
        bool before_jump = slots->taken[next] == OTHER;
        if (!is_blank && !before_jump && !(at_foot && may_be_short(slots, next, end - i)))
            fail(checking, story,
                 "slots %d to %d stay empty before slot %d, in the middle of the text", i, end - 1,
                 next);
        i = end - 1;
    }
}

/* Rows at the foot of a column that a crosshead with its text does not take. */
#define FOOT_MOST 4

/* PA-8: the legs of the last part end level where the story is shorter than its slots. */
static void
check_level(Checking *checking, int story, const Slots *slots)
{
    const BxComposed *composed = g_ptr_array_index(checking->made->stories, story);
    int n_parts = (int)composed->parts->len, last = n_parts - 1;
    const BxPart *part = part_of(checking->made, story, last);
    bool is_plain = part->slot->balance && part->figures->len == 0 && part->areas->len == 1
                    && part->holes->len == 0 && !part->is_vertical
                    && part->head_width >= part->width - 0.01;
    if (!is_plain || part->legs->len < 2 || composed->overset_lines > 0)
        return;
    int first = 0;
    while (first < slots->n && slot_of(composed, first)->part != last)
        first++;
    int deepest = -1, rows[64] = {0}, n_legs = 0;
    for (int i = first; i < slots->n && n_legs < 64;) {
        int end = leg_end(composed, i), bottom = -1;
        for (int k = i; k < end; k++)
            if (slots->taken[k] != EMPTY)
                bottom = slot_of(composed, k)->row;
        rows[n_legs++] = bottom;
        deepest = MAX(deepest, bottom);
        i = end;
    }
    if (n_legs < (int)part->legs->len || deepest - slot_of(composed, first)->row < 5)
        return; /* hardly any text: it is not for columns */
    for (int l = 0; l < n_legs; l++)
        if (deepest - rows[l]
            > 1 + FOOT_MOST * (l + 1 < n_legs ? 1 : 2)) /* what others miss, it has */
            fail(checking, story, "leg %d ends at row %d, the deepest at %d (PA-8)", l, rows[l],
                 deepest);
}

/* ---- reports ---- */

static const BxDiag *
find_diag(const Made *made, BxDiagCode code, const char *words)
{
    for (int i = 0; i < bx_diags_count(made->diags); i++) {
        const BxDiag *diag = bx_diags_lookup(made->diags, i);
        if (diag->code == code && strstr(diag->message, words))
            return diag;
    }
    return NULL;
}

static void
check_overset(Checking *checking, int story)
{
    const BxComposed *composed = g_ptr_array_index(checking->made->stories, story);
    const BxStory *source = g_ptr_array_index(checking->made->issue->stories, story);
    g_autofree char *named = g_strdup_printf("story “%s”", source->id);
    int n = 0;
    for (guint i = 0; i < composed->texts->len; i++) {
        const BxSetText *set = g_ptr_array_index(composed->texts, i);
        for (guint k = 0; set->slots && set->role == BX_ROLE_BODY && k < set->slots->len; k++)
            n += g_array_index(set->slots, int, k) < 0;
        n += set->n_slots > 0 && set->first_slot < 0 ? set->n_slots : 0;
    }
    /* a credit takes a line of its own, or shares the last one */
    int n_more = 1 + n_blanks(checking->made, story);
    if ((n > 0 || composed->overset_lines > 0)
        && !find_diag(checking->made, BX_DIAG_OVERSET, named))
        fail(checking, story, "%d lines without a slot are not reported", n);
    if (n > composed->overset_lines || n + n_more < composed->overset_lines)
        fail(checking, story, "%d lines have no slot, %d are reported", n, composed->overset_lines);
    if (composed->overset_lines > 0
        && (composed->overset_chars == 0 || !composed->overset_pos.source))
        fail(checking, story, "overset by %d lines, of %d characters, from no place",
             composed->overset_lines, composed->overset_chars);
}

static void
check_diags(Checking *checking)
{
    const BxDiags *diags = checking->made->diags;
    for (int i = 0; i < bx_diags_count(diags); i++) {
        const BxDiag *diag = bx_diags_lookup(diags, i);
        if (diag->level != BX_LEVEL_NOTE && (!diag->pos.source || diag->pos.line < 1))
            fail(checking, -1, "%s has no place: %s", bx_diag_code_name(diag->code), diag->message);
        if (diag->code == BX_DIAG_LEDGER || diag->code == BX_DIAG_INK_UNKNOWN)
            fail(checking, -1, "a fault of the engine: %s", diag->message);
    }
}

/* ---- characters ---- */

static void
check_ledger(Checking *checking, int story)
{
    const Made *made = checking->made;
    g_autoptr(BxDiags) diags = bx_diags_new();
    const BxStory *source = g_ptr_array_index(made->issue->stories, story);
    g_autofree BxLedger *ledgers =
        bx_ledgers_balance(made->issue, made->stories, made->pages, diags);
    const BxLedger ledger = ledgers[story];
    if (ledger.missing || ledger.twice || ledger.source != source->n_chars
        || ledger.source != ledger.printed + ledger.overset + ledger.unplaced)
        fail(checking, story,
             "ledger: source %d of %d, printed %d, overset %d, unplaced %d, twice %d, missing %d",
             ledger.source, source->n_chars, ledger.printed, ledger.overset, ledger.unplaced,
             ledger.twice, ledger.missing);
}

void
check_flow(Checking *checking)
{
    check_diags(checking);
    check_grid(checking);
    for (guint s = 0; s < checking->made->stories->len; s++) {
        const BxComposed *composed = g_ptr_array_index(checking->made->stories, s);
        check_ledger(checking, (int)s);
        if (composed->parts->len == 0)
            continue;
        check_overset(checking, (int)s);
        Slots slots = taken_slots(checking, (int)s);
        check_crossheads(checking, (int)s, &slots);
        check_feet(checking, (int)s, &slots);
        check_level(checking, (int)s, &slots);
        g_free(slots.taken);
        g_free(slots.is_start);
    }
}

/* ---- words ---- */

static void
count_in(GHashTable *counts, const char *text, int by)
{
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        gpointer key = GUINT_TO_POINTER(c);
        if (!g_unichar_isspace(c) && c != 0x3000)
            g_hash_table_insert(
                counts, key,
                GINT_TO_POINTER(GPOINTER_TO_INT(g_hash_table_lookup(counts, key)) + by));
    }
}

static bool
is_engines(const BxSetText *set)
{
    return !set->text || set->role == BX_ROLE_JUMP_HEAD || set->role == BX_ROLE_MARKER;
}

/* The characters of the lines, printed or overset, are those that were written. */
static void
check_story_words(Checking *checking, int story, const GString *words)
{
    const BxComposed *composed = g_ptr_array_index(checking->made->stories, story);
    g_autoptr(GHashTable) counts = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < composed->texts->len; i++) {
        const BxSetText *set = g_ptr_array_index(composed->texts, i);
        for (guint k = 0; !is_engines(set) && k < set->lines->len; k++)
            count_in(counts, ((const BxLine *)g_ptr_array_index(set->lines, k))->text, 1);
    }
    count_in(counts, words->str, -1);
    GHashTableIter iter;
    gpointer key, value;
    g_hash_table_iter_init(&iter, counts);
    while (g_hash_table_iter_next(&iter, &key, &value))
        if (GPOINTER_TO_INT(value) != 0)
            fail(checking, story, "U+%04X stands %+d times more on the pages than in the source",
                 GPOINTER_TO_UINT(key), GPOINTER_TO_INT(value));
}

void
check_words(Checking *checking, const GPtrArray *words)
{
    const Made *made = checking->made;
    g_autoptr(BxDiags) diags = bx_diags_new();
    g_autofree BxLedger *ledgers =
        bx_ledgers_balance(made->issue, made->stories, made->pages, diags);
    for (guint s = 0; s < made->stories->len; s++) {
        const BxStory *story = g_ptr_array_index(made->issue->stories, s);
        const BxComposed *composed = g_ptr_array_index(made->stories, s);
        guint index = (guint)(story->id[0] - 'a');
        if (ledgers[s].unplaced == 0 && composed->parts->len > 0 && index < words->len)
            check_story_words(checking, (int)s, g_ptr_array_index(words, index));
    }
}
