/* Lint: targets whose value makes no sense for the unit of their metric. */
#include "base/decimal.h"
#include "base/lang.h"
#include "lint/lint.sql.h"
#include "lint/linter.h"

int lint_targets(struct linter *linter)
{
    struct cx_stmt *stmt = NULL;
    char value[CX_DEC_TEXT];
    int rc = cx_stmt_new(&stmt, linter->db, SQL_targets, linter->err);
    if (rc == 0) {
        cx_stmt_bind_int(stmt, 1, CX_UNIT_NUMBER);
        cx_stmt_bind_int(stmt, 2, CX_UNIT_RATIO);
        cx_stmt_bind_int(stmt, 3, CX_UNIT_SCORE);
    }
    while (rc == 0 && (rc = cx_stmt_step(stmt, linter->err)) == 1) {
        int unit = cx_stmt_choice(stmt, 3, cx_units, CX_UNIT_NUMBER);
        found(linter, CX_LINT_WARNING, "target", "targets", cx_stmt_text(stmt, 0),
              unit == CX_UNIT_RATIO ? "write a ratio as a part of 1, or with its sign: 0.2 or 20%"
                                    : "correct it, unless it is meant",
              "%s: %s is unlikely for a metric of unit %s", cx_stmt_text(stmt, 1),
              cx_dec_format_short(value, cx_stmt_int(stmt, 2), 6), cx_units[unit]);
        rc = 0;
    }
    cx_stmt_free(stmt);
    return rc;
}
