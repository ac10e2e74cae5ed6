/* Private to fact/: which accounts and contacts a pass reads, from the rows that are due. */
#ifndef CX_FACT_SCOPE_H
#define CX_FACT_SCOPE_H

#include "fact/fact.h"
#include "fact/kept.h"
#include "past/stream.h"

/* The next run of due days of any wanted fact, from *at on: *from to before *at; false: none. */
bool next_run(const struct facts *facts, cx_date *from, cx_date *at);

/* Narrows a scope to what the due rows look at; of accounts only where few are, and where
 * may_choose. What the scope borrows is of the facts, and of temp.wanted. */
int choose_scope(struct cx_past_scope *scope, struct facts *facts, const struct kept *kept,
                 bool may_choose);
/* Narrows it to these accounts. */
int want_these(struct cx_past_scope *scope, struct facts *facts, const struct cx_idset *accounts);

/* Makes temp.wanted, without an account in it. */
int want_accounts(struct cx_db *db, struct cx_err *err);
/* Runs a statement once for each id, its ?1. */
int run_for_each(struct cx_db *db, const char *sql, const struct cx_idset *ids, struct cx_err *err);

#endif
