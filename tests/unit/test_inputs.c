/* seal/inputs: what a seal says of the data. */
#include "scratch.h"
#include "sealing.h"
#include "unit.h"
#include "written.h"

static const char *inputs_of(struct cx_db *db, struct inputs *inputs)
{
    static char text[4096];
    struct cx_err err = {0};
    struct cx_buf csv = {0};
    struct cx_table *table = cx_table_into(&csv, CX_FORMAT_CSV);
    ck_assert_msg(inputs_count(inputs, db, &err) == 0, "%s", err.text);
    ck_assert_msg(inputs_table(table, db, inputs, &err) == 0, "%s", err.text);
    char *all = written(table, &csv);
    snprintf(text, sizeof text, "%s", all);
    free(all);
    return text;
}

START_TEST(totals)
{
    struct inputs inputs = {0};
    char wanted[512], rows[16], hash[CX_HASH_TEXT];
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-09-05,1000\nP2,A1,2026-09-06,-0.01\n");
    const char *text = inputs_of(c.db, &inputs);
    snprintf(rows, sizeof rows, "%s", company_ask(&c, "SELECT max(seq) FROM audit"));
    snprintf(hash, sizeof hash, "%s",
             company_ask(&c, "SELECT hash FROM audit ORDER BY seq DESC LIMIT 1"));
    snprintf(wanted, sizeof wanted,
             "name,rows,amount,hash\naudit,%s,,%s\nteams,3,,\nemployees,4,,\ncustomers,0,,\n"
             "accounts,4,36000000.00,\nassignments,4,,\npayments,2,999.99,\n",
             rows, hash);
    ck_assert_msg(strncmp(text, wanted, strlen(wanted)) == 0, "%s", text);
    ck_assert_ptr_null(strstr(text, "targets")); /* of the plan: all of it is kept */
    ck_assert_ptr_null(strstr(text, "rules"));
    inputs_fini(&inputs);
}
END_TEST

/* Counted ahead, and again only if another has changed something since. */
START_TEST(ahead)
{
    struct scratch s;
    struct inputs inputs = {0};
    scratch_open(&s);
    struct cx_db *db = opened(s.path, CX_DB_CREATE), *other = opened(s.path, CX_DB_WRITE);
    ck_assert_ptr_nonnull(strstr(inputs_of(db, &inputs), "\nteams,0,"));
    run(db, "INSERT INTO teams (team_id) VALUES (1)"); /* which can't be by others */
    ck_assert_ptr_nonnull(strstr(inputs_of(db, &inputs), "\nteams,0,"));
    run(other, "INSERT INTO teams (team_id) VALUES (2)");
    ck_assert_ptr_nonnull(strstr(inputs_of(db, &inputs), "\nteams,2,"));
    inputs_fini(&inputs);
    cx_db_close(other);
    cx_db_close(db);
    scratch_close(&s);
}
END_TEST

static void put_team(void *context)
{
    run(context, "INSERT INTO teams (team_id) SELECT coalesce(max(team_id), 0) + 1 FROM teams");
}

/* Counts of several states are counted again. */
START_TEST(of_several_states)
{
    struct scratch s;
    struct inputs inputs = {0};
    struct cx_err err = {0};
    scratch_open(&s);
    struct cx_db *db = opened(s.path, CX_DB_CREATE), *other = opened(s.path, CX_DB_WRITE);
    cx_db_at_rest(db, put_team, other);
    cx_db_may_rest(db, true);
    ck_assert_int_eq(cx_db_begin_read(db, &err), 0);
    ck_assert_int_eq(inputs_count(&inputs, db, &err), 0);
    cx_db_end(db);
    cx_db_may_rest(db, false);
    int64_t teams = ask(db, "SELECT count(*) FROM teams");
    char wanted[40];
    ck_assert_int_gt(teams, 1);
    snprintf(wanted, sizeof wanted, "\nteams,%lld,", (long long)teams);
    ck_assert_ptr_nonnull(strstr(inputs_of(db, &inputs), wanted));
    inputs_fini(&inputs);
    cx_db_close(other);
    cx_db_close(db);
    scratch_close(&s);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, totals);
    tcase_add_test(tc, ahead);
    tcase_add_test(tc, of_several_states);
}

UNIT_MAIN("seal/inputs")
