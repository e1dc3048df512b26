/* SPDX-License-Identifier: Apache-2.0 */
/* Headlines. Widths grow with the size in proportion (nothing is hinted), so a head is shaped once at
 * its largest size, its breaks are tried for one line, two lines …, and only the choice is set. */

#include "text/headline.h"

#include "text/phrase.h"

#include <math.h>

#define MAX_LINES 4
/* A line fewer is worth a size smaller by this factor: a head in one line of 85 % beats two lines. */
#define SIZE_PER_LINE 0.82
/* HD-2: a short head is tracked out until it fills this much of its span. */
#define SPREAD_FILL 0.72
/* Weights of choosing breaks: characters of difference in length, cost of cutting a phrase. */
#define BALANCE_WEIGHT 1.0
#define PHRASE_WEIGHT 0.25

typedef struct {
    const BxParagraph *paragraph;
    const BxStyle *style;
    uint8_t *costs; /* by cell: of a line end after it; NULL until a break is looked for */
    double width;   /* of the span */
    double largest; /* size it was shaped at */
    int n;          /* cells */
} Head;

/* One way to break it. */
typedef struct {
    int ends[MAX_LINES]; /* cell after each line's last */
    int n_lines;
    double longest; /* width of the longest line at the largest size */
    double cost;
} Cut;

static bool
is_blank(const Head *head, int i)
{
    const BxCell *cell = bx_cell(head->paragraph->shaped, i);
    return cell->first == BX_CLASS_SP || cell->first == BX_CLASS_BK
           || head->paragraph->prepared->is_pause[cell->start_char];
}

static BxBreak
range_of(const Head *head, int start, int end)
{
    BxBreak range = {
        .start = start, .end = end, .first = start, .last = end - 1, .measure = head->width};
    while (range.first < end && is_blank(head, range.first))
        range.first++;
    while (range.last > range.first && is_blank(head, range.last))
        range.last--;
    return range;
}

static double
line_width(const Head *head, int start, int end)
{
    BxBreak range = range_of(head, start, end);
    return bx_fit_line(head->paragraph->shaped, range.first, range.last).natural;
}

/* HD-5, HD-7: lines of equal length, broken at phrases; no line of one or two characters. */
static void
rate(const Head *head, Cut *cut)
{
    double widths[MAX_LINES] = {0}, mean = 0;
    cut->longest = cut->cost = 0;
    for (int i = 0; i < cut->n_lines; i++) {
        widths[i] = line_width(head, i ? cut->ends[i - 1] : 0, cut->ends[i]) / head->largest;
        cut->longest = MAX(cut->longest, widths[i] * head->largest);
        mean += widths[i] / cut->n_lines;
    }
    for (int i = 0; i < cut->n_lines; i++) {
        double off = fabs(widths[i] - mean);
        cut->cost += BALANCE_WEIGHT * off * off / cut->n_lines;
        if (widths[i] < 3)
            cut->cost += 50;
        if (i + 1 < cut->n_lines && head->costs)
            cut->cost += PHRASE_WEIGHT * head->costs[cut->ends[i] - 1];
    }
    if (cut->n_lines == 2 && widths[1] > widths[0] + 0.5) /* the lower line shorter */
        cut->cost += 1;
}

/* Tries all places for the line ends from line `at` on; heads are short, lines few. */
static void
try_cuts(const Head *head, Cut *cut, int at, Cut *best)
{
    int start = at ? cut->ends[at - 1] : 0;
    if (at == cut->n_lines - 1) {
        cut->ends[at] = head->n;
        rate(head, cut);
        if (best->n_lines == 0 || cut->cost < best->cost)
            *best = *cut;
        return;
    }
    for (int end = start + 1; end < head->n; end++) {
        if (head->paragraph->shaped->breaks[end - 1] == BX_BREAK_NEVER
            || head->costs[end - 1] == BX_PHRASE_NEVER)
            continue;
        cut->ends[at] = end;
        try_cuts(head, cut, at + 1, best);
    }
}

/* HD-6: the author's breaks win. False where he gave none. */
static bool
take_breaks(const Head *head, Cut *cut)
{
    *cut = (Cut){0};
    for (int i = 0; i < head->n && cut->n_lines < MAX_LINES - 1; i++)
        if (head->paragraph->shaped->breaks[i] == BX_BREAK_MUST && i + 1 < head->n)
            cut->ends[cut->n_lines++] = i + 1;
    if (cut->n_lines == 0)
        return false;
    cut->ends[cut->n_lines++] = head->n;
    rate(head, cut);
    return true;
}

/* Size at which the cut fits its span, at most the largest. */
static double
size_for(const Head *head, const Cut *cut)
{
    return cut->longest > head->width ? head->largest * head->width / cut->longest : head->largest;
}

static uint8_t *
cell_costs(const BxParagraph *paragraph)
{
    int n = (int)paragraph->shaped->cells->len;
    g_autofree uint8_t *by_char =
        bx_phrase_costs(paragraph->prepared->chars, paragraph->prepared->n);
    uint8_t *costs = g_new0(uint8_t, n + 1);
    for (int i = 0; i < n; i++) {
        const BxCell *cell = bx_cell(paragraph->shaped, i);
        costs[i] = by_char[cell->start_char + cell->n_chars - 1];
    }
    return costs;
}

/* Longer heads are not searched for three lines and more: nobody writes them. */
#define SEARCH_MAX_CELLS 120

static Cut
choose_cut(Head *head, double smallest)
{
    Cut best = {0};
    if (take_breaks(head, &best))
        return best;
    int most = head->style->max_lines > 0 ? MIN(head->style->max_lines, MAX_LINES) : MAX_LINES;
    double best_worth = -1;
    for (int lines = 1; lines <= most && lines <= head->n; lines++) {
        if (lines > 2 && head->n > SEARCH_MAX_CELLS)
            break;
        if (lines > 1 && !head->costs)
            head->costs = cell_costs(head->paragraph);
        Cut cut = {.n_lines = lines}, found = {0};
        try_cuts(head, &cut, 0, &found);
        if (found.n_lines == 0)
            continue;
        double size = size_for(head, &found);
        double worth = MIN(size, head->largest) * pow(SIZE_PER_LINE, lines - 1);
        bool fits = size >= smallest - 1e-6;
        bool best_fits = best.n_lines && size_for(head, &best) >= smallest - 1e-6;
        if (best.n_lines == 0 || (fits && !best_fits)
            || (fits == best_fits && worth > best_worth)) {
            best = found;
            best_worth = worth;
        }
        /* two lines are worth this at most */
        if (lines == 1 && fits && size >= head->largest * SIZE_PER_LINE)
            break;
    }
    return best;
}

/* HD-2, HD-10: tracking that opens a short head, points at size `size`. */
static double
tracking_for(const Head *head, const Cut *cut, double size)
{
    const BxStyle *style = head->style;
    double scale = size / head->largest, longest = cut->longest * scale;
    int n = 0;
    for (int i = 0; i < cut->n_lines; i++)
        n = MAX(n, cut->ends[i] - (i ? cut->ends[i - 1] : 0));
    if (n < 2 || style->tracking_max <= 0)
        return 0;
    double room = SPREAD_FILL * head->width - longest;
    return CLAMP(room / (n - 1), 0, style->tracking_max * size);
}

static BxParagraph *
shape_at(const BxText *text, const BxStyle *style, const BxHeadMaking *making, double size,
         double tracking, double condense, BxDiags *diags)
{
    BxSetting setting = bx_setting_of(style, size, making->line_pt);
    setting.indent = 0;
    setting.is_head = true;
    setting.is_vertical |= making->is_vertical;
    setting.tracking = tracking;
    setting.condense = condense;
    BxPreparing preparing = {.kind = making->is_asis ? BX_PREPARE_ASIS : BX_PREPARE_HEAD,
                             .unconverted = making->unconverted};
    return bx_paragraph_new(text, &preparing, &setting, making->fonts, diags);
}

/* HD-11: how much narrower the shapes must be, within the style's limits. */
static double
condense_for(const Head *head, const Cut *cut, double smallest)
{
    double needed = head->width / (cut->longest * smallest / head->largest);
    return needed >= 1 ? 1 : MAX(needed, head->style->condense_min);
}

/* HD-11: how much wider the shapes may be where tracking alone leaves a head short of its span. */
static double
expand_for(const Head *head, const Cut *cut, double size, double tracking)
{
    double width =
        cut->longest * size / head->largest + tracking * MAX(0, head->n / cut->n_lines - 1);
    double wanted = width > 0 ? SPREAD_FILL * head->width / width : 1;
    return CLAMP(wanted, 1, MAX(1, head->style->condense_max));
}

static void
shift_line(BxLine *line, double by)
{
    for (guint i = 0; i < line->glyphs->len; i++)
        g_array_index(line->glyphs, BxGlyph, i).x += by;
    for (guint i = 0; i < line->clusters->len; i++)
        g_array_index(line->clusters, BxCluster, i).x += by;
    for (guint i = 0; line->sidelines && i < line->sidelines->len; i++) {
        g_array_index(line->sidelines, BxSideline, i).x0 += by;
        g_array_index(line->sidelines, BxSideline, i).x1 += by;
    }
    for (guint i = 0; line->rubies && i < line->rubies->len; i++)
        g_array_index(line->rubies, BxRubyPlace, i).x += by;
    line->width += by;
}

static double
start_of(const BxLine *line)
{
    return line->clusters->len ? g_array_index(line->clusters, BxCluster, 0).x : 0;
}

/* HD-17: a deck that a dash leads is centred as a block: its other lines begin under the first
 * character after the dash. */
static void
hang_dash(const Head *head, GPtrArray *lines)
{
    const BxShaped *shaped = head->paragraph->shaped;
    const BxLine *first = g_ptr_array_index(lines, 0);
    guint n_dash = 0;
    while (n_dash < shaped->cells->len && bx_cell(shaped, (int)n_dash)->first == BX_CLASS_DA)
        n_dash++;
    if (n_dash == 0 || n_dash >= first->clusters->len || lines->len < 2
        || head->style->align != BX_ALIGN_CENTER)
        return;
    double inset = g_array_index(first->clusters, BxCluster, n_dash).x - start_of(first);
    double width = first->width - start_of(first);
    for (guint i = 1; i < lines->len; i++) {
        const BxLine *line = g_ptr_array_index(lines, i);
        width = MAX(width, inset + line->width - start_of(line));
    }
    double start = MAX(0, (head->width - width) / 2);
    for (guint i = 0; i < lines->len; i++) {
        BxLine *line = g_ptr_array_index(lines, i);
        shift_line(line, start + (i ? inset : 0) - start_of(line));
    }
}

static GPtrArray *
set_lines(const BxParagraph *paragraph, const Cut *cut, const Head *head, BxDiags *told)
{
    g_autoptr(BxBreaks) breaks = g_new0(BxBreaks, 1);
    breaks->lines = g_array_new(FALSE, FALSE, sizeof(BxBreak));
    for (int i = 0; i < cut->n_lines; i++) {
        BxBreak range = range_of(head, i ? cut->ends[i - 1] : 0, cut->ends[i]);
        g_array_append_val(breaks->lines, range);
    }
    GPtrArray *lines = bx_justify_lines(paragraph->shaped, breaks, told);
    hang_dash(head, lines);
    return lines;
}

GPtrArray *
bx_compose_head(const BxText *text, const BxStyle *style, const BxHeadMaking *making, double *size)
{
    double largest = bx_length_pt(style->size, making->line_pt, making->line_pt);
    double smallest = MIN(largest, bx_length_pt(style->size_min, making->line_pt, making->line_pt));
    if (making->size_most > 0)
        largest = MAX(smallest, MIN(largest, making->size_most));
    g_autoptr(BxParagraph) trial = shape_at(text, style, making, largest, 0, 1, making->diags);
    *size = largest;
    if (trial->shaped->cells->len == 0)
        return g_ptr_array_new_with_free_func((GDestroyNotify)bx_line_free);
    double width = making->width;
    Head head = {trial, style, NULL, width, largest, (int)trial->shaped->cells->len};
    Cut cut = choose_cut(&head, smallest);
    g_autofree uint8_t *costs = head.costs;
    *size = MAX(size_for(&head, &cut), smallest);
    double condense =
        size_for(&head, &cut) < smallest - 1e-6 ? condense_for(&head, &cut, smallest) : 1;
    if (cut.longest * *size / largest * condense > width * 1.001)
        bx_diag(making->diags, BX_DIAG_HEAD_TOO_LONG, bx_text_pos(text, 0),
                "head is %.1f characters too long for its span at %.0f pt; shorten it or break it "
                "by hand",
                (cut.longest * *size / largest * condense - width) / *size, *size);
    g_autoptr(BxDiags) told = bx_diags_new(); /* the trial has reported already */
    double tracking = tracking_for(&head, &cut, *size);
    if (condense == 1)
        condense = expand_for(&head, &cut, *size, tracking);
    if (*size == largest && tracking == 0 && condense == 1)
        return set_lines(trial, &cut, &head, told);
    g_autoptr(BxParagraph) final = shape_at(text, style, making, *size, tracking, condense, told);
    Head at_size = {final, style, costs, width, *size, head.n};
    return set_lines(final, &cut, &at_size, told);
}
