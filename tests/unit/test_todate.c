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

static struct todate *loaded_at(cx_time until)
{
    struct todate *todate = NULL;
    struct cx_period october = period_of("2026-10");
    struct cx_report_options options = options_of("2026-10");
    ck_assert_int_eq(report_functions(c.db, &options, &c.err), 0);
    ck_assert_msg(todate_load(&todate, c.db, &october, until, &c.err) == 0, "%s", c.err.text);
    return todate;
}

/* At the end of a day. */
static struct todate *loaded(cx_date today)
{
    return loaded_at((cx_time)today * 86400 + 86399);
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

/* Work is from 9 to 18: at 13:30 of the tenth day 9.5 of 22 days are over, up to 9 nine, and on a
 * Saturday those of the week before. What accrues is due in proportion, a share only if the plan
 * says that it accrues. */
START_TEST(within_the_day)
{
    cx_time day14 = (cx_time)day(10, 14) * 86400;
    static const struct {
        int second, elapsed, due;
        const char *days;
    } at[] = {{13 * 3600 + 1800, 9, 950, "9.5 of 22 working days are over"},
              {0, 9, 900, "9 of 22 working days are over"},
              {8 * 3600, 9, 900, "9 of 22 working days are over"},
              {18 * 3600, 10, 1000, "10 of 22 working days are over"},
              {3 * 86400 + 43200, 12, 1200, "12 of 22 working days are over"}};
    company_load(&c, "metrics.csv",
                 "metric_id,unit,formula,accrues\nrate,ratio,stars / votes,yes\n"
                 "mean,money,recovered / votes,no\n");
    for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
        struct todate *todate = loaded_at(day14 + at[i].second);
        int64_t target = INT64_C(2200000000), due = at[i].due * INT64_C(1000000);
        struct cx_buf days = {0};
        ck_assert_int_eq(todate->elapsed, at[i].elapsed);
        ck_assert_int_eq(todate_due(todate, quantity_of(todate->scores, "income"), target), due);
        ck_assert_int_eq(todate_due(todate, quantity_of(todate->scores, "rate"), target), due);
        ck_assert_int_eq(todate_due(todate, quantity_of(todate->scores, "mean"), target), target);
        todate_put_days(&days, todate);
        ck_assert_str_eq(cx_buf_str(&days), at[i].days);
        cx_buf_fini(&days);
        todate_free(todate);
    }
}
END_TEST

/* The last day is Saturday the 31st; where that is worked it is not over before its evening. */
START_TEST(last_day)
{
    cx_time noon = (cx_time)day(10, 31) * 86400 + 43200;
    struct todate *todate = loaded_at(noon);
    int income = quantity_of(todate->scores, "income");
    ck_assert(!todate->is_over);
    ck_assert_int_eq(todate_due(todate, income, 69), 69);
    todate_free(todate);
    company_load(&c, "settings.csv",
                 "name,value\nwork_days,mon tue wed thu fri sat\nwork_hours,10:00-14:00\n");
    todate = loaded_at(noon); /* 26.5 of 27 days */
    ck_assert_int_eq(todate->workdays, 27);
    ck_assert_int_eq(todate_due(todate, income, 54), 53);
    todate_free(todate);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, middle);
    tcase_add_test(tc, ends);
    tcase_add_test(tc, within_the_day);
    tcase_add_test(tc, last_day);
}

UNIT_MAIN("todate")
