/* report/channel: success, cost and return by channel, in the company and in teams. */
#include "reporting.h"
#include "unit.h"

#define HEADER                                                                                     \
    "team_id,name,channel,contacts,success,mean_success,contacted,recovered,rate,mean_rate,cost,"  \
    "return,mean_return,cost_to_mean\n"

/* T1 calls twice, and a promise brings 100 for 20; T2 calls, which brings 40 for 10, and visits,
 * which brings 30 for 60; 7 come on their own. All calls: one success of three, 140 for 30. A unit
 * recovered costs T1 0.2, T2 0.25, and both 3 / 14. Each account is owed 9 millions, A4 40 less at
 * the visit. */
static void load(void)
{
    company_load(&c, "contacts.csv",
                 "contact_id,account_id,employee_id,started_at,channel,outcome\n"
                 "K1,A1,E1,2026-10-05 10:00,phone,promised\n"
                 "K2,A1,E1,2026-10-06 10:00,phone,no_answer\n"
                 "K3,A4,E4,2026-10-01 10:00,phone,talked\n"
                 "K4,A4,E4,2026-10-05 10:00,visit,talked\n");
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-10-07,100\nP2,A4,2026-10-02,40\nP3,A4,2026-10-07,30\n"
                          "P4,A2,2026-10-07,7\n");
    company_load(&c, "costs.csv",
                 "period,team_id,channel,amount\n2026-10,T1,phone,20\n2026-10,T2,phone,10\n"
                 "2026-10,T2,visit,60\n");
}

static const char figures_csv[] =
    HEADER ",company,phone,3,0.333333,,18000000.00,140.00,0.000008,,30.00,4.666667,,\n"
           ",company,visit,1,0.000000,,8999960.00,30.00,0.000003,,60.00,0.500000,,\n"
           ",company,none,0,,,0.00,7.00,,,0.00,,,\n"
           "S,Centre,phone,3,0.333333,0.333333,18000000.00,140.00,0.000008,0.000008,30.00,4.666667,"
           "4.666667,1.0000\n"
           "S,Centre,visit,1,0.000000,0.000000,8999960.00,30.00,0.000003,0.000003,60.00,0.500000,"
           "0.500000,1.0000\n"
           "S,Centre,none,0,,,0.00,7.00,,,0.00,,,\n"
           "T1,One,phone,2,0.500000,0.333333,9000000.00,100.00,0.000011,0.000008,20.00,5.000000,"
           "4.666667,0.9333\n"
           "T1,One,none,0,,,0.00,7.00,,,0.00,,,\n"
           "T2,Two,phone,1,0.000000,0.333333,9000000.00,40.00,0.000004,0.000008,10.00,4.000000,"
           "4.666667,1.1667\n"
           "T2,Two,visit,1,0.000000,0.000000,8999960.00,30.00,0.000003,0.000003,60.00,0.500000,"
           "0.500000,1.0000\n";

START_TEST(figures)
{
    load();
    ck_report("channel", "2026-10", NULL, 0, figures_csv);
}
END_TEST

/* The same from measures of the plan. */
START_TEST(planned)
{
    char text[1200] = "measure_id,fact,unit,value,where\nall,payment,money,amount,\n";
    for (int i = 0; cx_channels[i]; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text),
                 "by_%s,payment,money,amount,contact_channel = '%s'\n", cx_channels[i],
                 cx_channels[i]);
    company_load(&c, "measures.csv", text);
    load();
    ck_report("channel", "2026-10", NULL, 0, figures_csv);
}
END_TEST

START_TEST(nothing)
{
    ck_report("channel", "2026-10", NULL, 0, HEADER);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, figures);
    tcase_add_test(tc, planned);
    tcase_add_test(tc, nothing);
}

UNIT_MAIN("channel")
