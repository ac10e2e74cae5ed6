/* render/table: kept rows, and the formats they are written in. */
#include "tabled.h"
#include "unit.h"

START_TEST(cells)
{
    struct cx_table *table = teams_table(CX_CHART_NONE);
    double value;
    ck_assert_int_eq(cx_table_find(table, 0, "=1+1"), 1);
    ck_assert_int_eq(cx_table_find(table, 0, "nobody"), -1);
    ck_assert(cx_table_real(&value, table, 0, 1));
    ck_assert(value == 0.4);
    ck_assert(!cx_table_real(&value, table, 1, 2)); /* empty */
    ck_assert(!cx_table_real(&value, table, 1, 0)); /* a text */
    cx_table_free(table);
    cx_table_free(NULL);
}
END_TEST

/* The texts are the table's own. */
START_TEST(copies)
{
    static const struct cx_column column = {"a", NULL, CX_CELL_TEXT, 0, false};
    struct cx_table *table = cx_table_new("t");
    struct cx_err err = {0};
    cx_table_column(table, &column);
    for (int i = 0; i < 1000; i++) {
        char text[16];
        snprintf(text, sizeof text, "row %d", i);
        const struct cx_cell cell = cx_cell_text(text);
        ck_assert_int_eq(cx_table_row(table, &cell, &err), 0);
    }
    ck_assert_str_eq(cx_table_cell(table, 7, 0)->text, "row 7");
    ck_assert_str_eq(cx_table_cell(table, 999, 0)->text, "row 999");
    cx_table_free(table);
}
END_TEST

/* A table given to another one has all that it had. */
START_TEST(given)
{
    struct cx_table *from = teams_table(CX_CHART_BARS), *to = cx_table_new(NULL);
    struct cx_err err = {0};
    cx_table_note(from, "n");
    from->keys = 1;
    ck_assert_int_eq(cx_table_copy(to, from, &err), 0);
    cx_table_free(from);
    ck_assert_str_eq(to->title, "Teams");
    ck_assert_str_eq(to->note, "n");
    ck_assert_str_eq(to->chart.title, "Teams & rates");
    ck_assert_uint_eq(to->keys, 1);
    ck_assert_uint_eq(to->column_count, 4);
    ck_assert_uint_eq(to->row_count, 2);
    ck_assert_str_eq(cx_table_cell(to, 1, 0)->text, "=1+1");
    cx_table_free(to);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, cells);
    tcase_add_test(tc, copies);
    tcase_add_test(tc, given);
}

UNIT_MAIN("table")
