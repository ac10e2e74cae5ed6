/* import/undo: imports are taken back, or something depends on them. */
#include "company.h"
#include "import/loader.h"
#include "store/audit.h"
#include "store/rows.h"
#include "unit.h"

static struct company c;

#define TEAMS     "team_id,kind\nT1,phone\n"
#define EMPLOYEES "employee_id,team_id,hired_on\nE1,T1,2025-01-01\n"
#define ACCOUNTS  "account_id,due_on,amount\n"
#define PAYMENTS  "payment_id,account_id,paid_at,amount,reverses\n"

static void set_up(void)
{
    company_open(&c);
    company_load(&c, "teams.csv", TEAMS);
    company_load(&c, "employees.csv", EMPLOYEES);
    company_load(&c, "accounts.csv", ACCOUNTS "A1,2026-09-01,100\n");
}

static void tear_down(void)
{
    company_close(&c);
}

static int undo(int64_t seq, struct cx_undone *undone)
{
    *undone = (struct cx_undone){.seq = seq};
    cx_buf_clear(&c.said);
    c.err = (struct cx_err){0};
    int rc = cx_import_undo(undone, c.db, &c.options, &c.err);
    free(undone->name);
    return rc;
}

static void ck_refused(int64_t seq, const char *words)
{
    struct cx_undone undone;
    ck_assert_int_eq(undo(seq, &undone), CX_EDATA);
    ck_assert_msg(strstr(c.err.text, words) || strstr(cx_buf_str(&c.said), words), "%s%s",
                  cx_buf_str(&c.said), c.err.text);
}

START_TEST(the_last_and_the_one_before)
{
    struct cx_undone undone;
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-10-01,10,\nP2,A1,2026-10-02,10,\n");
    company_load(&c, "accounts.csv", ACCOUNTS "A1,2026-09-01,200\nA2,2026-09-01,1\n");
    ck_assert_int_eq(undo(0, &undone), 0);
    ck_assert_int_eq(undone.seq, 5);
    ck_assert_int_eq(undone.removed, 1);
    ck_assert_int_eq(undone.restored, 1);
    ck_assert_str_eq(company_ask(&c, "SELECT sum(amount) FROM accounts"), "10000");
    ck_assert_int_eq(undo(0, &undone), 0);
    ck_assert_int_eq(undone.seq, 4);
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM payments"), "0");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM event_days"), "0");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM audit"), "7");
    ck_refused(4, "import 4 can't be taken back: it changed nothing, was taken back");
}
END_TEST

/* Neither commits nor says so in the audit log. */
START_TEST(tried)
{
    struct cx_undone undone;
    c.options.dry_run = true;
    ck_assert_int_eq(undo(3, &undone), 0);
    c.options.dry_run = false;
    ck_assert_int_eq(undone.removed, 1);
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM accounts"), "1");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM audit"), "3");
}
END_TEST

START_TEST(others_need_it)
{
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-10-01,10,\n");
    ck_refused(
        3, "1 row of payments, P1, needs a row of accounts that would go: take that away first");
    ck_assert_str_eq(c.err.text, "nothing was taken back");
    ck_refused(1, "1 row of employees needs a row of teams that would go: take that away first");
    company_load(&c, "accounts.csv", ACCOUNTS "A1,2026-09-01,200\n");
    ck_refused(3, "changed the same rows of accounts: take that back first, with --undo=5");
    ck_assert_str_eq(company_ask(&c, "SELECT sum(amount) FROM accounts"), "20000");
}
END_TEST

/* A row of the audit log by cx-assign, which does what sql says, if anything. */
static void assign(const char *sql)
{
    const struct cx_audit audit = {c.options.now, "cx-assign", "", ""};
    ck_assert_int_eq(cx_db_begin(c.db, &c.err), 0);
    ck_assert_int_eq(cx_db_exec(c.db, sql, &c.err), 0);
    ck_assert_int_eq(cx_audit_add(c.db, &audit, &c.err), 0);
    ck_assert_int_eq(cx_db_commit(c.db, &c.err), 0);
}

/* A look at a worklist is on record too, and deals nothing. */
START_TEST(accounts_are_dealt)
{
    struct cx_undone undone;
    company_load(&c, "assignments.csv", "account_id,employee_id,from,to\nA1,E1,2026-09-01,\n");
    assign("SELECT 1");
    c.options.dry_run = true;
    ck_assert_msg(undo(4, &undone) == 0, "%s", c.err.text);
    c.options.dry_run = false;
    assign("UPDATE assignments SET \"to\" = \"from\" + 9");
    assign("SELECT 1");
    ck_refused(4, "it changed assignments, and cx-assign has dealt accounts since");
}
END_TEST

START_TEST(others_name_it)
{
    company_load(&c, "employees.csv", "employee_id,team_id,hired_on\nE9,T1,2025-01-01\n");
    company_load(&c, "access.csv", "user,role,scope,scope_id\nbob,collector,employee,E9\n");
    ck_refused(4,
               "1 row of access needs a row of employees that would go, E9: take that away first");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM people"), "2");
}
END_TEST

/* They follow from the contacts, and need none that goes. */
START_TEST(findings_go_with_their_contacts)
{
    struct cx_undone undone;
    company_load(&c, "keywords.csv", "keyword_id,phrase,severity\nK1,jail,block\n");
    company_load(&c, "contacts.csv",
                 "contact_id,employee_id,started_at,transcript\n"
                 "C1,E1,2026-10-01,jail\n");
    company_load(&c, "contacts.csv",
                 "contact_id,employee_id,started_at,transcript\n"
                 "C2,E1,2026-10-02,jail\nC3,E1,2026-10-03,no jail\n");
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-10-01,10,\n");
    ck_assert_msg(undo(6, &undone) == 0, "%s%s", cx_buf_str(&c.said), c.err.text);
    ck_assert_int_eq(undone.removed, 2);
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM violations"), "1");
}
END_TEST

/* A contact without a promise, and words that are found again, are the same. */
START_TEST(the_same_findings_again)
{
    static const char first[] = "contact_id,employee_id,started_at,transcript\n"
                                "C1,E1,2026-10-01,jail\nC2,E1,2026-10-01,jail or court\n";
    company_load(&c, "keywords.csv", "keyword_id,phrase,severity\nK1,jail,block\nK2,court,block\n");
    company_load(&c, "contacts.csv", first);
    company_load(&c, "contacts.csv", first);
    ck_assert_str_eq(company_ask(&c, "SELECT max(seq) FROM journal"), "5");
    company_load(&c, "contacts.csv",
                 "contact_id,employee_id,started_at,transcript\n"
                 "C2,E1,2026-10-01,court\n");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM violations"), "2");
    ck_assert_str_eq(company_ask(&c, "SELECT max(seq) FROM journal"), "7");
}
END_TEST

START_TEST(settings_need_limits)
{
    company_load(&c, "limits.csv", "limit_id,jurisdiction,rule,value\nL1,CN,max_per_day,3\n");
    company_load(&c, "limits.csv", "limit_id,jurisdiction,rule,value\nL2,US,max_per_day,3\n");
    company_load(&c, "settings.csv", "name,value\njurisdiction,US\n");
    ck_refused(
        5, "settings jurisdiction: \"US\" would have no limits, and those of CN would not apply");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM limits"), "2");
}
END_TEST

/* The one that is taken back is the last that changed something, and stands in no other's way. */
START_TEST(the_same_again)
{
    static const char assignments[] = "account_id,employee_id,from\nA1,E1,2026-09-01\n";
    struct cx_undone undone;
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-10-01,10,\n");
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-10-01,10,\n");
    company_load(&c, "assignments.csv", assignments);
    company_load(&c, "assignments.csv", assignments);
    company_load(&c, "accounts.csv", ACCOUNTS "A2,2026-09-01,100\n");
    company_load(&c, "assignments.csv",
                 "account_id,employee_id,from\nA1,E1,2026-09-01\nA2,E1,2026-09-02\n");
    ck_assert_str_eq(company_ask(&c, "SELECT group_concat(seq) FROM journal"), "1,2,3,4,6,8,9");
    c.options.dry_run = true;
    ck_assert_int_eq(undo(9, &undone), 0);
    c.options.dry_run = false;
    ck_assert_int_eq(undone.removed, 1);
    ck_assert_int_eq(undone.restored, 0);
    ck_assert_int_eq(undo(6, &undone), 0);
    ck_assert_int_eq(undone.removed, 1);
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM assignments"), "1");
    ck_refused(5, "import 5 can't be taken back: it changed nothing");
}
END_TEST

/* What is left is looked at as a whole. */
START_TEST(the_rest_is_whole)
{
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-10-01,10,\n");
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-10-01,50,\n");
    company_load(&c, "payments.csv", PAYMENTS "P2,A1,2026-10-02,-40,P1\n");
    ck_refused(5, "takes back 40.00 of payment P1, of which 10.00 is left");
    company_load(&c, "measures.csv", "measure_id,fact,unit,value\ncalls,contact,count,1\n");
    company_load(&c, "metrics.csv", "metric_id,formula\nshare,calls / 2\n");
    ck_refused(7, "metrics share: formula: character 1: no measure or metric \"calls\"");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM measures"), "1");
    company_load(&c, "targets.csv",
                 "scope,scope_id,metric_id,period,value\ncompany,,share,2026-10,5\n");
    ck_refused(8, "1 row of targets has metric_id \"share\", which would no longer be a metric or "
                  "measure of the plan: take that away first\n");
}
END_TEST

START_TEST(so_many_are_kept)
{
    struct cx_undone undone;
    int64_t kept = 0;
    ck_assert_int_eq(kept_imports(&kept, c.db, &c.err), 0);
    ck_assert_int_eq(kept, 20);
    company_load(&c, "settings.csv", "name,value\nundo_imports,1\n");
    ck_refused(3, "setting undo_imports");
    ck_assert_int_eq(undo(0, &undone), 0);
    ck_assert_int_eq(undone.seq, 4);
    ck_refused(0, "there is no import to take back");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, the_last_and_the_one_before);
    tcase_add_test(tc, tried);
    tcase_add_test(tc, others_need_it);
    tcase_add_test(tc, accounts_are_dealt);
    tcase_add_test(tc, others_name_it);
    tcase_add_test(tc, findings_go_with_their_contacts);
    tcase_add_test(tc, the_same_findings_again);
    tcase_add_test(tc, settings_need_limits);
    tcase_add_test(tc, the_same_again);
    tcase_add_test(tc, the_rest_is_whole);
    tcase_add_test(tc, so_many_are_kept);
}

UNIT_MAIN("import/undo")
