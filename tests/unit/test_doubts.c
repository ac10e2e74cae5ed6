/* import/doubts: payments and extensions that may be right but make no sense. */
#include "company.h"
#include "unit.h"

#define PAYMENTS "payment_id,account_id,paid_at,amount,reverses\n"

static struct company c;

static void set_up(void)
{
    company_open(&c);
    c.options.note = company_hear;
    company_load(&c, "accounts.csv",
                 "account_id,due_on,amount\nA1,2026-09-01,100\nA2,2026-09-01,100\n");
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-09-10 09:00,60,\n");
    ck_assert_str_eq(cx_buf_str(&c.said), "");
}

static void tear_down(void)
{
    company_close(&c);
}

START_TEST(overpaid)
{
    company_load(&c, "payments.csv", PAYMENTS "P2,A1,2026-09-11,50.01,\nP3,A2,2026-09-11,100,\n");
    ck_assert_str_eq(cx_buf_str(&c.said), "1 account is paid more than it owes: A1 by 10.01\n");
    company_load(&c, "arrangements.csv",
                 "arrangement_id,account_id,kind,agreed_on,amount\nW,A2,waiver,2026-09-02,1\n");
    company_load(&c, "payments.csv", PAYMENTS "P4,A1,2026-09-12,1,\nP5,A2,2026-09-12,1,\n");
    ck_assert_str_eq(cx_buf_str(&c.said),
                     "2 accounts are paid more than they owe, the first A1 by 11.01\n");
}
END_TEST

/* What is owed may change as well as what is paid; an account that is named twice is told once. */
START_TEST(owing_less)
{
    company_load(&c, "accounts.csv", "account_id,due_on,amount\nA1,2026-09-01,60\n");
    ck_assert_ptr_null(strstr(cx_buf_str(&c.said), "paid more"));
    company_load(&c, "accounts.csv",
                 "account_id,due_on,amount\nA1,2026-09-01,5\nA2,2026-09-01,5\n");
    ck_assert_ptr_nonnull(
        strstr(cx_buf_str(&c.said), "1 account is paid more than it owes: A1 by 55.00\n"));
    company_load(&c, "accounts.csv", "account_id,due_on,amount,client\nA1,2026-09-01,5,X\n");
    ck_assert_str_eq(cx_buf_str(&c.said), "");
    company_add(&c, "accounts.csv", "account_id,due_on,amount\nA1,2026-09-01,6\n");
    company_add(&c, "payments.csv", PAYMENTS "P2,A1,2026-09-11,1,\n");
    company_take(&c);
    ck_assert_ptr_nonnull(strstr(cx_buf_str(&c.said), "A1 by 55.00\n"));
    ck_assert_ptr_null(strstr(strstr(cx_buf_str(&c.said), "by 55.00") + 1, "by 55.00"));
}
END_TEST

/* The same account, day and amount, whatever the hour; what was taken back is no second one. */
START_TEST(twice)
{
    company_load(&c, "payments.csv", PAYMENTS "P2,A2,2026-09-10,60,\nP3,A2,2026-09-11,20,\n");
    ck_assert_str_eq(cx_buf_str(&c.said), "");
    company_load(&c, "payments.csv", PAYMENTS "P4,A2,2026-09-11 18:00,20,\n");
    ck_assert_str_eq(cx_buf_str(&c.said),
                     "1 payment has the same account, day and amount as another: P4 and P3\n");
    company_load(&c, "payments.csv", PAYMENTS "P5,A2,2026-09-12,-20,P4\n");
    ck_assert_str_eq(cx_buf_str(&c.said), "");
}
END_TEST

/* On its last day an account may still be paid; what was taken back did not come. */
START_TEST(after_closing)
{
    company_load(&c, "accounts.csv",
                 "account_id,due_on,amount,status,closed_on\nA3,2026-09-01,100,closed,2026-09-10\n"
                 "A4,2026-09-01,100,closed,2026-09-12\n");
    company_load(&c, "payments.csv",
                 PAYMENTS "P2,A3,2026-09-10,10,\nP3,A4,2026-09-12 23:59:59,10,\n"
                          "P4,A1,2026-09-30,10,\nP5,A4,2026-09-20,15,\nP6,A4,2026-09-21,-15,P5\n");
    ck_assert_str_eq(cx_buf_str(&c.said), "");
    company_load(&c, "payments.csv", PAYMENTS "P7,A3,2026-09-11,20,\n");
    ck_assert_str_eq(cx_buf_str(&c.said), "1 payment came after its account was closed: P7 on A3, "
                                          "which was closed on 2026-09-10\n");
    company_load(&c, "payments.csv", PAYMENTS "P8,A4,2026-09-13,20,\nP9,A3,2026-10-11,5,\n");
    ck_assert_str_eq(cx_buf_str(&c.said),
                     "3 payments came after their accounts were closed, the first P7 on A3, which "
                     "was closed on 2026-09-10\n");
}
END_TEST

/* A closing may come after the payment, and as paid before it all is; a payment taken back leaves
 * something owed. */
START_TEST(closed_later)
{
    const char *header = "account_id,due_on,amount,closed_on,close_reason\n";
    char text[256];
    snprintf(text, sizeof text, "%sA1,2026-09-01,100,2026-09-09,recalled\n", header);
    company_load(&c, "accounts.csv", text);
    ck_assert_str_eq(cx_buf_str(&c.said), "1 payment came after its account was closed: P1 on A1, "
                                          "which was closed on 2026-09-09\n");
    company_load(&c, "accounts.csv", text);
    ck_assert_str_eq(cx_buf_str(&c.said), "");
    snprintf(text, sizeof text,
             "%sA1,2026-09-01,100,2026-09-10,paid\nA2,2026-09-01,100,2026-09-11,paid\n", header);
    company_add(&c, "accounts.csv", text);
    company_add(&c, "payments.csv", PAYMENTS "P2,A2,2026-09-11,100,\n");
    company_take(&c);
    ck_assert_ptr_nonnull(strstr(cx_buf_str(&c.said),
                                 "1 account was closed as paid and still owes: A1 owes 40.00\n"));
    company_load(&c, "payments.csv", PAYMENTS "P3,A2,2026-09-20,-100,P2\n");
    ck_assert_str_eq(cx_buf_str(&c.said),
                     "1 account was closed as paid and still owes: A2 owes 100.00\n");
}
END_TEST

/* On the day of placement it may be paid; where none is said, and so the due date is taken, on any
 * day before: reminders are for that. */
START_TEST(before_placing)
{
    company_load(&c, "accounts.csv",
                 "account_id,due_on,amount,placed_on\nA3,2026-09-01,100,2026-09-15\n"
                 "A4,2026-10-20,100,\nA5,2026-10-20,100,2026-10-15\n");
    company_load(&c, "payments.csv",
                 PAYMENTS "P2,A3,2026-09-15,10,\nP3,A3,2026-09-14,10,\nP4,A3,2026-09-16,-10,P3\n");
    ck_assert_str_eq(cx_buf_str(&c.said), "");
    company_load(&c, "payments.csv", PAYMENTS "P5,A4,2026-10-19 23:59,10,\n");
    ck_assert_str_eq(cx_buf_str(&c.said), "");
    company_load(&c, "payments.csv", PAYMENTS "P6,A5,2026-10-14 23:59,10,\n");
    ck_assert_str_eq(cx_buf_str(&c.said), "1 payment came before its account was placed: P6 on A5, "
                                          "which was placed on 2026-10-15\n");
}
END_TEST

/* To the due date itself, or from one extension to the next, is no doubt. */
START_TEST(extensions)
{
    const char *header = "arrangement_id,account_id,kind,agreed_on,due_on,amount\n";
    struct cx_buf text = {0};
    cx_buf_printf(
        &text, "%s%s", header,
        "X1,A1,extension,2026-08-20,2026-10-01,\nX2,A1,extension,2026-08-21,2026-09-15,\n"
        "X3,A2,extension,2026-08-20,2026-09-01,\nX4,A2,instalment,2026-08-01,2026-08-15,\n");
    company_load(&c, "arrangements.csv", cx_buf_str(&text));
    ck_assert_str_eq(cx_buf_str(&c.said), "");
    cx_buf_clear(&text);
    cx_buf_printf(&text, "%s%s", header, "X5,A2,extension,2026-08-22,2026-08-31,\n");
    company_load(&c, "arrangements.csv", cx_buf_str(&text));
    ck_assert_str_eq(cx_buf_str(&c.said), "1 extension is to a day before the account is due: X5 "
                                          "to 2026-08-31, of A2, due on 2026-09-01\n");
    cx_buf_clear(&text);
    cx_buf_printf(&text, "%s%s", header,
                  "X6,A1,extension,2026-08-23,2025-10-01,\n"
                  "X7,A2,extension,2026-08-23,2026-12-01,\n");
    company_load(&c, "arrangements.csv", cx_buf_str(&text));
    ck_assert_str_eq(cx_buf_str(&c.said),
                     "2 extensions are to days before the accounts are due, the first X6 to "
                     "2025-10-01, of A1, due on 2026-09-01\n");
    cx_buf_fini(&text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, overpaid);
    tcase_add_test(tc, owing_less);
    tcase_add_test(tc, twice);
    tcase_add_test(tc, after_closing);
    tcase_add_test(tc, closed_later);
    tcase_add_test(tc, before_placing);
    tcase_add_test(tc, extensions);
}
UNIT_MAIN("doubts")
