/* sheet/recompute: sealed amounts beside today's. */
#include "sealing.h"
#include "unit.h"
#include "written.h"

static void ck_recomputed(const char *wanted)
{
    struct cx_buf text = {0};
    struct cx_table *table = cx_table_into(&text, CX_FORMAT_CSV);
    struct cx_period period = period_of("2026-09");
    ck_assert_msg(cx_bonus_recompute(table, c.db, &period, &c.err) == 0, "%s", c.err.text);
    ck_written(table, &text, wanted);
}

/* Rank is not put right, the coefficient is, over what was sealed of the rank: E2 is now the best,
 * but 0.5 × 50 stays with E1. An adjustment is what it is. */
START_TEST(rows)
{
    rules("rule_id,seq,kind,basis,rate,amount,top_n,applies_to\n"
          "comm,1,rate,recovered,0.1,,,\nprize,2,rank,recovered,,50,1,\n"
          "more,3,coefficient,,1.5,,,*\n");
    company_load(&c, "employees.csv",
                 EMPLOYEES "E3,2026-01-01,,T1,collector,2026-01-01,2026-08-01,1\n"
                           "E4,2026-01-01,,T2,collector,2026-01-01,2026-08-01,1\n");
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-09-05,1000\n");
    company_load(&c, "adjustments.csv",
                 "adjustment_id,period,employee_id,amount,reason,approved_by\n"
                 "K1,2026-09,E2,20,Late,Boss\n");
    seal_month("2026-09");
    company_load(&c, "payments.csv", PAYMENTS "P2,A2,2026-09-05,2000\n");
    ck_recomputed("period,employee_id,name,rule_id,kind,retro,sealed,recomputed,difference\n"
                  "2026-09,E1,Ann,comm,rate,yes,100.00,100.00,0.00\n"
                  "2026-09,E1,Ann,prize,rank,no,50.00,0.00,-50.00\n"
                  "2026-09,E1,Ann,more,coefficient,yes,75.00,75.00,0.00\n"
                  "2026-09,E2,Bob,comm,rate,yes,0.00,200.00,200.00\n"
                  "2026-09,E2,Bob,prize,rank,no,0.00,50.00,50.00\n"
                  "2026-09,E2,Bob,more,coefficient,yes,0.00,100.00,100.00\n"
                  "2026-09,E2,Bob,K1,adjustment,,20.00,20.00,0.00\n");
    /* What is put right in October is the sum of the differences of the rules that are: 300. */
    struct cx_bonus *bonus = bonus_of("2026-10");
    int64_t sum = 0;
    for (size_t i = 0; i < bonus->line_count; i++)
        sum += bonus->lines[i].rule == CX_LINE_RETRO ? bonus->lines[i].amount : 0;
    ck_assert_int_eq(sum, 30000);
    cx_bonus_free(bonus);
}
END_TEST

START_TEST(open_period)
{
    struct cx_table *table = cx_table_new("Sealed and recomputed");
    struct cx_period period = period_of("2026-09");
    ck_assert_int_eq(cx_bonus_recompute(table, c.db, &period, &c.err), CX_EDATA);
    cx_table_free(table);
    ck_assert_str_eq(c.err.text, "2026-09 is not sealed: cx-bonus -p 2026-09 computes it");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, rows);
    tcase_add_test(tc, open_period);
}

UNIT_MAIN("sheet/recompute")
