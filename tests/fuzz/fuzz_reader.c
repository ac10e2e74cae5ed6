/* Bytes → the CSV reader, with all its options. Byte 0: how (below); byte 1: where a block ends;
 * the rest is the file.
 *
 * Holds: a row's fields are NUL-terminated, within the limits, and where the row has no fault valid
 * UTF-8 and as many as the header's; lines don't go down; after a cut row nothing comes. A file
 * without faults has the rows that libcsv alone sees in it, the same through a pipe as from a file,
 * and the same wherever in them a block of input ends. */
#include "csv/reader.h"

#include <csv.h>

#include "base/buf.h"
#include "fuzz.h"
#include "text/utf8.h"

#define BLOCK (64 * 1024) /* csv/reader.c's */

struct rows {
    struct cx_buf text; /* of each row: its fields between <>, and a newline */
    size_t count, faults, columns;
    int64_t header_line;
    int64_t pad_line; /* of the row that is there for its length; 0: none */
};

static void put_field(void *s, size_t n, void *context)
{
    struct cx_buf *out = context;
    cx_buf_putc(out, '<');
    if (n > 0)
        cx_buf_add(out, s, n);
    cx_buf_putc(out, '>');
}

static void end_row(int c, void *context)
{
    (void)c;
    cx_buf_putc(context, '\n');
}

static void check_field(const struct cx_csv_field *field, bool is_sound)
{
    holds(field->s[field->n] == '\0', "a field has no end");
    holds(field->n <= CX_CSV_MAX_FIELD, "a field of %zu bytes", field->n);
    holds(!is_sound || strlen(field->s) == field->n, "a NUL in a field");
    holds(!is_sound || cx_utf8_invalid_at(field->s, field->n) == field->n, "invalid bytes");
}

static void check_row(const struct cx_csv_row *row, const struct cx_csv_row *header)
{
    size_t bytes = 0;
    for (size_t i = 0; i < row->count; i++) {
        check_field(&row->fields[i], !row->fault);
        bytes += row->fields[i].n;
    }
    holds(bytes <= CX_CSV_MAX_ROW, "a row of %zu bytes", bytes);
    holds(row->fault || row->count == header->count, "%zu fields, the header has %zu", row->count,
          header->count);
    holds(!row->fault || row->fault[0], "a fault without words");
    holds(!row->is_cut || row->fault, "cut without a fault");
}

static void check_digest(struct cx_csv_reader *reader, const uint8_t *data, size_t n)
{
    struct cx_hash hash;
    char ours[CX_HASH_TEXT], theirs[CX_HASH_TEXT];
    cx_csv_digest(reader, ours);
    cx_hash_init(&hash);
    cx_hash_add(&hash, data, n);
    cx_hash_end(&hash, theirs);
    holds(cx_csv_bytes(reader) == (int64_t)n, "%lld bytes of %zu", (long long)cx_csv_bytes(reader),
          n);
    holds(strcmp(ours, theirs) == 0, "the digest is of other bytes");
}

/* Reads it all. False: the file is refused. */
static bool read_rows(struct rows *rows, int fd, const struct cx_csv_options *options,
                      const uint8_t *data, size_t n)
{
    struct cx_csv_reader *reader = NULL;
    struct cx_csv_row row;
    struct cx_err err = {0};
    int rc = cx_csv_open(&reader, fd, "file", options, &err);
    if (rc < 0) {
        holds(!reader && err.code == rc && err.text[0], "refused without a word");
        holds(rc == CX_EDATA || (rc == CX_EWORLD && n == 0), "status %d: %s", rc, err.text);
        return false;
    }
    const struct cx_csv_row *header = cx_csv_header(reader);
    int64_t line = header->line;
    bool is_cut = false;
    rows->columns = header->count;
    rows->header_line = header->line;
    holds(header->count > 0 && !header->fault && line > 0, "a header that is none");
    for (size_t i = 0; i < header->count; i++) {
        check_field(&header->fields[i], true);
        holds(header->fields[i].n > 0, "a column without a name");
    }
    while ((rc = cx_csv_next(reader, &row, &err)) == 1) {
        holds(!is_cut, "a row after the last one");
        /* A CR alone ends a row but, where LFs end lines, no line. */
        holds(row.line >= line, "line %lld after %lld", (long long)row.line, (long long)line);
        check_row(&row, header);
        line = row.line;
        is_cut = row.is_cut;
        rows->count++;
        if (rows->count == 1 && rows->pad_line) {
            /* it has too few fields where columns without a name were left out of the header */
            holds(row.line == rows->pad_line, "the row of padding: %s", row.fault);
            continue;
        }
        rows->faults += row.fault != NULL;
        for (size_t i = 0; i < row.count; i++)
            put_field((void *)(uintptr_t)row.fields[i].s, row.fields[i].n, &rows->text);
        end_row(0, &rows->text);
    }
    holds(rc == 0, "%s", err.text);
    holds(cx_csv_next(reader, &row, &err) == 0, "a row after the end");
    if (!is_cut)
        check_digest(reader, data, n);
    cx_csv_free(reader);
    return true;
}

/* What libcsv alone sees below the header. False: it sees a fault. */
static bool by_libcsv(struct cx_buf *out, const uint8_t *data, size_t n, char delimiter)
{
    struct csv_parser parser;
    struct cx_buf text = {0};
    size_t mark = n >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(&parser, (unsigned char)delimiter);
    bool good = csv_parse(&parser, data + mark, n - mark, put_field, end_row, &text) == n - mark &&
                csv_fini(&parser, put_field, end_row, &text) == 0;
    csv_free(&parser);
    /* Where a quoted field of the header holds a line's end the rows can't be told apart here. */
    const char *rest = good ? strstr(cx_buf_str(&text), ">\n") : NULL;
    size_t quotes = 0;
    for (const char *s = cx_buf_str(&text); rest && s < rest; s++)
        quotes += *s == '\n';
    /* Empty rows and unnamed columns, which the reader leaves out, are found by empty cells. */
    bool is_full = rest && !strstr(text.data, "<>");
    if (is_full && quotes == 0)
        cx_buf_puts(out, rest + 2);
    cx_buf_fini(&text);
    return good && is_full && quotes == 0;
}

static void check_same(const struct rows *a, const struct cx_buf *b, const char *which)
{
    holds(strcmp(cx_buf_str(&a->text), cx_buf_str(b)) == 0, "other rows %s:\n%s\nbut\n%s", which,
          cx_buf_str(&a->text), cx_buf_str(b));
}

static void through_pipe(const struct rows *rows, const struct cx_csv_options *options,
                         const uint8_t *data, size_t n)
{
    struct rows again = {0};
    int ends[2];
    holds(pipe(ends) == 0, "no pipe");
    holds(write(ends[1], data, n) == (ssize_t)n, "the pipe is full");
    close(ends[1]);
    holds(read_rows(&again, ends[0], options, data, n), "refused from a pipe only");
    close(ends[0]);
    check_same(rows, &again.text, "through a pipe");
    cx_buf_fini(&again.text);
}

/* Puts a long row below the header, so that a block of the reader ends `at` bytes into the rest. */
static void across_blocks(const struct rows *rows, const struct cx_csv_options *options,
                          const uint8_t *data, size_t n, size_t at)
{
    struct rows again = {.pad_line = 2};
    struct cx_buf file = {0};
    const uint8_t *end = memchr(data, '\n', n);
    size_t head = end ? (size_t)(end - data) + 1 : n;
    size_t other = head + rows->columns + at; /* of the first block, beside the long field */
    if (!end || rows->header_line != 1 || memchr(data, '"', head) || other > BLOCK / 2)
        return;
    const uint8_t *cr = memchr(data, '\r', head);
    if (cr && cr + 1 != end)
        return;
    cx_buf_add(&file, data, head);
    static char pad[BLOCK];
    memset(pad, 'x', BLOCK);
    cx_buf_add(&file, pad, BLOCK - other);
    for (size_t i = 1; i < rows->columns; i++)
        cx_buf_putc(&file, options->delimiter);
    cx_buf_putc(&file, '\n');
    cx_buf_add(&file, data + head, n - head);
    int fd = fuzz_file(file.data, file.len);
    holds(read_rows(&again, fd, options, (const uint8_t *)file.data, file.len),
          "refused when longer");
    close(fd);
    check_same(rows, &again.text, "across blocks");
    cx_buf_fini(&again.text);
    cx_buf_fini(&file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const encodings[] = {"utf-8",    NULL,      "utf-16", "utf-16le",
                                            "utf-16be", "gb18030", "utf-8",  "utf-8"};
    static const char delimiters[] = {0, ',', ';', '\t'};
    uint8_t how = fuzz_byte(&data, &size), where = fuzz_byte(&data, &size);
    struct cx_csv_options options = {.encoding = encodings[how >> 2 & 7],
                                     .delimiter = delimiters[how & 3]};
    bool is_utf8 = options.encoding && strcmp(options.encoding, "utf-8") == 0;
    struct rows rows = {0};
    struct cx_buf wanted = {0};
    int fd = fuzz_file(data, size);
    if (read_rows(&rows, fd, &options, data, size)) {
        if (!rows.faults && is_utf8 && options.delimiter &&
            by_libcsv(&wanted, data, size, options.delimiter))
            check_same(&rows, &wanted, "by libcsv");
        if ((how & 32) && size <= 4096)
            through_pipe(&rows, &options, data, size);
        if ((how & 64) && is_utf8 && options.delimiter)
            across_blocks(&rows, &options, data, size, where);
    }
    close(fd);
    cx_buf_fini(&rows.text);
    cx_buf_fini(&wanted);
    return 0;
}
