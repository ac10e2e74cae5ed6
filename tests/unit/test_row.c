/* import/row: one row, from text to typed cells, and why it is bad. */
#include "debt.h"
#include "unit.h"

static struct company c;

static void set_up(void)
{
    debt_open(&c);
}

static void tear_down(void)
{
    company_close(&c);
}

START_TEST(types_and_defaults)
{
    company_load(&c, "accounts.csv",
                 "account_id,due_on,amount,status,placed_on,client\n"
                 "A2,2026年9月1日,\"¥1,234.50\",PAUSED,20261001,银行\nA3,2026/9/1,1,,,\n");
    ck_assert_str_eq(company_ask(&c, "SELECT due_on || ' ' || amount || ' ' || status || ' ' || "
                                     "placed_on || client FROM accounts WHERE amount = 123450"),
                     "20697 123450 1 20727银行");
    /* The day it was placed is the due date where nothing is said. */
    ck_assert_str_eq(company_ask(&c, "SELECT status || ' ' || placed_on FROM accounts "
                                     "WHERE amount = 100"),
                     "0 20697");
}
END_TEST

START_TEST(defused_formulas)
{
    company_load(&c, "customers.csv", "customer_id,name\nC1,'=1+1\nC2,'quoted'\nC3,''=1\n");
    ck_assert_str_eq(company_ask(&c, "SELECT group_concat(name, '|') FROM customers"),
                     "=1+1|'quoted'|'=1");
}
END_TEST

START_TEST(needed_cells)
{
    company_refuse(&c, "accounts.csv",
                   "account_id,due_on,amount\n,2026-09-01,1\nA5,,1\nA6,2026-09-01,\n",
                   "accounts.csv:2: account_id: must not be empty\n"
                   "accounts.csv:3: due_on: must not be empty\n"
                   "accounts.csv:4: amount: must not be empty\n");
}
END_TEST

START_TEST(bad_cells)
{
    company_refuse(&c, "contacts.csv",
                   "contact_id,employee_id,started_at,duration_s,outcome,channel,promised_amount\n"
                   "K1,E1,2026-10-01 25:00,5,talked,phone,\n"
                   "K2,E1,2026-10-01,5.5,talked,phone,\n"
                   "K3,E1,2026-10-01,-5,talked,phone,\n"
                   "K4,E1,2026-10-01,5,shouted,phone,\n"
                   "K5,E1,2026-10-01,5,promised,phone,0\n"
                   "K6,E1,2026-10-01,5,promised,phone,-0.01\n",
                   "contacts.csv:2: started_at: \"2026-10-01 25:00\" is not a time: write it as "
                   "in 2026-01-31 18:05\n"
                   "contacts.csv:3: duration_s: \"5.5\" is not a whole number\n"
                   "contacts.csv:4: duration_s: must not be negative\n"
                   "contacts.csv:5: outcome: \"shouted\" is not one of: no_answer busy wrong_party "
                   "left_message talked refused disputed promised paid\n"
                   "contacts.csv:7: promised_amount: must not be negative\n");
}
END_TEST

START_TEST(ragged_rows_and_stray_bytes)
{
    company_add(&c, "accounts.csv",
                "account_id,due_on,amount\nA5,2026-09-01\n"
                "A\xff,2026-09-01,1\nA7,2026-09-01,1,2\n");
    ck_assert_int_eq(company_import(&c), CX_EDATA);
    ck_assert_str_eq(c.err.text, "3 rows are bad: nothing was imported");
    ck_assert_ptr_nonnull(strstr(cx_buf_str(&c.said), "accounts.csv:2: "));
    ck_assert_ptr_nonnull(strstr(cx_buf_str(&c.said), "accounts.csv:3: "));
    ck_assert_ptr_nonnull(strstr(cx_buf_str(&c.said), "accounts.csv:4: "));
}
END_TEST

START_TEST(a_key_twice)
{
    company_refuse(&c, "accounts.csv",
                   "account_id,due_on,amount\nA5,2026-09-01,1\nA6,2026-09-01,1\nA5,2026-09-01,2\n",
                   "accounts.csv:4: account_id: \"A5\" is in the file twice with different values: "
                   "keep one of "
                   "the two rows\n");
}
END_TEST

/* One of a customer's accounts has the region: neither row can go. */
START_TEST(a_key_twice_with_a_cell_that_may_be_left_out)
{
    company_refuse(&c, "customers.csv", "customer_id,region\nC1,x\nC2,x\nC1,\nC2,\n",
                   "customers.csv:4: customer_id: \"C1\" is in the file twice with another "
                   "region: keep one of the two rows, or have a map leave region out (line 5 "
                   "\"C2\" has the same error)\n");
    /* without these a payment would count twice, and a customer lose a name */
    company_refuse(&c, "payments.csv",
                   "payment_id,account_id,paid_at,amount,reverses\nP8,A1,2026-09-01,1,\n"
                   "P9,A1,2026-09-02,-1,P8\nP9,A1,2026-09-02,-1,\n",
                   "payments.csv:4: payment_id: \"P9\" is in the file twice with another "
                   "reverses: keep one of the two rows\n");
    company_refuse(&c, "customers.csv", "customer_id,name\nC1,x\nC1,y\n",
                   "customers.csv:3: customer_id: \"C1\" is in the file twice with another "
                   "name: keep one of the two rows\n");
}
END_TEST

/* What refers to a row that is bad itself has no error of its own; with rejects it goes with it. */
START_TEST(a_bad_row_is_one_error)
{
    company_add(&c, "accounts.csv",
                "account_id,due_on,amount,status,closed_on\nA5,2026-09-01,1,shut,\n"
                "A6,2026-09-01,1,closed,2026-08-01\nA7,2026-09-01,1,open,\n");
    company_add(&c, "assignments.csv",
                "account_id,employee_id,from\nA5,E1,2026-09-01\nA8,E1,2026-09-01\n"
                "A7,E1,2026-09-01\n");
    company_add(&c, "payments.csv", "payment_id,account_id,paid_at,amount\nP5,A5,2026-09-02,3\n");
    ck_assert_int_eq(company_import(&c), CX_EDATA);
    ck_assert_str_eq(c.err.text, "2 rows are bad: nothing was imported");
    ck_assert_ptr_null(strstr(cx_buf_str(&c.said), "A5\" is not among"));
    ck_assert_ptr_nonnull(strstr(cx_buf_str(&c.said), "A8\" is not among"));
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM assignments"), "0");
}
END_TEST

START_TEST(money_with_more_decimals)
{
    company_refuse(&c, "accounts.csv", "account_id,due_on,amount\nA5,2026-09-01,0.005\n",
                   "accounts.csv:2: amount: \"0.005\" has more than two decimals: use --round to "
                   "round such amounts\n");
    c.options.round = true;
    company_load(&c, "accounts.csv", "account_id,due_on,amount\nA5,2026-09-01,1.005\n");
    ck_assert_int_eq(c.results[0].rounded, 1);
    ck_assert_str_eq(company_ask(&c, "SELECT min(amount) FROM accounts"), "101");
}
END_TEST

static const char contacts[] = "contact_id,employee_id,started_at,transcript\n"
                               "K1,E1,2026-10-01,坐席:等着坐牢吧\n";

/* What was found goes when the words go, and stays where the file says nothing of them. */
/* One would make sums too large to be told; a cap that nobody reaches is none. */
START_TEST(absurd_money)
{
    company_refuse(&c, "accounts.csv",
                   "account_id,due_on,amount\nA5,2026-09-01,1000000000000.01\n"
                   "A6,2026-09-01,-1000000000000.01\nA7,2026-09-01,1000000000000\n",
                   "accounts.csv:2: amount: is more than 1000000000000.00, which nobody owes, pays "
                   "or earns: correct it (line 3 has the same error)\n");
    company_load(&c, "rules.csv",
                 "rule_id,seq,kind,amount,applies_to,valid_from\n"
                 "c,1,cap,90000000000000000,*,2026-01-01\n");
}
END_TEST

START_TEST(violations_follow_the_transcript)
{
    static const char count[] = "SELECT count(*) FROM violations";
    company_add(&c, "contacts.csv", contacts);
    company_add(&c, "keywords.csv", "keyword_id,phrase\nK02,等着坐牢\n");
    company_take(&c);
    ck_assert_str_eq(company_ask(&c, count), "1");
    company_load(&c, "contacts.csv",
                 "contact_id,employee_id,started_at,outcome\n"
                 "K1,E1,2026-10-01,talked\n");
    ck_assert_str_eq(company_ask(&c, count), "1");
    company_load(&c, "contacts.csv",
                 "contact_id,employee_id,started_at,transcript\n"
                 "K1,E1,2026-10-01,\n");
    ck_assert_str_eq(company_ask(&c, count), "0");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, types_and_defaults);
    tcase_add_test(tc, defused_formulas);
    tcase_add_test(tc, needed_cells);
    tcase_add_test(tc, bad_cells);
    tcase_add_test(tc, ragged_rows_and_stray_bytes);
    tcase_add_test(tc, a_key_twice);
    tcase_add_test(tc, a_key_twice_with_a_cell_that_may_be_left_out);
    tcase_add_test(tc, a_bad_row_is_one_error);
    tcase_add_test(tc, money_with_more_decimals);
    tcase_add_test(tc, absurd_money);
    tcase_add_test(tc, violations_follow_the_transcript);
}

UNIT_MAIN("row")
