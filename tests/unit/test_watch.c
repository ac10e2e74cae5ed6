/* conduct/watch: what is on record doesn't depend on the order in which contacts come. */
#include "company.h"
#include "unit.h"

enum { CONTACTS = 400 };

static char rows[CONTACTS][120];

/* A dense month: few accounts, many in the same second, ids of several shapes. */
static void make_rows(void)
{
    static const char *const channels[] = {"phone", "phone", "phone", "wechat"};
    static const char *const outcomes[] = {"talked", "busy", "no_answer", "promised", ""};
    static const char *const shapes[] = {"K%05d", "20261%05d", "x-%d-y", "K%d"};
    unsigned chance = 7;
    for (int i = 0; i < CONTACTS; i++) {
        char id[32];
        unsigned r[6];
        for (int k = 0; k < 6; k++)
            r[k] = (chance = chance * 1103515245u + 12345u) >> 16;
        snprintf(id, sizeof id, shapes[r[0] % 4], (i * 7919) % 100000);
        snprintf(rows[i], sizeof rows[i], "%s,%s%.0u,E%u,2026-10-%02u %02u:%02u:00,%s,%s\n", id,
                 r[1] % 9 ? "A" : "", r[1] % 9, 1 + r[1] / 9 % 3 / 2,
                 1 + (unsigned)i * 30 / CONTACTS, 6 + r[3] % 17, r[4] % 3 * 20, channels[r[2] % 4],
                 outcomes[r[5] % 5]);
    }
}

static void open_company(struct company *c)
{
    company_open(c);
    company_add(c, "settings.csv", "name,value\njurisdiction,CN\n");
    company_add(
        c, "limits.csv",
        "limit_id,jurisdiction,channel,rule,value,counts,per\n"
        "D,CN,phone,max_per_day,1,attempt,customer\nW,CN,phone,max_per_7_days,3,connected,account\n"
        "T,CN,phone,days_after_talk,4,attempt,account\nQ,CN,,quiet_hours,22:00-08:00,,\n");
    company_add(c, "teams.csv", "team_id\nT1\n");
    company_add(c, "employees.csv",
                "employee_id,team_id,hired_on\nE1,T1,2026-01-01\nE2,T1,2026-01-01\n");
    company_add(c, "customers.csv", "customer_id\nC1\nC2\n");
    company_add(c, "accounts.csv",
                "account_id,customer_id,due_on,amount\nA1,C1,2026-09-01,1\nA2,C1,2026-09-01,1\n"
                "A3,C2,2026-09-01,1\nA4,C2,2026-09-01,1\nA5,C2,2026-09-01,1\nA6,,2026-09-01,1\n"
                "A7,,2026-09-01,1\nA8,,2026-09-01,1\n");
    company_take(c);
}

static void import_rows(struct company *c, const int *order, int from, int to)
{
    struct cx_buf text = {0};
    cx_buf_puts(&text, "contact_id,account_id,employee_id,started_at,channel,outcome\n");
    for (int i = from; i < to; i++)
        cx_buf_puts(&text, rows[order[i]]);
    company_load(c, "contacts.csv", cx_buf_str(&text));
    cx_buf_fini(&text);
}

/* All that is on record, ids as text. */
static char *recorded(struct company *c)
{
    struct cx_buf text = {0};
    struct cx_stmt *stmt = NULL;
    ck_assert_int_eq(
        cx_stmt_new(&stmt, c->db,
                    "SELECT coalesce(t.text, prefix || printf('%0*d', width, "
                    "contact_id >> 9)) AS id, source, rule_id, words FROM violations "
                    "LEFT JOIN id_shape ON shape = contact_id & 511 "
                    "LEFT JOIN id_text t ON contact_id & 511 = 0 AND n = contact_id >> 9 "
                    "ORDER BY 1, 2, 3",
                    &c->err),
        0);
    while (cx_stmt_step(stmt, &c->err) == 1)
        cx_buf_printf(&text, "%s %s %s\n", cx_stmt_text(stmt, 0), cx_stmt_text(stmt, 2),
                      cx_stmt_text(stmt, 3));
    cx_stmt_free(stmt);
    return text.data;
}

static char *once(const int *order, int step)
{
    struct company c;
    open_company(&c);
    for (int i = 0; i < CONTACTS; i += step)
        import_rows(&c, order, i, i + step < CONTACTS ? i + step : CONTACTS);
    char *text = recorded(&c);
    company_close(&c);
    return text;
}

START_TEST(any_order)
{
    int forward[CONTACTS], backward[CONTACTS], mixed[CONTACTS];
    unsigned chance = 99;
    make_rows();
    for (int i = 0; i < CONTACTS; i++) {
        forward[i] = mixed[i] = i;
        backward[i] = CONTACTS - 1 - i;
    }
    for (int i = CONTACTS - 1; i > 0; i--) {
        chance = chance * 1103515245u + 12345u;
        int k = (int)((chance >> 16) % (unsigned)(i + 1)), held = mixed[i];
        mixed[i] = mixed[k];
        mixed[k] = held;
    }
    char *expected = once(forward, CONTACTS);
    ck_assert_ptr_nonnull(strstr(expected, " D 2nd phone call to the customer on "));
    ck_assert_ptr_nonnull(strstr(expected, " D 3rd phone call to the customer on "));
    ck_assert_ptr_nonnull(strstr(expected, " W 4th connected phone call on the account in "));
    ck_assert_ptr_nonnull(strstr(expected, " T phone call on the account on "));
    ck_assert_ptr_nonnull(strstr(expected, " Q contact at 22:"));
    struct {
        const int *order;
        int step;
    } ways[] = {{forward, 13}, {forward, 1},         {mixed, CONTACTS},
                {mixed, 29},   {backward, CONTACTS}, {backward, 1}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        char *text = once(ways[i].order, ways[i].step);
        ck_assert_str_eq(text, expected);
        free(text);
    }
    free(expected);
}
END_TEST

static struct company c;

static void ck_recorded(const char *expected)
{
    char *text = recorded(&c);
    ck_assert_str_eq(text ? text : "", expected);
    free(text);
}

/* A contact that moves to another day or account takes what it counted with it. */
START_TEST(changed_contacts)
{
    static const char head[] = "contact_id,account_id,employee_id,started_at,channel,outcome\n";
    char text[400];
    open_company(&c);
    snprintf(text, sizeof text,
             "%sK1,A1,E1,2026-10-05 09:00,phone,busy\n"
             "K2,A2,E1,2026-10-05 10:00,phone,busy\nK3,A1,E1,2026-10-05 11:00,phone,busy\n",
             head);
    company_load(&c, "contacts.csv", text);
    ck_recorded("K2 D 2nd phone call to the customer on 2026-10-05; 1 is allowed\n"
                "K3 D 3rd phone call to the customer on 2026-10-05; 1 is allowed\n");
    company_load(&c, "contacts.csv", text);
    ck_recorded("K2 D 2nd phone call to the customer on 2026-10-05; 1 is allowed\n"
                "K3 D 3rd phone call to the customer on 2026-10-05; 1 is allowed\n");
    snprintf(text, sizeof text, "%sK2,A3,E1,2026-11-05 10:00,phone,busy\n", head);
    company_load(&c, "contacts.csv", text);
    ck_recorded("K3 D 2nd phone call to the customer on 2026-10-05; 1 is allowed\n");
    /* What the file doesn't say stays: an outcome alone moves nothing, but makes a talk. */
    company_load(&c, "contacts.csv",
                 "contact_id,employee_id,started_at,outcome\nK1,E1,2026-10-05 09:00,talked\n");
    ck_recorded("K3 D 2nd phone call to the customer on 2026-10-05; 1 is allowed\n"
                "K3 T phone call on the account on 2026-10-05, after the talk on 2026-10-05; 4 "
                "days are to pass\n");
    snprintf(text, sizeof text, "%sK3,,E1,2026-10-05 23:00,phone,busy\n", head);
    company_load(&c, "contacts.csv", text);
    ck_recorded("K3 Q contact at 23:00, in the quiet hours 22:00-08:00\n");
    company_close(&c);
}
END_TEST

/* One call about two debts is one; whose it was may be put right. */
START_TEST(one_call_for_two_accounts)
{
    static const char head[] = "contact_id,account_id,employee_id,started_at,channel,outcome\n";
    char text[300];
    open_company(&c);
    snprintf(text, sizeof text,
             "%sK1,A1,E1,2026-10-05 09:00,phone,busy\nK2,A2,E2,2026-10-05 09:00,phone,busy\n",
             head);
    company_load(&c, "contacts.csv", text);
    ck_recorded("K2 D 2nd phone call to the customer on 2026-10-05; 1 is allowed\n");
    snprintf(text, sizeof text, "%sK2,A2,E1,2026-10-05 09:00,phone,busy\n", head);
    company_load(&c, "contacts.csv", text);
    ck_recorded("");
    snprintf(text, sizeof text, "%sK3,A2,E2,2026-10-05 10:00,phone,busy\n", head);
    company_load(&c, "contacts.csv", text);
    ck_recorded("K3 D 2nd phone call to the customer on 2026-10-05; 1 is allowed\n");
    company_close(&c);
}
END_TEST

/* What a limit found before it was changed stays, as a former one's, of a neighbour of a late
 * contact or of one that is another only in its promise; of one that was wrong itself it goes. */
START_TEST(changed_limits)
{
    static const char head[] = "contact_id,account_id,employee_id,started_at,channel,outcome\n";
    static const char of[] = "SELECT group_concat((contact_id >> 9) || rule_id || (former IS NOT "
                             "NULL), ' ') FROM (SELECT * FROM violations ORDER BY 1, 2, 3)";
    char text[400];
    open_company(&c);
    snprintf(text, sizeof text,
             "%sK1,A1,E1,2026-10-05 22:30,phone,busy\n"
             "K2,A2,E1,2026-10-05 22:40,phone,busy\nK3,A3,E1,2026-10-05 22:50,phone,busy\n",
             head);
    company_load(&c, "contacts.csv", text);
    ck_assert_str_eq(company_ask(&c, of), "1Q0 2D0 2Q0 3Q0");
    company_load(&c, "limits.csv",
                 "limit_id,jurisdiction,channel,rule,value,counts,per\n"
                 "Q,CN,,quiet_hours,22:45-08:00,,\n");
    snprintf(text, sizeof text, "%sK4,A1,E1,2026-10-05 09:00,phone,busy\n", head);
    company_load(&c, "contacts.csv", text);
    ck_assert_str_eq(company_ask(&c, of), "1D0 1Q1 2D0 2Q1 3Q0");
    snprintf(text, sizeof text,
             "%sK3,A3,E1,2026-10-05 22:50,phone,talked\nK4,A1,E1,2026-10-06 09:00,phone,busy\n",
             head);
    company_load(&c, "contacts.csv", text); /* K4 was of another day */
    ck_assert_str_eq(company_ask(&c, of), "1Q1 2D0 2Q1 3Q0");
    ck_assert_str_eq(
        company_ask(&c, "SELECT words FROM violations WHERE rule_id = 'Q' AND former IS NULL"),
        "contact at 22:50, in the quiet hours 22:45-08:00");
    company_load(&c, "settings.csv", "name,value\njurisdiction,none\n");
    company_load(
        &c, "contacts.csv",
        "contact_id,employee_id,started_at,promised_on\nK3,E1,2026-10-05 22:50,2026-10-08\n");
    ck_assert_str_eq(company_ask(&c, of), "1Q1 2D0 2Q1 3Q1");
    snprintf(text, sizeof text, "%sK3,A3,E1,2026-10-05 12:50,phone,talked\n", head);
    company_load(&c, "contacts.csv", text);
    ck_assert_str_eq(company_ask(&c, of), "1Q1 2D0 2Q1");
    company_close(&c);
}
END_TEST

/* A customer's region is that of the contact's day, whoever is judged when; the first that is known
 * holds before, too. */
START_TEST(moved_customers)
{
    struct cx_rescan result = {0};
    open_company(&c);
    company_load(&c, "limits.csv",
                 "limit_id,jurisdiction,channel,rule,value,counts,per\n"
                 "U,US,,quiet_hours,21:00-08:00,,\n");
    company_load(&c, "settings.csv", "name,value\nregion_jurisdictions,North=US\n");
    company_load(&c, "customers.csv",
                 "customer_id,region,since\nC1,North,2026-10-10\nC2,North,2026-10-12\n");
    company_load(&c, "customers.csv",
                 "customer_id,region,since\nC1,South,2026-10-01\nC2,,2026-10-13\n");
    company_load(&c, "accounts.csv",
                 "account_id,customer_id,due_on,amount,region,since\n"
                 "A1,C1,2026-09-01,1,North,\nA6,,2026-09-01,1,North,2026-10-10\n"
                 "A6,,2026-09-01,1,,2027-01-01\n");
    static const char head[] = "contact_id,account_id,employee_id,started_at,channel,outcome\n";
    char text[400];
    snprintf(text, sizeof text,
             "%sK1,A1,E1,2026-10-09 21:30,sms,\nK2,A1,E1,2026-10-10 21:30,sms,\n"
             "K3,A6,E1,2026-10-09 21:30,sms,\nK4,A6,E1,2026-12-09 21:30,sms,\n"
             "K5,A6,E1,2027-01-09 21:30,sms,\nK6,A3,E1,2026-10-11 21:30,sms,\n"
             "K7,A3,E1,2026-10-12 21:30,sms,\nK8,A3,E1,2026-10-13 21:30,sms,\n",
             head);
    company_load(&c, "contacts.csv", text);
    static const char wanted[] = "K2 U contact at 21:30, in the quiet hours 21:00-08:00\n"
                                 "K3 U contact at 21:30, in the quiet hours 21:00-08:00\n"
                                 "K4 U contact at 21:30, in the quiet hours 21:00-08:00\n"
                                 "K6 U contact at 21:30, in the quiet hours 21:00-08:00\n"
                                 "K7 U contact at 21:30, in the quiet hours 21:00-08:00\n";
    ck_recorded(wanted);
    c.options.rescan = &result;
    company_take(&c);
    c.options.rescan = NULL;
    ck_assert_int_eq(result.former, 0);
    ck_recorded(wanted);
    company_close(&c);
}
END_TEST

/* What was counted of an account stays with it when it comes under another law. */
START_TEST(moved_between_contacts)
{
    open_company(&c);
    company_load(&c, "limits.csv",
                 "limit_id,jurisdiction,channel,rule,value,counts,per\n"
                 "UD,US,sms,max_per_7_days,1,attempt,account\n"
                 "UT,US,phone,days_after_talk,7,attempt,account\n");
    company_load(&c, "settings.csv", "name,value\nregion_jurisdictions,North=US\n");
    company_load(&c, "customers.csv", "customer_id,region,since\nC2,North,2026-10-06\n");
    company_load(&c, "customers.csv", "customer_id,region,since\nC2,South,2026-10-01\n");
    company_load(&c, "contacts.csv",
                 "contact_id,account_id,employee_id,started_at,channel,outcome\n"
                 "K1,A3,E1,2026-10-05 10:00,sms,\nK2,A3,E1,2026-10-05 11:00,phone,talked\n"
                 "K3,A3,E1,2026-10-06 10:00,sms,\nK4,A3,E1,2026-10-06 11:00,phone,busy\n"
                 "K5,A4,E1,2026-10-06 12:00,sms,\n");
    ck_recorded("K3 UD 2nd text message on the account in the 7 days to 2026-10-06; 1 is allowed\n"
                "K4 UT phone call on the account on 2026-10-06, after the talk on 2026-10-05; 7 "
                "days are to pass\n");
    company_close(&c);
}
END_TEST

/* A row that is put aside counts nowhere, and neither does one that comes twice. */
START_TEST(refused_and_repeated_rows)
{
    char rejects[64];
    open_company(&c);
    snprintf(rejects, sizeof rejects, "%s/rejects.csv", c.dir);
    c.options.rejects = rejects;
    company_add(
        &c, "contacts.csv",
        "contact_id,account_id,employee_id,started_at,channel\nK1,A1,E1,2026-10-05 09:00,phone\n"
        "K1,A1,E1,2026-10-05 09:30,phone\nK1,A1,E1,2026-10-05 09:00,phone\n"
        "K2,A1,E9,2026-10-05 10:00,phone\nK3,A2,E1,2026-10-06 11:00,phone\n");
    ck_assert_int_eq(company_import(&c), CX_EDATA);
    ck_assert_str_eq(c.err.text, "");
    unlink(rejects);
    ck_recorded("");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM contacts"), "2");
    company_close(&c);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, any_order);
    tcase_add_test(tc, changed_contacts);
    tcase_add_test(tc, one_call_for_two_accounts);
    tcase_add_test(tc, changed_limits);
    tcase_add_test(tc, moved_customers);
    tcase_add_test(tc, moved_between_contacts);
    tcase_add_test(tc, refused_and_repeated_rows);
}

UNIT_MAIN("watch")
