/* fact/tally: sums of days and periods, as bytes and back. */
#include "fact/tally.h"

#include "measured.h"
#include "unit.h"

static struct measured m;
static struct measures measures;

static void set_up(void)
{
    measured_open(&m);
    company_load(&m.c, "measures.csv",
                 "measure_id,fact,unit,value\na,cost,money,amount\nb,feedback,number,score\n"
                 "c,feedback,count,1\n");
    measure(&m, "2026-10");
    measures_init(&measures, m.plan, CX_FACT_FEEDBACK);
}

static void tear_down(void)
{
    measures_fini(&measures);
    measured_close(&m);
}

START_TEST(measures_of_a_fact)
{
    ck_assert_uint_eq(measures.count, 2);
    ck_assert_uint_eq(measures.list[0], 1);
    ck_assert_uint_eq(measures.list[1], 2);
    ck_assert(is_by_period(CX_FACT_EXPOSURE) && is_by_period(CX_FACT_OWNED_EXPOSURE) &&
              is_by_period(CX_FACT_CUSTOMER) && !is_by_period(CX_FACT_PAYMENT));
}
END_TEST

/* Packs one row of a tally and adds it twice to another. */
static void there_and_back(size_t subjects, bool by_period)
{
    struct tally from, to;
    struct cx_buf bytes = {0};
    struct cx_err err = {0};
    tally_init(&from, &measures, 2, subjects);
    tally_init(&to, &measures, 1, subjects);
    for (size_t i = 0; i < subjects; i += 2) {
        ck_assert_int_eq(tally_increase(&from, 1, i, 0, 100 + (int64_t)i, &err), 0);
        ck_assert_int_eq(tally_increase(&from, 1, i, 1, -(int64_t)i, &err), 0);
    }
    tally_pack(&bytes, &from, 1, m.org, by_period);
    for (int i = 0; i < 2; i++)
        ck_assert_int_eq(tally_add(&to, 0, bytes.data, bytes.len, m.org, by_period, &err), 0);
    for (size_t i = 0; i < subjects; i++) {
        ck_assert_int_eq(tally_sums(&to, 0, i)[0], i % 2 ? 0 : 200 + 2 * (int64_t)i);
        ck_assert_int_eq(tally_sums(&to, 0, i)[1], i % 2 ? 0 : -2 * (int64_t)i);
    }
    cx_buf_fini(&bytes);
    tally_fini(&from);
    tally_fini(&to);
}

START_TEST(days_and_periods)
{
    ck_assert_uint_eq(day_subject_count(m.org), (size_t)(m.org->post_count + 4 + 1));
    ck_assert_uint_eq(day_subject_of_team(m.org, 0), (size_t)m.org->post_count);
    ck_assert_uint_eq(day_subject_of_team(m.org, -1), day_subject_of_nobody(m.org));
    there_and_back(day_subject_count(m.org), false);
    there_and_back(cx_subject_count(m.org), true);
}
END_TEST

START_TEST(strangers_are_refused)
{
    static const struct pack_key keys[] = {
        {PACK_POST, 1 << 20, 0}, {PACK_PERSON, 77, 0}, {PACK_TEAM, 77, 0}};
    for (size_t i = 0; i < 3; i++) {
        struct packer packer = {0};
        struct tally tally;
        struct cx_err err = {0};
        int64_t sums[2] = {1, 2};
        pack_put(&packer, &keys[i], sums, 2);
        tally_init(&tally, &measures, 1, cx_subject_count(m.org));
        ck_assert_int_eq(
            tally_add(&tally, 0, packer.bytes.data, packer.bytes.len, m.org, true, &err), CX_EDATA);
        ck_assert_ptr_nonnull(strstr(err.text, "--rebuild"));
        tally_fini(&tally);
        cx_buf_fini(&packer.bytes);
    }
}
END_TEST

START_TEST(too_large)
{
    struct tally tally;
    struct cx_err err = {0};
    tally_init(&tally, &measures, 1, 1);
    ck_assert_int_eq(tally_increase(&tally, 0, 0, 1, INT64_MAX, &err), 0);
    ck_assert_int_eq(tally_increase(&tally, 0, 0, 1, 1, &err), CX_EDATA);
    ck_assert_str_eq(err.text, "the sum of measure c is too large");
    tally_fini(&tally);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, measures_of_a_fact);
    tcase_add_test(tc, days_and_periods);
    tcase_add_test(tc, strangers_are_refused);
    tcase_add_test(tc, too_large);
}

UNIT_MAIN("tally")
