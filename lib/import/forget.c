/* Personal data of debtors is removed; what was added up from their accounts, sealed and paid
 * stays. */
#include <string.h>

#include "import/forget.sql.h"
#include "import/import.h"
#include "store/id.h"
#include "store/shown.h"

static int refuse_customer(struct cx_db *db, const char *customer, struct cx_err *err)
{
    char meant[CX_ID_MAX + 1];
    int rc =
        cx_id_meant(meant, db, "SELECT 1 FROM customers WHERE customer_id = ?1", customer, err);
    if (rc < 0)
        return rc;
    if (*meant)
        return cx_err_set(err, CX_EUSAGE, "there is no customer \"%s\" (did you mean %s?)",
                          customer, meant);
    return cx_err_set(err, CX_EUSAGE, "\"%s\" is not among the customers", customer);
}

static int add_customer(struct cx_db *db, const char *customer, struct cx_err *err)
{
    int64_t id = 0;
    int rc = cx_id_find(&id, db, customer, strlen(customer), err);
    if (rc == 0)
        rc = cx_db_exec_int(db, SQL_add, id, err);
    if (rc == 0 && cx_db_changes(db) == 0)
        rc = refuse_customer(db, customer, err);
    return rc;
}

static int list(struct cx_table *out, struct cx_db *db, struct cx_err *err)
{
    static const struct cx_column column = {"customer_id", "Customer", CX_CELL_TEXT, 0, false};
    struct cx_stmt *stmt = NULL;
    int rc = cx_db_show(db, err);
    cx_table_column(out, &column);
    if (rc == 0)
        rc = cx_stmt_new(&stmt, db, SQL_list, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        const struct cx_cell cell = cx_cell_text(cx_stmt_text(stmt, 0));
        cx_table_keep(out, &cell);
        rc = 0;
    }
    cx_stmt_free(stmt);
    return rc;
}

static int find(struct cx_table *out, struct cx_db *db, const struct cx_forget *options,
                struct cx_err *err)
{
    int rc = cx_db_exec(db, SQL_begin, err);
    for (size_t i = 0; rc == 0 && i < options->customer_count; i++)
        rc = add_customer(db, options->customers[i], err);
    if (rc == 0 && options->before != CX_DATE_NONE)
        rc = cx_db_exec_int(db, SQL_add_before, options->before, err);
    if (rc == 0 && options->everybody)
        rc = cx_db_exec(db, SQL_add_all, err);
    return rc < 0 ? rc : list(out, db, err);
}

int cx_forget(struct cx_table *out, struct cx_db *db, struct cx_forget *options, struct cx_err *err)
{
    int rc = cx_db_forgets(db, err);
    if (rc == 0)
        rc = cx_db_begin(db, err);
    if (rc == 0)
        rc = find(out, db, options, err);
    if (rc == 0 && !options->dry_run && (options->everybody || out->row_count > 0)) {
        rc = cx_db_exec(db, options->everybody ? SQL_find_all_texts : SQL_find_texts, err);
        if (rc == 0)
            rc = cx_db_exec(db, SQL_forget, err);
        if (rc == 0)
            rc = cx_db_exec(db, SQL_end, err);
        if (rc == 0)
            rc = cx_audit_add(db, options->audit, err);
        if (rc == 0)
            rc = cx_db_commit(db, err);
        options->is_done = rc == 0;
        if (rc == 0)
            rc = cx_db_rewrite(db, err);
    }
    cx_db_rollback(db);
    return rc;
}
