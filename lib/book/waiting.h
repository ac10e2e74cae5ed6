/* Private to book/: rows that the handlers of a part have read, and nobody has asked for yet. A
 * parser gives all rows of some kilobytes at once. */
#ifndef CX_BOOK_WAITING_H
#define CX_BOOK_WAITING_H

#include "book/cells.h"
#include "book/package.h"

struct waiting {
    struct cells *items;
    size_t at, count, cap;
    bool is_ended; /* the part has, or a handler wants no more of it */
    struct cx_err err;
};

/* Puts a row behind the others; cells get the memory of an old one, to be filled anew. */
void waiting_put(struct waiting *waiting, struct cells *cells);
/* The next row, for which the part is parsed on until there is one: 1, 0 at the end, or negative,
 * once all rows before the fault were given. */
int waiting_next(struct waiting *waiting, struct part *part, struct cells *cells,
                 struct cx_err *err);
void waiting_fini(struct waiting *waiting);

#endif
