/* Scores and metrics → rules → lines, every cent explained. */
#ifndef CX_PAY_PAY_H
#define CX_PAY_PAY_H

#include "render/render.h"
#include "score/score.h"

/* One line: what one rule pays one post. The line's basis, rate and factor are what its amount was
 * computed from, as printed. */
struct cx_bonus_line {
    int row;             /* index in rows */
    const char *rule_id; /* borrowed from the plan */
    const char *kind;
    int rule; /* index in the plan's rules, or one of cx_line_without_rule */
    int seq;
    int64_t basis;         /* CX_NO_VALUE: none */
    int basis_decimals;    /* 2 of rate, tier and pool, else 6 */
    int64_t rate;          /* CX_NO_VALUE: none */
    int rate_decimals;     /* 6 of rates, 2 of an amount a unit */
    int days, period_days; /* the factor */
    int64_t amount;        /* cents */
    const char *award;     /* words for what is not money; NULL: none */
    char *note;
};

/* Lines that no rule gives. */
enum cx_line_without_rule {
    CX_LINE_ADJUSTMENT = -1, /* rule_id is the adjustment's id */
    CX_LINE_RETRO = -2,      /* what a sealed period, its rule_id, turned out to be wrong by */
    CX_LINE_CARRY = -3,      /* the total below zero of a sealed period, its rule_id */
};

/* Who was in the top of a streak's rule in the period. */
struct cx_bonus_top {
    const char *rule_id;
    int person; /* -1: the rule was looked at */
};

/* A rank or streak without a ranking, in one group: all tie, and are more than it pays. */
struct cx_bonus_tie {
    const char *rule_id;
    int count, top_n; /* how many tie; how many it pays */
};

/* A team's pool that nobody has a part of, since all weights are 0. */
struct cx_bonus_unshared {
    const char *rule_id;
    int team;
    int64_t amount; /* cents */
};

/* A row of the sheet: a post, or a person who has none in the period. */
struct cx_bonus_row {
    int person, post; /* post: index in scores->posts; -1: none */
    int64_t total;    /* the sum of its lines */
};

struct cx_bonus {
    struct cx_scores *scores;  /* owned */
    struct cx_bonus_row *rows; /* by person, then post; after these, people without a post */
    size_t row_count, row_cap;
    struct cx_bonus_line *lines; /* by row, then seq and rule */
    size_t line_count, line_cap;
    struct cx_bonus_top *tops;
    size_t top_count, top_cap;
    struct cx_bonus_tie *ties;
    size_t tie_count, tie_cap;
    struct cx_bonus_unshared *unshared;
    size_t unshared_count, unshared_cap;
};

void cx_bonus_free(struct cx_bonus *bonus);

/* The sum of all rows; CX_EDATA where it is too large. */
int cx_bonus_total(int64_t *cents, const struct cx_bonus *bonus, struct cx_err *err);

#endif
