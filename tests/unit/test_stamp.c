/* base/stamp: times and months as other systems write them. */
#include <stdio.h>
#include <string.h>

#include "base/stamp.h"
#include "unit.h"

/* What is read, with the zone where there is one; "bad" and "order". */
static void ck(const char *s, enum cx_date_order order, const char *wanted)
{
    struct cx_stamp stamp;
    char text[CX_DATE_TEXT], got[64];
    switch (cx_stamp_parse(&stamp, s, strlen(s), order)) {
    case CX_DATE_OK:
        cx_time_format(text, stamp.time);
        if (stamp.is_zoned)
            snprintf(got, sizeof got, "%s %d", text, stamp.offset_s);
        else
            snprintf(got, sizeof got, "%s", text);
        break;
    case CX_DATE_ORDER: snprintf(got, sizeof got, "order"); break;
    default: snprintf(got, sizeof got, "bad");
    }
    ck_assert_msg(strcmp(got, wanted) == 0, "\"%s\": %s, not %s", s, got, wanted);
}
#define CK(s, wanted) ck(s, CX_ORDER_YMD, wanted)

START_TEST(dates)
{
    static const char *const cells[] = {"2026-10-01 24:00", "20261001240000", "2026-10-01",
                                        "2026-10-01T24:00Z", "1790812800"};
    struct cx_stamp stamp;
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        ck_assert_int_eq(cx_stamp_parse(&stamp, cells[i], strlen(cells[i]), CX_ORDER_YMD),
                         CX_DATE_OK);
        ck_assert_int_eq(stamp.date, 20727);
    }
}
END_TEST

START_TEST(clocks)
{
    CK("2026-10-01", "2026-10-01 00:00:00");
    CK("2026-10-01 9:05", "2026-10-01 09:05:00");
    CK(" 2026-10-01T21:12:33 ", "2026-10-01 21:12:33");
    CK("2026-10-01 21:12:33.999", "2026-10-01 21:12:33");
    CK("2026-10-01 21:12:33,123456789", "2026-10-01 21:12:33");
    CK("2026-10-01 24:00:00", "2026-10-02 00:00:00");
    CK("2026-12-31 24:00", "2027-01-01 00:00:00");
    CK("2026年10月1日 21时05分33秒", "2026-10-01 21:05:33");
    CK("2026年10月1日 21时5分", "2026-10-01 21:05:00");
    CK("2026年10月1日09:05", "2026-10-01 09:05:00");
    CK("2026年10月1日9时5分", "2026-10-01 09:05:00");
    CK("2026年10月1日下午9:05", "2026-10-01 21:05:00");
    CK("2026-10-01 24:00:01", "bad");
    CK("2026-10-01 25:61", "bad");
    CK("2026-10-01 21", "bad");
    CK("2026-10-01 21:5", "bad");
    CK("2026-10-01 21:05:", "bad");
    CK("2026-10-01 21:05:60", "bad");
    CK("2026-10-01 21:05 x", "bad");
    CK("2026-10-32 21:05", "bad");
    CK("", "bad");
}
END_TEST

/* They are the date's, or the cell is wrong. */
START_TEST(weekdays)
{
    static const char *const days[] = {
        "2026-10-03",        "2026-10-03 Sat",       "2026-10-03 星期六", "2026年10月3日星期六",
        "2026年10月3日周六", "Saturday, 2026-10-03", "星期六 2026-10-03"};
    struct cx_stamp stamp;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        CK(days[i], "2026-10-03 00:00:00");
        cx_stamp_parse(&stamp, days[i], strlen(days[i]), CX_ORDER_YMD);
        ck_assert_msg(stamp.is_day, "%s", days[i]);
    }
    CK("2026-10-03 Sat 21:05", "2026-10-03 21:05:00");
    CK("2026年10月3日星期六 下午9:05", "2026-10-03 21:05:00");
    CK("2026-10-04 星期天", "2026-10-04 00:00:00");
    CK("2026-10-04 周日 0:00", "2026-10-04 00:00:00");
    CK("2026-10-05 MONDAY", "2026-10-05 00:00:00");
    cx_stamp_parse(&stamp, "2026-10-04 周日 0:00", strlen("2026-10-04 周日 0:00"), CX_ORDER_YMD);
    ck_assert(!stamp.is_day);
    CK("2026-10-03 星期一", "bad");
    CK("Fri 2026-10-03", "bad");
    CK("2026-10-03 Saturn", "bad");
    CK("2026-10-03 Sat Sat", "bad");
    CK("2026-10-03T", "bad");
    CK("Sat", "bad");
}
END_TEST

START_TEST(half_days)
{
    CK("2026-10-01 9:05 PM", "2026-10-01 21:05:00");
    CK("2026-10-01 09:12:33pm", "2026-10-01 21:12:33");
    CK("2026-10-01 9:05 a.m.", "2026-10-01 09:05:00");
    CK("2026-10-01 12:00 AM", "2026-10-01 00:00:00");
    CK("2026-10-01 12:30 PM", "2026-10-01 12:30:00");
    CK("2026-10-01 9 PM", "2026-10-01 21:00:00");
    CK("2026年10月1日 下午9:05", "2026-10-01 21:05:00");
    CK("2026-10-01 上午 9:05:33", "2026-10-01 09:05:33");
    ck("10/1/2026 9:05 PM", CX_ORDER_MDY, "2026-10-01 21:05:00");
    ck("1/10/2026 9:05 PM", CX_ORDER_DMY, "2026-10-01 21:05:00");
    ck("10/1/2026, 9:05 PM", CX_ORDER_MDY, "2026-10-01 21:05:00");
    ck("2026-10-01, 21:05", CX_ORDER_YMD, "2026-10-01 21:05:00");
    ck("2026-10-01,", CX_ORDER_YMD, "bad");
    ck(", 21:05", CX_ORDER_YMD, "bad");
    CK("10/1/2026 9:05 PM", "order");
    CK("2026-10-01 21:05 PM", "bad");
    CK("2026-10-01 0:05 PM", "bad");
}
END_TEST

START_TEST(zones)
{
    CK("2026-10-01T21:12:33Z", "2026-10-01 21:12:33 0");
    CK("2026-10-01T21:12:33.123Z", "2026-10-01 21:12:33 0");
    CK("2026-10-01 09:05:33+08:00", "2026-10-01 09:05:33 28800");
    CK("2026-10-01 09:05:33 -0530", "2026-10-01 09:05:33 -19800");
    CK("2026-10-01 09:05 GMT+8", "2026-10-01 09:05:00 28800");
    CK("2026-10-01 09:05 UTC", "2026-10-01 09:05:00 0");
    CK("2026-10-01 09:05 GMT-5", "2026-10-01 09:05:00 -18000");
    CK("2026-10-01T09:05-05:00", "2026-10-01 09:05:00 -18000");
    CK("20261001 090533-0500", "2026-10-01 09:05:33 -18000");
    CK("2026-10-01 09:00-09:30", "bad"); /* a span */
    CK("2026-10-01 09:00 -09:30", "2026-10-01 09:00:00 -34200");
    CK("2026-10-01 09:00 -0400", "2026-10-01 09:00:00 -14400");
    CK("2026-10-01 09:00 - 09:30", "bad");
    CK("2026-10-01 9:00-10", "bad");
    CK("20261001 0900-0930", "bad");
    CK("2026-10-01T09:05:33+08:00[Asia/Shanghai]", "2026-10-01 09:05:33 28800");
    CK("2026-10-01 9:05 PM +08:00", "2026-10-01 21:05:00 28800");
    CK("2026-10-01 09:05:33+15:00", "bad");
    CK("2026-10-01 09:05:33+8:0", "bad");
    CK("2026-10-01 09:05:33 CST", "bad");
}
END_TEST

START_TEST(digits)
{
    CK("1790870733", "2026-10-01 16:05:33 0");
    CK("1790870733123", "2026-10-01 16:05:33 0");
    CK("20261001210533", "2026-10-01 21:05:33");
    CK("202610012105", "2026-10-01 21:05:00");
    CK("20261001210533999", "2026-10-01 21:05:33");
    CK("20261001 210533", "2026-10-01 21:05:33");
    CK("20261001T2105", "2026-10-01 21:05:00");
    CK("20261001T210533Z", "2026-10-01 21:05:33 0");
    CK("20261001 9:05", "2026-10-01 09:05:00");
    CK("20261001 250533", "bad");
    CK("20261001 21053", "bad");
    CK("2026-10-01 210533", "bad");
    CK("2026100121", "bad"); /* not seconds, either */
    CK("20261001", "2026-10-01 00:00:00");
    CK("20261301210533", "bad");
    CK("99999999999", "bad");
}
END_TEST

static void ck_month(const char *s, int wanted)
{
    int year = 0, month = 0;
    bool is_month = cx_month_parse(&year, &month, s, strlen(s));
    ck_assert_msg((is_month ? year * 100 + month : 0) == wanted, "\"%s\": %d %d", s, year, month);
}

START_TEST(offsets)
{
    int offset_s;
    ck_assert(cx_offset_parse(&offset_s, "+8", 2) && offset_s == 8 * 3600);
    ck_assert(cx_offset_parse(&offset_s, "-05:30", 6) && offset_s == -(5 * 60 + 30) * 60);
    ck_assert(cx_offset_parse(&offset_s, "+0545", 5) && offset_s == (5 * 60 + 45) * 60);
    ck_assert(!cx_offset_parse(&offset_s, "8", 1));
    ck_assert(!cx_offset_parse(&offset_s, "+", 1));
    ck_assert(!cx_offset_parse(&offset_s, "+15", 3));
    ck_assert(!cx_offset_parse(&offset_s, "+8x", 3));
    ck_assert(!cx_offset_parse(&offset_s, "", 0));
}
END_TEST

START_TEST(months)
{
    ck_month("Oct-26", 202610);
    ck_month("oct 2026", 202610);
    ck_month("October-2026", 202610);
    ck_month("Sept 2026", 202609);
    ck_month("2026-10", 202610);
    ck_month("2026/1", 202601);
    ck_month("2026.10", 202610);
    ck_month("2026.01", 202601);
    ck_month("2026.9", 202609);
    ck_month("2026.1", 0); /* which spreadsheets show for 2026.10 */
    ck_month("2026.1月", 202601);
    ck_month("2026/1", 202601);
    ck_assert(cx_month_is_doubtful("2026.1", 6) && !cx_month_is_doubtful("2026.2", 6) &&
              !cx_month_is_doubtful("2026-1", 6) && !cx_month_is_doubtful("2026.10", 7));
    ck_month("10/2026", 202610);
    ck_month("202610", 202610);
    ck_month("2026年10月", 202610);
    ck_month("2026年1月", 202601);
    ck_month("26-Oct", 0); /* a day of October */
    ck_month("2026-13", 0);
    ck_month("2026-10-01", 0);
    ck_month("Oct-026", 0);
    ck_month("2026", 0);
    ck_month("Octopus 2026", 0);
    ck_month("2026年10", 202610);
    ck_month("", 0);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, dates);
    tcase_add_test(tc, clocks);
    tcase_add_test(tc, weekdays);
    tcase_add_test(tc, half_days);
    tcase_add_test(tc, zones);
    tcase_add_test(tc, digits);
    tcase_add_test(tc, offsets);
    tcase_add_test(tc, months);
}

UNIT_MAIN("stamp")
