/* Private to import/: which rows are there to be referred to, in the database or in this import. */
#ifndef CX_IMPORT_REFS_H
#define CX_IMPORT_REFS_H

#include "store/store.h"

struct ref;
struct refs;

struct refs *refs_new(struct cx_db *db);
void refs_free(struct refs *refs);
/* What is known of the rows of a kind; NULL: nobody refers to it. */
struct ref *refs_find(struct refs *refs, const char *kind);
const char *refs_kind(const struct ref *ref);
/* 1: there; 0: not; negative: failed. */
int refs_has(struct ref *ref, int64_t id, struct cx_err *err);
/* 1: a team or an employee has this name; 0: nobody; negative: failed. */
int refs_is_name(struct ref *ref, const char *name, struct cx_err *err);
void refs_add(struct ref *ref, int64_t id); /* a row of this import; NULL is fine */

#endif
