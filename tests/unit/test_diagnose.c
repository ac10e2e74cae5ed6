/* kind/diagnose: what is said of cells as newcomers' exports have them. */
#include "kind/diagnose.h"

#include <string.h>

#include "base/lang.h"
#include "kind/words.h"

#include "unit.h"

static enum cx_date_order order;

static void ck_says(enum cx_type type, const char *s, const char *wanted)
{
    struct cx_buf why = {0};
    struct cx_field field = {.name = "", .type = type};
    cx_diagnose(&why, &field, s, strlen(s), order);
    ck_assert_msg(strncmp(cx_buf_str(&why), wanted, strlen(wanted)) == 0, "%s: %s", s,
                  cx_buf_str(&why));
    cx_buf_fini(&why);
}

START_TEST(money)
{
    ck_says(CX_TYPE_MONEY, "12.5w", "is written in w: write 125000");
    ck_says(CX_TYPE_MONEY, "3K", "is written in K: write 3000");
    ck_says(CX_TYPE_MONEY, "1.234,50", "has a decimal comma: write 1234.50,");
    ck_says(CX_TYPE_MONEY, "12,5", "has a decimal comma: write 12.5,");
    ck_says(CX_TYPE_MONEY, "99-", "has a trailing minus: write -99.00");
    ck_says(CX_TYPE_MONEY, "12%", "is a percentage, not an amount of money");
    ck_says(CX_TYPE_MONEY, "2026-10-01",
            "is a date, not an amount of money: are two columns swapped?");
    ck_says(CX_TYPE_MONEY, "1/13/2026 9:30", "is a date, not an amount");
    ck_says(CX_TYPE_MONEY, "1.234,50 €", "has a decimal comma beside a currency or a sign: ");
    ck_says(CX_TYPE_MONEY, "1.234,50-", "has a decimal comma beside a currency or a sign: ");
    ck_says(CX_TYPE_MONEY, "(1.234,50)", "has a decimal comma beside a currency or a sign: ");
    ck_says(CX_TYPE_MONEY, "EUR 12,5", "has a decimal comma beside a currency or a sign: ");
    ck_says(CX_TYPE_MONEY, "3 000,50", "has a decimal comma: write 3000.50,");
    ck_says(CX_TYPE_MONEY, "15,0%", "is a percentage, not an amount of money");
    ck_says(CX_TYPE_MONEY, "95分", "ends in a part of 元: write it in 元, as in 12.50");
    ck_says(CX_TYPE_MONEY, "12 CR", "says by CR or DR whether it is added or taken: ");
    ck_says(CX_TYPE_MONEY, "$12.50dr", "says by CR or DR whether it is added or taken: ");
    ck_says(CX_TYPE_MONEY, "CR", "is not an amount of money");
    ck_says(CX_TYPE_DECIMAL, "$50,000",
            "has a currency, or a sign as accountants write it: write 50000");
    ck_says(CX_TYPE_DECIMAL, "(12.50)",
            "has a currency, or a sign as accountants write it: write -12.5");
    ck_says(CX_TYPE_INT, "12元", "has a currency, or a sign as accountants write it: write 12");
    ck_says(CX_TYPE_MONEY, "12。5", "is not an amount of money");
    ck_says(CX_TYPE_MONEY, "500(含利息)", "has more than a number: write the number alone");
    ck_says(CX_TYPE_DATE, "05-OCT-26", "has a two-digit year: ");
    ck_says(CX_TYPE_DATE, "05-OCT-2026", "has the month as a word: ");
    ck_says(CX_TYPE_MONEY, "12,5x", "is not an amount of money");
    ck_says(CX_TYPE_MONEY, "-",
            "stands for an empty cell: leave the cell empty, or say -= under values");
    ck_says(CX_TYPE_MONEY, "12\xE2\x80\x8B.50", "holds a character that nobody sees");
    ck_says(CX_TYPE_MONEY, "####", "is what Excel shows where a column is too narrow");
}
END_TEST

START_TEST(dates)
{
    ck_says(CX_TYPE_DATE, "45931",
            "is how Excel stores the day 2025-10-01: format the column as a "
            "date in Excel and save again, or use format excel in a map");
    ck_says(CX_TYPE_TIME, "45931.75", "is how Excel stores the day 2025-10-01");
    ck_says(CX_TYPE_DATE, "12/31/26", "has a two-digit year: format the column as yyyy-mm-dd");
    ck_says(CX_TYPE_DATE, "10/1/2026",
            "is ambiguous: use --date-order=mdy or "
            "--date-order=dmy");
    ck_says(CX_TYPE_DATE, "31/12/2026", "has the day first: use --date-order=dmy");
    ck_says(CX_TYPE_DATE, "12/31/2026", "has the month first: use --date-order=mdy");
    ck_says(CX_TYPE_DATE, "2026-10-01 18:05", "has a time of day, but the column is a date");
    ck_says(CX_TYPE_TIME, "2026-10-01 6:05 PM",
            "is neither 24-hour nor 12-hour time: write it as in 2026-01-31 18:05");
    ck_says(CX_TYPE_TIME, "2026-10-01 下午25:05", "is neither 24-hour nor 12-hour time");
    ck_says(CX_TYPE_TIME, "10/31/2026 11:59:59 PM EDT", "ends in EDT, which is not a known zone: ");
    ck_says(CX_TYPE_TIME, "2026-10-31 18:05:00 America/Lima", "ends in America/Lima, which is not");
    ck_says(CX_TYPE_TIME, "2026-10-31 18:05-05:00", "may end in a zone, or in the end of a span: ");
    ck_says(CX_TYPE_TIME, "10/31/2026 9:00-9:30", "may end in a zone, or in the end of a span: ");
    ck_says(CX_TYPE_TIME, "2026-10-31 18:65:00-05:00", "is not a time: write it as in ");
    ck_says(CX_TYPE_TIME, "2026-10-31 25:05 EDT", "is not a time: write it as in ");
    ck_says(CX_TYPE_DATE, "5 may 2008", "has the month as a word: use format dmy or mdy in a map");
    ck_says(CX_TYPE_DATE, "1,234.50", "is an amount, not a date: are two columns swapped?");
    ck_says(CX_TYPE_TIME, "CNY 12", "is an amount, not a time: are two columns swapped?");
    ck_says(CX_TYPE_DATE, "NULL",
            "stands for an empty cell: leave the cell empty, or say NULL= under");
    ck_says(CX_TYPE_DATE, "soon", "is not a date: write it as in 2026-01-31");
    ck_says(CX_TYPE_DATE, "2026-02-30", "is not in the calendar: 2026-02 has 28 days");
    ck_says(CX_TYPE_DATE, "20280230", "is not in the calendar: 2028-02 has 29 days");
    ck_says(CX_TYPE_DATE, "2026年11月31日", "is not in the calendar: 2026-11 has 30 days");
    ck_says(CX_TYPE_TIME, "2026-10-32 09:30", "is not in the calendar: 2026-10 has 31 days");
    ck_says(CX_TYPE_TIME, "2026-10-31 25:00", "is not a time: write it as in 2026-01-31 18:05");
    ck_says(CX_TYPE_DATE, "2026-13-31", "is not a date: write it as in 2026-01-31");
    order = CX_ORDER_DMY;
    ck_says(CX_TYPE_DATE, "12/31/2026", "does not fit the order dmy");
    order = CX_ORDER_YMD;
}
END_TEST

START_TEST(numbers)
{
    ck_says(CX_TYPE_INT, "00:03:25", "is hours, minutes and seconds: use format clock in a map");
    ck_says(CX_TYPE_INT, "2026-10-01", "is a date, not a whole number: are two columns swapped?");
    ck_says(CX_TYPE_INT, "1.5", "is not a whole number");
    ck_says(CX_TYPE_DECIMAL, "0,5", "has a decimal comma: write 0.5,");
    ck_says(CX_TYPE_DECIMAL, "15,0 %", "has a decimal comma: write 15.0 %,");
    ck_says(CX_TYPE_POINTS, "95,5分", "has a decimal comma: write 95.5分,");
    ck_says(CX_TYPE_POINTS, "95kg", "has more than a number: write the number alone");
    ck_says(CX_TYPE_INT, "30天", "has more than a number: write the number alone");
    ck_says(CX_TYPE_INT, "12x", "is not a whole number");
    ck_says(CX_TYPE_DECIMAL, "half", "is not a number");
    ck_says(CX_TYPE_DECIMAL, "10万", "is written in 万: write 100000");
    ck_says(CX_TYPE_INT, "1.5亿", "is written in 亿: write 150000000");
    ck_says(CX_TYPE_BOOL, "NA", "stands for an empty cell");
    ck_says(CX_TYPE_BOOL, "maybe", "is neither yes nor no");
    ck_says(CX_TYPE_PERIOD, "October", "is not a period: write 2026-10");
    ck_says(CX_TYPE_PERIOD, "2026/10/1",
            "is a day: where Excel has made it of a month, write 2026-10, or use format month in");
    ck_says(CX_TYPE_PERIOD, "10/1/2026",
            "is a day: where Excel has made it of a month, write 2026-10, or use format mdy month "
            "or dmy month in");
}
END_TEST

static void ck_choice(const char *wanted)
{
    struct cx_buf why = {0};
    const struct cx_field field = {.type = CX_TYPE_CHOICE, .words = cx_close_reasons};
    cx_diagnose(&why, &field, "gone", 4, order);
    ck_assert_str_eq(cx_buf_str(&why), wanted);
    cx_buf_fini(&why);
}

/* A reader of Chinese is told the words that may stand in a cell as well as ours. */
START_TEST(words_of_the_language)
{
    ck_choice("is not one of: paid recalled charged_off sold");
    ck_assert(cx_lang_set("zh_CN"));
    ck_choice(
        "不是其中之一： paid (已还款) recalled (委托方收回) charged_off (已核销) sold (已转让)");
    ck_assert(cx_lang_set("en"));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, words_of_the_language);
    tcase_add_test(tc, money);
    tcase_add_test(tc, dates);
    tcase_add_test(tc, numbers);
}

UNIT_MAIN("diagnose")
