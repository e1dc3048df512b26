/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* On a node: makes the issues of one task of the parcels in `folder`, those that have no result yet, and writes their
 * results. 0: each has its result. `stop` as in pool.h. */
int bx_task_run(const char *folder, int task, const int *stop);
