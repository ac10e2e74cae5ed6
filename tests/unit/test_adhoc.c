/* report/adhoc: sums that the plan has no measures for. */
#include "report/adhoc.h"
#include "reporting.h"
#include "unit.h"

START_TEST(two)
{
    static const struct adhoc_measure measures[] = {
        {CX_FACT_PAYMENT, CX_UNIT_MONEY, "amount", "held = 1"},
        {CX_FACT_PAYMENT, CX_UNIT_COUNT, "1", NULL},
    };
    struct cx_plan *plan = NULL;
    struct cx_org *org = NULL;
    struct cx_sums *sums = NULL;
    struct cx_period october = period_of("2026-10");
    company_load(&c, "accounts.csv", "account_id,due_on,amount\nA9,2026-01-01,9000\n");
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-10-05,100\nP2,A9,2026-10-05,50\nP3,A1,2026-09-05,7\n");
    ck_assert_int_eq(cx_org_load(&org, c.db, &c.err), 0);
    ck_assert_int_eq(cx_plan_load(&plan, c.db, october.to - 1, &c.err), 0);
    ck_assert_int_eq(adhoc_sums(&sums, c.db, plan, org, &october, 1, measures, 2, &c.err), 0);
    cx_plan_free(plan);
    ck_assert_int_eq(cx_sums_get(sums, 0, cx_subject_of_company(org), 0), 10000);
    ck_assert_int_eq(cx_sums_get(sums, 0, cx_subject_of_company(org), 1), 2000000);
    ck_assert_int_eq(cx_sums_get(sums, 0, cx_subject_of_person(org, 0), 1), 1000000);
    cx_sums_free(sums);
    cx_org_free(org);
}
END_TEST

/* The sums that are kept of the plan's measures stay, and the plan's sums are as they were. */
START_TEST(without_a_trace)
{
    static const struct adhoc_measure measures[] = {{CX_FACT_PAYMENT, CX_UNIT_COUNT, "1", NULL}};
    static const char kept[] =
        "SELECT group_concat(length(definition) || fact) || (SELECT count(*) || 'x' || "
        "sum(length(sums)) FROM main.day_sums) FROM main.kept_facts";
    struct cx_plan *plan = NULL;
    struct cx_org *org = NULL;
    struct cx_sums *sums = NULL;
    struct cx_period october = period_of("2026-10");
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-10-05,100\n");
    ck_assert_int_eq(cx_db_begin(c.db, &c.err), 0);
    cx_scores_free(scored("2026-10"));
    char before[256];
    snprintf(before, sizeof before, "%s", company_ask(&c, kept));
    ck_assert_str_ne(before, "");
    ck_assert_int_eq(cx_org_load(&org, c.db, &c.err), 0);
    ck_assert_int_eq(cx_plan_load(&plan, c.db, october.to - 1, &c.err), 0);
    ck_assert_int_eq(adhoc_sums(&sums, c.db, plan, org, &october, 1, measures, 1, &c.err), 0);
    cx_plan_free(plan);
    ck_assert_int_eq(cx_sums_get(sums, 0, cx_subject_of_company(org), 0), 1000000);
    ck_assert_str_eq(company_ask(&c, kept), before);
    struct cx_scores *scores = scored("2026-10");
    ck_assert_str_eq(value_of(scores, post_of(scores, "E1"), "income"), "100.00");
    ck_assert_str_eq(company_ask(&c, kept), before);
    cx_scores_free(scores);
    cx_sums_free(sums);
    cx_org_free(org);
    ck_assert_int_eq(cx_db_commit(c.db, &c.err), 0);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, two);
    tcase_add_test(tc, without_a_trace);
}

UNIT_MAIN("adhoc")
