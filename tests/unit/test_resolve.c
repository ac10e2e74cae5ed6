/* import/resolve: ids of a row, packed or in the dictionary, and what they refer to. */
#include "company.h"
#include "unit.h"

static struct company c;

static void set_up(void)
{
    company_open(&c);
    company_load(
        &c, "accounts.csv",
        "account_id,due_on,amount\nALPHA,2026-09-01,1\nA-7,2026-09-01,2\n0012,2026-09-01,3\n");
}

static void tear_down(void)
{
    company_close(&c);
}

START_TEST(packed_or_not)
{
    company_load(&c, "payments.csv",
                 "payment_id,account_id,paid_at,amount\nP1,ALPHA,2026-10-01,10\n"
                 "first,A-7,2026-10-01,20\nP2,0012,2026-10-01,30\n");
    ck_assert_str_eq(company_ask(&c, "SELECT group_concat(a.amount || ':' || p.amount, ' ') FROM "
                                     "(SELECT * FROM payments ORDER BY amount) p "
                                     "JOIN accounts a USING (account_id)"),
                     "100:1000 200:2000 300:3000");
    /* ALPHA and first; the others are numbers */
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM id_text"), "2");
}
END_TEST

START_TEST(unknown)
{
    company_refuse(
        &c, "payments.csv",
        "payment_id,account_id,paid_at,amount\nP1,12,2026-10-01,10\n"
        "P2,BETA,2026-10-01,10\nP3,A-8,2026-10-01,10\n",
        "payments.csv:2: account_id: \"12\" is not among the accounts, but 0012 is: did a "
        "spreadsheet take the zeros?\n"
        "payments.csv:3: account_id: \"BETA\" is not among the accounts: import it "
        "first, or correct it (line 4 \"A-8\" has the same error)\n");
}
END_TEST

/* Exports often say who it was, not their id. */
START_TEST(names_for_ids)
{
    company_load(&c, "teams.csv", "team_id,name\nT1,North\nT2,South\nT3,South\n");
    company_refuse(
        &c, "employees.csv",
        "employee_id,team_id,hired_on,name\nE1,North,2026-01-01,Ann\n"
        "E2,South,2026-01-01,Bob\n",
        "employees.csv:2: team_id: \"North\" is a name, not an id: use ids, or have a map look "
        "them up by their names in another file (line 3 \"South\" has the same error)\n");
    company_load(&c, "employees.csv",
                 "employee_id,team_id,since,hired_on,name\n"
                 "E1,T1,2026-01-01,2026-01-01,Ann\nE1,T2,2026-05-01,2026-01-01,Ann\n");
    company_refuse(
        &c, "assignments.csv", "account_id,employee_id,from\n0012,Ann,2026-10-01\n",
        "assignments.csv:2: employee_id: \"Ann\" is a name, not an id: use ids, or have a map "
        "look them up by their names in another file\n");
}
END_TEST

START_TEST(new_ones_like_others)
{
    c.options.note = company_hear;
    company_load(&c, "accounts.csv",
                 "account_id,due_on,amount\na-7,2026-09-01,1\nB9,2026-09-01,1\n12,2026-09-01,1\n");
    ck_assert_str_eq(
        cx_buf_str(&c.said),
        "accounts.csv: 1 new row has the id of another without its leading zeros, in line 4 12, as "
        "0012 is there: did a spreadsheet take the zeros?\n"
        "accounts.csv: 1 new row has the id of another in another case, in line 2 a-7, as A-7 "
        "is there: is it the same?\n");
    company_load(
        &c, "accounts.csv",
        "account_id,due_on,amount\nb9,2026-09-01,1\nb10,2026-09-01,1\nA-007,2026-09-01,1\n");
    ck_assert_str_eq(cx_buf_str(&c.said),
                     "accounts.csv: 1 new row has the id of another in another case, in line 2 "
                     "b9, as B9 is there: is it the same?\n");
}
END_TEST

/* A payment may come after the one that takes it back, with an id that is new to the dictionary. */
START_TEST(later)
{
    company_load(&c, "payments.csv",
                 "payment_id,account_id,paid_at,amount,reverses\nback,ALPHA,2026-10-02,-10,there\n"
                 "there,ALPHA,2026-10-01,10,\n");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM payments b JOIN payments t "
                                     "ON b.reverses = t.payment_id WHERE t.amount = 1000"),
                     "1");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, packed_or_not);
    tcase_add_test(tc, unknown);
    tcase_add_test(tc, names_for_ids);
    tcase_add_test(tc, new_ones_like_others);
    tcase_add_test(tc, later);
}

UNIT_MAIN("resolve")
