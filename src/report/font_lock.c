/* SPDX-License-Identifier: Apache-2.0 */
/* The lock: written in one order whatever the order of use; read without trust in it. */

#include "report/font_lock.h"

#include "report/json.h"

#include <string.h>

#define LOCK_VERSION 1

void
bx_locked_face_free(void *data)
{
    BxLockedFace *face = data;
    if (!face)
        return;
    g_free(face->family);
    g_free(face->style);
    g_free(face->version);
    g_free(face->file);
    g_free(face->sum);
    g_free(face);
}

static int
compare_faces(gconstpointer a, gconstpointer b)
{
    const BxLockedFace *one = *(BxLockedFace *const *)a, *two = *(BxLockedFace *const *)b;
    int order = strcmp(one->family, two->family);
    if (!order)
        order = strcmp(one->style, two->style);
    if (!order)
        order = (one->index > two->index) - (one->index < two->index);
    return order ? order : strcmp(one->sum, two->sum);
}

static void
add_face(JsonBuilder *json, const BxLockedFace *face)
{
    json_builder_begin_object(json);
    bx_json_string(json, "family", face->family);
    bx_json_string(json, "style", face->style);
    bx_json_string(json, "version", face->version);
    bx_json_string(json, "file", face->file);
    bx_json_int(json, "index", face->index);
    bx_json_string(json, "sha256", face->sum);
    json_builder_end_object(json);
}

char *
bx_font_lock_text(const GPtrArray *faces)
{
    g_autoptr(GPtrArray) sorted = g_ptr_array_new();
    g_ptr_array_extend(sorted, (GPtrArray *)faces, NULL, NULL);
    g_ptr_array_sort(sorted, compare_faces);
    g_autoptr(JsonBuilder) json = json_builder_new();
    json_builder_begin_object(json);
    bx_json_int(json, "fonts_lock", LOCK_VERSION);
    json_builder_set_member_name(json, "faces");
    json_builder_begin_array(json);
    for (guint i = 0; i < sorted->len; i++)
        if (i == 0 || compare_faces(&sorted->pdata[i - 1], &sorted->pdata[i]) != 0)
            add_face(json, g_ptr_array_index(sorted, i));
    json_builder_end_array(json);
    json_builder_end_object(json);
    return bx_json_text(json, /*pretty*/ true);
}

/* ---- reading ---- */

static char *
text_of(JsonObject *object, const char *key)
{
    JsonNode *node = json_object_get_member(object, key);
    bool is_text =
        node && JSON_NODE_HOLDS_VALUE(node) && json_node_get_value_type(node) == G_TYPE_STRING;
    return is_text ? json_node_dup_string(node) : NULL;
}

/* NULL: it is none. */
static BxLockedFace *
read_face(JsonNode *node)
{
    if (!JSON_NODE_HOLDS_OBJECT(node))
        return NULL;
    JsonObject *object = json_node_get_object(node);
    BxLockedFace *face = g_new0(BxLockedFace, 1);
    *face = (BxLockedFace){.family = text_of(object, "family"),
                           .style = text_of(object, "style"),
                           .version = text_of(object, "version"),
                           .file = text_of(object, "file"),
                           .sum = text_of(object, "sha256")};
    JsonNode *index = json_object_get_member(object, "index");
    bool has_index =
        index && JSON_NODE_HOLDS_VALUE(index) && json_node_get_value_type(index) == G_TYPE_INT64;
    face->index = has_index ? (int)json_node_get_int(index) : 0;
    if (face->family && face->style && face->version && face->file && face->sum && has_index)
        return face;
    bx_locked_face_free(face);
    return NULL;
}

static JsonArray *
array_of_faces(JsonNode *root)
{
    JsonObject *object = root && JSON_NODE_HOLDS_OBJECT(root) ? json_node_get_object(root) : NULL;
    JsonNode *version = object ? json_object_get_member(object, "fonts_lock") : NULL;
    if (!version || !JSON_NODE_HOLDS_VALUE(version)
        || json_node_get_value_type(version) != G_TYPE_INT64
        || json_node_get_int(version) != LOCK_VERSION)
        return NULL;
    JsonNode *faces = json_object_get_member(object, "faces");
    return faces && JSON_NODE_HOLDS_ARRAY(faces) ? json_node_get_array(faces) : NULL;
}

/* GPtrArray of BxLockedFace, owned; NULL with a diagnostic. */
static GPtrArray *
read_lock(const BxSource *lock, BxDiags *diags)
{
    const BxPos pos = {lock, 1, 1};
    g_autoptr(GError) error = NULL;
    g_autoptr(JsonParser) parser = json_parser_new();
    if (!json_parser_load_from_data(parser, lock->text, (gssize)lock->length, &error)) {
        bx_diag(diags, BX_DIAG_LOCK_BROKEN, pos,
                "“%s” is no JSON: %s; write it anew with banxin "
                "fonts --lock",
                lock->path, error->message);
        return NULL;
    }
    JsonArray *array = array_of_faces(json_parser_get_root(parser));
    g_autoptr(GPtrArray) faces = g_ptr_array_new_with_free_func(bx_locked_face_free);
    for (guint i = 0; array && i < json_array_get_length(array); i++) {
        BxLockedFace *face = read_face(json_array_get_element(array, i));
        if (!face)
            array = NULL;
        else
            g_ptr_array_add(faces, face);
    }
    if (array)
        return g_steal_pointer(&faces);
    bx_diag(diags, BX_DIAG_LOCK_BROKEN, pos,
            "“%s” is no lock of faces of version %d; write it anew with banxin fonts --lock",
            lock->path, LOCK_VERSION);
    return NULL;
}

/* ---- holding to it ---- */

static bool
is_face(const BxLockedFace *one, const BxLockedFace *other)
{
    return strcmp(one->family, other->family) == 0 && strcmp(one->style, other->style) == 0;
}

static void
check_face(const BxSource *lock, const GPtrArray *locked, const BxLockedFace *face, BxDiags *diags)
{
    const BxLockedFace *other = NULL;
    for (guint i = 0; i < locked->len; i++) {
        const BxLockedFace *one = g_ptr_array_index(locked, i);
        if (!is_face(one, face))
            continue;
        other = one;
        if (strcmp(one->sum, face->sum) == 0 && one->index == face->index)
            return;
    }
    const BxPos pos = {lock, 1, 1};
    if (!other)
        bx_diag(diags, BX_DIAG_FACE_DIFFERS, pos, "“%s %s” (%s, version %s) is used and not locked",
                face->family, face->style, face->file, face->version);
    else if (strcmp(other->version, face->version) != 0)
        bx_diag(diags, BX_DIAG_FACE_DIFFERS, pos,
                "“%s %s” is locked in version %s, and installed in version %s (%s)", face->family,
                face->style, other->version, face->version, face->file);
    else
        bx_diag(
            diags, BX_DIAG_FACE_DIFFERS, pos,
            "“%s %s” has another file than the one locked, of the same version %s (%s): SHA-256 "
            "%.12s… locked, %.12s… installed",
            face->family, face->style, face->version, face->file, other->sum, face->sum);
}

void
bx_font_lock_check(const BxSource *lock, const GPtrArray *used, BxDiags *diags)
{
    g_autoptr(GPtrArray) locked = read_lock(lock, diags);
    for (guint i = 0; locked && i < used->len; i++)
        check_face(lock, locked, g_ptr_array_index(used, i), diags);
}
