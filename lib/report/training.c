/* training: what a course changed: the difference between the month after and the month before, of
 * those who took it, less that of those who did not (difference in differences). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "report/reports.h"
#include "report/stats.h"
#include "report/training.sql.h"

struct completion {
    char *course;
    int64_t employee;
    cx_date on;
};

struct study {
    struct completion *list; /* by course, then day */
    size_t count, cap;
    struct cx_trend *trend;
    struct cx_scores **months; /* of the period, with one more at each end */
    size_t month_count;
    const struct cx_period *period; /* in which those who are looked at finished */
    int quantity;                   /* -1: the score */
    cx_date today;                  /* a month that is not over shows nothing yet */
};

/* A person's value in a month, as a real number; false: none. */
static bool value_in(double *value, const struct cx_scores *scores, int person, int quantity)
{
    const struct cx_post_score *post = report_main_post(scores, person);
    if (!post)
        return false;
    int64_t n = quantity >= 0
                    ? cx_scores_known(scores, cx_subject_of_person(scores->org, person), quantity)
                : cx_scores_is_unknown(scores, &scores->period) ? CX_NO_VALUE
                                                                : post->score;
    int decimals = quantity < 0 ? CX_SCORE_DECIMALS : scores->plan->quantities[quantity].decimals;
    *value = n == CX_NO_VALUE ? 0 : cx_dec_to_real(n, decimals);
    return n != CX_NO_VALUE;
}

/* Values of one group: before and after the month of a course. */
struct group {
    double *before, *change;
    size_t count, cap, before_cap;
};

static void group_add(struct group *group, double before, double after)
{
    size_t count = group->count;
    CX_GROW(group->change, count, group->cap);
    CX_GROW(group->before, count, group->before_cap);
    group->before[count] = before;
    group->change[count] = after - before;
    group->count++;
}

static void group_free(struct group *group)
{
    free(group->before);
    free(group->change);
}

/* The day on which a person finished a course; CX_DATE_NONE: never. */
static cx_date finished_on(const struct study *study, const char *course, int64_t employee)
{
    for (size_t i = 0; i < study->count; i++) {
        if (study->list[i].employee == employee && strcmp(study->list[i].course, course) == 0)
            return study->list[i].on;
    }
    return CX_DATE_NONE;
}

/* The two groups of one month: who finished the course in it, and in the period, and who had not by
 * the end of the month after. Only those with a value before and after count. */
static void gather(struct group groups[2], const struct study *study, const char *course,
                   size_t month)
{
    const struct cx_scores *before = study->months[month - 1], *after = study->months[month + 1];
    const struct cx_period *during = &study->months[month]->period, *asked = study->period;
    const struct cx_org *org = after->org;
    for (int i = 0; i < org->person_count; i++) {
        cx_date on = finished_on(study, course, org->people[i].id);
        bool is_treated =
            during->from <= on && on < during->to && asked->from <= on && on < asked->to;
        double was, is;
        if ((is_treated || on >= after->period.to) && value_in(&was, before, i, study->quantity) &&
            value_in(&is, after, i, study->quantity))
            group_add(&groups[is_treated ? 0 : 1], was, is);
    }
}

struct effect {
    size_t trained, others;
    double before[2], change[2]; /* means: those trained, the others */
    double effect, half;
    bool is_known, has_interval;
};

/* Months are weighed by those who were trained in them. Each one's change less the mean change of
 * the others in the same months has the spread of the trained; the others' means have theirs, which
 * one person doesn't show. */
static struct effect measure(const struct study *study, const char *course)
{
    struct effect out = {0};
    struct group all = {0};
    double others_variance = 0, others_degrees = 0;
    bool has_spread = true;
    for (size_t month = 1; month + 1 < study->month_count; month++) {
        struct group groups[2] = {{0}};
        if (study->months[month + 1]->period.to - 1 > study->today)
            continue;
        gather(groups, study, course, month);
        double n = (double)groups[0].count, m = (double)groups[1].count;
        if (groups[0].count > 0 && groups[1].count > 0) {
            double mean = stats_mean(groups[1].change, groups[1].count);
            for (size_t i = 0; i < groups[0].count; i++)
                group_add(&all, 0, groups[0].change[i] - mean);
            out.before[0] += stats_mean(groups[0].before, groups[0].count) * n;
            out.before[1] += stats_mean(groups[1].before, groups[1].count) * n;
            out.change[0] += stats_mean(groups[0].change, groups[0].count) * n;
            out.change[1] += mean * n;
            others_variance += n * n * stats_variance(groups[1].change, groups[1].count) / m;
            others_degrees += m - 1;
            has_spread = has_spread && groups[1].count > 1;
            out.others += groups[1].count;
        }
        group_free(&groups[0]);
        group_free(&groups[1]);
    }
    double n = (double)all.count;
    out.trained = all.count;
    out.is_known = all.count > 0;
    if (out.is_known) {
        for (int i = 0; i < 2; i++) {
            out.before[i] /= n;
            out.change[i] /= n;
        }
        out.effect = stats_mean(all.change, all.count);
    }
    if (all.count > 1 && has_spread) { /* Welch and Satterthwaite */
        double a = stats_variance(all.change, all.count) / n, b = others_variance / (n * n);
        double degrees = (a + b) * (a + b) / (a * a / (n - 1) + b * b / others_degrees);
        out.has_interval = a + b > 0;
        out.half = out.has_interval ? stats_t95(degrees) * sqrt(a + b) : 0;
    }
    group_free(&all);
    return out;
}

static struct cx_cell real_cell(bool is_known, double value)
{
    int64_t n;
    return is_known && cx_dec_from_real(&n, value, 6) ? cx_cell_n(n) : CX_NULL_CELL;
}

/* A course that nobody finished in the period has no row, unless it was asked for. */
static void add_row(struct cx_table *table, const struct study *study, const char *course,
                    bool is_wanted)
{
    const struct cx_plan *plan = study->months[0]->plan;
    const struct cx_quantity *of = study->quantity < 0 ? NULL : &plan->quantities[study->quantity];
    struct effect e = measure(study, course);
    if (!e.is_known && !is_wanted)
        return;
    double low = e.effect - e.half, high = e.effect + e.half;
    bool is_low = of && of->better == CX_BETTER_LOW;
    const struct cx_cell cells[] = {
        cx_cell_text(course),
        of ? cx_cell_titled(of->name, of->title) : cx_cell_word("score"),
        cx_cell_n((int64_t)e.trained),
        cx_cell_n((int64_t)e.others),
        real_cell(e.is_known, e.before[0]),
        real_cell(e.is_known, e.before[0] + e.change[0]),
        real_cell(e.is_known, e.before[1]),
        real_cell(e.is_known, e.before[1] + e.change[1]),
        real_cell(e.is_known, e.effect),
        real_cell(e.has_interval, low),
        real_cell(e.has_interval, high),
        e.has_interval && low > 0    ? cx_cell_word(is_low ? "worse" : "better")
        : e.has_interval && high < 0 ? cx_cell_word(is_low ? "better" : "worse")
                                     : CX_NULL_CELL,
    };
    cx_table_keep(table, cells);
}

static int refuse_course(struct cx_db *db, const char *course, struct cx_err *err)
{
    struct cx_nearest nearest = {0};
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, SQL_courses, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        cx_nearest_try(&nearest, course, strlen(course), cx_stmt_text(stmt, 0));
        rc = 0;
    }
    cx_stmt_free(stmt);
    if (rc < 0)
        return rc;
    if (nearest.name[0])
        return cx_err_set(err, CX_EUSAGE, "there is no course \"%s\" (did you mean %s?)", course,
                          nearest.name);
    return cx_err_set(err, CX_EUSAGE, "there is no course \"%s\"", course);
}

static int load(struct study *study, struct cx_db *db, const char *course, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, SQL_trainings, err);
    if (rc == 0 && course)
        cx_stmt_bind_text(stmt, 1, course);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        CX_GROW(study->list, study->count, study->cap);
        study->list[study->count++] = (struct completion){
            cx_strdup(cx_stmt_text(stmt, 0)), cx_stmt_int(stmt, 1), (cx_date)cx_stmt_int(stmt, 2)};
        rc = 0;
    }
    cx_stmt_free(stmt);
    return rc == 0 && course && study->count == 0 ? refuse_course(db, course, err) : rc;
}

/* The months that the period touches, and one more on each side. */
static int compute(struct study *study, struct cx_db *db, const struct cx_period *period,
                   struct cx_err *err)
{
    struct cx_ymd first = cx_date_split(period->from), last = cx_date_split(period->to - 1);
    cx_date after = cx_date_add_months(cx_date_month_start(period->to - 1), 1);
    struct cx_ymd end = cx_date_split(after);
    struct cx_period month = cx_period_month(end.year, end.month);
    study->month_count = (size_t)((last.year - first.year) * 12 + last.month - first.month + 3);
    study->months = cx_alloc(study->month_count * sizeof *study->months);
    int rc = cx_trend_new(&study->trend, db, &month, study->month_count, err);
    for (size_t i = 0; rc == 0 && i < study->month_count; i++)
        rc = cx_trend_scores(&study->months[i], study->trend, i,
                             cx_trend_period(study->trend, i)->to - 1, err);
    return rc;
}

static void study_fini(struct study *study)
{
    for (size_t i = 0; i < study->count; i++)
        free(study->list[i].course);
    free(study->list);
    for (size_t i = 0; i < study->month_count; i++)
        cx_scores_free(study->months[i]);
    free(study->months);
    cx_trend_free(study->trend);
}

REPORT(report_training)
{
    static const struct cx_column columns[] = {
        {"course", "Course", CX_CELL_TEXT, 0, false},
        {"metric", "Metric", CX_CELL_TEXT, 0, false},
        {"trained", "Trained", CX_CELL_NUMBER, 0, false},
        {"others", "Others", CX_CELL_NUMBER, 0, false},
        {"before", "Before", CX_CELL_NUMBER, 6, false},
        {"after", "After", CX_CELL_NUMBER, 6, false},
        {"others_before", "Others before", CX_CELL_NUMBER, 6, false},
        {"others_after", "Others after", CX_CELL_NUMBER, 6, false},
        {"effect", "Effect", CX_CELL_NUMBER, 6, false},
        {"low", "At least", CX_CELL_NUMBER, 6, false},
        {"high", "At most", CX_CELL_NUMBER, 6, false},
        {"clearly", "Clearly", CX_CELL_TEXT, 0, false},
    };
    struct study study = {
        .period = &options->period, .quantity = -1, .today = cx_date_of(options->now)};
    const char *course = NULL;
    int rc = load(&study, db, options->subject, err);
    if (rc == 0)
        rc = compute(&study, db, &options->period, err);
    if (rc == 0 && options->by && strcmp(options->by, "score") != 0)
        rc = report_by(&study.quantity, study.months[0]->plan, options, -1, err);
    if (rc == 0) {
        cx_table_title(out, "Training");
        cx_table_columns(out, columns, sizeof columns / sizeof *columns);
        for (size_t i = 0; i < study.count; i++) {
            if (course && strcmp(course, study.list[i].course) == 0)
                continue;
            course = study.list[i].course;
            add_row(out, &study, course, options->subject != NULL);
        }
    }
    study_fini(&study);
    return rc;
}
