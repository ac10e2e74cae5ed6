/* book/waiting: rows in turn, and a fault behind those before it. */
#include "book/waiting.h"

#include <stdlib.h>

#include "books.h"

struct reading {
    struct part part; /* first, for the handlers */
    struct cells cells;
    struct waiting waiting;
    int64_t row, end;
};

static void start(void *context, const char *name, const char *const *attributes)
{
    struct reading *reading = context;
    const char *value = xml_attribute(attributes, "v");
    if (strcmp(name, "r") != 0)
        return;
    cells_clear(&reading->cells, ++reading->row);
    cells_put(&reading->cells, 0, value, strlen(value), CX_CSV_TEXT);
    waiting_put(&reading->waiting, &reading->cells);
    if (reading->row == reading->end)
        reading->waiting.is_ended = true;
}

static void end(void *context, const char *name)
{
    (void)context;
    (void)name;
}

/* Takes all rows of a part of so many, with `last` behind them; how it ended. */
static int take(int rows, int64_t end_at, const char *last, int64_t *taken, struct cx_err *err)
{
    struct reading reading = {.end = end_at};
    struct cx_buf text = {0};
    struct cells cells = {0};
    struct package *package;
    cx_buf_puts(&text, "<x>");
    for (int i = 1; i <= rows; i++)
        cx_buf_printf(&text, "<r v='%d'/>\n", i);
    cx_buf_puts(&text, last);
    const char *parts[] = {"a.xml", text.data, NULL};
    int fd = zip_of(parts), rc;
    ck_assert_int_eq(package_open(&package, fd, "a.zip", err), 0);
    ck_assert_int_eq(part_open(&reading.part, package, "a.xml", 1 << 30, start, end, NULL, err), 0);
    for (*taken = 0; (rc = waiting_next(&reading.waiting, &reading.part, &cells, err)) == 1;) {
        char number[32];
        snprintf(number, sizeof number, "%lld", (long long)++*taken);
        ck_assert_int_eq(cells.row, *taken);
        ck_assert_str_eq(cells.bytes.data, number);
    }
    /* and again */
    ck_assert_int_eq(waiting_next(&reading.waiting, &reading.part, &cells, err), rc);
    part_close(&reading.part);
    waiting_fini(&reading.waiting);
    cells_fini(&reading.cells);
    cells_fini(&cells);
    package_free(package);
    close(fd);
    cx_buf_fini(&text);
    return rc;
}

START_TEST(all_rows)
{
    static const int counts[] = {0, 1, 15, 16, 17, 5000, 20000};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        struct cx_err err = {0};
        int64_t taken;
        ck_assert_int_eq(take(counts[i], -1, "</x>", &taken, &err), 0);
        ck_assert_int_eq(taken, counts[i]);
    }
}
END_TEST

START_TEST(faults)
{
    static const int counts[] = {0, 1, 5000};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        struct cx_err err = {0};
        char wanted[80];
        int64_t taken;
        snprintf(wanted, sizeof wanted, "a.zip: a.xml in it is damaged: line %d: ", counts[i] + 1);
        ck_assert_int_eq(take(counts[i], -1, "</y>", &taken, &err), CX_EDATA);
        ck_assert_int_eq(taken, counts[i]);
        ck_assert_mem_eq(err.text, wanted, strlen(wanted));
    }
}
END_TEST

/* What is behind the end that a handler sees is not read: it may be damaged. */
START_TEST(ended)
{
    struct cx_err err = {0};
    int64_t taken;
    ck_assert_int_eq(take(5000, 5000, "<!-- -->", &taken, &err), 0);
    ck_assert_int_eq(taken, 5000);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, all_rows);
    tcase_add_test(tc, faults);
    tcase_add_test(tc, ended);
}

UNIT_MAIN("waiting")
