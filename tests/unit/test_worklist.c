/* assign/worklist: whom to contact now. */
#include "centre.h"
#include "unit.h"

static struct cx_worklist_sums sums;

static void tear_down(void)
{
    company_close(&c);
}

static int list(struct cx_table *out, struct cx_db *db, const struct cx_assign_options *options,
                struct cx_err *err)
{
    return cx_assign_worklist(&sums, out, db, options, err);
}

/* The first six columns at a time of 2026-10-31. */
static void ck_list(int hour, const char *employee, const char *wanted)
{
    struct cx_assign_options options = assign_options();
    struct cx_buf got = {0};
    options.now = (cx_time)TODAY * 86400 + hour * 3600;
    options.employee = employee;
    char *text = listed(list, &options);
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        char *end = line;
        for (int comma = 0; comma < 6 && end; comma++)
            end = strchr(end + (comma > 0), ',');
        cx_buf_printf(&got, "%.*s\n", end ? (int)(end - line) : 0, line);
    }
    ck_assert_str_eq(cx_buf_str(&got), wanted);
    cx_buf_fini(&got);
    free(text);
}

static void set_up(void)
{
    centre_open();
    company_add(&c, "settings.csv", "name,value\njurisdiction,US\n");
    company_add(
        &c, "limits.csv",
        "limit_id,jurisdiction,channel,rule,value,counts,per\n"
        "Q,US,phone,quiet_hours,21:00-08:00,,\nW,US,phone,max_per_7_days,2,attempt,account\n"
        "D,US,phone,max_per_day,1,connected,customer\n");
    company_add(&c, "strategies.csv",
                "strategy_id,seq,when,action\ns,1,dpd < 90,phone\nt,2,,letter\n");
    company_add(
        &c, "accounts.csv",
        ACCOUNTS
        "A1,C1,2026-09-21,100,open,\nA2,C2,2026-09-21,300,open,\nA3,C2,2026-09-21,200,open,\n"
        "A4,C3,2026-07-23,500,open,\nA5,,2026-09-21,900,legal,\nA6,,2026-09-21,900,paused,\n"
        "A7,,2026-09-21,900,open,\n");
    company_add(&c, "assignments.csv",
                HELD "A1,P1,2026-10-01,\nA2,P1,2026-10-01,\nA3,P2,2026-10-01,\nA4,V1,2026-10-01,\n"
                     "A5,P1,2026-10-01,\nA6,P1,2026-10-01,\nA7,P1,2026-10-01,\n");
    ck_assert_int_eq(company_import(&c), 0);
    company_load(&c, "payments.csv", PAYMENTS "Y1,A7,2026-10-31 11:59:59,900\n");
}

/* A promise for today comes first; A2 and A3 are one customer's, of whom P1 holds the larger debt;
 * A5 is at law, A6 paused, A7 paid a second ago. */
START_TEST(order_and_limits)
{
    company_load(&c, "contacts.csv",
                 CONTACTS "K1,A1,P1,2026-10-25 10:00,phone,promised,50,2026-10-31\n");
    ck_list(12, NULL,
            "P1,A1,C1,phone,,promised 50.00 for today\nP1,A2,C2,phone,,stage phone at 40 days\n"
            "V1,A4,C3,letter,,stage visit at 100 days\n");
    ck_assert_int_eq(sums.now, 3);
    ck_assert_int_eq(sums.later, 0);
    ck_list(12, "P2", "");
    ck_list(21, NULL, "");
    ck_assert_int_eq(sums.opens_at, (cx_time)(TODAY + 1) * 86400 + 8 * 3600);
    ck_list(7, NULL, "");
    company_load(&c, "payments.csv", PAYMENTS "Y2,A1,2026-10-31 10:00,50\n");
    ck_list(12, "P1",
            "P1,A2,C2,phone,,stage phone at 40 days\nP1,A1,C1,phone,,stage phone at 40 days\n");
}
END_TEST

/* The two attempts of the week are used up until the 27th leaves it. A promise is broken three days
 * after its day. */
START_TEST(later_and_broken)
{
    company_load(&c, "contacts.csv",
                 CONTACTS
                 "K1,A1,P1,2026-10-27 10:00,phone,busy,,\nK2,A1,P1,2026-10-28 10:00,phone,busy,,\n"
                 "K3,A2,P1,2026-10-20 10:00,phone,promised,,2026-10-27\n");
    ck_list(12, "P1",
            "P1,A2,C2,phone,,\"promised to pay for 2026-10-27\n"
            "P1,A1,C1,phone,2026-11-03 08:00:00,stage phone at 40 days\n");
}
END_TEST

/* What --rest shows with one customer a person. */
static void ck_rests(const char *wanted)
{
    struct cx_assign_options options = assign_options();
    options.of_rest = true;
    options.per_person = 1;
    char *text = listed(list, &options);
    ck_assert_str_eq(text, wanted);
    free(text);
}

/* P1 may see one customer today: the one with a promise. V1's is never to be contacted, and P2's
 * was called this morning. */
START_TEST(the_rest)
{
    company_load(&c, "strategies.csv",
                 "strategy_id,seq,when,action\ns,1,dpd < 90,visit\nt,2,dpd >= 90,none\n");
    company_load(&c, "customers.csv", "customer_id\nC5\nC6\n");
    company_load(&c, "accounts.csv",
                 ACCOUNTS "B1,C5,2026-09-21,100,open,\nB2,C6,2026-09-21,100,open,\n");
    company_load(&c, "assignments.csv", HELD "B1,P2,2026-10-01,\nB2,P2,2026-10-01,\n");
    company_load(&c, "contacts.csv",
                 CONTACTS "K1,A1,P1,2026-10-25 10:00,phone,promised,50,2026-10-31\n"
                          "K2,B1,P2,2026-10-31 10:00,phone,refused,,\n"
                          "K3,B2,P2,2026-10-31 10:00,phone,promised,7,2026-11-04\n");
    ck_rests("P1,A2,C2,beyond what the holder can do today,2026-11-01,250.00\n"
             "V1,A4,C3,the strategy is not to contact the customer,,250.00\n"
             "P2,B1,C5,contacted today,2026-11-01,50.00\n"
             "P2,B2,C6,contacted today,2026-11-01,50.00\n");
    ck_assert_int_eq(sums.now, 1);
    ck_assert_int_eq(sums.rest, 4);
    ck_assert_int_eq(sums.surplus, 1);
    /* a phone team doesn't visit: its own action instead */
    ck_list(12, NULL,
            "P1,A1,C1,phone,,promised 50.00 for today\nP1,A2,C2,phone,,stage phone at 40 days\n");
    company_load(&c, "payments.csv", PAYMENTS "Y2,A1,2026-10-31 10:00,20\n");
    struct cx_assign_options options = assign_options();
    options.now += 86400;
    options.of_rest = true;
    char *text = listed(list, &options);
    ck_assert_ptr_nonnull(strstr(text, "P2,B2,C6,promised 7.00 for 2026-11-04,2026-11-04,"));
    free(text);
}
END_TEST

/* The last columns of the row of C2 at noon. */
static void ck_owed(const char *lead, const char *wanted)
{
    struct cx_assign_options options = assign_options();
    options.now = (cx_time)TODAY * 86400 + 12 * 3600;
    char *text = listed(list, &options), row[20];
    snprintf(row, sizeof row, "P1,%s,C2,", lead);
    char *line = strstr(text, row);
    ck_assert_msg(line, "%s", text);
    *strchr(line, '\n') = '\0';
    ck_assert_str_eq(line + strlen(line) - strlen(wanted), wanted);
    free(text);
}

/* A3 was called twice this week: only A2 may be talked about now. If it was A2, which leads else,
 * it is A3; if it was both, the row is for Tuesday, when both may be. */
START_TEST(limits_of_other_debts)
{
    ck_owed("A2", ",250.00,,2,500.00");
    company_load(&c, "contacts.csv",
                 CONTACTS "K1,A3,P1,2026-10-27 10:00,phone,busy,,\n"
                          "K2,A3,P1,2026-10-28 10:00,phone,busy,,\n");
    ck_owed("A2", ",150.00,,1,300.00");
    company_load(&c, "contacts.csv",
                 CONTACTS "K1,A2,P1,2026-10-27 10:00,phone,busy,,\n"
                          "K2,A2,P1,2026-10-28 10:00,phone,busy,,\n");
    ck_owed("A3", ",100.00,,1,200.00");
    company_load(&c, "contacts.csv",
                 CONTACTS "K3,A3,P1,2026-10-27 10:00,phone,busy,,\n"
                          "K4,A3,P1,2026-10-28 10:00,phone,busy,,\n");
    ck_owed("A2", ",2,500.00");
    ck_list(12, "P1",
            "P1,A1,C1,phone,,stage phone at 40 days\n"
            "P1,A2,C2,phone,2026-11-03 08:00:00,stage phone at 40 days\n");
}
END_TEST

/* A2 may be talked about from 14:00 on, by the law of its region: the talk waits for it. */
START_TEST(later_today)
{
    company_add(&c, "settings.csv", "name,value\nregion_jurisdictions,W=EU\n");
    company_load(&c, "limits.csv",
                 "limit_id,jurisdiction,channel,rule,value\nN,EU,phone,quiet_hours,20:00-14:00\n");
    company_load(&c, "customers.csv", "customer_id,region\nC2,\n");
    company_load(&c, "accounts.csv", ACCOUNTS "A2,C2,2026-09-21,300,open,W\n");
    ck_list(12, "P1",
            "P1,A1,C1,phone,,stage phone at 40 days\n"
            "P1,A2,C2,phone,2026-10-31 14:00:00,stage phone at 40 days\n");
}
END_TEST

/* V1 holds the higher debt of C2's, and nobody is to talk about it: P2, who holds the other, does,
 * unless there is none that anybody may talk about. */
START_TEST(forbidden_lead)
{
    static const char rest[] = "V1,A2,C2,the strategy is not to contact the customer,,250.00\n";
    company_load(&c, "accounts.csv", ACCOUNTS "A2,C2,2026-07-23,300,open,\n");
    company_load(&c, "assignments.csv", HELD "A2,V1,2026-10-01,\n");
    ck_list(12, "V1",
            "V1,A2,C2,letter,,stage visit at 100 days\nV1,A4,C3,letter,,stage visit at 100 days\n");
    company_load(&c, "strategies.csv", "strategy_id,seq,when,action\nt,2,,none\n");
    ck_list(12, "P2", "P2,A3,C2,phone,,stage phone at 40 days\n");
    ck_list(12, "V1", "");
    company_load(&c, "strategies.csv", "strategy_id,seq,when,action\ns,1,dpd < 90,none\n");
    struct cx_assign_options options = assign_options();
    options.of_rest = true;
    char *text = listed(list, &options);
    ck_assert_msg(strstr(text, rest), "%s", text);
    free(text);
}
END_TEST

/* Only visit teams visit. What they visit for is talked about, and all else that they would. */
START_TEST(forbidden_to_some)
{
    company_load(&c, "strategies.csv",
                 "strategy_id,seq,when,action\ns,1,balance > 100,visit\nt,2,,none\n");
    ck_list(12, "P1", "");
    company_load(&c, "accounts.csv", ACCOUNTS "A2,C2,2026-07-23,300,open,\n");
    company_load(&c, "assignments.csv", HELD "A2,V1,2026-10-01,\n");
    ck_list(12, "V1",
            "V1,A2,C2,visit,,stage visit at 100 days\nV1,A4,C3,visit,,stage visit at 100 days\n");
    company_load(&c, "strategies.csv",
                 "strategy_id,seq,when,action\ns,1,balance < 300,visit\nt,2,,none\n");
    ck_list(12, NULL, "");
}
END_TEST

/* Of a promise that nobody is to remind the customer of there is nothing to talk about, and of the
 * other debts only when it is over. */
START_TEST(forbidden_reminder)
{
    company_load(&c, "settings.csv", "name,value\npromise_reminder_days,2\n");
    company_load(&c, "contacts.csv",
                 CONTACTS "K1,A3,P1,2026-10-25 10:00,phone,promised,50,2026-11-02\n");
    ck_list(
        12, "P1",
        "P1,A3,C2,sms,,promised 50.00 for 2026-11-02\nP1,A1,C1,phone,,stage phone at 40 days\n");
    company_load(&c, "strategies.csv", "strategy_id,seq,when,action\ns,1,balance = 200,none\n");
    ck_list(12, "P1", "P1,A1,C1,letter,,stage phone at 40 days\n");
}
END_TEST

/* Who is not to be contacted in a way at all rests, and the list says which. */
START_TEST(forbidden)
{
    company_load(&c, "limits.csv",
                 "limit_id,jurisdiction,channel,rule,value,counts,per\n"
                 "L,US,letter,max_per_day,0,attempt,customer\n");
    struct cx_assign_options options = assign_options();
    options.now = (cx_time)TODAY * 86400 + 12 * 3600;
    options.of_rest = true;
    char *text = listed(list, &options);
    ck_assert_ptr_nonnull(strstr(text, "V1,A4,C3,the limits allow no contact (letter),,"));
    free(text);
}
END_TEST

START_TEST(nobody_of_that_name)
{
    struct cx_assign_options options = assign_options();
    struct cx_table *out = cx_table_new(NULL);
    options.employee = "nobody";
    ck_assert_int_eq(list(out, c.db, &options, &c.err), CX_EUSAGE);
    ck_assert_str_eq(
        c.err.text,
        "there is no employee \"nobody\": write an id as cx-import took it, or a whole name");
    cx_table_free(out);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, order_and_limits);
    tcase_add_test(tc, later_and_broken);
    tcase_add_test(tc, the_rest);
    tcase_add_test(tc, limits_of_other_debts);
    tcase_add_test(tc, later_today);
    tcase_add_test(tc, forbidden_lead);
    tcase_add_test(tc, forbidden_to_some);
    tcase_add_test(tc, forbidden_reminder);
    tcase_add_test(tc, forbidden);
    tcase_add_test(tc, nobody_of_that_name);
}
UNIT_MAIN("worklist")
