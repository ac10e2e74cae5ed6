/* report/audit: the log, or a period of it. */
#include "reporting.h"
#include "unit.h"

#define HEADER "seq,at,user,program,version,arguments,files,hash,clock\n"

START_TEST(rows)
{
    struct cx_report_options options = options_of("2026-10");
    char *text;
    ck_assert_int_eq(reported_with(&text, "audit", &options, CX_FORMAT_CSV), 0);
    ck_assert_ptr_nonnull(strstr(text, "\n1,2026-10-31 12:00:00,"));
    ck_assert_ptr_nonnull(strstr(text, ",cx-import,"));
    ck_assert_ptr_nonnull(strstr(text, company_ask(&c, "SELECT hash FROM audit")));
    free(text);
    ck_reported("audit", options_of("2026-09"), HEADER);
    options = options_of("2026-09");
    options.has_period = false; /* none was asked for: all */
    ck_assert_int_eq(reported_with(&text, "audit", &options, CX_FORMAT_CSV), 0);
    ck_assert_ptr_nonnull(strstr(text, "\n1,2026-10-31 12:00:00,"));
    free(text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, rows);
}

UNIT_MAIN("audit")
