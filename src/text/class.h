/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Classes: what kind of character stands at each place of a paragraph (CC-1 … CC-18). Everything
 * that the rules of breaking and spacing ask of a character is a column of one table. */

#include <glib.h>
#include <stdbool.h>

typedef enum {
    BX_CLASS_ID, /* ideographs, kana, anything wide */
    BX_CLASS_OP, /* opening marks */
    BX_CLASS_CL, /* closing marks */
    BX_CLASS_PS, /* pauses ，、；： */
    BX_CLASS_ST, /* stops 。！？ */
    BX_CLASS_S2, /* ‼ ⁇ ⁈ ⁉: two marks in one em, never trimmed */
    BX_CLASS_MD, /* middle dot · */
    BX_CLASS_SL, /* solidus between Han */
    BX_CLASS_DA, /* dash —— */
    BX_CLASS_EL, /* ellipsis …… */
    BX_CLASS_CH, /* short connector - – next to Han: half an em */
    BX_CLASS_CN, /* long connectors: single —, ～ */
    BX_CLASS_IT, /* iteration and length marks */
    BX_CLASS_NU, /* digits */
    BX_CLASS_AL, /* letters of any alphabet */
    BX_CLASS_WI, /* what may stand inside a western run: . , : / - ' & @ … */
    BX_CLASS_PX, /* prefix ¥ $ № ± */
    BX_CLASS_SX, /* postfix % ° ℃ */
    BX_CLASS_AO, /* ASCII opening bracket */
    BX_CLASS_AC, /* ASCII closing bracket */
    BX_CLASS_AP, /* ASCII point after Latin */
    BX_CLASS_OR, /* operator beside a western run: + × = */
    BX_CLASS_OH, /* × ÷ = ∶ between Han: as an ideograph, but a poor line start */
    BX_CLASS_RF, /* superior figure after Han: a mark of reference */
    BX_CLASS_SP, /* blank */
    BX_CLASS_IS, /* ideographic space */
    BX_CLASS_NB, /* no-break space, word joiner */
    BX_CLASS_ZW, /* zero-width space: a break, no width */
    BX_CLASS_CM, /* combining mark or other zero-width character: part of what is before it */
    BX_CLASS_BK, /* the author's line end */
    BX_N_CLASSES,
} BxClass;

/* The half of a full-width mark that is blank (PU: “half an em of ink, half an em of blank”). */
typedef enum { BX_BLANK_NONE, BX_BLANK_BEFORE, BX_BLANK_AFTER } BxBlank;

/* In what order a line is squeezed (JU-2). */
typedef enum {
    BX_SQUEEZE_SPACE,   /* ① word spaces */
    BX_SQUEEZE_BRACKET, /* ③ blanks of opening and closing marks */
    BX_SQUEEZE_PAUSE,   /* ④ blanks of pauses */
    BX_SQUEEZE_GAP,     /* ⑤ Han–western gap */
    BX_SQUEEZE_STOP,    /* ⑥ blanks of stops, only if the style allows */
    BX_SQUEEZE_HANG, /* a pause or stop hung beyond the measure, only if the style allows (PU-9) */
    BX_N_SQUEEZES,
    BX_SQUEEZE_NONE = BX_N_SQUEEZES,
} BxSqueeze; /* ② (MD wider than half an em) never arises: PU-6 sets half an em */

typedef struct {
    char name[3];
    bool no_start;    /* LB-2: never at a line start */
    bool no_end;      /* LB-3: never at a line end */
    bool fixed_sides; /* JU-4: nothing is added on either side */
    bool is_western;  /* takes part in a western run (CC-18) and in the gap to Han (SP-1) */
    bool is_han;      /* the other side of that gap */
    bool trims_open;  /* an opening mark after it is trimmed */
    bool trims_close; /* a closing mark, pause or stop before it is trimmed */
    BxBlank blank;
    BxSqueeze squeeze;
    double width_em; /* 0: as the font has it */
} BxClassRow;

extern const BxClassRow bx_class_table[BX_N_CLASSES];

/* The class of each character, seen in its neighbourhood.
 *
 * text     n characters
 * classes  gets n classes
 * joined   gets n flags: nothing may come between this character and the one before it (LB-4,
 *          LB-6, LB-7, LB-10)
 *
 * Source: typesetting specification, section 2. */
void bx_classify(const gunichar *text, int n, BxClass *classes, bool *joined);

/* The class of a character alone. */
BxClass bx_class_lookup(gunichar c);
