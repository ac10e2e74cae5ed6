/* org/org: posts out of rows, the tree of teams, who was where. */
#include "org/org.h"

#include "company.h"
#include "store/id.h"
#include "unit.h"

static struct company c;
static struct cx_org *org;

/* T1 > T11 > T111, and T2. Li moves from T11 to T2 on the 16th of October; Wang gets a raise on
 * the same day; Zhao leaves on the 20th and comes back in December. */
static void set_up(void)
{
    struct cx_err err = {0};
    company_open(&c);
    company_add(&c, "teams.csv",
                "team_id,name,parent_id,kind,opened_on\n"
                "T111,third,T11,,\nT1,first,,legal,2026-09-30\nT11,second,T1,visit,\nT2,,,,\n");
    company_add(&c, "employees.csv",
                "employee_id,since,name,team_id,role,hired_on,left_on,base_salary,capacity\n"
                "W1,,Wang,T1,collector,2026-01-05,,6000,\n"
                "W1,2026-10-16,Wang,T1,Collector,2026-01-05,,6200,40\n"
                "L1,2026-03-01,Li,T11,collector,2026-03-01,,5000,\n"
                "L1,2026-10-16,Li,T2,collector,2026-03-01,,5500,\n"
                "Z1,2026-10-10,Zhao,T111,collector,2026-10-10,2026-10-20,3100,\n"
                "Z1,2026-12-01,Zhao,T111,manager,2026-12-01,,7000,\n"
                "ZN1,2027-02-01,Nie,T2,collector,2027-02-01,,2800,\n"
                "ZN1,2027-02-15,Nie,T2,collector,2027-02-01,,,\n"
                "ZN2,2027-02-01,Niu,T2,collector,2027-02-01,,1400,\n");
    company_take(&c);
    ck_assert_int_eq(cx_org_load(&org, c.db, &err), 0);
}

static void tear_down(void)
{
    cx_org_free(org);
    company_close(&c);
}

static int64_t id(const char *text)
{
    int64_t n = 0;
    struct cx_err err = {0};
    ck_assert_int_eq(cx_id_find(&n, c.db, text, strlen(text), &err), 0);
    ck_assert_int_ne(n, 0);
    return n;
}

static int team(const char *text)
{
    return cx_org_team(org, id(text));
}

static cx_date day_of(int month, int day)
{
    cx_date date = 0;
    ck_assert(cx_date_make(&date, 2026, month, day));
    return date;
}

static cx_date october(int day)
{
    return day_of(10, day);
}

static const struct cx_post *post_on(const char *person, cx_date day)
{
    int post = cx_org_post_on(org, cx_org_person(org, id(person)), day);
    return post < 0 ? NULL : &org->posts[post];
}

START_TEST(tree)
{
    ck_assert_int_eq(org->team_count, 4);
    ck_assert_str_eq(org->teams[team("T11")].key, "T11");
    ck_assert_str_eq(org->teams[team("T11")].name, "second");
    ck_assert_str_eq(org->teams[team("T2")].name, "");
    ck_assert_int_eq(cx_org_team_kind(org, team("T11"), october(31)), 1);
    ck_assert_int_eq(cx_org_team_kind(org, team("T2"), october(31)), 5);
    ck_assert_int_eq(cx_org_parent(org, team("T111"), october(31)), team("T11"));
    ck_assert_int_eq(cx_org_parent(org, team("T1"), october(31)), -1);
    ck_assert_int_eq(org->teams[team("T1")].opened_on, october(1) - 1);
    ck_assert_int_eq(org->teams[team("T2")].opened_on, CX_DATE_NONE);
    ck_assert(cx_org_is_within(org, team("T111"), team("T1"), october(31)));
    ck_assert(cx_org_is_within(org, team("T1"), team("T1"), october(31)));
    ck_assert(!cx_org_is_within(org, team("T1"), team("T11"), october(31)));
    ck_assert(!cx_org_is_within(org, team("T2"), team("T1"), october(31)));
    ck_assert(!cx_org_is_within(org, -1, team("T1"), october(31)));
    ck_assert_int_eq(cx_org_team(org, 0), -1);
    ck_assert_int_eq(cx_org_team_keyed(org, org->teams[1].key), 1);
    ck_assert_int_eq(cx_org_team_keyed(org, "nowhere"), -1);
    ck_assert_int_eq(cx_org_person(org, 0), -1);
}
END_TEST

/* Teams that another program put into a circle: the way up ends. */
START_TEST(circle)
{
    struct cx_err err = {0};
    int steps = 0, up = team("T1"), seen = 0;
    ck_assert_int_eq(
        cx_db_exec(c.db,
                   "UPDATE teams SET parent_id = (SELECT team_id FROM teams t WHERE t.team_id <> "
                   "teams.team_id ORDER BY 1 LIMIT 1)",
                   &err),
        0);
    cx_org_free(org);
    ck_assert_int_eq(cx_org_load(&org, c.db, &err), 0);
    for (; up >= 0; up = cx_org_up(org, up, october(31), &steps))
        seen++;
    ck_assert_int_eq(seen, org->team_count);
    ck_assert(!cx_org_is_within(org, team("T111"), team("T11"), october(31)));
}
END_TEST

/* T111 moves from T11 to T2, and back; T11 works another stage. */
START_TEST(tree_of_a_day)
{
    struct cx_err err = {0};
    company_load(&c, "teams.csv",
                 "team_id,since,parent_id\nT111,2026-10-10,T2\nT111,2026-10-20,T11\n");
    company_load(&c, "teams.csv", "team_id,since,kind\nT11,2026-10-10,phone\n");
    cx_org_free(org);
    ck_assert_int_eq(cx_org_load(&org, c.db, &err), 0);
    ck_assert_int_eq(cx_org_parent(org, team("T111"), october(1)), team("T11"));
    ck_assert_int_eq(cx_org_parent(org, team("T111"), october(10)), team("T2"));
    ck_assert_int_eq(cx_org_parent(org, team("T111"), october(20)), team("T11"));
    ck_assert(cx_org_is_within(org, team("T111"), team("T1"), october(9)));
    ck_assert(!cx_org_is_within(org, team("T111"), team("T1"), october(19)));
    ck_assert_int_eq(cx_org_team_kind(org, team("T11"), october(9)), 1);
    ck_assert_int_eq(cx_org_team_kind(org, team("T11"), october(10)), 0);
    ck_assert_int_eq(cx_org_tree_until(org, october(1)), october(10));
    ck_assert_int_eq(cx_org_tree_until(org, october(10)), october(20));
    ck_assert_int_eq(cx_org_tree_until(org, october(20)), CX_DATE_NONE);
}
END_TEST

START_TEST(posts)
{
    ck_assert_int_eq(org->person_count, 5);
    ck_assert_int_eq(org->post_count, 7);
    ck_assert_str_eq(org->people[0].key, "L1");
    ck_assert_str_eq(org->people[1].name, "Wang");
    ck_assert_int_eq(org->people[1].post_count, 1); /* another salary is no other post */
    ck_assert_int_eq(org->people[2].post_count, 2);
    const struct cx_post *wang = post_on("W1", october(1));
    ck_assert_int_eq(wang->since,
                     cx_org_hired_on(org, wang, october(1))); /* an undated first row */
    ck_assert_int_eq(wang->end, CX_DATE_NONE);
    ck_assert_int_eq(wang->pay_count, 2);
    ck_assert_int_eq(wang->capacity, 40);
    ck_assert_int_eq(post_on("L1", october(1))->capacity, -1);
}
END_TEST

START_TEST(who_was_where)
{
    ck_assert_int_eq(post_on("L1", october(15))->team, team("T11"));
    ck_assert_int_eq(post_on("L1", october(16))->team, team("T2"));
    ck_assert_ptr_null(post_on("Z1", october(9)));
    ck_assert_ptr_nonnull(post_on("Z1", october(10)));
    ck_assert_ptr_nonnull(post_on("Z1", october(20))); /* the last day is included */
    ck_assert_ptr_null(post_on("Z1", october(21)));
    ck_assert_ptr_null(post_on("Z1", october(31) + 30));
    ck_assert_str_eq(post_on("Z1", october(31) + 31)->role, "manager");
    ck_assert_int_eq(cx_org_post_on(org, -1, october(1)), -1);
}
END_TEST

START_TEST(days_in_a_period)
{
    struct cx_period month = cx_period_month(2026, 10);
    ck_assert_int_eq(cx_org_days(post_on("W1", october(1)), &month), 31);
    ck_assert_int_eq(cx_org_days(post_on("L1", october(1)), &month), 15);
    ck_assert_int_eq(cx_org_days(post_on("L1", october(16)), &month), 16);
    ck_assert_int_eq(cx_org_days(post_on("Z1", october(10)), &month), 11);
    month = cx_period_month(2026, 9);
    ck_assert_int_eq(cx_org_days(post_on("L1", october(16)), &month), 0);
    ck_assert_int_eq(cx_org_days(post_on("L1", october(1)), &month), 30);
}
END_TEST

START_TEST(salaries)
{
    struct cx_period october_2026 = cx_period_month(2026, 10);
    struct cx_period september = cx_period_month(2026, 9), first_half = october_2026;
    const struct cx_post *wang = post_on("W1", october(1));
    first_half.to = october(16);
    ck_assert_int_eq(cx_org_salary(org, wang, &october_2026), 620000);
    ck_assert_int_eq(cx_org_salary(org, wang, &first_half), 600000);
    ck_assert_int_eq(cx_org_salary(org, wang, &september), 600000);
    /* On the last day of the post in the period. */
    ck_assert_int_eq(cx_org_salary(org, post_on("L1", october(1)), &october_2026), 500000);
}
END_TEST

START_TEST(counts)
{
    struct cx_period month = cx_period_month(2026, 10);
    ck_assert_int_eq(cx_org_headcount(org, team("T1"), october(15)), 3);
    ck_assert_int_eq(cx_org_headcount(org, team("T1"), october(31)), 1);
    ck_assert_int_eq(cx_org_headcount(org, team("T2"), october(31)), 1);
    ck_assert_int_eq(cx_org_headcount(org, team("T11"), october(1) - 1), 1);
    /* Zhao was hired in the month, but is gone on its last day. */
    ck_assert_int_eq(cx_org_new_hires(org, team("T1"), &month), 0);
    month.to = october(21);
    ck_assert_int_eq(cx_org_new_hires(org, team("T1"), &month), 1);
    ck_assert_int_eq(cx_org_new_hires(org, team("T2"), &month), 0);
    month = cx_period_month(2026, 3);
    ck_assert_int_eq(cx_org_new_hires(org, team("T1"), &month), 1);
}
END_TEST

/* Each day's salary / 31, added up and rounded once: Wang has 15 days of 6000 and 16 of 6200. */
START_TEST(base_pay)
{
    struct cx_period month = cx_period_month(2026, 10), half = month;
    const struct cx_post *wang = post_on("W1", october(1));
    int64_t cents = 0;
    ck_assert(cx_org_base_pay(&cents, org, wang, &month));
    ck_assert_int_eq(cents, 610323); /* 189200 / 31 = 6103.2258… */
    ck_assert(cx_org_base_pay(&cents, org, post_on("L1", october(16)), &month));
    ck_assert_int_eq(cents, 283871);
    half.to = october(16);
    ck_assert(cx_org_base_pay(&cents, org, wang, &half));
    ck_assert_int_eq(cents, 600000);
    month = cx_period_month(2026, 9);
    ck_assert(cx_org_base_pay(&cents, org, wang, &month)); /* before the raise */
    ck_assert_int_eq(cents, 600000);
    month = cx_period_month(2025, 12);
    ck_assert(cx_org_base_pay(&cents, org, wang, &month)); /* not there yet */
    ck_assert_int_eq(cents, 0);
}
END_TEST

/* Nobody said what Nie gets from the 15th of February 2027 on: that is not 0. */
START_TEST(unknown_pay)
{
    struct cx_period month = cx_period_month(2027, 2), half = month;
    const struct cx_post *nie = post_on("ZN1", month.from);
    int64_t cents = 0;
    half.to = month.from + 14;
    ck_assert_int_eq(cx_org_salary(org, nie, &half), 280000);
    ck_assert_int_eq(cx_org_salary(org, nie, &month), CX_PAY_UNKNOWN);
    ck_assert(cx_org_base_pay(&cents, org, nie, &half));
    ck_assert_int_eq(cents, 280000);
    ck_assert(cx_org_base_pay(&cents, org, nie, &month));
    ck_assert_int_eq(cents, CX_PAY_UNKNOWN);
    ck_assert(cx_org_payroll(&cents, org, team("T2"), &month));
    ck_assert_int_eq(cents, 550000 + 140000); /* Li and Niu */
}
END_TEST

/* Li changes team and keeps the role; Zhao comes back after having left. */
START_TEST(since_when)
{
    ck_assert_int_eq(cx_org_role_since(org, post_on("L1", october(20))), day_of(3, 1));
    ck_assert_int_eq(cx_org_team_since(org, post_on("L1", october(20))), october(16));
    ck_assert_int_eq(cx_org_team_since(org, post_on("L1", october(1))), day_of(3, 1));
    const struct cx_post *back = post_on("Z1", day_of(12, 5));
    ck_assert_int_eq(cx_org_team_since(org, back), back->since);
    ck_assert_int_eq(cx_org_role_since(org, back), back->since);
}
END_TEST

/* Wang 6103.2258…, Li 5000 × 15/31 = 2419.354…, Zhao 3100 × 11/31 = 1100.00; each to the cent. */
START_TEST(payroll)
{
    struct cx_period month = cx_period_month(2026, 10);
    int64_t cents = 0;
    ck_assert(cx_org_payroll(&cents, org, team("T1"), &month));
    ck_assert_int_eq(cents, 610323 + 241935 + 110000);
    ck_assert(cx_org_payroll(&cents, org, team("T2"), &month));
    ck_assert_int_eq(cents, 283871);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, tree);
    tcase_add_test(tc, circle);
    tcase_add_test(tc, tree_of_a_day);
    tcase_add_test(tc, posts);
    tcase_add_test(tc, who_was_where);
    tcase_add_test(tc, days_in_a_period);
    tcase_add_test(tc, salaries);
    tcase_add_test(tc, counts);
    tcase_add_test(tc, base_pay);
    tcase_add_test(tc, unknown_pay);
    tcase_add_test(tc, since_when);
    tcase_add_test(tc, payroll);
}

UNIT_MAIN("org")
