/* Tables of other systems as rows of text cells: CSV, workbooks (.xlsx, .ods), JSON. What a file is
 * is seen by its content.
 *
 * Rows are as csv/reader.h gives them: with faults, and reading continues; rows and columns that
 * are empty throughout are left out. Cells of a workbook are given as they are, whatever their
 * format shows of them: numbers without thousands, dates and times as cx writes them, a month where
 * the format has a year and a month only, percentages with their sign; of an amount the currency
 * stands beside it. Nested names of JSON are joined by points. Memory does not grow with the number
 * of rows (but with the texts that the cells of an .xlsx share). What is hostile (ZIP bombs,
 * entities, absurd dimensions) is CX_EDATA. */
#ifndef CX_BOOK_BOOK_H
#define CX_BOOK_BOOK_H

#include "base/buf.h"
#include "csv/reader.h"

struct cx_book;

/* Reads from fd (borrowed). part: the sheet, or the key of the list in JSON, by its name; NULL: the
 * only one there is. name is for messages. As cx_csv_open otherwise. */
int cx_book_open(struct cx_book **out, int fd, const char *name, const char *part,
                 const struct cx_csv_options *options, struct cx_err *err);
void cx_book_free(struct cx_book *book); /* NULL is fine */
const struct cx_csv_row *cx_book_header(const struct cx_book *book);
int cx_book_check_name(const struct cx_book *book, size_t column,
                       struct cx_err *err);         /* as cx_csv_check_name */
bool cx_book_has_above(const struct cx_book *book); /* rows above the header, which were left out */
int cx_book_next(struct cx_book *book, struct cx_csv_row *row, struct cx_err *err);
int64_t cx_book_bytes(const struct cx_book *book);                 /* of the file, read so far */
void cx_book_digest(struct cx_book *book, char hex[CX_HASH_TEXT]); /* as cx_csv_digest */
/* Of JSON, whose header has no column for what no row has a value of. */
bool cx_book_is_open(const struct cx_book *book);
char cx_book_delimiter(const struct cx_book *book);       /* of CSV; 0: it is something else */
const char *cx_book_encoding(const struct cx_book *book); /* UTF-8 of anything but CSV */
int64_t cx_book_hidden(const struct cx_book *book); /* rows read so far that the sheet hides */

/* Puts the first range of merged cells, "C2:C4", that begins below the header, in row `last` at the
 * latest, and leaves rows without a value in this column of the header. False: there is none. Once
 * cx_book_next has returned 0. */
bool cx_book_merged(const struct cx_book *book, size_t column, int64_t last, struct cx_buf *out);

/* The currency of a cell of this kind (cx_csv_row.kinds): a code, USD, or a sign that several may
 * have, $, or one that is not known. NULL: it says none. */
#define CX_BOOK_OTHER "¤"
const char *cx_book_currency(unsigned char kind);

#define CX_BOOK_ROW ((size_t)-1)
/* Puts where a cell is, to be put behind the file's name: ":7" in text, " C7" in a sheet, " row 7"
 * where column (an index of the header) is CX_BOOK_ROW. */
void cx_book_place(const struct cx_book *book, struct cx_buf *out, int64_t line, size_t column);

struct cx_book_parts {
    struct cx_book_part {
        char *name;
        bool is_hidden, is_empty;
    } * items;
    size_t count;
};

/* The sheets of a workbook, in order; none for any other file. */
int cx_book_parts(struct cx_book_parts *parts, int fd, const char *name, struct cx_err *err);
void cx_book_parts_fini(struct cx_book_parts *parts);

#endif
