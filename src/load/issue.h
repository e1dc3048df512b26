/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The issue: what the author wrote, as plain data. No fonts, no geometry. */

#include "base/diag.h"
#include "base/source.h"
#include "load/layout.h"

#include <stdbool.h>

/* Marks on a run of characters; they may be combined. */
typedef enum {
    BX_MARK_EMPHASIS = 1 << 0, /* *…*      楷 */
    BX_MARK_STRONG = 1 << 1,   /* **…**    黑 */
    BX_MARK_CODE = 1 << 2,     /* `…` and links: no text preparation */
    BX_MARK_SUPER = 1 << 3,    /* <sup> */
    BX_MARK_SUB = 1 << 4,      /* <sub> */
    BX_MARK_DOTS = 1 << 5,     /* <em class="dot">: 着重号 */
    BX_MARK_NAME = 1 << 6,     /* <u>: 专名号 */
    BX_MARK_TITLE = 1 << 7,    /* <u class="title">: wavy 书名号 */
    BX_MARK_SMALL = 1 << 9,    /* <small>: Latin in brackets, notes */
    BX_MARK_START = 1 << 8, /* first character of a 专名号 or 书名号: not that of its neighbour */
} BxMarks;

typedef struct {
    int start_char, end_char; /* half open, never empty */
    unsigned marks;           /* BxMarks; runs do not overlap and are in order */
} BxMarkRun;

typedef struct {
    int start_char, end_char; /* the base */
    char *ruby;               /* pinyin over it, UTF-8 */
    int start_byte;           /* of the ruby text in the source */
} BxRuby;

/* Text of the author, and where each character of it stands in its source. */
typedef struct {
    const BxSource *source; /* borrowed from the issue */
    char *text;             /* UTF-8, no control characters but U+000A (a break of the author) */
    int n_chars;
    int *origin;    /* n_chars byte offsets into source->text, rising */
    GArray *runs;   /* BxMarkRun; may be empty */
    GArray *rubies; /* BxRuby; may be empty */
} BxText;

/* Where a picture without a slot of its own stands in its story's slot. */
typedef enum {
    BX_AT_TOP_LEFT,
    BX_AT_TOP,
    BX_AT_TOP_RIGHT,
    BX_AT_LEFT,
    BX_AT_CENTER,
    BX_AT_RIGHT,
    BX_AT_BOTTOM_LEFT,
    BX_AT_BOTTOM,
    BX_AT_BOTTOM_RIGHT,
} BxAt;

typedef enum { BX_FIT_FILL, BX_FIT_WHOLE } BxFit; /* crop to fill; show all of it */

typedef struct {
    char *path; /* as written, relative to the issue folder */
    char *file; /* where to open it */
    int width,
        height; /* pixels as shown, after EXIF orientation; 0: unknown (a diagnostic was given) */
    BxText *caption; /* may be NULL */
    BxText *credit;  /* may be NULL */
    char *slot;      /* name of a picture slot, or NULL */
    int cols,
        lines; /* size in the story's text columns and grid lines incl. caption; 0: not given */
    BxAt at;
    BxFit fit;
    double focus_x, focus_y; /* 0 … 1: the point that cropping keeps; default the middle */
    BxPos pos;
} BxPicture;

typedef enum {
    BX_BLOCK_PARAGRAPH,
    BX_BLOCK_CROSSHEAD, /* ## 小标题 */
    BX_BLOCK_SUBHEAD,   /* ### run of the next lower rank */
    BX_BLOCK_QUOTE,     /* > paragraph */
    BX_BLOCK_ITEM,      /* - paragraph */
    BX_BLOCK_BREAK,     /* --- : one blank line */
    BX_BLOCK_PICTURE,
} BxBlockKind;

typedef struct {
    BxBlockKind kind;
    BxText *text;       /* NULL for BREAK and PICTURE */
    BxPicture *picture; /* for PICTURE */
    char *marker;       /* ITEM: “·” or “1.”, else NULL */
    BxPos pos;
} BxBlock;

typedef struct {
    char *id;         /* file name without folder and .md */
    BxSource *source; /* owned by the issue */
    BxText *kicker, *headline, *deck, *byline, *credit, *jump, *origin; /* each may be NULL */
    GPtrArray *blocks;                                                  /* BxBlock */
    int n_chars;  /* characters of all of the above that are not blank */
    int n_markup; /* characters of the file that are Markdown or YAML, not text, and not blank */
} BxStory;

/* One story in one slot. A story placed twice is continued in the second slot. */
typedef struct {
    char *slot;
    int story; /* index into issue->stories; -1: it could not be loaded (a diagnostic was given) */
    BxPos pos; /* of the story's path in issue.yaml */
} BxPlacing;

typedef struct {
    int number;             /* printed page number */
    const BxLayout *layout; /* owned by the issue; never NULL in a returned issue */
    BxText *label;          /* 版名, may be NULL */
    BxText *editor;         /* may be NULL */
    GPtrArray *placings;    /* BxPlacing, in order of the file */
    BxPos pos;
} BxPageSpec;

typedef struct {
    char *folder;                                      /* as given on the command line */
    BxText *title, *label, *number, *contact, *editor; /* title is never NULL; others may be */
    GPtrArray *slogans;                                /* BxText */
    GDate date;                                        /* valid or not: g_date_valid() */
    bool convert;                                      /* text preparation (TX) on; default true */
    GHashTable *unconverted; /* ids of TX rules switched off, char * set; may be empty */
    GHashTable *words;       /* char *, set: that no head of this issue is broken inside (HD-5) */
    GPtrArray *stories;      /* BxStory */
    GPtrArray *pages;        /* BxPageSpec */
    GPtrArray *layouts;      /* BxLayout */
    GPtrArray *sources;      /* BxSource: every text file read */
} BxIssue;

/* Reads an issue and everything it names.
 *
 * path        a folder with issue.yaml, or that file
 * layout_dirs NULL-terminated folders searched after the issue's own `layouts`
 * diags       gets every fault found
 *
 * Returns the issue, owned (bx_issue_free), never NULL: where diags has errors it is still whole
 * enough for the stages after it, if need be without pages. */
BxIssue *bx_load_issue(const char *path, const char *const *layout_dirs, BxDiags *diags);
void bx_issue_free(BxIssue *issue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxIssue, bx_issue_free)

/* Empty ones, for the loader and for tests; owned. */
BxIssue *bx_issue_new(const char *folder);
BxPageSpec *bx_page_spec_new(void);
void bx_story_free(void *story); /* BxStory *, NULL is taken */
void bx_picture_free(BxPicture *picture);

void bx_text_free(BxText *text);
/* Text that is in no file: the engine's own words, or standard input. Every origin is its byte
 * in `source`, which may be NULL. */
BxText *bx_text_new(const BxSource *source, const char *utf8);
/* The place of one character (clamped). */
BxPos bx_text_pos(const BxText *text, int index);
/* Characters that are not blank (space, U+3000, line ends). */
int bx_text_count(const BxText *text);
