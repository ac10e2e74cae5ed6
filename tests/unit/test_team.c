/* report/team: teams side by side, against target and company. */
#include "reporting.h"
#include "unit.h"

#define HEADER "team_id,name,metric,value,target,of_target,company,before\n"

/* T1 recovered 100 in September and 250 in October; T2 40 in October; 10 were nobody's. */
static void set_up(void)
{
    staff_open();
    company_load(&c, "accounts.csv", "account_id,due_on,amount\nA9,2026-01-01,9000\n");
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-09-05,100\nP2,A2,2026-10-05,250\n"
                          "P3,A4,2026-10-05,40\nP4,A9,2026-10-05,10\n");
    company_load(&c, "targets.csv",
                 TARGETS "team,T1,income,2026-10,300\nteam,T2,income,2026-10,0\n"
                         "team,T1,share,2026-10,0.8\n");
}

/* 250 / 300 = 0.8333; of a target of 0 there is no share. */
START_TEST(by_metric)
{
    ck_report("team", "2026-10", "income", 0,
              HEADER "S,Centre,income,290.00,,,300.00,100.00\n"
                     "T1,One,income,250.00,300.00,0.8333,300.00,100.00\n"
                     "T2,Two,income,40.00,0.00,,300.00,0.00\n");
    ck_report("team", "2026-10", "votes", 0, /* a measure, where it is asked for by name */
              HEADER "S,Centre,votes,0.000000,,,0.000000,0.000000\n"
                     "T1,One,votes,0.000000,,,0.000000,0.000000\n"
                     "T2,Two,votes,0.000000,,,0.000000,0.000000\n");
    ck_no_metric("team");
}
END_TEST

/* A ratio against its target: 0.6 / 0.8. */
START_TEST(ratio)
{
    company_load(&c, "feedback.csv",
                 FEEDBACK "F1,customer,E1,2026-10-05,60\n"
                          "F2,customer,E4,2026-10-05,70\n");
    ck_report("team", "2026-10", "share", 0,
              HEADER "S,Centre,share,0.650000,,,0.650000,\n"
                     "T1,One,share,0.600000,0.800000,0.7500,0.650000,\n"
                     "T2,Two,share,0.700000,,,0.650000,\n");
}
END_TEST

START_TEST(all_metrics)
{
    ck_report("team", "2026-10", NULL, 0,
              HEADER "S,Centre,income,290.00,,,300.00,100.00\n"
                     "S,Centre,sat,,,,,\n"
                     "S,Centre,share,,,,,\n"
                     "S,Centre,fault_rate,,,,,\n"
                     "S,Centre,growth,1.900000,,,2.000000,\n"
                     "T1,One,income,250.00,300.00,0.8333,300.00,100.00\n"
                     "T1,One,sat,,,,,\n"
                     "T1,One,share,,0.800000,,,\n"
                     "T1,One,fault_rate,,,,,\n"
                     "T1,One,growth,1.500000,,,2.000000,\n"
                     "T2,Two,income,40.00,0.00,,300.00,0.00\n"
                     "T2,Two,sat,,,,,\n"
                     "T2,Two,share,,,,,\n"
                     "T2,Two,fault_rate,,,,,\n"
                     "T2,Two,growth,,,,2.000000,\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, by_metric);
    tcase_add_test(tc, ratio);
    tcase_add_test(tc, all_metrics);
}

UNIT_MAIN("team")
