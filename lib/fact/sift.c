#include "fact/sift.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/decimal.h"
#include "base/mem.h"
#include "plan/expr.h"
#include "store/calc.h"

#define BATCH 256 /* rows that one run of the expressions takes */

/* The measures over one fact, and rows that wait for them. */
struct batch {
    size_t *measures;
    size_t measure_count;
    struct cx_calc *calc;
    struct cx_rows rows;
    struct {
        struct fact_row row;
        struct place place;
    } * waiting;
    size_t count, at; /* rows waiting; the next that the statement will read */
};

struct sift {
    const struct cx_plan *plan;
    sift_hear *hear;
    void *context;
    struct cx_sandbox *sandbox;
    struct batch batches[CX_FACTS];
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
static int compile(struct sift *sift, enum cx_fact fact, struct cx_err *err)
{
    struct batch *batch = &sift->batches[fact];
    char **texts = cx_alloc((batch->measure_count + 1) * sizeof *texts);
    size_t columns;
    const char *const *names = cx_fact_columns(fact, &columns);
    for (size_t i = 0; i < batch->measure_count; i++) {
        const struct cx_quantity *measure = &sift->plan->quantities[batch->measures[i]];
        struct cx_buf text = {0};
        cx_buf_printf(&text, "CASE WHEN (\n%s\n) THEN (\n%s\n) END",
                      measure->where ? measure->where : "1", measure->expression);
        texts[i] = text.data;
    }
    batch->rows = (struct cx_rows){batch, start_batch, next_of_batch, batch_value};
    batch->waiting = cx_alloc(BATCH * sizeof *batch->waiting);
    int rc = cx_calc_new(&batch->calc, sift->sandbox, names, columns, &batch->rows,
                         (const char *const *)texts, batch->measure_count, NULL, err);
    for (size_t i = 0; i < batch->measure_count; i++)
        free(texts[i]);
    free(texts);
    return rc;
}

int sift_new(struct sift **out, const struct cx_plan *plan, const bool *wants, sift_hear *hear,
             void *context, struct cx_err *err)
{
    struct sift *sift = cx_alloc(sizeof *sift);
    *sift = (struct sift){.plan = plan, .hear = hear, .context = context};
    *out = sift;
    int rc = cx_sandbox_new(&sift->sandbox, err);
    for (int fact = 0; rc == 0 && fact < CX_FACTS; fact++) {
        struct batch *batch = &sift->batches[fact];
        batch->measures = cx_alloc((plan->measure_count + 1) * sizeof *batch->measures);
        for (size_t i = 0; i < plan->measure_count; i++) {
            if ((int)plan->quantities[i].fact == fact && wants[i])
                batch->measures[batch->measure_count++] = i;
        }
        if (batch->measure_count > 0)
            rc = compile(sift, (enum cx_fact)fact, err);
    }
    return rc;
}

void sift_free(struct sift *sift)
{
    if (!sift)
        return;
    for (int fact = 0; fact < CX_FACTS; fact++) {
        cx_calc_free(sift->batches[fact].calc);
        free(sift->batches[fact].measures);
        free(sift->batches[fact].waiting);
    }
    cx_sandbox_free(sift->sandbox);
    free(sift);
}

static int take_results(const struct sift *sift, const struct batch *batch, struct cx_err *err)
{
    for (size_t i = 0; i < batch->measure_count; i++) {
        const struct cx_quantity *measure = &sift->plan->quantities[batch->measures[i]];
        struct cx_value result = cx_calc_result(batch->calc, i);
        double real;
        int64_t value;
        if (result.type == CX_VALUE_NULL)
            continue;
        if (!cx_expr_number(&real, result))
            return cx_err_set(err, CX_EDATA, "measure %s: its value is text, not a number",
                              measure->name);
        if (!cx_dec_from_real(&value, real, measure->decimals))
            return cx_err_set(err, CX_EDATA, "measure %s: the value of a row is too large",
                              measure->name);
        if (value != 0)
            sift->hear(sift->context, &batch->waiting[batch->at - 1].place,
                       &batch->waiting[batch->at - 1].row.event, batch->measures[i], value);
    }
    return 0;
}

static int flush(const struct sift *sift, struct batch *batch, struct cx_err *err)
{
    int rc = 0, step = 0;
    if (batch->count == 0)
        return 0;
    while (rc == 0 && (step = cx_calc_step(batch->calc, err)) == 1)
        rc = take_results(sift, batch, err);
    cx_calc_rewind(batch->calc);
    batch->count = 0;
    return rc < 0 ? rc : step;
}

int sift_put(struct sift *sift, enum cx_fact fact, const struct place *place,
             const struct fact_row *row, struct cx_err *err)
{
    struct batch *batch = &sift->batches[fact];
    if (batch->measure_count == 0)
        return 0;
    batch->waiting[batch->count].row = *row;
    batch->waiting[batch->count++].place = *place;
    return batch->count == BATCH ? flush(sift, batch, err) : 0;
}

int sift_finish(struct sift *sift, struct cx_err *err)
{
    int rc = 0;
    for (int fact = 0; rc == 0 && fact < CX_FACTS; fact++)
        rc = flush(sift, &sift->batches[fact], err);
    return rc;
}
