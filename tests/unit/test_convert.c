/* import/convert: the formats and renames of a map. */
#include <string.h>

#include "import/intake.h"
#include "unit.h"

static bool is_european; /* the file's cells are parted by semicolons */
static bool is_time;     /* the cell is a workbook's time */

/* What a format makes of a cell; "!" and the reason where it can't. */
static void ck(const char *format, const char *cell, const char *wanted)
{
    struct intake intake = {0};
    struct cx_buf got = {0};
    struct cx_type_options options = {.has_semicolons = is_european, .is_time = is_time};
    const char *s = cell, *reason = NULL;
    size_t n = strlen(cell);
    if (convert(&intake, format, &s, &n, &options, &reason))
        cx_buf_add(&got, s, n);
    else
        cx_buf_printf(&got, "!%s", reason ? reason : "no number");
    ck_assert_msg(strncmp(cx_buf_str(&got), wanted, strlen(wanted)) == 0 &&
                      (*wanted == '!' || got.len == strlen(wanted)),
                  "%s of %s: %s", format, cell, cx_buf_str(&got));
    cx_buf_fini(&got);
    cx_buf_fini(&intake.cell);
}

START_TEST(last_days)
{
    struct intake intake = {0};
    struct cx_type_options options = {0};
    const char *s = "31/12/2026", *reason = NULL;
    size_t n = strlen(s);
    ck_assert(convert(&intake, "last dmy", &s, &n, &options, &reason));
    ck_assert(options.is_last_day && options.order == CX_ORDER_DMY);
    cx_buf_fini(&intake.cell);
}
END_TEST

START_TEST(numbers)
{
    ck("minutes", "1.5", "90");
    ck("hours", "２", "7200");
    ck("cents", "12345", "123.45");
    ck("wan", "12.5", "125000");
    ck("wan", "12.5万", "12.5万"); /* says so itself */
    ck("percent", "33.5", "0.335");
    ck("percent", "33.5%", "33.5%");
    ck("comma", "1.234,50", "1234.50");
    ck("comma minutes", "1,5", "90");
    ck("  comma   cents ", "1.234", "12.34");
    ck("minutes", "long", "!no number"); /* its column knows more */
    ck("cents", "CNY 5", "!no number");
}
END_TEST

#define NOT_COMMA "!is not written as format comma requires"

START_TEST(decimal_commas)
{
    ck("comma", "1 234,5", "1234.5");
    ck("comma", "1\u00A0234,5", "1234.5");
    ck("comma", "1'234'567,5", "1234567.5");
    ck("comma", "1.234", "1234");
    ck("comma", "-12,5", "-12.5");
    ck("comma", "€ 1.234,50", "€ 1234.50");
    ck("comma", "0,500", "0.500");
    ck("comma", "1234,50", "1234.50");
    ck("comma", "1234.50", NOT_COMMA);
    ck("comma", "12.5", NOT_COMMA);
    ck("comma", "1.23", NOT_COMMA);
    ck("comma", "12.34,5", NOT_COMMA);
    ck("comma", ".5", NOT_COMMA);
    ck("comma", "0.500", NOT_COMMA);
    ck("comma", "1,5,5", NOT_COMMA);
    ck("comma", "1,234.50", NOT_COMMA);
    ck("comma", "1.234.5", NOT_COMMA);
    ck("point", "2.500", "2.500");
    ck("minutes", "2.500", "150");
    is_european = true;
    ck("minutes", "2.500", "!may have a mark between thousands");
    ck("minutes", "1,250", "!may have a mark between thousands");
    ck("point minutes", "2.500", "150");
    ck("comma minutes", "2.500", "150000");
}
END_TEST

START_TEST(clocks)
{
    ck("clock", "00:03:25", "205");
    ck("clock", "12:00:00", "43200");
    ck("CLOCK", "100:00:01", "360001");
    ck("clock", "03:25", "!is not hours:minutes:seconds");
    ck("clock", "0:61:00", "!is not hours");
    ck("clock", "0:0:1", "!is not hours");
    ck("clock", "::", "!is not hours");
    ck("clock", "1:00:00:00", "!is not hours");
    ck("clock", "3分25秒", "205");
    ck("clock", "1小时2分", "3720");
    ck("clock", "5分钟", "300");
    ck("clock", "45秒", "45");
    ck("clock", "25秒3分", "!is not hours");
    ck("clock", "3分25", "!is not hours");
    ck("clock", "分", "!is not hours");
    ck("m:ss", "4:00", "240");
    ck("m:ss", "61:05", "3665");
    ck("m:ss", "1:02:05", "3725");
    ck("m:ss", "45秒", "45");
    ck("m:ss", "4:60", "!is not minutes:seconds");
    ck("m:ss", "4:5", "!is not minutes:seconds");
    is_time = true;
    ck("clock", "3:25", "12300");
    ck("clock", "03:25:01", "12301");
    ck("clock", "3:75", "!is not hours");
    ck("m:ss", "3:25", "205"); /* whoever typed it may have meant that */
    ck("m:ss", "4", "!is not minutes:seconds");
}
END_TEST

START_TEST(dates)
{
    ck("dmy", "5 may 2008 9:30", "5/5/2008 9:30");
    ck("dmy", "5 may 2008, 9:30", "5/5/2008, 9:30");
    /* what is a date as it stands is left so */
    ck("dmy", "2026-04-03 10:00", "2026-04-03 10:00");
    ck("dmy", "20260403 10:00", "20260403 10:00");
    ck("dmy", "2026年4月3日 10:00", "2026年4月3日 10:00");
    ck("mdy", "Oct 5, 2026", "10/5/2026");
    ck("excel", "45931", "2025-10-01");
    ck("excel", "45931.75", "2025-10-01 18:00:00");
    ck("excel", "45931.3958333333", "2025-10-01 09:30:00");
    /* Excel's doubles: no second is lost or won, at no end of a day, month or year */
    ck("excel", "46300.38371527778", "2026-10-05 09:12:33");
    ck("excel", "46300.00001157408", "2026-10-05 00:00:01");
    ck("excel", "46300.00001157407", "2026-10-05 00:00:01");
    ck("excel", "46326.99998842592", "2026-10-31 23:59:59");
    ck("excel", "46326.99998842593", "2026-10-31 23:59:59");
    ck("excel", "46387.99998842592", "2026-12-31 23:59:59");
    ck("excel", "46326.9999999999", "2026-11-01");
    ck("excel", "45351.99999", "2024-02-29 23:59:59");
    ck("excel", "46300.0000000001", "2026-10-05");
    ck("excel", "46300.5", "2026-10-05 12:00:00");
    ck("excel", "2026-10-01", "2026-10-01");
    ck("date", "2026-10-01 09:30", "2026-10-01");
    ck("date", "2026-10-01T09:30", "2026-10-01");
    ck("date", "2026-10-01 24:00", "2026-10-01");
    ck("date dmy", "31/10/2026 24:00", "2026-10-31");
    ck("date", " 2026-10-01 00:00:00", "2026-10-01");
    ck("date", "\u3000\u00A02026-10-01 00:00", "2026-10-01");
    ck("date", "Thu 2026-10-08 09:00", "2026-10-08");
    ck("date mdy", "Thursday, October 8, 2026", "2026-10-08");
    ck("dmy date", "8 Oct 2026 9:30 PM", "2026-10-08");
    ck("date dmy", "8/10/2026 9:30", "2026-10-08");
    ck("date", "2026-10-01 09:30:00 CST", "2026-10-01");
    ck("date", "2026-10-01T23:30:00-05:00", "2026-10-01");
    ck("date", "20261001093000", "2026-10-01");
    /* none: they are refused later, never emptied */
    ck("date", "TBD", "TBD");
    ck("date", "Today", "Today");
    ck("date", "2026-10-01 to 2026-10-05", "2026-10-01 to 2026-10-05");
    ck("dmy", " 5 Oct 2026", "5/10/2026");
    ck("mdy", "Thursday, October 8, 2026 9:30", "Thursday, 10/8/2026 9:30");
    ck("clock", " 00:03:25 ", "205");
    ck("cents", "1.2 ", "0.012");
    ck("utc", "2026-10-01", "2026-10-01");
    ck("utc", "2026-10-01 00:00", "2026-10-01 00:00:00 utc");
    ck("utc", "20261005143000", "2026-10-05 14:30:00 utc");
    ck("utc", "2026年10月5日 14时30分", "2026-10-05 14:30:00 utc");
    ck("utc", "2026-10-05 14:30+02:00", "2026-10-05 14:30+02:00");
    ck("utc+8", "2026-10-05 14:30", "2026-10-05 14:30:00 utc+8");
    ck("dmy UTC-5:30", "5 Oct 2026 14:30", "2026-10-05 14:30:00 UTC-5:30");
    ck("utc+8", "2026-10-05 14:30 Z", "2026-10-05 14:30 Z");
    ck("utc+8", "2026-10-05", "2026-10-05");
    ck("utc dmy", "5 Oct 2026 14:30", "2026-10-05 14:30:00 utc");
    ck("excel date", "45931.75", "2025-10-01");
    ck("month", "2026.9", "2026-09");
    ck("month", "2026-09-30 24:00", "2026-09");
    ck("month", "2026.1", "!may be January or October: write the month as in 2026-10");
}
END_TEST

START_TEST(renames)
{
    const char *s = "Success";
    size_t n = 7;
    ck_assert(rename_value("x=y;success=promised;z=", &s, &n));
    ck_assert_uint_eq(n, 8);
    ck_assert_int_eq(strncmp(s, "promised", n), 0);
    s = "z";
    n = 1;
    ck_assert(rename_value("x=y;z=", &s, &n) && n == 0);
    s = "w";
    n = 1;
    ck_assert(!rename_value("x=y;z=", &s, &n) && n == 1);
    s = "Team Lead \u00a0";
    n = strlen(s);
    ck_assert(rename_value("x = y; team lead = manager ;z=", &s, &n));
    ck_assert_uint_eq(n, 7);
    ck_assert_int_eq(strncmp(s, "manager", n), 0);
    s = " w ";
    n = 3;
    ck_assert(!rename_value("x=y", &s, &n) && n == 3);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, last_days);
    tcase_add_test(tc, numbers);
    tcase_add_test(tc, decimal_commas);
    tcase_add_test(tc, clocks);
    tcase_add_test(tc, dates);
    tcase_add_test(tc, renames);
}

UNIT_MAIN("convert")
