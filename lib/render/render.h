/* Tables to csv, tsv, json, jsonl, table, md, html and xlsx. */
#ifndef CX_RENDER_RENDER_H
#define CX_RENDER_RENDER_H

#include <stdio.h>

#include "base/buf.h"
#include "base/lang.h"
#include "render/table.h"

enum cx_format {
    CX_FORMAT_CSV,
    CX_FORMAT_TSV,
    CX_FORMAT_JSON,
    CX_FORMAT_JSONL,
    CX_FORMAT_TABLE,
    CX_FORMAT_MD,
    CX_FORMAT_HTML,
    CX_FORMAT_XLSX,
    CX_FORMAT_LONG
};
#define CX_FORMAT_NAMES N_("csv, tsv, json, jsonl, table, long, md, html or xlsx")

struct cx_render_options {
    const char *title; /* of a page or sheet; may be NULL */
    int width;         /* columns of the terminal; 0: no limit. A table that is wider leaves columns
                          out that say nothing or always the same, folds its headers, cuts texts with
                          …, and at last comes in parts */
    bool colour;
    const char *columns; /* those to show: names or titles with commas between, or with a - in front
                            of each those to leave out; NULL: all */
    struct cx_buf *notes; /* borrowed: what the reader is to be told of, as that texts were cut;
                             NULL: nothing */
};

const char *cx_format_name(enum cx_format format);
bool cx_format_is_plain(enum cx_format format); /* machines read it: csv, tsv, json, jsonl */
/* format from -f NAME, or from the ending of path when name is NULL; where neither says,
 * `fallback`. CX_EUSAGE for an unknown name, with the list, and for the ending of another kind of
 * document. */
int cx_format_choose(enum cx_format *format, const char *name, const char *path,
                     enum cx_format fallback, struct cx_err *err);

/* A streamed table: rows are written as they come, by what the format allows, to a stream, which is
 * borrowed and neither flushed nor closed. Write errors stay in the stream's error flag, for
 * cx_outfile_commit. Options are copied, their title is the table's. A table with a note or a chart
 * is kept until its end where the format shows them. */
struct cx_table *cx_table_stream(FILE *stream, enum cx_format format,
                                 const struct cx_render_options *options);
/* The same, appended to a text, which is borrowed; it is complete once the table is ended. */
struct cx_table *cx_table_into(struct cx_buf *text, enum cx_format format);
/* Writes what is left of a streamed table; call it once, after its last row. After a failure, free
 * the table without ending it. */
int cx_table_end(struct cx_table *table, struct cx_err *err);

/* Writes a kept table: a table on a terminal has its shares as bars and its trends as small lines,
 * html and xlsx have its chart. */
int cx_table_write(const struct cx_table *table, FILE *stream, enum cx_format format,
                   const struct cx_render_options *options, struct cx_err *err);

/* The same to the end of a text. */
int cx_table_put(struct cx_buf *text, const struct cx_table *table, enum cx_format format,
                 struct cx_err *err);
/* Writes kept tables as one workbook, a sheet each, named by the table's title; charts of several
 * stand on a sheet of their own. notes: as in options. */
int cx_tables_write(const struct cx_tables *tables, FILE *stream, struct cx_buf *notes,
                    struct cx_err *err);

#endif
