/* Rows of facts become sums. Plain expressions are computed here (arith.h); what others gave for a
 * row is remembered for rows that are alike (memo.h); where it is not known yet, rows wait in a
 * batch until SQLite has computed the expression over all of them at once. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/decimal.h"
#include "base/mem.h"
#include "fact/fact.h"
#include "fact/memo.h"
#include "plan/arith.h"
#include "plan/expr.h"
#include "store/calc.h"

#define BATCH 64 /* rows that one run of an expression takes */

struct slot {
    size_t row, subject; /* of the fact's tally */
};

struct waiting {
    struct fact_row row;
    struct slot slot;
};

/* One measure. */
struct sieve {
    const struct cx_quantity *measure;
    size_t index; /* among the measures of its fact */
    enum cx_fact fact;
    struct cx_arith *value;     /* NULL: SQLite computes it */
    struct cx_arith *condition; /* NULL: SQLite computes it, or there is none */
    struct memo *memo; /* its values; or, where value is known here, whether the row counts;
                          NULL: not needed */
    struct cx_calc *calc;
    struct cx_rows rows;
    struct waiting *waiting;
    size_t count, at; /* rows waiting; the next that the statement will read */
};

struct adder {
    const struct facts *facts;
    struct cx_sandbox *sandbox;
    struct sieve *sieves; /* those of one fact stand together */
    size_t first[CX_FACTS + 1];
};

static void start_batch(void *context)
{
    ((struct sieve *)context)->at = 0;
}

static int next_of_batch(void *context)
{
    struct sieve *sieve = context;
    return sieve->at++ < sieve->count;
}

static struct cx_value batch_value(void *context, int column)
{
    const struct sieve *sieve = context;
    return sieve->waiting[sieve->at - 1].row.cells[column];
}

/* The columns that stand anywhere in an expression, a bit each; perhaps too many. */
static uint32_t columns_in(const char *text, const char *const *names, size_t count)
{
    uint32_t columns = 0;
    for (size_t i = 0; text && i < count; i++) {
        if (strcasestr(text, names[i]))
            columns |= UINT32_C(1) << i;
    }
    return columns;
}

/* The measure's value where its condition holds, else null. */
static int open_sieve(struct sieve *sieve, struct cx_sandbox *sandbox, struct cx_err *err)
{
    const struct cx_quantity *measure = sieve->measure;
    struct cx_buf text = {0};
    size_t count;
    const char *const *names = cx_fact_columns(sieve->fact, &count);
    uint32_t condition = columns_in(measure->where, names, count);
    sieve->value = cx_arith_value(measure->expression, names, count);
    if (sieve->value && measure->where)
        sieve->condition = cx_arith_condition(measure->where, names, count);
    if (!sieve->value)
        sieve->memo = memo_new(condition | columns_in(measure->expression, names, count));
    else if (measure->where && !sieve->condition)
        sieve->memo = memo_new(condition);
    if (measure->where)
        cx_buf_printf(&text, "CASE WHEN (\n%s\n) THEN (\n%s\n) END", measure->where,
                      measure->expression);
    else
        cx_buf_puts(&text, measure->expression);
    sieve->rows = (struct cx_rows){sieve, start_batch, next_of_batch, batch_value};
    sieve->waiting = cx_alloc(BATCH * sizeof *sieve->waiting);
    int rc = cx_calc_new(&sieve->calc, sandbox, names, count, &sieve->rows,
                         (const char *const[]){cx_buf_str(&text)}, 1, NULL, err);
    cx_buf_fini(&text);
    return rc;
}

int adder_new(struct adder **out, const struct facts *facts)
{
    const struct cx_plan *plan = facts->plan;
    struct adder *adder = cx_alloc(sizeof *adder);
    size_t n = 0;
    int rc = cx_sandbox_new(&adder->sandbox, facts->err);
    adder->facts = facts;
    adder->sieves = cx_alloc((plan->measure_count + 1) * sizeof *adder->sieves);
    for (int fact = 0; rc == 0 && fact < CX_FACTS; fact++) {
        const struct tally *tally = &facts->tallies[fact];
        adder->first[fact] = n;
        for (size_t i = 0; rc == 0 && tally->measures && i < tally->measures->count; i++) {
            struct sieve *sieve = &adder->sieves[n++];
            sieve->measure = &plan->quantities[tally->measures->list[i]];
            sieve->index = i;
            sieve->fact = (enum cx_fact)fact;
            rc = open_sieve(sieve, adder->sandbox, facts->err);
        }
    }
    adder->first[CX_FACTS] = n;
    *out = adder;
    return rc;
}

void adder_free(struct adder *adder)
{
    if (!adder)
        return;
    for (size_t i = 0; i < adder->first[CX_FACTS]; i++) {
        cx_calc_free(adder->sieves[i].calc);
        memo_free(adder->sieves[i].memo);
        cx_arith_free(adder->sieves[i].value);
        cx_arith_free(adder->sieves[i].condition);
        free(adder->sieves[i].waiting);
    }
    cx_sandbox_free(adder->sandbox);
    free(adder->sieves);
    free(adder);
}

static int add_value(const struct facts *facts, const struct sieve *sieve, const struct slot *slot,
                     int64_t value)
{
    if (value == 0 || value == MEMO_NULL)
        return 0;
    return tally_increase(&facts->tallies[sieve->fact], slot->row, slot->subject, sieve->index,
                          facts->takes_away ? -value : value, facts->err);
}

/* A number as the measure adds it up: rounded, row by row. */
static int round_value(int64_t *value, const struct sieve *sieve, double real, struct cx_err *err)
{
    if (!cx_dec_from_real(value, real, sieve->measure->decimals))
        return cx_err_set(err, CX_EDATA, "measure %s: the value of a row is too large",
                          sieve->measure->name);
    return 0;
}

static int take_result(const struct facts *facts, struct sieve *sieve)
{
    const struct waiting *row = &sieve->waiting[sieve->at - 1];
    struct cx_value result = cx_calc_result(sieve->calc, 0);
    int64_t value = MEMO_NULL;
    double real;
    if (result.type == CX_VALUE_TEXT)
        return cx_err_set(facts->err, CX_EDATA,
                          "measure %s: its value is text (\"%.40s\"), not a number",
                          sieve->measure->name, result.s);
    if (cx_expr_number(&real, result) && round_value(&value, sieve, real, facts->err) < 0)
        return CX_EDATA;
    if (sieve->memo)
        memo_put(sieve->memo, row->row.cells, sieve->value ? result.type != CX_VALUE_NULL : value);
    return add_value(facts, sieve, &row->slot, value);
}

static int flush(const struct facts *facts, struct sieve *sieve)
{
    int rc = 0, step = 0;
    if (sieve->count == 0)
        return 0;
    while (rc == 0 && (step = cx_calc_step(sieve->calc, facts->err)) == 1)
        rc = take_result(facts, sieve);
    cx_calc_rewind(sieve->calc);
    sieve->count = 0;
    return rc < 0 ? rc : step;
}

int adder_finish(struct adder *adder)
{
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < adder->first[CX_FACTS]; i++)
        rc = flush(adder->facts, &adder->sieves[i]);
    return rc;
}

/* 1: *value is what the row is worth; 0: SQLite has to be asked. */
static int recall(int64_t *value, const struct sieve *sieve, const struct fact_row *row,
                  struct cx_err *err)
{
    enum cx_arith_result known;
    int64_t counts = 1;
    double real, holds = 1;
    if (!sieve->value)
        return memo_get(value, sieve->memo, row->cells);
    *value = MEMO_NULL;
    if ((known = cx_arith_compute(&real, sieve->value, row->cells)) != CX_ARITH_NUMBER)
        return known == CX_ARITH_NULL;
    if (sieve->condition) {
        if ((known = cx_arith_compute(&holds, sieve->condition, row->cells)) != CX_ARITH_NUMBER)
            return known == CX_ARITH_NULL;
    } else if (sieve->memo && !memo_get(&counts, sieve->memo, row->cells)) {
        return 0;
    }
    return counts && holds != 0 && round_value(value, sieve, real, err) < 0 ? CX_EDATA : 1;
}

static int wait(const struct facts *facts, struct sieve *sieve, const struct slot *slot,
                const struct fact_row *row)
{
    sieve->waiting[sieve->count++] = (struct waiting){*row, *slot};
    return sieve->count == BATCH ? flush(facts, sieve) : 0;
}

/* One row that belongs to several subjects. */
static int take(struct facts *facts, enum cx_fact fact, size_t tally_row, const size_t *subjects,
                size_t count, const struct fact_row *row)
{
    struct adder *adder = facts->adder;
    int rc = 0;
    for (size_t i = adder->first[fact]; rc >= 0 && i < adder->first[fact + 1]; i++) {
        struct sieve *sieve = &adder->sieves[i];
        int64_t value;
        int known = rc = recall(&value, sieve, row, facts->err);
        for (size_t k = 0; rc >= 0 && k < count; k++) {
            struct slot slot = {tally_row, subjects[k]};
            rc = known ? add_value(facts, sieve, &slot, value) : wait(facts, sieve, &slot, row);
        }
    }
    return rc < 0 ? rc : 0;
}

static int give(const struct facts *facts, enum cx_fact fact, cx_date day,
                const struct place *place, const struct fact_row *row)
{
    struct fact_row copy = *row;
    copy.event.day = day;
    return facts->sink->take(facts->sink->context, fact, place, &copy, facts->err);
}

/* Of a day, and of a post or a team. */
static int add(struct facts *facts, enum cx_fact fact, cx_date day, const struct place *place,
               size_t subject, const struct fact_row *row)
{
    if (!is_due(facts, fact, day))
        return 0;
    return facts->sink ? give(facts, fact, day, place, row)
                       : take(facts, fact, (size_t)(day - facts->first), &subject, 1, row);
}

int add_row(struct facts *facts, enum cx_fact fact, cx_date day, int post,
            const struct fact_row *row)
{
    const struct place place = {post, -1, SIZE_MAX, SIZE_MAX};
    size_t subject = post < 0 ? day_subject_of_nobody(facts->org) : (size_t)post;
    return add(facts, fact, day, &place, subject, row);
}

int add_team_row(struct facts *facts, enum cx_fact fact, cx_date day, int team,
                 const struct fact_row *row)
{
    const struct place place = {-1, team, SIZE_MAX, SIZE_MAX};
    return add(facts, fact, day, &place, day_subject_of_team(facts->org, team), row);
}

int add_subject_rows(struct facts *facts, enum cx_fact fact, size_t period, const size_t *subjects,
                     size_t count, const struct fact_row *row)
{
    int rc = 0;
    if (!facts->sink)
        return take(facts, fact, period, subjects, count, row);
    for (size_t i = 0; rc == 0 && i < count; i++) {
        const struct place place = {-1, -1, period, subjects[i]};
        rc = give(facts, fact, row->event.day, &place, row);
    }
    return rc;
}
