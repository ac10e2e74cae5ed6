/* import/posts: since which day a post is held, where the file doesn't say. */
#include "company.h"
#include "unit.h"

static struct company c;

static void set_up(void)
{
    company_open(&c); /* the day is 2026-10-31 */
    company_load(&c, "teams.csv", "team_id\nT1\nT2\n");
}

static void tear_down(void)
{
    company_close(&c);
}

/* The posts of all people, as since/team/salary. 20454 is 2026-01-01. */
static const char *posts(void)
{
    return company_ask(&c, "SELECT group_concat(since || '/T' || (team_id >> 9) || '/' || "
                           "coalesce(base_salary / 100, ''), ' ') "
                           "FROM (SELECT * FROM employees ORDER BY employee_id, since)");
}

START_TEST(a_new_person)
{
    company_load(&c, "employees.csv",
                 "employee_id,team_id,hired_on,base_salary\n"
                 "E1,T1,2026-01-01,5000\n");
    ck_assert_str_eq(posts(), "20454/T1/5000");
}
END_TEST

/* The payroll of every month: nothing changed, nothing is written. */
START_TEST(nothing_changed)
{
    static const char text[] = "employee_id,team_id,hired_on,base_salary\nE1,T1,2026-01-01,5000\n";
    company_load(&c, "employees.csv", text);
    company_load(&c, "employees.csv", text);
    ck_assert_int_eq(c.results[0].same, 1);
    ck_assert_str_eq(posts(), "20454/T1/5000");
}
END_TEST

START_TEST(another_team_or_pay_from_today_on)
{
    company_load(&c, "employees.csv",
                 "employee_id,team_id,hired_on,base_salary\n"
                 "E1,T1,2026-01-01,5000\nE2,T1,2026-01-01,5000\n");
    company_load(&c, "employees.csv",
                 "employee_id,team_id,hired_on,base_salary\n"
                 "E1,T2,2026-01-01,5000\nE2,T1,2026-01-01,5500\n");
    ck_assert_int_eq(c.results[0].added, 2);
    ck_assert_str_eq(posts(), "20454/T1/5000 20757/T2/5000 20454/T1/5000 20757/T1/5500");
}
END_TEST

/* Nor is a role in another case: rules compare it in any. */
START_TEST(a_role_in_another_case)
{
    company_load(&c, "employees.csv",
                 "employee_id,team_id,role,hired_on\nE1,T1,collector,2026-01-01\n");
    company_load(&c, "employees.csv",
                 "employee_id,team_id,role,hired_on\n"
                 "E1,T1,Collector,2026-01-01\n");
    ck_assert_str_eq(posts(), "20454/T1/");
}
END_TEST

/* A name or the last day are no other post. */
START_TEST(what_makes_no_post)
{
    company_load(&c, "employees.csv", "employee_id,name,team_id,hired_on\nE1,Li,T1,2026-01-01\n");
    company_load(&c, "employees.csv",
                 "employee_id,name,team_id,hired_on,left_on\n"
                 "E1,Lee,T1,2026-01-01,2026-10-20\n");
    ck_assert_int_eq(c.results[0].changed, 1);
    ck_assert_str_eq(posts(), "20454/T1/");
    ck_assert_str_eq(company_ask(&c, "SELECT name || left_on FROM employees"), "Lee20746");
}
END_TEST

/* The file dates another row of the person: the one without a date is the first. */
START_TEST(dated_rows_beside_it)
{
    static const char text[] = "employee_id,since,team_id,hired_on\n"
                               "E1,2026-10-16,T2,2026-01-01\nE1,,T1,2026-01-01\n"
                               "E2,,T1,2026-01-01\n";
    company_load(&c, "employees.csv", text);
    ck_assert_str_eq(posts(), "20454/T1/ 20742/T2/ 20454/T1/");
    company_load(&c, "employees.csv", text);
    ck_assert_int_eq(c.results[0].same, 3);
}
END_TEST

/* 20604 is 2026-05-31, 20743 2026-10-17: their former post keeps its days. */
START_TEST(who_comes_back)
{
    static const char back[] = "employee_id,team_id,hired_on,left_on\n"
                               "E1,T1,2026-10-17,\nE2,T1,2026-10-17,2027-01-31\n"
                               "E3,T2,2026-10-17,\n";
    company_load(&c, "employees.csv",
                 "employee_id,team_id,hired_on,left_on\n"
                 "E1,T1,2026-01-01,2026-05-31\nE2,T1,2026-01-01,2026-05-31\n"
                 "E3,T1,2026-01-01,2026-05-31\n");
    company_load(&c, "employees.csv", back);
    ck_assert_int_eq(c.results[0].added, 3);
    ck_assert_str_eq(posts(), "20454/T1/ 20743/T1/ 20454/T1/ 20743/T1/ 20454/T1/ 20743/T2/");
    ck_assert_str_eq(company_ask(&c, "SELECT group_concat(hired_on || '-' || left_on) FROM "
                                     "employees WHERE since = 20454"),
                     "20454-20604,20454-20604,20454-20604");
    company_load(&c, "employees.csv", back);
    ck_assert_int_eq(c.results[0].same, 3);
}
END_TEST

/* With --correct they had never left; nor where hired_on stays. */
START_TEST(who_has_not_left)
{
    company_load(&c, "employees.csv",
                 "employee_id,team_id,hired_on,left_on\n"
                 "E1,T1,2026-01-01,2026-05-31\nE2,T1,2026-01-01,2026-05-31\n");
    company_load(&c, "employees.csv", "employee_id,team_id,hired_on,left_on\nE1,T1,2026-01-01,\n");
    c.options.correct = true;
    company_load(&c, "employees.csv", "employee_id,team_id,hired_on,left_on\nE2,T1,2026-10-17,\n");
    ck_assert_str_eq(posts(), "20454/T1/ 20454/T1/");
}
END_TEST

START_TEST(a_post_that_begins_later)
{
    company_load(&c, "employees.csv",
                 "employee_id,since,team_id,hired_on\n"
                 "E1,,T1,2026-01-01\nE1,2026-11-15,T2,2026-01-01\n");
    /* Today they are still in T1. */
    company_load(&c, "employees.csv", "employee_id,team_id,hired_on\nE1,T1,2026-01-01\n");
    ck_assert_str_eq(posts(), "20454/T1/ 20772/T2/");
}
END_TEST

/* A file that says nothing of pay and role leaves them as they are. */
START_TEST(columns_that_are_not_there)
{
    company_load(&c, "employees.csv",
                 "employee_id,team_id,role,hired_on,base_salary\n"
                 "E1,T1,manager,2026-01-01,9000\n");
    company_load(&c, "employees.csv", "employee_id,team_id,hired_on\nE1,T1,2026-01-01\n");
    ck_assert_str_eq(posts(), "20454/T1/9000");
    company_load(&c, "employees.csv", "employee_id,team_id,hired_on\nE1,T2,2026-01-01\n");
    ck_assert_str_eq(posts(), "20454/T1/9000 20757/T2/9000");
    ck_assert_str_eq(company_ask(&c, "SELECT group_concat(role) FROM employees"),
                     "manager,manager");
}
END_TEST

/* The same where the file dates the new post. */
START_TEST(columns_that_are_not_there_of_a_dated_post)
{
    company_load(&c, "employees.csv",
                 "employee_id,name,team_id,role,hired_on,base_salary\n"
                 "E1,Li,T1,manager,2026-01-01,9000\n");
    company_load(&c, "employees.csv",
                 "employee_id,since,team_id,hired_on,base_salary\n"
                 "E1,2026-10-16,T2,2026-01-01,\n");
    ck_assert_str_eq(posts(), "20454/T1/9000 20742/T2/");
    ck_assert_str_eq(company_ask(&c, "SELECT role || name FROM employees WHERE since = 20742"),
                     "managerLi");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, a_new_person);
    tcase_add_test(tc, nothing_changed);
    tcase_add_test(tc, another_team_or_pay_from_today_on);
    tcase_add_test(tc, a_role_in_another_case);
    tcase_add_test(tc, what_makes_no_post);
    tcase_add_test(tc, dated_rows_beside_it);
    tcase_add_test(tc, who_comes_back);
    tcase_add_test(tc, who_has_not_left);
    tcase_add_test(tc, a_post_that_begins_later);
    tcase_add_test(tc, columns_that_are_not_there);
    tcase_add_test(tc, columns_that_are_not_there_of_a_dated_post);
}

UNIT_MAIN("posts")
