/* pay/names: what the names in rules stand for. */
#include "bonuses.h"
#include "unit.h"

static void set_up(void)
{
    staff_open();
    staff_add_mover();
}

/* An expression as one post of October sees it, to 6 decimals; "" where it is null. */
static const char *seen_by(const char *employee, int nth, const char *expression)
{
    char text[512], period[] = "2026-10";
    snprintf(text, sizeof text,
             "rule_id,seq,kind,for_employee,basis,amount\nr,1,per_unit,%s,\"%s\",1\n", employee,
             expression);
    rules(text);
    struct cx_bonus *bonus = bonus_of(period);
    ck_assert_uint_gt(bonus->line_count, (size_t)nth);
    const char *out = shown(bonus->lines[nth].basis, 6);
    cx_bonus_free(bonus);
    return out;
}

static void ck_name(const char *employee, const char *expression, const char *wanted)
{
    const char *got = seen_by(employee, 0, expression);
    ck_assert_msg(strcmp(got, wanted) == 0, "%s: %s", expression, got);
}

START_TEST(of_the_post)
{
    company_load(&c, "employees.csv",
                 EMPLOYEES "E6,,Flo,T2,sales,2024-11-01,2026-10-20,1000\n"
                           "E6,2026-10-11,Flo,T2,sales,2024-11-01,2026-10-20,1234.5\n");
    ck_name("E6", "days", "20.000000");
    ck_name("E6", "period_days", "31.000000");
    ck_name("E6", "base_salary", "1234.500000"); /* on the post's last day in the period */
    ck_name("E6", "base_pay", "720.810000");     /* (10 × 1000 + 10 × 1234.5) / 31 = 720.806… */
    ck_name("E6", "tenure_months", "23.000000"); /* two years on 1 November */
    ck_name("E6", "left_on = '2026-10-20' and employee_id = 'E6' and role = 'sales'", "1.000000");
    ck_name("E1", "left_on is null", "1.000000");
    ck_name("E1", "tenure_months", "9.000000");
    ck_name("E5", "role_tenure_months + team_tenure_months", "18.000000");
    ck_assert_str_eq(seen_by("E5", 1, "role_tenure_months"), "9.000000");
    ck_assert_str_eq(seen_by("E5", 1, "team_tenure_months"), "0.000000"); /* since the 11th */
}
END_TEST

/* 3–5 and 5–6 October are four days; E5 was in T1 until the 10th and in T2 from the 11th. */
START_TEST(absences)
{
    company_load(&c, "absences.csv",
                 "employee_id,from,to\nE1,2026-10-03,2026-10-05\n"
                 "E1,2026-10-05,2026-10-06\nE1,2026-09-30,2026-09-30\n"
                 "E5,2026-10-09,2026-10-13\nE5,2026-10-31,2026-11-30\n");
    ck_name("E1", "absent_days", "4.000000");
    ck_name("E2", "absent_days", "0.000000");
    ck_assert_str_eq(seen_by("E5", 0, "absent_days"), "2.000000");
    ck_assert_str_eq(seen_by("E5", 1, "absent_days"), "4.000000");
}
END_TEST

START_TEST(of_the_score)
{
    company_load(&c, "grades.csv", "grade,min_score,coefficient\nA,80,1.25\nB,20,\n");
    company_load(&c, "feedback.csv",
                 FEEDBACK "F1,customer,E1,2026-10-05,90\n"
                          "F2,customer,E2,2026-10-05,50\n"
                          "F3,customer,E3,2026-10-05,10\n");
    staff_replan("scorecards", "scorecard_id,metric_id,weight,method,target,cap\n"
                               "c,share,100,target,0.8,2\n");
    ck_name("E1", "score", "112.500000"); /* 0.9 / 0.8 */
    ck_name("E1", "rank", "1.000000");
    ck_name("E1", "grade = 'A'", "1.000000");
    ck_name("E1", "grade_coefficient", "1.250000");
    ck_name("E1", "attainment_share", "1.125000");
    ck_name("E2", "grade_coefficient", "");                          /* B has none */
    ck_name("E3", "case when grade is null then 7 end", "7.000000"); /* below the lowest */
    ck_name("E4", "coalesce(score, rank, attainment_share, attainment_income)", "");
}
END_TEST

/* What the card's line used, else the employee's own row. */
START_TEST(targets)
{
    company_load(&c, "targets.csv",
                 TARGETS "employee,E1,income,2026-10,50\n"
                         "team,T1,income,2026-10,70\nteam,T1,share,2026-10,0.4\n");
    staff_replan("scorecards", "scorecard_id,metric_id,weight,method,target,prorate\n"
                               "c,share,60,target,0.8,\nc,recovered,40,target,3100,yes\n");
    ck_name("E1", "target_share", "0.400000"); /* the team's, a ratio */
    ck_name("E4", "target_share", "0.800000");
    ck_name("E5", "target_recovered", "1000.000000"); /* 3100 × 10/31 */
    ck_name("E1", "target_income", "50.000000");      /* on no card */
    ck_name("E2", "target_income", "");
    ck_name("E2", "team_target_income", "70.000000");
    ck_name("E4", "team_target_income", "");
}
END_TEST

/* T1 recovered 100 in September and 50 in October, S, which T1 is part of, 140 and 110. */
START_TEST(measures)
{
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-09-30,100\nP2,A1,2026-10-01,20\n"
                          "P3,A2,2026-10-01,30\nP4,A4,2026-09-01,40\n"
                          "P5,A4,2026-10-31,60\n");
    company_load(&c, "employees.csv", EMPLOYEES "B1,,Boss,S,manager,2026-01-01,,1\n");
    ck_name("E1", "recovered", "20.000000");
    ck_name("E1", "prev_recovered", "100.000000");
    ck_name("E1", "team_recovered", "50.000000");
    ck_name("E1", "team_prev_recovered", "100.000000");
    ck_name("E1", "growth", "-0.800000");
    ck_name("E1", "team_growth", "-0.500000"); /* its own formula: 50 / 100 − 1 */
    ck_name("B1", "team_recovered", "110.000000");
    ck_name("B1", "team_prev_recovered", "140.000000");
    ck_name("E1", "prev_growth", ""); /* prev_ inside prev_ */
}
END_TEST

/* T1 loses E5 on the 11th; T2, opened on 15 September, gains them and N1, who is hired on the 30th;
 * L1 is there from the 1st to the 30th. */
START_TEST(of_the_team)
{
    company_load(&c, "employees.csv",
                 EMPLOYEES "N1,,New,T2,collector,2026-10-30,,3100\n"
                           "L1,,Left,T2,collector,2026-10-01,2026-10-30,0\n");
    ck_name("E1", "team_id = 'T1' and team_kind = 'phone'", "1.000000");
    ck_name("E1", "team_headcount", "3.000000");
    ck_name("E1", "team_headcount_before", "4.000000");
    ck_name("E4", "team_headcount", "3.000000");
    ck_name("E4", "team_headcount_before", "1.000000");
    ck_name("E4", "team_new_hires", "1.000000");
    ck_name("E4", "team_age_months", "1.000000");
    ck_name("E1", "team_age_months", "31.000000"); /* March 2024 to October 2026 */
    /* T1: 10000 + 8000 + 6000 + 3100 × 10/31 */
    ck_name("E1", "team_payroll", "25000.000000");
    /* T2: 5000 + 6200 × 21/31 + 3100 × 2/31 + 0 */
    ck_name("E4", "team_payroll", "9400.000000");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, of_the_post);
    tcase_add_test(tc, absences);
    tcase_add_test(tc, of_the_score);
    tcase_add_test(tc, targets);
    tcase_add_test(tc, measures);
    tcase_add_test(tc, of_the_team);
}

UNIT_MAIN("pay/names")
