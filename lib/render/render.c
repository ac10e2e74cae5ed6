/* The formats, and the way of tables into them: kept ones whole, streamed ones row by row. */
#include "render/render.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/nearest.h"
#include "render/chosen.h"
#include "render/renderer.h"

static const struct {
    const char *name;   /* of -f, and an ending of files */
    const char *ending; /* another one, or "" */
    const struct renderer *renderer;
} formats[] = {
    [CX_FORMAT_CSV] = {"csv", "", &csv_renderer},
    [CX_FORMAT_TSV] = {"tsv", "tab", &tsv_renderer},
    [CX_FORMAT_JSON] = {"json", "", &json_renderer},
    [CX_FORMAT_JSONL] = {"jsonl", "ndjson", &jsonl_renderer},
    [CX_FORMAT_TABLE] = {"table", "txt", &terminal_renderer},
    [CX_FORMAT_MD] = {"md", "", &markdown_renderer},
    [CX_FORMAT_HTML] = {"html", "htm", &webpage_renderer},
    [CX_FORMAT_XLSX] = {"xlsx", "", &xlsx_renderer},
    [CX_FORMAT_LONG] = {"long", "", &long_renderer},
};

const char *cx_format_name(enum cx_format format)
{
    return formats[format].name;
}

bool cx_format_is_plain(enum cx_format format)
{
    return format == CX_FORMAT_CSV || format == CX_FORMAT_TSV || format == CX_FORMAT_JSON ||
           format == CX_FORMAT_JSONL;
}

static bool find(enum cx_format *format, const char *name, bool is_ending)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (strcasecmp(name, formats[i].name) != 0 &&
            !(is_ending && *name && strcasecmp(name, formats[i].ending) == 0))
            continue;
        *format = (enum cx_format)i;
        return true;
    }
    return false;
}

/* Endings of documents that cx doesn't write: what is written under one would not be opened. */
static bool is_foreign(const char *ending)
{
    static const char *const endings[] = {
        "pdf", "xls", "xlsm", "xlsb", "ods", "doc",  "docx", "odt", "rtf", "ppt", "pptx",   "xml",
        "zip", "gz",  "png",  "svg",  "jpg", "yaml", "yml",  "db",  "wps", "et",  "parquet"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (strcasecmp(ending, endings[i]) == 0)
            return true;
    }
    return false;
}

static int refuse_name(const char *name, struct cx_err *err)
{
    struct cx_nearest nearest = {0};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        cx_nearest_try(&nearest, name, strlen(name), formats[i].name);
    if (*nearest.name)
        return cx_err_set(err, CX_EUSAGE, "unknown format \"%s\": did you mean %s? There are %s",
                          name, nearest.name, _(CX_FORMAT_NAMES));
    return cx_err_set(err, CX_EUSAGE, "unknown format \"%s\": use %s", name, _(CX_FORMAT_NAMES));
}

int cx_format_choose(enum cx_format *format, const char *name, const char *path,
                     enum cx_format fallback, struct cx_err *err)
{
    const char *slash = path ? strrchr(path, '/') : NULL;
    const char *dot = path ? strrchr(slash ? slash : path, '.') : NULL;

    *format = fallback;
    if (name) {
        if (!find(format, name, false))
            return refuse_name(name, err);
    } else if (dot && !find(format, dot + 1, true) && is_foreign(dot + 1)) {
        return cx_err_set(
            err, CX_EUSAGE,
            "%s: no .%s file can be written: use an ending for %s, or say with -f what it "
            "is to be",
            path, dot + 1, _(CX_FORMAT_NAMES));
    }
    return 0;
}

static struct rendering rendering_of(const struct cx_table *table, FILE *stream,
                                     const struct cx_render_options *options)
{
    return (struct rendering){.stream = stream,
                              .table = table,
                              .width = options ? options->width : 0,
                              .colour = options && options->colour,
                              .notes = options ? options->notes : NULL};
}

/* Whether a format shows more of a table than its rows, so that they must be kept. */
static bool is_drawn(const struct cx_table *table, enum cx_format format)
{
    return formats[format].renderer->draw && (table->chart.kind != CX_CHART_NONE || table->note ||
                                              (format == CX_FORMAT_TABLE && table->pivot.value));
}

int cx_table_write(const struct cx_table *table, FILE *stream, enum cx_format format,
                   const struct cx_render_options *options, struct cx_err *err)
{
    const struct renderer *renderer = formats[format].renderer;
    struct rendering to = rendering_of(table, stream, options);
    return is_drawn(table, format) ? renderer->draw(&to, err) : rendering_rows(&to, renderer, err);
}

int cx_table_put(struct cx_buf *text, const struct cx_table *table, enum cx_format format,
                 struct cx_err *err)
{
    struct cx_table *to = cx_table_into(text, format);
    int rc = cx_table_copy(to, table, err);
    if (rc == 0)
        rc = cx_table_end(to, err);
    cx_table_free(to);
    return rc;
}

struct streamed {
    struct cx_table_sink sink;
    enum cx_format format;
    struct cx_render_options options;
    FILE *stream;
    struct chosen chosen; /* of options.columns; no table: all are shown */
    struct cx_buf *text;  /* of cx_table_into: what stream holds goes there; else NULL */
    char *bytes;
    size_t length;
    bool is_begun, is_open; /* open: rows go into `to`; else the table keeps them */
    struct rendering to;
};

static struct streamed *streamed_of(const struct cx_table *table)
{
    return (struct streamed *)table->sink;
}

/* The table as it is shown. */
static struct cx_table *shown_of(struct cx_table *table)
{
    struct streamed *of = streamed_of(table);
    return of->chosen.table ? of->chosen.table : table;
}

static int begin(struct cx_table *table, struct cx_err *err)
{
    struct streamed *of = streamed_of(table);
    if (of->is_begun)
        return 0;
    if (!of->stream)
        return cx_err_set(err, CX_EWORLD, "a text can't be written: %s", cx_err_cause(errno));
    if (of->options.columns) {
        int rc = chosen_new(&of->chosen, table, of->options.columns, err);
        if (rc < 0)
            return rc;
    }
    of->is_begun = true;
    of->is_open = !is_drawn(shown_of(table), of->format);
    of->to = rendering_of(shown_of(table), of->stream, &of->options);
    return of->is_open ? rendering_open(&of->to, formats[of->format].renderer, err) : 0;
}

static int close_rows(struct streamed *of, struct cx_err *err)
{
    of->is_open = false;
    return rendering_close(&of->to, formats[of->format].renderer, err);
}

static int stream_row(struct cx_table *table, const struct cx_cell *cells, struct cx_err *err)
{
    struct streamed *of = streamed_of(table);
    int rc = begin(table, err);
    if (rc == 0 && of->chosen.table)
        cells = chosen_row(&of->chosen, cells);
    if (rc == 0 && of->is_open)
        return rendering_row(&of->to, formats[of->format].renderer, cells, err);
    if (rc == 0)
        cx_table_keep(shown_of(table), cells);
    return rc;
}

static void stream_free(struct cx_table_sink *sink)
{
    struct streamed *of = (struct streamed *)sink;
    struct cx_err ignored = {0};
    of->to.failed = true;
    if (of->is_open)
        (void)close_rows(of, &ignored);
    if (of->text && of->stream)
        fclose(of->stream);
    chosen_free(&of->chosen);
    free(of->bytes);
    free(of);
}

struct cx_table *cx_table_stream(FILE *stream, enum cx_format format,
                                 const struct cx_render_options *options)
{
    struct cx_table *table = cx_table_new(options ? options->title : NULL);
    struct streamed *of = cx_alloc(sizeof *of);
    of->sink = (struct cx_table_sink){stream_row, stream_free};
    of->stream = stream;
    of->format = format;
    if (options)
        of->options = *options;
    table->sink = &of->sink;
    return table;
}

struct cx_table *cx_table_into(struct cx_buf *text, enum cx_format format)
{
    struct cx_table *table = cx_table_stream(NULL, format, NULL);
    struct streamed *of = streamed_of(table);
    of->text = text;
    of->stream = open_memstream(&of->bytes, &of->length);
    return table;
}

int cx_table_end(struct cx_table *table, struct cx_err *err)
{
    struct streamed *of = streamed_of(table);
    int rc = begin(table, err);
    if (rc < 0)
        return rc;
    rc = of->is_open ? close_rows(of, err)
                     : cx_table_write(shown_of(table), of->stream, of->format, &of->options, err);
    if (rc == 0 && of->text) {
        fclose(of->stream);
        of->stream = NULL;
        cx_buf_add(of->text, of->bytes, of->length);
    }
    return rc;
}
