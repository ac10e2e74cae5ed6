/* import/import: several files, one transaction, and what is said of it. */
#include "base/hash.h"
#include "company.h"
#include "store/audit.h"
#include "unit.h"

static struct company c;

static void set_up(void)
{
    company_open(&c);
}

static void tear_down(void)
{
    company_close(&c);
}

static const char accounts[] = "account_id,due_on,amount\nA1,2026-09-01,100\nA2,2026-09-01,50\n";
static const char payments[] =
    "payment_id,account_id,paid_at,amount\nP1,A1,2026-10-02,40\nP2,A2,2026-10-03 10:00,50.00\n";

/* References decide, not the order of the command line. */
START_TEST(in_the_order_of_references)
{
    company_add(&c, "payments-10.csv", payments);
    company_add(&c, "accounts.csv", accounts);
    company_take(&c);
    ck_assert_str_eq(c.results[0].kind->name, "accounts");
    ck_assert_str_eq(c.results[1].kind->name, "payments");
    ck_assert_int_eq(c.results[1].read, 2);
    ck_assert_int_eq(c.results[1].added, 2);
    ck_assert_str_eq(company_ask(&c, "SELECT sum(amount) FROM payments"), "9000");
}
END_TEST

START_TEST(twice_changes_nothing)
{
    company_load(&c, "accounts.csv", accounts);
    company_load(&c, "accounts.csv", accounts);
    ck_assert_int_eq(c.results[0].added, 0);
    ck_assert_int_eq(c.results[0].changed, 0);
    ck_assert_int_eq(c.results[0].same, 2);
    company_load(&c, "accounts.csv",
                 "account_id,due_on,amount\nA1,2026-09-01,100\nA2,2026-09-01,60\nA3,2026-09-01,1");
    ck_assert_int_eq(c.results[0].added, 1);
    ck_assert_int_eq(c.results[0].changed, 1);
    ck_assert_int_eq(c.results[0].same, 1);
}
END_TEST

START_TEST(one_bad_row_refuses_all)
{
    company_add(&c, "accounts.csv", accounts);
    company_add(&c, "payments.csv",
                "payment_id,account_id,paid_at,amount\n"
                "P1,A1,2026-10-02,40\nP2,A2,2026-10-03,12x\n");
    ck_assert_int_eq(company_import(&c), CX_EDATA);
    ck_assert_str_eq(cx_buf_str(&c.said),
                     "payments.csv:3: amount: \"12x\" is not an amount of money\n");
    ck_assert_str_eq(c.err.text, "1 row is bad: nothing was imported");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM accounts"), "0");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM audit"), "0");
}
END_TEST

/* Those with the same error are told once, and all are counted. */
START_TEST(many_bad_rows)
{
    struct cx_buf text = {0};
    size_t lines = 0;
    cx_buf_puts(&text, "account_id,due_on,amount\n");
    for (int i = 1; i <= 25; i++)
        cx_buf_printf(&text, "A%d,never,1\n", i);
    company_add(&c, "accounts.csv", cx_buf_str(&text));
    ck_assert_int_eq(company_import(&c), CX_EDATA);
    for (const char *s = cx_buf_str(&c.said); *s; s++)
        lines += *s == '\n';
    ck_assert_uint_eq(lines, 1);
    ck_assert_str_eq(c.err.text, "25 rows are bad: nothing was imported");
    cx_buf_fini(&text);
}
END_TEST

static char *text_of(const char *path)
{
    static char text[1000];
    FILE *file = fopen(path, "r");
    ck_assert_ptr_nonnull(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    return text;
}

START_TEST(rejects)
{
    c.options.rejects = company_write(&c, "bad rows.csv", "");
    company_add(
        &c, "my accounts.csv",
        "account_id,due_on,amount,client\nA1,2026-09-01,100,x\nA2,soon,50,\"a, \"\"b\"\"\"\n"
        "A3,2026-09-01\nA4,2026-09-01,7,\n");
    c.options.kind = "accounts";
    ck_assert_int_eq(company_import(&c), CX_EDATA);
    ck_assert_str_eq(c.err.text, "");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) || ' ' || sum(amount) FROM accounts"),
                     "2 10700");
    ck_assert_int_eq(c.results[0].rejected, 2);
    const char *text = text_of(c.options.rejects);
    ck_assert_ptr_eq(
        strstr(text, "line,reason,account_id,due_on,amount,client\n"
                     "3,\"due_on: \"\"soon\"\" is not a date: write it as in 2026-01-31\",A2,"
                     "soon,50,\"a, \"\"b\"\"\"\n4,"),
        text);
    ck_assert_str_eq(strrchr(text, ',') - strlen("A3"), "A3,2026-09-01\n");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM audit"), "1");
}
END_TEST

/* What hangs on no single row can't be rejected row by row. */
START_TEST(rejects_do_not_let_half_a_plan_in)
{
    c.options.rejects = company_write(&c, "bad.csv", "");
    company_refuse(
        &c, "metrics.csv", "metric_id,formula\na,b\nb,a\n",
        "metrics.csv:2: formula: the formulas form a ring, where each needs the next: a → b → a\n");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM metrics"), "0");
}
END_TEST

START_TEST(dry_run)
{
    c.options.dry_run = true;
    company_load(&c, "accounts.csv", accounts);
    ck_assert_int_eq(c.results[0].added, 2);
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM accounts"), "0");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM audit"), "0");
}
END_TEST

/* The log names each file with the SHA-256 of its bytes and its rows. */
START_TEST(audited)
{
    struct cx_hash hash;
    char hex[CX_HASH_TEXT], wanted[200];
    int64_t count = 0;
    company_load(&c, "accounts.csv", accounts);
    cx_hash_init(&hash);
    cx_hash_add(&hash, accounts, strlen(accounts));
    cx_hash_end(&hash, hex);
    snprintf(wanted, sizeof wanted, "%s %s 2\n", c.results[0].name, hex);
    ck_assert_str_eq(company_ask(&c, "SELECT files FROM audit"), wanted);
    ck_assert_str_eq(company_ask(&c, "SELECT program || ' ' || at FROM audit"),
                     "cx-import 1793448000");
    ck_assert_int_eq(cx_audit_verify(c.db, &count, &c.err), 0);
    ck_assert_int_eq(count, 1);
}
END_TEST

START_TEST(kinds_of_files)
{
    company_add(&c, "export.csv", accounts);
    ck_assert_int_eq(company_import(&c), CX_EUSAGE);
    ck_assert_ptr_nonnull(strstr(c.err.text, "its name gives no kind"));
    c.options.kind = "accounts";
    company_load(&c, "export.csv", accounts);
    c.options.kind = "bills";
    company_add(&c, "export.csv", accounts);
    ck_assert_int_eq(company_import(&c), CX_EUSAGE);
    ck_assert_ptr_nonnull(strstr(c.err.text, "unknown kind \"bills\""));
}
END_TEST

START_TEST(nothing_to_read)
{
    company_add(&c, "accounts.csv", "");
    ck_assert_int_eq(company_import(&c), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(c.err.text, "empty"));
    c.names[c.count++] = "/nonexistent/accounts.csv";
    ck_assert_int_eq(company_import(&c), CX_EWORLD);
    ck_assert_ptr_nonnull(strstr(c.err.text, "No such file"));
    company_load(&c, "accounts.csv", "account_id,due_on,amount\n"); /* free of data, but valid */
    ck_assert_int_eq(c.results[0].read, 0);
}
END_TEST

/* The line of a fault is that of its file, also where two files are of one kind. */
START_TEST(faults_name_their_file)
{
    company_add(&c, "metrics-1.csv", "metric_id,formula\nfine,1.5\n");
    company_add(&c, "metrics-2.csv", "metric_id,formula\nok,2.5\nwrong,cals\n");
    ck_assert_int_eq(company_import(&c), CX_EDATA);
    ck_assert_str_eq(cx_buf_str(&c.said),
                     "metrics-2.csv:3: formula: character 1: no measure or metric \"cals\"\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, in_the_order_of_references);
    tcase_add_test(tc, twice_changes_nothing);
    tcase_add_test(tc, one_bad_row_refuses_all);
    tcase_add_test(tc, many_bad_rows);
    tcase_add_test(tc, rejects);
    tcase_add_test(tc, rejects_do_not_let_half_a_plan_in);
    tcase_add_test(tc, dry_run);
    tcase_add_test(tc, audited);
    tcase_add_test(tc, kinds_of_files);
    tcase_add_test(tc, nothing_to_read);
    tcase_add_test(tc, faults_name_their_file);
}

UNIT_MAIN("import")
