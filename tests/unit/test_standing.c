/* past/standing: how an account stood at the end of a day. */
#include "past/past.h"

#include "base/pool.h"
#include "unit.h"

#define DAY(n)      (20727 + (n)) /* day n of October 2026, from 0 */
#define AT(n, hour) ((cx_time)DAY(n) * 86400 + (hour)*3600)
#define COUNT(list) (sizeof(list) / sizeof *(list))

static const struct cx_past_debt debt = {.id = 1,
                                         .closed_on = CX_DATE_NONE,
                                         .cents = 10000,
                                         .debtor = -1,
                                         .due_on = DAY(0),
                                         .placed_on = DAY(1)};
static const struct cx_past_waiver waivers[] = {{DAY(3), 500}};
static const struct cx_past_extension extensions[] = {{DAY(4), DAY(19), 0}, {DAY(9), DAY(31), 0}};
static const struct cx_past_payment payments[] = {
    {AT(1, 0), 700}, {AT(4, 8), 2000}, {AT(4, 9), 3000}};
static const struct cx_past_episode episodes[] = {{DAY(0), DAY(5), 7}, {DAY(7), CX_DATE_NONE, 8}};

static struct cx_past past_of(void)
{
    return (struct cx_past){.debt = &debt,
                            .waivers = waivers,
                            .waiver_count = COUNT(waivers),
                            .extensions = extensions,
                            .extension_count = COUNT(extensions),
                            .payments = payments,
                            .payment_count = COUNT(payments),
                            .episodes = episodes,
                            .episode_count = COUNT(episodes)};
}

/* 100; -7 on day 1, -5 waived on day 3, -50 on day 4. What happened on a day counts on it. */
/* One product, from day 5 another, from day 9 what it is now; an owner until day 5. */
START_TEST(what_it_was_before)
{
    const struct cx_past_debt now = {.product = 3, .since = DAY(9)};
    const struct cx_past_debt before[] = {{.product = 1, .since = CX_PAST_EVER},
                                          {.product = 2, .since = DAY(5)}};
    const struct cx_past_debtor debtor = {.owner = 8, .since = DAY(5)};
    const struct cx_past_debtor earlier = {.owner = 7, .since = DAY(2)};
    struct cx_past past = {.debt = &now, .debtor = &debtor};
    ck_assert_ptr_eq(cx_past_debt_on(&past, DAY(0)), &now);
    ck_assert_int_eq(cx_past_debtor_until(&past, DAY(0)), CX_DATE_NONE);
    past.former_debts = before;
    past.former_debt_count = 2;
    past.former_debtors = &earlier;
    past.former_debtor_count = 1;
    ck_assert_int_eq(cx_past_debt_on(&past, DAY(4))->product, 1);
    ck_assert_int_eq(cx_past_debt_on(&past, DAY(5))->product, 2);
    ck_assert_int_eq(cx_past_debt_on(&past, DAY(8))->product, 2);
    ck_assert_int_eq(cx_past_debt_on(&past, DAY(9))->product, 3);
    ck_assert_int_eq(cx_past_debtor_on(&past, DAY(0))->owner, 7); /* the first holds before */
    ck_assert_int_eq(cx_past_debtor_on(&past, DAY(4))->owner, 7);
    ck_assert_int_eq(cx_past_debtor_on(&past, DAY(5))->owner, 8);
    ck_assert_int_eq(cx_past_debtor_until(&past, DAY(0)), DAY(5));
    ck_assert_int_eq(cx_past_debtor_until(&past, DAY(5)), CX_DATE_NONE);
}
END_TEST

START_TEST(balance)
{
    static const int64_t wanted[] = {10000, 10000, 9300, 9300, 8800, 3800, 3800};
    const struct cx_past past = past_of();
    for (int i = 0; i < 7; i++)
        ck_assert_int_eq(cx_past_balance(&past, DAY(i - 1)), wanted[i]);
    ck_assert_int_eq(cx_past_balance(&past, -CX_DATE_NONE), 10000);
    ck_assert_int_eq(cx_past_balance(&past, CX_DATE_NONE), 3800);
    ck_assert_int_eq(cx_past_paid(&past, DAY(0), DAY(1)), 700);
    ck_assert_int_eq(cx_past_paid(&past, DAY(1), DAY(4)), 5000);
    ck_assert_int_eq(cx_past_paid(&past, DAY(4), DAY(30)), 0);
    ck_assert_int_eq(cx_past_waived(&past, DAY(2), DAY(3)), 500);
    ck_assert_int_eq(cx_past_waived(&past, DAY(3), DAY(9)), 0);
}
END_TEST

START_TEST(balance_from_payment_to_payment)
{
    static const struct {
        int64_t before, after;
    } wanted[] = {{10000, 9300}, {8800, 6800}, {6800, 3800}};
    const struct cx_past past = past_of();
    struct cx_balance_run run = {.past = &past};
    for (size_t i = 0; i < COUNT(wanted); i++) {
        ck_assert(cx_balance_next(&run));
        ck_assert_int_eq(run.before, wanted[i].before);
        ck_assert_int_eq(run.after, wanted[i].after);
    }
    ck_assert(!cx_balance_next(&run));
}
END_TEST

/* A waiver counts before the payments of its day. */
START_TEST(waived_and_paid_on_one_day)
{
    static const struct cx_past_waiver early[] = {{DAY(1), 9300}};
    struct cx_past past = past_of();
    struct cx_balance_run run = {.past = &past};
    past.waivers = early;
    ck_assert(cx_balance_next(&run));
    ck_assert_int_eq(run.before, 700);
    ck_assert_int_eq(run.after, 0);
}
END_TEST

/* To the 20th on the 5th, to 1 November on the 10th. */
START_TEST(due_date)
{
    const struct cx_past past = past_of();
    ck_assert_int_eq(cx_past_due_on(&past, DAY(3)), DAY(0));
    ck_assert_int_eq(cx_past_due_on(&past, DAY(4)), DAY(19));
    ck_assert_int_eq(cx_past_due_on(&past, DAY(8)), DAY(19));
    ck_assert_int_eq(cx_past_due_on(&past, DAY(9)), DAY(31));
}
END_TEST

START_TEST(holder)
{
    const struct cx_past past = past_of();
    ck_assert_ptr_null(cx_past_holder(&past, DAY(-1)));
    ck_assert_int_eq(cx_past_holder(&past, DAY(0))->person, 7);
    ck_assert_int_eq(cx_past_holder(&past, DAY(4))->person, 7);
    ck_assert_ptr_null(cx_past_holder(&past, DAY(5)));
    ck_assert_int_eq(cx_past_holder(&past, DAY(7))->person, 8);
    ck_assert_int_eq(cx_past_holder(&past, 99999)->person, 8);
    ck_assert(!cx_past_is_placed(&past, DAY(0)));
    ck_assert(cx_past_is_placed(&past, DAY(1)));
    struct cx_past_debt closed = debt;
    closed.closed_on = DAY(6);
    const struct cx_past after = {.debt = &closed};
    ck_assert(cx_past_is_placed(&after, DAY(5)));
    ck_assert(!cx_past_is_placed(&after, DAY(6)));
}
END_TEST

static struct cx_past_contact promise_of(int day, int for_day, int64_t cents)
{
    return (struct cx_past_contact){.started_at = AT(day, 10),
                                    .outcome = CX_PROMISED,
                                    .promised_on = DAY(for_day),
                                    .promised_cents = cents};
}

/* Payments since the day it was made count, that day's too; 3 days of grace. */
START_TEST(kept_or_broken)
{
    const struct cx_past_contact contacts[] = {promise_of(1, 1, 700), promise_of(4, 6, 5001),
                                               promise_of(9, 10, INT64_MIN)};
    struct cx_past past = past_of();
    past.contacts = contacts;
    past.contact_count = 1;
    struct cx_promise promise = cx_past_promise(&past, 0, 3, DAY(1));
    ck_assert_int_eq(promise.fate, CX_FATE_KEPT);
    ck_assert_int_eq(promise.decided, DAY(1));
    ck_assert_int_eq(promise.due, DAY(1));
    ck_assert_int_eq(promise.judged, DAY(4));
    ck_assert_int_eq(promise.paid, 700);
    past.contact_count = 3;
    promise = cx_past_promise(&past, 1, 3, DAY(8)); /* a cent is missing */
    ck_assert_int_eq(promise.fate, CX_FATE_OPEN);
    promise = cx_past_promise(&past, 1, 3, DAY(9));
    ck_assert_int_eq(promise.decided, DAY(9));
    ck_assert_int_eq(promise.fate, CX_FATE_BROKEN);
    ck_assert_int_eq(promise.paid, 5000);
    promise = cx_past_promise(&past, 2, 3, DAY(30)); /* any sum would do: nothing came */
    ck_assert_int_eq(promise.fate, CX_FATE_BROKEN);
}
END_TEST

/* What is paid and taken back on one day was not there at its end; what is taken back later was. */
START_TEST(kept_at_the_end_of_a_day)
{
    static const struct cx_past_payment bounced[] = {
        {AT(2, 9), 500}, {AT(2, 10), -500}, {AT(3, 9), 500}, {AT(4, 9), -500}};
    const struct cx_past_contact contacts[] = {promise_of(1, 5, 500)};
    struct cx_past past = past_of();
    past.payments = bounced;
    past.payment_count = COUNT(bounced);
    past.contacts = contacts;
    past.contact_count = 1;
    ck_assert_int_eq(cx_past_promise(&past, 0, 3, DAY(2)).fate, CX_FATE_OPEN);
    const struct cx_promise promise = cx_past_promise(&past, 0, 3, DAY(30));
    ck_assert_int_eq(promise.fate, CX_FATE_KEPT);
    ck_assert_int_eq(promise.decided, DAY(3));
}
END_TEST

/* Another one takes its place, if it was made before the day that decides, by the day promised for,
 * and is known by then. */
START_TEST(replaced)
{
    struct cx_past_contact contacts[] = {promise_of(1, 5, 9000), promise_of(5, 20, 1)};
    struct cx_past past = past_of();
    past.contacts = contacts;
    past.contact_count = 2;
    ck_assert_int_eq(cx_past_promise(&past, 0, 3, DAY(30)).fate, CX_FATE_REPLACED);
    ck_assert_int_eq(cx_past_promise(&past, 0, 0, DAY(30)).fate, CX_FATE_BROKEN);
    ck_assert_int_eq(cx_past_promise(&past, 0, 3, DAY(5)).fate, CX_FATE_REPLACED);
    ck_assert_int_eq(cx_past_promise(&past, 0, 3, DAY(4)).fate, CX_FATE_OPEN);
    contacts[0].promised_cents = 5700; /* there on day 4 */
    ck_assert_int_eq(cx_past_promise(&past, 0, 3, DAY(30)).fate, CX_FATE_KEPT);
    contacts[0] = promise_of(1, 4, 9000);
    ck_assert_int_eq(cx_past_promise(&past, 0, 3, DAY(30)).fate, CX_FATE_BROKEN);
}
END_TEST

/* 7 held it until day 4 and left 38.00; a promise is broken on day 9. */
START_TEST(a_first_attempt_has_failed)
{
    const struct cx_past_contact contacts[] = {promise_of(5, 6, 1)};
    struct cx_past past = past_of();
    ck_assert(!cx_past_has_failed(&past, 3, DAY(4)));
    ck_assert(cx_past_has_failed(&past, 3, DAY(5)));
    past.episode_count = 1;
    past.episodes = &episodes[1];
    ck_assert(!cx_past_has_failed(&past, 3, DAY(30)));
    past.contacts = contacts;
    past.contact_count = 1;
    ck_assert(!cx_past_has_failed(&past, 3, DAY(9)));
    ck_assert(cx_past_has_failed(&past, 3, DAY(10)));
}
END_TEST

START_TEST(what_is_a_promise)
{
    struct cx_past_contact contact = promise_of(1, 1, 1);
    ck_assert(cx_past_is_promise(&contact));
    contact.promised_on = DAY(0);
    ck_assert(!cx_past_is_promise(&contact));
    contact.promised_on = CX_DATE_NONE;
    ck_assert(!cx_past_is_promise(&contact));
    contact = promise_of(1, 1, 1);
    contact.outcome = CX_TALKED;
    ck_assert(!cx_past_is_promise(&contact));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, what_it_was_before);
    tcase_add_test(tc, balance);
    tcase_add_test(tc, balance_from_payment_to_payment);
    tcase_add_test(tc, waived_and_paid_on_one_day);
    tcase_add_test(tc, due_date);
    tcase_add_test(tc, holder);
    tcase_add_test(tc, kept_or_broken);
    tcase_add_test(tc, kept_at_the_end_of_a_day);
    tcase_add_test(tc, replaced);
    tcase_add_test(tc, a_first_attempt_has_failed);
    tcase_add_test(tc, what_is_a_promise);
}

UNIT_MAIN("standing")
