#include "plan/names.h"

#include <string.h>
#include <strings.h>

#define DIMENSIONS                                                                                 \
    "dpd", "cohort_dpd", "stage", "client", "batch", "product", "region", "rating", "age"

static const char *const payment[] = {DIMENSIONS, "amount",          "cleared", "held",
                                      "channel",  "contact_channel", "second",  "day"};
static const char *const contact[] = {DIMENSIONS,        "duration_s", "effective_s", "connected",
                                      "promised",        "complained", "violation",   "outcome",
                                      "channel",         "hour",       "reason",      "promised_on",
                                      "promised_amount", "day"};
static const char *const exposure[] = {DIMENSIONS,   "opening",  "placed", "closing",
                                       "held_share", "complete", "second"};
static const char *const promise[] = {"amount", "kept", "day"};
static const char *const instalment[] = {"amount", "kept", "day"};
static const char *const feedback[] = {"kind", "score", "day"};
static const char *const complaint[] = {"upheld", "day"};
static const char *const customer[] = {"active_after"};
static const char *const arrangement[] = {"kind", "amount", "day"};
static const char *const training[] = {"course", "passed", "day"};
static const char *const cost[] = {"amount", "channel", "day"};
static const char *const order[] = {"amount", "region", "rating", "age", "day"};

#define COLUMNS(list)                                                                              \
    {                                                                                              \
        list, sizeof list / sizeof *list                                                           \
    }
static const struct {
    const char *const *names;
    size_t count;
} columns[CX_FACTS] = {
    [CX_FACT_PAYMENT] = COLUMNS(payment),       [CX_FACT_CONTACT] = COLUMNS(contact),
    [CX_FACT_PROMISE] = COLUMNS(promise),       [CX_FACT_EXPOSURE] = COLUMNS(exposure),
    [CX_FACT_OWNED_PAYMENT] = COLUMNS(payment), [CX_FACT_OWNED_EXPOSURE] = COLUMNS(exposure),
    [CX_FACT_FEEDBACK] = COLUMNS(feedback),     [CX_FACT_COMPLAINT] = COLUMNS(complaint),
    [CX_FACT_CUSTOMER] = COLUMNS(customer),     [CX_FACT_ARRANGEMENT] = COLUMNS(arrangement),
    [CX_FACT_TRAINING] = COLUMNS(training),     [CX_FACT_COST] = COLUMNS(cost),
    [CX_FACT_ORDER] = COLUMNS(order),           [CX_FACT_INSTALMENT] = COLUMNS(instalment),
};

const char *const *cx_fact_columns(enum cx_fact fact, size_t *count)
{
    *count = columns[fact].count;
    return columns[fact].names;
}

int cx_fact_day_column(enum cx_fact fact)
{
    int last = (int)columns[fact].count - 1;
    return strcmp(columns[fact].names[last], "day") == 0 ? last : -1;
}

bool cx_column_is_text(const char *name)
{
    static const char *const texts[] = {
        "stage",         "client",       "batch",           "product",
        "region",        "rating",       "channel",         "contact_channel",
        "kind",          "course",       "outcome",         "upheld",
        "status",        "last_outcome", "reason",          "promised_on",
        "day",           "last_contact", "customer_rating", "phone",
        "instalment_on", "rating_before"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (strcmp(texts[i], name) == 0)
            return true;
    }
    return false;
}

const char *const cx_account_columns[CX_ACCOUNT_COLUMNS] = {
    [CX_ACCOUNT_DPD] = "dpd",
    [CX_ACCOUNT_STAGE] = "stage",
    [CX_ACCOUNT_STATUS] = "status",
    [CX_ACCOUNT_AMOUNT] = "amount",
    [CX_ACCOUNT_BALANCE] = "balance",
    [CX_ACCOUNT_CLIENT] = "client",
    [CX_ACCOUNT_BATCH] = "batch",
    [CX_ACCOUNT_PRODUCT] = "product",
    [CX_ACCOUNT_REGION] = "region",
    [CX_ACCOUNT_RATING] = "rating",
    [CX_ACCOUNT_AGE] = "age",
    [CX_ACCOUNT_CHANNEL] = "channel",
    [CX_ACCOUNT_LATE_COUNT] = "late_count",
    [CX_ACCOUNT_RECENT_ORDER] = "recent_order",
    [CX_ACCOUNT_PROMISES_KEPT] = "promises_kept",
    [CX_ACCOUNT_PROMISES_BROKEN] = "promises_broken",
    [CX_ACCOUNT_DAYS_SINCE_PAYMENT] = "days_since_payment",
    [CX_ACCOUNT_UNANSWERED] = "unanswered",
    [CX_ACCOUNT_LAST_OUTCOME] = "last_outcome",
    [CX_ACCOUNT_PROMISED_ON] = "promised_on",
    [CX_ACCOUNT_PROMISED_AMOUNT] = "promised_amount",
    [CX_ACCOUNT_DAYS_TO_PROMISE] = "days_to_promise",
    [CX_ACCOUNT_CUSTOMER_RATING] = "customer_rating",
    [CX_ACCOUNT_OTHER_DEBTS] = "other_debts",
    [CX_ACCOUNT_LAST_CONTACT] = "last_contact",
    [CX_ACCOUNT_CONTACTS_TODAY] = "contacts_today",
    [CX_ACCOUNT_INSTALMENT_ON] = "instalment_on",
    [CX_ACCOUNT_INSTALMENT_AMOUNT] = "instalment_amount",
    [CX_ACCOUNT_DAYS_TO_INSTALMENT] = "days_to_instalment",
    [CX_ACCOUNT_INSTALMENTS_KEPT] = "instalments_kept",
    [CX_ACCOUNT_INSTALMENTS_BROKEN] = "instalments_broken",
    [CX_ACCOUNT_P_PAY] = "p_pay",
    [CX_ACCOUNT_PHONE] = "phone",
    [CX_ACCOUNT_SIGNAL] = "signal",
    [CX_ACCOUNT_SIGNAL_BEFORE] = "signal_before",
    [CX_ACCOUNT_RATING_BEFORE] = "rating_before",
};

static const char *const rule_names[CX_RULE_NAMES] = {
    [CX_NAME_SCORE] = "score",
    [CX_NAME_RANK] = "rank",
    [CX_NAME_GRADE] = "grade",
    [CX_NAME_GRADE_COEFFICIENT] = "grade_coefficient",
    [CX_NAME_DAYS] = "days",
    [CX_NAME_PERIOD_DAYS] = "period_days",
    [CX_NAME_ABSENT_DAYS] = "absent_days",
    [CX_NAME_EMPLOYEE_ID] = "employee_id",
    [CX_NAME_ROLE] = "role",
    [CX_NAME_BASE_SALARY] = "base_salary",
    [CX_NAME_BASE_PAY] = "base_pay",
    [CX_NAME_TENURE_MONTHS] = "tenure_months",
    [CX_NAME_ROLE_TENURE_MONTHS] = "role_tenure_months",
    [CX_NAME_TEAM_TENURE_MONTHS] = "team_tenure_months",
    [CX_NAME_LEFT_ON] = "left_on",
    [CX_NAME_TEAM_ID] = "team_id",
    [CX_NAME_TEAM_KIND] = "team_kind",
    [CX_NAME_TEAM_AGE_MONTHS] = "team_age_months",
    [CX_NAME_TEAM_HEADCOUNT] = "team_headcount",
    [CX_NAME_TEAM_HEADCOUNT_BEFORE] = "team_headcount_before",
    [CX_NAME_TEAM_NEW_HIRES] = "team_new_hires",
    [CX_NAME_TEAM_PAYROLL] = "team_payroll",
};

static const struct {
    enum cx_name_form form;
    const char *prefix;
} forms[] = {
    {CX_NAME_TEAM_PREV, "team_prev_"}, {CX_NAME_TEAM_TARGET, "team_target_"},
    {CX_NAME_TEAM, "team_"},           {CX_NAME_PREV, "prev_"},
    {CX_NAME_TARGET, "target_"},       {CX_NAME_ATTAINMENT, "attainment_"},
};
#define FORMS (sizeof forms / sizeof *forms)

static bool in_scope(enum cx_name_form form, int index, enum cx_name_scope scope)
{
    switch (scope) {
    case CX_SCOPE_FORMULA: return form == CX_NAME_SELF || form == CX_NAME_PREV;
    case CX_SCOPE_RULE: return true;
    case CX_SCOPE_POOL:
        return form == CX_NAME_TEAM || form == CX_NAME_TEAM_PREV || form == CX_NAME_TEAM_TARGET ||
               (form == CX_NAME_FACT && (index >= CX_NAME_TEAM_ID || index == CX_NAME_PERIOD_DAYS));
    case CX_SCOPE_ALERT:
        return form == CX_NAME_SELF || form == CX_NAME_PREV || form == CX_NAME_TARGET ||
               (form == CX_NAME_FACT && (index == CX_NAME_DAYS || index == CX_NAME_PERIOD_DAYS ||
                                         index == CX_NAME_ROLE || index == CX_NAME_EMPLOYEE_ID ||
                                         index == CX_NAME_TEAM_ID || index == CX_NAME_TEAM_KIND));
    }
    return false;
}

static int rule_name(const char *name, size_t n)
{
    for (int i = 0; i < CX_RULE_NAMES; i++) {
        if (strncasecmp(rule_names[i], name, n) == 0 && rule_names[i][n] == '\0')
            return i;
    }
    return -1;
}

bool cx_name_find(struct cx_name *out, const struct cx_plan *plan, enum cx_name_scope scope,
                  const char *name, size_t n)
{
    int found = cx_plan_quantity(plan, name, n);
    *out = (struct cx_name){CX_NAME_SELF, found};
    if (found >= 0)
        return in_scope(CX_NAME_SELF, found, scope);
    found = rule_name(name, n);
    *out = (struct cx_name){CX_NAME_FACT, found};
    if (found >= 0)
        return in_scope(CX_NAME_FACT, found, scope);
    for (size_t i = 0; i < FORMS; i++) {
        size_t prefix = strlen(forms[i].prefix);
        if (n <= prefix || strncasecmp(name, forms[i].prefix, prefix) != 0)
            continue;
        found = cx_plan_quantity(plan, name + prefix, n - prefix);
        *out = (struct cx_name){forms[i].form, found};
        if (found >= 0)
            return in_scope(forms[i].form, found, scope);
    }
    return false;
}

bool cx_name_at(struct cx_name *out, const struct cx_plan *plan, enum cx_name_scope scope,
                size_t *i)
{
    /* form after form, the facts last; within a form, quantity after quantity */
    size_t quantities = plan->quantity_count, names = CX_NAME_FACT * quantities;
    while (*i < names + CX_RULE_NAMES) {
        size_t at = (*i)++;
        *out = at < names
                   ? (struct cx_name){(enum cx_name_form)(at / quantities), (int)(at % quantities)}
                   : (struct cx_name){CX_NAME_FACT, (int)(at - names)};
        if (in_scope(out->form, out->index, scope))
            return true;
    }
    return false;
}

bool cx_name_is_text(struct cx_name name)
{
    if (name.form != CX_NAME_FACT)
        return false;
    switch (name.index) {
    case CX_NAME_GRADE:
    case CX_NAME_EMPLOYEE_ID:
    case CX_NAME_ROLE:
    case CX_NAME_LEFT_ON:
    case CX_NAME_TEAM_ID:
    case CX_NAME_TEAM_KIND: return true;
    default: return false;
    }
}

bool cx_name_is_pay(struct cx_name name)
{
    return name.form == CX_NAME_FACT &&
           (name.index == CX_NAME_BASE_SALARY || name.index == CX_NAME_BASE_PAY ||
            name.index == CX_NAME_TEAM_PAYROLL);
}

bool cx_name_is_share(const struct cx_plan *plan, struct cx_name name)
{
    if (name.form == CX_NAME_FACT)
        return name.index == CX_NAME_SCORE || name.index == CX_NAME_GRADE_COEFFICIENT;
    const enum cx_unit unit = plan->quantities[name.index].unit;
    return name.form == CX_NAME_ATTAINMENT || unit == CX_UNIT_RATIO || unit == CX_UNIT_SCORE;
}

void cx_name_write(struct cx_buf *out, const struct cx_plan *plan, struct cx_name name)
{
    if (name.form == CX_NAME_FACT) {
        cx_buf_puts(out, rule_names[name.index]);
        return;
    }
    for (size_t i = 0; i < FORMS; i++) {
        if (forms[i].form == name.form)
            cx_buf_puts(out, forms[i].prefix);
    }
    cx_buf_puts(out, plan->quantities[name.index].name);
}

/* A name that plans were already sealed without: a measure or metric of theirs that is called so
 * stays what it was. */
static bool is_later(int name)
{
    return name == CX_NAME_BASE_PAY || name == CX_NAME_ROLE_TENURE_MONTHS;
}

bool cx_name_is_reserved(const char *name)
{
    static const char *const taken[] = {"period", "name", "since", "scorecard"}; /* of scores */
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) {
        if (strcasecmp(name, taken[i]) == 0)
            return true;
    }
    int found = rule_name(name, strlen(name));
    if (found >= 0)
        return !is_later(found);
    for (size_t i = 0; i < FORMS; i++) {
        if (strncasecmp(name, forms[i].prefix, strlen(forms[i].prefix)) == 0)
            return true;
    }
    return false;
}
