/* Who works which account: episodes from the contact history, and their end. */
#ifndef CX_ASSIGN_ASSIGN_H
#define CX_ASSIGN_ASSIGN_H

#include <stdbool.h>

#include "base/date.h"
#include "render/table.h"
#include "store/store.h"

enum cx_assign_policy { CX_POLICY_EXPECTED, CX_POLICY_BALANCED };

struct cx_assign_options {
    cx_time now;
    cx_time until; /* the last second of now, which may be a whole day */
    bool dry_run;
    const char *arguments; /* the command line, for the audit log */
    enum cx_assign_policy policy;
    int64_t min_gain_cents; /* negative: only what must move does */
    const char *employee;   /* of a worklist; NULL: everybody's */
    int64_t per_person;     /* customers a day on anybody's worklist; 0: no limit */
    bool unmask;            /* the worklist's scripts name customers in full */
    bool of_rest;           /* those who are not on the worklist instead */
    int64_t top;            /* rows of the risk list; 0: all */
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

/* Fills a table with the moves, by account. */
int cx_moves_table(struct cx_table *out, const struct cx_moves *moves, struct cx_db *db,
                   struct cx_err *err);

/* Deals accounts out on a day, by stages, leavers, capacity and the policy. */
struct cx_dealing;
struct cx_dealing_sums {
    int64_t moves, unplaced; /* accounts */
    int64_t expected_cents;  /* of those that were dealt */
    double gap;              /* of the best sum at most so large a share is missed; negative: not
                                looked for */
};
int cx_assign_deal(struct cx_dealing **out, struct cx_db *db,
                   const struct cx_assign_options *options, struct cx_err *err);
struct cx_dealing_sums cx_dealing_sums(const struct cx_dealing *dealing);
int cx_dealing_table(struct cx_table *out, const struct cx_dealing *dealing, struct cx_db *db,
                     struct cx_err *err);
void cx_dealing_free(struct cx_dealing *dealing);

/* The views below fill a table. */

/* Learns the chance of a payment from what came before today, and keeps it (not in a dry run). */
int cx_assign_fit(struct cx_table *out, struct cx_db *db, const struct cx_assign_options *options,
                  struct cx_err *err);

/* Whom to contact now. */
struct cx_worklist_sums {
    int64_t now, later, rest; /* customers */
    int64_t surplus;          /* of those who rest: beyond per_person */
    cx_time opens_at;         /* before that nobody may be contacted, and the list is empty; now or
                                 earlier: it is open */
    bool has_strategies;      /* else the kind of team says what to do */
    bool has_stages;          /* else no debt is any team's */
};
int cx_assign_worklist(struct cx_worklist_sums *sums, struct cx_table *out, struct cx_db *db,
                       const struct cx_assign_options *options, struct cx_err *err);

/* The debts of one customer that have been placed by a day, and how each stands on it: by account.
 * Within the caller's transaction. CX_EUSAGE: there is no such customer. */
int cx_assign_customer(struct cx_table *out, struct cx_db *db, const char *customer, cx_date today,
                       struct cx_err *err);

/* Accounts that got worse in the last pay_days. */
int cx_assign_risk(struct cx_table *out, struct cx_db *db, const struct cx_assign_options *options,
                   struct cx_err *err);

/* Breaks a target such as company:recovered_amount:2026-11=1200000 down by expected recovery, as
 * rows of the kind targets. */
int cx_assign_targets(struct cx_table *out, struct cx_db *db, const char *target,
                      const struct cx_assign_options *options, struct cx_err *err);

#endif
