/* A table to show: what every view of every program fills. A view names the columns and adds the
 * rows; it sees no stream, no format and no option.
 *
 * A table is either kept, with its rows in memory (cx_table_new), or streamed: each row goes on to
 * where render.h sends it, and nothing of it stays. A view that only adds rows can't tell
 * which; what reads rows again is for kept tables alone. */
#ifndef CX_RENDER_TABLE_H
#define CX_RENDER_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/lang.h"

enum cx_cell_type {
    CX_CELL_TEXT,
    CX_CELL_FIGURE, /* a text of figures, such as "3.5 hours": to the right, as numbers stand */
    CX_CELL_NUMBER, /* a decimal: n with `decimals` decimals; 0 decimals: a whole number */
    CX_CELL_SHARE,  /* a decimal that people read as percents: 0.125 is 12.5 % */
    CX_CELL_MONEY,  /* a decimal of 2 decimals */
    CX_CELL_DATE,   /* n is a cx_date */
    CX_CELL_TIME,   /* n is a cx_time */
};

struct cx_column {
    const char *name;  /* machine name: csv, tsv, json and jsonl headers */
    const char *title; /* words for people: table, md, html, xlsx; NULL: the name */
    enum cx_cell_type type;
    int decimals; /* of CX_CELL_NUMBER */
    bool total;   /* table, md, html and xlsx show the column's sum in a last row */
};

struct cx_cell {
    bool null;        /* empty in csv, null in json */
    int64_t n;        /* number, money, date, time */
    int decimals;     /* -1: the column's; else this cell's own number of decimals */
    const char *text; /* of a text cell; borrowed until the row is given */
    bool is_share;    /* of a number: this one is a part of 1, as those of CX_CELL_SHARE are */
    const char *link; /* of a text cell: the place in the same page that html leads to from it;
                         borrowed likewise; NULL: none */
};

#define CX_NULL_CELL ((struct cx_cell){.null = true, .decimals = -1})
static inline struct cx_cell cx_cell_n(int64_t n)
{
    return (struct cx_cell){.n = n, .decimals = -1};
}
static inline struct cx_cell cx_cell_text(const char *text)
{
    return (struct cx_cell){.null = text == NULL, .text = text, .decimals = -1};
}

/* A text that leads to a place in the page (NULL: nowhere). */
static inline struct cx_cell cx_cell_link(const char *text, const char *link)
{
    return (struct cx_cell){.null = text == NULL, .text = text, .decimals = -1, .link = link};
}

/* A word of cx's own, such as one of a choice: by its name where people read it. */
static inline struct cx_cell cx_cell_word(const char *word)
{
    return cx_cell_text(word ? cx_shown_word(word) : NULL);
}

/* What machines know by its name and people by its title, such as a metric; title may be NULL. */
static inline struct cx_cell cx_cell_titled(const char *name, const char *title)
{
    return cx_cell_text(title && !cx_lang_output_is_plain() ? title : name);
}

enum cx_chart_kind {
    CX_CHART_NONE,
    CX_CHART_BARS,  /* a bar a row: its label and the first value; a mark at the second, if any */
    CX_CHART_LINES, /* a line a row: the values are its points, their columns' titles the axis */
    CX_CHART_STACK, /* a bar a row, of one part a value */
};

struct cx_chart {
    enum cx_chart_kind kind;
    const char *title;   /* what is seen, in words: see cx_table_say */
    size_t label;        /* the column that names a row */
    size_t first, count; /* the values: columns that stand together */
    const char *mark;    /* what the second value of bars is called; NULL: the bars have no mark */
    bool is_share;       /* values are parts of 1, shown as percents */
    size_t rows;         /* so many rows at most; 0: all */
    bool is_choice;      /* those rows are what it is about: nothing is said of the others */
};

/* Columns of a table that has a row for each pair of things: a row for each text of `row`, a column
 * for each of `key`, called by `title` where that has a text, with the number in `value`; and
 * behind them `also`, which is the same for all of a row. */
struct cx_pivot {
    size_t key, title, row, value, also;
};

struct cx_table_sink;

struct cx_table {
    char *title, *note;        /* note: a sentence below the title; either may be NULL */
    char *proviso;             /* follows every title, as in ", provisional"; NULL: nothing */
    struct cx_column *columns; /* names and titles owned; titles never NULL */
    size_t column_count, column_cap;
    size_t keys; /* its first columns that stand in each part of a table too wide for a terminal;
                    0: one does */
    const char *kept; /* names, with blanks between, of the columns that a narrow terminal shows
                         first: of the others it has those that fit, where they are summed those
                         with the largest sums; NULL: columns are as good as one another */
    struct cx_pivot pivot; /* how a terminal that is too narrow has it; no `value`: as it is */
    bool is_rounded;       /* a workbook shows figures as a page does; its cells hold all of them */
    bool is_grouped;       /* figures stand with their thousands apart in a text, too */
    char *nothing;         /* a sentence in the place of no rows, where people read; or NULL */
    struct cx_chart chart;
    struct cx_cell *cells; /* row by row; texts are the table's; none where it is streamed */
    size_t row_count, row_cap;
    struct cx_pool *texts;
    struct cx_table_sink *sink; /* NULL: the table is kept */
};

struct cx_table *cx_table_new(const char *title); /* kept */
void cx_table_free(struct cx_table *table);       /* NULL is fine */

/* Titles, notes and what a chart says are translated (base/lang.h), the titles of columns too.
 *
 * What a table says of itself stands before its first row where it is streamed, and may be said
 * later where it is kept. Columns are copied; all are there before the first row. */
void cx_table_title(struct cx_table *table, const char *title);
void cx_table_proviso(struct cx_table *table, const char *proviso); /* before the title */
void cx_table_column(struct cx_table *table, const struct cx_column *column);
/* The same of a column of another table, whose title is one that is shown. */
void cx_table_add_shown(struct cx_table *table, const struct cx_column *column);
void cx_table_columns(struct cx_table *table, const struct cx_column *columns, size_t count);
void cx_table_note(struct cx_table *table, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void cx_table_nothing(struct cx_table *table, const char *sentence); /* translated by the caller */
/* The chart's title: a sentence that says what it shows. */
void cx_table_say(struct cx_table *table, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Adds a row, with a cell for each column; texts that stay are copied. */
int cx_table_row(struct cx_table *table, const struct cx_cell *cells, struct cx_err *err);
/* The same for a table that is kept, which cannot fail. */
void cx_table_keep(struct cx_table *table, const struct cx_cell *cells);
/* Adds to a kept table what another has in some of its columns, in this order: names with commas
 * between, which the other has. */
void cx_table_pick(struct cx_table *to, const struct cx_table *from, const char *columns);
/* Adds everything in a kept table to another, which has no columns yet. */
int cx_table_copy(struct cx_table *to, const struct cx_table *from, struct cx_err *err);

/* Of kept tables. */
const struct cx_cell *cx_table_cell(const struct cx_table *table, size_t row, size_t column);
/* The row with this text in a column; -1: none. */
int cx_table_find(const struct cx_table *table, size_t column, const char *text);
/* The number in a cell as a real, for charts; false if it is empty. */
bool cx_table_real(double *value, const struct cx_table *table, size_t row, size_t column);

/* Tables kept together, such as the sheets of a workbook; they are owned here. */
struct cx_tables {
    char *title; /* may be NULL */
    struct cx_table **list;
    size_t count, cap;
};
struct cx_table *cx_tables_add(struct cx_tables *tables, const char *title); /* borrowed */
/* Puts the tables of from behind those of to; from has none then. */
void cx_tables_move(struct cx_tables *to, struct cx_tables *from);
void cx_tables_fini(struct cx_tables *tables);

/* Where the rows of a streamed table go: made by render.h. */
struct cx_table_sink {
    int (*row)(struct cx_table *table, const struct cx_cell *cells, struct cx_err *err);
    void (*free)(struct cx_table_sink *sink);
};

#endif
