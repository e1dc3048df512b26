/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Errors of the world (an unreadable file, a full disk, a library that refuses), as GError. */

#include <glib.h>

typedef enum {
    BX_ERROR_IO,      /* a file or folder */
    BX_ERROR_FONT,    /* fontconfig or a face */
    BX_ERROR_PDF,     /* Cairo or the PDF library */
    BX_ERROR_PICTURE, /* the picture program */
    BX_ERROR_LIMIT,   /* a documented limit was passed */
} BxErrorCode;

#define BX_ERROR (bx_error_quark())
GQuark bx_error_quark(void);
