/* Adds what came since the sums were kept without making them again. The pasts of the accounts
 * concerned are read twice: as they were when the sums were made (without fresh accounts, payments
 * and contacts), and their rows are subtracted; then as they are, and their rows are added. */
#include "fact/fresh.h"

#include <stdlib.h>
#include <string.h>

#include "base/idset.h"
#include "base/mem.h"
#include "base/pool.h"
#include "fact/abreast.h"
#include "fact/fresh.sql.h"
#include "fact/make.h"
#include "fact/pass.h"
#include "fact/scope.h"
#include "past/stream.h"
#include "past/whose.h"

#define FRESH_MAX 50000 /* rows; of more, making the sums anew is cheaper */

int fresh_look(cx_date *since, const struct kept *kept, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_db_has_row(kept->db, SQL_has_fresh, NULL, err);
    *since = CX_DATE_NONE;
    if (rc <= 0)
        return rc;
    rc = cx_stmt_first(&stmt, kept->db, SQL_fresh_since, kept->plan->settings.reverses_original_day,
                       err);
    if (rc == 1 && !cx_stmt_is_null(stmt, 0))
        *since = cx_date_of(cx_stmt_int(stmt, 0));
    cx_stmt_free(stmt);
    return rc < 0 ? rc : 1;
}

/* The periods whose exposure is kept and may change, with flags for each of the two facts. */
static int list_kept(struct need *need, struct cx_period **periods, const struct kept *kept,
                     cx_date since, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    size_t cap = 0;
    int rc = cx_stmt_new(&stmt, kept->db, SQL_kept_exposures, err);
    if (rc == 0)
        cx_stmt_bind_int(stmt, 1, since);
    for (; rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1; rc = 0) {
        cx_date from = (cx_date)cx_stmt_int(stmt, 0), to = (cx_date)cx_stmt_int(stmt, 1);
        size_t i = need->period_count;
        if (i > 0 && (*periods)[i - 1].from == from && (*periods)[i - 1].to == to)
            continue;
        CX_GROW(*periods, i, cap);
        (*periods)[need->period_count++] = (struct cx_period){.from = from, .to = to};
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

/* Facts of which an account, its payments and its contacts have rows of a day. */
static bool is_of_days(enum cx_fact fact)
{
    return fact == CX_FACT_CONTACT || fact == CX_FACT_PAYMENT || fact == CX_FACT_OWNED_PAYMENT ||
           fact == CX_FACT_PROMISE;
}

/* The days from..to whose sums are kept, and their last one. */
static int list_days(struct need *need, const struct kept *kept, cx_date since, struct cx_err *err)
{
    int64_t last = since - 1;
    int rc = 0;
    need->first = need->end = since;
    if (since != CX_DATE_NONE)
        rc = cx_db_get_int(&last, kept->db, SQL_last_day, NULL, err);
    if (rc < 0 || last < since)
        return rc;
    need->end = (cx_date)last + 1;
    for (int f = 0; rc == 0 && f < CX_FACTS; f++) {
        enum cx_fact fact = (enum cx_fact)f;
        size_t days = (size_t)(need->end - need->first);
        if (!is_of_days(fact) || kept->measures[fact].count == 0)
            continue;
        bool *is_kept = need->days[fact] = cx_alloc(days);
        memset(is_kept, true, days);
        rc = kept_find_days(is_kept, kept, fact, need->first, need->end, err);
        for (size_t i = 0; i < days; i++)
            is_kept[i] = !is_kept[i];
        if (fact == CX_FACT_PROMISE && kept->running >= need->first && kept->running < need->end)
            is_kept[kept->running - need->first] = false;
    }
    return rc;
}

/* Sums of periods are loaded and changed in place; of days only the difference is added up. */
static int begin(struct facts *facts, const struct kept *kept, const struct need *need,
                 bool with_periods)
{
    size_t first = (size_t)(facts->first - need->first);
    int rc = 0;
    for (int f = 0; rc == 0 && f < CX_FACTS; f++) {
        enum cx_fact fact = (enum cx_fact)f;
        struct tally *tally = &facts->tallies[fact];
        if (need->days[fact] && facts->first < facts->end) {
            facts->due[fact] = need->days[fact] + first;
            tally_init(tally, &kept->measures[fact], (size_t)(facts->end - facts->first),
                       day_subject_count(kept->org));
        }
        if (!need->of_periods[fact] || !with_periods)
            continue;
        facts->due[fact] = need->of_periods[fact];
        tally_init(tally, &kept->measures[fact], need->period_count, cx_subject_count(kept->org));
        for (size_t i = 0; rc == 0 && i < need->period_count; i++) {
            if (need->of_periods[fact][i])
                rc = kept_add_period(tally, i, kept, fact, &need->periods[i], facts->err);
        }
    }
    if (rc == 0)
        rc = begin_pass(facts, kept);
    return rc < 0 ? rc : adder_new(&facts->adder, facts);
}

static bool is_changed(const struct tally *tally, size_t row)
{
    const int64_t *sums = tally_sums(tally, row, 0);
    size_t count = tally->touched[row] ? tally->subject_count * tally->measures->count : 0, i = 0;
    while (i < count && sums[i] == 0)
        i++;
    return i < count;
}

static int keep(const struct facts *facts, const struct kept *kept)
{
    int rc = 0;
    for (int f = 0; rc == 0 && f < CX_FACTS; f++) {
        enum cx_fact fact = (enum cx_fact)f;
        struct tally tally = facts->tallies[fact];
        for (size_t row = 0; rc == 0 && tally.measures && row < tally.row_count; row++) {
            if (!facts->due[fact][row])
                continue;
            if (is_by_period(fact)) {
                rc = kept_put_period(kept, fact, &facts->periods[row], &tally, row, facts->err);
            } else if (is_changed(&tally, row)) {
                cx_date day = facts->first + (cx_date)row;
                const struct cx_period of_day = {.kind = CX_PERIOD_DAY, .from = day, .to = day + 1};
                rc = kept_add_days(&tally, row, kept, fact, &of_day, facts->err);
                if (rc == 0)
                    rc = kept_put_day(kept, fact, day, &tally, row, facts->err);
            }
        }
    }
    return rc;
}

/* The ids that a statement, over one day, gives. */
static int take_ids(struct cx_idset *ids, struct cx_db *db, const char *sql, cx_date day,
                    struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, sql, err);
    if (rc == 0)
        cx_stmt_bind_int(stmt, 1, day);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        cx_idset_add(ids, cx_stmt_int(stmt, 0));
        rc = 0;
    }
    cx_stmt_free(stmt);
    return rc;
}

/* Where an account was only contacted and has paid nothing since, its other rows are unchanged:
 * only the debt is read, for the rows of the new contacts. */
static int add_contacts_alone(struct facts *facts, const struct cx_past_scope *added)
{
    size_t periods = facts->period_count;
    struct cx_past_scope scope = {.accounts = SQL_heard,
                                  .debts_alone = true,
                                  .only_contacts = SQL_fresh_contacts,
                                  .unasked = added->unasked,
                                  .with_reasons = added->with_reasons};
    facts->period_count = 0;
    int rc = past_rows(facts, &scope);
    facts->period_count = periods;
    return rc;
}

static int subtract_old_rows(struct facts *facts, const struct cx_past_scope *scope)
{
    struct cx_past_scope before = *scope;
    before.not_accounts = SQL_fresh_accounts;
    before.not_payments = SQL_fresh_payments;
    before.not_contacts = SQL_fresh_contacts;
    facts->takes_away = true;
    int rc = past_rows(facts, &before);
    facts->takes_away = false;
    return rc;
}

/* Of contacts only those that came have rows: no row of another depends on them. */
static int replace_rows(const struct kept *kept, const struct need *need, cx_date from, cx_date to,
                        bool with_periods, struct cx_err *err)
{
    struct facts facts = {.db = kept->db,
                          .plan = kept->plan,
                          .org = kept->org,
                          .err = err,
                          .first = from,
                          .end = to,
                          .periods = need->periods,
                          .period_count = with_periods ? need->period_count : 0};
    struct cx_past_scope scope = {.accounts = SQL_wanted, .only_contacts = SQL_chosen};
    struct cx_idset *ids = cx_idset_new();
    bool uses_account = kept_uses_account(kept);
    int rc = uses_account ? take_ids(ids, kept->db, SQL_fresh_ids, 0, err) : 0;
    facts.only_contacts = ids;
    if (rc == 0)
        rc = begin(&facts, kept, need, with_periods);
    scope.with_reasons = facts.uses[CX_FACT_CONTACT][CX_CONTACT_REASON];
    scope.unasked = unasked_columns(&facts);
    if (rc == 0)
        rc = subtract_old_rows(&facts, &scope);
    if (rc == 0)
        rc = past_rows(&facts, &scope);
    if (rc == 0 && uses_account)
        rc = add_contacts_alone(&facts, &scope);
    facts.only_contacts = NULL;
    if (rc == 0)
        rc = fresh_contacts(&facts, uses_account);
    if (rc == 0)
        rc = keep(&facts, kept);
    facts_fini(&facts);
    cx_idset_free(ids);
    return rc;
}

/* Rows of payments ask for contacts of so many days before them; 0: for none. */
static int window_of(const struct kept *kept)
{
    const struct cx_settings *settings = &kept->plan->settings;
    int days = kept->measures[CX_FACT_PAYMENT].count > 0 ? settings->attribution_days : 0;
    if ((kept_uses(kept, CX_FACT_PAYMENT, CX_PAYMENT_CONTACT_CHANNEL) ||
         kept_uses(kept, CX_FACT_OWNED_PAYMENT, CX_PAYMENT_CONTACT_CHANNEL)) &&
        settings->contact_window_days > days)
        days = settings->contact_window_days;
    return days;
}

/* The earliest payment that rows from `since` on tell of, in the pasts as they were or as they are.
 */
static int find_first_told(cx_date *first, const struct kept *kept, cx_date since,
                           struct cx_err *err)
{
    struct facts facts = {
        .db = kept->db, .plan = kept->plan, .org = kept->org, .err = err, .texts = cx_pool_new()};
    struct cx_past_scope scope = {.accounts = SQL_reversed,
                                  .not_accounts = SQL_fresh_accounts,
                                  .not_payments = SQL_fresh_payments};
    int rc = cx_db_exec(kept->db, SQL_find_reversed, err);
    *first = since;
    for (int round = 0; rc == 0 && round < 2; round++) {
        struct cx_past_stream *stream = NULL;
        const struct cx_past *past = NULL;
        rc = cx_past_stream_new(&stream, kept->db, kept->org, &scope, facts.texts, err);
        while (rc == 0 && (rc = cx_past_next(&past, stream, err)) == 1)
            rc = payments_told_since(first, &facts, past, since);
        cx_past_stream_free(stream);
        scope.not_accounts = scope.not_payments = NULL;
    }
    facts_fini(&facts);
    return rc;
}

/* The earlier contacts of accounts with payments since. */
static int choose_earlier(const struct kept *kept, cx_date since, int days, struct cx_err *err)
{
    cx_date first = since;
    struct cx_idset *accounts = cx_idset_new(), *contacts = cx_idset_new();
    int rc = take_ids(accounts, kept->db, SQL_payers, since, err);
    if (rc == 0)
        rc = find_first_told(&first, kept, since, err);
    if (rc == 0 && cx_idset_count(accounts) > 0)
        rc = cx_whose_find(contacts, kept->db, accounts, first - days, CX_DATE_NONE, err);
    if (rc == 0)
        rc = run_for_each(kept->db, SQL_choose_one, contacts, err);
    cx_idset_free(accounts);
    cx_idset_free(contacts);
    return rc;
}

static bool uses_any_promises(const struct kept *kept)
{
    bool uses_promises = kept->measures[CX_FACT_PROMISE].count > 0;
    for (int fact = 0; fact < CX_FACTS; fact++)
        uses_promises = uses_promises || kept_uses_promises(kept, (enum cx_fact)fact);
    return uses_promises;
}

/* The accounts whose pasts changed, as far as rows ask for them, and the contacts of the pasts. */
static int choose(const struct kept *kept, cx_date since, struct cx_err *err)
{
    int window = since == CX_DATE_NONE ? 0 : window_of(kept);
    bool uses_promises = uses_any_promises(kept);
    bool asks_paid = kept->plan->settings.instalments_stop_ageing && kept_uses_account(kept);
    int rc = want_accounts(kept->db, err);
    if (rc == 0)
        rc = cx_db_exec(kept->db, SQL_want_paid, err);
    if (rc == 0 && (uses_promises || asks_paid))
        rc = cx_db_exec(kept->db, SQL_want_contacted, err);
    else if (rc == 0 && window > 0)
        rc = cx_db_exec_int(kept->db, SQL_want_contacted_payers, window, err);
    if (rc == 0)
        rc = cx_db_exec(kept->db, SQL_find_heard, err);
    if (rc == 0)
        rc = cx_db_exec(kept->db, SQL_choose, err);
    if (rc == 0 && uses_promises)
        rc = cx_db_exec(kept->db, SQL_choose_promises, err);
    return rc < 0 || window == 0 ? rc : choose_earlier(kept, since, window, err);
}

/* All days at once would take too much memory. */
static int replace_all(const struct kept *kept, const struct need *need, struct cx_err *err)
{
    cx_date days = days_at_once(kept, need, PASSES), from = need->first;
    int rc = 0;
    do {
        cx_date to = need->end - from > days ? from + days : need->end;
        rc = replace_rows(kept, need, from, to, from == need->first, err);
        from = to;
    } while (rc == 0 && from < need->end);
    return rc;
}

static int drop(const struct kept *kept, cx_date since, struct cx_err *err)
{
    int rc = cx_db_exec(kept->db, SQL_drop_exposures, err);
    return rc < 0 ? rc : cx_db_exec_int(kept->db, SQL_drop_days, since, err);
}

int fresh_add(const struct kept *kept, cx_date since, struct cx_err *err)
{
    struct need need = {0};
    struct cx_period *periods = NULL;
    int64_t count = 0;
    int rc = cx_db_get_int(&count, kept->db, SQL_fresh_count, NULL, err);
    if (rc < 0 || count == 0)
        return rc;
    if (kept->running >= since)
        rc = cx_db_exec_int(kept->db, SQL_drop_running, kept->running, err);
    if (rc == 0 && count > FRESH_MAX) {
        rc = drop(kept, since, err);
    } else if (rc == 0) {
        rc = choose(kept, since, err);
        if (rc == 0)
            rc = list_kept(&need, &periods, kept, since, err);
        if (rc == 0)
            rc = list_days(&need, kept, since, err);
        if (rc == 0 && (need.period_count > 0 || need.first < need.end))
            rc = replace_all(kept, &need, err);
    }
    need_fini(&need);
    free(periods);
    return rc < 0 ? rc : cx_db_exec(kept->db, SQL_forget_fresh, err);
}
