/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What the readers of a layout's parts share: one file a part, layout_yaml.c puts them together.
 * Used by layout_*.c alone. */

#include "load/layout_yaml.h"
#include "load/yaml.h"

/* What is known while the layouts of a chain are read: names are kept until all can be resolved. */
typedef struct {
    BxLayout *layout;
    BxLayoutFiles *files;
    GPtrArray *drafts;      /* BxStyleDraft, in order of the files */
    GPtrArray *slots;       /* BxSlotDraft */
    GPtrArray *uses;        /* BxStyleUse: a style named somewhere */
    bool is_base;           /* what is read is the base of another layout */
    GHashTable *heavy_inks; /* names of inks reported to be over the ink limit (a set) */
    bool has_profile, has_condition, has_sharpen; /* of `press`: said by a layout read before */
    BxDiags *diags;
} BxLayoutReading;

/* A style's keys as written; what is not written comes from `like` or body. */
typedef struct {
    char *name, *like;
    BxStyle values;
    unsigned given; /* bits by rows of the table of keys */
    BxPos pos;
    BxStyle *resolved;
    bool is_resolving;
} BxStyleDraft;

/* Where the name of a style is to become a pointer. */
typedef struct {
    const BxStyle **into;
    char *name;
    BxPos pos;
} BxStyleUse;

typedef struct {
    BxSlot *slot; /* owned by the layout */
    char *head;
    BxPos head_pos;
} BxSlotDraft;

void bx_style_draft_free(void *draft);
void bx_style_use_free(void *use);
void bx_slot_draft_free(void *draft);
void bx_head_set_free(void *head);
void bx_furniture_free(void *item);
void bx_slot_free(void *slot);
void bx_ad_slot_free(void *ad);

/* The draft under which `body` is kept; no name that a layout can give. */
#define BX_BODY_NAME " body"
void bx_add_body_draft(BxLayoutReading *reading);
/* The last draft of that name, or NULL. */
BxStyleDraft *bx_find_style_draft(const BxLayoutReading *reading, const char *name);
BxStyle *bx_resolve_style(BxLayoutReading *reading, BxStyleDraft *draft);
void bx_forget_style(BxLayoutReading *reading, const BxStyle **into);
/* What the press cannot hold (PP-11): SMALL_TYPE_INKS, REVERSED_TYPE, HAIRLINE. */
void bx_check_layout_for_press(const BxLayout *layout, BxDiags *diags);
/* Gives every slot the slot round it. */
void bx_resolve_slots(BxLayoutReading *reading);
BxHeadSet *bx_find_head(const BxLayout *layout, const char *name);
/* Says that no `kind` of that name is known; each of `known` begins with its name. */
void bx_report_name(const BxLayoutReading *reading, BxPos pos, const char *kind, const char *name,
                    const GPtrArray *known);

/* Readers of values (BxYamlReader); the context is the BxLayoutReading. Into: */
void bx_read_ink(BxYaml *yaml, BxNode *node, void *field, void *context);        /* BxInk */
void bx_read_rule_width(BxYaml *yaml, BxNode *node, void *field, void *context); /* double, pt */
void bx_read_ornament(BxYaml *yaml, BxNode *node, void *field,
                      void *context); /* const BxOrnament * */
#define BX_STANDING_PLAIN ((BxStandingStyle){.ink = BX_INK_BLACK, .pad = {0.5, BX_UNIT_EM}})
void bx_read_standing(BxYaml *yaml, BxNode *node, void *field, void *context); /* BxStandingStyle */
void bx_read_style_name(BxYaml *yaml, BxNode *node, void *field,
                        void *context); /* const BxStyle *, when all are known */
/* Holds a standing head to PP-9 and PP-11; when its style is known. */
void bx_check_standing(const BxLayoutReading *reading, const BxHeadSet *head);
/* Fills what a frame's keys leave open and holds it to PP-11; after its mapping `node` was read. */
void bx_settle_frame(BxYaml *yaml, BxNode *node, BxFrame *frame);
/* … and of whole keys; into the layout in hand. */
void bx_read_inks(BxYaml *yaml, BxNode *node, void *field, void *context);
void bx_read_body(BxYaml *yaml, BxNode *node, void *field, void *context);
void bx_read_styles(BxYaml *yaml, BxNode *node, void *field, void *context);
void bx_read_heads(BxYaml *yaml, BxNode *node, void *field, void *context);
void bx_read_furniture(BxYaml *yaml, BxNode *node, void *field, void *context);
void bx_read_add_furniture(BxYaml *yaml, BxNode *node, void *field, void *context);
void bx_read_rules(BxYaml *yaml, BxNode *node, void *field, void *context);
void bx_read_add_rules(BxYaml *yaml, BxNode *node, void *field, void *context);
void bx_read_plan(BxYaml *yaml, BxNode *node, void *field, void *context);
void bx_read_slots(BxYaml *yaml, BxNode *node, void *field, void *context);
void bx_read_required(BxYaml *yaml, BxNode *node, void *field, void *context); /* BxRequired */
void bx_read_cut_off(BxYaml *yaml, BxNode *node, void *field, void *context);  /* BxCutOff */
void bx_read_excuses(BxYaml *yaml, BxNode *node, void *field, void *context);  /* GPtrArray * */
void bx_read_ad_slots(BxYaml *yaml, BxNode *node, void *field, void *context);

/* The keys of an ornament in a table of `type`, which has a BxFrame `member`. */
#define BX_ORNAMENT_FIELDS(type, member)                                                           \
    {"ornament", BX_YAML_CUSTOM, offsetof(type, member.ornament), .read = bx_read_ornament},       \
    {                                                                                              \
        "size", BX_YAML_POINTS, offsetof(type, member.depth_pt), .least = 1, .most = 36            \
    }

#define BX_STYLE_FIELD(key, type, member)                                                          \
    {                                                                                              \
        key, BX_YAML_CUSTOM, offsetof(type, member), .read = bx_read_style_name                    \
    }
