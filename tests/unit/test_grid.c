/* render/grid: kept rows, and the formats they are written in. */
#include "files.h"
#include "gridded.h"
#include "unit.h"

static char *written(const struct cx_grid *grid, enum cx_format format)
{
    static const struct cx_render_options plain = {0};
    struct cx_err err = {0};
    FILE *stream = tmpfile();
    size_t n;
    ck_assert_int_eq(cx_grid_write(grid, stream, format, &plain, &err), 0);
    char *bytes = bytes_of(stream, &n);
    fclose(stream);
    return bytes;
}

START_TEST(cells)
{
    struct cx_grid *grid = teams_grid(CX_CHART_NONE);
    double value;
    ck_assert_int_eq(cx_grid_find(grid, 0, "=1+1"), 1);
    ck_assert_int_eq(cx_grid_find(grid, 0, "nobody"), -1);
    ck_assert(cx_grid_real(&value, grid, 0, 1));
    ck_assert(value == 0.4);
    ck_assert(!cx_grid_real(&value, grid, 1, 2)); /* empty */
    ck_assert(!cx_grid_real(&value, grid, 1, 0)); /* a text */
    cx_grid_free(grid);
    cx_grid_free(NULL);
}
END_TEST

/* The texts are the grid's own. */
START_TEST(copies)
{
    static const struct cx_column column = {"a", NULL, CX_CELL_TEXT, 0, false};
    struct cx_grid *grid = cx_grid_new("t");
    cx_grid_column(grid, &column);
    for (int i = 0; i < 1000; i++) {
        char text[16];
        snprintf(text, sizeof text, "row %d", i);
        const struct cx_cell cell = cx_cell_text(text);
        cx_grid_row(grid, &cell);
    }
    ck_assert_str_eq(cx_grid_cell(grid, 7, 0)->text, "row 7");
    ck_assert_str_eq(cx_grid_cell(grid, 999, 0)->text, "row 999");
    cx_grid_free(grid);
}
END_TEST

START_TEST(formats)
{
    struct cx_grid *grid = teams_grid(CX_CHART_BARS);
    char *text = written(grid, CX_FORMAT_CSV);
    ck_assert_str_eq(text, "team,rate,target,money\n电催<1>,0.40,0.20,123.45\n'=1+1,0.10,,0.05\n");
    free(text);
    text = written(grid, CX_FORMAT_TABLE);
    ck_assert_ptr_nonnull(strstr(text, "123.45  ████████████████\n"));
    ck_assert_ptr_nonnull(strstr(text, "  0.05  ████\n"));
    free(text);
    text = written(grid, CX_FORMAT_HTML);
    ck_assert_ptr_nonnull(strstr(text, "<figure><h2>Teams &amp; rates</h2>"));
    ck_assert_ptr_nonnull(strstr(text, "<td>电催&lt;1&gt;</td>"));
    free(text);
    text = written(grid, CX_FORMAT_XLSX);
    ck_assert_mem_eq(text, "PK", 2);
    free(text);
    cx_grid_free(grid);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, cells);
    tcase_add_test(tc, copies);
    tcase_add_test(tc, formats);
}

UNIT_MAIN("grid")
