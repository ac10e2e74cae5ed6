/* sheet/listing: the sheet by post and by person, and its lines. */
#include "bonuses.h"
#include "unit.h"
#include "written.h"

/* E5 with two posts, an award, a cap, and L1, who has left. */
static void set_up(void)
{
    staff_open();
    staff_add_mover();
    company_load(&c, "employees.csv", EMPLOYEES "L1,,Lou,T1,collector,2026-01-01,2026-09-30,1\n");
    company_load(&c, "adjustments.csv",
                 "adjustment_id,period,employee_id,amount,reason,approved_by\n"
                 "K1,2026-10,L1,20,Late,Boss\nK2,2026-10,E5,-1,Typo,Boss\n"
                 "K3,2026-10,E5,-2,\"Typo, too\",Boss\n");
    staff_replan("scorecards", "scorecard_id,metric_id,weight,method,for_employee\n"
                               "c,recovered,100,direct,E1\n");
    rules("rule_id,seq,title,kind,for_employee,when,basis,rate,amount,award,prorate,applies_to,per,"
          "top_n\n"
          "base,1,Base,amount,,employee_id = 'E1' or employee_id = 'E5',,,3100,,yes,,,\n"
          "part,2,,rate,E1,,100,0.5,,,,,,\nstar,3,,rank,E1,,1,,,Star,,,,1\n"
          "cap,4,,cap,E5,,,,3000,,,*,person,\n");
}

static char *view_as(enum cx_bonus_view view, enum cx_format format)
{
    struct cx_buf text = {0};
    struct cx_table *table = cx_table_into(&text, format);
    struct cx_bonus *bonus = bonus_of("2026-10");
    ck_assert_int_eq(cx_bonus_table(table, bonus, view, &c.err), 0);
    cx_bonus_free(bonus);
    return written(table, &text);
}

static void ck_view(enum cx_bonus_view view, const char *wanted)
{
    char *text = view_as(view, CX_FORMAT_CSV);
    ck_assert_str_eq(text, wanted);
    free(text);
}

START_TEST(lines)
{
    ck_view(CX_BONUS_LINES,
            "period,employee_id,team_id,since,seq,rule_id,kind,basis,rate,factor,amount,note\n"
            "2026-10,E1,T1,2026-01-01,1,base,amount,,,1.000000,3100.00,\n"
            "2026-10,E1,T1,2026-01-01,2,part,rate,100.00,0.500000,1.000000,50.00,\n"
            "2026-10,E1,T1,2026-01-01,3,star,rank,1.000000,,1.000000,0.00,\n"
            "2026-10,E5,T1,2026-01-01,1,base,amount,,,0.322581,1000.00,10 of 31 days\n"
            "2026-10,E5,T2,2026-10-11,1,base,amount,,,0.677419,2100.00,21 of 31 days\n"
            "2026-10,E5,T2,2026-10-11,4,cap,cap,3100.00,,1.000000,-100.00,down to 3000.00\n"
            "2026-10,E5,T2,2026-10-11,,K2,adjustment,,,1.000000,-1.00,Typo (approved by Boss)\n"
            "2026-10,E5,T2,2026-10-11,,K3,adjustment,,,1.000000,-2.00,\"Typo, too (approved by "
            "Boss)\"\n"
            "2026-10,L1,,,,K1,adjustment,,,1.000000,20.00,Late (approved by Boss)\n");
}
END_TEST

#define SHEET                                                                                      \
    "period,employee_id,name,team_id,role,since,score,base,part,star,cap,retro,adjustment,awards," \
    "total\n"
#define REST                                                                                       \
    "2026-10,E2,Bob,T1,collector,2026-01-01,,,,,,,,,0.00\n"                                        \
    "2026-10,E3,Cid,T1,collector,2026-01-01,,,,,,,,,0.00\n"                                        \
    "2026-10,E4,Dan,T2,collector,2026-01-01,,,,,,,,,0.00\n"
#define LEFT "2026-10,L1,Lou,,,,,,,,,,20.00,,20.00\n"

START_TEST(sheet_by_post)
{
    ck_view(CX_BONUS_POSTS, SHEET
            "2026-10,E1,Ann,T1,collector,2026-01-01,0.0000,3100.00,50.00,0.00,,,,Star,"
            "3150.00\n" REST "2026-10,E5,Eve,T1,collector,2026-01-01,,1000.00,,,,,,,1000.00\n"
            "2026-10,E5,Eve,T2,collector,2026-10-11,,2100.00,,,-100.00,,-3.00,,1997.00\n" LEFT);
}
END_TEST

/* The person stands where their last post does. */
START_TEST(sheet_by_person)
{
    ck_view(CX_BONUS_PEOPLE, SHEET
            "2026-10,E1,Ann,T1,collector,2026-01-01,0.0000,3100.00,50.00,0.00,,,,Star,"
            "3150.00\n" REST
            "2026-10,E5,Eve,T2,collector,2026-10-11,,3100.00,,,-100.00,,-3.00,,2997.00\n" LEFT);
}
END_TEST

/* People see the rules' titles, and sums below. */
START_TEST(table)
{
    char *text = view_as(CX_BONUS_PEOPLE, CX_FORMAT_MD);
    ck_assert_msg(strstr(text, " Base |") != NULL, "%s", text);
    ck_assert_ptr_nonnull(strstr(text, "6200.00"));
    ck_assert_ptr_nonnull(strstr(text, "6167.00")); /* 3150 + 2997 + 20 */
    free(text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, lines);
    tcase_add_test(tc, sheet_by_post);
    tcase_add_test(tc, sheet_by_person);
    tcase_add_test(tc, table);
}

UNIT_MAIN("sheet/listing")
