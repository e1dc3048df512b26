/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Pages for the tests of press, painted with Cairo as paint does: keys for inks, JPEG as it is. */

#include "press/press.h"

#include <cairo.h>
#include <glib.h>

/* What a test may paint on a page besides the usual, in points of the trim; NULL: nothing. */
typedef void (*SampleExtra)(cairo_t *cr, BxKeys *keys);

typedef struct {
    int n_pages;
    double margin;
    bool old_version; /* Cairo writes PDF 1.4 */
    bool slug;        /* a line of registration ink above the trim */
    SampleExtra extra;
} SampleOptions;

typedef struct {
    GBytes *painted;
    GPtrArray *pages; /* BxPage */
    BxKeys *keys;
} Sample;

#define SAMPLE_WIDTH 300.0
#define SAMPLE_HEIGHT 400.0
#define SAMPLE_BLEED (3 * 72 / 25.4)
#define SAMPLE_TITLE "版心 & 对样 <一>"
#define SAMPLE_DATE "2024-12-05T08:30:00+08:00"
#define SAMPLE_SPOT "PANTONE 186 C"

Sample *sample_new(const SampleOptions *options);
void sample_free(Sample *sample);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sample, sample_free)

/* Settings that fit the sample; the profile is found from G_TEST_SRCDIR. */
BxPressSettings sample_settings(BxPressStandard standard, double margin);
void sample_set_ink(cairo_t *cr, BxKeys *keys, const BxInk *ink);
void sample_text(cairo_t *cr, const char *text, const char *font, double x, double y);
