/* Tables that are wider than the terminal. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "render/layout.h"
#include "text/utf8.h"
#include "text/wrap.h"

#define NARROWEST    12 /* columns of a text that takes several lines */
#define HEADER_LINES 3  /* … of a header, but where a word is wider */
#define SHORT        8  /* columns of a header that is not worth folding */

static bool is_text(const struct layout *layout, size_t column)
{
    return !cx_column_is_number(&layout->table->columns[column]);
}

/* Empty, or of a number 0, in all rows. */
static bool says_nothing(const struct layout *layout, size_t column)
{
    const char *nothing = is_text(layout, column) ? "" : "0.\u00A0%";
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

/* The widest part of a text that no line is broken in. */
static int longest_word(const char *s)
{
    int longest = 0;
    while (*s) {
        const char *word = s;
        int width = cx_utf8_width(word, cx_wrap(&s, word, 1));
        longest = width > longest ? width : longest;
    }
    return longest;
}

static bool is_kept(const struct cx_table *table, size_t column)
{
    const char *name = table->columns[column].name;
    size_t n = strlen(name);
    for (const char *s = table->kept; s && (s = strstr(s, name)); s += n) {
        if ((s == table->kept || s[-1] == ' ') && (s[n] == ' ' || s[n] == '\0'))
            return true;
    }
    return false;
}

/* What a column's sum is, whichever its sign; -1: it has none. */
static double size_of(const struct layout *layout, size_t column)
{
    if (!layout->has_totals || is_text(layout, column))
        return -1;
    const char *sum = layout_cell(layout, layout->rows + 1, column);
    return *sum ? fabs(strtod(sum, NULL)) : -1;
}

/* Leaves out what the table can do without: columns without sums first, then the smallest sums. */
static void prune(struct layout *layout, int room)
{
    while (layout->table->kept && layout_width(layout) > room) {
        size_t least = SIZE_MAX;
        for (size_t i = layout->table->column_count; i-- > 0;) {
            if (!layout->is_left_out[i] && !is_kept(layout->table, i) &&
                (least == SIZE_MAX || size_of(layout, i) < size_of(layout, least)))
                least = i;
        }
        if (least == SIZE_MAX)
            return;
        layout->is_left_out[least] = layout->is_pruned[least] = true;
    }
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
        width = width < word ? word : width;
        for (size_t row = 1; row <= last; row++) {
            const char *cell = layout_cell(layout, row, i);
            int needed = cx_utf8_width(cell, strlen(cell));
            width = needed > width ? needed : width;
        }
        if (width < layout->widths[i])
            layout->widths[i] = width;
    }
}

/* What a text column can be narrowed to: a word of it is only broken where nothing else helps. */
static int narrowest(const struct layout *layout, size_t column, bool keeps_words)
{
    int least = NARROWEST;
    for (size_t row = 1; keeps_words && row <= layout->rows; row++) {
        int word = longest_word(layout_cell(layout, row, column));
        least = word > least ? word : least;
    }
    return least;
}

/* Takes columns from the widest text until the table fits; false: it can't be made to, and stays.
 */
static bool cut_texts(struct layout *layout, int room, bool keeps_words)
{
    size_t count = layout->table->column_count;
    int *before = cx_alloc(2 * count * sizeof *before), *least = before + count, total;
    memcpy(before, layout->widths, count * sizeof *before);
    for (size_t i = 0; i < count; i++)
        least[i] = narrowest(layout, i, keeps_words);
    for (total = layout_width(layout); total > room; total--) {
        int *widest = NULL;
        for (size_t i = 0; i < count; i++) {
            if (layout->table->columns[i].type == CX_CELL_TEXT && !layout->is_left_out[i] &&
                layout->widths[i] > least[i] && (!widest || layout->widths[i] > *widest))
                widest = &layout->widths[i];
        }
        if (!widest)
            break;
        --*widest;
    }
    if (total > room)
        memcpy(layout->widths, before, count * sizeof *before);
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
    prune(layout, width);
    if (!cut_texts(layout, width, true) && !cut_texts(layout, width, false))
        part_columns(layout, width);
    layout->header_lines = layout_lines(layout, 0);
}

/* Adds a phrase to a list, on a line of its own where the last one is full. */
static void list(struct cx_buf *out, const char *phrase, int width)
{
    const char *line = out->len ? strrchr(cx_buf_str(out), '\n') : NULL;
    line = line ? line + 1 : cx_buf_str(out);
    bool fits =
        cx_utf8_width(line, strlen(line)) + cx_utf8_width(phrase, strlen(phrase)) + 3 <= width;
    const char *comma = cx_shown(", ");
    size_t mark = strcspn(comma, " ");
    if (out->len > 0 && fits)
        cx_buf_puts(out, comma);
    else if (out->len > 0)
        cx_buf_printf(out, "%.*s\n", (int)mark, comma);
    cx_buf_puts(out, phrase);
}

void layout_left_out(struct cx_buf *alike, struct cx_buf *nothing, struct cx_buf *pruned,
                     const struct layout *layout, int width)
{
    struct cx_buf phrase = {0};
    for (size_t i = 0; i < layout->table->column_count; i++) {
        bool is_empty = says_nothing(layout, i);
        const char *title = layout_cell(layout, 0, i);
        if (!layout->is_left_out[i])
            continue;
        cx_buf_clear(&phrase);
        if (layout->is_pruned[i])
            cx_buf_show(&phrase, pruned->len ? "%s" : "Not shown for lack of room (see --wide): %s",
                        title);
        else if (is_empty)
            cx_buf_show(&phrase, nothing->len ? "%s" : "Empty or 0 in all rows: %s", title);
        else
            cx_buf_show(&phrase, "%s: %s", title, layout_cell(layout, 1, i));
        list(layout->is_pruned[i] ? pruned
             : is_empty           ? nothing
                                  : alike,
             cx_buf_str(&phrase), width);
    }
    cx_buf_fini(&phrase);
}

int layout_lines(const struct layout *layout, size_t row)
{
    int most = 1;
    for (size_t i = 0; i < layout->table->column_count; i++) {
        const char *rest = layout_cell(layout, row, i);
        int count = 0;
        if (layout->is_left_out[i] || (row > 0 && !is_text(layout, i)))
            continue;
        for (; *rest; count++)
            cx_wrap_within(&rest, rest, layout->widths[i]);
        most = count > most ? count : most;
    }
    return most;
}
