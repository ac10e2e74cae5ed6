/* Payments: which days they are on, and what a reversal may take back. */
#include <stdlib.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "import/hooks.h"
#include "import/payments.sql.h"
#include "past/days.h"

enum { PAYMENT, PAID_ACCOUNT, PAID_AT, AMOUNT, REVERSES };

static bool check_payment(struct file *file)
{
    return cell_of(file, REVERSES)->null || cell_of(file, AMOUNT)->n < 0 ||
           bad_cell(file, column_of(file, AMOUNT),
                    "must be negative where the row reverses a payment");
}

/* What is taken back of a payment is looked at when all rows are in. */
static void look_at(struct import *import, int64_t payment)
{
    CX_GROW(import->reversed, import->reversed_count, import->reversed_cap);
    import->reversed[import->reversed_count++] = payment;
}

/* A negative payment need not reverse one: an overpayment is paid back too. But an export that
 * leaves the link out takes from whoever is credited now, so it is counted and told. */
static void take_payment(struct file *file)
{
    const struct cx_typed *reverses = cell_of(file, REVERSES);
    if (!reverses->null) {
        look_at(file->import, reverses->n);
        keep_line(file);
    } else if (cell_of(file, AMOUNT)->n < 0) {
        file->result->unlinked++;
    }
    doubts_take(file->import, cell_of(file, PAID_ACCOUNT)->n);
    cx_days_note(file->import->payment_days, cx_date_of(cell_of(file, PAID_AT)->n),
                 cell_of(file, PAYMENT)->n, CX_DAYS_NEVER);
}

/* A payment that is another now may have been taken back. */
static void match_payment(struct file *file, const int64_t *known)
{
    if (known[0])
        look_at(file->import, cell_of(file, PAYMENT)->n);
}

/* Columns of SQL_reversals. */
enum { BY, ACCOUNT, AT, CENTS, OF_ACCOUNT, OF_AT, OF_CENTS, OF_REVERSES };

/* A reversal that may not be: the column to blame, and why. left: of the payment, before it. */
static const char *fault_of(struct cx_buf *why, struct import *import, struct cx_stmt *row,
                            int64_t payment, int64_t left)
{
    char id[CX_ID_MAX + 1], back[CX_DEC_TEXT], rest[CX_DEC_TEXT], day[CX_DATE_TEXT];
    int64_t cents = -cx_stmt_int(row, CENTS);
    cx_date paid_on = cx_date_of(cx_stmt_int(row, OF_AT));
    cx_id_text(id, import->db, payment);
    if (!cx_stmt_is_null(row, OF_REVERSES)) {
        cx_buf_say(why,
                   "%s is itself a reversal: name a payment, or import what was paid again "
                   "as a payment",
                   id);
        return "reverses";
    }
    if (cx_stmt_int(row, ACCOUNT) != cx_stmt_int(row, OF_ACCOUNT)) {
        cx_buf_say(why, "%s is a payment on another account: correct one of the two", id);
        return "reverses";
    }
    if (cx_date_of(cx_stmt_int(row, AT)) < paid_on) {
        cx_buf_say(why,
                   "is before %s, the day of payment %s, which the row takes back: correct "
                   "one of the two",
                   cx_date_format(day, paid_on), id);
        return "paid_at";
    }
    if (cents <= left)
        return NULL;
    cx_buf_say(why, "takes back %s of payment %s, of which %s is left: correct the amount",
               cx_dec_format(back, cents, 2), id, cx_dec_format(rest, left > 0 ? left : 0, 2));
    return "amount";
}

static int check_reversals_of(struct import *import, const struct file *files, struct cx_stmt *stmt,
                              int64_t payment, struct cx_err *err)
{
    struct cx_buf text = {0}, why = {0};
    char by[CX_ID_MAX + 1];
    int64_t back = 0; /* by the reversals before */
    int rc = 0;
    cx_stmt_bind_int(stmt, 1, payment);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        rc = 0;
        cx_buf_clear(&why);
        const char *column =
            fault_of(&why, import, stmt, payment, cx_stmt_int(stmt, OF_CENTS) - back);
        back -= cx_stmt_int(stmt, CENTS);
        if (!column)
            continue;
        cx_buf_clear(&text);
        put_place(import, &text, "payments", cx_id_text(by, import->db, cx_stmt_int(stmt, BY)), "",
                  column, files);
        cx_buf_puts(&text, cx_buf_str(&why));
        say_whole(import, cx_buf_str(&text));
    }
    cx_buf_fini(&text);
    cx_buf_fini(&why);
    return rc;
}

static int compare(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

static int check_reversals(struct import *import, const struct file *files, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    if (import->reversed_count == 0)
        return doubts_finish(import, err);
    qsort(import->reversed, import->reversed_count, sizeof *import->reversed, compare);
    int rc = cx_stmt_new(&stmt, import->db, SQL_reversals, err);
    for (size_t i = 0; rc == 0 && i < import->reversed_count; i++) {
        if (i == 0 || import->reversed[i] != import->reversed[i - 1])
            rc = check_reversals_of(import, files, stmt, import->reversed[i], err);
    }
    cx_stmt_free(stmt);
    return rc < 0 ? rc : doubts_finish(import, err);
}

const struct hooks payments_hooks = {
    .kind = &cx_kind_payments,
    .columns = {[PAYMENT] = "payment_id",
                [PAID_ACCOUNT] = "account_id",
                [PAID_AT] = "paid_at",
                [AMOUNT] = "amount",
                [REVERSES] = "reverses"},
    .check = check_payment,
    .take = take_payment,
    .known = ",(payments.account_id, payments.paid_at, payments.amount, payments.reverses) IS NOT "
             "(excluded.account_id, excluded.paid_at, excluded.amount, excluded.reverses)",
    .known_count = 1,
    .match = match_payment,
    .finish = check_reversals,
};
