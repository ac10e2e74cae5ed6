#include "assign/called.h"

#include <stdlib.h>
#include <string.h>

#include "assign/book.sql.h"
#include "base/mem.h"

static void put(struct called *called, const char *text)
{
    cx_buf_puts(&called->texts, text ? text : "");
    cx_buf_putc(&called->texts, '\0');
}

int called_init(struct called *called, const struct book *book, bool with_phones, struct cx_db *db,
                struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    *called = (struct called){.at = cx_alloc((book->customer_count + 1) * sizeof *called->at)};
    cx_buf_putc(&called->texts, '\0'); /* no text is at 0 */
    int rc = cx_stmt_new(&stmt, db, SQL_customer_names, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        int32_t debtor = cx_lookup_find(&book->archive->customers, cx_stmt_int(stmt, 0));
        rc = 0;
        if (debtor < 0)
            continue;
        called->at[debtor] = called->texts.len;
        put(called, cx_stmt_text(stmt, 1));
        put(called, with_phones ? cx_stmt_text(stmt, 2) : NULL);
    }
    cx_stmt_free(stmt);
    return rc;
}

void called_fini(struct called *called)
{
    cx_buf_fini(&called->texts);
    free(called->at);
    *called = (struct called){0};
}

static const char *known(const char *text)
{
    return *text ? text : NULL;
}

const char *called_name(const struct called *called, int32_t debtor)
{
    return known(called->texts.data + called->at[debtor]);
}

const char *called_phone(const struct called *called, int32_t debtor)
{
    const char *name = called->texts.data + called->at[debtor];
    return called->at[debtor] == 0 ? NULL : known(name + strlen(name) + 1);
}
