/* Private to assign/: the strategy or script that fits an account. */
#ifndef CX_ASSIGN_CHOOSE_H
#define CX_ASSIGN_CHOOSE_H

#include "assign/chance.h"
#include "base/buf.h"
#include "plan/choices.h"

/* Reads the plan's rows of that kind into choices (the caller's to finish), and writes for each
 * account the first that holds; -1: none. The book has BOOK_STORIES. */
int choose(int *picked, struct cx_choices *choices, enum cx_choice_kind kind, struct cx_db *db,
           const struct chances *chances, const size_t *accounts, size_t count, struct cx_err *err);

/* A script's text with {name}, {balance} and {due_on} filled in; other braces stay. */
void fill_script(struct cx_buf *out, const char *text, const char *name, int64_t balance,
                 cx_date due_on);

#endif
