/* fact/payment: payments and what takes them back, and whose they are. */
#include "measured.h"
#include "unit.h"

static struct measured m;

static void set_up(void)
{
    measured_open(&m);
    company_load(&m.c, "measures.csv",
                 "measure_id,fact,unit,value,where\n"
                 "paid,payment,money,amount,\n"
                 "cleared_n,payment,count,cleared,\n"
                 "held_n,payment,count,held,\n"
                 "paid_second,payment,money,amount,second = 1\n"
                 "n,payment,count,1.0,\n"
                 "first_days,payment,money,amount,day < '2026-10-05'\n"
                 "wechat,payment,money,amount,contact_channel = 'wechat'\n"
                 "sms,payment,money,amount,contact_channel = 'sms'\n"
                 "cash,payment,money,amount,channel = 'cash'\n"
                 "dpd_sum,payment,count,dpd,\n"
                 "owned,owned_payment,money,amount,\n"
                 "owned_cleared,owned_payment,count,cleared,\n");
}

static void tear_down(void)
{
    measured_close(&m);
}

/* 60 and 40 clear it, the bank takes the 40 back, 45 come again. */
START_TEST(cleared_and_lifted_again)
{
    measured_account(&m, "100");
    company_load(&m.c, "payments.csv",
                 "payment_id,account_id,paid_at,amount,reverses\nP1,A1,2026-10-02,60,\n"
                 "P2,A1,2026-10-05,40,\nP3,A1,2026-10-10,-40,P2\nP4,A1,2026-10-20,45,\n");
    measure(&m, "2026-10-02..2026-10-04");
    ck_count(&m, "E1", "cleared_n", 0);
    measure(&m, "2026-10-05");
    ck_count(&m, "E1", "cleared_n", 1);
    measure(&m, "2026-10-10");
    ck_count(&m, "E1", "cleared_n", -1);
    ck_cents(&m, "E1", "paid", -4000);
    measure(&m, "2026-10-20");
    ck_count(&m, "E1", "cleared_n", 1);
    measure(&m, "2026-10");
    ck_count(&m, "E1", "cleared_n", 1);
    ck_cents(&m, "E1", "paid", 10500);
    ck_count(&m, "T11", "cleared_n", 1);
    ck_count(&m, "T1", "cleared_n", 1);
    ck_count(&m, "T2", "cleared_n", 0);
    ck_count(&m, "", "cleared_n", 1);
}
END_TEST

START_TEST(overpaid)
{
    measured_account(&m, "100");
    company_load(&m.c, "payments.csv",
                 "payment_id,account_id,paid_at,amount,reverses\nP1,A1,2026-10-02,100,\n"
                 "P2,A1,2026-10-05,30,\nP3,A1,2026-10-10,-20,P2\nP4,A1,2026-10-11,-30,\n");
    measure(&m, "2026-10-01..2026-10-10"); /* 30 too much, then 10 */
    ck_count(&m, "", "cleared_n", 1);
    measure(&m, "2026-10-11");
    ck_count(&m, "", "cleared_n", -1);
}
END_TEST

/* A waiver counts before the payments of its day. */
START_TEST(waivers)
{
    measured_account(&m, "100");
    company_load(&m.c, "arrangements.csv",
                 "arrangement_id,account_id,kind,agreed_on,amount\n"
                 "W1,A1,waiver,2026-10-05,30\n");
    company_load(&m.c, "payments.csv",
                 "payment_id,account_id,paid_at,amount\nP1,A1,2026-10-05,70\n");
    measure(&m, "2026-10");
    ck_count(&m, "E1", "cleared_n", 1);
    company_load(&m.c, "arrangements.csv",
                 "arrangement_id,account_id,kind,agreed_on,amount\n"
                 "W1,A1,waiver,2026-10-06,30\n");
    measure(&m, "2026-10");
    ck_count(&m, "E1", "cleared_n", 0); /* the waiver did it, not the payment */
}
END_TEST

/* 0.03 in halves: 1.5 cents each; the odd one goes to the lower employee_id, E10 before E2. */
START_TEST(credits)
{
    measured_account(&m, "0.03");
    company_add(&m.c, "payments.csv",
                "payment_id,account_id,paid_at,amount,reverses\nP1,A1,2026-10-02,0.03,\n"
                "P2,A1,2026-10-20,-0.03,P1\n");
    company_add(&m.c, "credits.csv", "payment_id,employee_id,share\nP1,E2,50%\nP1,E10,50%\n");
    company_take(&m.c);
    measure(&m, "2026-10-02");
    ck_cents(&m, "E2", "paid", 1);
    ck_cents(&m, "E10", "paid", 2);
    ck_cents(&m, "E1", "paid", 0);
    ck_cents(&m, "E2", "cleared_n", 500000);
    ck_cents(&m, "E10", "cleared_n", 500000);
    ck_cents(&m, "T11", "paid", 3);
    ck_cents(&m, "", "cleared_n", 1000000);
    measure(&m, "2026-10-20"); /* taken back as it was given */
    ck_cents(&m, "E2", "paid", -1);
    ck_cents(&m, "E10", "paid", -2);
    ck_cents(&m, "E2", "cleared_n", -500000);
    measure(&m, "2026-10");
    ck_cents(&m, "", "paid", 0);
}
END_TEST

/* 0.10 in halves, taken back by 0.05 twice: of the odd cent of each, one has the first and the
 * other the second. */
START_TEST(credits_taken_back_in_parts)
{
    measured_account(&m, "9");
    company_add(&m.c, "payments.csv",
                "payment_id,account_id,paid_at,amount,reverses\nP1,A1,2026-10-02,0.10,\n"
                "P2,A1,2026-10-20,-0.05,P1\nP3,A1,2026-10-21,-0.05,P1\n");
    company_add(&m.c, "credits.csv", "payment_id,employee_id,share\nP1,E2,50%\nP1,E10,50%\n");
    company_take(&m.c);
    measure(&m, "2026-10-20");
    ck_cents(&m, "E2", "paid", -2);
    ck_cents(&m, "E10", "paid", -3);
    measure(&m, "2026-10-21");
    ck_cents(&m, "E2", "paid", -3);
    ck_cents(&m, "E10", "paid", -2);
    measure(&m, "2026-10");
    ck_cents(&m, "E2", "paid", 0);
    ck_cents(&m, "E10", "paid", 0);
    company_load(&m.c, "payments.csv", /* one comes late, before them */
                 "payment_id,account_id,paid_at,amount,reverses\nP4,A1,2026-10-19,-0.03,P1\n"
                 "P3,A1,2026-10-21,-0.02,P1\n");
    measure(&m, "2026-10-20");
    ck_cents(&m, "E10", "paid", -2);
    measure(&m, "2026-10");
    ck_cents(&m, "E2", "paid", 0);
    ck_cents(&m, "E10", "paid", 0);
}
END_TEST

/* 100.00 in thirds, the last a millionth more: 33.33, 33.33, 33.34. */
START_TEST(largest_remainder)
{
    measured_account(&m, "100");
    company_add(&m.c, "payments.csv",
                "payment_id,account_id,paid_at,amount\nP1,A1,2026-10-02,100\n");
    company_add(&m.c, "credits.csv",
                "payment_id,employee_id,share\nP1,E1,0.333333\n"
                "P1,E2,0.333333\nP1,E4,0.333334\n");
    company_take(&m.c);
    measure(&m, "2026-10");
    ck_cents(&m, "E1", "paid", 3333);
    ck_cents(&m, "E2", "paid", 3333);
    ck_cents(&m, "E4", "paid", 3334);
    ck_cents(&m, "T11", "paid", 6666);
    ck_cents(&m, "", "paid", 10000);
    ck_count(&m, "", "held_n", 0); /* by credits, even where they name the holder */
    ck_cents(&m, "E4", "cleared_n", 333334);
}
END_TEST

/* A reversal is credited as the payment was, though the account is another's by then. */
START_TEST(handed_over_before_the_reversal)
{
    company_add(&m.c, "accounts.csv", "account_id,due_on,amount\nA1,2026-07-03,100\n");
    company_add(&m.c, "assignments.csv",
                "account_id,employee_id,from,to\n"
                "A1,E1,2026-10-01,2026-10-06\nA1,E3,2026-10-06,\n");
    company_add(&m.c, "payments.csv",
                "payment_id,account_id,paid_at,amount,reverses\nP1,A1,2026-10-05 23:59:59,60,\n"
                "P2,A1,2026-10-06,10,\nP3,A1,2026-10-10,-60,P1\n");
    company_take(&m.c);
    measure(&m, "2026-10");
    ck_cents(&m, "E1", "paid", 0);
    ck_cents(&m, "E3", "paid", 1000);
    ck_count(&m, "E1", "held_n", 2);
    ck_cents(&m, "T1", "paid", 1000);
}
END_TEST

static void unheld_account(void)
{
    company_add(&m.c, "accounts.csv", "account_id,due_on,amount\nA1,2026-07-03,100\n");
    company_add(&m.c, "contacts.csv",
                "contact_id,account_id,employee_id,started_at,outcome\n"
                "K1,A1,E1,2026-10-01 10:00,no_answer\nK2,A1,E2,2026-10-07 12:00,no_answer\n");
    company_take(&m.c);
}

START_TEST(nobody)
{
    unheld_account();
    company_load(&m.c, "payments.csv",
                 "payment_id,account_id,paid_at,amount\nP1,A1,2026-10-02,10\n");
    measure(&m, "2026-10");
    ck_cents(&m, "E1", "paid", 0);
    ck_cents(&m, "T1", "paid", 0);
    ck_cents(&m, "", "paid", 1000);
    ck_count(&m, "", "held_n", 0);
}
END_TEST

/* Whoever contacted it last on one of the seven days that end with the payment's. */
START_TEST(attributed)
{
    unheld_account();
    company_load(&m.c, "settings.csv", "name,value\nattribution_days,7\n");
    company_load(&m.c, "payments.csv",
                 "payment_id,account_id,paid_at,amount\nP1,A1,2026-10-01 09:59,1\n"
                 "P2,A1,2026-10-07 11:59,2\nP3,A1,2026-10-07 12:00,4\n"
                 "P4,A1,2026-10-13 23:00,8\nP5,A1,2026-10-14,16\n");
    measure(&m, "2026-10");
    ck_cents(&m, "E1", "paid", 200);
    ck_cents(&m, "E2", "paid", 1200);
    ck_cents(&m, "", "paid", 3100);
    ck_count(&m, "", "held_n", 0);
    company_load(&m.c, "assignments.csv",
                 "account_id,employee_id,from,to\n"
                 "A1,E4,2026-10-07,2026-10-08\n");
    measure(&m, "2026-10"); /* who holds it comes before who contacted it */
    ck_cents(&m, "E4", "paid", 600);
    ck_cents(&m, "E1", "paid", 0);
    ck_count(&m, "E4", "held_n", 2);
}
END_TEST

/* Somebody who has left holds nothing any more, whatever the assignments say. */
START_TEST(holder_without_a_post)
{
    measured_account(&m, "100");
    company_load(&m.c, "settings.csv", "name,value\nattribution_days,7\n");
    company_load(&m.c, "employees.csv",
                 "employee_id,team_id,hired_on,left_on\nE1,T11,2026-01-01,2026-10-09\n");
    company_load(&m.c, "payments.csv",
                 "payment_id,account_id,paid_at,amount\nP1,A1,2026-10-09,10\nP2,A1,2026-10-10,5\n");
    measure(&m, "2026-10");
    ck_cents(&m, "E1", "paid", 1000);
    ck_cents(&m, "T1", "paid", 1000);
    ck_cents(&m, "", "paid", 1500);
    ck_count(&m, "", "held_n", 1);
}
END_TEST

/* The whole payment is the owner's on the sales side, whatever the credits say. */
START_TEST(owned)
{
    company_add(&m.c, "customers.csv", "customer_id,owner_id\nC1,E4\n");
    company_add(&m.c, "accounts.csv",
                "account_id,customer_id,due_on,amount\nA1,C1,2026-07-03,100\n");
    company_add(&m.c, "payments.csv",
                "payment_id,account_id,paid_at,amount\nP1,A1,2026-10-02,100\n");
    company_add(&m.c, "credits.csv", "payment_id,employee_id,share\nP1,E1,0.5\nP1,E2,0.5\n");
    company_take(&m.c);
    measure(&m, "2026-10");
    ck_cents(&m, "E4", "owned", 10000);
    ck_count(&m, "E4", "owned_cleared", 1);
    ck_cents(&m, "T2", "owned", 10000);
    ck_cents(&m, "E1", "owned", 0);
    ck_cents(&m, "E4", "paid", 0);
    ck_cents(&m, "", "owned", 10000);
}
END_TEST

/* The last connected contact not after the payment, on one of 30 days that end with its day. */
START_TEST(channel_of_the_contact)
{
    measured_account(&m, "1000");
    company_load(&m.c, "contacts.csv",
                 "contact_id,account_id,employee_id,started_at,channel,outcome\n"
                 "K1,A1,E1,2026-09-10 18:00,wechat,talked\n"
                 "K2,A1,E1,2026-09-20 18:00,sms,no_answer\n"
                 "K3,A1,E1,2026-10-12 12:00,sms,refused\n");
    company_load(&m.c, "payments.csv",
                 "payment_id,account_id,paid_at,amount,channel\nP1,A1,2026-10-09 23:00,1,cash\n"
                 "P2,A1,2026-10-10 08:00,2,cash\nP3,A1,2026-10-12 11:59,4,\n"
                 "P4,A1,2026-10-12 12:00,8,bank\n");
    measure(&m, "2026-10");
    ck_cents(&m, "E1", "wechat", 100);
    ck_cents(&m, "E1", "sms", 800);
    ck_cents(&m, "E1", "cash", 300);
    company_load(&m.c, "settings.csv", "name,value\ncontact_window_days,31\n");
    measure(&m, "2026-10");
    ck_cents(&m, "E1", "wechat", 300);
}
END_TEST

/* What was paid by way of WeChat is taken back as such, whatever came between. */
START_TEST(a_reversal_mirrors)
{
    measured_account(&m, "1000");
    company_load(&m.c, "contacts.csv",
                 "contact_id,account_id,employee_id,started_at,channel,outcome\n"
                 "K1,A1,E1,2026-10-01 18:00,wechat,talked\n"
                 "K2,A1,E1,2026-10-08 18:00,sms,refused\n");
    company_load(&m.c, "payments.csv",
                 "payment_id,account_id,paid_at,amount,channel,reverses\n"
                 "P1,A1,2026-10-02 10:00,60,cash,\nR1,A1,2026-10-10,-20,bank,P1\n"
                 "R2,A1,2026-10-11,-40,,P1\n");
    measure(&m, "2026-10-10");
    ck_cents(&m, "E1", "wechat", -2000);
    ck_cents(&m, "E1", "cash", -2000);
    ck_count(&m, "E1", "dpd_sum", 91);   /* the payment's */
    ck_cents(&m, "E1", "first_days", 0); /* but on its own day */
    measure(&m, "2026-10");
    ck_cents(&m, "E1", "wechat", 0);
    ck_cents(&m, "E1", "cash", 0);
    ck_cents(&m, "E1", "sms", 0);
    ck_cents(&m, "E1", "first_days", 6000);
}
END_TEST

START_TEST(on_the_original_day)
{
    measured_account(&m, "60");
    company_load(&m.c, "settings.csv", "name,value\nreversal_day,original\n");
    company_load(&m.c, "payments.csv",
                 "payment_id,account_id,paid_at,amount,reverses\nP1,A1,2026-10-02,60,\n"
                 "R1,A1,2026-11-10,-60,P1\nP2,A1,2026-11-12,60,\n");
    measure(&m, "2026-10");
    ck_cents(&m, "E1", "paid", 0);
    ck_cents(&m, "E1", "first_days", 0);
    ck_count(&m, "E1", "cleared_n", 0);
    measure(&m, "2026-11"); /* which clears the account only because it was open again */
    ck_cents(&m, "E1", "paid", 6000);
    ck_count(&m, "E1", "cleared_n", 1);
}
END_TEST

/* E2 cleared it; what E1 had brought bounces: E2 loses the clearing, E1 the money. */
START_TEST(cleared_by_another)
{
    company_add(&m.c, "accounts.csv", "account_id,due_on,amount\nA1,2026-07-03,100\n");
    company_add(&m.c, "assignments.csv",
                "account_id,employee_id,from,to\n"
                "A1,E1,2026-10-01,2026-10-05\nA1,E2,2026-10-05,\n");
    company_add(&m.c, "payments.csv",
                "payment_id,account_id,paid_at,amount,reverses\nP1,A1,2026-10-02,60,\n"
                "P2,A1,2026-10-06,40,\nR1,A1,2026-10-10,-60,P1\n");
    company_take(&m.c);
    measure(&m, "2026-10-10");
    ck_cents(&m, "E1", "paid", -6000);
    ck_count(&m, "E1", "cleared_n", 0);
    ck_cents(&m, "E2", "paid", 0);
    ck_count(&m, "E2", "cleared_n", -1);
    measure(&m, "2026-10");
    ck_count(&m, "", "cleared_n", 0);
}
END_TEST

/* A waiver had cleared it: there is no 1 to take back. */
START_TEST(cleared_by_a_waiver)
{
    measured_account(&m, "100");
    company_load(&m.c, "arrangements.csv",
                 "arrangement_id,account_id,kind,agreed_on,amount\n"
                 "W1,A1,waiver,2026-10-05,40\n");
    company_load(&m.c, "payments.csv",
                 "payment_id,account_id,paid_at,amount,reverses\nP1,A1,2026-10-02,60,\n"
                 "R1,A1,2026-10-10,-60,P1\n");
    measure(&m, "2026-10");
    ck_count(&m, "", "cleared_n", 0);
}
END_TEST

/* E5 comes on the 10th: what they are credited with before counts for nobody, and is taken back
 * from nobody, whether they held the account, credits name them, or they contacted last. */
START_TEST(taken_back_from_nobody)
{
    company_add(&m.c, "employees.csv", "employee_id,team_id,hired_on\nE5,T11,2026-10-10\n");
    company_add(&m.c, "settings.csv", "name,value\nattribution_days,7\n");
    company_add(&m.c, "accounts.csv",
                "account_id,due_on,amount\nA1,2026-07-03,100\nA2,2026-07-03,100\n"
                "A3,2026-07-03,100\n");
    company_add(&m.c, "assignments.csv", "account_id,employee_id,from\nA1,E5,2026-10-01\n");
    company_add(&m.c, "contacts.csv",
                "contact_id,account_id,employee_id,started_at,outcome\n"
                "K1,A3,E5,2026-10-01 10:00,talked\n");
    company_add(&m.c, "payments.csv",
                "payment_id,account_id,paid_at,amount,reverses\nP1,A1,2026-10-02,10,\n"
                "R1,A1,2026-10-20,-10,P1\nP2,A2,2026-10-02,20,\nR2,A2,2026-10-20,-20,P2\n"
                "P3,A3,2026-10-02,40,\nR3,A3,2026-10-20,-40,P3\n");
    company_add(&m.c, "credits.csv", "payment_id,employee_id,share\nP2,E5,0.5\nP2,E1,0.5\n");
    company_take(&m.c);
    measure(&m, "2026-10");
    ck_cents(&m, "E5", "paid", 0);
    ck_cents(&m, "E1", "paid", 0);
    ck_count(&m, "", "held_n", 0);
    measure(&m, "2026-10-20");
    ck_cents(&m, "E1", "paid", -1000);
    ck_cents(&m, "", "paid", -7000);
}
END_TEST

/* After a broken promise, and after another holder who left a balance. */
START_TEST(second_attempts)
{
    company_add(&m.c, "accounts.csv",
                "account_id,due_on,amount\nA1,2026-07-03,100\nA2,2026-07-03,100\n"
                "A3,2026-07-03,100\n");
    company_add(&m.c, "assignments.csv",
                "account_id,employee_id,from,to\nA1,E1,2026-10-01,\n"
                "A2,E1,2026-10-01,2026-10-05\nA2,E2,2026-10-05,\n"
                "A3,E1,2026-10-01,2026-10-05\nA3,E1,2026-10-05,\n");
    company_add(&m.c, "contacts.csv",
                "contact_id,account_id,employee_id,started_at,outcome,promised_amount,promised_on\n"
                "K1,A1,E1,2026-10-01,promised,50,2026-10-04\n"); /* broken on the 7th */
    company_add(&m.c, "payments.csv",
                "payment_id,account_id,paid_at,amount,reverses\nP1,A1,2026-10-07,1,\n"
                "P2,A1,2026-10-08,2,\nP3,A2,2026-10-04,4,\nP4,A2,2026-10-05,8,\n"
                "P5,A3,2026-10-20,16,\nR1,A1,2026-10-09,-1,P1\n");
    company_take(&m.c);
    measure(&m, "2026-10");
    ck_cents(&m, "E1", "paid_second", 200);
    ck_cents(&m, "E2", "paid_second", 800);
    ck_cents(&m, "", "paid_second", 1000);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, cleared_and_lifted_again);
    tcase_add_test(tc, overpaid);
    tcase_add_test(tc, waivers);
    tcase_add_test(tc, credits);
    tcase_add_test(tc, credits_taken_back_in_parts);
    tcase_add_test(tc, largest_remainder);
    tcase_add_test(tc, handed_over_before_the_reversal);
    tcase_add_test(tc, nobody);
    tcase_add_test(tc, attributed);
    tcase_add_test(tc, holder_without_a_post);
    tcase_add_test(tc, owned);
    tcase_add_test(tc, channel_of_the_contact);
    tcase_add_test(tc, a_reversal_mirrors);
    tcase_add_test(tc, on_the_original_day);
    tcase_add_test(tc, cleared_by_another);
    tcase_add_test(tc, cleared_by_a_waiver);
    tcase_add_test(tc, taken_back_from_nobody);
    tcase_add_test(tc, second_attempts);
}

UNIT_MAIN("payment")
