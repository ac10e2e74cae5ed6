/* assign/traits: what is known on a day, and never what came after it. */
#include "assign/traits.h"

#include "centre.h"
#include "unit.h"

static struct desk *desk;
static struct observer *observer;

static void set_up(void)
{
    centre_open();
    /* C1: A1 is looked at; A2 was late, A3 paid on its due date, A4 is not due yet. */
    company_load(&c, "accounts.csv",
                 ACCOUNTS "A1,C1," PHONE ",1000,open,\nA2,C1,2026-06-01,100,open,\n"
                          "A3,C1,2026-07-01,100,open,\nA4,C1,2026-12-01,100,open,\n");
    company_load(&c, "payments.csv",
                 PAYMENTS
                 "P1,A3,2026-07-01 18:00,100\nP2,A1,2026-10-05,10\nP3,A1,2026-10-30,200\n");
    company_load(&c, "contacts.csv",
                 CONTACTS "K1,A1,P1,2026-10-01 10:00,phone,promised,10,2026-10-03\n"
                          "K2,A1,P1,2026-10-10 10:00,phone,promised,50,2026-10-12\n"
                          "K3,A1,P1,2026-10-20 10:00,phone,no_answer,,\n"
                          "K4,A1,P1,2026-10-21 10:00,phone,busy,,\n"
                          "K5,A1,P1,2026-10-29 10:00,phone,promised,200,2026-10-30\n");
    company_load(&c, "orders.csv", "order_id,customer_id,ordered_at,amount\nO1,C1,2026-08-03,5\n");
    desk = desk_now(BOOK_STORIES);
    observer = observer_new(desk->book);
}

static void tear_down(void)
{
    observer_free(observer);
    desk_close(desk);
    company_close(&c);
}

static struct traits on(cx_date day)
{
    struct traits traits;
    observe(&traits, observer, place_of(desk->book, "A1"), day);
    return traits;
}

/* Promise 1 is kept on the 5th, in its days of grace; 2 is broken on the 15th; 3 is kept on the
 * 30th. */
START_TEST(known)
{
    struct traits t = on(TODAY);
    ck_assert_int_eq(t.dpd, 40);
    ck_assert_int_eq(t.balance, 79000);
    ck_assert_int_eq(t.late_count, 1);
    ck_assert_int_eq(t.promises_kept, 2);
    ck_assert_int_eq(t.promises_broken, 1);
    ck_assert_int_eq(t.days_since_payment, 1);
    ck_assert_int_eq(t.unanswered, 0);
    ck_assert_int_eq(t.last_outcome, CX_PROMISED);
    ck_assert_int_eq(t.age, 36);
    ck_assert(t.recent_order); /* 89 days ago, of 90 */
}
END_TEST

START_TEST(before)
{
    struct traits t = on(TODAY - 10); /* the 21st */
    ck_assert_int_eq(t.balance, 99000);
    ck_assert_int_eq(t.days_since_payment, 16);
    ck_assert_int_eq(t.unanswered, 2);
    ck_assert_int_eq(t.last_outcome, CX_BUSY);
    ck_assert_int_eq(t.age, 35);
    t = on(TODAY - 27); /* the 4th: no promise is decided yet */
    ck_assert_int_eq(t.promises_kept + t.promises_broken, 0);
    t = on(TODAY - 26);
    ck_assert_int_eq(t.promises_kept, 1);
    t = on(TODAY - 153); /* 31 May */
    ck_assert_int_eq(t.late_count, 0);
    ck_assert_int_eq(t.days_since_payment, -1);
    ck_assert_int_eq(t.last_outcome, -1);
}
END_TEST

START_TEST(promises)
{
    size_t a1 = place_of(desk->book, "A1");
    struct last_promise promise = last_promise(desk->book, a1, TODAY);
    ck_assert_int_eq(promise.stands.due, TODAY - 1);
    ck_assert_int_eq(promise.stands.judged, TODAY + 2);
    ck_assert_int_eq(promise.stands.fate, CX_FATE_KEPT);
    ck_assert_int_eq(last_promise(desk->book, a1, TODAY - 2).stands.fate, CX_FATE_OPEN);
    ck_assert_ptr_null(last_promise(desk->book, place_of(desk->book, "A2"), TODAY).contact);
}
END_TEST

/* On the 15th, the last day of promise 2, it is broken once that is over; so is an instalment. */
START_TEST(last_day)
{
    company_load(&c, "arrangements.csv",
                 "arrangement_id,account_id,kind,agreed_on\nG1,A1,instalment,2026-10-10\n");
    company_load(&c, "instalments.csv", "arrangement_id,due_on,amount\nG1,2026-10-12,500\n");
    observer_free(observer);
    desk_close(desk);
    desk = desk_now(BOOK_STORIES);
    observer = observer_new(desk->book);
    struct traits t = on(TODAY - 16);
    ck_assert_int_eq(t.promises_broken, 1);
    ck_assert_int_eq(t.instalments_broken, 1);
    desk->book->running = TODAY - 16;
    t = on(TODAY - 16);
    ck_assert_int_eq(t.promises_broken, 0);
    ck_assert_int_eq(t.instalments_broken, 0);
    ck_assert_int_eq(t.promised_on, TODAY - 19);
}
END_TEST

START_TEST(columns)
{
    struct traits t;
    traits_take(&t, observer, place_of(desk->book, "A1"), TODAY);
    ck_assert_str_eq(traits_value(&t, -1, CX_ACCOUNT_RATING).text, "AAA");
    ck_assert_str_eq(traits_value(&t, -1, CX_ACCOUNT_STAGE).text, "phone");
    ck_assert_str_eq(traits_value(&t, -1, CX_ACCOUNT_LAST_OUTCOME).text, "promised");
    ck_assert_str_eq(traits_value(&t, -1, CX_ACCOUNT_CHANNEL).text, "sms");
    ck_assert_int_eq(
        cx_num_compare(traits_value(&t, -1, CX_ACCOUNT_BALANCE).number, cx_num_int(790)), 0);
    ck_assert_int_eq(
        cx_num_compare(traits_value(&t, 250000, CX_ACCOUNT_P_PAY).number, cx_num_dec(25, 2)), 0);
    ck_assert_int_eq(traits_value(&t, -1, CX_ACCOUNT_P_PAY).type, CX_SCALAR_NULL);
}
END_TEST

/* Calls and visits of one second are one, on however many accounts; messages are each one, and so
 * is what has a day alone. */
START_TEST(contacts_of_a_day)
{
    static const char head[] = "contact_id,account_id,employee_id,started_at,channel,outcome\n";
    char rows[400];
    desk_close(desk);
    snprintf(rows, sizeof rows,
             "%sL1,A1,P1,2026-10-31 10:00,phone,busy\nL2,A2,P1,2026-10-31 10:00,phone,busy\n"
             "L3,A4,P1,2026-10-31 10:00,phone,busy\nL4,A4,P1,2026-10-31 10:00,sms,\n"
             "L5,A2,P1,2026-10-31 10:00,sms,\nL6,A2,P1,2026-10-31 11:00,phone,busy\n",
             head);
    company_load(&c, "contacts.csv", rows);
    desk = desk_now(BOOK_STORIES);
    struct customer_contacts of = customer_contacts(desk->book, place_of(desk->book, "A1"), TODAY);
    ck_assert_int_eq(of.today, 4);
    ck_assert_int_eq(of.settled, 2);
    desk_close(desk);
    snprintf(rows, sizeof rows,
             "%sM1,A1,P1,2026-10-31,phone,busy\nM2,A2,P1,2026-10-31,phone,busy\n", head);
    company_load(&c, "contacts.csv", rows);
    desk = desk_now(BOOK_STORIES);
    of = customer_contacts(desk->book, place_of(desk->book, "A1"), TODAY);
    ck_assert_int_eq(of.today, 6);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, known);
    tcase_add_test(tc, before);
    tcase_add_test(tc, promises);
    tcase_add_test(tc, last_day);
    tcase_add_test(tc, columns);
    tcase_add_test(tc, contacts_of_a_day);
}
UNIT_MAIN("traits")
