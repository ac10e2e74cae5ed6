/* render/renderer: what all formats share: sums, well-formed text. */
#include "render/renderer.h"
#include "rendering.h"
#include "unit.h"

static const struct cx_column sums[] = {
    {.name = "who"},
    {.name = "paid", .type = CX_CELL_MONEY, .total = true},
    {.name = "rate", .type = CX_CELL_NUMBER, .decimals = 1, .total = true},
};

/* The last line of the table. */
static void ck_total(const struct cx_cell *cells, size_t rows, const char *wanted)
{
    size_t n;
    char *s = rendered(CX_FORMAT_TABLE, sums, 3, cells, rows, NULL, &n);

    s[n - 1] = '\0';
    ck_assert_str_eq(strrchr(s, '\n') + 1, wanted);
    free(s);
}

START_TEST(test_totals)
{
    const struct cx_cell cells[] = {
        cx_cell_text("a"), cx_cell_n(10), cx_cell_n(5),              /* 0.10, 0.5 */
        cx_cell_text("b"), cx_cell_n(20), {.n = 125, .decimals = 3}, /* 0.20, 0.125 */
        cx_cell_text("c"), CX_NULL_CELL,  {.n = -1, .decimals = 0},  /* -1 */
    };

    ck_total(cells, 1, "Total  0.10   0.5");
    ck_total(cells, 2, "Total  0.30  0.625");
    ck_total(cells, 3, "Total  0.30  -0.375");
}
END_TEST

/* A sum that no int64 holds is left out, not wrong. */
START_TEST(test_total_overflow)
{
    const struct cx_cell cells[] = {
        cx_cell_text("a"), cx_cell_n(INT64_MAX), cx_cell_n(1),
        cx_cell_text("b"), cx_cell_n(1),         cx_cell_n(1),
    };

    ck_total(cells, 2, "Total                         0.2");
}
END_TEST

START_TEST(test_valid)
{
    struct cx_buf out = {0};

    put_valid(&out, "a\xFF还\xE6");
    ck_assert_str_eq(cx_buf_str(&out), "a\xEF\xBF\xBD还\xEF\xBF\xBD");
    cx_buf_fini(&out);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, test_totals);
    tcase_add_test(tc, test_total_overflow);
    tcase_add_test(tc, test_valid);
}

UNIT_MAIN("renderer")
