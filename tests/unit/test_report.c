/* report/report: the table of reports, and reports that are one statement. */
#include "report/reports.h"
#include "reporting.h"
#include "unit.h"

/* Every report has words of its own, is found by its name, and writes at least a header. */
START_TEST(table)
{
    size_t count;
    const struct cx_report *reports = cx_reports(&count);
    ck_assert_uint_gt(count, 0);
    for (size_t i = 0; i < count; i++) {
        char *text;
        ck_assert_ptr_eq(cx_report_find(reports[i].name), &reports[i]);
        ck_assert_uint_gt(strlen(reports[i].help), 0);
        ck_assert_msg(reported(&text, reports[i].name, "2026-10", NULL, 0) == 0, "%s: %s",
                      reports[i].name, c.err.text);
        ck_assert_msg(strchr(text, '\n') != NULL, "%s", reports[i].name);
        free(text);
    }
    ck_assert_ptr_null(cx_report_find("rank"));
    ck_assert_ptr_null(cx_report_find(""));
}
END_TEST

static int run_sql(const char *sql, char **text)
{
    static const struct cx_column columns[] = {{"word", "Word", CX_CELL_TEXT, 0, false},
                                               {"sum", "Sum", CX_CELL_MONEY, 2, true},
                                               {"day", "Day", CX_CELL_DATE, 0, false}};
    static const struct cx_render_options plain = {0};
    struct cx_report_options options = {.period = period_of("2026-10"), .now = 86400};
    FILE *stream = tmpfile();
    size_t n;
    c.err = (struct cx_err){0};
    int rc = report_sql(c.db, sql, columns, 3, &options, stream, CX_FORMAT_CSV, &plain, &c.err);
    *text = bytes_of(stream, &n);
    fclose(stream);
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
    tcase_add_test(tc, table);
    tcase_add_test(tc, one_statement);
    tcase_add_test(tc, wrong_statement);
}

UNIT_MAIN("report")
