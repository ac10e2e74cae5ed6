/* Hands rows to the format, and keeps what every format needs: columns, sums, plain cells. */
#include "render/render.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/mem.h"
#include "render/renderer.h"
#include "text/utf8.h"

static const struct cx_renderer *const renderers[] = {
    [CX_FORMAT_CSV] = &cx_render_csv,     [CX_FORMAT_TSV] = &cx_render_tsv,
    [CX_FORMAT_JSON] = &cx_render_json,   [CX_FORMAT_JSONL] = &cx_render_jsonl,
    [CX_FORMAT_TABLE] = &cx_render_table, [CX_FORMAT_MD] = &cx_render_md,
    [CX_FORMAT_HTML] = &cx_render_html,   [CX_FORMAT_XLSX] = &cx_render_xlsx,
};

static void render_free(struct cx_render *render)
{
    for (size_t i = 0; i < render->count; i++) {
        free((char *)render->columns[i].name);
        free((char *)render->columns[i].title);
    }
    free(render->columns);
    free(render->sums);
    free(render->title);
    cx_buf_fini(&render->line);
    free(render);
}

int cx_render_open(struct cx_render **out, FILE *stream, enum cx_format format,
                   const struct cx_column *columns, size_t count,
                   const struct cx_render_options *options, struct cx_err *err)
{
    struct cx_render *render = cx_alloc(sizeof *render);
    int rc;

    *out = NULL;
    render->stream = stream;
    render->renderer = renderers[format];
    render->count = count;
    render->columns = cx_realloc(NULL, count ? count : 1, sizeof *render->columns);
    render->sums = cx_alloc((count ? count : 1) * sizeof *render->sums);
    for (size_t i = 0; i < count; i++) {
        render->columns[i] = columns[i];
        render->columns[i].name = cx_strdup(columns[i].name);
        render->columns[i].title = cx_strdup(columns[i].title ? columns[i].title : columns[i].name);
    }
    if (options) {
        render->title = cx_strdup(options->title);
        render->width = options->width;
        render->keys = options->keys < count ? options->keys : count;
        render->colour = options->colour;
    }
    rc = render->renderer->open ? render->renderer->open(render, err) : 0;
    if (rc < 0) {
        render->failed = true;
        cx_render_close(render, err);
        return rc;
    }
    *out = render;
    return 0;
}

/* Cells may have decimals of their own: the sum has those of the finest. */
static void sum_add(struct cx_render_sum *sum, int64_t n, int decimals)
{
    int64_t *coarse = decimals < sum->decimals ? &n : &sum->n;
    int steps = abs(decimals - sum->decimals);

    if (!sum->any) {
        *sum = (struct cx_render_sum){.any = true, .n = n, .decimals = decimals};
        return;
    }
    if (steps > 18 || __builtin_mul_overflow(*coarse, cx_dec_pow10(steps), coarse) ||
        __builtin_add_overflow(sum->n, n, &sum->n))
        sum->lost = true;
    if (decimals > sum->decimals)
        sum->decimals = decimals;
}

void cx_render_sum_row(struct cx_render *render, const struct cx_cell *cells)
{
    for (size_t i = 0; i < render->count; i++) {
        const struct cx_column *column = &render->columns[i];
        if (column->total && cx_column_is_number(column) && !cells[i].null)
            sum_add(&render->sums[i], cells[i].n, cx_cell_decimals(column, &cells[i]));
    }
}

int cx_render_row(struct cx_render *render, const struct cx_cell *cells, struct cx_err *err)
{
    int rc = render->renderer->row(render, cells, err);

    if (rc < 0) {
        render->failed = true;
        return rc;
    }
    cx_render_sum_row(render, cells);
    render->rows++;
    return 0;
}

bool cx_render_totals(const struct cx_render *render, struct cx_cell *cells)
{
    bool any = false, named = false;

    for (size_t i = 0; i < render->count; i++) {
        const struct cx_column *column = &render->columns[i];
        const struct cx_render_sum *sum = &render->sums[i];
        cells[i] = CX_NULL_CELL;
        if (column->total && cx_column_is_number(column)) {
            any = true;
            if (!sum->lost)
                cells[i] = cx_cell_n(sum->n);
            if (sum->any)
                cells[i].decimals = sum->decimals;
        } else if (column->type == CX_CELL_TEXT && !named) {
            cells[i] = cx_cell_text("Total");
            named = true;
        }
    }
    return any;
}

int cx_render_close(struct cx_render *render, struct cx_err *err)
{
    int rc = render->renderer->close ? render->renderer->close(render, err) : 0;

    render_free(render);
    return rc;
}

void cx_render_valid(struct cx_buf *out, const char *s)
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

void cx_render_flush(struct cx_render *render)
{
    if (render->line.len)
        fwrite(render->line.data, 1, render->line.len, render->stream);
    cx_buf_clear(&render->line);
}
