/* All names that expressions of the plan may use. */
#ifndef CX_PLAN_NAMES_H
#define CX_PLAN_NAMES_H

#include "base/buf.h"
#include "plan/plan.h"

/* Columns of the facts (cx-metrics(5)): the rows of one fact have these, in this order, and those
 * of a day that day as the last (cx_fact_day_column). */
enum {
    CX_DIM_DPD,
    CX_DIM_COHORT_DPD,
    CX_DIM_STAGE,
    CX_DIM_CLIENT,
    CX_DIM_BATCH,
    CX_DIM_PRODUCT,
    CX_DIM_REGION,
    CX_DIM_RATING,
    CX_DIM_AGE,
    CX_DIMS /* first in the four facts over accounts */
};
enum {
    CX_PAYMENT_AMOUNT = CX_DIMS,
    CX_PAYMENT_CLEARED,
    CX_PAYMENT_HELD,
    CX_PAYMENT_CHANNEL,
    CX_PAYMENT_CONTACT_CHANNEL,
    CX_PAYMENT_SECOND,
    CX_PAYMENT_DAY,
    CX_PAYMENT_COLUMNS
};
enum {
    CX_CONTACT_DURATION = CX_DIMS,
    CX_CONTACT_EFFECTIVE,
    CX_CONTACT_CONNECTED,
    CX_CONTACT_PROMISED,
    CX_CONTACT_COMPLAINED,
    CX_CONTACT_VIOLATION,
    CX_CONTACT_OUTCOME,
    CX_CONTACT_CHANNEL,
    CX_CONTACT_HOUR,
    CX_CONTACT_REASON,
    CX_CONTACT_PROMISED_ON,
    CX_CONTACT_PROMISED_AMOUNT,
    CX_CONTACT_DAY,
    CX_CONTACT_COLUMNS
};
enum {
    CX_EXPOSURE_OPENING = CX_DIMS,
    CX_EXPOSURE_PLACED,
    CX_EXPOSURE_CLOSING,
    CX_EXPOSURE_HELD_SHARE,
    CX_EXPOSURE_COMPLETE,
    CX_EXPOSURE_SECOND,
    CX_EXPOSURE_COLUMNS
};
enum { CX_PROMISE_AMOUNT, CX_PROMISE_KEPT };
enum { CX_INSTALMENT_AMOUNT, CX_INSTALMENT_KEPT };
enum { CX_FEEDBACK_KIND, CX_FEEDBACK_SCORE };
enum { CX_COMPLAINT_UPHELD };
enum { CX_CUSTOMER_ACTIVE_AFTER };
enum { CX_ARRANGEMENT_KIND, CX_ARRANGEMENT_AMOUNT };
enum { CX_TRAINING_COURSE, CX_TRAINING_PASSED };
enum { CX_COST_AMOUNT, CX_COST_CHANNEL };
enum { CX_ORDER_AMOUNT, CX_ORDER_REGION, CX_ORDER_RATING, CX_ORDER_AGE };
#define CX_FACT_COLUMNS_MAX 24

const char *const *cx_fact_columns(enum cx_fact fact, size_t *count);
/* An older name of the column second: plans that have it are understood. */
#define CX_COLUMN_REPEAT "repeat"
/* The column day, as text (2026-10-05); -1: the fact's rows are of periods. */
int cx_fact_day_column(enum cx_fact fact);

/* What strategies, scripts and segments see of an account and its customer (cx-assign(1)). */
enum {
    CX_ACCOUNT_DPD,
    CX_ACCOUNT_STAGE,
    CX_ACCOUNT_STATUS,
    CX_ACCOUNT_AMOUNT,
    CX_ACCOUNT_BALANCE,
    CX_ACCOUNT_CLIENT,
    CX_ACCOUNT_BATCH,
    CX_ACCOUNT_PRODUCT,
    CX_ACCOUNT_REGION,
    CX_ACCOUNT_RATING,
    CX_ACCOUNT_AGE,
    CX_ACCOUNT_CHANNEL,
    CX_ACCOUNT_LATE_COUNT,
    CX_ACCOUNT_RECENT_ORDER,
    CX_ACCOUNT_PROMISES_KEPT,
    CX_ACCOUNT_PROMISES_BROKEN,
    CX_ACCOUNT_DAYS_SINCE_PAYMENT,
    CX_ACCOUNT_UNANSWERED,
    CX_ACCOUNT_LAST_OUTCOME,
    CX_ACCOUNT_PROMISED_ON, /* of the last promise, if it is open or was broken */
    CX_ACCOUNT_PROMISED_AMOUNT,
    CX_ACCOUNT_DAYS_TO_PROMISE,
    CX_ACCOUNT_CUSTOMER_RATING,
    CX_ACCOUNT_OTHER_DEBTS,    /* that the customer owes */
    CX_ACCOUNT_LAST_CONTACT,   /* the day of the customer's, on any of their accounts */
    CX_ACCOUNT_CONTACTS_TODAY, /* likewise */
    CX_ACCOUNT_INSTALMENT_ON,  /* of the first instalment that is not paid */
    CX_ACCOUNT_INSTALMENT_AMOUNT,
    CX_ACCOUNT_DAYS_TO_INSTALMENT,
    CX_ACCOUNT_INSTALMENTS_KEPT,
    CX_ACCOUNT_INSTALMENTS_BROKEN,
    CX_ACCOUNT_SEGMENT_COLUMNS,
    CX_ACCOUNT_P_PAY = CX_ACCOUNT_SEGMENT_COLUMNS, /* not seen by segments; nor is: */
    CX_ACCOUNT_PHONE,
    CX_ACCOUNT_CHOICE_COLUMNS,
    CX_ACCOUNT_SIGNAL = CX_ACCOUNT_CHOICE_COLUMNS, /* seen by warnings alone; as are: */
    CX_ACCOUNT_SIGNAL_BEFORE,                      /* pay_days ago */
    CX_ACCOUNT_RATING_BEFORE,
    CX_ACCOUNT_COLUMNS
};
extern const char *const cx_account_columns[CX_ACCOUNT_COLUMNS];

/* Whether a column of a fact or of an account holds texts: one name is always of one kind. */
bool cx_column_is_text(const char *name);

/* What a name in a formula, a requirement or a rule stands for. */
enum cx_name_form {
    CX_NAME_SELF,        /* M of the post (or team, or company) itself */
    CX_NAME_PREV,        /* prev_M */
    CX_NAME_TEAM,        /* team_M */
    CX_NAME_TEAM_PREV,   /* team_prev_M */
    CX_NAME_TARGET,      /* target_M */
    CX_NAME_TEAM_TARGET, /* team_target_M */
    CX_NAME_ATTAINMENT,  /* attainment_M */
    CX_NAME_FACT         /* one of enum cx_rule_name */
};
enum cx_rule_name {
    CX_NAME_SCORE,
    CX_NAME_RANK,
    CX_NAME_GRADE,
    CX_NAME_GRADE_COEFFICIENT,
    CX_NAME_DAYS,
    CX_NAME_PERIOD_DAYS,
    CX_NAME_ABSENT_DAYS,
    CX_NAME_EMPLOYEE_ID,
    CX_NAME_ROLE,
    CX_NAME_BASE_SALARY,
    CX_NAME_BASE_PAY,
    CX_NAME_TENURE_MONTHS,
    CX_NAME_ROLE_TENURE_MONTHS,
    CX_NAME_TEAM_TENURE_MONTHS,
    CX_NAME_LEFT_ON,
    CX_NAME_TEAM_ID, /* from here on, a pool's too */
    CX_NAME_TEAM_KIND,
    CX_NAME_TEAM_AGE_MONTHS,
    CX_NAME_TEAM_HEADCOUNT,
    CX_NAME_TEAM_HEADCOUNT_BEFORE,
    CX_NAME_TEAM_NEW_HIRES,
    CX_NAME_TEAM_PAYROLL,
    CX_RULE_NAMES
};

/* Which names are allowed where. */
enum cx_name_scope {
    CX_SCOPE_FORMULA, /* M and prev_M: metrics and a scorecard's require */
    CX_SCOPE_RULE,    /* all */
    CX_SCOPE_POOL,    /* team_ names and period_days */
    CX_SCOPE_ALERT, /* M, prev_M, target_M; days, role, employee_id of a person; team_id, team_kind,
                       period_days */
};

struct cx_name {
    enum cx_name_form form;
    int index; /* of the quantity, or enum cx_rule_name */
};

/* Finds what name[0..n) stands for; false: it is no name of that scope. */
bool cx_name_find(struct cx_name *out, const struct cx_plan *plan, enum cx_name_scope scope,
                  const char *name, size_t n);
/* All names of a scope one by one: *i is 0 at first and then kept by the callee. False: no more. */
bool cx_name_at(struct cx_name *out, const struct cx_plan *plan, enum cx_name_scope scope,
                size_t *i);
/* Whether its values are texts. */
bool cx_name_is_text(struct cx_name name);
/* Whether it is what people are paid without any bonus. */
bool cx_name_is_pay(struct cx_name name);
/* Whether it is a share, a score or a coefficient: no amount of money, and not to be rounded like
 * one. */
bool cx_name_is_share(const struct cx_plan *plan, struct cx_name name);
/* The name as the plan writes it: team_prev_recovered. */
void cx_name_write(struct cx_buf *out, const struct cx_plan *plan, struct cx_name name);
/* True for words that no measure or metric may be called. */
bool cx_name_is_reserved(const char *name);

#endif
