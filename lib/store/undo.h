/* Taking back what an import changed, by what store/journal.h noted of it. */
#ifndef CX_STORE_UNDO_H
#define CX_STORE_UNDO_H

#include "base/idset.h"
#include "store/store.h"

/* The tables that an import changed: calls `found` for each. */
int cx_undo_tables(struct cx_db *db, int64_t seq,
                   int (*found)(void *context, const char *table, struct cx_err *err),
                   void *context, struct cx_err *err);

/* Adds to a set the ids of the rows that an import added to a table, or changed or removed in it; a
 * table whose key is not one id has none. */
int cx_undo_ids(struct cx_idset *ids, struct cx_db *db, int64_t seq, const char *table,
                struct cx_err *err);

/* Rows that were removed, and rows that are as they were before, of the tables that count. */
struct cx_undo_count {
    int64_t removed, restored;
};

/* Takes back what an import changed, in the open transaction and without looking at what depends on
 * it; the import is then forgotten. Tables for which `stays` is true are left as they are (NULL:
 * none), and rows that later imports added stay. Where nothing was changed since, all is as it was
 * before the import. */
int cx_undo(struct cx_undo_count *count, struct cx_db *db, int64_t seq,
            bool (*counts)(const char *table), bool (*stays)(const char *table),
            struct cx_err *err);
/* The first later import that changed a row which this one added or changed, and the table (the
 * caller's); 0 and NULL: none did. Tables for which `stays` is true are not looked at. */
int cx_undo_later(int64_t *later, char **table, struct cx_db *db, int64_t seq,
                  bool (*stays)(const char *table), struct cx_err *err);

#endif
