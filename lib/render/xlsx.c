/* xlsx: workbooks over libxlsxwriter: typed cells, so that no spreadsheet has to guess. The library
 * writes files by name only, so the workbook goes through a temporary file into the stream. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/hidden.h"
#include "base/lang.h"
#include "base/mem.h"
#include "render/renderer.h"
#include "text/utf8.h"

#define MAX_DECIMALS 18
#define MAX_DIGITS   INT64_C(999999999999999) /* digits of a number that a spreadsheet keeps */
#define MAX_TEXT     32767                    /* UTF-16 units in a cell */
#define MAX_WIDTH    60
#define HEAD_WIDTH   12
#define SERIAL_0     25569 /* 1970-01-01 in a spreadsheet's days */
#define SERIAL_FIRST 61    /* 1900-03-01: before it spreadsheets don't agree on days */
#define PAPER_A4     9
#define WIDE         14        /* columns that one page holds */
#define CREATED      315532800 /* 1980-01-01: the same rows give the same bytes */

struct book {
    char path[512];
    lxw_workbook *workbook;
    lxw_worksheet *sheet;
    lxw_format *head, *head_right, *right, *date, *time, *bold;
    lxw_format *decimals[MAX_DECIMALS + 1], *sums[MAX_DECIMALS + 1],
        *shares[2];     /* made when needed */
    const char *title;  /* of the workbook, for the head of each page; borrowed */
    bool hides_empty;   /* columns without a value, or with 0 in all rows */
    int *widths;        /* of the sheet in hand */
    bool *says_nothing; /* its columns */
    size_t sheets;
    struct placed { /* charts to be put somewhere when all sheets are there */
        lxw_chart *chart;
        lxw_col_t beside; /* the column behind its table */
        bool is_tall;
    } * charts;
    size_t chart_count, chart_cap;
};

/* How figures are shown: thousands apart, so many decimals, of which those past two only where they
 * are not 0; or as percents. */
static void make_pattern(char *pattern, size_t size, int decimals, bool is_share)
{
    int fixed = decimals > 4 ? 2 : decimals;
    snprintf(pattern, size, "%s%s%.*s%.*s", is_share ? "0.0%" : "#,##0",
             is_share || !fixed ? "" : ".", is_share ? 0 : fixed, "0000",
             is_share ? 0 : decimals - fixed, "################");
}

static lxw_format *number_format(struct book *book, bool is_share, int decimals, bool bold)
{
    char pattern[64];
    if (decimals > MAX_DECIMALS)
        decimals = MAX_DECIMALS;
    lxw_format **format =
        is_share ? &book->shares[bold] : &(bold ? book->sums : book->decimals)[decimals];
    if (*format)
        return *format;
    make_pattern(pattern, sizeof pattern, decimals, is_share);
    *format = workbook_add_format(book->workbook);
    format_set_num_format(*format, pattern);
    if (bold) {
        format_set_bold(*format);
        format_set_top(*format, LXW_BORDER_THIN);
    }
    return *format;
}

/* A worksheet's name: the title without what names may not hold, at most 31 characters; of a longer
 * one what stands before a comma, if it has one there. */
static void name_sheet(struct book *book, const char *title)
{
    struct cx_buf name = {0};
    const char *s = title;
    int characters = 0;
    size_t comma = 0;

    for (; s && *s && *s == '\''; s++)
        continue;
    for (; s && *s; s++) {
        if (((unsigned char)*s & 0xC0) != 0x80 && ++characters > LXW_SHEETNAME_MAX)
            break;
        comma = *s == ',' ? name.len : comma;
        cx_buf_putc(&name, strchr("[]:*?/\\", *s) || (unsigned char)*s < ' ' ? '-' : *s);
    }
    if (s && *s && comma > 0)
        name.data[name.len = comma] = '\0';
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
    cx_err_set(err, CX_EWORLD, "%s: can't be created: %s", book->path, cx_err_cause(errno));
    book->path[0] = '\0';
    return CX_EWORLD;
}

static void make_formats(struct book *book)
{
    lxw_format **const heads[] = {&book->head, &book->head_right};
    for (size_t i = 0; i < 2; i++) {
        *heads[i] = workbook_add_format(book->workbook);
        format_set_bold(*heads[i]);
        format_set_bottom(*heads[i], LXW_BORDER_THIN);
        format_set_text_wrap(*heads[i]);
        format_set_align(*heads[i], LXW_ALIGN_VERTICAL_BOTTOM);
    }
    format_set_align(book->head_right, LXW_ALIGN_RIGHT);
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
    struct cx_buf valid = {0}, text = {0};
    int units = 0;
    size_t n = 0;

    put_valid(&valid, s);
    cx_hidden_drop(&text, cx_buf_str(&valid), "\n\t");
    cx_buf_fini(&valid);
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
    book->says_nothing[column] =
        book->says_nothing[column] && cx_column_is_number(type) && cell->n == 0;
    if (cx_column_is_words(type))
        return write_text(book, row, column, plain,
                          type->type == CX_CELL_FIGURE ? book->right : NULL);
    if (!cx_column_is_number(type))
        return write_day(book, row, column, type, cell);
    if (cell->n > MAX_DIGITS || cell->n < -MAX_DIGITS) /* a number would lose its last digits */
        return write_text(book, row, column, plain, book->right);
    widen(book, column, plain);
    return worksheet_write_number(
        book->sheet, row, (lxw_col_t)column, cx_dec_to_real(cell->n, decimals),
        number_format(book, cx_cell_is_share(type, cell), decimals, false));
}

static int failed(lxw_error rc, struct cx_err *err)
{
    return rc == LXW_NO_ERROR
               ? 0
               : cx_err_set(err, CX_EWORLD, "xlsx: writing failed: %s", lxw_strerror(rc));
}

static void book_free(struct book *book)
{
    if (!book)
        return;
    if (book->workbook)
        lxw_workbook_free(book->workbook);
    if (book->path[0])
        unlink(book->path);
    free(book->charts);
    free(book->widths);
    free(book->says_nothing);
    free(book);
}

static int book_new(struct book **out, const char *title, struct cx_err *err)
{
    struct book *book = cx_alloc(sizeof *book);
    lxw_doc_properties properties = {.created = CREATED, .title = (char *)(uintptr_t)title};
    lxw_workbook_options options = {.tmpdir = getenv("TMPDIR")};
    int rc = make_file(book, err);

    if (rc == 0) {
        book->workbook = workbook_new_opt(book->path, &options);
        if (!book->workbook)
            rc = cx_err_set(err, CX_EWORLD, "xlsx: %s: can't be written", book->path);
    }
    if (rc < 0) {
        book_free(book);
        return rc;
    }
    workbook_set_properties(book->workbook, &properties);
    make_formats(book);
    book->title = title;
    *out = book;
    return 0;
}

/* A header takes more lines than one before it makes its column wide. */
static lxw_error write_head(struct book *book, size_t column, const char *s, bool is_right)
{
    struct cx_buf text = {0};
    put_valid(&text, s);
    int width = cx_utf8_width(cx_buf_str(&text), text.len);
    width = width > HEAD_WIDTH ? HEAD_WIDTH : width;
    if (width > book->widths[column])
        book->widths[column] = width;
    lxw_error rc = worksheet_write_string(book->sheet, 0, (lxw_col_t)column, cx_buf_str(&text),
                                          is_right ? book->head_right : book->head);
    cx_buf_fini(&text);
    return rc;
}

/* Headers that are alike are numbered: a filter or a pivot needs to tell them apart. */
static lxw_error write_header(struct book *book, const struct cx_table *table, size_t column)
{
    const char *title = table->columns[column].title;
    struct cx_buf text = {0};
    size_t before = 0;
    for (size_t i = 0; i < column; i++)
        before += strcmp(table->columns[i].title, title) == 0;
    cx_buf_puts(&text, title);
    if (before > 0)
        cx_buf_printf(&text, " (%zu)", before + 1);
    lxw_error rc =
        write_head(book, column, cx_buf_str(&text), cx_column_is_right(&table->columns[column]));
    cx_buf_fini(&text);
    return rc;
}

/* On paper: two pages wide at most, with headers and names on each, titled and numbered. */
static void set_up_page(struct book *book, const struct cx_table *table)
{
    char head[200];
    bool is_titled = book->title && table->title;
    snprintf(head, sizeof head, "&L&\"-,Bold\"%.80s%s%.80s", is_titled ? table->title : "",
             is_titled ? "  " : "", book->title ? book->title : "");
    worksheet_set_landscape(book->sheet);
    worksheet_set_paper(book->sheet, PAPER_A4);
    worksheet_set_margins(book->sheet, 0.4, 0.4, 0.7, 0.6);
    worksheet_fit_to_pages(book->sheet, table->column_count > WIDE ? 2 : 1, 0);
    worksheet_repeat_rows(book->sheet, 0, 0);
    if (table->keys > 0)
        worksheet_repeat_columns(book->sheet, 0, (lxw_col_t)(table->keys - 1));
    if (book->title)
        worksheet_set_header(book->sheet, head);
    worksheet_set_footer(book->sheet, "&C&P / &N");
}

static int begin_sheet(struct book *book, const struct cx_table *table, struct cx_err *err)
{
    lxw_error rc = LXW_NO_ERROR;

    free(book->widths);
    free(book->says_nothing);
    book->widths = cx_alloc((table->column_count + 1) * sizeof *book->widths);
    book->says_nothing = cx_alloc((table->column_count + 1) * sizeof *book->says_nothing);
    name_sheet(book, table->title);
    book->sheets++;
    for (size_t i = 0; i < table->column_count && rc == LXW_NO_ERROR; i++) {
        book->says_nothing[i] = true;
        rc = write_header(book, table, i);
    }
    worksheet_freeze_panes(book->sheet, 1, (lxw_col_t)table->keys);
    set_up_page(book, table);
    return failed(rc, err);
}

static int write_row(struct book *book, const struct cx_table *table, int64_t row,
                     const struct cx_cell *cells, struct cx_err *err)
{
    lxw_error rc = LXW_NO_ERROR;

    if (row + 2 >= LXW_ROW_MAX)
        return cx_err_set(
            err, CX_EWORLD,
            "xlsx: a sheet holds at most %d rows: write csv, or ask for a shorter period",
            LXW_ROW_MAX);
    for (size_t i = 0; i < table->column_count && rc == LXW_NO_ERROR; i++)
        rc = write_cell(book, (lxw_row_t)row + 1, i, &table->columns[i], &cells[i]);
    return failed(rc, err);
}

/* Sums are formulas over the rows that a filter shows; their value for all rows is kept beside. */
static lxw_error write_sum(struct book *book, const struct cx_table *table, int64_t rows,
                           size_t column, const struct cx_cell *cell)
{
    const struct cx_column *type = &table->columns[column];
    lxw_row_t row = (lxw_row_t)rows + 1;
    char range[LXW_MAX_CELL_RANGE_LENGTH], formula[LXW_MAX_CELL_RANGE_LENGTH + 24];
    char plain[CX_CELL_PLAIN];
    int decimals = cx_cell_decimals(type, cell);

    if (cx_cell_empty(type, cell))
        return LXW_NO_ERROR;
    if (cx_column_is_words(type))
        return write_text(book, row, column, cell->text, book->bold);
    if (cell->n > MAX_DIGITS || cell->n < -MAX_DIGITS)
        return write_cell(book, row, column, type, cell);
    widen(book, column, cx_cell_plain(plain, type, cell));
    double value = cx_dec_to_real(cell->n, decimals);
    lxw_format *format = number_format(book, cx_cell_is_share(type, cell), decimals, true);
    if (rows == 0)
        return worksheet_write_number(book->sheet, row, (lxw_col_t)column, value, format);
    lxw_rowcol_to_range(range, 1, (lxw_col_t)column, row - 1, (lxw_col_t)column);
    snprintf(formula, sizeof formula, "=SUBTOTAL(109,%s)", range);
    return worksheet_write_formula_num(book->sheet, row, (lxw_col_t)column, formula, format, value);
}

static bool is_hidden(const struct book *book, int64_t rows, size_t column)
{
    return book->hides_empty && rows > 0 && book->says_nothing[column];
}

static int end_sheet(struct book *book, const struct cx_table *table, const struct column_sum *sums,
                     int64_t rows, struct cx_err *err)
{
    struct cx_cell *cells = sums_row(sums, table);
    size_t count = table->column_count;
    lxw_error rc = LXW_NO_ERROR;
    lxw_row_col_options hidden = {.hidden = LXW_TRUE};

    for (size_t i = 0; cells && i < count && rc == LXW_NO_ERROR; i++)
        rc = write_sum(book, table, rows, i, &cells[i]);
    free(cells);
    for (size_t i = 0; i < count && rc == LXW_NO_ERROR; i++) /* 3: the filter's button */
        rc = worksheet_set_column_opt(book->sheet, (lxw_col_t)i, (lxw_col_t)i, book->widths[i] + 3,
                                      NULL, is_hidden(book, rows, i) ? &hidden : NULL);
    if (count > 0 && rc == LXW_NO_ERROR)
        rc = worksheet_autofilter(book->sheet, 0, 0, (lxw_row_t)rows, (lxw_col_t)(count - 1));
    return failed(rc, err);
}

static int copy_file(const char *path, FILE *to, struct cx_err *err)
{
    FILE *from = fopen(path, "rbe");
    char buf[16384];
    size_t n;

    if (!from)
        return cx_err_set(err, CX_EWORLD, "%s: can't be read: %s", path, cx_err_cause(errno));
    while ((n = fread(buf, 1, sizeof buf, from)) > 0)
        if (fwrite(buf, 1, n, to) < n)
            break; /* the stream's error flag says so */
    int rc = ferror(from) ? cx_err_set(err, CX_EWORLD, "%s: reading failed", path) : 0;
    fclose(from);
    return rc;
}

/* The chart of the only sheet stands beside its table; those of several have a sheet of their own.
 */
static lxw_error place_charts(struct book *book)
{
    lxw_error rc = LXW_NO_ERROR;
    bool is_alone = book->sheets == 1;
    lxw_row_t row = 1;
    if (book->chart_count > 0 && !is_alone) {
        name_sheet(book, cx_shown("Charts"));
        worksheet_gridlines(book->sheet, LXW_HIDE_ALL_GRIDLINES);
        worksheet_set_landscape(book->sheet);
        worksheet_set_paper(book->sheet, PAPER_A4);
        worksheet_fit_to_pages(book->sheet, 1, 0);
        worksheet_set_footer(book->sheet, "&C&P / &N");
    }
    for (size_t i = 0; i < book->chart_count && rc == LXW_NO_ERROR; i++) {
        const struct placed *of = &book->charts[i];
        lxw_chart_options size = {.x_scale = 1.4, .y_scale = of->is_tall ? 2.2 : 1.3};
        bool is_left = i % 2 == 0;
        rc = worksheet_insert_chart_opt(book->sheet, is_alone ? 1 : row,
                                        is_alone  ? of->beside
                                        : is_left ? 1
                                                  : 13,
                                        of->chart, &size);
        row += is_left ? 0 : 35; /* rows of the tallest chart */
    }
    return rc;
}

static int book_write(struct book *book, FILE *stream, struct cx_err *err)
{
    if (failed(place_charts(book), err) < 0)
        return err->code;
    lxw_error closed = workbook_close(book->workbook); /* frees it, also on failure */
    book->workbook = NULL;
    int rc = failed(closed, err);
    return rc < 0 ? rc : copy_file(book->path, stream, err);
}

/* One part of a chart: names and values are cells of the sheet. */
static void add_series(lxw_chart *chart, const char *sheet, const struct cx_table *table,
                       bool is_row, size_t at, size_t last)
{
    const struct cx_chart *of = &table->chart;
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
    lxw_col_t first = (lxw_col_t)of->first, end = (lxw_col_t)(of->first + of->count - 1);
    if (is_row) {
        lxw_row_t row = (lxw_row_t)at + 1;
        chart_series_set_categories(series, sheet, 0, first, 0, end);
        chart_series_set_values(series, sheet, row, first, row, end);
        chart_series_set_name_range(series, sheet, row, (lxw_col_t)of->label);
    } else {
        lxw_col_t column = (lxw_col_t)(of->first + at);
        chart_series_set_categories(series, sheet, 1, (lxw_col_t)of->label, (lxw_row_t)last,
                                    (lxw_col_t)of->label);
        chart_series_set_values(series, sheet, 1, column, (lxw_row_t)last, column);
        chart_series_set_name_range(series, sheet, 0, column);
    }
    static const lxw_color_t colours[] = {0x0072B2, 0xC46A00, 0x00795A, 0xA8477F,
                                          0x3A94C9, 0xB84300, 0x6B6B6B, 0x8A7A00};
    lxw_color_t colour = colours[at % (sizeof colours / sizeof *colours)];
    lxw_chart_line line = {.color = colour, .width = 2.25};
    lxw_chart_fill fill = {.color = colour};
    if (is_row)
        chart_series_set_line(series, &line);
    else
        chart_series_set_fill(series, &fill);
}

#define CHART_ROWS  30 /* bars that a chart can show */
#define CHART_LINES 8

static void add_chart(struct book *book, const struct cx_table *table)
{
    static const uint8_t types[] = {[CX_CHART_BARS] = LXW_CHART_BAR,
                                    [CX_CHART_LINES] = LXW_CHART_LINE,
                                    [CX_CHART_STACK] = LXW_CHART_BAR_STACKED};
    bool is_line = table->chart.kind == CX_CHART_LINES;
    size_t rows = table->row_count, most = is_line ? CHART_LINES : CHART_ROWS;
    if (table->chart.rows && table->chart.rows < most)
        most = table->chart.rows;
    if (rows > most)
        rows = most;
    lxw_chart *chart = workbook_add_chart(book->workbook, types[table->chart.kind]);
    for (size_t i = 0; i < (is_line ? rows : table->chart.count); i++)
        add_series(chart, book->sheet->name, table, is_line, i, rows);
    chart_title_set_name(chart, table->chart.title ? table->chart.title : table->title);
    if (!is_line)
        chart_axis_set_reverse(chart->y_axis); /* of bars the one upright: the first row on top */
    chart_legend_set_position(chart, is_line || table->chart.count > 1 ? LXW_CHART_LEGEND_BOTTOM
                                                                       : LXW_CHART_LEGEND_NONE);
    if (table->chart.is_share)
        chart_axis_set_num_format(is_line ? chart->y_axis : chart->x_axis, "0%");
    CX_GROW(book->charts, book->chart_count, book->chart_cap);
    book->charts[book->chart_count++] =
        (struct placed){chart, (lxw_col_t)(table->column_count + 1), !is_line && rows > 12};
}

static int add_sheet(struct book *book, const struct cx_table *table, struct cx_err *err)
{
    struct column_sum *sums = sums_new(table);
    int rc = begin_sheet(book, table, err);
    for (size_t i = 0; rc == 0 && i < table->row_count; i++) {
        const struct cx_cell *cells = cx_table_cell(table, i, 0);
        rc = write_row(book, table, (int64_t)i, cells, err);
        sums_add(sums, table, cells);
    }
    if (rc == 0)
        rc = end_sheet(book, table, sums, (int64_t)table->row_count, err);
    if (rc == 0 && table->chart.kind != CX_CHART_NONE && table->row_count > 0)
        add_chart(book, table);
    free(sums);
    return rc;
}

int cx_tables_write(const struct cx_tables *tables, FILE *stream, struct cx_err *err)
{
    struct book *book = NULL;
    int rc = book_new(&book, tables->title, err);
    if (rc == 0)
        book->hides_empty = true;
    for (size_t i = 0; rc == 0 && i < tables->count; i++)
        rc = add_sheet(book, tables->list[i], err);
    if (rc == 0)
        rc = book_write(book, stream, err);
    book_free(book);
    return rc;
}

/* A workbook of one table, written as the rows come. */
static int xlsx_open(struct rendering *to, struct cx_err *err)
{
    struct book *book = NULL;
    int rc = book_new(&book, to->table->title, err);
    to->state = book;
    return rc < 0 ? rc : begin_sheet(book, to->table, err);
}

static int xlsx_row(struct rendering *to, const struct cx_cell *cells, struct cx_err *err)
{
    return write_row(to->state, to->table, to->rows, cells, err);
}

static int xlsx_close(struct rendering *to, struct cx_err *err)
{
    struct book *book = to->state;
    int rc = 0;

    if (!to->failed) {
        rc = end_sheet(book, to->table, to->sums, to->rows, err);
        if (rc == 0)
            rc = book_write(book, to->stream, err);
    }
    book_free(book);
    return rc;
}

static int xlsx_draw(struct rendering *to, struct cx_err *err)
{
    struct book *book = NULL;
    int rc = book_new(&book, to->table->title, err);
    if (rc == 0)
        rc = add_sheet(book, to->table, err);
    if (rc == 0)
        rc = book_write(book, to->stream, err);
    book_free(book);
    return rc;
}

const struct renderer xlsx_renderer = {xlsx_open, xlsx_row, xlsx_close, xlsx_draw};
