/* lint/cards: lines of scorecards that their method doesn't score as they read. */
#include "linting.h"
#include "unit.h"

#define CARDS "scorecard_id,metric_id,weight,method,target,prorate,subject,floor,cap\n"

static void cards(const char *text)
{
    staff_replan("scorecards", text);
}

static void steps(const char *text)
{
    staff_replan("scorecards", CARDS "a,sat,100,direct,,,,,\n");
    staff_replan("tiers", text);
}

START_TEST(nothing_wrong)
{
    steps("tier_id,from,to,rate\nt,0,100,0\nt,100,,1\n");
    cards(CARDS "a,income,20,target,100,yes,,,2\na,sat,20,direct,,,,,\na,share,20,direct,,,,,\n"
                "a,fault_rate,20,target,0.1,,team,,\na,growth,20,steps,t,,,,\n");
    ck_lint("");
}
END_TEST

START_TEST(direct)
{
    cards(CARDS "a,income,40,direct,,,,,\na,fault_rate,30,direct,,,,,\na,votes,30,direct,,,,,\n");
    ck_lint("error method a: fault_rate: less is better, and method direct gives most to whoever "
            "has most\n"
            "error method a: income: method direct takes the value as it is, so 1 of unit money "
            "counts as 100 %\n"
            "warning method a: votes: method direct takes the value as it is, so 1 of unit count "
            "counts as 100 %\n");
}
END_TEST

START_TEST(unread)
{
    cards(CARDS "a,sat,50,direct,90,yes,,,\na,income,50,rank,100,,,,\n");
    ck_lint("warning unread a: income: its target counts for nothing: method rank doesn't look at "
            "it\n"
            "warning unread a: sat: its target counts for nothing: method direct doesn't look at "
            "it\n"
            "warning unread a: sat: its prorate counts for nothing: method direct doesn't look at "
            "it\n");
}
END_TEST

START_TEST(prorated)
{
    cards(CARDS "a,share,50,target,0.5,yes,,,\na,income,50,target,100,yes,team,,\n");
    ck_lint("warning prorate a: income: prorate scales the team's target by the post's days, and "
            "its value is all of the team's\n"
            "warning prorate a: share: prorate scales the target by the post's days, and the "
            "metric doesn't grow with them\n");
}
END_TEST

/* Whoever does better than all steps; where less is better, the worst may be above the last. */
START_TEST(ends_of_steps)
{
    steps("tier_id,from,to,rate\nt,0,100,0.5\nt,100,200,1\nu,0.01,0.05,1\nu,0.05,0.1,0.5\n"
          "v,0,100,1\nv,100,200,0\n");
    cards(CARDS "a,income,40,steps,t,,,,\na,fault_rate,30,steps,u,,,,\na,sat,30,steps,v,,,,\n");
    ck_lint("error cliff a: fault_rate: below 0.01 no step of u holds, which counts as 0\n"
            "error cliff a: income: from 200 on no step of t holds, which counts as 0\n");
    cards(CARDS "a,income,60,steps,t,,,0.3,\na,fault_rate,40,steps,u,,,0.2,\n");
    ck_lint("error cliff a: fault_rate: below 0.01 no step of u holds, which counts as 0.2\n"
            "error cliff a: income: from 200 on no step of t holds, which counts as 0.3\n");
}
END_TEST

/* No score is above 100, but one may be 100; a ratio may be above 1, which a share is not. */
START_TEST(ends_beyond_full)
{
    steps("tier_id,from,to,rate\nt,0,0.6,0\nt,0.6,1.0001,1\nu,0,100.01,1\n");
    cards(CARDS "a,share,50,steps,t,,,,\na,sat,50,steps,u,,,,\n");
    ck_lint("warning cliff a: share: from 1.0001 on no step of t holds, which counts as 0\n");
    steps("tier_id,from,to,rate\nt,0,0.6,0\nt,0.6,1,1\nu,0,100,1\n");
    cards(CARDS "a,share,50,steps,t,,,,\na,sat,50,steps,u,,,,\n");
    ck_lint("error cliff a: sat: from 100 on no step of u holds, which counts as 0\n"
            "error cliff a: share: from 1 on no step of t holds, which counts as 0\n");
}
END_TEST

START_TEST(steps_out_of_bounds)
{
    steps("tier_id,from,to,rate\nt,0,100,-0.2\nt,100,200,1\nt,200,,1.5\n");
    cards(CARDS "a,income,100,steps,t,,,,\n");
    ck_lint("warning cliff a: income: the step from 0 of t is -0.2, and its floor makes it 0\n"
            "warning cliff a: income: the step from 200 of t is 1.5, and its cap lets no more than "
            "1 count\n");
    cards(CARDS "a,income,100,steps,t,,,-1,2\n");
    ck_lint("");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, lint_open, staff_close);
    tcase_add_test(tc, nothing_wrong);
    tcase_add_test(tc, direct);
    tcase_add_test(tc, unread);
    tcase_add_test(tc, prorated);
    tcase_add_test(tc, ends_of_steps);
    tcase_add_test(tc, ends_beyond_full);
    tcase_add_test(tc, steps_out_of_bounds);
}

UNIT_MAIN("lint_cards")
