/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The sieve: of the elements of one rectangle and set, those that could be part of the best page. */

#include "makeup/element.h"

/* Elements by number: start … start + count − 1, cheapest first. */
typedef struct {
    int start, count;
} BxElementList;

/* Those whose head reaches the upper right corner, and can only stand beside a few others there, are kept
 * apart from those that leave it free: neither kind may crowd out the other. */
typedef struct {
    GArray *elements; /* BxElement */
    GArray *keys;     /* BxSieveKey of each: what can be compared without the element itself */
} BxSifted;

typedef struct {
    const BxJoining *joining;
    int keep;         /* elements kept of each kind */
    BxTenths most;    /* pages that cost more are not looked for */
    BxTenths dropped; /* the least that a page with an element left out for `keep` could cost */
    bool by_division; /* an element beats only those cut first in the same place */
    long n_compared;  /* pairs of elements */
    BxSifted kept[2];
} BxSieve;

void bx_sieve_init(BxSieve *sieve, const BxJoining *joining);
void bx_sieve_clear(BxSieve *sieve);

/* outside: the least that the rest of the page costs then. */
void bx_sieve_put(BxSieve *sieve, BxElement *element, BxTenths outside);

/* Appends what is left to `elements`; the sieve is empty then. */
BxElementList bx_sieve_take(BxSieve *sieve, GArray *elements);
