/* render/markdown: columns that line up, and nothing that Markdown would read as its own. */
#include "rendering.h"
#include "unit.h"

START_TEST(rows)
{
    const struct cx_cell cells[] = SHEET_CELLS;
    size_t n;
    char *s = rendered(CX_FORMAT_MD, sheet_columns, SHEET_COLUMNS, cells, SHEET_ROWS, NULL, &n);
    ck_assert_str_eq(
        s, "| Agent | name          | Recovered |    Rate | Calls | Since      | Seen            "
           "    |\n"
           "|-------|---------------|----------:|--------:|------:|------------|-----------------"
           "----|\n"
           "| E1    | 王 \"芳\", \\<b> |   1234.56 | -0.0125 |    40 | 2026-09-30 | 2026-09-30 "
           "09:30:00 |\n"
           "| =1+1  |               |     -0.50 |     0.5 |     2 |            |                 "
           "    |\n"
           "| Total |               |   1234.06 |         |    42 |            |                 "
           "    |\n");
    free(s);
}
END_TEST

START_TEST(escapes)
{
    static const struct cx_column columns[] = {
        {.name = "id"}, {.name = "note"}, {.name = "n", .type = CX_CELL_NUMBER}};
    const struct cx_cell cells[] = {cx_cell_text("a\nb"), cx_cell_text("\033[2J|\xFF"),
                                    cx_cell_n(1)};
    size_t n;
    char *s = rendered(CX_FORMAT_MD, columns, 3, cells, 1, NULL, &n);
    ck_assert_str_eq(strstr(s, "| a b"), "| a b | \\x1b\\[2J\\|? | 1 |\n");
    free(s);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, rows);
    tcase_add_test(tc, escapes);
}

UNIT_MAIN("markdown")
