/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "banxin/banxin.h"

/* A sample of the project as a PDF, in a folder that is gone again; what is said of it goes to `said` (owned) where
 * not NULL. Owned; the test fails where it cannot be made. */
GBytes *written_pdf(const char *sample, const BxOptions *options, char **said);
