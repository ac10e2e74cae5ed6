/* store/part: which part of a company a database is, and whose a customer is. */
#include "store/part.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"

static struct cx_db *db;
static struct cx_err err;

static void set_up(void)
{
    err = (struct cx_err){0};
    ck_assert_int_eq(cx_db_open(&db, NULL, CX_DB_CREATE, &err), 0);
    ck_assert_int_eq(cx_db_begin(db, &err), 0);
}

static void tear_down(void)
{
    cx_db_close(db);
}

/* These figures never change: customers would move. printf %s C000001 | sha256sum begins with
 * 602dcf01d26cb5bc, which is 6930423008325318076. */
START_TEST(customers_never_move)
{
    static const struct {
        const char *id;
        int of_8, of_1000;
    } known[] = {{"C000001", 5, 77}, {"C000002", 5, 613}, {"李雷", 3, 203}, {"", 5, 653}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        ck_assert_int_eq(cx_part_of(known[i].id, strlen(known[i].id), 8), known[i].of_8);
        ck_assert_int_eq(cx_part_of(known[i].id, strlen(known[i].id), 1000), known[i].of_1000);
    }
}
END_TEST

START_TEST(parts_are_even)
{
    int count[8] = {0};
    char id[16];
    for (int i = 0; i < 80000; i++) {
        snprintf(id, sizeof id, "C%06d", i);
        count[cx_part_of(id, strlen(id), 8) - 1]++;
    }
    for (int i = 0; i < 8; i++)
        ck_assert_int_lt(abs(count[i] - 10000), 500);
}
END_TEST

START_TEST(a_database_stays_what_it_is)
{
    const struct cx_part third = {3, 8}, fourth = {4, 8}, other = {3, 9};
    struct cx_part part = {9, 9};
    ck_assert_int_eq(cx_part_load(&part, db, &err), 0);
    ck_assert_int_eq(part.parts, 0);
    ck_assert_int_eq(cx_part_put(db, &third, &err), 0);
    ck_assert_int_eq(cx_part_put(db, &third, &err), 0);
    ck_assert_int_eq(cx_part_load(&part, db, &err), 0);
    ck_assert_int_eq(part.number, 3);
    ck_assert_int_eq(part.parts, 8);
    ck_assert_int_eq(cx_part_is_head(db, &err), 0);
    ck_assert_int_eq(cx_part_need_events(db, "aging", &err), 0);
    ck_assert_int_eq(cx_part_put(db, &fourth, &err), CX_EDATA);
    ck_assert_str_eq(err.text, "this database is part 3 of 8, not part 4 of 8: customers never "
                               "move to another part, and other parts need databases of their own");
    err = (struct cx_err){0};
    ck_assert_int_eq(cx_part_put(db, &other, &err), CX_EDATA);
}
END_TEST

START_TEST(a_head_has_no_events)
{
    const struct cx_part head = {0, 8};
    ck_assert_int_eq(cx_part_is_head(db, &err), 0);
    ck_assert_int_eq(cx_part_put(db, &head, &err), 0);
    ck_assert_int_eq(cx_part_is_head(db, &err), 1);
    ck_assert_int_eq(cx_part_need_events(db, "aging", &err), CX_EDATA);
    ck_assert_str_eq(err.text, "aging: this is the head's database, which has sums, but no "
                               "accounts, payments and contacts: ask the parts' databases");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, customers_never_move);
    tcase_add_test(tc, parts_are_even);
    tcase_add_test(tc, a_database_stays_what_it_is);
    tcase_add_test(tc, a_head_has_no_events);
}

UNIT_MAIN("part")
