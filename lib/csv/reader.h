/* CSV in, strictly by RFC 4180, over libcsv: a row at a time, each with its line.
 *
 * A row is bad, not the end of the world: ragged rows, invalid bytes, NUL bytes and fields or rows
 * over the limits come out with `fault` set and the reader goes on. After a stray quote or an
 * unterminated quoted field nothing in the file can be trusted: that row is the last one. Wholly
 * empty lines are skipped; blanks around a field without quotes are dropped. Faults name columns
 * by their number. */
#ifndef CX_CSV_READER_H
#define CX_CSV_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/hash.h"

#define CX_CSV_MAX_ROW   (1024 * 1024) /* bytes */
#define CX_CSV_MAX_FIELD (64 * 1024)   /* bytes */

struct cx_csv_field {
    const char *s; /* NUL-terminated; UTF-8 where the row has no fault */
    size_t n;
};

struct cx_csv_row {
    int64_t line;                      /* of the row's first character, from 1 */
    size_t count;                      /* fields */
    const struct cx_csv_field *fields; /* borrowed until the next call */
    const char *fault; /* NULL, or why the row is bad and what to do, borrowed likewise */
    bool is_cut;       /* by a quote: what follows in the file was not read */
};

struct cx_csv_reader;

struct cx_csv_options {
    const char *encoding; /* NULL: recognised (text/encoding.h) */
    char delimiter;       /* 0: recognised from the first line: , ; tab or |, whichever stands
                             there most often outside quotes; , where none does */
};

/* Reads from fd (borrowed), or takes the first row as header at once: header() is there after
 * open. name is for messages. No byte at all: CX_EWORLD ("empty: did the program before it in the
 * pipe fail?"). A file that is something else (a workbook, HTML, compressed): CX_EDATA. A faulty
 * header row (also a duplicate or an empty column name): CX_EDATA with name:line. Column names are
 * trimmed. */
int cx_csv_open(struct cx_csv_reader **out, int fd, const char *name,
                const struct cx_csv_options *options, struct cx_err *err);
void cx_csv_free(struct cx_csv_reader *reader);
const struct cx_csv_row *cx_csv_header(const struct cx_csv_reader *reader);
/* 1: a row; 0: the end; negative: reading failed. A row whose field count is not the header's is a
 * fault. */
int cx_csv_next(struct cx_csv_reader *reader, struct cx_csv_row *row, struct cx_err *err);
int64_t cx_csv_bytes(const struct cx_csv_reader *reader); /* input bytes taken so far */
/* SHA-256 of the input's bytes, as they are before decoding: once, after the last row. */
void cx_csv_digest(struct cx_csv_reader *reader, char hex[CX_HASH_TEXT]);

#endif
