/* Where tables go: kept ones whole, streamed ones row by row. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "render/renderer.h"
#include "render/sheets.h"
#include "render/spark.h"
#include "render/webpage.h"

static int open_render(struct cx_render **out, const struct cx_table *table, FILE *stream,
                       enum cx_format format, const struct cx_render_options *options,
                       struct cx_err *err)
{
    struct cx_render_options shown = options ? *options : (struct cx_render_options){0};
    shown.title = table->title;
    shown.keys = table->keys;
    return cx_render_open(out, stream, format, table->columns, table->column_count, &shown, err);
}

/* The rows as they are. */
static int write_plain(const struct cx_table *table, FILE *stream, enum cx_format format,
                       const struct cx_render_options *options, struct cx_err *err)
{
    struct cx_render *render = NULL;
    int rc = open_render(&render, table, stream, format, options, err);
    for (size_t i = 0; rc == 0 && i < table->row_count; i++)
        rc = cx_render_row(render, cx_table_cell(table, i, 0), err);
    int closed = render ? cx_render_close(render, err) : 0;
    return rc < 0 ? rc : closed;
}

#define PICTURE_MOST  16 /* columns of a bar on a terminal */
#define PICTURE_LEAST 4

/* Columns that a terminal has left for a picture beside the table: 0 where there is no room. */
static int room_for_picture(const struct cx_table *table, const struct cx_render_options *options)
{
    static const struct cx_render_options plain = {0};
    struct cx_err ignored = {0};
    char *bytes = NULL;
    size_t n = 0;
    int width = PICTURE_MOST;
    FILE *stream = options && options->width > 0 ? open_memstream(&bytes, &n) : NULL;
    if (!stream)
        return width;
    int rc = write_plain(table, stream, CX_FORMAT_TABLE, &plain, &ignored);
    fclose(stream);
    const char *rule = rc == 0 && bytes ? strchr(bytes, '\n') : NULL; /* the second line: dashes */
    if (rule)
        width = options->width - (int)strcspn(rule + 1, "\n") - 2;
    free(bytes);
    return width < PICTURE_LEAST ? 0 : width > PICTURE_MOST ? PICTURE_MOST : width;
}

/* On a terminal the picture is one more column. */
static int write_table(const struct cx_table *table, FILE *stream,
                       const struct cx_render_options *options, struct cx_err *err)
{
    bool has_chart = table->row_count > 0 &&
                     (table->chart.kind == CX_CHART_BARS || table->chart.kind == CX_CHART_LINES);
    int width = has_chart ? room_for_picture(table, options) : 0;
    if (width == 0 || (table->chart.kind == CX_CHART_LINES && options && options->width > 0 &&
                       width < (int)table->chart.count && width < PICTURE_MOST))
        return write_plain(table, stream, CX_FORMAT_TABLE, options, err);
    struct cx_table *shown = cx_table_new(table->title);
    struct cx_cell *cells = cx_alloc((table->column_count + 1) * sizeof *cells);
    const struct cx_column picture = {
        "picture", table->chart.kind == CX_CHART_LINES ? "Trend" : "Bar", CX_CELL_TEXT, 0, false};
    shown->keys = table->keys;
    cx_table_columns(shown, table->columns, table->column_count);
    cx_table_column(shown, &picture);
    for (size_t i = 0; i < table->row_count; i++) {
        struct cx_buf text = {0};
        cx_spark(&text, table, i, width);
        memcpy(cells, cx_table_cell(table, i, 0), table->column_count * sizeof *cells);
        cells[table->column_count] = cx_cell_text(cx_buf_str(&text));
        cx_table_keep(shown, cells);
        cx_buf_fini(&text);
    }
    int rc = write_plain(shown, stream, CX_FORMAT_TABLE, options, err);
    free(cells);
    cx_table_free(shown);
    return rc;
}

static int write_html(const struct cx_table *table, FILE *stream)
{
    struct cx_buf page = {0};
    cx_page_open(&page, table->title);
    cx_page_single(&page, table);
    cx_page_close(&page);
    fwrite(page.data, 1, page.len, stream);
    cx_buf_fini(&page);
    return 0; /* the stream's error flag tells */
}

static int write_xlsx(const struct cx_table *table, FILE *stream, struct cx_err *err)
{
    struct cx_book *book = NULL;
    int rc = cx_book_new(&book, table->title, err);
    if (rc == 0)
        rc = cx_book_add(book, table, err);
    if (rc == 0)
        rc = cx_book_write(book, stream, err);
    cx_book_free(book);
    return rc;
}

int cx_table_write(const struct cx_table *table, FILE *stream, enum cx_format format,
                   const struct cx_render_options *options, struct cx_err *err)
{
    switch (format) {
    case CX_FORMAT_TABLE: return write_table(table, stream, options, err);
    case CX_FORMAT_HTML: return write_html(table, stream);
    case CX_FORMAT_XLSX: return write_xlsx(table, stream, err);
    default: return write_plain(table, stream, format, options, err);
    }
}

struct streamed {
    struct cx_table_sink sink;
    FILE *stream;
    enum cx_format format;
    struct cx_render_options options;
    struct cx_render *render; /* NULL: before the first row, or the rows are kept */
    bool is_begun;
    struct cx_buf *text; /* of cx_table_into: what stream holds goes there; else NULL */
    char *bytes;
    size_t length;
};

static struct streamed *streamed_of(struct cx_table_sink *sink)
{
    return (struct streamed *)sink;
}

/* Whether a format shows of a table more than its rows, so that these must be kept. */
static bool is_drawn(const struct cx_table *table, enum cx_format format)
{
    return (table->chart.kind != CX_CHART_NONE &&
            (format == CX_FORMAT_TABLE || format == CX_FORMAT_HTML || format == CX_FORMAT_XLSX)) ||
           (table->note && format == CX_FORMAT_HTML);
}

static int begin(struct cx_table *table, struct cx_err *err)
{
    struct streamed *to = streamed_of(table->sink);
    if (to->is_begun)
        return 0;
    if (!to->stream)
        return cx_err_set(err, CX_EWORLD, "a text can't be written: %s", strerror(errno));
    to->is_begun = true;
    return is_drawn(table, to->format)
               ? 0
               : open_render(&to->render, table, to->stream, to->format, &to->options, err);
}

static int stream_row(struct cx_table *table, const struct cx_cell *cells, struct cx_err *err)
{
    int rc = begin(table, err);
    struct streamed *to = streamed_of(table->sink);
    if (rc == 0 && to->render)
        return cx_render_row(to->render, cells, err);
    if (rc == 0)
        cx_table_keep(table, cells);
    return rc;
}

static void stream_free(struct cx_table_sink *sink)
{
    struct streamed *to = streamed_of(sink);
    struct cx_err ignored = {0};
    if (to->render) {
        to->render->failed = true;
        cx_render_close(to->render, &ignored);
    }
    if (to->text && to->stream)
        fclose(to->stream);
    free(to->bytes);
    free(to);
}

struct cx_table *cx_table_stream(FILE *stream, enum cx_format format,
                                 const struct cx_render_options *options)
{
    struct cx_table *table = cx_table_new(options ? options->title : NULL);
    struct streamed *to = cx_alloc(sizeof *to);
    to->sink = (struct cx_table_sink){stream_row, stream_free};
    to->stream = stream;
    to->format = format;
    if (options)
        to->options = *options;
    table->sink = &to->sink;
    return table;
}

struct cx_table *cx_table_into(struct cx_buf *text, enum cx_format format)
{
    struct cx_table *table = cx_table_stream(NULL, format, NULL);
    struct streamed *to = streamed_of(table->sink);
    to->text = text;
    to->stream = open_memstream(&to->bytes, &to->length);
    return table;
}

int cx_table_end(struct cx_table *table, struct cx_err *err)
{
    struct streamed *to = streamed_of(table->sink);
    int rc = begin(table, err);
    if (rc == 0 && to->render)
        rc = cx_render_close(to->render, err);
    else if (rc == 0)
        rc = cx_table_write(table, to->stream, to->format, &to->options, err);
    to->render = NULL;
    if (rc == 0 && to->text) {
        fclose(to->stream);
        to->stream = NULL;
        cx_buf_add(to->text, to->bytes, to->length);
    }
    return rc;
}
