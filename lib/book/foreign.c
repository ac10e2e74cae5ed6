#include "book/book.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "book/source.h"
#include "csv/ahead.h"
#include "csv/shape.h"

struct cx_book {
    struct cx_csv_reader *csv; /* NULL: it is a source */
    struct package *package;   /* of a workbook */
    struct source *source;
    char *name;
    struct cells cells;
    struct cx_shape shape;
    struct cx_csv_field *fields;
    unsigned char *kinds;
    size_t cap;
    struct cx_ahead ahead;
    bool has_above;
    struct cx_csv_row header;
    struct cx_buf fault;
    int64_t size; /* bytes of the file */
    char digest[CX_HASH_TEXT];
};

enum content { TEXT, PACKED, JSON, JSON_LINES };

static bool has_ending(const char *name, const char *ending)
{
    size_t n = strcspn(name, "#"), length = strlen(ending);
    return n > length && strncasecmp(name + n - length, ending, length) == 0;
}

/* [{ and {" are the beginning of no CSV. */
static bool is_json(const char *s, size_t n)
{
    static const char blanks[] = " \t\r\n";
    size_t i = n >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (i < n && strchr(blanks, s[i]))
        i++;
    char first = i < n ? s[i++] : '\0';
    while (i < n && s[i] && strchr(blanks, s[i]))
        i++;
    char second = i < n ? s[i] : '\0';
    return (first == '[' && (second == '{' || second == ']' || second == '[')) ||
           (first == '{' && (second == '"' || second == '}'));
}

/* What a file begins with. A pipe can't be looked at before it is read: it is text. */
static enum content look_at(int fd, const char *name)
{
    char head[4096] = "";
    off_t at = lseek(fd, 0, SEEK_CUR);
    ssize_t n = at < 0 ? 0 : pread(fd, head, sizeof head, at);
    if (n >= 4 && memcmp(head, "PK\x03\x04", 4) == 0)
        return PACKED;
    if (n > 0 && is_json(head, (size_t)n))
        return has_ending(name, ".jsonl") || has_ending(name, ".ndjson") ? JSON_LINES : JSON;
    return TEXT;
}

/* 0: .xlsx; 1: .ods; negative: neither. */
static int workbook_type(const struct package *package, const char *name, struct cx_err *err)
{
    if (package_has(package, "xl/workbook.xml"))
        return 0;
    if (package_has(package, "content.xml"))
        return 1;
    return cx_err_set(
        err, CX_EDATA, "%s: %s", name,
        package_has(package, "xl/workbook.bin")
            ? _("is a binary workbook: save it as .xlsx")
            : _("is a ZIP file, but no workbook: unpack it and import what is in it"));
}

static int open_sheet(struct source **out, struct package *package, int type,
                      const struct sheet_list *list, size_t index, struct cx_err *err)
{
    int rc = type == 1 ? ods_open(out, package, list->items[index].name, err)
                       : xlsx_open(out, package, list, index, err);
    if (rc == 0)
        *out = pump_new(*out);
    return rc;
}

static int list_sheets(struct sheet_list *list, struct package *package, int type,
                       struct cx_err *err)
{
    return type == 1 ? ods_sheets(list, package, err) : xlsx_sheets(list, package, err);
}

/* The index of the sheet that is meant. */
static int choose_sheet(const struct sheet_list *list, const char *name, const char *part,
                        struct cx_err *err)
{
    struct cx_buf names = {0};
    size_t shown = 0, only = 0;
    int found = -1;
    for (size_t i = 0; i < list->count; i++) {
        if (part && found < 0 && strcasecmp(list->items[i].name, part) == 0)
            found = (int)i;
        if (list->items[i].is_hidden)
            continue;
        cx_buf_printf(&names, "%s%s", shown++ ? ", " : "", list->items[i].name);
        only = i;
    }
    if (!part && shown == 1)
        found = (int)only;
    if (found < 0 && part)
        cx_err_set(err, CX_EDATA, "%s: the workbook has no such sheet, but %s", name,
                   cx_buf_str(&names));
    else if (found < 0 && list->count == 0)
        cx_err_set(err, CX_EDATA, "%s: the workbook has no sheet with cells", name);
    else if (found < 0)
        cx_err_set(
            err, CX_EDATA,
            "%s: the workbook has several sheets (%s): name one behind the file's name and #", name,
            cx_buf_str(&names));
    cx_buf_fini(&names);
    return found < 0 ? CX_EDATA : found;
}

static int open_workbook(struct cx_book *book, int fd, const char *part, struct cx_err *err)
{
    struct sheet_list list = {0};
    int rc = package_open(&book->package, fd, book->name, err);
    int type = rc < 0 ? rc : workbook_type(book->package, book->name, err);
    rc = type < 0 ? type : list_sheets(&list, book->package, type, err);
    if (rc == 0)
        rc = choose_sheet(&list, book->name, part, err);
    if (rc >= 0)
        rc = open_sheet(&book->source, book->package, type, &list, (size_t)rc, err);
    sheet_list_fini(&list);
    return rc;
}

static int open_objects(struct cx_book *book, int fd, bool is_lines, const char *part,
                        struct cx_err *err)
{
    int rc = json_open(&book->source, fd, book->name, is_lines, part, err);
    if (rc == 0)
        book->source = pump_new(book->source);
    return rc;
}

static int take_digest(struct cx_book *book, int fd, struct cx_err *err)
{
    struct cx_hash hash;
    char bytes[16 * 1024];
    off_t at = lseek(fd, 0, SEEK_CUR);
    ssize_t n;
    cx_hash_init(&hash);
    while ((n = pread(fd, bytes, sizeof bytes, at + book->size)) > 0) {
        cx_hash_add(&hash, bytes, (size_t)n);
        book->size += n;
    }
    cx_hash_end(&hash, book->digest);
    return n < 0 ? cx_err_set(err, CX_EWORLD, "%s: reading failed: %s", book->name,
                              cx_err_cause(errno))
                 : 0;
}

static void grow_fields(struct cx_book *book, size_t n)
{
    if (n <= book->cap)
        return;
    book->cap = n;
    book->fields = cx_realloc(book->fields, n, sizeof *book->fields);
    book->kinds = cx_realloc(book->kinds, n, sizeof *book->kinds);
}

/* The row that was read last as fields; filled up to the header's width, for sheets leave out what
 * is empty at the end. */
static void set_fields(struct cx_book *book, size_t *count)
{
    const struct cells *cells = &book->cells;
    size_t n = cells->count > book->shape.width ? cells->count : book->shape.width;
    grow_fields(book, n);
    for (size_t i = 0; i < n; i++) {
        bool is_there = i < cells->count;
        const struct cell *cell = &cells->items[i];
        book->fields[i] = is_there ? (struct cx_csv_field){cells->bytes.data + cell->at, cell->n}
                                   : (struct cx_csv_field){"", 0};
        book->kinds[i] = is_there ? (unsigned char)cell->kind : CX_CSV_TEXT;
    }
    *count = n;
}

/* The next row as it is, before it is held against the header. */
static int read_row(struct cx_book *book, struct cx_csv_row *row, struct cx_err *err)
{
    int rc = book->source->type->next(book->source, &book->cells, err);
    if (rc != 1)
        return rc;
    *row = (struct cx_csv_row){.line = book->cells.row, .has_sums = book->cells.has_sums};
    set_fields(book, &row->count);
    row->fields = book->fields;
    row->kinds = book->kinds;
    cx_buf_clear(&book->fault);
    if (book->cells.is_long)
        cx_buf_say(&book->fault, "has a cell longer than %d bytes, or is longer than %d",
                   CX_CSV_MAX_FIELD, CX_CSV_MAX_ROW);
    row->fault = book->fault.len ? book->fault.data : NULL;
    return 1;
}

static int read_header(struct cx_book *book, const struct cx_csv_options *options,
                       struct cx_err *err)
{
    struct cx_csv_row row;
    int rc = 1;
    while (rc == 1 && cx_ahead_wants_more(&book->ahead, options)) {
        rc = read_row(book, &row, err);
        if (rc == 1 && !(options && row.line <= options->skip))
            cx_ahead_add(&book->ahead, &row);
    }
    if (rc < 0)
        return rc;
    if (book->ahead.count == 0)
        return cx_err_set(err, CX_EDATA, "%s: has no header row, only empty lines", book->name);
    book->header = *cx_ahead_header(&book->ahead, options);
    book->has_above = book->ahead.next > 1;
    if (book->header.fault)
        return cx_err_set(err, CX_EDATA, "%s:%lld: is longer than %d bytes: is this the header?",
                          book->name, (long long)book->header.line, CX_CSV_MAX_ROW);
    book->shape.may_repeat = options && options->may_repeat;
    return cx_shape_take(&book->shape, &book->header, cx_row_fields(&book->header), book->name,
                         err);
}

int cx_book_open(struct cx_book **out, int fd, const char *name, const char *part,
                 const struct cx_csv_options *options, struct cx_err *err)
{
    struct cx_book *book = cx_alloc(sizeof *book);
    enum content content = look_at(fd, name);
    int rc = 0;
    *out = NULL;
    book->name = cx_strdup(name);
    if (content == TEXT) {
        rc = cx_csv_open(&book->csv, fd, name, options, err);
        if (rc == 0 && part)
            rc = cx_err_set(err, CX_EDATA, "%s: is no workbook, so it has no sheet", name);
    } else {
        rc = take_digest(book, fd, err);
        if (rc == 0 && content == PACKED)
            rc = open_workbook(book, fd, part, err);
        else if (rc == 0)
            rc = open_objects(book, fd, content == JSON_LINES, part, err);
        if (rc == 0 && content != PACKED && options && options->skip > 0)
            rc = cx_err_set(err, CX_EUSAGE,
                            "%s: is JSON, which has no lines above a header: leave "
                            "--skip out",
                            name);
        if (rc == 0)
            rc = read_header(book, content == PACKED ? options : NULL, err);
    }
    if (rc < 0) {
        cx_book_free(book);
        return rc;
    }
    *out = book;
    return 0;
}

void cx_book_free(struct cx_book *book)
{
    if (!book)
        return;
    cx_csv_free(book->csv);
    if (book->source)
        book->source->type->free(book->source);
    package_free(book->package);
    cells_fini(&book->cells);
    cx_shape_fini(&book->shape);
    free(book->fields);
    free(book->kinds);
    cx_ahead_fini(&book->ahead);
    cx_buf_fini(&book->fault);
    free(book->name);
    free(book);
}

const struct cx_csv_row *cx_book_header(const struct cx_book *book)
{
    return book->csv ? cx_csv_header(book->csv) : &book->header;
}

/* A row that was kept before the header's width was known: filled up to it. */
static struct cx_csv_row widen(struct cx_book *book, const struct cx_csv_row *kept)
{
    struct cx_csv_row row = *kept;
    if (kept->count >= book->shape.width)
        return row;
    grow_fields(book, book->shape.width);
    for (size_t i = 0; i < book->shape.width; i++) {
        bool is_there = i < kept->count;
        book->fields[i] = is_there ? kept->fields[i] : (struct cx_csv_field){"", 0};
        book->kinds[i] = is_there && kept->kinds ? kept->kinds[i] : CX_CSV_TEXT;
    }
    row.count = book->shape.width;
    row.fields = book->fields;
    row.kinds = book->kinds;
    return row;
}

int cx_book_next(struct cx_book *book, struct cx_csv_row *row, struct cx_err *err)
{
    if (book->csv)
        return cx_csv_next(book->csv, row, err);
    const struct cx_csv_row *kept = cx_ahead_next(&book->ahead);
    int rc = 1;
    if (kept)
        *row = widen(book, kept);
    else
        rc = read_row(book, row, err);
    if (rc != 1 || row->fault)
        return rc;
    cx_buf_clear(&book->fault);
    cx_shape_fit(&book->shape, cx_row_fields(row), cx_row_kinds(row), &row->count, &book->fault);
    row->fault = book->fault.len ? book->fault.data : NULL;
    return 1;
}

int cx_book_check_name(const struct cx_book *book, size_t column, struct cx_err *err)
{
    return book->csv ? cx_csv_check_name(book->csv, column, err)
                     : cx_shape_check_name(&book->shape, &book->header, column, book->name, err);
}

bool cx_book_has_above(const struct cx_book *book)
{
    return book->csv ? cx_csv_has_above(book->csv) : book->has_above;
}

int64_t cx_book_bytes(const struct cx_book *book)
{
    if (book->csv)
        return cx_csv_bytes(book->csv);
    const struct source *source = book->source;
    return source->size > 0 ? (int64_t)((__int128)book->size * source->read / source->size) : 0;
}

void cx_book_digest(struct cx_book *book, char hex[CX_HASH_TEXT])
{
    if (book->csv)
        cx_csv_digest(book->csv, hex);
    else
        memcpy(hex, book->digest, CX_HASH_TEXT);
}

bool cx_book_is_open(const struct cx_book *book)
{
    return book->source && !book->package;
}

char cx_book_delimiter(const struct cx_book *book)
{
    return book->csv ? cx_csv_delimiter(book->csv) : '\0';
}

const char *cx_book_encoding(const struct cx_book *book)
{
    return book->csv ? cx_csv_encoding(book->csv) : "UTF-8";
}

int64_t cx_book_hidden(const struct cx_book *book)
{
    return book->source ? book->source->hidden : 0;
}

bool cx_book_merged(const struct cx_book *book, size_t column, int64_t last, struct cx_buf *out)
{
    const struct merge *merge =
        book->source ? merged_find(&book->source->merged, cx_shape_number(&book->shape, column) - 1,
                                   book->header.line, last)
                     : NULL;
    if (merge)
        merged_put(out, merge);
    return merge != NULL;
}

void cx_book_place(const struct cx_book *book, struct cx_buf *out, int64_t line, size_t column)
{
    char letters[8];
    if (!book || !book->package || column == CX_BOOK_ROW)
        cx_buf_printf(out, ":%lld", (long long)line);
    else
        cx_buf_printf(out, " %s%lld",
                      column_letters(letters, cx_shape_number(&book->shape, column) - 1),
                      (long long)line);
}

/* Whether a sheet has a row. */
static int look_into(bool *is_empty, struct package *package, int type,
                     const struct sheet_list *list, size_t index, struct cx_err *err)
{
    struct source *source = NULL;
    struct cells cells = {0};
    int rc = open_sheet(&source, package, type, list, index, err);
    if (rc == 0)
        rc = source->type->next(source, &cells, err);
    *is_empty = rc == 0;
    if (source)
        source->type->free(source);
    cells_fini(&cells);
    return rc < 0 ? rc : 0;
}

int cx_book_parts(struct cx_book_parts *parts, int fd, const char *name, struct cx_err *err)
{
    struct package *package = NULL;
    struct sheet_list list = {0};
    *parts = (struct cx_book_parts){0};
    if (look_at(fd, name) != PACKED)
        return 0;
    int rc = package_open(&package, fd, name, err);
    int type = rc < 0 ? rc : workbook_type(package, name, err);
    rc = type < 0 ? type : list_sheets(&list, package, type, err);
    parts->items = cx_alloc((list.count + 1) * sizeof *parts->items);
    for (size_t i = 0; rc == 0 && i < list.count; i++) {
        struct cx_book_part *part = &parts->items[parts->count++];
        *part =
            (struct cx_book_part){cx_strdup(list.items[i].name), list.items[i].is_hidden, false};
        if (list.count > 1)
            rc = look_into(&part->is_empty, package, type, &list, i, err);
    }
    sheet_list_fini(&list);
    package_free(package);
    if (rc < 0)
        cx_book_parts_fini(parts);
    return rc;
}

void cx_book_parts_fini(struct cx_book_parts *parts)
{
    for (size_t i = 0; i < parts->count; i++)
        free(parts->items[i].name);
    free(parts->items);
    *parts = (struct cx_book_parts){0};
}
