/* Private to store/: whether a database has cx's own schema, and is intact. */
#ifndef CX_STORE_SCHEMA_H
#define CX_STORE_SCHEMA_H

#include "base/hash.h"
#include "store/store.h"

/* The newest schema, and its digest: a database that has it needs no other made to be compared
 * with, which takes longer than many a command. */
#define CX_SCHEMA_VERSION 2
#define CX_SCHEMA_DIGEST  "fa54a14ae2e323548e47164329a176a15232c31957142fbeb08d4079c6b72516"

/* SHA-256 over the names and texts of a database's tables, indexes, views and triggers. */
int cx_schema_digest(char digest[CX_HASH_TEXT], struct cx_db *db, struct cx_err *err);

/* CX_EWORLD, with its name, where a table, index, view or trigger was not made by the migrations,
 * is not as they made it, or is gone. */
int cx_schema_check(struct cx_db *db, const char *const *migrations, int count, struct cx_err *err);
/* As cx_schema_check, and CX_EWORLD where pages, indexes or constraints are not sound. */
int cx_schema_verify(struct cx_db *db, const char *const *migrations, int count,
                     struct cx_err *err);

#endif
