/* render/render: what all formats share: sums, empty cells, failing streams. */
#include "base/date.h"
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

START_TEST(test_plain)
{
    char buf[CX_CELL_PLAIN];
    const struct cx_column text = {.name = "t"}, money = {.name = "m", .type = CX_CELL_MONEY},
                           date = {.name = "d", .type = CX_CELL_DATE},
                           time = {.name = "t", .type = CX_CELL_TIME};
    const struct cx_cell none = CX_NULL_CELL, forever = cx_cell_n(CX_DATE_NONE),
                         zero = cx_cell_n(0), null_text = cx_cell_text(NULL),
                         whole = {.n = 7, .decimals = 0};

    ck_assert_str_eq(cx_cell_plain(buf, &text, &null_text), "");
    ck_assert_str_eq(cx_cell_plain(buf, &money, &none), "");
    ck_assert_str_eq(cx_cell_plain(buf, &money, &zero), "0.00");
    ck_assert_str_eq(cx_cell_plain(buf, &money, &whole), "7");
    ck_assert_str_eq(cx_cell_plain(buf, &date, &zero), "1970-01-01");
    ck_assert_str_eq(cx_cell_plain(buf, &date, &forever), "");
    ck_assert_str_eq(cx_cell_plain(buf, &time, &zero), "1970-01-01 00:00:00");
}
END_TEST

START_TEST(test_valid)
{
    struct cx_buf out = {0};

    cx_render_valid(&out, "a\xFF还\xE6");
    ck_assert_str_eq(cx_buf_str(&out), "a\xEF\xBF\xBD还\xEF\xBF\xBD");
    cx_buf_fini(&out);
}
END_TEST

/* Columns are copied: the caller's may be gone when rows come. */
START_TEST(test_columns_copied)
{
    char name[] = "paid";
    struct cx_column column = {.name = name, .type = CX_CELL_MONEY};
    struct cx_err err = {0};
    struct cx_render *render;
    struct cx_cell cell = cx_cell_n(150);
    FILE *stream = tmpfile();
    size_t n;

    ck_assert_int_eq(cx_render_open(&render, stream, CX_FORMAT_JSONL, &column, 1, NULL, &err), 0);
    memset(name, 'x', 4);
    memset(&column, 0, sizeof column);
    ck_assert_int_eq(cx_render_row(render, &cell, &err), 0);
    ck_assert_int_eq(cx_render_close(render, &err), 0);
    char *s = bytes_of(stream, &n);
    ck_assert_str_eq(s, "{\"paid\":1.50}\n");
    free(s);
    fclose(stream);
}
END_TEST

/* A full disk is in the stream's error flag, whatever the format. */
START_TEST(test_full_disk)
{
    const struct cx_cell cells[] = SHEET_CELLS;
    struct cx_err err = {0};
    struct cx_render *render;
    FILE *stream = fopen("/dev/full", "w");

    if (!stream) {
        fprintf(stderr, "skipped: no /dev/full\n");
        return;
    }
    setvbuf(stream, NULL, _IONBF, 0);
    ck_assert_int_eq(cx_render_open(&render, stream, (enum cx_format)_i, sheet_columns,
                                    SHEET_COLUMNS, NULL, &err),
                     0);
    ck_assert_int_eq(cx_render_row(render, cells, &err), 0);
    ck_assert_int_eq(cx_render_close(render, &err), 0);
    ck_assert(ferror(stream));
    fclose(stream);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, test_totals);
    tcase_add_test(tc, test_total_overflow);
    tcase_add_test(tc, test_plain);
    tcase_add_test(tc, test_valid);
    tcase_add_test(tc, test_columns_copied);
    tcase_add_loop_test(tc, test_full_disk, CX_FORMAT_CSV, CX_FORMAT_XLSX + 1);
}

UNIT_MAIN("render")
