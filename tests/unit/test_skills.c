/* report/skills: rates of people on segments, and their intervals. */
#include "reporting.h"
#include "unit.h"

#define HEADER                                                                                     \
    "employee_id,name,segment_id,title,accounts,exposed,recovered,rate,mean,above_mean,low,high,"  \
    "differs\n"

/* Each holds 9,000,000, E1 another 1,000,000, so that E1's effective number is 10² / (9² + 1²). E1
 * recovers a tenth, E4 a fifth: 2,800,000 of 37,000,000 in all. The intervals were computed with
 * Wilson's formula elsewhere. */
static void set_up(void)
{
    staff_open();
    company_load(&c, "accounts.csv",
                 "account_id,due_on,amount,product\nA5,2026-01-01,1000000,car\n");
    company_load(&c, "assignments.csv", "account_id,employee_id,from\nA5,E1,2026-01-01\n");
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-10-05,1000000\nP2,A4,2026-10-05,1800000\n");
}

#define REST(segment)                                                                              \
    "E2,Bob," segment ",1,9000000.00,0.00,0.000000,0.075676,-1.000000,0.000000,0.793451,\n"        \
    "E3,Cid," segment ",1,9000000.00,0.00,0.000000,0.075676,-1.000000,0.000000,0.793451,\n"        \
    "E4,Dan," segment ",1,9000000.00,1800000.00,0.200000,0.075676,1.642846,0.009534,0.866536,\n"

START_TEST(stages)
{
    company_load(
        &c, "stages.csv",
        "stage,from_dpd,to_dpd,team_kind,title\nearly,1,30,phone,Early\nlate,30,,visit,Late\n");
    ck_report("skills", "2026-10", NULL, 0,
              HEADER "E1,Ann,late,Late,2,10000000.00,1000000.00,0.100000,0.075676,0.321423,0."
                     "002996,0.804233,\n" REST("late,Late"));
}
END_TEST

START_TEST(segments)
{
    company_load(&c, "segments.csv",
                 "segment_id,title,when\nbig,,\"product is null or product <> 'car'\"\n");
    char *text;
    ck_assert_int_eq(reported(&text, "skills", "2026-10", NULL, 0), 0);
    ck_assert_ptr_nonnull(
        strstr(text, "E1,Ann,big,big,1,9000000.00,1000000.00,0.111111,0.077778,"));
    free(text);
}
END_TEST

/* What is known of accounts and not of payments can't be summed up. */
START_TEST(of_accounts)
{
    char *text;
    company_load(&c, "segments.csv", "segment_id,title,when\nlarge,,balance > 100\n");
    ck_assert_int_eq(reported(&text, "skills", "2026-10", NULL, 0), CX_EDATA);
    ck_assert_ptr_nonnull(
        strstr(c.err.text, "segment large: character 1: no column \"balance\": there are dpd, "));
    free(text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, stages);
    tcase_add_test(tc, segments);
    tcase_add_test(tc, of_accounts);
}

UNIT_MAIN("skills")
