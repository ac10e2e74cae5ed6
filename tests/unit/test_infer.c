/* assign/infer: an account belongs to whoever contacted it last. */
#include "hands.h"
#include "unit.h"

#define CONTACTS "contact_id,account_id,employee_id,started_at\n"

/* N1, due on 1 October, is nobody's. */
static void set_up(void)
{
    staff_open();
    company_load(&c, "accounts.csv", "account_id,due_on,amount\nN1,2026-10-01,100\n");
    staff_replan("stages",
                 "stage,from_dpd,to_dpd,team_kind\nremind,1,10,message\nphone,10,,phone\n");
}

static void ck_inferred(const char *wanted)
{
    struct cx_assign_options options = assign_options();
    ck_moves(cx_assign_infer, &options, wanted);
}

START_TEST(last_contact)
{
    company_load(&c, "contacts.csv",
                 CONTACTS "K1,N1,E1,2026-10-03 09:00\nK2,N1,E1,2026-10-05 09:00\n"
                          "K3,N1,E2,2026-10-11 09:00\n");
    ck_inferred(MOVES "N1,2026-10-03,remind,,E1,contacted on 2026-10-03\n"
                      "N1,2026-10-11,phone,E1,E2,contacted on 2026-10-11\n");
    ck_episodes("N1", "E1 2026-10-03..2026-10-11, E2 2026-10-11..");
    ck_inferred(MOVES); /* no news */
    ck_episodes("N1", "E1 2026-10-03..2026-10-11, E2 2026-10-11..");
}
END_TEST

/* One owner an account and day: the last of the day. */
START_TEST(several_on_a_day)
{
    company_load(&c, "contacts.csv",
                 CONTACTS "K1,N1,E2,2026-10-03 15:00\nK2,N1,E1,2026-10-03 09:00\n"
                          "K3,N1,E3,2026-10-04 09:00\nK4,N1,E2,2026-10-04 09:01\n");
    ck_inferred(MOVES "N1,2026-10-03,remind,,E2,contacted on 2026-10-03\n");
    ck_episodes("N1", "E2 2026-10-03..");
}
END_TEST

/* A1 is E1's from 1 January: E1's own contacts change nothing, and those before it and of that day
 * neither. */
START_TEST(after_an_episode)
{
    company_load(&c, "contacts.csv",
                 CONTACTS "K1,A1,E3,2025-12-31 09:00\nK2,A1,E3,2026-01-01 09:00\n"
                          "K3,A1,E1,2026-02-01 09:00\nK4,A1,E2,2026-10-31 11:59\n");
    ck_inferred(MOVES "A1,2026-10-31,phone,E1,E2,contacted on 2026-10-31\n");
    ck_episodes("A1", "E1 2026-01-01..2026-10-31, E2 2026-10-31..");
}
END_TEST

/* A last episode that is over leaves the account to whoever contacts it from then on, even to the
 * same. */
START_TEST(after_a_closed_episode)
{
    company_load(&c, "assignments.csv",
                 "account_id,employee_id,from,to\nN1,E1,2026-10-02,2026-10-05\n");
    company_load(&c, "contacts.csv",
                 CONTACTS "K1,N1,E2,2026-10-04 09:00\nK2,N1,E1,2026-10-05 09:00\n");
    ck_inferred(MOVES "N1,2026-10-05,remind,,E1,contacted on 2026-10-05\n");
    ck_episodes("N1", "E1 2026-10-02..2026-10-05, E1 2026-10-05..");
}
END_TEST

/* What is after the day of now hasn't happened. */
START_TEST(up_to_now)
{
    struct cx_assign_options options = assign_options();
    company_load(&c, "contacts.csv",
                 CONTACTS "K1,N1,E1,2026-10-30 09:00\nK2,N1,E2,2026-10-31 09:00\n");
    options.now -= 86400;
    ck_moves(cx_assign_infer, &options, MOVES "N1,2026-10-30,phone,,E1,contacted on 2026-10-30\n");
    ck_episodes("N1", "E1 2026-10-30..");
}
END_TEST

/* The stage is that of the due date as extended by then. */
START_TEST(extended)
{
    company_load(&c, "arrangements.csv",
                 "arrangement_id,account_id,kind,agreed_on,due_on\n"
                 "R1,N1,extension,2026-10-10,2026-10-08\n"
                 "R2,N1,extension,2026-10-20,2026-10-19\n");
    company_load(&c, "contacts.csv",
                 CONTACTS "K1,N1,E1,2026-10-17 09:00\nK2,N1,E2,2026-10-19 09:00\n"
                          "K3,N1,E1,2026-10-20 09:00\n");
    ck_inferred(MOVES "N1,2026-10-17,remind,,E1,contacted on 2026-10-17\n"
                      "N1,2026-10-19,phone,E1,E2,contacted on 2026-10-19\n"
                      "N1,2026-10-20,remind,E2,E1,contacted on 2026-10-20\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, last_contact);
    tcase_add_test(tc, several_on_a_day);
    tcase_add_test(tc, after_an_episode);
    tcase_add_test(tc, after_a_closed_episode);
    tcase_add_test(tc, up_to_now);
    tcase_add_test(tc, extended);
}

UNIT_MAIN("infer")
