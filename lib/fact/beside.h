/* Private to fact/: sums in temporary tables of the same names as those of the database, which they
 * stand before: what a reader makes until it is handed over, and what is not to be kept. */
#ifndef CX_FACT_BESIDE_H
#define CX_FACT_BESIDE_H

#include "fact/kept.h"

/* Behind a wall (wall.h) the kept sums include later events, and while they are being proven
 * (proof.c) they may not be used: empty temporary tables take their place, anew where others were
 * put aside. */
int beside_hide(struct cx_db *db, struct cx_err *err);
/* 1: sums were made behind a wall ahead of their use (foresee.c), and are still those of the
 * events; 0: none were, or others have committed something since. */
int foreseen_holds(struct cx_db *db, struct cx_err *err);

/* Temporary tables beside the database's, with what it has of the days from..to, and all periods.
 */
int beside_open(const struct kept *kept, cx_date from, cx_date to, struct cx_err *err);

/* What is made stands before all that the database has, and is handed over when all is read: nobody
 * waits for it to be made. */
int beside_open_to_hand_over(const struct kept *kept, struct cx_err *err);

#endif
