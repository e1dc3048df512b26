/* SPDX-License-Identifier: Apache-2.0 */
/* Rules of what is printed: inks, overprint, total ink, pictures, small type, marks. */

#include "press/rules.h"

#include "base/say.h"
#include "base/units.h"

#include <math.h>
#include <string.h>

#define PPI_LEAST 100   /* PP-10 */
#define PPI_MOST 305    /* 300, and what whole pixels round to */
#define PLATE_SLACK 1.0 /* %: plates are counted in bytes, half a step a plate */
#define INK_SLACK 0.05  /* %: four decimals in the content */
#define OBJECTS_DEEP 16

char *
bx_rule_black(BxLooking *looking, char **detail)
{
    const BxSurvey *survey = &looking->survey;
    *detail = bx_say("%d of %d texts in black alone", survey->n_black, survey->n_text);
    return g_strdup(survey->knocked ? survey->knocked : survey->white);
}

char *
bx_rule_inks(BxLooking *looking, char **detail)
{
    const GPtrArray *spots = looking->survey.spots;
    GString *names = g_string_new("C, M, Y, K");
    for (guint i = 0; spots && i < spots->len; i++)
        g_string_append_printf(names, ", %s", (const char *)g_ptr_array_index(spots, i));
    *detail = g_string_free(names, FALSE);
    return g_strdup(looking->survey.alternate);
}

/* ---- PP-8 ---- */

/* Whether an object, or what stands in it directly, is a name of RGB. What it refers to is looked at
 * under its own number. */
static bool
holds_rgb(BxPdf *pdf, BxObj obj, int deep)
{
    switch (bx_obj_kind(pdf, obj)) {
    case BX_OBJ_NAME:
        return bx_obj_is_name(pdf, obj, "/DeviceRGB") || bx_obj_is_name(pdf, obj, "/CalRGB");
    case BX_OBJ_ARRAY:
        for (int i = 0; deep < OBJECTS_DEEP && i < bx_obj_count(pdf, obj); i++) {
            BxObj item = bx_obj_item(pdf, obj, i);
            if (bx_obj_id(pdf, item) == 0 && holds_rgb(pdf, item, deep + 1))
                return true;
        }
        return false;
    case BX_OBJ_DICT:
    case BX_OBJ_STREAM: {
        g_auto(GStrv) keys = bx_obj_keys(pdf, obj);
        for (char **key = keys; deep < OBJECTS_DEEP && *key; key++) {
            BxObj value = bx_obj_key(pdf, obj, *key);
            if (bx_obj_id(pdf, value) == 0 && holds_rgb(pdf, value, deep + 1))
                return true;
        }
        return false;
    }
    case BX_OBJ_NONE:
    case BX_OBJ_BOOL:
    case BX_OBJ_NUMBER:
    case BX_OBJ_STRING:
        return false;
    }
    g_assert_not_reached();
}

char *
bx_rule_no_rgb(BxLooking *looking, char **detail)
{
    int n = bx_pdf_max_id(looking->pdf);
    *detail = bx_say("%d objects", n);
    for (int id = 1; id <= n; id++)
        if (holds_rgb(looking->pdf, bx_pdf_object(looking->pdf, id), 0))
            return bx_say("object %d names RGB", id);
    return g_strdup(looking->survey.rgb);
}

/* ---- PP-9, PP-10 ---- */

static char *
fault_of_plates(const BxPlates *page, double limit)
{
    if (page->ink_max <= limit + PLATE_SLACK)
        return NULL;
    double x = page->x / BX_PT_PER_MM, y = page->y / BX_PT_PER_MM;
    if (!page->over)
        return bx_say("page %d, %.0f × %.0f mm: %.0f %% of ink, over %.0f %%", page->page, x, y,
                      page->ink_max, limit);
    return bx_say("page %d, %.0f × %.0f mm: “%s” in black over other inks makes %.0f %%, "
                  "over %.0f %%; make the ground lighter",
                  page->page, x, y, bx_word(page->over), page->ink_max, limit);
}

char *
bx_rule_total_ink(BxLooking *looking, char **detail)
{
    double limit = looking->settings->ink_limit > 0 ? looking->settings->ink_limit : BX_INK_LIMIT;
    double most = looking->survey.ink_max;
    if (most > limit + INK_SLACK)
        return bx_say("an ink of %.0f %%, over %.0f %%", most, limit);
    const GPtrArray *plates = looking->preflight->plates;
    for (guint i = 0; plates && i < plates->len; i++) {
        char *fault = fault_of_plates(g_ptr_array_index(plates, i), limit);
        if (fault)
            return fault;
        most = MAX(most, ((const BxPlates *)g_ptr_array_index(plates, i))->ink_max);
    }
    *detail = bx_say("at most %.0f %% of %.0f %%", most, limit);
    return NULL;
}

char *
bx_rule_pictures(BxLooking *looking, char **detail)
{
    const GArray *pictures = looking->survey.pictures;
    double least = INFINITY;
    for (guint i = 0; pictures && i < pictures->len; i++) {
        const BxPreflightPicture *picture = &g_array_index(pictures, BxPreflightPicture, i);
        least = MIN(least, picture->ppi);
        g_array_append_val(looking->preflight->pictures, *picture);
    }
    for (guint i = 0; pictures && i < pictures->len; i++) {
        const BxPreflightPicture *picture = &g_array_index(pictures, BxPreflightPicture, i);
        if (picture->ppi < PPI_LEAST || (picture->ppi > PPI_MOST && !picture->is_foreign))
            return bx_say("a picture of %.0f ppi on page %d", picture->ppi, picture->page);
    }
    if (isfinite(least))
        *detail = bx_say(pictures->len == 1 ? N_("%u picture, %.0f ppi and more")
                                            : N_("%u pictures, %.0f ppi and more"),
                         pictures->len, least);
    return NULL;
}

/* ---- PP-11, PP-13, PP-18 ---- */

char *
bx_rule_small(BxLooking *looking, char **detail)
{
    (void)detail;
    return g_strdup(looking->survey.small ? looking->survey.small : looking->survey.hairline);
}

char *
bx_rule_marks(BxLooking *looking, char **detail)
{
    const BxSurvey *survey = &looking->survey;
    bool are_wanted = looking->settings->marks;
    *detail =
        are_wanted ? bx_say("%d in registration ink", survey->n_marks) : bx_say("not asked for");
    if (survey->registration)
        return g_strdup(survey->registration);
    if (are_wanted != (survey->n_marks > 0))
        return bx_say(are_wanted ? N_("there are none")
                                 : N_("there are marks that nobody asked for"));
    return NULL;
}

char *
bx_rule_readable(BxLooking *looking, char **detail)
{
    (void)detail;
    return g_strdup(looking->survey.broken);
}
