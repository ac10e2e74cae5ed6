#include "report/byday.h"

#include <stdlib.h>

#include "base/mem.h"
#include "plan/formula.h"
#include "report/adhoc.h"

struct daily {
    const struct cx_plan *plan;
    size_t days;
    struct cx_sums *sums; /* a period a day */
    struct cx_formulas *formulas;
    int64_t *values; /* of the day and subject in hand, by quantity */
    size_t day, subject;
    bool is_any; /* some day and subject is in hand */
};

static struct cx_scalar get(void *context, struct cx_name name)
{
    const struct daily *daily = context;
    int64_t value = name.form == CX_NAME_SELF ? daily->values[name.index] : CX_NO_VALUE;
    int decimals = daily->plan->quantities[name.index].decimals;
    return cx_scores_scalar(value, decimals);
}

/* All quantities of one day and subject, since formulas use one another. */
static int take(struct daily *daily, size_t day, size_t subject, struct cx_err *err)
{
    daily->is_any = false;
    for (size_t i = 0; i < daily->plan->measure_count; i++)
        daily->values[i] = cx_sums_get(daily->sums, day, subject, i);
    for (size_t i = 0; i < daily->formulas->count; i++) {
        int metric = daily->formulas->order[i];
        struct cx_scalar value;
        int rc = cx_expr_eval(&value, daily->formulas->exprs[metric], get, daily, err);
        if (rc < 0)
            return rc;
        if (value.type != CX_SCALAR_NUMBER ||
            !cx_num_to_dec(&daily->values[metric], value.number,
                           daily->plan->quantities[metric].decimals))
            daily->values[metric] = CX_NO_VALUE;
    }
    daily->day = day;
    daily->subject = subject;
    daily->is_any = true;
    return 0;
}

int daily_value(int64_t *value, struct daily *daily, size_t day, size_t subject, int quantity,
                struct cx_err *err)
{
    int rc = 0;
    if (!daily->is_any || daily->day != day || daily->subject != subject)
        rc = take(daily, day, subject, err);
    *value = daily->values[quantity];
    return rc;
}

size_t daily_count(const struct daily *daily)
{
    return daily->days;
}

/* Facts that count an account or customer once a period say nothing of single days and would take
 * a pass over all accounts for each: their measures are 0 here, of a fact that has few rows. */
static struct cx_quantity *without_periods(const struct cx_plan *plan)
{
    struct cx_quantity *quantities = cx_alloc((plan->quantity_count + 1) * sizeof *quantities);
    for (size_t i = 0; i < plan->quantity_count; i++) {
        struct cx_quantity *of = &quantities[i];
        *of = plan->quantities[i];
        if (of->is_metric || (of->fact != CX_FACT_EXPOSURE && of->fact != CX_FACT_OWNED_EXPOSURE &&
                              of->fact != CX_FACT_CUSTOMER))
            continue;
        of->fact = CX_FACT_TRAINING;
        of->expression = "0";
        of->where = NULL;
    }
    return quantities;
}

static int add_up(struct daily *daily, struct cx_db *db, const struct cx_scores *scores,
                  cx_date from, struct cx_err *err)
{
    struct cx_plan plan = *scores->plan;
    struct cx_period *periods = cx_alloc((daily->days + 1) * sizeof *periods);
    for (size_t i = 0; i < daily->days; i++)
        periods[i] = (struct cx_period){
            .kind = CX_PERIOD_DAY, .from = from + (cx_date)i, .to = from + (cx_date)i + 1};
    plan.quantities = without_periods(scores->plan);
    int rc = adhoc_compute(&daily->sums, db, &plan, scores->org, periods, daily->days, err);
    free(plan.quantities);
    free(periods);
    return rc;
}

int daily_new(struct daily **out, struct cx_db *db, const struct cx_scores *scores, cx_date from,
              cx_date to, struct cx_err *err)
{
    struct daily *daily = cx_alloc(sizeof *daily);
    int bad;
    daily->plan = scores->plan;
    daily->days = (size_t)(to - from);
    daily->values = cx_alloc((scores->plan->quantity_count + 1) * sizeof *daily->values);
    int rc = add_up(daily, db, scores, from, err);
    if (rc == 0)
        rc = cx_formulas_new(&daily->formulas, scores->plan, &bad, err);
    if (rc < 0) {
        daily_free(daily);
        return rc;
    }
    *out = daily;
    return 0;
}

void daily_free(struct daily *daily)
{
    if (!daily)
        return;
    cx_formulas_free(daily->formulas);
    cx_sums_free(daily->sums);
    free(daily->values);
    free(daily);
}
