#include "conduct/debtors.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"
#include "conduct/conduct.sql.h"

/* This many accounts are looked up one by one; for more it is faster to read all of them. */
#define FEW 20000

struct debtors {
    struct cx_db *db;
    struct cx_stmt *lookup;
    struct cx_map *customers; /* account → customer */
    bool is_whole;
};

struct debtors *debtors_new(struct cx_db *db)
{
    struct debtors *debtors = cx_alloc(sizeof *debtors);
    *debtors = (struct debtors){.db = db, .customers = cx_map_new()};
    return debtors;
}

void debtors_free(struct debtors *debtors)
{
    if (!debtors)
        return;
    cx_stmt_free(debtors->lookup);
    cx_map_free(debtors->customers);
    free(debtors);
}

static int read_all(struct debtors *debtors, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, debtors->db, SQL_customers, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        cx_map_put(debtors->customers, cx_stmt_int(stmt, 0), cx_stmt_int(stmt, 1));
        rc = 0;
    }
    cx_stmt_free(stmt);
    debtors->is_whole = rc == 0;
    return rc;
}

static int look_up(struct debtors *debtors, int64_t account, struct cx_err *err)
{
    int rc = debtors->lookup ? 0 : cx_stmt_new(&debtors->lookup, debtors->db, SQL_customer, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_int(debtors->lookup, 1, account);
    if ((rc = cx_stmt_step(debtors->lookup, err)) == 1) {
        cx_map_put(debtors->customers, account, cx_stmt_int_or(debtors->lookup, 0, -account));
        cx_stmt_reset(debtors->lookup);
    }
    return rc < 0 ? rc : 0;
}

int debtors_find(int64_t *customer, struct debtors *debtors, int64_t account, struct cx_err *err)
{
    const int64_t *known = cx_map_get(debtors->customers, account);
    int rc = 0;
    if (!known && !debtors->is_whole) {
        rc = cx_map_count(debtors->customers) < FEW ? look_up(debtors, account, err)
                                                    : read_all(debtors, err);
        known = cx_map_get(debtors->customers, account);
    }
    *customer = known ? *known : -account;
    return rc;
}
