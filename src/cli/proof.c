/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/proof.h"

#include <stdio.h>

#define PPI_DEFAULT 144
#define PPI_LEAST 20
#define PPI_MOST 600

void
bx_proof_arguments_clear(BxProofArguments *arguments)
{
    g_free(arguments->overlays);
    g_free(arguments->paper);
    g_free(arguments->stamp);
    g_free(arguments->date);
    g_free(arguments->png);
}

void
bx_add_proof_entries(GArray *entries, BxProofArguments *arguments)
{
    const GOptionEntry rows[] = {
        {"overlay", 0, 0, G_OPTION_ARG_STRING, &arguments->overlays,
         N_("on a proof: grid,slots,fit,overset,pictures,loose,findings,files, all or none"),
         "LIST"},
        {"paper", 0, 0, G_OPTION_ARG_STRING, &arguments->paper,
         N_("of a proof: a4, a3, or full (default)"), "SIZE"},
        {"stamp", 0, 0, G_OPTION_ARG_STRING, &arguments->stamp,
         N_("of a proof: 一校, 二校, 三校 or 清样, with boxes to sign"), "WORD"},
        {"date", 0, 0, G_OPTION_ARG_STRING, &arguments->date, N_("on the stamp (default: now)"),
         "DATE"},
        {"simulate", 0, 0, G_OPTION_ARG_NONE, &arguments->simulate,
         N_("a proof as the press prints it on its paper"), NULL},
        {"png", 0, 0, G_OPTION_ARG_FILENAME, &arguments->png,
         N_("a proof as pictures, DIR/page-N.png; with -o, the PDF too"), "DIR"},
        {"ppi", 0, 0, G_OPTION_ARG_INT, &arguments->ppi,
         N_("pixels an inch of --png, 20 to 600 (default 144)"), "N"}};
    g_array_append_vals(entries, rows, G_N_ELEMENTS(rows));
}

BxProofOptions
bx_proof_options_of(const BxProofArguments *arguments)
{
    return (BxProofOptions){.overlays = arguments->overlays,
                            .paper = arguments->paper,
                            .stamp = arguments->stamp,
                            .date = arguments->date,
                            .simulate = arguments->simulate};
}

/* The name of an option that was given; NULL: none was. */
static const char *
first_given(const BxProofArguments *arguments)
{
    const struct {
        const char *name;
        bool is_given;
    } options[] = {{"overlay", arguments->overlays != NULL},
                   {"paper", arguments->paper != NULL},
                   {"stamp", arguments->stamp != NULL},
                   {"date", arguments->date != NULL},
                   {"simulate", arguments->simulate},
                   {"png", arguments->png != NULL},
                   {"ppi", arguments->ppi != 0}};
    for (size_t i = 0; i < G_N_ELEMENTS(options); i++)
        if (options[i].is_given)
            return options[i].name;
    return NULL;
}

bool
bx_check_proof_arguments(const BxProofArguments *arguments, bool is_proof)
{
    const char *given = first_given(arguments);
    if (given && !is_proof) {
        fprintf(stderr,
                _("banxin: --%s is for proofs, and never for what goes to press: add --profile "
                  "proof\n"),
                given);
        return false;
    }
    if (arguments->ppi != 0 && (arguments->ppi < PPI_LEAST || arguments->ppi > PPI_MOST)) {
        fputs(_("banxin: --ppi wants 20 to 600\n"), stderr);
        return false;
    }
    const BxProofOptions options = bx_proof_options_of(arguments);
    g_autoptr(GError) error = NULL;
    if (bx_proof_options_check(&options, &error))
        return true;
    fprintf(stderr, "banxin: %s\n", error->message);
    return false;
}

double
bx_proof_ppi(const BxProofArguments *arguments)
{
    return arguments->ppi ? arguments->ppi : PPI_DEFAULT;
}
