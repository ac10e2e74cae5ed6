/* A pass reads the facts in one of three ways: contacts as they lie, accounts and their pasts,
 * tables that hang on no account. */
#include "fact/pass.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/pool.h"
#include "fact/abreast.h"
#include "fact/bare.h"
#include "fact/pass.sql.h"
#include "past/days.h"
#include "past/whose.h"

#define EARLY_MAX  10000 /* contacts that a statement lists */
#define WANTED_MAX 45    /* days; of more, reading all accounts is cheaper than choosing */

static int load_map(struct cx_map **map, struct facts *facts, const char *sql, int value_column)
{
    struct cx_stmt *stmt = NULL;
    *map = cx_map_new();
    int rc = cx_stmt_new(&stmt, facts->db, sql, facts->err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, facts->err)) == 1) {
        cx_map_put(*map, cx_stmt_int(stmt, 0), cx_stmt_int(stmt, value_column));
        rc = 0;
    }
    cx_stmt_free(stmt);
    return rc;
}

static int load_credits(struct facts *facts)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, facts->db, SQL_credits, facts->err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, facts->err)) == 1) {
        CX_GROW(facts->credits, facts->credit_count, facts->credit_cap);
        struct credit credit = {cx_stmt_int(stmt, 0), cx_stmt_int(stmt, 1), cx_stmt_int(stmt, 2)};
        /* People of one payment by their index, which is the order of their ids as text. */
        size_t at = facts->credit_count++;
        while (at > 0 && facts->credits[at - 1].payment == credit.payment &&
               cx_org_person(facts->org, facts->credits[at - 1].employee) >
                   cx_org_person(facts->org, credit.employee)) {
            facts->credits[at] = facts->credits[at - 1];
            at--;
        }
        facts->credits[at] = credit;
        rc = 0;
    }
    cx_stmt_free(stmt);
    return rc;
}

/* What the rows that are wanted need to know. */
static int load_marks(struct facts *facts)
{
    int rc = 0;
    if (is_wanted(facts, CX_FACT_CONTACT)) {
        bool is_fresh = facts->only_contacts != NULL; /* only those have rows then */
        rc = load_map(&facts->violations, facts, is_fresh ? SQL_fresh_violations : SQL_violations,
                      0);
        if (rc == 0)
            rc = load_map(&facts->verdicts, facts, is_fresh ? SQL_fresh_verdicts : SQL_verdicts, 1);
        if (rc == 0)
            rc = load_map(&facts->complained, facts,
                          is_fresh ? SQL_fresh_complained : SQL_complained, 0);
    }
    if (rc == 0 && is_wanted(facts, CX_FACT_PAYMENT))
        rc = load_credits(facts);
    return rc < 0 ? rc : find_orderers(facts);
}

void facts_fini(struct facts *facts)
{
    adder_free(facts->adder);
    for (int fact = 0; fact < CX_FACTS; fact++)
        tally_fini(&facts->tallies[fact]);
    cx_map_free(facts->violations);
    cx_map_free(facts->verdicts);
    cx_map_free(facts->complained);
    cx_pool_free(facts->texts);
    cx_buf_fini(&facts->early);
    cx_idset_free(facts->payers);
    cx_idset_free(facts->orderers);
    free(facts->credits);
    free(facts->holdings);
}

/* The next run of due days of any wanted fact, from *at on: *from to before *at; false: none. */
static bool next_run(const struct facts *facts, cx_date *from, cx_date *at)
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

/* The days that a run of next_run may end on: one run over all of them where there are many. */
static bool next_days(const struct facts *facts, bool together, cx_date *from, cx_date *at)
{
    cx_date next = *at, first;
    if (!next_run(facts, from, at))
        return false;
    for (next = *at; together && next_run(facts, &first, &next);)
        *at = next;
    return true;
}

static size_t count_runs(const struct facts *facts)
{
    cx_date from, at = facts->first;
    size_t runs = 0;
    while (next_run(facts, &from, &at))
        runs++;
    return runs;
}

static int contacts_pass(struct facts *facts, bool only_loose)
{
    enum { RUNS_MAX = 8 };
    bool together = count_runs(facts) > RUNS_MAX;
    cx_date from, at = facts->first;
    int rc = 0;
    while (rc == 0 && next_days(facts, together, &from, &at))
        rc = scan_contacts(facts, from, at, only_loose);
    return rc;
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

static bool put_early(void *context, int64_t contact)
{
    struct cx_buf *early = context;
    cx_buf_printf(early, "%s%lld", early->len ? "," : "", (long long)contact);
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
        cx_idset_add(accounts, cx_stmt_int(stmt, 0));
        first = paid < first ? paid : first;
    }
    cx_stmt_free(stmt);
    cx_idset_settle(accounts);
    if (rc == 0 && cx_idset_count(accounts) > 0)
        rc = cx_whose_find(contacts, facts->db, accounts,
                           first - facts->plan->settings.contact_window_days, from, facts->err);
    if (rc == 0 && cx_idset_count(contacts) > EARLY_MAX)
        *first_told = first < *first_told ? first : *first_told;
    else if (rc == 0)
        (void)cx_idset_each(contacts, put_early, &facts->early);
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
    scope->early_contacts = facts->early.len > 0 ? cx_buf_str(&facts->early) : NULL;
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
            rc = run_days(facts, "contact", SQL_want_contacted, from, to, 0, 0);
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

static int add_payers(struct cx_idset *payers, struct facts *facts, cx_date from, cx_date to)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_days_stmt(&stmt, facts->db, "payment", SQL_payers, facts->err);
    if (rc == 0) {
        cx_stmt_bind_int(stmt, 1, from);
        cx_stmt_bind_int(stmt, 2, to);
    }
    for (; rc == 0 && (rc = cx_stmt_step(stmt, facts->err)) == 1; rc = 0)
        cx_idset_add(payers, cx_stmt_int(stmt, 0));
    cx_stmt_free(stmt);
    return rc;
}

/* Contacts that only rows of payments look at, of the days before those that have rows themselves
 * (all days where none has), are those of accounts that pay on the due days. */
static int find_payers(struct cx_past_scope *scope, struct facts *facts)
{
    cx_date from, to, at = facts->first;
    bool has_promises = scope->all_promises || is_wanted(facts, CX_FACT_PROMISE);
    int rc = 0;
    if (scope->contacts == CX_NO_CONTACTS || has_promises ||
        facts->plan->settings.attribution_days > 0 || count_due_days(facts) > WANTED_MAX)
        return 0;
    bool has_rows = find_bounds(facts, CX_FACT_CONTACT, &from, &to);
    scope->early_until = has_rows ? from : CX_DATE_NONE;
    if (scope->contacts_from >= scope->early_until)
        return 0;
    scope->early_accounts = facts->payers = cx_idset_new();
    while (rc == 0 && next_run(facts, &from, &at))
        rc = add_payers(facts->payers, facts, from, at);
    cx_idset_settle(facts->payers);
    return rc;
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
    cx_date from, at = facts->first;
    bool chooses = !has_periods(facts) && count_due_days(facts) <= WANTED_MAX;
    /* the day of a payment decides a promise that it keeps */
    bool is_paid = is_wanted(facts, CX_FACT_PAYMENT) || is_wanted(facts, CX_FACT_OWNED_PAYMENT) ||
                   is_wanted(facts, CX_FACT_PROMISE);
    int rc = chooses ? want_accounts(facts->db, facts->err) : 0;
    scope->accounts = chooses ? SQL_wanted : NULL;
    while (rc == 0 && chooses && is_paid && next_run(facts, &from, &at))
        rc = run_days(facts, "payment", SQL_want_payers, from, at, 0, 0);
    if (rc == 0 && chooses && is_wanted(facts, CX_FACT_INSTALMENT))
        rc = cx_db_exec(facts->db, SQL_want_planned, facts->err);
    if (rc == 0)
        rc = find_contacts(scope, facts, kept, chooses);
    return rc < 0 ? rc : find_payers(scope, facts);
}

/* Contacts that name no account have rows, too: they are met where those of all accounts are read.
 */
static void want_loose(struct cx_past_scope *scope, struct facts *facts)
{
    if (scope->accounts || !is_wanted(facts, CX_FACT_CONTACT))
        return;
    scope->take_loose = loose_contact;
    scope->context = facts;
}

static int accounts_pass(struct facts *facts, const struct kept *kept)
{
    struct cx_past_scope scope = {.with_reasons = facts->uses[CX_FACT_CONTACT][CX_CONTACT_REASON],
                                  .unasked = unasked_columns(facts)};
    int rc = choose_accounts(&scope, facts, kept);
    want_loose(&scope, facts);
    if (rc == 0)
        rc = abreast_rows(facts, &scope);
    if (rc == 0 && scope.accounts && is_wanted(facts, CX_FACT_CONTACT))
        rc = contacts_pass(facts, true);
    return rc < 0 ? rc : customer_rows(facts);
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

/* The rows of some accounts. */
static int rows_of(struct facts *facts, struct cx_past_scope *scope,
                   const struct cx_idset *accounts)
{
    int rc = want_accounts(facts->db, facts->err);
    if (rc == 0)
        rc = run_for_each(facts->db, SQL_want_account, accounts, facts->err);
    scope->accounts = SQL_wanted;
    return rc < 0 ? rc : past_rows(facts, scope);
}

/* Rows of payments that need no past, but for those that do. */
static int bare_pass(struct facts *facts, struct cx_past_scope *scope)
{
    struct cx_idset *back = cx_idset_new();
    int rc = bare_rows(back, facts);
    if (rc == 0 && cx_idset_count(back) > 0)
        rc = rows_of(facts, scope, back);
    cx_idset_free(back);
    return rc;
}

/* All rows of all facts that are wanted, and none of them kept. */
static int whole_pass(struct facts *facts, const struct kept *kept)
{
    struct cx_past_scope scope = {.with_reasons = facts->uses[CX_FACT_CONTACT][CX_CONTACT_REASON],
                                  .unasked = unasked_columns(facts)};
    if (bare_suffices(facts, kept))
        return bare_pass(facts, &scope);
    int rc = facts->sink->may_choose ? choose_accounts(&scope, facts, kept)
                                     : find_contacts(&scope, facts, kept, false);
    want_loose(&scope, facts);
    if (rc == 0)
        rc = past_rows(facts, &scope);
    if (rc == 0 && scope.accounts && is_wanted(facts, CX_FACT_CONTACT))
        rc = contacts_pass(facts, true);
    if (rc == 0)
        rc = customer_rows(facts);
    return rc < 0 ? rc : loose_rows(facts);
}

static void find_uses(struct facts *facts, const struct kept *kept)
{
    bool *paid = facts->uses[CX_FACT_PAYMENT];
    for (int fact = 0; fact < CX_FACTS; fact++)
        kept_columns(facts->uses[fact], kept, (enum cx_fact)fact);
    for (int i = 0; i < CX_FACT_COLUMNS_MAX; i++) /* one row serves both */
        paid[i] = paid[i] || facts->uses[CX_FACT_OWNED_PAYMENT][i];
}

int begin_pass(struct facts *facts, const struct kept *kept)
{
    facts->texts = cx_pool_new();
    find_uses(facts, kept);
    return load_marks(facts);
}

int run_pass(struct facts *facts, const struct kept *kept, enum pass pass)
{
    int rc = begin_pass(facts, kept);
    if (rc == 0 && facts->sink)
        return whole_pass(facts, kept);
    if (rc == 0)
        rc = adder_new(&facts->adder, facts);
    if (rc == 0)
        rc = pass == OVER_CONTACTS   ? contacts_pass(facts, false)
             : pass == OVER_ACCOUNTS ? accounts_pass(facts, kept)
                                     : loose_rows(facts);
    return rc;
}
