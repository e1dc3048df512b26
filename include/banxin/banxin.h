/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Banxin: one issue of a newspaper to a PDF that a press runs. The public API.
 *
 * A BxDocument goes through its steps in order: open, compose, write. Types are opaque. Strings are
 * UTF-8; what a function returns as `const` is borrowed until the document is freed. A document
 * belongs to one thread at a time; different documents are independent. */

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

#define BANXIN_API_VERSION 1

typedef struct BxDocument BxDocument;

/* What documents made one after another share: the faces, which cost more to open than a page to set, and the
 * stories that are set already. What is made does not depend on it. A session and its documents belong to one thread at a time. */
typedef struct BxSession BxSession;

typedef enum { BX_PROFILE_PRESS, BX_PROFILE_PROOF } BxProfile;
/* What the press PDF keeps to: PDF/X-4 (ISO 15930-7) or PDF/X-1a:2003 (ISO 15930-4). */
typedef enum { BX_STANDARD_X4, BX_STANDARD_X1A } BxStandard;

/* How a proof looks. Zero is a sensible default for every field. */
typedef struct {
    const char *overlays; /* grid, slots, fit, overset, pictures, loose, findings, files with commas
                             between them; all, none; NULL: what is wrong, the middle four */
    const char *paper; /* “a4”, “a3”: each page scaled to a sheet; “full”, NULL: at its size */
    const char *stamp; /* “一校”, “二校”, “三校”, “清样”, with boxes to sign; NULL: none */
    const char *date; /* on the stamp, “2026-11-25” or “2026-11-25 09:30”; NULL: that of
                             SOURCE_DATE_EPOCH, else the clock's */
    bool simulate;    /* the press on its paper, by its profile */
} BxProofOptions;

/* False with `error` where a word is none of these. */
bool bx_proof_options_check(const BxProofOptions *options, GError **error);

/* What a build is to do. Zero is a sensible default for every field. */
typedef struct {
    BxProfile profile;
    const int *pages; /* page numbers to write; NULL: all */
    int n_pages;
    int jobs;              /* stories set and pictures prepared at once; 0: one a processor */
    bool deny_warnings;    /* warnings are errors */
    BxStandard standard;   /* of the press profile */
    bool marks;            /* crop and bleed marks, register targets, colour bar, slug line */
    bool impose;           /* four pages on two sheets, spine to spine: 4‖1 and 2‖3 */
    BxProofOptions proof;  /* of the proof profile */
    bool locked;           /* other faces than those of the lock file are errors */
    const char *lock_file; /* NULL: fonts.lock in the issue's folder */
    BxSession *session;    /* outlives the document; NULL: one of its own */
    const char *data_dir;  /* folder with fonts/ and layouts/; NULL: that of the session, or as
                            * bx_session_new() finds it */
    const char *cache_dir; /* prepared pictures; NULL: the user's cache folder */
    void (*progress)(double share, const char *step, void *data); /* may be NULL */
    void *progress_data;
} BxOptions;

/* `data_dir` is the folder with fonts/ and layouts/; NULL: found by bx_data_dir(). Owned; NULL with
 * `error` where it is not found. */
BxSession *bx_session_new(const char *data_dir, GError **error);
void bx_session_free(BxSession *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxSession, bx_session_free)

/* The faces that the session's aliases come to on this machine, a line each, owned; with `all`, every face
 * that is installed instead: what lends characters that no alias has. `folders` (NULL or owned,
 * NULL-terminated) gets where faces were looked for. NULL with `error`. */
char *bx_session_faces(BxSession *session, bool all, char ***folders, GError **error);
/* Tells the SHA-256 of a face's file that the caller knows already: each is read once a session otherwise. */
void bx_session_know_sum(BxSession *session, const char *path, const char *sum);

/* Reads an issue (a folder with issue.yaml, or that file) and everything it names. Options are copied
 * but for the strings and arrays they point to.
 *
 * Returns the document, owned (bx_document_free); NULL with `error` only where the program's own data
 * is not found. Faults of the issue, even that there is none, are diagnostics of the document. */
BxDocument *bx_document_open(const char *path, const BxOptions *options, GError **error);
void bx_document_free(BxDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxDocument, bx_document_free)

/* Sets all stories and makes all pages. False with `error` where the fonts cannot be used; faults of
 * the issue are diagnostics. */
bool bx_document_compose(BxDocument *document, GError **error);

/* Everything but the file: prepares the pictures and makes the PDF, for its diagnostics alone. False
 * with `error` where the world does not let it. */
bool bx_document_check(BxDocument *document, GError **error);

/* Prepares the pictures and writes the PDF. In the press profile a document with errors writes
 * nothing and returns false without setting `error`; an older file of that name stays as it was.
 * False with `error` where the file cannot be written. */
bool bx_document_write_pdf(BxDocument *document, const char *path, GError **error);

/* Prepares the pictures and writes each page asked for as DIR/page-N.png, of a document of the proof profile. The folder
 * is made where it is missing. False with `error`. */
bool bx_document_write_pngs(BxDocument *document, const char *dir, double ppi, GError **error);

/* Prepares the pictures and writes the e-edition of the pages asked for: HTML, pictures of `ppi`, and the same as JSON
 * (map.json). The document is of the proof profile. The folder is written whole or not at all, over an earlier
 * edition if there is one. A document with errors writes nothing and returns false without setting `error`. False with
 * `error` where the folder cannot be written or holds anything else. */
bool bx_document_export_html(BxDocument *document, const char *dir, double ppi, GError **error);
/* ---- preview: pages to be looked at, not a file ---- */

/* Prepares the pictures, as the press prints them, for the two functions below. After it no PDF can be made
 * of this document: what is missing is drawn on its pages. Once, after compose. */
void bx_document_prepare(BxDocument *document);

/* What can be seen (JSON, owned): the pages with their sizes (points), plates, the frames of their stories and a
 * sum of all that is painted; the stories with their files and slots; a sum of all texts that were read. */
char *bx_document_preview(const BxDocument *document);

/* Every diagnostic there is up to now (a JSON array, owned), with its place in the source, that line, and its place on a
 * page. Needs no preparation. */
char *bx_document_findings(const BxDocument *document);

/* The sum of all that is painted of the page of that index: equal sums, equal pictures. Borrowed; NULL: no such page. */
const char *bx_document_page_sum(const BxDocument *document, int page);

/* What a picture of a page shows. */
typedef enum {
    BX_VIEW_PAGE,  /* as it looks */
    BX_VIEW_PLATE, /* one ink */
    BX_VIEW_INK,   /* the sum of all inks, as colours of heat */
} BxViewKind;

/* What a picture shows, in points from the top left of the page's trim. */
typedef struct {
    double x, y, width, height;
} BxSheetRect;

typedef struct {
    BxViewKind kind;
    int plate; /* PLATE: index into the page's plates */
    double ppi;
    const char *overlays; /* PAGE: as in BxProofOptions; NULL: none */
    BxSheetRect *
        sheet; /* PAGE: gets what the picture shows, the page and what stands beside it; may be NULL */
} BxView;

/* The page of that index as a PNG. Owned; NULL with `error` where it would be too large, or there is no such page or
 * plate. */
GBytes *bx_document_picture(const BxDocument *document, int page, const BxView *view,
                            GError **error);

/* Files that could not be read or understood, with the reason, one a line; empty where there is none. Owned. After
 * open: what is missing of the issue then is missing on its pages. */
char *bx_document_unreadable(const BxDocument *document);

/* A page (from 0) of another PDF, its trimmed size, as a PNG. Owned; NULL with `error`. */
GBytes *bx_pdf_picture(const char *path, int page, double ppi, GError **error);

/* The verdict of preflight on the press PDF, rule by rule, with plates, pictures and faces, as tables;
 * owned. NULL: none was made. */
char *bx_document_preflight(const BxDocument *document);

/* Writes the report (JSON): what was placed where, what is wrong. */
bool bx_document_write_report(const BxDocument *document, const char *path, GError **error);

/* What took how long until now, a row a step; owned. */
char *bx_document_timings(const BxDocument *document);
/* The same as Chrome's trace events (JSON), each story and page by itself. */
bool bx_document_write_trace(const BxDocument *document, const char *path, GError **error);

/* A file that a document was made from. */
typedef struct {
    const char *
        kind; /* “source”, “layout”, “picture”, “advertisement”, “profile”, “lock”, “data”, “face” */
    char *path; /* absolute; of a face, what comes behind “#” is its number in the file */
    char *sum;  /* SHA-256 of a text as it was read, in hex; NULL: only its file can tell */
    bool lends; /* a face: it is behind none of the aliases, and only lends characters */
} BxInput;

/* Everything the document was made from, each once, in order of kinds and paths; owned (GPtrArray of
 * BxInput). Faces only once it is composed: those of what stands on its pages. */
GPtrArray *bx_document_inputs(const BxDocument *document);

/* What the composed stages made, as text for people and tests; owned by the caller. `stage` is one of
 * “plan”, “text”, “page”; NULL: no such stage, or not composed yet. */
char *bx_document_dump(const BxDocument *document, const char *stage);

/* Errors, warnings; with deny_warnings a warning counts as an error. */
int bx_document_n_errors(const BxDocument *document);
int bx_document_n_warnings(const BxDocument *document);
int bx_document_n_pages(const BxDocument *document);
/* Stories that were set for this document; the others are as the session had them. */
int bx_document_n_set_anew(const BxDocument *document);
const char *bx_document_title(const BxDocument *document);

typedef enum { BX_DIAGNOSTICS_TEXT, BX_DIAGNOSTICS_COLOUR, BX_DIAGNOSTICS_JSON } BxDiagnosticsForm;

/* All diagnostics in order of files and lines: blocks with the source line, or one JSON object a
 * line. Notes only where `with_notes`. Owned by the caller. */
char *bx_document_diagnostics(const BxDocument *document, BxDiagnosticsForm form, bool with_notes);

/* What a diagnostic's code means and what to do; “BX2104” or “2104”. Owned; NULL: no such code. */
char *bx_explain(const char *code);
/* Every code with its meaning, one a line; owned. */
char *bx_explain_all(void);

/* The faces that layouts ask for and what is installed, as a table; owned. `all_found` gets whether
 * each alias has a face. NULL with `error`. */
char *bx_fonts_table(const char *data_dir, bool *all_found, GError **error);

/* Writes the faces that issues are set in to a lock file (JSON): names, versions, SHA-256 of their files.
 * Issues (paths, NULL-terminated) are composed for it; none: all faces of the aliases. `file` NULL:
 * fonts.lock in the folder of the one issue. What is wrong with the issues goes to `diagnostics` (owned), the
 * number of errors to `n_errors`; the file is written all the same. The path of the file, owned; NULL with
 * `error`. */
char *bx_lock_fonts(const char *const *issues, const char *file, const char *data_dir,
                    char **diagnostics, int *n_errors, GError **error);

/* How `bx_set_lines` sets its text. */
typedef struct {
    double measure_em, indent_em, size_pt;
    const char *font; /* alias or family; NULL: song */
    bool vertical, strict, hang, kaiming, squeeze_stops;
    int looseness; /* wish for so many lines more than the best, or fewer */
    bool json;
} BxLinesOptions;

/* Sets UTF-8 text, as it stands, as one paragraph and describes its lines: as JSON, or as text.
 * Owned; NULL with `error`. Warnings go to `warnings` (owned) where not NULL. */
char *bx_set_lines(const char *text, const BxLinesOptions *options, const char *data_dir,
                   char **warnings, GError **error);

/* How `bx_count` counts. */
typedef struct {
    const char *layout; /* its columns; NULL: duikai-5x20 */
    bool json;
    const char *data_dir; /* NULL: found by bx_data_dir() */
} BxCountOptions;

/* Characters, lines and column-centimetres of articles (paths, NULL-terminated), each in one column
 * of a layout: as a table, or as JSON. Heads, pictures and captions are not counted in the lines.
 * Faults of the articles go to `diagnostics` (owned), their number to `n_errors`. Owned; NULL with
 * `error` where the fonts cannot be used. */
char *bx_count(const char *const *paths, const BxCountOptions *options, char **diagnostics,
               int *n_errors, GError **error);

/* How `bx_propose_layouts` plans. */
typedef struct {
    int page;         /* printed number; 0: the first page that lists its stories by rank */
    int alternatives; /* pages wanted; 0: one */
    BxDiagnosticsForm form;
    const char *data_dir; /* NULL: found by bx_data_dir() */
} BxPlanOptions;

/* Proposes pages for the stories of one page of an issue: one layout (YAML) after another, best first, each
 * in the order of `explanations`, where its score, its parts, its distance from the best possible page and
 * the reason for each place stand. NULL-terminated arrays, owned (g_strfreev). Faults of the issue, and
 * that no page can be made, go to `diagnostics` (owned), their number to `n_errors`. NULL with `error` where
 * the fonts cannot be used. */
char **bx_propose_layouts(const char *issue, const BxPlanOptions *options, char ***explanations,
                          char **diagnostics, int *n_errors, GError **error);

/* How `bx_lint` checks. Zero is a sensible default for every field. */
typedef struct {
    const char *const
        *lexicons;      /* files of the house lexicon, NULL-terminated; NULL: none but lexicon.yaml
                                    of each issue */
    bool fix;           /* mends in the files of the articles what needs no asking */
    bool deny_warnings; /* warnings are errors */
    BxDiagnosticsForm form;
    bool with_notes;
    const char *data_dir; /* NULL: found by bx_data_dir() */
} BxLintOptions;

/* What it found; both texts are owned (bx_lint_result_clear). */
typedef struct {
    char *diagnostics; /* what is left */
    char *fixes;       /* what was changed: lines, or JSON objects where the form is JSON */
    int n_errors, n_warnings, n_fixed;
} BxLintResult;

/* Checks the copy of articles and issues (paths, NULL-terminated) before it is set. With `fix`, files are
 * written whole or not at all. False with `error` where the program's data is not found or a file
 * cannot be written; what was found is in `result` all the same. */
bool bx_lint(const char *const *paths, const BxLintOptions *options, BxLintResult *result,
             GError **error);
void bx_lint_result_clear(BxLintResult *result);

/* How `bx_diff` reports. Zero is a sensible default for every field. */
typedef struct {
    const char *dir; /* gets diff.html and diff.json; NULL: no files */
    double ppi;      /* of the pictures; 0: 100 */
} BxDiffOptions;

/* What changed from one PDF to another, page by page: words, and of our own files by story, and the
 * picture of the difference. A few lines for people, owned; `is_same` tells whether nothing did. NULL with
 * `error` where a file cannot be read or written, or mutool is not installed, which reads the pages. */
char *bx_diff(const char *old_path, const char *new_path, const BxDiffOptions *options,
              bool *is_same, GError **error);

/* The folder with fonts/ and layouts/ that belongs to this program: $BANXIN_DATA, the source tree
 * beside a build folder, or share/banxin beside the program's bin. Owned; NULL with `error`. */
char *bx_data_dir(GError **error);

/* The cache of prepared pictures, which keeps to a size: $BANXIN_CACHE_MIB, else 2 GiB. `dir` NULL: the
 * user's. Its folder, pictures, size and use as lines, owned; NULL with `error`. */
char *bx_cache_table(const char *dir, GError **error);
/* Deletes all pictures of the cache. How many; −1 with `error`. */
int bx_cache_empty(const char *dir, GError **error);
/* The user's folder of it; owned. */
char *bx_cache_dir(void);

/* The folder of the message catalogues that belong to this program, for bindtextdomain("banxin", …); owned. The
 * library calls neither that nor setlocale(): a program that calls neither has its messages in English. */
char *bx_locale_dir(void);

const char *bx_version(void);
/* Path of one of the programs that belong to Banxin (banxin-picture); owned. */
char *bx_helper_path(const char *name);

G_END_DECLS
