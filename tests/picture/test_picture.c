/* SPDX-License-Identifier: Apache-2.0 */
/* Pictures from end to end: what is read and refused, sizes and crops, the cache, several at once. */

#include "corpus.h"

#include <glib/gstdio.h>
#include <string.h>

/* Red, green, blue and grey quarters of a picture of 60 × 40 pixels. */
static const unsigned char quarters[4][3] = {
    {200, 30, 30}, {30, 160, 40}, {30, 40, 180}, {128, 90, 20}};

static void
paint_quarters(int x, int y, unsigned char *values)
{
    memcpy(values, quarters[(y >= 20) * 2 + (x >= 30)], 3);
}

static void
paint_soft(int x, int y, unsigned char *values)
{
    values[0] = (unsigned char)(60 + x % 160);
    values[1] = (unsigned char)(40 + y % 180);
    values[2] = (unsigned char)((x + y) % 200);
}

static void
paint_halves(int x, int y, unsigned char *values)
{
    (void)y;
    memcpy(values, quarters[x >= 300], 3);
}

static char *
soft_picture(const char *name, int width, int height)
{
    g_autoptr(VipsImage) image = corpus_image(width, height, 3, paint_soft);
    return corpus_save(image, name, "[Q=95]");
}

static BxPictureSettings
screen_settings(void)
{
    BxPictureSettings settings = corpus_settings();
    settings.colour = BX_PICTURE_RGB;
    return settings;
}

/* The only diagnostic that comes of a file. */
static void
assert_refused(const char *file, const BxPictureSettings *settings, BxDiagCode code,
               const char *words)
{
    g_autoptr(BxDiags) diags = bx_diags_new();
    BxPictureJob job = corpus_job(file);
    job.pos = (BxPos){NULL, 12, 3};
    g_autoptr(BxPictures) pictures = bx_pictures_start(&job, 1, settings);
    bx_pictures_finish(pictures, diags);
    g_assert_null(bx_pictures_lookup(pictures, 0)->jpeg);
    g_assert_cmpint(bx_diags_count(diags), ==, 1);
    const BxDiag *diag = bx_diags_lookup(diags, 0);
    g_test_message("%s", diag->message);
    g_assert_cmpint(diag->code, ==, code);
    g_assert_cmpint(diag->pos.line, ==, 12);
    g_assert_nonnull(strstr(diag->message, "“pictures/test”"));
    g_assert_nonnull(strstr(diag->message, words));
    g_assert_null(strchr(diag->message, '\n'));
    g_assert_null(strstr(diag->message, "gave no reason"));
}

static void
assert_file_refused(const char *file_taken, BxDiagCode code, const char *words)
{
    g_autofree char *file = (char *)file_taken;
    BxPictureSettings settings = corpus_settings();
    assert_refused(file, &settings, code, words);
}

static void
test_refuses_what_is_no_picture(void)
{
    static const char text[] = "This is a letter to the editor, not a picture.\n";
    static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";
    static const char gif[] = "GIF89a\1\0\1\0\x80\0\0\0\0\0\xFF\xFF\xFF!\xF9\4\0\0\0\0\0,\0\0\0\0\1"
                              "\0\1\0\0\2\2D\1\0;";
    const char *no_kind = "no JPEG, PNG, TIFF or WebP";
    assert_file_refused(corpus_write("letter.jpg", text, sizeof text), BX_DIAG_PICTURE_BROKEN,
                        no_kind);
    assert_file_refused(corpus_write("drawing.png", svg, sizeof svg), BX_DIAG_PICTURE_BROKEN,
                        no_kind);
    assert_file_refused(corpus_write("moving.jpg", gif, sizeof gif), BX_DIAG_PICTURE_BROKEN,
                        no_kind);
    assert_file_refused(corpus_write("empty.jpg", "", 0), BX_DIAG_PICTURE_BROKEN, no_kind);
    assert_file_refused(corpus_write("three.jpg", "\xFF\xD8\xFF", 3), BX_DIAG_PICTURE_BROKEN, "");
}

static void
test_refuses_garbage_after_every_magic(void)
{
    static const char *const magics[] = {"\xFF\xD8\xFF\xE0", "\x89PNG\r\n\x1A\n", "II*", "MM",
                                         "RIFF"};
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);
    for (size_t i = 0; i < G_N_ELEMENTS(magics); i++) {
        char bytes[4096];
        for (size_t j = 0; j < sizeof bytes; j++)
            bytes[j] = (char)g_rand_int(rand);
        memcpy(bytes, magics[i], strlen(magics[i]));
        if (i == 2)
            bytes[3] = 0;
        if (i == 3)
            memcpy(bytes, "MM\0*", 4);
        if (i == 4)
            memcpy(bytes + 8, "WEBP", 4);
        assert_file_refused(corpus_write("garbage", bytes, sizeof bytes), BX_DIAG_PICTURE_BROKEN,
                            "");
    }
}

static void
test_refuses_torn_files(void)
{
    static const char *const names[] = {"torn.jpg", "torn.png", "torn.tif", "torn.webp"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(VipsImage) image = corpus_image(300, 300, 3, paint_soft);
        char *path = corpus_save(image, names[i], "");
        g_autofree char *bytes = NULL;
        gsize length;
        g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
        g_assert_true(g_file_set_contents(path, bytes, (gssize)length * 6 / 10, NULL));
        assert_file_refused(path, BX_DIAG_PICTURE_BROKEN, "");
    }
}

static void
test_refuses_a_bomb_by_its_header(void)
{
    guint8 png[] = "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\1\x86\xA0\0\1\x86\xA0\x8\2\0\0\0CRC4\0\0\0\0IDA"
                   "T\x35\xAF\x06\x1E";
    guint32 crc = GUINT32_TO_BE(corpus_crc32(png + 12, 17)); /* 100000 × 100000, RGB */
    memcpy(png + 29, &crc, 4);
    gint64 start = g_get_monotonic_time();
    assert_file_refused(corpus_write("bomb.png", png, sizeof png - 1), BX_DIAG_PICTURE_LIMIT,
                        "100000 × 100000");
    g_assert_cmpint(g_get_monotonic_time() - start, <, 10 * G_TIME_SPAN_SECOND);
}

static void
test_refuses_what_is_not_there(void)
{
    assert_file_refused(corpus_path("nowhere.jpg"), BX_DIAG_PICTURE_BROKEN, "No such file");
    assert_file_refused(corpus_path("."), BX_DIAG_PICTURE_BROKEN, "not a regular file");
}

static void
test_says_what_is_wrong_with_the_installation(void)
{
    g_autofree char *file = soft_picture("fine.jpg", 300, 300);
    g_autofree char *nowhere = corpus_path("nowhere");
    BxPictureSettings settings = corpus_settings();
    settings.program = nowhere;
    assert_refused(file, &settings, BX_DIAG_PICTURE_BROKEN, "cannot be started");
    settings = corpus_settings();
    settings.profile = nowhere;
    assert_refused(file, &settings, BX_DIAG_PICTURE_BROKEN, "output profile");
    settings.profile = file;
    assert_refused(file, &settings, BX_DIAG_PICTURE_BROKEN, "no CMYK output profile");
}

static char *
script(const char *name, const char *text)
{
    char *path = corpus_write(name, text, strlen(text));
    g_assert_cmpint(g_chmod(path, 0700), ==, 0);
    return path;
}

static void
test_ends_a_child_that_takes_too_long(void)
{
    g_autofree char *file = soft_picture("slow.jpg", 300, 300);
    g_autofree char *sleeper = script("sleeper", "#!/bin/sh\nexec sleep 30\n");
    BxPictureSettings settings = corpus_settings();
    settings.program = sleeper;
    settings.timeout_s = 1;
    gint64 start = g_get_monotonic_time();
    assert_refused(file, &settings, BX_DIAG_PICTURE_LIMIT, "more than 1 s");
    g_assert_cmpint(g_get_monotonic_time() - start, <, 10 * G_TIME_SPAN_SECOND);
}

static void
test_survives_any_child(void)
{
    static const struct {
        const char *text;
        BxDiagCode code;
        const char *words;
    } cases[] = {
        {"#!/bin/sh\nexit 0\n", BX_DIAG_PICTURE_BROKEN, "not understood"},
        {"#!/bin/sh\nprintf 'width=4\\n\\nno jpeg'\n", BX_DIAG_PICTURE_BROKEN, "not understood"},
        {"#!/bin/sh\nkill -SEGV $$\n", BX_DIAG_PICTURE_BROKEN, "stopped"},
        {"#!/bin/sh\nkill -KILL $$\n", BX_DIAG_PICTURE_LIMIT, "more memory or time"},
        {"#!/bin/sh\nprintf '\\377one\\ntwo\\n' >&2; exit 3\n", BX_DIAG_PICTURE_BROKEN, "one;"},
        {"#!/bin/sh\nyes | head -c 100000 >&2; exit 4\n", BX_DIAG_PICTURE_LIMIT, ""},
    };
    g_autofree char *file = soft_picture("child.jpg", 300, 300);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *program = script("child", cases[i].text);
        BxPictureSettings settings = corpus_settings();
        settings.program = program;
        assert_refused(file, &settings, cases[i].code, cases[i].words);
    }
}

static void
test_free_without_finish_ends_the_children(void)
{
    g_autofree char *sleeper = script("sleeper", "#!/bin/sh\nexec sleep 30\n");
    BxPictureSettings settings = corpus_settings();
    settings.program = sleeper;
    settings.jobs = 1;
    g_autofree char *one = soft_picture("free1.jpg", 300, 300);
    g_autofree char *two = soft_picture("free2.jpg", 301, 300);
    BxPictureJob jobs[] = {corpus_job(one), corpus_job(two)};
    gint64 start = g_get_monotonic_time();
    bx_pictures_free(bx_pictures_start(jobs, 2, &settings));
    g_assert_cmpint(g_get_monotonic_time() - start, <, 10 * G_TIME_SPAN_SECOND);
}

/* Where the pixel x, y of a file with this EXIF orientation lies in the upright picture of
 * `width` × `height` pixels (EXIF 2.3, 4.6.4, Orientation). */
static void
upright(int orientation, int x, int y, int width, int height, int *to_x, int *to_y)
{
    bool is_turned = orientation >= 5;
    int across = is_turned ? y : x, down = is_turned ? x : y;
    static const bool mirrors_x[] = {0, 0, 1, 1, 0, 0, 1, 1, 0};
    static const bool mirrors_y[] = {0, 0, 0, 1, 1, 0, 0, 1, 1};
    *to_x = mirrors_x[orientation] ? width - 1 - across : across;
    *to_y = mirrors_y[orientation] ? height - 1 - down : down;
}

static int orientation_painted;

static void
paint_turned(int x, int y, unsigned char *values)
{
    int to_x, to_y;
    upright(orientation_painted, x, y, 60, 40, &to_x, &to_y);
    paint_quarters(to_x, to_y, values);
}

static void
assert_near(const unsigned char *is, const unsigned char *should, int n, int most)
{
    for (int i = 0; i < n; i++)
        g_assert_cmpint(ABS(is[i] - should[i]), <=, most);
}

static void
test_applies_all_orientations(void)
{
    BxPictureSettings settings = screen_settings();
    for (int o = 1; o <= 8; o++) {
        orientation_painted = o;
        g_autoptr(VipsImage) image =
            corpus_image(o >= 5 ? 40 : 60, o >= 5 ? 60 : 40, 3, paint_turned);
        vips_image_set_int(image, VIPS_META_ORIENTATION, o);
        g_autofree char *file = corpus_save(image, "turned.jpg", "[Q=100,no-subsample]");
        BxPictureJob job = corpus_job(file);
        g_autoptr(BxPictures) pictures = corpus_prepare(&job, &settings);
        const BxPictureResult *result = bx_pictures_lookup(pictures, 0);
        g_assert_cmpint(result->width, ==, 60);
        g_assert_cmpint(result->height, ==, 40);
        g_autofree unsigned char *samples = corpus_samples(result);
        for (int q = 0; q < 4; q++)
            assert_near(samples + ((10 + q / 2 * 20) * 60 + 15 + q % 2 * 30) * 3, quarters[q], 3,
                        6);
    }
}

static const struct {
    double width_pt, height_pt, focus_x;
    bool crop;
    int width, height; /* of the result, from 600 × 400 at 200 ppi */
    int left, right;   /* quarters whose colours are at its edges */
} crops[] = {
    {72, 48, 0.5, false, 200, 133, 0, 1},   {216, 144, 0.5, false, 600, 400, 0, 1},
    {432, 288, 0.5, false, 600, 400, 0, 1}, /* never enlarged */
    {72, 72, 0.5, true, 200, 200, 0, 1},    {72, 72, 0, true, 200, 200, 0, 1},
    {36, 72, 0, true, 100, 200, 0, 0},      {36, 72, 1, true, 100, 200, 1, 1},
    {144, 36, 0.3, true, 400, 100, 0, 1},   {720, 720, 1, true, 400, 400, 0, 1},
};

/* The upright quarter that is asked for, however the file lies. */
static void
test_shows_a_part_of_turned_files(void)
{
    BxPictureSettings settings = screen_settings();
    for (int o = 1; o <= 8; o++) {
        orientation_painted = o;
        g_autoptr(VipsImage) image =
            corpus_image(o >= 5 ? 40 : 60, o >= 5 ? 60 : 40, 3, paint_turned);
        vips_image_set_int(image, VIPS_META_ORIENTATION, o);
        g_autofree char *file = corpus_save(image, "part.tif", "");
        for (int q = 0; q < 4; q++) {
            BxPictureJob job = corpus_job(file);
            job.part = (BxCrop){q % 2 * 0.5, q / 2 * 0.5, 0.5, 0.5};
            g_autoptr(BxPictures) pictures = corpus_prepare(&job, &settings);
            const BxPictureResult *result = bx_pictures_lookup(pictures, 0);
            g_assert_cmpint(result->width, ==, 30);
            g_assert_cmpint(result->height, ==, 20);
            g_autofree unsigned char *samples = corpus_samples(result);
            assert_near(samples + (10 * 30 + 15) * 3, quarters[q], 3, 6);
        }
    }
}

static void
test_crops_round_the_focus(void)
{
    g_autoptr(VipsImage) image = corpus_image(600, 400, 3, paint_halves);
    g_autofree char *file = corpus_save(image, "halves.png", "");
    BxPictureSettings settings = screen_settings();
    for (size_t i = 0; i < G_N_ELEMENTS(crops); i++) {
        BxPictureJob job = corpus_job(file);
        job.width_pt = crops[i].width_pt;
        job.height_pt = crops[i].height_pt;
        job.crop = crops[i].crop;
        job.focus_x = crops[i].focus_x;
        g_autoptr(BxPictures) pictures = corpus_prepare(&job, &settings);
        const BxPictureResult *result = bx_pictures_lookup(pictures, 0);
        g_assert_cmpint(result->width, ==, crops[i].width);
        g_assert_cmpint(result->height, ==, crops[i].height);
        g_autofree unsigned char *samples = corpus_samples(result);
        unsigned char *row = samples + (size_t)result->height / 2 * result->width * 3;
        assert_near(row, quarters[crops[i].left], 3, 12);
        assert_near(row + (result->width - 1) * 3, quarters[crops[i].right], 3, 12);
    }
}

/* Quarters of 60 × 40 pixels scaled up ten times; the part, the place, what must be in the corners. */
static const struct {
    BxCrop part;
    double width_pt, height_pt, focus_x, focus_y;
    bool crop;
    int width, height;
    int first, last; /* quarters at the top left and at the bottom right */
} parts[] = {
    {{0, 0, 0.5, 0.5}, 72, 48, 0.25, 0.25, false, 200, 133, 0, 0},
    {{0.5, 0, 0.5, 0.5}, 72, 48, 0.75, 0.25, false, 200, 133, 1, 1},
    {{0.25, 0.25, 0.5, 0.5}, 72, 48, 0.5, 0.5, false, 200, 133, 0, 3},
    {{0, 0.5, 1, 0.5}, 144, 48, 0.5, 0.75, true, 400, 133, 2, 3},
    {{0, 0.5, 1, 0.5}, 72, 72, 0, 0.75, true, 200, 200, 2, 2}, /* filled, round a focus */
    {{0, 0.5, 1, 0.5}, 72, 72, 1, 0, true, 200, 200, 3, 3},    /* that lies outside the part */
    {{0.5, 0.5, 0.5, 0.5}, 720, 480, 0.9, 0.9, false, 300, 200, 3, 3}, /* never enlarged */
};

static void
paint_large_quarters(int x, int y, unsigned char *values)
{
    paint_quarters(x / 10, y / 10, values);
}

static void
test_shows_a_part(void)
{
    g_autoptr(VipsImage) image = corpus_image(600, 400, 3, paint_large_quarters);
    g_autofree char *file = corpus_save(image, "parts.png", "");
    BxPictureSettings settings = screen_settings();
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        BxPictureJob job = corpus_job(file);
        job.part = parts[i].part;
        job.width_pt = parts[i].width_pt;
        job.height_pt = parts[i].height_pt;
        job.focus_x = parts[i].focus_x;
        job.focus_y = parts[i].focus_y;
        job.crop = parts[i].crop;
        g_autoptr(BxPictures) pictures = corpus_prepare(&job, &settings);
        const BxPictureResult *result = bx_pictures_lookup(pictures, 0);
        g_test_message("part %zu: %d × %d, %.1f ppi", i, result->width, result->height,
                       result->source_ppi);
        g_assert_cmpint(result->width, ==, parts[i].width);
        g_assert_cmpint(result->height, ==, parts[i].height);
        g_autofree unsigned char *samples = corpus_samples(result);
        size_t last = ((size_t)result->width * result->height - 1) * 3;
        assert_near(samples, quarters[parts[i].first], 3, 12);
        assert_near(samples + last, quarters[parts[i].last], 3, 12);
    }
}

static void
test_never_stores_more_than_asked_nor_300(void)
{
    g_autofree char *file = soft_picture("large.jpg", 3001, 2001);
    static const struct {
        double asked;
        int width;
    } cases[] = {{200, 200}, {72, 72}, {300, 300}, {1200, 300}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        BxPictureSettings settings = screen_settings();
        settings.target_ppi = cases[i].asked;
        BxPictureJob job = corpus_job(file);
        job.height_pt = 48;
        g_autoptr(BxPictures) pictures = corpus_prepare(&job, &settings);
        const BxPictureResult *result = bx_pictures_lookup(pictures, 0);
        g_assert_cmpint(result->width, ==, cases[i].width);
        g_assert_cmpfloat_with_epsilon(result->source_ppi, 3001, 0.51);
    }
}

static void
test_reports_low_ppi_in_order_of_jobs(void)
{
    static const struct {
        int pixels;
        int code; /* -1: none */
    } cases[] = {{99, BX_DIAG_PICTURE_TOO_LOW},  {150, -1},
                 {149, BX_DIAG_PICTURE_LOW_PPI}, {400, -1},
                 {100, BX_DIAG_PICTURE_LOW_PPI}, {20, BX_DIAG_PICTURE_TOO_LOW}};
    enum { N = G_N_ELEMENTS(cases) };
    BxPictureJob jobs[N];
    for (int i = 0; i < N; i++) {
        g_autofree char *name = g_strdup_printf("low%d.png", i);
        jobs[i] = corpus_job(soft_picture(name, cases[i].pixels, cases[i].pixels));
        jobs[i].pos = (BxPos){NULL, i + 1, 1};
    }
    BxPictureSettings settings = screen_settings();
    settings.jobs = 4;
    g_autoptr(BxDiags) diags = bx_diags_new();
    g_autoptr(BxPictures) pictures = bx_pictures_start(jobs, N, &settings);
    bx_pictures_finish(pictures, diags);
    g_assert_cmpint(bx_pictures_count(pictures), ==, N);
    int at = 0;
    for (int i = 0; i < N; i++) {
        g_free((char *)jobs[i].file);
        g_assert_nonnull(bx_pictures_lookup(pictures, i)->jpeg);
        if (cases[i].code < 0)
            continue;
        const BxDiag *diag = bx_diags_lookup(diags, at++);
        g_assert_cmpint((int)diag->code, ==, cases[i].code);
        g_assert_cmpint(diag->pos.line, ==, i + 1);
    }
    g_assert_cmpint(bx_diags_count(diags), ==, at);
    g_assert_cmpstr(
        bx_diags_lookup(diags, 0)->message, ==,
        "picture “pictures/test” has 99 ppi at 25 × 25 mm, under 100; it is good for 17 "
        "× 17 mm, or take one of more pixels");
}

static void
assert_same_bytes(const BxPictureResult *a, const BxPictureResult *b)
{
    g_assert_true(a->jpeg && b->jpeg && g_bytes_equal(a->jpeg, b->jpeg));
    g_assert_cmpint(a->width, ==, b->width);
    g_assert_cmpint(a->channels, ==, b->channels);
    g_assert_cmpfloat(a->source_ppi, ==, b->source_ppi);
    g_assert_cmpstr(a->source_profile, ==, b->source_profile);
}

static void
test_makes_the_same_bytes_again(void)
{
    g_autofree char *file = soft_picture("again.jpg", 500, 500);
    BxPictureJob job = corpus_job(file);
    BxPictureSettings settings = corpus_settings();
    g_autoptr(BxPictures) one = corpus_prepare(&job, &settings);
    settings.jobs = 1;
    g_autoptr(BxPictures) two = corpus_prepare(&job, &settings);
    assert_same_bytes(bx_pictures_lookup(one, 0), bx_pictures_lookup(two, 0));
}

/* A program that counts how often it is started. */
static char *
counting_program(const char *log)
{
    g_autofree char *text =
        g_strdup_printf("#!/bin/sh\necho run >> '%s'\nexec '%s' \"$@\"\n", log, corpus_program());
    return script("counting", text);
}

static int
count_runs(const char *log)
{
    g_autofree char *text = NULL;
    gsize length = 0;
    g_file_get_contents(log, &text, &length, NULL);
    return (int)(length / strlen("run\n"));
}

static void
test_runs_the_same_job_once(void)
{
    g_autofree char *file = soft_picture("twice.jpg", 300, 300);
    g_autofree char *copy = soft_picture("copy.jpg", 300, 300);
    g_autofree char *log = corpus_path("twice.log");
    g_autofree char *program = counting_program(log);
    BxPictureSettings settings = corpus_settings();
    settings.program = program;
    BxPictureJob jobs[] = {corpus_job(file), corpus_job(copy), corpus_job(file), corpus_job(NULL)};
    g_autoptr(BxDiags) diags = bx_diags_new();
    g_autoptr(BxPictures) pictures = bx_pictures_start(jobs, 4, &settings);
    bx_pictures_finish(pictures, diags);
    g_assert_cmpint(bx_diags_count(diags), ==, 0);
    g_assert_cmpint(count_runs(log), ==, 1);
    for (int i = 1; i < 3; i++)
        assert_same_bytes(bx_pictures_lookup(pictures, 0), bx_pictures_lookup(pictures, i));
    g_assert_null(bx_pictures_lookup(pictures, 3)->jpeg);
}

/* The only picture of a cache, with its path; what the cache keeps of itself is hidden. */
static char *
only_file(const char *dir)
{
    g_autoptr(GDir) files = g_dir_open(dir, 0, NULL);
    char *path = NULL;
    for (const char *name; (name = g_dir_read_name(files));) {
        if (name[0] == '.')
            continue;
        g_assert_null(path);
        path = g_build_filename(dir, name, NULL);
    }
    g_assert_nonnull(path);
    return path;
}

static void
test_keeps_results_and_mends_damaged_ones(void)
{
    g_autofree char *file = soft_picture("kept.jpg", 300, 300);
    g_autofree char *log = corpus_path("kept.log");
    g_autofree char *program = counting_program(log);
    g_autofree char *cache = corpus_path("cache");
    BxPictureSettings settings = corpus_settings();
    settings.program = program;
    settings.cache_dir = cache;
    BxPictureJob job = corpus_job(file);
    g_autoptr(BxPictures) made = corpus_prepare(&job, &settings);
    g_assert_false(bx_pictures_lookup(made, 0)->from_cache);
    g_autoptr(BxPictures) kept = corpus_prepare(&job, &settings);
    g_assert_true(bx_pictures_lookup(kept, 0)->from_cache);
    assert_same_bytes(bx_pictures_lookup(made, 0), bx_pictures_lookup(kept, 0));
    g_assert_cmpint(count_runs(log), ==, 1);

    g_autofree char *entry = only_file(cache);
    g_assert_true(g_file_set_contents(entry, "half of somethi", -1, NULL));
    g_autoptr(BxPictures) mended = corpus_prepare(&job, &settings);
    g_assert_false(bx_pictures_lookup(mended, 0)->from_cache);
    assert_same_bytes(bx_pictures_lookup(made, 0), bx_pictures_lookup(mended, 0));
    g_autoptr(BxPictures) again = corpus_prepare(&job, &settings);
    g_assert_true(bx_pictures_lookup(again, 0)->from_cache);
    g_assert_cmpint(count_runs(log), ==, 2);
}

static void
test_keeps_no_failure(void)
{
    g_autofree char *file = corpus_write("later.jpg", "no", 2);
    g_autofree char *cache = corpus_path("failures");
    BxPictureSettings settings = corpus_settings();
    settings.cache_dir = cache;
    assert_refused(file, &settings, BX_DIAG_PICTURE_BROKEN, "");
    g_assert_false(g_file_test(cache, G_FILE_TEST_EXISTS));
}

/* This program once more, as another process on the same cache; see main(). */
static int
prepare_for_another(char **argv)
{
    BxPictureSettings settings = corpus_settings();
    g_autofree char *profile = g_build_filename(g_getenv("G_TEST_SRCDIR"), "..", "layouts",
                                                "newsprint-cgats-tr002.icc", NULL);
    settings.profile = profile;
    settings.cache_dir = argv[3];
    BxPictureJob job = corpus_job(argv[2]);
    g_autoptr(BxPictures) pictures = corpus_prepare(&job, &settings);
    g_autofree char *sum =
        g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bx_pictures_lookup(pictures, 0)->jpeg);
    g_print("%s", sum);
    return 0;
}

static const char *this_program;

typedef struct {
    const char *file, *cache;
} Another;

static void *
run_another(void *data)
{
    const Another *another = data;
    const char *argv[] = {this_program, "--prepare", another->file, another->cache, NULL};
    char *out = NULL;
    int status = -1;
    g_assert_true(g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL,
                               &status, NULL));
    g_assert_cmpint(status, ==, 0);
    return out;
}

static void
test_processes_share_a_cache(void)
{
    enum { N = 3 };
    g_autofree char *file = soft_picture("shared.jpg", 400, 400);
    g_autofree char *cache = corpus_path("shared");
    Another another = {file, cache};
    GThread *threads[N];
    char *sums[N];
    for (int i = 0; i < N; i++)
        threads[i] = g_thread_new("another", run_another, &another);
    for (int i = 0; i < N; i++)
        sums[i] = g_thread_join(threads[i]);
    for (int i = 0; i < N; i++) {
        g_assert_cmpuint(strlen(sums[i]), ==, 64);
        g_assert_cmpstr(sums[i], ==, sums[0]);
    }
    for (int i = 0; i < N; i++)
        g_free(sums[i]);
    g_free(only_file(cache));
}

static void
add(const char *name, GTestFunc test)
{
    g_autofree char *path = g_strconcat("/picture/", name, NULL);
    g_test_add_func(path, test);
}

int
main(int argc, char **argv)
{
    if (argc == 4 && strcmp(argv[1], "--prepare") == 0)
        return prepare_for_another(argv);
    this_program = argv[0];
    g_test_init(&argc, &argv, NULL);
    corpus_start(argv[0]);
    add("refuses/what-is-no-picture", test_refuses_what_is_no_picture);
    add("refuses/garbage-after-every-magic", test_refuses_garbage_after_every_magic);
    add("refuses/torn-files", test_refuses_torn_files);
    add("refuses/a-bomb-by-its-header", test_refuses_a_bomb_by_its_header);
    add("refuses/what-is-not-there", test_refuses_what_is_not_there);
    add("child/says-what-is-wrong-with-the-installation",
        test_says_what_is_wrong_with_the_installation);
    add("child/ends-one-that-takes-too-long", test_ends_a_child_that_takes_too_long);
    add("child/survives-any", test_survives_any_child);
    add("child/free-without-finish-ends-them", test_free_without_finish_ends_the_children);
    add("size/applies-all-orientations", test_applies_all_orientations);
    add("size/crops-round-the-focus", test_crops_round_the_focus);
    add("size/shows-a-part", test_shows_a_part);
    add("size/shows-a-part-of-turned-files", test_shows_a_part_of_turned_files);
    add("size/never-stores-more-than-asked-nor-300", test_never_stores_more_than_asked_nor_300);
    add("size/reports-low-ppi-in-order-of-jobs", test_reports_low_ppi_in_order_of_jobs);
    add("cache/makes-the-same-bytes-again", test_makes_the_same_bytes_again);
    add("cache/runs-the-same-job-once", test_runs_the_same_job_once);
    add("cache/keeps-results-and-mends-damaged-ones", test_keeps_results_and_mends_damaged_ones);
    add("cache/keeps-no-failure", test_keeps_no_failure);
    add("cache/processes-share-one", test_processes_share_a_cache);
    int failed = g_test_run();
    corpus_end();
    return failed;
}
