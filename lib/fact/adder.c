/* Rows of facts become sums: each fact's rows wait in a batch until the expressions of its measures
 * are computed over all of them at once, and are then added to every subject that they belong to.
 */
#include <stdlib.h>

#include "base/buf.h"
#include "base/decimal.h"
#include "base/mem.h"
#include "fact/fact.h"
#include "plan/expr.h"
#include "store/calc.h"

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

int adder_new(struct adder **out, const struct facts *facts, struct cx_sums *sums)
{
    struct adder *adder = cx_alloc(sizeof *adder);
    *adder = (struct adder){.facts = facts, .sums = sums, .first = CX_DATE_NONE, .end = INT32_MIN};
    for (size_t i = 0; i < facts->period_count; i++) {
        const struct cx_period *period = &facts->periods[i];
        adder->first = period->from < adder->first ? period->from : adder->first;
        adder->end = period->to > adder->end ? period->to : adder->end;
    }
    *out = adder;
    return open_batches(adder, facts->err);
}

void adder_free(struct adder *adder)
{
    if (!adder)
        return;
    for (int fact = 0; fact < CX_FACTS; fact++) {
        cx_calc_free(adder->batches[fact].calc);
        free(adder->batches[fact].measures);
        free(adder->batches[fact].waiting);
    }
    cx_sandbox_free(adder->sandbox);
    free(adder);
}

static int add(struct adder *adder, size_t period, size_t subject, size_t measure, int64_t value)
{
    struct cx_sums *sums = adder->sums;
    int64_t *sum =
        &sums->values[(period * sums->subject_count + subject) * sums->measure_count + measure];
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
            return cx_err_set(err, CX_EDATA,
                              "measure %s: its value is text (\"%.40s\"), not a number",
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

int adder_finish(struct adder *adder)
{
    const struct sink *sink = adder->facts->sink;
    int rc = sink ? sink->finish(sink->context, adder->facts->err) : 0;
    for (int fact = 0; rc == 0 && fact < CX_FACTS; fact++)
        rc = flush(&adder->batches[fact], adder->facts->err);
    return rc;
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

static int give(const struct facts *facts, enum cx_fact fact, const struct waiting *row)
{
    const struct place place = {row->post, row->team,
                                row->subject == SIZE_MAX ? SIZE_MAX : row->period, row->subject};
    return facts->sink->take(facts->sink->context, fact, &place, &row->row, facts->err);
}

int add_row(struct facts *facts, enum cx_fact fact, cx_date day, int post,
            const struct fact_row *row)
{
    struct waiting waiting = {.row = *row, .post = post, .team = -1, .subject = SIZE_MAX};
    waiting.row.event.day = day;
    return facts->sink ? give(facts, fact, &waiting) : wait_in_periods(facts, fact, day, &waiting);
}

int add_team_row(struct facts *facts, enum cx_fact fact, cx_date day, int team,
                 const struct fact_row *row)
{
    struct waiting waiting = {.row = *row, .post = -1, .team = team, .subject = SIZE_MAX};
    waiting.row.event.day = day;
    return facts->sink ? give(facts, fact, &waiting) : wait_in_periods(facts, fact, day, &waiting);
}

int add_subject_row(struct facts *facts, enum cx_fact fact, size_t period, size_t subject,
                    const struct fact_row *row)
{
    struct waiting waiting = {
        .row = *row, .period = period, .post = -1, .team = -1, .subject = subject};
    return facts->sink ? give(facts, fact, &waiting) : wait(facts, fact, &waiting);
}

bool is_wanted(const struct facts *facts, enum cx_fact fact)
{
    return facts->sink ? facts->sink->wants[fact] : facts->adder->batches[fact].measure_count > 0;
}

bool in_periods(const struct facts *facts, cx_date day)
{
    return facts->adder->first <= day && day < facts->adder->end;
}
