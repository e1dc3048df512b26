/* SPDX-License-Identifier: Apache-2.0 */
#include "session.h"

#include "open_fonts.h"

struct BxSession {
    char *data_dir;
    BxFonts *fonts; /* NULL: not opened yet */
};

BxSession *
bx_session_new(const char *data_dir, GError **error)
{
    char *dir = data_dir ? g_strdup(data_dir) : bx_data_dir(error);
    if (!dir)
        return NULL;
    BxSession *session = g_new0(BxSession, 1);
    session->data_dir = dir;
    return session;
}

void
bx_session_free(BxSession *session)
{
    if (!session)
        return;
    bx_fonts_free(session->fonts);
    g_free(session->data_dir);
    g_free(session);
}

const char *
bx_session_data_dir(const BxSession *session)
{
    return session->data_dir;
}

BxFonts *
bx_session_fonts(BxSession *session, GError **error)
{
    if (session->fonts)
        bx_fonts_forget_reports(session->fonts);
    else
        session->fonts = bx_open_fonts(session->data_dir, NULL, error);
    return session->fonts;
}
