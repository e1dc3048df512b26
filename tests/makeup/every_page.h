/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Every page of straight cuts, tried one by one: what the search is held to. It shares nothing with it but the ways
 * of single stories, and takes what neighbours cost from where they stand. */

#include "makeup/leaf.h"
#include "makeup/search.h"

/* The least cost of any page, in tenths; BX_TENTHS_NONE: there is none. Sets *n_pages to how many were tried;
 * more than `most` pages or parts of pages are not, and *n_pages is −1 then. */
BxTenths every_page_least(const BxSearchAsk *ask, long most, long *n_pages);
