/* What a seal says of the data that it was computed from: the head of the audit log, which covers
 * every file that was imported, and how many rows of each kind there were, with their amounts. */
#include <stdio.h>
#include <string.h>

#include "seal/seal.sql.h"
#include "seal/sealed.h"

static const struct cx_column columns[] = {
    {"name", NULL, CX_CELL_TEXT, 0, false},
    {"rows", NULL, CX_CELL_NUMBER, 0, false},
    {"amount", NULL, CX_CELL_MONEY, 2, false},
    {"hash", NULL, CX_CELL_TEXT, 0, false},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

bool is_sealed_kind(const struct cx_kind *kind)
{
    return kind->is_plan || strcmp(kind->name, "targets") == 0;
}

static int add_audit(struct cx_table *out, struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, SQL_audit_head, err);
    if (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        struct cx_cell cells[COLUMNS] = {cx_cell_text("audit"), cx_cell_n(cx_stmt_int(stmt, 0)),
                                         CX_NULL_CELL, cx_cell_text(cx_stmt_text(stmt, 1))};
        rc = cx_table_row(out, cells, err);
    }
    cx_stmt_free(stmt);
    return rc;
}

static int add_kind(struct cx_table *out, struct cx_db *db, const struct cx_kind *kind,
                    struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    struct cx_buf sql = {0};
    int amount = cx_kind_field(kind, "amount", 6);
    cx_buf_printf(&sql, "SELECT count(*), %s FROM \"%s\"", amount < 0 ? "NULL" : "sum(amount)",
                  kind->name);
    int rc = cx_stmt_new(&stmt, db, cx_buf_str(&sql), err);
    if (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        struct cx_cell cells[COLUMNS] = {cx_cell_text(kind->name), cx_cell_n(cx_stmt_int(stmt, 0)),
                                         cx_stmt_is_null(stmt, 1) ? CX_NULL_CELL
                                                                  : cx_cell_n(cx_stmt_int(stmt, 1)),
                                         CX_NULL_CELL};
        rc = cx_table_row(out, cells, err);
    }
    cx_stmt_free(stmt);
    cx_buf_fini(&sql);
    return rc;
}

int inputs_table(struct cx_table *out, struct cx_db *db, struct cx_err *err)
{
    size_t count;
    const struct cx_kind *const *kinds = cx_kinds(&count);
    int rc = 0;
    cx_table_columns(out, columns, COLUMNS);
    if (rc == 0)
        rc = add_audit(out, db, err);
    for (size_t i = 0; rc == 0 && i < count; i++) {
        if (!is_sealed_kind(kinds[i]))
            rc = add_kind(out, db, kinds[i], err);
    }
    return rc;
}
