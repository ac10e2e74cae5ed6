/* conduct/limits: what breaks a limit, and in which words. */
#include "conduct/limits.h"

#include "scratch.h"
#include "unit.h"

static struct cx_db *db;
static struct limits limits;
static char said[400];

static void set_up(void)
{
    db = opened(NULL, CX_DB_CREATE);
}

static void tear_down(void)
{
    limits_fini(&limits);
    cx_db_close(db);
}

/* A limit and its columns: 'L', 'CN', channel, rule, value, counts, per, severity. */
static void given(const char *rows)
{
    struct cx_err err = {0};
    char sql[600];
    snprintf(sql, sizeof sql,
             "INSERT INTO settings VALUES ('jurisdiction', 'CN');"
             "INSERT INTO limits SELECT *, 'a law' FROM (VALUES %s)",
             rows);
    run(db, sql);
    ck_assert_msg(limits_init(&limits, db, &err) == 0, "%s", err.text);
}

static void hear(void *context, int64_t contact, const struct limit *limit, const char *words)
{
    (void)context, (void)contact;
    snprintf(said + strlen(said), sizeof said - strlen(said), "%s%s: %s", *said ? "; " : "",
             limit->id, words);
}

/* A call on account 1 of customer 10, judged: what it breaks. */
static const char *called(const char *at, enum cx_outcome outcome)
{
    struct cx_contact contact = {1, 1, 0, CX_PHONE, (int)outcome, 0, 0, 0};
    ck_assert_int_eq(cx_time_parse(&contact.at, at, strlen(at), CX_ORDER_YMD), CX_DATE_OK);
    *said = '\0';
    limits_judge(&limits, &contact, 10, hear, NULL);
    return said;
}

static const char *called_at(const char *clock)
{
    char at[32];
    snprintf(at, sizeof at, "2026-10-05 %s", clock);
    return called(at, CX_TALKED);
}

START_TEST(values)
{
    static const struct {
        enum cx_limit_rule rule;
        const char *value, *why;
    } rows[] = {
        {CX_LIMIT_MAX_PER_DAY, "0", ""},
        {CX_LIMIT_MAX_PER_DAY, "3", ""},
        {CX_LIMIT_MAX_PER_DAY, "-1", "\"-1\" is not a whole number from 0 to 100000"},
        {CX_LIMIT_MAX_PER_7_DAYS, "1.5", "\"1.5\" is not a whole number from 0 to 100000"},
        {CX_LIMIT_MAX_PER_7_DAYS, "many", "\"many\" is not a whole number from 0 to 100000"},
        {CX_LIMIT_DAYS_AFTER_TALK, "7", ""},
        {CX_LIMIT_DAYS_AFTER_TALK, "0", "\"0\" is not a whole number from 1 to 366"},
        {CX_LIMIT_DAYS_AFTER_TALK, "367", "\"367\" is not a whole number from 1 to 366"},
        {CX_LIMIT_QUIET_HOURS, "22:00-08:00", ""},
        {CX_LIMIT_QUIET_HOURS, "0:30-8:00", ""},
        {CX_LIMIT_QUIET_HOURS, "21:00-24:00", ""},
        {CX_LIMIT_QUIET_HOURS, "22:00", "\"22:00\" is not a range of hours: write 22:00-08:00"},
        {CX_LIMIT_QUIET_HOURS, "22:00-25:00",
         "\"22:00-25:00\" is not a range of hours: write 22:00-08:00"},
        {CX_LIMIT_QUIET_HOURS, "22:60-08:00",
         "\"22:60-08:00\" is not a range of hours: write 22:00-08:00"},
        {CX_LIMIT_QUIET_HOURS, "22:00-08:00x",
         "\"22:00-08:00x\" is not a range of hours: write 22:00-08:00"},
        {CX_LIMIT_QUIET_HOURS, "08:00-08:00",
         "\"08:00-08:00\" is not a range of hours: write 22:00-08:00"},
        {CX_LIMIT_QUIET_HOURS, "", "\"\" is not a range of hours: write 22:00-08:00"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct cx_err err = {0};
        ck_assert_int_eq(cx_limit_check(rows[i].rule, rows[i].value, &err),
                         *rows[i].why ? CX_EDATA : 0);
        ck_assert_str_eq(err.text, rows[i].why);
    }
}
END_TEST

/* Over midnight, and the minute of each bound. */
START_TEST(quiet_hours)
{
    given("('Q', 'CN', NULL, 2, '22:00-08:00', 0, 0, 0)");
    ck_assert_str_eq(called_at("21:59:59"), "");
    ck_assert_str_eq(called_at("22:00:00"), "Q: contact at 22:00, in the quiet hours 22:00-08:00");
    ck_assert_str_eq(called_at("23:59:59"), "Q: contact at 23:59, in the quiet hours 22:00-08:00");
    ck_assert_str_eq(called_at("00:00:00"), "Q: contact at 00:00, in the quiet hours 22:00-08:00");
    ck_assert_str_eq(called_at("07:59:59"), "Q: contact at 07:59, in the quiet hours 22:00-08:00");
    ck_assert_str_eq(called_at("08:00:00"), "");
    ck_assert_str_eq(called_at("12:00:00"), "");
}
END_TEST

START_TEST(quiet_hours_at_noon)
{
    given("('Q', 'CN', 0, 2, '12:00-14:00', 1, 0, 0)");
    ck_assert_str_eq(called_at("11:59:59"), "");
    ck_assert_str_eq(called_at("12:00"),
                     "Q: connected phone call at 12:00, in the quiet hours 12:00-14:00");
    ck_assert_str_eq(called("2026-10-05 13:00", CX_BUSY), ""); /* not connected */
    ck_assert_str_eq(called_at("14:00"), "");
}
END_TEST

START_TEST(a_day)
{
    given("('D', 'CN', 0, 0, '3', 1, 1, 0)");
    for (int i = 0; i < 3; i++) {
        ck_assert_str_eq(called("2026-10-05 09:00", CX_PAID), "");
        ck_assert_str_eq(called("2026-10-05 09:00", CX_LEFT_MESSAGE), "");
    }
    ck_assert_str_eq(called("2026-10-05 23:59:59", CX_TALKED),
                     "D: 4th connected phone call to the customer on 2026-10-05; 3 are allowed");
    ck_assert_str_eq(called("2026-10-05 23:59:59", CX_NO_ANSWER), "");
    ck_assert_str_eq(called("2026-10-05 23:59:59", CX_TALKED),
                     "D: 5th connected phone call to the customer on 2026-10-05; 3 are allowed");
    ck_assert_str_eq(called("2026-10-06 00:00:00", CX_TALKED), "");
}
END_TEST

START_TEST(none_allowed)
{
    given("('D', 'CN', NULL, 0, '0', 0, 0, 0), ('E', 'CN', NULL, 0, '1', 0, 0, 0)");
    ck_assert_str_eq(called_at("09:00"),
                     "D: 1st contact on the account on 2026-10-05; 0 are allowed");
    ck_assert_str_eq(called_at("09:01"),
                     "D: 2nd contact on the account on 2026-10-05; 0 are allowed; "
                     "E: 2nd contact on the account on 2026-10-05; 1 is allowed");
}
END_TEST

/* What was busy did not ring: it is neither counted nor too soon. */
START_TEST(rang)
{
    given("('D', 'CN', 0, 0, '1', 2, 0, 0), ('T', 'CN', 0, 3, '2', 2, 0, 0)");
    ck_assert_str_eq(called("2026-10-05 09:00", CX_NO_ANSWER), "");
    ck_assert_str_eq(called("2026-10-05 10:00", CX_BUSY), "");
    ck_assert_str_eq(called("2026-10-05 11:00", CX_TALKED),
                     "D: 2nd phone call that rang on the account on 2026-10-05; 1 is allowed");
    ck_assert_str_eq(called("2026-10-06 09:00", CX_BUSY), "");
    ck_assert_str_eq(called("2026-10-06 10:00", CX_WRONG_PARTY),
                     "T: phone call that rang on the account on 2026-10-06, after the talk on "
                     "2026-10-05; 2 days are to pass");
    struct cx_contact unknown = {1, 1, limits.list[0].from, CX_PHONE, -1, 0, 0, 0};
    unknown.at = (cx_time)20732 * 86400; /* 2026-10-06 */
    *said = '\0';
    limits_judge(&limits, &unknown, 10, hear, NULL);
    ck_assert_str_ne(said, ""); /* who doesn't say what came of it may have rung */
}
END_TEST

/* The week ends with the contact's day: what was on the seventh day before it no longer counts. */
START_TEST(a_week)
{
    given("('W', 'CN', 0, 1, '7', 0, 0, 1)");
    for (int day = 1; day <= 7; day++) {
        char at[32];
        snprintf(at, sizeof at, "2026-10-%02d 09:00", day);
        ck_assert_str_eq(called(at, CX_BUSY), "");
    }
    ck_assert_str_eq(called("2026-10-07 10:00", CX_BUSY),
                     "W: 8th phone call on the account in the 7 days to 2026-10-07; 7 are allowed");
    ck_assert_str_eq(called("2026-10-08 00:00", CX_BUSY), /* the first day's is out */
                     "W: 8th phone call on the account in the 7 days to 2026-10-08; 7 are allowed");
    ck_assert_str_eq(called("2026-10-14 09:00", CX_BUSY), ""); /* of the 8th and its own */
    ck_assert_str_eq(called("2027-10-14 09:00", CX_BUSY), "");
}
END_TEST

/* The day of the talk is the first of those that are to pass. */
START_TEST(after_a_talk)
{
    given("('T', 'CN', 0, 3, '7', 0, 0, 0)");
    ck_assert_str_eq(called("2026-10-01 09:00", CX_NO_ANSWER), "");
    ck_assert_str_eq(called("2026-10-01 10:00", CX_TALKED), "");
    ck_assert_str_eq(called("2026-10-01 11:00", CX_NO_ANSWER),
                     "T: phone call on the account on 2026-10-01, after the talk on 2026-10-01; 7 "
                     "days are to pass");
    ck_assert_str_eq(called("2026-10-07 23:59", CX_NO_ANSWER),
                     "T: phone call on the account on 2026-10-07, after the talk on 2026-10-01; 7 "
                     "days are to pass");
    ck_assert_str_eq(called("2026-10-08 00:00", CX_REFUSED), "");
    ck_assert_str_ne(called("2026-10-09 00:00", CX_TALKED), ""); /* and begins its own days */
    ck_assert_str_ne(called("2026-10-15 00:00", CX_BUSY), "");
    ck_assert_str_eq(called("2026-10-16 00:00", CX_BUSY), "");
}
END_TEST

START_TEST(other_channels_and_accounts)
{
    struct cx_contact other = {2, 2, 0, CX_PHONE, CX_TALKED, 0, 0, 0},
                      visit = {3, 1, 0, CX_VISIT, CX_TALKED, 0, 0, 0};
    given("('A', 'CN', 0, 0, '1', 0, 0, 0), ('C', 'CN', 0, 0, '1', 0, 1, 0)");
    ck_assert_str_eq(called_at("09:00"), "");
    other.at = visit.at = INT64_C(20731) * 86400 + 36000; /* 2026-10-05 10:00 */
    *said = '\0';
    limits_judge(&limits, &visit, 10, hear, NULL);
    ck_assert_str_eq(said, "");
    limits_judge(&limits, &other, 10, hear, NULL);
    ck_assert_str_eq(said, "C: 2nd phone call to the customer on 2026-10-05; 1 is allowed");
}
END_TEST

/* A contact of customer 10, judged: what it breaks. */
static const char *met(const char *at, int64_t account, int64_t employee, int channel)
{
    struct cx_contact contact = {
        .id = 1, .account = account, .channel = channel, .outcome = CX_TALKED};
    contact.employee = employee;
    ck_assert_int_eq(cx_time_parse(&contact.at, at, strlen(at), CX_ORDER_YMD), CX_DATE_OK);
    *said = '\0';
    limits_judge(&limits, &contact, 10, hear, NULL);
    return said;
}

/* One call about several debts is one call to the customer, and each record of it says alike. */
START_TEST(one_call_for_several_accounts)
{
    static const char over[] = "D: 3rd contact to the customer on 2026-10-05; 2 are allowed";
    given("('D', 'CN', NULL, 0, '2', 0, 1, 0), ('A', 'CN', NULL, 0, '1', 0, 0, 0)");
    for (int64_t account = 1; account <= 4; account++)
        ck_assert_str_eq(met("2026-10-05 09:00", account, 7, CX_PHONE), "");
    ck_assert_str_eq(met("2026-10-05 09:00", 5, 8, CX_PHONE), ""); /* somebody else's */
    for (int64_t account = 11; account <= 14; account++)
        ck_assert_str_eq(met("2026-10-05 10:00", account, 7, CX_VISIT), over);
    ck_assert_str_eq(met("2026-10-06 09:00", 1, 7, CX_PHONE), "");
    ck_assert_str_ne(met("2026-10-06 09:00", 1, 7, CX_PHONE), ""); /* of one account: another */
}
END_TEST

/* Messages can be several at a time; a day without a time says nothing of that. */
START_TEST(several_contacts_at_a_time)
{
    given("('D', 'CN', NULL, 0, '1', 0, 1, 0)");
    ck_assert_str_eq(met("2026-10-05 09:00", 1, 7, CX_SMS), "");
    ck_assert_str_ne(met("2026-10-05 09:00", 2, 7, CX_SMS), "");
    ck_assert_str_eq(met("2026-10-06", 1, 7, CX_PHONE), "");
    ck_assert_str_ne(met("2026-10-06", 2, 7, CX_PHONE), "");
    ck_assert_str_eq(met("2026-10-07 09:00", 1, 7, CX_PHONE), "");
    ck_assert_str_ne(met("2026-10-07 09:00", 2, 7, CX_VISIT), "");
    ck_assert_str_eq(met("2026-10-08 09:00", 1, 0, CX_PHONE), "");
    ck_assert_str_ne(met("2026-10-08 09:00", 2, 0, CX_PHONE), ""); /* planned, for nobody yet */
}
END_TEST

/* A talk is not too soon after itself; what it is too soon after is so for each of its records. */
START_TEST(one_talk_for_several_accounts)
{
    given("('T', 'CN', NULL, 3, '3', 0, 1, 0)");
    ck_assert_str_eq(met("2026-10-05 09:00", 1, 7, CX_PHONE), "");
    ck_assert_str_eq(met("2026-10-05 09:00", 2, 7, CX_PHONE), "");
    for (int64_t account = 1; account <= 3; account++)
        ck_assert_str_eq(met("2026-10-07 09:00", account, 7, CX_PHONE),
                         "T: contact to the customer on 2026-10-07, after the talk on 2026-10-05; "
                         "3 days are to pass");
    ck_assert_str_ne(met("2026-10-09 09:00", 1, 7, CX_PHONE), "");
}
END_TEST

START_TEST(limits_that_do_not_hold)
{
    struct cx_err err = {0};
    run(db, "INSERT INTO limits VALUES ('U', 'US', NULL, 2, '00:00-24:00', 0, 0, 0, ''), "
            "('N', 'none', NULL, 0, '0', 0, 0, 0, ''), ('C', 'cn', NULL, 0, '0', 0, 0, 0, '')");
    ck_assert_int_eq(limits_init(&limits, db, &err), 0);
    ck_assert_uint_eq(limits.count, 0); /* no jurisdiction */
    limits_fini(&limits);
    run(db, "INSERT INTO settings VALUES ('jurisdiction', 'none')");
    ck_assert_int_eq(limits_init(&limits, db, &err), 0);
    ck_assert_uint_eq(limits.count, 0);
    limits_fini(&limits);
    run(db, "UPDATE settings SET value = 'CN'");
    ck_assert_int_eq(limits_init(&limits, db, &err), 0);
    ck_assert_uint_eq(limits.count, 1);
    ck_assert_str_eq(limits.list[0].id, "C");
}
END_TEST

/* Those of whom nothing counts any more are left out, and nothing else changes. */
START_TEST(many_customers_over_many_days)
{
    given("('W', 'CN', 0, 1, '1', 0, 0, 0)");
    for (int64_t i = 0; i < 600000; i++) {
        struct cx_contact contact = {
            i, 1 + i / 2 % 50000 + i / 100000 * 50000, i * 10, CX_PHONE, CX_BUSY, 0, 0, 0};
        *said = '\0';
        limits_judge(&limits, &contact, 10, hear, NULL);
        ck_assert_int_eq(*said != '\0', i % 2 == 1);
    }
    ck_assert_uint_lt(limits.list[0].count, 300000);
}
END_TEST

/* Contacts on no account come in any order: none of them ends a day. */
START_TEST(contacts_on_no_account)
{
    given("('W', 'CN', 0, 1, '1', 0, 0, 0)");
    struct cx_contact contact = {1, 0, 0, CX_PHONE, CX_BUSY, 0, 0, 0};
    *said = '\0';
    for (contact.account = 1; contact.account <= 70000; contact.account++)
        limits_judge(&limits, &contact, 10, hear, NULL);
    contact.account = 0;
    contact.at = INT64_C(30) * 86400;
    limits_judge(&limits, &contact, 0, hear, NULL);
    ck_assert_str_eq(said, "");
    contact.account = 1;
    contact.at = 86400;
    limits_judge(&limits, &contact, 10, hear, NULL);
    ck_assert_str_eq(said, "W: 2nd phone call on the account in the 7 days to 1970-01-02; 1 is "
                           "allowed");
}
END_TEST

/* What a limit said, and what it would say had it always been as it is. */
START_TEST(words_of_a_limit)
{
    given("('Q', 'CN', 0, 2, '22:00-08:00', 0, 0, 0), ('D', 'CN', 0, 0, '3', 1, 1, 0), "
          "('W', 'CN', NULL, 1, '1', 0, 0, 1), ('T', 'CN', 0, 3, '7', 0, 0, 0)");
    static const struct {
        const char *limit, *words;
        enum cx_severity severity;
        bool says;
    } rows[] = {
        {"Q", "phone call at 22:30, in the quiet hours 22:00-08:00", CX_BLOCK, true},
        {"Q", "phone call at 22:30, in the quiet hours 23:00-08:00", CX_BLOCK, false},
        {"Q", "visit at 22:30, in the quiet hours 22:00-08:00", CX_BLOCK, false},
        {"Q", "phone call at 22:30, in the quiet hours 22:00-08:00", CX_WARN, false},
        {"R", "phone call at 22:30, in the quiet hours 22:00-08:00", CX_BLOCK, false},
        {"D", "14th connected phone call to the customer on 2026-10-05; 3 are allowed", CX_BLOCK,
         true},
        {"D", "14th connected phone call to the customer on 2026-10-05; 2 are allowed", CX_BLOCK,
         false},
        {"D", "14th phone call to the customer on 2026-10-05; 3 are allowed", CX_BLOCK, false},
        {"D", "14th connected phone call on the account on 2026-10-05; 3 are allowed", CX_BLOCK,
         false},
        {"D", "4th connected phone call to the customer in the 7 days to 2026-10-05; 3 are allowed",
         CX_BLOCK, false},
        {"W", "2nd contact on the account in the 7 days to 2026-10-05; 1 is allowed", CX_WARN,
         true},
        {"T",
         "phone call on the account on 2026-10-05, after the talk on 2026-10-01; 7 days are to "
         "pass",
         CX_BLOCK, true},
        {"T", "2nd phone call on the account on 2026-10-05; 7 are allowed", CX_BLOCK, false},
        {"T", "", CX_BLOCK, false},
        {"D", "", CX_BLOCK, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_msg(limits_say(&limits, 0, rows[i].limit, rows[i].severity, rows[i].words) ==
                          rows[i].says,
                      "%zu", i);
    ck_assert(!limits_say(&limits, 1, "Q", CX_BLOCK, rows[0].words)); /* another law's */
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, values);
    tcase_add_test(tc, quiet_hours);
    tcase_add_test(tc, quiet_hours_at_noon);
    tcase_add_test(tc, a_day);
    tcase_add_test(tc, none_allowed);
    tcase_add_test(tc, rang);
    tcase_add_test(tc, a_week);
    tcase_add_test(tc, after_a_talk);
    tcase_add_test(tc, other_channels_and_accounts);
    tcase_add_test(tc, one_call_for_several_accounts);
    tcase_add_test(tc, several_contacts_at_a_time);
    tcase_add_test(tc, one_talk_for_several_accounts);
    tcase_add_test(tc, limits_that_do_not_hold);
    tcase_add_test(tc, many_customers_over_many_days);
    tcase_add_test(tc, contacts_on_no_account);
    tcase_add_test(tc, words_of_a_limit);
}

UNIT_MAIN("limits")
