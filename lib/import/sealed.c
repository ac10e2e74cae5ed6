/* Adjustments: of a month, for only months are paid; those of sealed ones come too late, unless the
 * same row is there already. */
#include <ctype.h>
#include <string.h>

#include "base/lang.h"
#include "import/hooks.h"

enum { PERIOD };

/* The sealed month that the row is of, or was; else the last one that is sealed, where the row's
 * comes before that, and will never be sealed. */
static const char find_sealed[] =
    "SELECT period, nth FROM (SELECT period, 1 AS nth FROM sealed_periods "
    "WHERE period IN (?2, (SELECT period FROM adjustments WHERE adjustment_id = ?1)) "
    "UNION ALL SELECT max(period), 2 FROM sealed_periods HAVING max(period) > ?2) "
    "WHERE NOT EXISTS (SELECT 1 FROM adjustments WHERE adjustment_id = ?1 AND period = ?2 "
    "AND employee_id = ?3 AND amount = ?4 AND reason = ?5 AND approved_by = ?6) "
    "ORDER BY nth LIMIT 1";

static void bind(struct cx_stmt *stmt, int parameter, const struct cx_field *field,
                 const struct cx_typed *cell)
{
    if (cell->text && field->type != CX_TYPE_ID)
        cx_stmt_bind_text(stmt, parameter, cell->text);
    else
        cx_stmt_bind_int(stmt, parameter, cell->n);
}

static bool check_month(struct file *file)
{
    const struct cx_typed *period = cell_of(file, PERIOD);
    int column = column_of(file, PERIOD);
    bool is_day = period->len == strlen("2026-10-01");
    const char *reason;
    if (period->len == strlen("2026-10") && isdigit((unsigned char)period->text[5]))
        return true;
    cx_type_refuse(&file->scratch, &reason, &file->kind->fields[column], period->text, period->len,
                   is_day
                       ? N_("is a day: where Excel has made it of a month, write 2026-10, or use "
                            "format month in a map")
                       : N_("is not a month, and adjustments are paid with one: write it as in "
                            "2026-10"));
    return bad_cell(file, column, reason);
}

int month_is_paid(struct cx_db *db, const char *period, struct cx_err *err)
{
    return cx_db_has_row(db,
                         "SELECT 1 FROM seals WHERE period = ?1 GROUP BY period HAVING "
                         "max(CASE action WHEN 'pay' THEN seq END) = max(seq)",
                         period, err);
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
        int paid = month_is_paid(file->import->db, cx_stmt_text(stmt, 0), err);
        if (paid < 0) {
            cx_stmt_free(stmt);
            return paid;
        }
        cx_buf_clear(&file->scratch);
        cx_buf_say(&file->scratch,
                   cx_stmt_int(stmt, 1) == 1 && paid
                       ? "%s is sealed and paid out: use an open month"
                   : cx_stmt_int(stmt, 1) == 1
                       ? "%s is sealed: use an open month, or reopen this one with cx-bonus "
                         "--reopen"
                       : "comes before %s, which is sealed, and would never be paid: use an open "
                         "month",
                   cx_stmt_text(stmt, 0));
        say_bad(file, file->row->line, "period", cx_buf_str(&file->scratch));
    }
    cx_stmt_free(stmt);
    return rc < 0 ? rc : rc == 0;
}

const struct hooks adjustments_hooks = {
    .kind = &cx_kind_adjustments,
    .columns = {[PERIOD] = "period"},
    .may_be_laid = true,
    .check = check_month,
    .complete = check_sealed,
};
