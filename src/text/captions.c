/* SPDX-License-Identifier: Apache-2.0 */
/* Captions and credits of pictures (EL-4). */

#include "text/composing.h"

void
bx_compose_captions(BxComposing *composing)
{
    for (guint p = 0; p < composing->story_plan->parts->len; p++) {
        const BxPart *part = bx_composing_part(composing, (int)p);
        const BxPagePlan *page = bx_composing_page(composing, (int)p);
        for (guint i = 0; i < part->pictures->len; i++) {
            const BxPicturePlan *picture = g_ptr_array_index(part->pictures, i);
            const BxText *texts[2] = {picture->picture->caption, picture->picture->credit};
            const BxStyle *styles[2] = {page->layout->caption, page->layout->picture_credit};
            const BxRole roles[2] = {BX_ROLE_CAPTION, BX_ROLE_PICTURE_CREDIT};
            for (int k = 0; k < 2; k++) {
                if (!texts[k])
                    continue;
                const BxStyle *style = styles[k];
                BxSetText *set =
                    bx_composed_add(composing->composed, roles[k], style, texts[k], (int)p);
                set->picture = (int)i;
                set->size = bx_length_pt(style->size, page->em, page->pitch);
                set->pitch = bx_pitch_of(style, set->size, page->pitch);
                BxSetting setting = bx_setting_of(style, set->size, page->pitch);
                setting.indent = 0;
                setting.min_measure = picture->width;
                const BxIssue *issue = composing->plan->issue;
                BxPrepareKind kind = k == 0 ? BX_PREPARE_BODY : BX_PREPARE_HEAD; /* 某某 摄 */
                BxPreparing preparing = {.kind = issue->convert ? kind : BX_PREPARE_ASIS,
                                         .unconverted = issue->unconverted};
                g_autoptr(BxParagraph) paragraph = bx_paragraph_new(
                    texts[k], &preparing, &setting, composing->fonts, composing->diags);
                BxMeasures measures = {&picture->width, 1};
                set->lines = bx_paragraph_set(paragraph, &measures, 0, composing->diags);
            }
        }
    }
}
