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
        struct cx_report_options options = options_of("2026-10");
        options.subject = reports[i].needs_subject ? "A1" : NULL;
        ck_assert_msg(reported_with(&text, reports[i].name, &options, CX_FORMAT_CSV) == 0, "%s: %s",
                      reports[i].name, c.err.text);
        ck_assert_msg(*text != '\0', "%s", reports[i].name);
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
    struct cx_table *rows = NULL;
    FILE *stream = tmpfile();
    size_t n;
    c.err = (struct cx_err){0};
    int rc = report_sql(&rows, c.db, "Title", sql, columns, 3, &options, &c.err);
    if (rc == 0)
        ck_assert_int_eq(cx_table_write(rows, stream, CX_FORMAT_CSV, &plain, &c.err), 0);
    *text = bytes_of(stream, &n);
    fclose(stream);
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

/* 2.50 / 1.000000 with 4 decimals; 1 / 3 is rounded; nothing is divided by 0 or by nothing. */
START_TEST(shares)
{
    ck_assert_int_eq(report_share(250, 2, 1000000, 6, 4), 25000);
    ck_assert_int_eq(report_share(1, 0, 3, 0, 6), 333333);
    ck_assert_int_eq(report_share(2000000, 6, 100, 2, 0), 2);
    ck_assert(report_share(1, 0, 0, 0, 6) == CX_NO_VALUE);
    ck_assert(report_share(CX_NO_VALUE, 0, 1, 0, 6) == CX_NO_VALUE);
    ck_assert(report_share(1, 0, CX_NO_VALUE, 0, 6) == CX_NO_VALUE);
}
END_TEST

START_TEST(main_post)
{
    staff_add_mover();
    struct cx_scores *scores = scored("2026-10");
    const struct cx_post_score *post = report_main_post(scores, 4);
    ck_assert_int_eq(post->days, 21); /* not the ten of the first team */
    cx_scores_free(scores);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, table);
    tcase_add_test(tc, one_statement);
    tcase_add_test(tc, wrong_statement);
    tcase_add_test(tc, shares);
    tcase_add_test(tc, main_post);
}

UNIT_MAIN("report")
