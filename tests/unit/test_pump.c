/* book/pump: a source read ahead is the same source. */
#include "book/source.h"

#include <stdio.h>
#include <stdlib.h>

#include "unit.h"

/* Rows 1 to `end`, each with its number in it; every tenth is hidden. */
struct counter {
    struct source source; /* first */
    int64_t at, end, fail_at;
    int64_t every, unfinished_at; /* for finish: which rows there are, which one fails */
    bool *is_freed;
    size_t length; /* of the text beside the number */
};

static int next(struct source *source, struct cells *cells, struct cx_err *err)
{
    struct counter *counter = (struct counter *)source;
    char number[32];
    if (counter->at == counter->end)
        return 0;
    if (++counter->at == counter->fail_at)
        return cx_err_set(err, CX_EDATA, "row %lld", (long long)counter->at);
    cells_clear(cells, counter->at);
    int n = snprintf(number, sizeof number, "%lld", (long long)counter->at);
    cells_put(cells, 0, number, (size_t)n, CX_CSV_NUMBER);
    char *text = calloc(counter->length + 1, 1);
    ck_assert_ptr_nonnull(text);
    memset(text, 'x', counter->length);
    cells_put(cells, 2, text, counter->length, CX_CSV_TEXT);
    free(text);
    cells->is_hidden = counter->at % 10 == 0;
    source->read += 7;
    return 1;
}

/* Rows but every so manieth turn out to be empty. */
static int finish(struct source *source, struct cells *cells, struct cx_err *err)
{
    struct counter *counter = (struct counter *)source;
    if (cells->row == counter->unfinished_at)
        return cx_err_set(err, CX_EDATA, "row %lld can't be finished", (long long)cells->row);
    return cells->row % counter->every == 0;
}

static void counter_free(struct source *source)
{
    *((struct counter *)source)->is_freed = true;
    free(source);
}

static struct source *pumped(bool *is_freed, int64_t end, int64_t fail_at, size_t length)
{
    static const struct source_type type = {.next = next, .free = counter_free};
    struct counter *counter = calloc(1, sizeof *counter);
    ck_assert_ptr_nonnull(counter);
    counter->source = (struct source){.type = &type, .size = 7 * end};
    counter->end = end;
    counter->fail_at = fail_at;
    counter->is_freed = is_freed;
    counter->length = length;
    *is_freed = false;
    return pump_new(&counter->source);
}

/* Takes rows up to `most`, each of which must be the one that comes; how it ended. */
static int take(struct source *source, int64_t most, size_t length, struct cx_err *err)
{
    struct cells cells = {0};
    int64_t rows = 0;
    int rc = 1;
    char number[32];
    while (rows < most && (rc = source->type->next(source, &cells, err)) == 1) {
        snprintf(number, sizeof number, "%lld", (long long)++rows);
        ck_assert_int_eq(cells.row, rows);
        ck_assert_uint_eq(cells.count, 3);
        ck_assert_str_eq(cells.bytes.data + cells.items[0].at, number);
        ck_assert_uint_eq(cells.items[2].n, length);
        ck_assert_int_ge(source->read, 7 * rows);
    }
    cells_fini(&cells);
    return rc;
}

START_TEST(all_rows)
{
    static const int64_t ends[] = {0, 1, 199, 200, 201, 711, 712, 713, 2248, 2249, 10000};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct cx_err err = {0};
        bool is_freed;
        struct source *source = pumped(&is_freed, ends[i], 0, 5);
        ck_assert_int_eq(source->size, 7 * ends[i]);
        ck_assert_int_eq(take(source, ends[i], 5, &err), 1);
        ck_assert_int_eq(take(source, 1, 5, &err), 0);
        ck_assert_int_eq(take(source, 1, 5, &err), 0); /* and again */
        ck_assert_int_eq(source->hidden, ends[i] / 10);
        source->type->free(source);
        ck_assert(is_freed);
    }
}
END_TEST

START_TEST(faults)
{
    static const int64_t fails[] = {1, 200, 201, 250, 712, 713, 3000};
    for (size_t i = 0; i < sizeof fails / sizeof *fails; i++) {
        struct cx_err err = {0};
        char wanted[32];
        bool is_freed;
        struct source *source = pumped(&is_freed, 5000, fails[i], 5);
        snprintf(wanted, sizeof wanted, "row %lld", (long long)fails[i]);
        ck_assert_int_eq(take(source, 5000, 5, &err), CX_EDATA);
        ck_assert_str_eq(err.text, wanted);
        source->type->free(source);
        ck_assert(is_freed);
    }
}
END_TEST

START_TEST(long_rows_and_those_that_nobody_takes)
{
    struct cx_err err = {0};
    bool is_freed;
    struct source *source = pumped(&is_freed, 2000, 0, 40000);
    ck_assert_int_eq(take(source, 1500, 40000, &err), 1);
    source->type->free(source);
    ck_assert(is_freed);
    source = pumped(&is_freed, 100000, 0, 1);
    ck_assert_int_eq(take(source, 201, 1, &err), 1);
    source->type->free(source);
    ck_assert(is_freed);
}
END_TEST

static struct source *finished(bool *is_freed, int64_t end, int64_t every, int64_t fail_at)
{
    static const struct source_type type = {next, finish, counter_free};
    struct counter *counter = calloc(1, sizeof *counter);
    ck_assert_ptr_nonnull(counter);
    *counter = (struct counter){{.type = &type}, 0, end, 0, every, fail_at, is_freed, 3};
    return pump_new(&counter->source);
}

/* Every third row is left, of which every tenth is hidden. */
START_TEST(finished_rows)
{
    struct cx_err err = {0};
    struct cells cells = {0};
    bool is_freed;
    struct source *source = finished(&is_freed, 3000, 3, 0);
    int64_t row = 0;
    while (source->type->next(source, &cells, &err) == 1) {
        ck_assert_int_eq(cells.row, row += 3);
        ck_assert_int_eq(source->hidden, row / 30);
    }
    ck_assert_int_eq(row, 3000);
    source->type->free(source);
    static const int64_t fails[] = {1, 199, 202, 2999};
    for (size_t i = 0; i < sizeof fails / sizeof *fails; i++) {
        char wanted[64];
        source = finished(&is_freed, 3000, 1, fails[i]);
        for (row = 0; source->type->next(source, &cells, &err) == 1; row++)
            continue;
        snprintf(wanted, sizeof wanted, "row %lld can't be finished", (long long)fails[i]);
        ck_assert_int_eq(row, fails[i] - 1);
        ck_assert_str_eq(err.text, wanted);
        source->type->free(source);
        err = (struct cx_err){0};
    }
    cells_fini(&cells);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, finished_rows);
    tcase_add_test(tc, all_rows);
    tcase_add_test(tc, faults);
    tcase_add_test(tc, long_rows_and_those_that_nobody_takes);
}

UNIT_MAIN("book/pump")
