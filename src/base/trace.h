/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Trace: what took how long, as spans that may lie in each other and run beside each other. */

#include <glib.h>

typedef struct BxTrace BxTrace;

/* When a span begins. */
typedef struct {
    gint64 wall_us, cpu_us; /* since the trace began; of the thread that asks */
} BxMoment;

typedef struct {
    const char *name; /* of the step, static */
    char *detail;     /* what it worked on; NULL: nothing in particular */
    int thread;       /* 0, 1 …: in order of first spans */
    BxMoment start;
    gint64 wall_us, cpu_us; /* how long; the thread's own work */
    long peak_kib;          /* most memory that the process had by its end */
} BxTraceSpan;

BxTrace *bx_trace_new(void);
void bx_trace_free(BxTrace *trace);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxTrace, bx_trace_free)

BxMoment bx_trace_now(const BxTrace *trace);
/* Adds a span from `start` till now. Threads may do so at the same time; a span begins and ends in one
 * thread. `name` is static, `detail` is copied or NULL. */
void bx_trace_end(BxTrace *trace, const char *name, const char *detail, BxMoment start);

/* All spans, in order of their ends; borrowed. No thread may add any meanwhile. */
const GArray *bx_trace_spans(const BxTrace *trace);
/* CPU that the process had used when the trace began, microseconds: loading the program. */
gint64 bx_trace_before(const BxTrace *trace);
