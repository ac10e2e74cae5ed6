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
