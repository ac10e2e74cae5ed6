/* import/sealed: adjustments of sealed months. */
#include "sealing.h"
#include "unit.h"

#define ADJUSTMENTS "adjustment_id,period,employee_id,amount,reason,approved_by\n"
#define REFUSED                                                                                    \
    "adjustments.csv:2: period: 2026-09 is sealed: use an open month, or reopen this one "         \
    "with cx-bonus --reopen\n"

static void set_up(void)
{
    staff_open();
    company_load(&c, "adjustments.csv",
                 ADJUSTMENTS "K1,2026-09,E1,5,Why,Boss\n"
                             "K2,2026-10,E1,5,Why,Boss\n");
    seal_month("2026-09");
}

START_TEST(refused)
{
    company_refuse(&c, "adjustments.csv", ADJUSTMENTS "K3,2026-09,E1,1,Why,Boss\n", REFUSED);
    company_refuse(&c, "adjustments.csv", ADJUSTMENTS "K1,2026-09,E1,6,Why,Boss\n", REFUSED);
    company_refuse(&c, "adjustments.csv", ADJUSTMENTS "K1,2026-10,E1,5,Why,Boss\n", REFUSED);
    company_refuse(&c, "adjustments.csv", ADJUSTMENTS "K2,2026-09,E1,5,Why,Boss\n", REFUSED);
    company_refuse(&c, "adjustments.csv", ADJUSTMENTS "K3,2026-08,E1,5,Why,Boss\n",
                   "adjustments.csv:2: period: comes before 2026-09, which is sealed, and would "
                   "never be paid: use an open month\n");
}
END_TEST

START_TEST(taken)
{
    company_load(&c, "adjustments.csv",
                 ADJUSTMENTS "K1,2026-09,E1,5.00,Why,Boss\n"
                             "K2,2026-10,E1,7,Why,Boss\n");
    open_month("2026-09");
    company_load(&c, "adjustments.csv", ADJUSTMENTS "K1,2026-09,E1,6,Why,Boss\n");
    ck_assert_str_eq(company_ask(&c, "SELECT group_concat(amount) FROM (SELECT amount FROM "
                                     "adjustments ORDER BY period)"),
                     "600,700");
}
END_TEST

/* What is no month would never be paid. */
START_TEST(of_a_month)
{
    company_refuse(
        &c, "adjustments.csv", ADJUSTMENTS "K3,2026-10-01,E1,1,Why,Boss\n",
        "adjustments.csv:2: period: \"2026-10-01\" is a day: where Excel has made it of a "
        "month, write 2026-10, or use format month in a map\n");
    company_refuse(
        &c, "adjustments.csv", ADJUSTMENTS "K3,2026-Q4,E1,1,Why,Boss\n",
        "adjustments.csv:2: period: \"2026-Q4\" is not a month, and adjustments are paid "
        "with one: write it as in 2026-10\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, refused);
    tcase_add_test(tc, taken);
    tcase_add_test(tc, of_a_month);
}

UNIT_MAIN("import/sealed")
