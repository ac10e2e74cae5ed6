/* import/payments: dates alone, and what a reversal may take back. */
#include "company.h"
#include "unit.h"

#define HEADER "payment_id,account_id,paid_at,amount,reverses\n"

static struct company c;

static void set_up(void)
{
    company_open(&c);
    company_add(&c, "accounts.csv",
                "account_id,due_on,amount\nA1,2026-09-01,100\nA2,2026-09-01,100\n");
    company_add(&c, "payments.csv",
                HEADER "P1,A1,2026-10-05,100,\nP2,A1,2026-10-05 10:00,7,\n"
                       "R1,A1,2026-10-06,-40,P1\n");
    company_take(&c);
}

static void tear_down(void)
{
    company_close(&c);
}

START_TEST(signs)
{
    company_load(&c, "payments.csv", HEADER "P3,A1,2026-10-02,-10,\n");
    ck_assert_int_eq(c.results[0].unlinked, 1);
    company_load(&c, "payments.csv", HEADER "R3,A1,2026-10-06,-10,P1\n");
    ck_assert_int_eq(c.results[0].unlinked, 0);
    company_refuse(
        &c, "payments.csv", HEADER "R4,A1,2026-10-06,10,P1\n",
        "payments.csv:2: amount: must be negative where the row reverses a payment: if the "
        "export has it positive, leave such rows out in this map, and take only them in "
        "another, with the template =-{Amount}\n");
}
END_TEST

/* Sums of larger ones can't be told, whether or not anybody is told of doubts. */
START_TEST(too_large)
{
    static const char *const amounts[] = {"1000000000000.01", "-1000000000000.01",
                                          "92233720368547758.07"};
    company_load(&c, "payments.csv",
                 HEADER "P3,A1,2026-10-02,1000000000000,\nP4,A1,2026-10-02,-1000000000000,\n");
    for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++) {
        char text[200];
        snprintf(text, sizeof text, HEADER "P5,A1,2026-10-02,%s,\n", amounts[i]);
        company_refuse(
            &c, "payments.csv", text,
            "payments.csv:2: amount: is more than 1000000000000.00, which nobody owes, pays "
            "or earns: correct it\n");
    }
}
END_TEST

/* A date alone is the end of its day, and no other time is. */
START_TEST(dates_alone)
{
    company_load(&c, "payments.csv",
                 HEADER "P3,A1,2026/10/2,1,\nP4,A1,2026年10月2日,1,\nP5,A1,20261002,1,\n"
                        "P6,A1,2026-10-02 00:00,1,\nP7,A1,2026-10-02T00:00:00,1,\n");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM payments WHERE paid_at = "
                                     "unixepoch('2026-10-02 23:59:59')"),
                     "3");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM payments WHERE paid_at = "
                                     "unixepoch('2026-10-02 00:00:00')"),
                     "2");
}
END_TEST

/* Several partial ones, at any time of the payment's day, in any order of rows. */
START_TEST(good_reversals)
{
    company_load(&c, "payments.csv",
                 HEADER "R2,A1,2026-10-05 00:00,-59.99,P1\nR3,A1,2027-01-01,-0.01,P1\n"
                        "R4,A2,2026-10-03,-2,P3\nP3,A2,2026-10-02,2,\n");
    company_load(&c, "payments.csv", HEADER "R3,A1,2027-01-02,-0.01,P1\n"); /* a correction */
    ck_assert_str_eq(company_ask(&c, "SELECT sum(amount) FROM payments"), "700");
}
END_TEST

START_TEST(bad_reversals)
{
    company_refuse(&c, "payments.csv", HEADER "R2,A1,2026-10-07,-40,R1\n",
                   "payments.csv:2: reverses: R1 is itself a reversal: name a payment, or import "
                   "what was paid again as a payment\n");
    company_refuse(&c, "payments.csv", HEADER "R2,A2,2026-10-07,-40,P1\n",
                   "payments.csv:2: reverses: P1 is a payment on another account: correct one of "
                   "the two\n");
    company_refuse(&c, "payments.csv", HEADER "P3,A1,2026-10-07,1,\nR2,A1,2026-10-04,-40,P1\n",
                   "payments.csv:3: paid_at: is before 2026-10-05, the day of payment P1, which "
                   "the row takes back: correct one of the two\n");
    company_refuse(
        &c, "payments.csv", HEADER "R2,A1,2026-10-07,-50,P1\nR3,A1,2026-10-08,-20,P1\n",
        "payments.csv:3: amount: takes back 20.00 of payment P1, of which 10.00 is left: "
        "correct the amount\n");
}
END_TEST

/* What was good with the payment as it was need not be with the payment as it is now. */
START_TEST(payments_that_changed)
{
    company_refuse(
        &c, "payments.csv", HEADER "P2,A1,2026-10-05,8,\nP1,A1,2026-10-05,39.99,\n",
        "payments.csv:3: amount: payment R1 takes back 40.00 of this one, of which 39.99 "
        "is left: correct one of the two\n");
    company_refuse(&c, "payments.csv", HEADER "P1,A2,2026-10-05,100,\n",
                   "payments.csv:2: account_id: payment R1, which takes this one back, is on "
                   "another account: correct one of the two\n");
    company_refuse(&c, "payments.csv", HEADER "P1,A1,2026-10-07,100,\n",
                   "payments.csv:2: paid_at: is after 2026-10-06, the day of payment R1, which "
                   "takes this one back: correct one of the two\n");
    company_refuse(&c, "payments.csv", HEADER "P1,A1,2026-10-05,-1,P2\n",
                   "payments.csv:2: reverses: must be empty, as payment R1 takes this one back "
                   "already: correct one of the two\n");
    company_refuse(
        &c, "payments.csv", HEADER "P1,A1,2026-10-05,30,\nR1,A1,2026-10-06,-40,P1\n",
        "payments.csv:3: amount: takes back 40.00 of payment P1, of which 30.00 is left: "
        "correct the amount\n"); /* both are here */
    company_load(&c, "payments.csv", HEADER "P1,A1,2026-10-06 09:00,40,\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, signs);
    tcase_add_test(tc, too_large);
    tcase_add_test(tc, dates_alone);
    tcase_add_test(tc, good_reversals);
    tcase_add_test(tc, bad_reversals);
    tcase_add_test(tc, payments_that_changed);
}

UNIT_MAIN("payments")
