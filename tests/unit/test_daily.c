/* assign/daily: the day's dealing, as rows and episodes. */
#include "centre.h"
#include "unit.h"

static void tear_down(void)
{
    company_close(&c);
}

static const struct cx_assign_options *options(void)
{
    static struct cx_assign_options all;
    all = deal_options();
    return &all;
}

/* Nothing was ever paid before today: the chance of a payment is one half. */
START_TEST(a_day)
{
    company_load(&c, "employees.csv", PERSONNEL "X1,,TP,collector,2026-01-01,2026-10-20,9\n");
    company_load(&c, "accounts.csv",
                 ACCOUNTS
                 "A1,,2026-10-21,10,open,\nA2,,2026-07-23,10,open,\nA3,,2026-07-23,10,open,\n"
                 "A4,,2026-10-21,10,closed,\nA5,,2026-07-23,10,open,\n");
    company_load(&c, "payments.csv", PAYMENTS "P1,A5,2026-10-31 09:00,10\n");
    company_load(&c, "assignments.csv",
                 HELD
                 "A2,P1,2026-10-01,\nA3,X1,2026-10-01,\nA4,M1,2026-10-31,\nA5,V1,2026-10-01,\n");
    ck_dealt(options(),
             "A1,remind,,M1,new,5.00\nA2,visit,P1,V1,stage phone→visit at 100 days,5.00\n"
             "A3,visit,X1,V1,left on 2026-10-20,5.00\nA4,remind,M1,,closed,\n"
             "A5,visit,V1,,paid in full,\n");
    ck_episodes("A1", "M1 2026-10-31..");
    ck_episodes("A2", "P1 2026-10-01..2026-10-31, V1 2026-10-31..");
    ck_episodes("A3", "X1 2026-10-01..2026-10-21, V1 2026-10-31..");
    ck_episodes("A4", "");
    ck_episodes("A5", "V1 2026-10-01..2026-11-01");
    ck_dealt(options(), "");
}
END_TEST

/* Room for one: the larger is placed, the other listed at every run; in a dry run nothing is. */
START_TEST(unplaced)
{
    struct cx_assign_options dry = deal_options();
    dry.dry_run = true;
    company_load(&c, "employees.csv", PERSONNEL "V1,2026-01-01,TV,collector,2026-01-01,,1\n");
    company_load(&c, "accounts.csv", ACCOUNTS "A1,,2026-07-23,10,open,\nA2,,2026-07-23,20,open,\n");
    ck_dealt(&dry, "A1,visit,,,new; no capacity left in visit teams,\nA2,visit,,V1,new,10.00\n");
    ck_episodes("A2", "");
    ck_dealt(options(),
             "A1,visit,,,new; no capacity left in visit teams,\nA2,visit,,V1,new,10.00\n");
    ck_episodes("A1", "");
    ck_dealt(options(), "A1,visit,,,new; no capacity left in visit teams,\n");
}
END_TEST

/* Where the plan says so, whoever holds what nobody has room for keeps it, and the note says so. */
START_TEST(kept_until_there_is_room)
{
    static const char note[] = "A1,visit,P1,P1,stage phone→visit at 100 days; no capacity left in "
                               "visit teams; P1 keeps it until there is room,\n";
    company_load(&c, "settings.csv", "name,value\nwhen_full,keep\n");
    company_load(&c, "employees.csv", PERSONNEL "V1,2026-01-01,TV,collector,2026-01-01,,0\n");
    company_load(&c, "accounts.csv", ACCOUNTS "A1,,2026-07-23,10,open,\n");
    company_load(&c, "assignments.csv", HELD "A1,P1,2026-10-01,\n");
    ck_dealt(options(), note);
    ck_episodes("A1", "P1 2026-10-01..");
    ck_dealt(options(), note);
    company_load(&c, "employees.csv", PERSONNEL "V1,2026-01-01,TV,collector,2026-01-01,,1\n");
    ck_dealt(options(), "A1,visit,P1,V1,stage phone→visit at 100 days,5.00\n");
}
END_TEST

START_TEST(what_lies_ahead)
{
    company_load(&c, "accounts.csv", ACCOUNTS "A1,,2026-07-23,10,open,\nA2,,2026-07-23,10,open,\n");
    company_load(&c, "assignments.csv",
                 HELD "A1,P1,2026-10-01,2026-11-05\nA1,V1,2026-11-05,\n"
                      "A2,V1,2026-11-03,\n");
    ck_dealt(options(), "");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, centre_open, tear_down);
    tcase_add_test(tc, a_day);
    tcase_add_test(tc, unplaced);
    tcase_add_test(tc, kept_until_there_is_room);
    tcase_add_test(tc, what_lies_ahead);
}
UNIT_MAIN("daily")
