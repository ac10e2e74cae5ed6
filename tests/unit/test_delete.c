/* import/delete: rows go by their keys, or something depends on them. */
#include "company.h"
#include "unit.h"

static struct company c;

static void set_up(void)
{
    company_open(&c);
    company_load(&c, "teams.csv", "team_id,kind\nT1,phone\n");
    company_load(
        &c, "employees.csv",
        "employee_id,since,team_id,hired_on\nE1,,T1,2025-01-01\nE2,2025-01-01,T1,2025-01-01\n"
        "E2,2026-01-01,T1,2025-01-01\n");
    company_load(&c, "accounts.csv",
                 "account_id,due_on,amount\nA1,2026-09-01,100\nA2,2026-09-01,5\n");
    company_load(&c, "payments.csv",
                 "payment_id,account_id,paid_at,amount,reverses\nP1,A1,2026-10-01,10,\n"
                 "P2,A1,2026-10-02,-5,P1\n");
}

static void tear_down(void)
{
    company_close(&c);
}

static int delete_rows(const char *name, const char *text)
{
    company_add(&c, name, text);
    cx_buf_clear(&c.said);
    c.err = (struct cx_err){0};
    c.options.files = c.names;
    c.options.file_count = c.count;
    cx_import_done_fini(&c.done);
    int rc = cx_import_delete(&c.done, c.db, &c.options, &c.err);
    c.results = c.done.files;
    c.count = 0;
    return rc;
}

static void ck_refused(const char *name, const char *text, const char *words)
{
    ck_assert_int_eq(delete_rows(name, text), CX_EDATA);
    ck_assert_str_eq(cx_buf_str(&c.said), words);
    ck_assert_str_eq(c.err.text, "nothing was deleted");
}

START_TEST(by_key)
{
    ck_assert_int_eq(delete_rows("payments.csv", "payment_id,note\nP2,wrong\n"), 0);
    ck_assert_int_eq(c.results[0].removed, 1);
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM payments"), "1");
    ck_assert_int_eq(delete_rows("accounts.csv", "account_id,amount\nA2,x\n"), 0);
    ck_assert_int_eq(delete_rows("employees.csv", "employee_id,since\nE2,2026-01-01\n"), 0);
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM people"), "2");
    ck_assert_int_eq(delete_rows("employees.csv", "employee_id,since\nE2,2025-01-01\n"), 0);
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM people"), "1");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM audit"), "8");
}
END_TEST

START_TEST(refused)
{
    ck_refused(
        "payments.csv", "payment_id\nP1\n",
        "1 rows of payments need rows of payments that would go, P2 among them: take those away "
        "first\n");
    ck_refused(
        "accounts.csv", "account_id\nA2\nA1\n",
        "2 rows of payments need rows of accounts that would go, P1 among them: take those away "
        "first\n");
    ck_refused("payments.csv", "payment_id\nP2\nP9\nX-1\n",
               "payments.csv:3: payment_id: is not among the payments: there is nothing to delete "
               "(line 4 has the same error)\n");
    ck_assert_int_eq(delete_rows("payments.csv", "account_id\nA1\n"), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(c.err.text, "column \"payment_id\" of kind payments is missing"));
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM payments"), "2");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM audit"), "4");
}
END_TEST

START_TEST(brought_back)
{
    struct cx_undone undone = {0};
    ck_assert_int_eq(delete_rows("payments.csv", "payment_id\nP2\n"), 0);
    ck_assert_int_eq(cx_import_undo(&undone, c.db, &c.options, &c.err), 0);
    ck_assert_int_eq(undone.restored, 1);
    ck_assert_str_eq(company_ask(&c, "SELECT sum(amount) FROM payments"), "500");
    free(undone.name);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, by_key);
    tcase_add_test(tc, refused);
    tcase_add_test(tc, brought_back);
}

UNIT_MAIN("import/delete")
