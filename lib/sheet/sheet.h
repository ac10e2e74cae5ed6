/* The bonus sheet of a period: what was sealed, or what is computed.
 *
 * cx_sheet_load is the one way to a sheet: whatever shows what a period pays asks it, so that a
 * sealed month is the same everywhere, whatever came late. */
#ifndef CX_SHEET_SHEET_H
#define CX_SHEET_SHEET_H

#include "pay/pay.h"
#include "seal/seal.h"

/* A row a post, a row a person, a row a line, a row a team, or what payroll needs: a row a person
 * of employee_id, name and amount, 0.00 where the total is below zero.
 *
 * A team's row has its own posts, whose sums add up to the sheet, and the total with those of its
 * child teams; people without a post are in a last row without a team. */
enum cx_bonus_view {
    CX_BONUS_POSTS,
    CX_BONUS_PEOPLE,
    CX_BONUS_LINES,
    CX_BONUS_TEAMS,
    CX_BONUS_PAY,
    CX_BONUS_VIEWS
};

struct cx_sheet {
    int64_t total;          /* the sum of all lines, in cents */
    struct cx_bonus *bonus; /* computed; NULL: the period is sealed */
    struct cx_seal seal;    /* of a sealed period */
    struct sealed_sheet *sealed;
};

/* The sheet of a period: as it was sealed, or else computed. It needs the database no more. */
int cx_sheet_load(struct cx_sheet **out, struct cx_db *db, const struct cx_period *period,
                  struct cx_err *err);
/* As cx_sheet_load, for the period of `like`, scores computed from this database in the same
 * transaction: their sums are reused. */
int cx_sheet_load_like(struct cx_sheet **out, struct cx_db *db, const struct cx_scores *like,
                       struct cx_err *err);
/* A sheet computed from scores that did not come from the database, even if the period is sealed.
 * The sheet owns the scores from then on, also on failure. */
int cx_sheet_compute(struct cx_sheet **out, struct cx_db *db, struct cx_scores *scores,
                     struct cx_err *err);
void cx_sheet_free(struct cx_sheet *sheet); /* NULL is fine */

/* Fills a table with a view of a sheet. A sealed one has the columns, titles and figures that were
 * sealed. */
int cx_sheet_fill(struct cx_table *out, const struct cx_sheet *sheet, enum cx_bonus_view view,
                  struct cx_err *err);
/* cx_sheet_load and cx_sheet_fill at once. */
int cx_sheet_table(struct cx_table *out, struct cx_db *db, const struct cx_period *period,
                   enum cx_bonus_view view, struct cx_err *err);

/* Runs the rules over scores, which the bonus owns from then on (also on failure). Of the month
 * after the last one that is sealed, it also looks what that and those before it turned out to be
 * wrong by; of a sealed one, it takes from the seal what it put right then. */
int cx_bonus_compute(struct cx_bonus **out, struct cx_db *db, struct cx_scores *scores,
                     struct cx_err *err);
/* A view of what was computed, to be sealed or shown. */
int cx_bonus_table(struct cx_table *out, const struct cx_bonus *bonus, enum cx_bonus_view view,
                   struct cx_err *err);

#endif
