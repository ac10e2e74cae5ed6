/* Private to sheet/: looking for what is to be seen to before a period is closed. */
#ifndef CX_SHEET_FINDER_H
#define CX_SHEET_FINDER_H

#include "sheet/ready.h"

struct finder {
    struct cx_ready *ready;
    struct cx_db *db;
    const struct cx_bonus *bonus;
    const struct cx_scores *scores;
    bool is_head, is_part; /* of a company in parts: a head has no events, a part not all pay */
    cx_date today;         /* days from it on are not looked at for gaps */
    struct cx_buf names;   /* of what is counted, for the note */
    int64_t counted;
    struct cx_err *err;
};

/* finder.c: an item with an amount; the note is what the finder has named since the last one, and
 * advice where the state is not ok. */
struct cx_ready_item *finder_add(struct finder *f, const char *check, enum cx_ready_state state,
                                 int64_t count, int64_t amount, const char *advice);
/* Counts something for the next item, and names the first few. `of` may be NULL. */
void finder_name(struct finder *f, const char *what, const char *of);

/* asked.c: targets and salaries that rules ask for and nobody gave. */
int find_asked(struct finder *f);
/* gaps.c: names each gap in an event of past/days.h. days: the query for those that have any; what:
 * a format of the first and the last day. */
int find_gaps(struct finder *f, const char *event, const char *days, const char *what);
/* flow.c: whether anything came in at all; what came too late for pay, or too early. */
int find_events(struct finder *f);
int find_too_late(struct finder *f);
int find_ahead(struct finder *f);
/* Each sealed month that the sheet puts right: who gets or gives back how much. */
int find_retro(struct finder *f);
/* Reversals that count twice, or nowhere, since the setting reversal_day was changed. */
int find_switched(struct finder *f);

#endif
