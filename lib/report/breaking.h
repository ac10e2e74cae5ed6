/* Private to report/: which contacts break a rule, for all that names them. */
#ifndef CX_REPORT_BREAKING_H
#define CX_REPORT_BREAKING_H

#include "base/buf.h"
#include "store/rows.h"

/* Adds a statement that may read the table breaking (contact_id, rules): a row a contact, with the
 * ids of its rules and blanks between; null: a reviewer alone says so. Where the statement has
 * tables of its own, it begins with a comma. */
void breaking_sql(struct cx_buf *out, const char *statement);
/* The same, prepared. */
int breaking_stmt(struct cx_stmt **out, struct cx_db *db, const char *statement,
                  struct cx_err *err);

#endif
