/* SPDX-License-Identifier: Apache-2.0 */
/* Preflight: the table of rules, and the report as text. */

#include "press/preflight.h"

#include "base/columns.h"
#include "base/say.h"
#include "press/rules.h"

#include <string.h>

#define RULE_WRITTEN "PP-16"

/* clang-format off */
static const struct {
    const char *rule, *name;
    BxRule check; /* NULL: known later */
} rules[] = {
    {"PP-1", N_("standard"),          bx_rule_standard},   {"PP-2", N_("output intent"),     bx_rule_intent},
    {"PP-3", N_("boxes"),             bx_rule_boxes},      {"PP-4", N_("info and XMP"),      bx_rule_info},
    {"PP-5", N_("fonts"),             bx_rule_fonts},      {"PP-6", N_("black, overprint"),  bx_rule_black},
    {"PP-7", N_("inks"),              bx_rule_inks},       {"PP-8", N_("no RGB"),            bx_rule_no_rgb},
    {"PP-9", N_("total ink"),         bx_rule_total_ink},  {"PP-10", N_("pictures"),          bx_rule_pictures},
    {"PP-11", N_("small type, rules"), bx_rule_small},      {"PP-12", N_("nothing active"),    bx_rule_active},
    {"PP-13", N_("marks"),             bx_rule_marks},      {"PP-14", N_("navigation"),        bx_rule_navigation},
    {"PP-15", N_("repeatable"),        bx_rule_repeatable}, {RULE_WRITTEN, N_("written whole"), NULL},
    {"PP-17", N_("imposition"),        bx_rule_imposed},    {"PP-18", N_("content readable"),  bx_rule_readable},
};
/* clang-format on */

static void
verdict_clear(void *data)
{
    BxVerdict *verdict = data;
    g_free(verdict->fault);
    g_free(verdict->detail);
}

static BxPreflight *
preflight_new(GPtrArray *plates)
{
    BxPreflight *preflight = g_new0(BxPreflight, 1);
    preflight->verdicts = g_array_new(FALSE, FALSE, sizeof(BxVerdict));
    g_array_set_clear_func(preflight->verdicts, verdict_clear);
    preflight->pictures = g_array_new(FALSE, FALSE, sizeof(BxPreflightPicture));
    preflight->fonts = g_ptr_array_new_with_free_func(g_free);
    preflight->plates = plates ? g_ptr_array_ref(plates) : NULL;
    return preflight;
}

static void
judge(BxLooking *looking, size_t i, BxDiags *diags)
{
    BxVerdict verdict = {.rule = rules[i].rule, .name = rules[i].name};
    if (rules[i].check)
        verdict.fault = rules[i].check(looking, &verdict.detail);
    else
        verdict.detail = bx_say("no file asked for");
    if (verdict.fault)
        bx_diag(diags, BX_DIAG_PRESS_RULE, BX_NO_POS, "%s (%s): %s", verdict.rule,
                bx_word(verdict.name), verdict.fault);
    g_array_append_val(looking->preflight->verdicts, verdict);
}

BxPreflight *
bx_preflight_new(GBytes *bytes, const BxPressSettings *settings, GPtrArray *plates, BxDiags *diags,
                 GError **error)
{
    g_autoptr(BxPdf) pdf = bx_pdf_read(bytes, error);
    if (!pdf)
        return NULL;
    g_autoptr(BxPreflight) preflight = preflight_new(plates);
    BxLooking looking = {.pdf = pdf, .settings = settings, .preflight = preflight};
    for (int i = 0; i < bx_pdf_n_pages(pdf); i++)
        bx_survey_page(pdf, i, &looking.survey);
    for (size_t i = 0; i < G_N_ELEMENTS(rules); i++)
        judge(&looking, i, diags);
    bx_survey_clear(&looking.survey);
    return bx_pdf_check(pdf, error) ? g_steal_pointer(&preflight) : NULL;
}

void
bx_preflight_free(BxPreflight *preflight)
{
    if (!preflight)
        return;
    g_array_free(preflight->verdicts, TRUE);
    g_array_free(preflight->pictures, TRUE);
    g_ptr_array_unref(preflight->fonts);
    g_clear_pointer(&preflight->plates, g_ptr_array_unref);
    g_free(preflight->condition);
    g_free(preflight);
}

void
bx_preflight_note_written(BxPreflight *preflight, bool is_written)
{
    for (guint i = 0; i < preflight->verdicts->len; i++) {
        BxVerdict *verdict = &g_array_index(preflight->verdicts, BxVerdict, i);
        if (strcmp(verdict->rule, RULE_WRITTEN) != 0)
            continue;
        verdict_clear(verdict);
        verdict->detail = is_written ? bx_say("to a temporary name, synced, renamed") : NULL;
        verdict->fault = is_written ? NULL : bx_say("the file could not be written");
    }
}

static void
append_verdict(GString *out, const BxVerdict *verdict)
{
    const char *said = verdict->fault ? verdict->fault : verdict->detail;
    g_autofree char *words = bx_said_local(said ? said : "");
    g_string_append_printf(out, "%-6s ", verdict->rule);
    bx_append_left(out, _(verdict->name), 18);
    g_string_append_c(out, ' ');
    bx_append_left(out, verdict->fault ? _("FAULT") : _("holds"), 5);
    g_string_append_printf(out, " %s\n", words);
}

static void
append_plates(GString *out, const BxPreflight *preflight)
{
    for (guint i = 0; preflight->plates && i < preflight->plates->len; i++) {
        const BxPlates *page = g_ptr_array_index(preflight->plates, i);
        g_string_append_printf(out, _("plates of page %d:"), page->page);
        for (guint k = 0; k < page->plates->len; k++) {
            const BxPlate *plate = &g_array_index(page->plates, BxPlate, k);
            g_string_append_printf(out, " %s %.1f %%,", plate->name, plate->coverage);
        }
        g_string_append_printf(out, _(" at most %.0f %% in all\n"), page->ink_max);
    }
}

char *
bx_preflight_text(const BxPreflight *preflight)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < preflight->verdicts->len; i++) {
        append_verdict(out, &g_array_index(preflight->verdicts, BxVerdict, i));
    }
    append_plates(out, preflight);
    for (guint i = 0; i < preflight->pictures->len; i++) {
        const BxPreflightPicture *picture =
            &g_array_index(preflight->pictures, BxPreflightPicture, i);
        g_string_append_printf(out, _("picture on page %d: %d × %d pixels, %.0f ppi, %s for %s\n"),
                               picture->page, picture->width, picture->height, picture->ppi,
                               picture->channels == 4 ? "CMYK" : _("grey"),
                               preflight->condition ? preflight->condition : _("no condition"));
    }
    for (guint i = 0; i < preflight->fonts->len; i++)
        g_string_append_printf(out, _("face: %s\n"),
                               (const char *)g_ptr_array_index(preflight->fonts, i));
    return g_string_free(out, FALSE);
}
