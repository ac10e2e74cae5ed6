/* render/long: a block for each row. */
#include "rendering.h"
#include "unit.h"

START_TEST(blocks)
{
    static const struct cx_column columns[] = {{.name = "id", .title = "Id"},
                                               {.name = "advice", .title = "建议"},
                                               {.name = "pay", .type = CX_CELL_MONEY}};
    const struct cx_cell cells[] = {
        cx_cell_text("E1"), cx_cell_text("do what is to be done today and no more"),
        cx_cell_n(150),     cx_cell_text("E2"),
        CX_NULL_CELL,       cx_cell_n(0)};
    const struct cx_render_options options = {.width = 30};
    size_t n;
    char *text = rendered(CX_FORMAT_LONG, columns, 3, cells, 2, &options, &n);
    ck_assert_str_eq(text, "-[ 1 ]-----------\n"
                           "Id    E1\n"
                           "建议  do what is to be done\n"
                           "      today and no more\n"
                           "pay   1.50\n"
                           "\n-[ 2 ]-----------\n"
                           "Id    E2\n"
                           "pay   0.00\n");
    free(text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, blocks);
}

UNIT_MAIN("long")
