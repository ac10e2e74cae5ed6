/* lint/tables: weights, tiers, cliffs. */
#include "linting.h"
#include "unit.h"

static void tiers(const char *text)
{
    staff_replan("tiers", text);
}

/* An import refuses both; a hand in the database doesn't ask. */
START_TEST(weights)
{
    staff_replan("scorecards", "scorecard_id,metric_id,weight,method,for_role\n"
                               "a,income,60,rank,collector\na,sat,40,direct,collector\n");
    ck_lint("");
    by_hand("UPDATE scorecards SET weight = 35500000 WHERE metric_id = 'sat'");
    ck_lint("error weights a: the weights add up to 95.5\n");
}
END_TEST

START_TEST(gaps_and_overlaps)
{
    tiers("tier_id,from,to,rate\nt,0,100,0.01\nt,100,200,0.02\nt,200,,0.03\n");
    ck_lint("");
    by_hand("UPDATE tiers SET \"to\" = 90500000 WHERE \"from\" = 0");
    ck_lint("error tiers t: a gap: no tier holds from 90.5 to 100, and nothing is paid there\n");
    by_hand("UPDATE tiers SET \"to\" = 150000000 WHERE \"from\" = 0");
    ck_lint("error tiers t: an overlap: from 100 to 150 two tiers hold\n");
    by_hand("UPDATE tiers SET \"to\" = NULL WHERE \"from\" = 0");
    ck_lint("error tiers t: an overlap: from 100 to no end two tiers hold\n");
    by_hand("UPDATE tiers SET \"to\" = 100000000 WHERE \"from\" = 0; "
            "UPDATE tiers SET \"to\" = 100000000 WHERE \"from\" = 100000000");
    ck_lint("error tiers t: the tier from 100 ends at 100, before it begins\n");
}
END_TEST

/* 999 × 1 % = 9.99, 1000 × 2 % = 20.00; 4999 × 2 % = 99.98, 5000 × 1 % = 50.00. */
START_TEST(cliffs)
{
    tiers("tier_id,from,to,rate\nt,0,1000,0.01\nt,1000,5000,0.02\nt,5000,,0.01\n");
    rules("rule_id,seq,kind,basis,tier_id,mode\nslices,1,tier,recovered,t,marginal\n");
    ck_lint("");
    rules("rule_id,seq,kind,basis,tier_id,mode\nall,1,tier,recovered,t,whole\n");
    ck_lint("warning cliff all: at 1000.00 of t one more unit of money changes pay by 10.01\n"
            "error cliff all: at 5000.00 of t one more unit of money changes pay by -49.98\n");
}
END_TEST

/* Where the first tier begins above nothing, its bound is a cliff too; a step within the slope is
 * none: 10 × 0.5 = 5.00 after 9 × 0.5 = 4.50. */
START_TEST(first_bounds)
{
    tiers("tier_id,from,to,rate\nt,300,,0.01\nu,0,10,0.5\nu,10,,0.5\n");
    rules("rule_id,seq,kind,basis,tier_id,mode\nall,1,tier,recovered,t,whole\n"
          "step,2,tier,recovered,u,whole\n");
    ck_lint("warning cliff all: at 300.00 of t one more unit of money changes pay by 3.00\n");
}
END_TEST

/* Above the end of the last tier nothing holds. */
START_TEST(last_end)
{
    tiers("tier_id,from,to,rate\nt,0,1000,0.01\nt,1000,50000,0.01\n");
    rules("rule_id,seq,kind,basis,tier_id,mode\nall,1,tier,recovered,t,whole\n"
          "slices,2,tier,recovered,t,marginal\n");
    ck_lint("error cliff all: from 50000 on no tier of t holds, and nothing is paid\n"
            "warning cliff slices: from 50000 on no tier of t holds, and nothing is paid on what "
            "is above\n");
}
END_TEST

/* Where the last tier pays nothing, or takes, nothing is lost at its end. */
START_TEST(last_end_of_nothing)
{
    tiers("tier_id,from,to,rate\nt,0,20000,0.02\nt,20000,50000,0\nu,0,50000,0\n"
          "v,0,100,0\nv,100,50000,-0.001\n");
    rules("rule_id,seq,kind,basis,tier_id,mode\nslices,1,tier,recovered,t,marginal\n"
          "none,2,tier,recovered,u,whole\ntaken,3,tier,recovered,v,marginal\n");
    ck_lint("");
}
END_TEST

START_TEST(below_nothing)
{
    tiers("tier_id,from,to,rate\nt,-1000,0,0.01\nt,0,,0.01\nu,-1000,,0.01\n");
    rules("rule_id,seq,kind,basis,tier_id,mode\nslices,1,tier,recovered,t,marginal\n");
    ck_lint("warning tiers t: a tier begins at -1000, and what lies below 0 pays nothing\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, lint_open, staff_close);
    tcase_add_test(tc, weights);
    tcase_add_test(tc, gaps_and_overlaps);
    tcase_add_test(tc, cliffs);
    tcase_add_test(tc, first_bounds);
    tcase_add_test(tc, last_end);
    tcase_add_test(tc, last_end_of_nothing);
    tcase_add_test(tc, below_nothing);
}

UNIT_MAIN("lint_tables")
