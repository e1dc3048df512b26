/* SPDX-License-Identifier: Apache-2.0 */
/* The strip under the page: the stamp, what it is of, and boxes for those who sign (三审三校). */

#include "proof/steps.h"

#define STAMP_EM 2.6 /* size of the words on the stamp */
#define STRIP_EM 8.5 /* depth */
#define STROKE_PT 0.6
#define BOX_EM 14.0 /* width of a box to sign, where there is room */
#define N_BOXES 3

double
bx_strip_depth(const BxSheeting *sheeting)
{
    return sheeting->input->settings.stamp ? STRIP_EM * sheeting->unit : 0;
}

/* 二校, in red and a double frame. Returns its right edge. */
static double
draw_stamp(const BxSheeting *sheeting, double x, double y)
{
    const BxDrawing *beside = &sheeting->beside;
    double u = sheeting->unit, size = STAMP_EM * u;
    const GPtrArray *lines =
        bx_draw_set(beside, sheeting->input->settings.stamp, size, 100 * u, BX_WEIGHT_BOLD);
    const BxLine *line = g_ptr_array_index(lines, 0);
    BxRect frame = {x, y, line->width + 1.6 * u, size + 1.6 * u};
    bx_draw_frame(beside, frame, 3 * STROKE_PT, BX_PROOF_RED);
    bx_draw_frame(beside,
                  (BxRect){frame.x + 0.3 * u, frame.y + 0.3 * u, frame.width - 0.6 * u,
                           frame.height - 0.6 * u},
                  STROKE_PT, BX_PROOF_RED);
    bx_draw_line(beside, line, frame.x + 0.8 * u, frame.y + 0.8 * u, BX_PROOF_RED);
    return frame.x + frame.width;
}

static void
draw_particulars(const BxSheeting *sheeting, double x, double y, double width)
{
    const BxProofSettings *settings = &sheeting->input->settings;
    const BxIssue *issue = sheeting->input->plan->issue;
    const BxPage *page = sheeting->page;
    double u = sheeting->unit;
    bool has_label = page->label && *page->label;
    g_autofree char *title =
        g_strdup_printf("%s%s%s　第%d版%s%s", issue->title->text, issue->number ? "　" : "",
                        issue->number ? issue->number->text : "", page->number,
                        has_label ? "　" : "", has_label ? page->label : "");
    g_autofree char *moment = g_strdup_printf("出样 %s", settings->moment);
    g_autofree char *version = g_strdup_printf("版本 %s", settings->version);
    y +=
        bx_draw_words(&sheeting->beside, title, x, y, 1.2 * u, width, BX_WEIGHT_BOLD, BX_INK_BLACK);
    y += bx_draw_words(&sheeting->beside, moment, x, y, u, width, BX_WEIGHT_PLAIN, BX_INK_BLACK);
    bx_draw_words(&sheeting->beside, version, x, y, u, width, BX_WEIGHT_PLAIN, BX_PROOF_GREY);
}

/* One box: its name, and lines for a name and a date. */
static void
draw_box(const BxSheeting *sheeting, const char *name, BxRect box)
{
    const BxDrawing *beside = &sheeting->beside;
    double u = sheeting->unit, head = 3.2 * u, row = box.height / 2;
    static const char *const fields[] = {"姓名", "日期"};
    bx_draw_frame(beside, box, STROKE_PT, BX_INK_BLACK);
    bx_draw_rule(beside, box.x + head, box.y, box.x + head, box.y + box.height, STROKE_PT,
                 BX_INK_BLACK);
    bx_draw_words(beside, name, box.x + (head - 2 * 1.2 * u) / 2,
                  box.y + (box.height - 1.2 * u) / 2, 1.2 * u, head, BX_WEIGHT_BOLD, BX_INK_BLACK);
    for (int i = 0; i < 2; i++)
        bx_draw_words(beside, fields[i], box.x + head + 0.4 * u,
                      box.y + i * row + (row - 0.9 * u) / 2, 0.9 * u, box.width, BX_WEIGHT_PLAIN,
                      BX_PROOF_GREY);
    bx_draw_rule(beside, box.x + head, box.y + row, box.x + box.width, box.y + row, STROKE_PT / 2,
                 BX_PROOF_GREY);
}

static void
draw_boxes(const BxSheeting *sheeting, double x, double y, double width)
{
    static const char *const names[2][N_BOXES] = {{"初审", "复审", "终审"},
                                                  {"一校", "二校", "三校"}};
    double height = (STRIP_EM - 1.5) * sheeting->unit / 2;
    for (int row = 0; row < 2; row++)
        for (int i = 0; i < N_BOXES; i++)
            draw_box(sheeting, names[row][i],
                     (BxRect){x + i * width, y + row * height, width, height});
}

void
bx_draw_strip(const BxSheeting *sheeting, double x, double y, double width)
{
    double u = sheeting->unit;
    double box = MIN(BOX_EM * u, 0.6 * width / N_BOXES), boxes = N_BOXES * box;
    double top = y + 0.8 * u;
    double right = draw_stamp(sheeting, x, top) + u;
    draw_particulars(sheeting, right, top, MAX(6 * u, x + width - boxes - u - right));
    draw_boxes(sheeting, x + width - boxes, top, box);
}

void
bx_draw_foot(const BxSheeting *sheeting, double x, double y, double width)
{
    static const char *const papers[] = {
        [BX_PAPER_FULL] = "原大", [BX_PAPER_A4] = "A4", [BX_PAPER_A3] = "A3"};
    g_autofree char *words = g_strdup_printf(
        "%s　第%d版　%s　%.0f %%", sheeting->input->plan->issue->title->text,
        sheeting->page->number, papers[sheeting->input->settings.paper], 100 * sheeting->scale);
    const GPtrArray *lines =
        bx_draw_set(&sheeting->beside, words, sheeting->unit, width, BX_WEIGHT_PLAIN);
    const BxLine *line = g_ptr_array_index(lines, 0);
    bx_draw_line(&sheeting->beside, line, x + (width - line->width) / 2, y, BX_PROOF_GREY);
}
