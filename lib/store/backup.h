/* A copy of the database while other programs use it. */
#ifndef CX_STORE_BACKUP_H
#define CX_STORE_BACKUP_H

#include "store/store.h"

/* Makes path, which must not be there yet, with mode 0600: a copy of the database as it is at one
 * moment. No transaction is open. Where it fails (CX_EWORLD) no file is left. */
int cx_db_backup(struct cx_db *db, const char *path, struct cx_err *err);

/* Why no copy can be made there, an errno (CX_EWORLD). */
int cx_db_backup_fail(const char *path, int cause, struct cx_err *err);

#endif
