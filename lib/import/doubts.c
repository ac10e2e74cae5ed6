/* Payments and extensions that may be right but make no sense: more than is owed, the same payment
 * twice, after the account was closed; extended to a day before the due date. */
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

enum { TWICE, CLOSED, STATEMENTS };

static int look_at(struct doubt doubts[STATEMENTS], struct cx_stmt *stmts[STATEMENTS],
                   int64_t account, struct cx_err *err)
{
    int rc = count_rows(&doubts[TWICE], stmts[TWICE], account, 2, err);
    return rc < 0 ? rc : count_rows(&doubts[CLOSED], stmts[CLOSED], account, 2, err);
}

static void note(const struct import *import, struct cx_buf *text)
{
    import->options->note(import->options->context, cx_buf_str(text));
    cx_buf_clear(text);
}

static void tell(struct import *import, const struct doubt doubts[STATEMENTS])
{
    const struct doubt *twice = &doubts[TWICE], *closed = &doubts[CLOSED];
    char first[CX_ID_MAX + 1], second[CX_ID_MAX + 1], day[CX_DATE_TEXT];
    struct cx_buf text = {0};
    if (twice->count > 0) {
        cx_buf_say(
            &text,
            cx_said_n("%lld payment has the same account, day and amount as another: %s and %s",
                      "%lld payments have the same account, day and amount as others, the "
                      "first %s and %s",
                      (unsigned long long)twice->count),
            (long long)twice->count, cx_id_text(first, import->db, twice->first[0]),
            cx_id_text(second, import->db, twice->first[1]));
        note(import, &text);
    }
    if (closed->count > 0) {
        cx_buf_say(&text,
                   cx_said_n("%lld payment came after its account was closed: %s on %s, which was "
                             "closed on %s",
                             "%lld payments came after their accounts were closed, the first %s "
                             "on %s, which was closed on %s",
                             (unsigned long long)closed->count),
                   (long long)closed->count, cx_id_text(first, import->db, closed->first[0]),
                   cx_id_text(second, import->db, closed->account),
                   cx_date_format(day, (cx_date)closed->first[1]));
        note(import, &text);
    }
    cx_buf_fini(&text);
}

int doubts_of_balances(struct import *import, const struct file *files, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    struct doubt overpaid = {0};
    struct cx_buf text = {0};
    struct doubtful *owing = &import->owing;
    char first[CX_ID_MAX + 1], money[CX_DEC_TEXT];
    (void)files;
    if (!settle(owing, import))
        return 0;
    int rc = cx_stmt_new(&stmt, import->db, SQL_overpaid, err);
    for (size_t i = 0; rc == 0 && i < owing->count; i++)
        rc = count_rows(&overpaid, stmt, owing->accounts[i], 1, err);
    if (rc == 0 && overpaid.count > 0) {
        cx_buf_say(&text,
                   cx_said_n("%lld account is paid more than it owes: %s by %s",
                             "%lld accounts are paid more than they owe, the first %s by %s",
                             (unsigned long long)overpaid.count),
                   (long long)overpaid.count, cx_id_text(first, import->db, overpaid.account),
                   cx_dec_format(money, overpaid.first[0], 2));
        note(import, &text);
    }
    owing->count = 0;
    cx_stmt_free(stmt);
    cx_buf_fini(&text);
    return rc;
}

int doubts_of_payments(struct import *import, struct cx_err *err)
{
    static const char *const sql[STATEMENTS] = {SQL_twice, SQL_closed};
    struct cx_stmt *stmts[STATEMENTS] = {NULL};
    struct doubt doubts[STATEMENTS] = {{0}};
    struct doubtful *paid = &import->paid;
    int rc = 0;
    if (!settle(paid, import))
        return 0;
    for (int i = 0; rc == 0 && i < STATEMENTS; i++)
        rc = cx_stmt_new(&stmts[i], import->db, sql[i], err);
    for (size_t i = 0; rc == 0 && i < paid->count; i++)
        rc = look_at(doubts, stmts, paid->accounts[i], err);
    if (rc == 0)
        tell(import, doubts);
    for (int i = 0; i < STATEMENTS; i++)
        cx_stmt_free(stmts[i]);
    return rc;
}

int doubts_of_extensions(struct import *import, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    struct doubt doubt = {0};
    struct cx_buf text = {0};
    struct doubtful *extended = &import->extended;
    char id[CX_ID_MAX + 1], account[CX_ID_MAX + 1], to[CX_DATE_TEXT], due[CX_DATE_TEXT];
    if (!settle(extended, import))
        return 0;
    int rc = cx_stmt_new(&stmt, import->db, SQL_shortened, err);
    for (size_t i = 0; rc == 0 && i < extended->count; i++)
        rc = count_rows(&doubt, stmt, extended->accounts[i], 3, err);
    if (rc == 0 && doubt.count > 0) {
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
    }
    cx_stmt_free(stmt);
    cx_buf_fini(&text);
    return rc;
}
