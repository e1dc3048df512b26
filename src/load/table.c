/* SPDX-License-Identifier: Apache-2.0 */
/* Tables of an article's front matter: rows of texts, with an alignment for each column. */

#include "load/article_reading.h"

#include "base/say.h"

#include <string.h>

#define ROWS_MOST 200
#define COLUMNS_MOST 20

typedef struct {
    BxTable *table;
    GPtrArray *row; /* in hand */
} TableReading;

static const char *const align_words[] = {"left", "center", "right", NULL};

static void
free_cell(void *text)
{
    bx_text_free(text);
}

static void
add_cell(BxYaml *yaml, BxNode *node, void *data)
{
    TableReading *in = data;
    g_ptr_array_add(in->row, bx_yaml_is_word(node, "") ? NULL : bx_yaml_text(yaml, node, "a cell"));
}

static void
add_row(BxYaml *yaml, BxNode *node, void *data)
{
    TableReading *in = data;
    in->row = g_ptr_array_new_with_free_func(free_cell);
    g_ptr_array_add(in->table->rows, in->row);
    bx_yaml_items(yaml, node, "a row", false, add_cell, in);
    int n = (int)in->row->len;
    if (in->table->n_columns == 0)
        in->table->n_columns = MIN(n, COLUMNS_MOST);
    if (n == 0 || n > COLUMNS_MOST || in->table->rows->len > ROWS_MOST)
        bx_diag(bx_yaml_diags(yaml), BX_DIAG_YAML_LIMIT, bx_yaml_pos(yaml, node),
                "a table has 1 to %d columns and at most %d rows", COLUMNS_MOST, ROWS_MOST);
    else if (n != in->table->n_columns)
        bx_diag(bx_yaml_diags(yaml), BX_DIAG_VALUE_RANGE, bx_yaml_pos(yaml, node),
                "this row of table “%s” has %d cells, the first one %d", in->table->name, n,
                in->table->n_columns);
    g_ptr_array_set_size(in->row, in->table->n_columns);
}

static void
head_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)context;
    TableReading *in = field;
    in->table->has_head = true;
    add_row(yaml, node, in);
}

static void
rows_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)context;
    bx_yaml_items(yaml, node, "rows", false, add_row, field);
}

static void
add_align(BxYaml *yaml, BxNode *node, void *data)
{
    static const BxField row = {"align", BX_YAML_WORD, 0, .words = align_words};
    int word = BX_ALIGN_LEFT;
    bx_yaml_read_value(yaml, node, &row, &word);
    BxAlign align = (BxAlign)word;
    g_array_append_val(((TableReading *)data)->table->aligns, align);
}

static void
align_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)context;
    bx_yaml_items(yaml, node, "align", false, add_align, field);
}

/* clang-format off */
static const BxField table_fields[] = {
    {"head", BX_YAML_CUSTOM, 0, .read = head_reader},
    {"rows", BX_YAML_CUSTOM, 0, .required = true, .read = rows_reader},
    {"align", BX_YAML_CUSTOM, 0, .read = align_reader},
};
/* clang-format on */

static void
add_table(BxYaml *yaml, BxNode *key, BxNode *value, void *data)
{
    BxArticleReading *reading = data;
    BxTable *table = g_new0(BxTable, 1);
    table->name = bx_yaml_string(yaml, key, "tables");
    table->pos = bx_yaml_pos(yaml, key);
    table->rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    table->aligns = g_array_new(FALSE, TRUE, sizeof(BxAlign));
    g_ptr_array_add(reading->story->tables, table);
    TableReading in = {.table = table};
    bx_yaml_read(yaml, value, "a table", table_fields, G_N_ELEMENTS(table_fields), &in, NULL);
    if ((int)table->aligns->len > table->n_columns)
        bx_diag(reading->diags, BX_DIAG_VALUE_RANGE, table->pos,
                "table “%s” has %d columns and %u alignments", table->name, table->n_columns,
                table->aligns->len);
    g_array_set_size(table->aligns, (guint)table->n_columns); /* the rest is flush left */
}

void
bx_read_tables(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)field;
    bx_yaml_each(yaml, node, "tables", BX_DIAG_KEY_DUPLICATE, add_table, context);
}

static BxTable *
table_named(const BxStory *story, const char *name)
{
    for (guint i = 0; i < story->tables->len; i++) {
        BxTable *table = g_ptr_array_index(story->tables, i);
        if (g_strcmp0(table->name, name) == 0)
            return table;
    }
    return NULL;
}

const BxTable *
bx_take_table(BxArticleReading *reading, const char *name, BxPos pos)
{
    BxTable *table = table_named(reading->story, name);
    if (!table || table->is_placed) {
        bx_diag(reading->diags, BX_DIAG_NAME_UNKNOWN, pos,
                table ? N_("table “%s” is shown already; a table stands once")
                      : N_("no table “%s” under “tables” in the front matter"),
                name);
        return NULL;
    }
    table->is_placed = true;
    for (guint r = 0; r < table->rows->len; r++) {
        const GPtrArray *row = g_ptr_array_index(table->rows, r);
        for (guint c = 0; c < row->len; c++)
            bx_mark_text(reading, g_ptr_array_index(row, c));
    }
    return table;
}

void
bx_report_unused_tables(const BxArticleReading *reading)
{
    for (guint i = 0; i < reading->story->tables->len; i++) {
        const BxTable *table = g_ptr_array_index(reading->story->tables, i);
        if (!table->is_placed)
            bx_diag(reading->diags, BX_DIAG_TABLE_UNUSED, table->pos,
                    "table “%s” stands nowhere; write ![caption](table:%s) into the article",
                    table->name, table->name);
    }
}
