/* References, checked while rows are read, so that a bad one has its line. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "import/loader.h"

/* Kinds that are referred to often are kept as sets; the two large ones, referred to by few rows,
 * are looked up. */
struct ref {
    const char *kind, *select;
    bool is_set;
    struct cx_map *set;
    struct cx_stmt *lookup;
};

struct refs {
    struct cx_db *db;
    struct ref list[6];
};

struct refs *refs_new(struct cx_db *db)
{
    struct refs *refs = cx_alloc(sizeof *refs);
    *refs = (struct refs){
        db,
        {{"teams", "SELECT team_id FROM teams", true, NULL, NULL},
         {"employees", "SELECT employee_id FROM people", true, NULL, NULL},
         {"customers", "SELECT customer_id FROM customers", true, NULL, NULL},
         {"accounts", "SELECT account_id FROM accounts", true, NULL, NULL},
         {"payments", "SELECT 1 FROM payments WHERE payment_id = ?1", false, NULL, NULL},
         {"contacts", "SELECT 1 FROM contacts WHERE contact_id = ?1", false, NULL, NULL}}};
    return refs;
}

void refs_free(struct refs *refs)
{
    if (!refs)
        return;
    for (size_t i = 0; i < sizeof refs->list / sizeof *refs->list; i++) {
        cx_map_free(refs->list[i].set);
        cx_stmt_free(refs->list[i].lookup);
    }
    free(refs);
}

static struct ref *find(struct refs *refs, const char *kind)
{
    for (size_t i = 0; i < sizeof refs->list / sizeof *refs->list; i++) {
        if (strcmp(refs->list[i].kind, kind) == 0)
            return &refs->list[i];
    }
    return NULL;
}

static int fill(struct ref *ref, struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    ref->set = cx_map_new();
    int rc = cx_stmt_new(&stmt, db, ref->select, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        cx_map_put(ref->set, cx_stmt_int(stmt, 0), 1);
        rc = 0;
    }
    cx_stmt_free(stmt);
    return rc;
}

int refs_has(struct refs *refs, const char *kind, int64_t id, struct cx_err *err)
{
    struct ref *ref = find(refs, kind);
    int rc = 0;
    if (!ref)
        return cx_err_set(err, CX_EBUG, "no reference is kept for kind %s", kind);
    if (ref->is_set) {
        if (!ref->set && (rc = fill(ref, refs->db, err)) < 0)
            return rc;
        return cx_map_get(ref->set, id) != NULL;
    }
    if (!ref->lookup && (rc = cx_stmt_new(&ref->lookup, refs->db, ref->select, err)) < 0)
        return rc;
    cx_stmt_bind_int(ref->lookup, 1, id);
    rc = cx_stmt_step(ref->lookup, err);
    cx_stmt_reset(ref->lookup);
    return rc;
}

void refs_add(struct refs *refs, const struct cx_kind *kind, int64_t id)
{
    struct ref *ref = find(refs, kind->name);
    if (ref && ref->set)
        cx_map_put(ref->set, id, 1);
}
