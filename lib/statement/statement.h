/* One person's statement: how the pay of a period came about, in words. */
#ifndef CX_STATEMENT_STATEMENT_H
#define CX_STATEMENT_STATEMENT_H

#include "sheet/sheet.h"

/* Adds one person's statement to a text, as Markdown or as plain text: measures, each rule and how
 * it came to its cents, what was missing, the payments behind it, the sum. CX_EDATA where there is
 * no such employee, or nothing to say of them. proviso follows the title, as in ", provisional, to
 * 2026-10-16"; NULL: nothing. */
int cx_bonus_explain(struct cx_buf *out, struct cx_bonus *bonus, struct cx_db *db,
                     const char *employee, const char *proviso, bool is_md, struct cx_err *err);

#endif
