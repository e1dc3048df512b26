/* SPDX-License-Identifier: Apache-2.0 */
/* Headlines. Widths grow with the size in proportion, so a head is shaped once at its largest size, cut,
 * fitted, and only the choice is set. */

#include "text/headline.h"

#include "text/headcut.h"

#include <math.h>

/* HD-2: a short head is tracked out until it fills this much of its span. */
#define SPREAD_FILL 0.72
/* HD-10: what an even-spread head may be opened by; a label of the furniture fills its frame. */
#define SPREAD_MAX_EM 0.5

/* How a cut is set. */
typedef struct {
    double size;     /* points */
    double tracking; /* points, the same on all lines (HD-10) */
    double condense; /* the same on all lines (HD-11) */
} Fitting;

static BxParagraph *
shape_at(const BxText *text, const BxStyle *style, const BxHeadMaking *making,
         const Fitting *fitting, BxDiags *diags)
{
    BxSetting setting = bx_setting_of(style, fitting->size, making->line_pt);
    setting.indent = 0;
    setting.is_head = true;
    setting.is_vertical |= making->is_vertical;
    setting.tracking = fitting->tracking;
    setting.condense = fitting->condense;
    BxPreparing preparing = {.kind = making->is_asis ? BX_PREPARE_ASIS : BX_PREPARE_HEAD,
                             .unconverted = making->unconverted};
    return bx_paragraph_new(text, &preparing, &setting, making->fonts, diags);
}

/* Em of the line that leaves least room, tracked by `tracking` em. */
static double
longest_em(const BxHead *head, const BxHeadCut *cut, double tracking)
{
    double longest = 0;
    for (int i = 0; i < (int)cut->ends->len; i++)
        longest = MAX(longest, bx_cut_width(head, cut, i) / head->largest
                                   + tracking * bx_cut_places(head, cut, i));
    return longest;
}

/* Tracking in em, 0 … `most`, with which the longest line of the cut is `em` long. */
static double
tracking_to(const BxHead *head, const BxHeadCut *cut, double em, double most)
{
    double tracking = most;
    for (int i = 0; i < (int)cut->ends->len; i++) {
        int places = bx_cut_places(head, cut, i);
        if (places > 0)
            tracking = MIN(tracking, (em - bx_cut_width(head, cut, i) / head->largest) / places);
    }
    return tracking;
}

/* HD-1, HD-10, HD-11: as large as fits, drawn together within the style's limits where that lets it
 * be larger, then smaller, at last condensed; a head far shorter than its span is tracked out, then
 * expanded. */
static Fitting
fit_head(const BxHead *head, const BxHeadCut *cut)
{
    const BxStyle *style = head->style;
    double usual = CLAMP(0, style->tracking_min, style->tracking_max);
    double closest = MIN(usual, style->tracking_min);
    Fitting fitting = {.size = MAX(bx_cut_size(head, cut, closest), head->smallest), .condense = 1};
    double span = head->width / fitting.size;
    double tracking = MAX(closest, tracking_to(head, cut, span, usual));
    double longest = longest_em(head, cut, tracking);
    if (longest > span + 1e-9) {
        fitting.condense = MAX(span / longest, style->condense_min);
    } else if (longest < SPREAD_FILL * span) {
        tracking = MAX(tracking, tracking_to(head, cut, SPREAD_FILL * span, style->tracking_max));
        fitting.condense = SPREAD_FILL * span / longest_em(head, cut, tracking);
        fitting.condense = CLAMP(fitting.condense, 1, MAX(1, style->condense_max));
    }
    if (style->align == BX_ALIGN_SPREAD) /* as far as the span goes */
        tracking = MAX(tracking, tracking_to(head, cut, span / fitting.condense,
                                             head->is_label ? span : SPREAD_MAX_EM));
    fitting.tracking = tracking * fitting.size * fitting.condense;
    return fitting;
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

/* HD-17: cells of the dash that leads a head. */
static int
leading_dash(const BxShaped *shaped)
{
    int n = 0;
    while (n < (int)shaped->cells->len && bx_cell(shaped, n)->first == BX_CLASS_DA)
        n++;
    return n < (int)shaped->cells->len ? n : 0;
}

static bool
hangs(const BxStyle *style)
{
    return style->align != BX_ALIGN_RIGHT;
}

/* HD-17: the other lines of a head that a dash leads begin under the first character after it; where
 * it is centred, the block is. */
static void
hang_dash(const BxShaped *shaped, GPtrArray *lines)
{
    const BxStyle *style = shaped->setting.style;
    int n_dash = leading_dash(shaped);
    const BxLine *first = g_ptr_array_index(lines, 0);
    if (n_dash == 0 || n_dash >= (int)first->clusters->len || lines->len < 2 || !hangs(style))
        return;
    double inset = g_array_index(first->clusters, BxCluster, n_dash).x - start_of(first);
    double width = first->width - start_of(first);
    for (guint i = 1; i < lines->len; i++) {
        const BxLine *line = g_ptr_array_index(lines, i);
        width = MAX(width, inset + line->width - start_of(line));
    }
    bool is_centred = style->align == BX_ALIGN_CENTER || style->align == BX_ALIGN_SPREAD;
    double start = is_centred ? MAX(0, (first->measure - width) / 2) : 0;
    for (guint i = 0; i < lines->len; i++) {
        BxLine *line = g_ptr_array_index(lines, i);
        shift_line(line, start + (i ? inset : 0) - start_of(line));
    }
}

static GPtrArray *
set_lines(const BxHead *head, const BxParagraph *paragraph, const BxHeadCut *cut)
{
    g_autoptr(BxDiags) told = bx_diags_new(); /* too wide: reported for the whole head */
    g_autoptr(BxBreaks) breaks = g_new0(BxBreaks, 1);
    breaks->lines = g_array_new(FALSE, FALSE, sizeof(BxBreak));
    for (int i = 0; i < (int)cut->ends->len; i++) {
        BxBreak line = bx_cut_line(head, cut, i);
        g_array_append_val(breaks->lines, line);
    }
    GPtrArray *lines = bx_justify_lines(paragraph->shaped, breaks, told);
    hang_dash(paragraph->shaped, lines);
    return lines;
}

static void
report(const BxText *text, const BxHead *head, const BxHeadCut *cut, const Fitting *fitting,
       BxDiags *diags)
{
    int most = head->style->max_lines, n = (int)cut->ends->len;
    double tracking = fitting->tracking / fitting->size / fitting->condense;
    double over = longest_em(head, cut, tracking) * fitting->condense - head->width / fitting->size;
    if (over > 0.01)
        bx_diag(diags, BX_DIAG_HEAD_TOO_LONG, bx_text_pos(text, 0),
                "head is %.1f characters too long for its span at %.0f pt; shorten it or break it "
                "by hand",
                over, fitting->size);
    if (most > 0 && n > most)
        bx_diag(diags, BX_DIAG_HEAD_LINES, bx_text_pos(text, 0),
                "head is broken by hand into %d lines; style “%s” has %d at most (HD-8)", n,
                head->style->name, most);
}

GPtrArray *
bx_compose_head(const BxText *text, const BxStyle *style, const BxHeadMaking *making, double *size)
{
    double largest = bx_length_pt(style->size, making->line_pt, making->line_pt);
    double smallest = MIN(largest, bx_length_pt(style->size_min, making->line_pt, making->line_pt));
    if (making->size_most > 0)
        largest = MAX(smallest, MIN(largest, making->size_most));
    const Fitting plain = {.size = largest, .condense = 1};
    g_autoptr(BxParagraph) trial = shape_at(text, style, making, &plain, making->diags);
    *size = largest;
    if (trial->shaped->cells->len == 0)
        return g_ptr_array_new_with_free_func((GDestroyNotify)bx_line_free);
    BxHead head = {.paragraph = trial,
                   .style = style,
                   .width = making->width,
                   .largest = largest,
                   .smallest = smallest,
                   .only_pauses = making->only_pauses,
                   .is_label = making->is_label,
                   .lists = making->lists};
    int n_dash = leading_dash(trial->shaped);
    if (n_dash > 0 && hangs(style))
        head.inset = bx_width_between(trial->shaped, 0, n_dash - 1);
    g_autoptr(BxHeadCut) cut = bx_choose_cut(&head);
    Fitting fitting = fit_head(&head, cut);
    *size = fitting.size;
    report(text, &head, cut, &fitting, making->diags);
    if (fitting.size == largest && fitting.tracking == 0 && fitting.condense == 1)
        return set_lines(&head, trial, cut);
    g_autoptr(BxDiags) told = bx_diags_new(); /* the trial has reported already */
    g_autoptr(BxParagraph) final = shape_at(text, style, making, &fitting, told);
    BxHead at_size = {.paragraph = final, .style = style, .width = making->width};
    return set_lines(&at_size, final, cut);
}
