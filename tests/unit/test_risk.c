/* assign/risk: early warnings. */
#include "centre.h"
#include "unit.h"

static void tear_down(void)
{
    company_close(&c);
}

/* C1 ordered 100 days ago and not since; A2's promise broke on the 13th; A3's is old, A4's is kept.
 */
START_TEST(signs)
{
    struct cx_assign_options options = assign_options();
    company_load(
        &c, "accounts.csv",
        ACCOUNTS
        "A1,C1,2026-09-21,100,open,\nA2,C2,2026-09-21,100,open,\nA3,C3,2026-05-01,100,open,\n"
        "A4,C3,2026-05-01,100,open,\n");
    company_load(&c, "orders.csv",
                 "order_id,customer_id,ordered_at,amount\nO1,C1,2026-07-23,5\nO2,C2,2026-10-01,5\n"
                 "O3,C3,2026-01-01,5\n");
    company_load(&c, "contacts.csv",
                 CONTACTS "K1,A2,P1,2026-10-01 10:00,phone,promised,10,2026-10-10\n"
                          "K2,A3,P1,2026-06-01 10:00,phone,promised,10,2026-06-10\n"
                          "K3,A4,P1,2026-10-01 10:00,phone,promised,10,2026-10-10\n");
    company_load(&c, "payments.csv", PAYMENTS "Y1,A4,2026-10-12,10\n");
    company_load(&c, "assignments.csv", HELD "A1,P1,2026-10-01,\n");
    char *text = listed(cx_assign_risk, &options);
    ck_assert_ptr_nonnull(strstr(text, "A1,C1,P1,phone,100.00,"));
    ck_assert_ptr_nonnull(strstr(text, "no orders for 90 days"));
    ck_assert_ptr_nonnull(strstr(text, "promise for 2026-10-10 broken"));
    ck_assert_ptr_null(strstr(text, "A3,"));
    ck_assert_ptr_null(strstr(text, "A4,"));
    free(text);
    options.top = 1;
    text = listed(cx_assign_risk, &options);
    ck_assert_ptr_eq(strchr(text, '\n'), text + strlen(text) - 1);
    free(text);
}
END_TEST

/* A customer whose rating fell, with a debt that is not due yet; and one whose rating rose. */
START_TEST(ratings)
{
    struct cx_assign_options options = assign_options();
    company_load(&c, "customers.csv",
                 "customer_id,since,rating\nC1,2026-10-15,C\nC2,2026-10-15,AA\n");
    company_load(&c, "accounts.csv",
                 "account_id,customer_id,due_on,amount,placed_on\n"
                 "A1,C1,2026-12-01,100,2026-10-01\nA2,C2,2026-12-01,100,2026-10-01\n");
    char *text = listed(cx_assign_risk, &options);
    ck_assert_ptr_nonnull(strstr(text, "A1,C1,,,100.00,"));
    ck_assert_ptr_nonnull(strstr(text, "rating fell from AAA to C"));
    ck_assert_ptr_null(strstr(text, "A2,"));
    free(text);
}
END_TEST

/* The plan's own warnings: by the customer's figures, now and 30 days ago, and by other names. */
START_TEST(warnings)
{
    struct cx_assign_options options = assign_options();
    company_load(&c, "accounts.csv",
                 "account_id,customer_id,due_on,amount,placed_on\n"
                 "A1,C1,2026-12-01,100,2026-10-01\nA2,C2,2026-12-01,100,2026-10-01\n"
                 "A3,C3,2026-12-01,100,2026-10-01\nA4,,2026-12-01,900,2026-10-01\n");
    company_load(&c, "signals.csv",
                 "customer_id,name,day,value\nC1,cash_flow,2026-09-01,100\n"
                 "C1,cash_flow,2026-10-20,49\nC1,stock,2026-10-20,1\nC1,cash_flow,2026-11-20,99\n"
                 "C2,cash_flow,2026-09-01,100\nC2,cash_flow,2026-10-20,51\n"
                 "C3,cash_flow,2026-10-20,1\n");
    company_load(&c, "warnings.csv",
                 "warning_id,seq,signal,when,message\n"
                 "half,2,cash_flow,signal < 0.5 * signal_before,cash flow has halved\n"
                 "large,1,,balance >= 900 and rating_before is null,a large debt\n");
    char *text = listed(cx_assign_risk, &options);
    ck_assert_ptr_nonnull(strstr(text, "A1,C1,,,100.00,"));
    ck_assert_ptr_nonnull(strstr(text, ",cash flow has halved\n"));
    ck_assert_ptr_nonnull(strstr(text, "A4,,,,900.00,"));
    ck_assert_ptr_nonnull(strstr(text, ",a large debt\n"));
    ck_assert_ptr_null(strstr(text, "A2,"));
    ck_assert_ptr_null(strstr(text, "A3,"));
    free(text);
    /* what other kinds don't see, or nobody knows, is refused */
    company_add(&c, "strategies.csv", "strategy_id,seq,when,action\nS,1,signal > 0,phone\n");
    ck_assert_int_eq(company_import(&c), CX_EDATA);
    company_add(&c, "warnings.csv", "warning_id,seq,when,message\nW,1,cash_flow > 0,no\n");
    ck_assert_int_eq(company_import(&c), CX_EDATA);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, centre_open, tear_down);
    tcase_add_test(tc, signs);
    tcase_add_test(tc, ratings);
    tcase_add_test(tc, warnings);
}
UNIT_MAIN("risk")
