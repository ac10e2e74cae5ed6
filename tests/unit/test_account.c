/* fact/account: contacts and promises, and what rows say of an account. */
#include "measured.h"
#include "unit.h"

static struct measured m;

static void set_up(void)
{
    measured_open(&m);
    company_load(&m.c, "measures.csv",
                 "measure_id,fact,unit,value,where\n"
                 "dpd_sum,payment,count,dpd,\n"
                 "cohort_sum,payment,count,cohort_dpd,\n"
                 "age_sum,payment,count,age,\n"
                 "late,payment,money,amount,stage = 'late' and product = 'card' and rating = 'BB'\n"
                 "calls,contact,count,1.0,\n"
                 "talk,contact,seconds,duration_s,\n"
                 "timed,contact,count,1,duration_s is not null\n"
                 "good_talk,contact,seconds,effective_s,\n"
                 "reached,contact,count,connected,\n"
                 "not_reached,contact,count,1,connected = 0\n"
                 "promised_n,contact,count,promised,\n"
                 "promised_cents,contact,money,promised_amount,promised_on > day\n"
                 "named,contact,count,1,promised_amount is not null\n"
                 "ill,contact,count,1,reason = 'ill'\n"
                 "complained_n,contact,count,complained,\n"
                 "violations,contact,count,violation,\n"
                 "evening,contact,count,1.0,hour >= 20\n"
                 "decided,promise,count,1.0,\n"
                 "kept_n,promise,count,kept,\n"
                 "promised_sum,promise,money,amount,\n"
                 "kept_early,promise,count,kept,day < '2026-10-05'\n");
}

static void tear_down(void)
{
    measured_close(&m);
}

/* Due 3 July: 90 days on 1 October, 104 on the 15th. From the 20th the due date is the 25th. */
START_TEST(dimensions)
{
    company_add(&m.c, "stages.csv", "stage,from_dpd,to_dpd,team_kind\nlate,104,,phone\n");
    company_add(&m.c, "customers.csv", "customer_id,born_on,rating\nC1,1986-10-16,BB\n");
    company_add(&m.c, "accounts.csv",
                "account_id,customer_id,product,due_on,amount\nA1,C1,card,2026-07-03,100\n");
    company_add(&m.c, "arrangements.csv",
                "arrangement_id,account_id,kind,agreed_on,due_on\n"
                "X1,A1,extension,2026-10-20,2026-10-25\n");
    company_add(&m.c, "payments.csv",
                "payment_id,account_id,paid_at,amount\nP1,A1,2026-10-14,1\n"
                "P2,A1,2026-10-15,2\nP3,A1,2026-10-16,4\nP4,A1,2026-10-20,8\n"
                "P5,A1,2026-11-04,16\n");
    company_take(&m.c);
    measure(&m, "2026-10-15");
    ck_count(&m, "", "dpd_sum", 104);
    ck_count(&m, "", "cohort_sum", 90);
    ck_count(&m, "", "age_sum", 39);
    measure(&m, "2026-10-16");
    ck_count(&m, "", "age_sum", 40);
    measure(&m, "2026-10-20");
    ck_count(&m, "", "dpd_sum", -5);
    ck_count(&m, "", "cohort_sum", 90);
    measure(&m, "2026-11-04");
    ck_count(&m, "", "dpd_sum", 10);
    ck_count(&m, "", "cohort_sum", 7);
    measure(&m, "2026-10");
    ck_cents(&m, "", "late", 600);
}
END_TEST

START_TEST(contacts)
{
    measured_account(&m, "100");
    company_add(&m.c, "keywords.csv", "keyword_id,phrase,severity\nB,jail,block\nW,late,warn\n");
    company_add(&m.c, "contacts.csv",
                "contact_id,account_id,employee_id,started_at,duration_s,outcome,transcript\n"
                "K1,A1,E1,2026-10-01 19:59:59,10,no_answer,\n"
                "K2,A1,E1,2026-10-01 20:00,20,talked,jail\n"
                "K3,A1,E1,2026-10-02,40,promised,you are late\n"
                "K4,A1,E2,2026-10-02,80,paid,jail\nK5,,E3,2026-10-31 23:59:59,160,left_message,\n"
                "K6,A1,E1,2026-11-01,320,paid,jail\n");
    company_add(&m.c, "reviews.csv",
                "contact_id,verdict,reviewer,at\nK2,clean,boss,2026-10-03\n"
                "K5,violation,boss,2026-10-03\n");
    company_add(&m.c, "complaints.csv",
                "complaint_id,employee_id,contact_id,at,upheld\nR1,E1,K1,2026-10-03,yes\n"
                "R2,E1,K2,2026-10-03,pending\nR3,E1,K3,2026-10-03,no\nR4,E1,K1,2026-11-03,yes\n");
    company_take(&m.c);
    measure(&m, "2026-10");
    ck_count(&m, "E1", "calls", 3);
    ck_count(&m, "E1", "talk", 70);
    ck_count(&m, "E1", "good_talk", 40);
    ck_count(&m, "E2", "good_talk", 80);
    ck_count(&m, "E1", "reached", 2);
    ck_count(&m, "E3", "reached", 0);
    ck_count(&m, "", "promised_n", 1);
    ck_count(&m, "E1", "complained_n", 1);
    ck_count(&m, "", "complained_n", 1);
    ck_count(&m, "E1", "violations", 0); /* a review says clean; warn is none */
    ck_count(&m, "E2", "violations", 1);
    ck_count(&m, "E3", "violations", 1); /* a review says so */
    ck_count(&m, "E1", "evening", 1);
    ck_count(&m, "E3", "evening", 1);
    ck_count(&m, "T1", "calls", 5);
    ck_count(&m, "", "talk", 310);
}
END_TEST

/* An empty cell is not known, never 0: nor is what would follow from it. */
START_TEST(what_contacts_do_not_say)
{
    company_load(&m.c, "contacts.csv",
                 "contact_id,employee_id,started_at,duration_s,outcome,promised_amount,promised_on,"
                 "reason\n"
                 "K1,E1,2026-10-01 10:00,10,talked,,,ill\n"
                 "K2,E1,2026-10-01 11:00,,no_answer,,,\n"
                 "K3,E1,2026-10-01 12:00,30,,,,poor\n"
                 "K4,E1,2026-10-01 13:00,0,promised,50,2026-10-02,ill\n"
                 "K5,E1,2026-10-01 14:00,5,promised,70,2026-10-01,\n");
    measure(&m, "2026-10");
    ck_count(&m, "E1", "calls", 5);
    ck_count(&m, "E1", "timed", 4);
    ck_count(&m, "E1", "talk", 45);
    ck_count(&m, "E1", "reached", 3);
    ck_count(&m, "E1", "not_reached", 1); /* of K3 nobody knows */
    ck_count(&m, "E1", "ill", 2);
    ck_cents(&m, "E1", "promised_cents", 5000);
}
END_TEST

/* Kept on the day that the money is there, broken at the end of promised_on + 3 days of grace. */
START_TEST(promises)
{
    company_add(&m.c, "accounts.csv",
                "account_id,due_on,amount\nA1,2026-07-03,900\nA2,2026-07-03,900\n"
                "A3,2026-07-03,900\nA4,2026-07-03,900\n");
    company_add(&m.c, "contacts.csv",
                "contact_id,account_id,employee_id,started_at,outcome,promised_amount,promised_on\n"
                "K1,A1,E1,2026-10-01 15:00,promised,50,2026-10-05\n" /* until the 8th */
                "K2,A2,E1,2026-10-01 15:00,promised,50,2026-10-05\n"
                "K3,A3,E1,2026-10-01 15:00,promised,,2026-10-05\n"
                "K4,A4,E1,2026-10-01 15:00,promised,50,\n" /* no day: no promise to keep */
                "K5,A4,E1,2026-10-01 15:00,talked,50,2026-10-05\n"); /* nor is this one */
    company_add(&m.c, "payments.csv",
                "payment_id,account_id,paid_at,amount\nP1,A1,2026-10-01 09:00,20\n"
                "P2,A1,2026-10-08 23:59,30\nP3,A2,2026-09-30,50\nP4,A2,2026-10-08,49.99\n"
                "P5,A2,2026-10-09,50\nP6,A3,2026-10-02,0.01\n");
    company_take(&m.c);
    measure(&m, "2026-10-01..2026-10-07");
    ck_count(&m, "E1", "decided", 1); /* any sum was promised of A3 */
    ck_count(&m, "E1", "kept_n", 1);
    ck_count(&m, "E1", "kept_early", 1);
    measure(&m, "2026-10-08");
    ck_count(&m, "E1", "decided", 2);
    ck_count(&m, "E1", "kept_n", 1);
    ck_cents(&m, "E1", "promised_sum", 10000);
    ck_count(&m, "T1", "decided", 2);
    company_load(&m.c, "settings.csv", "name,value\npromise_grace_days,4\n");
    measure(&m, "2026-10-08");
    ck_count(&m, "E1", "decided", 1);
    measure(&m, "2026-10-09");
    ck_count(&m, "E1", "decided", 1);
    ck_count(&m, "E1", "kept_n", 1);
}
END_TEST

/* 0 names no amount: the promise of it is kept by a payment, as one of any sum is. */
START_TEST(promises_of_nothing)
{
    company_add(&m.c, "accounts.csv",
                "account_id,due_on,amount\nA1,2026-07-03,900\nA2,2026-07-03,900\n");
    company_add(&m.c, "contacts.csv",
                "contact_id,account_id,employee_id,started_at,outcome,promised_amount,promised_on\n"
                "K1,A1,E1,2026-10-01 15:00,promised,0,2026-10-05\n" /* until the 8th */
                "K2,A2,E1,2026-10-01 15:00,promised,0.00,2026-10-05\n"
                "K3,,E1,2026-10-01 15:00,promised,0,2026-10-05\n");
    company_add(&m.c, "payments.csv",
                "payment_id,account_id,paid_at,amount\nP1,A2,2026-10-02,0.01\n");
    company_take(&m.c);
    measure(&m, "2026-10-01");
    ck_count(&m, "E1", "decided", 0);
    ck_count(&m, "E1", "named", 0);
    measure(&m, "2026-10");
    ck_count(&m, "E1", "decided", 2);
    ck_count(&m, "E1", "kept_n", 1);
    ck_cents(&m, "E1", "promised_sum", 0);
}
END_TEST

/* A later promise with a date takes the place of one that is not decided yet, if it is made by the
 * day promised for. */
START_TEST(promises_replaced)
{
    company_add(&m.c, "accounts.csv",
                "account_id,due_on,amount\nA1,2026-07-03,900\n"
                "A2,2026-07-03,900\nA3,2026-07-03,900\nA4,2026-07-03,900\n");
    company_add(&m.c, "contacts.csv",
                "contact_id,account_id,employee_id,started_at,outcome,promised_amount,promised_on\n"
                "K1,A1,E1,2026-10-01,promised,50,2026-10-05\n"
                "K2,A1,E2,2026-10-05,promised,60,2026-10-10\n" /* the day itself: replaced */
                "K3,A2,E1,2026-10-01,promised,50,2026-10-05\n"
                "K4,A2,E2,2026-10-06,promised,60,2026-10-10\n" /* in the days of grace: not */
                "K5,A3,E1,2026-10-01,promised,50,2026-10-05\n"
                "K6,A3,E2,2026-10-04,promised,60,\n" /* without a date: not */
                "K7,A4,E1,2026-10-01,promised,50,2026-10-05\n"
                "K8,A4,E2,2026-10-04,promised,60,2026-10-10\n"); /* kept before: not */
    company_add(&m.c, "payments.csv",
                "payment_id,account_id,paid_at,amount\nP1,A4,2026-10-03,50\n");
    company_take(&m.c);
    measure(&m, "2026-10");
    ck_count(&m, "E1", "decided", 3);
    ck_count(&m, "E1", "kept_n", 1);
    ck_count(&m, "E2", "decided", 3);
    ck_count(&m, "", "kept_n", 1);
}
END_TEST

/* Two instalments kept and the third broken are 2 of 3. */
START_TEST(instalments)
{
    company_add(&m.c, "accounts.csv", "account_id,due_on,amount\nA1,2026-07-03,900\n");
    company_add(&m.c, "contacts.csv",
                "contact_id,account_id,employee_id,started_at,outcome,promised_amount,promised_on\n"
                "K1,A1,E1,2026-10-01,promised,50,2026-10-05\n"
                "K2,A1,E1,2026-10-06 10:00,promised,50,2026-10-12\n"
                "K3,A1,E1,2026-10-13 10:00,promised,50,2026-10-19\n");
    company_add(&m.c, "payments.csv",
                "payment_id,account_id,paid_at,amount\nP1,A1,2026-10-05 09:00,50\n"
                "P2,A1,2026-10-12 09:00,50\n");
    company_take(&m.c);
    measure(&m, "2026-10");
    ck_count(&m, "E1", "decided", 3);
    ck_count(&m, "E1", "kept_n", 2);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, dimensions);
    tcase_add_test(tc, contacts);
    tcase_add_test(tc, what_contacts_do_not_say);
    tcase_add_test(tc, promises);
    tcase_add_test(tc, promises_of_nothing);
    tcase_add_test(tc, promises_replaced);
    tcase_add_test(tc, instalments);
}

UNIT_MAIN("account")
