/* Private to store/: whether a database has cx's own schema, and is intact. */
#ifndef CX_STORE_SCHEMA_H
#define CX_STORE_SCHEMA_H

#include "store/store.h"

/* CX_EWORLD, with its name, where a table, index, view or trigger was not made by the migrations,
 * is not as they made it, or is gone. */
int cx_schema_check(struct cx_db *db, const char *const *migrations, int count, struct cx_err *err);
/* … and where pages, indexes and constraints are not sound. */
int cx_schema_verify(struct cx_db *db, const char *const *migrations, int count,
                     struct cx_err *err);

#endif
