/* assign/fit: what --fit shows and keeps. */
#include "past.h"
#include "unit.h"

static void tear_down(void)
{
    company_close(&c);
}

START_TEST(shows_and_keeps)
{
    struct cx_assign_options options = assign_options();
    options.dry_run = true;
    char *text = listed(cx_assign_fit, &options);
    ck_assert_ptr_nonnull(strstr(text, "mark,auc,200,0."));
    ck_assert_ptr_nonnull(strstr(text, "\ncalibration,10,20,"));
    ck_assert_ptr_nonnull(strstr(text, "\nterm,rating=AAA,,"));
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM model_terms"), "0");
    options.dry_run = false;
    char *again = listed(cx_assign_fit, &options);
    ck_assert_str_eq(again, text);
    ck_assert_str_ne(company_ask(&c, "SELECT count(*) FROM model_terms"), "0");
    ck_assert_str_eq(company_ask(&c, "SELECT program FROM audit ORDER BY seq DESC"), "cx-assign");
    free(text);
    free(again);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, past_open, tear_down);
    tcase_add_test(tc, shows_and_keeps);
}
UNIT_MAIN("fit")
