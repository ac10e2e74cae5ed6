/* import/share: a copy without debtors holds no byte of them; the original stays as it is. */
#include <sys/stat.h>

#include "company.h"
#include "files.h"
#include "unit.h"

static struct company c;
static char path[64], half[64];

static const struct cx_audit audit = {INT64_C(20757) * 86400, "cx-report",
                                      "cx-report --backup=copy.db --without-debtors", ""};

static void set_up(void)
{
    company_open(&c);
    snprintf(path, sizeof path, "%s/copy.db", c.dir);
    snprintf(half, sizeof half, "%s/.copy.db.half", c.dir);
    company_add(&c, "teams.csv", "team_id,name\nT1,one\n");
    company_add(&c, "employees.csv", "employee_id,name,team_id,hired_on\nE1,Li,T1,2026-01-01\n");
    company_add(&c, "customers.csv",
                "customer_id,name,phone,contact_person\nC1,Annabel,13800000001,Barnaby\n"
                "C2,Carmen,,\nC3,,,\n");
    company_add(&c, "accounts.csv",
                "account_id,customer_id,due_on,amount\nA1,C1,2026-01-01,10\nA2,C2,2026-01-01,10\n"
                "A3,C3,2026-01-01,10\n");
    company_add(&c, "contacts.csv",
                "contact_id,account_id,employee_id,started_at,reason,transcript\n"
                "K1,A1,E1,2026-02-02,unemployed,Annabel says hello\n"
                "K2,A1,E1,2026-02-03,Barnaby is ill,\nK3,A2,E1,2026-06-02,unemployed,\n"
                "K4,A3,E1,2026-06-02,unemployed,\n");
    company_take(&c);
}

static void tear_down(void)
{
    unlink(path);
    company_close(&c);
}

static bool holds_bytes(const char *text)
{
    size_t n;
    FILE *stream = fopen(path, "rb");
    ck_assert_ptr_nonnull(stream);
    char *bytes = bytes_of(stream, &n);
    bool is_there = memmem(bytes, n, text, strlen(text)) != NULL;
    free(bytes);
    fclose(stream);
    return is_there;
}

START_TEST(holds_no_debtor)
{
    static const char *const gone[] = {"Annabel", "13800000001", "Barnaby", "Carmen"};
    struct stat st;
    struct cx_db *copy;
    int64_t count;
    ck_assert_int_eq(cx_share(c.db, path, &audit, &c.err), 0);
    ck_assert_int_eq(stat(path, &st), 0);
    ck_assert_int_eq(st.st_mode & 0777, 0600);
    for (size_t i = 0; i < sizeof gone / sizeof *gone; i++)
        ck_assert_msg(!holds_bytes(gone[i]), "%s", gone[i]);
    ck_assert(holds_bytes("unemployed")); /* three say so */
    ck_assert_int_eq(cx_db_open(&copy, path, CX_DB_READ, &c.err), 0);
    ck_assert_int_eq(cx_audit_verify(copy, &count, &c.err), 0);
    ck_assert_int_eq(count, 2);
    cx_db_close(copy);
    ck_assert_str_eq(company_ask(&c, "SELECT name FROM customers WHERE phone IS NOT NULL"),
                     "Annabel");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM audit"), "1");
}
END_TEST

/* Accounts need no customer, contacts no account, complaints neither. */
START_TEST(holds_nobody_without_a_customer)
{
    static const char *const gone[] = {"Edgar", "Felicia", "Gustav", "Henrietta", "is in prison"};
    struct cx_db *copy;
    int64_t count;
    company_add(&c, "accounts.csv",
                "account_id,due_on,amount\nA4,2026-01-01,10\nA5,2026-01-01,10\nA6,2026-01-01,10\n");
    company_add(&c, "contacts.csv",
                "contact_id,account_id,employee_id,started_at,reason,transcript\n"
                "K5,A4,E1,2026-02-02,is in prison,Edgar says hello\nK6,A5,E1,2026-02-02,moved,\n"
                "K7,,E1,2026-02-03,is in prison,Felicia says hello\nK8,A4,E1,2026-02-02,moved,\n"
                "K9,A6,E1,2026-02-02,moved,\n");
    company_add(&c, "complaints.csv",
                "complaint_id,employee_id,at,text\nP1,E1,2026-02-05,Gustav is cross\n");
    company_add(
        &c, "reviews.csv",
        "contact_id,verdict,reviewer,at,reason\nK7,violation,Wu,2026-02-06,Henrietta shouted\n");
    company_take(&c);
    ck_assert_int_eq(cx_share(c.db, path, &audit, &c.err), 0);
    for (size_t i = 0; i < sizeof gone / sizeof *gone; i++)
        ck_assert_msg(!holds_bytes(gone[i]), "%s", gone[i]);
    ck_assert(holds_bytes("moved")); /* the debtors of three accounts */
    ck_assert_int_eq(cx_db_open(&copy, path, CX_DB_READ, &c.err), 0);
    ck_assert_int_eq(cx_audit_verify(copy, &count, &c.err), 0);
    ck_assert_int_eq(count, 3);
    cx_db_close(copy);
}
END_TEST

START_TEST(of_no_customers_at_all)
{
    company_close(&c);
    company_open(&c);
    company_add(&c, "teams.csv", "team_id,name\nT1,one\n");
    company_add(&c, "employees.csv", "employee_id,name,team_id,hired_on\nE1,Li,T1,2026-01-01\n");
    company_add(
        &c, "contacts.csv",
        "contact_id,employee_id,started_at,transcript\nK1,E1,2026-02-03,Edgar says hello\n");
    company_take(&c);
    snprintf(path, sizeof path, "%s/copy.db", c.dir);
    ck_assert_int_eq(cx_share(c.db, path, &audit, &c.err), 0);
    ck_assert(!holds_bytes("Edgar"));
    ck_assert(holds_bytes("--without-debtors")); /* the log tells of it */
}
END_TEST

START_TEST(leaves_what_is_there)
{
    FILE *there = fopen(path, "w");
    ck_assert_ptr_nonnull(there);
    fclose(there);
    ck_assert_int_eq(cx_share(c.db, path, &audit, &c.err), CX_EWORLD);
    ck_assert_ptr_nonnull(strstr(c.err.text, "not written over anything"));
    ck_assert(!holds_bytes("SQLite"));
}
END_TEST

/* What a killed program left under the hidden name is not in the way, and does not stay. */
START_TEST(after_a_kill)
{
    FILE *left = fopen(half, "w");
    ck_assert_ptr_nonnull(left);
    fclose(left);
    ck_assert_int_eq(cx_share(c.db, path, &audit, &c.err), 0);
    ck_assert_int_ne(access(half, F_OK), 0);
    unlink(path);
    ck_assert_int_eq(cx_share(c.db, "/nonexistent/copy.db", &audit, &c.err), CX_EWORLD);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, holds_no_debtor);
    tcase_add_test(tc, holds_nobody_without_a_customer);
    tcase_add_test(tc, of_no_customers_at_all);
    tcase_add_test(tc, leaves_what_is_there);
    tcase_add_test(tc, after_a_kill);
}

UNIT_MAIN("import/share")
