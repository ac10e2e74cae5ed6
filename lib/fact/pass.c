/* A pass reads the facts in one of three ways: contacts as they lie, accounts and their pasts,
 * tables that hang on no account. */
#include "fact/pass.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/pool.h"
#include "fact/abreast.h"
#include "fact/bare.h"
#include "fact/pass.sql.h"
#include "fact/scope.h"

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
    cx_buf_fini(&facts->listed);
    cx_idset_free(facts->payers);
    cx_idset_free(facts->orderers);
    free(facts->credits);
    free(facts->holdings);
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
    int rc = choose_scope(&scope, facts, kept, true);
    want_loose(&scope, facts);
    if (rc == 0)
        rc = abreast_rows(facts, &scope);
    if (rc == 0 && scope.accounts && is_wanted(facts, CX_FACT_CONTACT))
        rc = contacts_pass(facts, true);
    return rc < 0 ? rc : customer_rows(facts);
}

/* The rows of some accounts. */
static int rows_of(struct facts *facts, struct cx_past_scope *scope,
                   const struct cx_idset *accounts)
{
    int rc = want_these(scope, facts, accounts);
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
    int rc = choose_scope(&scope, facts, kept, facts->sink->may_choose);
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
