#include "plan/formula.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"

enum mark { NEW, OPEN, DONE };

struct search {
    const struct cx_plan *plan;
    struct cx_formulas *formulas;
    enum mark *marks;
    int *path; /* the metrics that are open, in order */
    int depth;
};

static int ring(const struct search *search, int from, struct cx_err *err)
{
    struct cx_buf text = {0};
    int i = search->depth - 1;
    while (i > 0 && search->path[i] != from)
        i--;
    for (; i < search->depth; i++)
        cx_buf_printf(&text, "%s → ", search->plan->quantities[search->path[i]].name);
    cx_buf_puts(&text, search->plan->quantities[from].name);
    int rc = cx_err_set(err, CX_EDATA, "the formulas form a ring, where each needs the next: %s",
                        cx_buf_str(&text));
    cx_buf_fini(&text);
    return rc;
}

/* Depth first: a metric is placed once all it names are. */
static int place(struct search *search, int metric, struct cx_err *err)
{
    struct cx_formulas *formulas = search->formulas;
    size_t count;
    int rc = 0;
    if (search->marks[metric] == DONE || !formulas->exprs[metric])
        return 0;
    if (search->marks[metric] == OPEN)
        return ring(search, metric, err);
    search->marks[metric] = OPEN;
    search->path[search->depth++] = metric;
    const struct cx_name *names = cx_expr_names(formulas->exprs[metric], &count);
    for (size_t i = 0; rc == 0 && i < count; i++) {
        if (names[i].form == CX_NAME_SELF)
            rc = place(search, names[i].index, err);
    }
    search->depth--;
    search->marks[metric] = DONE;
    if (rc == 0)
        formulas->order[formulas->count++] = metric;
    return rc;
}

int cx_formulas_new(struct cx_formulas **out, const struct cx_plan *plan, int *bad,
                    struct cx_err *err)
{
    size_t n = plan->quantity_count;
    struct cx_formulas *formulas = cx_alloc(sizeof *formulas);
    struct search search = {plan, formulas, cx_alloc((n + 1) * sizeof(enum mark)),
                            cx_alloc((n + 1) * sizeof(int)), 0};
    formulas->exprs = cx_alloc((n + 1) * sizeof *formulas->exprs);
    formulas->order = cx_alloc((n + 1) * sizeof *formulas->order);
    formulas->quantity_count = n;
    int rc = 0;
    for (size_t i = plan->measure_count; rc == 0 && i < n; i++) {
        rc = cx_expr_new(&formulas->exprs[i], plan, CX_SCOPE_FORMULA,
                         plan->quantities[i].expression, err);
        *bad = (int)i;
    }
    for (size_t i = plan->measure_count; rc == 0 && i < n; i++) {
        rc = place(&search, (int)i, err);
        *bad = (int)i;
    }
    free(search.marks);
    free(search.path);
    if (rc < 0) {
        cx_formulas_free(formulas);
        return rc;
    }
    *out = formulas;
    return 0;
}

void cx_formulas_free(struct cx_formulas *formulas)
{
    if (!formulas)
        return;
    for (size_t i = 0; i < formulas->quantity_count; i++)
        cx_expr_free(formulas->exprs[i]);
    free(formulas->exprs);
    free(formulas->order);
    free(formulas);
}

static bool is_sum(const struct cx_plan *plan, int quantity, const struct cx_formulas *formulas,
                   const bool *sums)
{
    const struct cx_quantity *of = &plan->quantities[quantity];
    const struct cx_expr *expr = formulas->exprs[quantity];
    size_t count;
    if (!cx_unit_adds_up(of->unit) || of->accrues || !expr)
        return cx_unit_adds_up(of->unit);
    if (cx_code_divides(cx_expr_code(expr)))
        return false;
    const struct cx_name *names = cx_expr_names(expr, &count);
    for (size_t i = 0; i < count; i++) {
        if (names[i].form == CX_NAME_SELF && !sums[names[i].index])
            return false;
    }
    return true;
}

bool cx_plan_is_sum(const struct cx_plan *plan, int quantity)
{
    const struct cx_quantity *of = &plan->quantities[quantity];
    struct cx_formulas *formulas = NULL;
    struct cx_err err = {0};
    int bad;
    if (!cx_unit_adds_up(of->unit) || of->accrues)
        return cx_unit_adds_up(of->unit);
    if (cx_formulas_new(&formulas, plan, &bad, &err) < 0)
        return false;
    bool *sums = cx_alloc((plan->quantity_count + 1) * sizeof *sums);
    for (size_t i = 0; i < plan->measure_count; i++)
        sums[i] = is_sum(plan, (int)i, formulas, sums);
    for (size_t i = 0; i < formulas->count; i++)
        sums[formulas->order[i]] = is_sum(plan, formulas->order[i], formulas, sums);
    bool out = sums[quantity];
    free(sums);
    cx_formulas_free(formulas);
    return out;
}
