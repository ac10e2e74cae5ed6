/* Closing, paying out and opening again, and a sealed month computed anew. */
#ifndef CX_SHEET_CLOSE_H
#define CX_SHEET_CLOSE_H

#include "seal/seal.h"

/* Computes a period's sheet, and proves what it is computed from ahead of the transaction that will
 * need it (fact/sums.h), while others may read and write: outside of one. Where that can't be done
 * nothing is foreseen. Sums that had to be made are kept, unless it is a dry run. */
void cx_bonus_foresee(struct cx_db *db, const struct cx_period *period, bool is_dry_run);
/* Computes a month that is over and seals it. CX_EDATA where it can't be sealed now. */
int cx_bonus_close(struct cx_seal *out, struct cx_db *db, const struct cx_period *period,
                   const struct cx_seal_options *options, struct cx_err *err);
/* Opens the month sealed last again, unless it was paid out. */
int cx_bonus_reopen(struct cx_seal *out, struct cx_db *db, const struct cx_period *period,
                    const char *reason, const struct cx_seal_options *options, struct cx_err *err);
/* Marks a sealed month as paid out; *is_first is false where it was before, and the entry then the
 * one that did. In a dry run a month that is not sealed passes too (seq is 0). */
int cx_bonus_pay(struct cx_seal *out, bool *is_first, struct cx_db *db,
                 const struct cx_period *period, const struct cx_seal_options *options,
                 struct cx_err *err);
/* What a sealed period would be on today's data under the plan it was sealed with, beside what was
 * sealed: a row for each person and rule, by person, then the rules' order. */
int cx_bonus_recompute(struct cx_table *out, struct cx_db *db, const struct cx_period *period,
                       struct cx_err *err);

#endif
