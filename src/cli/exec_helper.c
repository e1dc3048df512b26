/* SPDX-License-Identifier: Apache-2.0 */
/* Commands that are programs of their own, so that a page is set without what they link. */

#include "cli/cli.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

BxExit
bx_exec_helper(const char *program, char **argv)
{
    g_autofree char *path = bx_helper_path(program);
    execv(path, argv);
    fprintf(stderr, _("banxin: “%s” cannot be started: %s\n"), path, g_strerror(errno));
    return BX_EXIT_FAULT;
}

BxExit
bx_command_batch(int argc, char **argv)
{
    (void)argc;
    return bx_exec_helper("banxin-batch", argv);
}

BxExit
bx_command_watch(int argc, char **argv)
{
    (void)argc;
    return bx_exec_helper("banxin-watch", argv);
}
