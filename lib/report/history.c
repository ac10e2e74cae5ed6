/* The reports account and customer: everything that happened to one account, or to all of a
 * customer's, in order of time; and how a customer stands now. */
#include <stdio.h>
#include <string.h>

#include "assign/assign.h"
#include "base/decimal.h"
#include "base/lang.h"
#include "report/breaking.h"
#include "report/history.sql.h"
#include "report/reports.h"
#include "store/id.h"

/* What is said of one that isn't there, and of one that may be meant. */
struct nobody {
    const char *is_there, *is_meant;
};

static int find(int64_t *id, struct cx_db *db, const char *text, const char *sql,
                const struct nobody *nobody, struct cx_err *err)
{
    char meant[CX_ID_MAX + 1];
    struct cx_stmt *stmt = NULL;
    int rc = cx_id_find(id, db, text, strlen(text), err);
    if (rc == 0)
        rc = cx_stmt_first(&stmt, db, sql, *id, err);
    if (rc == 0 && (rc = cx_id_meant(meant, db, sql, text, err)) == 0)
        rc = cx_err_set(err, CX_EUSAGE, *meant ? nobody->is_meant : nobody->is_there, text, meant);
    cx_stmt_free(stmt);
    return rc < 0 ? rc : 0;
}

/* The last is a customer's. */
static const struct cx_column columns[] = {
    {"at", "When", CX_CELL_TIME, 0, false},
    {"what", "What", CX_CELL_TEXT, 0, false},
    {"id", "Id", CX_CELL_TEXT, 0, false},
    {"name", "Name", CX_CELL_TEXT, 0, false},
    {"amount", "Amount", CX_CELL_MONEY, 2, false},
    {"balance", "Balance", CX_CELL_MONEY, 2, false},
    {"detail", "Detail", CX_CELL_TEXT, 0, false},
    {"account_id", "Account", CX_CELL_TEXT, 0, false},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static int add_story(struct cx_table *out, struct cx_db *db, int64_t id, bool of_customer,
                     const struct cx_report_options *options, struct cx_err *err)
{
    struct cx_buf sql = {0};
    breaking_sql(&sql, SQL_account_story);
    int rc = report_sql_of(out, db, options->subject, cx_buf_str(&sql), columns,
                           of_customer ? COLUMNS : COLUMNS - 1, options, id, of_customer, err);
    cx_buf_fini(&sql);
    return rc;
}

REPORT(report_account)
{
    struct cx_err problem = {0};
    static const struct nobody nobody = {N_("there is no account \"%s\""),
                                         N_("there is no account \"%s\" (did you mean %s?)")};
    int64_t id;
    int rc = find(&id, db, options->subject, "SELECT 1 FROM accounts WHERE account_id = ?1",
                  &nobody, err);
    if (rc == 0)
        rc = add_story(out, db, id, false, options, &problem);
    return rc < 0 && problem.code
               ? cx_err_set(err, rc, "account %s: %s", options->subject, problem.text)
               : rc;
}

/* Of an account's status; a check that is open is another thing. */
static const char *status_name(const char *status)
{
    return strcmp(status, "open") == 0 ? cx_shown_in("status", NC_("status", "open"))
                                       : cx_shown_word(status);
}

/* A row of now. */
static void keep_now(struct cx_table *out, cx_time now, const char *what, struct cx_cell id,
                     struct cx_cell amount, struct cx_cell balance, const char *detail,
                     const char *account)
{
    const struct cx_cell cells[] = {
        cx_cell_n(now),       cx_cell_word(what),   id, CX_NULL_CELL, amount, balance,
        cx_cell_text(detail), cx_cell_text(account)};
    cx_table_keep(out, cells);
}

static int add_customer(struct cx_table *out, struct cx_db *db, int64_t id, cx_time now,
                        struct cx_err *err)
{
    static const char *const what[] = {"name",           "customer", "rating",  "region",
                                       "contact_person", "phone",    "channel", "owner"};
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, SQL_customer_now, err);
    if (rc == 0) {
        cx_stmt_bind_int(stmt, 4, id);
        rc = cx_stmt_step(stmt, err);
    }
    for (int i = 0; rc == 1 && i < (int)(sizeof what / sizeof *what); i++) {
        const char *text = cx_stmt_text(stmt, i);
        bool is_id = i == 1 || i == 7;
        if (text && *text)
            keep_now(out, now, what[i], is_id ? cx_cell_text(text) : CX_NULL_CELL, CX_NULL_CELL,
                     CX_NULL_CELL, is_id ? NULL : text, NULL);
    }
    cx_stmt_free(stmt);
    return rc < 0 ? rc : 0;
}

/* How a debt stands, by a row of cx_assign_customer. */
static void add_debt(struct cx_table *out, const struct cx_table *debts, size_t row, cx_time now)
{
    enum {
        ACCOUNT,
        HOLDER,
        STATUS,
        STAGE,
        DUE_ON,
        DPD,
        BALANCE,
        P_PAY,
        EXPECTED,
        PROMISED_ON,
        PROMISE,
        INSTALMENT_ON,
        INSTALMENT_AMOUNT
    };
    const struct cx_cell *cells[INSTALMENT_AMOUNT + 1];
    char text[80], day[CX_DATE_TEXT], chance[CX_DEC_TEXT];
    for (int i = 0; i <= INSTALMENT_AMOUNT; i++)
        cells[i] = cx_table_cell(debts, row, (size_t)i);
    const char *account = cells[ACCOUNT]->text;
    if (cells[STAGE]->text)
        snprintf(text, sizeof text, cx_shown("stage %s at %d days"), cells[STAGE]->text,
                 (int)cells[DPD]->n);
    keep_now(out, now, "stands", *cells[HOLDER], CX_NULL_CELL, *cells[BALANCE],
             cells[STAGE]->text ? text : status_name(cells[STATUS]->text), account);
    if (!cells[P_PAY]->null)
        keep_now(out, now, "chance", CX_NULL_CELL, *cells[EXPECTED], CX_NULL_CELL,
                 cx_dec_format_short(chance, cells[P_PAY]->n, 6), account);
    if (cells[PROMISE]->text) {
        snprintf(text, sizeof text, cx_shown("for %s: %s"),
                 cx_date_format(day, (cx_date)cells[PROMISED_ON]->n),
                 cx_shown_word(cells[PROMISE]->text));
        keep_now(out, now, "promise", CX_NULL_CELL, CX_NULL_CELL, CX_NULL_CELL, text, account);
    }
    if (!cells[INSTALMENT_ON]->null)
        keep_now(out, now, "instalment", CX_NULL_CELL, *cells[INSTALMENT_AMOUNT], CX_NULL_CELL,
                 cx_date_format(day, (cx_date)cells[INSTALMENT_ON]->n), account);
}

REPORT(report_customer)
{
    struct cx_table *debts = cx_table_new(NULL);
    static const struct nobody nobody = {N_("there is no customer \"%s\""),
                                         N_("there is no customer \"%s\" (did you mean %s?)")};
    int64_t id;
    int rc = find(&id, db, options->subject, "SELECT 1 FROM customers WHERE customer_id = ?1",
                  &nobody, err);
    if (rc == 0)
        rc = add_story(out, db, id, true, options, err);
    if (rc == 0)
        rc = add_customer(out, db, id, options->now, err);
    if (rc == 0)
        rc = cx_assign_customer(debts, db, options->subject, cx_date_of(options->now), err);
    for (size_t row = 0; rc == 0 && row < debts->row_count; row++)
        add_debt(out, debts, row, options->now);
    cx_table_free(debts);
    return rc;
}
