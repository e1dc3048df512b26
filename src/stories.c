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
    BxPlan *plan;
    BxFonts *fonts;
    BxSession *session; /* NULL: nothing is kept */
    GPtrArray *works;   /* Work */
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
    if (stories->session) {
        work->sum = bx_story_sum(stories->plan, index);
        work->kept = bx_session_take_story(stories->session, work->sum);
    }
    if (!work->kept)
        work->galley = bx_galley_new(stories->plan, index, stories->fonts, work->said);
    return work;
}

/* Rows that the layouts leave open, from what each story costs at each depth. */
static void
settle(const BxStories *stories, BxDiags *diags)
{
    const GPtrArray *parts = stories->plan->parts;
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
    bx_plan_settle(stories->plan, costs, diags);
}

static BxComposed *
finish(BxStories *stories, int index)
{
    Work *work = g_ptr_array_index(stories->works, index);
    if (work->kept) {
        BxComposed *composed =
            bx_kept_take(g_steal_pointer(&work->kept->kept), stories->plan, index, work->said);
        stories->n_reused += composed != NULL;
        if (composed)
            return composed;
        work->galley = bx_galley_new(stories->plan, index, stories->fonts, work->said);
    }
    BxComposed *composed = bx_compose_story(work->galley);
    g_clear_pointer(&work->galley, bx_galley_free);
    return composed;
}

BxStories *
bx_stories_new(BxPlan *plan, BxFonts *fonts, BxSession *session, BxDiags *diags,
               void (*progress)(double, const char *, void *), void *data)
{
    BxStories *stories = g_new0(BxStories, 1);
    guint n = plan->issue->stories->len;
    *stories = (BxStories){.plan = plan, .fonts = fonts, .session = session};
    stories->works = g_ptr_array_new_with_free_func(work_free);
    stories->composed = g_ptr_array_new_with_free_func((GDestroyNotify)bx_composed_free);
    for (guint i = 0; i < n; i++) {
        if (progress)
            progress(0.6 * i / n, "text", data);
        g_ptr_array_add(stories->works, begin(stories, (int)i));
    }
    if (bx_plan_is_open(plan))
        settle(stories, diags);
    for (guint i = 0; i < n; i++) {
        if (progress)
            progress(0.6 + 0.4 * i / n, "fit", data);
        g_ptr_array_add(stories->composed, finish(stories, (int)i));
        bx_diags_copy(diags, ((const Work *)g_ptr_array_index(stories->works, i))->said);
    }
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
        BxKept *taken =
            bx_kept_new_take(g_ptr_array_index(stories->composed, i), stories->plan, work->said);
        if (!taken)
            continue;
        BxKeptStory *story = g_new0(BxKeptStory, 1);
        *story = (BxKeptStory){g_steal_pointer(&work->sum), taken, work->costs};
        work->costs.costs = NULL;
        g_ptr_array_add(kept, story);
    }
    bx_session_keep_stories(stories->session, kept);
}

void
bx_stories_free(BxStories *stories)
{
    if (!stories)
        return;
    if (stories->session)
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
