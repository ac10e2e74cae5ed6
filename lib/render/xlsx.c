/* xlsx over libxlsxwriter: typed cells, so that no spreadsheet has to guess. The library writes
 * files by name only, so the workbook goes through a temporary file into the stream. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/mem.h"
#include "render/renderer.h"
#include "text/utf8.h"

#define MAX_DECIMALS 18
#define MAX_DIGITS   INT64_C(999999999999999) /* what a spreadsheet keeps of a number */
#define MAX_TEXT     32767                    /* UTF-16 units in a cell */
#define MAX_WIDTH    60
#define SERIAL_0     25569     /* 1970-01-01 in a spreadsheet's days */
#define SERIAL_FIRST 61        /* 1900-03-01: before it spreadsheets don't agree on days */
#define CREATED      315532800 /* 1980-01-01: the same rows give the same bytes */

struct book {
    char path[512];
    lxw_workbook *workbook;
    lxw_worksheet *sheet;
    lxw_format *head, *right, *date, *time, *bold;
    lxw_format *decimals[MAX_DECIMALS + 1], *sums[MAX_DECIMALS + 1]; /* made when needed */
    int *widths;
};

static lxw_format *number_format(struct book *book, int decimals, bool bold)
{
    char pattern[MAX_DECIMALS + 3] = "0.000000000000000000";

    if (decimals > MAX_DECIMALS)
        decimals = MAX_DECIMALS;
    lxw_format **format = &(bold ? book->sums : book->decimals)[decimals];
    if (*format)
        return *format;
    pattern[decimals ? decimals + 2 : 1] = '\0';
    *format = workbook_add_format(book->workbook);
    format_set_num_format(*format, pattern);
    if (bold) {
        format_set_bold(*format);
        format_set_top(*format, LXW_BORDER_THIN);
    }
    return *format;
}

/* A worksheet's name: the title without what names may not hold, at most 31 characters. */
static void name_sheet(struct book *book, const char *title)
{
    struct cx_buf name = {0};
    const char *s = title;
    int characters = 0;

    for (; s && *s && *s == '\''; s++)
        continue;
    for (; s && *s; s++) {
        if (((unsigned char)*s & 0xC0) != 0x80 && ++characters > LXW_SHEETNAME_MAX)
            break;
        cx_buf_putc(&name, strchr("[]:*?/\\", *s) || (unsigned char)*s < ' ' ? '-' : *s);
    }
    while (name.len > 0 && name.data[name.len - 1] == '\'')
        name.data[--name.len] = '\0';
    bool good = name.len > 0 && cx_utf8_invalid_at(name.data, name.len) == name.len &&
                workbook_validate_sheet_name(book->workbook, name.data) == LXW_NO_ERROR;
    book->sheet = workbook_add_worksheet(book->workbook, good ? name.data : NULL);
    cx_buf_fini(&name);
}

static int make_file(struct book *book, struct cx_err *err)
{
    const char *dir = getenv("TMPDIR");
    int n =
        snprintf(book->path, sizeof book->path, "%s/cx-xlsx-XXXXXX", dir && *dir ? dir : "/tmp");
    int fd = n < (int)sizeof book->path ? mkstemp(book->path) : -1;

    if (fd >= 0)
        return close(fd);
    cx_err_set(err, CX_EWORLD, "%s: can't be made: %s", book->path, strerror(errno));
    book->path[0] = '\0';
    return CX_EWORLD;
}

static void make_formats(struct book *book)
{
    book->head = workbook_add_format(book->workbook);
    format_set_bold(book->head);
    format_set_bottom(book->head, LXW_BORDER_THIN);
    book->bold = workbook_add_format(book->workbook);
    format_set_bold(book->bold);
    format_set_top(book->bold, LXW_BORDER_THIN);
    book->right = workbook_add_format(book->workbook);
    format_set_align(book->right, LXW_ALIGN_RIGHT);
    book->date = workbook_add_format(book->workbook);
    format_set_num_format(book->date, "yyyy-mm-dd");
    book->time = workbook_add_format(book->workbook);
    format_set_num_format(book->time, "yyyy-mm-dd hh:mm:ss");
}

static void widen(struct book *book, size_t column, const char *s)
{
    int width = cx_utf8_width(s, strlen(s));

    if (width > MAX_WIDTH)
        width = MAX_WIDTH;
    if (width > book->widths[column])
        book->widths[column] = width;
}

static lxw_error write_text(struct book *book, lxw_row_t row, size_t column, const char *s,
                            lxw_format *format)
{
    struct cx_buf text = {0};
    int units = 0;
    size_t n = 0;

    cx_render_valid(&text, s);
    for (; n < text.len; n++) {
        unsigned char c = (unsigned char)text.data[n];
        units += c >= 0xF0 ? 2 : (c & 0xC0) != 0x80;
        if (units > MAX_TEXT)
            break;
    }
    if (n < text.len)
        text.data[text.len = n] = '\0';
    widen(book, column, cx_buf_str(&text));
    lxw_error rc =
        worksheet_write_string(book->sheet, row, (lxw_col_t)column, cx_buf_str(&text), format);
    cx_buf_fini(&text);
    return rc;
}

static lxw_error write_day(struct book *book, lxw_row_t row, size_t column,
                           const struct cx_column *type, const struct cx_cell *cell)
{
    bool timed = type->type == CX_CELL_TIME;
    cx_date day = timed ? cx_date_of(cell->n) : (cx_date)cell->n;
    double serial = (double)day + SERIAL_0;
    char buf[CX_CELL_PLAIN];
    const char *plain = cx_cell_plain(buf, type, cell);

    if (serial < SERIAL_FIRST)
        return write_text(book, row, column, plain, NULL);
    if (timed)
        serial += (double)(cell->n - (int64_t)day * 86400) / 86400;
    widen(book, column, plain);
    return worksheet_write_number(book->sheet, row, (lxw_col_t)column, serial,
                                  timed ? book->time : book->date);
}

static lxw_error write_cell(struct book *book, lxw_row_t row, size_t column,
                            const struct cx_column *type, const struct cx_cell *cell)
{
    char buf[CX_CELL_PLAIN];
    const char *plain = cx_cell_plain(buf, type, cell);
    int decimals = cx_cell_decimals(type, cell);

    if (cx_cell_empty(type, cell))
        return LXW_NO_ERROR;
    if (type->type == CX_CELL_TEXT)
        return write_text(book, row, column, plain, NULL);
    if (!cx_column_is_number(type))
        return write_day(book, row, column, type, cell);
    if (cell->n > MAX_DIGITS || cell->n < -MAX_DIGITS) /* a number would lose its last digits */
        return write_text(book, row, column, plain, book->right);
    widen(book, column, plain);
    return worksheet_write_number(book->sheet, row, (lxw_col_t)column,
                                  cx_dec_to_real(cell->n, decimals),
                                  number_format(book, decimals, false));
}

static int failed(lxw_error rc, struct cx_err *err)
{
    return rc == LXW_NO_ERROR
               ? 0
               : cx_err_set(err, CX_EWORLD, "xlsx: writing failed: %s", lxw_strerror(rc));
}

static int xlsx_open(struct cx_render *render, struct cx_err *err)
{
    struct book *book = cx_alloc(sizeof *book);
    lxw_doc_properties properties = {.created = CREATED, .title = render->title};
    lxw_workbook_options options = {.tmpdir = getenv("TMPDIR")};
    lxw_error rc = LXW_NO_ERROR;

    render->state = book;
    book->widths = cx_alloc((render->count ? render->count : 1) * sizeof *book->widths);
    if (make_file(book, err) != 0)
        return CX_EWORLD;
    book->workbook = workbook_new_opt(book->path, &options);
    if (!book->workbook)
        return cx_err_set(err, CX_EWORLD, "xlsx: %s: can't be written", book->path);
    workbook_set_properties(book->workbook, &properties);
    name_sheet(book, render->title);
    make_formats(book);
    for (size_t i = 0; i < render->count && rc == LXW_NO_ERROR; i++)
        rc = write_text(book, 0, i, render->columns[i].title, book->head);
    worksheet_freeze_panes(book->sheet, 1, 0);
    return failed(rc, err);
}

static int xlsx_row(struct cx_render *render, const struct cx_cell *cells, struct cx_err *err)
{
    struct book *book = render->state;
    lxw_row_t row = (lxw_row_t)render->rows + 1;
    lxw_error rc = LXW_NO_ERROR;

    if (render->rows + 2 >= LXW_ROW_MAX)
        return cx_err_set(err, CX_EWORLD,
                          "xlsx: a sheet holds %d rows: write csv, or ask for a shorter period",
                          LXW_ROW_MAX);
    for (size_t i = 0; i < render->count && rc == LXW_NO_ERROR; i++)
        rc = write_cell(book, row, i, &render->columns[i], &cells[i]);
    return failed(rc, err);
}

/* Sums are formulas over the rows that a filter shows; their value for all rows is kept beside. */
static lxw_error write_sum(struct cx_render *render, size_t column, const struct cx_cell *cell)
{
    struct book *book = render->state;
    const struct cx_column *type = &render->columns[column];
    lxw_row_t row = (lxw_row_t)render->rows + 1;
    char range[LXW_MAX_CELL_RANGE_LENGTH], formula[LXW_MAX_CELL_RANGE_LENGTH + 24];
    char plain[CX_CELL_PLAIN];
    int decimals = cx_cell_decimals(type, cell);

    if (cx_cell_empty(type, cell))
        return LXW_NO_ERROR;
    if (type->type == CX_CELL_TEXT)
        return write_text(book, row, column, cell->text, book->bold);
    if (cell->n > MAX_DIGITS || cell->n < -MAX_DIGITS)
        return write_cell(book, row, column, type, cell);
    widen(book, column, cx_cell_plain(plain, type, cell));
    double value = cx_dec_to_real(cell->n, decimals);
    lxw_format *format = number_format(book, decimals, true);
    if (render->rows == 0)
        return worksheet_write_number(book->sheet, row, (lxw_col_t)column, value, format);
    lxw_rowcol_to_range(range, 1, (lxw_col_t)column, row - 1, (lxw_col_t)column);
    snprintf(formula, sizeof formula, "=SUBTOTAL(109,%s)", range);
    return worksheet_write_formula_num(book->sheet, row, (lxw_col_t)column, formula, format, value);
}

static lxw_error finish_sheet(struct cx_render *render)
{
    struct book *book = render->state;
    struct cx_cell *cells = cx_alloc((render->count ? render->count : 1) * sizeof *cells);
    lxw_error rc = LXW_NO_ERROR;

    if (cx_render_totals(render, cells))
        for (size_t i = 0; i < render->count && rc == LXW_NO_ERROR; i++)
            rc = write_sum(render, i, &cells[i]);
    free(cells);
    for (size_t i = 0; i < render->count && rc == LXW_NO_ERROR; i++) /* 3: the filter's button */
        rc = worksheet_set_column(book->sheet, (lxw_col_t)i, (lxw_col_t)i, book->widths[i] + 3,
                                  NULL);
    if (render->count > 0 && rc == LXW_NO_ERROR)
        rc = worksheet_autofilter(book->sheet, 0, 0, (lxw_row_t)render->rows,
                                  (lxw_col_t)(render->count - 1));
    return rc;
}

static int copy_file(const char *path, FILE *to, struct cx_err *err)
{
    FILE *from = fopen(path, "rbe");
    char buf[16384];
    size_t n;

    if (!from)
        return cx_err_set(err, CX_EWORLD, "%s: can't be read: %s", path, strerror(errno));
    while ((n = fread(buf, 1, sizeof buf, from)) > 0)
        if (fwrite(buf, 1, n, to) < n)
            break; /* the stream's error flag tells */
    int rc = ferror(from) ? cx_err_set(err, CX_EWORLD, "%s: reading failed", path) : 0;
    fclose(from);
    return rc;
}

static int xlsx_close(struct cx_render *render, struct cx_err *err)
{
    struct book *book = render->state;
    int rc = 0;

    if (book->workbook && !render->failed) {
        rc = failed(finish_sheet(render), err);
        lxw_error closed = workbook_close(book->workbook); /* frees it, also on failure */
        if (rc == 0)
            rc = failed(closed, err);
        if (rc == 0)
            rc = copy_file(book->path, render->stream, err);
    } else if (book->workbook) {
        lxw_workbook_free(book->workbook);
    }
    if (book->path[0])
        unlink(book->path);
    free(book->widths);
    free(book);
    return rc;
}

const struct cx_renderer cx_render_xlsx = {xlsx_open, xlsx_row, xlsx_close};
