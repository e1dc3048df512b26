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
work_new(const BxStories *stories, int index)
{
    Work *work = g_new0(Work, 1);
    work->said = bx_diags_new();
    if (stories->making.session) {
        work->sum = bx_story_sum(stories->making.plan, index);
        work->kept = bx_session_take_story(stories->making.session, work->sum);
    }
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

/* ---- stories set anew, by several threads ---- */

/* One thread and the faces that it alone uses. Every n-th story is its own, so that no two wait for each other. */
typedef struct {
    BxStories *stories;
    BxFonts *fonts;
    guint first, step;
    bool begins, finishes; /* what it is to do now */
} Lane;

static const char *
id_of(const BxStories *stories, guint i)
{
    return ((const BxStory *)g_ptr_array_index(stories->making.plan->issue->stories, i))->id;
}

static void
begin(const Lane *lane, guint i)
{
    const BxStoriesMaking *making = &lane->stories->making;
    Work *work = g_ptr_array_index(lane->stories->works, i);
    BxMoment start = bx_trace_now(making->trace);
    if (making->progress && lane->first == 0)
        making->progress((double)i / making->plan->issue->stories->len, "text", making->data);
    work->galley = bx_galley_new(making->plan, (int)i, lane->fonts, work->said);
    bx_trace_end(making->trace, "text", id_of(lane->stories, i), start);
}

static void
finish(const Lane *lane, guint i)
{
    Work *work = g_ptr_array_index(lane->stories->works, i);
    BxMoment start = bx_trace_now(lane->stories->making.trace);
    g_ptr_array_index(lane->stories->composed, i) = bx_compose_story(work->galley);
    g_clear_pointer(&work->galley, bx_galley_free);
    bx_trace_end(lane->stories->making.trace, "fit", id_of(lane->stories, i), start);
}

/* Each story to its end where it can be: a galley takes five times the memory of its lines. */
static void *
run_lane(void *data)
{
    const Lane *lane = data;
    for (guint i = lane->first; i < lane->stories->works->len; i += lane->step) {
        const Work *work = g_ptr_array_index(lane->stories->works, i);
        if (lane->begins && !work->kept)
            begin(lane, i);
        if (lane->finishes && !work->kept)
            finish(lane, i);
    }
    return NULL;
}

static void
run_lanes(BxStories *stories, bool begins, bool finishes)
{
    const GPtrArray *fonts = stories->making.fonts;
    guint n = stories->making.n_threads;
    g_autofree Lane *lanes = g_new0(Lane, n);
    g_autoptr(GPtrArray) threads = g_ptr_array_new();
    for (guint k = 0; k < n; k++) {
        lanes[k] = (Lane){stories, g_ptr_array_index(fonts, k), k, n, begins, finishes};
        if (k > 0)
            g_ptr_array_add(threads, g_thread_new("text", run_lane, &lanes[k]));
    }
    run_lane(&lanes[0]);
    for (guint k = 0; k < threads->len; k++)
        g_thread_join(g_ptr_array_index(threads, k));
}

/* ---- the whole ---- */

/* Where rows are open, all stories must have been measured before one can be fitted. */
static void
set_anew(BxStories *stories)
{
    if (!bx_plan_is_open(stories->making.plan)) {
        run_lanes(stories, /*begins*/ true, /*finishes*/ true);
        return;
    }
    run_lanes(stories, /*begins*/ true, /*finishes*/ false);
    BxMoment start = bx_trace_now(stories->making.trace);
    settle(stories);
    bx_trace_end(stories->making.trace, "settle", NULL, start);
    run_lanes(stories, /*begins*/ false, /*finishes*/ true);
}

/* The story that was kept, or what a thread has set in its own faces. */
static void
take(BxStories *stories, guint i)
{
    const BxStoriesMaking *making = &stories->making;
    Work *work = g_ptr_array_index(stories->works, i);
    BxComposed **composed = (BxComposed **)&g_ptr_array_index(stories->composed, i);
    if (work->kept) {
        stories->n_reused++;
        *composed =
            bx_kept_take(g_steal_pointer(&work->kept->kept), making->plan, (int)i, work->said);
    } else if (i % making->n_threads > 0) {
        bx_composed_set_faces(*composed, g_ptr_array_index(making->fonts, 0));
    }
    bx_diags_copy(making->diags, work->said);
}

BxStories *
bx_stories_new(const BxStoriesMaking *making)
{
    BxStories *stories = g_new0(BxStories, 1);
    guint n = making->plan->issue->stories->len;
    stories->making = *making;
    stories->works = g_ptr_array_new_with_free_func(work_free);
    stories->composed = g_ptr_array_new_with_free_func((GDestroyNotify)bx_composed_free);
    for (guint i = 0; i < n; i++)
        g_ptr_array_add(stories->works, work_new(stories, (int)i));
    g_ptr_array_set_size(stories->composed, (int)n);
    set_anew(stories);
    for (guint i = 0; i < n; i++)
        take(stories, i);
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
