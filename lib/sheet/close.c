/* Closing, paying out and opening again: each one transaction. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "csv/shape.h"
#include "fact/prove.h"
#include "fact/stale.h"
#include "fact/sums.h"
#include "seal/sealed.h"
#include "sheet/close.h"
#include "sheet/ready.h"
#include "sheet/sheet.h"
#include "sheet/sheet.sql.h"
#include "sheet/texts.h"
#include "store/id.h"

/* Ends a command's transaction: a dry run leaves nothing. */
static int end(struct cx_db *db, const struct cx_seal_options *options, int rc, struct cx_err *err)
{
    if (rc == 0 && !options->dry_run)
        rc = cx_db_commit(db, err);
    cx_db_rollback(db);
    return rc;
}

static struct cx_seal entry_of(const char *action, const char *period, const char *reason)
{
    struct cx_seal entry = {.reason = cx_strdup(reason)};
    snprintf(entry.action, sizeof entry.action, "%s", action);
    snprintf(entry.period, sizeof entry.period, "%s", period);
    return entry;
}

static int check_month(const struct cx_period *period, struct cx_err *err)
{
    return period->kind == CX_PERIOD_MONTH
               ? 0
               : cx_err_set(err, CX_EUSAGE, "%s is not a month: months are sealed, one by one",
                            period->name);
}

static int check_over(const struct cx_period *period, cx_date today, struct cx_err *err)
{
    char from[CX_DATE_TEXT];
    if (period->to > today)
        return cx_err_set(err, CX_EDATA, "%s is not over: it can be sealed from %s on",
                          period->name, cx_date_format(from, period->to));
    return 0;
}

struct period_name {
    char text[CX_PERIOD_TEXT];
};

/* The month after a sealed one. */
static struct period_name next_name(const char *period)
{
    struct period_name name = {""};
    struct cx_period sealed;
    struct cx_err ignored = {0};
    if (cx_period_parse(&sealed, period, 0, &ignored) == 0) {
        struct cx_ymd next = cx_date_split(sealed.to);
        struct cx_period month = cx_period_month(next.year, next.month);
        memcpy(name.text, month.name, sizeof name.text);
    }
    return name;
}

/* The first seal may be any month's; then they follow one another. */
static int check_order(const struct chain *chain, const struct cx_period *period,
                       struct cx_err *err)
{
    const struct cx_seal *own = chain_find(chain, period->name), *last = chain_last(chain, 0);
    const struct cx_period before = cx_period_before(period);
    char at[CX_DATE_TEXT];
    if (own)
        return cx_err_set(err, CX_EDATA, "%s is sealed already, since %s: cx-bonus -p %s prints it",
                          period->name, cx_date_format(at, cx_date_of(own->at)), period->name);
    if (!last || strcmp(last->period, before.name) == 0)
        return 0;
    if (strcmp(period->name, last->period) < 0)
        return cx_err_set(err, CX_EDATA,
                          "%s can't be sealed any more: months are sealed in order, and %s is "
                          "sealed already",
                          period->name, last->period);
    return cx_err_set(err, CX_EDATA,
                      "%s can't be sealed yet: months are sealed in order, and the next is %s",
                      period->name, next_name(last->period).text);
}

/* The sealed months that retro lines reach are put right by this one. */
static int put_right(struct cx_db *db, int months, struct cx_err *err)
{
    return cx_db_exec_int(db,
                          "DELETE FROM stale_months WHERE period IN "
                          "(SELECT period FROM sealed_periods ORDER BY period DESC LIMIT ?1)",
                          months, err);
}

static int tell_open(struct cx_db *db, const struct cx_bonus *bonus,
                     const struct cx_seal_options *options, struct cx_err *err)
{
    struct cx_ready *ready = NULL;
    if (!options->hear)
        return 0;
    bool was_plain = cx_lang_set_output_plain(false);
    int rc = cx_ready_find_open(&ready, db, bonus, err);
    for (size_t i = 0; rc == 0 && i < ready->count; i++) {
        if (ready->items[i].state == CX_READY_OPEN)
            options->hear(options->context, cx_shown_word(ready->items[i].check),
                          ready->items[i].note);
    }
    cx_ready_free(ready);
    cx_lang_set_output_plain(was_plain);
    return rc;
}

static int seal(struct cx_seal *out, struct cx_db *db, const struct cx_period *period,
                struct inputs *inputs, const struct cx_seal_options *options, struct cx_err *err)
{
    struct cx_scores *scores = NULL;
    struct cx_bonus *bonus = NULL;
    int rc = cx_sums_doubt(db, err);
    if (rc == 0)
        rc = cx_scores_compute(&scores, db, period, err);
    if (rc == 0)
        rc = cx_bonus_compute(&bonus, db, scores, err);
    if (rc == 0)
        rc = cx_sums_prove(db, err);
    if (rc == 0)
        rc = tell_open(db, bonus, options, err);
    if (rc == 0)
        rc = cx_bonus_total(&out->total, bonus, err);
    if (rc == 0)
        rc = seal_texts_put(db, bonus, inputs, err);
    if (rc == 0)
        rc = put_right(db, bonus->scores->plan->settings.retro_months, err);
    if (rc == 0)
        rc = chain_add(out, db, options, err);
    if (rc == 0)
        rc = seal_texts_read(db, out, bonus->scores->org, err);
    cx_bonus_free(bonus);
    return rc;
}

/* Computes the sheet only to find out which sums sealing will need; its amounts are not used. */
static int ask(struct cx_bonus **bonus, struct cx_db *db, const struct cx_period *period,
               bool is_dry_run, struct cx_err *err)
{
    struct cx_scores *scores = NULL;
    int rc = cx_sums_ask(db, err);
    if (rc == 0)
        rc = cx_db_begin_read(db, err);
    if (rc == 0)
        rc = cx_scores_compute(&scores, db, period, err);
    if (rc == 0)
        rc = cx_bonus_compute(bonus, db, scores, err);
    if (rc == 0 && is_dry_run) {
        cx_db_at_end(db, NULL);
        rc = cx_sums_forget_laid(db, err);
    }
    if (rc == 0)
        cx_db_end(db);
    return rc;
}

void cx_bonus_foresee(struct cx_db *db, const struct cx_period *period, bool is_dry_run)
{
    struct cx_err ignored = {0};
    struct cx_bonus *bonus = NULL;
    int rc = ask(&bonus, db, period, is_dry_run, &ignored);
    if (rc == 0)
        rc = cx_sums_foresee(db, bonus->scores->plan, bonus->scores->org, &ignored);
    cx_bonus_free(bonus);
    if (rc < 0) { /* whoever needs it will say why */
        cx_db_rollback(db);
        cx_db_at_end(db, NULL);
        (void)cx_sums_forget_foreseen(db, &ignored);
    }
}

static void forget_foreseen(struct cx_db *db)
{
    struct cx_err ignored = {0};
    (void)cx_sums_forget_foreseen(db, &ignored);
}

/* No sheet pays an adjustment of somebody yet to come, and a sealed one never would. */
static int check_adjustments(struct cx_db *db, const struct cx_period *period, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    char id[CX_ID_MAX + 1], employee[CX_ID_MAX + 1];
    int rc = cx_stmt_new(&stmt, db, SQL_adjustments_ahead, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_text(stmt, 1, period->name);
    if ((rc = cx_stmt_step(stmt, err)) == 1)
        rc =
            cx_err_set(err, CX_EDATA,
                       "%s can't be sealed yet: adjustment %s is of %s, who comes later: import it "
                       "for a month in which they are there",
                       period->name, cx_id_text(id, db, cx_stmt_int(stmt, 0)),
                       cx_id_text(employee, db, cx_stmt_int(stmt, 1)));
    cx_stmt_free(stmt);
    return rc;
}

/* Whether the month can be sealed now: asked before much is computed, and when nobody else writes.
 */
static int may_close(struct cx_db *db, const struct cx_period *period, struct cx_err *err)
{
    struct chain chain = {0};
    int rc = chain_load(&chain, db, err);
    if (rc == 0)
        rc = check_order(&chain, period, err);
    chain_fini(&chain);
    return rc < 0 ? rc : check_adjustments(db, period, err);
}

/* Counts what the seal will say it was computed from, while others may read and write. */
static void count_inputs(struct inputs *inputs, struct cx_db *db)
{
    struct cx_err ignored = {0};
    int rc = cx_db_begin_read(db, &ignored);
    cx_db_may_rest(db, true);
    if (rc == 0)
        rc = inputs_count(inputs, db, &ignored);
    cx_db_may_rest(db, false);
    if (rc == 0)
        cx_db_end(db);
    else
        cx_db_rollback(db); /* whoever needs it will say why */
}

/* Begins to write when all that is needed is foreseen; what changes all the time is made again
 * while others wait. */
static int begin_foreseen(struct cx_db *db, const struct cx_period *period, struct inputs *inputs,
                          bool is_dry_run, struct cx_err *err)
{
    enum { TRIES = 2 };
    int rc = 0;
    for (int i = 0; rc == 0 && i < TRIES; i++) {
        cx_db_rollback(db);
        cx_bonus_foresee(db, period, is_dry_run);
        count_inputs(inputs, db);
        rc = cx_db_begin(db, err);
        if (rc == 0)
            rc = cx_sums_is_foreseen(db, err);
    }
    return rc < 0 ? rc : 0;
}

int cx_bonus_close(struct cx_seal *out, struct cx_db *db, const struct cx_period *period,
                   const struct cx_seal_options *options, struct cx_err *err)
{
    struct inputs inputs = {0};
    *out = entry_of("close", period->name, "");
    int rc = check_month(period, err);
    if (rc == 0)
        rc = check_over(period, cx_date_of(options->now), err);
    if (rc == 0)
        rc = cx_db_begin_read(db, err);
    if (rc == 0)
        rc = may_close(db, period, err);
    if (rc == 0)
        rc = begin_foreseen(db, period, &inputs, options->dry_run, err);
    if (rc == 0)
        rc = may_close(db, period, err);
    if (rc == 0)
        rc = seal(out, db, period, &inputs, options, err);
    rc = end(db, options, rc, err);
    forget_foreseen(db);
    inputs_fini(&inputs);
    return rc;
}

static int check_reopen(const struct chain *chain, const struct cx_period *period,
                        const char *reason, struct cx_err *err)
{
    const struct cx_seal *own = chain_find(chain, period->name), *last = chain_last(chain, 0);
    const struct cx_seal *paid = own ? chain_paid(chain, own) : NULL;
    char at[CX_DATE_TEXT];
    if (cx_shape_name((struct cx_csv_field){reason, strlen(reason)}).n == 0)
        return cx_err_set(err, CX_EUSAGE, "--reopen needs a reason, which the audit log keeps");
    if (!own)
        return cx_err_set(err, CX_EDATA, "%s is not sealed: there is nothing to open",
                          period->name);
    if (paid)
        return cx_err_set(err, CX_EDATA,
                          "%s was paid out on %s: it stays sealed, and what was wrong with it is "
                          "put right in the month that is sealed next",
                          period->name, cx_date_format(at, cx_date_of(paid->at)));
    if (own != last)
        return cx_err_set(err, CX_EDATA, "%s was sealed after %s: only the last can be opened",
                          last->period, period->name);
    return 0;
}

int cx_bonus_reopen(struct cx_seal *out, struct cx_db *db, const struct cx_period *period,
                    const char *reason, const struct cx_seal_options *options, struct cx_err *err)
{
    struct chain chain = {0};
    *out = entry_of("reopen", period->name, reason);
    int rc = check_month(period, err);
    if (rc == 0)
        rc = cx_db_begin(db, err);
    if (rc == 0)
        rc = chain_load(&chain, db, err);
    if (rc == 0)
        rc = check_reopen(&chain, period, reason, err);
    if (rc == 0)
        rc = cx_stale_reopened(db, period->name, err);
    if (rc == 0)
        rc = chain_add(out, db, options, err);
    chain_fini(&chain);
    return end(db, options, rc, err);
}

/* What the sealed register pays. */
static int sum_pay(int64_t *total, struct cx_db *db, struct cx_seal *of, struct cx_err *err)
{
    struct reading reading = {.fd = -1};
    struct cx_buf text = {0};
    int64_t amount;
    int rc = text_get(&text, db, of, TEXT_PAY, err);
    *total = 0;
    if (rc == 0)
        rc = reading_open(&reading, &text, "register that is sealed", err);
    while (rc == 0 && (rc = reading_next(&reading, err)) == 1) {
        rc = reading_cents(&amount, &reading, reading_column(&reading, "amount"), err);
        if (rc == 0 && __builtin_add_overflow(*total, amount, total))
            rc = cx_err_set(err, CX_EDATA, "the sum of the register is too large");
    }
    reading_close(&reading);
    cx_buf_fini(&text);
    return rc;
}

/* The register pays more than the sheet's total where totals are below zero: by these. */
static void note_carried(struct cx_seal *out, const struct cx_seal *of)
{
    struct cx_buf note = {0};
    char text[CX_DEC_TEXT];
    if (out->total == of->total)
        return;
    cx_buf_printf(&note, "%s of totals below zero is carried to %s",
                  cx_dec_format(text, of->total - out->total, 2), next_name(of->period).text);
    free(out->reason);
    out->reason = note.data;
}

static int pay(struct cx_seal *out, bool *is_first, struct cx_db *db, const struct chain *chain,
               const struct cx_seal_options *options, struct cx_err *err)
{
    struct cx_seal *own = chain_find(chain, out->period);
    const struct cx_seal *paid = own ? chain_paid(chain, own) : NULL;
    *is_first = !paid;
    if (!own && options->dry_run)
        return 0;
    if (!own)
        return cx_err_set(err, CX_EDATA,
                          "%s is not sealed: what is paid out must not change any more, so "
                          "cx-bonus -p %s --close comes first (--pay -n only shows the register)",
                          out->period, out->period);
    if (paid) {
        cx_seal_fini(out);
        *out = *paid;
        out->reason = cx_strdup(paid->reason);
        return 0;
    }
    int rc = sum_pay(&out->total, db, own, err);
    if (rc == 0)
        note_carried(out, own);
    return rc < 0 ? rc : chain_add(out, db, options, err);
}

int cx_bonus_pay(struct cx_seal *out, bool *is_first, struct cx_db *db,
                 const struct cx_period *period, const struct cx_seal_options *options,
                 struct cx_err *err)
{
    struct chain chain = {0};
    *out = entry_of("pay", period->name, "");
    int rc = check_month(period, err);
    if (rc == 0)
        rc = cx_db_begin(db, err);
    if (rc == 0)
        rc = chain_load(&chain, db, err);
    if (rc == 0)
        rc = pay(out, is_first, db, &chain, options, err);
    chain_fini(&chain);
    return end(db, options, rc, err);
}
