/* The reader: lines are cut out of decoded blocks. Those without a quote are split here (plain.c);
 * the others are given to libcsv one at a time, so that no more than one row ends in a call and
 * each row's line is known. libcsv keeps its strict mode for quotes; what it lets pass (ragged
 * rows, encodings, sizes) is looked after here. */
#include "csv/reader.h"

#include <csv.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "csv/ahead.h"
#include "csv/magic.h"
#include "csv/plain.h"
#include "csv/shape.h"
#include "text/encoding.h"
#include "text/utf8.h"

#define BLOCK (64 * 1024)

struct cx_csv_reader {
    struct cx_decoder *decoder;
    char *name;
    struct csv_parser parser;

    char *block; /* BLOCK bytes of decoded input */
    size_t pos, len;
    bool eof;      /* the decoder has no more */
    bool done;     /* the last row was given out */
    bool is_cut;   /* a quote made it the last row */
    bool cr_lines; /* old Mac files: a lone CR ends a line */
    int64_t line;  /* of block[pos] */

    /* The row being read. Fields lie in `bytes`, which never moves. */
    char *bytes; /* max_row */
    size_t max_row, max_field;
    size_t used;
    struct cx_csv_field *fields;
    size_t count, cap;
    int64_t row_line;
    size_t long_field; /* number of the first field over the limit, 0: none */
    bool cutting;      /* the field being read is over the limit already */
    bool long_row, has_nul, complete;
    struct cx_buf fault;

    struct cx_ahead ahead;
    bool has_above;
    struct cx_csv_row header; /* without the columns that have no name */
    struct cx_shape shape;
};

/* libcsv calls back. */

static void on_field(void *s, size_t n, void *data)
{
    struct cx_csv_reader *reader = data;

    if (reader->cutting || n > reader->max_field) {
        if (!reader->long_field)
            reader->long_field = reader->count + 1;
        reader->cutting = false;
        n = 0;
    }
    if (n >= reader->max_row - reader->used)
        reader->long_row = true;
    if (reader->long_row)
        return;
    CX_GROW(reader->fields, reader->count, reader->cap);
    char *to = reader->bytes + reader->used;
    memcpy(to, s, n);
    to[n] = '\0';
    reader->used += n + 1;
    reader->fields[reader->count++] = (struct cx_csv_field){to, n};
}

static void on_row(int c, void *data)
{
    struct cx_csv_reader *reader = data;

    (void)c;
    reader->complete = true;
}

static void *grow(void *old, size_t n)
{
    return cx_realloc(old, n, 1); /* never NULL: libcsv can't run out of memory */
}

/* Input. */

/* Moves the rest of the block to its front and reads more behind it. */
static int fill(struct cx_csv_reader *reader, struct cx_err *err)
{
    size_t rest = reader->len - reader->pos;

    memmove(reader->block, reader->block + reader->pos, rest);
    reader->pos = 0;
    reader->len = rest;
    int64_t got = cx_decoder_read(reader->decoder, reader->block + rest, BLOCK - rest, err);
    if (got < 0)
        return (int)got;
    reader->eof = got == 0;
    reader->len += (size_t)got;
    return 0;
}

/* Fills the block up to a line's end, so that the first line can be looked at as a whole; or, where
 * the header has to be found, all of it. */
static int fill_first(struct cx_csv_reader *reader, bool is_all, struct cx_err *err)
{
    while (!reader->eof && BLOCK - reader->len >= 16) {
        int rc = fill(reader, err);
        if (rc < 0)
            return rc;
        if (!is_all &&
            (memchr(reader->block, '\n', reader->len) || memchr(reader->block, '\r', reader->len)))
            break;
    }
    return 0;
}

/* Length of the next piece to parse: a line with its end, or what there is of it. 0 where a CR
 * ends the block and an LF may follow. *lines is 1 if the piece ends a line. */
static size_t next_piece(const struct cx_csv_reader *reader, int *lines)
{
    const char *s = reader->block + reader->pos;
    size_t n = reader->len - reader->pos;
    const char *lf = memchr(s, '\n', n);
    size_t end = lf ? (size_t)(lf - s) + 1 : n;
    const char *cr = memchr(s, '\r', end);
    size_t at = cr ? (size_t)(cr - s) : end;

    *lines = lf != NULL;
    if (!cr || (lf && at + 2 == end))
        return end;
    *lines = reader->cr_lines;
    if (at + 1 < n || reader->eof)
        return at + 1;
    *lines = 0;
    return at;
}

/* The row. */

static void start_row(struct cx_csv_reader *reader)
{
    reader->used = reader->count = reader->long_field = 0;
    reader->long_row = reader->has_nul = reader->complete = reader->cutting = false;
    cx_buf_clear(&reader->fault);
}

/* Without this an open quote at the top of a large file would put the whole file into memory. What
 * stays is what libcsv takes off again at the field's end: a quote and the blanks after it. */
static void limit_field(struct cx_csv_reader *reader)
{
    struct csv_parser *parser = &reader->parser;

    if (parser->entry_pos <= 2 * reader->max_field)
        return;
    reader->cutting = true;
    parser->spaces = parser->spaces ? 1 : 0;
    parser->entry_pos = parser->spaces + 1;
}

static void fault_quote(struct cx_csv_reader *reader)
{
    size_t column = reader->count + 1;

    if (reader->parser.quoted)
        cx_buf_say(&reader->fault,
                   "column %zu continues after its closing quote: write quotes inside a quoted "
                   "field twice (reading stops here)",
                   column);
    else
        cx_buf_say(&reader->fault,
                   "column %zu contains a quote but is not quoted: put the field in quotes "
                   "and write the inner quote twice (reading stops here)",
                   column);
    reader->done = reader->is_cut = true;
}

static void parse_piece(struct cx_csv_reader *reader, size_t n, int lines)
{
    struct csv_parser *parser = &reader->parser;
    char *s = reader->block + reader->pos;

    if (!reader->count && !parser->quoted && !parser->entry_pos) { /* nothing of a row seen yet */
        reader->row_line = reader->line;
        if (lines > 0 || reader->eof)
            plain_unwrap(s, n, (char)parser->delim_char);
    }
    if (memchr(s, '\0', n))
        reader->has_nul = true;
    if (csv_parse(parser, s, n, on_field, on_row, reader) < n)
        fault_quote(reader);
    else
        limit_field(reader);
    reader->pos += n;
    reader->line += lines;
}

static void parse_end(struct cx_csv_reader *reader)
{
    reader->done = true;
    if (csv_fini(&reader->parser, on_field, on_row, reader) == 0)
        return;
    reader->is_cut = true;
    cx_buf_say(&reader->fault,
               "column %zu begins with a quote that is never closed, in the row that begins "
               "in this line",
               reader->count + 1);
}

/* The first field that holds a NUL or the byte at `at` of the row's bytes. */
static size_t bad_column(const struct cx_csv_reader *reader, size_t at)
{
    for (size_t i = 0; i < reader->count; i++) {
        const struct cx_csv_field *field = &reader->fields[i];
        if (memchr(field->s, '\0', field->n))
            return i + 1;
        if (at < (size_t)(field->s - reader->bytes) + field->n)
            return i + 1;
    }
    return reader->count;
}

static void check_row(struct cx_csv_reader *reader)
{
    struct cx_buf *fault = &reader->fault;
    size_t at = cx_utf8_invalid_at(reader->bytes, reader->used);

    if (fault->len > 0)
        return;
    if (reader->long_field)
        cx_buf_say(fault, "column %zu is longer than %d bytes: is a quote missing?",
                   reader->long_field, CX_CSV_MAX_FIELD);
    else if (reader->long_row)
        cx_buf_say(fault, "is longer than %d bytes: is a quote missing?", CX_CSV_MAX_ROW);
    else if (reader->has_nul)
        cx_buf_say(fault,
                   "invalid bytes for %s at column %zu: is the file in another encoding? name "
                   "it, as in --encoding=windows-1252 (it holds NUL bytes: UTF-16, or damaged)",
                   cx_decoder_encoding(reader->decoder), bad_column(reader, at));
    else if (at < reader->used)
        cx_buf_say(fault,
                   "invalid bytes for %s at column %zu: is the file in another encoding? name "
                   "it, as in --encoding=windows-1252",
                   cx_decoder_encoding(reader->decoder), bad_column(reader, at));
}

/* Takes a line that needs no parser, where one comes next. Its fields lie in the block. */
static bool next_plain(struct cx_csv_reader *reader)
{
    char *s = reader->block + reader->pos;
    size_t n = reader->len - reader->pos;
    bool is_ascii;

    if (!reader->shape.width || reader->done || reader->cr_lines)
        return false;
    size_t end = plain_end(s, n, &is_ascii);
    if (end == 0 || (!is_ascii && cx_utf8_invalid_at(s, end) < end))
        return false;
    size_t taken = end + (s[end] == '\r' ? 2 : 1);
    if (reader->cap < reader->shape.width + 1) {
        reader->cap = reader->shape.width + 1;
        reader->fields = cx_realloc(reader->fields, reader->cap, sizeof *reader->fields);
    }
    reader->count =
        plain_split(reader->fields, reader->cap, s, end, (char)reader->parser.delim_char);
    if (reader->count == 0)
        return false;
    reader->row_line = reader->line++;
    reader->pos += taken;
    return true;
}

static void set_row(const struct cx_csv_reader *reader, struct cx_csv_row *row)
{
    *row = (struct cx_csv_row){.line = reader->row_line,
                               .count = reader->count,
                               .fields = reader->fields,
                               .fault = reader->fault.len ? reader->fault.data : NULL,
                               .is_cut = reader->is_cut};
}

/* 1: a row, with its own faults; 0: the end. */
static int read_row(struct cx_csv_reader *reader, struct cx_err *err)
{
    start_row(reader);
    if (next_plain(reader))
        return 1;
    while (!reader->complete && !reader->done) {
        int lines;
        size_t n = next_piece(reader, &lines);
        bool goes_on = lines == 0 && !reader->eof && BLOCK - (reader->len - reader->pos) >= 16;
        if (n > 0 && !goes_on) {
            parse_piece(reader, n, lines);
            continue;
        }
        if (reader->eof) {
            parse_end(reader);
            break;
        }
        int rc = fill(reader, err);
        if (rc < 0)
            return rc;
    }
    if (!reader->complete && !reader->fault.len)
        return 0;
    check_row(reader);
    return 1;
}

int cx_csv_next(struct cx_csv_reader *reader, struct cx_csv_row *row, struct cx_err *err)
{
    const struct cx_csv_row *kept;
    int rc;
    do {
        rc = 1;
        if ((kept = cx_ahead_next(&reader->ahead)) != NULL)
            *row = *kept;
        else if ((rc = read_row(reader, err)) == 1)
            set_row(reader, row);
    } while (rc == 1 && !row->fault && cx_shape_is_blank(&reader->shape, row->fields, row->count));
    if (rc != 1 || row->fault)
        return rc;
    cx_buf_clear(&reader->fault);
    cx_shape_fit(&reader->shape, cx_row_fields(row), NULL, &row->count, &reader->fault);
    row->fault = reader->fault.len ? reader->fault.data : NULL;
    return 1;
}

/* Opening. */

static int check_kind(const struct cx_csv_reader *reader, int fd, struct cx_err *err)
{
    struct stat status;
    /* What came by stdin may have been kept in a file on the way. */
    bool is_file =
        strcmp(reader->name, "-") != 0 && fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
    const char *other = magic_other(reader->block, reader->len);

    if (reader->len == 0)
        return cx_err_set(err, is_file ? CX_EDATA : CX_EWORLD, "%s: %s", reader->name,
                          is_file
                              ? _("is empty: export it again; a table without rows has its header")
                              : _("empty: did the program before it in the pipe fail?"));
    return other ? cx_err_set(err, CX_EDATA, "%s: %s", reader->name, _(other)) : 0;
}

/* "sep=;", by which Excel knows the delimiter of a file: 0 where there is none. */
static char take_separator(struct cx_csv_reader *reader)
{
    size_t taken;
    char separator =
        magic_separator(&taken, reader->block + reader->pos, reader->len - reader->pos);
    reader->pos += taken; /* an empty line is left */
    return separator;
}

/* Leaves out lines at the top: 1, or 0 where the input has no more. */
static int skip_lines(struct cx_csv_reader *reader, int64_t count, struct cx_err *err)
{
    while (reader->line <= count) {
        int lines;
        size_t n = next_piece(reader, &lines);
        reader->pos += n;
        reader->line += lines;
        if (n > 0)
            continue;
        if (reader->eof)
            return cx_err_set(err, CX_EDATA,
                              "%s: has no lines below the first %lld, which --skip "
                              "leaves out",
                              reader->name, (long long)count);
        int rc = fill(reader, err);
        if (rc < 0)
            return rc;
    }
    return reader->pos > 0 ? fill(reader, err) : 0;
}

static int read_header(struct cx_csv_reader *reader, const struct cx_csv_options *options,
                       struct cx_err *err)
{
    struct cx_csv_row row;
    int rc = 1;
    while (rc == 1 && cx_ahead_wants_more(&reader->ahead, options)) {
        do {
            if ((rc = read_row(reader, err)) == 1)
                set_row(reader, &row);
        } while (rc == 1 && !row.fault && cx_shape_is_blank(&reader->shape, row.fields, row.count));
        if (rc == 1)
            cx_ahead_add(&reader->ahead, &row);
    }
    if (rc < 0)
        return rc;
    if (reader->ahead.count == 0)
        return cx_err_set(err, CX_EDATA, "%s: has no header row, only empty lines", reader->name);
    reader->header = *cx_ahead_header(&reader->ahead, options);
    reader->has_above = reader->ahead.next > 1;
    if (reader->header.fault)
        return cx_err_set(err, CX_EDATA, "%s:%lld: %s", reader->name,
                          (long long)reader->header.line, reader->header.fault);
    reader->shape.delimiter = (char)reader->parser.delim_char;
    reader->shape.may_repeat = options && options->may_repeat;
    return cx_shape_take(&reader->shape, &reader->header, cx_row_fields(&reader->header),
                         reader->name, err);
}

int cx_csv_open(struct cx_csv_reader **out, int fd, const char *name,
                const struct cx_csv_options *options, struct cx_err *err)
{
    struct cx_csv_reader *reader = cx_alloc(sizeof *reader);
    int rc;

    *out = NULL;
    reader->name = cx_strdup(name);
    reader->block = cx_alloc(BLOCK);
    reader->max_row = options && options->own ? options->own + 2 : CX_CSV_MAX_ROW;
    reader->max_field = options && options->own ? options->own : CX_CSV_MAX_FIELD;
    reader->bytes = cx_alloc(reader->max_row);
    reader->line = 1;
    csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_realloc_func(&reader->parser, grow);
    csv_set_blk_size(&reader->parser, 4096);
    rc = cx_decoder_open(&reader->decoder, fd, name, options ? options->encoding : NULL, err);
    if (rc < 0 || (rc = fill_first(reader, options && options->find_header, err)) < 0 ||
        (rc = check_kind(reader, fd, err)) < 0)
        goto fail;
    reader->cr_lines = magic_cr_lines(reader->block, reader->len);
    if (options && (rc = skip_lines(reader, options->skip, err)) < 0)
        goto fail;
    char named = take_separator(reader), given = options ? options->delimiter : '\0';
    char likely = magic_delimiter(reader->block + reader->pos, reader->len - reader->pos);
    csv_set_delim(&reader->parser, (unsigned char)(given ? given : named ? named : likely));
    if ((rc = read_header(reader, options, err)) < 0)
        goto fail;
    *out = reader;
    return 0;
fail:
    cx_csv_free(reader);
    return rc;
}

void cx_csv_free(struct cx_csv_reader *reader)
{
    if (!reader)
        return;
    csv_free(&reader->parser);
    cx_decoder_free(reader->decoder);
    cx_buf_fini(&reader->fault);
    cx_ahead_fini(&reader->ahead);
    cx_shape_fini(&reader->shape);
    free(reader->fields);
    free(reader->bytes);
    free(reader->block);
    free(reader->name);
    free(reader);
}

const struct cx_csv_row *cx_csv_header(const struct cx_csv_reader *reader)
{
    return &reader->header;
}

int cx_csv_check_name(const struct cx_csv_reader *reader, size_t column, struct cx_err *err)
{
    return cx_shape_check_name(&reader->shape, &reader->header, column, reader->name, err);
}

bool cx_csv_has_above(const struct cx_csv_reader *reader)
{
    return reader->has_above;
}

char cx_csv_delimiter(const struct cx_csv_reader *reader)
{
    return (char)reader->parser.delim_char;
}

const char *cx_csv_encoding(const struct cx_csv_reader *reader)
{
    return cx_decoder_encoding(reader->decoder);
}

int64_t cx_csv_bytes(const struct cx_csv_reader *reader)
{
    return cx_decoder_bytes(reader->decoder);
}

void cx_csv_digest(struct cx_csv_reader *reader, char hex[CX_HASH_TEXT])
{
    cx_decoder_digest(reader->decoder, hex);
}
