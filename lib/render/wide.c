/* Tables that are wider than the terminal. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "render/layout.h"
#include "text/utf8.h"

#define NARROWEST    6 /* columns of a text that is cut: a few characters and the … */
#define HEADER_LINES 3
#define SHORT        8  /* columns of a header that is not worth folding */
#define WORD         12 /* and of a word in one that is not broken */

static bool is_text(const struct layout *layout, size_t column)
{
    return !cx_column_is_number(&layout->table->columns[column]);
}

/* Empty, or of a number 0, in all rows. */
static bool says_nothing(const struct layout *layout, size_t column)
{
    const char *nothing = is_text(layout, column) ? "" : "0.";
    for (size_t row = 1; row <= layout->rows; row++) {
        const char *cell = layout_cell(layout, row, column);
        if (cell[strspn(cell, nothing)] != '\0')
            return false;
    }
    return layout->rows > 0;
}

/* A text that is the same in all rows, of which there are several. */
static bool says_the_same(const struct layout *layout, size_t column)
{
    for (size_t row = 2; row <= layout->rows; row++) {
        if (strcmp(layout_cell(layout, row, column), layout_cell(layout, 1, column)) != 0)
            return false;
    }
    return layout->rows > 1 && is_text(layout, column);
}

/* Columns left out; something is always left. The word for the total goes to the first text. */
static void leave_out(struct layout *layout)
{
    size_t left = layout->table->column_count,
           total = (layout->rows + 1) * layout->table->column_count;
    for (size_t i = 0; i < layout->table->column_count; i++) {
        layout->is_left_out[i] = left > 1 && (says_nothing(layout, i) || says_the_same(layout, i));
        left -= layout->is_left_out[i];
    }
    for (size_t i = 0; layout->has_totals && i < layout->table->column_count; i++) {
        if (layout->is_left_out[i] || !is_text(layout, i))
            continue;
        for (size_t k = 0; k < i; k++) {
            const char *word = layout_cell(layout, layout->rows + 1, k);
            if (!is_text(layout, k) || !*word)
                continue;
            int width = cx_utf8_width(word, strlen(word));
            layout->starts[total + i] = layout->starts[total + k];
            layout->widths[i] = width > layout->widths[i] ? width : layout->widths[i];
        }
        return;
    }
}

static int longest_word(const char *s)
{
    int longest = 0;
    while (*s) {
        size_t n = strcspn(s, " ");
        int width = cx_utf8_width(s, n);
        longest = width > longest ? width : longest;
        s += n;
        s += strspn(s, " ");
    }
    return longest;
}

/* Columns as wide as their cells need, and a third of the header. */
static void fold_headers(struct layout *layout)
{
    size_t last = layout->rows + layout->has_totals;
    for (size_t i = 0; i < layout->table->column_count; i++) {
        const char *header = layout_cell(layout, 0, i);
        int whole = cx_utf8_width(header, strlen(header));
        int width = whole / HEADER_LINES + 2; /* a wide character may leave a column empty */
        int word = longest_word(header);
        width = width < SHORT ? SHORT : width;
        width = width < word && word <= WORD ? word : width;
        for (size_t row = 1; row <= last; row++) {
            const char *cell = layout_cell(layout, row, i);
            int needed = cx_utf8_width(cell, strlen(cell));
            width = needed > width ? needed : width;
        }
        if (width < layout->widths[i])
            layout->widths[i] = width;
    }
    layout->header_lines = HEADER_LINES;
}

/* Takes columns from the widest text until the table fits; false: it can't be made to, and stays.
 */
static bool cut_texts(struct layout *layout, int room)
{
    int *before = cx_realloc(NULL, layout->table->column_count, sizeof *before), total;
    memcpy(before, layout->widths, layout->table->column_count * sizeof *before);
    for (total = layout_width(layout); total > room; total--) {
        int *widest = NULL;
        for (size_t i = 0; i < layout->table->column_count; i++) {
            if (layout->table->columns[i].type == CX_CELL_TEXT && !layout->is_left_out[i] &&
                layout->widths[i] > NARROWEST && (!widest || layout->widths[i] > *widest))
                widest = &layout->widths[i];
        }
        if (!widest)
            break;
        --*widest;
    }
    if (total > room)
        memcpy(layout->widths, before, layout->table->column_count * sizeof *before);
    free(before);
    return total <= room;
}

/* The first columns are in each part; the others fill one part after the other. */
static void part_columns(struct layout *layout, int room)
{
    int keys = -GAP, used;
    size_t first = 0;
    for (; first < layout->table->column_count && (first < layout->table->keys || keys < 0);
         first++) {
        keys += layout->is_left_out[first] ? 0 : layout->widths[first] + GAP;
        layout->parts[first] = -1;
    }
    used = keys;
    for (size_t i = first; i < layout->table->column_count; i++) {
        if (layout->is_left_out[i])
            continue;
        int rest = room - keys - GAP, width;
        if (layout->table->columns[i].type == CX_CELL_TEXT && layout->widths[i] > rest)
            layout->widths[i] = rest > NARROWEST ? rest : NARROWEST;
        width = layout->widths[i] + GAP;
        if (used + width > room && used > keys) {
            layout->part_count++;
            used = keys;
        }
        used += width;
        layout->parts[i] = layout->part_count - 1;
    }
}

void layout_fit(struct layout *layout, int width)
{
    if (width <= 0 || layout_width(layout) <= width)
        return;
    leave_out(layout);
    if (layout_width(layout) > width)
        fold_headers(layout);
    if (!cut_texts(layout, width))
        part_columns(layout, width);
}

/* Adds a phrase to a list, on a line of its own where the last one is full. */
static void list(struct cx_buf *out, const char *phrase, int width)
{
    const char *line = out->len ? strrchr(cx_buf_str(out), '\n') : NULL;
    line = line ? line + 1 : cx_buf_str(out);
    bool fits =
        cx_utf8_width(line, strlen(line)) + cx_utf8_width(phrase, strlen(phrase)) + 3 <= width;
    cx_buf_printf(out, "%s%s", out->len == 0 ? "" : fits ? ", " : ",\n", phrase);
}

void layout_left_out(struct cx_buf *alike, struct cx_buf *nothing, const struct layout *layout,
                     int width)
{
    struct cx_buf phrase = {0};
    for (size_t i = 0; i < layout->table->column_count; i++) {
        bool is_empty = says_nothing(layout, i);
        if (!layout->is_left_out[i])
            continue;
        cx_buf_clear(&phrase);
        cx_buf_printf(&phrase, "%s%s",
                      is_empty && !nothing->len ? cx_shown("Empty or 0 in all rows: ") : "",
                      layout_cell(layout, 0, i));
        if (!is_empty)
            cx_buf_printf(&phrase, ": %s", layout_cell(layout, 1, i));
        list(is_empty ? nothing : alike, cx_buf_str(&phrase), width);
    }
    cx_buf_fini(&phrase);
}

/* Bytes of the first line of s, at a blank where one is near. */
static size_t first_line(const char *s, int width)
{
    size_t n = strlen(s), fit = cx_utf8_fit(s, n, width);
    size_t blank = fit;
    if (fit == n || s[fit] == ' ')
        return fit;
    while (blank > 0 && s[blank] != ' ')
        blank--;
    return blank > 0 ? blank : fit;
}

size_t layout_header(const char **first, const struct layout *layout, const char *header, int width,
                     int line, bool *is_cut)
{
    size_t n = first_line(header, width);
    *is_cut = false;
    for (int i = 0; i < line; i++) {
        header += n;
        header += strspn(header, " ");
        n = first_line(header, width);
    }
    if (line + 1 == layout->header_lines && header[n + strspn(header + n, " ")] != '\0') {
        n = cx_utf8_fit(header, strlen(header), width - 1);
        *is_cut = true;
    }
    *first = header;
    return n;
}
