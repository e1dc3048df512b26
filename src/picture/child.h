/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Child: one run of banxin-picture, from an open file to the bytes of its answer. */

#include "picture/picture.h"

/* How the child ended. */
typedef enum { BX_CHILD_DONE, BX_CHILD_BROKEN, BX_CHILD_LIMIT, BX_CHILD_SETUP } BxChildEnd;

/* Runs the program on the file behind `fd` (read from its start) and waits for it.
 *
 * cancelled  looked at now and then; once it is not 0 the child is killed
 * answer     gets the bytes of answer.h, owned, where all went well; else NULL
 * why        gets one line for people, owned, where not; else NULL
 *
 * A child that takes longer than settings->timeout_s, or dies of a limit, ends as BX_CHILD_LIMIT. */
BxChildEnd bx_child_run(const BxPictureJob *job, const BxPictureSettings *settings, int fd,
                        const int *cancelled, GBytes **answer, char **why);
