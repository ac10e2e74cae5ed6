/* One person's statement: how the pay of a period came about, in words. */
#ifndef CX_STATEMENT_STATEMENT_H
#define CX_STATEMENT_STATEMENT_H

#include "render/render.h"
#include "sheet/sheet.h"

/* Adds one person's statement to a text, as Markdown, a page of HTML or plain text: measures, each
 * rule and how it came to its cents, what was missing, the payments behind it, the sum. The
 * employee is named by id or name; CX_EDATA where there is no such employee, or nothing to say of
 * them. proviso follows the title, as in ", provisional, to 2026-10-16"; NULL: nothing. */
int cx_bonus_explain(struct cx_buf *out, struct cx_bonus *bonus, struct cx_db *db,
                     const char *employee, const char *proviso, enum cx_format format,
                     struct cx_err *err);

/* Writes everybody's statement to a folder, which is made where it is not there: a page each, of
 * mode 0600, and index.html. *count: how many people. */
int cx_statements_write(size_t *count, struct cx_bonus *bonus, struct cx_db *db, const char *path,
                        const char *proviso, struct cx_err *err);

#endif
