#include "store/schema.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "store/sqlite.h"

/* What a schema is made of, in an order; SQLite's own statistics are no part of it. */
#define IS_STATISTICS "name GLOB 'sqlite_stat[0-9]*'"
#define LIST                                                                                       \
    "SELECT type, name, coalesce(sql, '') FROM main.sqlite_schema "                                \
    "WHERE NOT " IS_STATISTICS " ORDER BY type, name"

struct list {
    struct cx_stmt *stmt;
    int step; /* 1: at an entry; 0: at the end */
};

static int next(struct list *list, struct cx_err *err)
{
    list->step = cx_stmt_step(list->stmt, err);
    return list->step < 0 ? list->step : 0;
}

static int begin(struct list *list, struct cx_db *db, struct cx_err *err)
{
    int rc = cx_stmt_new(&list->stmt, db, LIST, err);
    return rc < 0 ? rc : next(list, err);
}

static const char *cell(const struct list *list, int column)
{
    const char *text = cx_stmt_text(list->stmt, column);
    return text ? text : "";
}

/* Which of the two comes first: negative, 0 or positive. */
static int order(const struct list *ours, const struct list *theirs)
{
    if (ours->step != 1 || theirs->step != 1)
        return theirs->step - ours->step;
    int by_type = strcmp(cell(ours, 0), cell(theirs, 0));
    return by_type ? by_type : strcmp(cell(ours, 1), cell(theirs, 1));
}

static int wrong(struct cx_db *db, const struct list *at, const char *what, struct cx_err *err)
{
    return cx_err_set(
        err, CX_EWORLD, "%s: the %s %s %s: restore a backup, or ask whoever changed it",
        db->path ? db->path : _("database in memory"), cell(at, 0), cell(at, 1), _(what));
}

static int compare(struct list *ours, struct list *theirs, struct cx_db *db, struct cx_err *err)
{
    int rc = 0;
    while (rc == 0 && (ours->step == 1 || theirs->step == 1)) {
        int which = order(ours, theirs);
        if (which > 0)
            rc = wrong(db, theirs, "was not made by cx", err);
        else if (which < 0)
            rc = wrong(db, ours, "is gone", err);
        else if (which == 0 && strcmp(cell(ours, 2), cell(theirs, 2)) != 0)
            rc = wrong(db, theirs, "is not as cx made it", err);
        if (rc == 0 && which >= 0)
            rc = next(theirs, err);
        if (rc == 0 && which <= 0)
            rc = next(ours, err);
    }
    return rc;
}

int cx_schema_digest(char digest[CX_HASH_TEXT], struct cx_db *db, struct cx_err *err)
{
    struct list list = {0};
    struct cx_hash hash;
    cx_hash_init(&hash);
    int rc = begin(&list, db, err);
    for (; rc == 0 && list.step == 1; rc = next(&list, err)) {
        for (int i = 0; i < 3; i++)
            cx_hash_add(&hash, cell(&list, i), strlen(cell(&list, i)) + 1);
    }
    cx_hash_end(&hash, digest);
    cx_stmt_free(list.stmt);
    return rc;
}

static int compare_with_new(struct cx_db *db, const char *const *migrations, int count,
                            struct cx_err *err)
{
    struct cx_db fresh = {0};
    struct list ours = {0}, theirs = {0};
    int rc = 0;
    if (sqlite3_open(":memory:", &fresh.handle) != SQLITE_OK)
        rc = cx_db_fail(&fresh, "can't open", err);
    for (int i = 0; rc == 0 && i < count; i++)
        rc = cx_db_exec(&fresh, migrations[i], err);
    if (rc == 0)
        rc = begin(&ours, &fresh, err);
    if (rc == 0)
        rc = begin(&theirs, db, err);
    if (rc == 0)
        rc = compare(&ours, &theirs, db, err);
    cx_stmt_free(ours.stmt);
    cx_stmt_free(theirs.stmt);
    sqlite3_close(fresh.handle);
    return rc;
}

int cx_schema_check(struct cx_db *db, const char *const *migrations, int count, struct cx_err *err)
{
    char digest[CX_HASH_TEXT];
    int rc = cx_schema_digest(digest, db, err);
    if (rc < 0 || (count == CX_SCHEMA_VERSION && strcmp(digest, CX_SCHEMA_DIGEST) == 0))
        return rc;
    return compare_with_new(db, migrations, count, err);
}

/* The first thing that SQLite finds wrong, in its words. */
static int check_pages(struct cx_db *db, struct cx_err *err)
{
    char *found = NULL;
    int rc = cx_db_get_text(&found, db, "PRAGMA main.integrity_check(1)", NULL, err);
    if (rc == 0 && (!found || strcmp(found, "ok") != 0))
        rc = cx_err_set(err, CX_EWORLD, "%s: is damaged: %s: restore a backup",
                        db->path ? db->path : _("database in memory"),
                        found ? found : _("no answer"));
    free(found);
    return rc;
}

int cx_db_verify_references(struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, "PRAGMA main.foreign_key_check", err);
    if (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        const char *table = cx_stmt_text(stmt, 0), *parent = cx_stmt_text(stmt, 2);
        rc = cx_err_set(err, CX_EDATA, "%s: a row of %s names one of %s that is not there",
                        db->path ? db->path : _("database in memory"), table ? table : "?",
                        parent ? parent : "?");
    }
    cx_stmt_free(stmt);
    return rc;
}

/* cx makes none of SQLite's statistics. No result hangs on them, but they may mislead SQLite into
 * reading much more than it needs. */
static int check_statistics(struct cx_db *db, struct cx_err *err)
{
    char *name = NULL;
    int rc = cx_db_get_text(
        &name, db, "SELECT min(name) FROM main.sqlite_schema WHERE " IS_STATISTICS, NULL, err);
    if (rc == 0 && name && *name)
        rc = cx_err_set(err, CX_EWORLD,
                        "%s: %s was not made by cx, and can make every program slow: take it away "
                        "with sqlite3 and DROP TABLE %s",
                        db->path ? db->path : _("database in memory"), name, name);
    free(name);
    return rc;
}

int cx_schema_verify(struct cx_db *db, const char *const *migrations, int count, struct cx_err *err)
{
    int rc = check_pages(db, err);
    if (rc == 0)
        rc = cx_schema_check(db, migrations, count, err);
    return rc < 0 ? rc : check_statistics(db, err);
}
