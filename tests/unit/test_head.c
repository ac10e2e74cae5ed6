/* parts/head: what the parts add up to is kept, and scored from. */
#include "parts/head.h"

#include "score/score.h"
#include "staff.h"
#include "unit.h"
#include "views.h"

/* A company as a whole is c; its head has the plan and the posts. */
static struct cx_buf stream;

static void set_up(void)
{
    staff_open();
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-10-10,150\nP2,A2,2026-10-11,250\nP3,A1,2026-09-01,100\n");
}

static void tear_down(void)
{
    cx_buf_fini(&stream);
    staff_close();
}

static void take_stream(const char *name)
{
    const struct cx_period period = period_of(name);
    cx_buf_clear(&stream);
    struct cx_table *table = cx_table_into(&stream, CX_FORMAT_CSV);
    ck_assert_int_eq(view_end(table, cx_partial_table(table, c.db, &period, NULL, &c.err)), 0);
}

static void become_head(void)
{
    ck_assert_int_eq(
        cx_db_exec(c.db, "DELETE FROM payments; INSERT INTO part VALUES (0, 1)", &c.err), 0);
}

static int keep(const char *name, int64_t now)
{
    const struct cx_period period = period_of(name);
    const struct cx_keeping keeping = {now, "cx-score --keep", false};
    struct cx_merge *merge = NULL;
    c.err = (struct cx_err){0};
    ck_assert_int_eq(cx_merge_text(&merge, cx_buf_str(&stream), "stream", &c.err), 0);
    int rc = cx_head_keep(c.db, &period, merge, &keeping, &c.err);
    cx_merge_free(merge);
    return rc;
}

/* The company's income as the database now says it, in cents. */
static int income(int64_t *cents, const char *name)
{
    const struct cx_period period = period_of(name);
    struct cx_scores *scores = NULL;
    c.err = (struct cx_err){0};
    int rc = cx_scores_compute(&scores, c.db, &period, &c.err);
    if (rc == 0)
        *cents = cx_scores_value(scores, cx_subject_of_company(scores->org),
                                 cx_plan_quantity(scores->plan, "income", 6));
    cx_scores_free(scores);
    return rc;
}

START_TEST(kept_sums_are_scored)
{
    int64_t cents = 0;
    take_stream("2026-10");
    become_head();
    ck_assert_int_eq(income(&cents, "2026-10"), CX_EDATA);
    ck_assert_str_eq(c.err.text, "the head has no sums of 2026-09: merge those of the parts, with "
                                 "cx-score -p 2026-09 --merge --keep");
    ck_assert_msg(keep("2026-10", c.options.now + 86400) == 0, "%s", c.err.text);
    ck_assert_msg(income(&cents, "2026-10") == 0, "%s", c.err.text);
    ck_assert_int_eq(cents, 40000);
    ck_assert_str_eq(company_ask(&c, "SELECT program FROM audit ORDER BY seq DESC LIMIT 1"),
                     "cx-score");
}
END_TEST

/* What was kept last counts, whether a stream was of the period or of the one after it. */
START_TEST(the_last_counts)
{
    int64_t cents = 0;
    struct cx_buf before = {0};
    take_stream("2026-09");
    cx_buf_puts(&before, cx_buf_str(&stream));
    company_load(&c, "payments.csv", PAYMENTS "P4,A2,2026-09-02,11\n");
    take_stream("2026-10");
    become_head();
    ck_assert_int_eq(keep("2026-10", c.options.now + 86400), 0);
    cx_buf_clear(&stream);
    cx_buf_puts(&stream, cx_buf_str(&before));
    ck_assert_int_eq(keep("2026-09", c.options.now + 86400 - 1), 0);
    ck_assert_msg(income(&cents, "2026-09") == 0, "%s", c.err.text);
    ck_assert_int_eq(cents, 11100);
    ck_assert_int_eq(keep("2026-09", c.options.now + 86400 + 1), 0);
    ck_assert_int_eq(income(&cents, "2026-09"), 0);
    ck_assert_int_eq(cents, 10000);
    cx_buf_fini(&before);
}
END_TEST

/* Sums that were kept within a month are not those to pay it by. */
START_TEST(too_early)
{
    int64_t cents = 0;
    take_stream("2026-10");
    become_head();
    ck_assert_int_eq(keep("2026-10", c.options.now), 0);
    cx_db_set_now(c.db, c.options.now);
    ck_assert_msg(income(&cents, "2026-10") == 0, "%s", c.err.text);
    cx_db_set_now(c.db, c.options.now + 2 * 86400);
    ck_assert_int_eq(income(&cents, "2026-10"), CX_EDATA);
    ck_assert_str_eq(c.err.text, "the sums of 2026-10 were merged on 2026-10-31, before it was "
                                 "over: merge those of the parts again, with cx-score -p 2026-10 "
                                 "--merge --keep");
}
END_TEST

static const char *first_event(void)
{
    static char text[CX_DATE_TEXT];
    cx_date day = 0;
    ck_assert_int_eq(cx_head_first_event(&day, c.db, &c.err), 0);
    return day == CX_DATE_NONE ? "none" : cx_date_format(text, day);
}

/* In a head, as it was told when sums were last kept. */
START_TEST(the_first_event)
{
    struct cx_buf before = {0};
    ck_assert_str_eq(first_event(), "2026-09-01");
    take_stream("2026-09");
    cx_buf_puts(&before, cx_buf_str(&stream));
    company_load(&c, "payments.csv", PAYMENTS "P4,A2,2026-08-02,11\n");
    take_stream("2026-10");
    become_head();
    ck_assert_str_eq(first_event(), "none");
    ck_assert_int_eq(keep("2026-10", c.options.now), 0);
    ck_assert_str_eq(first_event(), "2026-08-02");
    cx_buf_clear(&stream);
    cx_buf_puts(&stream, cx_buf_str(&before));
    ck_assert_int_eq(keep("2026-09", c.options.now - 1), 0);
    ck_assert_str_eq(first_event(), "2026-08-02");
    ck_assert_int_eq(keep("2026-09", c.options.now + 1), 0);
    ck_assert_str_eq(first_event(), "2026-09-01");
    cx_buf_fini(&before);
}
END_TEST

START_TEST(no_head)
{
    take_stream("2026-10");
    ck_assert_int_eq(keep("2026-10", c.options.now), CX_EDATA);
    ck_assert_str_eq(c.err.text, "only a head's database keeps what parts add up to: cx-import "
                                 "--part=0/N makes one of N parts");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, kept_sums_are_scored);
    tcase_add_test(tc, the_last_counts);
    tcase_add_test(tc, too_early);
    tcase_add_test(tc, the_first_event);
    tcase_add_test(tc, no_head);
}

UNIT_MAIN("head")
