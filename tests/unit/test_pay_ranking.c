/* pay/ranking: rank and streak. */
#include "bonuses.h"
#include "unit.h"

#define RANK "rule_id,seq,kind,when,basis,amount,top_n,among,award,prorate\n"

/* Shares: E1 0.9, E2 and E3 0.6, E4 none. */
static void set_up(void)
{
    staff_open();
    company_load(&c, "feedback.csv",
                 FEEDBACK "F1,customer,E1,2026-10-05,90\n"
                          "F2,customer,E2,2026-10-05,60\n"
                          "F3,customer,E3,2026-10-05,60\n");
}

/* Everyone tied at the edge is paid; null is in no ranking. */
START_TEST(top)
{
    rules(RANK "r,1,rank,,share,500,1,,,\n");
    ck_explained("E1 r 0.900000 - 31/31 500.00\n");
    rules(RANK "r,1,rank,,share,500,2,company,,\n");
    ck_paid("E1 r 500.00\nE2 r 500.00\nE3 r 500.00\n");
    rules(RANK "r,1,rank,,0 - share,500,1,company,,\n"); /* the lowest */
    ck_paid("E2 r 500.00\nE3 r 500.00\n");
    rules(RANK "r,1,rank,,share,500,9,,,\n");
    ck_paid("E1 r 500.00\nE2 r 500.00\nE3 r 500.00\n");
    rules(RANK "r,1,rank,employee_id <> 'E1',share,500,2,,,\n"); /* those for whom it holds */
    ck_paid("E2 r 500.00\nE3 r 500.00\n");
}
END_TEST

/* Where all tie and are more than are paid there is no ranking; all of a group, and not of all. */
START_TEST(all_tied)
{
    rules(RANK "r,1,rank,share < 0.9,share,500,1,,,\n"); /* E2 and E3 */
    ck_paid("");
    rules(RANK "r,1,rank,share < 0.9,share,500,2,,,\n");
    ck_paid("E2 r 500.00\nE3 r 500.00\n");
    rules(RANK "r,1,rank,,0,500,3,,,\n");
    ck_paid("");
    rules(RANK "r,1,rank,,0,500,2,team,,\n"); /* E4 is alone in T2 */
    ck_paid("E4 r 500.00\n");
    rules(RANK "r,1,rank,,\"iif(employee_id = 'E3', 0, 7)\",500,1,team,,\n"); /* not all of T1 */
    ck_bonus("2026-10", true,
             "E1 r 7.000000 - 31/31 500.00 2 share place 1: 2 are paid, not 1\n"
             "E2 r 7.000000 - 31/31 500.00 2 share place 1: 2 are paid, not 1\n"
             "E4 r 7.000000 - 31/31 500.00\n");
    struct cx_bonus *bonus;
    rules(RANK "r,1,rank,,0,500,2,team,,\n");
    bonus = bonus_of("2026-10");
    ck_assert_uint_eq(bonus->tie_count, 1);
    ck_assert_int_eq(bonus->ties[0].count, 3);
    ck_assert_int_eq(bonus->ties[0].top_n, 2);
    cx_bonus_free(bonus);
}
END_TEST

/* What is equal to 6 decimals is tied. */
START_TEST(as_printed)
{
    rules(RANK "r,1,rank,,\"iif(employee_id = 'E2', 1.0000004, 1)\",500,1,,,\n");
    ck_paid("");
    rules(RANK "r,1,rank,,\"iif(employee_id = 'E2', 1.0000004, 1)\",500,4,,,\n");
    ck_paid("E1 r 500.00\nE2 r 500.00\nE3 r 500.00\nE4 r 500.00\n");
    rules(RANK "r,1,rank,,\"iif(employee_id = 'E2', 1.0000005, 1)\",500,1,,,\n");
    ck_paid("E2 r 500.00\n");
}
END_TEST

START_TEST(among)
{
    company_load(&c, "employees.csv", EMPLOYEES "M1,,Mia,T2,manager,2026-01-01,,1\n");
    company_load(&c, "feedback.csv",
                 FEEDBACK "F4,customer,E4,2026-10-05,50\n"
                          "F5,customer,M1,2026-10-05,40\n");
    rules(RANK "r,1,rank,,share,500,1,team,,\n");
    ck_paid("E1 r 500.00\nE4 r 500.00\n");
    rules(RANK "r,1,rank,,share,500,1,role,,\n");
    ck_paid("E1 r 500.00\nM1 r 500.00\n");
    staff_replan("scorecards", "scorecard_id,metric_id,weight,method,for_team,for_employee\n"
                               "a,share,100,direct,T1,\nb,share,100,direct,,E2\n");
    rules(RANK "r,1,rank,,share,500,1,scorecard,,\n"); /* E4 and M1 have none */
    ck_paid("E1 r 500.00\nE2 r 500.00\n");
}
END_TEST

/* An award is words: the line has amount 0. */
START_TEST(award)
{
    rules(RANK "r,1,rank,,share,500,1,,Star,\n");
    struct cx_bonus *bonus = bonus_of("2026-10");
    ck_assert_uint_eq(bonus->line_count, 1);
    ck_assert_int_eq(bonus->lines[0].amount, 0);
    ck_assert_str_eq(bonus->lines[0].award, "Star");
    cx_bonus_free(bonus);
}
END_TEST

/* 310 × 10/31 and × 21/31: each of E5's posts is a post of its own. */
START_TEST(by_days)
{
    staff_add_mover();
    rules(RANK "r,1,rank,employee_id = 'E5',1,310,2,,,yes\n");
    ck_explained("E5 r 1.000000 - 10/31 100.00\nE5 r 1.000000 - 21/31 210.00\n");
}
END_TEST

#define STREAK "rule_id,seq,kind,when,basis,amount,top_n,months\n"

/* E1 is first from May to October: runs of 1 to 6. E2 is first with them in July, August and
 * October: E2's run broke in September. E3 is first with them in October alone. E4 comes last. */
static void load_months(void)
{
    company_load(&c, "feedback.csv",
                 FEEDBACK "M5,customer,E1,2026-05-05,80\nM6,customer,E1,2026-06-05,80\n"
                          "M7,customer,E1,2026-07-05,80\nN7,customer,E2,2026-07-05,80\n"
                          "M8,customer,E1,2026-08-05,80\nN8,customer,E2,2026-08-05,80\n"
                          "M9,customer,E1,2026-09-05,80\nN9,customer,E2,2026-09-05,70\n"
                          "L7,customer,E4,2026-07-05,10\nL8,customer,E4,2026-08-05,10\n"
                          "F1,customer,E1,2026-10-05,60\nL10,customer,E4,2026-10-05,10\n");
}

START_TEST(streak)
{
    load_months();
    rules(STREAK "s,1,streak,,share,500,1,3\n");
    ck_bonus("2026-05", false, "");
    ck_bonus("2026-06", false, "");
    ck_bonus("2026-07", true,
             "E1 s 0.800000 - 31/31 500.00 among the top 1 for 3 periods running; "
             "2 share place 1: 2 are paid, not 1\n");
    ck_bonus("2026-08", false, "");
    ck_bonus("2026-09", false, "");
    ck_bonus("2026-10", true,
             "E1 s 0.600000 - 31/31 500.00 among the top 1 for 6 periods running; "
             "3 share place 1: 3 are paid, not 1\n");
}
END_TEST

/* A run of 2 pays in the second, the fourth and the sixth month. */
START_TEST(multiples)
{
    load_months();
    rules(STREAK "s,1,streak,,share,500,1,2\n");
    ck_bonus("2026-07", false, "");
    ck_bonus("2026-08", false, "E1 s 500.00\nE2 s 500.00\n");
    ck_bonus("2026-10", false, "E1 s 500.00\n");
}
END_TEST

/* Alone in the top of every month since ever: what counts begins with the company's first event,
 * and where the rule was valid. */
START_TEST(streak_begins)
{
    rules(STREAK "s,1,streak,employee_id = 'E1',1,500,1,2\n"); /* feedback from October on */
    ck_bonus("2026-09", false, "");
    ck_bonus("2026-10", false, "");
    ck_bonus("2026-11", false, "E1 s 500.00\n");
    company_load(&c, "complaints.csv", "complaint_id,employee_id,at\nC1,E4,2026-09-30\n");
    ck_bonus("2026-10", false, "E1 s 500.00\n");
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-03-31,1\n");
    ck_bonus("2026-10", true,
             "E1 s 1.000000 - 31/31 500.00 among the top 1 for 8 periods running\n");
}
END_TEST

#define VALID "rule_id,seq,kind,when,basis,amount,top_n,months,valid_from,valid_to\n"

START_TEST(streak_of_a_valid_rule)
{
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-01-05,1\n");
    rules(VALID "s,1,streak,employee_id = 'E1',1,500,1,2,2026-09-01,\n");
    ck_bonus("2026-10", true,
             "E1 s 1.000000 - 31/31 500.00 among the top 1 for 2 periods running\n");
    /* another row of the same rule was valid before */
    rules(VALID "s,1,streak,employee_id = 'E1',1,400,1,2,2026-07-01,2026-09-01\n"
                "s,1,streak,employee_id = 'E1',1,500,1,2,2026-09-01,\n");
    ck_bonus("2026-10", true,
             "E1 s 1.000000 - 31/31 500.00 among the top 1 for 4 periods running\n");
    /* not in August */
    rules(VALID "s,1,streak,employee_id = 'E1',1,400,1,2,2026-07-01,2026-08-15\n"
                "s,1,streak,employee_id = 'E1',1,500,1,2,2026-09-01,\n");
    ck_bonus("2026-10", true,
             "E1 s 1.000000 - 31/31 500.00 among the top 1 for 2 periods running\n");
}
END_TEST

/* A run may be longer than ten years. */
START_TEST(streak_of_years)
{
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2012-01-05,1\n");
    company_load(&c, "employees.csv", EMPLOYEES "E9,,Old,T2,sales,2010-01-01,,1\n");
    rules(STREAK "s,1,streak,employee_id = 'E9',1,500,1,89\n");
    ck_bonus("2026-10", true,
             "E9 s 1.000000 - 31/31 500.00 among the top 1 for 178 periods running\n");
}
END_TEST

/* The run is the person's, over a change of team; `when` must have held in each month. */
START_TEST(streak_of_a_person)
{
    staff_add_mover();
    company_load(&c, "feedback.csv",
                 FEEDBACK "G8,customer,E5,2026-08-05,99\n"
                          "G9,customer,E5,2026-09-05,99\n"
                          "G10,customer,E5,2026-10-15,99\n");
    rules(STREAK "s,1,streak,,share,500,1,3\n");
    ck_paid("E5 s 500.00\n");
    struct cx_bonus *bonus = bonus_of("2026-10");
    ck_assert_int_eq(bonus->scores->posts[bonus->rows[bonus->lines[0].row].post].days, 21);
    cx_bonus_free(bonus);
    rules(STREAK "s,1,streak,team_id = 'T2',share,500,1,3\n");
    ck_paid("");
    rules(STREAK "s,1,streak,employee_id = 'E5',1,500,2,1\n"); /* at both posts, once */
    ck_paid("E5 s 500.00\n");
}
END_TEST

/* Prorated, a streak pays the days of all of a person's posts in the top; 10 of 31 are those of T1,
 * 21 those of T2. */
START_TEST(streak_by_days)
{
#define BY_DAYS "rule_id,seq,kind,when,basis,amount,top_n,months,prorate\n"
    staff_add_mover();
    rules(BY_DAYS "s,1,streak,employee_id = 'E5',1,310,2,1,yes\n");
    ck_explained("E5 s 1.000000 - 31/31 310.00 among the top 2 for 1 period running\n");
    rules(BY_DAYS "s,1,streak,employee_id = 'E5' and team_id = 'T1',1,310,1,1,yes\n");
    ck_explained("E5 s 1.000000 - 10/31 100.00 among the top 1 for 1 period running\n");
    rules(BY_DAYS
          "s,1,streak,\"employee_id in ('E1', 'E5')\",\"iif(team_id = 'T1', 1, 0)\",310,2,1,yes\n");
    ck_paid("E1 s 310.00\nE5 s 100.00\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, top);
    tcase_add_test(tc, all_tied);
    tcase_add_test(tc, as_printed);
    tcase_add_test(tc, among);
    tcase_add_test(tc, award);
    tcase_add_test(tc, by_days);
    tcase_add_test(tc, streak);
    tcase_add_test(tc, multiples);
    tcase_add_test(tc, streak_begins);
    tcase_add_test(tc, streak_of_a_valid_rule);
    tcase_add_test(tc, streak_of_years);
    tcase_add_test(tc, streak_of_a_person);
    tcase_add_test(tc, streak_by_days);
}

UNIT_MAIN("pay/ranking")
