#include "conduct/customers.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"
#include "conduct/conduct.sql.h"
#include "past/lookup.h"

/* This many accounts are looked up one by one; for more it is faster to read all of them. */
#define FEW 20000

struct owner {
    int64_t account, customer;
};

struct customers {
    struct cx_db *db;
    struct cx_stmt *lookup, *region;
    struct cx_map *by_account; /* account → customer, of those that were looked up one by one */
    struct owner *all;         /* of every account that has one, once they are read */
    size_t count, cap;
    struct cx_lookup places; /* in all */
    struct cx_map *laws;     /* account → law */
    bool is_whole;
};

struct customers *customers_new(struct cx_db *db)
{
    struct customers *customers = cx_alloc(sizeof *customers);
    *customers = (struct customers){.db = db, .by_account = cx_map_new(), .laws = cx_map_new()};
    return customers;
}

void customers_free(struct customers *customers)
{
    if (!customers)
        return;
    cx_stmt_free(customers->lookup);
    cx_stmt_free(customers->region);
    cx_map_free(customers->by_account);
    free(customers->all);
    cx_lookup_fini(&customers->places);
    cx_map_free(customers->laws);
    free(customers);
}

static int read_all(struct customers *customers, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, customers->db, SQL_customers, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        CX_GROW(customers->all, customers->count, customers->cap);
        customers->all[customers->count++] =
            (struct owner){cx_stmt_int(stmt, 0), cx_stmt_int(stmt, 1)};
        rc = 0;
    }
    cx_stmt_free(stmt);
    cx_lookup_init(&customers->places, (const int64_t *)customers->all, sizeof *customers->all,
                   customers->count);
    customers->is_whole = rc == 0;
    return rc;
}

static int look_up(struct customers *customers, int64_t account, struct cx_err *err)
{
    int rc =
        customers->lookup ? 0 : cx_stmt_new(&customers->lookup, customers->db, SQL_customer, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_int(customers->lookup, 1, account);
    if ((rc = cx_stmt_step(customers->lookup, err)) == 1) {
        cx_map_put(customers->by_account, account, cx_stmt_int_or(customers->lookup, 0, -account));
        cx_stmt_reset(customers->lookup);
    }
    return rc < 0 ? rc : 0;
}

/* NULL: not looked up yet; once all are read, the account has none. */
static const int64_t *known_customer(const struct customers *customers, int64_t account)
{
    if (!customers->is_whole)
        return cx_map_get(customers->by_account, account);
    int32_t place = cx_lookup_find(&customers->places, account);
    return place < 0 ? NULL : &customers->all[place].customer;
}

int customers_find(int64_t *customer, struct customers *customers, int64_t account,
                   struct cx_err *err)
{
    const int64_t *known = known_customer(customers, account);
    int rc = 0;
    if (!known && !customers->is_whole) {
        rc = cx_map_count(customers->by_account) < FEW ? look_up(customers, account, err)
                                                       : read_all(customers, err);
        known = known_customer(customers, account);
    }
    *customer = known ? *known : -account;
    return rc;
}

int customers_subject(int64_t *subject, struct customers *customers, bool per_customer,
                      int64_t account, struct cx_err *err)
{
    *subject = account;
    return account && per_customer ? customers_find(subject, customers, account, err) : 0;
}

int customers_law(int *law, struct customers *customers, const struct laws *laws, int64_t account,
                  struct cx_err *err)
{
    *law = 0;
    if (laws->region_count == 0 || account == 0)
        return 0;
    const int64_t *known = cx_map_get(customers->laws, account);
    if (known) {
        *law = (int)*known;
        return 0;
    }
    int rc =
        customers->region ? 0 : cx_stmt_new(&customers->region, customers->db, SQL_region, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_int(customers->region, 1, account);
    if ((rc = cx_stmt_step(customers->region, err)) == 1)
        *law = laws_find(laws, cx_stmt_text(customers->region, 0));
    cx_stmt_reset(customers->region);
    cx_map_put(customers->laws, account, *law);
    return rc < 0 ? rc : 0;
}
