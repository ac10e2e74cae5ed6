/* import/ended: episodes that cx-assign has ended for what an import said that is taken back. */
#include "company.h"
#include "import/loader.h"
#include "unit.h"

static struct company c;

#define EMPLOYEES "employee_id,team_id,hired_on,left_on\n"
#define PAYMENTS  "payment_id,account_id,paid_at,amount\n"

static void set_up(void)
{
    company_open(&c);
    company_load(&c, "teams.csv", "team_id,kind\nT1,phone\n");
    company_load(&c, "employees.csv", EMPLOYEES "E1,T1,2025-01-01,\nE2,T1,2025-01-01,\n");
    company_load(&c, "accounts.csv",
                 "account_id,due_on,amount\nA1,2026-09-01,100\nA2,2026-09-01,100\n"
                 "A3,2026-09-01,100\n");
    company_load(&c, "assignments.csv",
                 "account_id,employee_id,from,to\nA1,E1,2026-09-01,\nA2,E1,2026-09-01,\n"
                 "A3,E2,2026-09-01,\n");
}

static void tear_down(void)
{
    company_close(&c);
}

/* What cx-assign does to the episode of an account. */
static void end(const char *account, const char *day)
{
    const struct cx_audit audit = {c.options.now, "cx-assign", "", ""};
    struct cx_buf sql = {0};
    int64_t id = 0;
    ck_assert_int_eq(cx_id_find(&id, c.db, account, strlen(account), &c.err), 0);
    cx_buf_printf(&sql,
                  "UPDATE assignments SET \"to\" = unixepoch('%s') / 86400 WHERE account_id = %lld",
                  day, (long long)id);
    ck_assert_int_eq(cx_db_begin(c.db, &c.err), 0);
    ck_assert_int_eq(cx_db_exec(c.db, cx_buf_str(&sql), &c.err), 0);
    ck_assert_int_eq(cx_audit_add(c.db, &audit, &c.err), 0);
    ck_assert_int_eq(cx_db_commit(c.db, &c.err), 0);
    cx_buf_fini(&sql);
}

static void ck_ended(int64_t seq, int64_t count, const char *first)
{
    struct cx_undone undone = {.seq = seq};
    int rc = cx_import_undo(&undone, c.db, &c.options, &c.err);
    ck_assert_msg(rc == 0, "%s%s", cx_buf_str(&c.said), c.err.text);
    ck_assert_int_eq(undone.ended, count);
    ck_assert_str_eq(undone.ended_first, first);
    free(undone.name);
}

START_TEST(paid)
{
    company_load(&c, "payments.csv", PAYMENTS "P1,A2,2026-10-01,100\nP2,A1,2026-10-01,999\n");
    end("A1", "2026-10-31");
    end("A2", "2026-10-31");
    ck_ended(5, 2, "A1");
}
END_TEST

/* Nothing of it follows from what goes: it is held, ended before, or is paid all the same. */
START_TEST(of_something_else)
{
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-10-01,100\n");
    end("A2", "2026-10-01");
    company_load(&c, "payments.csv",
                 PAYMENTS "P2,A1,2026-10-01,5\nP3,A2,2026-10-01,5\nP4,A3,2026-10-01,5\n");
    end("A1", "2026-10-31");
    ck_ended(7, 0, "");
}
END_TEST

/* cx-assign ended another's; an import said that A1's ended. */
START_TEST(told)
{
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-10-01,5\n");
    end("A3", "2026-10-31");
    company_load(&c, "assignments.csv",
                 "account_id,employee_id,from,to\nA1,E1,2026-09-01,2026-11-05\n");
    ck_ended(5, 0, "");
}
END_TEST

START_TEST(closed)
{
    company_load(&c, "accounts.csv", "account_id,due_on,amount,status\nA3,2026-09-01,100,closed\n");
    end("A3", "2026-10-31");
    ck_ended(5, 1, "A3");
}
END_TEST

/* Whoever holds the account now. */
START_TEST(left)
{
    company_load(&c, "employees.csv", EMPLOYEES "E1,T1,2025-01-01,2026-09-30\n");
    end("A2", "2026-10-01");
    end("A1", "2026-10-01");
    ck_assert_int_eq(cx_db_begin(c.db, &c.err), 0);
    ck_assert_int_eq(
        cx_db_exec(c.db,
                   "INSERT INTO assignments (account_id, \"from\", employee_id) SELECT "
                   "a.account_id, a.\"to\", b.employee_id FROM assignments a, assignments "
                   "b WHERE a.\"to\" IS NOT NULL AND b.\"to\" IS NULL",
                   &c.err),
        0);
    const struct cx_audit audit = {c.options.now, "cx-assign", "", ""};
    ck_assert_int_eq(cx_audit_add(c.db, &audit, &c.err), 0);
    ck_assert_int_eq(cx_db_commit(c.db, &c.err), 0);
    ck_ended(5, 2, "A1");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, paid);
    tcase_add_test(tc, of_something_else);
    tcase_add_test(tc, told);
    tcase_add_test(tc, closed);
    tcase_add_test(tc, left);
}

UNIT_MAIN("import/ended")
