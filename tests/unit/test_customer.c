/* fact/customer: who ordered before the period, in whose hands they are, and whether they came
 * back. */
#include "measured.h"
#include "unit.h"

static struct measured m;

static void set_up(void)
{
    measured_open(&m);
    company_load(&m.c, "measures.csv",
                 "measure_id,fact,unit,value\nn,customer,count,1.0\n"
                 "back,customer,count,active_after\n");
}

static void tear_down(void)
{
    measured_close(&m);
}

static void with_orders(const char *orders)
{
    company_add(&m.c, "customers.csv", "customer_id,owner_id\nC1,\nC2,E4\nC3,E1\n");
    company_add(&m.c, "accounts.csv",
                "account_id,customer_id,due_on,amount\nA1,C1,2026-07-03,100\n"
                "A2,C1,2026-07-03,100\nA3,C2,2026-07-03,100\n");
    company_add(&m.c, "assignments.csv",
                "account_id,employee_id,from,to\nA1,E1,2026-10-01,2026-10-11\n"
                "A1,E2,2026-10-11,\nA2,E2,2026-10-01,\nA3,E1,2026-10-31,\n");
    company_add(&m.c, "orders.csv", orders);
    company_take(&m.c);
    measure(&m, "2026-10");
}

static void ck_customers(const char *name, int64_t n, int64_t back)
{
    ck_count(&m, name, "n", n);
    ck_count(&m, name, "back", back);
}

/* All ordered before; C1 and C3 in October again. Each counts once, also with two accounts. */
START_TEST(once_a_subject)
{
    with_orders("order_id,customer_id,ordered_at,amount\nO1,C1,2026-09-30 23:59:59,5\n"
                "O2,C1,2026-10-01,5\nO3,C2,2026-08-01,5\nO4,C3,2026-07-03,5\n"
                "O5,C3,2026-10-31 23:59:59,5\nO6,C2,2026-11-01,5\n");
    ck_customers("E1", 3, 2); /* C1 and C2 held, C3 their own */
    ck_customers("E2", 1, 1);
    ck_customers("E4", 1, 0);
    ck_customers("T11", 3, 2);
    ck_customers("T1", 3, 2);
    ck_customers("T2", 1, 0);
    ck_customers("", 3, 2);
}
END_TEST

/* churn_days before the period: 90 days before 1 October begin on 3 July. */
START_TEST(window)
{
    with_orders("order_id,customer_id,ordered_at,amount\nO1,C1,2026-07-02 23:59:59,5\n"
                "O2,C1,2026-10-05,5\nO3,C3,2026-07-03,5\n");
    ck_customers("", 1, 0);
    ck_customers("E2", 0, 0);
    ck_customers("E1", 1, 0);
    company_load(&m.c, "settings.csv", "name,value\nchurn_days,91\n");
    measure(&m, "2026-10");
    ck_customers("", 2, 1);
    ck_customers("E2", 1, 1);
}
END_TEST

/* A holder of last month has them no more; an owner who left has nobody. */
START_TEST(not_in_these_hands)
{
    with_orders("order_id,customer_id,ordered_at,amount\nO1,C1,2026-10-30,5\nO2,C3,2026-10-30,5\n");
    company_load(&m.c, "employees.csv",
                 "employee_id,team_id,hired_on,left_on\n"
                 "E1,T11,2026-01-01,2026-10-31\n");
    measure(&m, "2026-11");
    ck_customers("E1", 0, 0);
    ck_customers("E2", 1, 0);
    ck_customers("T11", 1, 0);
    ck_customers("", 2, 0);
}
END_TEST

START_TEST(no_orders)
{
    with_orders("order_id,customer_id,ordered_at,amount\n");
    ck_customers("", 0, 0);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, once_a_subject);
    tcase_add_test(tc, window);
    tcase_add_test(tc, not_in_these_hands);
    tcase_add_test(tc, no_orders);
}

UNIT_MAIN("customer")
