/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The issue: what the author wrote, as plain data. No fonts, no geometry. */

#include "base/diag.h"
#include "base/source.h"
#include "load/crop.h"
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

typedef enum { BX_SHARPEN_AS_LAYOUT, BX_SHARPEN_YES, BX_SHARPEN_NO } BxSharpen;

extern const char *const bx_fit_words[]; /* of BxFit, NULL-terminated */

/* A point of a picture, 0 … 1 of its width and height. */
typedef struct {
    double x, y;
} BxShare;

/* Where a figure stands: in a picture slot of the layout, or by its size and a corner. */
typedef struct {
    char *slot;        /* name of a picture slot, or NULL */
    int cols;          /* width in the story's text columns; 0: not given */
    BxRange lines;     /* depth in rows of the grid, with the caption; 0: as it comes */
    BxAt at;           /* of the story's slot */
    GArray *outline;   /* BxShare: corners of what the text runs round, NULL: the rectangle */
    BxLength distance; /* from it to the text; value < 0: one em */
} BxPlacement;

/* A picture of a story or of a layout's furniture. */
struct BxPicture {
    char *path;        /* as written, relative to the issue folder */
    char *file;        /* where to open it */
    int width, height; /* pixels of the part shown, upright; 0: unknown (a diagnostic was given) */
    BxText *caption;   /* may be NULL */
    BxText *credit;    /* may be NULL */
    BxFit fit;
    BxCrop crop;   /* the part to be shown; what does not fit of it is cut off too */
    BxShare focus; /* of the whole: what cutting keeps; default the part's middle */
    BxSharpen sharpen;
    bool is_decoration; /* no news photograph or work of art: counted less in a page's characters */
    BxPos pos;
};

/* A table of a few rows. */
typedef struct {
    char *name;
    int n_columns;
    GPtrArray *rows; /* GPtrArray of BxText, n_columns each; a blank cell is NULL */
    bool has_head;   /* the first row heads the columns */
    GArray *aligns;  /* BxAlign, n_columns */
    bool is_placed;  /* some figure shows it */
    BxPos pos;
} BxTable;

typedef enum {
    BX_FIGURE_PICTURES, /* one, or a group */
    BX_FIGURE_PULL,     /* a pull quote: words of the story, set large */
    BX_FIGURE_TABLE,
} BxFigureKind;

/* What stands in a story and has the text run round it. */
typedef struct {
    BxFigureKind kind;
    BxPlacement place;
    GPtrArray *pictures;  /* BxPicture; empty but for PICTURES */
    int across;           /* pictures of a group side by side; 0: as many as fit well */
    BxText *text;         /* PULL */
    const BxTable *table; /* TABLE; of the story */
    BxText *caption;      /* of a group or table as a whole, may be NULL */
    BxText *credit;       /* the same */
    BxPos pos;
} BxFigure;

typedef enum {
    BX_BLOCK_PARAGRAPH,
    BX_BLOCK_CROSSHEAD, /* ## 小标题 */
    BX_BLOCK_SUBHEAD,   /* ### run of the next lower rank */
    BX_BLOCK_QUOTE,     /* > paragraph */
    BX_BLOCK_ITEM,      /* - paragraph */
    BX_BLOCK_BREAK,     /* --- : one blank line */
    BX_BLOCK_FIGURE,
} BxBlockKind;

typedef struct {
    BxBlockKind kind;
    BxText *text;     /* NULL for BREAK and FIGURE */
    BxFigure *figure; /* for FIGURE */
    char *marker;     /* ITEM: “·” or “1.”, else NULL */
    BxPos pos;
} BxBlock;

typedef struct {
    char *id;         /* file name without folder and .md */
    BxSource *source; /* owned by the issue */
    BxText *standing; /* 栏目: the name of the standing head it runs under; may be NULL */
    BxText *kicker, *headline, *deck, *byline, *credit, *jump, *origin; /* each may be NULL */
    GPtrArray *blocks;                                                  /* BxBlock */
    GPtrArray *tables;                                                  /* BxTable */
    bool is_advertisement; /* it must bear the mark 广告 */
    int n_chars;           /* characters of all of the above that are not blank */
    int n_markup; /* characters of the file that are Markdown or YAML, not text, and not blank */
} BxStory;

/* What a story is worth on its page. */
typedef enum {
    BX_RANK_LEAD,   /* 头条 */
    BX_RANK_SECOND, /* 次条 */
    BX_RANK_NEWS,   /* 一般 */
    BX_RANK_BRIEF,  /* 简讯 */
    BX_N_RANKS,
    BX_RANK_NONE = BX_N_RANKS, /* the page does not say */
} BxRank;

extern const char *const bx_rank_words[]; /* “lead” …, NULL-terminated */
typedef enum {
    BX_AD_MARK_TOP_LEFT,
    BX_AD_MARK_TOP_RIGHT,
    BX_AD_MARK_BOTTOM_LEFT,
    BX_AD_MARK_BOTTOM_RIGHT,
    BX_AD_MARK_NONE,
} BxAdMark;

/* An advertisement: a picture, or a page of a PDF that is placed as it is. */
typedef struct {
    const BxAdSlot *slot; /* of the page's layout */
    char *path;           /* as written, relative to the issue folder */
    char *file;           /* where to open it; NULL: it cannot be (a diagnostic was given) */
    bool is_pdf;
    BxPicture *picture; /* NULL: it is a PDF */
    int page;           /* of the PDF, from 1 */
    BxFit fit;
    BxAdMark mark; /* where 广告 stands */
    BxPos pos;
} BxAd;

/* One story in one slot. A story placed twice is continued in the second slot. */
typedef struct {
    char *slot;
    BxRank rank;
    int story; /* index into issue->stories; -1: it could not be loaded (a diagnostic was given) */
    BxPos pos; /* of the story's path in issue.yaml */
} BxPlacing;

typedef struct {
    int number;             /* printed page number */
    const BxLayout *layout; /* owned by the issue; never NULL in a returned issue */
    BxText *label;          /* 版名, may be NULL */
    BxText *editor;         /* may be NULL */
    GPtrArray *placings;    /* BxPlacing, in order of the file */
    bool is_ranked; /* the page lists its stories by rank; each has the slot of its own name */
    GPtrArray *ads; /* BxAd */
    BxPos pos;
} BxPageSpec;

typedef struct {
    char *folder;                                      /* as given on the command line */
    BxText *title, *label, *number, *contact, *editor; /* title is never NULL; others may be */
    BxText *total, *cn;                      /* 总期号, 国内统一连续出版物号 */
    BxText *authority, *sponsor, *publisher; /* 主管, 主办, 出版单位 */
    BxText *address, *printer, *distribution, *price;
    BxText *extra;           /* 增期, 号外 */
    GPtrArray *slogans;      /* BxText */
    GPtrArray *keywords;     /* char *, for the document's properties */
    GDate date;              /* valid or not: g_date_valid() */
    bool convert;            /* text preparation (TX) on; default true */
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
/* Adds the article at `path`, as it is given on a command line, to an issue without pages; its pictures
 * lie in the folder above its own. Returns its index, −1 with diagnostics where it cannot be read. */
int bx_issue_add_article(BxIssue *issue, const char *path, BxDiags *diags);
void bx_issue_free(BxIssue *issue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxIssue, bx_issue_free)

/* Empty ones, for the loader and for tests; owned. */
BxIssue *bx_issue_new(const char *folder);
BxPageSpec *bx_page_spec_new(void);
void bx_story_free(void *story); /* BxStory *, NULL is taken */
/* Every text of a story, always in the same order; blank ones are NULL. GPtrArray of BxText, owned, its
 * texts borrowed. */
GPtrArray *bx_story_all_texts(const BxStory *story);
BxFigure *bx_figure_new(BxFigureKind kind, BxPos pos);
void bx_figure_free(BxFigure *figure); /* NULL is taken */
void bx_table_free(void *table);       /* BxTable *, NULL is taken */
/* One in the middle of its place; `path` is copied. */
BxPicture *bx_picture_new(const char *path, BxPos pos);
/* Finds the file below `folder` and its pixels; what is wrong is a diagnostic, and `file` stays NULL. */
void bx_picture_open(BxPicture *picture, const char *folder, BxDiags *diags);
void bx_ad_free(void *ad);           /* BxAd *, NULL is taken */
void bx_picture_free(void *picture); /* BxPicture *, NULL is taken */

/* The texts of an issue that furniture shows by their names, {title} {cn} …; the last name is NULL. */
typedef struct {
    const char *name; /* also the key in issue.yaml */
    size_t offset;    /* of the BxText * in BxIssue */
} BxIssueWord;
extern const BxIssueWord bx_issue_words[];
/* Borrowed; NULL where the issue leaves it out, or has no such word. */
const BxText *bx_issue_lookup_word(const BxIssue *issue, const char *name);

void bx_text_free(BxText *text);
/* Text that is in no file: the engine's own words, or standard input. Every origin is its byte
 * in `source`, which may be NULL. */
BxText *bx_text_new(const BxSource *source, const char *utf8);
/* The place of one character (clamped). */
BxPos bx_text_pos(const BxText *text, int index);
/* Characters that are not blank (space, U+3000, line ends). */
int bx_text_count(const BxText *text);
