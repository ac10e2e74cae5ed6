/* What a seal says of the data that it was computed from: the head of the audit log, which covers
 * every file that was imported, and how many rows of each kind there were, with their amounts. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
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

struct input {
    int64_t rows, amount;
    bool has_amount;
};

static int count_kind(struct input *input, struct cx_db *db, const struct cx_kind *kind,
                      struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    struct cx_buf sql = {0};
    int amount = cx_kind_field(kind, "amount", 6);
    cx_buf_printf(&sql, "SELECT count(*), %s FROM \"%s\"", amount < 0 ? "NULL" : "sum(amount)",
                  kind->name);
    int rc = cx_stmt_new(&stmt, db, cx_buf_str(&sql), err);
    if (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1)
        *input =
            (struct input){cx_stmt_int(stmt, 0), cx_stmt_int(stmt, 1), !cx_stmt_is_null(stmt, 1)};
    cx_stmt_free(stmt);
    cx_buf_fini(&sql);
    return rc < 0 ? rc : 0;
}

int inputs_count(struct inputs *inputs, struct cx_db *db, struct cx_err *err)
{
    size_t count;
    const struct cx_kind *const *kinds = cx_kinds(&count);
    int64_t state = 0;
    int rc = cx_db_state(&state, db, err);
    if (rc < 0 || (inputs->list && inputs->state == state))
        return rc;
    inputs_fini(inputs);
    *inputs = (struct inputs){cx_alloc(count * sizeof *inputs->list), state};
    for (size_t i = 0; rc == 0 && i < count; i++) {
        if (!is_sealed_kind(kinds[i]))
            rc = count_kind(&inputs->list[i], db, kinds[i], err);
        if (rc == 0)
            rc = cx_db_rest(db, err);
    }
    if (rc < 0)
        inputs_fini(inputs);
    return rc;
}

void inputs_fini(struct inputs *inputs)
{
    free(inputs->list);
    *inputs = (struct inputs){0};
}

int inputs_table(struct cx_table *out, struct cx_db *db, const struct inputs *inputs,
                 struct cx_err *err)
{
    size_t count;
    const struct cx_kind *const *kinds = cx_kinds(&count);
    cx_table_columns(out, columns, COLUMNS);
    int rc = add_audit(out, db, err);
    for (size_t i = 0; rc == 0 && i < count; i++) {
        const struct input *input = &inputs->list[i];
        const struct cx_cell cells[COLUMNS] = {
            cx_cell_text(kinds[i]->name), cx_cell_n(input->rows),
            input->has_amount ? cx_cell_n(input->amount) : CX_NULL_CELL, CX_NULL_CELL};
        if (!is_sealed_kind(kinds[i]))
            rc = cx_table_row(out, cells, err);
    }
    return rc;
}
