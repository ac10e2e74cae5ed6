/* The bonus sheet of a period: sealed, or computed. */
#ifndef CX_SHEET_SHEET_H
#define CX_SHEET_SHEET_H

#include "pay/pay.h"

/* Runs the rules over scores, which the bonus owns from then on (also on failure). Of the month
 * after the last one that is sealed, it also looks what that and those before it turned out to be
 * wrong by; of a sealed one, it takes from the seal what it put right then. */
int cx_bonus_compute(struct cx_bonus **out, struct cx_db *db, struct cx_scores *scores,
                     struct cx_err *err);

/* A row a post, a row a person, a row a line, a row a team (cx_bonus_write_teams), or what payroll
 * needs: a row a person of employee_id, name and amount, 0.00 where the total is below zero. */
enum cx_bonus_view {
    CX_BONUS_POSTS,
    CX_BONUS_PEOPLE,
    CX_BONUS_LINES,
    CX_BONUS_TEAMS,
    CX_BONUS_PAY,
};
int cx_bonus_write(const struct cx_bonus *bonus, enum cx_bonus_view view, FILE *stream,
                   enum cx_format format, const struct cx_render_options *options,
                   struct cx_err *err);
/* A row a team: its own posts, whose sums add up to the sheet, and the total with those of its
 * child teams; people without a post are in a last row without a team. */
int cx_bonus_write_teams(const struct cx_bonus *bonus, FILE *stream, enum cx_format format,
                         const struct cx_render_options *options, struct cx_err *err);
/* Writes a period's sheet as it is sealed, in CSV byte for byte, or, where it is open, computed. */
int cx_bonus_print(struct cx_db *db, const struct cx_period *period, enum cx_bonus_view view,
                   FILE *stream, enum cx_format format, const struct cx_render_options *options,
                   struct cx_err *err);

#endif
