/* Private to assign/: the list of moves and the transaction around them. */
#ifndef CX_ASSIGN_MOVES_H
#define CX_ASSIGN_MOVES_H

#include "assign/assign.h"
#include "org/org.h"
#include "past/stream.h"
#include "plan/plan.h"

/* 0: somebody the organisation doesn't know. */
static inline int64_t employee_of(const struct cx_org *org, int person)
{
    return person < 0 ? 0 : org->people[person].id;
}

struct cx_moves *moves_new(void);
/* Appends a move; the caller fills its reason. */
struct cx_move *moves_add(struct cx_moves *moves, int64_t account, cx_date day, int64_t from,
                          int64_t to, const char *stage);

/* Hands every account's past to look, with the organisation. */
int moves_search(struct cx_db *db, const struct cx_past_scope *scope,
                 void (*look)(void *context, const struct cx_org *, const struct cx_past *),
                 void *context, struct cx_err *err);

/* For work, which found out behind the wall (fact/wall.h) what is to change: from here on the table
 * is seen whole, and the kept sums that a change touches are taken away. */
int moves_begin(struct cx_db *db, struct cx_err *err);

/* Runs work inside one transaction that is audited and committed, or rolled back on failure and in
 * a dry run. */
int moves_transact(struct cx_moves **out, struct cx_db *db, const struct cx_assign_options *options,
                   int (*work)(struct cx_moves *, struct cx_db *, const struct cx_plan *, cx_date,
                               struct cx_err *),
                   struct cx_err *err);

#endif
