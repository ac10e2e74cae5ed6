/* lint/stages: stages that the plan doesn't have. */
#include "linting.h"
#include "unit.h"

#define STAGES "stage,title,from_dpd,to_dpd,team_kind\nphone,,1,90,phone\nlegal,,90,,legal\n"

START_TEST(named)
{
    company_load(&c, "stages.csv", STAGES);
    staff_replan("strategies",
                 "strategy_id,seq,when,action,note\na,1,stage = 'phone' or dpd > 5,sms,\n");
    ck_lint("");
}
END_TEST

START_TEST(misspelt)
{
    company_load(&c, "stages.csv", STAGES);
    staff_replan("strategies",
                 "strategy_id,seq,when,action,note\na,1,\"stage in ('phne', 'legal')\",sms,\n"
                 "b,2,case stage when 'court' then 1 end,sms,\n");
    staff_replan("segments", "segment_id,seq,when,title\ns,1,stage <> 'Legal',S\n");
    ck_lint("error unknown a: when: there is no stage 'phne' (did you mean 'phone'?)\n"
            "error unknown b: when: there is no stage 'court'\n"
            "error unknown s: when: there is no stage 'Legal' (did you mean 'legal'?)\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, lint_open, staff_close);
    tcase_add_test(tc, named);
    tcase_add_test(tc, misspelt);
}

UNIT_MAIN("lint/stages")
