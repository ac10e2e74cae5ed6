/* Adjustments of sealed periods: they come too late, unless the same row is there already. */
#include "import/hooks.h"

static const char find_sealed[] =
    "SELECT period FROM sealed_periods "
    "WHERE period IN (?2, (SELECT period FROM adjustments WHERE adjustment_id = ?1)) "
    "AND NOT EXISTS (SELECT 1 FROM adjustments WHERE adjustment_id = ?1 AND period = ?2 "
    "AND employee_id = ?3 AND amount = ?4 AND reason = ?5 AND approved_by = ?6) LIMIT 1";

static void bind(struct cx_stmt *stmt, int parameter, const struct cx_field *field,
                 const struct cx_typed *cell)
{
    if (cell->text && field->type != CX_TYPE_ID)
        cx_stmt_bind_text(stmt, parameter, cell->text);
    else
        cx_stmt_bind_int(stmt, parameter, cell->n);
}

static int check_sealed(struct file *file, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    if (file->import->is_laid)
        return 1;
    int rc = cx_stmt_new(&stmt, file->import->db, find_sealed, err);
    if (rc < 0)
        return rc;
    for (size_t i = 0; i < file->kind->count; i++)
        bind(stmt, (int)i + 1, &file->kind->fields[i], &file->cells[i]);
    rc = cx_stmt_step(stmt, err);
    if (rc == 1) {
        cx_buf_clear(&file->scratch);
        cx_buf_say(&file->scratch,
                   "%s is sealed: use an open month, or reopen this one with cx-bonus --reopen",
                   cx_stmt_text(stmt, 0));
        say_bad(file, file->row->line, "period", cx_buf_str(&file->scratch));
    }
    cx_stmt_free(stmt);
    return rc < 0 ? rc : rc == 0;
}

const struct hooks adjustments_hooks = {
    .kind = &cx_kind_adjustments,
    .may_be_laid = true,
    .complete = check_sealed,
};
