/* assign/entry: one entry for a customer, and who rests. */
#include "assign/entry.h"

#include "centre.h"
#include "unit.h"

static struct desk *desk;
static struct entries entries;

static void set_up(void)
{
    centre_open();
    company_load(&c, "accounts.csv",
                 ACCOUNTS "A1,C1," PHONE ",100,open,\nA2,C2," PHONE ",300,open,\nA3,C2," VISIT
                          ",200,open,\nA4,C3," REMIND ",50,open,\nA5,C1,2026-11-02,70,open,\n");
    company_load(&c, "assignments.csv",
                 HELD "A1,P1,2026-10-01,\nA2,P2,2026-10-01,\nA3,V1,2026-10-01,\n"
                      "A4,M1,2026-10-01,\n");
}

static void tear_down(void)
{
    entries_fini(&entries);
    desk_close(desk);
    company_close(&c);
}

static void look(void)
{
    if (desk) {
        entries_fini(&entries);
        desk_close(desk);
    }
    desk = desk_now(BOOK_STORIES);
    ck_assert_int_eq(desk_measure(desk, c.db, &c.err), 0);
    int rc = entries_init(&entries, desk, &c.err);
    ck_assert_msg(rc == 0, "%s", c.err.text);
}

/* The entry of an account's customer. */
static const struct entry *entry_with(const char *account)
{
    int32_t debtor = book_debt(desk->book, place_of(desk->book, account))->debtor;
    for (size_t k = 0; k < entries.count; k++) {
        if (book_debt(desk->book, entries.list[k].lead)->debtor == debtor)
            return &entries.list[k];
    }
    return NULL;
}

static void ck_rest(const char *account, enum rest rest, cx_date until)
{
    ck_assert_int_eq(entry_with(account)->rest, rest);
    ck_assert_int_eq(entry_with(account)->rests_until, until);
}

/* A2 and A3 are one customer's: whoever holds the one of the higher stage talks about both. */
START_TEST(one_customer)
{
    look();
    ck_assert_uint_eq(entries.count, 3);
    const struct entry *c2 = entry_with("A2");
    ck_assert_int_eq(c2->person, person_of(desk->org, "V1"));
    ck_assert_int_eq(c2->debts, 2);
    ck_assert_int_eq(c2->owed, 50000);
    ck_assert_uint_eq(c2->lead, place_of(desk->book, "A3"));
    ck_assert_int_eq(c2->cause, CAUSE_STAGE);
    company_load(&c, "settings.csv", "name,value\ndeal_by,account\n");
    look();
    ck_assert_uint_eq(entries.count, 4);
}
END_TEST

/* A promise for today leads, though another stage decides who talks. One that is due later rests,
 * whichever debt it was made for, until the days of its reminder. */
START_TEST(promises)
{
    company_load(&c, "contacts.csv",
                 CONTACTS "K1,A2,P2,2026-10-20 10:00,phone,promised,50,2026-10-31\n"
                          "K2,A1,P1,2026-10-29 10:00,phone,promised,50,2026-11-02\n");
    look();
    const struct entry *c2 = entry_with("A2");
    ck_assert_int_eq(c2->cause, CAUSE_DUE);
    ck_assert_uint_eq(c2->lead, place_of(desk->book, "A2"));
    ck_assert_int_eq(c2->person, person_of(desk->org, "V1"));
    ck_rest("A1", REST_PROMISE, TODAY + 2);
    company_load(&c, "settings.csv", "name,value\npromise_reminder_days,1\n");
    look();
    ck_rest("A1", REST_PROMISE, TODAY + 2);
    company_load(&c, "settings.csv", "name,value\npromise_reminder_days,3\n");
    look(); /* the promise itself was made before the reminder's days began */
    ck_rest("A1", REST_NOT, CX_DATE_NONE);
    ck_assert_int_eq(entry_with("A1")->cause, CAUSE_PROMISE_REMINDER);
    company_load(&c, "contacts.csv", CONTACTS "K3,A1,P1,2026-10-30 10:00,sms,,,\n");
    look();
    ck_rest("A1", REST_REMINDED, TODAY + 2);
}
END_TEST

/* Nobody works from Thursday to Saturday: what was broken since Wednesday is news. */
START_TEST(broken_while_away)
{
    company_load(&c, "settings.csv", "name,value\nwork_days,mon tue wed\n");
    company_load(&c, "contacts.csv",
                 CONTACTS "K1,A2,P2,2026-10-20 10:00,phone,promised,50,2026-10-25\n"
                          "K2,A1,P1,2026-10-20 10:00,phone,promised,50,2026-10-24\n");
    company_load(&c, "arrangements.csv",
                 "arrangement_id,account_id,kind,agreed_on\nR1,A4,instalment,2026-10-01\n");
    company_load(&c, "instalments.csv", "arrangement_id,due_on,amount\nR1,2026-10-26,50\n");
    look();
    ck_assert_int_eq(entry_with("A2")->cause, CAUSE_DUE);
    ck_assert_int_eq(entry_with("A1")->cause, CAUSE_STAGE);
    ck_assert_int_eq(entry_with("A4")->cause, CAUSE_INSTALMENT_DUE);
    company_load(&c, "holidays.csv", "day,name,works\n2026-10-30,a,yes\n");
    look();
    ck_assert_int_eq(entry_with("A2")->cause, CAUSE_STAGE);
    ck_assert_int_eq(entry_with("A4")->cause, CAUSE_STAGE);
}
END_TEST

/* A call that nobody took is tried again after two hours; all else is done for the day, on
 * whichever of the customer's debts it was. */
START_TEST(worked_today)
{
    company_load(&c, "contacts.csv",
                 CONTACTS "K1,A1,P1,2026-10-31 09:00,phone,no_answer,,\n"
                          "K2,A2,P2,2026-10-31 09:00,phone,talked,,\n"
                          "K3,A4,M1,2026-10-31 09:00,sms,no_answer,,\n");
    look();
    ck_rest("A1", REST_NOT, CX_DATE_NONE);
    ck_assert_int_eq(entry_with("A1")->not_before, (cx_time)TODAY * 86400 + 11 * 3600);
    ck_rest("A3", REST_WORKED, TODAY + 1);
    ck_rest("A4", REST_WORKED, TODAY + 1);
    ck_assert(entry_with("A4")->is_worked);
    company_load(&c, "settings.csv", "name,value\nretry_minutes,900\n");
    look(); /* which is tomorrow */
    ck_rest("A1", REST_WORKED, TODAY + 1);
}
END_TEST

/* A debt that is due in two days, which no stage has yet: whoever looks after the customer reminds
 * them, once, if there is nothing worse to talk about. */
START_TEST(before_due)
{
    company_load(&c, "settings.csv", "name,value\ndue_reminder_days,2\n");
    company_load(&c, "customers.csv", "customer_id,owner_id\nC4,P2\n");
    company_load(&c, "accounts.csv",
                 ACCOUNTS "A6,C4,2026-11-02,80,open,\nA7,C4,2026-11-03,80,open,\n");
    look();
    const struct entry *c4 = entry_with("A6");
    ck_assert_int_eq(c4->cause, CAUSE_DEBT_REMINDER);
    ck_assert_int_eq(c4->person, person_of(desk->org, "P2"));
    ck_assert_int_eq(c4->owed, 8000);
    ck_assert_int_eq(entry_with("A5")->cause, CAUSE_STAGE);
    company_load(&c, "contacts.csv", CONTACTS "K1,A7,P2,2026-10-30 10:00,phone,talked,,\n");
    look(); /* not the 31st, but from the 31st on */
    ck_rest("A6", REST_NOT, CX_DATE_NONE);
    company_load(&c, "contacts.csv", CONTACTS "K1,A7,P2,2026-10-31 10:00,phone,talked,,\n");
    look();
    ck_rest("A6", REST_WORKED, TODAY + 1);
}
END_TEST

/* A3, of the higher stage, is paid by instalments in time: there is A2 to talk about. Once it is
 * the only one left, it is what the entry is of. */
START_TEST(paid_by_instalments)
{
    company_load(&c, "arrangements.csv",
                 "arrangement_id,account_id,kind,agreed_on,employee_id\nR1,A3,instalment,"
                 "2026-10-20,V1\n");
    company_load(&c, "instalments.csv",
                 "arrangement_id,due_on,amount\nR1,2026-11-25,100\nR1,2026-12-25,100\n");
    look();
    const struct entry *c2 = entry_with("A2");
    ck_assert_int_eq(c2->person, person_of(desk->org, "P2"));
    ck_assert_uint_eq(c2->lead, place_of(desk->book, "A2"));
    ck_assert_int_eq(c2->debts, 1);
    ck_assert_int_eq(c2->owed, 30000);
    ck_assert_int_eq(c2->expected, entries.expected[c2->lead]);
    company_load(&c, "payments.csv",
                 "payment_id,account_id,paid_at,amount\nY1,A2,2026-10-31 10:00,300\n");
    look();
    ck_rest("A3", REST_INSTALMENT, 20782);
    ck_assert_int_eq(entry_with("A3")->person, person_of(desk->org, "V1"));
}
END_TEST

/* Promises for what is paid by instalments are talked about as others are. */
START_TEST(promised_beside_instalments)
{
    company_load(&c, "settings.csv", "name,value\npromise_reminder_days,3\n");
    company_load(&c, "arrangements.csv",
                 "arrangement_id,account_id,kind,agreed_on,employee_id\nR1,A3,instalment,"
                 "2026-10-20,V1\n");
    company_load(&c, "instalments.csv",
                 "arrangement_id,due_on,amount\nR1,2026-11-25,100\nR1,2026-12-25,100\n");
    company_load(&c, "contacts.csv",
                 CONTACTS "K1,A3,V1,2026-10-20 10:00,phone,promised,50,2026-11-02\n");
    look();
    const struct entry *c2 = entry_with("A2");
    ck_assert_int_eq(c2->cause, CAUSE_PROMISE_REMINDER);
    ck_assert_uint_eq(c2->lead, place_of(desk->book, "A3"));
    ck_assert_int_eq(c2->debts, 2);
    ck_assert_int_eq(c2->owed, 50000);
}
END_TEST

static int stays(void *context, size_t account)
{
    return account != *(size_t *)context;
}

/* Of the five debts of C2, those that are left out are no longer counted, whichever they are. */
START_TEST(left_out)
{
    static const char *const others[] = {"B1", "A2", "B3", "B2"};
    company_load(&c, "accounts.csv",
                 ACCOUNTS "B1,C2," PHONE ",10,open,\nB2,C2," PHONE ",20,open,\nB3,C2," PHONE
                          ",40,open,\n");
    company_load(&c, "assignments.csv",
                 HELD "B1,P2,2026-10-01,\nB2,P2,2026-10-01,\nB3,P2,2026-10-01,\n");
    look();
    struct entry c2 = *entry_with("A2");
    ck_assert_int_eq(c2.debts, 5);
    for (int k = 0; k < 4; k++) {
        size_t out = place_of(desk->book, others[k]);
        int64_t owed = c2.owed, expected = c2.expected;
        ck_assert_int_eq(entry_keep(&c2, &entries, desk->book, stays, &out), 0);
        ck_assert_int_eq(c2.debts, 4 - k);
        ck_assert_int_eq(c2.owed, owed - book_balance(desk->book, out, TODAY));
        ck_assert_int_eq(c2.expected, expected - entries.expected[out]);
    }
    size_t lead = c2.lead;
    ck_assert_int_eq(entry_keep(&c2, &entries, desk->book, stays, &lead), 0);
    ck_assert_uint_eq(c2.first, c2.lead);
    ck_assert_int_eq(c2.owed, 20000);
}
END_TEST

/* Whatever the talk begins with, the entry is of all its debts; a reminder that was given rests. */
START_TEST(begun_with_another)
{
    company_load(&c, "settings.csv", "name,value\ndue_reminder_days,2\n");
    company_load(&c, "customers.csv", "customer_id,owner_id\nC2,P2\n");
    company_load(&c, "accounts.csv", ACCOUNTS "A6,C2,2026-11-02,80,open,\n");
    company_load(&c, "contacts.csv", CONTACTS "K1,A3,V1,2026-10-31 09:00,phone,busy,,\n");
    look();
    struct entry c2 = *entry_with("A2");
    size_t a2 = place_of(desk->book, "A2"), a6 = place_of(desk->book, "A6");
    entry_begin_with(&c2, desk, a2);
    ck_assert_uint_eq(c2.lead, a2);
    ck_assert_int_eq(c2.balance, 30000);
    ck_assert_int_eq(c2.owed, 58000);
    ck_assert_int_eq(c2.person, person_of(desk->org, "V1"));
    ck_assert_int_eq(c2.rest, REST_NOT);
    entry_begin_with(&c2, desk, a6);
    ck_assert_int_eq(c2.cause, CAUSE_DEBT_REMINDER);
    ck_assert_int_eq(c2.rest, REST_REMINDED);
    ck_assert_int_eq(c2.rests_until, TODAY + 3);
}
END_TEST

START_TEST(order_of_debts)
{
    company_load(&c, "settings.csv", "name,value\ndue_reminder_days,2\n");
    company_load(&c, "contacts.csv",
                 CONTACTS "K1,A2,P2,2026-10-20 10:00,phone,promised,50,2026-10-31\n");
    look();
    const struct book *book = desk->book;
    const struct entry promised = entry_alone(book, place_of(book, "A2")),
                       high = entry_alone(book, place_of(book, "A3")),
                       soon = entry_alone(book, place_of(book, "A5"));
    ck_assert_int_eq(promised.person, person_of(desk->org, "P2"));
    ck_assert(entry_comes_first(&promised, &high, book, entries.expected));
    ck_assert(!entry_comes_first(&high, &promised, book, entries.expected));
    ck_assert(entry_is_higher(&high, &promised, book, entries.expected));
    ck_assert(entry_comes_first(&high, &soon, book, entries.expected));
    ck_assert(!entry_comes_first(&high, &high, book, entries.expected));
}
END_TEST

static int hear(void *context, size_t account)
{
    int64_t *owed = context;
    *owed += book_balance(desk->book, account, TODAY);
    return *owed > 45000 ? CX_EDATA : 1;
}

START_TEST(each_debt)
{
    int64_t owed = 0;
    look();
    ck_assert_int_eq(entry_each(entry_with("A1"), &entries, hear, &owed), 0);
    ck_assert_int_eq(owed, 10000);
    ck_assert_int_eq(entry_each(entry_with("A2"), &entries, hear, &owed), CX_EDATA);
}
END_TEST

/* By the accounts that they begin with, as text. */
START_TEST(places)
{
    look();
    entries_place(&entries, desk->book, c.db);
    ck_assert_uint_lt(entry_with("A1")->place, entry_with("A2")->place);
    ck_assert_uint_lt(entry_with("A2")->place, entry_with("A4")->place);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, one_customer);
    tcase_add_test(tc, promises);
    tcase_add_test(tc, broken_while_away);
    tcase_add_test(tc, worked_today);
    tcase_add_test(tc, before_due);
    tcase_add_test(tc, paid_by_instalments);
    tcase_add_test(tc, promised_beside_instalments);
    tcase_add_test(tc, left_out);
    tcase_add_test(tc, begun_with_another);
    tcase_add_test(tc, order_of_debts);
    tcase_add_test(tc, each_debt);
    tcase_add_test(tc, places);
}
UNIT_MAIN("entry")
