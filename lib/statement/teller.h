/* Private to statement/: one person's statement, put together rule by rule. */
#ifndef CX_STATEMENT_TELLER_H
#define CX_STATEMENT_TELLER_H

#include "pay/engine.h"
#include "statement/page.h"

/* A measure over payments that an amount was paid on, of one of the person's posts. */
struct behind {
    int post; /* in org */
    int measure;
};

struct statement {
    struct engine engine;
    struct cx_bonus *bonus;
    int person;
    size_t *posts; /* the person's, in scores->posts */
    size_t post_count;
    bool *held; /* [rule][post of the person]: the rule applied to it */
    struct behind *behind;
    size_t behind_count, behind_cap;
    struct page *page;
};

/* What a rule does for the person: all that is said of it needs these. */
struct case_of {
    const struct rule *rule;
    const bool *holds; /* by post of all; not of a pool */
    __int128 weights;  /* of a pool, all together; millionths */
};

/* reason.c: how a line of the rule came to its cents, and what would have brought more. */
int explain_line(struct statement *statement, const struct case_of *of,
                 const struct cx_bonus_line *line);
/* An expression, its value and those of its names, as items: "Paid on `a + b` = 5.00", a: … */
void explain_names(struct statement *statement, struct viewpoint *view, const struct cx_expr *expr);
struct says {
    const char *label, *where, *text; /* "Paid on", "" or a post, the expression */
};
void explain_expression(struct statement *statement, struct viewpoint *view, struct cx_expr *expr,
                        const struct says *says, int64_t value, int decimals);
enum cx_unit unit_of(const struct statement *statement, const struct cx_expr *expr);
/* "team T1, from 2026-10-01" where the person has more posts than one, else "". */
const char *say_post(struct statement *statement, size_t post);

/* missing.c: why a rule that is for a post paid nothing there, and what was missing. */
int explain_missing(struct statement *statement, const struct case_of *of, size_t post);
/* … a pool, to the post's team. */
int explain_missing_pool(struct statement *statement, const struct case_of *of, size_t post,
                         int team);
/* Where a post stands among those of a rank or streak: 1 is first; 0: it is not in the ranking. */
struct standing {
    int place, of, tied; /* tied: how many have the place's basis */
    int64_t basis, edge; /* its basis; the lowest that is in the top; CX_NO_VALUE: none */
    bool is_top;
    int run; /* of a streak: periods running, this one the last */
};
int find_standing(struct standing *out, struct statement *statement, const struct case_of *of,
                  size_t post);

/* scored.c: score and scorecard of each post. */
int explain_scores(struct statement *statement, enum cx_format format);
/* behind.c: the payments behind what was paid on. */
int note_payments(struct statement *statement, const struct cx_expr *expr, int post);
int explain_payments(struct statement *statement, enum cx_format format);

#endif
