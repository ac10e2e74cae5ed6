/* render/layout: cells as texts, and their widths. */
#include "render/layout.h"
#include "tabled.h"
#include "unit.h"

START_TEST(widths)
{
    struct cx_table *table = teams_table(CX_CHART_NONE);
    struct column_sum *sums = sums_new(table);
    struct layout *layout = layout_new(table, "=");
    struct cx_buf line = {0};
    for (size_t i = 0; i < 2; i++) {
        layout_row(layout, cx_table_cell(table, i, 0));
        sums_add(sums, table, cx_table_cell(table, i, 0));
    }
    layout_totals(layout, sums);
    ck_assert_uint_eq(layout->rows, 2);
    ck_assert(layout->has_totals);
    ck_assert_str_eq(layout_cell(layout, 0, 0), "Team");
    ck_assert_str_eq(layout_cell(layout, 2, 0), "\\=1+1");
    ck_assert_str_eq(layout_cell(layout, 3, 3), "123.50");
    ck_assert_int_eq(layout_width(layout), 7 + 2 + 4 + 2 + 6 + 2 + 6);
    layout_put_cell(&line, layout, 1, 3);
    layout_put_cell(&line, layout, 2, 3);
    ck_assert_str_eq(cx_buf_str(&line), "123.45  0.05");
    cx_buf_clear(&line);
    layout->widths[0] = 4; /* too narrow for two wide characters more and the … */
    layout_put_cell(&line, layout, 1, 0);
    ck_assert_str_eq(cx_buf_str(&line), "电… ");
    cx_buf_fini(&line);
    layout_free(layout);
    free(sums);
    cx_table_free(table);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, widths);
}

UNIT_MAIN("layout")
