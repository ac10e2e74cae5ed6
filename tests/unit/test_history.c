/* report/history: all that happened, in its order, with the balance after each. */
#include "reporting.h"
#include "unit.h"

static void set_up(void)
{
    staff_open();
    company_load(&c, "customers.csv",
                 "customer_id,name,phone,contact_person\nC1,秦丽,13800000001,王芳\n");
    company_load(&c, "accounts.csv",
                 "account_id,customer_id,client,due_on,amount,placed_on\n"
                 "D1,C1,Bank,2026-06-01,1000,2026-06-10\n");
    company_load(&c, "assignments.csv",
                 "account_id,employee_id,from,to\nD1,E1,2026-06-10,2026-07-01\n");
    company_load(&c, "orders.csv",
                 "order_id,customer_id,ordered_at,amount\nO1,C1,2026-05-01,1000\n");
    company_load(&c, "contacts.csv",
                 "contact_id,account_id,employee_id,started_at,duration_s,channel,outcome,"
                 "promised_amount,promised_on\n"
                 "K1,D1,E1,2026-06-12 10:00,60,phone,promised,300,2026-06-20\n"
                 "K2,D1,E1,2026-06-13 10:00,60,phone,promised,0,2026-06-20\n");
    company_load(&c, "payments.csv",
                 "payment_id,account_id,paid_at,amount,channel,reverses\n"
                 "P1,D1,2026-06-19 09:00,300,bank,\nP2,D1,2026-06-21 09:00,-300,bank,P1\n");
    company_load(&c, "arrangements.csv",
                 "arrangement_id,account_id,kind,agreed_on,employee_id,amount,due_on\n"
                 "R1,D1,waiver,2026-06-25,E1,50.50,\nR2,D1,extension,2026-06-26,E1,,2026-12-01\n");
}

START_TEST(story)
{
    struct cx_report_options options = options_of("2026-10-31");
    options.subject = "D1";
    ck_reported(
        "account", options,
        "at,what,id,name,amount,balance,detail\n"
        "2026-05-01 00:00:00,order,O1,,1000.00,1000.00,\n"
        "2026-06-01 00:00:00,due,,,,1000.00,\n"
        "2026-06-10 00:00:00,placed,C1,,1000.00,1000.00,\"秦** 138****0001, Bank\"\n"
        "2026-06-10 00:00:00,held,E1,Ann,,1000.00,until 2026-06-30\n"
        "2026-06-12 10:00:00,phone,E1,Ann,,1000.00,\"promised, 60 s, 300.00, by 2026-06-20\"\n"
        "2026-06-13 10:00:00,phone,E1,Ann,,1000.00,\"promised, 60 s, by 2026-06-20\"\n"
        "2026-06-19 09:00:00,payment,P1,,300.00,700.00,bank\n"
        "2026-06-21 09:00:00,reversal,P2,,-300.00,1000.00,bank\n"
        "2026-06-25 00:00:00,waiver,E1,Ann,50.50,949.50,\n"
        "2026-06-26 00:00:00,extension,E1,Ann,,949.50,due 2026-12-01\n");
}
END_TEST

/* What stands side by side is parted as the reader's language parts it. */
START_TEST(in_chinese)
{
    struct cx_report_options options = options_of("2026-10-31");
    char *text;
    options.subject = "D1";
    cx_lang_set("zh_CN");
    cx_lang_set_output_plain(false);
    ck_assert_int_eq(reported_with(&text, "account", &options, CX_FORMAT_CSV), 0);
    cx_lang_set_output_plain(true);
    cx_lang_set("en");
    ck_assert_ptr_nonnull(strstr(text, ",秦** 138****0001，Bank\n"));
    ck_assert_ptr_nonnull(strstr(text, "，60 秒，300.00，承诺 2026-06-20 前\n"));
    free(text);
}
END_TEST

/* What is not known leaves no comma behind, and a number without a name stays. */
START_TEST(gaps)
{
    struct cx_report_options options = options_of("2026-10-31");
    options.subject = "D3";
    company_load(&c, "customers.csv", "customer_id,name,phone\nC3,,13800000003\n");
    company_load(&c, "accounts.csv",
                 "account_id,customer_id,product,due_on,amount,closed_on,close_reason\n"
                 "D3,C3,card,2026-06-01,70,2026-06-20,recalled\nD4,,card,2026-06-01,70,,\n");
    company_load(&c, "contacts.csv",
                 "contact_id,account_id,employee_id,started_at,duration_s,channel\n"
                 "K3,D3,E1,2026-06-12 10:00,60,phone\n");
    ck_reported("account", options,
                "at,what,id,name,amount,balance,detail\n"
                "2026-06-01 00:00:00,placed,C3,,70.00,70.00,\"138****0003, card\"\n"
                "2026-06-01 00:00:00,due,,,,70.00,\n"
                "2026-06-12 10:00:00,phone,E1,Ann,,70.00,60 s\n"
                "2026-06-20 23:59:59,closed,,,,70.00,recalled\n");
    company_load(&c, "payments.csv",
                 "payment_id,account_id,paid_at,amount\nP3,D3,2026-06-20 10:00,30\n"
                 "P4,D3,2026-06-20,40\n");
    char *text;
    ck_assert_int_eq(reported_with(&text, "account", &options, CX_FORMAT_CSV), 0);
    ck_assert_ptr_nonnull(strstr(text, "2026-06-20 10:00:00,payment,P3,,30.00,40.00,\n"
                                       "2026-06-20 23:59:59,payment,P4,,40.00,0.00,\n"
                                       "2026-06-20 23:59:59,closed,,,,0.00,recalled\n"));
    free(text);
    options.subject = "D4";
    options.unmask = true;
    ck_reported("account", options,
                "at,what,id,name,amount,balance,detail\n"
                "2026-06-01 00:00:00,placed,,,70.00,70.00,card\n"
                "2026-06-01 00:00:00,due,,,,70.00,\n");
}
END_TEST

/* A reviewer has the last word on what breaks a rule. */
START_TEST(reviewed)
{
    struct cx_report_options options = options_of("2026-10-31");
    char *text;
    options.subject = "D1";
    company_load(&c, "reviews.csv",
                 "contact_id,verdict,reviewer,at\nK2,violation,boss,2026-10-15\n");
    ck_assert_int_eq(reported_with(&text, "account", &options, CX_FORMAT_CSV), 0);
    ck_assert_ptr_nonnull(strstr(text, "\"promised, 60 s, by 2026-06-20, violation\""));
    free(text);
}
END_TEST

START_TEST(unmasked)
{
    struct cx_report_options options = options_of("2026-10-31");
    char *text;
    options.subject = "D1";
    options.unmask = true;
    ck_assert_int_eq(reported_with(&text, "account", &options, CX_FORMAT_CSV), 0);
    ck_assert_ptr_nonnull(strstr(text, "\"秦丽 13800000001, Bank\""));
    free(text);
}
END_TEST

/* One story of all debts, each with its own balance; then who they are, and how each debt stands.
 */
START_TEST(customer)
{
    struct cx_report_options options = options_of("2026-06-30");
    options.subject = "C1";
    company_load(&c, "stages.csv", "stage,from_dpd,to_dpd,team_kind\nlate,1,,phone\n");
    company_load(
        &c, "accounts.csv",
        "account_id,customer_id,due_on,amount,closed_on\nD2,C1,2026-06-15,70,2026-06-20\n");
    char *text;
    ck_assert_int_eq(reported_with(&text, "customer", &options, CX_FORMAT_CSV), 0);
    ck_assert_ptr_eq(strstr(text, "at,what,id,name,amount,balance,detail,account_id\n"
                                  "2026-05-01 00:00:00,order,O1,,1000.00,,,\n"
                                  "2026-06-01 00:00:00,due,,,,1000.00,,D1\n"),
                     text);
    ck_assert_ptr_nonnull(strstr(text, "2026-06-15 00:00:00,placed,C1,,70.00,70.00,"));
    ck_assert_ptr_nonnull(strstr(text, ",payment,P1,,300.00,700.00,bank,D1\n"));
    ck_assert_ptr_nonnull(strstr(text, ",name,,,,,秦**,\n"));
    ck_assert_ptr_nonnull(strstr(text, ",contact_person,,,,,王**,\n"));
    ck_assert_ptr_nonnull(strstr(text, ",stands,,,,949.50,open,D1\n"));
    ck_assert_ptr_nonnull(strstr(text, ",promise,,,,,for 2026-06-20: kept,D1\n"));
    ck_assert_ptr_nonnull(strstr(text, ",stands,,,,70.00,closed,D2\n"));
    free(text);
    options.subject = "E1"; /* an id, but of no customer */
    ck_assert_int_eq(reported_with(&text, "customer", &options, CX_FORMAT_CSV), CX_EUSAGE);
    ck_assert_str_eq(c.err.text, "there is no customer \"E1\"");
    free(text);
}
END_TEST

START_TEST(nobodys)
{
    struct cx_report_options options = options_of("2026-10-31");
    char *text;
    options.subject = "E1"; /* an id, but of no account */
    ck_assert_int_eq(reported_with(&text, "account", &options, CX_FORMAT_CSV), CX_EUSAGE);
    ck_assert_str_eq(c.err.text, "there is no account \"E1\"");
    free(text);
    options.subject = "d01"; /* but for case and zeros one that is there */
    c.err = (struct cx_err){0};
    ck_assert_int_eq(reported_with(&text, "account", &options, CX_FORMAT_CSV), CX_EUSAGE);
    ck_assert_str_eq(c.err.text, "there is no account \"d01\" (did you mean D1?)");
    free(text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, story);
    tcase_add_test(tc, in_chinese);
    tcase_add_test(tc, gaps);
    tcase_add_test(tc, reviewed);
    tcase_add_test(tc, unmasked);
    tcase_add_test(tc, customer);
    tcase_add_test(tc, nobodys);
}

UNIT_MAIN("history")
