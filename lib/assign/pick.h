/* Private to assign/: what is to be done about each entry of a worklist, and what is to be said. */
#ifndef CX_ASSIGN_PICK_H
#define CX_ASSIGN_PICK_H

#include "assign/choose.h"
#include "assign/why.h"

struct job {
    struct entry *entry;
    cx_time at;     /* when it may be done; once they are found, CX_NEVER where it rests */
    int action;     /* -1: none */
    uint32_t order; /* by urgency, once that is found */
};
static inline bool is_resting(const struct job *job)
{
    return job->entry->rest != REST_NOT;
}

/* What is said of a job that doesn't rest. */
struct said {
    const struct job *job;
    char why[WHY_MAX];
    char *script; /* the caller's to free; NULL: none */
};

/* What each of two threads decides by. */
struct picker {
    const struct picks *picks;
    struct cx_choices strategies, scripts;
    struct chooser chooser;
    struct job *jobs; /* of picks_actions */
    const struct entries *entries;
    struct cx_err err;
    int rc;
};
struct picks {
    const struct desk *desk;
    struct picker pickers[2];
    struct called called;
    bool may_refuse; /* some debt, for all that the strategies say of any */
};

/* Reads the plan's strategies and scripts. The caller ends them with picks_fini in any case. */
int picks_init(struct picks *picks, struct cx_db *db, struct cx_err *err);
void picks_fini(struct picks *picks);
bool picks_has_strategies(const struct picks *picks);
/* What they ask of the book. */
unsigned picks_need(const struct picks *picks);
/* The desk is open from now on. */
int picks_open(struct picks *picks, const struct desk *desk, bool is_unmasked, struct cx_db *db,
               struct cx_err *err);
/* The actions of jobs that don't rest. Debts that nobody is to talk about are left out of the
 * entries, which begin with another then; who has no other rests from then on. */
int picks_actions(struct picks *picks, struct job *jobs, size_t count,
                  const struct entries *entries, struct cx_err *err);
/* The action of one, as it is. */
int picks_action(struct picks *picks, struct job *job, struct cx_err *err);
/* What is said of some jobs, whose scripts are NULL so far. Asks no database: another thread may.
 */
int picks_say(struct picks *picks, struct said *said, size_t count, struct cx_err *err);

#endif
