/* Private to csv/ and book/: the rows at the top of a table, kept until one of them is known to be
 * the header. */
#ifndef CX_CSV_AHEAD_H
#define CX_CSV_AHEAD_H

#include "csv/reader.h"

struct cx_ahead {
    struct cx_csv_row *rows; /* each owns what it points to */
    size_t count, cap, next;
};

/* Keeps a copy of a row. */
void cx_ahead_add(struct cx_ahead *ahead, const struct cx_csv_row *row);
/* Whether more rows are needed for options->find_header to be asked. */
bool cx_ahead_wants_more(const struct cx_ahead *ahead, const struct cx_csv_options *options);
/* The header among the rows that are kept: those above it are left out. Valid until _fini, and its
 * fields may be changed. */
struct cx_csv_row *cx_ahead_header(struct cx_ahead *ahead, const struct cx_csv_options *options);
/* The next row below the header; NULL: all were given. Likewise. */
struct cx_csv_row *cx_ahead_next(struct cx_ahead *ahead);
void cx_ahead_fini(struct cx_ahead *ahead);

/* A row's fields, to be changed by those who own them. */
static inline struct cx_csv_field *cx_row_fields(const struct cx_csv_row *row)
{
    return (struct cx_csv_field *)(uintptr_t)row->fields;
}

static inline unsigned char *cx_row_kinds(const struct cx_csv_row *row)
{
    return (unsigned char *)(uintptr_t)row->kinds;
}

#endif
