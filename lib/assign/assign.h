/* Who works which account: episodes from the contact history, and their end. */
#ifndef CX_ASSIGN_ASSIGN_H
#define CX_ASSIGN_ASSIGN_H

#include <stdbool.h>
#include <stdio.h>

#include "base/date.h"
#include "render/render.h"
#include "store/store.h"

struct cx_assign_options {
    cx_time now;
    bool dry_run;
    const char *arguments; /* the command line, for the audit log */
};

/* A change of hands. */
struct cx_move {
    int64_t account, from_employee, to_employee; /* 0: nobody */
    cx_date day;                                 /* from this day on */
    const char *stage;                           /* of the account on that day; NULL: none */
    char reason[80];
};

struct cx_moves {
    struct cx_move *list; /* by account, then day */
    size_t count, cap;
    struct cx_pool *texts;
};

/* An account belongs to whoever contacted it last: episodes from the contacts up to now that came
 * after the start of the account's last episode. */
int cx_assign_infer(struct cx_moves **out, struct cx_db *db,
                    const struct cx_assign_options *options, struct cx_err *err);
/* Ends the open episodes of accounts that are paid, closed or written off, and of people who left.
 */
int cx_assign_release(struct cx_moves **out, struct cx_db *db,
                      const struct cx_assign_options *options, struct cx_err *err);
void cx_moves_free(struct cx_moves *moves);

int cx_moves_write(const struct cx_moves *moves, struct cx_db *db, FILE *stream,
                   enum cx_format format, const struct cx_render_options *options,
                   struct cx_err *err);

#endif
