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

static int write_audit(struct cx_render *render, struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, SQL_audit_head, err);
    if (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        struct cx_cell cells[COLUMNS] = {cx_cell_text("audit"), cx_cell_n(cx_stmt_int(stmt, 0)),
                                         CX_NULL_CELL, cx_cell_text(cx_stmt_text(stmt, 1))};
        rc = cx_render_row(render, cells, err);
    }
    cx_stmt_free(stmt);
    return rc;
}

static int write_kind(struct cx_render *render, struct cx_db *db, const struct cx_kind *kind,
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
        rc = cx_render_row(render, cells, err);
    }
    cx_stmt_free(stmt);
    cx_buf_fini(&sql);
    return rc;
}

int write_inputs(struct cx_db *db, FILE *stream, struct cx_err *err)
{
    const struct cx_render_options options = {0};
    struct cx_render *render = NULL;
    size_t count;
    const struct cx_kind *const *kinds = cx_kinds(&count);
    int rc = cx_render_open(&render, stream, CX_FORMAT_CSV, columns, COLUMNS, &options, err);
    if (rc == 0)
        rc = write_audit(render, db, err);
    for (size_t i = 0; rc == 0 && i < count; i++) {
        if (!is_sealed_kind(kinds[i]))
            rc = write_kind(render, db, kinds[i], err);
    }
    int closed = render ? cx_render_close(render, err) : 0;
    return rc < 0 ? rc : closed;
}
