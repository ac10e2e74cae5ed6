/* kind/filename: the kind that a file's name says, or comes near to. */
#include <string.h>

#include "kinds.h"
#include "unit.h"

static const char *of_file(const char *path)
{
    const struct cx_kind *kind = cx_kind_of_file(path);
    return kind ? kind->name : "";
}

START_TEST(found_by_file)
{
    ck_assert_str_eq(of_file("payments.csv"), "payments");
    ck_assert_str_eq(of_file("payments-2026-10.csv"), "payments");
    ck_assert_str_eq(of_file("payments.2026.csv"), "payments");
    ck_assert_str_eq(of_file("./a.b/c-d/Payments.CSV"), "payments");
    ck_assert_str_eq(of_file("payments"), "payments");
    ck_assert_str_eq(of_file("my-payments.csv"), "payments");
    ck_assert_str_eq(of_file("payments_2026-10.csv"), "payments");
    ck_assert_str_eq(of_file("2026-10-payments.csv"), "payments");
    ck_assert_str_eq(of_file("payments october.csv"), "payments");
    ck_assert_str_eq(of_file("payment.csv"), "payments");
    ck_assert_str_eq(of_file("Strategy 2.csv"), "strategies");
    ck_assert_str_eq(of_file("payments of accounts.csv"), "payments");
    ck_assert_str_eq(of_file("old accounts and payments.csv"), "");
    ck_assert_str_eq(of_file("paymentsx.csv"), "");
    ck_assert_str_eq(of_file("paymentsOctober.csv"), "");
    ck_assert_str_eq(of_file("月payments报.csv"), "payments");
    ck_assert_str_eq(of_file("payments.csv/"), "");
    ck_assert_str_eq(of_file("./a.b/还款流水 10.csv"), "payments");
    ck_assert_str_eq(of_file("payments/催记.csv"), "contacts");
    ck_assert_str_eq(of_file("accounts 还款.csv"), "accounts");
    ck_assert_str_eq(of_file("复核.csv"), "reviews");
    ck_assert_str_eq(of_file("质检评分.csv"), "feedback");
    ck_assert_str_eq(of_file("评分卡.csv"), "scorecards");
    ck_assert_str_eq(of_file("-"), "");
    ck_assert_str_eq(of_file(""), "");
}
END_TEST

START_TEST(needed)
{
    const struct cx_kind *kind;
    struct cx_err err = {0};
    ck_assert_int_eq(cx_kind_need(&kind, "Payments", &err), 0);
    ck_assert_str_eq(kind->name, "payments");
    ck_assert_int_eq(cx_kind_need(&kind, "paymets", &err), CX_EUSAGE);
    ck_assert_str_eq(err.text,
                     "unknown kind \"paymets\" (did you mean payments?): cx-import --list "
                     "shows all kinds");
    err = (struct cx_err){0};
    ck_assert_int_eq(cx_kind_need(&kind, "calls", &err), CX_EUSAGE);
    ck_assert_str_eq(err.text, "unknown kind \"calls\": cx-import --list shows all kinds");
    err = (struct cx_err){0};
    ck_assert_int_eq(cx_kind_need(&kind, "还款", &err), CX_EUSAGE);
    ck_assert_ptr_nonnull(strstr(err.text, "(did you mean payments?)"));
}
END_TEST

START_TEST(near_by_file)
{
    ck_assert_str_eq(cx_kind_near_file("in/Paymnts 10.csv")->name, "payments");
    ck_assert_ptr_null(cx_kind_near_file("export.csv"));
    ck_assert_ptr_null(cx_kind_near_file("-"));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, found_by_file);
    tcase_add_test(tc, needed);
    tcase_add_test(tc, near_by_file);
}
UNIT_MAIN("filename")
