/* Rows of the facts that hang on no account: each table is read once. */
#include <string.h>

#include "base/buf.h"
#include "base/decimal.h"
#include "base/pool.h"
#include "fact/fact.h"
#include "fact/loose.sql.h"
#include "past/days.h"
#include "past/stream.h"

#define DAYS_AT_ONCE 5 /* of contacts, between which a reader may rest */

static int post_of(const struct facts *facts, int64_t employee, cx_date day)
{
    return cx_org_post_on(facts->org, cx_org_person(facts->org, employee), day);
}

static const char *keep(const struct facts *facts, const char *s)
{
    return s ? cx_pool_get(facts->texts, cx_pool_put(facts->texts, s, strlen(s))) : NULL;
}

int loose_contact(void *facts, const struct cx_past_contact *contact,
                  const struct cx_contact_note *note)
{
    const struct cx_past past = {.contacts = contact, .contact_notes = note, .contact_count = 1};
    return contact_rows(facts, &past);
}

static int contact_row(struct facts *facts, struct cx_stmt *row)
{
    const struct cx_past_contact contact = {
        .started_at = cx_stmt_int(row, 2),
        .channel = (int8_t)cx_stmt_choice(row, 3, cx_channels, -1),
        .outcome = (int8_t)cx_stmt_choice(row, 4, cx_outcomes, -1),
        .promised_cents = cx_past_named(row, 6),
        .promised_on = (cx_date)cx_stmt_int_or(row, 7, CX_DATE_NONE),
    };
    const char *reason = cx_stmt_text(row, 8);
    const struct cx_contact_note note = {
        .id = cx_stmt_int(row, 0),
        .employee = cx_stmt_int(row, 1),
        .duration_s = cx_stmt_int_or(row, 5, -1),
        .reason = reason && facts->uses[CX_FACT_CONTACT][CX_CONTACT_REASON]
                      ? cx_pool_put(facts->texts, reason, strlen(reason))
                      : -1,
    };
    return loose_contact(facts, &contact, &note);
}

static int scan(struct facts *facts, cx_date from, cx_date to, bool only_loose)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_days_stmt(&stmt, facts->db, "contact", SQL_contacts, facts->err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_int(stmt, 1, from);
    cx_stmt_bind_int(stmt, 2, to);
    cx_stmt_bind_int(stmt, 3, only_loose);
    while (rc == 0 && (rc = cx_stmt_step(stmt, facts->err)) == 1)
        rc = contact_row(facts, stmt);
    cx_stmt_free(stmt);
    return rc;
}

int scan_contacts(struct facts *facts, cx_date from, cx_date to, bool only_loose)
{
    cx_date days = cx_db_rests(facts->db) ? DAYS_AT_ONCE : to - from;
    int rc = 0;
    for (cx_date next; rc == 0 && from < to; from = next) {
        next = to - from > days ? from + days : to;
        rc = scan(facts, from, next, only_loose);
        if (rc == 0)
            rc = cx_db_rest(facts->db, facts->err);
    }
    return rc;
}

int fresh_contacts(struct facts *facts, bool only_loose)
{
    struct cx_stmt *stmt = NULL;
    if (!is_wanted(facts, CX_FACT_CONTACT))
        return 0;
    int rc = cx_stmt_new(&stmt, facts->db, SQL_fresh_contacts, facts->err);
    if (rc == 0)
        cx_stmt_bind_int(stmt, 1, only_loose);
    while (rc == 0 && (rc = cx_stmt_step(stmt, facts->err)) == 1)
        rc = contact_row(facts, stmt);
    cx_stmt_free(stmt);
    return rc;
}

static int feedback_row(struct facts *facts, struct cx_stmt *row)
{
    struct fact_row out = {.event = {cx_stmt_int(row, 4), cx_stmt_int(row, 5), NULL, 0}};
    cx_date day = cx_date_of(cx_stmt_int(row, 1));
    out.cells[CX_FEEDBACK_KIND] =
        cx_scalar_text(cx_feedback_kinds[cx_stmt_choice(row, 2, cx_feedback_kinds, 0)]);
    out.cells[CX_FEEDBACK_SCORE] = cx_scalar_dec(cx_stmt_int(row, 3), 6);
    return add_row(facts, CX_FACT_FEEDBACK, day, post_of(facts, cx_stmt_int(row, 0), day), &out);
}

static int complaint_row(struct facts *facts, struct cx_stmt *row)
{
    struct fact_row out = {.event = {cx_stmt_int(row, 3), cx_stmt_int(row, 4), NULL, 0}};
    cx_date day = cx_date_of(cx_stmt_int(row, 1));
    out.cells[CX_COMPLAINT_UPHELD] =
        cx_scalar_text(cx_upheld_words[cx_stmt_choice(row, 2, cx_upheld_words, 0)]);
    return add_row(facts, CX_FACT_COMPLAINT, day, post_of(facts, cx_stmt_int(row, 0), day), &out);
}

static int arrangement_row(struct facts *facts, struct cx_stmt *row)
{
    struct fact_row out = {.event = {cx_stmt_int(row, 4), cx_stmt_int(row, 5), NULL, 0}};
    cx_date day = (cx_date)cx_stmt_int(row, 1);
    out.cells[CX_ARRANGEMENT_KIND] =
        cx_scalar_text(cx_arrangement_kinds[cx_stmt_choice(row, 2, cx_arrangement_kinds, 0)]);
    if (!cx_stmt_is_null(row, 3))
        out.cells[CX_ARRANGEMENT_AMOUNT] = cx_scalar_dec(cx_stmt_int(row, 3), 2);
    return add_row(facts, CX_FACT_ARRANGEMENT, day, post_of(facts, cx_stmt_int(row, 0), day), &out);
}

static int training_row(struct facts *facts, struct cx_stmt *row)
{
    struct fact_row out = {0};
    cx_date day = (cx_date)cx_stmt_int(row, 1);
    out.event.text = keep(facts, cx_stmt_text(row, 2));
    out.cells[CX_TRAINING_COURSE] = cx_scalar_text(out.event.text);
    if (!cx_stmt_is_null(row, 3))
        out.cells[CX_TRAINING_PASSED] = cx_scalar_int(cx_stmt_int(row, 3));
    return add_row(facts, CX_FACT_TRAINING, day, post_of(facts, cx_stmt_int(row, 0), day), &out);
}

/* An order is for the employee who owns the customer. */
static int order_row(struct facts *facts, struct cx_stmt *row)
{
    struct fact_row out = {.event = {cx_stmt_int(row, 0), 0, NULL, 0}};
    cx_date day = cx_date_of(cx_stmt_int(row, 1));
    out.cells[CX_ORDER_AMOUNT] = cx_scalar_dec(cx_stmt_int(row, 2), 2);
    out.cells[CX_ORDER_REGION] = cx_scalar_text(keep(facts, cx_stmt_text(row, 4)));
    if (!cx_stmt_is_null(row, 5))
        out.cells[CX_ORDER_RATING] = cx_scalar_text(cx_ratings[cx_stmt_int(row, 5)]);
    if (!cx_stmt_is_null(row, 6))
        out.cells[CX_ORDER_AGE] =
            cx_scalar_int(cx_date_whole_years((cx_date)cx_stmt_int(row, 6), day));
    return add_row(facts, CX_FACT_ORDER, day, post_of(facts, cx_stmt_int(row, 3), day), &out);
}

/* A cost has no id: its team, channel and period name it. */
static const char *cost_name(struct facts *facts, struct cx_stmt *row)
{
    int index = cx_org_team(facts->org, cx_stmt_int(row, 1));
    struct cx_buf text = {0};
    if (index >= 0)
        cx_buf_printf(&text, "%s ", facts->org->teams[index].key);
    cx_buf_printf(&text, "%s %s", cx_channels[cx_stmt_choice(row, 2, cx_channels, 0)],
                  cx_stmt_text(row, 0));
    const char *name = keep(facts, cx_buf_str(&text));
    cx_buf_fini(&text);
    return name;
}

/* A cost is spread over the days of its period, each day's part to the cent, adding up to it. */
static int cost_rows(struct facts *facts, struct cx_stmt *row)
{
    struct cx_period period;
    struct fact_row out = {0};
    int64_t amount = cx_stmt_int(row, 3), before = 0;
    int rc = cx_period_parse(&period, cx_stmt_text(row, 0), 0, facts->err);
    cx_date first = period.from > facts->first ? period.from : facts->first;
    cx_date end = period.to < facts->end ? period.to : facts->end;
    if (rc < 0 || first >= end)
        return rc;
    out.event.text = cost_name(facts, row);
    out.cells[CX_COST_CHANNEL] =
        cx_scalar_text(cx_channels[cx_stmt_choice(row, 2, cx_channels, 0)]);
    cx_dec_divide(&before, (__int128)amount * (first - period.from), cx_period_days(&period));
    for (cx_date day = first; rc == 0 && day < end; day++) {
        int64_t so_far = 0;
        cx_dec_divide(&so_far, (__int128)amount * (day + 1 - period.from), cx_period_days(&period));
        out.cells[CX_COST_AMOUNT] = cx_scalar_dec(so_far - before, 2);
        rc = add_team_row(facts, CX_FACT_COST, day, cx_org_team(facts->org, cx_stmt_int(row, 1)),
                          &out);
        before = so_far;
    }
    return rc;
}

int loose_rows(struct facts *facts)
{
    static const struct {
        enum cx_fact fact;
        const char *sql;
        int (*take)(struct facts *, struct cx_stmt *);
    } tables[] = {
        {CX_FACT_FEEDBACK, SQL_feedback, feedback_row},
        {CX_FACT_COMPLAINT, SQL_complaints, complaint_row},
        {CX_FACT_ARRANGEMENT, SQL_arrangements, arrangement_row},
        {CX_FACT_TRAINING, SQL_trainings, training_row},
        {CX_FACT_COST, SQL_costs, cost_rows},
        {CX_FACT_ORDER, SQL_orders, order_row},
    };
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < sizeof tables / sizeof *tables; i++) {
        struct cx_stmt *stmt = NULL;
        if (!is_wanted(facts, tables[i].fact))
            continue;
        rc = cx_stmt_new(&stmt, facts->db, tables[i].sql, facts->err);
        while (rc == 0 && (rc = cx_stmt_step(stmt, facts->err)) == 1)
            rc = tables[i].take(facts, stmt);
        cx_stmt_free(stmt);
        if (rc == 0)
            rc = cx_db_rest(facts->db, facts->err);
    }
    return rc;
}
