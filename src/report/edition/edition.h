/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Edition: the e-edition (数字报) of an issue: pages as pictures with a hot area for each story, stories as HTML, the
 * same as JSON. Texts are as they were set; nothing of the sources goes out that is not escaped. */

#include "page/build.h"
#include "picture/picture.h"

typedef struct {
    double x, y; /* points of the page */
} BxPoint;

/* What of a page belongs to a story. */
typedef struct {
    int story;           /* index into issue->stories */
    GPtrArray *polygons; /* GArray of BxPoint, corners; owned */
    BxRect frame;        /* round all of it */
} BxHotArea;

typedef struct {
    const BxPage *page;
    GArray *areas;                 /* BxHotArea, from the top of the page, then from the left */
    int width, height;             /* pixels of its picture … */
    int small_width, small_height; /* … and of the small one */
} BxEditionPage;

typedef struct {
    const BxPlan *plan;
    const BxPicturePlace *places;
    const BxPictures *pictures;
    GPtrArray *pages; /* BxEditionPage, in order of the issue */
    GArray *stories;  /* int: stories on these pages, in order of reading */
} BxEdition;

/* wanted: BxPage, of the plan. Borrows from all. Owned. */
BxEdition *bx_edition_new(const BxPlan *plan, const GPtrArray *wanted, const BxPicturePlace *places,
                          const BxPictures *pictures);
void bx_edition_free(BxEdition *edition); /* NULL is taken */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxEdition, bx_edition_free)

/* Outlines of rectangles that touch along their edges: polygons with corners at right angles, holes too. GPtrArray of
 * GArray of BxPoint, owned. */
GPtrArray *bx_outline_of(const GArray *rects);

/* Names of files in the edition's folder; owned. */
char *bx_edition_page_file(const BxEditionPage *page);
char *bx_edition_picture_of_page(const BxEditionPage *page, bool is_small);
char *bx_edition_story_file(int story);
char *bx_edition_picture_file(int picture);
/* A name that one of these, or the index, the style or the map may have. */
bool bx_edition_knows_file(const char *name);

/* Texts of files; owned. */
char *bx_edition_index_html(const BxEdition *edition);
char *bx_edition_page_html(const BxEdition *edition, guint index);
char *bx_edition_story_html(const BxEdition *edition, guint index);
char *bx_edition_map_json(const BxEdition *edition);
char *bx_edition_style(void);

/* Indices of the pictures that the story shows and that could be prepared, in order; GArray of int, owned. */
GArray *bx_edition_pictures(const BxEdition *edition, int story);
