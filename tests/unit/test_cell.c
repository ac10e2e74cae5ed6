/* render/cell: as what cells are read. */
#include "base/date.h"
#include "render/cell.h"
#include "unit.h"

START_TEST(plain)
{
    static const struct {
        enum cx_cell_type type;
        int decimals;
        struct cx_cell cell;
        const char *text;
    } cases[] = {
        {CX_CELL_TEXT, 0, {.text = "x", .decimals = -1}, "x"},
        {CX_CELL_TEXT, 0, {.decimals = -1}, ""},
        {CX_CELL_NUMBER, 3, {.n = -1500, .decimals = -1}, "-1.500"},
        {CX_CELL_NUMBER, 3, {.n = 15, .decimals = 1}, "1.5"}, /* its own decimals win */
        {CX_CELL_MONEY, 0, {.n = 15, .decimals = -1}, "0.15"},
        {CX_CELL_MONEY, 0, {.null = true, .decimals = -1}, ""},
        {CX_CELL_DATE, 0, {.n = 20726, .decimals = -1}, "2026-09-30"},
        {CX_CELL_DATE, 0, {.n = CX_DATE_NONE, .decimals = -1}, ""},
        {CX_CELL_TIME, 0, {.n = INT64_C(20726) * 86400, .decimals = -1}, "2026-09-30 00:00:00"},
    };
    char buf[CX_CELL_PLAIN];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct cx_column column = {"a", NULL, cases[i].type, cases[i].decimals, false};
        ck_assert_str_eq(cx_cell_plain(buf, &column, &cases[i].cell), cases[i].text);
        ck_assert_int_eq(cx_cell_empty(&column, &cases[i].cell), cases[i].text[0] == '\0');
    }
}
END_TEST

START_TEST(numbers)
{
    static const struct cx_column money = {"a", NULL, CX_CELL_MONEY, 0, false};
    static const struct cx_column day = {"b", NULL, CX_CELL_DATE, 0, false};
    const struct cx_cell fine = {.n = 1, .decimals = 4}, own = cx_cell_n(1);
    ck_assert(cx_column_is_number(&money));
    ck_assert(!cx_column_is_number(&day));
    ck_assert_int_eq(cx_cell_decimals(&money, &own), 2);
    ck_assert_int_eq(cx_cell_decimals(&money, &fine), 4);
}
END_TEST

/* As people read them: thousands apart, as many decimals as tell, shares as percents. */
START_TEST(shown)
{
    static const struct cx_column money = {"a", NULL, CX_CELL_MONEY, 0, false};
    static const struct cx_column number = {"b", NULL, CX_CELL_NUMBER, 6, false};
    static const struct cx_column share = {"c", NULL, CX_CELL_SHARE, 6, false};
    const struct {
        const struct cx_column *column;
        struct cx_cell cell;
        const char *text;
    } cases[] = {
        {&money, cx_cell_n(-123456789), "-1,234,567.89"},
        {&money, cx_cell_n(5), "0.05"},
        {&number, cx_cell_n(1234567890), "1,234.57"},
        {&number, cx_cell_n(62136), "0.0621"},
        {&number, cx_cell_n(0), "0.00"},
        {&number, {.n = 12, .decimals = 0}, "12"},
        {&number, {.n = 586280, .decimals = 4}, "58.6280"}, /* a score */
        {&number, {.n = 101655, .decimals = -1, .is_share = true}, "10.2\u00A0%"},
        {&share, cx_cell_n(-1203456), "-120.3\u00A0%"},
        {&share, {.n = 11364, .decimals = 4}, "113.6\u00A0%"},
        {&share, CX_NULL_CELL, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char buf[CX_CELL_PLAIN];
        ck_assert_str_eq(cx_cell_shown(buf, cases[i].column, &cases[i].cell), cases[i].text);
    }
}
END_TEST

START_TEST(in_texts)
{
    static const struct cx_column share = {.type = CX_CELL_SHARE, .decimals = 6},
                                  number = {.type = CX_CELL_NUMBER, .decimals = 6};
    const struct {
        const struct cx_column *column;
        struct cx_cell cell;
        const char *text;
    } cases[] = {
        {&share, cx_cell_n(101655), "10.1655\u00A0%"},
        {&share, cx_cell_n(-1), "-0.0001\u00A0%"},
        {&share, {.n = 8547, .decimals = 4}, "85.47\u00A0%"},
        {&share, CX_NULL_CELL, ""},
        {&number, cx_cell_n(101655), "0.101655"},
        {&number, {.n = 101655, .decimals = -1, .is_share = true}, "10.1655\u00A0%"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char buf[CX_CELL_PLAIN];
        ck_assert_str_eq(cx_cell_read(buf, cases[i].column, &cases[i].cell, false), cases[i].text);
    }
}
END_TEST

/* With thousands apart nothing is lost either, and nothing else is touched. */
START_TEST(grouped_in_texts)
{
    static const struct cx_column share = {.type = CX_CELL_SHARE, .decimals = 6},
                                  money = {.type = CX_CELL_MONEY},
                                  number = {.type = CX_CELL_NUMBER, .decimals = 6},
                                  text = {.type = CX_CELL_TEXT};
    const struct {
        const struct cx_column *column;
        struct cx_cell cell;
        const char *text;
    } cases[] = {
        {&money, cx_cell_n(-123456789), "-1,234,567.89"},
        {&money, cx_cell_n(99999), "999.99"},
        {&money, CX_NULL_CELL, ""},
        {&number, cx_cell_n(1234101655), "1,234.101655"},
        {&share, cx_cell_n(101655), "10.1655\u00A0%"},
        {&text, cx_cell_text("12345"), "12345"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char buf[CX_CELL_PLAIN];
        ck_assert_str_eq(cx_cell_read(buf, cases[i].column, &cases[i].cell, true), cases[i].text);
    }
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, plain);
    tcase_add_test(tc, numbers);
    tcase_add_test(tc, shown);
    tcase_add_test(tc, in_texts);
    tcase_add_test(tc, grouped_in_texts);
}

UNIT_MAIN("cell")
