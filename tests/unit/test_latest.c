/* report/latest: which contacts and payments of a post are kept, and how many there are. */
#include "report/latest.h"
#include "reporting.h"
#include "unit.h"

#define CONTACTS                                                                                   \
    "contact_id,account_id,employee_id,started_at,channel,outcome,promised_amount,promised_on\n"

static struct cx_scores *scores;

static int post_held_by(const char *key)
{
    for (size_t i = 0; i < scores->post_count; i++) {
        const struct cx_post *post = &scores->org->posts[scores->posts[i].post];
        if (strcmp(scores->org->people[post->person].key, key) == 0)
            return scores->posts[i].post;
    }
    ck_abort_msg("nobody is %s", key);
}

static void load(struct latest **latest, size_t most)
{
    const struct cx_period month = period_of("2026-10");
    ck_assert_int_eq(cx_scores_compute(&scores, c.db, &month, &c.err), 0);
    ck_assert_int_eq(latest_new(latest, c.db, scores, most, &c.err), 0);
    const struct contact_listener listener = latest_listener(*latest);
    ck_assert_int_eq(contacted_hear(&listener, c.db, scores->org, &month, &c.err), 0);
    ck_assert_int_eq(latest_find_payments(*latest, &c.err), 0);
    ck_assert_int_eq(latest_find_words(*latest, &c.err), 0);
}

static void ck_rows(void (*fill)(struct cx_table *, const struct latest *, int),
                    const struct latest *latest, const char *key, const char *wanted)
{
    struct cx_table *table = cx_table_new(NULL);
    struct cx_buf out = {0};
    fill(table, latest, post_held_by(key));
    ck_assert_int_eq(cx_table_put(&out, table, CX_FORMAT_CSV, &c.err), 0);
    ck_assert_str_eq(cx_buf_str(&out), wanted);
    cx_table_free(table);
    cx_buf_fini(&out);
}

START_TEST(contacts)
{
    struct latest *latest;
    company_load(&c, "limits.csv",
                 "limit_id,jurisdiction,channel,rule,value,severity,source\n"
                 "night,XX,phone,quiet_hours,21:00-08:00,block,a law\n");
    company_load(&c, "settings.csv", "name,value\njurisdiction,XX\n");
    company_load(&c, "contacts.csv",
                 CONTACTS "K1,A1,E1,2026-10-02 22:30:00,phone,no_answer,,\n"
                          "K2,A1,E1,2026-10-05 10:00:00,phone,promised,50.00,2026-10-09\n"
                          "K3,A1,E1,2026-10-06 10:00:00,sms,left_message,,\n"
                          "K4,A1,E1,2026-10-06 10:00:00,,,,\n"
                          "K5,A1,E1,2026-09-30 10:00:00,phone,no_answer,,\n"
                          "K6,A2,E2,2026-10-07 09:00:00,phone,talked,0,\n"
                          "K7,A3,E3,2026-10-02 22:30:00,phone,no_answer,,\n"
                          "K8,A3,E3,2026-10-03 10:00:00,phone,talked,,\n"
                          "K9,A3,E3,2026-10-04 10:00:00,phone,talked,,\n");
    company_load(&c, "reviews.csv",
                 "contact_id,verdict,reviewer,at\nK7,clean,boss,2026-10-15\n"
                 "K8,violation,boss,2026-10-15\n");
    load(&latest, 3);
    ck_assert_uint_eq(latest_contact_count(latest, post_held_by("E1")), 4);
    ck_assert(latest_breaks(latest, post_held_by("E1")));
    ck_rows(latest_contacts, latest, "E1",
            "at,contact_id,account_id,channel,outcome,promised,breaks\n"
            "2026-10-02 22:30:00,K1,A1,phone,no_answer,,night\n"
            "2026-10-06 10:00:00,K4,A1,,,,\n"
            "2026-10-06 10:00:00,K3,A1,sms,left_message,,\n");
    ck_assert_uint_eq(latest_contact_count(latest, post_held_by("E2")), 1);
    ck_assert(!latest_breaks(latest, post_held_by("E2")));
    ck_rows(latest_contacts, latest, "E2",
            "at,contact_id,account_id,channel,outcome,promised\n"
            "2026-10-07 09:00:00,K6,A2,phone,talked,\n");
    ck_rows(latest_contacts, latest, "E3",
            "at,contact_id,account_id,channel,outcome,promised,breaks\n"
            "2026-10-03 10:00:00,K8,A3,phone,talked,,review\n"
            "2026-10-04 10:00:00,K9,A3,phone,talked,,\n"
            "2026-10-02 22:30:00,K7,A3,phone,no_answer,,\n");
    ck_assert_uint_eq(latest_contact_count(latest, post_held_by("E4")), 0);
    latest_free(latest);
    cx_scores_free(scores);
}
END_TEST

START_TEST(payments)
{
    struct latest *latest;
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-10-05,100\nP2,A1,2026-10-07,50.5\nP3,A1,2026-10-06,1\n"
                          "P4,A1,2026-09-06,7\nP5,A4,2026-10-06,9\n");
    load(&latest, 2);
    ck_assert_str_eq(scores->plan->quantities[latest_measure(latest)].name, "recovered");
    ck_assert_uint_eq(latest_payment_count(latest, post_held_by("E1")), 3);
    ck_rows(latest_payments, latest, "E1",
            "day,payment_id,account_id,counted\n2026-10-07,P2,A1,50.50\n2026-10-06,P3,A1,1.00\n");
    ck_rows(latest_payments, latest, "E4",
            "day,payment_id,account_id,counted\n2026-10-06,P5,A4,9.00\n");
    ck_rows(latest_payments, latest, "E2", "day,payment_id,account_id,counted\n");
    latest_free(latest);
    cx_scores_free(scores);
}
END_TEST

START_TEST(no_measure)
{
    struct latest *latest;
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-10-05,100\n");
    company_load(&c, "measures.csv",
                 "measure_id,fact,unit,value,where\nrecovered,contact,money,duration_s,\n");
    load(&latest, 2);
    ck_assert_int_eq(latest_measure(latest), -1);
    ck_assert_uint_eq(latest_payment_count(latest, post_held_by("E1")), 0);
    ck_rows(latest_payments, latest, "E1", "day,payment_id,account_id,counted\n");
    latest_free(latest);
    cx_scores_free(scores);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, contacts);
    tcase_add_test(tc, payments);
    tcase_add_test(tc, no_measure);
}

UNIT_MAIN("latest")
