/* Private to lint/: one look at the plan as it is on one day. */
#ifndef CX_LINT_LINTER_H
#define CX_LINT_LINTER_H

#include "lint/lint.h"
#include "pay/engine.h"

struct linter {
    struct cx_lint *out;
    struct cx_db *db;
    const struct cx_plan *plan;
    const struct cx_org *org;
    cx_date day;
    struct cx_err *err;
};

/* Whom a rule or a scorecard is for; a team with its child teams. */
struct whom {
    const char *role;       /* NULL: any */
    int64_t team, employee; /* 0: any */
};
static inline struct whom whom_of_rule(const struct cx_rule *rule)
{
    return (struct whom){rule->for_role, rule->for_team, rule->for_employee};
}
static inline struct whom whom_of_card(const struct cx_card_line *line)
{
    return (struct whom){line->for_role, line->for_team, line->for_employee};
}

/* whom.c */
bool whom_fits(const struct whom *whom, const struct cx_org *org, const struct cx_post *post);
/* Whether all whom b is for are those whom a is for; whether somebody could be both. */
bool whom_includes(const struct whom *a, const struct whom *b, const struct cx_org *org);
bool whom_meets(const struct whom *a, const struct whom *b, const struct cx_org *org);

/* found.c: adds a finding, unless it is there already. */
void found(struct linter *linter, enum cx_lint_severity severity, const char *check,
           const char *kind, const char *id, const char *advice, const char *format, ...)
    __attribute__((format(printf, 7, 8)));
bool is_found(const struct linter *linter, const char *check, const char *kind, const char *id);

/* tables.c: weights, tiers, cliffs of tiers. */
void lint_tables(struct linter *linter);
/* cards.c: lines of scorecards that their method doesn't score as they read. */
void lint_cards(struct linter *linter);
/* rates.c: rates and coefficients that look like percentages, shares where money is wanted. */
void lint_rates(struct linter *linter);
/* rules.c: what a rule says of others: applies_to, groups, caps and floors. */
void lint_rules(struct linter *linter);
/* twice.c: what a rule says that its kind doesn't look at, or that contradicts the rest of it. */
void lint_twice(struct linter *linter);
/* spans.c: rules and scorecards that begin or end inside a month, of those valid on some day
 * from..to (half-open).
 */
int lint_spans(struct linter *linter, cx_date from, cx_date to);
/* targets.c: values that make no sense for the unit of their metric. */
int lint_targets(struct linter *linter);
/* people.c: people, teams and roles that nobody is. */
void lint_people(struct linter *linter);
/* stages.c: stages that an expression names and the plan doesn't have. */
void lint_stages(struct linter *linter);
/* alone.c: pay that hangs on the recovered amount alone. */
int lint_alone(struct linter *linter);

/* moved.c: rules that pay whoever changes posts within a month twice. */
void lint_moved(struct linter *linter);

/* tried.c: how often rules held and applied, over some periods. */
struct census;
struct census *census_new(const struct cx_plan *plan);
void census_free(struct census *census); /* NULL is fine */
int census_add(struct census *census, struct cx_db *db, const struct cx_period *period,
               struct cx_err *err);
void lint_tried(struct linter *linter, const struct census *census);

#endif
