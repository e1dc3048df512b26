/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The painting of layers on any kind of surface. Used inside the paint stage alone. */

#include "paint/layers.h"
#include "paint/painter.h"

typedef struct {
    const BxPictures *pictures;     /* may be NULL */
    const BxSimulation *simulation; /* may be NULL */
    const BxFaces *faces;           /* may be NULL: faces as they are */
    bool is_printed;                /* of the layer that is being painted */
    void (*draw_picture)(const BxPainter *painter, const BxPictureResult *result);
} BxLayering;

/* In points of the sheet, from its top left. */
void bx_layers_paint(cairo_t *cr, const BxLayers *layers, const BxLayering *how);
