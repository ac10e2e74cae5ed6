/* Private to store/: whether a database has cx's own schema, and is intact. */
#ifndef CX_STORE_SCHEMA_H
#define CX_STORE_SCHEMA_H

#include "store/store.h"

/* CX_EWORLD, with its name, where a table, index, view or trigger was not made by the migrations or
 * is not as they made it; with is_whole also where one is gone. */
int cx_schema_check(struct cx_db *db, const char *const *migrations, int count, bool is_whole,
                    struct cx_err *err);
/* The whole schema; that pages, indexes and constraints are sound (CX_EWORLD), and that what rows
 * name is there (CX_EDATA). */
int cx_schema_verify(struct cx_db *db, const char *const *migrations, int count,
                     struct cx_err *err);

#endif
