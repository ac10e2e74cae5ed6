/* skills: who recovers more than the others, and on which accounts. */
#include <stdlib.h>

#include "base/buf.h"
#include "base/decimal.h"
#include "base/mem.h"
#include "plan/expr.h"
#include "report/adhoc.h"
#include "report/reports.h"
#include "report/stats.h"

enum { ACCOUNTS, EXPOSED, SQUARES, RECOVERED, FIGURES };

struct segment {
    char *id, *title, *where;
};

struct segments {
    struct segment *list;
    size_t count, cap;
};

static void add_segment(struct segments *segments, const char *id, const char *title, char *where)
{
    CX_GROW(segments->list, segments->count, segments->cap);
    segments->list[segments->count++] =
        (struct segment){cx_strdup(id), cx_strdup(title ? title : id), where};
}

static void free_segments(struct segments *segments)
{
    for (size_t i = 0; i < segments->count; i++) {
        free(segments->list[i].id);
        free(segments->list[i].title);
        free(segments->list[i].where);
    }
    free(segments->list);
}

/* Where the plan has no segments its stages are, by the days past due when the month began, so that
 * what is recovered was exposed in the same. */
static int load_segments(struct segments *segments, struct cx_db *db, const struct cx_plan *plan,
                         struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(
        &stmt, db, "SELECT segment_id, title, \"when\" FROM segments ORDER BY segment_id", err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        add_segment(segments, cx_stmt_text(stmt, 0), cx_stmt_text(stmt, 1),
                    cx_strdup(cx_stmt_text(stmt, 2)));
        rc = 0;
    }
    cx_stmt_free(stmt);
    bool by_stage = rc == 0 && segments->count == 0;
    for (size_t i = 0; by_stage && i < plan->stage_count; i++) {
        struct cx_buf where = {0};
        cx_buf_printf(&where, "cohort_dpd >= %d and cohort_dpd < %d", plan->stages[i].from_dpd,
                      plan->stages[i].to_dpd);
        add_segment(segments, plan->stages[i].name, plan->stages[i].title, where.data);
    }
    return rc;
}

/* A segment may use what is known of an account but not of its payments; that is refused here. */
static int check(const struct segments *segments, struct cx_err *err)
{
    size_t count;
    int rc = 0;
    const char *const *columns = cx_fact_columns(CX_FACT_EXPOSURE, &count);
    for (size_t i = 0; rc == 0 && i < segments->count; i++) {
        const char *when = segments->list[i].where;
        struct cx_code *code = NULL;
        struct cx_err why = {0};
        rc = cx_columns_code(&code, columns, CX_DIMS, false, when, &why);
        if (rc < 0)
            cx_err_set(err, why.code, "segment %s: %s, where skills are shown",
                       segments->list[i].id, why.text);
        cx_code_free(code);
    }
    return rc;
}

/* Thousands squared, so that the sum of a million large accounts stays in range. */
static int compute(struct cx_sums **sums, struct cx_db *db, const struct cx_plan *plan,
                   const struct cx_org *org, const struct cx_period *period,
                   const struct segments *segments, struct cx_err *err)
{
    size_t count = segments->count * FIGURES;
    struct adhoc_measure *measures = cx_alloc((count + 1) * sizeof *measures);
    struct cx_buf *held = cx_alloc((segments->count + 1) * sizeof *held);
    for (size_t i = 0; i < segments->count; i++) {
        const char *where = segments->list[i].where;
        struct adhoc_measure *of = &measures[i * FIGURES];
        cx_buf_printf(&held[i], "held = 1 and (%s\n)", where);
        of[ACCOUNTS] = (struct adhoc_measure){CX_FACT_EXPOSURE, CX_UNIT_COUNT, "1", where};
        of[EXPOSED] =
            (struct adhoc_measure){CX_FACT_EXPOSURE, CX_UNIT_MONEY, "opening + placed", where};
        of[SQUARES] =
            (struct adhoc_measure){CX_FACT_EXPOSURE, CX_UNIT_NUMBER,
                                   "(opening + placed) * (opening + placed) / 1000000", where};
        of[RECOVERED] =
            (struct adhoc_measure){CX_FACT_PAYMENT, CX_UNIT_MONEY, "amount", cx_buf_str(&held[i])};
    }
    int rc = adhoc_sums(sums, db, plan, org, period, 1, measures, count, err);
    for (size_t i = 0; i < segments->count; i++)
        cx_buf_fini(&held[i]);
    free(held);
    free(measures);
    return rc;
}

static int64_t sum_of(const struct cx_sums *sums, size_t subject, size_t segment, int figure)
{
    return cx_sums_get(sums, 0, subject, segment * FIGURES + (size_t)figure);
}

/* All that people held, each account once per person; what nobody held shows no skill. */
static int64_t rate_of_all(const struct cx_sums *sums, const struct cx_org *org, size_t segment)
{
    int64_t exposed = 0, recovered = 0;
    for (int i = 0; i < org->person_count; i++) {
        exposed += sum_of(sums, cx_subject_of_person(org, i), segment, EXPOSED);
        recovered += sum_of(sums, cx_subject_of_person(org, i), segment, RECOVERED);
    }
    return report_share(recovered, 2, exposed, 2, 6);
}

/* Accounts weigh as much as they owe: by Kish's effective number, (Σ w)² / Σ w². */
static double effective_number(int64_t exposed_cents, int64_t squares)
{
    double exposed = cx_dec_to_real(exposed_cents, 2) / 1000;
    return squares > 0 ? exposed * exposed / cx_dec_to_real(squares, 6) : 0;
}

static int64_t millionths(double value)
{
    int64_t out;
    return cx_dec_from_real(&out, value, 6) ? out : CX_NO_VALUE;
}

static void add_row(struct cx_table *table, const struct cx_sums *sums, const struct cx_org *org,
                    int person, const struct segment *segment, size_t index, int64_t mean)
{
    size_t subject = cx_subject_of_person(org, person);
    int64_t exposed = sum_of(sums, subject, index, EXPOSED);
    int64_t recovered = sum_of(sums, subject, index, RECOVERED);
    int64_t rate = report_share(recovered, 2, exposed, 2, 6);
    int64_t above = report_share(rate, 6, mean, 6, 6);
    int64_t low = CX_NO_VALUE, high = CX_NO_VALUE;
    double n = effective_number(exposed, sum_of(sums, subject, index, SQUARES));
    if (n > 0 && rate != CX_NO_VALUE) {
        double p = cx_dec_to_real(rate, 6), from, to;
        stats_wilson(&from, &to, p < 0 ? 0 : p > 1 ? 1 : p, n);
        low = millionths(from);
        high = millionths(to);
    }
    bool is_clear = low != CX_NO_VALUE && mean != CX_NO_VALUE;
    const struct cx_cell cells[] = {
        cx_cell_text(org->people[person].key),
        cx_cell_text(org->people[person].name),
        cx_cell_text(segment->id),
        cx_cell_text(segment->title),
        cx_cell_n(sum_of(sums, subject, index, ACCOUNTS) / 1000000),
        cx_cell_n(exposed),
        cx_cell_n(recovered),
        report_cell(rate, -1),
        report_cell(mean, -1),
        report_cell(above == CX_NO_VALUE ? above : above - 1000000, -1),
        report_cell(low, -1),
        report_cell(high, -1),
        is_clear && low > mean    ? cx_cell_word("above")
        : is_clear && high < mean ? cx_cell_word("below")
                                  : CX_NULL_CELL,
    };
    cx_table_keep(table, cells);
}

REPORT(report_skills)
{
    static const struct cx_column columns[] = {
        {"employee_id", "Employee", CX_CELL_TEXT, 0, false},
        {"name", "Name", CX_CELL_TEXT, 0, false},
        {"segment_id", "Segment", CX_CELL_TEXT, 0, false},
        {"title", "Segment's name", CX_CELL_TEXT, 0, false},
        {"accounts", "Accounts", CX_CELL_NUMBER, 0, false},
        {"exposed", "Exposed", CX_CELL_MONEY, 2, false},
        {"recovered", "Recovered", CX_CELL_MONEY, 2, false},
        {"rate", "Recovery", CX_CELL_NUMBER, 6, false},
        {"mean", "Mean", CX_CELL_NUMBER, 6, false},
        {"above_mean", "Above the mean", CX_CELL_NUMBER, 6, false},
        {"low", "At least", CX_CELL_NUMBER, 6, false},
        {"high", "At most", CX_CELL_NUMBER, 6, false},
        {"differs", "Clearly", CX_CELL_TEXT, 0, false},
    };
    struct segments segments = {0};
    struct cx_org *org = NULL;
    struct cx_sums *sums = NULL;
    struct cx_plan *plan = NULL;
    int rc = cx_plan_load(&plan, db, options->period.to - 1, err);
    if (rc == 0)
        rc = load_segments(&segments, db, plan, err);
    if (rc == 0)
        rc = check(&segments, err);
    if (rc == 0)
        rc = cx_org_load(&org, db, err);
    if (rc == 0)
        rc = compute(&sums, db, plan, org, &options->period, &segments, err);
    if (rc == 0) {
        cx_table_title(out, "Skills");
        cx_table_columns(out, columns, sizeof columns / sizeof *columns);
        out->keys = 3;
        for (size_t i = 0; i < segments.count; i++) {
            int64_t mean = rate_of_all(sums, org, i);
            for (int person = 0; person < org->person_count; person++) {
                if (sum_of(sums, cx_subject_of_person(org, person), i, ACCOUNTS) > 0)
                    add_row(out, sums, org, person, &segments.list[i], i, mean);
            }
        }
    }
    cx_sums_free(sums);
    cx_org_free(org);
    cx_plan_free(plan);
    free_segments(&segments);
    return rc;
}
