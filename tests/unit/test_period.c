#include "base/period.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

/* Tells where a period goes as text: "from to name". to is exclusive. */
static void check_is(const struct cx_period *period, enum cx_period_kind kind, const char *from,
                     const char *to, const char *name)
{
    char buf[CX_DATE_TEXT];

    ck_assert_str_eq(period->name, name);
    ck_assert_int_eq(period->kind, kind);
    ck_assert_str_eq(cx_date_format(buf, period->from), from);
    ck_assert_str_eq(cx_date_format(buf, period->to), to);
    ck_assert_int_eq(cx_period_days(period), period->to - period->from);
}

static struct cx_period parsed(const char *s)
{
    struct cx_period period = {0};
    struct cx_err err = {0};
    cx_date today = 0;

    ck_assert(cx_date_make(&today, 2026, 3, 1));
    ck_assert_msg(cx_period_parse(&period, s, today, &err) == 0, "%s: %s", s, err.text);
    ck_assert_int_eq(err.code, 0);
    return period;
}

static void check(const char *s, enum cx_period_kind kind, const char *from, const char *to)
{
    struct cx_period period = parsed(s);

    check_is(&period, kind, from, to, s);
}

START_TEST(single)
{
    check("2026-10", CX_PERIOD_MONTH, "2026-10-01", "2026-11-01");
    check("2026-12", CX_PERIOD_MONTH, "2026-12-01", "2027-01-01");
    check("2024-02", CX_PERIOD_MONTH, "2024-02-01", "2024-03-01");
    check("1960-02", CX_PERIOD_MONTH, "1960-02-01", "1960-03-01");
    check("2026-Q1", CX_PERIOD_QUARTER, "2026-01-01", "2026-04-01");
    check("2026-Q4", CX_PERIOD_QUARTER, "2026-10-01", "2027-01-01");
    check("2026", CX_PERIOD_YEAR, "2026-01-01", "2027-01-01");
    check("1900", CX_PERIOD_YEAR, "1900-01-01", "1901-01-01");
    check("2200", CX_PERIOD_YEAR, "2200-01-01", "2201-01-01");
    check("2026-10-05", CX_PERIOD_DAY, "2026-10-05", "2026-10-06");
    check("2024-02-29", CX_PERIOD_DAY, "2024-02-29", "2024-03-01");
    struct cx_period leap = parsed("2024-02");
    ck_assert_int_eq(cx_period_days(&leap), 29);
}
END_TEST

START_TEST(weeks)
{
    check("2026-W41", CX_PERIOD_WEEK, "2026-10-05", "2026-10-12");
    check("2026-W53", CX_PERIOD_WEEK, "2026-12-28", "2027-01-04");
    check("2020-W53", CX_PERIOD_WEEK, "2020-12-28", "2021-01-04");
    check("2025-W01", CX_PERIOD_WEEK, "2024-12-30", "2025-01-06");
    check("2021-W01", CX_PERIOD_WEEK, "2021-01-04", "2021-01-11");
    check("2025-W52", CX_PERIOD_WEEK, "2025-12-22", "2025-12-29");
    check("2200-W52", CX_PERIOD_WEEK, "2200-12-22", "2200-12-29");
}
END_TEST

START_TEST(ranges)
{
    check("2026-10-01..2026-10-15", CX_PERIOD_RANGE, "2026-10-01", "2026-10-16");
    check("2026-10-05..2026-10-05", CX_PERIOD_RANGE, "2026-10-05", "2026-10-06");
    check("2026-01..2026-10", CX_PERIOD_RANGE, "2026-01-01", "2026-11-01");
    check("2025-11..2026-02", CX_PERIOD_RANGE, "2025-11-01", "2026-03-01");
    check("2026-10..2026-10", CX_PERIOD_RANGE, "2026-10-01", "2026-11-01");
}
END_TEST

START_TEST(words)
{
    struct cx_period period = parsed("this-month"); /* today is 2026-03-01 */

    check_is(&period, CX_PERIOD_MONTH, "2026-03-01", "2026-04-01", "2026-03");
    period = parsed("last-month");
    check_is(&period, CX_PERIOD_MONTH, "2026-02-01", "2026-03-01", "2026-02");
    period = parsed("today");
    check_is(&period, CX_PERIOD_DAY, "2026-03-01", "2026-03-02", "2026-03-01");
    period = parsed("yesterday");
    check_is(&period, CX_PERIOD_DAY, "2026-02-28", "2026-03-01", "2026-02-28");
}
END_TEST

struct bad {
    const char *text, *why;
};

static const struct bad bad_periods[] = {
    {"2026-13", "months are 01 to 12"},
    {"2026-00", "months are 01 to 12"},
    {"2026-W54", "no such week"},
    {"2025-W53", "no such week"},
    {"2026-W00", "no such week"},
    {"2026-Q5", "quarters are Q1 to Q4"},
    {"2026-Q0", "quarters are Q1 to Q4"},
    {"2026-02-29", "no such day"},
    {"1899", "years are 1900 to 2200"},
    {"2201-01", "years are 1900 to 2200"},
    {"0000-W01", "years are 1900 to 2200"},
    {"9999-W52", "years are 1900 to 2200"},
    {"2026-10-15..2026-10-01", "it ends before it begins"},
    {"2026-10..2026-09", "it ends before it begins"},
    {"2026-10-01..2026-11", "from day to day"},
    {"2026-Q1..2026-Q2", "from day to day"},
    {"2026..2027", "from day to day"},
    {"2026-10-01..2026-02-30", "no such day"},
    {"2026-10-01..", "no known form"},
    {"..2026-10-01", "no known form"},
    {"..", "no known form"},
    {"2026-10...2026-11", "no known form"},
    {"2026-01..2026-02..2026-03", "no known form"},
    {"", "no known form"},
    {"2026-1", "no known form"},
    {"202610", "no known form"},
    {"2026-10 ", "no known form"},
    {"2026/10", "no known form"},
    {"2026-w41", "no known form"},
    {"next-month", "no known form"},
};

START_TEST(bad)
{
    for (size_t i = 0; i < sizeof bad_periods / sizeof *bad_periods; i++) {
        const char *text = bad_periods[i].text;
        struct cx_period period = {0};
        struct cx_err err = {0};
        ck_assert_msg(cx_period_parse(&period, text, 0, &err) == CX_EUSAGE, "%s", text);
        ck_assert_int_eq(err.code, CX_EUSAGE);
        ck_assert_msg(strstr(err.text, text) != NULL, "%s: %s", text, err.text);
        ck_assert_msg(strstr(err.text, bad_periods[i].why) != NULL, "%s: %s", text, err.text);
        ck_assert_ptr_nonnull(strstr(err.text, "2026-10-01..2026-10-15"));
        ck_assert_ptr_nonnull(strstr(err.text, "last-month"));
    }
}
END_TEST

static void check_before(const char *s, enum cx_period_kind kind, const char *from, const char *to,
                         const char *name)
{
    struct cx_period period = parsed(s), before = cx_period_before(&period);

    check_is(&before, kind, from, to, name);
    ck_assert_int_eq(before.to, period.from);
}

static void ck_meant(const char *text, const char *meant)
{
    struct cx_period period;
    struct cx_err err = {0};
    char wanted[80];
    snprintf(wanted, sizeof wanted, " (did you mean %s?); write one of ", meant ? meant : "");
    ck_assert_int_eq(cx_period_parse(&period, text, 0, &err), CX_EUSAGE);
    ck_assert_msg((strstr(err.text, meant ? wanted : "did you mean") != NULL) == (meant != NULL),
                  "%s", err.text);
}

/* What is otherwise written, or nearly a word, is said as it is meant. */
START_TEST(meant)
{
    ck_meant("2026/10", "2026-10");
    ck_meant("2026.9", "2026-09");
    ck_meant("2026-9", "2026-09");
    ck_meant("202610", "2026-10");
    ck_meant("10/2026", "2026-10");
    ck_meant("2026年10月", "2026-10");
    ck_meant("2026/10/5", "2026-10-05");
    ck_meant("last-mont", "last-month");
    ck_meant("Yesterdy", "yesterday");
    ck_meant("上月", "last-month");
    ck_meant("上个月", "last-month");
    ck_meant("本月", "this-month");
    ck_meant("previous-month", "last-month");
    ck_meant("去年", NULL);
    ck_meant("2026-13", NULL);
    ck_meant("2026/13", NULL);
    ck_meant("2026/02/30", NULL);
    ck_meant("202613", NULL);
    ck_meant("99999999999999999999", NULL);
    ck_meant("2026-10..2026/11", NULL);
    ck_meant("1/2/3/4", NULL);
    ck_meant("October", NULL);
    ck_meant("", NULL);
}
END_TEST

START_TEST(before)
{
    check_before("2026-10", CX_PERIOD_MONTH, "2026-09-01", "2026-10-01", "2026-09");
    check_before("2026-01", CX_PERIOD_MONTH, "2025-12-01", "2026-01-01", "2025-12");
    check_before("2026-Q1", CX_PERIOD_QUARTER, "2025-10-01", "2026-01-01", "2025-Q4");
    check_before("2026-Q3", CX_PERIOD_QUARTER, "2026-04-01", "2026-07-01", "2026-Q2");
    check_before("2025", CX_PERIOD_YEAR, "2024-01-01", "2025-01-01", "2024");
    check_before("2027-W01", CX_PERIOD_WEEK, "2026-12-28", "2027-01-04", "2026-W53");
    check_before("2025-W01", CX_PERIOD_WEEK, "2024-12-23", "2024-12-30", "2024-W52");
    check_before("2024-03-01", CX_PERIOD_DAY, "2024-02-29", "2024-03-01", "2024-02-29");
    check_before("2026-10-01..2026-10-15", CX_PERIOD_RANGE, "2026-09-16", "2026-10-01",
                 "2026-09-16..2026-09-30");
    /* 304 days, and no longer whole months */
    check_before("2026-01..2026-10", CX_PERIOD_RANGE, "2025-03-03", "2026-01-01",
                 "2025-03-03..2025-12-31");
}
END_TEST

/* Going back week by week through 300 years names each as parse reads it. */
START_TEST(weeks_follow_each_other)
{
    struct cx_period week = parsed("2200-W52");
    int long_years = 0;

    while (strcmp(week.name, "1900-W01") != 0) {
        struct cx_period again = parsed(week.name);
        ck_assert_int_eq(again.from, week.from);
        long_years += strcmp(week.name + 5, "W53") == 0;
        week = cx_period_before(&week);
    }
    ck_assert_int_eq(long_years, 53); /* 71 in 400 years, 53 of them in 1900 to 2200 */
}
END_TEST

START_TEST(month)
{
    struct cx_period period = cx_period_month(2026, 2);

    check_is(&period, CX_PERIOD_MONTH, "2026-02-01", "2026-03-01", "2026-02");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, single);
    tcase_add_test(tc, weeks);
    tcase_add_test(tc, ranges);
    tcase_add_test(tc, words);
    tcase_add_test(tc, bad);
    tcase_add_test(tc, meant);
    tcase_add_test(tc, before);
    tcase_add_test(tc, weeks_follow_each_other);
    tcase_add_test(tc, month);
}

UNIT_MAIN("period")
