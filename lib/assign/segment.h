/* Private to assign/: which skill an account asks for. The segments of the plan, the first whose
 * `when` holds; where none does, the account's stage and region. */
#ifndef CX_ASSIGN_SEGMENT_H
#define CX_ASSIGN_SEGMENT_H

#include "assign/traits.h"
#include "plan/choices.h"

struct segments {
    const struct book *book;
    struct cx_choices choices;
    struct cx_map *others; /* stage and region → number, after those of the plan */
    struct observer *observer;
    struct traits traits; /* of the account that is being looked at */
};

/* The book has BOOK_STORIES where the plan has segments. */
int segments_open(struct segments *segments, struct cx_db *db, const struct book *book,
                  struct cx_err *err);
void segments_close(struct segments *segments);
/* Writes the segment on that day of each account that is wanted. */
int segments_mark(int32_t *out, struct segments *segments, cx_date day, const bool *wanted,
                  struct cx_err *err);
/* The segment of a stage (-1: none) and a region (-1: not known), where none of the plan holds. */
int32_t segments_other(struct segments *segments, int stage, int32_t region);
int segments_count(const struct segments *segments); /* so far */

#endif
