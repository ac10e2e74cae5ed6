#include "render/webpage.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "render/page.css.h"
#include "render/renderer.h"

void cx_page_text(struct cx_buf *page, const char *s)
{
    struct cx_buf valid = {0};

    cx_render_valid(&valid, s);
    for (const char *c = cx_buf_str(&valid); *c; c++) {
        switch (*c) {
        case '&': cx_buf_puts(page, "&amp;"); break;
        case '<': cx_buf_puts(page, "&lt;"); break;
        case '>': cx_buf_puts(page, "&gt;"); break;
        case '"': cx_buf_puts(page, "&quot;"); break;
        case '\'': cx_buf_puts(page, "&#39;"); break;
        default:
            if ((unsigned char)*c >= ' ' || *c == '\n' || *c == '\t')
                cx_buf_putc(page, *c);
        }
    }
    cx_buf_fini(&valid);
}

void cx_page_open(struct cx_buf *page, const char *title)
{
    cx_buf_puts(page, "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
                      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                      "style-src 'unsafe-inline'\">\n"
                      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
                      "<title>");
    cx_page_text(page, title ? title : "cx");
    cx_buf_printf(page, "</title>\n<style>\n%s</style>\n</head>\n<body>\n", FILE_page);
    if (title) {
        cx_buf_puts(page, "<h1>");
        cx_page_text(page, title);
        cx_buf_puts(page, "</h1>\n");
    }
}

void cx_page_close(struct cx_buf *page)
{
    cx_buf_puts(page, "</body>\n</html>\n");
}

const char *cx_page_class(const struct cx_column *column)
{
    if (cx_column_is_number(column))
        return " class=\"n\"";
    return column->type == CX_CELL_TEXT ? "" : " class=\"d\"";
}

static void put_head(struct cx_buf *page, const struct cx_table *table, int hidden)
{
    cx_buf_puts(page, "<div class=\"scroll\"><table>\n<thead>\n<tr>");
    for (size_t i = 0; i < table->column_count; i++) {
        if ((int)i == hidden)
            continue;
        cx_buf_printf(page, "<th scope=\"col\"%s>", cx_page_class(&table->columns[i]));
        cx_page_text(page, table->columns[i].title);
        cx_buf_puts(page, "</th>");
    }
    cx_buf_puts(page, "</tr>\n</thead>\n<tbody>\n");
}

void cx_page_cells(struct cx_buf *page, const struct cx_column *columns, size_t count,
                   const struct cx_cell *cells, int hidden)
{
    char buf[CX_CELL_PLAIN];
    cx_buf_puts(page, "<tr>");
    for (size_t i = 0; i < count; i++) {
        if ((int)i == hidden)
            continue;
        cx_buf_printf(page, "<td%s>", cx_page_class(&columns[i]));
        cx_page_text(page, cx_cell_plain(buf, &columns[i], &cells[i]));
        cx_buf_puts(page, "</td>");
    }
    cx_buf_puts(page, "</tr>\n");
}

/* The sums of columns that have one, as the other formats have them. */
static void put_totals(struct cx_buf *page, const struct cx_table *table)
{
    struct cx_render sums = {.columns = table->columns, .count = table->column_count};
    struct cx_cell *cells = cx_alloc((table->column_count + 1) * sizeof *cells);
    sums.sums = cx_alloc((table->column_count + 1) * sizeof *sums.sums);
    for (size_t i = 0; i < table->row_count; i++)
        cx_render_sum_row(&sums, cx_table_cell(table, i, 0));
    if (cx_render_totals(&sums, cells)) {
        cx_buf_puts(page, "<tfoot>\n");
        cx_page_cells(page, table->columns, table->column_count, cells, -1);
        cx_buf_puts(page, "</tfoot>\n");
    }
    free(sums.sums);
    free(cells);
}

void cx_page_table(struct cx_buf *page, const struct cx_table *table)
{
    put_head(page, table, -1);
    for (size_t i = 0; i < table->row_count; i++)
        cx_page_cells(page, table->columns, table->column_count, cx_table_cell(table, i, 0), -1);
    cx_buf_puts(page, "</tbody>\n");
    put_totals(page, table);
    cx_buf_puts(page, "</table></div>\n");
}

void cx_page_rows(struct cx_buf *page, const struct cx_table *table, size_t column,
                  const char *text)
{
    put_head(page, table, (int)column);
    for (size_t i = 0; i < table->row_count; i++) {
        const struct cx_cell *cell = cx_table_cell(table, i, column);
        if (cell->text && strcmp(cell->text, text) == 0)
            cx_page_cells(page, table->columns, table->column_count, cx_table_cell(table, i, 0),
                          (int)column);
    }
    cx_buf_puts(page, "</tbody>\n</table></div>\n");
}

static void put_note(struct cx_buf *page, const struct cx_table *table)
{
    if (!table->note)
        return;
    cx_buf_puts(page, "<p class=\"note\">");
    cx_page_text(page, table->note);
    cx_buf_puts(page, "</p>\n");
}

static void put_chart(struct cx_buf *page, const struct cx_table *table, const char *heading)
{
    if (table->chart.kind == CX_CHART_NONE || table->row_count == 0)
        return;
    cx_buf_puts(page, "<figure>");
    if (heading) {
        cx_buf_puts(page, "<h2>");
        cx_page_text(page, heading);
        cx_buf_puts(page, "</h2>\n");
    }
    cx_svg_chart(page, table);
    cx_buf_puts(page, "</figure>\n");
}

void cx_page_single(struct cx_buf *page, const struct cx_table *table)
{
    put_note(page, table);
    put_chart(page, table, table->chart.title);
    cx_page_table(page, table);
}

void cx_page_section(struct cx_buf *page, const struct cx_table *table, const char *classes)
{
    bool has_chart = table->chart.kind != CX_CHART_NONE && table->row_count > 0;
    cx_buf_printf(page, "<section class=\"%s\">\n<h2>", classes);
    cx_page_text(page, has_chart && table->chart.title ? table->chart.title : table->title);
    cx_buf_puts(page, "</h2>\n");
    put_note(page, table);
    put_chart(page, table, NULL);
    if (has_chart)
        cx_buf_puts(page, "<details><summary>Figures</summary>\n");
    cx_page_table(page, table);
    cx_buf_puts(page, has_chart ? "</details>\n</section>\n" : "</section>\n");
}

/* Thousands in groups of three. */
static void put_grouped(struct cx_buf *page, double value, int decimals)
{
    char digits[400];
    int n = snprintf(digits, sizeof digits, "%.*f", decimals, fabs(value));
    int whole = decimals ? n - decimals - 1 : n;
    if (value < 0 && strspn(digits, "0.") < (size_t)n)
        cx_buf_puts(page, "\xE2\x88\x92");
    for (int i = 0; i < n; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0)
            cx_buf_putc(page, ',');
        cx_buf_putc(page, digits[i]);
    }
}

void cx_page_figure(struct cx_buf *page, double value, bool is_share)
{
    double size = fabs(is_share ? value * 100 : value);
    if (is_share) {
        put_grouped(page, value * 100, size < 10 ? 2 : 1);
        cx_buf_puts(page, "\xC2\xA0%"); /* a blank where no line ends */
    } else {
        put_grouped(page, value, size >= 1000 || size == floor(size) ? 0 : size < 1 ? 3 : 1);
    }
}
