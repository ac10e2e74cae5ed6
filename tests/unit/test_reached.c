/* report/reached: a thread of its own reads what one reads otherwise. */
#include "report/reached.h"

#include "fact/wall.h"
#include "many.h"
#include "unit.h"

static struct measured m;
static struct scratch s;

static void set_up(void)
{
    struct cx_err err = {0};
    many_open(&m, &s, NULL);
    ck_assert_int_eq(cx_org_load(&m.org, m.c.db, &err), 0);
}

static void tear_down(void)
{
    measured_close(&m);
    scratch_close(&s);
}

static void hear(void *context, const struct contact_made *contact)
{
    *(int *)context += contact->post >= 0;
}

/* October, of a database; *heard: its contacts. */
static struct reached *october(struct cx_db *db, int *heard)
{
    const struct cx_period october = cx_period_month(2026, 10);
    const struct contact_listener too = {hear, heard};
    struct reached *reached = NULL;
    struct cx_err err = {0};
    *heard = 0;
    ck_assert_msg(reached_begin(&reached, db, NULL, m.org, &october, &too, &err) == 0, "%s",
                  err.text);
    ck_assert_msg(reached_end(reached, &err) == 0, "%s", err.text);
    return reached;
}

static void ck_same(const struct reached *a, const struct reached *b)
{
    struct ledger_account left, right;
    size_t count = cx_subject_count(m.org) * CONTACTED_CHANNELS;
    ck_assert_mem_eq(a->contacted, b->contacted, count * sizeof *a->contacted);
    ck_assert_uint_eq(a->ledger->archive->count, b->ledger->archive->count);
    for (size_t i = 0; i < a->ledger->archive->count; i++) {
        ck_assert(ledger_account(&left, a->ledger, i) && ledger_account(&right, b->ledger, i));
        ck_assert_int_eq(left.before, right.before);
        ck_assert_int_eq(left.after, right.after);
        ck_assert_int_eq(left.paid, right.paid);
    }
}

START_TEST(the_same)
{
    struct cx_db *file = opened(s.path, CX_DB_READ);
    int heard, heard_again;
    struct reached *alone = october(m.c.db, &heard), *beside;
    ck_assert_int_eq(cx_db_begin_read(file, &m.c.err), 0);
    beside = october(file, &heard_again);
    ck_assert_int_eq(heard, MANY);
    ck_assert_int_eq(heard_again, MANY);
    ck_same(alone, beside);
    reached_free(alone);
    reached_free(beside);
    cx_db_close(file);
}
END_TEST

/* A second connection would see what is later. */
START_TEST(behind_a_wall)
{
    const cx_time now = (cx_time)(cx_period_month(2026, 10).from + 2) * 86400;
    struct cx_db *file = opened(s.path, CX_DB_READ);
    int heard, heard_again;
    ck_assert_int_eq(cx_wall_raise(m.c.db, now, CX_DATE_NONE, &m.c.err), 0);
    struct reached *alone = october(m.c.db, &heard), *beside;
    ck_assert_int_eq(cx_db_begin_read(file, &m.c.err), 0);
    ck_assert_int_eq(cx_wall_raise(file, now, CX_DATE_NONE, &m.c.err), 0);
    beside = october(file, &heard_again);
    ck_assert_int_gt(heard, 0);
    ck_assert_int_lt(heard, MANY);
    ck_assert_int_eq(heard, heard_again);
    ck_same(alone, beside);
    reached_free(alone);
    reached_free(beside);
    cx_db_close(file);
}
END_TEST

/* Somebody failed, and waits for nothing. */
START_TEST(given_up)
{
    const struct cx_period october = cx_period_month(2026, 10);
    struct cx_db *file = opened(s.path, CX_DB_READ);
    struct reached *reached = NULL;
    ck_assert_int_eq(cx_db_begin_read(file, &m.c.err), 0);
    ck_assert_int_eq(reached_begin(&reached, file, NULL, m.org, &october, NULL, &m.c.err), 0);
    reached_free(reached);
    reached_free(NULL);
    cx_db_close(file);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, the_same);
    tcase_add_test(tc, behind_a_wall);
    tcase_add_test(tc, given_up);
}

UNIT_MAIN("reached")
