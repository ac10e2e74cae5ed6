/* lint/targets: values that make no sense for a unit. Today is 2026-10-31. */
#include "linting.h"
#include "unit.h"

#define TARGETS "scope,scope_id,metric_id,period,value\n"

static void metrics(void)
{
    company_load(
        &c, "measures.csv",
        "measure_id,fact,unit,value\npaid_in,payment,money,amount\nasked,contact,count,1\n");
    company_load(&c, "metrics.csv",
                 "metric_id,unit,formula\nrate,ratio,paid_in / asked\nmark,score,paid_in\n"
                 "balance,number,paid_in - asked\n");
}

START_TEST(likely)
{
    metrics();
    company_load(&c, "targets.csv",
                 TARGETS "company,,rate,2026-10,0.2\ncompany,,rate,2026-11,1.99\n"
                         "company,,mark,2026-10,100\ncompany,,balance,2026-10,-5\n"
                         "company,,paid_in,2026-10,1000000\ncompany,,rate,2026-09,-0.1\n");
    ck_lint("");
}
END_TEST

START_TEST(unlikely)
{
    metrics();
    company_load(&c, "targets.csv",
                 TARGETS "company,,rate,2026-10,20\ncompany,,mark,2026-10,100.5\n"
                         "company,,paid_in,2026-Q4,-1\n");
    ck_lint("warning target mark: 2026-10: 100.5 is unlikely for a metric of unit score\n"
            "warning target paid_in: 2026-Q4: -1 is unlikely for a metric of unit money\n"
            "warning target rate: 2026-10: 20 is unlikely for a metric of unit ratio\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, lint_open, staff_close);
    tcase_add_test(tc, likely);
    tcase_add_test(tc, unlikely);
}

UNIT_MAIN("targets")
