#include "fact/sums.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/decimal.h"
#include "base/mem.h"
#include "base/pool.h"
#include "fact/fact.h"
#include "plan/expr.h"
#include "store/calc.h"
#include "store/id.h"
#include "fact/sums.sql.h"

#define BATCH 256 /* rows that one run of the expressions takes */

/* A row that waits for its measures to be computed. */
struct waiting {
    struct fact_row row;
    size_t period;
    int post;       /* of a row that is rolled up; -1: nobody's */
    int team;       /* of a team's own row; -1 */
    size_t subject; /* of a subject's own row; SIZE_MAX where it is rolled up */
};

/* The measures over one fact. */
struct batch {
    struct adder *adder;
    size_t *measures;
    size_t measure_count;
    struct cx_calc *calc;
    struct cx_rows rows;
    struct waiting *waiting;
    size_t count, at; /* rows waiting; the next that the statement will read */
};

struct adder {
    const struct facts *facts;
    struct cx_sums *sums;
    struct cx_sandbox *sandbox;
    struct batch batches[CX_FACTS];
    cx_date first, end; /* of all periods */
};

size_t cx_subject_of_person(const struct cx_org *org, int person)
{
    return (size_t)(org->post_count + person);
}

size_t cx_subject_of_team(const struct cx_org *org, int team)
{
    return (size_t)(org->post_count + org->person_count + team);
}

size_t cx_subject_of_company(const struct cx_org *org)
{
    return (size_t)(org->post_count + org->person_count + org->team_count);
}

size_t cx_subject_count(const struct cx_org *org)
{
    return cx_subject_of_company(org) + 1;
}

static void start_batch(void *context)
{
    ((struct batch *)context)->at = 0;
}

static int next_of_batch(void *context)
{
    struct batch *batch = context;
    return batch->at++ < batch->count;
}

static struct cx_value batch_value(void *context, int column)
{
    const struct batch *batch = context;
    return batch->waiting[batch->at - 1].row.cells[column];
}

/* One expression a measure: its value where its condition holds, else null. */
static int compile(struct batch *batch, enum cx_fact fact, struct cx_err *err)
{
    const struct cx_plan *plan = batch->adder->facts->plan;
    char **texts = cx_alloc(batch->measure_count * sizeof *texts);
    size_t columns, bad = 0;
    const char *const *names = cx_fact_columns(fact, &columns);
    for (size_t i = 0; i < batch->measure_count; i++) {
        const struct cx_quantity *measure = &plan->quantities[batch->measures[i]];
        struct cx_buf text = {0};
        if (measure->where)
            cx_buf_printf(&text, "CASE WHEN (\n%s\n) THEN (\n%s\n) END", measure->where,
                          measure->expression);
        else
            cx_buf_puts(&text, measure->expression);
        texts[i] = text.data;
    }
    int rc = cx_calc_new(&batch->calc, batch->adder->sandbox, names, columns, &batch->rows,
                         (const char *const *)texts, batch->measure_count, &bad, err);
    for (size_t i = 0; i < batch->measure_count; i++)
        free(texts[i]);
    free(texts);
    return rc;
}

static int open_batches(struct adder *adder, struct cx_err *err)
{
    const struct cx_plan *plan = adder->facts->plan;
    int rc = cx_sandbox_new(&adder->sandbox, err);
    for (int fact = 0; rc == 0 && fact < CX_FACTS; fact++) {
        struct batch *batch = &adder->batches[fact];
        batch->adder = adder;
        batch->measures = cx_alloc((plan->measure_count + 1) * sizeof *batch->measures);
        for (size_t i = 0; i < plan->measure_count; i++) {
            if ((int)plan->quantities[i].fact == fact)
                batch->measures[batch->measure_count++] = i;
        }
        if (batch->measure_count == 0)
            continue;
        batch->rows = (struct cx_rows){batch, start_batch, next_of_batch, batch_value};
        batch->waiting = cx_alloc(BATCH * sizeof *batch->waiting);
        rc = compile(batch, (enum cx_fact)fact, err);
    }
    return rc;
}

static void close_batches(struct adder *adder)
{
    for (int fact = 0; fact < CX_FACTS; fact++) {
        cx_calc_free(adder->batches[fact].calc);
        free(adder->batches[fact].measures);
        free(adder->batches[fact].waiting);
    }
    cx_sandbox_free(adder->sandbox);
}

static int add(struct adder *adder, size_t period, size_t subject, size_t measure, int64_t value)
{
    struct cx_sums *sums = adder->sums;
    int64_t *sum = &sums->values[(period * sums->subject_count + subject) * sums->measure_count + measure];
    if (__builtin_add_overflow(*sum, value, sum))
        return cx_err_set(adder->facts->err, CX_EDATA, "the sum of measure %s is too large",
                          adder->facts->plan->quantities[measure].name);
    return 0;
}

/* Adds one value to all subjects that the row belongs to. */
static int spread(struct adder *adder, const struct waiting *row, size_t measure, int64_t value)
{
    const struct cx_org *org = adder->facts->org;
    int team = row->team, rc = 0;
    if (row->subject != SIZE_MAX)
        return add(adder, row->period, row->subject, measure, value);
    if (row->post >= 0) {
        const struct cx_post *post = &org->posts[row->post];
        team = post->team;
        rc = add(adder, row->period, (size_t)row->post, measure, value);
        if (rc == 0)
            rc = add(adder, row->period, cx_subject_of_person(org, post->person), measure, value);
    }
    for (int steps = 0; rc == 0 && team >= 0 && steps < org->team_count; steps++) {
        rc = add(adder, row->period, cx_subject_of_team(org, team), measure, value);
        team = org->teams[team].parent;
    }
    return rc < 0 ? rc : add(adder, row->period, cx_subject_of_company(org), measure, value);
}

static int take_results(struct batch *batch, const struct waiting *row, struct cx_err *err)
{
    const struct cx_plan *plan = batch->adder->facts->plan;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < batch->measure_count; i++) {
        const struct cx_quantity *measure = &plan->quantities[batch->measures[i]];
        struct cx_value result = cx_calc_result(batch->calc, i);
        double real;
        int64_t value;
        if (result.type == CX_VALUE_NULL)
            continue;
        if (result.type == CX_VALUE_TEXT)
            return cx_err_set(err, CX_EDATA, "measure %s: its value is text (\"%.40s\"), not a number",
                              measure->name, result.s);
        cx_expr_number(&real, result);
        if (!cx_dec_from_real(&value, real, measure->decimals))
            return cx_err_set(err, CX_EDATA, "measure %s: the value of a row is too large",
                              measure->name);
        if (value != 0)
            rc = spread(batch->adder, row, batch->measures[i], value);
    }
    return rc;
}

static int flush(struct batch *batch, struct cx_err *err)
{
    int rc = 0, step = 0;
    if (batch->count == 0)
        return 0;
    while (rc == 0 && (step = cx_calc_step(batch->calc, err)) == 1)
        rc = take_results(batch, &batch->waiting[batch->at - 1], err);
    cx_calc_rewind(batch->calc);
    batch->count = 0;
    return rc < 0 ? rc : step;
}

static int wait(struct facts *facts, enum cx_fact fact, const struct waiting *row)
{
    struct batch *batch = &facts->adder->batches[fact];
    batch->waiting[batch->count++] = *row;
    return batch->count == BATCH ? flush(batch, facts->err) : 0;
}

static int wait_in_periods(struct facts *facts, enum cx_fact fact, cx_date day, struct waiting *row)
{
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < facts->period_count; i++) {
        if (facts->periods[i].from <= day && day < facts->periods[i].to) {
            row->period = i;
            rc = wait(facts, fact, row);
        }
    }
    return rc;
}

int add_row(struct facts *facts, enum cx_fact fact, cx_date day, int post,
            const struct fact_row *row)
{
    struct waiting waiting = {.row = *row, .post = post, .team = -1, .subject = SIZE_MAX};
    return wait_in_periods(facts, fact, day, &waiting);
}

int add_team_row(struct facts *facts, enum cx_fact fact, cx_date day, int team,
                 const struct fact_row *row)
{
    struct waiting waiting = {.row = *row, .post = -1, .team = team, .subject = SIZE_MAX};
    return wait_in_periods(facts, fact, day, &waiting);
}

int add_subject_row(struct facts *facts, enum cx_fact fact, size_t period, size_t subject,
                    const struct fact_row *row)
{
    struct waiting waiting = {.row = *row, .period = period, .post = -1, .team = -1, .subject = subject};
    return wait(facts, fact, &waiting);
}

bool is_wanted(const struct facts *facts, enum cx_fact fact)
{
    return facts->adder->batches[fact].measure_count > 0;
}

bool in_periods(const struct facts *facts, cx_date day)
{
    return facts->adder->first <= day && day < facts->adder->end;
}

static int load_map(struct cx_map **map, struct facts *facts, const char *sql, int value_column)
{
    struct cx_stmt *stmt = NULL;
    *map = cx_map_new();
    int rc = cx_stmt_new(&stmt, facts->db, sql, facts->err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, facts->err)) == 1) {
        cx_map_put(*map, cx_stmt_int(stmt, 0), cx_stmt_int(stmt, value_column));
        rc = 0;
    }
    cx_stmt_free(stmt);
    return rc;
}

static int load_credits(struct facts *facts)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, facts->db, SQL_credits, facts->err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, facts->err)) == 1) {
        CX_GROW(facts->credits, facts->credit_count, facts->credit_cap);
        struct credit credit = {cx_stmt_int(stmt, 0), cx_stmt_int(stmt, 1), cx_stmt_int(stmt, 2)};
        /* People of one payment by their index, which is the order of their ids as text. */
        size_t at = facts->credit_count++;
        while (at > 0 && facts->credits[at - 1].payment == credit.payment &&
               cx_org_person(facts->org, facts->credits[at - 1].employee) >
                   cx_org_person(facts->org, credit.employee)) {
            facts->credits[at] = facts->credits[at - 1];
            at--;
        }
        facts->credits[at] = credit;
        rc = 0;
    }
    cx_stmt_free(stmt);
    return rc;
}

static int tell_accounts(struct facts *facts)
{
    struct teller *teller = NULL;
    const struct story *story = NULL;
    int rc = teller_new(&teller, facts->db, facts->texts, facts->err);
    while (rc == 0 && (rc = teller_next(&story, teller, facts->err)) == 1) {
        rc = payment_rows(facts, story);
        if (rc == 0)
            rc = contact_rows(facts, story);
        if (rc == 0)
            rc = promise_rows(facts, story);
        if (rc == 0)
            rc = exposure_rows(facts, story);
    }
    teller_free(teller);
    return rc;
}

static int compute(struct facts *facts)
{
    int rc = load_map(&facts->violations, facts, SQL_violations, 0);
    if (rc == 0)
        rc = load_map(&facts->verdicts, facts, SQL_verdicts, 1);
    if (rc == 0)
        rc = load_map(&facts->complained, facts, SQL_complained, 0);
    if (rc == 0)
        rc = load_credits(facts);
    if (rc == 0)
        rc = open_batches(facts->adder, facts->err);
    if (rc == 0)
        rc = tell_accounts(facts);
    if (rc == 0)
        rc = loose_rows(facts);
    if (rc == 0)
        rc = customer_rows(facts);
    for (int fact = 0; rc == 0 && fact < CX_FACTS; fact++)
        rc = flush(&facts->adder->batches[fact], facts->err);
    return rc;
}

int cx_sums_compute(struct cx_sums **out, struct cx_db *db, const struct cx_plan *plan,
                    const struct cx_org *org, const struct cx_period *periods, size_t count,
                    struct cx_err *err)
{
    struct cx_sums *sums = cx_alloc(sizeof *sums);
    struct adder adder = {.sums = sums, .first = CX_DATE_NONE, .end = INT32_MIN};
    struct facts facts = {.db = db, .plan = plan, .org = org, .periods = periods,
                          .period_count = count, .adder = &adder, .err = err};
    adder.facts = &facts;
    facts.texts = cx_pool_new();
    sums->period_count = count;
    sums->subject_count = cx_subject_count(org);
    sums->measure_count = plan->measure_count;
    sums->values = cx_alloc((count * sums->subject_count * sums->measure_count + 1) * sizeof *sums->values);
    for (size_t i = 0; i < count; i++) {
        adder.first = periods[i].from < adder.first ? periods[i].from : adder.first;
        adder.end = periods[i].to > adder.end ? periods[i].to : adder.end;
    }
    int rc = compute(&facts);
    close_batches(&adder);
    cx_map_free(facts.violations);
    cx_map_free(facts.verdicts);
    cx_map_free(facts.complained);
    cx_pool_free(facts.texts);
    free(facts.credits);
    free(facts.holdings);
    if (rc < 0) {
        cx_sums_free(sums);
        return rc;
    }
    *out = sums;
    return 0;
}

void cx_sums_free(struct cx_sums *sums)
{
    if (!sums)
        return;
    free(sums->values);
    free(sums);
}

int64_t cx_sums_get(const struct cx_sums *sums, size_t period, size_t subject, size_t measure)
{
    return sums->values[(period * sums->subject_count + subject) * sums->measure_count + measure];
}
