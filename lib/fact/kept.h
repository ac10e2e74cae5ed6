/* Private to fact/: the kept sums in the database: of each fact and day, of each fact and period.
 *
 * A fact's definition is everything of the plan that its sums depend on; sums of another definition
 * are none. Where the database can't be written, or the plan is laid over by another, sums are made
 * beside.
 *
 * beside: in TEMP tables of the same names; laid: another plan lies over the database's (import.h,
 * cx_lay), and so a wall counts (wall.h), and doubt (prove.h); hand over: copy from beside into the
 * database. */
#ifndef CX_FACT_KEPT_H
#define CX_FACT_KEPT_H

#include "fact/tally.h"
#include "plan/names.h"
#include "store/store.h"

struct kept {
    struct cx_db *db;
    const struct cx_plan *plan;
    const struct cx_org *org;
    struct measures measures[CX_FACTS];
    char *definitions[CX_FACTS];
    bool is_known[CX_FACTS]; /* the database has sums of this definition */
    cx_date running;         /* the day that is not over; CX_DATE_NONE: none */
    struct cx_buf *so_far;   /* by fact: what running has of promises and instalments, which is
                                never stored */
};

/* What is promised for a day is not broken before the day is over. */
static inline bool is_open_today(enum cx_fact fact)
{
    return fact == CX_FACT_PROMISE || fact == CX_FACT_INSTALMENT;
}

int kept_init(struct kept *kept, struct cx_db *db, const struct cx_plan *plan,
              const struct cx_org *org, struct cx_err *err);
void kept_fini(struct kept *kept);

/* Drops the temporary tables; none is fine. */
int kept_forget_beside(struct cx_db *db, struct cx_err *err);

/* Which columns the measures of a fact ask for. */
void kept_columns(bool used[CX_FACT_COLUMNS_MAX], const struct kept *kept, enum cx_fact fact);
/* Whether they ask for this column. */
bool kept_uses(const struct kept *kept, enum cx_fact fact, int column);
/* Whether measures over contacts ask for columns of their account. */
bool kept_uses_account(const struct kept *kept);
/* Whether rows of a fact depend on contacts that they are not made of (contact_channel,
 * attribution, second). */
bool kept_uses_contacts(const struct kept *kept, enum cx_fact fact);
/* Whether rows of a fact depend on promises among these, of whatever day (second). */
bool kept_uses_promises(const struct kept *kept, enum cx_fact fact);

/* Gets ready to write: in temporary tables with what the database has of the days from..to, which
 * are handed over when all is read (cx_db_end); in the database itself where the transaction writes
 * already. Sums of other definitions are dropped. */
int kept_open(struct kept *kept, cx_date from, cx_date to, struct cx_err *err);

/* Gets ready to change, or to take away, what is there of the days from one on, after kept_open. */
int kept_change(const struct kept *kept, cx_date since, struct cx_err *err);

/* Puts what was made beside into the database, if it can be written to at once, and forgets it
 * there; nothing made beside: does nothing. */
int kept_hand_over(struct cx_db *db, struct cx_err *err);

/* Takes the flag from each day that is there: due[day - first], of the days first..end. The running
 * day of promises and instalments counts as there: it is put, and added, but not stored. */
int kept_find_days(bool *due, const struct kept *kept, enum cx_fact fact, cx_date first,
                   cx_date end, struct cx_err *err);
/* 1: there; 0: not. */
int kept_has_period(const struct kept *kept, enum cx_fact fact, const struct cx_period *period,
                    struct cx_err *err);
/* Puts a row of a tally: of a day; of a period. */
int kept_put_day(const struct kept *kept, enum cx_fact fact, cx_date day, const struct tally *tally,
                 size_t row, struct cx_err *err);
int kept_put_period(const struct kept *kept, enum cx_fact fact, const struct cx_period *period,
                    const struct tally *tally, size_t row, struct cx_err *err);
/* Adds to a row of a tally: all days of a period; a period. */
int kept_add_days(struct tally *tally, size_t row, const struct kept *kept, enum cx_fact fact,
                  const struct cx_period *period, struct cx_err *err);
int kept_add_period(struct tally *tally, size_t row, const struct kept *kept, enum cx_fact fact,
                    const struct cx_period *period, struct cx_err *err);

#endif
