/* Renders rows into a string, for the tests of render/. */
#ifndef CX_UNIT_RENDERING_H
#define CX_UNIT_RENDERING_H

#include "files.h"
#include "render/render.h"

/* rows cells after each other, count to a row. The caller frees. */
static inline char *rendered(enum cx_format format, const struct cx_column *columns, size_t count,
                             const struct cx_cell *cells, size_t rows,
                             const struct cx_render_options *options, size_t *n)
{
    struct cx_err err = {0};
    FILE *stream = tmpfile();

    ck_assert_ptr_nonnull(stream);
    struct cx_table *table = cx_table_stream(stream, format, options);
    cx_table_columns(table, columns, count);
    for (size_t i = 0; i < rows; i++)
        ck_assert_int_eq(cx_table_row(table, cells + i * count, &err), 0);
    ck_assert_int_eq(cx_table_end(table, &err), 0);
    cx_table_free(table);
    ck_assert_str_eq(err.text, "");
    char *bytes = bytes_of(stream, n);
    fclose(stream);
    return bytes;
}

/* The sheet that most of these tests show. 20726 is 2026-09-30. */
static const struct cx_column sheet_columns[] = {
    {.name = "agent_id", .title = "Agent"},
    {.name = "name", .title = NULL},
    {.name = "recovered", .title = "Recovered", .type = CX_CELL_MONEY, .total = true},
    {.name = "rate", .title = "Rate", .type = CX_CELL_NUMBER, .decimals = 4},
    {.name = "calls", .title = "Calls", .type = CX_CELL_NUMBER, .total = true},
    {.name = "since", .title = "Since", .type = CX_CELL_DATE},
    {.name = "seen", .title = "Seen", .type = CX_CELL_TIME},
};
enum { SHEET_COLUMNS = 7, SHEET_ROWS = 2 };
#define SHEET_CELLS                                                                                \
    {                                                                                              \
        {.text = "E1", .decimals = -1}, {.text = "王 \"芳\", <b>", .decimals = -1},                \
            {.n = 123456, .decimals = -1}, {.n = -125, .decimals = -1}, {.n = 40, .decimals = -1}, \
            {.n = 20726, .decimals = -1},                                                          \
            {.n = INT64_C(20726) * 86400 + 9 * 3600 + 1800, .decimals = -1},                       \
            {.text = "=1+1", .decimals = -1}, {.null = true, .decimals = -1},                      \
            {.n = -50, .decimals = -1}, {.n = 5, .decimals = 1}, {.n = 2, .decimals = -1},         \
            {.null = true, .decimals = -1}, {.null = true, .decimals = -1},                        \
    }

#endif
