/* conduct/customers: the customer of an account, looked up or read with all. */
#include "conduct/customers.h"

#include "scratch.h"
#include "unit.h"

static void ck_customer(struct customers *customers, int64_t account, int64_t expected)
{
    struct cx_err err = {0};
    int64_t customer = 0;
    ck_assert_msg(customers_find(&customer, customers, account, &err) == 0, "%s", err.text);
    ck_assert_int_eq(customer, expected);
}

static void ck_subject(struct customers *customers, bool per_customer, int64_t account,
                       int64_t expected)
{
    struct cx_err err = {0};
    int64_t subject = 0;
    ck_assert_int_eq(customers_subject(&subject, customers, per_customer, account, &err), 0);
    ck_assert_int_eq(subject, expected);
}

START_TEST(few_and_many)
{
    struct cx_db *db = opened(NULL, CX_DB_CREATE);
    run(db, "PRAGMA foreign_keys=OFF; INSERT INTO accounts (account_id, customer_id, due_on, "
            "amount, status) "
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 25000) "
            "SELECT i, CASE WHEN i % 10 THEN i + 100000 END, 0, 0, 0 FROM n");
    struct customers *customers = customers_new(db);
    for (int64_t i = 1; i <= 25000; i++)
        ck_customer(customers, i, i % 10 ? i + 100000 : -i);
    ck_customer(customers, 1, 100001);
    ck_customer(customers, 30000, -30000);
    ck_subject(customers, true, 1, 100001);
    ck_subject(customers, true, 10, -10);
    ck_subject(customers, true, 0, 0);
    ck_subject(customers, false, 1, 1);
    customers_free(customers);
    customers_free(NULL);
    cx_db_close(db);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, few_and_many);
}

UNIT_MAIN("conduct/customers")
