/* Private to book/: the row that is being read, and how its cells become text. */
#ifndef CX_BOOK_CELLS_H
#define CX_BOOK_CELLS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "csv/reader.h"

#define SHEET_COLUMNS 16384
#define SHEET_ROWS    1048576

struct cells {
    int64_t row; /* its number in the sheet, from 1 */
    struct cell {
        size_t at, n; /* in bytes */
        enum cx_csv_cell kind;
        uint32_t left; /* for the source's finish to do (source.h), which knows what it says */
    } * items;
    size_t count, cap;
    struct cx_buf bytes;
    bool is_filled; /* some cell is not empty */
    bool has_sums;  /* some cell is a formula that sums */
    bool is_long;   /* more than fits a row, which is then at fault */
    bool is_hidden;
    int64_t repeats; /* how often the row comes more, where a source says so */
};

void cells_clear(struct cells *cells, int64_t row);
void cells_clear_like(struct cells *cells, const struct cells *from); /* for the cells of `from` */
void cells_swap(struct cells *one, struct cells *other);
void cells_fini(struct cells *cells);                           /* which may be filled again */
void cells_copy(struct cells *cells, const struct cells *from); /* nothing of it is left to do */
/* Puts the cell of a column, behind those that are there. */
void cells_put(struct cells *cells, size_t column, const char *s, size_t n, enum cx_csv_cell kind);

/* What a number format makes of a number. */
enum look {
    LOOK_NUMBER,
    LOOK_PERCENT,
    LOOK_DATE,
    LOOK_DATE_TIME,
    LOOK_MONTH,
    LOOK_TIME,
    LOOK_MINUTE, /* hours and minutes: whoever typed 3:25 may have meant minutes and seconds */
    LOOK_SPAN
};

/* The kind of a number in a currency, by its code or sign; CX_CSV_NUMBER: it is none. */
enum cx_csv_cell kind_of_currency(const char *s, size_t n);
/* The same for the currency that a format spells out: [$USD] 0.00, "€"0. */
enum cx_csv_cell kind_of_code(const char *code);

enum look look_of_id(int id);             /* of a format that is built in */
enum look look_of_code(const char *code); /* of one that is spelled out: yyyy"年"m"月" */

/* The text of a number as the file has it: without the noise of doubles behind 15 digits, without
 * an exponent but where the last digits of a long number are lost; of a date or time, as cx writes
 * them. False: the file's is no number, or no date; *why says so. */
bool put_number(struct cx_buf *out, const char *s, size_t n, enum look look, bool is_1904,
                const char **why);

/* A column's letters, from 0: A, …, Z, AA. */
char *column_letters(char letters[8], size_t column);

#endif
