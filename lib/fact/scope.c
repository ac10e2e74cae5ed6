/* Which accounts and contacts a pass reads: those that the due rows look at. */
#include "fact/scope.h"

#include "base/mem.h"
#include "fact/scope.sql.h"
#include "past/days.h"
#include "past/whose.h"

#define LISTED_MAX 10000 /* contacts that a statement lists */
#define FEW_MAX    1000  /* accounts whose contacts are looked up */
#define WANTED_MAX 45    /* days; of more, reading all accounts is cheaper than choosing */

bool next_run(const struct facts *facts, cx_date *from, cx_date *at)
{
    bool is_in = false;
    for (; *at < facts->end; ++*at) {
        bool due = false;
        for (int fact = 0; fact < CX_FACTS && !due; fact++)
            due = !is_by_period((enum cx_fact)fact) && is_due(facts, (enum cx_fact)fact, *at);
        if (due && !is_in)
            *from = *at;
        if (!due && is_in)
            break;
        is_in = due;
    }
    return is_in;
}

/* The first and the day after the last due day of a fact; false: none. */
static bool find_bounds(const struct facts *facts, enum cx_fact fact, cx_date *from, cx_date *to)
{
    *from = *to = facts->end;
    for (cx_date day = facts->first; day < facts->end; day++) {
        if (!is_due(facts, fact, day))
            continue;
        *from = day < *from ? day : *from;
        *to = day + 1;
    }
    return *from < facts->end;
}

static int run_days(const struct facts *facts, const char *event, const char *sql, cx_date from,
                    cx_date to, cx_date due_from, cx_date due_to)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_days_stmt(&stmt, facts->db, event, sql, facts->err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_int(stmt, 1, from);
    cx_stmt_bind_int(stmt, 2, to);
    cx_stmt_bind_int(stmt, 3, due_from);
    cx_stmt_bind_int(stmt, 4, due_to);
    rc = cx_stmt_run(stmt, facts->err);
    cx_stmt_free(stmt);
    return rc;
}

/* The first day of which a contact promised something for a day from `due` on. */
static int first_promise(cx_date *first, const struct facts *facts, cx_date due, cx_date before)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, facts->db, SQL_first_promise, facts->err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_int(stmt, 1, due);
    cx_stmt_bind_int(stmt, 2, before);
    if ((rc = cx_stmt_step(stmt, facts->err)) == 1)
        *first = (cx_date)cx_stmt_int_or(stmt, 0, before);
    cx_stmt_free(stmt);
    return rc < 0 ? rc : 0;
}

/* All promises made before a day. */
static void want_promises(struct cx_past_scope *scope, cx_date to)
{
    scope->all_promises = true;
    scope->contacts_to = to > scope->contacts_to ? to : scope->contacts_to;
}

static void widen(struct cx_past_scope *scope, enum cx_past_contacts contacts, cx_date from,
                  cx_date to)
{
    if (scope->contacts == CX_NO_CONTACTS)
        scope->contacts_from = from;
    if (contacts > scope->contacts)
        scope->contacts = contacts;
    scope->contacts_from = from < scope->contacts_from ? from : scope->contacts_from;
    scope->contacts_to = to > scope->contacts_to ? to : scope->contacts_to;
}

static bool put_listed(void *context, int64_t contact)
{
    struct cx_buf *listed = context;
    cx_buf_printf(listed, "%s%lld", listed->len ? "," : "", (long long)contact);
    return true;
}

/* Reversals on the days from..to tell of earlier payments, of few accounts: the statement gives
 * them. The contacts before these are listed, or if they are many *first_told is the day of a
 * payment to read all from. */
static int list_early(cx_date *first_told, struct facts *facts, const char *sql, cx_date from,
                      cx_date to)
{
    struct cx_idset *accounts = cx_idset_new(), *contacts = cx_idset_new();
    struct cx_stmt *stmt = NULL;
    cx_date first = from;
    int rc = cx_days_stmt(&stmt, facts->db, "payment", sql, facts->err);
    if (rc == 0) {
        cx_stmt_bind_int(stmt, 1, from);
        cx_stmt_bind_int(stmt, 2, to);
    }
    for (; rc == 0 && (rc = cx_stmt_step(stmt, facts->err)) == 1; rc = 0) {
        cx_date paid = cx_date_of(cx_stmt_int(stmt, 1));
        if (facts->payers && !cx_idset_has(facts->payers, cx_stmt_int(stmt, 0)))
            continue; /* what is taken back is a payment, too: of another employee's account */
        cx_idset_add(accounts, cx_stmt_int(stmt, 0));
        first = paid < first ? paid : first;
    }
    cx_stmt_free(stmt);
    cx_idset_settle(accounts);
    if (rc == 0 && cx_idset_count(accounts) > 0)
        rc = cx_whose_find(contacts, facts->db, accounts,
                           first - facts->plan->settings.contact_window_days, from, facts->err);
    if (rc == 0 && cx_idset_count(contacts) > LISTED_MAX)
        *first_told = first < *first_told ? first : *first_told;
    else if (rc == 0)
        (void)cx_idset_each(contacts, put_listed, &facts->listed);
    cx_idset_free(accounts);
    cx_idset_free(contacts);
    return rc;
}

/* The contacts that the due rows of payments look at: a reversal's row looks at those before the
 * payment that it takes back. */
static int find_payments_contacts(struct cx_past_scope *scope, struct facts *facts,
                                  const struct kept *kept, enum cx_fact fact)
{
    const struct cx_settings *settings = &facts->plan->settings;
    cx_date from, to, first;
    int rc = 0;
    if (!find_bounds(facts, fact, &from, &to) || !kept_uses_contacts(kept, fact))
        return 0;
    if (kept_uses_promises(kept, fact))
        want_promises(scope, to);
    if (fact == CX_FACT_PAYMENT && settings->attribution_days > 0) {
        widen(scope, CX_ALL_CONTACTS, -CX_DATE_NONE, to);
    } else if (kept_uses(kept, fact, CX_PAYMENT_CONTACT_CHANNEL)) {
        first = from;
        rc = list_early(&first, facts, SQL_reversed, from, to);
        if (rc == 0)
            rc = list_early(&first, facts, SQL_cleared, from, to);
        first = first < from ? first : from;
        widen(scope, CX_TALKS, first - settings->contact_window_days, to);
    }
    return rc;
}

static void widen_exposures(struct cx_past_scope *scope, const struct facts *facts,
                            const struct kept *kept, const struct cx_period *period)
{
    static const enum cx_fact exposures[] = {CX_FACT_EXPOSURE, CX_FACT_OWNED_EXPOSURE};
    for (size_t i = 0; i < sizeof exposures / sizeof *exposures; i++) {
        if (is_wanted(facts, exposures[i]) && kept_uses_promises(kept, exposures[i]))
            want_promises(scope, period->to);
    }
}

/* Which contacts the due rows look at; and, where accounts are chosen, whose rows are due. */
static int find_contacts(struct cx_past_scope *scope, struct facts *facts, const struct kept *kept,
                         bool chooses)
{
    const struct cx_settings *settings = &facts->plan->settings;
    cx_date from, to, first = 0;
    int rc = find_payments_contacts(scope, facts, kept, CX_FACT_PAYMENT);
    if (rc == 0)
        rc = find_payments_contacts(scope, facts, kept, CX_FACT_OWNED_PAYMENT);
    scope->early_contacts = facts->listed.len > 0 ? cx_buf_str(&facts->listed) : NULL;
    for (size_t i = 0; rc == 0 && i < facts->period_count; i++)
        widen_exposures(scope, facts, kept, &facts->periods[i]);
    if (rc == 0 && find_bounds(facts, CX_FACT_PROMISE, &from, &to)) {
        cx_date due_from = from - settings->promise_grace_days;
        cx_date due_to = to - settings->promise_grace_days;
        rc = first_promise(&first, facts, due_from, to);
        widen(scope, CX_TALKS, first, to);
        if (rc == 0 && chooses)
            rc = run_days(facts, "contact", SQL_want_promisers, first, to, due_from, due_to);
    }
    if (rc == 0 && find_bounds(facts, CX_FACT_CONTACT, &from, &to)) {
        widen(scope, CX_ALL_CONTACTS, from, to);
        if (chooses)
            rc = run_days(facts, "contact",
                          facts->sink && facts->sink->only_breaches ? SQL_want_breaches
                                                                    : SQL_want_contacted,
                          from, to, 0, 0);
    }
    return rc;
}

static size_t count_due_days(const struct facts *facts)
{
    cx_date from, at = facts->first;
    size_t days = 0;
    while (next_run(facts, &from, &at))
        days += (size_t)(at - from);
    return days;
}

/* Of whom alone rows of payments are wanted; 0: of several. Who is credited with a payment held its
 * account, or is named with it. */
static int64_t payee(const struct facts *facts)
{
    bool is_alone = facts->sink && !is_wanted(facts, CX_FACT_OWNED_PAYMENT) &&
                    !is_wanted(facts, CX_FACT_PROMISE) &&
                    facts->plan->settings.attribution_days == 0;
    return is_alone ? facts->sink->employee : 0;
}

static int add_payers(struct cx_idset *payers, struct facts *facts, cx_date from, cx_date to)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_days_stmt(&stmt, facts->db, "payment", SQL_payers, facts->err);
    if (rc == 0) {
        cx_stmt_bind_int(stmt, 1, from);
        cx_stmt_bind_int(stmt, 2, to);
        if (payee(facts) != 0)
            cx_stmt_bind_int(stmt, 3, payee(facts));
    }
    for (; rc == 0 && (rc = cx_stmt_step(stmt, facts->err)) == 1; rc = 0)
        cx_idset_add(payers, cx_stmt_int(stmt, 0));
    cx_stmt_free(stmt);
    return rc;
}

/* Accounts that pay on the due days. */
static int find_payers(struct facts *facts)
{
    cx_date from, at = facts->first;
    int rc = 0;
    if (facts->payers)
        return 0;
    facts->payers = cx_idset_new();
    while (rc == 0 && next_run(facts, &from, &at))
        rc = add_payers(facts->payers, facts, from, at);
    cx_idset_settle(facts->payers);
    return rc;
}

/* Of few accounts contacts are looked up, and not looked for among those of all. */
static int list_contacts(struct cx_past_scope *scope, struct facts *facts)
{
    struct cx_idset *contacts = cx_idset_new();
    int rc = cx_whose_find(contacts, facts->db, facts->payers, scope->contacts_from,
                           scope->contacts_to, facts->err);
    if (rc == 0 && cx_idset_count(contacts) <= LISTED_MAX) {
        (void)cx_idset_each(contacts, put_listed, &facts->listed);
        scope->only_contacts = cx_buf_str(&facts->listed);
    }
    cx_idset_free(contacts);
    return rc;
}

/* Contacts that only rows of payments look at, of the days before those that have rows themselves
 * (all days where none has), are those of accounts that pay on the due days. */
static int narrow_early(struct cx_past_scope *scope, struct facts *facts)
{
    cx_date from, to;
    bool has_promises = scope->all_promises || is_wanted(facts, CX_FACT_PROMISE);
    if (scope->contacts == CX_NO_CONTACTS || has_promises ||
        facts->plan->settings.attribution_days > 0 || count_due_days(facts) > WANTED_MAX)
        return 0;
    bool has_rows = find_bounds(facts, CX_FACT_CONTACT, &from, &to);
    scope->early_until = has_rows ? from : CX_DATE_NONE;
    if (scope->contacts_from >= scope->early_until)
        return 0;
    int rc = find_payers(facts);
    scope->early_accounts = facts->payers;
    bool looks_up = scope->accounts && !has_rows && cx_idset_count(facts->payers) <= FEW_MAX;
    return rc == 0 && looks_up ? list_contacts(scope, facts) : rc;
}

static bool has_periods(const struct facts *facts)
{
    return is_wanted(facts, CX_FACT_EXPOSURE) || is_wanted(facts, CX_FACT_OWNED_EXPOSURE) ||
           is_wanted(facts, CX_FACT_CUSTOMER);
}

int want_accounts(struct cx_db *db, struct cx_err *err)
{
    int rc = cx_db_scratch(db, err);
    return rc < 0 ? rc : cx_db_exec(db, SQL_want, err);
}

static int choose_accounts(struct cx_past_scope *scope, struct facts *facts,
                           const struct kept *kept)
{
    bool chooses = !has_periods(facts) && count_due_days(facts) <= WANTED_MAX;
    /* the day of a payment decides a promise that it keeps */
    bool is_paid = is_wanted(facts, CX_FACT_PAYMENT) || is_wanted(facts, CX_FACT_OWNED_PAYMENT) ||
                   is_wanted(facts, CX_FACT_PROMISE);
    int rc = chooses ? want_accounts(facts->db, facts->err) : 0;
    scope->accounts = chooses ? SQL_wanted : NULL;
    if (rc == 0 && chooses && is_paid)
        rc = find_payers(facts);
    if (rc == 0 && chooses && is_paid)
        rc = run_for_each(facts->db, SQL_want_account, facts->payers, facts->err);
    if (rc == 0 && chooses && is_wanted(facts, CX_FACT_INSTALMENT))
        rc = cx_db_exec(facts->db, SQL_want_planned, facts->err);
    if (rc == 0)
        rc = find_contacts(scope, facts, kept, chooses);
    return rc < 0 ? rc : narrow_early(scope, facts);
}

int choose_scope(struct cx_past_scope *scope, struct facts *facts, const struct kept *kept,
                 bool may_choose)
{
    return may_choose ? choose_accounts(scope, facts, kept)
                      : find_contacts(scope, facts, kept, false);
}

struct running {
    struct cx_stmt *stmt;
    struct cx_err *err;
    int rc;
};

static bool run_one(void *context, int64_t id)
{
    struct running *running = context;
    cx_stmt_bind_int(running->stmt, 1, id);
    running->rc = cx_stmt_run(running->stmt, running->err);
    return running->rc == 0;
}

int run_for_each(struct cx_db *db, const char *sql, const struct cx_idset *ids, struct cx_err *err)
{
    struct running running = {.err = err};
    int rc = cx_stmt_new(&running.stmt, db, sql, err);
    if (rc == 0 && !cx_idset_each(ids, run_one, &running))
        rc = running.rc;
    cx_stmt_free(running.stmt);
    return rc;
}

int want_these(struct cx_past_scope *scope, struct facts *facts, const struct cx_idset *accounts)
{
    int rc = want_accounts(facts->db, facts->err);
    scope->accounts = SQL_wanted;
    return rc < 0 ? rc : run_for_each(facts->db, SQL_want_account, accounts, facts->err);
}
