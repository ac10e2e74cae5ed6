#include "store/shadow.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "store/sqlite.h"

/* A change of the file, or of its schema, is a change of a row in main. (To declare a virtual table
 * SQLite asks for an update of main's schema that it does not make.) */
static int only_temp(void *context, int action, const char *table, const char *column,
                     const char *schema, const char *trigger)
{
    (void)context;
    (void)column;
    (void)trigger;
    bool is_change = action == SQLITE_INSERT || action == SQLITE_DELETE ||
                     (action == SQLITE_UPDATE && strcmp(table, "sqlite_master") != 0);
    return is_change && schema && strcmp(schema, "main") == 0 ? SQLITE_DENY : SQLITE_OK;
}

int cx_db_scratch_begin(struct cx_db *db, struct cx_err *err)
{
    sqlite3_set_authorizer(db->handle, only_temp, NULL);
    return db->is_reader ? cx_db_exec(db, "PRAGMA query_only=OFF", err) : 0;
}

int cx_db_scratch_end(struct cx_db *db, int rc, struct cx_err *err)
{
    struct cx_err ignored = {0};
    sqlite3_set_authorizer(db->handle, NULL, NULL);
    int ended = db->is_reader ? cx_db_exec(db, "PRAGMA query_only=ON", rc < 0 ? &ignored : err) : 0;
    return rc < 0 ? rc : ended;
}

/* The statement that made the table, for a TEMP one: its foreign keys would be looked for among
 * the TEMP tables, so they are left out. */
static void write_create(struct cx_buf *sql, const char *made)
{
    static const char create[] = "CREATE ", references[] = " REFERENCES ";
    cx_buf_puts(sql, "CREATE TEMP ");
    made += strlen(create);
    for (const char *at; (at = strstr(made, references)); made = at) {
        cx_buf_add(sql, made, (size_t)(at - made));
        at += strcspn(at, ",\n");
    }
    cx_buf_puts(sql, made);
}

static int find_create(struct cx_buf *sql, struct cx_db *db, const char *table, struct cx_err *err)
{
    char *create;
    int rc = cx_db_get_text(&create, db,
                            "SELECT sql FROM main.sqlite_schema WHERE type = 'table' AND name = ?1",
                            table, err);
    if (create)
        write_create(sql, create);
    else if (rc == 0)
        rc = cx_err_set(err, CX_EWORLD, "%s: has no table %s", db->path ? db->path : "database",
                        table);
    free(create);
    return rc;
}

int cx_db_shadow(struct cx_db *db, const char *table, struct cx_err *err)
{
    struct cx_buf sql = {0};
    int rc = cx_db_unshadow(db, table, err);
    if (rc == 0)
        rc = find_create(&sql, db, table, err);
    if (rc == 0)
        rc = cx_db_exec(db, cx_buf_str(&sql), err);
    cx_buf_fini(&sql);
    return rc;
}

/* A TEMP table over another, by name; NULL: there is none (any more). */
static int find_shadow(char **name, struct cx_db *db, const char *table, struct cx_err *err)
{
    return cx_db_get_text(name, db,
                          "SELECT name FROM temp.sqlite_schema WHERE type = 'table' "
                          "AND name IN (SELECT name FROM main.sqlite_schema) "
                          "AND (?1 IS NULL OR name = ?1) LIMIT 1",
                          table, err);
}

int cx_db_unshadow(struct cx_db *db, const char *table, struct cx_err *err)
{
    char *name = NULL;
    int rc;
    while ((rc = find_shadow(&name, db, table, err)) == 0 && name) {
        struct cx_buf sql = {0};
        cx_buf_printf(&sql, "DROP TABLE temp.\"%s\"", name);
        rc = cx_db_exec(db, cx_buf_str(&sql), err);
        cx_buf_fini(&sql);
        free(name);
        if (rc < 0)
            return rc;
    }
    return rc;
}

/* Tables put aside get a name that no table of the schema has. */
#define ASIDE " aside"

static int rename_shadow(struct cx_db *db, const char *from, const char *to, struct cx_err *err)
{
    struct cx_buf sql = {0};
    cx_buf_printf(&sql, "ALTER TABLE temp.\"%s\" RENAME TO \"%s\"", from, to);
    int rc = cx_db_exec(db, cx_buf_str(&sql), err);
    cx_buf_fini(&sql);
    return rc;
}

static int put_aside(struct cx_db *db, struct cx_err *err)
{
    char *name = NULL;
    int rc;
    while ((rc = find_shadow(&name, db, NULL, err)) == 0 && name) {
        struct cx_buf aside = {0};
        cx_buf_printf(&aside, "%s" ASIDE, name);
        rc = rename_shadow(db, name, cx_buf_str(&aside), err);
        cx_buf_fini(&aside);
        free(name);
        if (rc < 0)
            return rc;
    }
    return rc;
}

static int find_aside(char **name, struct cx_db *db, struct cx_err *err)
{
    return cx_db_get_text(name, db,
                          "SELECT substr(name, 1, length(name) - length('" ASIDE "')) "
                          "FROM temp.sqlite_schema WHERE type = 'table' AND name LIKE '%" ASIDE "' "
                          "LIMIT 1",
                          NULL, err);
}

static int take_back(struct cx_db *db, struct cx_err *err)
{
    char *name = NULL;
    int rc = cx_db_unshadow(db, NULL, err);
    while (rc == 0 && (rc = find_aside(&name, db, err)) == 0 && name) {
        struct cx_buf aside = {0};
        cx_buf_printf(&aside, "%s" ASIDE, name);
        rc = rename_shadow(db, cx_buf_str(&aside), name, err);
        cx_buf_fini(&aside);
        free(name);
    }
    return rc;
}

static int in_scratch(struct cx_db *db, int (*work)(struct cx_db *, struct cx_err *),
                      struct cx_err *err)
{
    int rc = cx_db_scratch_begin(db, err);
    if (rc == 0)
        rc = work(db, err);
    return cx_db_scratch_end(db, rc, err);
}

int cx_db_shadows_aside(struct cx_db *db, struct cx_err *err)
{
    return in_scratch(db, put_aside, err);
}

int cx_db_shadows_back(struct cx_db *db, struct cx_err *err)
{
    return in_scratch(db, take_back, err);
}
