/* report/channel: success, cost and return by channel, in the company and in teams. */
#include "reporting.h"
#include "unit.h"

#define HEADER                                                                                     \
    "team_id,name,channel,contacts,success,mean_success,recovered,cost,return,mean_return,"        \
    "cost_to_mean\n"

/* T1 calls twice, and a promise brings 100 for 20; T2 visits once, which brings 30 for 60. So the
 * mean is one success of three, and 130 / 80 for each unit; a unit recovered costs 80 / 130, by
 * phone 0.2 and by a visit 2. */
static void load(void)
{
    company_load(&c, "contacts.csv",
                 "contact_id,account_id,employee_id,started_at,channel,outcome\n"
                 "K1,A1,E1,2026-10-05 10:00,phone,promised\n"
                 "K2,A1,E1,2026-10-06 10:00,phone,no_answer\n"
                 "K3,A4,E4,2026-10-05 10:00,visit,talked\n");
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-10-07,100\nP2,A4,2026-10-07,30\n");
    company_load(&c, "costs.csv",
                 "period,team_id,channel,amount\n2026-10,T1,phone,20\n2026-10,T2,visit,60\n");
}

#define PHONE "phone,2,0.500000,0.333333,100.00,20.00,5.000000,1.625000,0.3250\n"
#define VISIT "visit,1,0.000000,0.333333,30.00,60.00,0.500000,1.625000,3.2500\n"
#define FIGURES                                                                                    \
    HEADER ",company," PHONE ",company," VISIT "S,Centre," PHONE "S,Centre," VISIT "T1,One," PHONE \
           "T2,Two," VISIT

START_TEST(figures)
{
    load();
    ck_report("channel", "2026-10", NULL, 0, FIGURES);
}
END_TEST

/* The same from measures of the plan. */
START_TEST(planned)
{
    char text[1200] = "measure_id,fact,unit,value,where\n";
    for (int i = 0; cx_channels[i]; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text),
                 "by_%s,payment,money,amount,contact_channel = '%s'\n", cx_channels[i],
                 cx_channels[i]);
    company_load(&c, "measures.csv", text);
    load();
    ck_report("channel", "2026-10", NULL, 0, FIGURES);
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
