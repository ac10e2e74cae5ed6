#include "store/part.h"

#include "base/hash.h"

int cx_part_of(const char *id, size_t n, int parts)
{
    struct cx_hash hash;
    uint8_t digest[CX_HASH_BYTES];
    uint64_t first = 0;
    cx_hash_init(&hash);
    cx_hash_add(&hash, id, n);
    cx_hash_bytes(&hash, digest);
    for (int i = 0; i < 8; i++)
        first = first << 8 | digest[i];
    return (int)(first % (uint64_t)parts) + 1;
}

int cx_part_load(struct cx_part *part, struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    *part = (struct cx_part){0, 0};
    int rc = cx_stmt_new(&stmt, db, "SELECT number, parts FROM part", err);
    if (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1)
        *part = (struct cx_part){(int)cx_stmt_int(stmt, 0), (int)cx_stmt_int(stmt, 1)};
    cx_stmt_free(stmt);
    return rc < 0 ? rc : 0;
}

int cx_part_is_head(struct cx_db *db, struct cx_err *err)
{
    struct cx_part part;
    int rc = cx_part_load(&part, db, err);
    return rc < 0 ? rc : part.parts > 0 && part.number == 0;
}

static int put(struct cx_db *db, const struct cx_part *part, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, "INSERT INTO part (number, parts) VALUES (?1, ?2)", err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_int(stmt, 1, part->number);
    cx_stmt_bind_int(stmt, 2, part->parts);
    rc = cx_stmt_run(stmt, err);
    cx_stmt_free(stmt);
    return rc;
}

int cx_part_put(struct cx_db *db, const struct cx_part *part, struct cx_err *err)
{
    struct cx_part is;
    int rc = cx_part_load(&is, db, err);
    if (rc < 0)
        return rc;
    if (is.parts > 0 && (is.parts != part->parts || is.number != part->number))
        return cx_err_set(err, CX_EDATA,
                          "this database is part %d of %d, not part %d of %d: customers never move "
                          "to another part, and other parts need databases of their own",
                          is.number, is.parts, part->number, part->parts);
    if (is.parts > 0)
        return 0;
    rc = cx_db_has_row(db, "SELECT 1 FROM audit", NULL, err);
    if (rc == 1)
        return cx_err_set(err, CX_EDATA,
                          "this database was not begun as a part: a part is a database of its own, "
                          "from its first import on");
    return rc < 0 ? rc : put(db, part, err);
}

int cx_part_need_events(struct cx_db *db, const char *what, struct cx_err *err)
{
    int rc = cx_part_is_head(db, err);
    if (rc <= 0)
        return rc;
    return cx_err_set(err, CX_EDATA,
                      "%s: this is the head's database, which has sums, but no accounts, payments "
                      "and contacts: ask the parts' databases",
                      what);
}
