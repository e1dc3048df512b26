/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz: any bytes as an advertisement's PDF are refused, or measured, held to the rules and put into a
 * page; what comes out can be read again. */

#include "press/foreign.h"
#include "press/pdf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char file[] = "/tmp/banxin-fuzz-XXXXXX";

static const char host[] =
    "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    "2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
    "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Resources<<>>/Contents 4 0 "
    "R>>\nendobj\n"
    "4 0 obj\n<</Length 4>>\nstream\nq Q\n\nendstream\nendobj\n"
    "xref\n0 5\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \n0000000105 00000 n "
    "\n"
    "0000000197 00000 n \ntrailer\n<</Size 5/Root 1 0 R>>\nstartxref\n248\n%%EOF\n";

static void
put(const uint8_t *data, size_t size)
{
    if (strstr(file, "XXXXXX") && close(mkstemp(file)) != 0)
        abort();
    FILE *stream = fopen(file, "w");
    if (!stream || fwrite(data, 1, size, stream) != size || fclose(stream) != 0)
        abort();
}

static void
place(BxForeign *foreign, BxDiags *diags)
{
    g_autoptr(BxPage) page = bx_page_new(1, NULL, 99, 99, 0);
    const BxPlaced placed = {.kind = BX_PLACED_PDF,
                             .pdf = {.rect = {9, 9, 80, 80}, .net = {9, 9, 80, 80}}};
    g_array_append_val(page->placed, placed);
    g_autoptr(GPtrArray) pages = g_ptr_array_new(), files = g_ptr_array_new();
    g_ptr_array_add(pages, page);
    g_ptr_array_add(files, foreign);
    bx_foreign_check(pages, files, 240, diags);
    g_autoptr(GBytes) bytes = g_bytes_new_static(host, sizeof host - 1);
    const BxForeignPlace at = {0, 0, 1, 99};
    g_autoptr(GBytes) proof = bx_foreign_put_in_proof(bytes, pages, files, &at, NULL);
    if (!proof)
        return; /* the library refuses what it is to copy */
    g_autoptr(BxPdf) again = bx_pdf_read(proof, NULL);
    if (!again)
        abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(BxDiags) diags = bx_diags_new();
    if (size > 100000)
        return 0;
    put(data, size);
    const BxForeignJob job = {.file = file, .name = "x.pdf", .page = 1};
    BxForeign *foreign = bx_foreign_read(&job, size % 2 ? BX_PRESS_X1A : BX_PRESS_X4, diags);
    if (foreign)
        place(foreign, diags);
    else if (bx_diags_count_level(diags, BX_LEVEL_ERROR) == 0)
        abort();
    bx_foreign_free(foreign);
    return 0;
}
