/* SPDX-License-Identifier: Apache-2.0 */
/* A picture: its file found below a folder, its pixels counted, its end. */

#include "load/issue.h"

#include "load/path.h"
#include "load/picture_size.h"

const char *const bx_fit_words[] = {"fill", "whole", NULL};

BxPicture *
bx_picture_new(const char *path, BxPos pos)
{
    BxPicture *picture = g_new0(BxPicture, 1);
    picture->path = g_strdup(path);
    picture->pos = pos;
    picture->crop = BX_CROP_WHOLE;
    picture->focus = (BxShare){-1, -1};
    return picture;
}

void
bx_picture_open(BxPicture *picture, const char *folder, BxDiags *diags)
{
    const BxCrop *crop = &picture->crop;
    if (picture->focus.x < 0)
        picture->focus = (BxShare){crop->left + crop->width / 2, crop->top + crop->height / 2};
    picture->file =
        bx_path_resolve(folder, picture->path, picture->pos, BX_DIAG_FILE_MISSING, diags);
    if (!picture->file)
        return;
    if (!bx_picture_size(picture->file, &picture->width, &picture->height)) {
        bx_diag(diags, BX_DIAG_PICTURE_UNREADABLE, picture->pos,
                "“%s” is no JPEG, PNG, TIFF or WebP that can be read", picture->path);
        g_clear_pointer(&picture->file, g_free); /* said once: nothing tries it again */
        return;
    }
    picture->width = (int)MAX(1, picture->width * picture->crop.width);
    picture->height = (int)MAX(1, picture->height * picture->crop.height);
}

void
bx_picture_free(void *data)
{
    BxPicture *picture = data;
    if (!picture)
        return;
    g_free(picture->path);
    g_free(picture->file);
    bx_text_free(picture->caption);
    bx_text_free(picture->credit);
    g_free(picture);
}
