/* assign/release: the end of episodes that are paid, closed or left. */
#include "hands.h"
#include "unit.h"

/* N1 to N3 of 100 each are E1's from 1 October; the stage of 31 October is that of 30 days. */
static void set_up(void)
{
    staff_open();
    company_load(&c, "accounts.csv",
                 "account_id,due_on,amount\nN1,2026-10-01,100\n"
                 "N2,2026-10-01,100\nN3,2026-10-01,100\n");
    company_load(&c, "assignments.csv",
                 "account_id,employee_id,from\nN1,E1,2026-10-01\n"
                 "N2,E1,2026-10-01\nN3,E1,2026-10-01\n");
}

static void ck_released(const char *wanted)
{
    struct cx_assign_options options = assign_options();
    ck_moves(cx_assign_release, &options, wanted);
}

START_TEST(nothing_to_release)
{
    company_load(&c, "payments.csv", PAYMENTS "P1,N1,2026-10-05,99.99\n");
    ck_released(MOVES);
    ck_episodes("N1", "E1 2026-10-01..");
}
END_TEST

/* N1 was paid yesterday, by a payment and a waiver; N2 is paid today, and its holder is to be
 * credited with the day's payments; N3 is paid tomorrow. */
START_TEST(paid)
{
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,N1,2026-10-30,60\nP2,N2,2026-10-31 18:00,100\n"
                          "P3,N3,2026-11-01,100\n");
    company_load(&c, "arrangements.csv",
                 "arrangement_id,account_id,kind,agreed_on,amount\n"
                 "R1,N1,waiver,2026-10-30,40\n");
    ck_released(MOVES "N1,2026-10-31,,E1,,paid in full\nN2,2026-11-01,,E1,,paid in full\n");
    ck_episodes("N1", "E1 2026-10-01..2026-10-31");
    ck_episodes("N2", "E1 2026-10-01..2026-11-01");
    ck_episodes("N3", "E1 2026-10-01..");
    ck_released(MOVES); /* again: no news */
}
END_TEST

START_TEST(closed)
{
    company_load(&c, "accounts.csv",
                 "account_id,due_on,amount,status\nN1,2026-10-01,100,closed\n"
                 "N2,2026-10-01,100,written_off\nN3,2026-10-01,100,paused\n");
    staff_replan("stages",
                 "stage,from_dpd,to_dpd,team_kind\nremind,1,30,message\nphone,30,,phone\n");
    ck_released(MOVES "N1,2026-10-31,phone,E1,,closed\nN2,2026-10-31,phone,E1,,written off\n");
    ck_episodes("N3", "E1 2026-10-01..");
}
END_TEST

/* E2 left on the 20th: their accounts are nobody's from the 21st, and what was given to them after
 * that never was theirs. E3 leaves today. */
START_TEST(left)
{
    company_load(&c, "employees.csv",
                 EMPLOYEES "E2,,Bob,T1,collector,2026-01-01,2026-10-20,8000\n"
                           "E3,,Cid,T1,collector,2026-01-01,2026-10-31,1\n");
    company_load(&c, "assignments.csv",
                 "account_id,employee_id,from,to\nN1,E1,2026-10-01,2026-10-25\n"
                 "N1,E2,2026-10-25,\nN2,E1,2026-10-01,2026-10-10\nN2,E2,2026-10-10,2026-10-12\n");
    ck_released(MOVES "A2,2026-10-21,,E2,,left\nN1,2026-10-21,,E2,,left\n");
    ck_episodes("A2", "E2 2026-01-01..2026-10-21");
    ck_episodes("A3", "E3 2026-01-01..");
    ck_episodes("N1", "E1 2026-10-01..2026-10-25");
    ck_episodes("N2", "E1 2026-10-01..2026-10-10, E2 2026-10-10..2026-10-12");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, nothing_to_release);
    tcase_add_test(tc, paid);
    tcase_add_test(tc, closed);
    tcase_add_test(tc, left);
}

UNIT_MAIN("release")
