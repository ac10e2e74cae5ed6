/* Lint: pay that hangs on the recovered amount alone.
 *
 * Article 66 of the CBRC's Measures for the Supervision and Administration of the Credit Card
 * Business of Commercial Banks (商业银行信用卡业务监督管理办法, order 2 of 2011): collectors must
 * not be appraised by a commission on the recovered amount as the single figure. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "lint/linter.h"
#include "plan/formula.h"
#include "plan/rules.h"

/* What a figure hangs on. Days, salaries, roles and fixed amounts are neither. */
enum { RECOVERED = 1, OTHER = 2 };

struct alone {
    struct linter *linter;
    int *quantities; /* by quantity; metrics come after those that they name */
    int *rules;      /* by rule, without the score */
    bool *by_score;  /* by rule: it looks at score, rank or grade */
};

/* What came in, and what there was to be got. */
static int of_measure(const struct cx_quantity *measure)
{
    switch (measure->fact) {
    case CX_FACT_PAYMENT:
    case CX_FACT_OWNED_PAYMENT: return RECOVERED;
    case CX_FACT_EXPOSURE:
    case CX_FACT_OWNED_EXPOSURE: return measure->unit == CX_UNIT_MONEY ? RECOVERED : OTHER;
    default: return OTHER;
    }
}

static int of_names(bool *by_score, const struct alone *alone, const struct cx_expr *expr)
{
    size_t count;
    const struct cx_name *names = cx_expr_names(expr, &count);
    int bits = 0;
    for (size_t i = 0; i < count; i++) {
        if (names[i].form != CX_NAME_FACT)
            bits |= alone->quantities[names[i].index];
        else if (names[i].index <= CX_NAME_GRADE_COEFFICIENT)
            *by_score = true;
    }
    return bits;
}

static int find_quantities(struct alone *alone)
{
    struct linter *linter = alone->linter;
    const struct cx_plan *plan = linter->plan;
    struct cx_formulas *formulas = NULL;
    int bad;
    bool by_score;
    for (size_t i = 0; i < plan->measure_count; i++)
        alone->quantities[i] = of_measure(&plan->quantities[i]);
    int rc = cx_formulas_new(&formulas, plan, &bad, linter->err);
    for (size_t i = 0; rc == 0 && i < formulas->count; i++) {
        int metric = formulas->order[i];
        alone->quantities[metric] = of_names(&by_score, alone, formulas->exprs[metric]);
    }
    cx_formulas_free(formulas);
    return rc;
}

static int find_rule(struct alone *alone, size_t at)
{
    struct linter *linter = alone->linter;
    const struct cx_rule *rule = &linter->plan->rules[at];
    const char *texts[] = {rule->when, rule->basis, rule->rate, rule->split};
    enum cx_name_scope scope = cx_rule_scope(rule);
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < sizeof texts / sizeof *texts; i++) {
        struct cx_expr *expr = NULL;
        if (!texts[i])
            continue;
        rc =
            cx_expr_new(&expr, linter->plan, i == 3 ? CX_SCOPE_RULE : scope, texts[i], linter->err);
        if (rc == 0)
            alone->rules[at] |= of_names(&alone->by_score[at], alone, expr);
        cx_expr_free(expr);
    }
    return rc;
}

/* What the scores of a post hang on: any scorecard that could be its. */
static int of_score(const struct alone *alone, const struct cx_post *post)
{
    const struct linter *linter = alone->linter;
    int bits = 0;
    for (size_t i = 0; i < linter->plan->line_count; i++) {
        const struct whom whom = whom_of_card(&linter->plan->lines[i]);
        if (linter->plan->lines[i].quantity >= 0 && whom_fits(&whom, linter->org, post))
            bits |= alone->quantities[linter->plan->lines[i].quantity];
    }
    return bits;
}

/* The first rule that pays the post on what was recovered, if all its pay hangs on that; else -1.
 */
static int only_rule(const struct alone *alone, const struct cx_post *post)
{
    const struct linter *linter = alone->linter;
    int first = -1, score = of_score(alone, post);
    for (size_t i = 0; i < linter->plan->rule_count; i++) {
        const struct whom whom = whom_of_rule(&linter->plan->rules[i]);
        if (!whom_fits(&whom, linter->org, post))
            continue;
        int bits = alone->rules[i] | (alone->by_score[i] ? score : 0);
        if (bits & OTHER)
            return -1;
        if (bits && first < 0)
            first = (int)i;
    }
    return first;
}

static bool is_there(const struct linter *linter, const struct cx_post *post)
{
    return post->since <= linter->day && linter->day < post->end;
}

/* One finding a role and rule, with how many of the role's posts it is about. */
static void report(struct linter *linter, const int *only, int at)
{
    const struct cx_org *org = linter->org;
    const char *role = org->posts[at].role;
    int alone = 0, all = 0;
    for (int i = 0; i < org->post_count; i++) {
        if (!is_there(linter, &org->posts[i]) || strcasecmp(org->posts[i].role, role) != 0)
            continue;
        if (i < at && only[i] == only[at])
            return;
        alone += only[i] == only[at];
        all++;
    }
    found(linter, CX_LINT_WARNING, "recovered_alone", "rules", linter->plan->rules[only[at]].id,
          "let compliance or satisfaction count too: for credit cards this is banned by article 66 "
          "of the CBRC measures (商业银行信用卡业务监督管理办法)",
          "for %d of %d posts of role %s, all pay depends on the recovered amount alone", alone,
          all, role);
}

int lint_alone(struct linter *linter)
{
    const struct cx_plan *plan = linter->plan;
    const struct cx_org *org = linter->org;
    struct alone alone = {linter, cx_alloc((plan->quantity_count + 1) * sizeof(int)),
                          cx_alloc((plan->rule_count + 1) * sizeof(int)),
                          cx_alloc((plan->rule_count + 1) * sizeof(bool))};
    int *only = cx_alloc(((size_t)org->post_count + 1) * sizeof *only);
    int rc = find_quantities(&alone);
    for (size_t i = 0; rc == 0 && i < plan->rule_count; i++)
        rc = find_rule(&alone, i);
    for (int i = 0; rc == 0 && i < org->post_count; i++)
        only[i] = is_there(linter, &org->posts[i]) ? only_rule(&alone, &org->posts[i]) : -1;
    for (int i = 0; rc == 0 && i < org->post_count; i++) {
        if (only[i] >= 0)
            report(linter, only, i);
    }
    free(only);
    free(alone.quantities);
    free(alone.rules);
    free(alone.by_score);
    return rc;
}
