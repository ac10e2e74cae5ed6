/* report/aging: what is owed at the end of a period's last day, and where it was before. */
#include "reporting.h"
#include "unit.h"

#define ACCOUNTS "account_id,due_on,amount,placed_on\n"
#define HEADER   "stage,title,accounts,balance,from_not_due,from_early,from_late,from_paid,from_new\n"

/* Stages from 1 to 29 days and from 30 on; no accounts but the tests' own. */
static void set_up(void)
{
    staff_open();
    company_load(
        &c, "stages.csv",
        "stage,from_dpd,to_dpd,team_kind,title\nearly,1,30,phone,Early\nlate,30,,visit,\n");
    ck_assert_int_eq(cx_db_exec(c.db, "DELETE FROM assignments; DELETE FROM accounts", &c.err), 0);
}

START_TEST(nothing)
{
    ck_report("aging", "2026-10-31", NULL, 0,
              HEADER "not_due,not due,0,0.00,0,0,0,0,0\nearly,Early,0,0.00,0,0,0,0,0\n"
                     "late,late,0,0.00,0,0,0,0,0\npaid,paid,0,0.00,0,0,0,0,0\n"
                     "closed,closed,0,0.00,0,0,0,0,0\n");
}
END_TEST

/* On 31 October: dpd 0, -92 (placed that day), 1, 29, 30. The day before each was a day younger. */
START_TEST(bounds)
{
    company_load(&c, "accounts.csv",
                 ACCOUNTS "B0,2026-10-31,1,2026-01-01\nB9,2027-01-31,2,2026-10-31\n"
                          "B1,2026-10-30,4,\nB29,2026-10-02,8,\nB30,2026-10-01,16,\n");
    ck_report("aging", "2026-10-31", NULL, 0,
              HEADER "not_due,not due,2,3.00,1,0,0,0,1\nearly,Early,2,12.00,1,1,0,0,0\n"
                     "late,late,1,16.00,0,1,0,0,0\npaid,paid,0,0.00,0,0,0,0,0\n"
                     "closed,closed,0,0.00,0,0,0,0,0\n");
    ck_report("aging", "2026-10", NULL, 0, /* the same day, but the month began with fewer */
              HEADER "not_due,not due,2,3.00,1,0,0,0,1\nearly,Early,2,12.00,0,0,0,0,2\n"
                     "late,late,1,16.00,0,0,0,0,1\npaid,paid,0,0.00,0,0,0,0,0\n"
                     "closed,closed,0,0.00,0,0,0,0,0\n");
}
END_TEST

/* N1 is placed the day after; N2 is paid that evening; of N3 3 are paid, 5 waived and 7 paid too
 * late; N4 isn't due till November, as extended that day; N5's extension comes the day after; N6
 * was paid long ago; N7's payment is taken back. All were placed when they were due. */
START_TEST(as_of_the_end_of_the_day)
{
    company_load(&c, "accounts.csv",
                 ACCOUNTS "N1,2026-10-01,100,2026-11-01\nN2,2026-10-01,100,\n"
                          "N3,2026-10-01,100,\nN4,2026-10-01,100,\n"
                          "N5,2026-10-01,50,\nN6,2026-08-01,9,\nN7,2026-08-01,9,\n");
    company_load(&c, "payments.csv",
                 "payment_id,account_id,paid_at,amount,reverses\n"
                 "P2,N2,2026-10-31 23:59:59,100,\nP3,N3,2026-10-02,3,\n"
                 "P4,N3,2026-11-01 00:00,7,\nP6,N6,2026-08-05,9,\nP7,N7,2026-08-05,9,\n"
                 "P8,N7,2026-10-31,-9,P7\n");
    company_load(&c, "arrangements.csv",
                 "arrangement_id,account_id,kind,agreed_on,amount,due_on\n"
                 "R3,N3,waiver,2026-10-31,5,\nR4,N4,extension,2026-10-31,,2026-11-30\n"
                 "R5,N5,extension,2026-11-01,,2026-11-30\n");
    ck_report("aging", "2026-10-31", NULL, 0,
              HEADER "not_due,not due,1,100.00,0,1,0,0,0\nearly,Early,0,0.00,0,0,0,0,0\n"
                     "late,late,3,151.00,0,2,0,1,0\npaid,paid,1,0.00,0,1,0,0,0\n"
                     "closed,closed,0,0.00,0,0,0,0,0\n");
}
END_TEST

/* A recall's rest is owed to us no more. What was gone on the day before, or never came, is not
 * there. */
START_TEST(closed)
{
    company_load(&c, "accounts.csv",
                 "account_id,due_on,amount,closed_on\nC0,2026-09-20,1,2026-09-30\n"
                 "C6,2026-09-20,64,2026-10-01\nC7,2026-09-20,128,2026-10-01\n"
                 "C1,2026-09-30,2,2026-10-02\nC2,2026-09-30,4,2026-10-31\n"
                 "C3,2026-10-10,8,2026-10-20\nC4,2026-09-30,16,2026-11-01\n"
                 "C5,2026-10-10,32,2026-10-10\n");
    company_load(&c, "payments.csv", PAYMENTS "P1,C1,2026-10-01,2\nP7,C7,2026-10-01,128\n");
    ck_report("aging", "2026-10", NULL, 0,
              HEADER "not_due,not due,0,0.00,0,0,0,0,0\nearly,Early,0,0.00,0,0,0,0,0\n"
                     "late,late,1,16.00,1,0,0,0,0\npaid,paid,2,0.00,1,1,0,0,0\n"
                     "closed,closed,3,0.00,1,1,0,0,1\n");
    ck_report("aging", "2026-10-01", NULL, 0, /* a day has what is closed on it */
              HEADER "not_due,not due,0,0.00,0,0,0,0,0\nearly,Early,2,20.00,2,0,0,0,0\n"
                     "late,late,0,0.00,0,0,0,0,0\npaid,paid,2,0.00,1,1,0,0,0\n"
                     "closed,closed,1,0.00,0,1,0,0,0\n");
}
END_TEST

/* Of a month that runs only the days that have come: on the 20th B1 is 19 days past due, and
 * B2, placed on the 21st, is not there. */
START_TEST(so_far)
{
    struct cx_report_options options = options_of("2026-10");
    company_load(&c, "accounts.csv",
                 ACCOUNTS "B1,2026-10-01,1,2026-09-01\nB2,2026-10-01,2,2026-10-21\n");
    options.until = (cx_time)(options.period.from + 19) * 86400 + 43200;
    ck_reported("aging", options,
                HEADER "not_due,not due,0,0.00,0,0,0,0,0\nearly,Early,1,1.00,1,0,0,0,0\n"
                       "late,late,0,0.00,0,0,0,0,0\npaid,paid,0,0.00,0,0,0,0,0\n"
                       "closed,closed,0,0.00,0,0,0,0,0\n");
}
END_TEST

/* Where the stages leave days out there is a row for what is in none. */
START_TEST(no_stage)
{
    staff_replan("stages", "stage,from_dpd,to_dpd,team_kind,title\nlate,30,,visit,\n");
    company_load(&c, "accounts.csv", ACCOUNTS "M1,2026-10-30,4,\n");
    ck_report(
        "aging", "2026-10-31", NULL, 0,
        "stage,title,accounts,balance,from_not_due,from_late,from_no_stage,from_paid,from_new\n"
        "not_due,not due,0,0.00,0,0,0,0,0\nlate,late,0,0.00,0,0,0,0,0\n"
        "no_stage,no stage,1,4.00,1,0,0,0,0\npaid,paid,0,0.00,0,0,0,0,0\n"
        "closed,closed,0,0.00,0,0,0,0,0\n");
}
END_TEST

/* I1's plan was agreed at 10 days past due and is kept; I2's is broken on 18 October (due and three
 * days). Where the setting says so they are 10 and 23 days old, and not 50 and 50. */
START_TEST(instalments)
{
    company_load(&c, "accounts.csv",
                 ACCOUNTS "I1,2026-09-11,100,2026-09-01\nI2,2026-09-11,100,2026-09-01\n");
    company_load(&c, "arrangements.csv",
                 "arrangement_id,account_id,kind,agreed_on\nR1,I1,instalment,2026-09-21\n"
                 "R2,I2,instalment,2026-09-21\n");
    company_load(&c, "instalments.csv",
                 "arrangement_id,due_on,amount\nR1,2026-09-28,30\nR1,2026-10-15,30\n"
                 "R1,2026-11-15,40\nR2,2026-10-15,100\n");
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,I1,2026-09-28,30\nP2,I1,2026-10-15,30\nP3,I2,2026-10-02,50\n");
    ck_report("aging", "2026-10", NULL, 0,
              HEADER "not_due,not due,0,0.00,0,0,0,0,0\nearly,Early,0,0.00,0,0,0,0,0\n"
                     "late,late,2,90.00,0,2,0,0,0\npaid,paid,0,0.00,0,0,0,0,0\n"
                     "closed,closed,0,0.00,0,0,0,0,0\n");
    company_load(&c, "settings.csv", "name,value\ninstalment_ageing,stops\npromise_grace_days,3\n");
    ck_report("aging", "2026-10", NULL, 0,
              HEADER "not_due,not due,0,0.00,0,0,0,0,0\nearly,Early,2,90.00,0,2,0,0,0\n"
                     "late,late,0,0.00,0,0,0,0,0\npaid,paid,0,0.00,0,0,0,0,0\n"
                     "closed,closed,0,0.00,0,0,0,0,0\n");
    ck_report("aging", "2026-11-09", NULL, 0,
              HEADER "not_due,not due,0,0.00,0,0,0,0,0\nearly,Early,1,40.00,0,1,0,0,0\n"
                     "late,late,1,50.00,0,0,1,0,0\npaid,paid,0,0.00,0,0,0,0,0\n"
                     "closed,closed,0,0.00,0,0,0,0,0\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, nothing);
    tcase_add_test(tc, bounds);
    tcase_add_test(tc, as_of_the_end_of_the_day);
    tcase_add_test(tc, closed);
    tcase_add_test(tc, so_far);
    tcase_add_test(tc, no_stage);
    tcase_add_test(tc, instalments);
}

UNIT_MAIN("aging")
