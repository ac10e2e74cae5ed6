#include "fact/sums.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/pool.h"
#include "fact/fact.h"
#include "fact/sums.sql.h"

size_t cx_subject_of_person(const struct cx_org *org, int person)
{
    return (size_t)(org->post_count + person);
}

size_t cx_subject_of_team(const struct cx_org *org, int team)
{
    return (size_t)(org->post_count + org->person_count + team);
}

size_t cx_subject_of_company(const struct cx_org *org)
{
    return (size_t)(org->post_count + org->person_count + org->team_count);
}

size_t cx_subject_count(const struct cx_org *org)
{
    return cx_subject_of_company(org) + 1;
}

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

static int tell_accounts(struct facts *facts)
{
    struct teller *teller = NULL;
    const struct story *story = NULL;
    int rc = teller_new(&teller, facts->db, facts->texts, facts->err);
    while (rc == 0 && (rc = teller_next(&story, teller, facts->err)) == 1) {
        rc = payment_rows(facts, story);
        if (rc == 0)
            rc = contact_rows(facts, story);
        if (rc == 0)
            rc = promise_rows(facts, story);
        if (rc == 0)
            rc = exposure_rows(facts, story);
    }
    teller_free(teller);
    return rc;
}

static int compute(struct facts *facts, struct cx_sums *sums)
{
    int rc = load_map(&facts->violations, facts, SQL_violations, 0);
    if (rc == 0)
        rc = load_map(&facts->verdicts, facts, SQL_verdicts, 1);
    if (rc == 0)
        rc = load_map(&facts->complained, facts, SQL_complained, 0);
    if (rc == 0)
        rc = load_credits(facts);
    if (rc == 0)
        rc = adder_new(&facts->adder, facts, sums);
    if (rc == 0)
        rc = tell_accounts(facts);
    if (rc == 0)
        rc = loose_rows(facts);
    if (rc == 0)
        rc = customer_rows(facts);
    if (rc == 0)
        rc = adder_finish(facts->adder);
    return rc;
}

int compute_sums(struct cx_sums **out, struct cx_db *db, const struct cx_plan *plan,
                 const struct cx_org *org, const struct cx_period *periods, size_t count,
                 const struct sink *sink, struct cx_err *err)
{
    struct cx_sums *sums = cx_alloc(sizeof *sums);
    struct facts facts = {.db = db,
                          .plan = plan,
                          .org = org,
                          .periods = periods,
                          .period_count = count,
                          .sink = sink,
                          .err = err};
    facts.texts = cx_pool_new();
    sums->period_count = count;
    sums->subject_count = cx_subject_count(org);
    sums->measure_count = plan->measure_count;
    sums->values =
        cx_alloc((count * sums->subject_count * sums->measure_count + 1) * sizeof *sums->values);
    int rc = compute(&facts, sums);
    adder_free(facts.adder);
    cx_map_free(facts.violations);
    cx_map_free(facts.verdicts);
    cx_map_free(facts.complained);
    cx_pool_free(facts.texts);
    free(facts.credits);
    free(facts.holdings);
    if (rc < 0) {
        cx_sums_free(sums);
        return rc;
    }
    *out = sums;
    return 0;
}

int cx_sums_compute(struct cx_sums **out, struct cx_db *db, const struct cx_plan *plan,
                    const struct cx_org *org, const struct cx_period *periods, size_t count,
                    struct cx_err *err)
{
    return compute_sums(out, db, plan, org, periods, count, NULL, err);
}

void cx_sums_free(struct cx_sums *sums)
{
    if (!sums)
        return;
    free(sums->values);
    free(sums);
}

int64_t cx_sums_get(const struct cx_sums *sums, size_t period, size_t subject, size_t measure)
{
    return sums->values[(period * sums->subject_count + subject) * sums->measure_count + measure];
}
