/* Private to statement/: what its files offer one another: the ground that all statements share,
 * and one function for each section. */
#ifndef CX_STATEMENT_PARTS_H
#define CX_STATEMENT_PARTS_H

#include "fact/events.h"
#include "pay/kinds.h"

/* A rule of teams, as to one of them. */
struct team_ruling {
    int team;
    bool holds;
    struct pool pool;
    __int128 weights; /* all together; millionths */
};

/* For whom a rule holds. */
struct ruling {
    struct rule rule;
    bool *holds; /* by post: for the post itself, or for the team whose pool it has a part of */
    struct team_ruling *teams; /* of a rule of teams: each that it may be for */
    size_t team_count;
    struct standings *standings; /* ranking.c's */
};

/* behind.c: what is behind measures, of all posts. */
struct found {
    struct cx_events *events; /* by key: post × measure of the kind; NULL: not found yet */
    size_t *places;           /* by measure of the plan: its place among these; SIZE_MAX: none */
    size_t count;             /* of these */
};
void found_fini(struct found *found);

struct ground;

/* sofar.c: periods that statements look back to. */
struct sealed_months {
    struct sealed_month {
        char name[CX_PERIOD_TEXT];
        bool is_sealed;
        bool is_own;               /* the statements' own period */
        struct cx_seal seal;       /* where it is */
        int64_t *paid;             /* likewise; by person */
        int64_t *brought;          /* of that, what was not carried over */
        struct sealed_lines lines; /* of the statements' own period, where it is sealed */
        /* Likewise: the words of its time, titles of rules and settings (reread_pair). */
        struct cx_buf titles, settings;
    } * list;
    size_t count, cap;
};
void sealed_months_fini(struct sealed_months *months);
/* What the period pays a person: as it was sealed, or as it stands. */
int64_t paid_to(const struct ground *ground, int person);

/* ground.c: what all statements of a period stand on. */
struct ground {
    struct engine engine;
    struct ruling *rulings; /* by rule of the plan */
    size_t ruling_count;
    const struct cx_bonus_line **lines; /* by person, then in the bonus's order */
    size_t *first_line;                 /* by person: where theirs begin, and end */
    bool is_of_all; /* many statements follow: what is behind them is found for all */
    struct found found[BEHIND_KINDS];
    struct sealed_months months;
    struct cx_idset
        *complained; /* breaches.c: contacts of upheld complaints; NULL: not asked yet */
};
/* The statements' own period, if it is a month that is sealed; NULL: it is open. Until the next of
 * the months is looked up. */
static inline const struct sealed_month *sealed_own(const struct ground *ground)
{
    const struct sealed_month *own = ground->months.list; /* it was the first to be found */
    return own->is_sealed ? own : NULL;
}
/* Closed in any case; the bonus stays the caller's, and outlives it. */
int ground_open(struct ground *ground, struct cx_bonus *bonus, struct cx_db *db, bool is_of_all,
                struct cx_err *err);
void ground_close(struct ground *ground);

/* reason.c: how a line of the rule came to its cents, and what would have brought more. */
int explain_line(struct statement *statement, const struct case_of *of,
                 const struct cx_bonus_line *line);
/* missing.c: why a rule that is for a post paid nothing there, and what was missing. */
int explain_missing(struct statement *statement, const struct case_of *of, size_t post);
/* The same of a rule that pays a team, for the post's team. */
int explain_missing_pool(struct statement *statement, const struct case_of *of, size_t post,
                         int team);
/* Of an expression's conditions that are all to hold, those that don't, one by one. */
void say_unmet(struct statement *statement, struct viewpoint *view, struct cx_expr *expr,
               const char *text);
/* sofar.c: looks up the statements' own period. */
int find_own_month(struct ground *ground);
/* Whether the period is sealed, which of its lines are others today, and what they had before. */
int explain_sofar(struct statement *statement);
/* scored.c: score and scorecard of each post. */
int explain_scores(struct statement *statement);
/* statement.c: cx_bonus_explain of somebody who has a row in the bonus. */
int explain_person(struct cx_buf *out, struct ground *ground, int person, const char *proviso,
                   enum page_form form);
/* others.c: the title of a sealed line's team; its key where there is no such team any more. */
const char *title_of_team(const struct cx_org *org, const char *key);
/* The title of a rule, also of one that the plan no longer has; of a sealed period, as sealed. */
const char *title_of_rule_id(const struct statement *statement, const char *id);
/* What a line is called where all are listed; not for a page as it is: page_text. */
const char *title_of_line(struct page *plain, const struct statement *statement,
                          const struct cx_bonus_line *line);
const char *title_of_sealed(struct page *plain, const struct statement *statement,
                            const struct sealed_lines *lines, const struct sealed_line *line);
/* What a line that is no rule's is, in words; and how such lines came about. */
const char *title_of_other(struct page *page, const struct cx_bonus_line *line);
void explain_others(struct statement *statement);
/* behind.c: lists the payments behind what was paid on, then violations and complaints. */
int explain_behind(struct statement *statement);
/* breaches.c: a table of contacts with violations or complaints. */
int write_breaches(struct statement *statement, const struct cx_quantity *measure,
                   const struct cx_event *events, size_t count);
/* A column of what each counted; whole where all of them are. */
struct cx_column counted_column(const struct cx_quantity *measure, const struct cx_event *events,
                                size_t count);
struct cx_cell counted_cell(const struct cx_column *column, const struct cx_quantity *measure,
                            int64_t value);
/* pagename.c: by person, whether another's id differs from theirs in nothing that every file system
 * tells apart: case, forms of one letter. The caller's. */
bool *find_alike(const struct cx_org *org);
/* Adds the name of the page of an id. What could mean anything else than itself in a path is spelt
 * out; of an id that is_alike, all but small letters and digits. */
void put_pagename(struct cx_buf *out, const char *id, bool is_alike);

#endif
