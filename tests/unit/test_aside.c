/* import/aside: contacts that lack what limits and promises need, and accounts of which the past is
 * another now. Today is 2026-10-31. */
#include "company.h"
#include "unit.h"

static struct company c;

static void set_up(void)
{
    company_open(&c);
    c.options.note = company_hear;
    company_add(&c, "teams.csv", "team_id\nT1\n");
    company_add(&c, "employees.csv", "employee_id,team_id,hired_on\nE1,T1,2026-01-01\n");
    company_add(&c, "accounts.csv",
                "account_id,due_on,amount\nA1,2026-09-01,100\nA2,2026-09-01,100\n"
                "A3,2026-10-01,100\n");
    company_add(&c, "limits.csv",
                "limit_id,jurisdiction,channel,rule,value\nL1,CN,phone,quiet_hours,22:00-08:00\n"
                "L2,US,,max_per_day,3\n");
    company_add(&c, "settings.csv", "name,value\njurisdiction,cn\n");
    company_take(&c);
}

static void tear_down(void)
{
    company_close(&c);
}

#define CONTACTS  "contact_id,account_id,employee_id,started_at,duration_s"
#define UNCHECKED " by the limits of a channel: name it in a map, as in channel,=phone\n"

START_TEST(no_channel)
{
    company_note(
        &c, "contacts.csv",
        CONTACTS ",channel\nC1,A1,E1,2026-10-05 23:30,60,phone\n"
                 "C2,A1,E1,2026-10-06 23:30,60,\n",
        "contacts.csv: 1 contact has no channel, in line 3, and was not checked" UNCHECKED);
    company_note(&c, "contacts.csv",
                 CONTACTS "\nC1,A1,E1,2026-10-05 23:30,61\nC2,A1,E1,2026-10-06 23:30,60\n"
                          "C3,A1,E1,2026-10-07 23:30,60\nC4,A1,E1,2026-10-08 23:30,60\n",
                 "contacts.csv: 2 contacts have no channel, the first in line 4, and were not "
                 "checked" UNCHECKED);
    /* where no limit is of a channel nothing is lost */
    company_load(&c, "settings.csv", "name,value\njurisdiction,US\n");
    company_note(&c, "contacts.csv", CONTACTS "\nC5,A1,E1,2026-10-05 23:30,60\n", "");
    company_load(&c, "settings.csv", "name,value\nregion_jurisdictions,North=CN\n");
    company_note(
        &c, "contacts.csv", CONTACTS "\nC6,A1,E1,2026-10-05 23:30,60\n",
        "contacts.csv: 1 contact has no channel, in line 2, and was not checked" UNCHECKED);
    /* regions under other laws don't make it hold */
    company_load(&c, "settings.csv", "name,value\nregion_jurisdictions,North=US\n");
    company_note(&c, "contacts.csv", CONTACTS "\nC7,A1,E1,2026-10-05 23:30,60\n", "");
}
END_TEST

#define TALKS "for the limits of connected contacts and talks: "

/* Only what limits that hold for the channel count, and rows that say something new. */
START_TEST(no_outcome)
{
    company_load(
        &c, "limits.csv",
        "limit_id,jurisdiction,channel,rule,value,counts\nL3,CN,phone,max_per_day,3,attempt\n"
        "L4,US,,days_after_talk,7,attempt\n");
    company_note(&c, "contacts.csv", CONTACTS ",channel\nC1,A1,E1,2026-10-05 10:00,60,phone\n", "");
    company_load(&c, "limits.csv",
                 "limit_id,jurisdiction,rule,value,counts\nL3,CN,max_per_day,3,connected\n");
    company_note(&c, "contacts.csv",
                 CONTACTS
                 ",channel,outcome\nC1,A1,E1,2026-10-05 10:00,60,phone,\n"
                 "C2,A1,E1,2026-10-06 10:00,60,phone,talked\n"
                 "C3,A1,E1,2026-10-06 11:00,60,sms,\nC4,A1,E1,2026-10-06 12:00,60,phone,\n",
                 "contacts.csv: 1 contact has no outcome, in line 5, and does not count " TALKS
                 "import it with its outcome\n");
    company_load(&c, "settings.csv", "name,value\njurisdiction,US\n");
    company_note(
        &c, "contacts.csv",
        CONTACTS ",channel,outcome\nC5,A1,E1,2026-10-07 10:00,60,sms,\n"
                 "C6,A1,E1,2026-10-07 11:00,60,phone,\n",
        "contacts.csv: 2 contacts have no outcome, the first in line 2, and do not count " TALKS
        "import them with their outcomes\n");
}
END_TEST

/* Quiet hours hold without an account. */
START_TEST(no_account)
{
    const char *rows = "contact_id,employee_id,started_at,channel\nD%d,E1,2026-10-05 10:00,phone\n";
    char text[128];
    snprintf(text, sizeof text, rows, 1);
    company_note(&c, "contacts.csv", text, "");
    company_load(&c, "settings.csv", "name,value\njurisdiction,US\n");
    snprintf(text, sizeof text, rows, 2);
    company_note(&c, "contacts.csv", text,
                 "contacts.csv: 1 contact has no account_id, in line 2, and does not count for the "
                 "limits per account or customer: import it with its account\n");
}
END_TEST

/* Of interest once measures add promises up. */
START_TEST(half_promises)
{
    const char *rows = "contact_id,account_id,employee_id,started_at,channel,outcome,promised_on\n"
                       "F%d1,A1,E1,2026-10-05 10:00,phone,promised,\n"
                       "F%d2,A1,E1,2026-10-06 10:00,phone,promised,2026-10-09\n"
                       "F%d3,A1,E1,2026-10-07 10:00,phone,talked,2026-10-09\n";
    char text[512];
    snprintf(text, sizeof text, rows, 1, 1, 1);
    company_note(&c, "contacts.csv", text, "");
    company_load(&c, "measures.csv", "measure_id,fact,unit,value\nkept,promise,count,kept\n");
    snprintf(text, sizeof text, rows, 2, 2, 2);
    company_note(
        &c, "contacts.csv", text,
        "contacts.csv: 1 contact has the outcome promised and no promised_on, in line 2, and "
        "counts as no promise: import it with the day promised for\n"
        "contacts.csv: 1 contact has a promised_on and not the outcome promised, in line 4, "
        "and counts as no promise: correct one of the two\n");
}
END_TEST

#define RESTATED                                                                                   \
    ": this changes their scores, and sealed ones bring retro lines; a debt that is placed again " \
    "needs an id of its own, and amount is what was owed before any payment\n"

/* This month is not over, and a new account has no past. */
START_TEST(restated)
{
    company_note(&c, "accounts.csv",
                 "account_id,due_on,amount\nA1,2026-09-01,90\nA3,2026-10-01,90\nA4,2026-08-01,5\n",
                 "accounts.csv: 1 account of months that are over has another amount or placed_on, "
                 "A1" RESTATED);
    company_note(&c, "accounts.csv", "account_id,due_on,amount\nA1,2026-09-01,90\n", "");
    company_note(&c, "accounts.csv", "account_id,due_on,amount,client\nA1,2026-09-01,90,X\n", "");
    company_note(
        &c, "accounts.csv",
        "account_id,due_on,amount,placed_on\nA2,2026-09-01,100,2026-10-10\n"
        "A3,2026-10-01,90,2026-09-30\n",
        "accounts.csv: 2 accounts of months that are over have another amount or placed_on, "
        "the first A2" RESTATED);
}
END_TEST

#define DUE_AGAIN                                                                                  \
    " in them, and sealed ones bring retro lines; due_on is the first due date, and a new one "    \
    "that was agreed is an arrangement of kind extension\n"

/* Due in no month that is over, by either day, says nothing new of one. */
START_TEST(due_again)
{
    company_load(&c, "accounts.csv",
                 "account_id,due_on,amount,placed_on\nB1,2026-10-20,5,2026-08-01\n"
                 "B2,2026-08-20,5,2026-10-01\nB3,2026-09-20,5,2026-08-01\n");
    company_note(&c, "accounts.csv",
                 "account_id,due_on,amount\nB1,2026-10-10,5\nB2,2026-09-20,5\nB3,2026-10-20,5\n",
                 "accounts.csv: 1 account of months that are over has another due_on, B3: this "
                 "changes its days past due" DUE_AGAIN);
    company_note(&c, "accounts.csv", "account_id,due_on,amount\nB1,2026-09-30,5\nB3,2026-09-20,5\n",
                 "accounts.csv: 2 accounts of months that are over have another due_on, the first "
                 "B1: this changes their days past due" DUE_AGAIN);
}
END_TEST

#define ENDED ": this changes their scores, and sealed ones bring retro lines\n"

/* That it is closed is told late; that it was, and wasn't then, is not. */
START_TEST(ends_again)
{
    company_note(&c, "accounts.csv",
                 "account_id,due_on,amount,closed_on\nA1,2026-09-01,100,2026-09-30\n"
                 "A2,2026-09-01,100,2026-09-30\nA3,2026-10-01,100,2026-10-10\n",
                 "");
    company_note(&c, "accounts.csv", "account_id,due_on,amount,client\nA1,2026-09-01,100,X\n", "");
    company_note(
        &c, "accounts.csv",
        "account_id,due_on,amount,closed_on\nA1,2026-09-01,100,2026-10-02\n"
        "A2,2026-09-01,100,\nA3,2026-10-01,100,\n",
        "accounts.csv: 2 accounts have another closed_on, the first A1, in months that are "
        "over" ENDED);
    company_note(
        &c, "accounts.csv", "account_id,due_on,amount,closed_on\nA1,2026-09-01,100,2026-09-30\n",
        "accounts.csv: 1 account has another closed_on, A1, in months that are over" ENDED);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, no_channel);
    tcase_add_test(tc, no_outcome);
    tcase_add_test(tc, no_account);
    tcase_add_test(tc, half_promises);
    tcase_add_test(tc, restated);
    tcase_add_test(tc, due_again);
    tcase_add_test(tc, ends_again);
}
UNIT_MAIN("aside")
