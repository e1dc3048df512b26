/* SPDX-License-Identifier: Apache-2.0 */
/* Conditions: names of the ICC's registry of characterization data, and profiles made from them. The
 * registry asks of such a profile that its description and its charTarget tag name the data. */

#include "load/condition.h"

#include "load/path.h"

#include <lcms2.h>
#include <string.h>

#define DEFAULT_CONDITION "CGATS TR 002"
#define DEFAULT_PROFILE "newsprint-cgats-tr002.icc"
#define TEXT_MAX 1024     /* bytes of a profile's texts that are looked at */
#define FOLDERS_DEEP 3    /* the system keeps profiles in folders by their makers */
#define PROFILES_MAX 2000 /* looked at in one search */

/* clang-format off */
static const char *const registered[] = {
    "CGATS TR 001", "CGATS TR 002", "CGATS TR 003", "CGATS TR 005", "CGATS TR 006",
    "CGATS21_CRPC1", "CGATS21_CRPC2", "CGATS21_CRPC3", "CGATS21_CRPC4", "CGATS21_CRPC5", "CGATS21_CRPC6", "CGATS21_CRPC7",
    "EUROSB104", "EUROSB204",
    "FOGRA27", "FOGRA28", "FOGRA29", "FOGRA30", "FOGRA31", "FOGRA32", "FOGRA33", "FOGRA34", "FOGRA35", "FOGRA36",
    "FOGRA37", "FOGRA38", "FOGRA39", "FOGRA40", "FOGRA41", "FOGRA42", "FOGRA43", "FOGRA44", "FOGRA45", "FOGRA46",
    "FOGRA47", "FOGRA48", "FOGRA49", "FOGRA50", "FOGRA51", "FOGRA52", "FOGRA53", "FOGRA54", "FOGRA55", "FOGRA56",
    "FOGRA57", "FOGRA58", "FOGRA59", "FOGRA60",
    "IFRA26", "IFRA30", "JC200103", "JC200104", "JCN2002", "JCW2003", NULL,
};
/* clang-format on */

/* ---- names ---- */

/* Letters and digits alone, in capitals: names are written with blanks, hyphens, underscores, or none. */
static char *
plain_name(const char *name)
{
    GString *plain = g_string_new(NULL);
    for (const char *p = name; *p; p++)
        if (g_ascii_isalnum(*p))
            g_string_append_c(plain, g_ascii_toupper(*p));
    return g_string_free(plain, FALSE);
}

/* The registered name that `text` holds, a digit may not follow it; NULL: none. */
static const char *
name_in(const char *text)
{
    g_autofree char *plain = plain_name(text);
    for (const char *const *name = registered; *name; name++) {
        g_autofree char *wanted = plain_name(*name);
        const char *found = strstr(plain, wanted);
        if (found && !g_ascii_isdigit(found[strlen(wanted)]))
            return *name;
    }
    return NULL;
}

/* The registered name that `text` is, however it is written; NULL: none. */
static const char *
name_of(const char *text)
{
    const char *name = name_in(text);
    g_autofree char *plain = plain_name(text), *whole = plain_name(name ? name : "");
    return name && strcmp(plain, whole) == 0 ? name : NULL;
}

/* ---- profiles ---- */

void *
bx_open_press_profile(const char *file)
{
    cmsHPROFILE profile = file ? cmsOpenProfileFromFile(file, "r") : NULL;
    if (profile && cmsGetDeviceClass(profile) == cmsSigOutputClass
        && cmsGetColorSpace(profile) == cmsSigCmykData)
        return profile;
    if (profile)
        cmsCloseProfile(profile);
    return NULL;
}

/* The registered condition that a profile says it is for; NULL: it names none. */
static const char *
profile_condition(cmsHPROFILE profile)
{
    char text[TEXT_MAX] = "";
    cmsGetProfileInfoASCII(profile, cmsInfoDescription, "en", "US", text, sizeof text);
    const char *name = name_in(text);
    const cmsMLU *target = name ? NULL : cmsReadTag(profile, cmsSigCharTargetTag);
    if (target) {
        cmsMLUgetASCII(target, "en", "US", text, sizeof text);
        text[sizeof text - 1] = '\0';
        name = name_in(text);
    }
    return name;
}

static bool
is_for_condition(const char *file, const char *condition)
{
    cmsHPROFILE profile = bx_open_press_profile(file);
    const char *name = profile ? profile_condition(profile) : NULL;
    if (profile)
        cmsCloseProfile(profile);
    return name && strcmp(name, condition) == 0;
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *
sorted_names(const char *folder)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    GDir *dir = g_dir_open(folder, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));)
        g_ptr_array_add(names, g_strdup(name));
    if (dir)
        g_dir_close(dir);
    g_ptr_array_sort(names, compare_names);
    return names;
}

static bool
is_profile_name(const char *name)
{
    g_autofree char *lower = g_ascii_strdown(name, -1);
    return g_str_has_suffix(lower, ".icc") || g_str_has_suffix(lower, ".icm");
}

/* The first profile of a condition in a folder, in order of names; owned. NULL: none. */
static char *
find_in_folder(const char *folder, const char *condition, int deep, int *left)
{
    g_autoptr(GPtrArray) names = sorted_names(folder);
    for (guint i = 0; i<names->len && * left> 0; i++) {
        const char *name = g_ptr_array_index(names, i);
        g_autofree char *path = g_build_filename(folder, name, NULL);
        char *found = NULL;
        if (is_profile_name(name) && (*left)-- && is_for_condition(path, condition))
            found = g_steal_pointer(&path);
        else if (deep > 0 && g_file_test(path, G_FILE_TEST_IS_DIR))
            found = find_in_folder(path, condition, deep - 1, left);
        if (found)
            return found;
    }
    return NULL;
}

static char *
find_profile(const BxLayoutFiles *files, const char *condition)
{
    int left = PROFILES_MAX;
    char *found = NULL;
    for (const char *const *folder = files->folders; *folder && !found; folder++)
        found = find_in_folder(*folder, condition, 0, &left);
    for (const char *const *dir = g_get_system_data_dirs(); *dir && !found; dir++) {
        g_autofree char *folder = g_build_filename(*dir, "color", "icc", NULL);
        found = find_in_folder(folder, condition, FOLDERS_DEEP, &left);
    }
    return found;
}

static char *
shipped_profile(const BxLayoutFiles *files)
{
    for (const char *const *folder = files->folders; *folder; folder++) {
        char *path = g_build_filename(*folder, DEFAULT_PROFILE, NULL);
        if (g_file_test(path, G_FILE_TEST_EXISTS))
            return path;
        g_free(path);
    }
    return NULL;
}

/* ---- the key ---- */

/* clang-format off */
static const BxField press_fields[] = {
    {"profile", BX_YAML_STRING, offsetof(BxPressSpec, profile), .words = NULL},
    {"condition", BX_YAML_STRING, offsetof(BxPressSpec, condition), .words = NULL},
    {"ink_limit", BX_YAML_NUMBER, offsetof(BxPressSpec, ink_limit), .least = 100, .most = 400},
    {"sharpen", BX_YAML_BOOL, offsetof(BxPressSpec, sharpen), .words = NULL},
};
/* clang-format on */

static char *
profile_beside(const BxLayoutReading *reading, const char *name, BxPos pos)
{
    g_autofree char *folder = g_path_get_dirname(reading->files->reading);
    return bx_path_resolve(folder, name, pos, BX_DIAG_FILE_MISSING, reading->diags);
}

void
bx_read_press(BxYaml *yaml, BxNode *node, BxLayoutReading *reading)
{
    BxPressSpec read = {0}, *press = &reading->layout->press;
    BxNode *profile = bx_yaml_lookup(node, "profile");
    BxNode *condition = bx_yaml_lookup(node, "condition");
    bool is_open = !reading->has_profile && !reading->has_condition;
    bx_yaml_read(yaml, node, "press", press_fields, G_N_ELEMENTS(press_fields), &read, reading);
    if (is_open && (profile || condition)) {
        press->pos = bx_yaml_pos(yaml, profile ? profile : condition);
        press->profile = read.profile ? profile_beside(reading, read.profile, press->pos) : NULL;
        press->condition = g_steal_pointer(&read.condition);
        reading->has_profile = profile != NULL;
        reading->has_condition = condition != NULL;
    }
    if (press->ink_limit <= 0)
        press->ink_limit = read.ink_limit;
    if (bx_yaml_lookup(node, "sharpen") && !reading->has_sharpen) {
        press->sharpen = read.sharpen;
        reading->has_sharpen = true;
    }
    g_free(read.profile);
    g_free(read.condition);
}

/* A condition that is named alone. */
static void
settle_profile(BxLayoutReading *reading)
{
    BxPressSpec *press = &reading->layout->press;
    if (!press->condition)
        press->condition = g_strdup(DEFAULT_CONDITION);
    const char *name = name_of(press->condition);
    if (name && strcmp(name, DEFAULT_CONDITION) == 0) {
        press->profile = shipped_profile(reading->files);
    } else if (name) {
        press->profile = find_profile(reading->files, name);
        if (!press->profile)
            bx_diag(reading->diags, BX_DIAG_PROFILE_UNUSABLE, press->pos,
                    "no profile of the condition “%s” is here; put one into the issue's layouts "
                    "and name it with `profile`",
                    name);
    } else {
        g_autofree char *hint = bx_did_you_mean(press->condition, registered);
        bx_diag(reading->diags, BX_DIAG_NAME_UNKNOWN, press->pos,
                "“%s” is no registered printing condition%s; with another one, name its `profile`",
                press->condition, hint);
    }
}

/* The condition of a profile that is named. */
static void
settle_condition(BxLayoutReading *reading)
{
    BxPressSpec *press = &reading->layout->press;
    cmsHPROFILE profile = bx_open_press_profile(press->profile);
    if (profile && !press->condition)
        press->condition = g_strdup(profile_condition(profile));
    if (profile)
        cmsCloseProfile(profile);
    else if (press->profile)
        bx_diag(reading->diags, BX_DIAG_PROFILE_UNUSABLE, press->pos,
                "it is no ICC profile of a CMYK printer (class prtr)");
}

void
bx_settle_press(BxLayoutReading *reading)
{
    BxPressSpec *press = &reading->layout->press;
    if (press->ink_limit <= 0)
        press->ink_limit = BX_INK_LIMIT;
    if (reading->has_profile)
        settle_condition(reading);
    else
        settle_profile(reading);
    const char *name = press->condition ? name_of(press->condition) : NULL;
    press->is_registered = name != NULL;
    if (name) { /* as the registry writes it */
        g_free(press->condition);
        press->condition = g_strdup(name);
    }
}

static bool
is_same(const char *a, const char *b)
{
    return g_strcmp0(a, b) == 0;
}

void
bx_check_one_press(const BxIssue *issue, BxDiags *diags)
{
    const BxPageSpec *first = issue->pages->len ? g_ptr_array_index(issue->pages, 0) : NULL;
    for (guint i = 1; i < issue->pages->len; i++) {
        const BxPageSpec *page = g_ptr_array_index(issue->pages, i);
        const BxPressSpec *one = &first->layout->press, *other = &page->layout->press;
        if (is_same(one->profile, other->profile) && is_same(one->condition, other->condition)
            && one->ink_limit == other->ink_limit && one->sharpen == other->sharpen)
            continue;
        bx_diag_on_page(diags, BX_DIAG_PRESS_DIFFERS, page->pos, page->number,
                        "`press` of layout “%s” is not that of page %d (“%s”); an issue is printed "
                        "in one way: say it in a layout that is the base of both",
                        page->layout->name, first->number, first->layout->name);
    }
}
