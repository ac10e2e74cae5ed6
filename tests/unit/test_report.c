/* report/report: the list of reports. */
#include "reporting.h"
#include "unit.h"

/* Every report has words of its own, is found by its name, and writes at least a header. */
START_TEST(table)
{
    size_t count;
    const struct cx_report *reports = cx_reports(&count);
    company_load(&c, "customers.csv", "customer_id\nC1\n");
    ck_assert_uint_gt(count, 0);
    for (size_t i = 0; i < count; i++) {
        char *text;
        ck_assert_ptr_eq(cx_report_find(reports[i].name), &reports[i]);
        ck_assert_uint_gt(strlen(reports[i].help), 0);
        struct cx_report_options options = options_of("2026-10");
        options.subject = reports[i].is_of_customer ? "C1" : reports[i].needs_subject ? "A1" : NULL;
        ck_assert_msg(reported_with(&text, reports[i].name, &options, CX_FORMAT_CSV) == 0, "%s: %s",
                      reports[i].name, c.err.text);
        ck_assert_msg(*text != '\0', "%s", reports[i].name);
        free(text);
    }
    ck_assert_ptr_null(cx_report_find("rank"));
    ck_assert_ptr_null(cx_report_find(""));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, table);
}

UNIT_MAIN("report")
