/* sheet/teams: what each team costs. */
#include "bonuses.h"
#include "unit.h"
#include "written.h"

static void ck_teams(const char *wanted)
{
    struct cx_buf text = {0};
    struct cx_table *table = cx_table_into(&text, CX_FORMAT_CSV);
    struct cx_bonus *bonus = bonus_of("2026-10");
    ck_assert_msg(cx_bonus_table(table, bonus, CX_BONUS_TEAMS, &c.err) == 0, "%s", c.err.text);
    ck_written(table, &text, wanted);
    cx_bonus_free(bonus);
}

#define HEADER                                                                                     \
    "period,team_id,name,posts,people,base,extra,retro,adjustment,total,with_child_teams\n"

/* E5 is in T1 for ten days of October, in T2 for 21: 3100 × 10/31 and × 21/31. */
START_TEST(own_posts_and_child_teams)
{
    staff_add_mover();
    company_load(&c, "employees.csv", EMPLOYEES "L1,,Lou,T1,collector,2026-01-01,2026-09-30,1\n");
    company_load(&c, "adjustments.csv",
                 "adjustment_id,period,employee_id,amount,reason,approved_by\n"
                 "K1,2026-10,L1,20,Late,Boss\nK2,2026-10,E4,-0.01,Typo,Boss\n");
    rules("rule_id,seq,kind,for_employee,amount,prorate\n"
          "base,1,amount,,3100,yes\nextra,2,amount,E1,7.50,\n");
    ck_teams(HEADER "2026-10,S,Centre,0,0,,,,,0.00,15507.49\n"
                    "2026-10,T1,One,4,4,10300.00,7.50,,,10307.50,10307.50\n"
                    "2026-10,T2,Two,2,2,5200.00,,,-0.01,5199.99,5199.99\n"
                    "2026-10,,,0,1,,,,20.00,20.00,20.00\n");
}
END_TEST

/* Two posts of one person in a team are two posts and one of its people. */
START_TEST(people_once)
{
    company_load(&c, "employees.csv", EMPLOYEES "E1,2026-10-11,Ann,T1,manager,2026-01-01,,10000\n");
    rules("rule_id,seq,kind,for_employee,amount\nbase,1,amount,E1,1\nextra,2,amount,E2,2\n");
    ck_teams(HEADER "2026-10,S,Centre,0,0,,,,,0.00,4.00\n"
                    "2026-10,T1,One,4,3,2.00,2.00,,,4.00,4.00\n"
                    "2026-10,T2,Two,1,1,,,,,0.00,0.00\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, own_posts_and_child_teams);
    tcase_add_test(tc, people_once);
}

UNIT_MAIN("teams")
