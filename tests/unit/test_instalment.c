/* past/instalment: what became of each instalment, and how the plan stands. */
#include "past/past.h"

#include "unit.h"

#define DAY(n)      (20727 + (n)) /* day n of October 2026, from 0 */
#define AT(n, hour) ((cx_time)DAY(n) * 86400 + (hour)*3600)
#define COUNT(list) (sizeof(list) / sizeof *(list))
#define GRACE       2

/* 100 are owed. Agreed on day 2: 30 by day 10, 30 by day 20, 40 by day 30. */
static const struct cx_past_instalment instalments[] = {
    {DAY(2), 7, 1, 3000, DAY(10)}, {DAY(2), 7, 1, 3000, DAY(20)}, {DAY(2), 7, 1, 4000, DAY(30)}};
static struct cx_past_debt debt;
static struct cx_past past;

static void set_up(void)
{
    debt = (struct cx_past_debt){.cents = 10000, .due_on = DAY(0), .closed_on = CX_DATE_NONE};
    past = (struct cx_past){
        .debt = &debt, .instalments = instalments, .instalment_count = COUNT(instalments)};
}

static void ck_fate(size_t i, cx_date day, enum cx_fate fate, cx_date decided, int64_t paid)
{
    struct cx_instalment stands = cx_past_instalment(&past, i, GRACE, day);
    ck_assert_msg(stands.fate == fate && stands.decided == decided && stands.paid == paid,
                  "%zu on day %d: %d on %d, %lld paid", i, day - DAY(0), (int)stands.fate,
                  stands.decided - DAY(0), (long long)stands.paid);
    ck_assert_int_eq(stands.due, instalments[i].due_on);
    ck_assert_int_eq(stands.judged, instalments[i].due_on + GRACE);
}

static void ck_schedule(cx_date day, int standing, cx_date due, int64_t paid)
{
    struct cx_schedule schedule = cx_past_schedule(&past, GRACE, day);
    ck_assert_msg((int)schedule.standing == standing, "day %d: %d", day - DAY(0),
                  (int)schedule.standing);
    ck_assert_int_eq(schedule.next ? schedule.next->due_on : 0, due);
    ck_assert_int_eq(schedule.paid, paid);
}

/* The day of the agreement counts; what is too much for one goes to the next; grace ends with its
 * last day. */
START_TEST(each_by_itself)
{
    static const struct cx_past_payment payments[] = {
        {AT(1, 0), 99}, {AT(2, 1), 2000}, {AT(12, 23), 2500}, {AT(23, 0), 1500}};
    past.payments = payments;
    past.payment_count = COUNT(payments);
    ck_fate(0, DAY(2), CX_FATE_OPEN, DAY(12), 2000);
    ck_fate(0, DAY(11), CX_FATE_OPEN, DAY(12), 2000);
    ck_fate(0, DAY(12), CX_FATE_KEPT, DAY(12), 3000);
    ck_fate(1, DAY(12), CX_FATE_OPEN, DAY(22), 1500);
    ck_fate(1, DAY(21), CX_FATE_OPEN, DAY(22), 1500);
    ck_fate(1, DAY(22), CX_FATE_BROKEN, DAY(22), 1500);
    ck_fate(1, DAY(31), CX_FATE_BROKEN, DAY(22), 3000);
    ck_fate(2, DAY(31), CX_FATE_OPEN, DAY(32), 0);
    ck_fate(2, CX_DATE_NONE - 1, CX_FATE_BROKEN, DAY(32), 0);
}
END_TEST

START_TEST(nothing_owed_any_more)
{
    static const struct cx_past_waiver waivers[] = {{DAY(15), 4000}};
    static const struct cx_past_payment payments[] = {{AT(1, 0), 3000}, {AT(5, 0), 3000}};
    past.waivers = waivers;
    past.waiver_count = COUNT(waivers);
    past.payments = payments;
    past.payment_count = COUNT(payments);
    ck_fate(0, DAY(40), CX_FATE_KEPT, DAY(5), 3000);
    ck_fate(1, DAY(14), CX_FATE_OPEN, DAY(22), 0);
    ck_fate(1, DAY(40), CX_FATE_KEPT, DAY(15), 0);
    ck_fate(2, DAY(40), CX_FATE_KEPT, DAY(15), 0);
    ck_schedule(DAY(14), CX_SCHEDULE_KEPT, DAY(20), 0);
    ck_schedule(DAY(15), CX_SCHEDULE_PAID, 0, 0);
}
END_TEST

/* A plan agreed on day 20 takes the place of what is due then or later, not of what is broken. */
START_TEST(another_plan)
{
    static const struct cx_past_instalment both[] = {{DAY(2), 7, 1, 3000, DAY(10)},
                                                     {DAY(2), 7, 1, 3000, DAY(20)},
                                                     {DAY(2), 7, 1, 4000, DAY(30)},
                                                     {DAY(20), 9, 2, 10000, DAY(50)}};
    past.instalments = both;
    past.instalment_count = COUNT(both);
    ck_fate(0, DAY(40), CX_FATE_BROKEN, DAY(12), 0);
    ck_fate(1, DAY(19), CX_FATE_OPEN, DAY(22), 0);
    ck_fate(1, DAY(20), CX_FATE_REPLACED, DAY(22), 0);
    ck_fate(2, DAY(40), CX_FATE_REPLACED, DAY(32), 0);
    ck_assert_int_eq(cx_past_instalment(&past, 3, GRACE, DAY(40)).fate, CX_FATE_OPEN);
    ck_schedule(DAY(19), CX_SCHEDULE_BROKEN, DAY(10), 0);
    ck_schedule(DAY(20), CX_SCHEDULE_KEPT, DAY(50), 0);
}
END_TEST

/* What falls due after the account is closed is nobody's failure. */
START_TEST(a_closed_account)
{
    debt.closed_on = DAY(15);
    ck_fate(0, DAY(40), CX_FATE_BROKEN, DAY(12), 0);
    ck_fate(1, DAY(14), CX_FATE_OPEN, DAY(22), 0);
    ck_fate(1, DAY(15), CX_FATE_REPLACED, DAY(22), 0);
    ck_schedule(DAY(14), CX_SCHEDULE_BROKEN, DAY(10), 0);
    ck_schedule(DAY(15), CX_SCHEDULE_NONE, 0, 0);
}
END_TEST

START_TEST(how_a_plan_stands)
{
    static const struct cx_past_payment payments[] = {{AT(14, 0), 4000}, {AT(29, 0), 6000}};
    past.payments = payments;
    past.payment_count = COUNT(payments);
    ck_schedule(DAY(1), CX_SCHEDULE_NONE, 0, 0);
    ck_schedule(DAY(2), CX_SCHEDULE_KEPT, DAY(10), 0);
    ck_schedule(DAY(11), CX_SCHEDULE_KEPT, DAY(10), 0);
    ck_schedule(DAY(12), CX_SCHEDULE_BROKEN, DAY(10), 0);
    ck_schedule(DAY(14), CX_SCHEDULE_KEPT, DAY(20), 1000);
    ck_schedule(DAY(29), CX_SCHEDULE_PAID, 0, 0);
    past.instalment_count = 0;
    ck_schedule(DAY(14), CX_SCHEDULE_NONE, 0, 0);
}
END_TEST

/* Kept on days 3 to 11, 14 to 21, and none from the day on which all is paid. */
START_TEST(days_kept)
{
    static const struct cx_past_payment payments[] = {{AT(14, 0), 4000}, {AT(29, 0), 6000}};
    static const struct cx_past_extension extensions[] = {{DAY(16), DAY(40), 0}};
    static const int wanted[] = {0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 10, 11};
    past.payments = payments;
    past.payment_count = COUNT(payments);
    for (int i = 0; i < 16; i++)
        ck_assert_int_eq(cx_past_days_kept(&past, GRACE, DAY(i)), wanted[i]);
    ck_assert_int_eq(cx_past_days_kept(&past, GRACE, DAY(21)), 17);
    ck_assert_int_eq(cx_past_days_kept(&past, GRACE, DAY(28)), 17);
    ck_assert_int_eq(cx_past_days_kept(&past, GRACE, DAY(60)), 17);
    past.extensions = extensions; /* from day 17 on it counts from the new due date */
    past.extension_count = COUNT(extensions);
    ck_assert_int_eq(cx_past_days_kept(&past, GRACE, DAY(15)), 11);
    ck_assert_int_eq(cx_past_days_kept(&past, GRACE, DAY(16)), 0);
    ck_assert_int_eq(cx_past_days_kept(&past, GRACE, DAY(21)), 5);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, NULL);
    tcase_add_test(tc, each_by_itself);
    tcase_add_test(tc, nothing_owed_any_more);
    tcase_add_test(tc, another_plan);
    tcase_add_test(tc, a_closed_account);
    tcase_add_test(tc, how_a_plan_stands);
    tcase_add_test(tc, days_kept);
}

UNIT_MAIN("instalment")
