/* Charts as SVG in a page: they print, need no script, and take the colours of day and night. What
 * is text stays outside the drawing, so that it keeps its size on a phone. */
#include "render/svg.h"

#include <math.h>

#include "render/cell.h"
#include "render/markup.h"

#define SERIES 8 /* one line per colour: more cannot be told apart; parts beyond are fainter */
#define TICKS  4 /* spaces between the lines of a plot's grid */

/* The rows that are drawn. */
static size_t drawn(const struct cx_table *table)
{
    size_t most = table->chart.rows;
    return most && most < table->row_count ? most : table->row_count;
}

static void put_label(struct cx_buf *page, const struct cx_table *table, size_t row)
{
    char buf[CX_CELL_PLAIN];
    const struct cx_column *column = &table->columns[table->chart.label];
    cx_page_text(page, cx_cell_plain(buf, column, cx_table_cell(table, row, table->chart.label)));
}

/* The largest of the drawn values, or of their sums a row. */
static double largest(const struct cx_table *table, bool is_stacked)
{
    double most = 0;
    for (size_t row = 0; row < drawn(table); row++) {
        double sum = 0, value;
        for (size_t i = 0; i < table->chart.count; i++) {
            if (!cx_table_real(&value, table, row, table->chart.first + i) || value <= 0)
                continue;
            sum = is_stacked ? sum + value : value;
            most = sum > most ? sum : most;
        }
    }
    return most;
}

static const char *faint(size_t series)
{
    return series / SERIES % 2 ? " faint" : "";
}

/* Says where rows of the table are not drawn. */
static void put_undrawn(struct cx_buf *page, const struct cx_table *table, size_t rows)
{
    if (rows == table->row_count || table->chart.is_choice)
        return;
    cx_buf_puts(page, "<p class=\"note\">");
    cx_buf_show(page, "%zu of %zu are drawn; the table has all.", rows, table->row_count);
    cx_buf_puts(page, "</p>\n");
}

static void put_key(struct cx_buf *page, const char *text, size_t series, bool is_line)
{
    cx_buf_puts(page, "<li><svg viewBox=\"0 0 26 12\" aria-hidden=\"true\">");
    if (is_line)
        cx_buf_printf(page, "<path class=\"s%zu\" d=\"M0 6H26\"/>", series + 1);
    else
        cx_buf_printf(page, "<rect class=\"f%zu%s\" width=\"26\" height=\"12\"/>",
                      series % SERIES + 1, faint(series));
    cx_buf_puts(page, "</svg>");
    cx_page_text(page, text);
    cx_buf_puts(page, "</li>");
}

static void bars(struct cx_buf *page, const struct cx_table *table)
{
    double most = largest(table, false), value, mark;
    cx_buf_puts(page, "<div class=\"bars\">\n");
    for (size_t row = 0; row < drawn(table); row++) {
        bool is_there = cx_table_real(&value, table, row, table->chart.first);
        double share = is_there && most > 0 && value > 0 ? value / most * 100 : 0;
        cx_buf_puts(page, "<span class=\"l\">");
        put_label(page, table, row);
        cx_buf_printf(page,
                      "</span><svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" "
                      "aria-hidden=\"true\"><rect class=\"f1\" width=\"%.2f\" height=\"10\"/>",
                      share);
        if (table->chart.count > 1 && most > 0 &&
            cx_table_real(&mark, table, row, table->chart.first + 1))
            cx_buf_printf(page, "<rect class=\"mark\" x=\"%.2f\" width=\".6\" height=\"10\"/>",
                          fmin(mark / most * 100, 99.4));
        cx_buf_puts(page, "</svg><span class=\"v\">");
        if (is_there)
            cx_page_figure(page, value, table->chart.is_share);
        else
            cx_buf_puts(page, "\xE2\x80\x93");
        cx_buf_puts(page, "</span>\n");
    }
    cx_buf_puts(page, "</div>\n");
    if (table->chart.mark) {
        cx_buf_puts(page, "<ul class=\"key\"><li><svg viewBox=\"0 0 26 12\" aria-hidden=\"true\">"
                          "<rect class=\"mark\" x=\"12\" width=\"2\" height=\"12\"/></svg>");
        cx_page_text(page, table->chart.mark);
        cx_buf_puts(page, "</li></ul>\n");
    }
    put_undrawn(page, table, drawn(table));
}

static void stack(struct cx_buf *page, const struct cx_table *table)
{
    double most = largest(table, true), value;
    cx_buf_puts(page, "<div class=\"bars\">\n");
    for (size_t row = 0; row < drawn(table); row++) {
        double at = 0;
        cx_buf_puts(page, "<span class=\"l\">");
        put_label(page, table, row);
        cx_buf_puts(page, "</span><svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" "
                          "aria-hidden=\"true\">");
        for (size_t i = 0; i < table->chart.count && most > 0; i++) {
            if (!cx_table_real(&value, table, row, table->chart.first + i) || value <= 0)
                continue;
            cx_buf_printf(page,
                          "<rect class=\"part f%zu%s\" x=\"%.2f\" width=\"%.2f\" "
                          "height=\"10\"/>",
                          i % SERIES + 1, faint(i), at / most * 100, value / most * 100);
            at += value;
        }
        cx_buf_puts(page, "</svg><span class=\"v\">");
        cx_page_figure(page, at, table->chart.is_share);
        cx_buf_puts(page, "</span>\n");
    }
    cx_buf_puts(page, "</div>\n<ul class=\"key\">");
    for (size_t i = 0; i < table->chart.count; i++)
        put_key(page, table->columns[table->chart.first + i].title, i, false);
    cx_buf_puts(page, "</ul>\n");
    put_undrawn(page, table, drawn(table));
}

/* An axis that holds the values: it begins at a round number (0 unless that would flatten them) and
 * has TICKS round steps. */
struct axis {
    double low, step;
};

static struct axis make_axis(const struct cx_table *table)
{
    double low = INFINITY, high = -INFINITY, value;
    for (size_t row = 0; row < drawn(table); row++) {
        for (size_t i = 0; i < table->chart.count; i++) {
            if (!cx_table_real(&value, table, row, table->chart.first + i))
                continue;
            low = fmin(low, value);
            high = fmax(high, value);
        }
    }
    if (low > high)
        return (struct axis){0, 1};
    if (low > 0 && low < high * 0.7)
        low = 0;
    double span = high > low ? high - low : high != 0 ? fabs(high) / 2 : 1;
    static const double rounds[] = {1, 2, 2.5, 5, 10, 20};
    double unit = pow(10, floor(log10(span / TICKS)));
    for (size_t i = 0; i < sizeof rounds / sizeof *rounds; i++) {
        double step = unit * rounds[i], start = floor(low / step + 1e-9) * step;
        if (start + TICKS * step >= high - step * 1e-9)
            return (struct axis){start, step};
    }
    return (struct axis){low, span / TICKS};
}

/* A line, broken where a value is missing, and its dots. Drawn in a space of 100 × 100. */
static void line(struct cx_buf *page, const struct cx_table *table, size_t row, struct axis axis)
{
    struct cx_buf path = {0}, dots = {0};
    bool is_down = false;
    for (size_t i = 0; i < table->chart.count; i++) {
        double value;
        double x =
            table->chart.count > 1 ? 100.0 * (double)i / (double)(table->chart.count - 1) : 50;
        if (!cx_table_real(&value, table, row, table->chart.first + i)) {
            is_down = false;
            continue;
        }
        double y = 100 - (value - axis.low) / (axis.step * TICKS) * 100;
        cx_buf_printf(&path, "%c%.2f %.2f", is_down ? 'L' : 'M', x, y);
        cx_buf_printf(&dots, "M%.2f %.2fh0", x, y);
        is_down = true;
    }
    if (path.len > 0)
        cx_buf_printf(page, "<path class=\"s%zu\" d=\"%s\"/><path class=\"s%zu dot\" d=\"%s\"/>\n",
                      row % SERIES + 1, path.data, row % SERIES + 1, dots.data);
    cx_buf_fini(&path);
    cx_buf_fini(&dots);
}

static void lines(struct cx_buf *page, const struct cx_table *table)
{
    struct axis axis = make_axis(table);
    size_t rows = drawn(table) < SERIES ? drawn(table) : SERIES;
    cx_buf_puts(page, "<div class=\"plot\"><div class=\"y\">");
    for (int i = TICKS; i >= 0; i--) {
        cx_buf_puts(page, "<span>");
        cx_page_figure(page, axis.low + axis.step * i, table->chart.is_share);
        cx_buf_puts(page, "</span>");
    }
    cx_buf_puts(page, "</div><svg viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\" "
                      "aria-hidden=\"true\">\n");
    for (int i = 0; i <= TICKS; i++)
        cx_buf_printf(page, "<path class=\"grid\" d=\"M0 %gH100\"/>", 100.0 * i / TICKS);
    for (size_t row = 0; row < rows; row++)
        line(page, table, row, axis);
    cx_buf_printf(page, "</svg><div class=\"x%s\">", table->chart.count > 7 ? " many" : "");
    for (size_t i = 0; i < table->chart.count; i++) {
        cx_buf_puts(page, "<span>");
        cx_page_text(page, table->columns[table->chart.first + i].title);
        cx_buf_puts(page, "</span>");
    }
    cx_buf_puts(page, "</div></div>\n<ul class=\"key\">");
    for (size_t row = 0; row < rows; row++) {
        struct cx_buf name = {0};
        char buf[CX_CELL_PLAIN];
        cx_buf_puts(&name, cx_cell_plain(buf, &table->columns[table->chart.label],
                                         cx_table_cell(table, row, table->chart.label)));
        put_key(page, cx_buf_str(&name), row, true);
        cx_buf_fini(&name);
    }
    cx_buf_puts(page, "</ul>\n");
    put_undrawn(page, table, rows);
}

void cx_svg_chart(struct cx_buf *page, const struct cx_table *table)
{
    switch (table->chart.kind) {
    case CX_CHART_NONE: return;
    case CX_CHART_BARS: bars(page, table); return;
    case CX_CHART_STACK: stack(page, table); return;
    case CX_CHART_LINES: lines(page, table); return;
    }
}
