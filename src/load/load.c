/* SPDX-License-Identifier: Apache-2.0 */
/* Load: issue.yaml, then every layout and article it names. */

#include "load/article.h"
#include "load/condition.h"
#include "load/issue_reading.h"
#include "load/path.h"
#include "load/words.h"

#include <stdio.h>
#include <string.h>

#define PICTURES_MAX 500

/* ---- values of issue.yaml ---- */

static void
add_slogan(BxYaml *yaml, BxNode *node, void *data)
{
    BxText *text = bx_yaml_text(yaml, node, "slogan");
    if (text)
        g_ptr_array_add(((BxIssueReading *)data)->issue->slogans, text);
}

static void
slogan_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)field;
    bx_yaml_items(yaml, node, "slogan", true, add_slogan, context);
}

static void
add_keyword(BxYaml *yaml, BxNode *node, void *data)
{
    char *word = bx_yaml_string(yaml, node, "keywords");
    if (word)
        g_ptr_array_add(((BxIssueReading *)data)->issue->keywords, word);
}

static void
keywords_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)field;
    bx_yaml_items(yaml, node, "keywords", true, add_keyword, context);
}

static void
date_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)context;
    g_autofree char *words = bx_yaml_string(yaml, node, "date");
    int year, month, day, used = 0;
    if (words && sscanf(words, "%4d-%2d-%2d%n", &year, &month, &day, &used) == 3 && words[used] == 0
        && g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
        g_date_set_dmy(field, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
    else
        bx_yaml_wrong(yaml, node, "date", "a date as YYYY-MM-DD");
}

static const char *const text_rules[] = {"PA-1", "TX-2", "TX-3", "TX-4", "TX-5", NULL};

static void
add_kept_rule(BxYaml *yaml, BxNode *node, void *data)
{
    g_autofree char *rule = bx_yaml_string(yaml, node, "keep");
    if (rule && g_strv_contains(text_rules, rule))
        g_hash_table_add(((BxIssueReading *)data)->issue->unconverted, g_steal_pointer(&rule));
    else if (rule)
        bx_diag(bx_yaml_diags(yaml), BX_DIAG_VALUE_UNKNOWN, bx_yaml_pos(yaml, node),
                "“%s” is none of the rules PA-1, TX-2, TX-3, TX-4, TX-5", rule);
}

static void
keep_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)field;
    bx_yaml_items(yaml, node, "keep", true, add_kept_rule, context);
}

static void
add_word(BxYaml *yaml, BxNode *node, void *data)
{
    g_autofree char *word = bx_yaml_string(yaml, node, "words");
    if (word)
        bx_words_add(((BxIssueReading *)data)->issue->words, word, bx_yaml_pos(yaml, node),
                     bx_yaml_diags(yaml));
}

static void
words_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)field;
    bx_yaml_items(yaml, node, "words", true, add_word, context);
}

/* clang-format off */
static const BxField text_fields[] = {
    {"convert", BX_YAML_BOOL, offsetof(BxIssue, convert), .words = NULL},
    {"keep", BX_YAML_CUSTOM, 0, .read = keep_reader},
    {"words", BX_YAML_CUSTOM, 0, .read = words_reader},
};
/* clang-format on */

static void
text_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    bx_yaml_read(yaml, node, "text", text_fields, G_N_ELEMENTS(text_fields), field, context);
}

static void
default_layout_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)field;
    BxIssueReading *loading = context;
    loading->default_layout = bx_yaml_string(yaml, node, "layout");
    loading->default_layout_pos = bx_yaml_pos(yaml, node);
}

/* ---- the issue ---- */

static void
pages_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)yaml;
    (void)field;
    ((BxIssueReading *)context)->pages = node;
}

static void
version_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)field;
    (void)context;
    double version;
    if (bx_yaml_number(yaml, node, "issue", 0, 0, &version) && version != 1)
        bx_diag(bx_yaml_diags(yaml), BX_DIAG_VERSION_UNKNOWN, bx_yaml_pos(yaml, node),
                "version %g of “issue” is not known; this program reads 1", version);
}

/* clang-format off */
#define TEXT(key, member) {key, BX_YAML_TEXT, offsetof(BxIssue, member), .words = NULL}
static const BxField issue_fields[] = {
    {"issue", BX_YAML_CUSTOM, 0, .required = true, .read = version_reader},
    {"title", BX_YAML_TEXT, offsetof(BxIssue, title), .required = true},
    TEXT("label", label), TEXT("number", number), TEXT("contact", contact), TEXT("editor", editor),
    TEXT("total", total), TEXT("cn", cn), TEXT("authority", authority), TEXT("sponsor", sponsor),
    TEXT("publisher", publisher), TEXT("address", address), TEXT("printer", printer),
    TEXT("distribution", distribution), TEXT("price", price), TEXT("extra", extra),
    {"slogan", BX_YAML_CUSTOM, 0, .read = slogan_reader},
    {"keywords", BX_YAML_CUSTOM, 0, .read = keywords_reader},
    {"date", BX_YAML_CUSTOM, offsetof(BxIssue, date), .read = date_reader},
    {"layout", BX_YAML_CUSTOM, 0, .read = default_layout_reader},
    {"text", BX_YAML_CUSTOM, 0, .read = text_reader},
    {"pages", BX_YAML_CUSTOM, 0, .required = true, .read = pages_reader},
};
/* clang-format on */

/* ---- the whole ---- */

static int
count_furniture_pictures(const BxLayout *layout)
{
    int n = 0;
    for (guint i = 0; i < layout->furniture->len; i++)
        n += ((const BxFurniture *)g_ptr_array_index(layout->furniture, i))->kind
             == BX_FURNITURE_PICTURE;
    return n;
}

static int
count_pictures(const BxIssue *issue)
{
    int n = 0;
    for (guint i = 0; i < issue->pages->len; i++) {
        const BxPageSpec *page = g_ptr_array_index(issue->pages, i);
        n += count_furniture_pictures(page->layout) + (int)page->ads->len;
    }
    for (guint i = 0; i < issue->stories->len; i++) {
        const BxStory *story = g_ptr_array_index(issue->stories, i);
        for (guint k = 0; k < story->blocks->len; k++) {
            const BxBlock *block = g_ptr_array_index(story->blocks, k);
            n += block->figure ? (int)block->figure->pictures->len : 0;
        }
    }
    return n;
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Articles in the folder `articles` that no page names. */
static void
report_unused(const BxIssueReading *loading, BxPos pos)
{
    g_autofree char *folder = g_build_filename(loading->issue->folder, "articles", NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    g_autoptr(GPtrArray) unused = g_ptr_array_new_with_free_func(g_free);
    const char *name;
    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *path = g_build_filename("articles", name, NULL);
        if (g_str_has_suffix(name, ".md") && !g_hash_table_contains(loading->stories, path))
            g_ptr_array_add(unused, g_steal_pointer(&path));
    }
    g_ptr_array_sort(unused, compare_names);
    for (guint i = 0; i < unused->len; i++)
        bx_diag(loading->diags, BX_DIAG_STORY_UNUSED, pos, "“%s” is on no page",
                (const char *)g_ptr_array_index(unused, i));
}

static bool
is_shown(const BxIssue *issue, const char *field)
{
    for (guint i = 0; i < issue->pages->len; i++) {
        const BxPageSpec *page = g_ptr_array_index(issue->pages, i);
        if (bx_layout_shows(page->layout, field, page->number, i == 0))
            return true;
    }
    return false;
}

static void
report_unshown(const BxIssueReading *loading, const char *field, const BxText *text)
{
    if (text && !is_shown(loading->issue, field))
        bx_diag(loading->diags, BX_DIAG_FIELD_UNSHOWN, bx_text_pos(text, 0),
                "no page shows {%s} in its furniture", field);
}

static void
report_unshown_texts(const BxIssueReading *loading)
{
    const BxIssue *issue = loading->issue;
    for (const BxIssueWord *word = bx_issue_words; word->name; word++)
        report_unshown(loading, word->name, bx_issue_lookup_word(issue, word->name));
    for (guint i = 0; i < issue->slogans->len; i++) {
        g_autofree char *field = g_strdup_printf("slogan%u", i + 1);
        report_unshown(loading, field, g_ptr_array_index(issue->slogans, i));
    }
}

static void
read_issue(BxIssueReading *loading, const BxSource *source)
{
    g_autoptr(BxYaml) yaml = bx_yaml_parse(source, 0, source->length, loading->diags);
    if (!yaml)
        return;
    BxNode *root = bx_yaml_root(yaml);
    bx_yaml_read(yaml, root, "an issue", issue_fields, G_N_ELEMENTS(issue_fields), loading->issue,
                 loading);
    if (loading->pages) {
        bx_yaml_items(yaml, loading->pages, "pages", false, bx_add_page, loading);
        report_unused(loading, bx_yaml_pos(yaml, loading->pages));
        report_unshown_texts(loading);
        bx_check_one_press(loading->issue, loading->diags);
        if (count_pictures(loading->issue) > PICTURES_MAX)
            bx_diag(loading->diags, BX_DIAG_YAML_LIMIT, bx_yaml_pos(yaml, loading->pages),
                    "an issue has at most %d pictures", PICTURES_MAX);
    }
}

/* The folder of an issue and the path of its issue.yaml. */
static void
find_issue(const char *path, char **folder, char **file)
{
    if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
        *folder = g_strdup(path);
        *file = g_build_filename(path, "issue.yaml", NULL);
    } else {
        *folder = g_path_get_dirname(path);
        *file = g_strdup(path);
    }
}

BxIssue *
bx_load_issue(const char *path, const char *const *layout_dirs, BxDiags *diags)
{
    g_autofree char *folder = NULL, *file = NULL;
    find_issue(path, &folder, &file);
    g_autofree char *shown = g_path_get_basename(file),
                    *own_layouts = g_build_filename(folder, "layouts", NULL);
    g_autoptr(GPtrArray) folders = g_ptr_array_new();
    g_ptr_array_add(folders, own_layouts);
    for (const char *const *dir = layout_dirs; *dir; dir++)
        g_ptr_array_add(folders, (gpointer)*dir);
    g_ptr_array_add(folders, NULL);
    BxIssue *issue = bx_issue_new(folder);
    BxIssueReading loading = {
        .issue = issue,
        .diags = diags,
        .files = {(const char *const *)folders->pdata, issue->sources, NULL},
        .layouts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .stories = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    BxSource *source = NULL;
    if (g_file_test(file, G_FILE_TEST_EXISTS))
        source = bx_path_read(file, shown, BX_NO_POS, diags);
    else
        bx_diag(diags, BX_DIAG_FILE_MISSING, BX_NO_POS,
                "“%s” does not exist; an issue is a folder with issue.yaml", file);
    if (source)
        g_ptr_array_add(issue->sources, source);
    if (source)
        read_issue(&loading, source);
    if (!issue->title)
        issue->title = bx_text_new(source, "");
    g_hash_table_unref(loading.layouts);
    g_hash_table_unref(loading.stories);
    g_free(loading.default_layout);
    g_free(loading.page_layout);
    g_free(loading.files.reading);
    return issue;
}

/* The folder of the issue that an article belongs to: its pictures lie there. */
static char *
folder_above(const char *path)
{
    g_autofree char *articles = g_path_get_dirname(path);
    return g_build_filename(articles, "..", NULL);
}

int
bx_issue_add_article(BxIssue *issue, const char *path, BxDiags *diags)
{
    BxSource *source = bx_path_read(path, path, BX_NO_POS, diags);
    if (!source)
        return -1;
    g_ptr_array_add(issue->sources, source);
    g_autofree char *folder = folder_above(path);
    g_ptr_array_add(issue->stories, bx_article_read(source, path, folder, diags));
    return (int)issue->stories->len - 1;
}
