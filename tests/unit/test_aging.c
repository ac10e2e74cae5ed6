/* report/aging: what is owed at the end of a period's last day. */
#include "reporting.h"
#include "unit.h"

#define ACCOUNTS "account_id,due_on,amount,placed_on\n"
#define HEADER   "bucket,accounts,balance\n"

/* No accounts but the tests' own. */
static void set_up(void)
{
    staff_open();
    ck_assert_int_eq(cx_db_exec(c.db, "DELETE FROM assignments; DELETE FROM accounts", &c.err), 0);
}

START_TEST(nothing)
{
    ck_report("aging", "2026-10-31", NULL, 0,
              HEADER "not_due,0,0.00\n1-30,0,0.00\n31-60,0,0.00\n61-90,0,0.00\n90+,0,0.00\n");
}
END_TEST

/* On 31 October: dpd 0 (and placed before it is due), 1, 30, 31, 60, 61, 90, 91. */
START_TEST(bounds)
{
    company_load(&c, "accounts.csv",
                 ACCOUNTS "B0,2026-10-31,1,\nB9,2027-01-31,2,2026-10-31\nB1,2026-10-30,4,\n"
                          "B30,2026-10-01,8,\nB31,2026-09-30,16,\nB60,2026-09-01,32,\n"
                          "B61,2026-08-31,64,\nB90,2026-08-02,128,\nB91,2026-08-01,256,\n");
    ck_report("aging", "2026-10-31", NULL, 0,
              HEADER "not_due,2,3.00\n1-30,2,12.00\n31-60,2,48.00\n61-90,2,192.00\n90+,1,256.00\n");
    ck_report("aging", "2026-10", NULL, 0, /* of a longer period: its last day */
              HEADER "not_due,2,3.00\n1-30,2,12.00\n31-60,2,48.00\n61-90,2,192.00\n90+,1,256.00\n");
}
END_TEST

/* N1 is placed the day after; N2 is paid that evening; of N3 3 are paid, 5 waived and 7 paid too
 * late; N4 isn't due till November, as extended that day; N5's extension comes the day after. */
START_TEST(as_of_the_end_of_the_day)
{
    company_load(&c, "accounts.csv",
                 ACCOUNTS "N1,2026-10-01,100,2026-11-01\nN2,2026-10-01,100,\n"
                          "N3,2026-10-01,100,\nN4,2026-10-01,100,\n"
                          "N5,2026-10-01,50,\n");
    company_load(&c, "payments.csv",
                 PAYMENTS "P2,N2,2026-10-31 23:59:59,100\nP3,N3,2026-10-02,3\n"
                          "P4,N3,2026-11-01 00:00,7\n");
    company_load(&c, "arrangements.csv",
                 "arrangement_id,account_id,kind,agreed_on,amount,due_on\n"
                 "R3,N3,waiver,2026-10-31,5,\nR4,N4,extension,2026-10-31,,2026-11-30\n"
                 "R5,N5,extension,2026-11-01,,2026-11-30\n");
    ck_report("aging", "2026-10-31", NULL, 0,
              HEADER "not_due,1,100.00\n1-30,2,142.00\n31-60,0,0.00\n61-90,0,0.00\n90+,0,0.00\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, nothing);
    tcase_add_test(tc, bounds);
    tcase_add_test(tc, as_of_the_end_of_the_day);
}

UNIT_MAIN("aging")
