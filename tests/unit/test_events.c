/* fact/events: which events are behind a sum, and what each adds to it. */
#include "fact/events.h"

#include "base/buf.h"
#include "base/decimal.h"
#include "measured.h"
#include "unit.h"

static struct measured m;

static void set_up(void)
{
    measured_open(&m);
    company_load(&m.c, "measures.csv",
                 "measure_id,fact,unit,value,where\n"
                 "recovered,payment,money,amount,\n"
                 "cleared,payment,count,cleared,\n"
                 "owned,owned_payment,money,amount,\n"
                 "talk,contact,seconds,duration_s,\n"
                 "due,promise,count,1,\n"
                 "kept,promise,count,kept,\n"
                 "exposed,exposure,money,opening + placed,\n"
                 "stars,feedback,number,score,\n"
                 "complaints,complaint,count,1,\n"
                 "customers,customer,count,1,\n"
                 "waived,arrangement,money,amount,\n"
                 "courses,training,count,passed,\n"
                 "spent,cost,money,amount,\n");
    company_add(&m.c, "customers.csv", "customer_id,owner_id\nC1,E4\n");
    company_add(&m.c, "accounts.csv",
                "account_id,customer_id,due_on,amount\nA1,C1,2026-01-01,100\nA2,,2026-01-01,50\n");
    /* A1 goes from E1 to E2 on the 11th: both of T11. */
    company_add(&m.c, "assignments.csv",
                "account_id,employee_id,from,to\nA1,E1,2026-09-01,2026-10-11\nA1,E2,2026-10-11,\n");
    company_add(&m.c, "payments.csv",
                "payment_id,account_id,paid_at,amount,reverses\nP1,A1,2026-10-05,60,\n"
                "P2,A1,2026-10-12 10:00,40,\nP3,A2,2026-10-13,10.01,\nP4,A1,2026-09-30,-5,\n");
    company_add(&m.c, "credits.csv", "payment_id,employee_id,share\nP3,E1,0.5\nP3,E3,0.5\n");
    company_add(&m.c, "contacts.csv",
                "contact_id,account_id,employee_id,started_at,duration_s,outcome,promised_on,"
                "promised_amount\n"
                "K1,A1,E1,2026-10-03 09:00,120,promised,2026-10-04,60\n"
                "K2,A1,E1,2026-10-02 09:00,0,no_answer,,\n"
                "K3,,E1,2026-10-02 10:00,30,talked,,\n");
    company_take(&m.c);
    measure(&m, "2026-10");
}

static void tear_down(void)
{
    measured_close(&m);
}

/* The events behind a subject's sum: "id account day value" each; they make the sum. */
static void ck_events(const char *name, const char *of, const char *wanted)
{
    struct cx_events *events = NULL;
    struct cx_err err = {0};
    struct cx_buf text = {0};
    size_t count;
    int measure_index = cx_plan_quantity(m.plan, of, strlen(of));
    int decimals = m.plan->quantities[measure_index].decimals;
    const struct cx_sum_key key = {0, subject(&m, name), (size_t)measure_index};
    char day[CX_DATE_TEXT], value[CX_DEC_TEXT];
    int64_t total = 0;
    ck_assert_int_eq(cx_events_find(&events, m.c.db, m.plan, m.org, &m.period, 1, &key, 1, &err),
                     0);
    const struct cx_event *list = cx_events_of(events, 0, &count);
    for (size_t i = 0; i < count; i++) {
        cx_buf_printf(&text, "%s%s,%s,%s,%s", i ? "; " : "", list[i].id, list[i].account,
                      cx_date_format(day, list[i].day) + 5,
                      cx_dec_format_short(value, list[i].value, decimals));
        total += list[i].value;
    }
    ck_assert_str_eq(cx_buf_str(&text), wanted);
    ck_assert_int_eq(total, sum(&m, name, of));
    cx_buf_fini(&text);
    cx_events_free(events);
}

/* P3 is shared: 10.01 in two halves, the odd cent to E1. */
START_TEST(payments)
{
    ck_events("E1", "recovered", "P1,A1,10-05,60; P3,A2,10-13,5.01");
    ck_events("E1#0", "recovered", "P1,A1,10-05,60; P3,A2,10-13,5.01");
    ck_events("E2", "recovered", "P2,A1,10-12,40");
    ck_events("T11", "recovered", "P1,A1,10-05,60; P2,A1,10-12,40; P3,A2,10-13,5.01");
    ck_events("T1", "recovered", "P1,A1,10-05,60; P2,A1,10-12,40; P3,A2,10-13,5; P3,A2,10-13,5.01");
    ck_events("T2", "recovered", "");
    ck_events("E4", "owned", "P1,A1,10-05,60; P2,A1,10-12,40");
    measure(&m, "2026-09");
    ck_events("E1", "recovered", "P4,A1,09-30,-5");
    ck_events("", "recovered", "P4,A1,09-30,-5");
}
END_TEST

/* A1 held 105 from the reversal on: P1 and P2 leave 5 of it. What is worth 0 is not listed. */
START_TEST(zeros)
{
    ck_events("", "cleared", "");
    company_load(&m.c, "payments.csv",
                 "payment_id,account_id,paid_at,amount\nP5,A1,2026-10-20,5\n");
    measure(&m, "2026-10");
    ck_events("E2", "cleared", "P5,A1,10-20,1");
    ck_events("E1", "talk", "K3,,10-02,30; K1,A1,10-03,120");
}
END_TEST

/* A promise counts on the day that decides it: P1 keeps it. */
START_TEST(promises)
{
    ck_events("E1", "due", "K1,A1,10-05,1");
    ck_events("E1", "kept", "K1,A1,10-05,1");
}
END_TEST

/* Once per subject: in T11's hands all through, in E2's from the 11th on, when 45 were open. */
START_TEST(exposures)
{
    ck_events("E1", "exposed", "A1,A1,10-01,105");
    ck_events("E2", "exposed", "A1,A1,10-11,45");
    ck_events("T11", "exposed", "A1,A1,10-01,105");
    ck_events("", "exposed", "A1,A1,10-01,105; A2,A2,10-01,50");
}
END_TEST

START_TEST(loose)
{
    company_add(&m.c, "feedback.csv",
                "feedback_id,employee_id,account_id,at,score\nF1,E1,A1,2026-10-05,80.5\n"
                "F2,E1,,2026-10-04,70\n");
    company_add(&m.c, "complaints.csv",
                "complaint_id,employee_id,account_id,at\nM1,E1,A1,2026-10-05\n");
    company_add(&m.c, "arrangements.csv",
                "arrangement_id,account_id,kind,agreed_on,employee_id,amount\n"
                "G1,A2,waiver,2026-10-09,E1,1.5\n");
    company_add(&m.c, "trainings.csv",
                "employee_id,course,completed_on,passed\nE1,law,2026-10-30,yes\n"
                "E1,manners,2026-10-30,no\n");
    company_add(&m.c, "costs.csv",
                "period,team_id,channel,amount\n2026-10-30..2026-11-01,T11,sms,100\n");
    company_add(&m.c, "orders.csv",
                "order_id,customer_id,ordered_at,amount\nO1,C1,2026-09-01,10\n");
    company_take(&m.c);
    measure(&m, "2026-10");
    ck_events("E1", "stars", "F2,,10-04,70; F1,A1,10-05,80.5");
    ck_events("E1", "complaints", "M1,A1,10-05,1");
    ck_events("E1", "waived", "G1,A2,10-09,1.5");
    ck_events("E1", "courses", "law,,10-30,1");
    /* 33.33, 33.34, 33.33 over the three days */
    ck_events("T1", "spent",
              "T11 sms 2026-10-30..2026-11-01,,10-30,33.33; "
              "T11 sms 2026-10-30..2026-11-01,,10-31,33.34");
    ck_events("E1", "spent", "");
    /* held by E1 and E2, owned by E4's people: once each */
    ck_events("E2", "customers", "C1,,10-01,1");
    ck_events("E4", "customers", "C1,,10-01,1");
    ck_events("T1", "customers", "C1,,10-01,1");
}
END_TEST

START_TEST(several_keys)
{
    struct cx_events *events = NULL;
    struct cx_err err = {0};
    struct cx_period before = cx_period_before(&m.period);
    const struct cx_period periods[2] = {m.period, before};
    size_t recovered = (size_t)cx_plan_quantity(m.plan, "recovered", 9), count;
    const struct cx_sum_key keys[] = {{1, subject(&m, "E1"), recovered},
                                      {0, subject(&m, "E2"), recovered},
                                      {0, subject(&m, "E1"), recovered}};
    ck_assert_int_eq(cx_events_find(&events, m.c.db, m.plan, m.org, periods, 2, keys, 3, &err), 0);
    ck_assert_uint_eq(events->count, 4);
    ck_assert_str_eq(cx_events_of(events, 0, &count)->id, "P4");
    ck_assert_uint_eq(count, 1);
    ck_assert_str_eq(cx_events_of(events, 1, &count)->id, "P2");
    ck_assert_uint_eq(count, 1);
    cx_events_of(events, 2, &count);
    ck_assert_uint_eq(count, 2);
    cx_events_free(events);
}
END_TEST

/* What violations and complaints of contacts change of a sum: those that a reviewer cleared change
 * nothing, nor do those without either. */
START_TEST(breaches)
{
    struct cx_events *events = NULL;
    struct cx_err err = {0};
    struct cx_buf text = {0};
    static const char *const names[] = {"bad", "clean", "bad_talk"};
    struct cx_sum_key keys[3];
    size_t count;
    company_add(&m.c, "measures.csv",
                "measure_id,fact,unit,value,where\n"
                "bad,contact,count,violation,\n"
                "clean,contact,count,1,violation = 0 and complained = 0\n"
                "bad_talk,contact,seconds,duration_s,violation = 1 and outcome = 'promised'\n");
    company_add(&m.c, "reviews.csv",
                "contact_id,verdict,reviewer,at\nK1,violation,E3,2026-10-20\n"
                "K2,clean,E3,2026-10-20\nK3,violation,E3,2026-10-20\n");
    company_add(&m.c, "complaints.csv",
                "complaint_id,employee_id,account_id,at,contact_id,upheld\n"
                "M1,E1,A1,2026-10-05,K3,yes\nM2,E1,A1,2026-10-05,K2,no\n");
    company_take(&m.c);
    measure(&m, "2026-10");
    for (size_t i = 0; i < 3; i++)
        keys[i] = (struct cx_sum_key){0, subject(&m, "E1#0"),
                                      (size_t)cx_plan_quantity(m.plan, names[i], strlen(names[i]))};
    ck_assert_int_eq(
        cx_events_breaches(&events, m.c.db, m.plan, m.org, &m.period, 1, keys, 3, &err), 0);
    for (size_t key = 0; key < 3; key++) {
        const struct cx_event *list = cx_events_of(events, key, &count);
        for (size_t i = 0; i < count; i++)
            cx_buf_printf(&text, "%s,%s,%lld; ", list[i].id, list[i].account,
                          (long long)list[i].value / 1000000);
    }
    ck_assert_str_eq(cx_buf_str(&text), "K3,,1; K1,A1,1; K3,,-1; K1,A1,-1; K1,A1,120; ");
    ck_assert_int_eq(sum(&m, "E1", "clean"), 1000000); /* K2 */
    cx_buf_fini(&text);
    cx_events_free(events);
}
END_TEST

START_TEST(of_breaches)
{
    static const struct {
        enum cx_fact fact;
        const char *value, *where;
        bool is_of;
    } measures[] = {
        {CX_FACT_CONTACT, "1", NULL, false},
        {CX_FACT_CONTACT, "1", "channel = 'phone'", false},
        {CX_FACT_CONTACT, "1", "channel = 'phone' and violation = 1", true},
        {CX_FACT_CONTACT, "1 - complained", NULL, true},
        {CX_FACT_COMPLAINT, "1", NULL, true},
        {CX_FACT_PAYMENT, "1", NULL, false},
    };
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
        struct cx_quantity of = {.name = (char *)"m",
                                 .fact = measures[i].fact,
                                 .expression = (char *)measures[i].value,
                                 .where = (char *)measures[i].where};
        ck_assert_int_eq(cx_measure_is_of_breaches(&of), measures[i].is_of);
    }
}
END_TEST

/* Who alone is asked for gets what they get among others: their rows need few accounts, and few
 * contacts. Before the month A3 was paid for, and A2 and A3 were talked to. */
START_TEST(one_of_several)
{
    static const char *const posts[] = {"E1#0", "E2#0", "E3#0", "E4#0"};
    enum { POSTS = sizeof posts / sizeof *posts };
    struct cx_sum_key keys[2 * POSTS];
    struct cx_events *all = NULL, *one = NULL;
    size_t known = 0, count, alone;
    company_load(&m.c, "measures.csv",
                 "measure_id,fact,unit,value,where\n"
                 "by_phone,payment,money,amount,contact_channel = 'phone'\n");
    company_load(&m.c, "accounts.csv", "account_id,due_on,amount\nA3,2026-01-01,100\n");
    company_load(&m.c, "assignments.csv",
                 "account_id,employee_id,from,to\nA3,E4,2026-08-01,2026-08-20\n");
    company_load(&m.c, "payments.csv",
                 "payment_id,account_id,paid_at,amount,reverses\nP6,A3,2026-08-15,30,\n"
                 "R6,A3,2026-10-15,-20,P6\nP7,A2,2026-10-16,2,\n");
    company_load(&m.c, "contacts.csv",
                 "contact_id,account_id,employee_id,started_at,channel,outcome\n"
                 "K4,A3,E4,2026-08-01,phone,talked\nK5,A1,E1,2026-10-04,phone,talked\n"
                 "K6,A2,E3,2026-09-28,phone,talked\n");
    measure(&m, "2026-10");
    size_t by_phone = (size_t)cx_plan_quantity(m.plan, "by_phone", 8);
    size_t recovered = (size_t)cx_plan_quantity(m.plan, "recovered", 9);
    for (size_t i = 0; i < POSTS; i++) {
        keys[2 * i] = (struct cx_sum_key){0, subject(&m, posts[i]), by_phone};
        keys[2 * i + 1] = (struct cx_sum_key){0, subject(&m, posts[i]), recovered};
    }
    ck_assert_int_eq(
        cx_events_find(&all, m.c.db, m.plan, m.org, &m.period, 1, keys, 2 * POSTS, &m.c.err), 0);
    for (size_t i = 0; i < 2 * POSTS; i++) {
        ck_assert_int_eq(cx_events_find(&one, m.c.db, m.plan, m.org, &m.period, 1, &keys[i / 2 * 2],
                                        2, &m.c.err),
                         0);
        const struct cx_event *among = cx_events_of(all, i, &count);
        const struct cx_event *list = cx_events_of(one, i % 2, &alone);
        ck_assert_uint_eq(alone, count);
        for (size_t k = 0; k < count; k++, known++) {
            ck_assert_str_eq(list[k].id, among[k].id);
            ck_assert_int_eq(list[k].value, among[k].value);
        }
        cx_events_free(one);
    }
    ck_assert_uint_eq(known, 10);
    cx_events_free(all);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, payments);
    tcase_add_test(tc, zeros);
    tcase_add_test(tc, promises);
    tcase_add_test(tc, exposures);
    tcase_add_test(tc, loose);
    tcase_add_test(tc, several_keys);
    tcase_add_test(tc, breaches);
    tcase_add_test(tc, of_breaches);
    tcase_add_test(tc, one_of_several);
}

UNIT_MAIN("events")
