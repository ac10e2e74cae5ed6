/* Private to assign/: all that a day's work is decided by. */
#ifndef CX_ASSIGN_DESK_H
#define CX_ASSIGN_DESK_H

#include "assign/chance.h"
#include "assign/skill.h"

struct desk { /* stays where it is until closed */
    struct cx_plan *plan;
    struct cx_org *org;
    struct book *book;
    struct chances chances;
    struct segments segments;
    struct skills skills;
};

/* what: BOOK_STORIES where the caller needs them; else only where the chances do. */
int desk_open(struct desk *desk, struct cx_db *db, cx_date today, unsigned what,
              struct cx_err *err);
void desk_close(struct desk *desk); /* a zeroed one is fine */
/* Finds the segments and the skills on them. */
int desk_measure(struct desk *desk, struct cx_db *db, struct cx_err *err);
/* What is expected of each of some accounts in their holders' hands; cents. After desk_measure. */
int desk_expect(int64_t *cents, struct desk *desk, const bool *wanted, struct cx_err *err);

#endif
