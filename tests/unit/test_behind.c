/* statement/behind: the payments behind what was paid on. */
#include "statements.h"
#include "unit.h"

static void set_up(void)
{
    staff_open();
    company_load(&c, "payments.csv",
                 PAYMENTS "P2,A1,2026-10-07,1000\nP1,A1,2026-10-05,250.50\nP3,A2,2026-10-05,7\n"
                          "P4,A1,2026-09-30,9\nP5,A1,2026-10-08,-50\n");
}

#define RULES "rule_id,seq,kind,for_employee,basis,rate\n"

/* Those of the person and the period, by day, with their sum; once, however often they were paid
 * on; through a metric too. */
START_TEST(payments)
{
    rules(RULES "a,1,rate,E1,recovered,0.1\nb,2,rate,E1,income * 2,0.1\n");
    ck_says("E1", "## The payments behind it\n\n### recovered: 1,200.50\n\n"
                  "| Day        | Payment | Account |  Counted |\n"
                  "|------------|---------|---------|---------:|\n"
                  "| 2026-10-05 | P1      | A1      |   250.50 |\n"
                  "| 2026-10-07 | P2      | A1      | 1,000.00 |\n"
                  "| 2026-10-08 | P5      | A1      |   -50.00 |\n"
                  "|            | Total   |         | 1,200.50 |\n\n## How to check it");
    ck_says("E2", "You are paid **0.00**");
    ck_says_not("E2", "P3"); /* no rule pays them on it */
}
END_TEST

/* A count is whole; who was paid on other things, or on the team's, has none to look at. */
START_TEST(others)
{
    company_load(&c, "measures.csv",
                 "measure_id,fact,unit,value,where\nbig,payment,count,1,amount > 100\n");
    rules("rule_id,seq,kind,for_employee,basis,amount\na,1,per_unit,E1,big,5\n"
          "b,2,per_unit,E2,team_recovered,1\n");
    ck_says("E1", "### big: 2\n\n");
    ck_says("E1",
            "| P2      | A1      |       1 |\n|            | Total   |         |       2 |\n");
    ck_says_not("E2", "The payments behind it");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, payments);
    tcase_add_test(tc, others);
}

UNIT_MAIN("behind")
