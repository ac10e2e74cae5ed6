/* What the plan knows about each kind of rule. */
#ifndef CX_PLAN_RULES_H
#define CX_PLAN_RULES_H

#include "plan/names.h"
#include "plan/plan.h"

/* Whether rules of its kind have a trait. */
bool cx_rule_has(const struct cx_rule *rule, enum cx_rule_trait trait);
/* What its expressions see, but for split, which is each post's: CX_SCOPE_RULE. */
enum cx_name_scope cx_rule_scope(const struct cx_rule *rule);
/* The column that a rule of its kind needs, and this one does not have; NULL: none. */
const char *cx_rule_lacks(const struct cx_rule *rule);

/* A rule is valid, or not, on a period's last day. Appends what one that begins or ends inside a
 * month will and won't pay, as a sentence; false: it does neither. valid_to is exclusive;
 * CX_DATE_NONE: no end. */
bool cx_rule_tell_span(struct cx_buf *out, cx_date valid_from, cx_date valid_to);
/* Likewise what a scorecard will and won't score. */
bool cx_card_tell_span(struct cx_buf *out, cx_date valid_from, cx_date valid_to);

#endif
