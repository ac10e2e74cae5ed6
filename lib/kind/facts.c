#include "kind/kinds.h"

#include "kind/words.h"

static const struct cx_field teams[] = {
    {"team_id", CX_TYPE_ID, CX_KEY | CX_REQUIRED, NULL, NULL, NULL, "the team"},
    {"since", CX_TYPE_DATE, 0, NULL, NULL, NULL,
     "first day of the row's parent_id, kind and manager_id (EFFECTIVE DATES)"},
    {"name", CX_TYPE_TEXT, 0, NULL, NULL, NULL, "its name"},
    {"parent_id", CX_TYPE_ID, CX_LATER | CX_DATED, NULL, "teams", NULL, "the team it is part of"},
    {"kind", CX_TYPE_CHOICE, CX_DATED, cx_team_kinds, NULL, "other", "the stages it works"},
    {"manager_id", CX_TYPE_ID, CX_LATER | CX_DATED, NULL, "employees", NULL, "who leads it"},
    {"opened_on", CX_TYPE_DATE, 0, NULL, NULL, NULL, "its first day"},
    {"closed_on", CX_TYPE_DATE, 0, NULL, NULL, NULL, "its last day"},
};

static const struct cx_field employees[] = {
    {"employee_id", CX_TYPE_ID, CX_KEY | CX_REQUIRED, NULL, NULL, NULL, "the person"},
    {"since", CX_TYPE_DATE, CX_KEY, NULL, NULL, NULL,
     "first day of this post; empty: hired_on for a new person, else the day of --as-of, and then "
     "only where something of the post changed"},
    {"name", CX_TYPE_TEXT, 0, NULL, NULL, NULL, "the person's name"},
    {"team_id", CX_TYPE_ID, CX_REQUIRED, NULL, "teams", NULL, "the post's team"},
    {"role", CX_TYPE_TEXT, CX_LABEL, NULL, NULL, "collector", "collector, manager, sales, …"},
    {"hired_on", CX_TYPE_DATE, CX_REQUIRED, NULL, NULL, NULL, "first day in the company"},
    {"left_on", CX_TYPE_DATE, 0, NULL, NULL, NULL, "last day, included"},
    {"base_salary", CX_TYPE_MONEY, CX_PRIVATE, NULL, NULL, NULL, "a month"},
    {"capacity", CX_TYPE_INT, 0, NULL, NULL, NULL, "open accounts at most"},
};

static const struct cx_field customers[] = {
    {"customer_id", CX_TYPE_ID, CX_KEY | CX_REQUIRED, NULL, NULL, NULL, "the customer"},
    {"since", CX_TYPE_DATE, 0, NULL, NULL, NULL,
     "first day of the row's region, rating and owner_id (EFFECTIVE DATES)"},
    {"name", CX_TYPE_TEXT, CX_PRIVATE, NULL, NULL, NULL, "their name"},
    {"born_on", CX_TYPE_DATE, CX_PRIVATE, NULL, NULL, NULL, "day of birth"},
    {"phone", CX_TYPE_TEXT, CX_PRIVATE | CX_LABEL, NULL, NULL, NULL, "telephone number"},
    {"region", CX_TYPE_TEXT, CX_DATED | CX_LABEL, NULL, NULL, NULL, "region"},
    {"rating", CX_TYPE_CHOICE, CX_DATED, cx_ratings, NULL, NULL, "credit rating"},
    {"channel", CX_TYPE_CHOICE, 0, cx_channels, NULL, NULL, "preferred channel"},
    {"contact_person", CX_TYPE_TEXT, CX_PRIVATE, NULL, NULL, NULL, "the person to ask for"},
    {"owner_id", CX_TYPE_ID, CX_DATED, NULL, "employees", NULL,
     "the sales employee who owns the customer"},
};

static const struct cx_field accounts[] = {
    {"account_id", CX_TYPE_ID, CX_KEY | CX_REQUIRED, NULL, NULL, NULL, "the debt"},
    {"since", CX_TYPE_DATE, 0, NULL, NULL, NULL,
     "first day of the row's client, batch, product and region (EFFECTIVE DATES)"},
    {"customer_id", CX_TYPE_ID, 0, NULL, "customers", NULL, "who owes it"},
    {"client", CX_TYPE_TEXT, CX_DATED | CX_LABEL, NULL, NULL, NULL,
     "the client it is collected for"},
    {"batch", CX_TYPE_TEXT, CX_DATED | CX_LABEL, NULL, NULL, NULL, "the batch it came with"},
    {"product", CX_TYPE_TEXT, CX_DATED | CX_LABEL, NULL, NULL, NULL, "kind of credit"},
    {"due_on", CX_TYPE_DATE, CX_REQUIRED | CX_AHEAD, NULL, NULL, NULL,
     "due date: dpd counts from here"},
    {"amount", CX_TYPE_MONEY, CX_REQUIRED, NULL, NULL, NULL, "amount owed before any payment"},
    {"placed_on", CX_TYPE_DATE, 0, NULL, NULL, NULL, "day it was placed; empty: due_on"},
    {"region", CX_TYPE_TEXT, CX_DATED | CX_LABEL, NULL, NULL, NULL, "region"},
    {"status", CX_TYPE_CHOICE, 0, cx_account_statuses, NULL, "open", "state of the account"},
    {"paused_until", CX_TYPE_DATE, CX_AHEAD | CX_DAY_AFTER, NULL, NULL, NULL,
     "not worked before this day"},
    {"closed_on", CX_TYPE_DATE, 0, NULL, NULL, NULL,
     "from this day it is no longer with the company; what was before stays"},
    {"close_reason", CX_TYPE_CHOICE, 0, cx_close_reasons, NULL, NULL, "why it was closed"},
};

static const struct cx_field assignments[] = {
    {"account_id", CX_TYPE_ID, CX_KEY | CX_REQUIRED, NULL, "accounts", NULL, "the account"},
    {"employee_id", CX_TYPE_ID, CX_REQUIRED, NULL, "employees", NULL, "the holder"},
    {"from", CX_TYPE_DATE, CX_KEY | CX_REQUIRED, NULL, NULL, NULL, "first day"},
    {"to", CX_TYPE_DATE, CX_DAY_AFTER, NULL, NULL, NULL,
     "the day after the last one; empty: still held"},
};

static const struct cx_field payments[] = {
    {"payment_id", CX_TYPE_ID, CX_KEY | CX_REQUIRED, NULL, NULL, NULL, "the payment"},
    {"account_id", CX_TYPE_ID, CX_REQUIRED, NULL, "accounts", NULL, "the account it is paid on"},
    {"paid_at", CX_TYPE_TIME, CX_REQUIRED | CX_DAY_END, NULL, NULL, NULL,
     "when; a date alone is the end of that day"},
    {"amount", CX_TYPE_MONEY, CX_REQUIRED, NULL, NULL, NULL, "negative for a reversal"},
    {"channel", CX_TYPE_TEXT, CX_LABEL, NULL, NULL, NULL,
     "how the money came: bank, alipay, cash, …"},
    {"reverses", CX_TYPE_ID, CX_LATER, NULL, "payments", NULL,
     "the payment that this row takes back"},
};

static const struct cx_field credits[] = {
    {"payment_id", CX_TYPE_ID, CX_KEY | CX_REQUIRED, NULL, "payments", NULL, "the payment"},
    {"employee_id", CX_TYPE_ID, CX_KEY | CX_REQUIRED, NULL, "employees", NULL, "who is credited"},
    {"share", CX_TYPE_DECIMAL, CX_REQUIRED, NULL, NULL, NULL,
     "the person's share; those of a payment add up to 1"},
};

static const struct cx_field contacts[] = {
    {"contact_id", CX_TYPE_ID, CX_KEY | CX_REQUIRED, NULL, NULL, NULL, "the contact"},
    {"account_id", CX_TYPE_ID, 0, NULL, "accounts", NULL, "the account it is about"},
    {"employee_id", CX_TYPE_ID, CX_REQUIRED, NULL, "employees", NULL, "who made it"},
    {"started_at", CX_TYPE_TIME, CX_REQUIRED, NULL, NULL, NULL, "when"},
    {"duration_s", CX_TYPE_INT, 0, NULL, NULL, NULL, "its length in seconds"},
    {"channel", CX_TYPE_CHOICE, CX_ASKED, cx_channels, NULL, NULL, "its channel"},
    {"outcome", CX_TYPE_CHOICE, 0, cx_outcomes, NULL, NULL, "what came of it"},
    {"promised_amount", CX_TYPE_MONEY, 0, NULL, NULL, NULL, "amount promised; 0: none was named"},
    {"promised_on", CX_TYPE_DATE, CX_AHEAD, NULL, NULL, NULL, "the day by which to pay"},
    {"reason", CX_TYPE_TEXT, CX_PRIVATE, NULL, NULL, NULL, "why it has not been paid"},
    {"transcript", CX_TYPE_TEXT, CX_PRIVATE, NULL, NULL, NULL, "what was said"},
};

static const struct cx_field complaints[] = {
    {"complaint_id", CX_TYPE_ID, CX_KEY | CX_REQUIRED, NULL, NULL, NULL, "the complaint"},
    {"employee_id", CX_TYPE_ID, CX_REQUIRED, NULL, "employees", NULL, "the employee it is about"},
    {"account_id", CX_TYPE_ID, 0, NULL, "accounts", NULL, "the account it is about"},
    {"contact_id", CX_TYPE_ID, 0, NULL, "contacts", NULL, "the contact it is about"},
    {"at", CX_TYPE_TIME, CX_REQUIRED, NULL, NULL, NULL, "when"},
    {"upheld", CX_TYPE_CHOICE, 0, cx_upheld_words, NULL, "pending", "what was decided"},
    {"text", CX_TYPE_TEXT, CX_PRIVATE, NULL, NULL, NULL, "what it says"},
};

static const struct cx_field reviews[] = {
    {"contact_id", CX_TYPE_ID, CX_KEY | CX_REQUIRED, NULL, "contacts", NULL,
     "the contact reviewed"},
    {"verdict", CX_TYPE_CHOICE, CX_REQUIRED, cx_verdicts, NULL, NULL,
     "the decision; it overrides what was found"},
    {"reviewer", CX_TYPE_TEXT, CX_REQUIRED, NULL, NULL, NULL, "who reviewed it"},
    {"at", CX_TYPE_TIME, CX_REQUIRED, NULL, NULL, NULL, "when"},
    {"reason", CX_TYPE_TEXT, 0, NULL, NULL, NULL, "why"},
};

static const struct cx_field feedback[] = {
    {"feedback_id", CX_TYPE_ID, CX_KEY | CX_REQUIRED, NULL, NULL, NULL, "the feedback"},
    {"kind", CX_TYPE_CHOICE, CX_ASKED, cx_feedback_kinds, NULL, "customer", "who gave it"},
    {"employee_id", CX_TYPE_ID, CX_REQUIRED, NULL, "employees", NULL, "the employee it is about"},
    {"account_id", CX_TYPE_ID, 0, NULL, "accounts", NULL, "the account it is about"},
    {"at", CX_TYPE_TIME, CX_REQUIRED, NULL, NULL, NULL, "when"},
    {"score", CX_TYPE_POINTS, CX_REQUIRED, NULL, NULL, NULL, "0 to 100"},
};

static const struct cx_field arrangements[] = {
    {"arrangement_id", CX_TYPE_ID, CX_KEY | CX_REQUIRED, NULL, NULL, NULL, "the arrangement"},
    {"account_id", CX_TYPE_ID, CX_REQUIRED, NULL, "accounts", NULL, "the account it is about"},
    {"kind", CX_TYPE_CHOICE, CX_REQUIRED, cx_arrangement_kinds, NULL, NULL, "what was agreed"},
    {"agreed_on", CX_TYPE_DATE, CX_REQUIRED, NULL, NULL, NULL, "the day from which it counts"},
    {"employee_id", CX_TYPE_ID, 0, NULL, "employees", NULL, "who agreed it"},
    {"amount", CX_TYPE_MONEY, 0, NULL, NULL, NULL,
     "for a waiver: taken off the balance from then on"},
    {"due_on", CX_TYPE_DATE, CX_AHEAD, NULL, NULL, NULL,
     "for an extension: the due date from then on"},
};

static const struct cx_field instalments[] = {
    {"arrangement_id", CX_TYPE_ID, CX_KEY | CX_REQUIRED, NULL, "arrangements", NULL,
     "the arrangement, of kind instalment"},
    {"due_on", CX_TYPE_DATE, CX_KEY | CX_REQUIRED | CX_AHEAD, NULL, NULL, NULL,
     "the day by which to pay it"},
    {"amount", CX_TYPE_MONEY, CX_REQUIRED, NULL, NULL, NULL, "amount to pay"},
};

static const struct cx_field absences[] = {
    {"employee_id", CX_TYPE_ID, CX_KEY | CX_REQUIRED, NULL, "employees", NULL, "who"},
    {"from", CX_TYPE_DATE, CX_KEY | CX_REQUIRED, NULL, NULL, NULL, "first day"},
    {"to", CX_TYPE_DATE, CX_REQUIRED, NULL, NULL, NULL, "last day, included"},
    {"kind", CX_TYPE_TEXT, 0, NULL, NULL, NULL, "why"},
};

static const struct cx_field orders[] = {
    {"order_id", CX_TYPE_ID, CX_KEY | CX_REQUIRED, NULL, NULL, NULL, "the order"},
    {"customer_id", CX_TYPE_ID, CX_REQUIRED, NULL, "customers", NULL, "who ordered"},
    {"ordered_at", CX_TYPE_TIME, CX_REQUIRED, NULL, NULL, NULL, "when"},
    {"amount", CX_TYPE_MONEY, CX_REQUIRED, NULL, NULL, NULL, "its value"},
};

static const struct cx_field signals[] = {
    {"customer_id", CX_TYPE_ID, CX_KEY | CX_REQUIRED, NULL, "customers", NULL, "the customer"},
    {"name", CX_TYPE_NAME, CX_KEY | CX_REQUIRED, NULL, NULL, NULL,
     "what the figure is of: cash_flow, supplier_score, stock, ..."},
    {"day", CX_TYPE_DATE, CX_KEY | CX_REQUIRED, NULL, NULL, NULL, "the day from which it holds"},
    {"value", CX_TYPE_DECIMAL, CX_REQUIRED, NULL, NULL, NULL, "the figure"},
};

static const struct cx_field trainings[] = {
    {"employee_id", CX_TYPE_ID, CX_KEY | CX_REQUIRED, NULL, "employees", NULL, "who"},
    {"course", CX_TYPE_TEXT, CX_KEY | CX_REQUIRED, NULL, NULL, NULL, "the course"},
    {"completed_on", CX_TYPE_DATE, CX_REQUIRED, NULL, NULL, NULL, "the day it was finished"},
    {"passed", CX_TYPE_BOOL, 0, NULL, NULL, NULL, "yes or no"},
};

static const struct cx_field targets[] = {
    {"scope", CX_TYPE_CHOICE, CX_KEY | CX_REQUIRED, cx_scopes, NULL, NULL,
     "company, team or employee"},
    {"scope_id", CX_TYPE_ID, CX_KEY, NULL, NULL, NULL,
     "the team or employee; empty for the company"},
    {"metric_id", CX_TYPE_NAME, CX_KEY | CX_REQUIRED | CX_ANY_CASE, NULL, NULL, NULL, "the metric"},
    {"period", CX_TYPE_PERIOD, CX_KEY | CX_REQUIRED, NULL, NULL, NULL, "the period"},
    {"value", CX_TYPE_DECIMAL, CX_REQUIRED, NULL, NULL, NULL, "the value to reach"},
};

static const struct cx_field costs[] = {
    {"period", CX_TYPE_PERIOD, CX_KEY | CX_REQUIRED, NULL, NULL, NULL, "the period"},
    {"team_id", CX_TYPE_ID, CX_KEY, NULL, "teams", NULL, "the team; empty: the company"},
    {"channel", CX_TYPE_CHOICE, CX_KEY | CX_REQUIRED, cx_channels, NULL, NULL, "the channel"},
    {"amount", CX_TYPE_MONEY, CX_REQUIRED, NULL, NULL, NULL, "what it cost"},
};

static const struct cx_field adjustments[] = {
    {"adjustment_id", CX_TYPE_ID, CX_KEY | CX_REQUIRED, NULL, NULL, NULL, "the adjustment"},
    {"period", CX_TYPE_PERIOD, CX_REQUIRED, NULL, NULL, NULL, "the month it is paid in"},
    {"employee_id", CX_TYPE_ID, CX_REQUIRED, NULL, "employees", NULL, "who gets it"},
    {"amount", CX_TYPE_MONEY, CX_REQUIRED | CX_PRIVATE, NULL, NULL, NULL,
     "the amount; negative to take back"},
    {"reason", CX_TYPE_TEXT, CX_REQUIRED, NULL, NULL, NULL, "why"},
    {"approved_by", CX_TYPE_TEXT, CX_REQUIRED, NULL, NULL, NULL, "who approved it"},
};

static const struct cx_field access[] = {
    {"user", CX_TYPE_TEXT, CX_KEY | CX_REQUIRED, NULL, NULL, NULL, "the login name"},
    {"role", CX_TYPE_CHOICE, CX_KEY | CX_REQUIRED, cx_roles, NULL, NULL, "what they work as"},
    {"scope", CX_TYPE_CHOICE, CX_KEY | CX_REQUIRED, cx_scopes, NULL, NULL,
     "whose rows they see: company, team or employee"},
    {"scope_id", CX_TYPE_ID, CX_KEY, NULL, NULL, NULL,
     "the team, with its child teams, or the employee; empty for the company"},
    {"what", CX_TYPE_CHOICE, CX_KEY, cx_whats, NULL, "default",
     "what they may see or do; default: what comes with the role"},
    {"valid_from", CX_TYPE_DATE, CX_KEY | CX_AHEAD, NULL, NULL, NULL, "first day; empty: always"},
    {"valid_to", CX_TYPE_DATE, CX_AHEAD | CX_DAY_AFTER, NULL, NULL, NULL,
     "the day after the last one; empty: no end"},
};

FACT_WITH_HISTORY(teams, "teams and how they are nested", "team_history");
FACT(employees, "posts: who was in which team and role since when");
FACT_WITH_HISTORY(customers, "people and companies that owe", "customer_history");
FACT_WITH_HISTORY(accounts, "debts", "account_history");
FACT(assignments, "who held which account from when to when");
FACT(payments, "payments and their reversals");
FACT(credits, "payments whose credit is shared out");
FACT(contacts, "calls, messages, letters, visits");
FACT(complaints, "complaints about employees");
FACT(reviews, "decisions on suspected violations");
FACT(feedback, "scores given by customers, sales and peers");
FACT(arrangements, "waivers, extensions, instalments");
FACT(instalments, "what is due when by an arrangement of instalments");
FACT(absences, "days on which somebody was away");
FACT(orders, "new business of customers");
FACT(signals, "figures of customers, for early warnings");
FACT(trainings, "courses finished");
FACT(targets, "values to reach");
FACT(costs, "what a team's channels cost");
FACT(adjustments, "amounts added to a bonus by hand");
FACT(access, "who may see and do what, where programs run under sudo");
