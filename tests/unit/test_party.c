/* assign/party: the accounts of a customer are dealt as one. */
#include "assign/party.h"

#include "triaged.h"
#include "unit.h"

static void set_up(void)
{
    centre_open();
    company_load(&c, "accounts.csv",
                 ACCOUNTS "A1,C1," PHONE ",10,open,\nA2,C1," PHONE ",30,open,\nA3,C1," PHONE
                          ",20,open,\nA4,C1," VISIT ",10,open,\nA5,C2," PHONE
                          ",10,open,\nA6,C2," PHONE ",10,paused,\n");
    company_load(&c, "assignments.csv",
                 HELD "A1,P1,2026-10-01,\nA2,P2,2026-10-01,\nA4,V1,2026-10-01,\n"
                      "A6,P1,2026-10-01,\n");
}

/* Who is to have an account after triage; "": nobody, so far. */
static const char *holder(const char *account)
{
    const struct ticket *ticket = &deal.tickets[place_of(desk->book, account)];
    int person = ticket->is_kept ? ticket->from : ticket->to;
    return person < 0 ? "" : desk->org->people[person].key;
}

static struct party *party_with(const char *account)
{
    size_t place = place_of(desk->book, account);
    for (size_t p = 0; p < deal.party_count; p++) {
        for (size_t k = 0; k < deal.parties[p].count; k++) {
            if (party_members(&deal, &deal.parties[p])[k] == place)
                return &deal.parties[p];
        }
    }
    ck_abort_msg("%s", account);
}

/* P2 holds the larger of C1's accounts of the phone teams, and gets the others: the new one and
 * P1's. The visit team's is another party; a paused one stays where it is. */
START_TEST(one_person)
{
    sort_out();
    ck_assert_str_eq(holder("A1"), "P2");
    ck_assert_str_eq(holder("A2"), "P2");
    ck_assert_str_eq(holder("A3"), "P2");
    ck_assert_str_eq(holder("A4"), "V1");
    ck_assert_str_eq(holder("A5"), "");
    ck_assert_str_eq(holder("A6"), "P1");
    ck_assert_int_eq(deal.tickets[place_of(desk->book, "A1")].why, WHY_CUSTOMER);
    ck_assert_int_eq(deal.tickets[place_of(desk->book, "A2")].why, WHY_NONE);
    ck_assert_int_eq(deal.tickets[place_of(desk->book, "A3")].why, WHY_NEW);
    ck_assert_uint_eq(party_with("A1")->count, 3);
    ck_assert_int_eq(party_with("A1")->cents, 6000);
    ck_assert_int_eq(deal.workers[deal.worker_of[person_of(desk->org, "P2")]].held, 3);
    ck_assert_int_eq(deal.workers[deal.worker_of[person_of(desk->org, "P1")]].held, 1);
}
END_TEST

START_TEST(by_account)
{
    company_load(&c, "settings.csv", "name,value\ndeal_by,account\n");
    sort_out();
    ck_assert_str_eq(holder("A1"), "P1");
    ck_assert_str_eq(holder("A2"), "P2");
    ck_assert_str_eq(holder("A3"), "");
    ck_assert_uint_eq(party_with("A1")->count, 1);
}
END_TEST

/* Whoever has too many gives up a whole customer; more accounts than anybody may hold are dealt one
 * by one. */
START_TEST(capacity)
{
    company_load(&c, "employees.csv",
                 PERSONNEL "P1,2026-01-01,TP,collector,2026-01-01,,3\n"
                           "P2,2026-01-01,TP,collector,2026-01-01,,2\n");
    sort_out();
    ck_assert_str_eq(holder("A1"), "");
    ck_assert_str_eq(holder("A2"), "");
    ck_assert_int_eq(deal.tickets[place_of(desk->book, "A2")].why, WHY_CAPACITY);
    ck_assert_int_eq(party_with("A2")->worker, -1);
    triage_fini(&deal);
    desk_close(desk);
    company_load(&c, "employees.csv", PERSONNEL "P1,2026-01-01,TP,collector,2026-01-01,,2\n");
    sort_out();
    ck_assert_uint_eq(party_with("A2")->count, 1);
    ck_assert_str_eq(holder("A1"), "P1");
}
END_TEST

/* What goes back to who held it stays as it was. */
START_TEST(there_and_back)
{
    sort_out();
    struct party *party = party_with("A4");
    struct ticket *ticket = &deal.tickets[place_of(desk->book, "A4")];
    int v1 = party->worker;
    party_give(&deal, party, -1, WHY_CAPACITY);
    ck_assert(ticket->is_dealt && !ticket->is_kept && ticket->why == WHY_CAPACITY);
    ck_assert_int_eq(deal.workers[v1].held, 0);
    party_give(&deal, party, v1, WHY_GAIN);
    ck_assert(!ticket->is_dealt && ticket->is_kept && ticket->why == WHY_NONE);
    ck_assert_int_eq(deal.workers[v1].held, 1);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, triaged_close);
    tcase_add_test(tc, one_person);
    tcase_add_test(tc, by_account);
    tcase_add_test(tc, capacity);
    tcase_add_test(tc, there_and_back);
}
UNIT_MAIN("party")
