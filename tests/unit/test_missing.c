/* statement/missing: why a rule paid nothing, and what was missing. */
#include "statements.h"
#include "unit.h"

/* E1 recovered 1000 and has a share of 0.85; E2 500 and 0.9; E3 100 and 0.5; E4 has neither. */
static void set_up(void)
{
    staff_open();
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-10-05,1000\nP2,A2,2026-10-05,500\nP3,A3,2026-10-05,100\n");
    company_load(&c, "feedback.csv",
                 FEEDBACK "F1,customer,E1,2026-10-05,85\nF2,customer,E2,2026-10-05,90\n"
                          "F3,customer,E3,2026-10-05,50\n");
}

#define WHEN "rule_id,seq,title,kind,when,amount,grp\n"

/* Each part that didn't hold, with what was missing; not those that did. */
/* What is above a bound misses more than what it lacks to the bound; a rule that came first may
 * have paid nothing. */
START_TEST(strictly)
{
    rules(
        "rule_id,seq,kind,for_employee,when,amount,grp\nfirst,1,amount,E1,,0,g\n"
        "second,2,amount,E1,,5,g\nthird,3,amount,E1,recovered > 99999999,5,\n"
        "fourth,4,amount,E1,recovered between 99999998 and 99999999 and not score between 1 and 2,"
        "5,\n");
    ck_says("E1", "- first counts instead, though it paid nothing: of these rules only the first "
                  "counts.\n");
    ck_says("E1", "  - Still needed: more than ");
}
END_TEST

START_TEST(conditions)
{
    rules(WHEN "a,1,Prize,amount,share >= 0.9 and recovered > 2000 and days = 31,5,\n");
    ck_says("E1", "## What was not paid, and what was missing\n\n### Prize\n\n"
                  "- Not met: `Share ≥ 0.9`. It was 85 %; it needs at least 90 %.\n"
                  "  - Still needed: 5 percentage points\n"
                  "- Not met: `recovered > 2000`. It was 1,000.00; it needs more than 2,000.00.\n"
                  "  - Still needed: more than 1,000.00\n\n");
    ck_says("E4", "- Not met: `Share ≥ 0.9`\n  - Share: no value\n");
    rules(WHEN "a,1,,amount,recovered <= 400.5,5,\n");
    ck_says("E1", "it needs at most 400.50.\n  - Too much: 599.50\n");
    rules(WHEN "a,1,,amount,recovered < 400.5,5,\n");
    ck_says("E1", "it needs less than 400.50.\n  - Too much: more than 599.50\n");
    ck_says("E3", "### a: 5.00");
    ck_says_not("E3", "What was not paid");
}
END_TEST

/* As many digits as it takes to see that one side is less than the other. */
START_TEST(by_a_little)
{
    rules(WHEN "a,1,,amount,share >= 0.8500001,5,\n");
    ck_says("E1", "It was 85 %; it needs at least 85.00001 %.\n"
                  "  - Still needed: 0.00001 percentage points\n");
    rules(WHEN "a,1,,amount,recovered / 3000 >= 0.33333334,5,\n");
    ck_says("E1",
            "It was 0.33333333; it needs at least 0.33333334.\n  - Still needed: 0.00000001\n");
    rules(WHEN "a,1,,amount,recovered / 3000 > 1/3,5,\n"); /* exactly a third */
    ck_says("E1", "It was 0.333333; it needs more than 0.333333.\n");
    rules(WHEN "a,1,,amount,recovered / 3000 >= 1/3,5,\n");
    ck_says("E1", "### a: 5.00");
}
END_TEST

/* What can't be told part by part is told as a whole. */
START_TEST(as_a_whole)
{
    rules(WHEN "a,1,,amount,recovered > 2000 or share > 0.99,5,\n");
    ck_says("E1", "- Not met: `recovered > 2000 or Share > 0.99`\n  - recovered: 1,000.00\n"
                  "  - Share: 85 %\n");
    rules(WHEN "a,1,,amount,recovered between 1 and 5,5,\n");
    ck_says("E1", "- Not met: `recovered between 1 and 5`\n  - recovered: 1,000.00\n");
    rules(WHEN "a,1,,amount,(recovered > 2000 or days < 5) and role = 'sales',5,\n");
    ck_says("E1", "- Not met: `(recovered > 2000 or days in the post < 5)`\n");
    ck_says("E1", "- Not met: `role = 'sales'`\n  - role: collector\n");
}
END_TEST

START_TEST(group)
{
    rules(WHEN "a,1,First,amount,recovered >= 1000,50,g\nb,2,Second,amount,,5,g\n");
    ck_says("E1", "### Second\n\n- First is paid instead: of these rules only the first "
                  "counts.\n");
    ck_says("E2", "### First\n\n- Not met: `recovered ≥ 1000`. It was 500.00; it needs at "
                  "least 1,000.00.\n  - Still needed: 500.00\n");
}
END_TEST

/* What is paid after one period, and after some. */
START_TEST(running)
{
    rules("rule_id,seq,kind,basis,amount,top_n,months\ns,1,streak,recovered,5,1,1\n");
    ck_says("E1", "- For 1 period running; it is paid in each.\n");
    company_load(&c, "payments.csv", PAYMENTS "P9,A1,2026-09-05,9000\n");
    ck_says("E1", "- For 2 periods running; it is paid in each.\n");
    rules("rule_id,seq,kind,basis,amount,top_n,months\ns,1,streak,recovered,5,1,2\n");
    ck_says("E1", "- For 2 periods running; it is paid after each 2.\n");
}
END_TEST

START_TEST(place)
{
    rules("rule_id,seq,kind,basis,amount,top_n,months\nr,1,rank,share,500,1,\n"
          "s,2,streak,\"nullif(recovered, 0)\",500,1,3\n");
    ck_says("E1", "- Ranked by: `Share` = 85 %\n  - The value is `stars ÷ votes ÷ 100`.\n"
                  "    - stars: 85\n    - votes: 1\n- Place 2 of 3; only the first is paid.\n"
                  "- The last of those has 90 %, which is 5 percentage points more.\n");
    ck_says("E4", "- Ranked by: `Share` = no value\n  - The value is `stars ÷ votes ÷ 100`.\n"
                  "    - stars: 0\n    - votes: 0\n- Without a value there is no place.\n");
    ck_says("E1", "### s\n\n- Ranked by: `nullif(recovered, 0)` = 1,000\n"
                  "  - recovered: 1,000.00\n"
                  "- Among the first 1 for 1 period running: it is paid after each 3.\n");
    rules("rule_id,seq,kind,basis,amount,top_n,among\nr,1,rank,share,500,1,scorecard\n");
    ck_says("E1", "### r\n\n- Without a scorecard there is no place.\n");
}
END_TEST

/* In each of their posts somebody shares in another pool: it is said of which post. */
START_TEST(group_of_pools)
{
    staff_add_mover();
    rules("rule_id,seq,title,kind,for_team,amount,grp\n"
          "p,1,First,pool,T2,90,g\nq,2,Second,pool,,90,g\n");
    ck_says("E5", "### Second\n\n- First is paid instead (team Two, from 2026-10-11): of these "
                  "rules only the first counts.\n");
    ck_says("E4", "### Second\n\n- First is paid instead: of these rules only the first counts.\n");
}
END_TEST

/* A pool of a team, and a team that shares in it without weight. Of what only takes away, such as a
 * coefficient below 1, nothing is said. */
START_TEST(pools_and_deductions)
{
    rules("rule_id,seq,kind,for_team,when,amount,rate,applies_to,split\n"
          "p,1,pool,T1,team_recovered >= 2000,90,,,\nq,2,pool,T1,,90,,,recovered - 200\n"
          "x,3,coefficient,,recovered < 0,,0.8,*,\ny,4,cap,,,500,,*,\n");
    ck_says("E1",
            "### p\n\n- Not met: `recovered of the team ≥ 2000`. It was 1,600.00; it needs at "
            "least 2,000.00.\n  - Still needed: 400.00\n");
    ck_says("E3", "- There was nothing to share, or your weight in it is 0.\n");
    ck_says_not("E1", "### x");
    ck_says_not("E1", "### y");
}
END_TEST

/* Nor of what is negative by its rate, or by a basis for which `when` wants less than 0. */
START_TEST(deductions_by_rate)
{
    company_load(&c, "tiers.csv", "tier_id,from,to,rate\nt,0,,0.02\nm,0,100,0\nm,100,,-0.02\n");
    rules("rule_id,seq,kind,for_team,when,basis,rate,amount,tier_id,mode\n"
          "a,1,rate,,recovered < 0,recovered,0.02,,,\n"
          "b,2,rate,,days > 40,recovered,-0.02,,,\n"
          "c,3,rate,,days > 40,recovered,0 - share,,,\n"
          "d,4,per_unit,,days = 31 and -1 >= recovered,recovered,,0.01,,\n"
          "e,5,tier,,recovered <= 0 and days > 40,recovered,,,t,marginal\n"
          "f,6,pool,T1,team_recovered > 9999,,,-90,,\n"
          "g,7,pool,T1,team_recovered < 0,team_recovered,0.02,,,\n"
          "h,8,tier,,days > 40,recovered,,,m,marginal\n");
    ck_says_not("E1", "What was not paid");
    rules("rule_id,seq,kind,basis,amount,top_n,months\na,1,rank,0 - share,-10,1,\n"
          "b,2,streak,recovered,-10,1,3\n");
    ck_says_not("E1", "What was not paid");
    rules("rule_id,seq,kind,when,basis,rate,amount\n"
          "a,1,rate,recovered < 0,recovered,-0.02,\n"
          "b,2,rate,recovered < 100,recovered,0.02,\n"
          "c,3,per_unit,days < 0,recovered,,1\n"
          "d,4,rate,recovered < 0 or days < 0,recovered,0.02,\n");
    for (const char *rule = "abcd"; *rule; rule++)
        ck_says("E1", (char[]){'#', '#', '#', ' ', *rule, '\n', 0});
}
END_TEST

/* A rate that is negative now, as `when` does not hold, is no deduction where it pays what is above
 * a bound; one that is positive now is where it can't be where `when` holds. */
START_TEST(deductions_by_what_can_be)
{
    rules("rule_id,seq,kind,when,basis,rate,applies_to\n"
          "a,1,rate,recovered > 9000,base_salary,(recovered - 9000) / 100,\n"
          "b,2,rate,recovered > 9000,base_salary,recovered / 9000 - 1,\n"
          "c,3,rate,days > 40,base_salary,recovered - 9000,\n"
          "d,4,coefficient,recovered > 9000,,recovered / 9000,*\n"
          "e,5,coefficient,recovered > 9000,,0.5 + recovered * 0.001,*\n");
    for (const char *rule = "abcde"; *rule; rule++)
        ck_says("E1", (char[]){'#', '#', '#', ' ', *rule, '\n', 0});
    rules("rule_id,seq,kind,when,basis,rate,applies_to\n"
          "a,1,rate,recovered < 100,base_salary,(recovered - 100) / 100,\n"
          "b,2,rate,RECOVERED / 100 - 1 < 0,base_salary,recovered / 100 - 1,\n"
          "c,3,rate,days > 40,base_salary,-0.01 * days,\n"
          "d,4,rate,days > 40,0 - recovered,0.01 * days,\n"
          "e,5,coefficient,recovered <= 100,,recovered / 100,*\n"
          "f,6,coefficient,days > 40,,1 - days * 0.05,*\n");
    ck_says_not("E1", "What was not paid");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, strictly);
    tcase_add_test(tc, conditions);
    tcase_add_test(tc, by_a_little);
    tcase_add_test(tc, as_a_whole);
    tcase_add_test(tc, group);
    tcase_add_test(tc, group_of_pools);
    tcase_add_test(tc, running);
    tcase_add_test(tc, place);
    tcase_add_test(tc, pools_and_deductions);
    tcase_add_test(tc, deductions_by_rate);
    tcase_add_test(tc, deductions_by_what_can_be);
}

UNIT_MAIN("missing")
