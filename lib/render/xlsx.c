/* xlsx: workbooks over libxlsxwriter: typed cells, so that no spreadsheet has to guess. The library
 * writes files by name only, so the workbook goes through a temporary file into the stream. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/temporary.h"
#include "render/xlsx.h"
#include "text/utf8.h"

#define WIDE    14        /* columns that one page holds */
#define CREATED 315532800 /* 1980-01-01: the same rows give the same bytes */

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
    const char *folder = cx_temporary_folder();
    int n = snprintf(book->path, sizeof book->path, "%s/cx-xlsx-XXXXXX", folder ? folder : "/tmp");
    int fd = n < (int)sizeof book->path ? mkstemp(book->path) : -1;

    if (fd >= 0)
        return close(fd);
    cx_err_set(err, CX_EWORLD, "%s: can't be created: %s", book->path, cx_err_cause(errno));
    book->path[0] = '\0';
    return CX_EWORLD;
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
    cx_buf_fini(&book->first);
    free(book->charts);
    free(book->widths);
    free(book->says_nothing);
    free(book);
}

static int book_new(struct book **out, const char *title, struct cx_err *err)
{
    struct book *book = cx_alloc(sizeof *book);
    lxw_doc_properties properties = {.created = CREATED, .title = (char *)(uintptr_t)title};
    const char *folder = cx_temporary_folder();
    lxw_workbook_options options = {.tmpdir = (char *)(uintptr_t)folder};
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
    xlsx_make_formats(book);
    book->title = title;
    *out = book;
    return 0;
}

/* What a page's head shows of a title: & begins a code there, and it holds 255 characters in all.
 */
static void put_head(struct cx_buf *head, const char *title)
{
    enum { MOST = 110 };
    struct cx_buf shown = {0};
    int characters = 0;

    cx_utf8_excerpt(&shown, title, strlen(title), strlen(title));
    for (const char *s = cx_buf_str(&shown); *s; s++) {
        characters += (((unsigned char)*s & 0xC0) != 0x80) + (*s == '&');
        if (characters > MOST)
            break;
        cx_buf_puts(head, *s == '&' ? "&" : "");
        cx_buf_putc(head, *s);
    }
    cx_buf_fini(&shown);
}

/* On paper: two pages wide at most, with headers and names on each, titled and numbered. */
static void set_up_page(struct book *book, const struct cx_table *table)
{
    struct cx_buf head = {0};
    cx_buf_puts(&head, "&L&\"-,Bold\"");
    if (book->title && table->title && strcmp(table->title, book->title) != 0) {
        put_head(&head, table->title);
        cx_buf_puts(&head, "  ");
    }
    if (book->title)
        put_head(&head, book->title);
    worksheet_set_landscape(book->sheet);
    worksheet_set_paper(book->sheet, XLSX_A4);
    worksheet_set_margins(book->sheet, 0.4, 0.4, 0.7, 0.6);
    worksheet_fit_to_pages(book->sheet, table->column_count > WIDE ? 2 : 1, 0);
    worksheet_repeat_rows(book->sheet, 0, 0);
    if (table->keys > 0)
        worksheet_repeat_columns(book->sheet, 0, (lxw_col_t)(table->keys - 1));
    if (book->title)
        worksheet_set_header(book->sheet, head.data);
    worksheet_set_footer(book->sheet, "&C&P / &N");
    cx_buf_fini(&head);
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
    book->is_rounded = table->is_rounded;
    book->first_right = 0;
    while (book->first_right < table->column_count &&
           !cx_column_is_right(&table->columns[book->first_right]))
        book->first_right++;
    for (size_t i = 0; i < table->column_count && rc == LXW_NO_ERROR; i++) {
        book->says_nothing[i] = true;
        rc = xlsx_header(book, table, i);
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
        rc = xlsx_cell(book, (lxw_row_t)row + 1, i, &table->columns[i], &cells[i]);
    return failed(rc, err);
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
        rc = xlsx_sum(book, table, rows, i, &cells[i]);
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
        worksheet_set_paper(book->sheet, XLSX_A4);
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

/* What a cell can't hold is cut, and that is said. */
static void note_cuts(const struct book *book, struct cx_buf *notes)
{
    if (book->cut > 0 && notes)
        cx_buf_say(
            notes,
            cx_said_n("%zu text is longer than the %d characters that a cell of a workbook "
                      "holds, and is cut: %s",
                      "%zu texts are longer than the %d characters that a cell of a workbook "
                      "holds, and are cut; the first is %s",
                      (unsigned long long)book->cut),
            book->cut, XLSX_TEXT, cx_buf_str(&book->first));
}

static int book_write(struct book *book, FILE *stream, struct cx_buf *notes, struct cx_err *err)
{
    note_cuts(book, notes);
    if (failed(place_charts(book), err) < 0)
        return err->code;
    lxw_error closed = workbook_close(book->workbook); /* frees it, also on failure */
    book->workbook = NULL;
    int rc = failed(closed, err);
    return rc < 0 ? rc : copy_file(book->path, stream, err);
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
        xlsx_add_chart(book, table);
    free(sums);
    return rc;
}

int cx_tables_write(const struct cx_tables *tables, FILE *stream, struct cx_buf *notes,
                    struct cx_err *err)
{
    struct book *book = NULL;
    int rc = book_new(&book, tables->title, err);
    if (rc == 0)
        book->hides_empty = true;
    for (size_t i = 0; rc == 0 && i < tables->count; i++)
        rc = add_sheet(book, tables->list[i], err);
    if (rc == 0)
        rc = book_write(book, stream, notes, err);
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
            rc = book_write(book, to->stream, to->notes, err);
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
        rc = book_write(book, to->stream, to->notes, err);
    book_free(book);
    return rc;
}

const struct renderer xlsx_renderer = {xlsx_open, xlsx_row, xlsx_close, xlsx_draw};
