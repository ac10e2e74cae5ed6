#include "fact/worth.h"

#include "base/lang.h"
#include "plan/expr.h"

int worth_init(struct worth *worth, const struct cx_quantity *measure, struct cx_err *err)
{
    size_t count;
    const char *const *columns = cx_fact_columns(measure->fact, &count);
    *worth = (struct worth){.measure = measure};
    int rc = cx_columns_code(&worth->value, columns, count, true, measure->expression, err);
    if (rc == 0 && measure->where)
        rc = cx_columns_code(&worth->where, columns, count, true, measure->where, err);
    return rc;
}

void worth_fini(struct worth *worth)
{
    cx_code_free(worth->value);
    cx_code_free(worth->where);
    *worth = (struct worth){0};
}

static void note_column(void *context, int column)
{
    ((bool *)context)[column] = true;
}

void worth_columns(bool used[CX_FACT_COLUMNS_MAX], const struct cx_quantity *measure)
{
    struct cx_err ignored = {0};
    struct worth worth;
    if (worth_init(&worth, measure, &ignored) == 0) {
        cx_code_slots(worth.value, NULL, note_column, used);
        if (worth.where)
            cx_code_slots(worth.where, NULL, note_column, used);
    }
    worth_fini(&worth);
}

static int fail(const struct worth *worth, const char *why, struct cx_err *err)
{
    return cx_err_set(err, CX_EDATA, "measure %s: %s", worth->measure->name, _(why));
}

static int compute(struct cx_scalar *out, const struct worth *worth, struct cx_code *code,
                   const struct cx_scalar *cells, struct cx_err *err)
{
    struct cx_err problem;
    problem.code = 0;
    if (cx_code_eval(out, code, cells, &problem) == 0)
        return 0;
    return fail(worth, problem.text, err);
}

int worth_of(int64_t *value, const struct worth *worth, const struct cx_scalar *cells,
             struct cx_err *err)
{
    struct cx_scalar result;
    *value = 0;
    if (worth->where) {
        if (compute(&result, worth, worth->where, cells, err) < 0)
            return CX_EDATA;
        if (!cx_scalar_holds(result))
            return 0;
    }
    if (compute(&result, worth, worth->value, cells, err) < 0)
        return CX_EDATA;
    if (result.type == CX_SCALAR_NULL)
        return 0;
    if (result.type == CX_SCALAR_TEXT)
        return fail(worth, "its value is text, not a number", err);
    if (!cx_num_to_dec(value, result.number, worth->measure->decimals))
        return fail(worth, "its value is too large: correct the row, or the measure", err);
    return 0;
}
