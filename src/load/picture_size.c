/* SPDX-License-Identifier: Apache-2.0 */
/* Picture sizes: the few header fields of four formats, each read inside its bounds. Decoding is the
 * picture program's; here only the page wants to know a proportion and a resolution. */

#include "load/picture_size.h"

#include <fcntl.h>
#include <glib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Headers lie in the first part of a file; a JPEG may carry long metadata before its frame. */
#define HEADER_MAX_BYTES (1024 * 1024)

typedef struct {
    const uint8_t *bytes;
    size_t n;
    bool little;
} Header;

static unsigned
u16(const Header *header, size_t at)
{
    if (at + 2 > header->n)
        return 0;
    const uint8_t *p = header->bytes + at;
    return header->little ? p[0] | (unsigned)p[1] << 8 : (unsigned)p[0] << 8 | p[1];
}

static unsigned
u32(const Header *header, size_t at)
{
    if (at + 4 > header->n)
        return 0;
    return header->little ? u16(header, at) | u16(header, at + 2) << 16
                          : u16(header, at) << 16 | u16(header, at + 2);
}

/* A value of the first directory of a TIFF structure that begins at `base`. */
static unsigned
tiff_value(const Header *header, size_t base, unsigned tag)
{
    size_t directory = base + u32(header, base + 4);
    unsigned count = u16(header, directory);
    for (unsigned i = 0; i < count; i++) {
        size_t entry = directory + 2 + 12 * (size_t)i;
        if (u16(header, entry) == tag)
            return u16(header, entry + 2) == 3 ? u16(header, entry + 8) : u32(header, entry + 8);
    }
    return 0;
}

static void
turn(unsigned orientation, int *width, int *height)
{
    if (orientation < 5 || orientation > 8)
        return;
    int swap = *width;
    *width = *height;
    *height = swap;
}

static bool
tiff_size(Header *header, int *width, int *height)
{
    header->little = header->bytes[0] == 'I';
    *width = (int)tiff_value(header, 0, 0x100);
    *height = (int)tiff_value(header, 0, 0x101);
    turn(tiff_value(header, 0, 0x112), width, height);
    return true;
}

static unsigned
exif_orientation(const Header *header, size_t segment, size_t length)
{
    if (length < 16 || segment + length > header->n
        || memcmp(header->bytes + segment, "Exif\0\0", 6) != 0)
        return 1;
    Header exif = {header->bytes, segment + length, header->bytes[segment + 6] == 'I'};
    return tiff_value(&exif, segment + 6, 0x112);
}

static bool
jpeg_size(Header *header, int *width, int *height)
{
    unsigned orientation = 1;
    for (size_t at = 2; at + 9 < header->n;) {
        if (header->bytes[at] != 0xFF)
            return false;
        unsigned marker = header->bytes[at + 1];
        if (marker == 0xFF) { /* fill byte */
            at++;
            continue;
        }
        size_t length = u16(header, at + 2);
        bool is_frame =
            marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (marker == 0xE1)
            orientation = exif_orientation(header, at + 4, length - MIN(length, 2));
        if (is_frame) {
            *height = (int)u16(header, at + 5);
            *width = (int)u16(header, at + 7);
            turn(orientation, width, height);
            return true;
        }
        at += 2 + MAX(length, 2);
    }
    return false;
}

static bool
png_size(Header *header, int *width, int *height)
{
    *width = (int)u32(header, 16);
    *height = (int)u32(header, 20);
    return true;
}

static bool
webp_size(Header *header, int *width, int *height)
{
    const uint8_t *b = header->bytes;
    header->little = true;
    if (header->n < 30)
        return false;
    if (memcmp(b + 12, "VP8X", 4) == 0) {
        *width = (int)(u32(header, 24) & 0xFFFFFF) + 1;
        *height = (int)(u32(header, 26) >> 8) + 1;
    } else if (memcmp(b + 12, "VP8L", 4) == 0) {
        unsigned bits = u32(header, 21);
        *width = (int)(bits & 0x3FFF) + 1;
        *height = (int)(bits >> 14 & 0x3FFF) + 1;
    } else {
        *width = (int)(u16(header, 26) & 0x3FFF);
        *height = (int)(u16(header, 28) & 0x3FFF);
    }
    return true;
}

/* clang-format off */
static const struct {
    size_t at;
    const char *magic;
    size_t n;
    bool (*size)(Header *, int *, int *);
} formats[] = {
    {0, "\xFF\xD8\xFF", 3, jpeg_size},
    {0, "\x89PNG\r\n\x1A\n", 8, png_size},
    {0, "II*\0", 4, tiff_size},
    {0, "MM\0*", 4, tiff_size},
    {8, "WEBP", 4, webp_size},
};
/* clang-format on */

bool
bx_picture_size(const char *file, int *width, int *height)
{
    int fd = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return false;
    g_autofree uint8_t *bytes = g_malloc(HEADER_MAX_BYTES);
    ssize_t n = read(fd, bytes, HEADER_MAX_BYTES);
    close(fd);
    for (size_t i = 0; n > 32 && i < G_N_ELEMENTS(formats); i++) {
        Header header = {bytes, (size_t)n, false};
        if (memcmp(bytes + formats[i].at, formats[i].magic, formats[i].n) == 0)
            return formats[i].size(&header, width, height) && *width > 0 && *height > 0;
    }
    return false;
}
