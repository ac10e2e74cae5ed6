#include "render/spark.h"

static void put_eighths(struct cx_buf *out, int eighths, unsigned char first, int step)
{
    const char bytes[] = {(char)0xE2, (char)0x96, (char)(first + step * (eighths - 1))};
    cx_buf_add(out, bytes, sizeof bytes);
}

/* The full blocks, then the part of one: U+2588 is full, U+258F an eighth. */
static void put_bar(struct cx_buf *out, double share, int width)
{
    int eighths = (int)(share * width * 8 + 0.5);
    if (share <= 0)
        return;
    for (; eighths >= 8; eighths -= 8)
        put_eighths(out, 1, 0x88, 0);
    if (eighths > 0)
        put_eighths(out, eighths, 0x8F, -1);
}

/* The lowest and highest of a row's values; false: it has none. */
static bool range(double *low, double *high, const struct cx_table *table, size_t row)
{
    bool any = false;
    for (size_t i = 0; i < table->chart.count; i++) {
        double value;
        if (!cx_table_real(&value, table, row, table->chart.first + i))
            continue;
        *low = any && *low < value ? *low : value;
        *high = any && *high > value ? *high : value;
        any = true;
    }
    return any;
}

static void put_line(struct cx_buf *out, const struct cx_table *table, size_t row)
{
    double low = 0, high = 0, value;
    if (!range(&low, &high, table, row))
        return;
    for (size_t i = 0; i < table->chart.count; i++) {
        if (!cx_table_real(&value, table, row, table->chart.first + i))
            cx_buf_putc(out, ' ');
        else
            put_eighths(out, high > low ? 1 + (int)((value - low) / (high - low) * 7 + 0.5) : 4,
                        0x81, 1);
    }
}

void cx_spark(struct cx_buf *out, const struct cx_table *table, size_t row, int width)
{
    double value, largest = 0;
    if (table->chart.kind == CX_CHART_LINES) {
        put_line(out, table, row);
        return;
    }
    if (table->chart.kind == CX_CHART_STACK ||
        !cx_table_real(&value, table, row, table->chart.first))
        return;
    for (size_t i = 0; i < table->row_count; i++) {
        double other;
        if (cx_table_real(&other, table, i, table->chart.first) && other > largest)
            largest = other;
    }
    if (largest > 0)
        put_bar(out, value / largest, width);
}
