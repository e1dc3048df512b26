/* SPDX-License-Identifier: Apache-2.0 */
/* Images: what pictures of Cairo's need before they are printed, and equal ones stored once. */

#include "press/steps.h"

#include "base/say.h"

#include <string.h>

/* Whether a JPEG has Adobe's marker, with which its CMYK is stored inverted. */
static bool
has_adobe_marker(GBytes *jpeg)
{
    gsize size;
    const unsigned char *data = g_bytes_get_data(jpeg, &size);
    for (gsize at = 2; at + 16 < size && data[at] == 0xFF && data[at + 1] != 0xDA;
         at += 2 + (gsize)(data[at + 2] << 8 | data[at + 3]))
        if (data[at + 1] == 0xEE && memcmp(data + at + 4, "Adobe", 5) == 0)
            return true;
    return false;
}

/* Cairo 1.16 leaves out the /Decode that inverted CMYK needs. */
static void
mend_decode(BxPdf *pdf, BxObj image)
{
    if (!bx_obj_is_name(pdf, bx_obj_key(pdf, image, "/Filter"), "/DCTDecode")
        || bx_obj_has(pdf, image, "/Decode"))
        return;
    g_autoptr(GBytes) jpeg = bx_obj_raw_data(pdf, image);
    if (jpeg && has_adobe_marker(jpeg))
        bx_obj_set(pdf, image, "/Decode", bx_pdf_parse(pdf, "[1 0 1 0 1 0 1 0]"));
}

char *
bx_press_mend_image(BxPdf *pdf, BxObj image)
{
    BxObj space = bx_obj_key(pdf, image, "/ColorSpace"), mask = bx_obj_key(pdf, image, "/SMask");
    bool is_mask = bx_obj_is_true(pdf, bx_obj_key(pdf, image, "/ImageMask"));
    bool is_cmyk = bx_obj_is_name(pdf, space, "/DeviceCMYK");
    bx_obj_remove(pdf, image, "/Interpolate"); /* how pixels are printed is for the RIP */
    if (is_cmyk)
        mend_decode(pdf, image);
    else if (!is_mask && !bx_obj_is_name(pdf, space, "/DeviceGray"))
        return bx_say("a picture of %.0f × %.0f pixels is neither grey nor CMYK",
                      bx_obj_number(pdf, bx_obj_key(pdf, image, "/Width")),
                      bx_obj_number(pdf, bx_obj_key(pdf, image, "/Height")));
    if (mask && !bx_obj_is_name(pdf, bx_obj_key(pdf, mask, "/ColorSpace"), "/DeviceGray"))
        return bx_say("the soft mask of a picture is not grey");
    return NULL;
}

/* Pictures of the same bytes: whatever else their dictionaries say comes from those bytes, but for a
 * soft mask. */
BxObj
bx_press_share_image(BxPdf *pdf, GHashTable *seen, BxObj image)
{
    if (bx_obj_id(pdf, image) == 0 || bx_obj_has(pdf, image, "/SMask")
        || !bx_obj_is_name(pdf, bx_obj_key(pdf, image, "/Filter"), "/DCTDecode"))
        return image;
    GBytes *data = bx_obj_raw_data(pdf, image);
    if (!data)
        return image;
    gpointer first = g_hash_table_lookup(seen, data);
    if (first) {
        g_bytes_unref(data);
        return GPOINTER_TO_UINT(first);
    }
    g_hash_table_insert(seen, data, GUINT_TO_POINTER(image));
    return image;
}
