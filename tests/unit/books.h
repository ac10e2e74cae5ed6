/* Workbooks and other files of tables, made of text, and read back as text. */
#ifndef CX_UNIT_BOOKS_H
#define CX_UNIT_BOOKS_H

#include <string.h>
#include <zip.h>

#include "base/buf.h"
#include "book/book.h"
#include "files.h"
#include "unit.h"

/* A ZIP file of these parts, names and contents in turn up to NULL; a descriptor at its start. */
static inline int zip_of(const char *const *parts)
{
    char path[] = "/tmp/cx-unit-XXXXXX";
    int made = mkstemp(path), why = 0;
    ck_assert_int_ge(made, 0);
    close(made);
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &why);
    ck_assert_ptr_nonnull(zip);
    for (; *parts; parts += 2) {
        zip_source_t *source = zip_source_buffer(zip, parts[1], strlen(parts[1]), 0);
        ck_assert_int_ge(zip_file_add(zip, parts[0], source, 0), 0);
    }
    ck_assert_int_eq(zip_close(zip), 0);
    int fd = open(path, O_RDONLY);
    unlink(path);
    return fd;
}

#define XLSX_RELS                                                                                  \
    "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"worksheets/a.xml\"/>"    \
    "<Relationship Id=\"r2\" Type=\"x/worksheet\" Target=\"/xl/worksheets/b.xml\"/>"               \
    "</Relationships>"
#define XLSX_ONE                                                                                   \
    "<workbook><sheets><sheet name=\"Data\" sheetId=\"7\" r:id=\"r1\"/></sheets></workbook>"

/* An .xlsx of one sheet with these rows. */
static inline int xlsx_of(const char *rows, const char *styles, const char *strings)
{
    struct cx_buf sheet = {0};
    cx_buf_printf(&sheet, "<worksheet><sheetData>%s</sheetData></worksheet>", rows);
    const char *parts[] = {"xl/workbook.xml",
                           XLSX_ONE,
                           "xl/_rels/workbook.xml.rels",
                           XLSX_RELS,
                           "xl/worksheets/a.xml",
                           sheet.data,
                           "xl/styles.xml",
                           styles ? styles : "<styleSheet/>",
                           strings ? "xl/sharedStrings.xml" : NULL,
                           strings,
                           NULL};
    int fd = zip_of(parts);
    cx_buf_fini(&sheet);
    return fd;
}

static inline void put_row(struct cx_buf *out, const struct cx_csv_row *row)
{
    static const char marks[] = {
        [CX_CSV_TEXT] = '\0',        [CX_CSV_NUMBER] = '\0',  [CX_CSV_ERROR] = '!',
        [CX_CSV_NOT_COMPUTED] = '?', [CX_CSV_NO_VALUE] = '~', [CX_CSV_LIST] = '*'};
    cx_buf_printf(out, "%lld:", (long long)row->line);
    for (size_t i = 0; i < row->count; i++) {
        const char *currency = row->kinds ? cx_book_currency(row->kinds[i]) : NULL;
        cx_buf_printf(out, "%s%s", i ? "|" : "", row->fields[i].s);
        if (currency)
            cx_buf_printf(out, " %s", currency);
        else if (row->kinds && marks[row->kinds[i]])
            cx_buf_putc(out, marks[row->kinds[i]]);
    }
    if (row->fault)
        cx_buf_printf(out, " %s", row->fault);
    cx_buf_putc(out, '\n');
}

/* Reads a file of that name (closes it): its rows, header and all, or the error. A mark behind a
 * cell says that it has no value. */
static inline void ck_book(int fd, const char *name, const char *part, const char *wanted)
{
    struct cx_buf got = {0};
    struct cx_book *book = NULL;
    struct cx_csv_row row;
    struct cx_err err = {0};
    int rc = cx_book_open(&book, fd, name, part, NULL, &err);
    if (rc == 0)
        put_row(&got, cx_book_header(book));
    while (rc >= 0 && (rc = cx_book_next(book, &row, &err)) == 1)
        put_row(&got, &row);
    if (rc < 0)
        cx_buf_puts(&got, err.text);
    ck_assert_str_eq(cx_buf_str(&got), wanted);
    cx_book_free(book);
    cx_buf_fini(&got);
    close(fd);
}

#endif
