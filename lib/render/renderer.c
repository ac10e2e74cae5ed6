/* What every format needs: the order of its calls, sums, well-formed text. */
#include "render/renderer.h"

#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "text/utf8.h"

/* Cells may have decimals of their own: the sum has those of the finest. */
static void sum_add(struct column_sum *sum, int64_t n, int decimals)
{
    int64_t *coarse = decimals < sum->decimals ? &n : &sum->n;
    int steps = abs(decimals - sum->decimals);

    if (!sum->any) {
        *sum = (struct column_sum){.any = true, .n = n, .decimals = decimals};
        return;
    }
    if (steps > 18 || __builtin_mul_overflow(*coarse, cx_dec_pow10(steps), coarse) ||
        __builtin_add_overflow(sum->n, n, &sum->n))
        sum->lost = true;
    if (decimals > sum->decimals)
        sum->decimals = decimals;
}

struct column_sum *sums_new(const struct cx_table *table)
{
    return cx_alloc((table->column_count + 1) * sizeof(struct column_sum));
}

void sums_add(struct column_sum *sums, const struct cx_table *table, const struct cx_cell *cells)
{
    for (size_t i = 0; i < table->column_count; i++) {
        const struct cx_column *column = &table->columns[i];
        if (column->total && cx_column_is_number(column) && !cells[i].null)
            sum_add(&sums[i], cells[i].n, cx_cell_decimals(column, &cells[i]));
    }
}

struct cx_cell *sums_row(const struct column_sum *sums, const struct cx_table *table)
{
    struct cx_cell *cells = cx_alloc((table->column_count + 1) * sizeof *cells);
    bool any = false, named = false;

    for (size_t i = 0; i < table->column_count; i++) {
        const struct cx_column *column = &table->columns[i];
        const struct column_sum *sum = &sums[i];
        cells[i] = CX_NULL_CELL;
        if (column->total && cx_column_is_number(column)) {
            any = true;
            if (!sum->lost)
                cells[i] = cx_cell_n(sum->n);
            if (sum->any)
                cells[i].decimals = sum->decimals;
        } else if (column->type == CX_CELL_TEXT && !named) {
            cells[i] = cx_cell_text(cx_shown("Total"));
            named = true;
        }
    }
    if (any)
        return cells;
    free(cells);
    return NULL;
}

int rendering_open(struct rendering *to, const struct renderer *renderer, struct cx_err *err)
{
    to->sums = sums_new(to->table);
    int rc = renderer->open ? renderer->open(to, err) : 0;
    to->failed = rc < 0;
    return rc;
}

int rendering_row(struct rendering *to, const struct renderer *renderer,
                  const struct cx_cell *cells, struct cx_err *err)
{
    int rc = renderer->row(to, cells, err);
    if (rc < 0) {
        to->failed = true;
        return rc;
    }
    sums_add(to->sums, to->table, cells);
    to->rows++;
    return 0;
}

int rendering_close(struct rendering *to, const struct renderer *renderer, struct cx_err *err)
{
    int rc = renderer->close ? renderer->close(to, err) : 0;
    free(to->sums);
    cx_buf_fini(&to->line);
    to->sums = NULL;
    return rc;
}

int rendering_rows(struct rendering *to, const struct renderer *renderer, struct cx_err *err)
{
    int rc = rendering_open(to, renderer, err);
    for (size_t i = 0; rc == 0 && i < to->table->row_count; i++)
        rc = rendering_row(to, renderer, cx_table_cell(to->table, i, 0), err);
    int closed = rendering_close(to, renderer, err);
    return rc < 0 ? rc : closed;
}

void rendering_flush(struct rendering *to)
{
    if (to->line.len)
        fwrite(to->line.data, 1, to->line.len, to->stream);
    cx_buf_clear(&to->line);
}

void put_valid(struct cx_buf *out, const char *s)
{
    size_t n = strlen(s);

    while (n > 0) {
        size_t good = cx_utf8_invalid_at(s, n);
        cx_buf_add(out, s, good);
        if (good == n)
            break;
        cx_buf_puts(out, "\xEF\xBF\xBD");
        s += good + 1;
        n -= good + 1;
    }
}
