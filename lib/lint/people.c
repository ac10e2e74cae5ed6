/* Lint: people, teams and roles that nobody is. */
#include <string.h>
#include <strings.h>

#include "base/lang.h"
#include "lint/linter.h"
#include "plan/expr.h"

static bool is_somebody(const struct whom *whom, const struct cx_org *org)
{
    for (int i = 0; i < org->post_count; i++) {
        if (whom_fits(whom, org, &org->posts[i]))
            return true;
    }
    return false;
}

static void lint_whom(struct linter *linter, const struct whom *whom, const char *kind,
                      const char *id)
{
    static const char advice[] = N_("correct it, or import the people it is meant for");
    const struct cx_org *org = linter->org;
    const struct whom role = {whom->role, 0, 0}, team = {NULL, whom->team, 0};
    if (is_somebody(whom, org))
        return;
    if (whom->role && !is_somebody(&role, org))
        found(linter, CX_LINT_ERROR, "nobody", kind, id, advice,
              "for_role: nobody ever had the role \"%s\"", whom->role);
    else if (whom->team && !is_somebody(&team, org))
        found(linter, CX_LINT_ERROR, "nobody", kind, id, advice,
              "for_team: nobody was ever in team %s", org->teams[cx_org_team(org, whom->team)].key);
    else
        found(linter, CX_LINT_ERROR, "nobody", kind, id, advice,
              "nobody is all that for_role, for_team and for_employee ask for");
}

/* Where a literal stands. */
struct place {
    struct linter *linter;
    const char *kind, *id, *column;
    struct cx_expr *expr;
};

static bool has_role(const struct cx_org *org, const char *role)
{
    for (int i = 0; i < org->post_count; i++) {
        if (strcmp(org->posts[i].role, role) == 0)
            return true;
    }
    return false;
}

static bool has_person(const struct cx_org *org, const char *key)
{
    for (int i = 0; i < org->person_count; i++) {
        if (strcmp(org->people[i].key, key) == 0)
            return true;
    }
    return false;
}

static bool has_grade(const struct cx_plan *plan, const char *name)
{
    for (size_t i = 0; i < plan->grade_count; i++) {
        if (strcmp(plan->grades[i].name, name) == 0)
            return true;
    }
    return false;
}

/* That nobody has a word that an expression compares a name with; NULL: somebody has it. */
static const char *nobody(const struct linter *linter, enum cx_rule_name name, const char *word)
{
    switch (name) {
    case CX_NAME_ROLE:
        return has_role(linter->org, word) ? NULL : N_("%s: nobody has the role '%s'");
    case CX_NAME_TEAM_ID:
        return cx_org_team_keyed(linter->org, word) >= 0 ? NULL
                                                         : N_("%s: nobody is in a team '%s'");
    case CX_NAME_EMPLOYEE_ID:
        return has_person(linter->org, word) ? NULL : N_("%s: nobody is '%s'");
    case CX_NAME_GRADE:
        return has_grade(linter->plan, word) ? NULL : N_("%s: nobody gets the grade '%s'");
    case CX_NAME_TEAM_KIND:
        return cx_word_find(cx_team_kinds, word, strlen(word)) >= 0
                   ? NULL
                   : N_("%s: nobody is in a team of kind '%s'");
    default: return NULL;
    }
}

/* A literal that can equal nothing. Expressions compare by letter case. */
static void hear_literal(void *context, int slot, const char *literal)
{
    const struct place *at = context;
    size_t count;
    struct cx_name name = cx_expr_names(at->expr, &count)[slot];
    const char *what = name.form == CX_NAME_FACT
                           ? nobody(at->linter, (enum cx_rule_name)name.index, literal)
                           : NULL;
    if (what)
        found(at->linter, CX_LINT_ERROR, "unknown", at->kind, at->id,
              "correct the word, or import what it names", what, at->column, literal);
}

/* What can't be compiled is told of elsewhere. */
static void lint_words(struct place at, enum cx_name_scope scope, const char *text)
{
    struct cx_err ignored = {0};
    if (!text || cx_expr_new(&at.expr, at.linter->plan, scope, text, &ignored) < 0)
        return;
    cx_code_literals(cx_expr_code(at.expr), hear_literal, &at);
    cx_expr_free(at.expr);
}

void lint_people(struct linter *linter)
{
    const struct cx_plan *plan = linter->plan;
    for (size_t i = 0; i < plan->line_count; i++) {
        const struct whom whom = whom_of_card(&plan->lines[i]);
        lint_whom(linter, &whom, "scorecards", plan->lines[i].card);
    }
    for (size_t i = 0; i < plan->rule_count; i++) {
        const struct cx_rule *rule = &plan->rules[i];
        const struct whom whom = whom_of_rule(rule);
        const char *texts[] = {rule->when, rule->basis, rule->rate, rule->split};
        static const char *const columns[] = {"when", "basis", "rate", "split"};
        lint_whom(linter, &whom, "rules", rule->id);
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
            lint_words((struct place){linter, "rules", rule->id, columns[k], NULL}, CX_SCOPE_RULE,
                       texts[k]);
    }
    for (size_t i = 0; i < plan->alert_count; i++) {
        const struct cx_alert *alert = &plan->alerts[i];
        lint_words((struct place){linter, "alerts", alert->id, "when", NULL}, CX_SCOPE_ALERT,
                   alert->when);
    }
}
