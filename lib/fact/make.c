/* What is missing is added up in passes. Sums of days take memory for every day of a pass, so that
 * a long time is done in parts. */
#include "fact/make.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/pool.h"
#include "fact/make.sql.h"
#include "fact/pass.h"

#define PASS_BYTES (48 << 20) /* of sums, while a pass adds up */
#define FRESH_MAX  50000      /* rows; of more, making the periods anew is cheaper */

void need_fini(struct need *need)
{
    for (int fact = 0; fact < CX_FACTS; fact++) {
        free(need->days[fact]);
        free(need->of_periods[fact]);
    }
    *need = (struct need){0};
}

/* All days and periods of the facts that have measures. */
void need_init(struct need *need, const struct kept *kept, const struct cx_period *periods,
               size_t count)
{
    *need = (struct need){
        .first = CX_DATE_NONE, .end = -CX_DATE_NONE, .periods = periods, .period_count = count};
    for (size_t i = 0; i < count; i++) {
        need->first = periods[i].from < need->first ? periods[i].from : need->first;
        need->end = periods[i].to > need->end ? periods[i].to : need->end;
    }
    for (int fact = 0; count > 0 && fact < CX_FACTS; fact++) {
        size_t days = (size_t)(need->end - need->first);
        if (kept->measures[fact].count == 0)
            continue;
        if (is_by_period((enum cx_fact)fact)) {
            need->of_periods[fact] = cx_alloc(count);
            memset(need->of_periods[fact], true, count);
            continue;
        }
        need->days[fact] = cx_alloc(days);
        for (size_t i = 0; i < count; i++)
            memset(need->days[fact] + (periods[i].from - need->first), true,
                   (size_t)cx_period_days(&periods[i]));
    }
}

static enum pass pass_of(const struct kept *kept, enum cx_fact fact)
{
    switch (fact) {
    case CX_FACT_CONTACT: return kept_uses_account(kept) ? OVER_ACCOUNTS : OVER_CONTACTS;
    case CX_FACT_PAYMENT:
    case CX_FACT_OWNED_PAYMENT:
    case CX_FACT_PROMISE:
    case CX_FACT_EXPOSURE:
    case CX_FACT_OWNED_EXPOSURE:
    case CX_FACT_CUSTOMER: return OVER_ACCOUNTS;
    default: return OVER_TABLES;
    }
}

static int keep(const struct facts *facts, const struct kept *kept)
{
    int rc = 0;
    for (int f = 0; rc == 0 && f < CX_FACTS; f++) {
        enum cx_fact fact = (enum cx_fact)f;
        const struct tally *tally = &facts->tallies[fact];
        for (size_t row = 0; rc == 0 && tally->measures && row < tally->row_count; row++) {
            if (!facts->due[fact][row])
                continue;
            rc =
                is_by_period(fact)
                    ? kept_put_period(kept, fact, &facts->periods[row], tally, row, facts->err)
                    : kept_put_day(kept, fact, facts->first + (cx_date)row, tally, row, facts->err);
        }
    }
    return rc;
}

static bool is_any(const bool *flags, size_t from, size_t to)
{
    return flags && memchr(flags + from, true, to - from) != NULL;
}

/* Adds up what a pass needs of the days from..to, and of the periods where `with_periods`. */
static int make_part(const struct kept *kept, const struct need *need, enum pass pass, cx_date from,
                     cx_date to, bool with_periods, struct cx_err *err)
{
    struct facts facts = {.db = kept->db,
                          .plan = kept->plan,
                          .org = kept->org,
                          .err = err,
                          .first = from,
                          .end = to,
                          .periods = need->periods,
                          .period_count = need->period_count};
    size_t first = (size_t)(from - need->first), days = (size_t)(to - from);
    bool has_work = false;
    for (int f = 0; f < CX_FACTS; f++) {
        enum cx_fact fact = (enum cx_fact)f;
        struct tally *tally = &facts.tallies[fact];
        if (pass_of(kept, fact) != pass)
            continue;
        if (is_by_period(fact) && with_periods &&
            is_any(need->of_periods[fact], 0, need->period_count)) {
            facts.due[fact] = need->of_periods[fact];
            tally_init(tally, &kept->measures[fact], need->period_count,
                       cx_subject_count(kept->org));
        } else if (!is_by_period(fact) && is_any(need->days[fact], first, first + days)) {
            facts.due[fact] = need->days[fact] + first;
            tally_init(tally, &kept->measures[fact], days, day_subject_count(kept->org));
        }
        has_work = has_work || tally->measures;
    }
    int rc = has_work ? run_pass(&facts, kept, pass) : 0;
    if (rc == 0 && has_work)
        rc = keep(&facts, kept);
    facts_fini(&facts);
    return rc;
}

/* Days whose sums fit into the memory of a pass. */
static cx_date days_of_part(const struct kept *kept, const struct need *need, enum pass pass)
{
    size_t bytes = 1;
    for (int fact = 0; fact < CX_FACTS; fact++) {
        if (need->days[fact] && pass_of(kept, (enum cx_fact)fact) == pass)
            bytes += kept->measures[fact].count * day_subject_count(kept->org) * sizeof(int64_t);
    }
    return bytes > PASS_BYTES ? 1 : PASS_BYTES / (cx_date)bytes;
}

int make_sums(const struct kept *kept, const struct need *need, struct cx_err *err)
{
    int rc = 0;
    for (int pass = 0; rc == 0 && pass < PASSES; pass++) {
        cx_date days = days_of_part(kept, need, (enum pass)pass), from = need->first;
        do {
            cx_date to = need->end - from > days ? from + days : need->end;
            rc = make_part(kept, need, (enum pass)pass, from, to, from == need->first, err);
            from = to;
        } while (rc == 0 && from < need->end);
    }
    return rc;
}

/* The periods whose exposure is kept, with flags for each of the two facts. */
static int list_kept(struct need *need, struct cx_period **periods, const struct kept *kept,
                     struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    size_t cap = 0;
    int rc = cx_stmt_new(&stmt, kept->db, SQL_kept_exposures, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        CX_GROW(*periods, need->period_count, cap);
        (*periods)[need->period_count++] = (struct cx_period){.from = (cx_date)cx_stmt_int(stmt, 0),
                                                              .to = (cx_date)cx_stmt_int(stmt, 1)};
        rc = 0;
    }
    cx_stmt_free(stmt);
    need->periods = *periods;
    for (int f = 0; rc == 0 && f < CX_FACTS; f++) {
        enum cx_fact fact = (enum cx_fact)f;
        if ((fact != CX_FACT_EXPOSURE && fact != CX_FACT_OWNED_EXPOSURE) ||
            kept->measures[fact].count == 0)
            continue;
        need->of_periods[fact] = cx_alloc(need->period_count + 1);
        for (size_t i = 0; rc >= 0 && i < need->period_count; i++) {
            rc = kept_has_period(kept, fact, &(*periods)[i], err);
            need->of_periods[fact][i] = rc == 1;
        }
        rc = rc < 0 ? rc : 0;
    }
    return rc;
}

/* Pasts as they were are taken from the sums, and added as they are. */
static int retell(const struct kept *kept, const struct need *need, struct cx_err *err)
{
    struct facts facts = {.db = kept->db,
                          .plan = kept->plan,
                          .org = kept->org,
                          .err = err,
                          .texts = cx_pool_new(),
                          .periods = need->periods,
                          .period_count = need->period_count,
                          .takes_away = true};
    struct cx_past_scope scope = {.accounts = SQL_wanted,
                                  .not_accounts = SQL_fresh_accounts,
                                  .not_payments = SQL_fresh_payments,
                                  .contacts_to = CX_DATE_NONE};
    int rc = 0;
    find_uses(&facts, kept);
    for (int f = 0; rc == 0 && f < CX_FACTS; f++) {
        enum cx_fact fact = (enum cx_fact)f;
        if (!is_any(need->of_periods[fact], 0, need->period_count))
            continue;
        facts.due[fact] = need->of_periods[fact];
        scope.all_promises = scope.all_promises || kept_uses_promises(kept, fact);
        tally_init(&facts.tallies[fact], &kept->measures[fact], need->period_count,
                   cx_subject_count(kept->org));
        for (size_t i = 0; rc == 0 && i < need->period_count; i++) {
            if (need->of_periods[fact][i])
                rc = kept_add_period(&facts.tallies[fact], i, kept, fact, &need->periods[i], err);
        }
    }
    if (rc == 0)
        rc = adder_new(&facts.adder, &facts);
    for (int round = 0; rc == 0 && round < 2; round++) {
        rc = past_rows(&facts, &scope);
        scope.not_accounts = scope.not_payments = NULL;
        facts.takes_away = false;
    }
    if (rc == 0)
        rc = keep(&facts, kept);
    facts_fini(&facts);
    return rc;
}

int make_fresh(const struct kept *kept, struct cx_err *err)
{
    struct need need = {0};
    struct cx_period *periods = NULL;
    int64_t count = 0;
    int rc = cx_db_get_int(&count, kept->db, SQL_fresh_count, NULL, err);
    if (rc < 0 || count == 0)
        return rc;
    if (count > FRESH_MAX) {
        rc = cx_db_exec(kept->db, SQL_drop_exposures, err);
    } else {
        rc = want_accounts(kept->db, err);
        if (rc == 0)
            rc = cx_db_exec(kept->db, SQL_want_fresh, err);
        if (rc == 0)
            rc = list_kept(&need, &periods, kept, err);
        if (rc == 0 && need.period_count > 0)
            rc = retell(kept, &need, err);
    }
    for (int fact = 0; fact < CX_FACTS; fact++)
        free(need.of_periods[fact]);
    free(periods);
    return rc < 0 ? rc : cx_db_exec(kept->db, SQL_forget_fresh, err);
}

/* All days of all periods, of the facts that the sink wants. */
int make_rows(struct cx_db *db, const struct cx_plan *plan, const struct cx_org *org,
              const struct cx_period *periods, size_t count, const struct sink *sink,
              struct cx_err *err)
{
    struct kept kept = {0};
    struct need need = {0};
    struct facts facts = {.db = db,
                          .plan = plan,
                          .org = org,
                          .err = err,
                          .periods = periods,
                          .period_count = count,
                          .sink = sink};
    int rc = kept_init(&kept, db, plan, org, err);
    need_init(&need, &kept, periods, count);
    facts.first = need.first;
    facts.end = need.end;
    for (int fact = 0; fact < CX_FACTS; fact++)
        facts.due[fact] = need.days[fact] ? need.days[fact] : need.of_periods[fact];
    if (rc == 0)
        rc = run_pass(&facts, &kept, OVER_ACCOUNTS);
    facts_fini(&facts);
    need_fini(&need);
    kept_fini(&kept);
    return rc;
}
