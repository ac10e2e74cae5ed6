/* report/customers: what was owed and came back, by what is known of customers and accounts. */
#include "reporting.h"
#include "unit.h"

/* C1 owes 100 and 50 and pays 40; C2's 200 come in the period, and 20 are paid. C1 is 36. X4 was
 * paid before and has no part in it. */
START_TEST(mix)
{
    ck_assert_int_eq(cx_db_exec(c.db, "DELETE FROM assignments; DELETE FROM accounts", &c.err), 0);
    company_load(&c, "customers.csv", "customer_id,rating,born_on\nC1,AA,1990-05-05\nC2,B,\n");
    company_load(&c, "accounts.csv",
                 "account_id,customer_id,due_on,amount,region,product\n"
                 "X1,C1,2026-01-01,100,N,card\nX2,C1,2026-01-01,50,S,\n"
                 "X3,C2,2026-10-10,200,N,card\nX4,C2,2026-01-01,7,N,card\n"
                 "X5,C2,2026-11-01,7,N,card\n");
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,X1,2026-10-05,40\nP2,X3,2026-10-20,20\nP3,X4,2026-05-05,7\n");
    ck_report("customers", "2026-10", NULL, 0,
              "dimension,value,customers,accounts,owed,recovered,rate,left\n"
              "rating,AA,1,2,150.00,40.00,0.266667,110.00\n"
              "rating,B,1,1,200.00,20.00,0.100000,180.00\n"
              "age,30-39,1,2,150.00,40.00,0.266667,110.00\n"
              "age,,1,1,200.00,20.00,0.100000,180.00\n"
              "region,N,2,2,300.00,60.00,0.200000,240.00\n"
              "region,S,1,1,50.00,0.00,0.000000,50.00\n"
              "product,card,2,2,300.00,60.00,0.200000,240.00\n"
              "product,,1,1,50.00,0.00,0.000000,50.00\n");
}
END_TEST

/* X1 is paid and closed, X2 recalled with 60 left, which is no longer owed to us; X3 went before.
 * X4 is placed on the day after the one that is asked for. */
START_TEST(closed)
{
    struct cx_report_options options = options_of("2026-10");
    ck_assert_int_eq(cx_db_exec(c.db, "DELETE FROM assignments; DELETE FROM accounts", &c.err), 0);
    company_load(&c, "customers.csv", "customer_id,region\nC1,W\nC2,\n");
    company_load(&c, "accounts.csv",
                 "account_id,customer_id,due_on,amount,placed_on,closed_on,region\n"
                 "X1,C1,2026-01-01,100,,2026-10-20,\nX2,C1,2026-01-01,80,,2026-10-20,E\n"
                 "X3,C1,2026-01-01,7,,2026-09-30,E\nX4,C2,2026-01-01,5,2026-10-26,,\n");
    company_load(&c, "payments.csv", PAYMENTS "P1,X1,2026-10-05,100\nP2,X2,2026-10-06,20\n");
    options.until = (cx_time)(options.period.from + 24) * 86400 + 86399;
    ck_reported("customers", options,
                "dimension,value,customers,accounts,owed,recovered,rate,left\n"
                "rating,,1,2,180.00,120.00,0.666667,0.00\n"
                "age,,1,2,180.00,120.00,0.666667,0.00\n"
                "region,E,1,1,80.00,20.00,0.250000,0.00\n"
                "region,W,1,1,100.00,100.00,1.000000,0.00\n"
                "product,,1,2,180.00,120.00,0.666667,0.00\n");
}
END_TEST

START_TEST(in_chinese)
{
    char *text;
    company_load(&c, "customers.csv", "customer_id,rating,born_on\nC1,AA,1990-05-05\n");
    company_load(&c, "accounts.csv",
                 "account_id,customer_id,due_on,amount,region,product\n"
                 "X1,C1,2026-01-01,100,N,card\n");
    cx_lang_set("zh_CN");
    cx_lang_set_output_plain(false);
    ck_assert_int_eq(reported(&text, "customers", "2026-10", NULL, 0), 0);
    cx_lang_set_output_plain(true);
    cx_lang_set("en");
    ck_assert_ptr_nonnull(strstr(text, "\n评级,AA,1,"));
    ck_assert_ptr_nonnull(strstr(text, "\n年龄,30-39,1,"));
    ck_assert_ptr_nonnull(strstr(text, "\n地区,N,1,"));
    ck_assert_ptr_nonnull(strstr(text, "\n产品,card,1,"));
    free(text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, mix);
    tcase_add_test(tc, closed);
    tcase_add_test(tc, in_chinese);
}

UNIT_MAIN("customers")
