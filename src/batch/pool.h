/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Pool: workers that are kept warm, and orders given out to them one by one. */

#include "batch/process.h"

/* One issue to be made. Strings are borrowed while the pool runs. */
typedef struct {
    const char *issue;     /* folder */
    const char *pdf, *log; /* in one folder */
} BxOrder;

typedef struct {
    BxWorkerSettings worker;
    int jobs; /* workers, at least one */
    GHashTable
        *known_faces; /* files of faces, as sums.h has them; told to every worker. NULL: none */
    const int *stop;  /* more than 0: no more orders are given out; more than 1: all are ended */
    void (*started)(int order, void *data); /* before it is sent; may be NULL */
    /* each order once, in order of being done; the result is taken */
    void (*done)(int order, BxBatchResult *result_taken, void *data);
    void (*tick)(void *data); /* several times a second; may be NULL */
    void *data;
} BxPoolSettings;

/* Makes all orders, and returns when all are done or `stop` says so. Those not tried get no result. False with
 * `error` where no worker can be started; the rest is not tried then. */
bool bx_pool_run(const BxPoolSettings *settings, const BxOrder *orders, int n, GError **error);

/* Asks one worker for BX_FACES_TYPE; owned. NULL with `error`. */
GVariant *bx_pool_ask_faces(const BxPoolSettings *settings, GError **error);
