/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"

GQuark
bx_error_quark(void)
{
    return g_quark_from_static_string("bx-error");
}
