/* A statement that a user wrote, which may only read. */
#ifndef CX_STORE_QUERY_H
#define CX_STORE_QUERY_H

#include "store/rows.h"

/* A column that may not be read. */
struct cx_query_hidden {
    const char *table, *column;
};

/* What a statement may use up: seconds from when it is compiled, and bytes of memory, which all of
 * the program's use of the database count to. Then its step is CX_EWORLD and says so. */
struct cx_query_limits {
    int seconds;
    int64_t bytes;
};
void cx_query_limit(struct cx_db *db, const struct cx_query_limits *limits);

/* Compiles the one statement that is in sql, on a database that is open. CX_EDATA, with the reason:
 * no SQL, several statements, a change, or a read of a hidden column (`why` follows its name).
 * Where columns are hidden, tables may not be written as main.NAME. It is an ordinary statement
 * from then on. */
int cx_query_new(struct cx_stmt **out, struct cx_db *db, const char *sql,
                 const struct cx_query_hidden *hidden, size_t hidden_count, const char *why,
                 struct cx_err *err);
/* Binds a parameter by name (":from"); it is fine if the statement does not have it. */
void cx_query_bind(struct cx_stmt *stmt, const char *name, int64_t value);
/* The first parameter of the statement that isn't among names; NULL: there is none. */
const char *cx_query_unknown(struct cx_stmt *stmt, const char *const *names, size_t count);
int cx_query_columns(struct cx_stmt *stmt);
const char *cx_query_column(struct cx_stmt *stmt, int column);    /* its name */
struct cx_value cx_query_value(struct cx_stmt *stmt, int column); /* borrowed until the step */

#endif
