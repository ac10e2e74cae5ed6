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

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, centre_open, tear_down);
    tcase_add_test(tc, signs);
    tcase_add_test(tc, ratings);
}
UNIT_MAIN("risk")
