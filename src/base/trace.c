/* SPDX-License-Identifier: Apache-2.0 */
#include "base/trace.h"

#include <sys/resource.h>
#include <time.h>

struct BxTrace {
    GMutex lock;
    GArray *spans;      /* BxTraceSpan */
    GPtrArray *threads; /* GThread, borrowed and only compared */
    gint64 began_us, before_us;
};

static gint64
clock_us(clockid_t clock)
{
    struct timespec time = {0};
    clock_gettime(clock, &time);
    return (gint64)time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
span_clear(void *data)
{
    g_free(((BxTraceSpan *)data)->detail);
}

BxTrace *
bx_trace_new(void)
{
    BxTrace *trace = g_new0(BxTrace, 1);
    g_mutex_init(&trace->lock);
    trace->spans = g_array_new(FALSE, FALSE, sizeof(BxTraceSpan));
    g_array_set_clear_func(trace->spans, span_clear);
    trace->threads = g_ptr_array_new();
    trace->began_us = clock_us(CLOCK_MONOTONIC);
    trace->before_us = clock_us(CLOCK_PROCESS_CPUTIME_ID);
    return trace;
}

void
bx_trace_free(BxTrace *trace)
{
    if (!trace)
        return;
    g_array_unref(trace->spans);
    g_ptr_array_unref(trace->threads);
    g_mutex_clear(&trace->lock);
    g_free(trace);
}

BxMoment
bx_trace_now(const BxTrace *trace)
{
    return (BxMoment){clock_us(CLOCK_MONOTONIC) - trace->began_us,
                      clock_us(CLOCK_THREAD_CPUTIME_ID)};
}

static int
number_of_thread(BxTrace *trace)
{
    guint number;
    if (!g_ptr_array_find(trace->threads, g_thread_self(), &number)) {
        number = trace->threads->len;
        g_ptr_array_add(trace->threads, g_thread_self());
    }
    return (int)number;
}

void
bx_trace_end(BxTrace *trace, const char *name, const char *detail, BxMoment start)
{
    BxMoment end = bx_trace_now(trace);
    struct rusage usage = {0};
    getrusage(RUSAGE_SELF, &usage);
    g_mutex_lock(&trace->lock);
    const BxTraceSpan span = {name,
                              g_strdup(detail),
                              number_of_thread(trace),
                              start,
                              end.wall_us - start.wall_us,
                              end.cpu_us - start.cpu_us,
                              usage.ru_maxrss};
    g_array_append_val(trace->spans, span);
    g_mutex_unlock(&trace->lock);
}

const GArray *
bx_trace_spans(const BxTrace *trace)
{
    return trace->spans;
}

gint64
bx_trace_before(const BxTrace *trace)
{
    return trace->before_us;
}
