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
    struct cx_db *db;
    struct cx_idset *set; /* NULL until an id comes */
    bool is_filled;       /* with what the table had */
    struct cx_stmt *lookup;
};

struct refs {
    struct ref list[6];
};

struct refs *refs_new(struct cx_db *db)
{
    struct refs *refs = cx_alloc(sizeof *refs);
    *refs = (struct refs){
        {{.kind = "teams", .select = "SELECT team_id FROM teams", .is_set = true},
         {.kind = "employees", .select = "SELECT employee_id FROM people", .is_set = true},
         {.kind = "customers", .select = "SELECT customer_id FROM customers", .is_set = true},
         {.kind = "accounts", .select = "SELECT account_id FROM accounts", .is_set = true},
         {.kind = "payments", .select = "SELECT 1 FROM payments WHERE payment_id = ?1"},
         {.kind = "contacts", .select = "SELECT 1 FROM contacts WHERE contact_id = ?1"}}};
    for (size_t i = 0; i < sizeof refs->list / sizeof *refs->list; i++)
        refs->list[i].db = db;
    return refs;
}

void refs_free(struct refs *refs)
{
    if (!refs)
        return;
    for (size_t i = 0; i < sizeof refs->list / sizeof *refs->list; i++) {
        cx_idset_free(refs->list[i].set);
        cx_stmt_free(refs->list[i].lookup);
    }
    free(refs);
}

struct ref *refs_find(struct refs *refs, const char *kind)
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
    if (!ref->set)
        ref->set = cx_idset_new();
    ref->is_filled = true;
    int rc = cx_stmt_new(&stmt, db, ref->select, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        cx_idset_add(ref->set, cx_stmt_int(stmt, 0));
        rc = 0;
    }
    cx_stmt_free(stmt);
    cx_idset_settle(ref->set);
    return rc;
}

int refs_has(struct ref *ref, int64_t id, struct cx_err *err)
{
    int rc = 0;
    if (ref->is_set) {
        if (!ref->is_filled && (rc = fill(ref, ref->db, err)) < 0)
            return rc;
        return cx_idset_has(ref->set, id);
    }
    if (!ref->lookup && (rc = cx_stmt_new(&ref->lookup, ref->db, ref->select, err)) < 0)
        return rc;
    cx_stmt_bind_int(ref->lookup, 1, id);
    rc = cx_stmt_step(ref->lookup, err);
    cx_stmt_reset(ref->lookup);
    return rc;
}

const char *refs_kind(const struct ref *ref)
{
    return ref->kind;
}

void refs_add(struct ref *ref, int64_t id)
{
    if (!ref || !ref->is_set)
        return;
    if (!ref->set) /* a row of the same file may refer to it before anybody asks for the others */
        ref->set = cx_idset_new();
    cx_idset_add(ref->set, id);
}
