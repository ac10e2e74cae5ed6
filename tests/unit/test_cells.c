/* book/cells: numbers, dates and times as cells of a workbook hold them. */
#include "book/cells.h"

#include <limits.h>
#include <string.h>

#include "book/book.h"
#include "unit.h"

static void ck(const char *s, enum look look, const char *wanted)
{
    struct cx_buf out = {0};
    const char *why = NULL;
    bool good = put_number(&out, s, strlen(s), look, false, &why);
    ck_assert_str_eq(good ? cx_buf_str(&out) : "no", wanted);
    ck_assert(good || why);
    cx_buf_fini(&out);
}

START_TEST(numbers)
{
    ck("12", LOOK_NUMBER, "12");
    ck("-12.5", LOOK_NUMBER, "-12.5");
    ck("0.10000000000000001", LOOK_NUMBER, "0.1");
    ck("1234.5600000000001", LOOK_NUMBER, "1234.56");
    ck("2.5000000000000004", LOOK_NUMBER, "2.5");
    ck("1E-05", LOOK_NUMBER, "0.00001");
    ck("1.5E3", LOOK_NUMBER, "1500");
    ck("0", LOOK_NUMBER, "0");
    ck("-0.0", LOOK_NUMBER, "0");
    ck("-0.50", LOOK_NUMBER, "-0.5");
    ck("997.50", LOOK_NUMBER, "997.5");
    ck("120.000", LOOK_NUMBER, "120");
    ck("100.00", LOOK_NUMBER, "100");
    ck("-7.00", LOOK_NUMBER, "-7");
    ck("0.000", LOOK_NUMBER, "0");
    ck("123456789012.345", LOOK_NUMBER, "123456789012.345");
    ck("007.5", LOOK_NUMBER, "7.5");
    ck("12.", LOOK_NUMBER, "12");
    ck(".5", LOOK_NUMBER, "0.5");
    ck("1.5.2", LOOK_NUMBER, "no");
    ck("622202123456789012", LOOK_NUMBER, "622202123456789012"); /* exact as written */
    ck("6222021234567891", LOOK_NUMBER, "6222021234567891");
    ck("6222021234567890", LOOK_NUMBER, "6.22202123456789E+15"); /* nobody knows its last digit */
    ck("-622202123456789000", LOOK_NUMBER, "-6.22202123456789E+17");
    ck("100000000000000", LOOK_NUMBER, "100000000000000");
    ck("6.22202123456789E+17", LOOK_NUMBER, "6.22202123456789E+17");
    ck("1E+20", LOOK_NUMBER, "1.0E+20");
    ck("0.85", LOOK_PERCENT, "85%");
    ck("0.07", LOOK_PERCENT, "7%");
    ck("abc", LOOK_NUMBER, "no");
    ck("nan", LOOK_NUMBER, "no");
    ck("0x10", LOOK_NUMBER, "no");
    ck("1e999", LOOK_NUMBER, "no");
    ck("", LOOK_NUMBER, "no");
}
END_TEST

START_TEST(dates)
{
    ck("46296", LOOK_DATE, "2026-10-01");
    ck("46296", LOOK_DATE_TIME, "2026-10-01 00:00:00");
    ck("46296.75", LOOK_DATE, "2026-10-01 18:00:00"); /* nothing is lost */
    ck("46300.38371527778", LOOK_DATE_TIME, "2026-10-05 09:12:33");
    ck("46326.99998842592", LOOK_DATE_TIME, "2026-10-31 23:59:59");
    ck("46326.99999999999", LOOK_DATE_TIME, "2026-11-01 00:00:00");
    ck("46296", LOOK_MONTH, "2026-10");
    ck("46297", LOOK_MONTH, "2026-10-02");
    ck("0.5", LOOK_TIME, "12:00:00");
    ck("0.142361111111111", LOOK_MINUTE, "3:25");
    ck("0.142372685185185", LOOK_MINUTE, "03:25:01"); /* nothing is lost */
    ck("46296.5", LOOK_MINUTE, "2026-10-01 12:00:00");
    ck("46296.5", LOOK_TIME, "2026-10-01 12:00:00");
    ck("1.25", LOOK_SPAN, "30:00:00");
    ck("1", LOOK_DATE, "1900-01-01");
    ck("59", LOOK_DATE, "1900-02-28");
    ck("60", LOOK_DATE, "no"); /* 29 February 1900 */
    ck("61", LOOK_DATE, "1900-03-01");
    ck("-1", LOOK_DATE, "no");
    ck("0", LOOK_DATE, "no");
    ck("99999999", LOOK_DATE, "no");
    struct cx_buf out = {0};
    const char *why;
    ck_assert(put_number(&out, "44834", 5, LOOK_DATE, true, &why));
    ck_assert_str_eq(cx_buf_str(&out), "2026-10-01"); /* as old Macs count */
    cx_buf_fini(&out);
}
END_TEST

START_TEST(looks)
{
    static const struct {
        const char *code;
        enum look look;
    } of_codes[] = {
        {"General", LOOK_NUMBER},
        {"[Red]General", LOOK_NUMBER},
        {"[DBNum2][$-804]General", LOOK_NUMBER},
        {"[DBNum1][$-804]G/通用格式", LOOK_NUMBER},
        {"\"¥\"General", LOOK_NUMBER},
        {"GENERAL\" 元\";-General", LOOK_NUMBER},
        {"#,##0.00", LOOK_NUMBER},
        {"[Red]-0.00;\"day\" 0", LOOK_NUMBER},
        {"0.00E+00", LOOK_NUMBER},
        {"\"month\" 0", LOOK_NUMBER},
        {"0%", LOOK_PERCENT},
        {"0.00 %", LOOK_PERCENT},
        {"yyyy-mm-dd", LOOK_DATE},
        {"[$-804]yyyy\"年\"m\"月\"d\"日\";@", LOOK_DATE},
        {"dd/mm/yy", LOOK_DATE},
        {"m\"月\"d\"日\"", LOOK_DATE},
        {"yyyy-mm-dd hh:mm:ss", LOOK_DATE_TIME},
        {"m/d/yy h:mm AM/PM", LOOK_DATE_TIME},
        {"mmm-yy", LOOK_MONTH},
        {"yyyy\"年\"m\"月\"", LOOK_MONTH},
        {"yyyy\\-mm", LOOK_MONTH},
        {"h:mm", LOOK_MINUTE},
        {"mm:ss", LOOK_TIME},
        {"h:mm:ss AM/PM", LOOK_TIME},
        {"[h]:mm:ss", LOOK_SPAN},
        {"[mm]:ss", LOOK_SPAN},
        {"@", LOOK_NUMBER},
        {"", LOOK_NUMBER},
    };
    for (size_t i = 0; i < sizeof of_codes / sizeof *of_codes; i++)
        ck_assert_msg(look_of_code(of_codes[i].code) == of_codes[i].look, "%s: %d",
                      of_codes[i].code, look_of_code(of_codes[i].code));
    ck_assert_int_eq(look_of_id(0), LOOK_NUMBER);
    ck_assert_int_eq(look_of_id(9), LOOK_PERCENT);
    ck_assert_int_eq(look_of_id(14), LOOK_DATE);
    ck_assert_int_eq(look_of_id(17), LOOK_MONTH);
    ck_assert_int_eq(look_of_id(22), LOOK_DATE_TIME);
    ck_assert_int_eq(look_of_id(31), LOOK_DATE);
    ck_assert_int_eq(look_of_id(46), LOOK_SPAN);
    ck_assert_int_eq(look_of_id(57), LOOK_MONTH);
    ck_assert_int_eq(look_of_id(1000), LOOK_NUMBER);
    ck_assert_int_eq(look_of_id(-1), LOOK_NUMBER);
}
END_TEST

START_TEST(rows)
{
    struct cells cells = {0};
    char letters[8];
    cells_clear(&cells, 7);
    cells_put(&cells, 2, "x", 1, CX_CSV_TEXT);
    ck_assert_uint_eq(cells.count, 3);
    ck_assert_uint_eq(cells.items[0].n, 0);
    ck_assert_str_eq(cells.bytes.data + cells.items[2].at, "x");
    ck_assert(cells.is_filled && !cells.is_long);
    static char long_cell[CX_CSV_MAX_FIELD + 1];
    cells_put(&cells, 3, long_cell, sizeof long_cell, CX_CSV_TEXT);
    ck_assert(cells.is_long);
    cells_clear(&cells, 8);
    ck_assert(!cells.is_filled && !cells.is_long && cells.count == 0);
    cells_fini(&cells);
    ck_assert_str_eq(column_letters(letters, 0), "A");
    ck_assert_str_eq(column_letters(letters, 25), "Z");
    ck_assert_str_eq(column_letters(letters, 26), "AA");
    ck_assert_str_eq(column_letters(letters, 16383), "XFD");
}
END_TEST

static void ck_code(const char *code, const char *wanted)
{
    const char *currency = cx_book_currency((unsigned char)kind_of_code(code));
    ck_assert_msg(wanted ? currency && strcmp(currency, wanted) == 0 : !currency, "%s: %s", code,
                  currency ? currency : "none");
}

START_TEST(currencies_of_formats)
{
    ck_code("[$USD] 0.00", "USD");
    ck_code("[$$-409]#,##0.00;[RED]-[$$-409]#,##0.00", "$");
    ck_code("#,##0.00 [$€-407]", "€");
    ck_code("[$￥-804]#,##0.00", "￥");
    ck_code("\"US$\"0.00", "US$");
    ck_code("\"$\"#,##0_);\\(\"$\"#,##0\\)", "$");
    ck_code("_(\"CHF \"* #,##0.00_)", "CHF");
    ck_code("\\£0", "£");
    ck_code("US$0", "US$");
    ck_code("[$R$-416] #,##0.00", "R$");
    ck_code("#,##0.00 [$zł-415]", "zł");
    ck_code("[$CA$]0", "CA$");
    ck_code("[$円-411]0", "円");
    ck_code("0.00\"美元\"", "美元");
    ck_code("[$?-1C09]0", CX_BOOK_OTHER);
    ck_code("[$-409]d-mmm-yy", NULL);
    ck_code("[$ -409]0", NULL);
    ck_code("[$-F800]0", NULL);
    ck_code("0.00\"万\"", NULL);
    ck_code("#,##0.00", NULL);
    ck_code("General", NULL);
    ck_code("_$0", NULL); /* only as wide as it */
    ck_code("0;\"$\"0", NULL);
    ck_code("[$USD", "USD");
    ck_code("\"$", "$");
    ck_code("[", NULL);
    ck_code("_", NULL);
    ck_code("\"", NULL);
    ck_code("", NULL);
    ck_assert_int_eq(kind_of_currency("XXX", 3), CX_CSV_NUMBER);
    ck_assert_str_eq(cx_book_currency((unsigned char)kind_of_currency("ZMW", 3)), "ZMW");
    ck_assert_ptr_null(cx_book_currency(CX_CSV_NUMBER));
    ck_assert_ptr_null(cx_book_currency(UCHAR_MAX));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, numbers);
    tcase_add_test(tc, dates);
    tcase_add_test(tc, looks);
    tcase_add_test(tc, rows);
    tcase_add_test(tc, currencies_of_formats);
}

UNIT_MAIN("cells")
