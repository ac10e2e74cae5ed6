/* Private to book/: what the cells of an .xlsx share, and name by a number: how numbers look, and
 * texts. Both are read whole before the rows are. */
#ifndef CX_BOOK_SHARED_H
#define CX_BOOK_SHARED_H

#include "book/cells.h"
#include "book/package.h"

struct shared;

/* A workbook has neither if it needs neither. */
int shared_open(struct shared **out, struct package *package, struct cx_err *err);
void shared_free(struct shared *shared); /* NULL is fine */
/* How the numbers of a style look; of one that is not there: as numbers. */
enum look shared_look(const struct shared *shared, size_t style);
/* The kind of such a number, which says its currency where the style does. */
enum cx_csv_cell shared_kind(const struct shared *shared, size_t style);
/* The text (borrowed, n bytes, not ended by a NUL) that the digits mean; NULL: there is none. */
const char *shared_text(const struct shared *shared, const char *digits, size_t *n);

#endif
