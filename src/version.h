/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Versions of a page: the same for the same places, glyphs, faces and pictures. No part of the public API. */

#include "page/page.h"
#include "picture/picture.h"

/* Of what the page will print: a SHA-256 in hex, owned. */
char *bx_page_version(const BxPage *page, const BxPictures *pictures);
