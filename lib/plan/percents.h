/* Rates and coefficients that look like percentages without their sign: 3.5 for 3.5 %. */
#ifndef CX_PLAN_PERCENTS_H
#define CX_PLAN_PERCENTS_H

#include "base/buf.h"
#include "plan/names.h"
#include "plan/rules.h"

struct cx_percent {
    const char *kind, *id; /* rules, tiers or grades; the first key */
    int64_t rate;          /* millionths, like the next */
    int64_t from;          /* of a tier */
    bool is_tier;
    bool is_factor; /* what it multiplies is pay */
};

/* Calls found for each: a rate of more than is ever paid on money or pay, a coefficient that
 * multiplies pay by ten or more. A tier is found once for each rule that pays by it. */
void cx_percents_find(const struct cx_plan *plan,
                      void (*found)(void *context, const struct cx_percent *percent),
                      void *context);
/* Appends what it pays, as a sentence without its end. */
void cx_percent_tell(struct cx_buf *out, const struct cx_percent *percent);

/* Whether a rule's expression has names, at most so many, all of one kind, and no more than adds
 * them up: 5 on `recovered / 1000`, or on each time that something held, may be meant. */
bool cx_rule_adds(const struct cx_plan *plan, const struct cx_rule *rule, const char *text,
                  size_t most, bool (*is)(const struct cx_plan *plan, struct cx_name name));
/* Whether a name is an amount of money. */
bool cx_name_is_money(const struct cx_plan *plan, struct cx_name name);

#endif
