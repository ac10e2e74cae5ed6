/* base/zone: what clocks show at a time in UTC. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/zone.h"
#include "unit.h"

static void ck(const struct cx_zone *zone, int year, int month, int day, int hour,
               const char *wanted)
{
    cx_date date;
    bool is_twice;
    char text[CX_DATE_TEXT], got[64];
    ck_assert(cx_date_make(&date, year, month, day));
    cx_time local = cx_zone_local(zone, (cx_time)date * 86400 + hour * 3600 + 1800, &is_twice);
    snprintf(got, sizeof got, "%s%s", cx_time_format(text, local), is_twice ? " twice" : "");
    ck_assert_str_eq(got, wanted);
}

static struct cx_zone *opened(const char *name)
{
    struct cx_zone *zone = NULL;
    struct cx_err err = {0};
    ck_assert_msg(cx_zone_open(&zone, name, &err) == 0, "%s", err.text);
    return zone;
}

START_TEST(without_summer_time)
{
    struct cx_zone *zone = opened("Asia/Shanghai");
    ck(zone, 2026, 10, 5, 13, "2026-10-05 21:30:00");
    ck(zone, 2026, 10, 5, 20, "2026-10-06 04:30:00");
    ck(zone, 1988, 7, 1, 0, "1988-07-01 09:30:00"); /* it had one then */
    cx_zone_free(zone);
    zone = opened("UTC");
    ck(zone, 2026, 10, 5, 13, "2026-10-05 13:30:00");
    cx_zone_free(zone);
}
END_TEST

START_TEST(with_summer_time)
{
    struct cx_zone *zone = opened("Europe/Berlin");
    ck(zone, 2026, 3, 29, 0, "2026-03-29 01:30:00");
    ck(zone, 2026, 3, 29, 1, "2026-03-29 03:30:00");
    ck(zone, 2026, 10, 24, 23, "2026-10-25 01:30:00");
    ck(zone, 2026, 10, 25, 0, "2026-10-25 02:30:00 twice");
    ck(zone, 2026, 10, 25, 1, "2026-10-25 02:30:00 twice");
    ck(zone, 2026, 10, 25, 2, "2026-10-25 03:30:00");
    cx_zone_free(zone);
}
END_TEST

/* The process keeps its own zone. */
START_TEST(names)
{
    struct cx_zone *zone = NULL;
    struct cx_err err = {0};
    setenv("TZ", "Asia/Tokyo", 1);
    cx_zone_free(opened("America/New_York"));
    ck_assert_str_eq(getenv("TZ"), "Asia/Tokyo");
    unsetenv("TZ");
    cx_zone_free(opened("America/New_York"));
    ck_assert_ptr_null(getenv("TZ"));
    ck_assert_int_eq(cx_zone_open(&zone, "Asia/Nowhere", &err), CX_EDATA);
    ck_assert_str_eq(
        err.text, "\"Asia/Nowhere\" is not a time zone: use a name such as Asia/Shanghai, or UTC");
    ck_assert(!cx_zone_is_there("../../../etc/passwd"));
    ck_assert(!cx_zone_is_there("/etc/localtime"));
    ck_assert(!cx_zone_is_there("CST"));
    ck_assert(!cx_zone_is_there("Asia"));
    ck_assert(!cx_zone_is_there(""));
    ck_assert(cx_zone_is_there("America/Argentina/Buenos_Aires"));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, without_summer_time);
    tcase_add_test(tc, with_summer_time);
    tcase_add_test(tc, names);
}

UNIT_MAIN("zone")
