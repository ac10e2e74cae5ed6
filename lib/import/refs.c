/* References, checked while rows are read, so that a bad one has its line. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "import/loader.h"
#include "import/refs.h"

/* From so many ids on, reading all of a table is cheaper than looking one after the other up. */
#define LOOKUPS_MAX 5000

/* Ids are looked up in their table until they are many: a small file must not pay for a large
 * table. Those of kinds that many rows refer to are then read into a set; of the large kinds,
 * which few rows refer to, never. */
struct ref {
    const char *kind, *find, *all; /* all NULL: never read into the set */
    const char *names;             /* NULL: it has no names that may be told */
    struct cx_map *named;          /* hashes of its names; NULL: not read yet */
    struct cx_db *db;
    struct cx_idset *set; /* of this import's rows, and if it is filled the table's; NULL: none */
    bool is_filled;
    int64_t lookups;
    struct cx_stmt *lookup;
};

struct refs {
    struct ref list[7];
};

struct refs *refs_new(struct cx_db *db)
{
    struct refs *refs = cx_alloc(sizeof *refs);
    *refs = (struct refs){
        {{.kind = "teams",
          .find = "SELECT 1 FROM teams WHERE team_id = ?1",
          .all = "SELECT team_id FROM teams",
          .names = "SELECT DISTINCT name FROM teams WHERE name IS NOT NULL"},
         {.kind = "employees",
          .find = "SELECT 1 FROM people WHERE employee_id = ?1",
          .all = "SELECT employee_id FROM people",
          .names = "SELECT DISTINCT name FROM employees WHERE name IS NOT NULL"},
         {.kind = "customers",
          .find = "SELECT 1 FROM customers WHERE customer_id = ?1",
          .all = "SELECT customer_id FROM customers"},
         {.kind = "accounts",
          .find = "SELECT 1 FROM accounts WHERE account_id = ?1",
          .all = "SELECT account_id FROM accounts"},
         {.kind = "payments", .find = "SELECT 1 FROM payments WHERE payment_id = ?1"},
         {.kind = "contacts", .find = "SELECT 1 FROM contacts WHERE contact_id = ?1"},
         {.kind = "arrangements", .find = "SELECT 1 FROM arrangements WHERE arrangement_id = ?1"}}};
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
        cx_map_free(refs->list[i].named);
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
    int rc = cx_stmt_new(&stmt, db, ref->all, err);
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
    if (ref->set && cx_idset_has(ref->set, id))
        return 1;
    if (ref->is_filled)
        return 0;
    if (ref->all && ref->lookups++ == LOOKUPS_MAX) {
        if ((rc = fill(ref, ref->db, err)) < 0)
            return rc;
        return cx_idset_has(ref->set, id);
    }
    if (!ref->lookup && (rc = cx_stmt_new(&ref->lookup, ref->db, ref->find, err)) < 0)
        return rc;
    cx_stmt_bind_int(ref->lookup, 1, id);
    rc = cx_stmt_step(ref->lookup, err);
    cx_stmt_reset(ref->lookup);
    return rc;
}

static int read_names(struct ref *ref, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    ref->named = cx_map_new();
    int rc = cx_stmt_new(&stmt, ref->db, ref->names, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        const char *name = cx_stmt_text(stmt, 0);
        cx_map_put(ref->named, (int64_t)cx_map_hash(name, strlen(name), 0), 1);
        rc = 0;
    }
    cx_stmt_free(stmt);
    return rc;
}

int refs_is_name(struct ref *ref, const char *name, struct cx_err *err)
{
    int rc = ref->names && !ref->named ? read_names(ref, err) : 0;
    if (rc < 0 || !ref->named)
        return rc;
    return cx_map_get(ref->named, (int64_t)cx_map_hash(name, strlen(name), 0)) != NULL;
}

const char *refs_kind(const struct ref *ref)
{
    return ref->kind;
}

void refs_add(struct ref *ref, int64_t id)
{
    if (!ref || !ref->all)
        return;
    if (!ref->set)
        ref->set = cx_idset_new();
    cx_idset_add(ref->set, id);
}
