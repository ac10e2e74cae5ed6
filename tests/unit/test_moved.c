/* lint/moved: rules that pay whoever changes posts within a month for the same in each. */
#include "linting.h"
#include "unit.h"

#define RULES "rule_id,seq,kind,for_team,when,basis,rate,amount,per,prorate,award\n"
#define MOVED(id)                                                                                  \
    "warning moved " id ": pays whoever changes posts within a month for the same in each, as E1 " \
    "did on 2026-10-16\n"

#define RULES_OF "rule_id,seq,kind,basis,rate,amount,applies_to,per,prorate\n"
#define BOUND(id)                                                                                  \
    "warning moved " id ": holds in full for each post of whoever changes posts within a month, "  \
    "as E1 did on 2026-10-16\n"

/* E1 goes to T2 within October; E2, later, with November. */
static void move(void)
{
    company_load(&c, "employees.csv",
                 EMPLOYEES "E1,2026-10-16,Ann,T2,collector,2026-01-01,,10000\n"
                           "E2,2026-11-01,Bob,T2,collector,2026-01-01,,8000\n");
}

START_TEST(in_full_twice)
{
    static const char text[] =
        RULES "a,1,amount,,,,,100,,,\nb,2,amount,,sat is null,,,100,,,\n"
              "c,3,rate,,,base_salary,score / 100,,,,\nd,4,rate,,,base_salary,0.1,,person,yes,\n"
              "e,5,per_unit,,,prev_recovered,,0.1,,,\nf,6,amount,S,tenure_months > 1,,,100,,,\n";
    rules(text);
    ck_lint("");
    move();
    ck_lint(MOVED("a") MOVED("b") MOVED("c") MOVED("d") MOVED("e") MOVED("f"));
    rules(RULES "d,4,rate,,,base_salary,0.1,,person,yes,\n");
    ck_bonus("2026-10", false, "E1 d 2000.00\nE2 d 800.00\nE3 d 600.00\nE4 d 500.00\n");
}
END_TEST

/* The least for a month, or the most, in each of two posts. */
START_TEST(bounds_in_full)
{
    move();
    rules(RULES_OF "a,1,rate,recovered,0.1,,,,\nb,2,floor,,,800,a,,\nc,3,cap,,,900,a,,\n"
                   "d,4,floor,,,800,a,,yes\ne,5,cap,,,900,a,person,\n");
    ck_lint(BOUND("b") BOUND("c"));
}
END_TEST

/* An amount is the same in each, whatever has to come in for it in each. */
START_TEST(once_for_each_hit)
{
    rules(RULES "a,1,amount,,recovered > 500,,,100,,,\nb,2,amount,,team_recovered > 500,,,100,,,\n"
                "c,3,rate,,recovered > 500,base_salary,0.1,,,,\n"
                "d,4,amount,,base_pay > 5000,,,100,,,\ne,5,amount,,team_headcount > 1,,,100,,,\n");
    ck_lint("");
    move();
    ck_lint(MOVED("a") MOVED("b") MOVED("c") MOVED("d") MOVED("e"));
}
END_TEST

/* What is the team's is the same in both posts of whoever stays in it. */
START_TEST(within_a_team)
{
    static const char text[] = RULES
        "a,1,rate,,,team_recovered,0.01,,,,\nb,2,amount,,team_id = 'T1',,,100,,,\n"
        "c,3,per_unit,,,team_headcount,,5,,,\nd,4,rate,,role = 'collector',base_salary,0.1,,,,\n"
        "e,5,rate,,,team_recovered + recovered,0.01,,,,\n";
    rules(text);
    move();
    ck_lint("");
    company_load(&c, "employees.csv", EMPLOYEES "E1,2026-10-16,Ann,T1,lead,2026-01-01,,10000\n");
    ck_lint(MOVED("a") MOVED("b") MOVED("c"));
}
END_TEST

/* Each post has its own: days, what came in, a team, a role; a line for both; one post alone. */
START_TEST(each_its_own)
{
    move();
    rules(RULES "a,1,amount,,,,,100,,yes,\nb,2,amount,,,,,100,person,,\n"
                "c,3,rate,,,base_salary,0.1,,,yes,\nd,4,rate,,,team_recovered,0.1,,,,\n"
                "e,5,rate,,,recovered,0.1,,,,\nf,6,amount,,days > 15,,,100,,,\n"
                "g,7,amount,,team_id = 'T1',,,100,,,\nh,8,amount,T2,,,,100,,,\n"
                "i,9,amount,,role = 'collector',,,100,,,\nj,10,rate,,,base_pay,0.1,,,,\n"
                "k,11,amount,,,,,0,,,A day off\n");
    ck_lint("");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, lint_open, staff_close);
    tcase_add_test(tc, in_full_twice);
    tcase_add_test(tc, bounds_in_full);
    tcase_add_test(tc, once_for_each_hit);
    tcase_add_test(tc, within_a_team);
    tcase_add_test(tc, each_its_own);
}

UNIT_MAIN("moved")
