/* Bytes as a workbook or JSON → lib/book. Byte 0 says how: as they are (a ZIP file, JSON, CSV), as
 * the sheet of an .xlsx, its styles, its shared texts, its list of sheets, or as the content of an
 * .ods; the other parts are sound then.
 *
 * Holds: a row's cells end where they say, are valid UTF-8 without a fault, and as many as the
 * header's; rows don't go back; what is refused is refused with words; read again, a file gives the
 * same rows. */
#include <zip.h>

#include "base/buf.h"
#include "book/book.h"
#include "fuzz.h"
#include "text/utf8.h"

static const char workbook[] =
    "<workbook><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
static const char relations[] = "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" "
                                "Target=\"a.xml\"/></Relationships>";
static const char strings[] = "<sst><si><t>a</t></si><si><r><t>b</t></r></si></sst>";
static const char styles[] = "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"
                             "<xf numFmtId=\"17\"/><xf numFmtId=\"10\"/></cellXfs></styleSheet>";
static const char sheet[] =
    "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row>"
    "<row><c s=\"1\"><v>46296</v></c><c s=\"3\"><v>1</v></c></row></sheetData></worksheet>";

enum { AS_IT_IS, SHEET, STYLES, STRINGS, SHEETS, CONTENT, WAYS };

static void add(zip_t *zip, const char *name, const void *bytes, size_t n)
{
    zip_source_t *source = zip_source_buffer(zip, bytes, n, 0);
    holds(source && zip_file_add(zip, name, source, 0) >= 0, "no part %s", name);
}

/* A workbook in which one part is the bytes; its descriptor. */
static int workbook_of(int way, const uint8_t *data, size_t n)
{
    zip_error_t why;
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &why);
    zip_source_keep(target);
    zip_t *zip = zip_open_from_source(target, ZIP_TRUNCATE, &why);
    holds(zip, "no ZIP file");
    if (way == CONTENT) {
        add(zip, "content.xml", data, n);
    } else {
        add(zip, "xl/_rels/workbook.xml.rels", relations, sizeof relations - 1);
        add(zip, "xl/workbook.xml", way == SHEETS ? (const void *)data : workbook,
            way == SHEETS ? n : sizeof workbook - 1);
        add(zip, "xl/a.xml", way == SHEET ? (const void *)data : sheet,
            way == SHEET ? n : sizeof sheet - 1);
        add(zip, "xl/styles.xml", way == STYLES ? (const void *)data : styles,
            way == STYLES ? n : sizeof styles - 1);
        add(zip, "xl/sharedStrings.xml", way == STRINGS ? (const void *)data : strings,
            way == STRINGS ? n : sizeof strings - 1);
    }
    holds(zip_close(zip) == 0, "the ZIP file can't be written");
    zip_stat_t stat;
    holds(zip_source_stat(target, &stat) == 0 && zip_source_open(target) == 0, "no bytes");
    char *bytes = malloc(stat.size + 1);
    holds(bytes && zip_source_read(target, bytes, stat.size) == (zip_int64_t)stat.size, "no bytes");
    int fd = fuzz_file(bytes, stat.size);
    free(bytes);
    zip_source_close(target);
    zip_source_free(target);
    return fd;
}

static void put_row(struct cx_buf *out, const struct cx_csv_row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        const struct cx_csv_field *field = &row->fields[i];
        holds(field->s[field->n] == '\0', "a cell has no end");
        holds(field->n <= CX_CSV_MAX_FIELD, "a cell of %zu bytes", field->n);
        holds(row->fault || cx_utf8_invalid_at(field->s, field->n) == field->n, "invalid bytes");
        holds(!row->kinds || row->kinds[i] <= CX_CSV_LIST, "a cell of no kind");
        cx_buf_putc(out, '<');
        if (field->n > 0)
            cx_buf_add(out, field->s, field->n);
        cx_buf_putc(out, '>');
    }
    cx_buf_printf(out, " %lld %s\n", (long long)row->line, row->fault ? row->fault : "");
}

static void read_all(struct cx_buf *out, int fd, const char *part)
{
    struct cx_book *book = NULL;
    struct cx_csv_row row;
    struct cx_err err = {0};
    int rc = cx_book_open(&book, fd, "file", part, NULL, &err);
    if (rc == 0) {
        int64_t line = 0;
        size_t count = cx_book_header(book)->count;
        put_row(out, cx_book_header(book));
        while ((rc = cx_book_next(book, &row, &err)) == 1) {
            holds(row.line >= line, "row %lld behind %lld", (long long)row.line, (long long)line);
            holds(row.fault || row.count == count, "%zu cells, the header has %zu", row.count,
                  count);
            line = row.line;
            put_row(out, &row);
        }
    }
    holds(rc == 0 || (err.code == rc && err.text[0]), "refused without a word");
    holds(rc != CX_EBUG, "%s", err.text);
    cx_buf_puts(out, err.text);
    cx_book_free(book);
    lseek(fd, 0, SEEK_SET);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct cx_buf first = {0}, again = {0};
    struct cx_book_parts parts;
    struct cx_err err = {0};
    uint8_t how = fuzz_byte(&data, &size);
    int way = how % WAYS;
    int fd = way == AS_IT_IS ? fuzz_file(data, size) : workbook_of(way, data, size);
    const char *part = how & 64 ? "a" : NULL;
    read_all(&first, fd, part);
    read_all(&again, fd, part);
    holds(strcmp(cx_buf_str(&first), cx_buf_str(&again)) == 0, "other rows:\n%s\nbut\n%s",
          cx_buf_str(&first), cx_buf_str(&again));
    if (cx_book_parts(&parts, fd, "file", &err) == 0)
        cx_book_parts_fini(&parts);
    close(fd);
    cx_buf_fini(&first);
    cx_buf_fini(&again);
    return 0;
}
