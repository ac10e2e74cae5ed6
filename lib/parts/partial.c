/* Sums as rows: cx_partial_table. */
#include "parts/parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "parts/merge.h"
#include "parts/partial.sql.h"
#include "parts/subject.h"
#include "past/days.h"
#include "store/id.h"

static const struct cx_column columns[] = {
    {"period", "Period", CX_CELL_TEXT, 0, false},   {"level", "Level", CX_CELL_TEXT, 0, false},
    {"subject", "Subject", CX_CELL_TEXT, 0, false}, {"measure", "Measure", CX_CELL_TEXT, 0, false},
    {"sum", "Sum", CX_CELL_NUMBER, 6, false},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

struct partial {
    struct cx_plan *plan;
    struct cx_org *org;
    struct cx_sums *sums;
    struct cx_period periods[2]; /* this one, the one before */
    struct cx_table *out;
    int64_t rows;
    struct cx_err *err;
};

static int put(struct partial *partial, int period, const char *level, const char *subject,
               const char *measure, struct cx_cell sum)
{
    const struct cx_cell cells[COLUMNS] = {cx_cell_text(partial->periods[period].name),
                                           cx_cell_text(level), cx_cell_text(subject),
                                           cx_cell_text(measure), sum};
    partial->rows++;
    return cx_table_row(partial->out, cells, partial->err);
}

static struct cx_cell decimal(int64_t value, int decimals)
{
    struct cx_cell cell = cx_cell_n(value);
    cell.decimals = decimals;
    return cell;
}

static int put_plan(struct partial *partial)
{
    const struct cx_plan *plan = partial->plan;
    char hash[SHORT_HASH];
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < plan->measure_count; i++) {
        hash_measure(hash, plan, i);
        rc = put(partial, 0, "plan", hash, plan->quantities[i].name, CX_NULL_CELL);
    }
    return rc;
}

static int put_part(struct partial *partial, const struct cx_part *part)
{
    char text[PART_TEXT];
    return part->parts > 0 ? put(partial, 0, "part", present_format(text, part), NULL, CX_NULL_CELL)
                           : 0;
}

/* The database's own, or those of the streams. */
static int put_parts(struct partial *partial, struct cx_db *db, const struct cx_merge *merge)
{
    const struct present *present = merge ? merge_present(merge) : NULL;
    struct cx_part own;
    int rc = present ? 0 : cx_part_load(&own, db, partial->err);
    if (rc == 0 && !present)
        rc = put_part(partial, &own);
    for (size_t i = 0; rc == 0 && present && i < present->count; i++)
        rc = put_part(partial, &present->list[i].part);
    return rc;
}

/* The first day with an event: of the database, or of those that the streams are of. */
static int put_begun(struct partial *partial, struct cx_db *db, const struct cx_merge *merge)
{
    char text[CX_DATE_TEXT];
    cx_date day = merge ? merge_begun(merge) : CX_DATE_NONE;
    int rc = merge ? 0 : cx_days_first_event(&day, db, partial->err);
    return rc < 0 || day == CX_DATE_NONE
               ? rc
               : put(partial, 0, "begun", cx_date_format(text, day), NULL, CX_NULL_CELL);
}

static int put_once(struct partial *partial, const struct once *once)
{
    return put(partial, 0, "once", once->kind, once->hash, decimal(once->count, 0));
}

/* Counts and hashes the rows of one kind. */
static int look(struct once *once, struct cx_db *db, const char *sql, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    uint64_t sum = 0;
    char id[CX_ID_MAX + 1];
    int rc = cx_stmt_new(&stmt, db, sql, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        const char *text = cx_stmt_text(stmt, 1);
        cx_id_text(id, db, cx_stmt_int(stmt, 0));
        sum += cx_map_hash(text, strlen(text), cx_map_hash(id, strlen(id), 0));
        once->count++;
        rc = 0;
    }
    cx_stmt_free(stmt);
    format_hash(once->hash, sum);
    return rc;
}

static int put_onces_of_database(struct partial *partial, struct cx_db *db)
{
    static const struct {
        const char *kind, *sql;
    } kinds[] = {
        {"costs", SQL_costs},           {"trainings", SQL_trainings}, {"feedback", SQL_feedback},
        {"complaints", SQL_complaints}, {"contacts", SQL_contacts},
    };
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < sizeof kinds / sizeof *kinds; i++) {
        struct once once = {.kind = kinds[i].kind};
        rc = look(&once, db, kinds[i].sql, partial->err);
        if (rc == 0 && once.count > 0)
            rc = put_once(partial, &once);
    }
    return rc;
}

static int put_sums(struct partial *partial, int period, size_t subject, const char *level,
                    const char *name)
{
    const struct cx_plan *plan = partial->plan;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < plan->measure_count; i++) {
        int64_t sum = cx_sums_get(partial->sums, (size_t)period, subject, i);
        if (sum != 0)
            rc = put(partial, period, level, name, plan->quantities[i].name,
                     decimal(sum, plan->quantities[i].decimals));
    }
    return rc;
}

static int put_period(struct partial *partial, int period)
{
    const struct cx_org *org = partial->org;
    struct cx_buf name = {0};
    int rc = 0;
    for (int i = 0; rc == 0 && i < org->post_count; i++) {
        cx_buf_clear(&name);
        name_post(&name, org, i);
        rc = put_sums(partial, period, (size_t)i, "post", cx_buf_str(&name));
    }
    for (int i = 0; rc == 0 && i < org->person_count; i++)
        rc =
            put_sums(partial, period, cx_subject_of_person(org, i), "employee", org->people[i].key);
    for (int i = 0; rc == 0 && i < org->team_count; i++)
        rc = put_sums(partial, period, cx_subject_of_team(org, i), "team", org->teams[i].key);
    if (rc == 0)
        rc = put_sums(partial, period, cx_subject_of_company(org), "company", NULL);
    cx_buf_fini(&name);
    return rc;
}

static int put_all(struct partial *partial, struct cx_db *db, const struct cx_merge *merge)
{
    const struct once_list *onces = merge ? merge_onces(merge) : NULL;
    int rc = put_plan(partial);
    if (rc == 0)
        rc = put_parts(partial, db, merge);
    if (rc == 0)
        rc = put_begun(partial, db, merge);
    if (rc == 0 && !onces)
        rc = put_onces_of_database(partial, db);
    for (size_t i = 0; rc == 0 && onces && i < onces->count; i++)
        rc = put_once(partial, &onces->list[i]);
    for (int period = 0; rc == 0 && period < 2; period++)
        rc = put_period(partial, period);
    return rc < 0 ? rc : put(partial, 0, "end", NULL, NULL, decimal(partial->rows, 0));
}

static int load(struct partial *partial, struct cx_db *db, struct cx_merge *merge)
{
    const struct cx_period *periods = partial->periods;
    int rc = cx_plan_load(&partial->plan, db, periods[0].to - 1, partial->err);
    if (rc == 0)
        rc = cx_org_load(&partial->org, db, partial->err);
    if (rc == 0 && merge)
        return cx_merge_sums(&partial->sums, merge, partial->plan, partial->org, periods, 2,
                             partial->err);
    return rc < 0 ? rc
                  : cx_sums_compute(&partial->sums, db, partial->plan, partial->org, periods, 2,
                                    partial->err);
}

int cx_partial_table(struct cx_table *out, struct cx_db *db, const struct cx_period *period,
                     struct cx_merge *merge, struct cx_err *err)
{
    struct partial partial = {
        .periods = {*period, cx_period_before(period)}, .out = out, .err = err};
    int rc = load(&partial, db, merge);
    if (rc == 0) {
        cx_table_columns(out, columns, COLUMNS);
        rc = put_all(&partial, db, merge);
    }
    cx_sums_free(partial.sums);
    cx_org_free(partial.org);
    cx_plan_free(partial.plan);
    return rc;
}
