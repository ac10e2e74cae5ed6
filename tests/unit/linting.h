/* What lint finds in a plan of the staff, as text. */
#ifndef CX_UNIT_LINTING_H
#define CX_UNIT_LINTING_H

#include "bonuses.h"
#include "lint/lint.h"

/* 2026-10-31; the staff have payments of October unless a test says otherwise. */
#define LINT_DAY 20757

static inline void lint_open(void)
{
    staff_open();
    company_load(&c, "settings.csv", "name,value\njurisdiction,none\n");
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-10-05,1000\nP2,A4,2026-10-06,500\n");
}

/* "severity check id: finding", a line each; a database without TEMP tables is left behind. */
static inline void ck_lint(const char *wanted)
{
    struct cx_lint *lint = NULL;
    struct cx_buf got = {0};
    ck_assert_msg(cx_lint_run(&lint, c.db, LINT_DAY, NULL, false, &c.err) == 0, "%s", c.err.text);
    for (size_t i = 0; i < lint->count; i++) {
        const struct cx_finding *finding = &lint->list[i];
        ck_assert(finding->advice && *finding->advice && !strchr(finding->advice, '\n'));
        cx_buf_printf(&got, "%s %s %s: %s\n",
                      finding->severity == CX_LINT_ERROR ? "error" : "warning", finding->check,
                      finding->id, finding->finding);
    }
    ck_assert_str_eq(cx_buf_str(&got), wanted);
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM temp.sqlite_schema "
                                     "WHERE name IN ('rules', 'tiers', 'scorecards', 'measures')"),
                     "0");
    cx_buf_fini(&got);
    cx_lint_free(lint);
}

/* Changes the database as an import would not. */
static inline void by_hand(const char *sql)
{
    ck_assert_msg(cx_db_exec(c.db, sql, &c.err) == 0, "%s", c.err.text);
}

#endif
