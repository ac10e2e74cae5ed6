/* Measures → metrics → scorecards → score, rank, grade, for all posts of a period. */
#ifndef CX_SCORE_SCORE_H
#define CX_SCORE_SCORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/period.h"
#include "base/rank.h"
#include "expr/scalar.h"
#include "fact/sums.h"
#include "org/org.h"
#include "plan/plan.h"
#include "render/table.h"

#define CX_NO_VALUE       CX_UNRANKED /* a value that is null */
#define CX_SCORE_DECIMALS 4

/* One line of a post's scorecard. */
struct cx_score_line {
    const struct cx_card_line *line;
    int64_t value;            /* as published; CX_NO_VALUE: null */
    int64_t target;           /* millionths, prorated; CX_NO_VALUE: none */
    int64_t whole_target;     /* the same before it is prorated */
    struct cx_rank rank;      /* where the method is rank; rank 0: none */
    bool has_reached;         /* false: there is nothing to attain */
    bool has_attainment;      /* false: the line is skipped */
    struct cx_num reached;    /* unrounded, before floor and cap */
    struct cx_num attainment; /* clipped, unrounded; both live as long as the scores */
};

struct cx_post_score {
    int post;         /* index in org */
    int days;         /* of the post in the period */
    const char *card; /* NULL: none fits */
    struct cx_score_line *lines;
    size_t line_count;
    bool is_scored;    /* long enough, and what the card requires holds */
    int64_t score;     /* 4 decimals; CX_NO_VALUE: none */
    int rank;          /* 0: none */
    const char *grade; /* NULL: none */
};

struct cx_scores {
    struct cx_plan *plan; /* as valid on the period's last day */
    struct cx_org *org;
    struct cx_plan *own_plan; /* these two where they are freed with the scores; else NULL */
    struct cx_org *own_org;
    struct cx_period period, before;
    cx_date begun;   /* the company's first day with an event; before it 0 means: not known */
    int64_t *values; /* [this period, the one before][subject][quantity], as published */
    size_t subject_count;
    bool *was_there;             /* by subject: it had a post in the period before */
    struct cx_post_score *posts; /* with a day in the period, as in org */
    size_t post_count;
    struct cx_bigs *numbers; /* of attainments */
    bool is_overlaid;        /* by a stream (cx_scores_overlay) */
    struct target *targets;
    size_t target_count, target_cap;
};

int cx_scores_compute(struct cx_scores **out, struct cx_db *db, const struct cx_period *period,
                      struct cx_err *err);
/* The scores of like's period by the plan as the database now says it, where nothing else has
 * changed since like was computed. Where both plans have the same measures, metrics, settings and
 * stages the values are like's (what an overlay put there too) and nothing is added up again. */
int cx_scores_again(struct cx_scores **out, struct cx_db *db, const struct cx_scores *like,
                    struct cx_err *err);
/* Makes all kept sums again (fact/sums.h), in the open transaction. */
int cx_scores_rebuild(struct cx_db *db, struct cx_err *err);
void cx_scores_free(struct cx_scores *scores);

/* Several periods, each the one before the next: all facts are added up once, and then the scores
 * of one period after the other are computed, so that no more than these are in memory. */
struct cx_trend;
int cx_trend_new(struct cx_trend **out, struct cx_db *db, const struct cx_period *last,
                 size_t count, struct cx_err *err);
/* The same with a plan and posts that are loaded: borrowed until trend and scores are freed. */
int cx_trend_with(struct cx_trend **out, struct cx_db *db, struct cx_plan *plan, struct cx_org *org,
                  const struct cx_period *last, size_t count, struct cx_err *err);
/* A trend over all months of a period; CX_EUSAGE where it isn't made of whole months. */
int cx_trend_of_months(struct cx_trend **out, struct cx_db *db, const struct cx_period *whole,
                       struct cx_err *err);
/* A trend of one period, from what the streams of parts add up to (parts/parts.h), with this
 * database's plan, posts, teams and targets. */
struct cx_merge;
int cx_trend_of_parts(struct cx_trend **out, struct cx_db *db, const struct cx_period *period,
                      struct cx_merge *merge, struct cx_err *err);
void cx_trend_free(struct cx_trend *trend); /* NULL is fine */
/* The plan's quantities, which no date changes. */
const struct cx_plan *cx_trend_plan(const struct cx_trend *trend);
size_t cx_trend_count(const struct cx_trend *trend);
/* Period i, the first being 0. */
const struct cx_period *cx_trend_period(const struct cx_trend *trend, size_t i);
/* Its scores, with the scorecards, targets and grades of the plan that is valid on a day: its last,
 * as a rule. The caller frees them before the trend. */
int cx_trend_scores(struct cx_scores **out, const struct cx_trend *trend, size_t i, cx_date plan_on,
                    struct cx_err *err);

/* The same for who looks at values of teams and the company alone: persons and posts have none, no
 * scorecards and scores, and there are no targets. */
int cx_trend_values(struct cx_scores **out, const struct cx_trend *trend, size_t i, cx_date plan_on,
                    struct cx_err *err);

/* Call this when all is read and before output is written: it commits kept sums and ends the
 * transaction, so that a program later in the pipe can write. */
void cx_trend_end(const struct cx_trend *trend);

/* A quantity of a subject in the period, as published (its decimals are the quantity's);
 * CX_NO_VALUE: null. */
int64_t cx_scores_value(const struct cx_scores *scores, size_t subject, int quantity);
/* prev_: of a post it is the person's; null where there was no post then. */
int64_t cx_scores_before(const struct cx_scores *scores, size_t subject, int quantity);
/* As cx_scores_value and cx_scores_before, for people to look at: a 0 of a period that was over
 * before there was any data is null. */
int64_t cx_scores_known(const struct cx_scores *scores, size_t subject, int quantity);
int64_t cx_scores_known_before(const struct cx_scores *scores, size_t subject, int quantity);
/* Whether that period was. */
static inline bool cx_scores_is_unknown(const struct cx_scores *scores,
                                        const struct cx_period *period)
{
    return period->to <= scores->begun;
}
/* The targets row of a scope for the period; millionths; CX_NO_VALUE: none. */
int64_t cx_scores_target(const struct cx_scores *scores, enum cx_scope scope, int64_t id,
                         int quantity);
/* A value, or null where it is CX_NO_VALUE, for an expression. */
static inline struct cx_scalar cx_scores_scalar(int64_t value, int decimals)
{
    return value == CX_NO_VALUE ? cx_scalar_null() : cx_scalar_dec(value, decimals);
}
/* What a line adds to the score, once the weights of skipped lines are shared out; 4 decimals;
 * CX_NO_VALUE: it is skipped. */
int64_t cx_scores_points(const struct cx_post_score *post, const struct cx_score_line *line);
/* The score that the lines of a post give, whatever an overlay put there; CX_NO_VALUE: none. */
int64_t cx_scores_of_lines(const struct cx_post_score *post);
/* The line of a post's card for a quantity; NULL: none. */
const struct cx_score_line *cx_scores_line(const struct cx_post_score *post, int quantity);

/* Takes score, rank, grade, metrics and measures of posts from a stream that cx-score wrote (and
 * others may have edited), and works out the attainments again. Reads fd to its end. */
int cx_scores_overlay(struct cx_scores *scores, int fd, const char *name, struct cx_err *err);
/* The period that such a stream is of: its first row's. The stream is kept in a file: *kept is a
 * descriptor at its start, which the caller closes. */
int cx_scores_peek(struct cx_period *period, int *kept, int fd, const char *name,
                   struct cx_err *err);

/* Views of scores: a row a post, a row a scorecard line, a row a team, or the company. */
enum cx_score_view { CX_VIEW_POSTS, CX_VIEW_LINES, CX_VIEW_TEAMS, CX_VIEW_COMPANY };
struct cx_score_choice {
    enum cx_score_view view;
    const char *quantities; /* these metrics and measures only, with commas between; NULL: all */
};

/* Fill a table with the scores of one period, or with those of all periods of a trend, in their
 * order: nothing where one of the periods fails. CX_EUSAGE where one of the quantities is none. */
int cx_scores_table(struct cx_table *out, const struct cx_scores *scores, enum cx_score_view view,
                    struct cx_err *err);
int cx_trend_table(struct cx_table *out, const struct cx_trend *trend,
                   const struct cx_score_choice *choice, struct cx_err *err);

#endif
