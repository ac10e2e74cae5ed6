/* html: a page of one table, or of several. */
#include "render/webpage.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "render/markup.h"
#include "render/page.css.h"
#include "render/renderer.h"
#include "render/svg.h"

void cx_page_open(struct cx_buf *page, const char *title)
{
    cx_buf_printf(page, "<!DOCTYPE html>\n<html lang=\"%s\">\n", cx_lang_tag());
    cx_buf_puts(page, "<head>\n<meta charset=\"utf-8\">\n"
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

/* A severity is coloured by its word, which is the class, too. */
static const char *severity_of(const struct cx_column *column, const struct cx_cell *cell)
{
    static const char *const words[] = {"critical", "block", "warn"};
    for (size_t i = 0; i < 3 && cell->text && strcmp(column->name, "severity") == 0; i++) {
        if (strcmp(cell->text, words[i]) == 0 || strcmp(cell->text, cx_shown_word(words[i])) == 0)
            return words[i];
    }
    return NULL;
}

/* Ids, names and words that are short stay on one line, however narrow the page is. */
static bool is_short(const struct cx_column *column)
{
    static const char *const names[] = {
        "period",   "employee_id", "name",       "team_id",    "team",    "role",   "grade",
        "severity", "contact_id",  "payment_id", "account_id", "channel", "outcome"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(column->name, names[i]) == 0)
            return true;
    }
    return column->type != CX_CELL_TEXT;
}

static const char *class_of(const struct cx_column *column)
{
    if (cx_column_is_right(column))
        return " class=\"n\"";
    return is_short(column) ? " class=\"d\"" : "";
}

/* The head of a table, without the column `hidden`; -1: with all. */
static void put_head(struct cx_buf *page, const struct cx_table *table, int hidden)
{
    cx_buf_puts(page, "<div class=\"scroll\"><table>\n<thead>\n<tr>");
    for (size_t i = 0; i < table->column_count; i++) {
        if ((int)i == hidden)
            continue;
        cx_buf_printf(page, "<th scope=\"col\"%s>", class_of(&table->columns[i]));
        cx_page_text(page, table->columns[i].title);
        cx_buf_puts(page, "</th>");
    }
    cx_buf_puts(page, "</tr>\n</thead>\n<tbody>\n");
}

static void put_cell(struct cx_buf *page, const struct cx_column *column,
                     const struct cx_cell *cell)
{
    char buf[CX_CELL_PLAIN];
    if (cell->link) {
        cx_buf_puts(page, "<a href=\"#");
        cx_page_text(page, cell->link);
        cx_buf_puts(page, "\">");
    }
    cx_page_text(page, cx_cell_shown(buf, column, cell));
    cx_buf_puts(page, cell->link ? "</a>" : "");
}

static void put_row(struct cx_buf *page, const struct cx_table *table, const struct cx_cell *cells,
                    int hidden)
{
    cx_buf_puts(page, "<tr>");
    for (size_t i = 0; i < table->column_count; i++) {
        if ((int)i == hidden)
            continue;
        const char *severity = severity_of(&table->columns[i], &cells[i]);
        if (severity)
            cx_buf_printf(page, "<td class=\"%s\">", severity);
        else
            cx_buf_printf(page, "<td%s>", class_of(&table->columns[i]));
        put_cell(page, &table->columns[i], &cells[i]);
        cx_buf_puts(page, "</td>");
    }
    cx_buf_puts(page, "</tr>\n");
}

/* What follows the last row: the sums of columns that have one. */
static void put_foot(struct cx_buf *page, const struct cx_table *table,
                     const struct column_sum *sums)
{
    struct cx_cell *cells = sums_row(sums, table);
    cx_buf_puts(page, "</tbody>\n");
    if (cells) {
        cx_buf_puts(page, "<tfoot>\n");
        put_row(page, table, cells, -1);
        cx_buf_puts(page, "</tfoot>\n");
    }
    cx_buf_puts(page, "</table></div>\n");
    free(cells);
}

void cx_page_table(struct cx_buf *page, const struct cx_table *table)
{
    struct column_sum *sums = sums_new(table);
    put_head(page, table, -1);
    for (size_t i = 0; i < table->row_count; i++) {
        put_row(page, table, cx_table_cell(table, i, 0), -1);
        sums_add(sums, table, cx_table_cell(table, i, 0));
    }
    put_foot(page, table, sums);
    free(sums);
}

void cx_page_rows(struct cx_buf *page, const struct cx_table *table, size_t column,
                  const char *text)
{
    put_head(page, table, (int)column);
    for (size_t i = 0; i < table->row_count; i++) {
        const struct cx_cell *cell = cx_table_cell(table, i, column);
        if (cell->text && strcmp(cell->text, text) == 0)
            put_row(page, table, cx_table_cell(table, i, 0), (int)column);
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

void cx_page_section(struct cx_buf *page, const struct cx_table *table, const char *classes)
{
    bool has_chart = table->chart.kind != CX_CHART_NONE && table->row_count > 0;
    cx_buf_printf(page, "<section class=\"%s\">\n<h2>", classes);
    cx_page_text(page, has_chart && table->chart.title ? table->chart.title : table->title);
    cx_buf_puts(page, "</h2>\n");
    put_note(page, table);
    put_chart(page, table, NULL);
    if (has_chart)
        cx_buf_printf(page, "<details><summary>%s</summary>\n", cx_shown("Figures"));
    cx_page_table(page, table);
    cx_buf_puts(page, has_chart ? "</details>\n</section>\n" : "</section>\n");
}

/* A page of one table, written as the rows come. */
static int webpage_open(struct rendering *to, struct cx_err *err)
{
    (void)err;
    cx_page_open(&to->line, to->table->title);
    put_head(&to->line, to->table, -1);
    rendering_flush(to);
    return 0;
}

static int webpage_row(struct rendering *to, const struct cx_cell *cells, struct cx_err *err)
{
    (void)err;
    put_row(&to->line, to->table, cells, -1);
    rendering_flush(to);
    return 0;
}

static int webpage_close(struct rendering *to, struct cx_err *err)
{
    (void)err;
    if (!to->failed) {
        put_foot(&to->line, to->table, to->sums);
        cx_page_close(&to->line);
    }
    rendering_flush(to);
    return 0;
}

static int webpage_draw(struct rendering *to, struct cx_err *err)
{
    struct cx_buf *page = &to->line;
    (void)err;
    cx_page_open(page, to->table->title);
    put_note(page, to->table);
    put_chart(page, to->table, to->table->chart.title);
    cx_page_table(page, to->table);
    cx_page_close(page);
    rendering_flush(to);
    cx_buf_fini(page);
    return 0;
}

const struct renderer webpage_renderer = {webpage_open, webpage_row, webpage_close, webpage_draw};
