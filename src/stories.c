/* SPDX-License-Identifier: Apache-2.0 */
#include "stories.h"

#include "grid/sum.h"

/* One story on its way. */
typedef struct {
    char *sum;          /* NULL: nothing is kept */
    BxKeptStory *kept;  /* NULL: it is set anew */
    BxGalley *galley;   /* NULL: it is taken over */
    BxDiags *said;      /* in setting it */
    BxDepthCosts costs; /* owned */
} Work;

struct BxStories {
    BxStoriesMaking making;
    GPtrArray *works; /* Work */
    GPtrArray *composed;
    int n_reused;
};

static void
work_free(void *data)
{
    Work *work = data;
    bx_kept_story_free(work->kept);
    bx_galley_free(work->galley);
    bx_diags_free(work->said);
    if (work->costs.costs)
        g_array_unref(work->costs.costs);
    g_free(work->sum);
    g_free(work);
}

static Work *
begin(const BxStories *stories, int index)
{
    Work *work = g_new0(Work, 1);
    work->said = bx_diags_new();
    if (stories->making.session) {
        work->sum = bx_story_sum(stories->making.plan, index);
        work->kept = bx_session_take_story(stories->making.session, work->sum);
    }
    if (!work->kept)
        work->galley =
            bx_galley_new(stories->making.plan, index, stories->making.fonts, work->said);
    return work;
}

/* Rows that the layouts leave open, from what each story costs at each depth. */
static void
settle(const BxStories *stories)
{
    const GPtrArray *parts = stories->making.plan->parts;
    g_autofree BxDepthCosts *costs = g_new0(BxDepthCosts, parts->len + 1);
    for (guint i = 0; i < parts->len; i++) {
        const BxPart *part = g_ptr_array_index(parts, i);
        Work *work = g_ptr_array_index(stories->works, part->story);
        if (work->kept && work->kept->costs.costs)
            work->costs =
                (BxDepthCosts){work->kept->costs.least, g_array_ref(work->kept->costs.costs)};
        else if (work->galley && part->is_auto)
            bx_galley_depth_costs(work->galley, &work->costs);
        if (part->is_auto)
            costs[i] = work->costs;
    }
    bx_plan_settle(stories->making.plan, costs, stories->making.diags);
}

static BxComposed *
finish(BxStories *stories, int index)
{
    Work *work = g_ptr_array_index(stories->works, index);
    if (work->kept) {
        stories->n_reused++;
        return bx_kept_take(g_steal_pointer(&work->kept->kept), stories->making.plan, index,
                            work->said);
    }
    BxComposed *composed = bx_compose_story(work->galley);
    g_clear_pointer(&work->galley, bx_galley_free);
    return composed;
}

static const char *
id_of(const BxStories *stories, guint i)
{
    return ((const BxStory *)g_ptr_array_index(stories->making.plan->issue->stories, i))->id;
}

static void
begin_one(BxStories *stories, guint i)
{
    const BxStoriesMaking *making = &stories->making;
    BxMoment start = bx_trace_now(making->trace);
    if (making->progress)
        making->progress((double)i / making->plan->issue->stories->len, "text", making->data);
    g_ptr_array_add(stories->works, begin(stories, (int)i));
    bx_trace_end(making->trace, "text", id_of(stories, i), start);
}

static void
finish_one(BxStories *stories, guint i)
{
    const BxStoriesMaking *making = &stories->making;
    BxMoment start = bx_trace_now(making->trace);
    g_ptr_array_add(stories->composed, finish(stories, (int)i));
    bx_diags_copy(making->diags, ((const Work *)g_ptr_array_index(stories->works, i))->said);
    bx_trace_end(making->trace, "fit", id_of(stories, i), start);
}

/* Where rows are open, all stories must have been measured before one can be fitted. */
static void
make_together(BxStories *stories, guint n)
{
    for (guint i = 0; i < n; i++)
        begin_one(stories, i);
    BxMoment start = bx_trace_now(stories->making.trace);
    settle(stories);
    bx_trace_end(stories->making.trace, "settle", NULL, start);
    for (guint i = 0; i < n; i++)
        finish_one(stories, i);
}

/* Else each is made to its end: a galley takes five times the memory of its lines. */
static void
make_one_by_one(BxStories *stories, guint n)
{
    for (guint i = 0; i < n; i++) {
        begin_one(stories, i);
        finish_one(stories, i);
    }
}

BxStories *
bx_stories_new(const BxStoriesMaking *making)
{
    BxStories *stories = g_new0(BxStories, 1);
    guint n = making->plan->issue->stories->len;
    stories->making = *making;
    stories->works = g_ptr_array_new_with_free_func(work_free);
    stories->composed = g_ptr_array_new_with_free_func((GDestroyNotify)bx_composed_free);
    if (bx_plan_is_open(making->plan))
        make_together(stories, n);
    else
        make_one_by_one(stories, n);
    return stories;
}

/* What the session gets back, in place of the stories. */
static void
give_back(BxStories *stories)
{
    GPtrArray *kept = g_ptr_array_new_with_free_func(bx_kept_story_free);
    g_ptr_array_set_free_func(stories->composed, NULL); /* each is taken */
    for (guint i = 0; i < stories->works->len; i++) {
        Work *work = g_ptr_array_index(stories->works, i);
        BxKept *taken = bx_kept_new_take(g_ptr_array_index(stories->composed, i),
                                         stories->making.plan, work->said);
        if (!taken)
            continue;
        BxKeptStory *story = g_new0(BxKeptStory, 1);
        *story = (BxKeptStory){g_steal_pointer(&work->sum), taken, work->costs};
        work->costs.costs = NULL;
        g_ptr_array_add(kept, story);
    }
    bx_session_keep_stories(stories->making.session, kept);
}

void
bx_stories_free(BxStories *stories)
{
    if (!stories)
        return;
    if (stories->making.session)
        give_back(stories);
    g_ptr_array_unref(stories->composed);
    g_ptr_array_unref(stories->works);
    g_free(stories);
}

const GPtrArray *
bx_stories_composed(const BxStories *stories)
{
    return stories->composed;
}

int
bx_stories_n_reused(const BxStories *stories)
{
    return stories->n_reused;
}
