/* Tables that are wider than the terminal. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "render/sheet.h"
#include "text/utf8.h"

#define NARROWEST    6 /* columns of a text that is cut: a few characters and the … */
#define HEADER_LINES 3
#define SHORT        8  /* columns of a header that is not worth folding */
#define WORD         12 /* and of a word in one that is not broken */

static int total_width(const struct cx_render *render, const struct sheet *sheet)
{
    int total = -GAP;
    for (size_t i = 0; i < render->count; i++)
        total += sheet->is_left_out[i] ? 0 : sheet->widths[i] + GAP;
    return total;
}

static bool is_text(const struct cx_render *render, size_t column)
{
    return !cx_column_is_number(&render->columns[column]);
}

/* Empty, or of a number 0, in all rows. */
static bool says_nothing(const struct cx_render *render, const struct sheet *sheet, size_t column)
{
    const char *nothing = is_text(render, column) ? "" : "0.";
    for (size_t row = 1; row <= sheet->rows; row++) {
        const char *cell = sheet_cell(render, sheet, row, column);
        if (cell[strspn(cell, nothing)] != '\0')
            return false;
    }
    return sheet->rows > 0;
}

/* A text that is the same in all rows, of which there are several. */
static bool says_the_same(const struct cx_render *render, const struct sheet *sheet, size_t column)
{
    for (size_t row = 2; row <= sheet->rows; row++) {
        if (strcmp(sheet_cell(render, sheet, row, column), sheet_cell(render, sheet, 1, column)) !=
            0)
            return false;
    }
    return sheet->rows > 1 && is_text(render, column);
}

/* Columns left out; something is always left. The word for the total goes to the first text. */
static void leave_out(const struct cx_render *render, struct sheet *sheet)
{
    size_t left = render->count, total = (sheet->rows + 1) * render->count;
    for (size_t i = 0; i < render->count; i++) {
        sheet->is_left_out[i] =
            left > 1 && (says_nothing(render, sheet, i) || says_the_same(render, sheet, i));
        left -= sheet->is_left_out[i];
    }
    for (size_t i = 0; sheet->has_totals && i < render->count; i++) {
        if (sheet->is_left_out[i] || !is_text(render, i))
            continue;
        for (size_t k = 0; k < i; k++) {
            const char *word = sheet_cell(render, sheet, sheet->rows + 1, k);
            if (!is_text(render, k) || !*word)
                continue;
            int width = cx_utf8_width(word, strlen(word));
            sheet->starts[total + i] = sheet->starts[total + k];
            sheet->widths[i] = width > sheet->widths[i] ? width : sheet->widths[i];
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
static void fold_headers(const struct cx_render *render, struct sheet *sheet)
{
    size_t last = sheet->rows + sheet->has_totals;
    for (size_t i = 0; i < render->count; i++) {
        const char *header = sheet_cell(render, sheet, 0, i);
        int whole = cx_utf8_width(header, strlen(header));
        int width = whole / HEADER_LINES + 2; /* a wide character may leave a column empty */
        int word = longest_word(header);
        width = width < SHORT ? SHORT : width;
        width = width < word && word <= WORD ? word : width;
        for (size_t row = 1; row <= last; row++) {
            const char *cell = sheet_cell(render, sheet, row, i);
            int needed = cx_utf8_width(cell, strlen(cell));
            width = needed > width ? needed : width;
        }
        if (width < sheet->widths[i])
            sheet->widths[i] = width;
    }
    sheet->header_lines = HEADER_LINES;
}

/* Takes columns from the widest text until the table fits; false: it can't be made to, and stays.
 */
static bool cut_texts(const struct cx_render *render, struct sheet *sheet)
{
    int *before = cx_realloc(NULL, render->count, sizeof *before), total;
    memcpy(before, sheet->widths, render->count * sizeof *before);
    for (total = total_width(render, sheet); total > render->width; total--) {
        int *widest = NULL;
        for (size_t i = 0; i < render->count; i++) {
            if (render->columns[i].type == CX_CELL_TEXT && !sheet->is_left_out[i] &&
                sheet->widths[i] > NARROWEST && (!widest || sheet->widths[i] > *widest))
                widest = &sheet->widths[i];
        }
        if (!widest)
            break;
        --*widest;
    }
    if (total > render->width)
        memcpy(sheet->widths, before, render->count * sizeof *before);
    free(before);
    return total <= render->width;
}

/* The first columns are in each part; the others fill one part after the other. */
static void part_columns(const struct cx_render *render, struct sheet *sheet)
{
    int keys = -GAP, used;
    size_t first = 0;
    for (; first < render->keys || (first < render->count && keys < 0); first++) {
        keys += sheet->is_left_out[first] ? 0 : sheet->widths[first] + GAP;
        sheet->parts[first] = -1;
    }
    used = keys;
    for (size_t i = first; i < render->count; i++) {
        if (sheet->is_left_out[i])
            continue;
        int room = render->width - keys - GAP, width;
        if (render->columns[i].type == CX_CELL_TEXT && sheet->widths[i] > room)
            sheet->widths[i] = room > NARROWEST ? room : NARROWEST;
        width = sheet->widths[i] + GAP;
        if (used + width > render->width && used > keys) {
            sheet->part_count++;
            used = keys;
        }
        used += width;
        sheet->parts[i] = sheet->part_count - 1;
    }
}

void sheet_fit(struct cx_render *render, struct sheet *sheet)
{
    if (render->width <= 0 || total_width(render, sheet) <= render->width)
        return;
    leave_out(render, sheet);
    if (total_width(render, sheet) > render->width)
        fold_headers(render, sheet);
    if (!cut_texts(render, sheet))
        part_columns(render, sheet);
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

void sheet_left_out(struct cx_buf *alike, struct cx_buf *nothing, const struct cx_render *render,
                    const struct sheet *sheet)
{
    struct cx_buf phrase = {0};
    for (size_t i = 0; i < render->count; i++) {
        bool is_empty = says_nothing(render, sheet, i);
        if (!sheet->is_left_out[i])
            continue;
        cx_buf_clear(&phrase);
        cx_buf_printf(&phrase, "%s%s", is_empty && !nothing->len ? "Empty or 0 in all rows: " : "",
                      sheet_cell(render, sheet, 0, i));
        if (!is_empty)
            cx_buf_printf(&phrase, ": %s", sheet_cell(render, sheet, 1, i));
        list(is_empty ? nothing : alike, cx_buf_str(&phrase), render->width);
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

size_t sheet_header(const char **first, const struct sheet *sheet, const char *header, int width,
                    int line, bool *is_cut)
{
    size_t n = first_line(header, width);
    *is_cut = false;
    for (int i = 0; i < line; i++) {
        header += n;
        header += strspn(header, " ");
        n = first_line(header, width);
    }
    if (line + 1 == sheet->header_lines && header[n + strspn(header + n, " ")] != '\0') {
        n = cx_utf8_fit(header, strlen(header), width - 1);
        *is_cut = true;
    }
    *first = header;
    return n;
}
