/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The trace of a build for people and for the viewers of Chrome's trace events. */

#include "base/trace.h"

/* A row a step, in order of first starts: wall time, CPU and how often; owned. */
char *bx_timings_text(const BxTrace *trace);
/* Chrome's trace event format (JSON object form), one complete event a span; owned. */
char *bx_trace_json(const BxTrace *trace);
