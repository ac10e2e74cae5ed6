/* assign/reason: why an account changes hands, in words. */
#include "assign/reason.h"

#include "triaged.h"
#include "unit.h"

static void ck_reason(const char *account, const char *wanted)
{
    char text[REASON_MAX];
    ck_assert_str_eq(reason_of(text, &deal, place_of(desk->book, account)), wanted);
}

static void load(void)
{
    company_load(&c, "employees.csv",
                 PERSONNEL
                 "P1,2026-01-01,TP,collector,2026-01-01,,1\n"
                 "Y1,,TV,collector,2026-01-01,,9\nY1,2026-10-11,TP,collector,2026-01-01,,9\n");
    company_load(
        &c, "accounts.csv",
        ACCOUNTS
        "A1,,2026-07-23,10,open,\nA2,,2026-09-21,10,open,\nA3,,2026-09-21,20,open,\n"
        "A4,,2026-07-23,10,open,\nA5,,2026-09-21,10,written_off,\nA6,,2026-10-21,1,open,\n");
    company_load(&c, "assignments.csv",
                 HELD "A1,P1,2026-10-01,\nA2,P1,2026-10-01,\nA3,P1,2026-10-01,\nA4,Y1,2026-10-01,\n"
                      "A5,P1,2026-10-01,\nA6,V1,2026-10-01,\n");
}

START_TEST(words)
{
    char text[REASON_MAX];
    load();
    sort_out();
    deal_evenly(&deal);
    ck_reason("A1", "stage phone→visit at 100 days");
    ck_reason("A2", "capacity of P1 reached");
    ck_reason("A3", "");
    ck_reason("A4", "Y1 moved to team TP on 2026-10-11");
    ck_reason("A5", "written off");
    ck_reason("A6", "stage visit→remind at 10 days"); /* backwards, as after an extension */
    deal.tickets[place_of(desk->book, "A2")].why = WHY_TEAM_CLOSED;
    ck_reason("A2", "team TP is closed");
    deal.tickets[place_of(desk->book, "A2")].why = WHY_CAPACITY;
    deal.tickets[place_of(desk->book, "A3")].why = WHY_CUSTOMER;
    ck_assert_str_eq(reason_of(text, &deal, place_of(desk->book, "A3")),
                     "one person for all debts of the customer");
    deal.tickets[place_of(desk->book, "A2")].to = -1;
    ck_assert_str_eq(reason_of(text, &deal, place_of(desk->book, "A2")),
                     "capacity of P1 reached; no capacity left in phone teams");
}
END_TEST

/* Whoever gets it, and by whichever policy. */
START_TEST(dealt)
{
    static const char *rows = "A1,visit,P1,V1,stage phone→visit at 100 days,5.00\n"
                              "A2,phone,P1,P2,capacity of P1 reached,5.00\n"
                              "A4,visit,Y1,V1,Y1 moved to team TP on 2026-10-11,5.00\n"
                              "A5,phone,P1,,written off,\n"
                              "A6,remind,V1,M1,stage visit→remind at 10 days,0.50\n";
    struct cx_assign_options options = deal_options();
    static struct desk none;
    load();
    desk = &none;
    options.dry_run = true;
    options.policy = CX_POLICY_EXPECTED;
    ck_dealt(&options, rows);
    options.policy = CX_POLICY_BALANCED;
    ck_dealt(&options, rows);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, centre_open, triaged_close);
    tcase_add_test(tc, words);
    tcase_add_test(tc, dealt);
}
UNIT_MAIN("reason")
