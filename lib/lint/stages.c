/* Lint: stages that an expression compares with and that the plan doesn't have. They are no fault
 * of an import: the stages may come in a later one. */
#include <string.h>

#include "base/nearest.h"
#include "lint/linter.h"
#include "plan/choices.h"
#include "plan/expr.h"

/* Where a literal stands. */
struct place {
    struct linter *linter;
    const char *kind, *id, *column;
    const char *const *columns; /* by slot */
};

static void hear_literal(void *context, int slot, const char *literal)
{
    const struct place *at = context;
    const struct cx_plan *plan = at->linter->plan;
    struct cx_nearest nearest = {0};
    if (strcmp(at->columns[slot], "stage") != 0)
        return;
    for (size_t i = 0; i < plan->stage_count; i++) {
        if (strcmp(plan->stages[i].name, literal) == 0)
            return;
        cx_nearest_try(&nearest, literal, strlen(literal), plan->stages[i].name);
    }
    found(at->linter, CX_LINT_ERROR, "unknown", at->kind, at->id,
          "correct the word, or import what it names",
          nearest.name[0] ? "%s: there is no stage '%s' (did you mean '%s'?)"
                          : "%s: there is no stage '%s'",
          at->column, literal, nearest.name);
}

/* What can't be compiled is told of elsewhere. */
static void lint_measure(struct linter *linter, const struct cx_quantity *measure,
                         const char *column, const char *text)
{
    size_t count;
    struct place place = {linter, "measures", measure->name, column,
                          cx_fact_columns(measure->fact, &count)};
    struct cx_err ignored = {0};
    struct cx_code *code = NULL;
    if (!text || cx_columns_code(&code, place.columns, count, true, text, &ignored) < 0)
        return;
    cx_code_literals(code, hear_literal, &place);
    cx_code_free(code);
}

static void lint_choices(struct linter *linter, enum cx_choice_kind kind, const char *name)
{
    struct place place = {linter, name, NULL, "when", cx_account_columns};
    struct cx_choices choices;
    struct cx_err ignored = {0};
    (void)cx_choices_init(&choices, kind, linter->db, &ignored);
    for (size_t i = 0; i < choices.count; i++) {
        place.id = choices.list[i].id;
        if (choices.list[i].code)
            cx_code_literals(choices.list[i].code, hear_literal, &place);
    }
    cx_choices_fini(&choices);
}

void lint_stages(struct linter *linter)
{
    const struct cx_plan *plan = linter->plan;
    for (size_t i = 0; i < plan->measure_count; i++) {
        lint_measure(linter, &plan->quantities[i], "value", plan->quantities[i].expression);
        lint_measure(linter, &plan->quantities[i], "where", plan->quantities[i].where);
    }
    lint_choices(linter, CX_STRATEGIES, "strategies");
    lint_choices(linter, CX_SEGMENTS, "segments");
    lint_choices(linter, CX_SCRIPTS, "scripts");
    lint_choices(linter, CX_WARNINGS, "warnings");
}
