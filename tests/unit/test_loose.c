/* fact/loose: feedback, complaints, arrangements, trainings, costs. */
#include "measured.h"
#include "unit.h"

static struct measured m;

static void set_up(void)
{
    measured_open(&m);
    company_load(&m.c, "measures.csv",
                 "measure_id,fact,unit,value,where\n"
                 "score_sum,feedback,number,score,kind = 'customer'\n"
                 "feedback_n,feedback,count,1.0,\n"
                 "upheld_n,complaint,count,1.0,upheld = 'yes'\n"
                 "complaint_n,complaint,count,1.0,\n"
                 "waived,arrangement,money,amount,kind = 'waiver'\n"
                 "arranged,arrangement,count,1.0,\n"
                 "passed_n,training,count,passed,\n"
                 "law_n,training,count,1.0,course = '法律'\n"
                 "cost_sum,cost,money,amount,\n"
                 "sms_cost,cost,money,amount,channel = 'sms'\n"
                 "calls,contact,count,1.0,dpd is null and stage is null\n");
}

static void tear_down(void)
{
    measured_close(&m);
}

static void load(const char *name, const char *text)
{
    company_load(&m.c, name, text);
}

START_TEST(feedback)
{
    load("feedback.csv", "feedback_id,kind,employee_id,at,score\nF1,,E1,2026-10-01,90\n"
                         "F2,customer,E1,2026-10-31 23:59:59,80.5\nF3,peer,E1,2026-10-02,10\n"
                         "F4,customer,E1,2026-11-01,1\nF5,customer,E3,2026-10-02,70\n");
    measure(&m, "2026-10");
    ck_cents(&m, "E1", "score_sum", 170500000);
    ck_count(&m, "E1", "feedback_n", 3);
    ck_cents(&m, "T1", "score_sum", 240500000);
    ck_count(&m, "", "feedback_n", 4);
}
END_TEST

START_TEST(complaints)
{
    load("complaints.csv", "complaint_id,employee_id,at,upheld\nC1,E1,2026-10-01,yes\n"
                           "C2,E1,2026-10-01,no\nC3,E1,2026-10-01,\n");
    measure(&m, "2026-10");
    ck_count(&m, "E1", "complaint_n", 3);
    ck_count(&m, "T11", "upheld_n", 1);
}
END_TEST

START_TEST(arrangements)
{
    load("accounts.csv", "account_id,due_on,amount\nA1,2026-07-03,100\n");
    load("arrangements.csv",
         "arrangement_id,account_id,kind,agreed_on,employee_id,amount,due_on\n"
         "R1,A1,waiver,2026-10-01,E1,12.34,\nR2,A1,extension,2026-10-02,E1,,2026-12-01\n"
         "R3,A1,waiver,2026-10-03,,5,\nR4,A1,instalment,2026-10-04,E1,50,\n");
    measure(&m, "2026-10");
    ck_cents(&m, "E1", "waived", 1234);
    ck_count(&m, "E1", "arranged", 3);
    ck_cents(&m, "", "waived", 1734);
}
END_TEST

START_TEST(trainings)
{
    load("trainings.csv", "employee_id,course,completed_on,passed\nE1,法律,2026-10-01,yes\n"
                          "E1,谈判,2026-10-02,no\nE1,系统,2026-10-03,\nE1,沟通,2026-09-30,yes\n");
    measure(&m, "2026-10");
    ck_count(&m, "E1", "passed_n", 1);
    ck_count(&m, "E1", "law_n", 1);
}
END_TEST

/* 100.00 over the 31 days of October: 3.2258 a day, to the cent and 100.00 in all. */
START_TEST(costs)
{
    load("costs.csv", "period,team_id,channel,amount\n2026-10,T11,sms,100\n2026-Q4,T1,phone,92\n"
                      "2026-10,,sms,0.01\n");
    measure(&m, "2026-10");
    ck_cents(&m, "T11", "cost_sum", 10000);
    ck_cents(&m, "T1", "cost_sum", 10000 + 3100); /* 92.00 over 92 days */
    ck_cents(&m, "T1", "sms_cost", 10000);
    ck_cents(&m, "T12", "cost_sum", 0);
    ck_cents(&m, "E1", "cost_sum", 0);
    ck_cents(&m, "", "cost_sum", 10000 + 3100 + 1);
    measure(&m, "2026-10-01..2026-10-15"); /* 15 × 3.225806 = 48.387 */
    ck_cents(&m, "T11", "sms_cost", 4839);
    measure(&m, "2026-10-16..2026-10-31");
    ck_cents(&m, "T11", "sms_cost", 5161);
}
END_TEST

/* Somebody who has no post on the day: the company's alone. */
START_TEST(without_a_post)
{
    load("employees.csv", "employee_id,team_id,hired_on,left_on\nE1,T11,2026-01-01,2026-10-09\n");
    load("feedback.csv", "feedback_id,employee_id,at,score\nF1,E1,2026-10-09,1\n"
                         "F2,E1,2026-10-10,2\n");
    measure(&m, "2026-10");
    ck_count(&m, "E1", "score_sum", 1);
    ck_count(&m, "T1", "score_sum", 1);
    ck_count(&m, "", "score_sum", 3);
}
END_TEST

START_TEST(contacts_without_an_account)
{
    load("contacts.csv", "contact_id,employee_id,started_at\nK1,E1,2026-10-01\n");
    measure(&m, "2026-10");
    ck_count(&m, "E1", "calls", 1);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, feedback);
    tcase_add_test(tc, complaints);
    tcase_add_test(tc, arrangements);
    tcase_add_test(tc, trainings);
    tcase_add_test(tc, costs);
    tcase_add_test(tc, without_a_post);
    tcase_add_test(tc, contacts_without_an_account);
}

UNIT_MAIN("loose")
