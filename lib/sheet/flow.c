/* Whether events came in as they should: a month without any, with far fewer than the one before or
 * with gaps is rather an export that is missing; and what came late for a sealed month. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/decimal.h"
#include "base/lang.h"
#include "fact/stale.h"
#include "past/days.h"
#include "sheet/finder.h"
#include "sheet/ready.sql.h"
#include "sheet/replay.h"
#include "sheet/sheet.sql.h"
#include "store/id.h"

#define FAR_FEWER 4  /* less than one in so many */
#define TOO_FEW   20 /* of so many and more in the period before; fewer vary by themselves */

static const char *const events[] = {"payment", "contact"};

static int count_events(int64_t counts[2], struct finder *f, const struct cx_period *period)
{
    static const char *const queries[] = {SQL_payments_of, SQL_contacts_of};
    int rc = 0;
    for (int i = 0; rc >= 0 && i < 2; i++) {
        struct cx_stmt *stmt = NULL;
        rc = cx_days_stmt(&stmt, f->db, events[i], queries[i], f->err);
        if (rc == 0) {
            cx_stmt_bind_int(stmt, 1, period->from);
            cx_stmt_bind_int(stmt, 2, period->to);
            rc = cx_stmt_step(stmt, f->err);
        }
        if (rc == 1)
            counts[i] = cx_stmt_int(stmt, 0);
        cx_stmt_free(stmt);
    }
    return rc < 0 ? rc : 0;
}

static bool is_few(int64_t now, int64_t then)
{
    return (now == 0 && then > 0) || (then >= TOO_FEW && now * FAR_FEWER < then);
}

/* Kinds that are few, and gaps in the others. */
static int name_missing(enum cx_ready_state *state, struct finder *f, const int64_t now[2],
                        const int64_t then[2])
{
    static const char *const whats[] = {N_("%lld payments, %lld in %s"),
                                        N_("%lld contacts, %lld in %s")};
    static const char *const gaps[] = {N_("no payments from %s to %s"),
                                       N_("no contacts from %s to %s")};
    static const char *const days[] = {SQL_payment_days, SQL_contact_days};
    char text[100];
    int rc = 0;
    for (int i = 0; rc == 0 && i < 2; i++) {
        if (now[0] + now[1] > 0 && !is_few(now[i], then[i])) {
            rc = find_gaps(f, events[i], days[i], gaps[i]);
            continue;
        }
        snprintf(text, sizeof text, cx_shown(whats[i]), (long long)now[i], (long long)then[i],
                 f->scores->before.name);
        finder_name(f, text, NULL);
        *state = CX_READY_OPEN;
    }
    if (f->counted > 0 && *state == CX_READY_OK)
        *state = CX_READY_LOOK;
    return rc;
}

int find_events(struct finder *f)
{
    enum cx_ready_state state = CX_READY_OK;
    int64_t now[2] = {0}, then[2] = {0};
    int rc = count_events(now, f, &f->scores->period);
    if (rc == 0)
        rc = count_events(then, f, &f->scores->before);
    if (rc == 0)
        rc = name_missing(&state, f, now, then);
    if (rc == 0)
        finder_add(f, "events", state, now[0] + now[1], CX_NO_VALUE, "is an export missing?");
    return rc;
}

/* Payments from before the first sealed month, which came since the last seal. */
static int find_before(struct finder *f)
{
    struct cx_buf advice = {0};
    char *first = NULL;
    int rc = cx_stale_has_before(f->db, f->err);
    if (rc == 1)
        rc = cx_db_get_text(&first, f->db,
                            "SELECT min(period) FROM sealed_periods HAVING min(period) < ?1 AND "
                            "?1 NOT IN (SELECT period FROM sealed_periods)",
                            f->scores->period.name, f->err);
    if (rc >= 0 && first) {
        cx_buf_show(
            &advice,
            "payments or reversals from before %s, the first sealed month, came after it was "
            "sealed: import adjustments for what would have been paid",
            first);
        finder_add(f, "too_late", CX_READY_LOOK, CX_NO_VALUE, CX_NO_VALUE, cx_buf_str(&advice));
    }
    cx_buf_fini(&advice);
    free(first);
    return rc < 0 ? rc : 0;
}

/* Each sealed month that retro lines reach no more, with whom today's data would pay otherwise. */
int find_too_late(struct finder *f)
{
    struct late late = {0};
    const struct cx_org *org = f->scores->org;
    char text[CX_DEC_TEXT];
    struct cx_buf advice = {0};
    int rc = late_missed(&late, f->db, &f->scores->period, org,
                         f->scores->plan->settings.retro_months, f->err);
    for (size_t i = 0, next; rc == 0 && i < late.count; i = next) {
        int64_t sum = 0;
        for (next = i;
             next < late.count && strcmp(late.list[next].period, late.list[i].period) == 0;
             next++) {
            finder_name(f, org->people[late.list[next].person].key,
                        cx_dec_format(text, late.list[next].amount, 2));
            if (__builtin_add_overflow(sum, late.list[next].amount, &sum))
                rc = cx_err_set(f->err, CX_EDATA, "what came too late is too large");
        }
        cx_buf_clear(&advice);
        cx_buf_show(&advice,
                    "came too late for %s, which is sealed and out of reach of retro_months (%d): "
                    "import adjustments, or raise retro_months",
                    late.list[i].period, f->scores->plan->settings.retro_months);
        finder_add(f, "too_late", CX_READY_LOOK, f->counted, sum, cx_buf_str(&advice));
    }
    cx_buf_fini(&advice);
    late_fini(&late);
    return rc < 0 ? rc : find_before(f);
}

/* Adjustments of people who are yet to come: no sheet has them. */
int find_ahead(struct finder *f)
{
    struct cx_stmt *stmt = NULL;
    char id[CX_ID_MAX + 1], employee[CX_ID_MAX + 1];
    struct cx_buf of = {0};
    int64_t sum = 0;
    int rc = cx_stmt_new(&stmt, f->db, SQL_adjustments_ahead, f->err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_text(stmt, 1, f->scores->period.name);
    while ((rc = cx_stmt_step(stmt, f->err)) == 1) {
        cx_buf_clear(&of);
        cx_buf_printf(&of, "(%s)", cx_id_text(employee, f->db, cx_stmt_int(stmt, 1)));
        finder_name(f, cx_id_text(id, f->db, cx_stmt_int(stmt, 0)), cx_buf_str(&of));
        if (__builtin_add_overflow(sum, cx_stmt_int(stmt, 2), &sum)) {
            rc = cx_err_set(f->err, CX_EDATA, "the adjustments of the period are too large");
            break;
        }
    }
    cx_stmt_free(stmt);
    cx_buf_fini(&of);
    if (rc == 0 && f->counted)
        finder_add(f, "adjustments_ahead", CX_READY_OPEN, f->counted, sum,
                   "are of people who come later, and on no sheet: import them for a later month");
    return rc;
}

/* The setting reversal_day that a month was sealed with. */
static int sealed_by_original(bool *by_original, struct finder *f, struct cx_seal *seal)
{
    struct reading reading = {.fd = -1};
    struct cx_buf text = {0};
    int rc = text_get(&text, f->db, seal, TEXT_PLAN "settings", f->err);
    *by_original = false;
    if (rc == 0)
        rc = reading_open(&reading, &text, "settings that are sealed", f->err);
    while (rc == 0 && (rc = reading_next(&reading, f->err)) == 1) {
        const char *name = reading_cell(&reading, reading_column(&reading, "name"));
        const char *value = reading_cell(&reading, reading_column(&reading, "value"));
        if (strcasecmp(name, "reversal_day") == 0)
            *by_original = strcasecmp(value, "original") == 0;
        rc = 0;
    }
    reading_close(&reading);
    cx_buf_fini(&text);
    return rc;
}

/* Reversals of the period that take back payments of a month. */
static int name_reversals(int64_t *sum, struct finder *f, const struct cx_period *month)
{
    struct cx_stmt *stmt = NULL;
    char id[CX_ID_MAX + 1];
    int rc = cx_stmt_new(&stmt, f->db, SQL_reversals_of, f->err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_int(stmt, 1, f->scores->period.from);
    cx_stmt_bind_int(stmt, 2, f->scores->period.to);
    cx_stmt_bind_int(stmt, 3, month->from);
    cx_stmt_bind_int(stmt, 4, month->to);
    while ((rc = cx_stmt_step(stmt, f->err)) == 1) {
        finder_name(f, cx_id_text(id, f->db, cx_stmt_int(stmt, 0)), NULL);
        if (__builtin_add_overflow(*sum, cx_stmt_int(stmt, 1), sum)) {
            rc = cx_err_set(f->err, CX_EDATA, "the payments of the period are too large");
            break;
        }
    }
    cx_stmt_free(stmt);
    return rc;
}

static int find_switched_of(struct finder *f, struct cx_seal *seal)
{
    bool now = f->scores->plan->settings.reverses_original_day, then;
    struct cx_period month;
    struct cx_buf advice = {0};
    int64_t sum = 0;
    int rc = sealed_by_original(&then, f, seal);
    if (rc == 0)
        rc = cx_period_parse(&month, seal->period, 0, f->err);
    if (rc == 0 && now != then)
        rc = name_reversals(&sum, f, &month);
    cx_buf_show(&advice,
                now ? "take back payments of %s, which was sealed with another reversal_day: they "
                      "count in neither month; import adjustments"
                    : "take back payments of %s, which was sealed with another reversal_day: they "
                      "count in both months; import adjustments",
                seal->period);
    if (rc == 0 && f->counted)
        finder_add(f, "reversals_switched", CX_READY_LOOK, f->counted, sum, cx_buf_str(&advice));
    cx_buf_fini(&advice);
    return rc;
}

int find_switched(struct finder *f)
{
    struct chain chain;
    struct cx_seal *seal;
    int months = f->scores->plan->settings.retro_months;
    int rc = chain_load(&chain, f->db, f->err);
    bool is_open = rc == 0 && !chain_find(&chain, f->scores->period.name);
    for (int i = 0; rc == 0 && is_open && i < months && (seal = chain_last(&chain, (size_t)i)); i++)
        rc = find_switched_of(f, seal);
    chain_fini(&chain);
    return rc;
}

/* The first month after the one (NULL: of all) that has retro lines; NULL: none has. */
static const char *next_retro(const struct cx_bonus *bonus, const char *after)
{
    const char *next = NULL;
    for (size_t i = 0; i < bonus->line_count; i++) {
        const struct cx_bonus_line *line = &bonus->lines[i];
        if (line->rule == CX_LINE_RETRO && (!after || strcmp(line->rule_id, after) > 0) &&
            (!next || strcmp(line->rule_id, next) < 0))
            next = line->rule_id;
    }
    return next;
}

static int find_retro_of(struct finder *f, const char *month)
{
    char text[CX_DEC_TEXT];
    struct cx_buf advice = {0};
    int64_t sum = 0;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < f->bonus->line_count; i++) {
        const struct cx_bonus_line *line = &f->bonus->lines[i];
        if (line->rule != CX_LINE_RETRO || strcmp(line->rule_id, month) != 0)
            continue;
        const struct cx_bonus_row *row = &f->bonus->rows[line->row];
        finder_name(f, f->scores->org->people[row->person].key,
                    cx_dec_format(text, line->amount, 2));
        if (__builtin_add_overflow(sum, line->amount, &sum))
            rc = cx_err_set(f->err, CX_EDATA, "the retro lines are too large");
    }
    cx_buf_show(&advice, "by retro lines, as data of %s, which is sealed, is another now", month);
    if (rc == 0)
        finder_add(f, "retro", CX_READY_LOOK, f->counted, sum, cx_buf_str(&advice));
    cx_buf_fini(&advice);
    return rc;
}

int find_retro(struct finder *f)
{
    const struct cx_bonus *bonus = f->bonus;
    const char *month = NULL;
    int rc = 0;
    while (rc == 0 && (month = next_retro(bonus, month)))
        rc = find_retro_of(f, month);
    return rc;
}
