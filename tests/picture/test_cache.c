/* SPDX-License-Identifier: Apache-2.0 */
/* The cache of pictures: what makes a key, what is kept, what is not believed. */

#include "base/remove_tree.h"
#include "picture/budget.h"
#include "picture/cache.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char *folder;

static const BxPictureSettings settings = {
    .colour = BX_PICTURE_CMYK, .target_ppi = 200, .ink_limit = 240};
static const BxPictureJob job = {
    .width_pt = 100, .height_pt = 50, .crop = true, .focus_x = 0.5, .focus_y = 0.5};

static void
test_key_repeats(void)
{
    g_autofree char *one = bx_cache_key(&job, &settings, "a", "b");
    g_autofree char *two = bx_cache_key(&job, &settings, "a", "b");
    g_assert_cmpstr(one, ==, two);
    g_assert_cmpuint(strlen(one), ==, 64);
}

static void
test_key_tells_all_that_matters(void)
{
    g_autoptr(GHashTable) keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    BxPictureJob wider = job, taller = job, whole = job, left = job, up = job, sharp = job;
    BxPictureJob part = job, low = job;
    sharp.sharpen = true;
    part.part = (BxCrop){0, 0, 1, 0.5};
    low.part = (BxCrop){0, 0.5, 1, 0.5};
    wider.width_pt = 100.001;
    taller.height_pt = 51;
    whole.crop = false;
    left.focus_x = 0.4;
    up.focus_y = 0.4;
    const BxPictureJob *jobs[] = {&job, &wider, &taller, &whole, &left, &up, &sharp, &part, &low};
    for (size_t i = 0; i < G_N_ELEMENTS(jobs); i++)
        g_hash_table_add(keys, bx_cache_key(jobs[i], &settings, "a", "b"));
    BxPictureSettings rgb = settings, finer = settings, dry = settings;
    rgb.colour = BX_PICTURE_RGB;
    finer.target_ppi = 250;
    dry.ink_limit = 220;
    const BxPictureSettings *others[] = {&rgb, &finer, &dry};
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        g_hash_table_add(keys, bx_cache_key(&job, others[i], "a", "b"));
    g_hash_table_add(keys, bx_cache_key(&job, &settings, "A", "b"));
    g_hash_table_add(keys, bx_cache_key(&job, &settings, "a", "B"));
    g_hash_table_add(keys, bx_cache_key(&job, &settings, "a", NULL));
    g_assert_cmpuint(g_hash_table_size(keys), ==, 15);
}

/* A job may ask for more than the settings; nothing is stored above 300. */
static void
test_ppi_of_a_job(void)
{
    BxPictureJob line_art = job, too_much = job;
    line_art.ppi = 300;
    too_much.ppi = 900;
    g_assert_cmpfloat(bx_picture_ppi(&job, &settings), ==, 200);
    g_assert_cmpfloat(bx_picture_ppi(&line_art, &settings), ==, 300);
    g_autofree char *plain = bx_cache_key(&job, &settings, "a", "b");
    g_autofree char *fine = bx_cache_key(&line_art, &settings, "a", "b");
    g_autofree char *most = bx_cache_key(&too_much, &settings, "a", "b");
    g_assert_cmpstr(plain, !=, fine);
    g_assert_cmpstr(fine, ==, most);
}

static void
test_key_forgets_names_and_unused_focus(void)
{
    BxPictureJob one = job, two = job;
    one.crop = two.crop = false;
    one.name = "a.jpg";
    two.name = "b.jpg";
    two.focus_x = 0;
    g_autofree char *first = bx_cache_key(&one, &settings, "a", "b");
    g_autofree char *second = bx_cache_key(&two, &settings, "a", "b");
    g_assert_cmpstr(first, ==, second);
}

static void
test_content_sum_is_sha256(void)
{
    g_autofree char *path = g_build_filename(folder, "abc", NULL);
    g_assert_true(g_file_set_contents(path, "abc", 3, NULL));
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    g_autofree char *sum = bx_content_sum(fd, NULL);
    close(fd);
    g_assert_cmpstr(sum, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void
test_gives_back_what_it_got(void)
{
    g_autofree char *dir = g_build_filename(folder, "deep", "er", NULL);
    g_autoptr(GBytes) answer = g_bytes_new_static("width=1\n\n\xFF\xD8\0x", 13);
    g_assert_null(bx_cache_load(dir, "key"));
    bx_cache_store(dir, "key", answer);
    g_autoptr(GBytes) kept = bx_cache_load(dir, "key");
    g_assert_true(kept && g_bytes_equal(kept, answer));
    g_assert_null(bx_cache_load(dir, "other"));
}

static void
test_leaves_no_other_files(void)
{
    g_autofree char *dir = g_build_filename(folder, "tidy", NULL);
    g_autoptr(GBytes) answer = g_bytes_new_static("x", 1);
    for (int i = 0; i < 3; i++)
        bx_cache_store(dir, "key", answer);
    g_autoptr(GDir) files = g_dir_open(dir, 0, NULL);
    int n = 0;
    for (const char *name; (name = g_dir_read_name(files)); n++)
        g_assert_true(strcmp(name, "key.picture") == 0 || strcmp(name, ".size") == 0);
    g_assert_cmpint(n, ==, 2);
}

/* The last use of an entry, so many seconds ago. */
static void
used_before(const char *dir, const char *key, int seconds)
{
    g_autofree char *name = g_strconcat(key, BX_CACHE_SUFFIX, NULL);
    g_autofree char *path = g_build_filename(dir, name, NULL);
    const struct timespec times[] = {{time(NULL) - seconds, 0}, {time(NULL) - seconds, 0}};
    g_assert_cmpint(utimensat(AT_FDCWD, path, times, 0), ==, 0);
}

static void
store_mib(const char *dir, const char *key)
{
    g_autoptr(GBytes) answer = g_bytes_new_take(g_malloc0(1 << 20), 1 << 20);
    bx_cache_store(dir, key, answer);
}

static bool
is_kept(const char *dir, const char *key)
{
    g_autoptr(GBytes) answer = bx_cache_load(dir, key);
    return answer != NULL;
}

static void
test_keeps_to_its_budget(void)
{
    static const char *const keys[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
    g_autofree char *dir = g_build_filename(folder, "budget", NULL);
    BxCacheStat stat;
    g_setenv("BANXIN_CACHE_MIB", "6", TRUE);
    for (int i = 0; i < 5; i++) {
        store_mib(dir, keys[i]);
        used_before(dir, keys[i], 1000 - 100 * i);
    }
    g_assert_true(bx_cache_stat(dir, &stat));
    g_assert_cmpint(stat.n_entries, ==, 5);
    g_assert_true(is_kept(dir, "a")); /* and so it is used last of all */
    store_mib(dir, "f");
    /* six and their sums are over it: two go, to be at nine tenths */
    g_assert_true(bx_cache_stat(dir, &stat));
    g_assert_cmpint(stat.n_entries, ==, 5);
    g_assert_true(is_kept(dir, "a") && is_kept(dir, "f"));
    g_assert_false(is_kept(dir, "b"));
    for (size_t i = 6; i < G_N_ELEMENTS(keys); i++) {
        store_mib(dir, keys[i]);
        g_assert_true(bx_cache_stat(dir, &stat));
        g_assert_cmpuint(stat.bytes, <=, 6 << 20);
    }
    g_assert_true(is_kept(dir, "j"));
    g_setenv("BANXIN_CACHE_MIB", "0", TRUE);
    store_mib(dir, "none");
    g_assert_false(is_kept(dir, "none"));
    g_unsetenv("BANXIN_CACHE_MIB");
}

/* What is in the tally is believed until the budget is reached, and no longer than it is a number. */
static void
test_damaged_tally(void)
{
    g_autofree char *dir = g_build_filename(folder, "tally", NULL);
    g_autofree char *tally = g_build_filename(dir, ".size", NULL);
    BxCacheStat stat;
    g_setenv("BANXIN_CACHE_MIB", "3", TRUE);
    static const char *const keys[] = {"a", "b", "c", "d"};
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        store_mib(dir, keys[i]);
        g_assert_true(g_file_set_contents(tally, i % 2 ? "" : "many", -1, NULL));
    }
    store_mib(dir, "e");
    g_assert_true(bx_cache_stat(dir, &stat));
    g_assert_cmpuint(stat.bytes, <=, 3 << 20);
    g_unsetenv("BANXIN_CACHE_MIB");
}

static void
test_clears_its_own_files(void)
{
    g_autofree char *dir = g_build_filename(folder, "clear", NULL);
    g_autofree char *other = g_build_filename(dir, "notes.txt", NULL);
    store_mib(dir, "a");
    store_mib(dir, "b");
    g_assert_true(g_file_set_contents(other, "mine", -1, NULL));
    g_assert_cmpint(bx_cache_clear(dir), ==, 2);
    g_assert_false(is_kept(dir, "a"));
    g_assert_true(g_file_test(other, G_FILE_TEST_EXISTS));
    g_assert_cmpint(bx_cache_clear(dir), ==, 0);
    g_autofree char *none = g_build_filename(folder, "not there", NULL);
    g_assert_cmpint(bx_cache_clear(none), ==, 0);
    g_assert_false(g_file_test(none, G_FILE_TEST_EXISTS));
}

/* Several processes fill, read and clear one folder: nothing is ever read that was not stored. */
static void
test_many_at_once(void)
{
    g_autofree char *dir = g_build_filename(folder, "many", NULL);
    pid_t pids[4];
    g_setenv("BANXIN_CACHE_MIB", "4", TRUE);
    for (int p = 0; p < (int)G_N_ELEMENTS(pids); p++) {
        pids[p] = fork();
        if (pids[p] != 0)
            continue;
        for (int i = 0; i < 60; i++) {
            g_autofree char *key = g_strdup_printf("%d", i % 12);
            g_autoptr(GBytes) found = bx_cache_load(dir, key);
            if (found && g_bytes_get_size(found) != 1 << 20)
                _exit(1);
            if (!found)
                store_mib(dir, key);
            if (p == 0 && i % 20 == 19)
                bx_cache_clear(dir);
        }
        _exit(0);
    }
    for (size_t p = 0; p < G_N_ELEMENTS(pids); p++) {
        int status;
        g_assert_cmpint(waitpid(pids[p], &status, 0), ==, pids[p]);
        g_assert_cmpint(status, ==, 0);
    }
    BxCacheStat stat;
    store_mib(dir, "last");
    g_assert_true(bx_cache_stat(dir, &stat));
    g_assert_cmpuint(stat.bytes, <=, (4 << 20) + (1 << 20));
    g_unsetenv("BANXIN_CACHE_MIB");
}

static void
test_believes_no_damaged_entry(void)
{
    g_autoptr(GBytes) answer = g_bytes_new_static("width=1\n\nbytes of a picture", 26);
    bx_cache_store(folder, "key", answer);
    g_autofree char *path = g_build_filename(folder, "key.picture", NULL);
    g_autofree char *text = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(path, &text, &length, NULL));
    for (gsize i = 0; i < length; i++) {
        char was = text[i];
        text[i] = (char)(was ^ 1);
        g_assert_true(g_file_set_contents(path, text, (gssize)length, NULL));
        if (i != 64) /* the line end between sum and answer says nothing */
            g_assert_null(bx_cache_load(folder, "key"));
        text[i] = was;
        g_assert_true(g_file_set_contents(path, text, (gssize)i, NULL));
        g_assert_null(bx_cache_load(folder, "key"));
    }
}

static void
test_unwritable_folder_is_no_fault(void)
{
    g_autofree char *file = g_build_filename(folder, "file", NULL);
    g_assert_true(g_file_set_contents(file, "", 0, NULL));
    g_autofree char *dir = g_build_filename(file, "below", NULL);
    g_autoptr(GBytes) answer = g_bytes_new_static("x", 1);
    bx_cache_store(dir, "key", answer);
    g_assert_null(bx_cache_load(dir, "key"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    folder = g_dir_make_tmp("banxin-cache-XXXXXX", NULL);
    g_test_add_func("/picture/cache/key-repeats", test_key_repeats);
    g_test_add_func("/picture/cache/key-tells-all-that-matters", test_key_tells_all_that_matters);
    g_test_add_func("/picture/cache/ppi-of-a-job", test_ppi_of_a_job);
    g_test_add_func("/picture/cache/key-forgets-names-and-unused-focus",
                    test_key_forgets_names_and_unused_focus);
    g_test_add_func("/picture/cache/content-sum-is-sha256", test_content_sum_is_sha256);
    g_test_add_func("/picture/cache/gives-back-what-it-got", test_gives_back_what_it_got);
    g_test_add_func("/picture/cache/leaves-no-other-files", test_leaves_no_other_files);
    g_test_add_func("/picture/cache/keeps-to-its-budget", test_keeps_to_its_budget);
    g_test_add_func("/picture/cache/damaged-tally", test_damaged_tally);
    g_test_add_func("/picture/cache/clears-its-own-files", test_clears_its_own_files);
    g_test_add_func("/picture/cache/many-at-once", test_many_at_once);
    g_test_add_func("/picture/cache/believes-no-damaged-entry", test_believes_no_damaged_entry);
    g_test_add_func("/picture/cache/unwritable-folder-is-no-fault",
                    test_unwritable_folder_is_no_fault);
    int failed = g_test_run();
    remove_tree(folder);
    g_free(folder);
    return failed;
}
