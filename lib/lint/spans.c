/* Lint: rules and scorecards that begin or end inside a month, in the period that is looked at or
 * later. */
#include "kind/kind.h"
#include "lint/lint.sql.h"
#include "lint/linter.h"
#include "plan/rules.h"

typedef bool tell_span(struct cx_buf *out, cx_date valid_from, cx_date valid_to);

static int lint_kind(struct linter *linter, const char *kind, const char *sql, tell_span *tell,
                     cx_date from, cx_date to)
{
    struct cx_stmt *stmt = NULL;
    struct cx_buf text = {0};
    int rc = cx_stmt_new(&stmt, linter->db, sql, linter->err);
    if (rc == 0) {
        cx_stmt_bind_int(stmt, 1, from);
        cx_stmt_bind_int(stmt, 2, to);
    }
    while (rc == 0 && (rc = cx_stmt_step(stmt, linter->err)) == 1) {
        cx_date first = (cx_date)cx_stmt_int(stmt, 1);
        cx_date last = (cx_date)cx_stmt_int_or(stmt, 2, CX_DATE_NONE);
        cx_buf_clear(&text);
        if (tell(&text, first < from ? CX_EVER : first, last > to ? CX_DATE_NONE : last))
            found(linter, CX_LINT_WARNING, "span", kind, cx_stmt_text(stmt, 0),
                  "let it begin and end with a month, or choose the days in a measure's where",
                  "%s", cx_buf_str(&text));
        rc = 0;
    }
    cx_stmt_free(stmt);
    cx_buf_fini(&text);
    return rc;
}

int lint_spans(struct linter *linter, cx_date from, cx_date to)
{
    int rc = lint_kind(linter, "rules", SQL_spans, cx_rule_tell_span, from, to);
    return rc < 0 ? rc
                  : lint_kind(linter, "scorecards", SQL_card_spans, cx_card_tell_span, from, to);
}
