/* xlsx: native charts, whose names and values are cells of their sheet. */
#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "render/xlsx.h"

#define CHART_ROWS  30 /* bars that a chart can show */
#define CHART_LINES 8

/* Halfway to white: of parts beyond the colours. */
static lxw_color_t fainter(lxw_color_t colour)
{
    return ((colour >> 1) & 0x7F7F7F) + 0x808080;
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
    const size_t count = sizeof colours / sizeof *colours;
    lxw_color_t colour = at / count % 2 ? fainter(colours[at % count]) : colours[at % count];
    lxw_chart_line line = {.color = colour, .width = 2.25};
    lxw_chart_fill fill = {.color = colour};
    if (!is_row) {
        chart_series_set_fill(series, &fill);
        return;
    }
    lxw_chart_line none = {.none = LXW_TRUE};
    chart_series_set_line(series, &line);
    chart_series_set_marker_type(series, LXW_CHART_MARKER_CIRCLE); /* a point alone has no line */
    chart_series_set_marker_fill(series, &fill);
    chart_series_set_marker_line(series, &none);
}

/* Percents with the decimals that about ten steps of the axis take. */
static void set_share_axis(lxw_chart_axis *axis, const struct cx_table *table, size_t rows)
{
    static const char *const formats[] = {"0%", "0.0%", "0.00%", "0.000%", "0.0000%"};
    double low = INFINITY, high = 0, value;
    for (size_t i = 0; i < rows * table->chart.count; i++) {
        if (!cx_table_real(&value, table, i / table->chart.count,
                           table->chart.first + i % table->chart.count))
            continue;
        low = fmin(low, value);
        high = fmax(high, fabs(value));
    }
    double span = low > high * 5 / 6 && low < high ? high - low : high; /* where the axis begins */
    double decimals = span > 0 ? ceil(-log10(span * 100 / 10)) : 0;
    chart_axis_set_num_format(axis, formats[(int)fmax(0, fmin(decimals, 4))]);
}

/* What is seen, and of how many rows where the chart has not all. */
static void set_title(lxw_chart *chart, const struct cx_table *table, size_t rows)
{
    struct cx_buf title = {0};
    const char *seen = table->chart.title ? table->chart.title : table->title;
    if (rows < table->row_count && !table->chart.is_choice)
        cx_buf_show(&title, "%s (%zu of %zu drawn)", seen, rows, table->row_count);
    else
        cx_buf_puts(&title, seen);
    chart_title_set_name(chart, cx_buf_str(&title));
    cx_buf_fini(&title);
}

void xlsx_add_chart(struct book *book, const struct cx_table *table)
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
    set_title(chart, table, rows);
    if (!is_line)
        chart_axis_set_reverse(chart->y_axis); /* of bars the one upright: the first row on top */
    chart_legend_set_position(chart, is_line || table->chart.count > 1 ? LXW_CHART_LEGEND_BOTTOM
                                                                       : LXW_CHART_LEGEND_NONE);
    if (table->chart.is_share)
        set_share_axis(is_line ? chart->y_axis : chart->x_axis, table, rows);
    CX_GROW(book->charts, book->chart_count, book->chart_cap);
    book->charts[book->chart_count++] =
        (struct placed){chart, (lxw_col_t)(table->column_count + 1), !is_line && rows > 12};
}
