/* import/refs: what a row refers to must be there, or come with it. */
#include "company.h"
#include "import/loader.h"
#include "import/refs.h"
#include "unit.h"

static struct company c;

static void set_up(void)
{
    company_open(&c);
    company_add(&c, "teams.csv", "team_id\nT1\n");
    company_add(&c, "employees.csv", "employee_id,team_id,hired_on\nE1,T1,2026-01-01\n");
    company_add(&c, "accounts.csv", "account_id,due_on,amount\nA1,2026-09-01,100\n");
    company_add(&c, "payments.csv", "payment_id,account_id,paid_at,amount\nP1,A1,2026-10-01,10\n");
    company_take(&c);
}

static void tear_down(void)
{
    company_close(&c);
}

START_TEST(missing_ones_are_named)
{
    company_refuse(&c, "employees.csv", "employee_id,team_id,hired_on\nE2,T9,2026-01-01\n",
                   "employees.csv:2: team_id: \"T9\" is not among the teams: import it first, or "
                   "correct it\n");
    company_refuse(&c, "payments.csv", "payment_id,account_id,paid_at,amount\nP2,A9,2026-10-01,1\n",
                   "payments.csv:2: account_id: \"A9\" is not among the accounts: import it first, "
                   "or correct it\n");
    company_refuse(&c, "credits.csv", "payment_id,employee_id,share\nP9,E1,1\n",
                   "credits.csv:2: payment_id: \"P9\" is not among the payments: import it first, "
                   "or correct it\n");
    company_refuse(&c, "reviews.csv", "contact_id,verdict,reviewer,at\nK1,clean,me,2026-10-01\n",
                   "reviews.csv:2: contact_id: \"K1\" is not among the contacts: import it first, "
                   "or correct it\n");
    company_refuse(&c, "orders.csv", "order_id,customer_id,ordered_at,amount\nO1,C1,2026-10-01,1\n",
                   "orders.csv:2: customer_id: \"C1\" is not among the customers: import it first, "
                   "or correct it\n");
}
END_TEST

/* A reference that was refused must not be there the second time. */
START_TEST(a_refusal_leaves_nothing)
{
    for (int i = 0; i < 2; i++)
        company_refuse(&c, "payments.csv",
                       "payment_id,account_id,paid_at,amount\nP2,A2,2026-10-01,1\n",
                       "payments.csv:2: account_id: \"A2\" is not among the accounts: import it "
                       "first, or correct it\n");
}
END_TEST

START_TEST(those_of_the_same_command)
{
    company_add(&c, "payments.csv", "payment_id,account_id,paid_at,amount\nP2,A2,2026-10-01,1\n");
    company_add(&c, "accounts.csv", "account_id,due_on,amount\nA2,2026-09-01,100\n");
    company_take(&c);
}
END_TEST

/* A reversal may stand before its payment, a team before the one it is part of. */
START_TEST(later_in_the_file)
{
    company_load(&c, "payments.csv",
                 "payment_id,account_id,paid_at,amount,reverses\n"
                 "P8,A1,2026-10-03,-5,P7\nP7,A1,2026-10-02,5,\n");
    company_add(&c, "teams.csv", "team_id,parent_id,manager_id\nT3,T2,E5\nT2,T1,\n");
    company_add(&c, "employees.csv", "employee_id,team_id,hired_on\nE5,T3,2026-01-01\n");
    company_take(&c);
    company_refuse(&c, "payments.csv",
                   "payment_id,account_id,paid_at,amount,reverses\n"
                   "P9,A1,2026-10-03,-5,P10\n",
                   "payments.csv:2: reverses: \"P10\" is not among the payments: import it too, or "
                   "correct it\n");
}
END_TEST

START_TEST(targets_refer_to_what_their_scope_says)
{
    company_load(&c, "measures.csv", "measure_id,fact,unit,value\nm,payment,money,amount\n");
    company_load(&c, "targets.csv",
                 "scope,scope_id,metric_id,period,value\nteam,T1,m,2026-10,1\n"
                 "employee,E1,m,2026-10,1\ncompany,,m,2026-10,1\n");
    company_refuse(&c, "targets.csv",
                   "scope,scope_id,metric_id,period,value\n"
                   "team,E1,m,2026-10,1\nemployee,T1,m,2026-10,1\n",
                   "targets.csv:2: scope_id: \"E1\" is not among the teams: import it first, or "
                   "correct it\n"
                   "targets.csv:3: scope_id: \"T1\" is not among the employees: import it first, "
                   "or correct it\n");
}
END_TEST

START_TEST(sets_and_lookups)
{
    struct refs *refs = refs_new(c.db);
    struct cx_err err = {0};
    int64_t known = 0;
    ck_assert_int_eq(cx_id_find(&known, c.db, "A1", 2, &err), 0);
    ck_assert_int_eq(refs_has(refs_find(refs, "accounts"), known, &err), 1);
    ck_assert_int_eq(refs_has(refs_find(refs, "accounts"), known + 512, &err), 0);
    refs_add(refs_find(refs, "accounts"), known + 512);
    ck_assert_int_eq(refs_has(refs_find(refs, "accounts"), known + 512, &err), 1);
    ck_assert_int_eq(cx_id_find(&known, c.db, "P1", 2, &err), 0);
    ck_assert_int_eq(refs_has(refs_find(refs, "payments"), known, &err), 1);
    ck_assert_int_eq(refs_has(refs_find(refs, "payments"), known + 512, &err), 0);
    ck_assert_ptr_null(refs_find(refs, "holidays")); /* nobody refers to it */
    refs_free(refs);
    refs_free(NULL);
}
END_TEST

/* An id of a row before, that came before anybody asked for the others, and these. */
START_TEST(seen_before_it_is_filled)
{
    struct refs *refs = refs_new(c.db);
    struct cx_err err = {0};
    int64_t known = 0;
    ck_assert_int_eq(cx_id_find(&known, c.db, "T1", 2, &err), 0);
    refs_add(refs_find(refs, "teams"), known + 512 * 9);
    ck_assert_int_eq(refs_has(refs_find(refs, "teams"), known + 512 * 9, &err), 1);
    ck_assert_int_eq(refs_has(refs_find(refs, "teams"), known, &err), 1);
    ck_assert_int_eq(refs_has(refs_find(refs, "teams"), known + 512 * 10, &err), 0);
    refs_free(refs);
}
END_TEST

/* Many are asked for: the answers are the same, however they are found. */
START_TEST(asked_for_many_times)
{
    struct refs *refs = refs_new(c.db);
    struct ref *accounts = refs_find(refs, "accounts");
    struct cx_err err = {0};
    int64_t known = 0;
    ck_assert_int_eq(cx_id_find(&known, c.db, "A1", 2, &err), 0);
    refs_add(accounts, known + 512);
    for (int i = 0; i < 12000; i++) {
        ck_assert_int_eq(refs_has(accounts, known, &err), 1);
        ck_assert_int_eq(refs_has(accounts, known + 512, &err), 1);
        ck_assert_int_eq(refs_has(accounts, known + 1024, &err), 0);
    }
    refs_free(refs);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, missing_ones_are_named);
    tcase_add_test(tc, a_refusal_leaves_nothing);
    tcase_add_test(tc, those_of_the_same_command);
    tcase_add_test(tc, later_in_the_file);
    tcase_add_test(tc, targets_refer_to_what_their_scope_says);
    tcase_add_test(tc, sets_and_lookups);
    tcase_add_test(tc, seen_before_it_is_filled);
    tcase_add_test(tc, asked_for_many_times);
}

UNIT_MAIN("refs")
