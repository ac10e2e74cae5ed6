/* Private to import/: episodes that cx-assign has ended since an import for what that import said,
 * which taking it back doesn't begin again. */
#ifndef CX_IMPORT_ENDED_H
#define CX_IMPORT_ENDED_H

#include "import/loader.h"

struct ended;

/* Notes, before import seq is taken back, whose episodes may be such ones. */
int ended_begin(struct ended **out, struct cx_db *db, int64_t seq, struct cx_err *err);
/* After it was: the accounts of which nothing that is left says why their episode ended. */
int ended_count(struct cx_undone *undone, const struct ended *ended, struct cx_db *db,
                struct cx_err *err);
void ended_free(struct ended *ended); /* NULL is fine */

#endif
