/* One person's statement: how the pay of a period came about, in words. */
#ifndef CX_STATEMENT_STATEMENT_H
#define CX_STATEMENT_STATEMENT_H

#include "sheet/sheet.h"

/* One person's statement in words: measures, each rule and how it came to its cents, what was
 * missing, the payments behind it, the sum. format: CX_FORMAT_MD, or CX_FORMAT_TABLE for plain
 * text. CX_EDATA where there is no such employee, or nothing to say of him. */
int cx_bonus_explain(struct cx_bonus *bonus, struct cx_db *db, const char *employee, FILE *stream,
                     enum cx_format format, struct cx_err *err);

#endif
