/* report/byday: measures and metrics of single days. */
#include "report/byday.h"
#include "reporting.h"
#include "unit.h"

START_TEST(days)
{
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-10-05,100\nP2,A1,2026-10-05,20\nP3,A4,2026-10-06,3\n");
    struct cx_scores *scores = scored("2026-10");
    struct daily *daily = NULL;
    cx_date from = scores->period.from + 4;
    int income = quantity_of(scores, "income"), growth = quantity_of(scores, "growth");
    size_t company = cx_subject_of_company(scores->org), ann = cx_subject_of_person(scores->org, 0);
    int64_t value;
    ck_assert_int_eq(daily_new(&daily, c.db, scores, from, from + 3, &c.err), 0);
    ck_assert_uint_eq(daily_count(daily), 3);
    ck_assert_int_eq(daily_value(&value, daily, 0, company, income, &c.err), 0);
    ck_assert_int_eq(value, 12000);
    ck_assert_int_eq(daily_value(&value, daily, 1, company, income, &c.err), 0);
    ck_assert_int_eq(value, 300);
    ck_assert_int_eq(daily_value(&value, daily, 0, ann, income, &c.err), 0);
    ck_assert_int_eq(value, 12000);
    ck_assert_int_eq(daily_value(&value, daily, 2, ann, income, &c.err), 0);
    ck_assert_int_eq(value, 0);
    ck_assert_int_eq(daily_value(&value, daily, 0, ann, growth, &c.err), 0);
    ck_assert(value == CX_NO_VALUE); /* prev_ is null */
    daily_free(daily);
    daily_free(NULL);
    cx_scores_free(scores);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, days);
}

UNIT_MAIN("byday")
