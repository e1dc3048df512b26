/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Result: from the bytes of an answer (answer.h) to BxPictureResult. */

#include "picture/picture.h"

/* Fills an empty result; its JPEG shares the bytes of the answer. False, and nothing changed,
 * where the answer is not whole. */
bool bx_result_parse(BxPictureResult *result, GBytes *answer);
/* A second owner of the same JPEG. */
BxPictureResult bx_result_copy(const BxPictureResult *result);
void bx_result_clear(BxPictureResult *result);
