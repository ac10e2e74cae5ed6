/* Payments that may be right but make no sense: more than is owed, and the same one twice. */
#include <stdlib.h>

#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "import/doubts.sql.h"
#include "import/hooks.h"

/* For more accounts than these it would take longer than the import; cx-bonus --check and reports
 * show balances below 0. */
#define ACCOUNTS_MAX 50000

void doubts_take(struct import *import, int64_t account)
{
    if (import->paid_count > ACCOUNTS_MAX)
        return;
    CX_GROW(import->paid, import->paid_count, import->paid_cap);
    import->paid[import->paid_count++] = account;
}

struct doubts {
    int64_t overpaid, twice; /* accounts, payments */
    int64_t overpaid_account, overpaid_cents;
    int64_t one, other; /* the first pair */
};

static int compare(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

static int look_at(struct doubts *doubts, int64_t account, struct cx_stmt *owed,
                   struct cx_stmt *twice, struct cx_err *err)
{
    cx_stmt_bind_int(owed, 1, account);
    int rc = cx_stmt_step(owed, err);
    if (rc == 1 && cx_stmt_int(owed, 0) < 0 && doubts->overpaid++ == 0) {
        doubts->overpaid_account = account;
        doubts->overpaid_cents = -cx_stmt_int(owed, 0);
    }
    cx_stmt_reset(owed);
    if (rc < 0)
        return rc;
    cx_stmt_bind_int(twice, 1, account);
    while ((rc = cx_stmt_step(twice, err)) == 1) {
        if (doubts->twice++ == 0) {
            doubts->one = cx_stmt_int(twice, 0);
            doubts->other = cx_stmt_int(twice, 1);
        }
    }
    cx_stmt_reset(twice);
    return rc;
}

static void tell(struct import *import, const struct doubts *doubts)
{
    const struct cx_import_options *options = import->options;
    char first[CX_ID_MAX + 1], second[CX_ID_MAX + 1], money[CX_DEC_TEXT];
    struct cx_buf text = {0};
    if (doubts->overpaid > 0) {
        cx_buf_say(&text,
                   cx_said_n("%lld account is paid more than it owes: %s by %s",
                             "%lld accounts are paid more than they owe, the first %s by %s",
                             (unsigned long long)doubts->overpaid),
                   (long long)doubts->overpaid,
                   cx_id_text(first, import->db, doubts->overpaid_account),
                   cx_dec_format(money, doubts->overpaid_cents, 2));
        options->note(options->context, cx_buf_str(&text));
    }
    cx_buf_clear(&text);
    if (doubts->twice > 0) {
        cx_buf_say(&text,
                   cx_said_n("%lld payment is of the account, day and amount of another: %s as %s",
                             "%lld payments are of the account, day and amount of others, the "
                             "first %s as %s",
                             (unsigned long long)doubts->twice),
                   (long long)doubts->twice, cx_id_text(first, import->db, doubts->one),
                   cx_id_text(second, import->db, doubts->other));
        options->note(options->context, cx_buf_str(&text));
    }
    cx_buf_fini(&text);
}

int doubts_finish(struct import *import, struct cx_err *err)
{
    struct cx_stmt *owed = NULL, *twice = NULL;
    struct doubts doubts = {0};
    if (import->paid_count == 0 || import->paid_count > ACCOUNTS_MAX || import->bad > 0 ||
        !import->options->note)
        return 0;
    qsort(import->paid, import->paid_count, sizeof *import->paid, compare);
    int rc = cx_stmt_new(&owed, import->db, SQL_owed, err);
    if (rc == 0)
        rc = cx_stmt_new(&twice, import->db, SQL_twice, err);
    for (size_t i = 0; rc == 0 && i < import->paid_count; i++) {
        if (i == 0 || import->paid[i] != import->paid[i - 1])
            rc = look_at(&doubts, import->paid[i], owed, twice, err);
    }
    if (rc == 0)
        tell(import, &doubts);
    cx_stmt_free(owed);
    cx_stmt_free(twice);
    return rc;
}
