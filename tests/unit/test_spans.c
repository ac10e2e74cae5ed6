/* lint/spans: rules and scorecards that begin or end inside a month, now or later. Today is
 * 2026-10-31. */
#include "linting.h"
#include "unit.h"

#define RULES "rule_id,seq,kind,amount,valid_from,valid_to\n"

START_TEST(now_and_later)
{
    rules(RULES "past,1,amount,5,2026-02-10,2026-03-15\nold,2,amount,5,2026-02-10,\n"
                "whole,3,amount,5,2026-10-01,2026-12-01\nnext,4,amount,5,2026-12-24,\n"
                "now,5,amount,5,,2026-10-31\nlong,6,amount,5,2026-02-10,2027-01-15\n"
                "short,7,amount,5,2026-11-10,2026-11-20\n");
    ck_lint("warning span next: begins on 2026-12-24, inside a month: it pays for all of 2026-12, "
            "for the days before as well\n"
            "warning span now: ends before 2026-10-31, inside a month: it pays nothing for "
            "2026-10, for the days before either\n"
            "warning span long: ends before 2027-01-15, inside a month: it pays nothing for "
            "2027-01, for the days before either\n"
            "warning span short: valid from 2026-11-10 to before 2026-11-20, and so on no month's "
            "last day: it pays nothing for a month (days can be chosen by a measure's where)\n");
}
END_TEST

START_TEST(scorecards)
{
    staff_replan("scorecards", "scorecard_id,metric_id,weight,method,valid_from,valid_to\n"
                               "a,sat,60,direct,,2026-10-31\na,share,40,direct,,2026-10-31\n"
                               "b,sat,100,direct,2026-11-16,\n");
    ck_lint("warning span a: ends before 2026-10-31, inside a month: it doesn't score 2026-10, the "
            "days before either\n"
            "warning span b: begins on 2026-11-16, inside a month: it scores all of 2026-11, the "
            "days before as well\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, lint_open, staff_close);
    tcase_add_test(tc, now_and_later);
    tcase_add_test(tc, scorecards);
}

UNIT_MAIN("spans")
