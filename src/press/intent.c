/* SPDX-License-Identifier: Apache-2.0 */
/* Intent: the printing condition that the inks are meant for, with its profile in the file (PP-2). */

#include "press/steps.h"

#include "base/error.h"
#include "base/say.h"

#include <lcms2.h>

#define REGISTRY "http://www.color.org"
#define UNNAMED "Custom" /* what ISO 15930 writes for a condition that only its profile describes */

/* What makes the profile unusable; NULL: nothing. `name` gets its description, owned. */
static const char *
profile_fault(GBytes *bytes, BxPressStandard standard, char **name)
{
    gsize size;
    const void *data = g_bytes_get_data(bytes, &size);
    cmsHPROFILE profile =
        size <= G_MAXUINT32 ? cmsOpenProfileFromMem(data, (cmsUInt32Number)size) : NULL;
    if (!profile)
        return N_("it is no ICC profile");
    char description[256] = "";
    cmsGetProfileInfoASCII(profile, cmsInfoDescription, "en", "US", description,
                           sizeof description);
    *name = g_utf8_make_valid(description, -1);
    const char *fault = NULL;
    if (cmsGetDeviceClass(profile) != cmsSigOutputClass)
        fault = N_("its class is not prtr (printer)");
    else if (cmsGetColorSpace(profile) != cmsSigCmykData)
        fault = N_("its colours are not CMYK");
    else if (standard == BX_PRESS_X1A && cmsGetEncodedICCversion(profile) >= 0x04000000)
        fault = N_("PDF/X-1a takes ICC profiles of version 2 only");
    cmsCloseProfile(profile);
    return fault;
}

static bool
load_profile(BxPressing *pressing, char **name, GError **error)
{
    const char *path = pressing->settings->profile;
    char *data = NULL;
    gsize size = 0;
    g_autoptr(GError) own = NULL;
    if (!path || !g_file_get_contents(path, &data, &size, &own)) {
        g_set_error(error, BX_ERROR, BX_ERROR_IO, _("the output profile cannot be read: %s"),
                    own ? own->message : _("none is named"));
        return false;
    }
    pressing->profile = g_bytes_new_take(data, size);
    const char *fault = profile_fault(pressing->profile, pressing->settings->standard, name);
    if (!fault)
        return true;
    g_autofree char *base = g_path_get_basename(path);
    bx_diag(pressing->diags, BX_DIAG_PROFILE_UNUSABLE, BX_NO_POS,
            "the output profile “%s” cannot be used: %s", base, bx_word(fault));
    g_set_error(error, BX_ERROR, BX_ERROR_PDF, _("no usable output profile"));
    return false;
}

bool
bx_press_intent(BxPressing *pressing, GError **error)
{
    BxPdf *pdf = pressing->pdf;
    g_autofree char *name = NULL;
    if (!load_profile(pressing, &name, error))
        return false;
    gsize size;
    const char *data = g_bytes_get_data(pressing->profile, &size);
    const char *condition = pressing->settings->condition;
    BxObj profile = bx_pdf_new_stream(pdf, data, size);
    bx_obj_set(pdf, profile, "/N", bx_pdf_new_number(pdf, 4));
    BxObj intent = bx_pdf_parse(pdf, "<< /Type /OutputIntent /S /GTS_PDFX >>");
    bx_obj_set(pdf, intent, "/OutputConditionIdentifier",
               bx_pdf_new_text(pdf, condition ? condition : UNNAMED));
    bx_obj_set(pdf, intent, "/OutputCondition", bx_pdf_new_text(pdf, name));
    bx_obj_set(pdf, intent, "/Info", bx_pdf_new_text(pdf, name));
    if (pressing->settings->is_registered)
        bx_obj_set(pdf, intent, "/RegistryName", bx_pdf_new_text(pdf, REGISTRY));
    bx_obj_set(pdf, intent, "/DestOutputProfile", profile);
    BxObj intents = bx_pdf_parse(pdf, "[ ]");
    bx_obj_append(pdf, intents, bx_pdf_indirect(pdf, intent));
    bx_obj_set(pdf, bx_pdf_root(pdf), "/OutputIntents", intents);
    return bx_pdf_check(pdf, error);
}
