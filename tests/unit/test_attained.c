/* report/attained: people and their scorecards' metrics. */
#include "base/lang.h"
#include "report/tables.h"
#include "reporting.h"
#include "unit.h"

/* A column a metric for its value, target and attainment; other cards' metrics are empty. */
START_TEST(metrics)
{
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-10-05,1500\n");
    company_load(&c, "feedback.csv", FEEDBACK "F1,customer,E1,2026-10-05,60\n");
    staff_replan("scorecards", "scorecard_id,metric_id,weight,target,method,cap,for_employee\n"
                               "c,income,60,2000,target,2,E1\nc,share,40,,direct,,E1\n");
    struct cx_scores *scores = scored("2026-10");
    struct cx_table *table = cx_table_new(NULL);
    make_attained(table, scores);
    ck_assert_uint_eq(table->column_count, 6 + 2 * 3);
    ck_assert_str_eq(table->columns[6].title, "Income");
    ck_assert_str_eq(table->columns[7].title, "Income, target");
    ck_assert_str_eq(table->columns[8].title, "Income, attained");
    ck_assert_int_eq(table->columns[9].type, CX_CELL_SHARE);
    int row = cx_table_find(table, 0, "E1");
    ck_assert_int_eq(cx_table_cell(table, (size_t)row, 6)->n, 150000);
    ck_assert_int_eq(cx_table_cell(table, (size_t)row, 7)->n, 200000);
    ck_assert_int_eq(cx_table_cell(table, (size_t)row, 8)->n, 750000);
    ck_assert_int_eq(cx_table_cell(table, (size_t)row, 9)->n, 600000);
    ck_assert(cx_table_cell(table, (size_t)row, 10)->null);
    row = cx_table_find(table, 0, "E2");
    ck_assert(cx_table_cell(table, (size_t)row, 6)->null);
    cx_table_free(table);
    cx_scores_free(scores);
}
END_TEST

/* A role has its name, as in the other sheets of a workbook. */
START_TEST(in_chinese)
{
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-10-05,1500\n");
    staff_replan("scorecards", "scorecard_id,metric_id,weight,target\nc,income,100,2000\n");
    struct cx_scores *scores = scored("2026-10");
    struct cx_table *table = cx_table_new(NULL);
    ck_assert(cx_lang_set("zh_CN"));
    cx_lang_set_output_plain(false);
    make_attained(table, scores);
    cx_lang_set("en");
    int row = cx_table_find(table, 0, "E1");
    ck_assert_str_eq(cx_table_cell(table, (size_t)row, 3)->text, "催收员");
    cx_table_free(table);
    cx_scores_free(scores);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, metrics);
    tcase_add_test(tc, in_chinese);
}

UNIT_MAIN("attained")
