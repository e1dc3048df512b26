/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Commands: one file each; main.c has the table. */

#include "cli/locale.h"

#include <banxin/banxin.h>

/* Exit codes: the contract of the program. */
typedef enum { BX_EXIT_OK = 0, BX_EXIT_FAULT = 1, BX_EXIT_USAGE = 2 } BxExit;

BxExit bx_command_batch(int argc, char **argv);
BxExit bx_command_build(int argc, char **argv);
BxExit bx_command_cache(int argc, char **argv);
BxExit bx_command_check(int argc, char **argv);
BxExit bx_command_count(int argc, char **argv);
BxExit bx_command_diff(int argc, char **argv);
BxExit bx_command_explain(int argc, char **argv);
BxExit bx_command_export(int argc, char **argv);
BxExit bx_command_fonts(int argc, char **argv);
BxExit bx_command_lines(int argc, char **argv);
BxExit bx_command_plan(int argc, char **argv);
BxExit bx_command_watch(int argc, char **argv);
BxExit bx_command_lint(int argc, char **argv);

/* Parses options with GOption: usage errors are printed, and false means BX_EXIT_USAGE. `usage` is
 * what follows the command's name; `about` its one line of help. At least `least`, at most `most`
 * plain arguments stay in argv. */
bool bx_parse_options(int *argc, char ***argv, const char *usage, const char *about,
                      const GOptionEntry *entries, int least, int most);

/* Becomes one of the programs that belong to Banxin (bx_helper_path), with argv as it is; comes back only
 * where it cannot be started. */
BxExit bx_exec_helper(const char *program, char **argv);

/* The form that --diagnostics asks for (NULL: text), in colour on a terminal. */
BxDiagnosticsForm bx_diagnostics_form(const char *form);

/* “2 errors, 1 warning” to stderr; nothing where there are none. */
void bx_print_counts(int n_errors, int n_warnings);
/* Prints all diagnostics to stderr as --diagnostics asks. */
void bx_print_diagnostics(const BxDocument *document, const char *form, bool with_notes);

/* A bar on a terminal; nothing otherwise. For BxOptions.progress. */
void bx_show_progress(double share, const char *step, void *data);
void bx_hide_progress(void);
