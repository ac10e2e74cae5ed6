/* render/pivot: a table of pairs as a square, where a terminal is too narrow for it. */
#include "render/pivot.h"
#include "rendering.h"
#include "unit.h"

static struct cx_table *pairs(void)
{
    static const struct cx_column columns[] = {
        {"team_id", "Team", CX_CELL_TEXT, 0, false},
        {"name", "Team name", CX_CELL_TEXT, 0, false},
        {"metric", "Metric", CX_CELL_TEXT, 0, false},
        {"value", "Value", CX_CELL_NUMBER, 2, false},
        {"target", "Target", CX_CELL_NUMBER, 2, false},
        {"all", "All", CX_CELL_NUMBER, 2, false},
    };
    static const struct {
        const char *team, *name, *metric;
        int64_t value, target, all;
    } rows[] = {{"T1", "North", "paid", 100, 200, 700},
                {"T1", "North", "calls", 300, 400, 800},
                {"T2", "", "paid", 500, 600, 700}};
    struct cx_table *table = cx_table_new("Teams");
    cx_table_columns(table, columns, 6);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct cx_cell cells[] = {cx_cell_text(rows[i].team),   cx_cell_text(rows[i].name),
                                        cx_cell_text(rows[i].metric), cx_cell_n(rows[i].value),
                                        cx_cell_n(rows[i].target),    cx_cell_n(rows[i].all)};
        cx_table_keep(table, cells);
    }
    table->pivot = (struct cx_pivot){.key = 0, .title = 1, .row = 2, .value = 3, .also = 5};
    return table;
}

static void ck_written(const struct cx_table *table, enum cx_format format, int width,
                       const char *wanted)
{
    const struct cx_render_options options = {.width = width};
    struct cx_err err = {0};
    char *bytes = NULL;
    size_t n;
    FILE *stream = open_memstream(&bytes, &n);
    ck_assert_int_eq(cx_table_write(table, stream, format, &options, &err), 0);
    fclose(stream);
    ck_assert_str_eq(bytes, wanted);
    free(bytes);
}

START_TEST(square)
{
    struct cx_table *table = pairs(), *out = pivoted(table);
    ck_written(out, CX_FORMAT_CSV, 0, "metric,T1,T2,all\npaid,1.00,5.00,7.00\ncalls,3.00,,8.00\n");
    ck_assert_str_eq(out->columns[1].title, "North");
    ck_assert_str_eq(out->columns[2].title, "T2"); /* which has no name */
    ck_assert_str_eq(out->title, "Teams");
    cx_table_free(out);
    cx_table_free(table);
}
END_TEST

/* Only where it is too narrow, and only on a terminal. */
START_TEST(narrow)
{
    struct cx_table *table = pairs();
    const char *whole = "Team  Team name  Metric  Value  Target   All\n"
                        "----  ---------  ------  -----  ------  ----\n"
                        "T1    North      paid     1.00    2.00  7.00\n"
                        "T1    North      calls    3.00    4.00  8.00\n"
                        "T2               paid     5.00    6.00  7.00\n";
    ck_written(table, CX_FORMAT_TABLE, 44, whole);
    ck_written(table, CX_FORMAT_TABLE, 0, whole);
    ck_written(table, CX_FORMAT_TABLE, 43,
               "Metric  North    T2   All\n"
               "------  -----  ----  ----\n"
               "paid     1.00  5.00  7.00\n"
               "calls    3.00        8.00\n"
               "\n"
               "Not shown for lack of room (see --wide): Target\n");
    cx_table_free(table);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, square);
    tcase_add_test(tc, narrow);
}

UNIT_MAIN("pivot")
