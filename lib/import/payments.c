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
                    "must be negative where the row reverses a payment: if the export has it "
                    "positive, leave such rows out in this map, and take only them in another, "
                    "with the template =-{Amount}");
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
    cx_days_note(file->import->payment_days, cx_date_of(cell_of(file, PAID_AT)->n),
                 cell_of(file, PAYMENT)->n, CX_DAYS_NEVER);
}

/* A payment that is another now may have been taken back. One that is known to take back another
 * still does where the file has no column for that. */
static bool match_payment(struct file *file, const int64_t *known)
{
    char id[CX_ID_MAX + 1];
    int64_t reverses = known[1]; /* 0: none */
    if (reverses)
        notes_of_reversal(file, reverses);
    if (known[0]) {
        look_at(file->import, cell_of(file, PAYMENT)->n);
        keep_line(file);
    }
    bool is_negative = cell_of(file, AMOUNT)->n < 0;
    bool still_reverses = reverses != 0 && !file->intake.present[column_of(file, REVERSES)];
    if (cell_of(file, REVERSES)->null && (still_reverses || !file->is_news))
        file->result->unlinked -= is_negative;
    if (!still_reverses || !file->is_news)
        return true;
    if (is_negative) {
        look_at(file->import, reverses);
        keep_line(file);
        return true;
    }
    cx_buf_clear(&file->scratch);
    cx_buf_say(&file->scratch,
               "must be negative, as the payment reverses %s already: correct it, or write the "
               "column reverses",
               cx_id_text(id, file->import->db, reverses));
    return bad_cell(file, column_of(file, AMOUNT), cx_buf_str(&file->scratch));
}

/* What is the same as before is no news: it was told when it came. Before the first row there are
 * no cells. */
static int settle_payment(struct file *file, struct cx_err *err)
{
    struct import *import = file->import;
    (void)err;
    if (!file->is_news)
        return 0;
    int64_t account = cell_of(file, PAID_ACCOUNT)->n;
    doubts_take(&import->paid, account);
    doubts_take(&import->owing, account);
    doubts_take(&import->ended, account);
    return 0;
}

/* Columns of SQL_reversals. */
enum { BY, ACCOUNT, AT, CENTS, OF_ACCOUNT, OF_AT, OF_CENTS, OF_REVERSES };

enum fault { NO_FAULT, OF_REVERSAL, OF_OTHER_ACCOUNT, TOO_EARLY, TOO_MUCH };

/* left: of the payment, before the reversal. */
static enum fault fault_of(struct cx_stmt *row, int64_t left)
{
    if (!cx_stmt_is_null(row, OF_REVERSES))
        return OF_REVERSAL;
    if (cx_stmt_int(row, ACCOUNT) != cx_stmt_int(row, OF_ACCOUNT))
        return OF_OTHER_ACCOUNT;
    if (cx_date_of(cx_stmt_int(row, AT)) < cx_date_of(cx_stmt_int(row, OF_AT)))
        return TOO_EARLY;
    return -cx_stmt_int(row, CENTS) > left ? TOO_MUCH : NO_FAULT;
}

/* Why the reversal may not be, in its own row; the column to blame. */
static const char *blame_reversal(struct cx_buf *why, enum fault fault, struct cx_stmt *row,
                                  const char *payment, int64_t left)
{
    char back[CX_DEC_TEXT], rest[CX_DEC_TEXT], day[CX_DATE_TEXT];
    if (fault == OF_REVERSAL)
        cx_buf_say(why,
                   "%s is itself a reversal: name a payment, or import what was paid again "
                   "as a payment",
                   payment);
    else if (fault == OF_OTHER_ACCOUNT)
        cx_buf_say(why, "%s is a payment on another account: correct one of the two", payment);
    else if (fault == TOO_EARLY)
        cx_buf_say(why,
                   "is before %s, the day of payment %s, which the row takes back: correct "
                   "one of the two",
                   cx_date_format(day, cx_date_of(cx_stmt_int(row, OF_AT))), payment);
    else
        cx_buf_say(why, "takes back %s of payment %s, of which %s is left: correct the amount",
                   cx_dec_format(back, -cx_stmt_int(row, CENTS), 2), payment,
                   cx_dec_format(rest, left > 0 ? left : 0, 2));
    return fault == TOO_EARLY ? "paid_at" : fault == TOO_MUCH ? "amount" : "reverses";
}

/* The same in the row of the payment, which is another since it was taken back. */
static const char *blame_payment(struct cx_buf *why, enum fault fault, struct cx_stmt *row,
                                 const char *by, int64_t left)
{
    char back[CX_DEC_TEXT], rest[CX_DEC_TEXT], day[CX_DATE_TEXT];
    if (fault == OF_REVERSAL)
        cx_buf_say(why,
                   "must be empty, as payment %s takes this one back already: correct one of the "
                   "two",
                   by);
    else if (fault == OF_OTHER_ACCOUNT)
        cx_buf_say(why,
                   "payment %s, which takes this one back, is on another account: correct one of "
                   "the two",
                   by);
    else if (fault == TOO_EARLY)
        cx_buf_say(why,
                   "is after %s, the day of payment %s, which takes this one back: correct one of "
                   "the two",
                   cx_date_format(day, cx_date_of(cx_stmt_int(row, AT))), by);
    else
        cx_buf_say(why,
                   "payment %s takes back %s of this one, of which %s is left: correct one of the "
                   "two",
                   by, cx_dec_format(back, -cx_stmt_int(row, CENTS), 2),
                   cx_dec_format(rest, left > 0 ? left : 0, 2));
    return fault == TOO_EARLY          ? "paid_at"
           : fault == TOO_MUCH         ? "amount"
           : fault == OF_OTHER_ACCOUNT ? "account_id"
                                       : "reverses";
}

/* In the row of the reversal; or in that of the payment, if only that is in the files. */
static void say_fault(struct import *import, const struct file *files, enum fault fault,
                      struct cx_stmt *row, int64_t payment, int64_t left)
{
    struct cx_buf text = {0}, why = {0};
    char by[CX_ID_MAX + 1], id[CX_ID_MAX + 1];
    cx_id_text(by, import->db, cx_stmt_int(row, BY));
    cx_id_text(id, import->db, payment);
    bool is_payments = !has_place(import, "payments", by) && has_place(import, "payments", id);
    const char *column = is_payments ? blame_payment(&why, fault, row, by, left)
                                     : blame_reversal(&why, fault, row, id, left);
    put_place(import, &text, "payments", is_payments ? id : by, "", column, files);
    cx_buf_puts(&text, cx_buf_str(&why));
    say_whole(import, cx_buf_str(&text));
    cx_buf_fini(&text);
    cx_buf_fini(&why);
}

static int check_reversals_of(struct import *import, const struct file *files, struct cx_stmt *stmt,
                              int64_t payment, struct cx_err *err)
{
    int64_t back = 0; /* by the reversals before */
    int rc = 0;
    cx_stmt_bind_int(stmt, 1, payment);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        int64_t left = cx_stmt_int(stmt, OF_CENTS) - back;
        enum fault fault = fault_of(stmt, left);
        rc = 0;
        back -= cx_stmt_int(stmt, CENTS);
        if (fault != NO_FAULT)
            say_fault(import, files, fault, stmt, payment, left);
    }
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
        return doubts_of_payments(import, err);
    qsort(import->reversed, import->reversed_count, sizeof *import->reversed, compare);
    int rc = cx_stmt_new(&stmt, import->db, SQL_reversals, err);
    for (size_t i = 0; rc == 0 && i < import->reversed_count; i++) {
        if (i == 0 || import->reversed[i] != import->reversed[i - 1])
            rc = check_reversals_of(import, files, stmt, import->reversed[i], err);
    }
    cx_stmt_free(stmt);
    return rc < 0 ? rc : doubts_of_payments(import, err);
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
             "(excluded.account_id, excluded.paid_at, excluded.amount, excluded.reverses),"
             "payments.reverses",
    .known_count = 2,
    .match = match_payment,
    .settle = settle_payment,
    .finish = check_reversals,
};
