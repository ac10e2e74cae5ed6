/* Private to import/: which of a foreign export's columns is which of a kind's. */
#ifndef CX_IMPORT_GUESS_H
#define CX_IMPORT_GUESS_H

#include "import/import.h"
#include "import/suggest.h"

/* Which of the export's columns each of a kind's columns is. */
struct guess {
    const struct cx_kind *kind;
    int *column; /* by the kind's columns; -1: none */
    int score;
    int time_of_day; /* the export's column of it beside that of a date; -1: none */
};

/* Chooses the kind, by the options, by the file's name, or else the fact that the columns look like
 * most (which is said), and its columns; guess->column is the caller's to free, also on failure.
 * CX_EDATA: they match none. */
int guess_kind(struct guess *guess, const struct sample *sample,
               const struct cx_suggest_options *options, struct cx_err *err);
/* The kind of plan whose own columns these are, else the kind of fact that they look like; NULL:
 * none. */
const struct cx_kind *guess_of_columns(const struct sample *sample);

/* Whether a column is already something's, or can't be anything's. */
bool guess_has(const struct guess *guess, const struct sample *sample, int column);
/* Names of columns that may as well be field i, with | between, the chosen one first; none where it
 * is much liker than all others. */
void guess_rivals(struct cx_buf *names, const struct guess *guess, const struct sample *sample,
                  size_t i);
/* Whether the name of the column that is field i may as well be that of something else. */
bool guess_is_doubtful(const struct guess *guess, const struct sample *sample, size_t i);
/* Whether a column that is to be the ids of people holds their names. */
bool guess_has_names(const struct sample_column *column, const struct cx_field *field);
/* The column that has the name of field i or another name for it, though its cells don't fit; NULL.
 */
const struct sample_column *guess_namesake(const struct guess *guess, const struct sample *sample,
                                           size_t i);
/* The column of a date that may be left out, but whose cells are no dates for once: 至今 for a
 * leaving day to come. A map without it would drop the dates of the others. -1: there is none. */
int guess_odd_date(const struct guess *guess, const struct sample *sample, size_t i);
/* Finds the column, if there is one, that has the time of day of the field that is a time. */
void guess_time_of_day(struct guess *guess, const struct sample *sample);
/* The column that is the end of what field i says the end of, by the day after or the last one; -1:
 * there is none. */
int guess_end(const struct guess *guess, const struct sample *sample, size_t i);

#endif
