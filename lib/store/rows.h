/* Rows made in C, read by SQL: one virtual table that asks callbacks for its rows. */
#ifndef CX_STORE_ROWS_H
#define CX_STORE_ROWS_H

#include "store/store.h"

enum cx_value_type { CX_VALUE_NULL, CX_VALUE_INT, CX_VALUE_REAL, CX_VALUE_TEXT };

struct cx_value {
    enum cx_value_type type;
    int64_t i;
    double r;
    const char *s; /* text, NUL-terminated; borrowed until the next row */
};

static inline struct cx_value cx_value_null(void)
{
    return (struct cx_value){.type = CX_VALUE_NULL};
}
static inline struct cx_value cx_value_int(int64_t i)
{
    return (struct cx_value){.type = CX_VALUE_INT, .i = i};
}
static inline struct cx_value cx_value_real(double r)
{
    return (struct cx_value){.type = CX_VALUE_REAL, .r = r};
}
static inline struct cx_value cx_value_text(const char *s)
{
    return (struct cx_value){.type = s ? CX_VALUE_TEXT : CX_VALUE_NULL, .s = s};
}

/* What is noted of a row that is inserted (trail.h). */
struct cx_row_hash {
    uint64_t lanes[4];
};

/* Where rows come from. A scan calls start once, then next until it returns 0. */
struct cx_rows {
    void *context;
    void (*start)(void *context); /* may be NULL */
    int (*next)(void *context);   /* 1: a row is there; 0: the end; negative: failed (the source
                                     keeps its own message) */
    struct cx_value (*value)(void *context, int column);
    /* The hash of the row, where a cx_hasher has made it; NULL: it has none. May be NULL. */
    const struct cx_row_hash *(*hash)(void *context);
};

/* Makes temp.NAME with these columns (untyped, names quoted), reading from rows, which is borrowed
 * until cx_db_unfeed. One scan at a time. */
int cx_db_feed(struct cx_db *db, const char *name, const char *const *columns, size_t count,
               const struct cx_rows *rows, struct cx_err *err);
void cx_db_unfeed(struct cx_db *db, const char *name);
/* Says that rows which are inserted into a table come from there, unchanged, each while `rows`
 * stands at it: what is noted of them (trail.h) is then taken from the source, which is faster.
 * Columns are named as the table's. It ends with cx_db_unfeed. */
int cx_db_fed(struct cx_db *db, const char *table, const char *const *columns, size_t count,
              const struct cx_rows *rows, struct cx_err *err);

/* Hashes rows on their way to cx_db_fed, of the same columns, in a thread that need not be the
 * database's. *out is NULL where what is noted of the table's rows is not taken from the source. */
struct cx_hasher;
int cx_hasher_new(struct cx_hasher **out, struct cx_db *db, const char *table,
                  const char *const *columns, size_t count, struct cx_err *err);
void cx_hasher_free(struct cx_hasher *hasher); /* NULL is fine */
/* False: the row has a value that may become another in the table. */
bool cx_hasher_row(struct cx_hasher *hasher, struct cx_row_hash *hash,
                   struct cx_value (*value)(void *context, int column), void *context);

/* Lets SQL call a C function of whole numbers until the database is closed or the name given again.
 */
int cx_db_function(struct cx_db *db, const char *name, int count,
                   int64_t (*call)(void *context, const int64_t *arguments), void *context,
                   struct cx_err *err);

#endif
