/* promotion: experience, place in the ranking of recent months, training; and what is missing. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/rank.h"
#include "kind/kind.h"
#include "parts/head.h"
#include "report/promotion.sql.h"
#include "report/reports.h"

struct person {
    int person, post; /* post: the one of the last day, in org */
    int64_t score;    /* over their posts, weighed by days; CX_NO_VALUE: none */
    const char *card; /* the post's; NULL: none */
    int rank, of;     /* among those of the same scorecard who have a score; 0: none */
    cx_date hired_on;
    int months;              /* since then */
    int64_t courses, wanted; /* passed; of these the one that the plan wants */
};

struct people {
    struct person *list;
    size_t count;
};

/* Scores of the months, each weighed by the days of its post. */
struct mean {
    __int128 sum;
    int64_t days;
};

static void add_month(struct mean *means, const struct cx_scores *scores)
{
    for (size_t i = 0; i < scores->post_count; i++) {
        const struct cx_post_score *of = &scores->posts[i];
        struct mean *mean = &means[scores->org->posts[of->post].person];
        if (of->score == CX_NO_VALUE)
            continue;
        mean->sum += (__int128)of->score * of->days;
        mean->days += of->days;
    }
}

static const char *card_of(const struct cx_scores *scores, int post)
{
    for (size_t i = 0; i < scores->post_count; i++) {
        if (scores->posts[i].post == post)
            return scores->posts[i].card;
    }
    return NULL;
}

/* Those with a post on the last day. */
static void gather(struct people *people, const struct cx_scores *scores, const struct mean *means,
                   cx_date last)
{
    const struct cx_org *org = scores->org;
    people->list = cx_alloc(((size_t)org->person_count + 1) * sizeof *people->list);
    for (int i = 0; i < org->person_count; i++) {
        int post = cx_org_post_on(org, i, last);
        if (post < 0)
            continue;
        struct person *one = &people->list[people->count++];
        *one = (struct person){.person = i,
                               .post = post,
                               .card = card_of(scores, post),
                               .score = CX_NO_VALUE,
                               .hired_on = cx_org_hired_on(org, &org->posts[post], last)};
        one->months = cx_date_whole_months(one->hired_on, last);
        if (means[i].days > 0 && !cx_dec_divide(&one->score, means[i].sum, means[i].days))
            one->score = CX_NO_VALUE;
    }
}

static bool is_same(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* The first person of the same scorecard. */
static size_t group_of(const struct people *people, size_t i)
{
    size_t first = 0;
    while (!is_same(people->list[first].card, people->list[i].card))
        first++;
    return first;
}

/* Scores by different scorecards say nothing of one another. */
static void rank(struct people *people)
{
    struct cx_rank *ranks = cx_alloc((people->count + 1) * sizeof *ranks);
    int64_t *scores = cx_alloc((people->count + 1) * sizeof *scores);
    int64_t *groups = cx_alloc((people->count + 1) * sizeof *groups);
    for (size_t i = 0; i < people->count; i++) {
        scores[i] = people->list[i].score;
        groups[i] = (int64_t)group_of(people, i);
    }
    cx_rank(ranks, scores, groups, people->count, false);
    for (size_t i = 0; i < people->count; i++) {
        people->list[i].rank = ranks[i].rank;
        people->list[i].of = ranks[i].rank ? ranks[i].count : 0;
    }
    free(groups);
    free(ranks);
    free(scores);
}

static int add_trainings(struct people *people, struct cx_db *db, const struct cx_scores *scores,
                         const char *course, cx_date to, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, SQL_promotion_trainings, err);
    if (rc == 0) {
        cx_stmt_bind_text(stmt, 1, course);
        cx_stmt_bind_int(stmt, 2, to);
    }
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        int person = cx_org_person(scores->org, cx_stmt_int(stmt, 0));
        for (size_t i = 0; i < people->count; i++) {
            if (people->list[i].person != person)
                continue;
            people->list[i].courses = cx_stmt_int(stmt, 1);
            people->list[i].wanted = cx_stmt_int(stmt, 2);
        }
        rc = 0;
    }
    cx_stmt_free(stmt);
    return rc;
}

static void lack(struct cx_buf *out, bool has, const char *what)
{
    if (!has)
        cx_buf_printf(out, "%s%s", out->len ? cx_shown("; ") : "", what);
}

static void lack_some(struct cx_buf *out, bool has, int count, const char *what)
{
    char text[80];
    snprintf(text, sizeof text, what, count);
    lack(out, has, text);
}

static struct cx_cell yes_no(bool yes)
{
    return cx_cell_word(yes ? "yes" : "no");
}

static void add_row(struct cx_table *table, const struct cx_scores *scores,
                    const struct person *one)
{
    const struct cx_org *org = scores->org;
    const struct cx_settings *plan = &scores->plan->settings;
    const char *course = plan->promotion_course;
    int last = (one->of * plan->promotion_top_percent + 99) / 100; /* at least one */
    bool is_old = one->months >= plan->promotion_months;
    bool is_top = one->rank > 0 && one->rank <= last;
    bool is_trained = course ? one->wanted > 0 : one->courses > 0;
    struct cx_buf lacks = {0};
    lack_some(&lacks, is_old, plan->promotion_months - one->months,
              cx_shown_n("%d month", "%d months",
                         (unsigned long long)(plan->promotion_months - one->months)));
    lack_some(&lacks, is_top || one->rank == 0, one->rank - last,
              cx_shown_n("%d place", "%d places", (unsigned long long)(one->rank - last)));
    lack(&lacks, one->rank > 0, cx_shown("a score"));
    lack(&lacks, is_trained, course ? course : cx_shown("a course passed"));
    const struct cx_cell cells[] = {
        cx_cell_text(org->people[one->person].key),
        cx_cell_text(org->people[one->person].name),
        cx_cell_text(org->teams[org->posts[one->post].team].key),
        cx_cell_word(org->posts[one->post].role),
        cx_cell_n(one->hired_on),
        cx_cell_n(one->months),
        cx_cell_text(one->card),
        report_cell(one->score, -1),
        one->rank ? cx_cell_n(one->rank) : CX_NULL_CELL,
        one->rank ? cx_cell_n(one->of) : CX_NULL_CELL,
        cx_cell_n(one->courses),
        yes_no(is_old),
        yes_no(is_top),
        yes_no(is_trained),
        yes_no(is_old && is_top && is_trained),
        lacks.len ? cx_cell_text(cx_buf_str(&lacks)) : CX_NULL_CELL,
    };
    cx_table_keep(table, cells);
    cx_buf_fini(&lacks);
}

static void make(struct cx_table *out, const struct cx_scores *scores, const struct people *people)
{
    static const struct cx_column columns[] = {
        {"employee_id", "Employee", CX_CELL_TEXT, 0, false},
        {"name", "Name", CX_CELL_TEXT, 0, false},
        {"team_id", "Team", CX_CELL_TEXT, 0, false},
        {"role", "Role", CX_CELL_TEXT, 0, false},
        {"hired_on", "Hired", CX_CELL_DATE, 0, false},
        {"months", "Months", CX_CELL_NUMBER, 0, false},
        {"scorecard", "Scorecard", CX_CELL_TEXT, 0, false},
        {"score", "Score", CX_CELL_NUMBER, CX_SCORE_DECIMALS, false},
        {"rank", "Rank", CX_CELL_NUMBER, 0, false},
        {"of", "Ranked", CX_CELL_NUMBER, 0, false},
        {"courses", "Courses passed", CX_CELL_NUMBER, 0, false},
        {"experienced", "Experience", CX_CELL_TEXT, 0, false},
        {"top", "Near the top", CX_CELL_TEXT, 0, false},
        {"trained", "Trained", CX_CELL_TEXT, 0, false},
        {"candidate", "Candidate", CX_CELL_TEXT, 0, false},
        {"lacks", "Lacks", CX_CELL_TEXT, 0, false},
    };
    cx_table_title(out, "Promotion");
    cx_table_columns(out, columns, sizeof columns / sizeof *columns);
    int ranks = (int)people->count;
    for (int rank = 1; rank <= ranks + 1; rank++) { /* those without a rank come last */
        for (size_t i = 0; i < people->count; i++) {
            if (people->list[i].rank == (rank > ranks ? 0 : rank))
                add_row(out, scores, &people->list[i]);
        }
    }
    cx_table_note(out, "By the mean of the scores of %d months",
                  scores->plan->settings.promotion_window_months);
}

/* Months of the ranking, the last one that of the period's last day, from the first that has data.
 */
static int months_of(size_t *count, struct cx_period *last, struct cx_db *db,
                     const struct cx_period *period, struct cx_err *err)
{
    struct cx_plan *plan = NULL;
    struct cx_ymd ymd = cx_date_split(period->to - 1);
    cx_date first = CX_EVER;
    int rc = cx_plan_load(&plan, db, period->to - 1, err);
    *last = cx_period_month(ymd.year, ymd.month);
    if (rc == 0)
        rc = cx_head_first_event(&first, db, err);
    struct cx_period month = *last;
    for (*count = 0; rc == 0 && *count < (size_t)plan->settings.promotion_window_months; ++*count) {
        if (*count > 0 && month.to <= first)
            break;
        month = cx_period_before(&month);
    }
    if (rc == 0 && *count == 0)
        rc = cx_err_set(err, CX_EDATA, "setting promotion_window_months: must not be 0");
    cx_plan_free(plan);
    return rc;
}

/* *last: the scores of the last month, which live as long as the trend. */
static int compute(struct people *people, struct cx_trend **trend, struct cx_scores **last,
                   struct cx_db *db, const struct cx_period *period, struct cx_err *err)
{
    struct mean *means = NULL;
    struct cx_period month;
    size_t count;
    int rc = months_of(&count, &month, db, period, err);
    if (rc == 0)
        rc = cx_trend_new(trend, db, &month, count, err);
    for (size_t i = 0; rc == 0 && i < count; i++) {
        cx_scores_free(*last);
        *last = NULL;
        rc = cx_trend_scores(last, *trend, i, cx_trend_period(*trend, i)->to - 1, err);
        if (rc == 0 && !means)
            means = cx_alloc(((size_t)(*last)->org->person_count + 1) * sizeof *means);
        if (rc == 0)
            add_month(means, *last);
    }
    if (rc == 0)
        gather(people, *last, means, period->to - 1);
    free(means);
    return rc;
}

REPORT(report_promotion)
{
    struct cx_trend *trend = NULL;
    struct cx_scores *scores = NULL;
    struct people people = {0};
    int rc = compute(&people, &trend, &scores, db, &options->period, err);
    if (rc == 0) {
        rank(&people);
        rc = add_trainings(&people, db, scores, scores->plan->settings.promotion_course,
                           options->period.to, err);
    }
    if (rc == 0)
        make(out, scores, &people);
    free(people.list);
    cx_scores_free(scores);
    cx_trend_free(trend);
    return rc;
}
