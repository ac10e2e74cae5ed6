/* Private to sheet/: sealed periods on today's data. */
#ifndef CX_SHEET_REPLAY_H
#define CX_SHEET_REPLAY_H

#include "pay/engine.h"

/* replay.c: a sealed period again: its own plan over today's data. */
struct replay {
    struct cx_db *db;
    struct cx_scores *scores;
    struct sealed_lines lines;
};
int replay_open(struct replay *replay, struct cx_db *db, struct cx_seal *seal, struct cx_err *err);
/* Runs the rules: all of them, or those that are recomputed for sealed periods, among the sealed
 * lines of the others. The bonus has no rows but posts, and goes to replay_free. */
int replay_run(struct cx_bonus **out, const struct replay *replay, bool is_all, struct cx_err *err);
void replay_free(struct cx_bonus *bonus);
int replay_close(struct replay *replay, struct cx_err *err);

/* retro.c: what sealed periods turned out to be wrong by, as a line each person and period, and
 * what they left below zero. */
struct late_line {
    int person; /* index in org */
    enum cx_line_without_rule what;
    char period[CX_PERIOD_TEXT]; /* the sealed one */
    int64_t amount;
    char *note; /* owned */
};
struct late {
    struct late_line *list; /* none of 0.00 */
    size_t count, cap;
};
/* Of a period: from its own seal, or of the periods that were sealed before it. org and months (how
 * many of these) are the period's. */
int late_find(struct late *late, struct cx_db *db, const struct cx_period *period,
              const struct cx_org *org, int months, struct cx_err *err);
/* The same of the periods that were sealed before those, which are out of reach: what they would
 * have paid, by period. */
int late_missed(struct late *late, struct cx_db *db, const struct cx_period *period,
                const struct cx_org *org, int months, struct cx_err *err);
void late_fini(struct late *late);

#endif
