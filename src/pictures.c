/* SPDX-License-Identifier: Apache-2.0 */
/* Pictures of a document, and advertisements that are PDFs: made ready for the press, once their places are known. */

#include "document.h"

/* PP-10. */
#define TARGET_PPI 200
#define LINE_ART_PPI 300 /* logos and drawn nameplates have edges to keep */
#define PICTURE_TIMEOUT_S 60

/* Of the first page; all pages have the same. NULL: there is no page. */
const BxPressSpec *
bx_document_press(const BxDocument *document)
{
    const GPtrArray *pages = document->issue->pages;
    return pages->len ? &((const BxPageSpec *)g_ptr_array_index(pages, 0))->layout->press : NULL;
}

static bool
is_sharpened(const BxPicture *picture, const BxPressSpec *press)
{
    switch (picture->sharpen) {
    case BX_SHARPEN_AS_LAYOUT:
        return press && press->sharpen;
    case BX_SHARPEN_YES:
        return true;
    case BX_SHARPEN_NO:
        return false;
    }
    g_assert_not_reached();
}

/* Pictures as the press prints them, or as a screen shows them. */
static bool
has_inks(const BxDocument *document)
{
    return document->options.profile == BX_PROFILE_PRESS || document->options.proof.simulate
           || document->is_preview;
}

static void
prepare_pictures(BxDocument *document, const BxPressSpec *press)
{
    BxMoment start = bx_trace_now(document->trace);
    int n = document->plan->n_pictures;
    g_autofree BxPictureJob *jobs = g_new0(BxPictureJob, MAX(1, n));
    for (int i = 0; i < n; i++) {
        const BxPicturePlace *place = &document->places[i];
        if (!place->picture)
            continue; /* it found no room; reported */
        jobs[i] = (BxPictureJob){.file = place->picture->file,
                                 .name = place->picture->path,
                                 .pos = place->picture->pos,
                                 .width_pt = place->rect.width,
                                 .height_pt = place->rect.height,
                                 .crop = place->picture->fit == BX_FIT_FILL,
                                 .part = place->picture->crop,
                                 .focus_x = place->picture->focus.x,
                                 .focus_y = place->picture->focus.y,
                                 .sharpen = is_sharpened(place->picture, press),
                                 .ppi = place->story < 0 ? LINE_ART_PPI : 0};
    }
    g_autofree char *program = bx_helper_path("banxin-picture");
    BxPictureSettings settings = {
        .program = program,
        .cache_dir = document->cache_dir,
        .profile = press ? press->profile : NULL,
        .ink_limit = press ? press->ink_limit : 0,
        .colour = has_inks(document) ? BX_PICTURE_CMYK : BX_PICTURE_RGB,
        .target_ppi = TARGET_PPI,
        .memo = document->own_session ? NULL : bx_session_pictures(document->session),
        .jobs = document->options.jobs > 0 ? document->options.jobs : (int)g_get_num_processors(),
        .timeout_s = PICTURE_TIMEOUT_S};
    if (settings.memo)
        bx_picture_memo_begin(settings.memo);
    document->pictures = bx_pictures_start(jobs, n, &settings);
    bx_pictures_finish(document->pictures, document->diags);
    bx_trace_end(document->trace, "pictures", NULL, start);
}

/* Every PDF advertisement, held to the rules at the size it is printed. */
static void
read_foreign(BxDocument *document, const BxPressSpec *press)
{
    BxMoment start = bx_trace_now(document->trace);
    BxPressStandard standard =
        document->options.standard == BX_STANDARD_X1A ? BX_PRESS_X1A : BX_PRESS_X4;
    g_clear_pointer(&document->foreign, g_ptr_array_unref);
    document->foreign = g_ptr_array_new_with_free_func((GDestroyNotify)bx_foreign_free);
    for (guint i = 0; i < document->plan->pages->len; i++) {
        const BxPagePlan *page = g_ptr_array_index(document->plan->pages, i);
        for (guint k = 0; k < page->ads->len; k++) {
            const BxAd *ad = g_array_index(page->ads, BxAdPlan, k).ad;
            const BxForeignJob job = {ad->file, ad->path, ad->pos, ad->page};
            if (ad->is_pdf)
                g_ptr_array_add(document->foreign,
                                ad->file ? bx_foreign_read(&job, standard, document->diags) : NULL);
        }
    }
    bx_foreign_check(document->pages, document->foreign, press ? press->ink_limit : 0,
                     document->diags);
    bx_trace_end(document->trace, "ads", NULL, start);
}

void
bx_document_prepare_pictures(BxDocument *document)
{
    const BxPressSpec *press = bx_document_press(document);
    prepare_pictures(document, press);
    read_foreign(document, press);
}
