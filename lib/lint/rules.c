/* Lint: what a rule says of others. */
#include <string.h>
#include <strings.h>

#include "base/decimal.h"
#include "lint/linter.h"
#include "plan/rules.h"

/* The index of the rule called s[0..n); -1: none is valid on the day. */
static int find_rule(const struct cx_plan *plan, const char *s, size_t n)
{
    for (size_t i = 0; i < plan->rule_count; i++) {
        if (strncasecmp(plan->rules[i].id, s, n) == 0 && plan->rules[i].id[n] == '\0')
            return (int)i;
    }
    return -1;
}

/* One word of the applies_to of rule `at`. */
static void lint_target(struct linter *linter, int at, const char *s, size_t n)
{
    const struct cx_rule *rule = &linter->plan->rules[at];
    int target = find_rule(linter->plan, s, n);
    const struct cx_rule *of = target < 0 ? NULL : &linter->plan->rules[target];
    if (!of)
        found(linter, CX_LINT_ERROR, "order", "rules", rule->id,
              "take it out of applies_to, or let it be valid as long",
              "applies_to names %.*s, which is not valid then", (int)n, s);
    else if (target == at)
        found(linter, CX_LINT_ERROR, "order", "rules", rule->id, "take it out of applies_to",
              "applies_to names the rule itself, which has no lines yet when it runs");
    else if (target > at)
        found(linter, CX_LINT_ERROR, "order", "rules", rule->id,
              "give it a higher seq than the rules that it applies to",
              "applies_to names %s, which runs later (seq %d after %d): it has no lines yet",
              of->id, of->seq, rule->seq);
    else if (of->award)
        found(linter, CX_LINT_ERROR, "award", "rules", rule->id, "take it out of applies_to",
              "a %s on %s, which gives words and no money: it changes nothing",
              cx_rule_kinds[rule->kind], of->id);
}

static void lint_applies_to(struct linter *linter, int at)
{
    const char *list = linter->plan->rules[at].applies_to;
    for (const char *s = list ? list : ""; *s; s += strspn(s, " ")) {
        size_t n = strcspn(s, " ");
        if (n > 0 && !(n == 1 && *s == '*'))
            lint_target(linter, at, s, n);
        s += n;
    }
}

/* An earlier rule of the group that always applies to whomever this one is for. */
static void lint_group(struct linter *linter, size_t at)
{
    const struct cx_rule *rules = linter->plan->rules, *rule = &rules[at];
    const struct whom whom = whom_of_rule(rule);
    for (size_t i = 0; i < at && rule->grp; i++) {
        const struct whom before = whom_of_rule(&rules[i]);
        if (!rules[i].grp || strcasecmp(rules[i].grp, rule->grp) != 0 || rules[i].when ||
            !whom_includes(&before, &whom, linter->org))
            continue;
        found(linter, CX_LINT_ERROR, "shadowed", "rules", rule->id,
              "give it a lower seq than that rule, or another grp",
              "never applies: %s, of the same grp and before it, has no when and always does",
              rules[i].id);
        return;
    }
}

static bool share_lines(const struct cx_rule *a, const struct cx_rule *b)
{
    for (const char *s = a->applies_to ? a->applies_to : ""; *s; s += strspn(s, " ")) {
        size_t n = strcspn(s, " ");
        for (const char *t = b->applies_to ? b->applies_to : ""; *t; t += strspn(t, " ")) {
            size_t m = strcspn(t, " ");
            if ((n == 1 && *s == '*') || (m == 1 && *t == '*') ||
                (n == m && n > 0 && strncasecmp(s, t, n) == 0))
                return true;
            t += m;
        }
        s += n;
    }
    return false;
}

static void lint_bounds(struct linter *linter, const struct cx_rule *cap)
{
    const struct cx_plan *plan = linter->plan;
    const struct whom whom = whom_of_rule(cap);
    char amounts[2][CX_DEC_TEXT];
    for (size_t i = 0; i < plan->rule_count; i++) {
        const struct cx_rule *floor = &plan->rules[i];
        const struct whom other = whom_of_rule(floor);
        if (cx_rule_has(floor, CX_LIMITS_BELOW) && cap->amount_cents < floor->amount_cents &&
            share_lines(cap, floor) && whom_meets(&whom, &other, linter->org))
            found(linter, CX_LINT_ERROR, "bounds", "rules", cap->id,
                  "make the cap at least the floor, or keep them to different people",
                  "the cap of %s is below the floor of %s that %s gives",
                  cx_dec_format(amounts[0], cap->amount_cents, 2),
                  cx_dec_format(amounts[1], floor->amount_cents, 2), floor->id);
    }
}

void lint_rules(struct linter *linter)
{
    const struct cx_plan *plan = linter->plan;
    for (size_t i = 0; i < plan->rule_count; i++) {
        if (cx_rule_has(&plan->rules[i], CX_NEEDS_LINES))
            lint_applies_to(linter, (int)i);
        lint_group(linter, i);
        if (cx_rule_has(&plan->rules[i], CX_LIMITS_ABOVE))
            lint_bounds(linter, &plan->rules[i]);
    }
}
