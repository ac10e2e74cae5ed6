/* store/rest: who rests lets others commit, and sees then what they did. */
#include <time.h>

#include "scratch.h"
#include "unit.h"

static struct scratch s;
static struct cx_db *reader, *writer;
static int rests;

static void set_up(void)
{
    scratch_open(&s);
    writer = opened(s.path, CX_DB_CREATE);
    reader = opened(s.path, CX_DB_READ);
    rests = 0;
}

static void tear_down(void)
{
    cx_db_close(reader);
    cx_db_close(writer);
    scratch_close(&s);
}

static void put(const char *name)
{
    char sql[80];
    struct cx_err err = {0};
    snprintf(sql, sizeof sql, "INSERT INTO day_sums VALUES ('%s', 1, x'00')", name);
    ck_assert_int_eq(cx_db_begin(writer, &err), 0);
    run(writer, sql);
    ck_assert_msg(cx_db_commit(writer, &err) == 0, "%s", err.text);
}

static void put_one(void *context)
{
    char name[20];
    snprintf(name, sizeof name, "%s%d", (const char *)context, rests++);
    put(name);
}

START_TEST(another_commits)
{
    struct cx_err err = {0};
    char name[] = "n";
    cx_db_at_rest(reader, put_one, name);
    ck_assert_int_eq(cx_db_begin_read(reader, &err), 0);
    ck_assert_int_eq(ask(reader, "SELECT count(*) FROM day_sums"), 0);
    ck_assert(!cx_db_rests(reader) && !cx_db_is_tired(reader));
    ck_assert_int_eq(cx_db_rest(reader, &err), 0); /* who may not doesn't */
    ck_assert_int_eq(rests, 0);
    cx_db_may_rest(reader, true);
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(ask(reader, "SELECT count(*) FROM day_sums"), i);
        ck_assert(cx_db_rests(reader) && cx_db_is_tired(reader));
        ck_assert_msg(cx_db_rest(reader, &err) == 0, "%s", err.text);
        ck_assert(cx_db_is_open(reader));
    }
    cx_db_may_rest(reader, false);
    ck_assert_int_eq(cx_db_rest(reader, &err), 0);
    ck_assert_int_eq(rests, 3);
    cx_db_end(reader);
}
END_TEST

/* Temporary tables stay. */
START_TEST(what_it_made_stays)
{
    struct cx_err err = {0};
    char name[] = "n";
    cx_db_at_rest(reader, put_one, name);
    cx_db_may_rest(reader, true);
    ck_assert_int_eq(cx_db_begin_read(reader, &err), 0);
    ck_assert_int_eq(cx_db_scratch(reader, &err), 0);
    run(reader, "CREATE TEMP TABLE made (n INTEGER); INSERT INTO made VALUES (7)");
    ck_assert_int_eq(cx_db_rest(reader, &err), 0);
    ck_assert_int_eq(ask(reader, "SELECT n FROM made"), 7);
    ck_assert_int_eq(ask(reader, "SELECT count(*) FROM day_sums"), 1);
    cx_db_end(reader);
}
END_TEST

/* Not before it has read for a while. */
START_TEST(in_time)
{
    struct cx_err err = {0};
    const struct timespec while_ = {.tv_nsec = 300000000};
    ck_assert_int_eq(cx_db_begin_read(reader, &err), 0);
    cx_db_may_rest(reader, true);
    ck_assert(!cx_db_is_tired(reader));
    nanosleep(&while_, NULL);
    ck_assert(cx_db_is_tired(reader));
    ck_assert_int_eq(cx_db_rest(reader, &err), 0);
    ck_assert(!cx_db_is_tired(reader));
    cx_db_end(reader);
}
END_TEST

static int64_t state_of(struct cx_db *db)
{
    struct cx_err err = {0};
    int64_t state = 0;
    ck_assert_msg(cx_db_state(&state, db, &err) == 0, "%s", err.text);
    return state;
}

/* Another's commit is another state; its own is not, nor what is rolled back. */
START_TEST(states)
{
    struct cx_err err = {0};
    int64_t mine, seen = state_of(reader);
    ck_assert_int_eq(cx_db_begin(writer, &err), 0);
    run(writer, "INSERT INTO day_sums VALUES ('n', 1, x'00')");
    cx_db_rollback(writer);
    ck_assert_int_eq(state_of(reader), seen);
    mine = state_of(writer);
    put("n");
    ck_assert_int_eq(state_of(writer), mine);
    ck_assert_int_ne(state_of(reader), seen);
    ck_assert_int_eq(state_of(reader), state_of(reader));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, another_commits);
    tcase_add_test(tc, what_it_made_stays);
    tcase_add_test(tc, in_time);
    tcase_add_test(tc, states);
}

UNIT_MAIN("rest")
