/* SPDX-License-Identifier: Apache-2.0 */
/* banxin watch: another program, which alone needs a web server. */

#include "cli/cli.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

BxExit
bx_command_watch(int argc, char **argv)
{
    (void)argc;
    g_autofree char *program = bx_helper_path("banxin-watch");
    execvp(program, argv);
    fprintf(stderr, "banxin: banxin-watch cannot be started: %s\n", strerror(errno));
    return BX_EXIT_FAULT;
}
