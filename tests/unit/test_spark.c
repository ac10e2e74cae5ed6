/* render/spark: bars in eighths, lines in blocks. */
#include "render/spark.h"
#include "unit.h"

static struct cx_table *grid_of(enum cx_chart_kind kind, const int64_t (*values)[3], size_t rows)
{
    static const struct cx_column columns[] = {{"a", NULL, CX_CELL_NUMBER, 0, false},
                                               {"b", NULL, CX_CELL_NUMBER, 0, false},
                                               {"c", NULL, CX_CELL_NUMBER, 0, false}};
    struct cx_table *table = cx_table_new("t");
    cx_table_columns(table, columns, 3);
    for (size_t i = 0; i < rows; i++) {
        struct cx_cell cells[3];
        for (int k = 0; k < 3; k++)
            cells[k] = values[i][k] == -99 ? CX_NULL_CELL : cx_cell_n(values[i][k]);
        cx_table_keep(table, cells);
    }
    table->chart = (struct cx_chart){.kind = kind, .first = 0, .count = 3};
    return table;
}

static void ck_spark(const struct cx_table *table, size_t row, const char *wanted)
{
    struct cx_buf out = {0};
    cx_spark(&out, table, row, 16);
    ck_assert_str_eq(cx_buf_str(&out), wanted);
    cx_buf_fini(&out);
}

/* Of 128 the longest bar has 16 characters of eight eighths. */
START_TEST(bars)
{
    static const int64_t values[][3] = {{128, 0, 0}, {20, 0, 0}, {1, 0, 0}, {0, 0, 0}, {-5, 0, 0}};
    struct cx_table *table = grid_of(CX_CHART_BARS, values, 5);
    ck_spark(table, 0, "████████████████");
    ck_spark(table, 1, "██▌"); /* 20 eighths: two full, four of eight */
    ck_spark(table, 2, "▏");
    ck_spark(table, 3, "");
    ck_spark(table, 4, "");
    cx_table_free(table);
}
END_TEST

START_TEST(lines)
{
    static const int64_t values[][3] = {{0, 5, 7}, {3, 3, 3}, {8, -99, 1}, {-99, -99, -99}};
    struct cx_table *table = grid_of(CX_CHART_LINES, values, 4);
    ck_spark(table, 0, "▁▆█");
    ck_spark(table, 1, "▄▄▄"); /* level */
    ck_spark(table, 2, "█ ▁");
    ck_spark(table, 3, "");
    cx_table_free(table);
}
END_TEST

START_TEST(nothing)
{
    static const int64_t values[][3] = {{0, 0, 0}, {-99, 1, 1}};
    struct cx_table *table = grid_of(CX_CHART_BARS, values, 2);
    ck_spark(table, 0, "");
    ck_spark(table, 1, "");
    cx_table_free(table);
    table = grid_of(CX_CHART_STACK, values, 2);
    ck_spark(table, 1, "");
    cx_table_free(table);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, bars);
    tcase_add_test(tc, lines);
    tcase_add_test(tc, nothing);
}

UNIT_MAIN("spark")
