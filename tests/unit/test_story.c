/* fact/story: an account and all that happened to it, in the order of time. */
#include "base/pool.h"
#include "fact/fact.h"
#include "measured.h"
#include "unit.h"

static struct measured m;
static struct cx_pool *texts;
static struct teller *teller;

/* 20727 is 2026-10-01. */
static const struct telling all = {
    .contacts = ALL_CONTACTS, .contacts_from = 0, .contacts_to = CX_DATE_NONE};

static void set_up(void)
{
    struct cx_err err = {0};
    measured_open(&m);
    company_add(&m.c, "customers.csv",
                "customer_id,rating,owner_id,born_on\nC1,BB,E4,1990-05-06\n");
    company_add(&m.c, "accounts.csv",
                "account_id,customer_id,client,due_on,amount\nA1,,,2026-10-01,10\n"
                "A2,C1,bank,2026-10-01,100\nA3,,,2026-10-01,30\n");
    company_add(&m.c, "payments.csv",
                "payment_id,account_id,paid_at,amount\nP2,A2,2026-10-05 08:00,20\n"
                "P1,A2,2026-10-05 09:00,30\nP3,A3,2026-10-03,1\nP4,A2,2026-10-02,7\n");
    company_add(&m.c, "arrangements.csv",
                "arrangement_id,account_id,kind,agreed_on,amount,due_on\n"
                "R1,A2,waiver,2026-10-04,5,\nR2,A2,extension,2026-10-10,,2026-11-01\n"
                "R3,A2,extension,2026-10-05,,2026-10-20\nR4,A2,instalment,2026-10-05,50,\n");
    company_add(&m.c, "contacts.csv",
                "contact_id,account_id,employee_id,started_at\n"
                "K2,A2,E1,2026-10-02\nK1,A2,E1,2026-10-03\nK3,,E1,2026-10-01\n");
    company_add(&m.c, "assignments.csv",
                "account_id,employee_id,from,to\nA2,E1,2026-10-01,2026-10-06\n"
                "A2,E2,2026-10-08,\nA1,E3,2026-10-01,\n");
    ck_assert_msg(company_import(&m.c) == 0, "%s", cx_buf_str(&m.c.said));
    texts = cx_pool_new();
    ck_assert_int_eq(teller_new(&teller, m.c.db, &all, texts, &err), 0);
}

static void tear_down(void)
{
    teller_free(teller);
    teller_free(NULL);
    cx_pool_free(texts);
    measured_close(&m);
}

static const struct story *next(void)
{
    const struct story *story = NULL;
    struct cx_err err = {0};
    return teller_next(&story, teller, &err) == 1 ? story : NULL;
}

START_TEST(each_account_its_own)
{
    const struct story *story = next();
    ck_assert_int_eq(story->cents, 1000);
    ck_assert_uint_eq(story->payment_count + story->contact_count, 0);
    ck_assert_uint_eq(story->episode_count, 1);
    ck_assert_int_eq(story->customer, 0);
    ck_assert_int_eq(story->owner, 0);
    ck_assert_int_eq(story->born_on, CX_DATE_NONE);
    ck_assert_ptr_null(story->client);
    story = next();
    ck_assert_int_eq(story->cents, 10000);
    ck_assert_str_eq(story->client, "bank");
    ck_assert_str_eq(story->rating, "BB");
    ck_assert_int_ne(story->owner, 0);
    ck_assert_uint_eq(story->payment_count, 3);
    ck_assert_uint_eq(story->contact_count, 2);
    ck_assert_uint_eq(story->waiver_count, 1);
    ck_assert_uint_eq(story->due_count, 2);
    story = next();
    ck_assert_int_eq(story->cents, 3000);
    ck_assert_uint_eq(story->payment_count, 1);
    ck_assert_uint_eq(story->episode_count + story->waiver_count + story->due_count, 0);
    ck_assert_ptr_null(next());
}
END_TEST

START_TEST(in_the_order_of_time)
{
    next();
    const struct story *story = next();
    ck_assert_int_eq(story->payments[0].cents, 700);
    ck_assert_int_eq(story->payments[1].cents, 2000);
    ck_assert_int_eq(story->payments[2].cents, 3000);
    ck_assert_int_eq(cx_date_of(story->contacts[0].started_at), 20728);
    ck_assert_int_eq(story->contacts[0].outcome, -1);
    ck_assert_int_eq(story->contacts[0].promised_on, CX_DATE_NONE);
}
END_TEST

/* Before anything of the day: 100; −7 on the 2nd, −5 waived on the 4th, −50 on the 5th. */
START_TEST(balance)
{
    static const int64_t wanted[] = {10000, 10000, 9300, 9300, 8800, 3800, 3800};
    next();
    const struct story *story = next();
    for (int i = 0; i < 7; i++)
        ck_assert_int_eq(story_balance(story, 20727 + i), wanted[i]);
}
END_TEST

/* As last extended by that day: to the 20th on the 5th, to 1 November on the 10th. */
START_TEST(due_date)
{
    next();
    const struct story *story = next();
    ck_assert_int_eq(story_due_on(story, 20727 + 3), 20727);
    ck_assert_int_eq(story_due_on(story, 20727 + 4), 20727 + 19);
    ck_assert_int_eq(story_due_on(story, 20727 + 8), 20727 + 19);
    ck_assert_int_eq(story_due_on(story, 20727 + 9), 20727 + 31);
}
END_TEST

START_TEST(holder)
{
    next();
    const struct story *story = next();
    int64_t first = story->episodes[0].employee, second = story->episodes[1].employee;
    ck_assert_int_ne(first, second);
    ck_assert_int_eq(story_holder(story, 20726), 0);
    ck_assert_int_eq(story_holder(story, 20727), first);
    ck_assert_int_eq(story_holder(story, 20727 + 4), first);
    ck_assert_int_eq(story_holder(story, 20727 + 5), 0);
    ck_assert_int_eq(story_holder(story, 20727 + 7), second);
    ck_assert_int_eq(story_holder(story, 99999), second);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, each_account_its_own);
    tcase_add_test(tc, in_the_order_of_time);
    tcase_add_test(tc, balance);
    tcase_add_test(tc, due_date);
    tcase_add_test(tc, holder);
}

UNIT_MAIN("story")
