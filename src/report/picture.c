/* SPDX-License-Identifier: Apache-2.0 */
#include "report/story.h"

/* NULL: it is no story's but furniture, or an advertisement. */
static const char *
story_id(const BxReportInput *input, int story)
{
    const GPtrArray *stories = input->plan->issue->stories;
    return story < 0 ? NULL : ((const BxStory *)g_ptr_array_index(stories, story))->id;
}

/* Where a file asks for it. */
static void
add_reference(JsonBuilder *json, const BxPos *pos)
{
    if (!pos->source)
        return;
    json_builder_set_member_name(json, "asked_for");
    json_builder_begin_object(json);
    bx_json_pos(json, pos);
    json_builder_end_object(json);
}

/* Where a length that is kept of a whole begins, both shares; the focus is kept in its middle where it can be. */
static double
start_of(double kept, double focus)
{
    return CLAMP(focus - kept / 2, 0, 1 - kept);
}

/* What shows of the picture, as shares of its file's picture, upright. */
static void
add_crop(JsonBuilder *json, const BxPicturePlace *place)
{
    const BxPicture *picture = place->picture;
    BxCrop part = picture->crop.width > 0 ? picture->crop : BX_CROP_WHOLE;
    double across = place->rect.width / picture->width;
    double down = place->rect.height / picture->height;
    bool fills = picture->fit == BX_FIT_FILL;
    double kept_x = fills ? across / MAX(across, down) : 1;
    double kept_y = fills ? down / MAX(across, down) : 1;
    BxRect shown = {
        part.left + part.width * start_of(kept_x, (picture->focus.x - part.left) / part.width),
        part.top + part.height * start_of(kept_y, (picture->focus.y - part.top) / part.height),
        part.width * kept_x, part.height * kept_y};
    bx_json_rect(json, "crop", &shown);
}

void
bx_json_picture(JsonBuilder *json, const BxReportInput *input, int index)
{
    const BxPicturePlace *place = &input->places[index];
    if (!place->picture)
        return;
    json_builder_begin_object(json);
    bx_json_string(json, "file", place->picture->path);
    bx_json_string(json, "story", story_id(input, place->story));
    add_reference(json, &place->picture->pos);
    bx_json_int(json, "page",
                ((const BxPage *)g_ptr_array_index(input->pages, place->page))->number);
    bx_json_rect(json, "frame", &place->rect);
    bx_json_int(json, "source_width", place->picture->width);
    bx_json_int(json, "source_height", place->picture->height);
    if (place->picture->width > 0 && place->picture->height > 0)
        add_crop(json, place);
    const BxPictureResult *result =
        input->pictures ? bx_pictures_lookup(input->pictures, index) : NULL;
    if (result && result->jpeg) {
        bx_json_number(json, "source_ppi", result->source_ppi);
        bx_json_int(json, "width", result->width);
        bx_json_int(json, "height", result->height);
        bx_json_int(json, "channels", result->channels);
        bx_json_string(json, "source_profile", result->source_profile);
    }
    json_builder_end_object(json);
}

void
bx_json_ads(JsonBuilder *json, const BxPagePlan *page)
{
    for (guint i = 0; i < page->ads->len; i++) {
        const BxAdPlan *plan = &g_array_index(page->ads, BxAdPlan, i);
        json_builder_begin_object(json);
        bx_json_string(json, "file", plan->ad->path);
        bx_json_string(json, "kind", plan->ad->is_pdf ? "pdf" : "picture");
        if (plan->ad->is_pdf)
            bx_json_int(json, "file_page", plan->ad->page);
        bx_json_int(json, "page", page->number);
        bx_json_string(json, "place", plan->ad->slot->name);
        bx_json_rect(json, "frame", &plan->rect);
        json_builder_end_object(json);
    }
}
