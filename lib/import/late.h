/* Private to import/: what rows change in sealed months, and in the time before them all. Retro
 * lines put the last ones right; for the others the rows come too late for pay. */
#ifndef CX_IMPORT_LATE_H
#define CX_IMPORT_LATE_H

#include <stddef.h>

#include "base/buf.h"
#include "base/period.h"
#include "kind/kind.h"

struct file;
struct notes;

/* What is kept of a file, by month. */
struct late_rows {
    struct late_month {
        struct cx_period month; /* payments from before all sealed ones: the last before these */
        bool is_new; /* they came; those of months that retro lines reach: else changed */
        int64_t rows;
        __int128 cents; /* by which they change it */
    } * list;
    size_t count, cap;
};

/* What a row says, or said: how much, of which day. */
struct late_event {
    cx_date day;
    int64_t cents;
};

void late_free(struct late_rows *late);
bool late_is_of_payment(const struct cx_kind *kind);
/* Some rows are new. */
void late_add(struct file *file, struct late_event event, int64_t rows);
/* A row is another. What a sealed month paid for it is taken back there, also where it is now of
 * the time before them all, which no month pays. */
void late_change(struct file *file, struct late_event before, struct late_event now);
/* Whether something comes too late that is of no sealed month. */
bool late_has_before(const struct late_rows *late, const struct notes *notes);
void late_tell(struct cx_buf *text, const struct file *file);

#endif
