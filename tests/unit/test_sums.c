/* fact/sums: values of rows become exact sums of every subject and period. */
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

START_TEST(subjects)
{
    measure(&m, "2026-10");
    size_t posts = (size_t)m.org->post_count, people = (size_t)m.org->person_count;
    ck_assert_uint_eq(cx_subject_of_person(m.org, 0), posts);
    ck_assert_uint_eq(cx_subject_of_team(m.org, 0), posts + people);
    ck_assert_uint_eq(cx_subject_of_company(m.org), posts + people + 4);
    ck_assert_uint_eq(cx_subject_count(m.org), posts + people + 5);
    ck_assert_uint_eq(m.sums->measure_count, 0);
}
END_TEST

/* Two periods at once, one within the other. */
START_TEST(several_periods)
{
    struct cx_period periods[2] = {cx_period_month(2026, 10), {0}};
    struct cx_err err = {0};
    struct cx_sums *sums = NULL;
    measured_feedback(&m, "measure_id,fact,unit,value\nsum,feedback,number,score\n");
    measure(&m, "2026-11");
    ck_count(&m, "E3", "sum", 8);
    ck_count(&m, "E1", "sum", 0);
    ck_assert_int_eq(cx_period_parse(&periods[1], "2026-10-02", 0, &err), 0);
    ck_assert_int_eq(cx_sums_compute(&sums, m.c.db, m.plan, m.org, periods, 2, &err), 0);
    ck_assert_int_eq(cx_sums_get(sums, 0, subject(&m, "E1"), 0), 7000000);
    ck_assert_int_eq(cx_sums_get(sums, 1, subject(&m, "E1"), 0), 2000000);
    ck_assert_int_eq(cx_sums_get(sums, 1, subject(&m, "T1"), 0), 2000000);
    ck_assert_int_eq(cx_sums_get(sums, 0, subject(&m, "E3"), 0), 0);
    cx_sums_free(sums);
    cx_sums_free(NULL);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, subjects);
    tcase_add_test(tc, several_periods);
}

UNIT_MAIN("sums")
