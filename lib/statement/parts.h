/* Private to statement/: its parts. */
#ifndef CX_STATEMENT_PARTS_H
#define CX_STATEMENT_PARTS_H

#include "fact/events.h"
#include "pay/kinds.h"

/* reason.c: how a line of the rule came to its cents, and what would have brought more. */
int explain_line(struct statement *statement, const struct case_of *of,
                 const struct cx_bonus_line *line);
/* missing.c: why a rule that is for a post paid nothing there, and what was missing. */
int explain_missing(struct statement *statement, const struct case_of *of, size_t post);
/* … a team, to the post's team. */
int explain_missing_pool(struct statement *statement, const struct case_of *of, size_t post,
                         int team);
/* sofar.c: whether the period is sealed, with what for the person, and what they had before. */
int explain_sofar(struct statement *statement, int64_t total);
/* scored.c: score and scorecard of each post. */
int explain_scores(struct statement *statement);
/* Payments found once for many statements: zeroed, before the first of them. */
struct found {
    struct cx_events *events; /* by key: post × measure over payments */
    size_t *places;           /* by measure of the plan: its place among these; SIZE_MAX: none */
    size_t count;             /* of these */
};
void found_fini(struct found *found);
/* statement.c: cx_bonus_explain, as HTML, of one of many. */
int explain_one_of(struct cx_buf *out, struct cx_bonus *bonus, struct cx_db *db,
                   const char *employee, const char *proviso, struct found *found,
                   struct cx_err *err);
/* behind.c: the payments behind what was paid on. */
int explain_payments(struct statement *statement);

#endif
