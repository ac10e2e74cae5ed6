/* conduct/days: where the contacts of a day stand. */
#include "conduct/days.h"

#include "scratch.h"
#include "unit.h"

#define ID(number, shape) ((int64_t)(number) << 9 | (shape))

START_TEST(spans)
{
    struct cx_db *db = opened(NULL, CX_DB_CREATE);
    struct cx_err err = {0};
    cx_date last = 0;
    ck_assert_int_eq(days_last(&last, db, &err), 0);
    ck_assert_int_eq(last, -CX_DATE_NONE);
    for (int round = 0; round < 2; round++) {
        struct days *days = days_new();
        days_note(days, 5, ID(7, 1));
        days_note(days, 5, ID(3 - round, 1));
        days_note(days, 5, ID(5, 2));
        days_note(days, -4, ID(9 + round, 1));
        days_note(days, 5, ID(6, 1));
        ck_assert_int_eq(days_write(days, db, &err), 0);
        days_free(days);
    }
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM contact_days"), 3);
    ck_assert_int_eq(ask(db, "SELECT first >> 9 FROM contact_days WHERE day = 5 AND shape = 1"), 2);
    ck_assert_int_eq(ask(db, "SELECT last >> 9 FROM contact_days WHERE day = 5 AND shape = 1"), 7);
    ck_assert_int_eq(ask(db, "SELECT last >> 9 FROM contact_days WHERE day = -4"), 10);
    ck_assert_int_eq(days_last(&last, db, &err), 0);
    ck_assert_int_eq(last, 5);
    cx_db_close(db);
    days_free(NULL);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, spans);
}

UNIT_MAIN("days")
