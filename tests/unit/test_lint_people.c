/* lint/people: people, teams and roles that nobody is. */
#include "linting.h"
#include "unit.h"

#define RULES "rule_id,seq,kind,for_role,for_team,for_employee,amount,when\n"

START_TEST(somebody)
{
    rules(RULES
          "a,1,amount,Collector,S,E1,5,\n"
          "b,2,amount,,,,5,role = 'collector' and team_id in ('T1') or employee_id <> 'E1'\n");
    staff_replan("scorecards",
                 "scorecard_id,metric_id,weight,method,for_role\na,sat,100,direct,collector\n");
    ck_lint("");
}
END_TEST

START_TEST(unknown_roles_teams_and_people)
{
    company_load(&c, "teams.csv", "team_id,name,parent_id,kind\nT9,Nine,S,phone\n");
    company_load(&c, "employees.csv", EMPLOYEES "E9,,Nia,T2,manager,2026-01-01,,1\n");
    rules(RULES "a,1,amount,colector,,,5,\nb,2,amount,,T9,,5,\nc,3,amount,manager,T1,,5,\n"
                "d,4,amount,manager,,E1,5,\n");
    staff_replan("scorecards", "scorecard_id,metric_id,weight,method,for_role\n"
                               "x,sat,100,direct,boss\ny,sat,100,direct,\n");
    ck_lint("error nobody x: for_role: nobody ever had the role \"boss\"\n"
            "error nobody a: for_role: nobody ever had the role \"colector\"\n"
            "error nobody b: for_team: nobody was ever in team T9\n"
            "error nobody c: nobody is all that for_role, for_team and for_employee ask for\n"
            "error nobody d: nobody is all that for_role, for_team and for_employee ask for\n");
}
END_TEST

/* Words in expressions are compared letter by letter. */
START_TEST(unknown_words_in_expressions)
{
    rules(RULES "a,1,amount,,,,5,role = 'Collector' or recovered > 0\n"
                "b,2,amount,,,,5,\"team_id NOT IN ('T1', 'T8')\"\n"
                "c,3,amount,,,,5,'E8' <> employee_id\n"
                "d,4,amount,,,,5,grade is 'Z' or team_kind = 'fone' or recovered > 0\n");
    ck_lint("error unknown a: when: nobody has the role 'Collector'\n"
            "error unknown b: when: nobody is in a team 'T8'\n"
            "error unknown c: when: nobody is 'E8'\n"
            "error unknown d: when: nobody gets the grade 'Z'\n"
            "error unknown d: when: nobody is in a team of kind 'fone'\n");
}
END_TEST

/* A scorecard and a rule may share their id. */
START_TEST(one_id_of_two_kinds)
{
    rules(RULES "xx,1,amount,colector,,,5,\n");
    staff_replan("scorecards",
                 "scorecard_id,metric_id,weight,method,for_role\nxx,sat,100,direct,colector\n");
    ck_lint("error nobody xx: for_role: nobody ever had the role \"colector\"\n"
            "error nobody xx: for_role: nobody ever had the role \"colector\"\n");
}
END_TEST

START_TEST(unknown_words_in_alerts)
{
    staff_replan("alerts", "alert_id,level,when,severity,message\n"
                           "a,employee,role = 'Collector' and days > 0,warn,m\n"
                           "b,team,case team_kind when 'fone' then 1 end,warn,m\n"
                           "c,employee,role = 'collector' or employee_id = 'E1',warn,m\n");
    ck_lint("error unknown a: when: nobody has the role 'Collector'\n"
            "error unknown b: when: nobody is in a team of kind 'fone'\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, lint_open, staff_close);
    tcase_add_test(tc, somebody);
    tcase_add_test(tc, unknown_roles_teams_and_people);
    tcase_add_test(tc, unknown_words_in_expressions);
    tcase_add_test(tc, one_id_of_two_kinds);
    tcase_add_test(tc, unknown_words_in_alerts);
}

UNIT_MAIN("lint_people")
