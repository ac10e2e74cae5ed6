/* report/alerts: what fires, and the people and contacts behind it. */
#include "reporting.h"
#include "unit.h"

#define HEADER                                                                                     \
    "alert_id,severity,what,team_id,employee_id,name,metric,value,contact_id,at,message\n"
#define CONTACTS                                                                                   \
    "contact_id,account_id,employee_id,started_at,channel,outcome,promised_amount,promised_on\n"

/* E1 promises three times: 100 by the 5th, of which 60 come within three days of grace; 100 by the
 * 10th, replaced on the 12th by one of the 20th, which is kept. E2's two contacts are clean, one of
 * E1's is a violation in a reviewer's eyes. */
static void set_up(void)
{
    staff_open();
    company_load(&c, "measures.csv",
                 "measure_id,fact,unit,value,where\n"
                 "calls,contact,count,1,\nclean,contact,count,1,violation = 0 and complained = 0\n"
                 "due,promise,count,1,\nkept,promise,count,kept,\n");
    company_load(
        &c, "metrics.csv",
        "metric_id,title,unit,better,formula\n"
        "clean_rate,Clean,ratio,high,clean / calls\nkept_rate,Kept,ratio,high,kept / due\n");
    company_load(&c, "contacts.csv",
                 CONTACTS "K1,A1,E1,2026-10-01 10:00,phone,promised,100,2026-10-05\n"
                          "K2,A1,E1,2026-10-09 10:00,phone,promised,100,2026-10-10\n"
                          "K3,A1,E1,2026-10-10 10:00,phone,promised,50,2026-10-20\n"
                          "K4,A2,E2,2026-10-12 10:00,phone,talked,,\n"
                          "K5,A2,E2,2026-10-13 10:00,phone,talked,,\n");
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-10-08,60\nP2,A1,2026-10-09 01:00,40\nP3,A1,2026-10-20,50\n");
    company_load(&c, "reviews.csv",
                 "contact_id,verdict,reviewer,at,reason\nK2,violation,boss,2026-10-15,rude\n");
}

START_TEST(behind)
{
    company_load(&c, "alerts.csv",
                 "alert_id,level,when,severity,message\n"
                 "clean,team,clean_rate < 0.9,critical,not clean\n"
                 "promises,employee,kept_rate < 0.6,info,broken\n");
    ck_report("alerts", "2026-10", NULL, 0,
              HEADER "clean,critical,alert,S,,Centre,clean_rate,0.800000,,,not clean\n"
                     "clean,critical,person,S,E1,Ann,clean_rate,0.666667,,,\n"
                     "clean,critical,contact,S,E1,Ann,,,K2,2026-10-09 10:00:00,review\n"
                     "clean,critical,alert,T1,,One,clean_rate,0.800000,,,not clean\n"
                     "clean,critical,person,T1,E1,Ann,clean_rate,0.666667,,,\n"
                     "clean,critical,contact,T1,E1,Ann,,,K2,2026-10-09 10:00:00,review\n"
                     "promises,info,alert,T1,E1,Ann,kept_rate,0.500000,,,broken\n"
                     "promises,info,contact,T1,E1,Ann,,,K1,2026-10-01 10:00:00,"
                     "\"promised 100.00, due 2026-10-05, paid 60.00\"\n");
}
END_TEST

/* E1 was in T1 to the 10th: contacts are of the team of their day, what is of all posts of none. */
START_TEST(moved)
{
    company_load(&c, "alerts.csv",
                 "alert_id,level,when,severity,message\n"
                 "clean,employee,clean_rate < 0.9,critical,not clean\n"
                 "both,team,\"clean_rate < 0.9 and team_id <> 'S'\",info,m\n");
    company_load(&c, "employees.csv", EMPLOYEES "E1,2026-10-11,Ann,T2,collector,2026-01-01,,1\n");
    company_load(&c, "contacts.csv",
                 CONTACTS "K6,A2,E1,2026-10-14 10:00,phone,talked,,\n"
                          "K7,A2,E1,2026-10-15 10:00,phone,talked,,\n");
    company_load(&c, "reviews.csv",
                 "contact_id,verdict,reviewer,at,reason\nK6,violation,boss,2026-10-15,rude\n");
    ck_report("alerts", "2026-10", NULL, 0,
              HEADER "clean,critical,alert,,E1,Ann,clean_rate,0.600000,,,not clean\n"
                     "clean,critical,contact,T1,E1,Ann,,,K2,2026-10-09 10:00:00,review\n"
                     "clean,critical,contact,T2,E1,Ann,,,K6,2026-10-14 10:00:00,review\n"
                     "both,info,alert,T1,,One,clean_rate,0.800000,,,m\n"
                     "both,info,person,,E1,Ann,clean_rate,0.600000,,,\n"
                     "both,info,contact,T1,E1,Ann,,,K2,2026-10-09 10:00:00,review\n"
                     "both,info,alert,T2,,Two,clean_rate,0.500000,,,m\n"
                     "both,info,person,,E1,Ann,clean_rate,0.600000,,,\n"
                     "both,info,contact,T2,E1,Ann,,,K6,2026-10-14 10:00:00,review\n");
}
END_TEST

START_TEST(in_chinese)
{
    char *text;
    company_load(&c, "alerts.csv",
                 "alert_id,level,when,severity,message\nclean,employee,clean_rate < 0.9,info,m\n");
    company_load(&c, "complaints.csv",
                 "complaint_id,employee_id,contact_id,at,upheld\nM1,E1,K3,2026-10-12,yes\n");
    cx_lang_set("zh_CN");
    cx_lang_set_output_plain(false);
    ck_assert_int_eq(reported(&text, "alerts", "2026-10", NULL, 0), 0);
    cx_lang_set_output_plain(true);
    cx_lang_set("en");
    ck_assert_msg(strstr(text, ",复核\n") != NULL, "%s", text);
    ck_assert_msg(strstr(text, ",投诉 M1\n") != NULL, "%s", text);
    free(text);
}
END_TEST

START_TEST(severity)
{
    struct cx_report_options options = options_of("2026-10");
    char *text;
    company_load(&c, "alerts.csv",
                 "alert_id,level,when,severity,message\na,employee,kept_rate < 0.6,warn,m\n");
    for (int fail_on = -1; fail_on <= 2; fail_on++) {
        options.fail_on = fail_on;
        options.has_fired = false;
        ck_assert_int_eq(reported_with(&text, "alerts", &options, CX_FORMAT_CSV), 0);
        ck_assert_int_eq(options.has_fired, fail_on == 0 || fail_on == 1);
        free(text);
    }
}
END_TEST

START_TEST(none)
{
    ck_report("alerts", "2026-10", NULL, 0, HEADER);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, behind);
    tcase_add_test(tc, moved);
    tcase_add_test(tc, in_chinese);
    tcase_add_test(tc, severity);
    tcase_add_test(tc, none);
}

UNIT_MAIN("alerts")
