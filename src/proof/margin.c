/* SPDX-License-Identifier: Apache-2.0 */
/* Beside the page: text that found no room, and the list of findings, in columns of rows. */

#include "proof/steps.h"

#define BADGE_EM 2.4  /* what the number of a finding takes of a column */
#define TITLE_EM 1.15 /* size of titles … */
#define NOTE_EM 0.85  /* … and of places in files */
#define GAP_EM 0.7    /* between one thing and the next */

/* What goes from one side of a column to the other; never parted. */
typedef struct {
    double depth;    /* points of the sheet */
    bool keeps_next; /* the next row stands in the same column */
    double indent;   /* of the lines */
    GPtrArray *
        lines; /* BxLine, owned array; one, or of vertical overset text several from right to left */
    bool is_overset; /* at the scale of overset text */
    bool is_vertical;
    double pitch; /* of vertical lines, points of the sheet */
    BxInk ink;
    char *badge; /* owned, NULL: none */
    BxInk badge_ink;
    int column; /* where it came to stand; -1: left out */
    double y;
} Row;

struct BxMargin {
    GArray *rows; /* Row */
    double width, unit;
};

static void
row_clear(void *data)
{
    Row *row = data;
    g_clear_pointer(&row->lines, g_ptr_array_unref);
    g_free(row->badge);
}

static Row *
add_row(BxMargin *margin, double depth)
{
    Row row = {.depth = depth, .lines = g_ptr_array_new()};
    g_array_append_val(margin->rows, row);
    return &g_array_index(margin->rows, Row, margin->rows->len - 1);
}

/* Words in rows of their own, all but the last keeping the next with them. */
static Row *
add_words(BxMargin *margin, const BxSheeting *sheeting, const char *words, double size,
          double indent, BxWeight weight, BxInk ink)
{
    const GPtrArray *lines =
        bx_draw_set(&sheeting->beside, words, size, margin->width - indent, weight);
    guint first = margin->rows->len;
    for (guint i = 0; i < lines->len; i++) {
        Row *row = add_row(margin, size * BX_PROOF_PITCH_EM);
        g_ptr_array_add(row->lines, g_ptr_array_index(lines, i));
        row->indent = indent;
        row->ink = ink;
        row->keeps_next = i + 1 < lines->len;
    }
    return &g_array_index(margin->rows, Row, first);
}

static void
add_gap(BxMargin *margin)
{
    if (margin->rows->len > 0)
        add_row(margin, GAP_EM * margin->unit);
}

/* The last row keeps the next one in its column. */
static void
keep_next(BxMargin *margin)
{
    g_array_index(margin->rows, Row, margin->rows->len - 1).keeps_next = true;
}

static void
add_place(BxMargin *margin, const BxSheeting *sheeting, const BxPos *pos, double indent)
{
    if (!pos->source)
        return;
    g_autofree char *place = g_strdup_printf("%s:%d:%d", pos->source->path, pos->line, pos->column);
    keep_next(margin);
    add_words(margin, sheeting, place, NOTE_EM * margin->unit, indent, BX_WEIGHT_PLAIN,
              BX_PROOF_GREY);
}

/* ---- overset text ---- */

static double
widest(const GPtrArray *lines)
{
    double width = 0;
    for (guint i = 0; i < lines->len; i++)
        width = MAX(width, ((const BxLine *)g_ptr_array_index(lines, i))->width);
    return width;
}

/* At the size of the page, or as small as the column and its type want it. */
static void
choose_scale(BxSheeting *sheeting, double width)
{
    double scale = MIN(1, sheeting->unit / sheeting->plan->em * 1.1);
    for (guint s = 0; s < sheeting->input->stories->len; s++) {
        const BxComposed *composed = g_ptr_array_index(sheeting->input->stories, s);
        const BxStoryPlan *plan = g_ptr_array_index(sheeting->input->plan->stories, s);
        if (!bx_oversets_here(sheeting, s))
            continue;
        const BxPart *part = g_ptr_array_index(plan->parts, 0);
        g_autoptr(GPtrArray) lines = bx_overset_lines(composed);
        if (!part->is_vertical && widest(lines) > 0)
            scale = MIN(scale, width / widest(lines));
    }
    sheeting->overset_scale = scale;
}

static Row *
add_overset_row(BxMargin *margin, const BxLine *line, double depth)
{
    Row *row = add_row(margin, depth);
    g_ptr_array_add(row->lines, (gpointer)line);
    row->is_overset = true;
    row->ink = BX_PROOF_RED;
    return row;
}

static void
add_vertical_lines(BxMargin *margin, const GPtrArray *lines, double pitch, double scale)
{
    guint in_row = (guint)MAX(1, margin->width / pitch);
    double depth = scale * widest(lines) + GAP_EM * margin->unit;
    for (guint i = 0; i < lines->len; i++) {
        Row *row = i % in_row == 0 ? add_overset_row(margin, g_ptr_array_index(lines, i), depth)
                                   : &g_array_index(margin->rows, Row, margin->rows->len - 1);
        if (i % in_row > 0)
            g_ptr_array_add(row->lines, g_ptr_array_index(lines, i));
        row->is_vertical = true;
        row->pitch = pitch;
    }
}

static void
add_overset(BxMargin *margin, const BxSheeting *sheeting, guint index)
{
    const BxComposed *composed = g_ptr_array_index(sheeting->input->stories, index);
    const BxStoryPlan *plan = g_ptr_array_index(sheeting->input->plan->stories, index);
    const BxPart *part = g_ptr_array_index(plan->parts, plan->parts->len - 1);
    g_autofree char *title = g_strdup_printf("%s　溢出 %d 行 %d 字", part->slot->name,
                                             composed->overset_lines, composed->overset_chars);
    double scale = sheeting->overset_scale, pitch = sheeting->plan->pitch * scale;
    add_gap(margin);
    add_words(margin, sheeting, title, TITLE_EM * margin->unit, 0, BX_WEIGHT_BOLD, BX_PROOF_RED);
    add_place(margin, sheeting, &composed->overset_pos, 0);
    keep_next(margin);
    g_autoptr(GPtrArray) lines = bx_overset_lines(composed);
    if (part->is_vertical) {
        add_vertical_lines(margin, lines, pitch, scale);
        return;
    }
    for (guint i = 0; i < lines->len; i++) {
        const BxLine *line = g_ptr_array_index(lines, i);
        add_overset_row(margin, line, MAX(pitch, line->size * scale * 1.2));
    }
}

static void
add_oversets(BxMargin *margin, const BxSheeting *sheeting)
{
    if (!bx_shows(sheeting, BX_OVERLAY_OVERSET))
        return;
    for (guint s = 0; s < sheeting->input->stories->len; s++)
        if (bx_oversets_here(sheeting, s))
            add_overset(margin, sheeting, s);
}

/* ---- findings ---- */

static void
add_finding(BxMargin *margin, const BxSheeting *sheeting, const BxFinding *finding)
{
    const BxDiag *diag = finding->diag;
    double indent = BADGE_EM * margin->unit;
    g_autofree char *words =
        g_strdup_printf("%s　%s", bx_diag_code_name(diag->code), diag->message);
    Row *first =
        add_words(margin, sheeting, words, margin->unit, indent, BX_WEIGHT_PLAIN, BX_INK_BLACK);
    first->badge = finding->number ? g_strdup_printf("%d", finding->number) : g_strdup("–");
    first->badge_ink = bx_level_ink(diag->level);
    add_place(margin, sheeting, &diag->pos, indent);
    add_row(margin, 0.5 * GAP_EM * margin->unit);
}

static void
add_findings(BxMargin *margin, const BxSheeting *sheeting)
{
    int errors = 0, n = (int)sheeting->findings->len;
    for (int i = 0; i < n; i++)
        errors += g_array_index(sheeting->findings, BxFinding, i).diag->level == BX_LEVEL_ERROR;
    if (n == 0 || !bx_shows(sheeting, BX_OVERLAY_FINDINGS))
        return;
    g_autofree char *title = g_strdup_printf("问题 %d 处：错误 %d　警告 %d", n, errors, n - errors);
    add_gap(margin);
    add_words(margin, sheeting, title, TITLE_EM * margin->unit, 0, BX_WEIGHT_BOLD, BX_INK_BLACK);
    keep_next(margin);
    for (int i = 0; i < n; i++)
        add_finding(margin, sheeting, &g_array_index(sheeting->findings, BxFinding, i));
}

/* ---- the whole ---- */

BxMargin *
bx_margin_new(BxSheeting *sheeting, double width)
{
    g_autoptr(BxMargin) margin = g_new0(BxMargin, 1);
    margin->rows = g_array_new(FALSE, FALSE, sizeof(Row));
    g_array_set_clear_func(margin->rows, row_clear);
    margin->width = width;
    margin->unit = sheeting->unit;
    choose_scale(sheeting, width);
    bool is_paper = sheeting->input->settings.paper != BX_PAPER_FULL;
    if (is_paper) /* it may not hold all: the list goes before the text */
        add_findings(margin, sheeting);
    add_oversets(margin, sheeting);
    if (!is_paper)
        add_findings(margin, sheeting);
    return margin->rows->len ? g_steal_pointer(&margin) : NULL;
}

void
bx_margin_free(BxMargin *margin)
{
    if (!margin)
        return;
    g_array_unref(margin->rows);
    g_free(margin);
}

/* Depth of the rows from `first` on that stay together; `end` gets one past the last. */
static double
group_depth(const BxMargin *margin, guint first, guint *end)
{
    double depth = 0;
    bool goes_on = true;
    for (*end = first; goes_on && *end < margin->rows->len; (*end)++) {
        const Row *row = &g_array_index(margin->rows, Row, *end);
        depth += row->depth;
        goes_on = row->keeps_next;
    }
    return depth;
}

int
bx_margin_flow(BxMargin *margin, double depth, int most)
{
    int column = 0;
    double y = 0;
    for (guint i = 0, end; i < margin->rows->len; i = end) {
        double together = group_depth(margin, i, &end);
        if (y > 0 && y + together > depth) {
            column++;
            y = 0;
        }
        for (guint k = i; k < end; k++) {
            Row *row = &g_array_index(margin->rows, Row, k);
            row->column = column < most ? column : -1;
            row->y = y;
            y += row->depth;
        }
    }
    return MIN(column + 1, most);
}

static void
draw_row(const Row *row, const BxSheeting *sheeting, double x, double y, double width)
{
    double scale = row->is_overset ? sheeting->overset_scale : 1;
    const BxDrawing *drawing = row->is_overset ? &sheeting->overset : &sheeting->beside;
    if (row->badge)
        bx_draw_tag(&sheeting->beside, row->badge, x, y, BX_TAG_TOP_LEFT, row->badge_ink);
    for (guint i = 0; i < row->lines->len; i++) {
        const BxLine *line = g_ptr_array_index(row->lines, i);
        double left = x + row->indent;
        if (!row->is_vertical) {
            bx_draw_line(drawing, line, left / scale, y / scale, row->ink);
            continue;
        }
        bx_draw_line(drawing, line, (x + width - (i + 0.5) * row->pitch) / scale, 0, row->ink);
        BxPlaced *placed =
            &g_array_index(drawing->page->placed, BxPlaced, drawing->page->placed->len - 1);
        placed->text.is_vertical = true;
        placed->text.y = y / scale;
    }
}

void
bx_margin_draw(const BxMargin *margin, BxSheeting *sheeting, double x, double y, double step)
{
    int n_left = 0;
    double foot = 0;
    for (guint i = 0; i < margin->rows->len; i++) {
        const Row *row = &g_array_index(margin->rows, Row, i);
        n_left += row->column < 0 && row->lines->len > 0;
        if (row->column < 0)
            continue;
        foot = row->y + row->depth;
        draw_row(row, sheeting, x + row->column * step, y + row->y, margin->width);
    }
    if (n_left == 0)
        return;
    int column = 0;
    for (guint i = 0; i < margin->rows->len; i++)
        column = MAX(column, g_array_index(margin->rows, Row, i).column);
    g_autofree char *words = g_strdup_printf("…… 另有 %d 行未列出，见报告（--report）", n_left);
    bx_draw_words(&sheeting->beside, words, x + column * step, y + foot, margin->unit,
                  margin->width, BX_WEIGHT_BOLD, BX_PROOF_RED);
}
