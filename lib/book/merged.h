/* Private to book/: cells of a sheet that are merged over several rows, of which only the first has
 * the value. */
#ifndef CX_BOOK_MERGED_H
#define CX_BOOK_MERGED_H

#include "base/buf.h"
#include "book/cells.h"

struct merged {
    struct merge {
        int64_t row, last;          /* from 1 */
        size_t column, last_column; /* from 0 */
    } * items;
    size_t count, cap;
};

/* Those within one row are left out, and those that no spreadsheet has. */
void merged_add(struct merged *merged, struct merge merge);
/* The highest that takes in a column and begins below one row, and in another at the latest; NULL:
 * there is none. */
const struct merge *merged_find(const struct merged *merged, size_t column, int64_t below,
                                int64_t last);
void merged_put(struct cx_buf *out, const struct merge *merge); /* "C2:C4" */
void merged_fini(struct merged *merged);

#endif
