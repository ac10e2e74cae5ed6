#include "past/former.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "past/former.sql.h"

void former_fini(struct former *former)
{
    free(former->debts);
    free(former->debtors);
    cx_stmt_free(former->find_debts);
    cx_stmt_free(former->find_debtors);
}

static int32_t keep(struct former *former, struct cx_stmt *row, int column)
{
    const char *text = cx_stmt_text(row, column);
    return text ? cx_pool_put(former->texts, text, strlen(text)) : -1;
}

static int ask(struct cx_stmt **stmt, struct former *former, const char *sql, int64_t id,
               struct cx_err *err)
{
    int rc = *stmt ? 0 : cx_stmt_new(stmt, former->db, sql, err);
    if (rc == 0)
        cx_stmt_bind_int(*stmt, 1, id);
    return rc;
}

int former_debts(struct former *former, const struct cx_past_debt *now, struct cx_err *err)
{
    former->debt_count = 0;
    if (now->since == CX_PAST_EVER)
        return 0;
    int rc = ask(&former->find_debts, former, SQL_former_debts, now->id, err);
    struct cx_stmt *row = former->find_debts;
    while (rc == 0 && (rc = cx_stmt_step(row, err)) == 1) {
        CX_GROW(former->debts, former->debt_count, former->debt_cap);
        struct cx_past_debt *debt = &former->debts[former->debt_count++];
        *debt = *now;
        debt->since = (cx_date)cx_stmt_int(row, 0);
        debt->client = keep(former, row, 1);
        debt->batch = keep(former, row, 2);
        debt->product = keep(former, row, 3);
        debt->region = keep(former, row, 4);
        rc = 0;
    }
    return rc;
}

int former_debtors(struct former *former, const struct cx_past_debtor *now, struct cx_err *err)
{
    former->debtor_count = 0;
    if (now->since == CX_PAST_EVER)
        return 0;
    int rc = ask(&former->find_debtors, former, SQL_former_debtors, now->id, err);
    struct cx_stmt *row = former->find_debtors;
    while (rc == 0 && (rc = cx_stmt_step(row, err)) == 1) {
        CX_GROW(former->debtors, former->debtor_count, former->debtor_cap);
        struct cx_past_debtor *debtor = &former->debtors[former->debtor_count++];
        *debtor = *now;
        debtor->since = (cx_date)cx_stmt_int(row, 0);
        debtor->owner = cx_stmt_int(row, 1);
        debtor->region = keep(former, row, 2);
        debtor->rating = (int8_t)cx_stmt_choice(row, 3, cx_ratings, -1);
        rc = 0;
    }
    return rc;
}
