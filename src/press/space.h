/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Colour spaces: whether they come down to inks. */

#include "press/pdf.h"

/* What of a colour space is no ink, “RGB” …, that of its alternate or base included; NULL: all of it is.
 * A name that is no family of PDF's stands for an entry of the resources and is not looked at. */
const char *bx_space_fault(BxPdf *pdf, BxObj space);
