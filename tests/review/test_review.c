/* SPDX-License-Identifier: Apache-2.0 */
/* Every rule of page make-up on a small page: one that breaks it and one that just does not, with the place that is
 * told. Pages are 4 columns of 17 characters, pitch 12.5 pt; the type area begins at 0, 0. */

#include "issue_of.h"
#include "review/review.h"

#include <math.h>
#include <string.h>

#define PAGE                                                                                       \
    "base: sikai-4x17\n"                                                                           \
    "page: {trim: [666pt, 500pt], margins: {top: 0pt, inner: 0pt}}\nlines: 40\n"
#define ANYWHERE                                                                                   \
    {                                                                                              \
        0, 0, 0, 0                                                                                 \
    }
#define LONG_HEAD "---\nheadline: 溪水从山上下来\n---\n\n"

/* One page; bodies are given as a number of characters under a head of two, or whole (`text`). */
typedef struct {
    const char *name, *layout;
    BxDiagCode code;
    int n_bodies, chars[4];
    const char *text[4]; /* before the characters; NULL: nothing */
    int n_found;
    BxRect box; /* of the first one; width 0: not looked at */
} Case;

/* clang-format off */
static const Case cases[] = {
    /* PG-3 */
    {"PG-3/white-under-the-head", PAGE "slots: {a: {cols: [1, 2], rows: [1, 20], head: brief, head_lines: 9}}",
     BX_DIAG_STORY_OUTLINE, 1, {370}, {0}, 1, ANYWHERE},
    {"PG-3/two-rows", PAGE "slots: {a: {cols: [1, 2], rows: [1, 20], head: brief, head_lines: 4}}",
     BX_DIAG_STORY_OUTLINE, 1, {544 - 6}, {0}, 0, ANYWHERE},
    /* PG-4 */
    {"PG-4/head-over-the-second-column", PAGE "slots: {a: {cols: [1, 2], rows: [1, 20], head: brief, head_cols: [2, 1]}}",
     BX_DIAG_HEAD_PLACE, 1, {600}, {0}, 1, ANYWHERE},
    {"PG-4/head-over-the-first-column", PAGE "slots: {a: {cols: [1, 2], rows: [1, 20], head: brief, head_cols: [1, 1]}}",
     BX_DIAG_HEAD_PLACE, 1, {600}, {0}, 0, ANYWHERE},
    /* PG-5: heads of 17 pt in rows of 1.36 + 0.3 */
    {"PG-5/side-by-side", PAGE "slots: {a: {cols: [1, 1], rows: [1, 20], head: brief}, b: {cols: [2, 1], rows: [1, 20], head: brief}}",
     BX_DIAG_HEADS_BESIDE, 2, {282, 282}, {0}, 1, ANYWHERE},
    {"PG-5/one-below", PAGE "slots: {a: {cols: [1, 1], rows: [1, 20], head: brief}, b: {cols: [2, 1], rows: [4, 17], head: brief}}",
     BX_DIAG_HEADS_BESIDE, 2, {282, 231}, {0}, 0, ANYWHERE},
    {"PG-5/not-neighbours", PAGE "slots: {a: {cols: [1, 1], rows: [1, 20], head: brief}, b: {cols: [3, 1], rows: [1, 20], head: brief}}",
     BX_DIAG_HEADS_BESIDE, 2, {282, 282}, {0}, 0, ANYWHERE},
    {"PG-5/told-apart", PAGE "rules: [{column: 2, rows: [1, 20], width: 0.3pt}]\n"
     "slots: {a: {cols: [1, 2], rows: [1, 20], head: news}, b: {cols: [3, 1], rows: [1, 20], head: brief}}",
     BX_DIAG_HEADS_BESIDE, 2, {540, 282}, {0}, 0, ANYWHERE},
    {"PG-5/told-apart-but-for-the-rule", PAGE "slots: {a: {cols: [1, 2], rows: [1, 20], head: news}, b: {cols: [3, 1], rows: [1, 20], head: brief}}",
     BX_DIAG_HEADS_BESIDE, 2, {540, 282}, {0}, 1, ANYWHERE},
    {"PG-5/a-box-between", PAGE "slots: {a: {cols: [1, 2], rows: [1, 20], head: news}, b: {cols: [3, 1], rows: [1, 20], head: brief, box: {stroke: 0.5pt}}}",
     BX_DIAG_HEADS_BESIDE, 2, {540, 218}, {0}, 0, ANYWHERE},
    {"PG-5/vertical-end-to-end", PAGE "styles: {down: {vertical: true}}\nheads: {tall: {headline: brief-headline, vertical: true}}\n"
     "slots: {a: {cols: [1, 1], rows: [1, 20], head: tall, body: down}, b: {cols: [1, 1], rows: [21, 20], head: tall, body: down}}",
     BX_DIAG_HEADS_BESIDE, 2, {220, 220}, {0}, 1, ANYWHERE},
    {"PG-5/vertical-beside", PAGE "styles: {down: {vertical: true}}\nheads: {tall: {headline: brief-headline, vertical: true}}\n"
     "slots: {a: {cols: [1, 1], rows: [1, 20], head: tall, body: down}, b: {cols: [2, 1], rows: [1, 20], head: tall, body: down}}",
     BX_DIAG_HEADS_BESIDE, 2, {220, 220}, {0}, 0, ANYWHERE},
    /* PG-6: a head of 2 rows, and 4 or 5 of text */
    {"PG-6/four-rows-between", PAGE "slots: {a: {cols: [1, 1], rows: [1, 6], head: brief, head_lines: 2}, b: {cols: [1, 1], rows: [7, 20], head: brief}}",
     BX_DIAG_HEADS_STACKED, 2, {62, 282}, {0}, 1, ANYWHERE},
    {"PG-6/five-rows-between", PAGE "slots: {a: {cols: [1, 1], rows: [1, 7], head: brief, head_lines: 2}, b: {cols: [1, 1], rows: [8, 20], head: brief}}",
     BX_DIAG_HEADS_STACKED, 2, {79, 282}, {0}, 0, ANYWHERE},
    {"PG-6/other-columns", PAGE "slots: {a: {cols: [1, 1], rows: [1, 6], head: brief, head_lines: 2}, b: {cols: [2, 1], rows: [7, 20], head: brief}}",
     BX_DIAG_HEADS_STACKED, 2, {62, 282}, {0}, 0, ANYWHERE},
    /* PG-7: 24 of 40 rows may be open */
    {"PG-7/gutter-of-25-rows", PAGE "slots: {a: {cols: [1, 1], rows: [1, 25], head: none}, b: {cols: [2, 1], rows: [1, 25], head: none}}",
     BX_DIAG_CORRIDOR, 2, {420, 420}, {0}, 1, {153, 0, 18, 24 * 12.5 + 9}},
    {"PG-7/gutter-of-24-rows", PAGE "slots: {a: {cols: [1, 1], rows: [1, 24], head: none}, b: {cols: [2, 1], rows: [1, 24], head: none}}",
     BX_DIAG_CORRIDOR, 2, {400, 400}, {0}, 0, ANYWHERE},
    {"PG-7/a-gutter-goes-on-through-a-gap", PAGE "slots: {a: {cols: [1, 1], rows: [1, 26], head: none}, b: {cols: [2, 1], rows: [1, 12], head: none}, c: {cols: [2, 1], rows: [14, 13], head: none}}",
     BX_DIAG_CORRIDOR, 3, {437, 200, 217}, {0}, 1, {153, 0, 18, 25 * 12.5 + 9}},
    {"PG-7/one-story-across", PAGE "slots: {a: {cols: [1, 1], rows: [1, 12], head: none}, b: {cols: [2, 1], rows: [1, 12], head: none}, c: {cols: [1, 2], rows: [14, 13], head: none}}",
     BX_DIAG_CORRIDOR, 3, {200, 200, 430}, {0}, 0, ANYWHERE},
    {"PG-7/two-gaps-across", PAGE "slots: {a: {cols: [1, 4], rows: [1, 10], head: none}, b: {cols: [1, 4], rows: [12, 10], head: none}, c: {cols: [1, 4], rows: [23, 10], head: none}}",
     BX_DIAG_CORRIDOR, 3, {660, 660, 660}, {0}, 1, {0, 21 * 12.5, 666, 9}},
    {"PG-7/one-gap-across", PAGE "slots: {a: {cols: [1, 4], rows: [1, 10], head: none}, b: {cols: [1, 4], rows: [12, 10], head: none}}",
     BX_DIAG_CORRIDOR, 2, {660, 660}, {0}, 0, ANYWHERE},
    /* PG-8 */
    {"PG-8/a-blank-corner", PAGE "slots: {a: {cols: [1, 1], rows: [1, 20], head: none}, b: {cols: [2, 3], rows: [1, 10], head: none}, c: {cols: [2, 2], rows: [11, 10], head: none}}",
     BX_DIAG_WHITE_HOLE, 3, {330, 500, 330}, {0}, 1, {513, 125, 153, 9 * 12.5 + 9}},
    {"PG-8/two-blank-rows", PAGE "slots: {a: {cols: [1, 1], rows: [1, 20], head: none}, b: {cols: [2, 3], rows: [1, 10], head: none}, c: {cols: [2, 2], rows: [11, 10], head: none}, d: {cols: [4, 1], rows: [13, 8], head: none}}",
     BX_DIAG_WHITE_HOLE, 4, {330, 500, 330, 130}, {0}, 0, ANYWHERE},
    {"PG-8/the-foot-is-left", PAGE "slots: {a: {cols: [1, 4], rows: [1, 10], head: none}}",
     BX_DIAG_WHITE_HOLE, 1, {660}, {0}, 0, ANYWHERE},
    {"PG-8/a-note-of-the-foot", PAGE "slots: {a: {cols: [1, 4], rows: [1, 10], head: none}}",
     BX_DIAG_FOOT_BLANK, 1, {660}, {0}, 1, {0, 125, 666, 29 * 12.5 + 9}},
    {"PG-8/two-rows-at-the-foot", PAGE "slots: {a: {cols: [1, 4], rows: [1, 38], head: none}}",
     BX_DIAG_FOOT_BLANK, 1, {2000}, {0}, 0, ANYWHERE},
    {"PG-8/a-cut-with-nothing-in-it", PAGE "slots: {a: {cols: [1, 4], rows: [1, 10], head: none}, b: {cols: [1, 4], rows: [12, 10], head: none}}",
     BX_DIAG_WHITE_HOLE, 2, {660, 660}, {0}, 1, {0, 125, 666, 9}},
    {"PG-8/a-rule-in-the-cut", PAGE "rules: [{row: 11, cols: [1, 4], width: 0.5pt}]\nslots: {a: {cols: [1, 4], rows: [1, 10], head: none}, b: {cols: [1, 4], rows: [12, 10], head: none}}",
     BX_DIAG_WHITE_HOLE, 2, {660, 660}, {0}, 0, ANYWHERE},
    {"PG-8/a-found-rule-in-the-cut", PAGE "cut_off: {row: 0.5pt}\nslots: {a: {cols: [1, 4], rows: [1, 10], head: none}, b: {cols: [1, 4], rows: [12, 10], head: none}}",
     BX_DIAG_WHITE_HOLE, 2, {660, 660}, {0}, 0, ANYWHERE},
    {"PG-8/a-banner-under-the-cut", PAGE "slots: {a: {cols: [1, 4], rows: [1, 10], head: none}, b: {cols: [1, 4], rows: [12, 10], head: brief}}",
     BX_DIAG_WHITE_HOLE, 2, {660, 469}, {0}, 0, ANYWHERE},
    {"PG-8/a-short-column", PAGE "slots: {a: {cols: [1, 4], rows: [1, 10], head: none, balance: false}}",
     BX_DIAG_WHITE_HOLE, 1, {17 * 38 - 10}, {0}, 1, {513, 100, 153, 21.5}},
    {"PG-8/a-line-short", PAGE "slots: {a: {cols: [1, 4], rows: [1, 10], head: none, balance: false}}",
     BX_DIAG_WHITE_HOLE, 1, {17 * 39 - 10}, {0}, 0, ANYWHERE},
    /* PG-9 */
    {"PG-9/the-lead-at-the-right", PAGE "slots: {a: {cols: [1, 1], rows: [1, 10], head: none}, b: {cols: [2, 3], rows: [1, 12], head: lead}}",
     BX_DIAG_STORY_ORDER, 2, {160, 197}, {0}, 1, {171, 0, 495, 11 * 12.5 + 9}},
    {"PG-9/the-lead-at-the-left", PAGE "slots: {a: {cols: [4, 1], rows: [1, 10], head: none}, b: {cols: [1, 3], rows: [1, 12], head: lead}}",
     BX_DIAG_STORY_ORDER, 2, {160, 197}, {0}, 0, ANYWHERE},
    {"PG-9/a-small-box-before-it", PAGE "slots: {a: {cols: [1, 1], rows: [1, 10], head: none, box: {stroke: 0.5pt}}, b: {cols: [2, 3], rows: [1, 12], head: lead}}",
     BX_DIAG_STORY_ORDER, 2, {113, 197}, {0}, 0, ANYWHERE},
    {"PG-9/a-brief-above-a-second", PAGE "slots: {a: {cols: [1, 2], rows: [1, 10], head: brief}, b: {cols: [1, 2], rows: [12, 20], head: second}, c: {cols: [3, 2], rows: [1, 31], head: lead}}",
     BX_DIAG_STORY_ORDER, 3, {231, 400, 600}, {0}, 3, ANYWHERE},
    {"PG-9/vertical-the-lead-at-the-right", PAGE "styles: {down: {vertical: true}}\nheads: {lead: {headline: second-headline, vertical: true}}\n"
     "slots: {a: {cols: [1, 1], rows: [1, 20], head: none, body: down}, b: {cols: [2, 3], rows: [1, 20], head: lead, body: down}}",
     BX_DIAG_STORY_ORDER, 2, {230, 700}, {0}, 0, ANYWHERE},
    {"PG-9/vertical-the-lead-at-the-left", PAGE "styles: {down: {vertical: true}}\nheads: {lead: {headline: second-headline, vertical: true}}\n"
     "slots: {a: {cols: [4, 1], rows: [1, 20], head: none, body: down}, b: {cols: [1, 3], rows: [1, 20], head: lead, body: down}}",
     BX_DIAG_STORY_ORDER, 2, {230, 700}, {0}, 1, {0, 0, 495, 19 * 12.5 + 9}},
    /* PG-10 */
    {"PG-10/the-largest-far-from-the-lead", PAGE "slots: {a: {cols: [1, 4], rows: [1, 10], head: lead}, b: {cols: [1, 2], rows: [12, 10], head: none}, c: {cols: [1, 4], rows: [23, 16], head: none, pictures: {p: {cols: [2, 2], rows: [27, 12]}}}}",
     BX_DIAG_PICTURE_PLACE, 3, {129, 330, 600}, {0, 0, "![](p.png)\n\n"}, 1, ANYWHERE},
    {"PG-10/the-largest-in-the-lead", PAGE "slots: {a: {cols: [1, 4], rows: [1, 24], head: lead, pictures: {p: {cols: [2, 2], rows: [10, 12]}}}}",
     BX_DIAG_PICTURE_PLACE, 1, {639}, {"![](p.png)\n\n"}, 0, ANYWHERE},
    {"PG-10/pictures-that-touch", PAGE "slots: {a: {cols: [1, 2], rows: [1, 20], head: none, pictures: {p: {cols: [2, 1], rows: [5, 8]}}}, b: {cols: [3, 2], rows: [1, 20], head: none, pictures: {q: {cols: [3, 1], rows: [10, 8]}}}}",
     BX_DIAG_PICTURE_PLACE, 2, {500, 500}, {"![](p.png)\n\n", "![](p.png)\n\n"}, 1, ANYWHERE},
    {"PG-10/pictures-apart", PAGE "slots: {a: {cols: [1, 2], rows: [1, 20], head: none, pictures: {p: {cols: [2, 1], rows: [5, 8]}}}, b: {cols: [3, 2], rows: [1, 20], head: none, pictures: {q: {cols: [3, 1], rows: [13, 8]}}}}",
     BX_DIAG_PICTURE_PLACE, 2, {500, 500}, {"![](p.png)\n\n", "![](p.png)\n\n"}, 0, ANYWHERE},
    {"PG-10/a-caption-far-below", PAGE "slots: {a: {cols: [1, 2], rows: [1, 40], head: none, pictures: {p: {cols: [1, 2], rows: [1, 34]}}}}",
     BX_DIAG_PICTURE_PLACE, 1, {190}, {"![溪水](p.png){fit=whole}\n\n"}, 1, ANYWHERE},
    /* PG-11 */
    {"PG-11/36-lines", PAGE "slots: {a: {cols: [1, 1], rows: [1, 36], head: none}}",
     BX_DIAG_COLUMN_LENGTH, 1, {36 * 17 - 8}, {0}, 1, {0, 0, 153, 35 * 12.5 + 9}},
    {"PG-11/35-lines", PAGE "slots: {a: {cols: [1, 1], rows: [1, 35], head: none}}",
     BX_DIAG_COLUMN_LENGTH, 1, {35 * 17 - 8}, {0}, 0, ANYWHERE},
    {"PG-11/a-crosshead-in-them", PAGE "slots: {a: {cols: [1, 1], rows: [1, 38], head: none}}",
     BX_DIAG_COLUMN_LENGTH, 1, {32 * 17 - 8}, {"溪水从山上下来，入江。溪水从山上下来，入江。溪水从山上下来，入江。\n\n## 入江\n\n"}, 0, ANYWHERE},
    {"PG-11/legs-of-four-lines", PAGE "slots: {a: {cols: [1, 3], rows: [1, 4], head: none}}",
     BX_DIAG_COLUMN_LENGTH, 1, {12 * 17 - 8}, {0}, 1, ANYWHERE},
    {"PG-11/legs-of-five-lines", PAGE "slots: {a: {cols: [1, 3], rows: [1, 5], head: none}}",
     BX_DIAG_COLUMN_LENGTH, 1, {15 * 17 - 8}, {0}, 0, ANYWHERE},
    /* PG-12 */
    {"PG-12/furniture-on-text", PAGE "furniture: [{text: 溪水, x: 0, y: 60pt, width: 100pt, height: 10pt, style: folio}]\nslots: {a: {cols: [1, 1], rows: [1, 20], head: none}}",
     BX_DIAG_PAGE_OVERLAP, 1, {330}, {0}, 1, ANYWHERE},
    {"PG-12/furniture-beside-it", PAGE "furniture: [{text: 溪水, x: 171pt, y: 60pt, width: 100pt, height: 10pt, style: folio}]\nslots: {a: {cols: [1, 1], rows: [1, 20], head: none}}",
     BX_DIAG_PAGE_OVERLAP, 1, {330}, {0}, 0, ANYWHERE},
    {"PG-12/furniture-off-the-page", PAGE "furniture: [{box: 0, x: 600pt, y: 60pt, width: 100pt, height: 10pt, fill: red}]\nslots: {a: {cols: [1, 1], rows: [1, 20], head: none}}",
     BX_DIAG_PAGE_OVERLAP, 1, {330}, {0}, 1, {600, 60, 100, 10}},
    {"PG-12/furniture-round-a-slot", PAGE "furniture: [{box: 0.5pt, x: 0, y: 0, width: 153pt, height: 247pt}]\nslots: {a: {cols: [1, 1], rows: [1, 20], head: none}}",
     BX_DIAG_PAGE_OVERLAP, 1, {330}, {0}, 0, ANYWHERE},
    {"PG-12/a-rule-through-text", PAGE "rules: [{row: 10, cols: [1, 1], width: 0.5pt}]\nslots: {a: {cols: [1, 1], rows: [1, 20], head: none}}",
     BX_DIAG_PAGE_OVERLAP, 1, {330}, {0}, 1, {0, 9 * 12.5 + 4.25, 153, 0.5}},
    {"PG-12/a-rule-through-a-head", PAGE "rules: [{column: 1, rows: [1, 4], width: 0.3pt}]\nslots: {a: {cols: [1, 2], rows: [1, 20], head: second}}",
     BX_DIAG_PAGE_OVERLAP, 1, {503}, {LONG_HEAD}, 1, ANYWHERE},
    {"PG-12/a-rule-in-a-gutter", PAGE "rules: [{column: 1, rows: [1, 20], width: 0.3pt}]\nslots: {a: {cols: [1, 1], rows: [1, 20], head: none}, b: {cols: [2, 1], rows: [1, 20], head: none}}",
     BX_DIAG_PAGE_OVERLAP, 2, {330, 330}, {0}, 0, ANYWHERE},
    /* PG-13: a headline of 17 pt in 1 row less 3.5 pt */
    {"PG-13/no-white-below", PAGE "heads: {tight: {headline: brief-headline, above: 0, below: 0}}\nslots: {a: {cols: [1, 1], rows: [1, 20], head: tight, head_lines: 2}}",
     BX_DIAG_HEAD_BLANK, 1, {300}, {0}, 1, ANYWHERE},
    {"PG-13/white-enough", PAGE "slots: {a: {cols: [1, 1], rows: [1, 20], head: brief}}",
     BX_DIAG_HEAD_BLANK, 1, {280}, {0}, 0, ANYWHERE},
    {"PG-13/too-much-above", PAGE "heads: {high: {headline: brief-headline, above: 3 lines, below: 1 lines}}\nslots: {a: {cols: [1, 1], rows: [1, 20], head: high}}",
     BX_DIAG_HEAD_BLANK, 1, {230}, {0}, 1, ANYWHERE},
    /* PG-14 */
    {"PG-14/more-room-than-the-lead", PAGE "slots: {a: {cols: [1, 2], rows: [1, 20], head: lead}, b: {cols: [3, 2], rows: [1, 21], head: brief}}",
     BX_DIAG_LEAD_AREA, 2, {300, 600}, {0}, 1, {0, 0, 324, 19 * 12.5 + 9}},
    {"PG-14/as-much-room", PAGE "slots: {a: {cols: [1, 2], rows: [1, 20], head: lead}, b: {cols: [3, 2], rows: [1, 20], head: brief}}",
     BX_DIAG_LEAD_AREA, 2, {300, 571}, {0}, 0, ANYWHERE},
    /* PG-15 */
    {"PG-15/28-characters", PAGE "columns: {count: 2, chars: 28, gutter: 2em}\nslots: {a: {cols: [1, 1], rows: [1, 20], head: none}}",
     BX_DIAG_MEASURE, 1, {550}, {0}, 1, ANYWHERE},
    {"PG-15/27-characters", PAGE "columns: {count: 2, chars: 27, gutter: 2em}\nslots: {a: {cols: [1, 1], rows: [1, 20], head: none}}",
     BX_DIAG_MEASURE, 1, {530}, {0}, 0, ANYWHERE},
    /* HD-3: 324 pt are two columns and a half */
    {"HD-3/small-for-its-width", PAGE "slots: {a: {cols: [1, 4], rows: [1, 20], head: brief}}",
     BX_DIAG_HEAD_LADDER, 1, {1149}, {0}, 1, ANYWHERE},
    {"HD-3/as-usual", PAGE "slots: {a: {cols: [1, 1], rows: [1, 20], head: brief}}",
     BX_DIAG_HEAD_LADDER, 1, {282}, {0}, 0, ANYWHERE},
    /* HD-4 */
    {"HD-4/a-small-deck", PAGE "styles: {d: {like: news-deck, size: 9pt}}\nheads: {h: {headline: news-headline, deck: d, below: 1 lines}}\nslots: {a: {cols: [1, 2], rows: [1, 20], head: h}}",
     BX_DIAG_HEAD_RATIO, 1, {500}, {"---\nheadline: 溪水\ndeck: 从山上下来\n---\n\n"}, 1, ANYWHERE},
    {"HD-4/a-good-deck", PAGE "slots: {a: {cols: [1, 2], rows: [1, 20], head: news}}",
     BX_DIAG_HEAD_RATIO, 1, {500}, {"---\nheadline: 溪水\ndeck: 从山上下来\n---\n\n"}, 0, ANYWHERE},
    /* HD-13 */
    {"HD-13/deck-in-the-headlines-face", PAGE "styles: {d: {like: news-headline, size: 12pt}}\nheads: {h: {headline: news-headline, deck: d, below: 1 lines}}\nslots: {a: {cols: [1, 2], rows: [1, 20], head: h}}",
     BX_DIAG_HEAD_FACES, 1, {500}, {"---\nheadline: 溪水\ndeck: 从山上下来\n---\n\n"}, 1, ANYWHERE},
    {"HD-13/four-faces", PAGE "styles: {f: {like: brief-headline, font: fang}, k: {like: brief-headline, font: kai}}\nheads: {f: {headline: f, below: 1 lines}, k: {headline: k, below: 1 lines}}\n"
     "slots: {a: {cols: [1, 1], rows: [1, 10], head: news}, b: {cols: [2, 1], rows: [1, 10], head: brief}, c: {cols: [3, 1], rows: [1, 10], head: f}, d: {cols: [4, 1], rows: [1, 10], head: k}}",
     BX_DIAG_HEAD_FACES, 4, {90, 90, 90, 90}, {0}, 1, ANYWHERE},
    {"HD-13/three-faces", PAGE "styles: {k: {like: brief-headline, font: kai}}\nheads: {k: {headline: k, below: 1 lines}}\n"
     "slots: {a: {cols: [1, 1], rows: [1, 10], head: news}, b: {cols: [2, 1], rows: [1, 10], head: brief}, d: {cols: [4, 1], rows: [1, 10], head: k}}",
     BX_DIAG_HEAD_FACES, 2, {90, 90}, {0}, 0, ANYWHERE},
    /* HD-14 */
    {"HD-14/as-large-as-the-lead", PAGE "heads: {also: {headline: lead-headline, below: 1 lines}}\nslots: {a: {cols: [1, 2], rows: [1, 20], head: lead}, b: {cols: [3, 2], rows: [1, 20], head: also}}",
     BX_DIAG_HIERARCHY, 2, {300, 300}, {0}, 1, ANYWHERE},
    {"HD-14/smaller-than-the-lead", PAGE "slots: {a: {cols: [1, 2], rows: [1, 20], head: lead}, b: {cols: [3, 2], rows: [1, 20], head: second}}",
     BX_DIAG_HIERARCHY, 2, {300, 400}, {0}, 0, ANYWHERE},
    {"HD-14/two-ranks-alike", PAGE "heads: {brief: {headline: news-headline, below: 1 lines}}\nslots: {a: {cols: [1, 2], rows: [1, 20], head: news}, b: {cols: [3, 2], rows: [1, 20], head: brief}}",
     BX_DIAG_HIERARCHY, 2, {500, 500}, {0}, 1, ANYWHERE},
};
/* clang-format on */

static char *
body_of(const Case *at, int i)
{
    g_autofree char *words = han(at->chars[i]);
    return g_strconcat(at->text[i] ? at->text[i] : "", words, NULL);
}

static BxDiags *
review(const Case *at)
{
    g_auto(GStrv) bodies = g_new0(char *, at->n_bodies + 1);
    for (int i = 0; i < at->n_bodies; i++)
        bodies[i] = body_of(at, i);
    Made *made = made_new(at->layout, (const char *const *)bodies, at->n_bodies);
    BxDiags *found = bx_diags_new();
    bx_review_page(made->plan, 0, made->stories, g_ptr_array_index(made->furniture, 0),
                   g_ptr_array_index(made->pages, 0), found);
    for (int i = 0; i < bx_diags_count(made->diags); i++)
        g_test_message("%s", bx_diags_lookup(made->diags, i)->message);
    g_assert_cmpint(bx_diags_count_level(made->diags, BX_LEVEL_ERROR), ==, 0);
    made_free(made);
    return found;
}

static void
check_box(BxRect box, BxRect want)
{
    g_assert_cmpfloat_with_epsilon(box.x, want.x, 0.01);
    g_assert_cmpfloat_with_epsilon(box.y, want.y, 0.01);
    g_assert_cmpfloat_with_epsilon(box.width, want.width, 0.01);
    g_assert_cmpfloat_with_epsilon(box.height, want.height, 0.01);
}

static void
check_case(gconstpointer data)
{
    const Case *at = data;
    g_autoptr(BxDiags) found = review(at);
    int n = 0;
    for (int i = 0; i < bx_diags_count(found); i++) {
        const BxDiag *diag = bx_diags_lookup(found, i);
        g_test_message("%s %s at %g %g %g × %g", bx_diag_code_name(diag->code), diag->message,
                       diag->box.x, diag->box.y, diag->box.width, diag->box.height);
        if (diag->code != at->code)
            continue;
        g_assert_cmpint(diag->page, ==, 1);
        g_assert_cmpfloat(diag->box.width, >, 0);
        if (n++ == 0 && at->box.width > 0)
            check_box(diag->box, at->box);
    }
    g_assert_cmpint(n, ==, at->n_found);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions(); /* all that is wrong in one run */
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = g_strconcat("/review/", cases[i].name, NULL);
        g_test_add_data_func(path, &cases[i], check_case);
    }
    return g_test_run();
}
