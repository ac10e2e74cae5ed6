/* Payments and extensions that may be right but make no sense: more than is owed, the same payment
 * twice, after the account was closed or before it was placed; closed as paid while something is
 * owed; extended to a day before the due date. */
#include <stdlib.h>

#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "import/doubts.sql.h"
#include "import/hooks.h"

/* For more accounts than these it would take longer than the import; cx-bonus --check and reports
 * show balances below 0. */
#define ACCOUNTS_MAX 50000

void doubts_take(struct doubtful *list, int64_t account)
{
    if (list->count > ACCOUNTS_MAX)
        return;
    CX_GROW(list->accounts, list->count, list->cap);
    list->accounts[list->count++] = account;
}

/* How often, and the first: what the statement gave of it. */
struct doubt {
    int64_t count, account, first[3];
};

static int compare(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

/* The accounts in order, each once; false: there are none, too many, or nobody to tell. */
static bool settle(struct doubtful *list, const struct import *import)
{
    size_t count = 0;
    if (list->count == 0 || list->count > ACCOUNTS_MAX || import->bad > 0 || !import->options->note)
        return false;
    qsort(list->accounts, list->count, sizeof *list->accounts, compare);
    for (size_t i = 0; i < list->count; i++) {
        if (i == 0 || list->accounts[i] != list->accounts[count - 1])
            list->accounts[count++] = list->accounts[i];
    }
    list->count = count;
    return true;
}

/* Counts the rows that a statement gives for an account; `width` columns are kept of the first. */
static int count_rows(struct doubt *doubt, struct cx_stmt *stmt, int64_t account, int width,
                      struct cx_err *err)
{
    int rc;
    cx_stmt_bind_int(stmt, 1, account);
    while ((rc = cx_stmt_step(stmt, err)) == 1) {
        if (doubt->count++ > 0)
            continue;
        doubt->account = account;
        for (int i = 0; i < width; i++)
            doubt->first[i] = cx_stmt_int(stmt, i);
    }
    cx_stmt_reset(stmt);
    return rc;
}

/* Rows of one kind of doubt of all the accounts in a list. */
static int count_all(struct doubt *doubt, const struct import *import, const char *sql,
                     const struct doubtful *list, int width, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, import->db, sql, err);
    for (size_t i = 0; rc == 0 && i < list->count; i++)
        rc = count_rows(doubt, stmt, list->accounts[i], width, err);
    cx_stmt_free(stmt);
    return rc;
}

static void note(const struct import *import, struct cx_buf *text)
{
    if (text->len > 0)
        import->options->note(import->options->context, cx_buf_str(text));
    cx_buf_fini(text);
}

/* Accounts, each with a sum. */
static void tell_money(const struct import *import, const struct doubt *doubt, const char *format)
{
    struct cx_buf text = {0};
    char first[CX_ID_MAX + 1], money[CX_DEC_TEXT];
    if (doubt->count > 0)
        cx_buf_say(&text, format, (long long)doubt->count,
                   cx_id_text(first, import->db, doubt->account),
                   cx_dec_format(money, doubt->first[0], 2));
    note(import, &text);
}

/* Once, whichever kind comes first. */
static int tell_overpaid(struct import *import, struct cx_err *err)
{
    struct doubt doubt = {0};
    if (!settle(&import->owing, import))
        return 0;
    int rc = count_all(&doubt, import, SQL_overpaid, &import->owing, 1, err);
    if (rc == 0)
        tell_money(import, &doubt,
                   cx_said_n("%lld account is paid more than it owes: %s by %s",
                             "%lld accounts are paid more than they owe, the first %s by %s",
                             (unsigned long long)doubt.count));
    import->owing.count = 0;
    return rc;
}

static int tell_twice(struct import *import, struct cx_err *err)
{
    struct doubt doubt = {0};
    struct cx_buf text = {0};
    char first[CX_ID_MAX + 1], second[CX_ID_MAX + 1];
    if (!settle(&import->paid, import))
        return 0;
    int rc = count_all(&doubt, import, SQL_twice, &import->paid, 2, err);
    if (rc == 0 && doubt.count > 0)
        cx_buf_say(
            &text,
            cx_said_n("%lld payment has the same account, day and amount as another: %s and %s",
                      "%lld payments have the same account, day and amount as others, the "
                      "first %s and %s",
                      (unsigned long long)doubt.count),
            (long long)doubt.count, cx_id_text(first, import->db, doubt.first[0]),
            cx_id_text(second, import->db, doubt.first[1]));
    note(import, &text);
    return rc;
}

/* Payments, each with a day of its account. */
static void tell_payments(const struct import *import, const struct doubt *doubt,
                          const char *format)
{
    char first[CX_ID_MAX + 1], account[CX_ID_MAX + 1], day[CX_DATE_TEXT];
    struct cx_buf text = {0};
    if (doubt->count > 0)
        cx_buf_say(&text, format, (long long)doubt->count,
                   cx_id_text(first, import->db, doubt->first[0]),
                   cx_id_text(account, import->db, doubt->account),
                   cx_date_format(day, (cx_date)doubt->first[1]));
    note(import, &text);
}

static int tell_outside(struct import *import, struct cx_err *err)
{
    struct doubt early = {0}, late = {0};
    int rc = count_all(&late, import, SQL_closed, &import->ended, 2, err);
    if (rc == 0)
        rc = count_all(&early, import, SQL_early, &import->ended, 2, err);
    if (rc < 0)
        return rc;
    tell_payments(import, &late,
                  cx_said_n("%lld payment came after its account was closed: %s on %s, which was "
                            "closed on %s",
                            "%lld payments came after their accounts were closed, the first %s "
                            "on %s, which was closed on %s",
                            (unsigned long long)late.count));
    tell_payments(import, &early,
                  cx_said_n("%lld payment came before its account was placed: %s on %s, which was "
                            "placed on %s",
                            "%lld payments came before their accounts were placed, the first %s "
                            "on %s, which was placed on %s",
                            (unsigned long long)early.count));
    return 0;
}

static int tell_unpaid(struct import *import, struct cx_err *err)
{
    struct doubt doubt = {0};
    int rc = count_all(&doubt, import, SQL_unpaid, &import->ended, 1, err);
    if (rc == 0)
        tell_money(import, &doubt,
                   cx_said_n("%lld account was closed as paid and still owes: %s owes %s",
                             "%lld accounts were closed as paid and still owe, the first %s owes "
                             "%s",
                             (unsigned long long)doubt.count));
    return rc;
}

/* Once, whichever kind comes first. */
static int tell_ended(struct import *import, struct cx_err *err)
{
    if (!settle(&import->ended, import))
        return 0;
    int rc = tell_outside(import, err);
    if (rc == 0)
        rc = tell_unpaid(import, err);
    import->ended.count = 0;
    return rc;
}

int doubts_of_accounts(struct import *import, const struct file *files, struct cx_err *err)
{
    (void)files;
    int rc = tell_overpaid(import, err);
    return rc < 0 ? rc : tell_ended(import, err);
}

int doubts_of_payments(struct import *import, struct cx_err *err)
{
    int rc = tell_overpaid(import, err);
    if (rc == 0)
        rc = tell_twice(import, err);
    return rc < 0 ? rc : tell_ended(import, err);
}

int doubts_of_extensions(struct import *import, struct cx_err *err)
{
    struct doubt doubt = {0};
    struct cx_buf text = {0};
    char id[CX_ID_MAX + 1], account[CX_ID_MAX + 1], to[CX_DATE_TEXT], due[CX_DATE_TEXT];
    if (!settle(&import->extended, import))
        return 0;
    int rc = count_all(&doubt, import, SQL_shortened, &import->extended, 3, err);
    if (rc == 0 && doubt.count > 0)
        cx_buf_say(&text,
                   cx_said_n("%lld extension is to a day before the account is due: %s to %s, of "
                             "%s, due on %s",
                             "%lld extensions are to days before the accounts are due, the first "
                             "%s to %s, of %s, due on %s",
                             (unsigned long long)doubt.count),
                   (long long)doubt.count, cx_id_text(id, import->db, doubt.first[0]),
                   cx_date_format(to, (cx_date)doubt.first[1]),
                   cx_id_text(account, import->db, doubt.account),
                   cx_date_format(due, (cx_date)doubt.first[2]));
    note(import, &text);
    return rc;
}
