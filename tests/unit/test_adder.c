/* Rows become sums: rounded one by one, in batches, refused where they are too large. */
#include "measured.h"
#include "unit.h"

static struct measured m;

static void set_up(void)
{
    measured_open(&m);
}

static void tear_down(void)
{
    measured_close(&m);
}

/* Each row is rounded on its own: thirds to millionths, money to the cent, halves away from zero.
 */
START_TEST(rounded_row_by_row)
{
    measured_feedback(&m, "measure_id,fact,unit,value\nthirds,feedback,number,score / 3\n"
                          "cents,feedback,money,score / 8\nminus,feedback,money,-score / 8\n"
                          "tenth,feedback,number,0.1\n");
    measure(&m, "2026-10");
    /* 0.333333 + 0.666667 + 1.333333 */
    ck_cents(&m, "E1", "thirds", 2333333);
    /* 0.125 → 0.13, 0.25, 0.50 */
    ck_cents(&m, "E1", "cents", 13 + 25 + 50);
    ck_cents(&m, "E1", "minus", -88);
    ck_cents(&m, "E1", "tenth", 300000);
}
END_TEST

START_TEST(conditions_and_nulls)
{
    measured_feedback(
        &m, "measure_id,fact,unit,value,where\nsome,feedback,number,score,score > 1\n"
            "none,feedback,number,score,score > 1 and null\nzero,feedback,number,score / 0,\n"
            "words,feedback,number,score,kind = 'customer' -- all\n");
    measure(&m, "2026-10");
    ck_count(&m, "E1", "some", 6);
    ck_count(&m, "E1", "none", 0);
    ck_count(&m, "E1", "zero", 0);
    ck_count(&m, "E1", "words", 7);
}
END_TEST

/* Many rows: they come in several batches. */
START_TEST(many_rows)
{
    struct cx_buf text = {0};
    company_load(&m.c, "measures.csv",
                 "measure_id,fact,unit,value\nsum,feedback,number,score\n"
                 "n,feedback,count,1.0\n");
    cx_buf_puts(&text, "feedback_id,employee_id,at,score\n");
    for (int i = 1; i <= 1000; i++)
        cx_buf_printf(&text, "F%d,E%d,2026-10-%02d,%d\n", i, 1 + i % 2, 1 + i % 31, i % 100);
    company_load(&m.c, "feedback.csv", cx_buf_str(&text));
    measure(&m, "2026-10");
    ck_count(&m, "", "n", 1000);
    ck_count(&m, "", "sum", 49500);
    ck_count(&m, "E1", "n", 500);
    ck_count(&m, "E1", "sum", 24500); /* the even ones */
    cx_buf_fini(&text);
}
END_TEST

static void ck_refused(const char *measures, const char *words)
{
    struct cx_sums *sums = NULL;
    struct cx_err err = {0};
    struct cx_period month = cx_period_month(2026, 10);
    measured_feedback(&m, measures);
    ck_assert_int_eq(cx_plan_load(&m.plan, m.c.db, month.from, &err), 0);
    ck_assert_int_eq(cx_org_load(&m.org, m.c.db, &err), 0);
    ck_assert_int_eq(cx_sums_compute(&sums, m.c.db, m.plan, m.org, &month, 1, &err), CX_EDATA);
    ck_assert_str_eq(err.text, words);
    ck_assert_ptr_null(sums);
}

START_TEST(text_is_no_value)
{
    ck_refused("measure_id,fact,unit,value\nm,feedback,number,\"coalesce(kind, 1)\"\n",
               "feedback F1: measure m: its value is text, not a number");
}
END_TEST

START_TEST(too_large_a_value)
{
    ck_refused("measure_id,fact,unit,value\nm,feedback,number,score * 1e13\n",
               "feedback F1: measure m: its value is too large: correct the row, or the measure");
}
END_TEST

START_TEST(too_large_a_sum)
{
    ck_refused("measure_id,fact,unit,value\nm,feedback,number,9e12\n",
               "the sum of measure m is too large");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, rounded_row_by_row);
    tcase_add_test(tc, conditions_and_nulls);
    tcase_add_test(tc, many_rows);
    tcase_add_test(tc, text_is_no_value);
    tcase_add_test(tc, too_large_a_value);
    tcase_add_test(tc, too_large_a_sum);
}

UNIT_MAIN("adder")
