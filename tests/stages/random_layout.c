/* SPDX-License-Identifier: Apache-2.0 */
/* Random pages: rectangles cut apart again and again, and what a slot can be in each. */

#include "random_issue.h"

#include <glib/gstdio.h>

#define ROWS_LEAST 11 /* of a rectangle */

typedef struct {
    Span cols, rows;
} Area;

static RandomSlot *
slot_at(const Making *making, int i)
{
    return &g_array_index(making->slots, RandomSlot, i);
}

static RandomSlot *
add_slot(Making *making, int page, Area area)
{
    RandomSlot slot = {.page = page,
                       .cols = area.cols,
                       .rows = area.rows,
                       .outer = -1,
                       .story = -1,
                       .head = "default"};
    g_snprintf(slot.name, sizeof slot.name, "s%d", making->n_named++);
    g_array_append_val(making->slots, slot);
    return slot_at(making, (int)making->slots->len - 1);
}

/* ---- pages into rectangles ---- */

/* Cuts between columns, or between rows with a blank one between, until a rectangle is small or luck ends it. */
static void
cut_area(Making *making, int page, Area area, int depth)
{
    bool may_part = area.cols.count > 1, may_stack = area.rows.count > 2 * ROWS_LEAST;
    bool is_done = depth > 5 || (int)making->slots->len >= STORIES_MOST
                   || (depth > 0 && chance(making->rand, 12 + 10 * depth));
    if (is_done || (!may_part && !may_stack)) {
        add_slot(making, page, area);
        return;
    }
    Area first = area, second = area;
    if (may_stack && (!may_part || chance(making->rand, 60))) {
        int cut = ROWS_LEAST + pick(making->rand, area.rows.count - 2 * ROWS_LEAST);
        first.rows.count = cut;
        second.rows.first += cut + 1;
        second.rows.count -= cut + 1;
    } else {
        int cut = 1 + pick(making->rand, area.cols.count - 1);
        first.cols.count = cut;
        second.cols.first += cut;
        second.cols.count -= cut;
    }
    cut_area(making, page, first, depth + 1);
    cut_area(making, page, second, depth + 1);
}

/* The lower part of a page, left to the engine to divide. */
static void
open_rows(Making *making, int page, Area area)
{
    guint before = making->slots->len;
    cut_area(making, page, area, 2);
    for (guint i = before; i < making->slots->len; i++)
        slot_at(making, (int)i)->is_auto = true;
    making->issue->features[FEATURE_AUTO_ROWS]++;
}

/* ---- what a slot is ---- */

static bool
touch(const RandomSlot *a, const RandomSlot *b)
{
    bool beside = a->cols.first + a->cols.count == b->cols.first
                  && a->rows.first < b->rows.first + b->rows.count
                  && b->rows.first < a->rows.first + a->rows.count;
    return a->page == b->page && beside && !a->is_auto && !b->is_auto;
}

/* Two neighbours become one slot of two areas (L, step). */
static void
join_areas(Making *making)
{
    for (guint i = 0; i < making->slots->len; i++)
        for (guint k = 0; k < making->slots->len; k++) {
            RandomSlot *a = slot_at(making, (int)i), *b = slot_at(making, (int)k);
            if (i == k || a->more_cols.count || b->more_cols.count || !touch(a, b)
                || !chance(making->rand, 10))
                continue;
            a->more_cols = b->cols;
            a->more_rows = b->rows;
            g_array_remove_index(making->slots, k);
            making->issue->features[FEATURE_AREAS]++;
            return;
        }
}

/* A boxed or plain story inside another, which runs round it. */
static void
put_inside(Making *making)
{
    guint n = making->slots->len;
    for (guint i = 0; i < n; i++) {
        RandomSlot outer = *slot_at(making, (int)i);
        if (outer.is_auto || outer.more_cols.count || outer.cols.count < 2 || outer.rows.count < 34
            || !chance(making->rand, 60))
            continue;
        int cols = 1 + pick(making->rand, outer.cols.count - 1), rows = 8 + pick(making->rand, 8);
        Area area = {
            {outer.cols.first + pick(making->rand, outer.cols.count - cols + 1), cols},
            {outer.rows.first + 14 + pick(making->rand, outer.rows.count - rows - 14), rows}};
        RandomSlot *inner = add_slot(making, outer.page, area);
        inner->outer = (int)i;
        making->issue->features[FEATURE_INSIDE]++;
        return;
    }
}

static void
choose_pictures(Making *making, RandomSlot *slot)
{
    GRand *rand = making->rand;
    int top = slot->rows.first + 11;
    while (slot->n_pictures < 2 && chance(rand, 40)) {
        int end = slot->rows.first + slot->rows.count, rows = 6 + pick(rand, 10);
        if (top + rows + 2 > end)
            return;
        int cols = 1 + pick(rand, slot->cols.count), n = slot->n_pictures++;
        slot->picture_cols[n] =
            (Span){slot->cols.first + pick(rand, slot->cols.count - cols + 1), cols};
        slot->picture_rows[n] = (Span){top + pick(rand, end - top - rows - 1), rows};
        slot->picture_more[n] =
            chance(rand, 40) ? pick(rand, MIN(8, end - slot->picture_rows[n].first - rows)) : 0;
        top = slot->picture_rows[n].first + rows + slot->picture_more[n] + 2;
        making->issue->features[FEATURE_PICTURE_SLOT]++;
        making->issue->features[FEATURE_PICTURE_RANGE] += slot->picture_more[n] > 0;
    }
}

static const char *
choose_head(GRand *rand, int cols)
{
    static const char *const heads[] = {"brief", "news", "second", "lead", "default", "none"};
    return heads[pick(rand, cols > 3 ? 6 : cols > 1 ? 3 : 2)];
}

static const char *
choose_ornament(Making *making)
{
    static const char *const ornaments[] = {"ornament: thick-thin", "ornament: fret, size: 7pt",
                                            "ornament: wave, stroke: 0.35pt",
                                            "ornament: flowers, size: 9pt", "ornament: dashes"};
    making->issue->features[FEATURE_ORNAMENT]++;
    return ornaments[pick(making->rand, G_N_ELEMENTS(ornaments))];
}

static void
dress_slot(Making *making, RandomSlot *slot)
{
    GRand *rand = making->rand;
    bool is_one = slot->more_cols.count == 0;
    slot->head = choose_head(rand, slot->cols.count);
    slot->is_unlevel = chance(rand, 10);
    slot->has_rule = chance(rand, 20);
    if (is_one && chance(rand, 15))
        slot->has_box = true;
    if (slot->has_box && chance(rand, 40))
        slot->ornament = choose_ornament(making);
    if (!is_one) /* no ornament goes round joined areas */
        slot->has_box = slot->rows.first % 2 == 0;
    if (is_one && slot->cols.count > 1 && chance(rand, 25))
        slot->legs = 1 + pick(rand, slot->cols.count);
    if (is_one && !slot->is_auto && slot->outer < 0 && chance(rand, 8)) {
        slot->is_vertical = true;
        slot->head = "tall";
        slot->legs = 0;
    }
    if (is_one && !slot->is_auto && !slot->is_vertical && slot->cols.count > 2
        && chance(rand, 10)) {
        slot->has_tall_head = true;
        slot->head = "tall";
        slot->head_lines = (Span){12, 12};
    } else if (!slot->is_vertical && chance(rand, 15)) {
        slot->head_lines = (Span){4, 8 + pick(rand, 6)};
    }
    if (!slot->is_auto && slot->rows.count > 22)
        choose_pictures(making, slot);
    int *features = making->issue->features;
    features[FEATURE_BOX] += slot->has_box;
    features[FEATURE_RECUT] += slot->legs > 0 && slot->legs != slot->cols.count;
    features[FEATURE_VERTICAL] += slot->is_vertical;
    features[FEATURE_VERTICAL_HEAD] += slot->has_tall_head;
    int head = 4 + 2 * MIN(4, slot->cols.count);             /* rows, about */
    int rows = MAX(2, (slot->rows.count - head) * 74 / 100); /* not all lines are full */
    slot->capacity =
        (slot->cols.count * rows + slot->more_cols.count * slot->more_rows.count) * making->chars;
    for (int i = 0; i < slot->n_pictures; i++)
        slot->capacity -=
            slot->picture_cols[i].count * (slot->picture_rows[i].count + 1) * making->chars;
}

/* Now and then something that the engine must refuse by name. */
static void
spoil(Making *making)
{
    if (!chance(making->rand, 12) || making->slots->len == 0)
        return;
    RandomSlot *slot = slot_at(making, pick(making->rand, (int)making->slots->len));
    making->issue->features[FEATURE_FAULT]++;
    switch (pick(making->rand, 4)) {
    case 0:
        slot->rows.first += 1 + pick(making->rand, 20);
        break;
    case 1:
        slot->cols.count++;
        break;
    case 2:
        slot->rows.count += 1 + pick(making->rand, 30);
        break;
    case 3:
        if (slot->n_pictures > 0)
            slot->picture_rows[0].first = MAX(1, slot->picture_rows[0].first - 12);
        break;
    }
}

void
cut_pages(Making *making)
{
    GRand *rand = making->rand;
    int per_page = MAX(1, STORIES_MOST / making->n_pages);
    for (int page = 0; page < making->n_pages; page++) {
        if ((int)making->slots->len + per_page / 2 > STORIES_MOST)
            break;
        Area whole = {{1, making->columns}, {1 + pick(rand, 12), 0}};
        whole.rows.count = making->lines - whole.rows.first + 1;
        if (chance(rand, 20)) {
            int rows = 6 + pick(rand, 12);
            making->ad_rows[page] = (Span){making->lines - rows + 1, rows};
            whole.rows.count -= rows + 1;
            making->issue->features[FEATURE_AD]++;
        }
        if (chance(rand, 25)) {
            Area lower = whole;
            int cut = whole.rows.count / 3 + pick(rand, whole.rows.count / 3);
            whole.rows.count = cut;
            lower.rows.first += cut + 1;
            lower.rows.count -= cut + 1;
            cut_area(making, page, whole, 1);
            open_rows(making, page, lower);
        } else {
            cut_area(making, page, whole, chance(rand, 15) ? 3 : 0);
        }
    }
    if (chance(rand, 30))
        join_areas(making);
    if (chance(rand, 40))
        put_inside(making);
    for (guint i = 0; i < making->slots->len; i++)
        dress_slot(making, slot_at(making, (int)i));
    spoil(making);
}

/* ---- YAML ---- */

static void
write_span(GString *out, const char *key, Span span)
{
    g_string_append_printf(out, "%s: [%d, %d], ", key, span.first, span.count);
}

static void
write_place(const Making *making, const RandomSlot *slot, GString *out)
{
    if (slot->more_cols.count > 0) {
        g_string_append_printf(
            out, "areas: [{cols: [%d, %d], rows: [%d, %d]}, {cols: [%d, %d], rows: [%d, %d]}], ",
            slot->cols.first, slot->cols.count, slot->rows.first, slot->rows.count,
            slot->more_cols.first, slot->more_cols.count, slot->more_rows.first,
            slot->more_rows.count);
        return;
    }
    write_span(out, "cols", slot->cols);
    if (slot->is_auto)
        g_string_append(out, "rows: auto, ");
    else
        write_span(out, "rows", slot->rows);
    if (slot->outer >= 0)
        g_string_append_printf(out, "inside: %s, ", slot_at(making, slot->outer)->name);
}

static void
write_pictures(const RandomSlot *slot, GString *out)
{
    if (slot->n_pictures == 0)
        return;
    g_string_append(out, "pictures: {");
    for (int i = 0; i < slot->n_pictures; i++) {
        const Span *cols = &slot->picture_cols[i], *rows = &slot->picture_rows[i];
        g_string_append_printf(out, "%sp%d: {cols: [%d, %d], rows: [%d, [%d, %d]]}", i ? ", " : "",
                               i, cols->first, cols->count, rows->first, rows->count,
                               rows->count + slot->picture_more[i]);
    }
    g_string_append(out, "}, ");
}

/* On one line, so that the place of any of its faults is that of the slot. */
static void
write_slot(const Making *making, const RandomSlot *slot, GString *out)
{
    g_string_append_printf(out, "  %s: {", slot->name);
    write_place(making, slot, out);
    write_pictures(slot, out);
    g_string_append_printf(out, "head: %s, ", slot->head);
    if (slot->has_tall_head)
        write_span(out, "head_cols", (Span){slot->cols.first, 1});
    if (slot->head_lines.first > 0)
        write_span(out, "head_lines", slot->head_lines);
    if (slot->legs > 0)
        g_string_append_printf(out, "legs: %d, ", slot->legs);
    if (slot->has_box)
        g_string_append_printf(out, "box: {%s, ink: black, tint: tint, inset: 0.75em}, ",
                               slot->ornament ? slot->ornament : "stroke: 0.5pt");
    if (slot->has_rule)
        g_string_append(out, "column_rule: 0.3pt, ");
    if (slot->is_vertical)
        g_string_append(out, "body: down, ");
    g_string_append_printf(out, "balance: %s}\n", slot->is_unlevel ? "false" : "true");
}

void
write_layouts(const Making *making, const char *folder)
{
    for (int page = 0; page < making->n_pages; page++) {
        g_autoptr(GString) out = g_string_new("layout: 1\n");
        g_string_append_printf(
            out,
            "base: %s\n"
            "crosshead: {style: crosshead, lines: [2, %d]}\n"
            "styles:\n"
            "  down: {vertical: true}\n"
            "  label: {font: hei, weight: 700, size: 10.5pt, ink: white, max_lines: 1}\n"
            "  tall-headline: {font: song, weight: 900, size: [18pt, 26pt], align: left, "
            "max_lines: 2}\n"
            "  tall-kicker: {font: kai, size: 12pt, align: left, max_lines: 1}\n"
            "heads:\n"
            "  tall: {kicker: tall-kicker, headline: tall-headline, deck: tall-kicker, byline: "
            "tall-kicker,\n"
            "         above: 0, between: 0.5em, below: 0.8 lines, vertical: true, standing: "
            "tall-kicker}\n"
            "  default: {kicker: news-kicker, headline: news-headline, deck: news-deck, byline: "
            "byline,\n"
            "            above: 0.4 lines, between: 0.5em, below: 0.8 lines,\n"
            "            standing: {style: label, fill: red, at: %s}}\n"
            "slots:\n",
            making->base, 2 + pick(making->rand, 2), chance(making->rand, 50) ? "above" : "left");
        guint before = out->len;
        for (guint i = 0; i < making->slots->len; i++)
            if (slot_at(making, (int)i)->page == page)
                write_slot(making, slot_at(making, (int)i), out);
        if (out->len == before)
            g_string_truncate(out, before - strlen("slots:\n"));
        if (making->ad_rows[page].count > 0)
            g_string_append_printf(out, "ads:\n  foot: {cols: [1, %d], rows: [%d, %d]}\n",
                                   making->columns, making->ad_rows[page].first,
                                   making->ad_rows[page].count);
        g_autofree char *name = g_strdup_printf("layouts/l%d.yaml", page + 1);
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_assert_true(g_file_set_contents(path, out->str, (gssize)out->len, NULL));
    }
}
