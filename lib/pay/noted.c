/* Which measures a statement has hung on, so that what is behind them can be listed. */
#include "base/mem.h"
#include "fact/events.h"
#include "pay/teller.h"

bool is_behind(enum behind_kind kind, const struct cx_quantity *measure)
{
    if (measure->is_metric)
        return false;
    return kind == BEHIND_BREACHES
               ? cx_measure_is_of_breaches(measure)
               : measure->fact == CX_FACT_PAYMENT || measure->fact == CX_FACT_OWNED_PAYMENT;
}

static void note(struct behind *behind, int post, int measure)
{
    for (size_t i = 0; i < behind->count; i++) {
        if (behind->list[i].post == post && behind->list[i].measure == measure)
            return;
    }
    CX_GROW(behind->list, behind->count, behind->cap);
    behind->list[behind->count++] = (struct behind_measure){post, measure};
}

int note_quantity(struct statement *statement, enum behind_kind kind, int quantity, int post)
{
    const struct cx_plan *plan = statement->bonus->scores->plan;
    const struct cx_quantity *of = &plan->quantities[quantity];
    struct cx_expr *formula = NULL;
    if (is_behind(kind, of))
        note(&statement->behind[kind], post, quantity);
    if (!of->is_metric)
        return 0;
    int rc = cx_expr_new(&formula, plan, CX_SCOPE_FORMULA, of->expression, statement->engine->err);
    if (rc == 0)
        rc = note_behind(statement, kind, formula, post); /* metrics are in no ring */
    cx_expr_free(formula);
    return rc;
}

int note_behind(struct statement *statement, enum behind_kind kind, const struct cx_expr *expr,
                int post)
{
    size_t count = 0;
    const struct cx_name *names = expr ? cx_expr_names(expr, &count) : NULL;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < count; i++) {
        bool is_own = names[i].form == CX_NAME_SELF ||
                      (kind == BEHIND_BREACHES && names[i].form == CX_NAME_ATTAINMENT);
        if (is_own)
            rc = note_quantity(statement, kind, names[i].index, post);
    }
    return rc;
}
