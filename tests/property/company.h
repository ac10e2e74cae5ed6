/* A random company in a database, scored and paid for October. Whatever fails ends the program,
 * with the seed that makes the company again. */
#pragma once

#include <stdint.h>

#include "sheet/sheet.h"
#include "world.h"

extern uint64_t seed_now; /* of the company that is looked at */
extern char folder[];     /* where tables are written to be imported */

_Noreturn void fail(const char *what, const char *detail);
void must(int rc, const struct cx_err *err, const char *step);

void import(struct cx_db *db, const struct world *world);
struct cx_db *load(const struct world *world); /* a database in memory that holds the world */
struct cx_scores *score(struct cx_db *db);
struct cx_bonus *pay(struct cx_db *db, struct cx_scores *scores); /* takes the scores */

/* A text that the caller frees: one table, or sheet, people and lines, one after the other. */
char *written(const struct cx_bonus *bonus, enum cx_bonus_view view);
char *all_of(const struct cx_bonus *bonus);

void same(const char *a, const char *b, const char *what);

/* The cell of a column, from 0, of a row without quotes. */
const char *cell_of(const char *row, int column);

void remove_folder(void);

/* Of wall.c: what is paid at the end of a day of October is the same when the rest has come. */
void check_wall(struct world *world);
