/* SPDX-License-Identifier: Apache-2.0 */
/* Imprint: name, date, numbers, publisher, printer, price, page numbers and the mark 广告, held to
 * 《报纸出版形式差错数计算方法》. */

#include "report/imprint.h"

#include "base/say.h"

#include <string.h>

typedef struct {
    const BxPlan *plan;
    const GPtrArray *furniture, *pages;
    char **texts; /* one a page: what is printed on it, without blanks, in one width; owned */
    BxImprint *imprint;
    BxDiags *diags;
} Checking;

/* ---- what is printed ---- */

/* Without blanks, and full-width forms as ASCII: how a text was set makes no difference. */
static void
append_plain(GString *out, const char *text)
{
    g_autofree char *plain = g_utf8_normalize(text, -1, G_NORMALIZE_NFKC);
    for (const char *p = plain ? plain : text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!g_unichar_isspace(c))
            g_string_append_unichar(out, c);
    }
}

static char *
plain_of(const char *text)
{
    GString *out = g_string_new(NULL);
    append_plain(out, text);
    return g_string_free(out, FALSE);
}

static char *
page_text(const BxPage *page)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < page->placed->len; i++) {
        const BxPlaced *placed = &g_array_index(page->placed, BxPlaced, i);
        if (placed->kind == BX_PLACED_TEXT)
            append_plain(out, placed->text.line->text);
    }
    return g_string_free(out, FALSE);
}

static bool
is_printed(const Checking *checking, const char *words)
{
    g_autofree char *plain = plain_of(words);
    for (guint i = 0; i < checking->pages->len; i++)
        if (*plain && strstr(checking->texts[i], plain))
            return true;
    return false;
}

/* ---- saying ---- */

static void
found(Checking *checking, const BxLayout *layout, BxRequirement requirement, BxDiagCode code,
      int page, char *message)
{
    BxFormFault fault = {requirement, layout->required.points[requirement], page, message};
    g_array_append_val(checking->imprint->faults, fault);
    checking->imprint->points += fault.points;
    bx_diag_on_page(checking->diags, code, layout->required.pos[requirement], page,
                    fault.points == 1 ? N_("%s (%g point)") : N_("%s (%g points)"), message,
                    fault.points);
}

/* ---- the name (II.1) ---- */

/* The words of the layout that a text of the page was made from; "" where it is no furniture. */
static const char *
template_of(const BxPagePlan *plan, const BxSetText *set)
{
    if (set->role != BX_ROLE_FURNITURE)
        return "";
    const char *text = g_array_index(plan->furniture, BxFurniturePlan, set->furniture).item->text;
    return text ? text : "";
}

/* The size of the name where it is type; 0: it is not there. `lines`: gets the lines that it is set in. */
static double
name_size(const BxComposed *furniture, const BxPagePlan *plan, GHashTable *lines)
{
    double size = 0;
    for (guint i = 0; i < furniture->texts->len; i++) {
        const BxSetText *set = g_ptr_array_index(furniture->texts, i);
        if (!strstr(template_of(plan, set), "{title}"))
            continue;
        size = MAX(size, set->size);
        for (guint k = 0; k < set->lines->len; k++)
            g_hash_table_add(lines, g_ptr_array_index(set->lines, k));
    }
    return size;
}

/* … and where it is drawn: the shorter side of the picture, which its characters fill. */
static double
drawn_name_size(const BxPagePlan *plan)
{
    double size = 0;
    for (guint i = 0; i < plan->furniture->len; i++) {
        const BxFurniturePlan *item = &g_array_index(plan->furniture, BxFurniturePlan, i);
        if (item->item->is_nameplate)
            size = MAX(size, MIN(item->rect.width, item->rect.height));
    }
    return size;
}

/* The largest other line of the page; NULL: there is none. */
static const BxLine *
largest_other(const BxPage *page, GHashTable *lines)
{
    const BxLine *largest = NULL;
    for (guint i = 0; i < page->placed->len; i++) {
        const BxPlaced *placed = &g_array_index(page->placed, BxPlaced, i);
        const BxLine *line = placed->kind == BX_PLACED_TEXT ? placed->text.line : NULL;
        if (line && !g_hash_table_contains(lines, line) && (!largest || line->size > largest->size))
            largest = line;
    }
    return largest;
}

static void
check_nameplate(Checking *checking, const BxLayout *layout)
{
    const BxPage *page = g_ptr_array_index(checking->pages, 0);
    g_autoptr(GHashTable) lines = g_hash_table_new(NULL, NULL);
    const BxPagePlan *plan = g_ptr_array_index(checking->plan->pages, 0);
    double size = MAX(name_size(g_ptr_array_index(checking->furniture, 0), plan, lines),
                      drawn_name_size(plan));
    const BxLine *other = largest_other(page, lines);
    if (size <= 0)
        found(checking, layout, BX_REQUIRE_NAMEPLATE, BX_DIAG_NAMEPLATE, page->number,
              bx_say("the name of the paper is not on the first page; put {title}, or a picture "
                     "with nameplate: true, into its furniture"));
    else if (other && other->size >= size - BX_EPS_PT)
        found(checking, layout, BX_REQUIRE_NAMEPLATE, BX_DIAG_NAMEPLATE, page->number,
              bx_say("the name of the paper has %.4g pt, “%s” on the same page %.4g pt; it "
                     "must be larger than all other type",
                     size, other->text, other->size));
}

/* ---- words of the issue (I) ---- */

/* clang-format off */
static const char *const what[BX_N_REQUIREMENTS] = {
    [BX_REQUIRE_DATE] = N_("the date"),
    [BX_REQUIRE_TOTAL] = N_("the total number (总期号)"),
    [BX_REQUIRE_PAGES] = N_("the number of pages (版数)"),
    [BX_REQUIRE_CN] = N_("the CN number"),
    [BX_REQUIRE_AUTHORITY] = N_("the authority in charge (主管单位)"),
    [BX_REQUIRE_SPONSOR] = N_("the sponsor (主办单位)"),
    [BX_REQUIRE_PUBLISHER] = N_("the publisher (出版单位)"),
    [BX_REQUIRE_ADDRESS] = N_("the publisher's address"),
    [BX_REQUIRE_CONTACT] = N_("how to reach the publisher"),
    [BX_REQUIRE_PRINTER] = N_("the printer (印刷单位)"),
    [BX_REQUIRE_DISTRIBUTION] = N_("the distribution (发行)"),
    [BX_REQUIRE_PRICE] = N_("the price (定价)"),
};
/* clang-format on */

static void
found_word(Checking *checking, const BxLayout *layout, BxRequirement requirement, bool is_given)
{
    const char *name = bx_requirement_names[requirement];
    found(checking, layout, requirement, BX_DIAG_IMPRINT, 0,
          is_given ? bx_say("%s is printed on no page; put {%s} into the furniture",
                            bx_word(what[requirement]), name)
                   : bx_say("%s is not given; write the key “%s” in issue.yaml and put {%s} into "
                            "the furniture",
                            bx_word(what[requirement]), name, name));
}

static void
check_word(Checking *checking, const BxLayout *layout, BxRequirement requirement)
{
    const BxIssue *issue = checking->plan->issue;
    const BxText *text = bx_issue_lookup_word(issue, bx_requirement_names[requirement]);
    if (!text && requirement == BX_REQUIRE_TOTAL && issue->number
        && strstr(issue->number->text, "总第")) /* 第12期（总第345期） */
        text = issue->number;
    if (!text || !is_printed(checking, text->text))
        found_word(checking, layout, requirement, text != NULL);
}

/* 增期 and 号外 stand on the first page. */
static void
check_extra(Checking *checking, const BxLayout *layout)
{
    const BxText *extra = checking->plan->issue->extra;
    g_autofree char *plain = extra ? plain_of(extra->text) : NULL;
    if (!plain || strstr(checking->texts[0], plain))
        return;
    found(checking, layout, BX_REQUIRE_EXTRA, BX_DIAG_IMPRINT,
          ((const BxPage *)g_ptr_array_index(checking->pages, 0))->number,
          bx_say("“%s” is not on the first page; put {extra} into its furniture", extra->text));
}

/* 2026年3月7日, 2026-03-07, 2026.3.7 and the like. */
static bool
is_date_printed(const Checking *checking, const GDate *date)
{
    static const char *const marks[][3] = {{"年", "月", "日"}, {"-", "-", ""}, {".", ".", ""}};
    bool is_there = false;
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
        for (int digits = 1; digits <= 2; digits++) {
            g_autofree char *words = g_strdup_printf(
                "%d%s%0*d%s%0*d%s", g_date_get_year(date), marks[i][0], digits,
                g_date_get_month(date), marks[i][1], digits, g_date_get_day(date), marks[i][2]);
            is_there |= is_printed(checking, words);
        }
    return is_there;
}

static void
check_date(Checking *checking, const BxLayout *layout)
{
    const GDate *date = &checking->plan->issue->date;
    bool is_given = g_date_valid(date);
    if (!is_given || !is_date_printed(checking, date))
        found_word(checking, layout, BX_REQUIRE_DATE, is_given);
}

/* 今日4版, 本期共4版. */
static void
check_pages(Checking *checking, const BxLayout *layout)
{
    static const char *const before[] = {"今日", "本期", "共", "今天"};
    bool is_there = false;
    for (size_t i = 0; i < G_N_ELEMENTS(before); i++) {
        g_autofree char *words = g_strdup_printf("%s%u版", before[i], checking->pages->len);
        is_there |= is_printed(checking, words);
    }
    if (!is_there)
        found_word(checking, layout, BX_REQUIRE_PAGES, true);
}

/* ---- pages ---- */

/* 第3版, 3版, 03版, or a number that the layout sets as {page}. */
static void
check_folio(Checking *checking, guint index)
{
    const BxPage *page = g_ptr_array_index(checking->pages, index);
    const BxPagePlan *plan = g_ptr_array_index(checking->plan->pages, index);
    const BxComposed *furniture = g_ptr_array_index(checking->furniture, index);
    bool is_there = false;
    for (guint i = 0; i < furniture->texts->len; i++) {
        const char *words = template_of(plan, g_ptr_array_index(furniture->texts, i));
        is_there |= strstr(words, "{page}") || strstr(words, "{page_han}");
    }
    g_autofree char *words = g_strdup_printf("第%d版", page->number);
    if (!is_there && !strstr(checking->texts[index], words))
        found(checking, plan->layout, BX_REQUIRE_FOLIO, BX_DIAG_FOLIO_NUMBER, page->number,
              bx_say("page %d does not bear its number (版序); put 第{page}版 into its folio",
                     page->number));
}

static bool
holds(const BxRect *frame, double x, double y)
{
    return x >= frame->x - BX_EPS_PT && x <= frame->x + frame->width && y >= frame->y - BX_EPS_PT
           && y <= frame->y + frame->height;
}

/* Does the mark stand in the advertisement: in its own words, or in its frame? */
static bool
bears_mark(const BxPage *page, const BxPart *part)
{
    g_autoptr(GString) words = g_string_new(NULL);
    for (guint i = 0; i < page->placed->len; i++) {
        const BxPlaced *placed = &g_array_index(page->placed, BxPlaced, i);
        if (placed->kind == BX_PLACED_TEXT
            && (placed->story == part->story
                || holds(&part->frame, placed->text.x, placed->text.y)))
            append_plain(words, placed->text.line->text);
    }
    return strstr(words->str, "广告") != NULL;
}

static void
check_advertisements(Checking *checking, guint index)
{
    const BxPage *page = g_ptr_array_index(checking->pages, index);
    const BxPagePlan *plan = g_ptr_array_index(checking->plan->pages, index);
    for (guint i = 0; i < checking->plan->parts->len; i++) {
        const BxPart *part = g_ptr_array_index(checking->plan->parts, i);
        if (part->page != (int)index || part->story < 0)
            continue;
        const BxStory *story = g_ptr_array_index(checking->plan->issue->stories, part->story);
        if ((story->is_advertisement || part->slot->is_advertisement) && !bears_mark(page, part))
            found(checking, plan->layout, BX_REQUIRE_ADVERTISEMENT, BX_DIAG_ADVERTISEMENT_MARK,
                  page->number,
                  bx_say("the advertisement “%s” in slot “%s” does not bear the mark 广告; "
                         "write it in its head or text",
                         story->id, part->slot->name));
    }
}

/* ---- the whole ---- */

static bool
wants(const BxLayout *layout, BxRequirement requirement)
{
    return layout->required.points[requirement] > 0;
}

static void
check_issue(Checking *checking, const BxLayout *layout)
{
    for (int i = 0; i < BX_N_REQUIREMENTS; i++) {
        if (!wants(layout, (BxRequirement)i))
            continue;
        switch ((BxRequirement)i) {
        case BX_REQUIRE_NAMEPLATE:
            check_nameplate(checking, layout);
            break;
        case BX_REQUIRE_EXTRA:
            check_extra(checking, layout);
            break;
        case BX_REQUIRE_DATE:
            check_date(checking, layout);
            break;
        case BX_REQUIRE_PAGES:
            check_pages(checking, layout);
            break;
        case BX_REQUIRE_TOTAL:
        case BX_REQUIRE_CN:
        case BX_REQUIRE_AUTHORITY:
        case BX_REQUIRE_SPONSOR:
        case BX_REQUIRE_PUBLISHER:
        case BX_REQUIRE_ADDRESS:
        case BX_REQUIRE_CONTACT:
        case BX_REQUIRE_PRINTER:
        case BX_REQUIRE_DISTRIBUTION:
        case BX_REQUIRE_PRICE:
            check_word(checking, layout, (BxRequirement)i);
            break;
        case BX_REQUIRE_FOLIO: /* of every page: below */
        case BX_REQUIRE_ADVERTISEMENT:
        case BX_N_REQUIREMENTS:
            break;
        }
    }
}

static void
check_all(Checking *checking)
{
    check_issue(checking,
                ((const BxPagePlan *)g_ptr_array_index(checking->plan->pages, 0))->layout);
    for (guint i = 0; i < checking->pages->len; i++) {
        const BxLayout *layout =
            ((const BxPagePlan *)g_ptr_array_index(checking->plan->pages, i))->layout;
        if (wants(layout, BX_REQUIRE_FOLIO))
            check_folio(checking, i);
        if (wants(layout, BX_REQUIRE_ADVERTISEMENT))
            check_advertisements(checking, i);
    }
    if (checking->imprint->points > BX_FORM_POINTS_MOST)
        bx_diag(checking->diags, BX_DIAG_FORM_POINTS, BX_NO_POS,
                "faults of form cost %g points; an issue with more than %d does not pass",
                checking->imprint->points, BX_FORM_POINTS_MOST);
}

static bool
requires_anything(const BxPlan *plan)
{
    for (guint p = 0; p < plan->pages->len; p++)
        for (int i = 0; i < BX_N_REQUIREMENTS; i++)
            if (wants(((const BxPagePlan *)g_ptr_array_index(plan->pages, p))->layout,
                      (BxRequirement)i))
                return true;
    return false;
}

static void
clear_fault(void *data)
{
    g_free(((BxFormFault *)data)->message);
}

BxImprint *
bx_imprint_new(const BxPlan *plan, const GPtrArray *furniture, const GPtrArray *pages,
               BxDiags *diags)
{
    if (!requires_anything(plan))
        return NULL;
    BxImprint *imprint = g_new0(BxImprint, 1);
    imprint->faults = g_array_new(FALSE, FALSE, sizeof(BxFormFault));
    g_array_set_clear_func(imprint->faults, clear_fault);
    Checking checking = {.plan = plan,
                         .furniture = furniture,
                         .pages = pages,
                         .texts = g_new0(char *, pages->len + 1),
                         .imprint = imprint,
                         .diags = diags};
    for (guint i = 0; i < pages->len; i++)
        checking.texts[i] = page_text(g_ptr_array_index(pages, i));
    check_all(&checking);
    g_strfreev(checking.texts);
    return imprint;
}

void
bx_imprint_free(BxImprint *imprint)
{
    if (!imprint)
        return;
    g_array_unref(imprint->faults);
    g_free(imprint);
}
