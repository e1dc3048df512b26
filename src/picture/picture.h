/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Pictures: from a file of any kind to JPEG bytes in press colours, ready to place.
 * The work is done by a child process (banxin-picture), so that a broken or hostile picture costs
 * that picture alone; results are kept in a cache by content. */

#include "base/diag.h"
#include "base/units.h"
#include "load/crop.h"

#include <stdbool.h>

/* One picture to prepare. */
typedef struct {
    const char *file; /* where to open it; NULL: nothing to prepare, the result stays empty */
    const char *name; /* as shown to people */
    BxPos pos;        /* where the article asks for it */
    double width_pt, height_pt; /* placed size */
    bool crop;               /* fill the size and crop; else the size already has its proportions */
    BxCrop part;             /* of the source, upright; width 0: all of it */
    double focus_x, focus_y; /* 0 … 1 of the source, kept when cropping */
    bool sharpen;            /* a little, for newsprint */
    double ppi;              /* most to be stored, 300 at most; 0: the settings' target */
} BxPictureJob;

typedef enum { BX_PICTURE_CMYK, BX_PICTURE_RGB } BxPictureColour; /* press; screen proofs */

/* What is kept of pictures in memory, from one document to the next. */
typedef struct BxPictureMemo BxPictureMemo;
BxPictureMemo *bx_picture_memo_new(void);
void bx_picture_memo_free(BxPictureMemo *memo); /* NULL is taken */
/* Before each document: what the last ones had no use for is forgotten. */
void bx_picture_memo_begin(BxPictureMemo *memo);

typedef struct {
    const char *program;   /* path of banxin-picture */
    const char *cache_dir; /* NULL: no cache; nothing is ever written elsewhere */
    const char *profile;   /* CMYK output profile file; may be NULL for BX_PICTURE_RGB */
    BxPictureColour colour;
    double target_ppi;   /* 200 (PP-10); never stored above 300 */
    int jobs;            /* children at once, >= 1 */
    int timeout_s;       /* for one picture, >= 1 */
    double ink_limit;    /* %, all inks at one point (PP-9); 0: 240 */
    BxPictureMemo *memo; /* outlives the pictures; NULL: nothing is kept in memory */
} BxPictureSettings;

/* What a square of BX_INK_BLOCK pixels of the JPEG prints, 255 for full ink. */
#define BX_INK_BLOCK 8
typedef struct {
    guint8 mean[4];     /* of C, M, Y, K */
    guint8 most_colour; /* a third of C + M + Y, rounded up, at the pixel where that is most */
} BxInkBlock;

typedef struct {
    GBytes *jpeg;         /* owned; NULL: could not be made (a diagnostic was given) */
    int width, height;    /* pixels of the JPEG */
    int channels;         /* 1 grey (prints in K), 3 RGB, 4 CMYK (255 is full ink, no Decode) */
    GBytes *inks;         /* owned; BxInkBlock, row after row of the JPEG; NULL: RGB */
    double ink_max;       /* %, of the pixel with the most ink */
    double source_ppi;    /* effective resolution of the source at the placed size */
    char *source_profile; /* description of the source's profile, or “sRGB (assumed)” … */
    bool from_cache;
    char *
        key; /* of all that it was made from: equal keys, equal JPEGs; owned. NULL: there is no JPEG */
} BxPictureResult;

/* The resolution to be stored at most. */
double bx_picture_ppi(const BxPictureJob *job, const BxPictureSettings *settings);

typedef struct BxPictures BxPictures;

/* Starts the children; returns at once, text can be composed meanwhile. Jobs that come to the same
 * bytes are run once.
 * jobs: BxPictureJob, n of them; copied with their strings. Never NULL. */
BxPictures *bx_pictures_start(const BxPictureJob *jobs, int n, const BxPictureSettings *settings);
/* Waits for all and gives the diagnostics (PICTURE_…), in order of the jobs, whatever the order
 * of finishing. May be called once. */
void bx_pictures_finish(BxPictures *pictures, BxDiags *diags);
/* The result of job `index`; borrowed; after finish only. */
const BxPictureResult *bx_pictures_lookup(const BxPictures *pictures, int index);
int bx_pictures_count(const BxPictures *pictures);
/* Ends the children that still run. */
void bx_pictures_free(BxPictures *pictures);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxPictures, bx_pictures_free)
