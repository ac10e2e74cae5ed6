/* plan/export: the rows of a kind as the CSV that makes them again. */
#include "plan/export.h"

#include "staff.h"
#include "unit.h"

static void ck_export(const char *kind, const char *wanted)
{
    struct cx_buf text = {0};
    ck_assert_int_eq(cx_export(&text, c.db, cx_kind_find(kind, strlen(kind)), &c.err), 0);
    ck_assert_str_eq(cx_buf_str(&text), wanted);
    cx_buf_fini(&text);
}

/* Rows in the order of their text, whatever the order they came in; an empty key, a quoted text,
 * one that a spreadsheet would run, every type. */
START_TEST(cells)
{
    staff_replan("tiers", "tier_id,from,to,rate\nb,0,,0.5\na,1000,,7%\na,0,1000,0\n");
    ck_export("tiers", "tier_id,from,to,rate\na,0,1000,0\na,1000,,0.07\nb,0,,0.5\n");
}
END_TEST

START_TEST(order_is_kept)
{
    ck_export("metrics", "metric_id,title,unit,better,formula,accrues\n"
                         "income,Income,money,high,recovered,\n"
                         "sat,Satisfaction,score,high,stars / votes,\n"
                         "share,Share,ratio,high,stars / votes / 100,\n"
                         "fault_rate,Faults,ratio,low,flaws / checks / 100,\n"
                         "growth,Growth,ratio,high,recovered / prev_recovered - 1,\n");
    ck_export("holidays", "day,name,works\n");
}
END_TEST

START_TEST(texts)
{
    staff_replan("settings", "name,value\ncurrency,\" =1, \"\"x\"\"\"\nagent_speakers,'=1\n");
    ck_export("settings", "name,value\nagent_speakers,'=1\ncurrency,\" =1, \"\"x\"\"\"\n");
    company_load(&c, "targets.csv",
                 TARGETS "employee,E2,recovered,2026-10,12.5\ncompany,,income,2026-Q4,9\n");
    ck_export("targets", TARGETS "company,,income,2026-Q4,9\nemployee,E2,recovered,2026-10,12.5\n");
}
END_TEST

/* What was exported and is imported again, into a plan without it, exports the same. */
START_TEST(round_trip)
{
    static const char rules[] =
        "rule_id,seq,title,kind,for_role,for_team,for_employee,when,grp,basis,rate,amount,tier_id,"
        "mode,per,applies_to,top_n,among,months,split,prorate,retro,award,valid_from,valid_to\n"
        "a,1,A,amount,,T1,,score > 1,,,,12.50,,marginal,post,,,company,,days,yes,no,,,2026-12-01\n"
        "b,-2,,rate,collector,,E1,,g,\"max(1, 2)\",0.5,,,marginal,person,,,company,,days,,,,"
        "2026-10-01,\n";
    staff_replan("rules", rules);
    ck_export("rules", rules);
    staff_replan("rules", rules);
    ck_export("rules", rules);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, cells);
    tcase_add_test(tc, order_is_kept);
    tcase_add_test(tc, texts);
    tcase_add_test(tc, round_trip);
}

UNIT_MAIN("plan/export")
