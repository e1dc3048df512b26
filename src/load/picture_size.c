/* SPDX-License-Identifier: Apache-2.0 */
/* Picture sizes: the few header fields of four formats, each read inside its bounds. Decoding is the
 * picture program's; here only the page wants to know a proportion and a resolution. A TIFF may keep its
 * directory at its end, WebP its EXIF: files are read by small windows, wherever the header points. */

#include "load/picture_size.h"

#include <fcntl.h>
#include <glib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define WINDOW_BYTES 4096
#define PARTS_MAX 10000 /* segments, chunks or tags that are passed over in one file */

typedef struct {
    int fd;
    uint64_t start; /* of the window */
    size_t n;       /* bytes in it */
    bool little;
    uint8_t window[WINDOW_BYTES];
} Header;

/* 0 behind the end of the file. */
static unsigned
u8(Header *header, uint64_t at)
{
    if (at < header->start || at >= header->start + header->n) {
        header->start = at - at % WINDOW_BYTES;
        ssize_t n = at > INT64_MAX
                        ? -1
                        : pread(header->fd, header->window, WINDOW_BYTES, (off_t)header->start);
        header->n = n > 0 ? (size_t)n : 0;
        if (at >= header->start + header->n)
            return 0;
    }
    return header->window[at - header->start];
}

static unsigned
u16(Header *header, uint64_t at)
{
    unsigned first = u8(header, at), second = u8(header, at + 1);
    return header->little ? first | second << 8 : first << 8 | second;
}

static unsigned
u32(Header *header, uint64_t at)
{
    unsigned first = u16(header, at), second = u16(header, at + 2);
    return header->little ? first | second << 16 : first << 16 | second;
}

static uint64_t
u64(Header *header, uint64_t at)
{
    uint64_t first = u32(header, at), second = u32(header, at + 4);
    return header->little ? first | second << 32 : first << 32 | second;
}

static bool
matches(Header *header, uint64_t at, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (u8(header, at + i) != (uint8_t)bytes[i])
            return false;
    return true;
}

/* A value of the first directory of a TIFF or BigTIFF structure that begins at `base`; 0: none. */
static unsigned
tiff_value(Header *header, uint64_t base, unsigned tag)
{
    enum { SHORT = 3, LONG8 = 16, BIG = 43 };
    bool was_little = header->little;
    header->little = u8(header, base) == 'I';
    bool is_big = u16(header, base + 2) == BIG;
    uint64_t directory = base + (is_big ? u64(header, base + 8) : u32(header, base + 4));
    uint64_t count = is_big ? u64(header, directory) : u16(header, directory);
    uint64_t entry = directory + (is_big ? 8 : 2);
    unsigned value = 0;
    for (unsigned i = 0; i < MIN(count, PARTS_MAX); i++, entry += is_big ? 20 : 12) {
        if (u16(header, entry) != tag)
            continue;
        unsigned type = u16(header, entry + 2);
        uint64_t at = entry + (is_big ? 12 : 8);
        value = type == SHORT   ? u16(header, at)
                : type == LONG8 ? (unsigned)MIN(u64(header, at), G_MAXINT)
                                : u32(header, at);
        break;
    }
    header->little = was_little;
    return value;
}

/* The orientation in EXIF data, which may begin with its name; 0: it says none. */
static unsigned
exif_orientation(Header *header, uint64_t at)
{
    const size_t name_bytes = 6;
    if (matches(header, at, "Exif\0\0", name_bytes))
        at += name_bytes;
    if (!matches(header, at, "II*\0", 4) && !matches(header, at, "MM\0*", 4))
        return 0;
    return tiff_value(header, at, 0x112);
}

static void
set_size(BxPictureHead *head, uint64_t width, uint64_t height)
{
    head->width = (int)MIN(width, G_MAXINT);
    head->height = (int)MIN(height, G_MAXINT);
}

static void
set_orientation(BxPictureHead *head, unsigned orientation)
{
    if (orientation >= 1 && orientation <= 8)
        head->orientation = (int)orientation;
}

static void
read_tiff(Header *header, BxPictureHead *head)
{
    set_size(head, tiff_value(header, 0, 0x100), tiff_value(header, 0, 0x101));
    set_orientation(head, tiff_value(header, 0, 0x112));
}

static void
read_jpeg(Header *header, BxPictureHead *head)
{
    uint64_t at = 2;
    for (int i = 0; i < PARTS_MAX && u8(header, at) == 0xFF; i++) {
        unsigned marker = u8(header, at + 1);
        if (marker == 0xFF) { /* fill byte */
            at++;
            continue;
        }
        bool is_frame =
            marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (marker == 0xE1 && matches(header, at + 4, "Exif\0\0", 6))
            set_orientation(head, exif_orientation(header, at + 4));
        if (is_frame) {
            set_size(head, u16(header, at + 7), u16(header, at + 5));
            return;
        }
        at += 2 + MAX(u16(header, at + 2), 2);
    }
}

static void
read_png(Header *header, BxPictureHead *head)
{
    set_size(head, u32(header, 16), u32(header, 20));
    uint64_t at = 8;
    for (int i = 0; i < PARTS_MAX && u8(header, at + 4); i++) {
        if (matches(header, at + 4, "eXIf", 4))
            set_orientation(head, exif_orientation(header, at + 8));
        at += 12 + (uint64_t)u32(header, at); /* length, name, data, sum */
    }
}

static void
read_webp_canvas(Header *header, BxPictureHead *head)
{
    if (matches(header, 12, "VP8X", 4)) {
        set_size(head, (u32(header, 24) & 0xFFFFFF) + 1, (u32(header, 26) >> 8) + 1);
    } else if (matches(header, 12, "VP8L", 4)) {
        unsigned bits = u32(header, 21);
        set_size(head, (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1);
    } else {
        set_size(head, u16(header, 26) & 0x3FFF, u16(header, 28) & 0x3FFF);
    }
}

static void
read_webp(Header *header, BxPictureHead *head)
{
    header->little = true;
    read_webp_canvas(header, head);
    uint64_t at = 12;
    for (int i = 0; i < PARTS_MAX && u8(header, at); i++) {
        if (matches(header, at, "EXIF", 4))
            set_orientation(head, exif_orientation(header, at + 8));
        uint64_t length = u32(header, at + 4);
        at += 8 + length + length % 2;
    }
}

/* clang-format off */
static const struct {
    size_t at;
    const char *magic;
    size_t n;
    void (*read)(Header *, BxPictureHead *);
} formats[] = {
    {0, "\xFF\xD8\xFF", 3, read_jpeg},
    {0, "\x89PNG\r\n\x1A\n", 8, read_png},
    {0, "II*\0", 4, read_tiff}, {0, "MM\0*", 4, read_tiff},
    {0, "II+\0", 4, read_tiff}, {0, "MM\0+", 4, read_tiff}, /* BigTIFF */
    {8, "WEBP", 4, read_webp},
};
/* clang-format on */

bool
bx_picture_head(int fd, BxPictureHead *head)
{
    Header header = {.fd = fd};
    *head = (BxPictureHead){.orientation = 1};
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        if (!matches(&header, formats[i].at, formats[i].magic, formats[i].n))
            continue;
        formats[i].read(&header, head);
        break;
    }
    return head->width > 0 && head->height > 0;
}

bool
bx_picture_size(const char *file, int *width, int *height)
{
    int fd = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return false;
    BxPictureHead head;
    bool is_read = bx_picture_head(fd, &head), is_turned = head.orientation >= 5;
    close(fd);
    *width = is_turned ? head.height : head.width;
    *height = is_turned ? head.width : head.height;
    return is_read;
}
