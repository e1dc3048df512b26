/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Export: an e-edition as a folder of files. No part of the public API. */

#include "proofs.h"
#include "report/edition/edition.h"

/* Draws the pages and writes everything into `dir`, whole or not at all: a folder beside it is filled and takes its name.
 * A folder of that name is replaced where it holds nothing but files of an edition.
 *
 * proofs  sheets of the edition's pages, in the same order, without anything drawn on them
 * ppi     of the pages' pictures
 *
 * False with `error`; what was there is as it was. */
bool bx_export_html(const BxProofs *proofs, BxEdition *edition, const char *dir, double ppi,
                    GError **error);
