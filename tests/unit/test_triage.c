/* assign/triage: what becomes of each account. */
#include "triaged.h"
#include "unit.h"

static void ck_fate(const char *account, enum why why, bool is_dealt, bool is_kept)
{
    const struct ticket *ticket = &deal.tickets[place_of(desk->book, account)];
    ck_assert_msg(ticket->why == why && ticket->is_dealt == is_dealt && ticket->is_kept == is_kept,
                  "%s: %d %d %d", account, ticket->why, ticket->is_dealt, ticket->is_kept);
}

START_TEST(fates)
{
    company_load(&c, "employees.csv",
                 PERSONNEL
                 "X1,,TP,collector,2026-01-01,2026-10-20,9\n"
                 "Y1,,TV,collector,2026-01-01,,9\nY1,2026-10-11,TP,collector,2026-01-01,,9\n");
    company_load(&c, "accounts.csv",
                 ACCOUNTS
                 "A1,,2026-09-21,10,open,\nA2,,2026-09-21,10,open,\nA3,,2026-09-21,10,open,\n"
                 "A4,,2026-07-23,10,open,\nA5,,2026-07-23,10,paused,\nA6,,2026-09-21,10,closed,\n"
                 "A7,,2026-09-21,10,open,\nA8,,2026-12-01,10,open,\nA9,,2026-09-21,10,paused,\n"
                 "B1,,2026-07-23,10,open,\nB2,,2026-09-21,10,paused,\nB3,,2026-12-01,10,open,\n");
    company_load(&c, "payments.csv", PAYMENTS "P1,A7,2026-10-31 10:00,10\n");
    company_load(&c, "assignments.csv",
                 HELD "A1,P1,2026-10-01,\nA3,X1,2026-10-01,\nA4,P1,2026-10-01,\nA5,P1,2026-10-01,\n"
                      "A6,P1,2026-10-01,\nA7,P1,2026-10-01,\nA8,P1,2026-10-01,\nA9,X1,2026-10-01,\n"
                      "B1,Y1,2026-10-01,\nB3,X1,2026-10-01,\n");
    sort_out();
    ck_fate("A1", WHY_NONE, false, true);
    ck_fate("A2", WHY_NEW, true, false);
    ck_fate("A3", WHY_LEFT, true, false);
    ck_fate("A4", WHY_STAGE, true, false);
    ck_fate("A5", WHY_NONE, false, true); /* paused: kept, though it crossed a bound */
    ck_fate("A6", WHY_CLOSED, false, false);
    ck_fate("A7", WHY_PAID, false, false);
    ck_fate("A8", WHY_NONE, false, true); /* not due: in no stage */
    ck_fate("A9", WHY_LEFT, true, false); /* a leaver's, paused or not */
    ck_fate("B1", WHY_TEAM, true, false);
    ck_fate("B2", WHY_NONE, false, false); /* paused, and nobody's */
    ck_fate("B3", WHY_LEFT, false, false);
    ck_assert_int_eq(deal.tickets[place_of(desk->book, "A7")].from_ends, TODAY + 1);
    ck_assert_int_eq(deal.tickets[place_of(desk->book, "A3")].from_ends, TODAY - 10);
}
END_TEST

/* What is over is over from its day on, and what a closed team held is dealt to others. */
START_TEST(closed)
{
    company_load(&c, "teams.csv",
                 "team_id,kind,closed_on\nTX,phone,2026-10-30\nTY,phone,2026-10-31\n");
    company_load(&c, "employees.csv",
                 PERSONNEL "X1,,TX,collector,2026-01-01,,9\nY1,,TY,collector,2026-01-01,,9\n");
    company_load(&c, "accounts.csv",
                 "account_id,due_on,amount,closed_on,close_reason\n"
                 "A1,2026-09-21,10,2026-10-31,recalled\nA2,2026-09-21,10,2026-11-01,recalled\n"
                 "A3,2026-09-21,10,2026-10-01,\nA4,2026-09-21,10,,\nA5,2026-09-21,10,,\n"
                 "A6,2026-09-21,10,2026-10-02,sold\n");
    company_load(&c, "assignments.csv",
                 HELD "A1,P1,2026-10-01,\nA2,P1,2026-10-01,\nA3,P1,2026-09-30,\n"
                      "A4,X1,2026-10-01,\nA5,Y1,2026-10-01,\n");
    sort_out();
    ck_fate("A1", WHY_RECALLED, false, false);
    ck_fate("A2", WHY_NONE, false, true);
    ck_fate("A3", WHY_CLOSED, false, false);
    ck_fate("A4", WHY_TEAM_CLOSED, true, false);
    ck_fate("A5", WHY_NONE, false, true);
    ck_fate("A6", WHY_NONE, false, false);
}
END_TEST

/* P1 may hold two: the one worth least goes, a paused one last of all; one that isn't due stays. */
START_TEST(capacity)
{
    company_load(&c, "employees.csv", PERSONNEL "P1,2026-01-01,TP,collector,2026-01-01,,2\n");
    company_load(&c, "accounts.csv",
                 ACCOUNTS
                 "A1,,2026-09-21,1,paused,\nA2,,2026-09-21,30,open,\nA3,,2026-09-21,20,open,\n"
                 "A4,,2026-09-21,10,open,\n");
    company_load(&c, "assignments.csv",
                 HELD
                 "A1,P1,2026-10-01,\nA2,P1,2026-10-01,\nA3,P1,2026-10-01,\nA4,P1,2026-10-01,\n");
    sort_out();
    ck_fate("A1", WHY_NONE, false, true);
    ck_fate("A2", WHY_NONE, false, true);
    ck_fate("A3", WHY_CAPACITY, true, false);
    ck_fate("A4", WHY_CAPACITY, true, false);
    triage_fini(&deal);
    desk_close(desk);
    company_load(&c, "accounts.csv",
                 ACCOUNTS "A1,,2026-12-01,1,paused,\nA3,,2026-12-01,20,open,\n");
    sort_out();
    ck_fate("A1", WHY_NONE, false, true);
    ck_fate("A2", WHY_CAPACITY, true, false);
    ck_fate("A3", WHY_NONE, false, true);
    ck_fate("A4", WHY_CAPACITY, true, false);
}
END_TEST

/* A manager whose capacity isn't said keeps what they hold and is dealt nothing. */
START_TEST(workers)
{
    company_load(&c, "employees.csv",
                 PERSONNEL "G1,,TP,manager,2026-01-01,,\nG2,,TP,manager,2026-01-01,,5\n"
                           "G3,,TP,collector,2026-01-01,,\n");
    sort_out();
    for (int w = 0; w < deal.first[CX_TEAM_KINDS]; w++) {
        const char *key = desk->org->people[deal.workers[w].person].key;
        ck_assert_msg(deal.workers[w].takes == (strcmp(key, "G1") != 0), "%s", key);
    }
    ck_assert_int_eq(deal.first[CX_TEAM_PHONE + 1] - deal.first[CX_TEAM_PHONE], 5);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, centre_open, triaged_close);
    tcase_add_test(tc, fates);
    tcase_add_test(tc, closed);
    tcase_add_test(tc, capacity);
    tcase_add_test(tc, workers);
}
UNIT_MAIN("triage")
