/* The head's database: what the parts add up to is kept there, and is what it scores and pays from,
 * as it knows no customers. */
#ifndef CX_PARTS_HEAD_H
#define CX_PARTS_HEAD_H

#include "parts/parts.h"

/* What an audit row says of the command that keeps sums. */
struct cx_keeping {
    int64_t now;
    const char *arguments;
    bool dry_run;
};

/* Keeps the total of the streams of a period, in a transaction of its own, and in place of what
 * there was of that period. CX_EDATA: the database is not a head's, or a part is missing. */
int cx_head_keep(struct cx_db *db, const struct cx_period *period, struct cx_merge *merge,
                 const struct cx_keeping *keeping, struct cx_err *err);
/* As cx_sums_compute, from what was kept last of each period, by itself or as the one before
 * another. CX_EDATA: nothing was, or it was before the period was over, which it is by now. */
int cx_head_sums(struct cx_sums **out, struct cx_db *db, const struct cx_plan *plan,
                 const struct cx_org *org, const struct cx_period *periods, size_t count,
                 struct cx_err *err);
/* As cx_days_first_event, in a head as the parts told it when sums were last kept. */
int cx_head_first_event(cx_date *day, struct cx_db *db, struct cx_err *err);

#endif
