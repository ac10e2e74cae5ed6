/* import/sample: what the cells of a foreign export look like. */
#include <string.h>
#include <unistd.h>

#include "files.h"
#include "import/suggest.h"
#include "unit.h"

static struct sample sample;

/* A sample of one column of these cells, one a line. */
static const struct sample_column *look(const char *cells)
{
    struct cx_err err = {0};
    struct cx_csv_options options = {.delimiter = '|'};
    struct cx_buf text = {0};
    cx_buf_printf(&text, "x\n%s", cells);
    int fd = file_of(text.data, text.len);
    sample_fini(&sample);
    ck_assert_int_eq(sample_read(&sample, fd, "x.csv", NULL, &options, &err), 0);
    ck_assert_uint_eq(sample.count, 1);
    close(fd);
    cx_buf_fini(&text);
    return sample.columns;
}

static bool fits(enum cx_type type, const char *cells)
{
    struct cx_field field = {.type = type};
    return sample_fits(look(cells), &field);
}

START_TEST(counts)
{
    const struct sample_column *column = look("12\n1.5\nNULL\n12\nx\n");
    ck_assert_int_eq(sample.rows, 5);
    ck_assert_int_eq(column->filled, 4);
    ck_assert_int_eq(column->distinct, 3);
    ck_assert_int_eq(column->numbers, 3);
    ck_assert_int_eq(column->wholes, 2);
    ck_assert_int_eq(cx_pool_count(column->nothings), 1);
    ck_assert_int_eq(cx_pool_count(column->values), 3);
    column = look("00:03:25\n");
    ck_assert_int_eq(column->clocks, 1);
    column = look("1:02:05\n4:00\n3:05 PM\n45秒\n61:00\n20261005000001\n2026-10-05 3:05\n");
    ck_assert_int_eq(column->clocks, 1);
    ck_assert_int_eq(column->timers, 2);
    ck_assert_int_eq(column->spoken, 1);
    ck_assert_int_eq(column->daytimes, 3);
    ck_assert_int_eq(column->figures, 1);
    column = look("1.234,50\n12,5\n1,234.50\n12 345,50\n12,34,567\n");
    ck_assert_int_eq(column->commas, 3);
    ck_assert_int_eq(column->numbers, 2);
    column = look("15,0%\n15 %\n95分\n95,5 分\n3分25秒\nx%\n");
    ck_assert_int_eq(column->commas, 2);
    ck_assert_int_eq(column->percents, 1);
    ck_assert_int_eq(column->points, 1);
}
END_TEST

START_TEST(orders)
{
    const struct sample_column *column = look("1/2/2026\n12/31/2026 9:30\n");
    ck_assert_int_eq(column->ordered, 2);
    ck_assert_int_eq(column->first, 12);
    ck_assert_int_eq(column->second, 31);
    ck_assert_int_eq(column->times, 1);
    column = look("5 may 2008\n");
    ck_assert(column->ordered == 1 && column->names_second && !column->names_first);
    column = look("Oct 5, 2026\n");
    ck_assert(column->ordered == 1 && column->names_first);
    column = look("2026-10-01\n2026-10-01 09:30\n1-2-3\na/b/2026\n40/1/2026\n");
    ck_assert_int_eq(column->dates, 2);
    ck_assert_int_eq(column->times, 1);
    ck_assert_int_eq(column->ordered, 0);
}
END_TEST

START_TEST(fitting)
{
    ck_assert(fits(CX_TYPE_MONEY, "¥12\n1,234元\n12.5万\n1.234,50\n"));
    ck_assert(!fits(CX_TYPE_MONEY, "2026-10-01\n"));
    ck_assert(fits(CX_TYPE_DATE, "２０２６－１０－０１\n10/1/2026\n"));
    ck_assert(fits(CX_TYPE_DATE, "45931\n45932\n"));
    ck_assert(!fits(CX_TYPE_DATE, "12.50\n"));
    ck_assert(fits(CX_TYPE_DECIMAL, "0.5\n90%\n"));
    ck_assert(fits(CX_TYPE_INT, "5\n00:03:25\n"));
    ck_assert(!fits(CX_TYPE_ID, "2026-10-01\n"));
    ck_assert(fits(CX_TYPE_ID, "20261001\nA1\n"));
    ck_assert(fits(CX_TYPE_CHOICE, "a\nb\n"));
    ck_assert(fits(CX_TYPE_DATE, "\n\n")); /* nothing says no */
    struct cx_buf many = {0};
    for (int i = 0; i < 100; i++)
        cx_buf_printf(&many, "word%d\n", i);
    ck_assert(!fits(CX_TYPE_CHOICE, cx_buf_str(&many)));
    ck_assert(fits(CX_TYPE_TEXT, cx_buf_str(&many)));
    cx_buf_fini(&many);
}
END_TEST

static void tear_down(void)
{
    sample_fini(&sample);
}

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, NULL, tear_down);
    tcase_add_test(tc, counts);
    tcase_add_test(tc, orders);
    tcase_add_test(tc, fitting);
}

UNIT_MAIN("sample")
