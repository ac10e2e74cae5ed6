#include "base/date.h"

#include <string.h>
#include <time.h>

#include "unit.h"

static cx_date day(int year, int month, int day_of_month)
{
    cx_date date = CX_DATE_NONE;

    ck_assert_msg(cx_date_make(&date, year, month, day_of_month), "%d-%d-%d", year, month,
                  day_of_month);
    return date;
}

START_TEST(make_known_days)
{
    cx_date date = 42;

    ck_assert_int_eq(day(1970, 1, 1), 0);
    ck_assert_int_eq(day(1969, 12, 31), -1);
    ck_assert_int_eq(day(2000, 3, 1), 11017);
    ck_assert_int_eq(day(2026, 10, 1), 20727);
    ck_assert_int_eq(day(1900, 1, 1), -25567);
    ck_assert_int_eq(day(2024, 2, 29) + 1, day(2024, 3, 1));
    ck_assert_int_eq(day(2000, 2, 29) + 1, day(2000, 3, 1));
    ck_assert(!cx_date_make(&date, 2026, 2, 29));
    ck_assert(!cx_date_make(&date, 1900, 2, 29));
    ck_assert(!cx_date_make(&date, 2100, 2, 29));
    ck_assert(!cx_date_make(&date, 2026, 4, 31));
    ck_assert(!cx_date_make(&date, 2026, 13, 1));
    ck_assert(!cx_date_make(&date, 2026, 0, 1));
    ck_assert(!cx_date_make(&date, 2026, 1, 0));
    ck_assert(!cx_date_make(&date, 2026, 1, 32));
    ck_assert(!cx_date_make(&date, 0, 1, 1));
    ck_assert(!cx_date_make(&date, 10000, 1, 1));
    ck_assert_int_eq(date, 42);
}
END_TEST

/* Every day from 1899 to 2201, beside the C library's calendar. */
START_TEST(split_every_day)
{
    for (cx_date date = -25933; date < 84371; date++) {
        time_t seconds = (time_t)date * 86400;
        struct tm tm;
        ck_assert_ptr_nonnull(gmtime_r(&seconds, &tm));
        struct cx_ymd ymd = cx_date_split(date);
        ck_assert_int_eq(ymd.year, tm.tm_year + 1900);
        ck_assert_int_eq(ymd.month, tm.tm_mon + 1);
        ck_assert_int_eq(ymd.day, tm.tm_mday);
        ck_assert_int_eq(cx_date_weekday(date), tm.tm_wday == 0 ? 7 : tm.tm_wday);
        ck_assert_int_eq(day(ymd.year, ymd.month, ymd.day), date);
    }
}
END_TEST

START_TEST(day_of_a_time)
{
    ck_assert_int_eq(cx_date_of(0), 0);
    ck_assert_int_eq(cx_date_of(86399), 0);
    ck_assert_int_eq(cx_date_of(86400), 1);
    ck_assert_int_eq(cx_date_of(-1), -1);
    ck_assert_int_eq(cx_date_of(-86400), -1);
    ck_assert_int_eq(cx_date_of(-86401), -2);
}
END_TEST

START_TEST(weekdays)
{
    ck_assert_int_eq(cx_date_weekday(day(1970, 1, 1)), 4);
    ck_assert_int_eq(cx_date_weekday(day(2026, 10, 1)), 4);
    ck_assert_int_eq(cx_date_weekday(day(2026, 10, 5)), 1);
    ck_assert_int_eq(cx_date_weekday(day(1900, 1, 1)), 1);
    ck_assert_int_eq(cx_date_weekday(day(2000, 1, 2)), 7);
}
END_TEST

START_TEST(months)
{
    ck_assert_int_eq(cx_date_month_start(day(2026, 10, 31)), day(2026, 10, 1));
    ck_assert_int_eq(cx_date_month_start(day(1960, 2, 1)), day(1960, 2, 1));
    ck_assert_int_eq(cx_date_add_months(day(2026, 1, 31), 1), day(2026, 2, 28));
    ck_assert_int_eq(cx_date_add_months(day(2024, 1, 31), 1), day(2024, 2, 29));
    ck_assert_int_eq(cx_date_add_months(day(2026, 3, 31), -1), day(2026, 2, 28));
    ck_assert_int_eq(cx_date_add_months(day(2026, 10, 15), 3), day(2027, 1, 15));
    ck_assert_int_eq(cx_date_add_months(day(2026, 1, 15), -1), day(2025, 12, 15));
    ck_assert_int_eq(cx_date_add_months(day(2024, 2, 29), 12), day(2025, 2, 28));
    ck_assert_int_eq(cx_date_add_months(day(2024, 2, 29), -48), day(2020, 2, 29));
    ck_assert_int_eq(cx_date_add_months(day(1970, 6, 30), 0), day(1970, 6, 30));
    ck_assert_int_eq(cx_date_add_months(CX_DATE_NONE, -5), CX_DATE_NONE);
    ck_assert_int_eq(cx_date_add_months(0, INT32_MAX), CX_DATE_NONE);
    ck_assert_int_eq(cx_date_add_months(0, INT32_MIN), INT32_MIN);
}
END_TEST

START_TEST(whole_months_and_years)
{
    cx_date hired = day(2024, 1, 15);

    ck_assert_int_eq(cx_date_whole_months(hired, day(2024, 2, 14)), 0);
    ck_assert_int_eq(cx_date_whole_months(hired, day(2024, 2, 15)), 1);
    ck_assert_int_eq(cx_date_whole_months(hired, hired), 0);
    ck_assert_int_eq(cx_date_whole_months(hired, hired - 100), 0);
    ck_assert_int_eq(cx_date_whole_months(hired, day(2026, 10, 14)), 32);
    ck_assert_int_eq(cx_date_whole_months(day(2026, 1, 31), day(2026, 2, 27)), 0);
    ck_assert_int_eq(cx_date_whole_months(day(2026, 1, 31), day(2026, 2, 28)), 1);
    ck_assert_int_eq(cx_date_whole_months(day(2026, 1, 31), day(2026, 3, 30)), 1);
    ck_assert_int_eq(cx_date_whole_months(day(1969, 12, 1), day(1970, 1, 1)), 1);
    ck_assert_int_eq(cx_date_whole_years(hired, day(2026, 1, 14)), 1);
    ck_assert_int_eq(cx_date_whole_years(hired, day(2026, 1, 15)), 2);
    ck_assert_int_eq(cx_date_whole_years(hired, day(2023, 1, 1)), 0);
    ck_assert_int_eq(cx_date_whole_years(day(2024, 2, 29), day(2025, 2, 28)), 1);
    ck_assert_int_eq(cx_date_whole_years(day(2024, 2, 29), day(2025, 2, 27)), 0);
}
END_TEST

static void check_date(const char *s, enum cx_date_order order, const char *expected)
{
    char buf[CX_DATE_TEXT];
    cx_date date = CX_DATE_NONE;

    enum cx_date_result result = cx_date_parse(&date, s, strlen(s), order);
    ck_assert_msg(result == CX_DATE_OK, "\"%s\": result %d", s, (int)result);
    ck_assert_str_eq(cx_date_format(buf, date), expected);
}

static void check_no_date(const char *s, enum cx_date_order order, enum cx_date_result expected)
{
    cx_date date = 42;

    enum cx_date_result result = cx_date_parse(&date, s, strlen(s), order);
    ck_assert_msg(result == expected, "\"%s\": result %d", s, (int)result);
    ck_assert_int_eq(date, 42);
}

START_TEST(parse_year_first)
{
    static const char *const same[] = {
        "2026-10-01", "2026-10-1",     "2026/10/1",     "2026/10/01",     "2026.10.1",
        "20261001",   "2026年10月1日", " 2026-10-01\t", "2026年10月01日",
    };

    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        for (enum cx_date_order order = CX_ORDER_YMD; order <= CX_ORDER_DMY; order++)
            check_date(same[i], order, "2026-10-01");
    check_date("1900-01-01", CX_ORDER_YMD, "1900-01-01");
    check_date("2200-12-31", CX_ORDER_YMD, "2200-12-31");
    check_date("2024-02-29", CX_ORDER_YMD, "2024-02-29");
    check_date("1955/7/3", CX_ORDER_YMD, "1955-07-03");
}
END_TEST

START_TEST(parse_year_last)
{
    check_date("10/1/2026", CX_ORDER_MDY, "2026-10-01");
    check_date("10/1/2026", CX_ORDER_DMY, "2026-01-10");
    check_date("10-1-2026", CX_ORDER_DMY, "2026-01-10");
    check_date("10.1.2026", CX_ORDER_DMY, "2026-01-10");
    check_date("01.10.2026", CX_ORDER_DMY, "2026-10-01");
    check_date("10/31/2026", CX_ORDER_MDY, "2026-10-31");
    check_no_date("10/31/2026", CX_ORDER_DMY, CX_DATE_BAD);
    check_no_date("10/1/2026", CX_ORDER_YMD, CX_DATE_ORDER);
    check_no_date("10-1-2026", CX_ORDER_YMD, CX_DATE_ORDER);
    check_no_date("10.1.2026", CX_ORDER_YMD, CX_DATE_ORDER);
    check_no_date("31/10/2026", CX_ORDER_YMD, CX_DATE_ORDER);
    check_no_date("31/31/2026", CX_ORDER_YMD, CX_DATE_BAD); /* wrong in any order */
    check_no_date("10/1/26", CX_ORDER_MDY, CX_DATE_BAD);
    check_no_date("10/1/2201", CX_ORDER_MDY, CX_DATE_BAD);
    check_no_date("10年1月2026日", CX_ORDER_MDY, CX_DATE_BAD);
}
END_TEST

START_TEST(parse_what_is_no_date)
{
    static const char *const bad[] = {
        "",
        " ",
        "2026",
        "2026-10",
        "2026-02-29",
        "2026-13-01",
        "2026-00-10",
        "2026-10-00",
        "1899-12-31",
        "2201-01-01",
        "2026-10/01",
        "2026-10-01x",
        "x2026-10-1",
        "2026-10-1-",
        "2026--1-01",
        "2026-10-001",
        "2026-010-1",
        "20261301",
        "202610011",
        "2026101",
        "26-10-01",
        "2026 10 01",
        "2026-10-",
        "+2026-10-01",
        "2026年10月1",
        "2026年10-1",
        "10月1日",
        "2026/10.1",
        "00000000",
        "2026-10-01T",
        "99999999",
        "1999999999-10-01",
        "2026-10-4294967297",
        "2026-1 0-1",
    };

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        for (enum cx_date_order order = CX_ORDER_YMD; order <= CX_ORDER_DMY; order++)
            check_no_date(bad[i], order, CX_DATE_BAD);
    cx_date date;
    ck_assert_int_eq(cx_date_parse(&date, "2026-10-011", 10, CX_ORDER_YMD), CX_DATE_OK);
    ck_assert_int_eq(cx_date_parse(&date, "2026-10-01", 11, CX_ORDER_YMD), CX_DATE_BAD);
}
END_TEST

static void check_time(const char *s, enum cx_date_order order, const char *expected)
{
    char buf[CX_DATE_TEXT];
    cx_time time = 0;

    enum cx_date_result result = cx_time_parse(&time, s, strlen(s), order);
    ck_assert_msg(result == CX_DATE_OK, "\"%s\": result %d", s, (int)result);
    ck_assert_str_eq(cx_time_format(buf, time), expected);
}

START_TEST(times)
{
    cx_time time = 0;

    check_time("2026-10-01", CX_ORDER_YMD, "2026-10-01 00:00:00");
    check_time("2026-10-01T09:30", CX_ORDER_YMD, "2026-10-01 09:30:00");
    check_time("2026-10-01 9:30", CX_ORDER_YMD, "2026-10-01 09:30:00");
    check_time(" 2026/10/1 \t 23:59:59 ", CX_ORDER_YMD, "2026-10-01 23:59:59");
    check_time("20261001 00:00:00.000", CX_ORDER_YMD, "2026-10-01 00:00:00");
    check_time("2026年10月1日 18:05", CX_ORDER_YMD, "2026-10-01 18:05:00");
    check_time("1/10/2026 18:05", CX_ORDER_DMY, "2026-10-01 18:05:00");
    check_time("1969-12-31T23:59:59", CX_ORDER_YMD, "1969-12-31 23:59:59");
    ck_assert_int_eq(cx_time_parse(&time, "1969-12-31T23:59:59", 19, CX_ORDER_YMD), CX_DATE_OK);
    ck_assert_int_eq(time, -1);
    ck_assert_int_eq(cx_time_parse(&time, "2026-10-01T09:30", 16, CX_ORDER_YMD), CX_DATE_OK);
    ck_assert_int_eq(time, INT64_C(1790847000));
    ck_assert_int_eq(cx_time_parse(&time, "10/1/2026 9:30", 14, CX_ORDER_YMD), CX_DATE_ORDER);
}
END_TEST

START_TEST(times_that_are_none)
{
    static const char *const bad[] = {
        "",
        "09:30",
        "2026-10-01 24:00",
        "2026-10-01 12:60",
        "2026-10-01 12:00:60",
        "2026-10-01 12",
        "2026-10-01 12:5",
        "2026-10-01 12:05:7",
        "2026-10-01 012:05",
        "2026-10-01 12:05:07.5",
        "2026-10-01 12:05:07.",
        "2026-10-01 12:05.0",
        "2026-10-01 12:05Z",
        "2026-10-01 12:05+08:00",
        "2026-10-01T",
        "2026-10-01T 12:05",
        "2026-10-01 T12:05",
        "2026-10-01TT12:05",
        "2026-10-0112:05",
        "2026-02-29 12:05",
        "2026-10-01 -1:05",
        "10/1/2026 25:00",
        "T12:05",
    };
    cx_time time = 42;

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        enum cx_date_result result = cx_time_parse(&time, bad[i], strlen(bad[i]), CX_ORDER_YMD);
        ck_assert_msg(result == CX_DATE_BAD, "\"%s\": result %d", bad[i], (int)result);
    }
    ck_assert_int_eq(time, 42);
}
END_TEST

/* What has the usual shape is read without a search. A blank in front takes that way away: the
 * outcome is the same. */
START_TEST(usual_shapes)
{
    static const char usual[] = "2026-02-28 23:59:59", other[] = "0123456789-:T /";
    char text[sizeof usual + 1] = " ";

    srand(2026);
    for (int round = 0; round < 30000; round++) {
        cx_time fast = 42, slow = 42;
        cx_date fast_day = 42, slow_day = 42;
        size_t n = round % 2 ? 10 : 19;
        memcpy(text + 1, usual, n);
        for (int i = rand() % 4; i > 0; i--)
            text[1 + (size_t)rand() % n] = other[(size_t)rand() % (rand() % 4 ? 10 : 15)];
        if (rand() % 2)
            text[1] = '2';
        ck_assert_int_eq(cx_time_parse(&fast, text + 1, n, CX_ORDER_YMD),
                         cx_time_parse(&slow, text, n + 1, CX_ORDER_YMD));
        ck_assert_msg(fast == slow, "%.*s", (int)n, text + 1);
        ck_assert_int_eq(cx_date_parse(&fast_day, text + 1, n, CX_ORDER_YMD),
                         cx_date_parse(&slow_day, text, n + 1, CX_ORDER_YMD));
        ck_assert_msg(fast_day == slow_day, "%.*s", (int)n, text + 1);
    }
}
END_TEST

START_TEST(extremes_are_formatted)
{
    char buf[CX_DATE_TEXT];

    ck_assert_str_eq(cx_date_format(buf, CX_DATE_NONE), "");
    ck_assert_str_eq(cx_date_format(buf, INT32_MIN), "-5877641-06-23");
    ck_assert_str_eq(cx_date_format(buf, day(1, 1, 1)), "0001-01-01");
    ck_assert_str_eq(cx_time_format(buf, INT64_C(86400) * INT32_MIN + 86399),
                     "-5877641-06-23 23:59:59");
    cx_time_format(buf, INT64_MIN);
    cx_time_format(buf, INT64_MAX);
    ck_assert_uint_lt(strlen(buf), CX_DATE_TEXT);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, make_known_days);
    tcase_add_test(tc, split_every_day);
    tcase_add_test(tc, day_of_a_time);
    tcase_add_test(tc, weekdays);
    tcase_add_test(tc, months);
    tcase_add_test(tc, whole_months_and_years);
    tcase_add_test(tc, parse_year_first);
    tcase_add_test(tc, parse_year_last);
    tcase_add_test(tc, parse_what_is_no_date);
    tcase_add_test(tc, times);
    tcase_add_test(tc, times_that_are_none);
    tcase_add_test(tc, usual_shapes);
    tcase_add_test(tc, extremes_are_formatted);
}

UNIT_MAIN("date")
