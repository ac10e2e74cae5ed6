/* past/days: where the events of a day stand. */
#include "past/days.h"

#include "scratch.h"
#include "unit.h"

#define ID(number, shape) ((int64_t)(number) << 9 | (shape))

START_TEST(spans)
{
    struct cx_db *db = opened(NULL, CX_DB_CREATE);
    struct cx_err err = {0};
    cx_date last = 0;
    ck_assert_int_eq(cx_days_last(&last, db, "contact", &err), 0);
    ck_assert_int_eq(last, -CX_DATE_NONE);
    ck_assert_int_eq(cx_days_first_event(&last, db, &err), 0);
    ck_assert_int_eq(last, CX_DATE_NONE);
    for (int round = 0; round < 2; round++) {
        struct cx_days *days = cx_days_new("contact");
        cx_days_note(days, 5, ID(7, 1), CX_DAYS_NEVER);
        cx_days_note(days, 5, ID(3 - round, 1), CX_DAYS_NEVER);
        cx_days_note(days, 5, ID(5, 2), CX_DAYS_NEVER);
        cx_days_note(days, -4, ID(9 + round, 1), CX_DAYS_NEVER);
        cx_days_note(days, 5, ID(6, 1), CX_DAYS_NEVER);
        ck_assert_int_eq(cx_days_write(days, db, &err), 0);
        cx_days_free(days);
    }
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM event_days"), 3);
    ck_assert_int_eq(ask(db, "SELECT first >> 9 FROM event_days WHERE day = 5 AND shape = 1"), 2);
    ck_assert_int_eq(ask(db, "SELECT last >> 9 FROM event_days WHERE day = 5 AND shape = 1"), 7);
    ck_assert_int_eq(ask(db, "SELECT last >> 9 FROM event_days WHERE day = -4"), 10);
    ck_assert_int_eq(cx_days_last(&last, db, "contact", &err), 0);
    ck_assert_int_eq(last, 5);
    ck_assert_int_eq(cx_days_first_event(&last, db, &err), 0);
    ck_assert_int_eq(last, -4);
    cx_db_close(db);
    cx_days_free(NULL);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, spans);
}

UNIT_MAIN("days")
