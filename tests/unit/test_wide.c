/* render/wide: tables that are wider than the terminal. */
#include "rendering.h"
#include "unit.h"

static const struct cx_column columns[] = {
    {.name = "period", .title = "Period"},
    {.name = "id", .title = "Id"},
    {.name = "base", .title = "Base", .type = CX_CELL_MONEY, .total = true},
    {.name = "bonus", .title = "Bonus for all that", .type = CX_CELL_MONEY, .total = true},
    {.name = "none", .title = "None", .type = CX_CELL_MONEY, .total = true},
    {.name = "zero", .title = "Zero", .type = CX_CELL_MONEY, .total = true},
    {.name = "note", .title = "Note"},
};
enum { COLUMNS = 7 };

#define MONEY(value)                                                                               \
    {                                                                                              \
        .n = value, .decimals = -1                                                                 \
    }
#define NOTHING                                                                                    \
    {                                                                                              \
        .null = true, .decimals = -1                                                               \
    }
#define TEXT(value)                                                                                \
    {                                                                                              \
        .text = value, .decimals = -1                                                              \
    }
#define CELLS                                                                                      \
    {                                                                                              \
        TEXT("2026-10"), TEXT("E1"), MONEY(100), MONEY(250), NOTHING, MONEY(0),                    \
            TEXT("Long words"), TEXT("2026-10"), TEXT("E2"), MONEY(200), NOTHING, NOTHING,         \
            NOTHING, TEXT("of a note")                                                             \
    }

static void ck(int width, size_t keys, size_t rows, const char *wanted)
{
    const struct cx_cell cells[] = CELLS;
    const struct cx_render_options options = {.width = width};
    struct cx_err err = {0};
    FILE *stream = tmpfile();
    size_t n;
    struct cx_table *table = cx_table_stream(stream, CX_FORMAT_TABLE, &options);
    table->keys = keys;
    cx_table_columns(table, columns, COLUMNS);
    for (size_t i = 0; i < rows; i++)
        ck_assert_int_eq(cx_table_row(table, cells + i * COLUMNS, &err), 0);
    ck_assert_int_eq(cx_table_end(table, &err), 0);
    cx_table_free(table);
    char *s = bytes_of(stream, &n);
    fclose(stream);
    ck_assert_str_eq(s, wanted);
    free(s);
}

#define WHOLE                                                                                      \
    "Period   Id  Base  Bonus for all that  None  Zero  Note\n"                                    \
    "-------  --  ----  ------------------  ----  ----  ----------\n"                              \
    "2026-10  E1  1.00                2.50        0.00  Long words\n"                              \
    "2026-10  E2  2.00                                  of a note\n"                               \
    "-------  --  ----  ------------------  ----  ----  ----------\n"                              \
    "Total        3.00                2.50  0.00  0.00\n"

START_TEST(fits)
{
    ck(0, 0, 2, WHOLE);
    ck(61, 0, 2, WHOLE);
}
END_TEST

/* What is the same in all rows is said once, what is nothing at the end; the total finds a place.
 */
START_TEST(left_out)
{
    ck(60, 0, 2,
       "Period: 2026-10\n"
       "\n"
       "Id     Base  Bonus for all that  Note\n"
       "-----  ----  ------------------  ----------\n"
       "E1     1.00                2.50  Long words\n"
       "E2     2.00                      of a note\n"
       "-----  ----  ------------------  ----------\n"
       "Total  3.00                2.50\n"
       "\n"
       "Empty or 0 in all rows: None, Zero\n");
}
END_TEST

START_TEST(folded_headers)
{
    ck(40, 0, 2,
       "Period: 2026-10\n"
       "\n"
       "Id     Base     Bonus  Note\n"
       "              for all\n"
       "                 that\n"
       "-----  ----  --------  ----------\n"
       "E1     1.00      2.50  Long words\n"
       "E2     2.00            of a note\n"
       "-----  ----  --------  ----------\n"
       "Total  3.00      2.50\n"
       "\n"
       "Empty or 0 in all rows: None, Zero\n");
}
END_TEST

/* Where the table says what it can't do without, the smallest sums go first, and are named. */
START_TEST(pruned)
{
    const struct cx_cell cells[] = CELLS;
    const struct cx_render_options options = {.width = 20};
    struct cx_err err = {0};
    FILE *stream = tmpfile();
    size_t n;
    struct cx_table *table = cx_table_stream(stream, CX_FORMAT_TABLE, &options);
    table->kept = "id";
    cx_table_columns(table, columns, COLUMNS);
    for (size_t i = 0; i < 2; i++)
        ck_assert_int_eq(cx_table_row(table, cells + i * COLUMNS, &err), 0);
    ck_assert_int_eq(cx_table_end(table, &err), 0);
    cx_table_free(table);
    char *s = bytes_of(stream, &n);
    fclose(stream);
    ck_assert_str_eq(s, "Period: 2026-10\n"
                        "\n"
                        "Id     Base\n"
                        "-----  ----\n"
                        "E1     1.00\n"
                        "E2     2.00\n"
                        "-----  ----\n"
                        "Total  3.00\n"
                        "\n"
                        "Empty or 0 in all rows: None,\nZero\n"
                        "\n"
                        "Not shown for lack of room (see --wide): Bonus for all that,\nNote\n");
    free(s);
}
END_TEST

START_TEST(in_parts)
{
    ck(24, 2, 2,
       "Period: 2026-10\n"
       "\n"
       "Id     Base     Bonus\n"
       "              for all\n"
       "                 that\n"
       "-----  ----  --------\n"
       "E1     1.00      2.50\n"
       "E2     2.00\n"
       "-----  ----  --------\n"
       "Total  3.00      2.50\n"
       "\n"
       "Id     Note\n"
       "-----  ----------\n"
       "E1     Long words\n"
       "E2     of a note\n"
       "-----  ----------\n"
       "Total\n"
       "\n"
       "Empty or 0 in all rows: None,\n"
       "Zero\n");
}
END_TEST

/* Of one row, or none, nothing is said to be the same. */
START_TEST(few_rows)
{
    ck(44, 0, 0,
       "Period  Id  Base     Bonus  None  Zero  Note\n"
       "                   for all\n"
       "                      that\n"
       "------  --  ----  --------  ----  ----  ----\n"
       "------  --  ----  --------  ----  ----  ----\n"
       "Total       0.00      0.00  0.00  0.00\n");
    ck(41, 0, 1,
       "Period   Id  Base     Bonus  Note\n"
       "                    for all\n"
       "                       that\n"
       "-------  --  ----  --------  ----------\n"
       "2026-10  E1  1.00      2.50  Long words\n"
       "-------  --  ----  --------  ----------\n"
       "Total        1.00      2.50\n"
       "\n"
       "Empty or 0 in all rows: None, Zero\n");
}
END_TEST

static void ck_words(int width, const char *wanted)
{
    static const struct cx_column texts[] = {{.name = "A"}, {.name = "B"}};
    const struct cx_cell cells[] = {TEXT("abcdefghijklmnopqrst"), TEXT("two words here now")};
    const struct cx_render_options options = {.width = width};
    size_t n;
    char *s = rendered(CX_FORMAT_TABLE, texts, 2, cells, 1, &options, &n);
    ck_assert_str_eq(s, wanted);
    free(s);
}

/* Lines end between words where that is enough; else a word is broken rather than a line too long.
 */
START_TEST(long_words)
{
    ck_words(36, "A                     B\n"
                 "--------------------  --------------\n"
                 "abcdefghijklmnopqrst  two words here\n"
                 "                      now\n");
    ck_words(30, "A               B\n"
                 "--------------  --------------\n"
                 "abcdefghijklmn  two words here\n"
                 "opqrst          now\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, long_words);
    tcase_add_test(tc, fits);
    tcase_add_test(tc, left_out);
    tcase_add_test(tc, folded_headers);
    tcase_add_test(tc, pruned);
    tcase_add_test(tc, in_parts);
    tcase_add_test(tc, few_rows);
}

UNIT_MAIN("wide")
