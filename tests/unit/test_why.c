/* assign/why: the words for what somebody is to talk about. */
#include "assign/why.h"

#include "centre.h"
#include "unit.h"

static struct desk *desk;

static void set_up(void)
{
    centre_open();
    company_load(&c, "accounts.csv",
                 ACCOUNTS "A1,C1," PHONE ",100,open,\nA2,C2," PHONE ",100,open,\n"
                          "A3,C3," PHONE ",100,open,\n");
    company_load(&c, "contacts.csv",
                 CONTACTS "K1,A1,P1,2026-10-20 10:00,phone,promised,50,2026-11-02\n");
    company_load(&c, "arrangements.csv",
                 "arrangement_id,account_id,kind,agreed_on\nG1,A2,instalment,2026-10-10\n");
    company_load(&c, "instalments.csv", "arrangement_id,due_on,amount\nG1,2026-10-31,60\n");
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-10-25,20\nP2,A2,2026-10-25,15\n");
    desk = desk_now(BOOK_STORIES);
}

static void tear_down(void)
{
    desk_close(desk);
    company_close(&c);
}

static void ck_why(const char *account, enum cause cause, const char *wanted)
{
    char why[WHY_MAX];
    uint32_t place = (uint32_t)place_of(desk->book, account);
    struct entry entry = {.lead = place, .promiser = place, .cause = (uint8_t)cause};
    put_why(why, sizeof why, desk->book, &entry);
    ck_assert_str_eq(why, wanted);
}

START_TEST(words)
{
    ck_why("A1", CAUSE_PROMISE_REMINDER, "promised 50.00 for 2026-11-02, and paid 20.00");
    ck_why("A1", CAUSE_DEBT_REMINDER, "due on " PHONE);
    ck_why("A2", CAUSE_INSTALMENT_DUE, "45.00 of the instalment of 60.00 is due today");
    ck_why("A3", CAUSE_STAGE, "stage phone at 40 days");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, words);
}
UNIT_MAIN("why")
