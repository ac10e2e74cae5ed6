/* fact/exposure: accounts in a subject's hands, each once in a period. */
#include "measured.h"
#include "unit.h"

static struct measured m;

static void set_up(void)
{
    measured_open(&m);
    company_load(&m.c, "measures.csv",
                 "measure_id,fact,unit,value,where\n"
                 "n,exposure,count,1.0,\n"
                 "opening_sum,exposure,money,opening,\n"
                 "placed_sum,exposure,money,placed,\n"
                 "closing_sum,exposure,money,closing,\n"
                 "share,exposure,count,held_share,\n"
                 "complete_n,exposure,count,complete,\n"
                 "dpd_sum,exposure,count,dpd,\n"
                 "cohort_sum,exposure,count,cohort_dpd,\n"
                 "owned_opening,owned_exposure,money,opening,\n"
                 "owned_placed,owned_exposure,money,placed,\n"
                 "owned_share,owned_exposure,count,held_share,\n");
}

static void tear_down(void)
{
    measured_close(&m);
}

static void ck_money(const char *name, int64_t opening, int64_t placed, int64_t closing)
{
    ck_cents(&m, name, "opening_sum", opening);
    ck_cents(&m, name, "placed_sum", placed);
    ck_cents(&m, name, "closing_sum", closing);
}

/* 100 owed; 10 paid in September, 20 on the 1st of October, 30 on the 15th, 15 in November. */
static void with_account(const char *assignments)
{
    company_add(&m.c, "accounts.csv", "account_id,due_on,amount\nA1,2026-07-03,100\n");
    company_add(&m.c, "payments.csv",
                "payment_id,account_id,paid_at,amount\nP1,A1,2026-09-30 23:59:59,10\n"
                "P2,A1,2026-10-01,20\nP3,A1,2026-10-15 12:00,30\nP4,A1,2026-11-01,15\n");
    company_add(&m.c, "assignments.csv", assignments);
    company_take(&m.c);
    measure(&m, "2026-10");
}

START_TEST(held_all_month)
{
    with_account("account_id,employee_id,from,to\nA1,E1,2026-09-01,\n");
    ck_money("E1", 9000, 0, 4000);
    ck_money("E1#0", 9000, 0, 4000);
    ck_money("T11", 9000, 0, 4000);
    ck_money("T1", 9000, 0, 4000);
    ck_money("", 9000, 0, 4000);
    ck_money("T2", 0, 0, 0);
    ck_count(&m, "E1", "share", 1);
    ck_count(&m, "E1", "n", 1);
    ck_count(&m, "E1", "dpd_sum", 90);
    ck_count(&m, "E1", "cohort_sum", 90);
}
END_TEST

/* Recalled on the 16th: the month has it until then, the next one no more, whoever still holds it.
 */
START_TEST(closed_in_the_month)
{
    with_account("account_id,employee_id,from,to\nA1,E1,2026-09-01,\n");
    company_load(&m.c, "accounts.csv",
                 "account_id,due_on,amount,closed_on,close_reason\n"
                 "A1,2026-07-03,100,2026-10-16,recalled\n");
    measure(&m, "2026-10");
    ck_money("E1", 9000, 0, 4000);
    ck_money("", 9000, 0, 4000);
    ck_cents(&m, "E1", "share", 483871); /* 15/31 */
    ck_cents(&m, "", "share", 483871);
    measure(&m, "2026-11");
    ck_money("E1", 0, 0, 0);
    ck_money("T1", 0, 0, 0);
    ck_money("", 0, 0, 0);
    measure(&m, "2026-09");
    ck_money("", 10000, 0, 9000);
}
END_TEST

/* Taken over on the 15th: the payment of that day is not off yet. Held for 17 of 31 days. */
START_TEST(placed_in_the_month)
{
    with_account("account_id,employee_id,from,to\nA1,E1,2026-10-15,\n");
    ck_money("E1", 0, 7000, 4000);
    ck_cents(&m, "E1", "share", 548387); /* 17/31 */
    ck_count(&m, "E1", "dpd_sum", 104);
    ck_count(&m, "E1", "cohort_sum", 90);
    ck_money("", 9000, 0, 4000); /* the company has it all through */
    ck_count(&m, "", "share", 1);
    ck_count(&m, "", "dpd_sum", 90);
}
END_TEST

/* From E1 to E2 of the same team, then to E3 of another, and back to E1 for the last two days. */
START_TEST(handed_over)
{
    with_account("account_id,employee_id,from,to\nA1,E1,2026-09-01,2026-10-11\n"
                 "A1,E2,2026-10-11,2026-10-21\nA1,E3,2026-10-21,2026-10-30\n"
                 "A1,E1,2026-10-30,2026-11-05\n");
    ck_money("E1", 9000, 0, 4000);
    ck_cents(&m, "E1", "share", 387097); /* 12/31 */
    ck_money("E2", 0, 7000, 4000);
    ck_money("E3", 0, 4000, 4000);
    ck_money("T11", 9000, 0, 4000);       /* once */
    ck_cents(&m, "T11", "share", 709677); /* 22/31 */
    ck_money("T12", 0, 4000, 4000);
    ck_money("T1", 9000, 0, 4000);
    ck_count(&m, "T1", "share", 1);
    ck_count(&m, "T1", "n", 1);
    ck_count(&m, "", "n", 1);
}
END_TEST

/* Given away on the 15th: what is paid from then on is no business of E1. */
START_TEST(given_away)
{
    with_account("account_id,employee_id,from,to\nA1,E1,2026-09-01,2026-10-15\n");
    ck_money("E1", 9000, 0, 7000);
    ck_money("", 9000, 0, 4000);
}
END_TEST

START_TEST(paid_before)
{
    with_account("account_id,employee_id,from,to\nA1,E1,2026-09-01,2026-10-10\n"
                 "A1,E2,2026-10-20,\n");
    company_load(&m.c, "payments.csv",
                 "payment_id,account_id,paid_at,amount\nP9,A1,2026-10-19,40\n");
    measure(&m, "2026-10");
    ck_money("E1", 9000, 0, 7000);
    ck_count(&m, "E2", "n", 0); /* nothing was owed when they got it */
    ck_money("T11", 9000, 0, 0);
    company_load(&m.c, "payments.csv",
                 "payment_id,account_id,paid_at,amount\nP10,A1,2026-10-19,5\n");
    measure(&m, "2026-10");
    ck_count(&m, "E2", "n", 0);
    ck_money("T11", 9000, 0, 0); /* overpaid, but not below 0 */
    measure(&m, "2026-11");
    ck_count(&m, "", "n", 0);
}
END_TEST

/* A waiver of a day is not counted at its start, like a payment. */
START_TEST(waived)
{
    company_load(&m.c, "accounts.csv", "account_id,due_on,amount\nA1,2026-07-03,100\n");
    company_load(&m.c, "arrangements.csv",
                 "arrangement_id,account_id,kind,agreed_on,amount\nW1,A1,waiver,2026-10-15,40\n");
    with_account("account_id,employee_id,from,to\nA1,E1,2026-10-15,\n");
    ck_money("E1", 0, 7000, 0);
    ck_money("", 9000, 0, 0);
}
END_TEST

/* Li moves from T11 to T2 on the 16th and takes the account along: two posts, one person. */
START_TEST(two_posts)
{
    company_load(&m.c, "employees.csv",
                 "employee_id,since,team_id,hired_on\n"
                 "E1,2026-10-16,T2,2026-01-01\n");
    with_account("account_id,employee_id,from,to\nA1,E1,2026-09-01,\n");
    ck_money("E1#0", 9000, 0, 4000);
    ck_cents(&m, "E1#0", "share", 483871); /* 15/31 */
    ck_money("E1#1", 0, 4000, 4000);
    ck_cents(&m, "E1#1", "share", 516129); /* 16/31 */
    ck_money("E1", 9000, 0, 4000);
    ck_count(&m, "E1", "share", 1);
    ck_money("T1", 9000, 0, 4000);
    ck_money("T2", 0, 4000, 4000);
}
END_TEST

/* After their last day the account is in nobody's hands. */
START_TEST(holder_left)
{
    company_load(&m.c, "employees.csv",
                 "employee_id,team_id,hired_on,left_on\n"
                 "E1,T11,2026-01-01,2026-10-10\n");
    with_account("account_id,employee_id,from,to\nA1,E1,2026-09-01,\n");
    ck_money("E1", 9000, 0, 7000);
    ck_cents(&m, "E1", "share", 322581); /* 10/31 */
    measure(&m, "2026-11");
    ck_count(&m, "E1", "n", 0);
    ck_count(&m, "", "n", 1);
}
END_TEST

START_TEST(complete_and_owned)
{
    company_add(&m.c, "customers.csv",
                "customer_id,phone,contact_person,rating,owner_id\nC1,100,Li,A,E4\n"
                "C2,100,,A,E4\nC3,,Li,A,E4\nC4,100,Li,,E4\n");
    company_add(&m.c, "accounts.csv",
                "account_id,customer_id,region,due_on,amount\nA1,C1,north,2026-07-03,100\n"
                "A2,C1,,2026-07-03,100\nA3,C2,north,2026-07-03,100\nA4,C3,north,2026-07-03,100\n"
                "A5,C4,north,2026-07-03,100\nA6,,north,2026-07-03,100\n");
    company_add(&m.c, "assignments.csv", "account_id,employee_id,from\nA1,E1,2026-10-15\n");
    company_take(&m.c);
    measure(&m, "2026-10");
    ck_count(&m, "", "n", 6);
    ck_count(&m, "", "complete_n", 1);
    ck_cents(&m, "E4", "owned_opening", 50000); /* in the owner's hands all through */
    ck_cents(&m, "E4", "owned_placed", 0);
    ck_count(&m, "E4", "owned_share", 5);
    ck_cents(&m, "T2", "owned_opening", 50000);
    ck_cents(&m, "E1", "owned_opening", 0);
    ck_cents(&m, "", "owned_opening", 60000); /* all accounts */
}
END_TEST

/* Every day another holder: none is forgotten, however many they are. */
START_TEST(many_holders)
{
    struct cx_buf people = {0}, episodes = {0};
    char from[CX_DATE_TEXT], to[CX_DATE_TEXT];
    cx_buf_puts(&people, "employee_id,team_id,hired_on\n");
    cx_buf_puts(&episodes, "account_id,employee_id,from,to\n");
    for (int i = 0; i < 300; i++) { /* from 2026-01-01 on */
        cx_buf_printf(&people, "M%d,T2,2026-01-01\n", i);
        cx_buf_printf(&episodes, "A1,M%d,%s,%s\n", i, cx_date_format(from, 20454 + i),
                      cx_date_format(to, 20455 + i));
    }
    company_load(&m.c, "employees.csv", cx_buf_str(&people));
    with_account(cx_buf_str(&episodes));
    measure(&m, "2026");
    ck_count(&m, "M0", "n", 1);
    ck_count(&m, "M299", "n", 1);
    ck_count(&m, "T2", "n", 1);
    ck_cents(&m, "T2", "share", 821918); /* 300/365 */
    ck_count(&m, "", "n", 1);
    cx_buf_fini(&people);
    cx_buf_fini(&episodes);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, held_all_month);
    tcase_add_test(tc, closed_in_the_month);
    tcase_add_test(tc, placed_in_the_month);
    tcase_add_test(tc, handed_over);
    tcase_add_test(tc, given_away);
    tcase_add_test(tc, paid_before);
    tcase_add_test(tc, waived);
    tcase_add_test(tc, two_posts);
    tcase_add_test(tc, holder_left);
    tcase_add_test(tc, complete_and_owned);
    tcase_add_test(tc, many_holders);
}

UNIT_MAIN("exposure")
