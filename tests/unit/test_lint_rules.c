/* lint/rules: what rules say of others. */
#include "linting.h"
#include "unit.h"

#define RULES                                                                                      \
    "rule_id,seq,kind,for_role,for_team,amount,rate,basis,applies_to,grp,award,when,top_n\n"

START_TEST(applies_to_lines_that_are_there)
{
    rules(RULES "base,1,amount,,,100,,,,,,,\nmore,2,coefficient,,,,1.2,,base,,,,\n"
                "all,3,coefficient,,,,1.2,,*,,,,\n");
    ck_lint("");
}
END_TEST

START_TEST(applies_to_a_later_rule)
{
    rules(RULES "base,5,amount,,,100,,,,,,,\nmore,2,coefficient,,,,1.2,,BASE,,,,\n"
                "same,5,coefficient,,,,1.2,,same base,,,,\n");
    ck_lint("error order more: applies_to names base, which runs later (seq 5 after 2): it has no "
            "lines yet\n"
            "error order same: applies_to names the rule itself, which has no lines yet when it "
            "runs\n");
}
END_TEST

START_TEST(applies_to_a_rule_of_another_time)
{
    rules("rule_id,seq,kind,amount,applies_to,valid_to\nbase,1,amount,100,,2026-10-01\n"
          "top,2,cap,50,base,\n");
    ck_lint("error order top: applies_to names base, which is not valid then\n");
}
END_TEST

START_TEST(coefficient_on_an_award)
{
    rules(RULES "star,1,rank,,,,,recovered,,,A title,recovered > "
                "0,2\nmore,2,coefficient,,,,1.2,,star,,,,\n");
    ck_lint("error award more: a coefficient on star, which gives words and no money: it changes "
            "nothing\n");
}
END_TEST

/* Two caps below one floor; others are for other lines, other people, or high enough. */
START_TEST(cap_below_floor)
{
    rules(RULES "a,1,amount,,,100,,,,,,,\nb,2,amount,,,100,,,,,,,\n"
                "low,3,cap,collector,T1,50.50,,,a b,,,,\nhigh,4,cap,,,900,,,*,,,,\n"
                "other,5,cap,,T2,50,,,*,,,,\nlines,6,cap,,T1,50,,,b,,,,\n"
                "all,7,cap,,,60,,,*,,,,\nfloor,8,floor,,T1,80,,,a,,,,\n");
    ck_lint("error bounds low: the cap of 50.50 is below the floor of 80.00 that floor gives\n"
            "error bounds all: the cap of 60.00 is below the floor of 80.00 that floor gives\n");
}
END_TEST

/* For T2, which is in S, what is before it for all of S always applies. */
START_TEST(shadowed_in_a_group)
{
    rules(RULES "first,1,amount,,S,100,,,,g,,,\nlast,2,amount,collector,T2,50,,,,G,,,\n"
                "apart,3,amount,,T2,50,,,,h,,,\n");
    ck_lint("error shadowed last: never applies: first, of the same grp and before it, has no when "
            "and always does\n");
    rules(RULES "first,1,amount,,T1,100,,,,g,,,\nlast,2,amount,,S,50,,,,g,,,\n");
    ck_lint("");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, lint_open, staff_close);
    tcase_add_test(tc, applies_to_lines_that_are_there);
    tcase_add_test(tc, applies_to_a_later_rule);
    tcase_add_test(tc, applies_to_a_rule_of_another_time);
    tcase_add_test(tc, coefficient_on_an_award);
    tcase_add_test(tc, cap_below_floor);
    tcase_add_test(tc, shadowed_in_a_group);
}

UNIT_MAIN("lint_rules")
