/* Is a period ready to be closed? Control totals, what is missing, what is still to be decided, and
 * whose pay changed most. */
#ifndef CX_SHEET_READY_H
#define CX_SHEET_READY_H

#include "sheet/sheet.h"

enum cx_ready_state {
    CX_READY_OK,
    CX_READY_LOOK, /* may be right: somebody should look at it */
    CX_READY_OPEN, /* to be settled before the period is closed */
};

/* What was found of one thing; amounts are cents, CX_NO_VALUE: none. */
struct cx_ready_item {
    const char *check;
    enum cx_ready_state state;
    int64_t count, amount;
    int person; /* index in org, of a change; -1: none */
    int64_t before, difference;
    char *note; /* which ones, and what to do */
};

struct cx_ready {
    const struct cx_org *org; /* of the bonus */
    struct cx_ready_item *items;
    size_t count, cap;
    bool is_open; /* some item is CX_READY_OPEN */
};

/* Looks at the database in its open transaction; bonus is the period's, and outlives the result.
 * Nothing is missed on days from today on. */
int cx_ready_find(struct cx_ready **out, struct cx_db *db, const struct cx_bonus *bonus,
                  cx_date today, struct cx_err *err);
/* Only what can be found to be open, without a look at each account and payment: for somebody who
 * closes the period all the same. */
int cx_ready_find_open(struct cx_ready **out, struct cx_db *db, const struct cx_bonus *bonus,
                       struct cx_err *err);
void cx_ready_free(struct cx_ready *ready);

/* check, state, count, amount, employee_id, name, before, difference, note. */
int cx_ready_table(struct cx_table *out, const struct cx_ready *ready, struct cx_err *err);

#endif
