/* fact/kept: what the database has of sums already, and where they go when it can't be written. */
#include "fact/kept.h"

#include "keeping.h"
#include "unit.h"

START_TEST(days_are_kept)
{
    measure(&m, "2026-10");
    ck_count(&m, "E1", "sum", 3);
    ck_assert_str_eq(ask(FEEDBACK_DAYS), "31");
    /* What stands there is what is read. */
    ck_assert_int_eq(cx_db_exec(m.c.db, "DELETE FROM feedback", &m.c.err), 0);
    measure(&m, "2026-10");
    ck_count(&m, "E1", "sum", 3);
    /* A day without a row is added up. */
    ck_assert_int_eq(cx_db_exec(m.c.db,
                                "DELETE FROM day_sums WHERE fact = 'feedback' AND day = "
                                "(SELECT min(day) FROM day_sums)",
                                &m.c.err),
                     0);
    measure(&m, "2026-10");
    ck_count(&m, "E1", "sum", 2);
    ck_assert_str_eq(ask(FEEDBACK_DAYS), "30"); /* nothing tells of it any more */
}
END_TEST

/* Days before the first of which anything tells have no sums; an earlier one may come. */
START_TEST(empty_days_are_not_kept)
{
    measure(&m, "1900-01..2026-10");
    ck_assert_str_eq(ask(FEEDBACK_DAYS), "31");
    company_load(&m.c, "feedback.csv",
                 "feedback_id,employee_id,at,score\nF0,E1,1969-12-31 23:00:00,8\n");
    measure(&m, "1900-01..1970-01");
    ck_count(&m, "", "sum", 8);
    ck_assert_str_eq(ask(FEEDBACK_DAYS), "63");
    cx_db_set_now(m.c.db, (cx_time)cx_period_month(2026, 11).from * 86400);
    measure(&m, "2026-11..2200-12");
    ck_assert_str_eq(ask(FEEDBACK_DAYS), "64");
}
END_TEST

START_TEST(another_definition)
{
    measure(&m, "2026-10");
    company_load(&m.c, "measures.csv",
                 "measure_id,fact,unit,value,where\nsum,feedback,number,score * 10,\n");
    ck_assert_int_eq(cx_db_exec(m.c.db, "DELETE FROM contacts", &m.c.err), 0);
    measure(&m, "2026-10-02");
    ck_count(&m, "E1", "sum", 20);
    ck_assert_str_eq(ask(FEEDBACK_DAYS), "1");
    ck_assert_str_eq(ask("SELECT count(*) FROM day_sums WHERE fact = 'contact'"), "31");
}
END_TEST

START_TEST(what_measures_ask_for)
{
    struct kept kept;
    measure(&m, "2026-10");
    ck_assert_int_eq(kept_init(&kept, m.c.db, m.plan, m.org, &m.c.err), 0);
    ck_assert(kept.is_known[CX_FACT_FEEDBACK]);
    ck_assert(!kept_uses_account(&kept) && !kept_uses_contacts(&kept, CX_FACT_PAYMENT));
    kept_fini(&kept);
    company_load(&m.c, "measures.csv",
                 "measure_id,fact,unit,value,where\nn,contact,count,1,DPD > 3\n"
                 "paid,payment,money,amount,contact_channel = 'sms'\n");
    measure(&m, "2026-10-01");
    ck_assert_int_eq(kept_init(&kept, m.c.db, m.plan, m.org, &m.c.err), 0);
    ck_assert(kept_uses_account(&kept) && kept_uses_contacts(&kept, CX_FACT_PAYMENT));
    kept_fini(&kept);
}
END_TEST

/* Sums that were edited, or moved to another day, are refused and not added up. */
START_TEST(edited)
{
    static const char *const edits[] = {
        "UPDATE day_sums SET sums = x'00' WHERE fact = 'feedback'",
        "UPDATE day_sums SET sums = zeroblob(length(sums)) WHERE fact = 'feedback'",
        "UPDATE OR REPLACE day_sums SET day = day + 1 WHERE fact = 'feedback' AND sums <> x'00'"};
    measure(&m, "2026-10");
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        struct cx_period period = {0};
        struct cx_sums *sums = NULL;
        m.c.err = (struct cx_err){0};
        ck_assert_int_eq(cx_db_begin(m.c.db, &m.c.err), 0);
        ck_assert_msg(cx_db_exec(m.c.db, edits[i], &m.c.err) == 0, "%s", m.c.err.text);
        ck_assert_int_eq(cx_period_parse(&period, "2026-10", 0, &m.c.err), 0);
        ck_assert_int_eq(cx_sums_compute(&sums, m.c.db, m.plan, m.org, &period, 1, &m.c.err),
                         CX_EWORLD);
        ck_assert_ptr_nonnull(strstr(m.c.err.text, "the kept sums of feedback from 2026-10-0"));
        cx_db_rollback(m.c.db);
    }
    measure(&m, "2026-10");
    ck_count(&m, "E1", "sum", 3);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, days_are_kept);
    tcase_add_test(tc, empty_days_are_not_kept);
    tcase_add_test(tc, another_definition);
    tcase_add_test(tc, what_measures_ask_for);
    tcase_add_test(tc, edited);
}

UNIT_MAIN("kept")
