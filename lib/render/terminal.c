/* table: for people to read, on a terminal or in a text. Rows are kept until all widths are known;
 * a picture is one more column. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "render/layout.h"
#include "render/pivot.h"
#include "render/spark.h"
#include "text/wrap.h"

#define BOLD          "\033[1m"
#define NORMAL        "\033[0m"
#define RED           "\033[31m"
#define YELLOW        "\033[33m"
#define PICTURE_MOST  16 /* columns of a bar */
#define PICTURE_LEAST 4

/* Whether a column belongs to a part of the table. */
static bool is_in(const struct layout *layout, size_t column, int part)
{
    return !layout->is_left_out[column] &&
           (layout->parts[column] == part || layout->parts[column] < 0);
}

static void end_line(struct rendering *to, bool is_bold)
{
    while (to->line.len > 0 && to->line.data[to->line.len - 1] == ' ')
        to->line.data[--to->line.len] = '\0';
    if (is_bold)
        cx_buf_puts(&to->line, NORMAL);
    cx_buf_putc(&to->line, '\n');
    rendering_flush(to);
}

/* The colour of what a cell says, where it is a severity; NULL: none. */
static const char *colour_of(const struct rendering *to, size_t row, size_t column)
{
    static const struct {
        const char *word, *colour;
    } words[] = {{"critical", RED}, {"block", RED}, {"warn", YELLOW}};
    const char *cell = layout_cell(to->state, row, column);
    if (!to->colour || row == 0 || strcmp(to->table->columns[column].name, "severity") != 0)
        return NULL;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(cell, words[i].word) == 0 || strcmp(cell, cx_shown_word(words[i].word)) == 0)
            return words[i].colour;
    }
    return NULL;
}

/* A row, or the header, in as many lines as its texts take. */
static void put_row(struct rendering *to, size_t row, int part, bool is_bold)
{
    const struct layout *layout = to->state;
    size_t columns = to->table->column_count;
    const char **rest = cx_alloc((columns + 1) * sizeof *rest); /* of each cell's text */
    for (size_t i = 0; i < columns; i++)
        rest[i] = layout_cell(layout, row, i);
    for (int line = 0, lines = layout_lines(layout, row); line < lines; line++) {
        const char *gap = is_bold ? BOLD : "";
        bool any = line == 0;
        for (size_t i = 0; i < columns; i++) {
            const char *s = rest[i], *colour = colour_of(to, row, i);
            if (!is_in(layout, i, part))
                continue;
            size_t n = cx_wrap_within(&rest[i], s, layout->widths[i]);
            any = any || n > 0;
            cx_buf_puts(&to->line, gap);
            gap = "  ";
            cx_buf_puts(&to->line, colour ? colour : "");
            layout_put_text(&to->line, layout, i, s, n, false);
            cx_buf_puts(&to->line, colour ? NORMAL : "");
        }
        if (any)
            end_line(to, is_bold);
        cx_buf_clear(&to->line);
    }
    free(rest);
}

static void put_rule(struct rendering *to, int part)
{
    const struct layout *layout = to->state;
    const char *gap = "";

    for (size_t i = 0; i < to->table->column_count; i++) {
        if (!is_in(layout, i, part))
            continue;
        cx_buf_puts(&to->line, gap);
        gap = "  ";
        for (int n = 0; n < layout->widths[i]; n++)
            cx_buf_putc(&to->line, '-');
    }
    cx_buf_putc(&to->line, '\n');
    rendering_flush(to);
}

static void put_part(struct rendering *to, int part)
{
    const struct layout *layout = to->state;

    if (part > 0)
        cx_buf_putc(&to->line, '\n');
    put_row(to, 0, part, to->colour);
    put_rule(to, part);
    for (size_t i = 1; i <= layout->rows; i++)
        put_row(to, i, part, false);
    if (layout->has_totals) {
        put_rule(to, part);
        put_row(to, layout->rows + 1, part, to->colour);
    }
}

static int terminal_open(struct rendering *to, struct cx_err *err)
{
    (void)err;
    to->state = layout_new(to->table, "");
    return 0;
}

static int terminal_row(struct rendering *to, const struct cx_cell *cells, struct cx_err *err)
{
    (void)err;
    layout_row(to->state, cells);
    return 0;
}

/* The sentence in the place of rows. */
static void put_nothing(struct rendering *to)
{
    const char *rest = to->table->nothing;
    while (*rest) {
        const char *first = rest;
        size_t n = cx_wrap(&rest, first, to->width > 0 ? to->width : INT_MAX);
        cx_buf_printf(&to->line, "%.*s\n", (int)n, first);
    }
    rendering_flush(to);
}

static int terminal_close(struct rendering *to, struct cx_err *err)
{
    struct layout *layout = to->state;
    struct cx_buf alike = {0}, nothing = {0}, pruned = {0};

    (void)err;
    if (!to->failed && layout->rows == 0 && to->table->nothing) {
        put_nothing(to);
    } else if (!to->failed) {
        layout_totals(layout, to->sums);
        layout_fit(layout, to->width);
        layout_left_out(&alike, &nothing, &pruned, layout, to->width);
        if (alike.len > 0)
            cx_buf_printf(&to->line, "%s\n\n", cx_buf_str(&alike));
        rendering_flush(to);
        for (int part = 0; part < layout->part_count; part++)
            put_part(to, part);
        if (nothing.len > 0)
            cx_buf_printf(&to->line, "\n%s\n", cx_buf_str(&nothing));
        if (pruned.len > 0)
            cx_buf_printf(&to->line, "\n%s\n", cx_buf_str(&pruned));
        rendering_flush(to);
    }
    cx_buf_fini(&alike);
    cx_buf_fini(&nothing);
    cx_buf_fini(&pruned);
    layout_free(layout);
    return 0;
}

/* Columns of the terminal that a kept table takes. */
static int natural_width(const struct cx_table *table)
{
    struct layout *layout = layout_new(table, "");
    struct column_sum *sums = sums_new(table);
    for (size_t i = 0; i < table->row_count; i++) {
        layout_row(layout, cx_table_cell(table, i, 0));
        sums_add(sums, table, cx_table_cell(table, i, 0));
    }
    layout_totals(layout, sums);
    int width = layout_width(layout);
    free(sums);
    layout_free(layout);
    return width;
}

/* Columns that the terminal has left for a picture beside a kept table; 0: there is no room. */
static int room_for_picture(const struct rendering *to)
{
    const struct cx_table *table = to->table;
    int width = PICTURE_MOST;
    if (table->row_count == 0 ||
        (table->chart.kind != CX_CHART_BARS && table->chart.kind != CX_CHART_LINES))
        return 0;
    if (to->width > 0)
        width = to->width - natural_width(table) - GAP;
    if (width >= PICTURE_MOST)
        return PICTURE_MOST;
    bool is_cut = table->chart.kind == CX_CHART_LINES && width < (int)table->chart.count;
    return width < PICTURE_LEAST || is_cut ? 0 : width;
}

static struct cx_table *with_picture(const struct cx_table *table, int width)
{
    const struct cx_column picture = {
        "picture", table->chart.kind == CX_CHART_LINES ? "Trend" : "Bar", CX_CELL_TEXT, 0, false};
    struct cx_table *out = cx_table_new(table->title);
    struct cx_cell *cells = cx_alloc((table->column_count + 1) * sizeof *cells);
    out->keys = table->keys;
    out->kept = table->kept;
    cx_table_columns(out, table->columns, table->column_count);
    cx_table_column(out, &picture);
    for (size_t i = 0; i < table->row_count; i++) {
        struct cx_buf text = {0};
        cx_spark(&text, table, i, width);
        memcpy(cells, cx_table_cell(table, i, 0), table->column_count * sizeof *cells);
        cells[table->column_count] = cx_cell_text(cx_buf_str(&text));
        cx_table_keep(out, cells);
        cx_buf_fini(&text);
    }
    free(cells);
    return out;
}

/* The table as it is drawn, where that is another; NULL: as it is. */
static struct cx_table *redrawn(bool *is_pivoted, const struct rendering *to)
{
    int width = room_for_picture(to);
    if (width > 0)
        return with_picture(to->table, width);
    *is_pivoted = to->table->pivot.value && to->width > 0 && natural_width(to->table) > to->width;
    return *is_pivoted ? pivoted(to->table) : NULL;
}

/* Columns that a pivoted table has not. */
static void put_unshown(struct rendering *to)
{
    const struct cx_pivot *pivot = &to->table->pivot;
    struct cx_buf names = {0};
    for (size_t i = 0; i < to->table->column_count; i++) {
        if (i == pivot->key || i == pivot->title || i == pivot->row || i == pivot->value ||
            i == pivot->also)
            continue;
        cx_buf_printf(&names, "%s%s", names.len ? cx_shown(", ") : "", to->table->columns[i].title);
    }
    cx_buf_putc(&to->line, '\n');
    cx_buf_show(&to->line, "Not shown for lack of room (see --wide): %s", cx_buf_str(&names));
    cx_buf_putc(&to->line, '\n');
    rendering_flush(to);
    cx_buf_fini(&to->line);
    cx_buf_fini(&names);
}

static int terminal_draw(struct rendering *to, struct cx_err *err)
{
    bool is_pivoted = false;
    struct cx_table *shown = redrawn(&is_pivoted, to);
    if (!shown)
        return rendering_rows(to, &terminal_renderer, err);
    struct rendering drawn = *to;
    drawn.table = shown;
    int rc = rendering_rows(&drawn, &terminal_renderer, err);
    if (rc == 0 && is_pivoted)
        put_unshown(to);
    cx_table_free(shown);
    return rc;
}

const struct renderer terminal_renderer = {terminal_open, terminal_row, terminal_close,
                                           terminal_draw};
