/* sheet/compute: lines that no rule gives, in their order and on their rows. */
#include "sealing.h"
#include "unit.h"
#include "written.h"

#define ADJUSTMENTS "adjustment_id,period,employee_id,amount,reason,approved_by\n"

/* L1 and L0 have left before October; rows without a post are by person, whatever gave them. */
START_TEST(rows)
{
    rules(COMMISSION);
    company_load(&c, "employees.csv",
                 EMPLOYEES "L1,,Lou,T1,collector,2026-01-01,2026-09-30,1\n"
                           "L0,,Lea,T1,collector,2026-01-01,2026-09-30,1\n");
    company_load(&c, "accounts.csv", "account_id,due_on,amount\nB1,2026-01-01,9000\n");
    company_load(&c, "assignments.csv", "account_id,employee_id,from\nB1,L0,2026-01-01\n");
    seal_month("2026-09");
    company_load(&c, "payments.csv", PAYMENTS "P1,A4,2026-09-05,50\nP2,B1,2026-09-05,60\n");
    company_load(&c, "adjustments.csv",
                 ADJUSTMENTS "K1,2026-10,L1,20,Late,Boss\n"
                             "K2,2026-10,E4,3,More,Boss\n");
    ck_explained("E1 comm 0.00 0.100000 31/31 0.00\n"
                 "E2 comm 0.00 0.100000 31/31 0.00\n"
                 "E3 comm 0.00 0.100000 31/31 0.00\n"
                 "E4 comm 0.00 0.100000 31/31 0.00\n"
                 "E4 2026-09 - - 31/31 5.00 comm 5.00 instead of 0.00 (on 50.00 instead of 0.00)\n"
                 "E4 K2 - - 31/31 3.00 More (approved by Boss)\n"
                 "L0 2026-09 - - 31/31 6.00 comm 6.00 instead of 0.00 (on 60.00 instead of 0.00)\n"
                 "L1 K1 - - 31/31 20.00 Late (approved by Boss)\n");
}
END_TEST

/* In the sheet, retro and carry lines share a column, adjustments have theirs. */
START_TEST(columns)
{
    struct cx_buf csv = {0};
    struct cx_table *table = cx_table_into(&csv, CX_FORMAT_CSV);
    rules(COMMISSION);
    company_load(&c, "adjustments.csv",
                 ADJUSTMENTS "K1,2026-09,E4,-7,Cash,Boss\n"
                             "K2,2026-10,E4,3,More,Boss\n");
    seal_month("2026-09");
    company_load(&c, "payments.csv", PAYMENTS "P1,A4,2026-09-05,50\n");
    struct cx_bonus *bonus = bonus_of("2026-10");
    ck_assert_int_eq(cx_bonus_table(table, bonus, CX_BONUS_POSTS, &c.err), 0);
    char *text = written(table, &csv);
    ck_assert_msg(strstr(text, "\n2026-10,E4,Dan,T2,collector,2026-01-01,,0.00,-2.00,3.00,,1.00\n"),
                  "%s", text);
    free(text);
    cx_bonus_free(bonus);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, rows);
    tcase_add_test(tc, columns);
}

UNIT_MAIN("sheet/compute")
