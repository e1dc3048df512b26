/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What joining asks of leaves and of sets of stories, looked up once. */

#include "makeup/search.h"

/* clang-format off */
#define BX_GUTTER_COST 150 /* PG-7: a gutter through more than this share of the page: */
#define BX_GUTTER_SHARE 0.6
#define BX_CUT_COST     60 /* PG-7: each cut through all columns after the first; at advertisements none */
/* clang-format on */

/* What the lead should have most of. */
enum {
    BX_RIVAL_AREA,    /* PG-14: cells */
    BX_RIVAL_SIZE,    /* HD-14: size of the headline, of other ranks */
    BX_RIVAL_PICTURE, /* PG-10: cells of the largest picture, where the lead has one */
    BX_N_RIVALS,
};

/* What neighbours see of a leaf: rows from its top at its edges, and the look of its head. */
typedef struct {
    int16_t head_left, head_right; /* rows of the head there; 0: none */
    BxRows figure_left, figure_right;
    int size;     /* of the headline, hundredths of a point */
    int16_t face; /* one number for one font and weight */
    int16_t columns;
    uint64_t look; /* one bit; heads of one face, size and width have the same */
    uint16_t
        alike; /* heads of another rank could be like this one (HD-14): its number in `likes`; 0: none */
    int16_t story;
} BxShown;

/* Heads of one look to HD-14. */
typedef struct {
    int face, size;
    BxRank rank;
    BxStorySet stories; /* that have it */
    BxStorySet others;  /* that could be alike */
} BxLike;

typedef struct {
    const BxSearchAsk *ask;
    const GArray *leaves; /* BxLeaf */
    GArray *shown;        /* BxShown, of each leaf */
    GArray *likes;        /* BxLike; the first is none */
    GPtrArray *faces;     /* BxStyle, one for each face */
    uint8_t *highest;     /* by set: its highest rank */
    BxStorySet
        apart[BX_MAKEUP_STORIES_MOST]; /* stories with a head that can be told from one of i's */
    int gutter_most;                   /* PG-7: rows that a gutter may have */
    bool has_lead;                     /* the first story is of that rank */
    /* by rival: what the lead has at least, and others at most */
    int lead_least[BX_N_RIVALS], others_most[BX_N_RIVALS];
} BxJoining;

/* For the leaves as they are; the arrays are borrowed. After leaves were added, update. */
void bx_joining_init(BxJoining *joining, const BxSearchAsk *ask, const GArray *leaves);
void bx_joining_update(BxJoining *joining);
void bx_joining_clear(BxJoining *joining);

/* PG-9: what it costs that the stories of `first` come before those of `second`. Either may be empty. */
BxTenths bx_order_cost(const BxJoining *joining, BxStorySet first, BxStorySet second);

/* PG-5: the least that a head of one of `left` costs which touches one of `right`; BX_TENTHS_NONE: none may. */
BxTenths bx_meeting_cost(const BxJoining *joining, BxStorySet left, BxStorySet right);
/* The same for two leaves. */
BxTenths bx_heads_cost(const BxShown *left, const BxShown *right);

/* HD-14: what two heads cost that are alike and of two ranks. */
BxTenths bx_alike_cost(const BxJoining *joining, int one, int other);

/* By rival: what a leaf has of it, 0 where it is no rival. */
void bx_rival_values(const BxJoining *joining, int leaf, int *values);

/* The stories that could have a head like it. */
BxStorySet bx_alike_stories(const BxJoining *joining, int like);

static inline const BxShown *
bx_shown(const BxJoining *joining, int leaf)
{
    return &g_array_index(joining->shown, BxShown, leaf);
}
