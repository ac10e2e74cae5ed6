#include "fact/kept.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "fact/beside.h"
#include "fact/fact.h"
#include "fact/holds.h"
#include "fact/kept.sql.h"
#include "fact/stale.h"
#include "fact/worth.h"
#include "kind/words.h"
#include "plan/names.h"

/* Of the bytes of pack.h and their mark, and of how facts are made: sums of another are dropped. */
#define FORMAT "8"

/* The columns that the measures of a fact look at. */
static void find_columns(bool used[CX_FACT_COLUMNS_MAX], const struct measures *measures)
{
    memset(used, 0, CX_FACT_COLUMNS_MAX * sizeof *used);
    for (size_t i = 0; i < measures->count; i++)
        worth_columns(used, &measures->plan->quantities[measures->list[i]]);
}

void kept_columns(bool used[CX_FACT_COLUMNS_MAX], const struct kept *kept, enum cx_fact fact)
{
    find_columns(used, &kept->measures[fact]);
}

bool kept_uses(const struct kept *kept, enum cx_fact fact, int column)
{
    bool used[CX_FACT_COLUMNS_MAX];
    find_columns(used, &kept->measures[fact]);
    return used[column];
}

bool kept_uses_account(const struct kept *kept)
{
    bool used[CX_FACT_COLUMNS_MAX], uses_account = false;
    find_columns(used, &kept->measures[CX_FACT_CONTACT]);
    for (int i = 0; i < CX_DIMS; i++)
        uses_account = uses_account || used[i];
    return uses_account;
}

bool kept_uses_promises(const struct kept *kept, enum cx_fact fact)
{
    switch (fact) {
    case CX_FACT_PAYMENT:
    case CX_FACT_OWNED_PAYMENT: return kept_uses(kept, fact, CX_PAYMENT_SECOND);
    case CX_FACT_EXPOSURE:
    case CX_FACT_OWNED_EXPOSURE: return kept_uses(kept, fact, CX_EXPOSURE_SECOND);
    default: return false;
    }
}

bool kept_uses_contacts(const struct kept *kept, enum cx_fact fact)
{
    bool is_payment = fact == CX_FACT_PAYMENT || fact == CX_FACT_OWNED_PAYMENT;
    bool is_attributed = fact == CX_FACT_PAYMENT && kept->plan->settings.attribution_days > 0;
    return is_attributed || kept_uses_promises(kept, fact) ||
           (is_payment && kept_uses(kept, fact, CX_PAYMENT_CONTACT_CHANNEL));
}

static bool uses_stage(enum cx_fact fact, const struct measures *measures)
{
    bool used[CX_FACT_COLUMNS_MAX];
    size_t count;
    const char *const *names = cx_fact_columns(fact, &count);
    if (count <= CX_DIM_STAGE || strcmp(names[CX_DIM_STAGE], "stage") != 0)
        return false;
    find_columns(used, measures);
    return used[CX_DIM_STAGE];
}

/* Everything of the plan that the sums of a fact depend on. Contacts that are judged by a laid plan
 * (is_judged) have sums of their own. */
static char *define(const struct cx_plan *plan, enum cx_fact fact, const struct measures *measures,
                    bool is_judged)
{
    const struct cx_settings *settings = &plan->settings;
    struct cx_buf text = {0};
    bool has_stages = uses_stage(fact, measures);
    cx_buf_printf(&text, FORMAT " %d %d %d %d %d\n", settings->attribution_days,
                  settings->contact_window_days, settings->promise_grace_days, settings->churn_days,
                  settings->reverses_original_day);
    if (settings->instalments_stop_ageing)
        cx_buf_puts(&text, "kept instalments stop ageing\n");
    for (size_t i = 0; has_stages && i < plan->stage_count; i++)
        cx_buf_printf(&text, "stage %s %d %d\n", plan->stages[i].name, plan->stages[i].from_dpd,
                      plan->stages[i].to_dpd);
    if (is_judged && fact == CX_FACT_CONTACT)
        cx_buf_puts(&text, "judged by a laid plan\n");
    for (size_t i = 0; i < measures->count; i++) {
        const struct cx_quantity *measure = &plan->quantities[measures->list[i]];
        cx_buf_printf(&text, "%s\n%d\n%s\n%s\n", measure->name, measure->decimals,
                      measure->expression, measure->where ? measure->where : "");
    }
    return text.data;
}

/* Days from an event to the last day that it may matter on. */
static int reach_of(const struct cx_plan *plan, enum cx_fact fact)
{
    return fact == CX_FACT_PROMISE    ? plan->settings.promise_grace_days
           : fact == CX_FACT_CUSTOMER ? plan->settings.churn_days
                                      : 0;
}

/* What goes with a definition, and tells which changed rows touch the sums. */
static void describe(int64_t uses[3], const struct kept *kept, enum cx_fact fact)
{
    uses[0] = fact == CX_FACT_CONTACT && kept_uses_account(kept);
    uses[1] = kept_uses_contacts(kept, fact);
    uses[2] = reach_of(kept->plan, fact);
}

static int look_up(struct kept *kept, enum cx_fact fact, struct cx_err *err)
{
    int64_t uses[3];
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, kept->db, SQL_definition, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_text(stmt, 1, cx_facts[fact]);
    rc = cx_stmt_step(stmt, err);
    kept->is_known[fact] = rc == 1 && strcmp(cx_stmt_text(stmt, 0), kept->definitions[fact]) == 0;
    describe(uses, kept, fact);
    for (int i = 0; rc == 1 && i < 3; i++)
        kept->is_known[fact] = kept->is_known[fact] && cx_stmt_int(stmt, i + 1) == uses[i];
    cx_stmt_free(stmt);
    return rc < 0 ? rc : 0;
}

/* Whether sums of some fact are of another definition than the plan's. */
static bool is_of_another(const struct kept *kept)
{
    for (int fact = 0; fact < CX_FACTS; fact++) {
        if (!kept->is_known[fact])
            return true;
    }
    return false;
}

static int look_up_all(struct kept *kept, struct cx_err *err)
{
    int rc = 0;
    for (int fact = 0; rc == 0 && fact < CX_FACTS; fact++)
        rc = look_up(kept, (enum cx_fact)fact, err);
    return rc;
}

/* Drops sums beside that belong to a plan no longer laid: they would hide the database's own. */
static int drop_left_over(struct kept *kept, struct cx_err *err)
{
    int rc = cx_db_has_row(kept->db, SQL_is_laid, NULL, err);
    if (rc == 0) /* what is to be handed over is the database's own */
        rc = cx_db_has_row(kept->db, SQL_is_made_beside, NULL, err);
    if (rc != 0)
        return rc < 0 ? rc : 0;
    rc = kept_forget_beside(kept->db, err);
    return rc < 0 ? rc : look_up_all(kept, err);
}

int kept_init(struct kept *kept, struct cx_db *db, const struct cx_plan *plan,
              const struct cx_org *org, struct cx_err *err)
{
    *kept = (struct kept){.db = db, .plan = plan, .org = org, .running = cx_db_running_day(db)};
    kept->so_far = cx_alloc(CX_FACTS * sizeof *kept->so_far);
    int rc = cx_db_has_row(db, SQL_are_violations_laid, NULL, err);
    bool is_judged = rc == 1;
    for (int fact = 0; fact < CX_FACTS; fact++) {
        measures_init(&kept->measures[fact], plan, (enum cx_fact)fact);
        kept->definitions[fact] =
            define(plan, (enum cx_fact)fact, &kept->measures[fact], is_judged);
    }
    if (rc >= 0)
        rc = beside_hide(db, err);
    if (rc == 0)
        rc = look_up_all(kept, err);
    return rc == 0 && is_of_another(kept) ? drop_left_over(kept, err) : rc;
}

void kept_fini(struct kept *kept)
{
    for (int fact = 0; fact < CX_FACTS; fact++) {
        measures_fini(&kept->measures[fact]);
        free(kept->definitions[fact]);
        if (kept->so_far)
            cx_buf_fini(&kept->so_far[fact]);
    }
    free(kept->so_far);
    *kept = (struct kept){0};
}

/* A statement over the first parameters: the fact's word, then two numbers. */
static int open_stmt(struct cx_stmt **stmt, const struct kept *kept, const char *sql,
                     enum cx_fact fact, int64_t from, int64_t to, struct cx_err *err)
{
    int rc = cx_stmt_new(stmt, kept->db, sql, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_text(*stmt, 1, cx_facts[fact]);
    cx_stmt_bind_int(*stmt, 2, from);
    cx_stmt_bind_int(*stmt, 3, to);
    return 0;
}

static int drop(const struct kept *kept, const char *sql, enum cx_fact fact, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, kept->db, sql, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_text(stmt, 1, cx_facts[fact]);
    rc = cx_stmt_run(stmt, err);
    cx_stmt_free(stmt);
    return rc;
}

static int define_anew(struct kept *kept, enum cx_fact fact, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int64_t uses[3];
    int rc = drop(kept, is_by_period(fact) ? SQL_drop_periods : SQL_drop_days, fact, err);
    if (rc == 0)
        rc = cx_stmt_new(&stmt, kept->db, SQL_put_definition, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_text(stmt, 1, cx_facts[fact]);
    cx_stmt_bind_text(stmt, 2, kept->definitions[fact]);
    describe(uses, kept, fact);
    for (int i = 0; i < 3; i++)
        cx_stmt_bind_int(stmt, i + 3, uses[i]);
    rc = cx_stmt_run(stmt, err);
    cx_stmt_free(stmt);
    kept->is_known[fact] = true;
    return rc;
}

/* Where new sums go:
 *
 *     the plan is laid over the database's      beside, and they stay there
 *     sums that are not handed over are beside  beside, with these
 *     the transaction only reads so far         beside, handed over when all is read
 *     otherwise: the database can be written    into the database
 *                it can't be                    beside, and they stay there
 */
int kept_open(struct kept *kept, cx_date from, cx_date to, struct cx_err *err)
{
    int rc = cx_db_scratch(kept->db, err), is_laid = 0, is_beside = 0, is_made = 0;
    if (rc == 0)
        is_laid = rc = cx_db_has_row(kept->db, SQL_is_laid, NULL, err);
    if (rc >= 0)
        is_beside = rc = cx_db_has_row(kept->db, SQL_is_beside, NULL, err);
    if (rc >= 0)
        is_made = rc = cx_db_has_row(kept->db, SQL_is_made_beside, NULL, err);
    if (rc < 0)
        return rc;
    rc = 0;
    if (is_laid && is_made) /* sums of the plan below are not to be mixed with those of this one */
        rc = kept_hand_over(kept->db, err);
    if (rc == 0 && (is_laid || (is_beside && !is_made)))
        rc = beside_open(kept, from, to, err);
    else if (rc == 0 && cx_db_is_open(kept->db) && !cx_db_is_writing(kept->db))
        rc = beside_open_to_hand_over(kept, err);
    else if (rc == 0 && !cx_db_reserve(kept->db))
        rc = beside_open(kept, from, to, err);
    for (int fact = 0; rc == 0 && fact < CX_FACTS; fact++) { /* laid for few: of others all stays */
        if (!kept->is_known[fact] && !(is_laid && kept->measures[fact].count == 0))
            rc = define_anew(kept, (enum cx_fact)fact, err);
    }
    return rc < 0 ? rc : holds_copy(kept, from, to, err);
}

int kept_find_days(bool *due, const struct kept *kept, enum cx_fact fact, cx_date first,
                   cx_date end, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = kept->is_known[fact] ? open_stmt(&stmt, kept, SQL_days, fact, first, end, err) : 0;
    while (stmt && rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        int64_t day = cx_stmt_int(stmt, 0);
        if (day >= first && day < end) /* the index that is searched may be damaged */
            due[day - first] = false;
        rc = 0;
    }
    cx_stmt_free(stmt);
    if (is_open_today(fact) && kept->running >= first && kept->running < end)
        due[kept->running - first] = false;
    return rc;
}

int kept_has_period(const struct kept *kept, enum cx_fact fact, const struct cx_period *period,
                    struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = kept->is_known[fact]
                 ? open_stmt(&stmt, kept, SQL_has_period, fact, period->from, period->to, err)
                 : 0;
    if (stmt && rc == 0)
        rc = cx_stmt_step(stmt, err);
    cx_stmt_free(stmt);
    return rc;
}

/* The last MARK bytes of what is kept: a hash of the others, and of what they are the sums of. It
 * finds what was damaged or edited, not what was made to fit; closing a month finds that (proof.c).
 */
#define MARK 8

static uint64_t mark_of(const struct kept *kept, enum cx_fact fact, const int64_t days[2],
                        const void *bytes, size_t n)
{
    const char *definition = kept->definitions[fact];
    uint64_t hash = cx_map_hash(definition, strlen(definition), (uint64_t)fact);
    for (int i = 0; i < 2; i++)
        hash = cx_map_hash(&days[i], sizeof days[i], hash);
    return cx_map_hash(bytes, n, hash);
}

static int put(struct cx_stmt *stmt, int parameter, const struct kept *kept, enum cx_fact fact,
               const int64_t days[2], const struct tally *tally, size_t row, struct cx_err *err)
{
    struct cx_buf bytes = {0};
    tally_pack(&bytes, tally, row, kept->org, is_by_period(fact));
    uint64_t mark = mark_of(kept, fact, days, bytes.data, bytes.len);
    cx_buf_add(&bytes, &mark, MARK);
    cx_stmt_bind_blob(stmt, parameter, bytes.data, bytes.len);
    int rc = cx_stmt_run(stmt, err);
    cx_stmt_free(stmt);
    cx_buf_fini(&bytes);
    return rc;
}

int kept_put_day(const struct kept *kept, enum cx_fact fact, cx_date day, const struct tally *tally,
                 size_t row, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    const int64_t days[] = {day, 0};
    if (is_open_today(fact) && day == kept->running) {
        cx_buf_clear(&kept->so_far[fact]);
        tally_pack(&kept->so_far[fact], tally, row, kept->org, false);
        return 0;
    }
    int rc = open_stmt(&stmt, kept, SQL_put_day, fact, day, 0, err);
    return rc < 0 ? rc : put(stmt, 3, kept, fact, days, tally, row, err);
}

int kept_put_period(const struct kept *kept, enum cx_fact fact, const struct cx_period *period,
                    const struct tally *tally, size_t row, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    const int64_t days[] = {period->from, period->to};
    int rc = open_stmt(&stmt, kept, SQL_put_period, fact, period->from, period->to, err);
    return rc < 0 ? rc : put(stmt, 4, kept, fact, days, tally, row, err);
}

/* The sums that a statement is at, without their mark. */
static int check(size_t *n, const void *bytes, const struct kept *kept, enum cx_fact fact,
                 struct cx_stmt *stmt, struct cx_err *err)
{
    const int64_t days[] = {cx_stmt_int(stmt, 1), cx_stmt_int(stmt, 2)};
    char day[CX_DATE_TEXT];
    uint64_t mark = 0;
    if (*n >= MARK) {
        *n -= MARK;
        memcpy(&mark, (const char *)bytes + *n, MARK);
        if (mark == mark_of(kept, fact, days, bytes, *n))
            return 0;
    }
    return cx_err_set(
        err, CX_EWORLD,
        "the kept sums of %s from %s on are not as cx wrote them: cx-score -p PERIOD --rebuild "
        "makes all of them again; cx-bonus --verify looks for what else was changed",
        cx_facts[fact], cx_date_format(day, (cx_date)days[0]));
}

static int add_all(struct tally *tally, size_t row, const struct kept *kept, const char *sql,
                   enum cx_fact fact, const struct cx_period *period, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = open_stmt(&stmt, kept, sql, fact, period->from, period->to, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        size_t n;
        const void *bytes = cx_stmt_blob(stmt, 0, &n);
        rc = check(&n, bytes, kept, fact, stmt, err);
        if (rc == 0)
            rc = tally_add(tally, row, bytes, n, kept->org, is_by_period(fact), err);
    }
    cx_stmt_free(stmt);
    return rc;
}

int kept_add_days(struct tally *tally, size_t row, const struct kept *kept, enum cx_fact fact,
                  const struct cx_period *period, struct cx_err *err)
{
    struct cx_period over = *period; /* what was stored of the running day when it was over waits */
    const struct cx_buf *so_far = &kept->so_far[fact];
    bool is_running = is_open_today(fact) && kept->running >= over.from && kept->running < over.to;
    over.to = is_running ? kept->running : over.to;
    int rc = add_all(tally, row, kept, SQL_day_sums, fact, &over, err);
    if (rc == 0 && is_running && so_far->len > 0)
        rc = tally_add(tally, row, so_far->data, so_far->len, kept->org, false, err);
    return rc;
}

int kept_add_period(struct tally *tally, size_t row, const struct kept *kept, enum cx_fact fact,
                    const struct cx_period *period, struct cx_err *err)
{
    return add_all(tally, row, kept, SQL_period_sums, fact, period, err);
}
