/* A TEMP table over one of the database: the same columns, empty. SQL that names it without a
 * schema finds the TEMP table from then on; the file itself stays as it is, to the byte, also
 * where it can't be written. */
#ifndef CX_STORE_SHADOW_H
#define CX_STORE_SHADOW_H

#include "store/store.h"

/* Between the two only TEMP tables can be written, by a reader too; a change of the file fails. */
int cx_db_scratch_begin(struct cx_db *db, struct cx_err *err);
/* rc: of what was done in between; it is returned, or if it is 0, a failure of this. Call it also
 * after a failure. */
int cx_db_scratch_end(struct cx_db *db, int rc, struct cx_err *err);

/* Call these between cx_db_scratch_begin and _end. */

/* Lays an empty table over the one of this name (the schema's own, not
 * data); over an earlier one in its place. */
int cx_db_shadow(struct cx_db *db, const char *table, struct cx_err *err);
/* Takes away the one over this table, or (NULL) all; none is fine. */
int cx_db_unshadow(struct cx_db *db, const char *table, struct cx_err *err);

/* Call these outside of them. */

/* Puts all that are laid aside, so that the database's own tables
 * are seen and others can be laid; and takes what was put aside back, over what was laid since. */
int cx_db_shadows_aside(struct cx_db *db, struct cx_err *err);
int cx_db_shadows_back(struct cx_db *db, struct cx_err *err);

#endif
