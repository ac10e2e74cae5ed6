/* What is missing is added up in passes. Sums of days take memory for every day of a pass, so that
 * a long time is done in parts. */
#include "fact/make.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "fact/make.sql.h"
#include "fact/pass.h"

#define PASS_BYTES (56 << 20) /* of sums, while a pass adds up */
#define QUIET_MAX  4          /* days of a part to a day of it on which something happened */

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
    case CX_FACT_INSTALMENT:
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

cx_date days_at_once(const struct kept *kept, const struct need *need, enum pass pass)
{
    size_t bytes = 1;
    for (int fact = 0; fact < CX_FACTS; fact++) {
        if (need->days[fact] && (pass == PASSES || pass_of(kept, (enum cx_fact)fact) == pass))
            bytes += kept->measures[fact].count * day_subject_count(kept->org) * sizeof(int64_t);
    }
    return bytes > PASS_BYTES ? 1 : PASS_BYTES / (cx_date)bytes;
}

/* The days on which payments or contacts happened: sums of the others take no memory. */
struct eventful {
    cx_date *list;
    size_t count, cap;
};

static int load_eventful(struct eventful *eventful, struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, SQL_eventful, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        CX_GROW(eventful->list, eventful->count, eventful->cap);
        eventful->list[eventful->count++] = (cx_date)cx_stmt_int(stmt, 0);
        rc = 0;
    }
    cx_stmt_free(stmt);
    return rc;
}

/* Where the part that begins on a day ends: so many days on which something happened fit. */
static cx_date end_of_part(const struct eventful *eventful, cx_date from, cx_date end, cx_date days)
{
    int64_t most = (int64_t)days * QUIET_MAX;
    cx_date last = end - from > most ? from + (cx_date)most : end;
    size_t i = 0;
    while (i < eventful->count && eventful->list[i] < from)
        i++;
    i += (size_t)days;
    return i < eventful->count && eventful->list[i] < last ? eventful->list[i] : last;
}

/* So many days fill each of the parts that are needed alike. */
static cx_date days_of_part(const struct eventful *eventful, const struct need *need, cx_date most)
{
    cx_date count = 0;
    for (size_t i = 0; i < eventful->count; i++)
        count += eventful->list[i] >= need->first && eventful->list[i] < need->end;
    cx_date parts = (count + most - 1) / most;
    return parts > 1 ? (count + parts - 1) / parts : most;
}

int make_sums(const struct kept *kept, const struct need *need, struct cx_err *err)
{
    struct eventful eventful = {0};
    int rc = load_eventful(&eventful, kept->db, err);
    for (int pass = 0; rc == 0 && pass < PASSES; pass++) {
        cx_date most = days_at_once(kept, need, (enum pass)pass), from = need->first;
        cx_date days = days_of_part(&eventful, need, most);
        do {
            cx_date to = pass != OVER_TABLES       ? end_of_part(&eventful, from, need->end, days)
                         : need->end - from > most ? from + most
                                                   : need->end;
            rc = make_part(kept, need, (enum pass)pass, from, to, from == need->first, err);
            from = to;
        } while (rc == 0 && from < need->end);
    }
    free(eventful.list);
    return rc;
}

/* Leaves measures out that the sink has no use for. */
static void leave_out(struct kept *kept, const bool *measures)
{
    for (int fact = 0; fact < CX_FACTS; fact++) {
        struct measures *of = &kept->measures[fact];
        size_t count = 0;
        for (size_t i = 0; i < of->count; i++) {
            if (measures[of->list[i]])
                of->list[count++] = of->list[i];
        }
        of->count = count;
    }
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
    leave_out(&kept, sink->measures);
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
