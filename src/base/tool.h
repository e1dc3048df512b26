/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Tool: another program, found when it is needed, that reads PDFs as text and as pictures. It is run as
 * a child and never linked. */

#include <glib.h>

typedef struct BxTool BxTool;

/* Starts mutool with arguments (NULL-terminated, without its name); its standard output is kept. The
 * child has limits on memory, processor time and output. NULL with `error`, which names the package,
 * where it is not installed. */
BxTool *bx_tool_start(const char *const *arguments, GError **error);
/* Waits for it and frees it. Its output, owned; NULL with `error` where it failed or met a limit. */
GBytes *bx_tool_finish(BxTool *tool, GError **error);
