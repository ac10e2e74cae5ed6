/* import/forget: what is removed of debtors, and what stays. */
#include "company.h"
#include "unit.h"

static struct company c;
static struct cx_table *who;

static void set_up(void)
{
    company_open(&c);
    company_add(&c, "teams.csv", "team_id,name\nT1,one\n");
    company_add(&c, "employees.csv", "employee_id,name,team_id,hired_on\nE1,Li,T1,2026-01-01\n");
    company_add(&c, "customers.csv",
                "customer_id,name,phone,contact_person\nC1,Anna,13800000001,Bob\nC2,Cara,,\n"
                "C3,Dora,13800000003,\n");
    company_add(&c, "accounts.csv",
                "account_id,customer_id,due_on,amount\nA1,C1,2026-01-01,10\nA2,C2,2026-01-01,10\n"
                "A3,C3,2026-01-01,10\n");
    company_add(&c, "assignments.csv",
                "account_id,employee_id,from,to\nA1,E1,2026-02-01,2026-03-01\nA3,E1,2026-02-01,\n");
    company_add(&c, "contacts.csv",
                "contact_id,account_id,employee_id,started_at,reason,transcript\n"
                "K1,A1,E1,2026-02-02,unemployed,Anna says hello\nK2,A1,E1,2026-02-03,Bob is ill,\n"
                "K3,A2,E1,2026-06-02,unemployed,Cara says hello\n");
    company_add(&c, "complaints.csv",
                "complaint_id,employee_id,account_id,at,text\nP1,E1,A1,2026-02-05,Anna is cross\n");
    company_add(
        &c, "reviews.csv",
        "contact_id,verdict,reviewer,at,reason\nK1,violation,Wu,2026-02-06,Anna was shouted at\n");
    company_take(&c);
    who = cx_table_new(NULL);
}

static void tear_down(void)
{
    cx_table_free(who);
    company_close(&c);
}

static int forget(const char *customer, cx_date before, bool dry_run)
{
    const struct cx_audit audit = {c.options.now, "cx-import", "cx-import --forget", ""};
    struct cx_forget options = {.customers = &customer,
                                .customer_count = customer != NULL,
                                .before = before,
                                .dry_run = dry_run,
                                .audit = &audit};
    cx_table_free(who);
    who = cx_table_new(NULL);
    c.err = (struct cx_err){0};
    return cx_forget(who, c.db, &options, &c.err);
}

START_TEST(one)
{
    ck_assert_int_eq(forget("C1", CX_DATE_NONE, false), 0);
    ck_assert_uint_eq(who->row_count, 1);
    ck_assert_str_eq(company_ask(&c, "SELECT group_concat(coalesce(name, 0) || coalesce(phone, 0) "
                                     "|| coalesce(contact_person, 0), ' ') FROM customers"),
                     "--- Cara00 Dora138000000030");
    ck_assert_str_eq(company_ask(&c, "SELECT group_concat(coalesce(reason, 0) || ':' || "
                                     "coalesce(transcript, 0), ' ') FROM contacts"),
                     "unemployed:- -:0 unemployed:Cara says hello");
    ck_assert_str_eq(company_ask(&c, "SELECT text FROM complaints"), "-");
    ck_assert_str_eq(company_ask(&c, "SELECT reason FROM reviews"), "-");
    ck_assert_str_eq(company_ask(&c, "SELECT arguments FROM audit ORDER BY seq DESC LIMIT 1"),
                     "cx-import --forget");
}
END_TEST

/* C3's account is held, and somebody spoke with C2 later. */
START_TEST(before)
{
    ck_assert_int_eq(forget(NULL, 20600, false), 0); /* 2026-05-27 */
    ck_assert_uint_eq(who->row_count, 1);
    ck_assert_str_eq(cx_table_cell(who, 0, 0)->text, "C1");
    ck_assert_int_eq(forget(NULL, 20700, true), 0); /* 2026-09-04 */
    ck_assert_uint_eq(who->row_count, 2);
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM customers WHERE name = '-'"), "1");
}
END_TEST

START_TEST(nobody)
{
    ck_assert_int_eq(forget("C9", CX_DATE_NONE, false), CX_EUSAGE);
    ck_assert_str_eq(c.err.text, "\"C9\" is not among the customers");
    c.err = (struct cx_err){0};
    ck_assert_int_eq(forget("c001", CX_DATE_NONE, false), CX_EUSAGE);
    ck_assert_str_eq(c.err.text, "there is no customer \"c001\" (did you mean C1?)");
    ck_assert_int_eq(forget(NULL, 20000, false), 0);
    ck_assert_uint_eq(who->row_count, 0);
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM audit"), "1");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, one);
    tcase_add_test(tc, before);
    tcase_add_test(tc, nobody);
}

UNIT_MAIN("import/forget")
