/* report/todate: how far a period has come, and what of its targets is due. */
#include "report/reports.h"
#include "report/todate.h"
#include "reporting.h"
#include "unit.h"

static cx_date day(int month, int of)
{
    cx_date date;
    ck_assert(cx_date_make(&date, 2026, month, of));
    return date;
}

static struct todate *loaded(cx_date today)
{
    struct todate *todate = NULL;
    struct cx_period october = period_of("2026-10");
    struct cx_report_options options = options_of("2026-10");
    ck_assert_int_eq(report_functions(c.db, &options, &c.err), 0);
    ck_assert_msg(todate_load(&todate, c.db, &october, today, &c.err) == 0, "%s", c.err.text);
    return todate;
}

static void set_up(void)
{
    staff_open();
    company_load(&c, "targets.csv",
                 TARGETS "company,,income,2026-10,2200\nteam,T1,share,2026-10,0.8\n"
                         "employee,E1,income,2026-10,110\nemployee,E1,income,2026-09,7\n");
}

/* October has 22 weekdays; up to the 14th there are 10, and 2200 × 10 / 22 = 1000 are due. */
START_TEST(middle)
{
    struct todate *todate = loaded(day(10, 14));
    const struct cx_scores *scores = todate->scores;
    int income = quantity_of(scores, "income"), share = quantity_of(scores, "share");
    size_t subject;
    ck_assert_int_eq(todate->workdays, 22);
    ck_assert_int_eq(todate->elapsed, 10);
    ck_assert(todate->is_begun && !todate->is_over);
    ck_assert_str_eq(todate->part.name, "2026-10-01..2026-10-14");
    ck_assert_uint_eq(todate->target_count, 3);
    int64_t target = todate_target(todate, CX_SCOPE_COMPANY, 0, income);
    ck_assert_int_eq(target, INT64_C(2200000000));
    ck_assert_int_eq(todate_due(todate, income, target), INT64_C(1000000000));
    ck_assert_int_eq(todate_due(todate, share, 800000), 800000); /* a ratio: all of it */
    ck_assert(todate_target(todate, CX_SCOPE_COMPANY, 0, share) == CX_NO_VALUE);
    ck_assert(todate_due(todate, income, CX_NO_VALUE) == CX_NO_VALUE);
    ck_assert(todate_subject(&subject, todate, CX_SCOPE_EMPLOYEE, scores->org->people[0].id));
    ck_assert_uint_eq(subject, cx_subject_of_person(scores->org, 0));
    ck_assert(!todate_subject(&subject, todate, CX_SCOPE_TEAM, 1));
    todate_free(todate);
}
END_TEST

START_TEST(ends)
{
    struct todate *todate = loaded(day(10, 31));
    ck_assert(todate->is_over);
    ck_assert_str_eq(todate->part.name, "2026-10");
    ck_assert_int_eq(todate_due(todate, quantity_of(todate->scores, "income"), 5), 5);
    todate_free(todate);
    todate = loaded(day(9, 30));
    ck_assert(!todate->is_begun);
    ck_assert_int_eq(todate->elapsed, 0);
    todate_free(todate);
    todate_free(NULL);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, middle);
    tcase_add_test(tc, ends);
}

UNIT_MAIN("todate")
