/* seal/tops: streaks count sealed months as they were sealed. */
#include "sealing.h"
#include "unit.h"

#define STREAK "rule_id,seq,kind,basis,amount,top_n,months\nrun,1,streak,recovered,100,1,2\n"

/* E1 is the best of September. */
static void set_up(void)
{
    staff_open();
    rules(STREAK);
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-09-05,1000\nP2,A2,2026-09-06,500\nP3,A1,2026-10-05,10\n");
}

START_TEST(text)
{
    seal_month("2026-09");
    ck_sealed_text("2026-09", TEXT_TOPS, "rule_id,employee_id\nrun,\nrun,E1\n");
}
END_TEST

/* A late payment would make E2 the best of September; E1 was when it was sealed, and has their two
 * months. The same without a seal: they haven't. */
START_TEST(as_it_was_sealed)
{
    ck_bonus("2026-10", false, "E1 run 100.00\n");
    seal_month("2026-09");
    company_load(&c, "payments.csv", PAYMENTS "P4,A2,2026-09-07,9000\n");
    ck_bonus("2026-10", false, "E1 run 100.00\n");
    open_month("2026-09");
    ck_bonus("2026-10", false, "");
}
END_TEST

/* A rule that the seal doesn't know is looked at afresh. */
START_TEST(new_rule)
{
    seal_month("2026-09");
    rules("rule_id,seq,kind,basis,amount,top_n,months\nlate,1,streak,recovered,100,1,2\n");
    ck_bonus("2026-10", false, "E1 late 100.00\n");
    company_load(&c, "payments.csv", PAYMENTS "P4,A2,2026-09-07,9000\n");
    ck_bonus("2026-10", false, "");
}
END_TEST

START_TEST(loading)
{
    struct cx_scores *scores = scored("2026-10");
    struct cx_period september = period_of("2026-09"), august = period_of("2026-08");
    struct sealed_tops tops;
    seal_month("2026-09");
    ck_assert_int_eq(sealed_tops_load(&tops, c.db, &september, "run", scores->org, &c.err), 1);
    ck_assert_uint_eq(tops.count, 1);
    ck_assert_str_eq(scores->org->people[tops.people[0]].key, "E1");
    sealed_tops_fini(&tops);
    ck_assert_int_eq(sealed_tops_load(&tops, c.db, &september, "other", scores->org, &c.err), 0);
    ck_assert_uint_eq(tops.count, 0);
    sealed_tops_fini(&tops);
    ck_assert_int_eq(sealed_tops_load(&tops, c.db, &august, "run", scores->org, &c.err), 0);
    sealed_tops_fini(&tops);
    cx_scores_free(scores);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, text);
    tcase_add_test(tc, as_it_was_sealed);
    tcase_add_test(tc, new_rule);
    tcase_add_test(tc, loading);
}

UNIT_MAIN("seal/tops")
