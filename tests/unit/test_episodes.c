/* import/episodes: one holder an account and day, whatever the order of the rows. */
#include "company.h"
#include "unit.h"

static struct company c;

static void set_up(void)
{
    company_open(&c);
    company_add(&c, "teams.csv", "team_id\nT1\n");
    company_add(&c, "employees.csv",
                "employee_id,team_id,hired_on\nE1,T1,2026-01-01\n"
                "E2,T1,2026-01-01\n");
    company_add(&c, "accounts.csv",
                "account_id,due_on,amount\nA1,2026-09-01,100\n"
                "A2,2026-09-01,100\n");
    company_add(&c, "assignments.csv",
                "account_id,employee_id,from,to\n"
                "A1,E1,2026-10-01,2026-10-11\nA1,E2,2026-10-11,\n");
    company_take(&c);
}

static void tear_down(void)
{
    company_close(&c);
}

/* All episodes as account employee from-to, days of October 2026. */
static const char *episodes(void)
{
    return company_ask(&c, "SELECT group_concat('A' || (account_id >> 9) || ' E' || "
                           "(employee_id >> 9) || ' ' || (\"from\" - 20726) || '-' || "
                           "coalesce(\"to\" - 20726, ''), ', ') FROM (SELECT * FROM assignments "
                           "ORDER BY account_id, \"from\")");
}

START_TEST(touching_ones)
{
    ck_assert_str_eq(episodes(), "A1 E1 1-11, A1 E2 11-");
    ck_assert_int_eq(c.results[3].added, 2);
}
END_TEST

START_TEST(the_same_again)
{
    company_load(&c, "assignments.csv",
                 "account_id,employee_id,from,to\n"
                 "A1,E1,2026-10-01,2026-10-11\nA1,E2,2026-10-11,\n");
    ck_assert_int_eq(c.results[0].same, 2);
    ck_assert_int_eq(c.results[0].added + c.results[0].changed, 0);
}
END_TEST

START_TEST(twice_in_a_file)
{
    company_refuse(&c, "assignments.csv",
                   "account_id,employee_id,from,to\nA2,E1,2026-10-01,\nA2,E2,2026-10-01,\n",
                   "assignments.csv:3: from: \"A2 2026-10-01\" is in the file twice with different "
                   "values: keep one of the two rows\n");
}
END_TEST

/* One ends and the next begins: right in the end, whichever row comes first. */
START_TEST(handed_over)
{
    company_load(&c, "assignments.csv",
                 "account_id,employee_id,from,to\n"
                 "A1,E1,2026-10-21,\nA1,E2,2026-10-11,2026-10-21\n");
    ck_assert_str_eq(episodes(), "A1 E1 1-11, A1 E2 11-21, A1 E1 21-");
    ck_assert_int_eq(c.results[0].added, 1);
    ck_assert_int_eq(c.results[0].changed, 1);
    /* The bound between two episodes moves, the later row first. */
    company_load(&c, "assignments.csv",
                 "account_id,employee_id,from,to\n"
                 "A1,E2,2026-10-11,2026-10-15\n");
    ck_assert_str_eq(episodes(), "A1 E1 1-11, A1 E2 11-15, A1 E1 21-");
}
END_TEST

static const char *heard(const char *rows)
{
    company_load(&c, "assignments.csv", rows);
    return cx_buf_str(&c.said);
}

START_TEST(another_holder_from_the_first_day)
{
    c.options.note = company_hear;
    ck_assert_str_eq(heard("account_id,employee_id,from,to\nA1,E2,2026-10-01,2026-10-11\n"
                           "A2,E1,2026-10-01,\n"),
                     "assignments.csv: 1 episode has another holder from its first day on: A1 from "
                     "2026-10-01, E2 instead of E1, who loses what was paid since; to reassign an "
                     "account, end its episode and begin another\n");
    ck_assert_str_eq(heard("account_id,employee_id,from,to\nA2,E2,2026-10-01,\n"
                           "A1,E1,2026-10-01,2026-10-11\n"),
                     "assignments.csv: 2 episodes have another holder from their first day on (the "
                     "first: A2 from 2026-10-01, E2 instead of E1), and those before lose what was "
                     "paid since; to reassign accounts, end their episodes and begin others\n");
    /* ended, and another begun; of days to come */
    ck_assert_str_eq(heard("account_id,employee_id,from,to\nA2,E2,2026-10-01,2026-10-20\n"
                           "A2,E1,2026-10-20,2026-12-01\nA2,E1,2026-12-01,\n"),
                     "");
    ck_assert_str_eq(heard("account_id,employee_id,from,to\nA2,E2,2026-12-01,\n"), "");
}
END_TEST

START_TEST(overlaps_with_what_is_there)
{
    company_refuse(&c, "assignments.csv",
                   "account_id,employee_id,from,to\n"
                   "A2,E1,2026-10-01,\nA1,E1,2026-10-20,2026-10-21\n",
                   "assignments.csv:3: from: overlaps the episode from 2026-10-11: an account has "
                   "one holder at a time: end the other episode first (column to)\n");
    ck_assert_str_eq(episodes(), "A1 E1 1-11, A1 E2 11-");
    ck_assert_str_eq(c.err.text, "1 row is bad: nothing was imported");
}
END_TEST

START_TEST(overlaps_within_the_file)
{
    company_refuse(&c, "assignments.csv",
                   "account_id,employee_id,from,to\n"
                   "A2,E1,2026-10-05,\nA2,E2,2026-10-01,2026-10-06\n",
                   "assignments.csv:3: from: overlaps the episode from 2026-10-01 in line 2: an "
                   "account has one holder at a time: end the other episode first (column to)\n");
}
END_TEST

/* With rejects the overlapping row stays out, and what it would have changed stays as it was. */
START_TEST(rejected)
{
    c.options.rejects = company_write(&c, "bad.csv", "");
    company_add(&c, "assignments.csv",
                "account_id,employee_id,from,to\n"
                "A2,E1,2026-10-01,\nA1,E1,2026-10-01,2026-10-12\n");
    ck_assert_int_eq(company_import(&c), CX_EDATA);
    ck_assert_str_eq(episodes(), "A1 E1 1-11, A1 E2 11-, A2 E1 1-");
    ck_assert_int_eq(c.results[0].rejected, 1);
    ck_assert_int_eq(c.results[0].added, 1);
    FILE *file = fopen(c.options.rejects, "r");
    char text[400] = "";
    ck_assert_uint_gt(fread(text, 1, sizeof text - 1, file), 0);
    fclose(file);
    ck_assert_ptr_nonnull(strstr(text, "\n3,from: overlaps the episode from 2026-10-11"));
    ck_assert_ptr_nonnull(strstr(text, ",A1,E1,2026-10-01,2026-10-12\n"));
}
END_TEST

/* Also where somebody writes to the table himself. */
START_TEST(the_table_holds_it_too)
{
    struct cx_err err = {0};
    ck_assert_int_lt(cx_db_exec(c.db,
                                "INSERT INTO assignments SELECT account_id, 20740, NULL, "
                                "employee_id FROM assignments LIMIT 1",
                                &err),
                     0);
    ck_assert_ptr_nonnull(strstr(err.text, "overlap"));
    err = (struct cx_err){0};
    ck_assert_int_lt(
        cx_db_exec(c.db, "UPDATE assignments SET \"to\" = 20740 WHERE \"from\" = 20727", &err), 0);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, touching_ones);
    tcase_add_test(tc, the_same_again);
    tcase_add_test(tc, twice_in_a_file);
    tcase_add_test(tc, handed_over);
    tcase_add_test(tc, another_holder_from_the_first_day);
    tcase_add_test(tc, overlaps_with_what_is_there);
    tcase_add_test(tc, overlaps_within_the_file);
    tcase_add_test(tc, rejected);
    tcase_add_test(tc, the_table_holds_it_too);
}

UNIT_MAIN("episodes")
