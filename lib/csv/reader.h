/* Reads CSV strictly by RFC 4180, using libcsv: one row at a time, each with its line.
 *
 * A bad row does not end the file: ragged rows, invalid bytes, NUL bytes, and fields or rows over
 * the limits are returned with `fault` set, and reading continues. After a stray quote or a quoted
 * field that is not closed, nothing in the file can be trusted, so that row is the last one. Empty
 * lines and rows whose cells are all empty are skipped, a line "sep=;" above the header is obeyed;
 * blanks around a field without quotes are dropped. Rows above the header may be left out. Columns
 * without a name are left out, and must be empty throughout; so must cells beyond the header's.
 * Faults give columns by number. */
#ifndef CX_CSV_READER_H
#define CX_CSV_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/hash.h"

#define CX_CSV_MAX_ROW   (1024 * 1024) /* bytes */
#define CX_CSV_MAX_FIELD (64 * 1024)   /* bytes */
#define CX_CSV_AHEAD     60            /* rows among which the header is looked for */
#define CX_CSV_NONE      SIZE_MAX

struct cx_csv_field {
    const char *s; /* NUL-terminated; UTF-8 if the row has no fault */
    size_t n;
};

/* What a cell of a workbook or of JSON is; those of CSV are all text. */
enum cx_csv_cell {
    CX_CSV_TEXT,
    CX_CSV_DATE,         /* of a workbook, with a time or not; the text is cx's */
    CX_CSV_TIME,         /* likewise, a time of day or a duration */
    CX_CSV_NUMBER,       /* its point is a decimal point */
    CX_CSV_ERROR,        /* a formula's, such as #N/A, which is the text */
    CX_CSV_NOT_COMPUTED, /* a formula without its result */
    CX_CSV_NO_VALUE,     /* a number or date that can't be one; a text with a NUL */
    CX_CSV_LIST,         /* several values */
    CX_CSV_MONEY,        /* and all above: a number that says its currency (cx_book_currency) */
};

struct cx_csv_row {
    int64_t line;                      /* of the row's first character, from 1 */
    size_t count;                      /* fields */
    const struct cx_csv_field *fields; /* borrowed until the next call */
    const unsigned char *kinds; /* of the cells, enum cx_csv_cell; NULL: all are text; likewise */
    const char *fault;          /* NULL, or why the row is bad and what to do; borrowed likewise */
    bool has_sums;              /* a workbook's: some cell is a formula that sums */
    bool is_cut;                /* a quote ended reading here: the rest of the file was not read */
};

struct cx_csv_reader;

struct cx_csv_options {
    const char *encoding; /* NULL: detected (text/encoding.h) */
    char delimiter; /* 0: the one of , ; tab and | that occurs most often outside quotes in the
                       first line of the table; the comma if none does */
    int64_t skip;   /* lines at the top that are left out, whatever they hold */
    /* Says which of the first rows is the header; NULL: the first is. It is asked of the first row
     * alone, and if that is not surely the header (CX_CSV_NONE), once more of up to CX_CSV_AHEAD;
     * none of these: the first. Their cells are not trimmed, and they may have faults. */
    size_t (*find_header)(void *context, const struct cx_csv_row *rows, size_t count);
    void *context;
    size_t own; /* bytes of a text that cx wrote itself: none of its rows and cells is too long; 0:
                   it is somebody else's */
    bool may_repeat; /* columns may have one name: cx_csv_check_name is asked of those that are read
                      */
};

/* Reads from fd (borrowed). The header is read at once. name is for messages.
 * CX_EWORLD if there is no input at all ("empty: did the program before it in the pipe fail?").
 * CX_EDATA if it is something else (a workbook, HTML, compressed), or, with name:line, if the
 * header is faulty (duplicate column names included). Column names are trimmed. */
int cx_csv_open(struct cx_csv_reader **out, int fd, const char *name,
                const struct cx_csv_options *options, struct cx_err *err);
void cx_csv_free(struct cx_csv_reader *reader);
const struct cx_csv_row *cx_csv_header(const struct cx_csv_reader *reader);
/* CX_EDATA, with name:line, where another column has the name of this one. */
int cx_csv_check_name(const struct cx_csv_reader *reader, size_t column, struct cx_err *err);
bool cx_csv_has_above(const struct cx_csv_reader *reader); /* rows that find_header left out */
/* Returns 1 for a row, 0 at the end, or a negative code if reading failed. A row with more or fewer
 * fields than the header has a fault. */
int cx_csv_next(struct cx_csv_reader *reader, struct cx_csv_row *row, struct cx_err *err);
char cx_csv_delimiter(const struct cx_csv_reader *reader);       /* the one in use */
const char *cx_csv_encoding(const struct cx_csv_reader *reader); /* as cx_decoder_encoding */
int64_t cx_csv_bytes(const struct cx_csv_reader *reader);        /* input bytes read so far */
/* SHA-256 of the input before decoding. Call it once, after the last row. */
void cx_csv_digest(struct cx_csv_reader *reader, char hex[CX_HASH_TEXT]);

#endif
