/* report/from_sql: reports that are one statement. */
#include "report/reports.h"
#include "reporting.h"
#include "unit.h"

static int run_sql(const char *sql, char **text)
{
    static const struct cx_column columns[] = {{"word", "Word", CX_CELL_TEXT, 0, false},
                                               {"sum", "Sum", CX_CELL_MONEY, 2, true},
                                               {"day", "Day", CX_CELL_DATE, 0, false}};
    struct cx_report_options options = {.period = period_of("2026-10"), .now = 86400};
    struct cx_table *rows = cx_table_new(NULL);
    struct cx_buf out = {0};
    c.err = (struct cx_err){0};
    int rc = report_sql(rows, c.db, "Title", sql, columns, 3, &options, &c.err);
    if (rc == 0)
        ck_assert_int_eq(cx_table_put(&out, rows, CX_FORMAT_CSV, &c.err), 0);
    *text = strdup(cx_buf_str(&out));
    cx_buf_fini(&out);
    cx_table_free(rows);
    return rc;
}

/* ?1 and ?2 are the period's days, ?3 is now. */
START_TEST(one_statement)
{
    char *text;
    ck_assert_int_eq(run_sql("VALUES ('a', 12345, ?1), (NULL, NULL, ?2), (?3, -5, NULL)", &text),
                     0);
    ck_assert_str_eq(text, "word,sum,day\na,123.45,2026-10-01\n,,2026-11-01\n86400,-0.05,\n");
    free(text);
    ck_assert_int_eq(run_sql("SELECT 1, 2, ?1 + ?2 + ?3 WHERE 0", &text), 0);
    ck_assert_str_eq(text, "word,sum,day\n");
    free(text);
}
END_TEST

START_TEST(wrong_statement)
{
    char *text;
    ck_assert_int_lt(run_sql("SELECT nonsense", &text), 0);
    ck_assert_str_eq(text, "");
    ck_assert_str_ne(c.err.text, "");
    free(text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, one_statement);
    tcase_add_test(tc, wrong_statement);
}

UNIT_MAIN("from_sql")
