/* import/arrangements: what each kind of arrangement needs, and that no more is agreed than is
 * owed. */
#include "debt.h"
#include "unit.h"

static struct company c; /* A1 owes 80.00 from 1 October on */

static void set_up(void)
{
    debt_open_paid(&c);
}

static void tear_down(void)
{
    company_close(&c);
}

#define HEADER "arrangement_id,account_id,kind,agreed_on,amount,due_on\n"

START_TEST(needed_cells)
{
    company_refuse(&c, "arrangements.csv", HEADER "W1,A1,waiver,2026-10-02,,\n",
                   "arrangements.csv:2: amount: a waiver needs its amount\n");
    company_refuse(&c, "arrangements.csv", HEADER "E1,A1,extension,2026-10-02,,\n",
                   "arrangements.csv:2: due_on: an extension needs the new due date\n");
    company_refuse(&c, "arrangements.csv", HEADER "W1,A1,waiver,2026-10-02,0,\n",
                   "arrangements.csv:2: amount: must be above 0\n");
    company_load(&c, "arrangements.csv", HEADER "I1,A1,instalment,2026-10-02,,\n");
}
END_TEST

/* What the file has no column for may be known. */
START_TEST(known_cells)
{
    static const char known[] =
        "arrangement_id,account_id,kind,agreed_on\nW1,A1,waiver,2026-10-02\n";
    company_refuse(&c, "arrangements.csv", known,
                   "arrangements.csv:2: amount: a waiver needs its amount\n");
    company_load(&c, "arrangements.csv", HEADER "W1,A1,waiver,2026-10-02,20,\n");
    company_load(&c, "arrangements.csv", known);
    ck_assert_str_eq(company_ask(&c, "SELECT amount FROM arrangements"), "2000");
}
END_TEST

START_TEST(waivers_of_more_than_is_owed)
{
    company_refuse(&c, "arrangements.csv", HEADER "W1,A1,waiver,2026-10-02,80.01,\n",
                   "arrangements.csv:2: amount: the waiver of 80.01 is more than the 80.00 that "
                   "were owed\n");
    company_load(&c, "arrangements.csv", HEADER "W1,A1,waiver,2026-10-02,50,\n");
    company_refuse(&c, "arrangements.csv", HEADER "W2,A1,waiver,2026-10-03,30.01,\n",
                   "arrangements.csv:2: amount: the waiver of 30.01 is more than the 30.00 that "
                   "were owed\n");
    company_load(&c, "arrangements.csv", HEADER "W2,A1,waiver,2026-10-03,30,\n");
    /* one that is moved in front of it */
    company_refuse(&c, "arrangements.csv", HEADER "W0,A1,waiver,2026-10-01,1,\n",
                   "arrangements.csv: arrangements W2: amount: the waiver of 30.00 is more than "
                   "the 29.00 that were owed\n");
}
END_TEST

/* An older payment that comes later leaves what was agreed; so does a file that has it again. */
START_TEST(what_was_agreed_stays)
{
    static const char agreed[] = HEADER "W1,A1,waiver,2026-10-02,80,\n";
    company_load(&c, "arrangements.csv", agreed);
    company_load(&c, "payments.csv", "payment_id,account_id,paid_at,amount\nP3,A1,2026-09-15,5\n");
    company_load(&c, "arrangements.csv", agreed);
    company_load(&c, "arrangements.csv", HEADER "E1,A1,extension,2026-10-02,,2026-12-01\n");
}
END_TEST

#define PARTS "arrangement_id,due_on,amount\n"

START_TEST(instalments)
{
    company_load(&c, "arrangements.csv",
                 HEADER "I1,A1,instalment,2026-10-02,,\nE1,A1,extension,2026-10-02,,2026-12-01\n");
    company_refuse(&c, "instalments.csv", PARTS "I1,2026-11-01,0\n",
                   "instalments.csv:2: amount: must be above 0\n");
    company_refuse(&c, "instalments.csv", PARTS "E1,2026-11-01,10\n",
                   "instalments.csv:2: arrangement_id: the arrangement is not of kind "
                   "instalment\n");
    company_refuse(&c, "instalments.csv", PARTS "I1,2026-10-01,10\n",
                   "instalments.csv:2: due_on: 2026-10-01 is before the plan was agreed on "
                   "2026-10-02\n");
    company_refuse(&c, "instalments.csv", PARTS "I1,2026-11-01,50\nI1,2026-12-01,30.01\n",
                   "instalments.csv:2: amount: the instalments come to 80.01, which is more than "
                   "the 80.00 that were owed\n");
    company_load(&c, "instalments.csv", PARTS "I1,2026-11-01,50\nI1,2026-12-01,30\n");
}
END_TEST

/* The plan can't change under its instalments. */
START_TEST(plans_of_instalments)
{
    company_add(&c, "arrangements.csv", HEADER "I1,A1,instalment,2026-10-02,,\n");
    company_add(&c, "instalments.csv", PARTS "I1,2026-11-01,80\n");
    company_take(&c);
    company_refuse(&c, "arrangements.csv", HEADER "I1,A1,waiver,2026-10-02,5,\n",
                   "arrangements.csv: instalments I1: arrangement_id: the arrangement is not of "
                   "kind instalment\n");
    company_refuse(&c, "arrangements.csv", HEADER "W1,A1,waiver,2026-10-02,5,\n",
                   "arrangements.csv: instalments I1: amount: the instalments come to 80.00, which "
                   "is more than the 75.00 that were owed\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, needed_cells);
    tcase_add_test(tc, known_cells);
    tcase_add_test(tc, waivers_of_more_than_is_owed);
    tcase_add_test(tc, what_was_agreed_stays);
    tcase_add_test(tc, instalments);
    tcase_add_test(tc, plans_of_instalments);
}

UNIT_MAIN("import/arrangements")
