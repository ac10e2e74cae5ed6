/* past/ageing: days past due, and the stage. */
#include "past/past.h"

#include "unit.h"

#define DAY(n)      (20727 + (n)) /* day n of October 2026, from 0 */
#define COUNT(list) (sizeof(list) / sizeof *(list))

static const struct cx_past_debt debt = {
    .cents = 10000, .due_on = DAY(0), .placed_on = DAY(0), .closed_on = CX_DATE_NONE};
static struct cx_stage stages[] = {{.name = "early", .from_dpd = 1, .to_dpd = 4},
                                   {.name = "late", .from_dpd = 4, .to_dpd = INT32_MAX}};

START_TEST(by_the_due_date)
{
    static const struct cx_past_extension extensions[] = {{DAY(4), DAY(19), 0},
                                                          {DAY(9), DAY(31), 0}};
    static const struct cx_plan plan = {.stages = stages, .stage_count = COUNT(stages)};
    const struct cx_past past = {
        .debt = &debt, .extensions = extensions, .extension_count = COUNT(extensions)};
    ck_assert_int_eq(cx_past_dpd(&past, &plan, DAY(3)), 3);
    ck_assert_int_eq(cx_past_dpd(&past, &plan, DAY(4)), -15);
    ck_assert_int_eq(cx_past_stage(&past, &plan, DAY(0)), -1);
    ck_assert_int_eq(cx_past_stage(&past, &plan, DAY(3)), 0);
    ck_assert_int_eq(cx_past_stage(&past, &plan, DAY(4)), -1);
    ck_assert_int_eq(cx_past_stage(&past, &plan, DAY(35)), 1);
}
END_TEST

/* A plan agreed on day 2, broken on day 10: from day 3 to 9 the debt stays 2 days old. */
START_TEST(by_instalments)
{
    static const struct cx_past_instalment instalments[] = {{DAY(2), 7, 1, 10000, DAY(10)}};
    struct cx_plan plan = {.stages = stages, .stage_count = COUNT(stages)};
    const struct cx_past past = {.debt = &debt, .instalments = instalments, .instalment_count = 1};
    ck_assert_int_eq(cx_past_dpd(&past, &plan, DAY(9)), 9);
    ck_assert_int_eq(cx_past_stage(&past, &plan, DAY(9)), 1);
    plan.settings.instalments_stop_ageing = true;
    ck_assert_int_eq(cx_past_dpd(&past, &plan, DAY(2)), 2);
    ck_assert_int_eq(cx_past_dpd(&past, &plan, DAY(9)), 2);
    ck_assert_int_eq(cx_past_stage(&past, &plan, DAY(9)), 0);
    ck_assert_int_eq(cx_past_dpd(&past, &plan, DAY(10)), 3);
    ck_assert_int_eq(cx_past_dpd(&past, &plan, DAY(20)), 13);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, by_the_due_date);
    tcase_add_test(tc, by_instalments);
}

UNIT_MAIN("ageing")
