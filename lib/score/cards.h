/* Private to score/: scorecards, attainment, targets. */
#ifndef CX_SCORE_CARDS_H
#define CX_SCORE_CARDS_H

#include "score/score.h"

struct target {
    enum cx_scope scope;
    int64_t id;
    int quantity;
    size_t row;    /* of the table: of two for the same, the first holds */
    int64_t value; /* millionths */
};

/* values.c: where a value stands; period 0: this, 1: the one before. */
int64_t *value_at(const struct cx_scores *scores, int period, size_t subject, int quantity);
/* Finds who had a post in the period before. */
void note_presence(struct cx_scores *scores);
/* The targets of the period, in order. */
int load_targets(struct cx_scores *scores, struct cx_db *db, struct cx_err *err);

/* score.c: everything of posts that follows from values and targets: cards, lines, score, rank,
 * grade. */
int score_posts(struct cx_scores *scores, struct cx_err *err);
/* Only who has a post in the period. */
void list_posts(struct cx_scores *scores);

/* Gives each post its card, and finds who is to be scored. */
int choose_cards(struct cx_scores *scores, struct cx_err *err);
/* Values, targets and attainments of all lines. */
void compute_lines(struct cx_scores *scores);
/* Score, rank and grade of all posts. */
int compute_scores(struct cx_scores *scores, struct cx_err *err);
const char *grade_of(const struct cx_plan *plan, int64_t score);

#endif
