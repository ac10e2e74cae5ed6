/* assign/moves: the list of moves, and the transaction around them. */
#include "assign/moves.h"

#include "hands.h"
#include "unit.h"

/* How work, below, goes. */
static bool fails, idle;

static void set_up(void)
{
    fails = idle = false;
    staff_open();
}

static int id_of(const char *text, int64_t *id)
{
    return cx_id_find(id, c.db, text, strlen(text), &c.err);
}

START_TEST(written)
{
    struct cx_moves *moves = moves_new();
    int64_t account, e1, e2;
    char stage[] = "phone";
    struct cx_buf text = {0};
    struct cx_table *table = cx_table_into(&text, CX_FORMAT_CSV);
    ck_assert_int_eq(id_of("A1", &account) + id_of("E1", &e1) + id_of("E2", &e2), 0);
    snprintf(moves_add(moves, account, 20757, e1, e2, stage)->reason, 80, "because, so");
    snprintf(moves_add(moves, account, 20758, 0, e1, NULL)->reason, 80, "new");
    stage[0] = 'X'; /* the list keeps its own */
    ck_assert_int_eq(view_end(table, cx_moves_table(table, moves, c.db, &c.err)), 0);
    ck_assert_str_eq(cx_buf_str(&text),
                     MOVES "A1,2026-10-31,phone,E1,E2,\"because, so\"\nA1,2026-11-01,,,E1,new\n");
    cx_buf_fini(&text);
    cx_moves_free(moves);
}
END_TEST

/* Takes A1 from E1; fails at the end where `fails`, or finds nothing where `idle`. */
static int work(struct cx_moves *moves, struct cx_db *db, const struct cx_plan *plan, cx_date today,
                struct cx_err *err)
{
    int64_t account, e1;
    ck_assert_int_eq(today, 20757);
    ck_assert_ptr_nonnull(plan);
    ck_assert_int_eq(id_of("A1", &account) + id_of("E1", &e1), 0);
    if (!idle)
        moves_add(moves, account, today, e1, 0, NULL);
    int rc = cx_db_exec(db, "UPDATE assignments SET \"to\" = 20757", err);
    return fails ? cx_err_set(err, CX_EDATA, "no") : rc;
}

static int transact(bool dry_run, size_t count)
{
    struct cx_assign_options options = assign_options();
    struct cx_moves *moves = NULL;
    options.dry_run = dry_run;
    c.err = (struct cx_err){0};
    int rc = moves_transact(&moves, c.db, &options, work, &c.err);
    ck_assert((moves == NULL) == (rc < 0));
    if (moves)
        ck_assert_uint_eq(moves->count, count);
    cx_moves_free(moves);
    return rc;
}

#define AUDITED "SELECT count(*) FROM audit WHERE program = 'cx-assign'"

START_TEST(committed_and_audited)
{
    ck_assert_int_eq(transact(false, 1), 0);
    ck_episodes("A1", "E1 2026-01-01..2026-10-31");
    ck_assert_str_eq(company_ask(&c, AUDITED " AND arguments = 'cx-assign --test'"), "1");
}
END_TEST

static void ck_untouched(void)
{
    ck_episodes("A1", "E1 2026-01-01..");
    ck_assert_str_eq(company_ask(&c, AUDITED), "0");
    ck_assert_int_eq(cx_db_begin(c.db, &c.err), 0); /* nothing was left open */
    cx_db_rollback(c.db);
}

START_TEST(dry_run)
{
    ck_assert_int_eq(transact(true, 1), 0);
    ck_untouched();
}
END_TEST

START_TEST(failed)
{
    fails = true;
    ck_assert_int_eq(transact(false, 0), CX_EDATA);
    ck_assert_str_eq(c.err.text, "no");
    ck_untouched();
}
END_TEST

/* No news is no entry in the log. */
START_TEST(no_moves)
{
    idle = true;
    ck_assert_int_eq(transact(false, 0), 0);
    ck_untouched();
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, written);
    tcase_add_test(tc, committed_and_audited);
    tcase_add_test(tc, dry_run);
    tcase_add_test(tc, failed);
    tcase_add_test(tc, no_moves);
}

UNIT_MAIN("moves")
