#include "assign/signals.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "assign/book.sql.h"
#include "base/decimal.h"
#include "base/mem.h"

struct value {
    int64_t day;
    int64_t millionths;
};

static int read_values(struct series *series, const struct book *book, struct cx_db *db,
                       struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, SQL_signals_named, err);
    if (rc == 0) {
        cx_stmt_bind_text(stmt, 1, series->name);
        cx_stmt_bind_int(stmt, 2, book->today);
    }
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        int32_t customer = cx_lookup_find(&book->archive->customers, cx_stmt_int(stmt, 0));
        rc = 0;
        if (customer < 0)
            continue;
        struct value *value = cx_strand_add(&series->values, customer);
        *value = (struct value){cx_stmt_int(stmt, 1), cx_stmt_int(stmt, 2)};
    }
    cx_stmt_free(stmt);
    return rc;
}

int signals_add(struct signals *signals, const char *s, size_t n, const struct book *book,
                struct cx_db *db, struct cx_err *err)
{
    while (n > 0 && isspace((unsigned char)*s))
        s++, n--;
    while (n > 0 && isspace((unsigned char)s[n - 1]))
        n--;
    CX_GROW(signals->list, signals->count, signals->cap);
    struct series *series = &signals->list[signals->count++];
    *series = (struct series){.name = cx_strndup(s, n)};
    cx_strand_init(&series->values, sizeof(struct value));
    int rc = read_values(series, book, db, err);
    cx_strand_link(&series->values, book->customer_count);
    return rc;
}

void signals_fini(struct signals *signals)
{
    for (size_t k = 0; k < signals->count; k++) {
        free(signals->list[k].name);
        cx_strand_fini(&signals->list[k].values);
    }
    free(signals->list);
    *signals = (struct signals){0};
}

bool signals_on(double *value, const struct signals *signals, size_t which, const struct book *book,
                size_t i, cx_date day)
{
    int32_t customer = book_debt(book, i)->debtor;
    const struct series *series = &signals->list[which];
    if (customer < 0)
        return false;
    const struct value *first = CX_STRAND_FIRST(struct value, series->values, customer);
    const struct value *at = CX_STRAND_END(struct value, series->values, customer);
    while (at > first && at[-1].day > day)
        at--;
    if (at == first)
        return false;
    *value = cx_dec_to_real(at[-1].millionths, 6);
    return true;
}
