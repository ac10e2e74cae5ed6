#include "report/breaking.h"

#include "report/breaking.sql.h"

void breaking_sql(struct cx_buf *out, const char *statement)
{
    cx_buf_puts(out, SQL_breaking);
    cx_buf_puts(out, statement);
}

int breaking_stmt(struct cx_stmt **out, struct cx_db *db, const char *statement, struct cx_err *err)
{
    struct cx_buf sql = {0};
    breaking_sql(&sql, statement);
    int rc = cx_stmt_new(out, db, cx_buf_str(&sql), err);
    cx_buf_fini(&sql);
    return rc;
}
