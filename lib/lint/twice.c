/* Lint: what a rule says that its kind doesn't look at, or that contradicts the rest of it. */
#include <string.h>
#include <strings.h>

#include "base/decimal.h"
#include "lint/linter.h"
#include "plan/rules.h"

/* A column that a rule fills in and its kind doesn't read. */
static void lint_unread(struct linter *linter, const struct cx_rule *rule)
{
    const struct {
        const char *column;
        bool is_set;
        int read_by; /* traits of the kinds that read it */
    } columns[] = {
        {"basis", rule->basis != NULL, CX_NEEDS_BASIS | CX_IS_TEAMS},
        {"rate", rule->rate != NULL, CX_NEEDS_RATE | CX_IS_TEAMS},
        {"amount", rule->has_amount, CX_NEEDS_AMOUNT | CX_NEEDS_TOP | CX_IS_TEAMS},
        {"tier_id", rule->tier_id != NULL, CX_NEEDS_TIERS},
        {"applies_to", rule->applies_to != NULL, CX_NEEDS_LINES},
        {"top_n", rule->top_n > 0, CX_NEEDS_TOP},
        {"months", rule->months > 0, CX_NEEDS_MONTHS},
    };
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        if (columns[i].is_set && !cx_rule_has(rule, (enum cx_rule_trait)columns[i].read_by))
            found(linter, CX_LINT_WARNING, "unread", "rules", rule->id,
                  "empty the column, or give the rule the kind that reads it",
                  "its %s counts for nothing: a rule of kind %s doesn't look at it",
                  columns[i].column, cx_rule_kinds[rule->kind]);
    }
}

static void lint_award(struct linter *linter, const struct cx_rule *rule)
{
    char amount[CX_DEC_TEXT];
    if (rule->award && rule->has_amount && rule->amount_cents != 0)
        found(linter, CX_LINT_ERROR, "twice", "rules", rule->id,
              "empty one of the two, or make two rules of it",
              "has an award and an amount: it gives the words, and the %s is never paid",
              cx_dec_format(amount, rule->amount_cents, 2));
    else if (rule->award && !cx_rule_has(rule, CX_NEEDS_TOP) && (rule->rate || rule->tier_id))
        found(linter, CX_LINT_ERROR, "twice", "rules", rule->id,
              "empty the award, or make two rules of it",
              "has an award and a %s: it gives the words, and what the %s comes to is never paid",
              rule->rate ? "rate" : "tier_id", rule->rate ? "rate" : "table");
    else if (!rule->award && !rule->has_amount && cx_rule_has(rule, CX_NEEDS_TOP))
        found(linter, CX_LINT_ERROR, "pays_nothing", "rules", rule->id,
              "give it an amount or an award", "has neither an amount nor an award");
}

static void lint_pool(struct linter *linter, const struct cx_rule *rule)
{
    if (cx_rule_has(rule, CX_IS_TEAMS) && rule->has_amount && (rule->basis || rule->rate))
        found(linter, CX_LINT_ERROR, "twice", "rules", rule->id, "empty one of the two",
              "has an amount and a basis or rate: the amount is split, and the rest counts for "
              "nothing");
}

/* Whether applies_to takes in the rule. */
static bool names(const char *list, const char *id)
{
    for (const char *s = list ? list : ""; *s; s += strspn(s, " ")) {
        size_t n = strcspn(s, " ");
        if ((n == 1 && *s == '*') || (n == strlen(id) && strncasecmp(s, id, n) == 0))
            return true;
        s += n;
    }
    return false;
}

/* Whether a coefficient, cap or floor finds money of an earlier rule, at somebody's post. */
static bool finds_money(const struct linter *linter, const struct cx_rule *rule,
                        const struct cx_rule *earlier)
{
    const struct whom whom = whom_of_rule(rule), other = whom_of_rule(earlier);
    return !earlier->award && names(rule->applies_to, earlier->id) &&
           whom_meets(&whom, &other, linter->org);
}

/* A coefficient, cap or floor that finds no money: what single names of applies_to lack is told by
 * rules.c. */
static void lint_nothing(struct linter *linter, size_t at)
{
    const struct cx_rule *rules = linter->plan->rules, *rule = &rules[at];
    if (!cx_rule_has(rule, CX_NEEDS_LINES) || is_found(linter, "order", "rules", rule->id) ||
        is_found(linter, "award", "rules", rule->id))
        return;
    for (size_t i = 0; i < at; i++) {
        if (finds_money(linter, rule, &rules[i]))
            return;
    }
    found(linter, cx_rule_has(rule, CX_LIMITS_BELOW) ? CX_LINT_WARNING : CX_LINT_ERROR, "nothing",
          "rules", rule->id, "name rules that run before it, for the same people",
          "a %s on nothing: no rule in its applies_to pays money to whom it is for",
          cx_rule_kinds[rule->kind]);
}

/* A line of all of a person's posts, held against the amount of one of them. */
static void lint_per(struct linter *linter, size_t at)
{
    const struct cx_rule *rules = linter->plan->rules, *rule = &rules[at];
    if (rule->per == CX_PER_PERSON ||
        !(cx_rule_has(rule, CX_LIMITS_ABOVE) || cx_rule_has(rule, CX_LIMITS_BELOW)))
        return;
    for (size_t i = 0; i < at; i++) {
        if (rules[i].per != CX_PER_PERSON || cx_rule_has(&rules[i], CX_NEEDS_TOP) ||
            cx_rule_has(&rules[i], CX_IS_TEAMS) || !finds_money(linter, rule, &rules[i]))
            continue;
        found(linter, CX_LINT_WARNING, "per", "rules", rule->id, "give it per person, too",
              "a %s per post on %s, which pays a person's posts together, on the last of them",
              cx_rule_kinds[rule->kind], rules[i].id);
        return;
    }
}

/* Two columns of the sheet with one title can't be told apart, unless only one of them can pay. */
static void lint_title(struct linter *linter, size_t at)
{
    const struct cx_rule *rules = linter->plan->rules, *rule = &rules[at];
    for (size_t i = 0; i < at; i++) {
        bool is_either = rule->grp && rules[i].grp && strcasecmp(rule->grp, rules[i].grp) == 0;
        if (is_either || !rule->title || !rules[i].title ||
            strcmp(rule->title, rules[i].title) != 0)
            continue;
        found(linter, CX_LINT_WARNING, "title", "rules", rule->id,
              "give one of them another title: workbooks number the second column",
              "has the title of %s, \"%s\"", rules[i].id, rule->title);
        return;
    }
}

void lint_twice(struct linter *linter)
{
    for (size_t i = 0; i < linter->plan->rule_count; i++) {
        const struct cx_rule *rule = &linter->plan->rules[i];
        lint_unread(linter, rule);
        lint_award(linter, rule);
        lint_pool(linter, rule);
        lint_nothing(linter, i);
        lint_per(linter, i);
        lint_title(linter, i);
    }
}
