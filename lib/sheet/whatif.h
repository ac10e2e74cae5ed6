/* What if: the sheet of a period as it is, and as other tables of the plan would make it. Nothing
 * is stored. */
#ifndef CX_SHEET_WHATIF_H
#define CX_SHEET_WHATIF_H

#include "import/import.h"
#include "sheet/sheet.h"

struct cx_whatif {
    struct cx_bonus *before, *after; /* both owned */
};

/* "KIND=FILE", or a file whose name says its kind, as a table to be laid; both texts are borrowed.
 * CX_EUSAGE where pay doesn't hang on the kind. */
int cx_whatif_table(struct cx_lay *out, const char *text, struct cx_err *err);

/* Computes both in the open transaction; scores is a stream of scores that wins over the database
 * in both (score.h), from its start; -1: none. say hears of bad rows of the tables. The laid tables
 * are lifted again. */
int cx_whatif_compute(struct cx_whatif *out, struct cx_db *db, const struct cx_period *period,
                      int scores, const struct cx_lay *tables, size_t count,
                      void (*say)(void *context, const char *message), void *context,
                      struct cx_err *err);
void cx_whatif_fini(struct cx_whatif *whatif);

#endif
