/* sheet/gaps: working days without events, where most others have some. August 2026 begins on a
 * Saturday, October on a Thursday. */
#include "bonuses.h"
#include "sheet/ready.h"
#include "unit.h"

#define LATER "2026-12-01"

static cx_date day_of(const char *text)
{
    cx_date day = 0;
    ck_assert_int_eq(cx_date_parse(&day, text, strlen(text), CX_ORDER_YMD), CX_DATE_OK);
    return day;
}

/* A contact on each day from one to the other, both included, of some weekdays (bit 1: Monday). */
static void call(const char *from, const char *to, unsigned weekdays)
{
    struct cx_buf text = {0};
    char day[CX_DATE_TEXT];
    cx_buf_puts(&text, "contact_id,employee_id,started_at\n");
    for (cx_date at = day_of(from); at <= day_of(to); at++) {
        cx_date_format(day, at);
        if (weekdays >> cx_date_weekday(at) & 1)
            cx_buf_printf(&text, "C%s,E1,%s 10:00\n", day, day);
    }
    company_load(&c, "contacts.csv", cx_buf_str(&text));
    cx_buf_fini(&text);
}

/* The state of the events of October, and what is named. */
static void ck_gaps(const char *today, const char *wanted)
{
    struct cx_bonus *bonus = bonus_of("2026-10");
    struct cx_ready *ready;
    char text[256] = "";
    ck_assert_msg(cx_ready_find(&ready, c.db, bonus, day_of(today), &c.err) == 0, "%s", c.err.text);
    for (size_t i = 0; i < ready->count; i++) {
        if (strcmp(ready->items[i].check, "events") == 0)
            snprintf(text, sizeof text, "%d %s", (int)ready->items[i].state,
                     ready->items[i].note ? ready->items[i].note : "");
    }
    ck_assert_str_eq(text, wanted);
    cx_ready_free(ready);
    cx_bonus_free(bonus);
}

#define EVERY 0xffu
#define WORK  0x3eu

/* An export that ends on the 15th; payments are few in August already. */
START_TEST(half)
{
    call("2026-08-03", "2026-10-15", WORK);
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-08-05,1\nP2,A1,2026-09-09,1\nP3,A1,2026-10-09,1\n");
    ck_gaps(LATER, "1 no contacts from 2026-10-16 to 2026-10-31: is an export missing?");
    ck_gaps("2026-10-20", "0 "); /* two working days are over */
    ck_gaps("2026-10-21", "1 no contacts from 2026-10-16 to 2026-10-20: is an export missing?");
    call("2026-10-30", "2026-10-30", WORK);
    ck_gaps(LATER, "1 no contacts from 2026-10-16 to 2026-10-29: is an export missing?");
    call("2026-10-21", "2026-10-29", EVERY);
    ck_gaps(LATER, "1 no contacts from 2026-10-16 to 2026-10-20: is an export missing?");
    call("2026-10-18", "2026-10-18", EVERY); /* a Sunday, so the export has these days */
    ck_gaps(LATER, "0 ");
}
END_TEST

START_TEST(holidays)
{
    call("2026-08-03", "2026-09-30", WORK);
    call("2026-10-09", "2026-10-31", WORK);
    ck_gaps(LATER, "1 no contacts from 2026-10-01 to 2026-10-08: is an export missing?");
    company_load(&c, "holidays.csv",
                 "day\n2026-10-01\n2026-10-02\n2026-10-05\n2026-10-06\n2026-10-07\n");
    ck_gaps(LATER, "0 ");
}
END_TEST

/* By the first month alone; what is before the first event ever is no gap. */
START_TEST(first_month)
{
    call("2026-10-08", "2026-10-13", WORK);
    ck_gaps(LATER, "0 "); /* four working days tell nothing */
    call("2026-10-14", "2026-10-16", WORK);
    ck_gaps(LATER, "1 no contacts from 2026-10-17 to 2026-10-31: is an export missing?");
    call("2026-10-20", "2026-10-31", WORK);
    ck_gaps(LATER, "0 ");
}
END_TEST

/* Who calls on Mondays only, or on four of five days. */
START_TEST(few)
{
    call("2026-08-03", "2026-10-12", 1u << 1);
    ck_gaps(LATER, "0 ");
    call("2026-08-03", "2026-10-12", 0x1eu); /* Monday to Thursday */
    call("2026-10-20", "2026-10-31", 0x1eu);
    ck_gaps(LATER, "1 no contacts from 2026-10-13 to 2026-10-19: is an export missing?");
    call("2026-10-19", "2026-10-19", WORK);
    ck_gaps(LATER, "0 ");
}
END_TEST

/* A day whose events have moved to another is listed still. */
START_TEST(moved)
{
    call("2026-08-03", "2026-10-30", WORK);
    ck_gaps(LATER, "0 ");
    company_load(&c, "contacts.csv",
                 "contact_id,employee_id,started_at\nC2026-10-28,E1,2026-10-27 10:00\n"
                 "C2026-10-29,E1,2026-10-27 10:00\nC2026-10-30,E1,2026-10-27 10:00\n");
    ck_gaps(LATER, "1 no contacts from 2026-10-28 to 2026-10-31: is an export missing?");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, half);
    tcase_add_test(tc, holidays);
    tcase_add_test(tc, first_month);
    tcase_add_test(tc, few);
    tcase_add_test(tc, moved);
}

UNIT_MAIN("gaps")
