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

/* The law of an account from a day until the next span, which is the same account's unless this is
 * the last. */
struct span {
    cx_date from;
    int law;
    bool is_last;
};

struct customers {
    struct cx_db *db;
    struct cx_stmt *lookup, *region, *regions;
    struct cx_map *by_account; /* account → customer, of those that were looked up one by one */
    struct owner *all;         /* of every account that has one, once they are read */
    size_t count, cap;
    struct cx_lookup places; /* in all */
    struct cx_map *laws;     /* account → law, or, of one with several, -1 - place in spans */
    struct span *spans;
    size_t span_count, span_cap;
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
    cx_stmt_free(customers->regions);
    cx_map_free(customers->by_account);
    free(customers->all);
    cx_lookup_fini(&customers->places);
    cx_map_free(customers->laws);
    free(customers->spans);
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

static int ask(struct cx_stmt **stmt, struct customers *customers, const char *sql, int64_t account,
               struct cx_err *err)
{
    int rc = *stmt ? 0 : cx_stmt_new(stmt, customers->db, sql, err);
    if (rc == 0)
        cx_stmt_bind_int(*stmt, 1, account);
    return rc;
}

/* What stands for the account in laws, where it may have been in several regions. */
static int read_spans(int64_t *known, struct customers *customers, const struct laws *laws,
                      int64_t account, struct cx_err *err)
{
    size_t first = customers->span_count;
    int rc = ask(&customers->regions, customers, SQL_regions, account, err);
    if (rc < 0)
        return rc;
    while ((rc = cx_stmt_step(customers->regions, err)) == 1) {
        int law = laws_find(laws, cx_stmt_text(customers->regions, 1));
        bool is_first = customers->span_count == first;
        if (!is_first && customers->spans[customers->span_count - 1].law == law)
            continue;
        if (!is_first)
            customers->spans[customers->span_count - 1].is_last = false;
        CX_GROW(customers->spans, customers->span_count, customers->span_cap);
        customers->spans[customers->span_count++] =
            (struct span){(cx_date)cx_stmt_int(customers->regions, 0), law, true};
    }
    cx_stmt_reset(customers->regions);
    *known = -1 - (int64_t)first;
    if (rc == 0 && customers->span_count == first + 1)
        *known = customers->spans[--customers->span_count].law;
    return rc;
}

static int read_law(int64_t *known, struct customers *customers, const struct laws *laws,
                    int64_t account, struct cx_err *err)
{
    bool may_be_other = false;
    *known = 0;
    int rc = ask(&customers->region, customers, SQL_region, account, err);
    if (rc < 0)
        return rc;
    if ((rc = cx_stmt_step(customers->region, err)) == 1) {
        *known = laws_find(laws, cx_stmt_text(customers->region, 0));
        may_be_other = cx_stmt_int(customers->region, 1) != 0;
    }
    cx_stmt_reset(customers->region);
    if (rc == 1 && may_be_other)
        rc = read_spans(known, customers, laws, account, err);
    return rc < 0 ? rc : 0;
}

int customers_law(int *law, struct customers *customers, const struct laws *laws, int64_t account,
                  cx_date day, struct cx_err *err)
{
    *law = 0;
    if (laws->region_count == 0 || account == 0)
        return 0;
    const int64_t *before = cx_map_get(customers->laws, account);
    int64_t known = before ? *before : 0;
    int rc = before ? 0 : read_law(&known, customers, laws, account, err);
    if (rc < 0)
        return rc;
    if (!before)
        cx_map_put(customers->laws, account, known);
    if (known >= 0) {
        *law = (int)known;
        return 0;
    }
    const struct span *span = &customers->spans[-1 - known];
    while (!span->is_last && span[1].from <= day)
        span++;
    *law = span->law;
    return 0;
}
