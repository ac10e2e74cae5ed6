/* xlsx: cells, typed, so that no spreadsheet has to guess. */
#include <string.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/hidden.h"
#include "base/lang.h"
#include "render/xlsx.h"
#include "text/utf8.h"

#define MAX_DIGITS   INT64_C(999999999999999) /* digits of a number that a spreadsheet keeps */
#define MAX_WIDTH    60
#define HEAD_WIDTH   12
#define SERIAL_0     25569 /* 1970-01-01 in a spreadsheet's days */
#define SERIAL_FIRST 61    /* 1900-03-01: before it spreadsheets don't agree on days */

/* How figures are shown: thousands apart, so many decimals, of which those past two only where they
 * are not 0; or as percents. */
static void make_pattern(char *pattern, size_t size, int decimals, bool is_share)
{
    int fixed = decimals > 4 ? 2 : decimals;
    snprintf(pattern, size, "%s%s%.*s%.*s", is_share ? "0.0%" : "#,##0",
             is_share || !fixed ? "" : ".", is_share ? 0 : fixed, "0000",
             is_share ? 0 : decimals - fixed, "################");
}

/* As a page shows them (cx_cell_shown): two decimals, or four of what is below 1. */
static lxw_format *rounded_format(struct book *book)
{
    if (!book->rounded) {
        book->rounded = workbook_add_format(book->workbook);
        format_set_num_format(book->rounded, "[>=1]#,##0.00;[<=-1]-#,##0.00;0.00##");
    }
    return book->rounded;
}

static lxw_format *number_format(struct book *book, bool is_share, int decimals, bool bold)
{
    char pattern[64];
    if (book->is_rounded && !is_share && !bold && decimals > 4)
        return rounded_format(book);
    if (decimals > XLSX_DECIMALS)
        decimals = XLSX_DECIMALS;
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

/* side: of enum lxw_format_alignments. */
static lxw_format *add_format(struct book *book, uint8_t side, uint8_t indent)
{
    lxw_format *format = workbook_add_format(book->workbook);
    format_set_align(format, side);
    format_set_indent(format, indent);
    return format;
}

static lxw_format *add_head(struct book *book, uint8_t side, uint8_t indent)
{
    lxw_format *format = add_format(book, side, indent);
    format_set_bold(format);
    format_set_bottom(format, LXW_BORDER_THIN);
    format_set_text_wrap(format);
    format_set_align(format, LXW_ALIGN_VERTICAL_BOTTOM);
    return format;
}

static void make_left(struct book *book, struct left_formats *formats, uint8_t indent)
{
    formats->head = add_head(book, LXW_ALIGN_LEFT, indent);
    formats->text = add_format(book, LXW_ALIGN_LEFT, indent);
    formats->date = add_format(book, LXW_ALIGN_LEFT, indent);
    format_set_num_format(formats->date, "yyyy-mm-dd");
    formats->time = add_format(book, LXW_ALIGN_LEFT, indent);
    format_set_num_format(formats->time, "yyyy-mm-dd hh:mm:ss");
    formats->bold = add_format(book, LXW_ALIGN_LEFT, indent);
    format_set_bold(formats->bold);
    format_set_top(formats->bold, LXW_BORDER_THIN);
}

void xlsx_make_formats(struct book *book)
{
    book->head_right = add_head(book, LXW_ALIGN_RIGHT, 0);
    book->right = add_format(book, LXW_ALIGN_RIGHT, 0);
    make_left(book, &book->left, 0);
    make_left(book, &book->indented, 1);
}

/* Without an indent a text runs into the figures on its left. Columns between them may be hidden,
 * so that all behind the first figures have one. */
static const struct left_formats *left_of(const struct book *book, size_t column)
{
    return column > book->first_right ? &book->indented : &book->left;
}

static void widen(struct book *book, size_t column, const char *s)
{
    int width = cx_utf8_width(s, strlen(s));

    if (width > MAX_WIDTH)
        width = MAX_WIDTH;
    if (width > book->widths[column])
        book->widths[column] = width;
}

static void note_cut(struct book *book, lxw_row_t row, size_t column)
{
    char cell[LXW_MAX_CELL_NAME_LENGTH];
    if (book->cut++ > 0)
        return;
    lxw_rowcol_to_cell(cell, row, (lxw_col_t)column);
    cx_buf_printf(&book->first, "%s!%s", book->sheet->name, cell);
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
        if (units > XLSX_TEXT)
            break;
    }
    if (n < text.len) {
        text.data[text.len = n] = '\0';
        note_cut(book, row, column);
    }
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
        return write_text(book, row, column, plain, left_of(book, column)->text);
    if (timed)
        serial += (double)(cell->n - (int64_t)day * 86400) / 86400;
    widen(book, column, plain);
    return worksheet_write_number(book->sheet, row, (lxw_col_t)column, serial,
                                  timed ? left_of(book, column)->time
                                        : left_of(book, column)->date);
}

lxw_error xlsx_cell(struct book *book, lxw_row_t row, size_t column, const struct cx_column *type,
                    const struct cx_cell *cell)
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
                          type->type == CX_CELL_FIGURE ? book->right : left_of(book, column)->text);
    if (!cx_column_is_number(type))
        return write_day(book, row, column, type, cell);
    if (cell->n > MAX_DIGITS || cell->n < -MAX_DIGITS) /* a number would lose its last digits */
        return write_text(book, row, column, plain, book->right);
    widen(book, column, plain);
    return worksheet_write_number(
        book->sheet, row, (lxw_col_t)column, cx_dec_to_real(cell->n, decimals),
        number_format(book, cx_cell_is_share(type, cell), decimals, false));
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
    lxw_error rc =
        worksheet_write_string(book->sheet, 0, (lxw_col_t)column, cx_buf_str(&text),
                               is_right ? book->head_right : left_of(book, column)->head);
    cx_buf_fini(&text);
    return rc;
}

lxw_error xlsx_header(struct book *book, const struct cx_table *table, size_t column)
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

lxw_error xlsx_sum(struct book *book, const struct cx_table *table, int64_t rows, size_t column,
                   const struct cx_cell *cell)
{
    const struct cx_column *type = &table->columns[column];
    lxw_row_t row = (lxw_row_t)rows + 1;
    char range[LXW_MAX_CELL_RANGE_LENGTH], formula[LXW_MAX_CELL_RANGE_LENGTH + 24];
    char plain[CX_CELL_PLAIN];
    int decimals = cx_cell_decimals(type, cell);

    if (cx_cell_empty(type, cell))
        return LXW_NO_ERROR;
    if (cx_column_is_words(type))
        return write_text(book, row, column, cell->text, left_of(book, column)->bold);
    if (cell->n > MAX_DIGITS || cell->n < -MAX_DIGITS)
        return xlsx_cell(book, row, column, type, cell);
    widen(book, column, cx_cell_plain(plain, type, cell));
    double value = cx_dec_to_real(cell->n, decimals);
    lxw_format *format = number_format(book, cx_cell_is_share(type, cell), decimals, true);
    if (rows == 0)
        return worksheet_write_number(book->sheet, row, (lxw_col_t)column, value, format);
    lxw_rowcol_to_range(range, 1, (lxw_col_t)column, row - 1, (lxw_col_t)column);
    snprintf(formula, sizeof formula, "=SUBTOTAL(109,%s)", range);
    return worksheet_write_formula_num(book->sheet, row, (lxw_col_t)column, formula, format, value);
}
