/* Private to import/: a look at a foreign export, from which a map is guessed. */
#ifndef CX_IMPORT_SUGGEST_H
#define CX_IMPORT_SUGGEST_H

#include "base/pool.h"
#include "book/book.h"
#include "kind/kind.h"

#define SAMPLE_ROWS    10000
#define SAMPLE_COLUMNS 16384
/* Distinct values that are kept of a column; words of a choice are fewer. */
#define SAMPLE_VALUES 60

/* What the cells of a column look like; a cell may count as several. */
struct sample_column {
    const char *name; /* borrowed from the reader's header */
    size_t name_length;
    bool is_repeated; /* others have its name, so that a map can't name it */
    int64_t filled;   /* cells that are not empty, and don't say that they are */
    int64_t distinct; /* of the first cells: up to SAMPLE_ROWS */
    int64_t numbers, wholes, amounts, commas, percents, serials, epochs;
    int64_t points;    /* 95分 */
    int64_t figures;   /* digits alone, as many as there are */
    int64_t clocks;    /* 1:02:05 */
    int64_t timers;    /* 4:00 */
    int64_t spoken;    /* 45秒 */
    int64_t daytimes;  /* 9:05 or 09:05:30, without a date */
    int64_t dates;     /* year first */
    int64_t ordered;   /* as 10/1/2026, also with a month's name: which order? */
    int64_t times;     /* dates with a time of day */
    int first, second; /* greatest of the parts of ordered dates; 13 and more tells a day */
    bool names_first, names_second;    /* where months had names */
    struct cx_pool *values, *nothings; /* words seen, and those that say that there is nothing */
};

/* suggest.c: the kind of plan whose own columns a file's are, else the kind of fact that they look
 * like; NULL: none, or it can't be read. */
const struct cx_kind *kind_of_columns(const char *name);

struct sample {
    struct cx_book *reader;
    struct sample_column *columns;
    size_t count;
    int64_t rows;
};

/* Reads up to SAMPLE_ROWS good rows. */
int sample_read(struct sample *sample, int fd, const char *name, const char *part,
                const struct cx_csv_options *options, struct cx_err *err);
void sample_fini(struct sample *sample);
/* True if nearly all cells of the column can be read as the field's type, by some format. */
bool sample_fits(const struct sample_column *column, const struct cx_field *field);
/* The same of one cell. */
bool sample_value_fits(const char *value, const struct cx_field *field);

struct cx_suggest_options;

/* suggest_cells.c: */
void suggest_say(const struct cx_suggest_options *options, struct cx_buf *text); /* and frees it */
/* The column that has the time of day of another, which is the date of field i and has none; -1:
 * there is none. */
int suggest_time_of_day(const struct sample *sample, const struct sample_column *date,
                        const struct cx_kind *kind, size_t i);
/* Whether the first cells of both make a time together, once a blank is between them. */
bool suggest_are_joinable(const struct sample_column *date, const struct sample_column *time,
                          const char *format);
/* Says of payments that name none which they take back that some may do so. */
void suggest_tell_reversals(const struct sample *sample, const struct cx_suggest_options *options);
/* Says of payments that some may not have been made: Declined, 失败. */
void suggest_tell_unpaid(const struct sample *sample, const struct cx_suggest_options *options);
/* Whether the names of a file and its columns speak of calls, and of no messages or visits. */
bool suggest_is_of_calls(const struct sample *sample, const char *file);
/* Asks for a column that the export lacks, which would say what nobody said. */
void suggest_ask(const struct cx_field *field, const struct cx_suggest_options *options);
/* Tells what rows get in a column that the export lacks, where that isn't nothing. */
void suggest_tell_initial(const struct cx_field *field, const struct cx_suggest_options *options);
/* The words of a map's format that a column's cells and name ask for; "?": somebody has to say. */
void suggest_format(struct cx_buf *format, const struct sample *sample,
                    const struct sample_column *column, const struct cx_kind *kind, size_t i,
                    const struct cx_suggest_options *options);
/* The zone that the name of a column of times of day says, beside that of the date of field i. */
void suggest_zone(struct cx_buf *format, const struct sample_column *time,
                  const struct cx_kind *kind, size_t i, const struct cx_suggest_options *options);
void suggest_add_word(struct cx_buf *format, const char *word); /* once; NULL: none */
/* The unit that a column's name says outside brackets, a word of a map's format; NULL: none. */
const char *suggest_unit(const struct sample_column *column, const struct cx_field *field);
/* What values of a column become: words of a choice, and nothing. */
void suggest_values(struct cx_buf *values, const struct sample_column *column,
                    const struct cx_field *field, const struct cx_suggest_options *options);

#endif
