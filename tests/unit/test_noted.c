/* pay/noted: which measures a statement lists what is behind of. */
#include "statements.h"
#include "unit.h"

#define RULES "rule_id,seq,kind,for_employee,when,basis,rate,amount\n"

static void set_up(void)
{
    staff_open();
    company_add(&c, "payments.csv", PAYMENTS "P1,A1,2026-10-05,100\n");
    company_add(&c, "contacts.csv",
                "contact_id,account_id,employee_id,started_at,channel,outcome\n"
                "K1,A1,E1,2026-10-03 09:00,phone,talked\nK2,A2,E2,2026-10-03 09:00,phone,talked\n");
    company_add(&c, "reviews.csv",
                "contact_id,verdict,reviewer,at\nK1,violation,E3,2026-10-20\n"
                "K2,violation,E3,2026-10-20\n");
    company_load(&c, "measures.csv",
                 "measure_id,fact,unit,value,where\nbad,contact,count,1,violation = 1\n"
                 "tries,contact,count,1,\n");
    company_load(&c, "metrics.csv",
                 "metric_id,unit,better,formula\nbad_share,ratio,low,bad / tries\n");
}

/* Payments are those that something is paid on, and not those of a condition; violations are those
 * that a rule looks at anywhere, through a metric too, whether it takes or misses. */
START_TEST(by_kind)
{
    rules(RULES "a,1,amount,E1,recovered > 0 and bad = 0,,,5\n");
    ck_says_not("E1", "The payments behind it");
    ck_says("E1", "### bad: 1\n\n");
    rules(RULES "a,1,rate,E1,,recovered,1 - bad_share / 2,\n");
    ck_says("E1", "### recovered: 100.00\n\n");
    ck_says("E1", "### bad: 1\n\n");
    ck_says_not("E1", "### tries");
    ck_says_not("E1", "K2");
}
END_TEST

/* What doesn't look at them, or only takes from others, lists none. */
START_TEST(none)
{
    rules(RULES "a,1,rate,E1,,recovered,0.1,\nb,2,per_unit,E2,,bad,,-5\n"
                "c,3,per_unit,E1,bad > 1,bad,,-5\n");
    ck_says_not("E1", "violations and complaints");
    ck_says("E2", "### bad: 1\n\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, by_kind);
    tcase_add_test(tc, none);
}

UNIT_MAIN("noted")
