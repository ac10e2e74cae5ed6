/* kind/type: cells as people write them. */
#include <string.h>

#include "kind/kind.h"
#include "kind/words.h"
#include "unit.h"

static struct cx_buf scratch;
static const char *reason;
static struct cx_typed cell;
static int64_t rounded;
static struct cx_type_options options = {.rounded = &rounded};

static bool reads(enum cx_type type, const char *s)
{
    struct cx_field field = {.name = "x", .type = type, .words = cx_channels};
    reason = NULL;
    return cx_type_read(&cell, &field, s, strlen(s), &options, &scratch, &reason);
}

static void ck_number(enum cx_type type, const char *s, int64_t wanted)
{
    ck_assert_msg(reads(type, s), "%s: %s", s, reason);
    ck_assert_msg(!cell.null && cell.n == wanted, "%s: %lld", s, (long long)cell.n);
}

static void ck_words(enum cx_type type, const char *s, const char *wanted)
{
    ck_assert_msg(reads(type, s), "%s: %s", s, reason);
    ck_assert_uint_eq(cell.len, strlen(wanted));
    ck_assert_mem_eq(cell.text, wanted, cell.len);
}

static void ck_refused(enum cx_type type, const char *s, const char *why)
{
    ck_assert_msg(!reads(type, s), "%s", s);
    ck_assert_ptr_nonnull(reason);
    ck_assert_str_eq(reason, why);
}

START_TEST(ids)
{
    ck_words(CX_TYPE_ID, " K00048 ", "K00048");
    ck_words(CX_TYPE_ID, "\t张三 7\n", "张三 7");
    ck_words(CX_TYPE_ID, "1234567890123456789012345678901234567890123456789012345678901234",
             "1234567890123456789012345678901234567890123456789012345678901234");
    ck_refused(CX_TYPE_ID, "12345678901234567890123456789012345678901234567890123456789012345",
               "\"123456789012345678901234567890123456789012345678901234567890…\" is longer than "
               "the 64 characters of an id");
    ck_refused(CX_TYPE_ID, "a\tb", "\"a?b\" contains a control character, which an id must not");
    ck_assert(!reads(CX_TYPE_ID, "a\x7f"));
    /* 64 characters, not bytes */
    struct cx_buf long_id = {0};
    for (int i = 0; i < 64; i++)
        cx_buf_puts(&long_id, "三");
    ck_assert(reads(CX_TYPE_ID, cx_buf_str(&long_id)));
    cx_buf_puts(&long_id, "三");
    ck_assert(!reads(CX_TYPE_ID, cx_buf_str(&long_id)));
    cx_buf_fini(&long_id);
}
END_TEST

START_TEST(names)
{
    ck_words(CX_TYPE_NAME, " recovery_rate_90 ", "recovery_rate_90");
    ck_words(CX_TYPE_NAME, "回款率", "回款率");
    ck_words(CX_TYPE_NAME, "A+", "A+");
    ck_refused(CX_TYPE_NAME, "a b", "\"a b\" is not a name: use letters, digits and _");
    ck_assert(!reads(CX_TYPE_NAME, "a\"b"));
    ck_assert(!reads(CX_TYPE_NAME, "a;b"));
    ck_assert(!reads(CX_TYPE_NAME, "a(b"));
}
END_TEST

START_TEST(texts)
{
    ck_words(CX_TYPE_TEXT, " as it is ", " as it is ");
    ck_words(CX_TYPE_EXPR, "  a > 1 ", "a > 1");
    ck_words(CX_TYPE_TEXT, "manager\u00a0", "manager");
    ck_words(CX_TYPE_TEXT, "\u3000经理 \u3000", "经理");
    ck_words(CX_TYPE_TEXT, "催收 员", "催收 员");
    ck_words(CX_TYPE_TEXT, "collector\t", "collector");
    const struct cx_field role = {.name = "role", .type = CX_TYPE_TEXT, .flags = CX_LABEL};
    ck_assert(cx_type_read(&cell, &role, " collector   ", 13, &options, &scratch, &reason));
    ck_assert_uint_eq(cell.len, strlen("collector"));
    options.has_no_quotes = true;
    ck_words(CX_TYPE_TEXT, " as it is ", "as it is");
    ck_assert(reads(CX_TYPE_TEXT, " ") && cell.null);
    options.has_no_quotes = false;
}
END_TEST

START_TEST(empty_cells)
{
    for (int type = CX_TYPE_ID; type <= CX_TYPE_EXPR; type++) {
        ck_assert(reads((enum cx_type)type, ""));
        ck_assert(cell.null);
        if (type != CX_TYPE_TEXT) {
            ck_assert(reads((enum cx_type)type, " \t "));
            ck_assert(cell.null);
        }
    }
}
END_TEST

START_TEST(money)
{
    ck_number(CX_TYPE_MONEY, "1234", 123400);
    ck_number(CX_TYPE_MONEY, "1,234.50", 123450);
    ck_number(CX_TYPE_MONEY, "¥1,234.50", 123450);
    ck_number(CX_TYPE_MONEY, "1.5E+05", 15000000);
    ck_number(CX_TYPE_MONEY, "-0.01", -1);
    ck_number(CX_TYPE_MONEY, "1,234元", 123400);
    ck_number(CX_TYPE_MONEY, "CNY 12", 1200);
    ck_number(CX_TYPE_MONEY, "12.5万", 12500000);
    ck_number(CX_TYPE_MONEY, "12.345678万元", 12345678);
    ck_number(CX_TYPE_MONEY, "-1.2亿", -12000000000);
    ck_refused(CX_TYPE_MONEY, "0.0000001万",
               "\"0.0000001万\" has more than two decimals: use --round to round such amounts");
    ck_refused(CX_TYPE_MONEY, "12,5x", "\"12,5x\" is not an amount of money");
    ck_refused(CX_TYPE_MONEY, "0.005",
               "\"0.005\" has more than two decimals: use --round to round such amounts");
    ck_assert(!reads(CX_TYPE_MONEY, "99999999999999999999"));
    ck_assert(!reads(CX_TYPE_MONEY, "nan"));
    ck_assert(!reads(CX_TYPE_MONEY, "0x10"));
}
END_TEST

#define POINT_OR_THOUSANDS                                                                         \
    " may have a point between thousands or a decimal point: in a map, use format comma for the "  \
    "first, format point for the second"
#define COMMA_OR_THOUSANDS                                                                         \
    " may have a decimal comma or a comma between thousands: in a map, use format comma for the "  \
    "first, format point for the second"

/* What a point or comma before three digits means is not guessed. */
START_TEST(thousands)
{
    ck_refused(CX_TYPE_MONEY, "2.500", "\"2.500\"" POINT_OR_THOUSANDS);
    ck_refused(CX_TYPE_MONEY, "12.750", "\"12.750\"" POINT_OR_THOUSANDS);
    ck_refused(CX_TYPE_INT, "2.000", "\"2.000\"" POINT_OR_THOUSANDS);
    ck_number(CX_TYPE_MONEY, "0.500", 50);
    ck_number(CX_TYPE_DECIMAL, "1.250", 1250000);
    ck_number(CX_TYPE_MONEY, "1,234", 123400);
    options.has_semicolons = true;
    ck_refused(CX_TYPE_DECIMAL, "1.250", "\"1.250\"" POINT_OR_THOUSANDS);
    ck_refused(CX_TYPE_MONEY, "1,234", "\"1,234\"" COMMA_OR_THOUSANDS);
    ck_refused(CX_TYPE_INT, "1,234", "\"1,234\"" COMMA_OR_THOUSANDS);
    options.round = true;
    ck_refused(CX_TYPE_MONEY, "1.234", "\"1.234\"" POINT_OR_THOUSANDS);
    options.round = false;
    options.is_point_sure = true;
    ck_number(CX_TYPE_MONEY, "2.500", 250);
    ck_number(CX_TYPE_MONEY, "1,234", 123400);
    options = (struct cx_type_options){.rounded = &rounded};
    ck_number(CX_TYPE_MONEY, "1 234.50", 123450);
    ck_number(CX_TYPE_MONEY, "1\u00A0234.50", 123450);
    ck_number(CX_TYPE_MONEY,
              "\u2212"
              "1\u202F234\u2009567.5",
              -123456750);
    ck_number(CX_TYPE_MONEY, "1'234.50", 123450);
    ck_number(CX_TYPE_INT, "12 345", 12345);
    ck_refused(CX_TYPE_MONEY, "12 34", "\"12 34\" is not an amount of money");
    ck_number(CX_TYPE_MONEY, "1 234.500", 123450);
}
END_TEST

START_TEST(money_rounded)
{
    options.round = true;
    rounded = 0;
    ck_number(CX_TYPE_MONEY, "1.005", 101);
    ck_number(CX_TYPE_MONEY, "-1.005", -101);
    ck_number(CX_TYPE_MONEY, "1.500", 150);
    ck_assert_int_eq(rounded, 2);
    options.round = false;
}
END_TEST

START_TEST(dates)
{
    ck_number(CX_TYPE_DATE, "2026-10-01", 20727);
    ck_number(CX_TYPE_DATE, "2026/10/1", 20727);
    ck_number(CX_TYPE_DATE, "2026年10月1日", 20727);
    ck_number(CX_TYPE_DATE, "20261001", 20727);
    ck_refused(CX_TYPE_DATE, "10/1/2026",
               "\"10/1/2026\" is ambiguous: use --date-order=mdy or --date-order=dmy");
    ck_refused(CX_TYPE_DATE, "2026-02-29",
               "\"2026-02-29\" is not in the calendar: 2026-02 has 28 days");
    ck_number(CX_TYPE_DATE, "2026-10-01 00:00:00", 20727);
    options.is_last_day = true;
    ck_number(CX_TYPE_DATE, "2026-10-01 00:00:00", 20728);
    ck_number(CX_TYPE_DATE, "2026-12-31", 20819);
    options.is_last_day = false;
    ck_refused(CX_TYPE_DATE, "45931",
               "\"45931\" is how Excel stores the day 2025-10-01: format the "
               "column as a date in Excel and save again, or use format excel in a map");
    ck_refused(CX_TYPE_DATE, "soon", "\"soon\" is not a date: write it as in 2026-01-31");
    options.order = CX_ORDER_MDY;
    ck_number(CX_TYPE_DATE, "10/1/2026", 20727);
    options.order = CX_ORDER_DMY;
    ck_number(CX_TYPE_DATE, "1/10/2026", 20727);
    options.order = CX_ORDER_YMD;
}
END_TEST

START_TEST(times)
{
    const int64_t day = INT64_C(20727) * 86400;
    ck_number(CX_TYPE_TIME, "2026-10-01", day);
    ck_number(CX_TYPE_TIME, "2026-10-01 09:30", day + 34200);
    ck_number(CX_TYPE_TIME, "2026-10-01T23:59:59", day + 86399);
    ck_refused(CX_TYPE_TIME, "2026-10-01 24:00:01",
               "\"2026-10-01 24:00:01\" is not a time: write it as in 2026-01-31 18:05");
    ck_number(CX_TYPE_TIME, "2026-10-01 9:30 AM", day + 34200);
    ck_number(CX_TYPE_TIME, "2026-10-01 24:00", day + 86400);
    ck_number(CX_TYPE_DATE, "2026-10-01T00:00:00.000", 20727);
    ck_refused(
        CX_TYPE_DATE, "2026-10-01 24:00", /* that day, or the next one? */
        "\"2026-10-01 24:00\" has a time of day, but the column is a date: remove it, or use "
        "format date in a map");
    struct cx_zoned zoned = {0};
    options.zoned = &zoned;
    ck_number(CX_TYPE_TIME, "2026-10-01T09:30+08:00", day + 34200);
    ck_assert_int_eq(zoned.kept, 1);
    ck_assert_int_eq(zoned.kept_offset_s, 28800);
    ck_refused(CX_TYPE_TIME, "2026-10-01T09:30-05:00",
               "\"2026-10-01T09:30-05:00\" has another time zone than rows before it: name the "
               "centre's in the setting time_zone, as in Asia/Shanghai");
    ck_refused(
        CX_TYPE_TIME, "2026-10-01T09:30Z",
        "\"2026-10-01T09:30Z\" is in UTC: name the centre's time zone in the setting "
        "time_zone, as in Asia/Shanghai, or keep such times as they stand with format wall in "
        "a map");
    struct cx_err err = {0};
    struct cx_zone *zone;
    ck_assert_int_eq(cx_zone_open(&zone, "Asia/Shanghai", &err), 0);
    options.zone = zone;
    ck_number(CX_TYPE_TIME, "2026-10-01T09:30Z", day + 34200 + 8 * 3600);
    ck_number(CX_TYPE_TIME, "2026-10-01T09:30-05:00", day + 34200 + 13 * 3600);
    ck_number(CX_TYPE_DATE, "2026-09-30T16:00:00Z", 20727);
    ck_assert_int_eq(zoned.converted, 3);
    options.is_wall = true;
    ck_number(CX_TYPE_TIME, "2026-10-01T09:30Z", day + 34200);
    cx_zone_free(zone);
    options = (struct cx_type_options){.rounded = &rounded};
}
END_TEST

START_TEST(decimals)
{
    ck_number(CX_TYPE_DECIMAL, "0.9", 900000);
    ck_number(CX_TYPE_DECIMAL, "90%", 900000);
    ck_number(CX_TYPE_DECIMAL, "0.5%", 5000);
    ck_number(CX_TYPE_DECIMAL, "85 %", 850000);
    ck_number(CX_TYPE_DECIMAL, "-1.000001", -1000001);
    ck_number(CX_TYPE_POINTS, "40", 40000000);
    ck_number(CX_TYPE_POINTS, "40%", 40000000);
    ck_number(CX_TYPE_POINTS, "12.5%", 12500000);
    ck_number(CX_TYPE_POINTS, "95分", 95000000);
    ck_number(CX_TYPE_POINTS, "95.5 points", 95500000);
    ck_number(CX_TYPE_MONEY, "¥12,34,567.89", 123456789);
    ck_number(CX_TYPE_INT, "1,23,456", 123456);
    ck_refused(CX_TYPE_DECIMAL, "0.1234567", "\"0.1234567\" has more than six decimals");
    ck_refused(CX_TYPE_DECIMAL, "%", "\"%\" is not a number");
    ck_refused(CX_TYPE_DECIMAL, "1e30", "\"1e30\" is too large a number");
    ck_assert(!reads(CX_TYPE_DECIMAL, "inf"));
}
END_TEST

START_TEST(whole_numbers)
{
    ck_number(CX_TYPE_INT, "600", 600);
    ck_number(CX_TYPE_INT, "-3", -3);
    ck_number(CX_TYPE_INT, "9223372036854775807", INT64_MAX);
    ck_refused(CX_TYPE_INT, "1.5", "\"1.5\" is not a whole number");
    ck_refused(CX_TYPE_INT, "12 monkeys",
               "\"12 monkeys\" has more than a number: write the "
               "number alone, in the unit of its column");
    ck_refused(CX_TYPE_INT, "9223372036854775808", "\"9223372036854775808\" is too large a number");
}
END_TEST

START_TEST(bools)
{
    static const char *const yes[] = {"1", "yes", "YES", "true", "y", "是"};
    static const char *const no[] = {"0", "no", "False", "N", "否"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        ck_number(CX_TYPE_BOOL, yes[i], 1);
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        ck_number(CX_TYPE_BOOL, no[i], 0);
    ck_refused(CX_TYPE_BOOL, "maybe", "\"maybe\" is neither yes nor no");
    ck_assert(!reads(CX_TYPE_BOOL, "2"));
}
END_TEST

START_TEST(choices)
{
    ck_number(CX_TYPE_CHOICE, " WeChat ", CX_WECHAT);
    ck_refused(CX_TYPE_CHOICE, "pigeon",
               "\"pigeon\" is not one of: phone wechat sms email letter visit legal");
}
END_TEST

START_TEST(periods)
{
    ck_words(CX_TYPE_PERIOD, "2026-10", "2026-10");
    ck_words(CX_TYPE_PERIOD, " 2026-Q4 ", "2026-Q4");
    ck_words(CX_TYPE_PERIOD, "2026", "2026");
    ck_words(CX_TYPE_PERIOD, "2026-W41", "2026-W41");
    ck_refused(CX_TYPE_PERIOD, "2026-13",
               "\"2026-13\" is not a period: write 2026-10, 2026-Q4 or 2026");
    ck_refused(CX_TYPE_PERIOD, "2026.1",
               "\"2026.1\" may be January or October: write the month as in 2026-10");
    ck_assert(!reads(CX_TYPE_PERIOD, "this-month")); /* would change from day to day */
    ck_assert(!reads(CX_TYPE_PERIOD, "last-month"));
}
END_TEST

/* Of pay and of what is a debtor's, an error shows the shape alone. */
START_TEST(is_discreet)
{
    static const struct {
        enum cx_type type;
        const char *cell, *why;
    } cases[] = {
        {CX_TYPE_DATE, "1990-13-21", "\"****-**-**\" is not a date: write it as in 2026-01-31"},
        {CX_TYPE_DATE, "32874",
         "\"*****\" is how Excel stores the day 2026-10-31: format the column as a date in Excel "
         "and "
         "save again, or use format excel in a map"},
        {CX_TYPE_MONEY, "8.700,50",
         "\"*.***,**\" has a decimal comma: write 1234.5, or use format comma in a map for the "
         "whole "
         "column"},
        {CX_TYPE_MONEY, "9,000-", "\"*,***-\" has a trailing minus: write -1234.50"},
        {CX_TYPE_MONEY, "八千元", "\"***\" is not an amount of money"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct cx_field field = {"f", cases[i].type, CX_PRIVATE, NULL, NULL, NULL, ""};
        reason = NULL;
        ck_assert(!cx_type_read(&cell, &field, cases[i].cell, strlen(cases[i].cell), &options,
                                &scratch, &reason));
        ck_assert_str_eq(reason, cases[i].why);
    }
}
END_TEST

/* ="00123" and '00123, and characters that nobody sees. */
START_TEST(marks)
{
    ck_words(CX_TYPE_ID, "=\"00123\"", "00123");
    ck_words(CX_TYPE_ID, "=\" 00123 \"", "00123");
    /* A narrow blank is a blank only once it is folded. */
    ck_words(CX_TYPE_ID, "\u202f'G", "G");
    ck_words(CX_TYPE_ID, "\uff07\uff10\uff11", "01");
    ck_words(CX_TYPE_ID, "'00123", "00123");
    ck_words(CX_TYPE_ID, "=\" '00123 \"", "00123");
    ck_assert(reads(CX_TYPE_ID, "=\" \"") && cell.null);
    ck_words(CX_TYPE_ID, "\xEF\xBB\xBF\u200eP1\u200b \u2060", "P1");
    ck_words(CX_TYPE_TEXT, "=\"138\"", "138");
    ck_words(CX_TYPE_TEXT, "'t Hooft", "'t Hooft");
    ck_words(CX_TYPE_TEXT, "'013800138000", "013800138000");
    ck_words(CX_TYPE_TEXT, "'90s", "'90s");
    ck_words(CX_TYPE_TEXT, "=\"a\"&\"b\"", "=\"a\"&\"b\"");
    ck_number(CX_TYPE_MONEY, "'-5", -500);
    ck_number(CX_TYPE_MONEY, "\u202a12.50\u202c", 1250);
    ck_refused(CX_TYPE_ID, "P\u200b1",
               "holds a character that nobody sees, such as a blank of no width: remove it");
    ck_refused(CX_TYPE_ID,
               "P\xC2\xAD"
               "1",
               "holds a character that nobody sees, such as a blank of no width: remove it");
    ck_assert(reads(CX_TYPE_ID, "\u200b") && cell.null);
}
END_TEST

START_TEST(full_width)
{
    ck_words(CX_TYPE_ID, "Ｋ０００４８", "K00048");
    ck_words(CX_TYPE_ID, "　张三　７\xC2\xA0", "张三 7");
    ck_words(CX_TYPE_ID, " 　 E1 \xC2\xA0\t", "E1");
    ck_words(CX_TYPE_ID, "\u2003E1\u2003", "E1"); /* blanks only after NFKC */
    ck_assert(reads(CX_TYPE_ID, "\u2003") && cell.null);
    ck_words(CX_TYPE_NAME, "ｒａｔｅ＿９０", "rate_90");
    ck_words(CX_TYPE_TEXT, "ｏｋ　１", "ｏｋ　１");
    ck_number(CX_TYPE_MONEY, "￥１，２３４．５０", 123450);
    ck_number(CX_TYPE_DATE, "２０２６－１０－０１", 20727);
    ck_number(CX_TYPE_DATE, "２０２６年１０月１日", 20727);
    ck_number(CX_TYPE_TIME, "２０２６－１０－０１　０９：３０", INT64_C(20727) * 86400 + 34200);
    ck_number(CX_TYPE_DECIMAL, "９０％", 900000);
    ck_number(CX_TYPE_INT, "６００", 600);
    ck_number(CX_TYPE_BOOL, "ｙｅｓ", 1);
    ck_number(CX_TYPE_CHOICE, "ＳＭＳ", CX_SMS);
    ck_words(CX_TYPE_PERIOD, "２０２６－１０", "2026-10");
    ck_assert(reads(CX_TYPE_CHOICE, "　") && cell.null);
}
END_TEST

START_TEST(other_names)
{
    ck_number(CX_TYPE_CHOICE, "微信", CX_WECHAT);
    ck_number(CX_TYPE_BOOL, "不合格", 0);
    ck_refused(CX_TYPE_CHOICE, "无",
               "\"无\" stands for an empty cell: leave the cell empty, or say 无= "
               "under values in a map");
    ck_refused(CX_TYPE_ID, "NULL",
               "\"NULL\" stands for an empty cell: leave the cell empty, or rename it to nothing "
               "in a map");
}
END_TEST

START_TEST(described)
{
    struct cx_buf text = {0};
    struct cx_field amount = {.type = CX_TYPE_MONEY};
    struct cx_field choice = {.type = CX_TYPE_CHOICE, .words = cx_severities};
    cx_type_describe(&text, &amount);
    cx_buf_putc(&text, '|');
    cx_type_describe(&text, &choice);
    ck_assert_str_eq(cx_buf_str(&text), "money|block warn");
    cx_buf_fini(&text);
}
END_TEST

static void free_scratch(void)
{
    cx_buf_fini(&scratch);
}

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, NULL, free_scratch);
    tcase_add_test(tc, ids);
    tcase_add_test(tc, is_discreet);
    tcase_add_test(tc, marks);
    tcase_add_test(tc, names);
    tcase_add_test(tc, texts);
    tcase_add_test(tc, empty_cells);
    tcase_add_test(tc, money);
    tcase_add_test(tc, thousands);
    tcase_add_test(tc, money_rounded);
    tcase_add_test(tc, dates);
    tcase_add_test(tc, times);
    tcase_add_test(tc, decimals);
    tcase_add_test(tc, whole_numbers);
    tcase_add_test(tc, bools);
    tcase_add_test(tc, choices);
    tcase_add_test(tc, periods);
    tcase_add_test(tc, full_width);
    tcase_add_test(tc, other_names);
    tcase_add_test(tc, described);
}

UNIT_MAIN("type")
