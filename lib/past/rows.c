#include "past/rows.h"

#include <string.h>

#include "base/buf.h"
#include "past/days.h"
#include "past/rows.sql.h"

int32_t row_text(struct cx_pool *texts, struct cx_stmt *row, int column)
{
    const char *s = cx_stmt_text(row, column);
    return s ? cx_pool_put(texts, s, strlen(s)) : -1;
}

void add_ids(struct cx_buf *sql, const char *column, const char *in, const char *ids)
{
    if (ids)
        cx_buf_printf(sql, " AND %s %s (%s)", column, in, ids);
}

void add_bounds(struct cx_buf *sql, const char *column, const struct cx_past_scope *scope)
{
    if (scope->account_from)
        cx_buf_printf(sql, " AND %s >= %lld", column, (long long)scope->account_from);
    if (scope->account_to)
        cx_buf_printf(sql, " AND %s < %lld", column, (long long)scope->account_to);
}

void bind_piece(struct cx_stmt *stmt, int64_t first, int64_t last)
{
    cx_stmt_bind_int(stmt, 7, first);
    cx_stmt_bind_int(stmt, 8, last);
}

int payments_stmt(struct cx_stmt **out, struct cx_db *db, const struct cx_past_scope *scope,
                  bool looks_up, bool in_pieces, struct cx_err *err)
{
    struct cx_buf sql = {0};
    cx_buf_puts(&sql, SQL_payments);
    if (looks_up)
        add_ids(&sql, "account_id", "IN", scope->accounts);
    add_bounds(&sql, "coalesce(account_id, 0)", scope);
    add_ids(&sql, "payment_id", "NOT IN", scope->not_payments);
    if (in_pieces)
        cx_buf_puts(&sql, " AND payment_id BETWEEN ?7 AND ?8");
    int rc = cx_stmt_new(out, db, cx_buf_str(&sql), err);
    cx_buf_fini(&sql);
    return rc;
}

bool has_beside(const struct cx_past_scope *scope)
{
    return !scope->only_contacts && (scope->all_promises || scope->early_contacts);
}

bool has_contacts(const struct cx_past_scope *scope)
{
    return scope->contacts != CX_NO_CONTACTS || scope->all_promises || scope->only_contacts;
}

/* is_alone: of the accounts from ?7 to ?8. */
static void write_beside(struct cx_buf *sql, const struct cx_past_scope *scope, bool is_alone)
{
    const char *join = is_alone ? "" : " UNION ALL ";
    if (scope->all_promises) {
        cx_buf_printf(sql, "%s%s", join, SQL_earlier_promises);
        add_ids(sql, "account_id", "IN", scope->accounts);
        add_bounds(sql, "coalesce(account_id, 0)", scope);
        cx_buf_puts(sql, is_alone ? " AND account_id BETWEEN ?7 AND ?8" : "");
        join = " UNION ALL ";
    }
    if (scope->early_contacts) {
        cx_buf_printf(sql, "%s%s", join, SQL_early_contacts);
        add_ids(sql, "contact_id", "IN", scope->early_contacts);
        add_ids(sql, "+account_id", "IN", scope->accounts);
        add_bounds(sql, "+account_id", scope);
        cx_buf_puts(sql, is_alone ? " AND +account_id BETWEEN ?7 AND ?8" : "");
    }
}

static void write_these(struct cx_buf *sql, const struct cx_past_scope *scope)
{
    cx_buf_puts(sql, SQL_these_contacts);
    /* of few contacts, SQLite must not look for those of each account */
    add_ids(sql, "+account_id", "IN", scope->accounts);
    add_bounds(sql, "coalesce(account_id, 0)", scope);
    add_ids(sql, "contact_id", "IN", scope->only_contacts);
    add_ids(sql, "contact_id", "NOT IN", scope->not_contacts);
}

/* The second before which only talks are taken. */
static cx_time all_from(const struct cx_past_scope *scope)
{
    if (scope->contacts != CX_ALL_CONTACTS)
        return INT64_MAX;
    return scope->early_accounts ? scope->early_until * INT64_C(86400) : INT64_MIN;
}

static void bind_scope(struct cx_stmt *stmt, const struct cx_past_scope *scope)
{
    cx_stmt_bind_int(stmt, 4, scope->with_reasons);
    if (scope->only_contacts)
        return;
    cx_stmt_bind_int(stmt, 1, scope->contacts ? scope->contacts_from : scope->contacts_to);
    cx_stmt_bind_int(stmt, 2, scope->contacts_to);
    cx_stmt_bind_int(stmt, 3, all_from(scope));
    if (scope->take_loose)
        cx_stmt_bind_int(stmt, 5, 0);
    if (scope->early_contacts)
        cx_stmt_bind_int(stmt, 6, scope->all_promises);
    bind_piece(stmt, INT64_MIN, INT64_MAX);
}

int contacts_stmt(struct cx_stmt **out, struct cx_db *db, const struct cx_past_scope *scope,
                  enum contacts_part part, struct cx_err *err)
{
    struct cx_buf sql = {0};
    if (scope->only_contacts) {
        write_these(&sql, scope);
    } else if (part != CONTACTS_BESIDE) {
        cx_buf_puts(&sql, SQL_contacts);
        add_ids(&sql, "account_id", "IN", scope->accounts);
        add_bounds(&sql, "coalesce(account_id, 0)", scope);
    }
    if (part != CONTACTS_IN_PIECES && has_beside(scope))
        write_beside(&sql, scope, part == CONTACTS_BESIDE);
    int rc = scope->only_contacts || part == CONTACTS_BESIDE
                 ? cx_stmt_new(out, db, cx_buf_str(&sql), err)
                 : cx_days_stmt(out, db, "contact", cx_buf_str(&sql), err);
    if (rc == 0)
        bind_scope(*out, scope);
    cx_buf_fini(&sql);
    return rc;
}

struct payment_row payment_row(struct cx_stmt *row, struct cx_pool *texts)
{
    return (struct payment_row){.account = cx_stmt_int(row, 0),
                                .paid_at = cx_stmt_int(row, 2),
                                .id = cx_stmt_int(row, 1),
                                .cents = cx_stmt_int(row, 3),
                                .reverses = cx_stmt_int(row, 4),
                                .channel = row_text(texts, row, 5)};
}

int64_t cx_past_named(struct cx_stmt *row, int column)
{
    int64_t cents = cx_stmt_int_or(row, column, INT64_MIN);
    return cents > 0 ? cents : INT64_MIN;
}

static bool is_passed_over(const struct cx_past_scope *scope, struct cx_stmt *row)
{
    return scope->early_accounts && cx_stmt_int(row, 3) < scope->early_until * INT64_C(86400) &&
           !cx_idset_has(scope->early_accounts, cx_stmt_int_or(row, 0, 0));
}

bool contact_row(struct contact_row *out, struct cx_stmt *row, const struct cx_past_scope *scope,
                 struct cx_pool *texts)
{
    if (is_passed_over(scope, row))
        return false;
    *out = (struct contact_row){
        .account = cx_stmt_int_or(row, 0, 0),
        .started_at = cx_stmt_int(row, 3),
        .id = cx_stmt_int(row, 1),
        .employee = cx_stmt_int(row, 2),
        .duration_s = cx_stmt_int_or(row, 6, -1),
        .promised_cents = cx_past_named(row, 7),
        .promised_on = (cx_date)cx_stmt_int_or(row, 8, CX_DATE_NONE),
        .reason = row_text(texts, row, 9),
        .channel = (int8_t)cx_stmt_choice(row, 4, cx_channels, -1),
        .outcome = (int8_t)cx_stmt_choice(row, 5, cx_outcomes, -1),
    };
    return true;
}

struct cx_past_contact contact_of(const struct contact_row *row)
{
    return (struct cx_past_contact){
        .started_at = row->started_at,
        .channel = (int8_t)row->channel,
        .outcome = (int8_t)row->outcome,
        .promised_cents = row->promised_cents,
        .promised_on = row->promised_on,
    };
}

struct cx_contact_note note_of(const struct contact_row *row)
{
    return (struct cx_contact_note){.id = row->id,
                                    .employee = row->employee,
                                    .duration_s = row->duration_s,
                                    .reason = row->reason};
}
