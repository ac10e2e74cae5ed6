/* Workbooks and their parts, for the tests of render/xlsx*. */
#ifndef CX_UNIT_BOOKED_H
#define CX_UNIT_BOOKED_H

#include "rendering.h"
#include "tabled.h"
#include "unit.h"
#include "zipped.h"

static inline void ck_has(const char *xml, const char *wanted)
{
    ck_assert_msg(strstr(xml, wanted) != NULL, "no %s in %s", wanted, xml);
}

static inline char *workbook(size_t rows, const char *title, size_t *n)
{
    const struct cx_cell cells[] = SHEET_CELLS;
    const struct cx_render_options options = {.title = title};

    return rendered(CX_FORMAT_XLSX, sheet_columns, SHEET_COLUMNS, cells, rows, &options, n);
}

static inline void ck_name(const char *title, const char *wanted)
{
    size_t n;
    char *zip = workbook(0, title, &n), *xml = part(zip, n, "xl/workbook.xml");

    ck_has(xml, wanted);
    free(xml);
    free(zip);
}

/* Several tables. */
static char *bytes;
static size_t size;

/* As many sheets of the two teams, each with that chart. */
static inline void make(size_t sheets, enum cx_chart_kind kind)
{
    struct cx_err err = {0};
    struct cx_tables tables = {.title = strdup("Title")};
    FILE *stream = tmpfile();
    for (size_t i = 0; i < sheets; i++) {
        struct cx_table *table = teams_table(kind);
        table->title[0] = (char)('A' + i);
        ck_assert_int_eq(cx_table_copy(cx_tables_add(&tables, NULL), table, &err), 0);
        cx_table_free(table);
    }
    ck_assert_int_eq(cx_tables_write(&tables, stream, NULL, &err), 0);
    cx_tables_fini(&tables);
    free(bytes);
    bytes = bytes_of(stream, &size);
    fclose(stream);
}

static inline void ck_part(const char *name, const char *wanted)
{
    char *xml = part(bytes, size, name);
    ck_assert_msg(strstr(xml, wanted) != NULL, "no %s in %s", wanted, xml);
    free(xml);
}

static inline void clean(void)
{
    free(bytes);
    bytes = NULL;
}

#endif
