/* What an import, a deletion or the taking back of an import says it has done. */
#ifndef CX_CMD_IMPORTED_H
#define CX_CMD_IMPORTED_H

#include "cli.h"
#include "import/import.h"

/* The summary, and what should be known of files: what several of them share is said once. rescan:
 * NULL: contacts were not checked again. */
void say_imported(const struct cli *cli, const struct cx_import_done *done,
                  const struct cx_rescan *rescan, int64_t milliseconds);
/* Of a database that holds a part: which rows of each file were its own. */
int show_dealt(struct cx_table *table, const struct cx_import_done *done, struct cx_err *err);
void say_deleted(const struct cli *cli, const struct cx_import_done *done);
void say_undone(const struct cli *cli, const struct cx_undone *undone);

#endif
