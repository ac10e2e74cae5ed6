#include "store/undo.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/journal.h"
#include "store/sqlite.h"
#include "store/undo.sql.h"

struct undo {
    struct cx_db *db;
    int64_t seq;
    struct cx_undo_count *count;
    bool (*counts)(const char *table);
    struct cx_idset *later; /* ids that came later to the table that is worked on */
    struct cx_stmt *remove;
    struct cx_err *err;
    int rc;
};

int cx_undo_tables(struct cx_db *db, int64_t seq,
                   int (*found)(void *context, const char *table, struct cx_err *err),
                   void *context, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, SQL_changed_tables, err);
    if (rc == 0)
        cx_stmt_bind_int(stmt, 1, seq);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1)
        rc = found(context, cx_stmt_text(stmt, 0), err);
    cx_stmt_free(stmt);
    return rc;
}

/* The ids that an import added to a table, or all later ones. *is_filled: it was the first to fill
 * the table, so that there is no list. */
static int read_added(struct cx_idset *ids, bool *is_filled, struct cx_db *db, const char *sql,
                      int64_t seq, const char *table, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    size_t n;
    int rc = cx_stmt_new(&stmt, db, sql, err);
    if (rc == 0) {
        cx_stmt_bind_int(stmt, 1, seq);
        cx_stmt_bind_text(stmt, 2, table);
    }
    *is_filled = false;
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        const void *bytes = cx_stmt_blob(stmt, 0, &n);
        rc = 0;
        *is_filled = *is_filled || !bytes;
        if (bytes && !cx_idset_read(ids, bytes, n))
            rc = cx_err_set(err, CX_EWORLD, "%s: is damaged: table journal_added, import %lld",
                            db->path ? db->path : _("database in memory"), (long long)seq);
    }
    cx_stmt_free(stmt);
    return rc;
}

static int add_ids(struct cx_idset *ids, struct cx_stmt *stmt, struct cx_err *err)
{
    int rc;
    while ((rc = cx_stmt_step(stmt, err)) == 1)
        cx_idset_add(ids, cx_stmt_int(stmt, 0));
    return rc;
}

/* Of the first to fill a table, all that are there. */
static int add_all_ids(struct cx_idset *ids, struct cx_db *db, const char *table,
                       struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    char *sql = NULL;
    int rc = cx_db_get_text(&sql, db, SQL_write_ids, table, err);
    if (rc == 0 && sql)
        rc = cx_stmt_new(&stmt, db, sql, err);
    if (rc == 0 && stmt)
        rc = add_ids(ids, stmt, err);
    cx_stmt_free(stmt);
    free(sql);
    return rc;
}

int cx_undo_ids(struct cx_idset *ids, struct cx_db *db, int64_t seq, const char *table,
                struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    bool is_filled = false;
    int rc = read_added(ids, &is_filled, db, SQL_added, seq, table, err);
    if (rc == 0 && is_filled)
        rc = add_all_ids(ids, db, table, err);
    if (rc == 0)
        rc = cx_stmt_new(&stmt, db, SQL_changed_ids, err);
    if (rc == 0) {
        cx_stmt_bind_int(stmt, 1, seq);
        cx_stmt_bind_text(stmt, 2, table);
        rc = add_ids(ids, stmt, err);
    }
    cx_stmt_free(stmt);
    return rc;
}

static bool remove_id(void *context, int64_t id)
{
    struct undo *undo = context;
    cx_stmt_bind_int(undo->remove, 1, id);
    undo->rc = cx_stmt_run(undo->remove, undo->err);
    undo->count->removed += cx_db_changes(undo->db);
    return undo->rc == 0;
}

static int64_t came_later(void *context, const int64_t *id)
{
    const struct undo *undo = context;
    return cx_idset_has(undo->later, *id);
}

/* A statement about one table, which another one writes. */
static int write_statement(char **sql, struct undo *undo, const char *writer, const char *table,
                           struct cx_err *err)
{
    int rc = cx_db_get_text(sql, undo->db, writer, table, err);
    if (rc == 0 && !*sql)
        rc = cx_err_set(err, CX_EWORLD, "%s: has no table %s",
                        undo->db->path ? undo->db->path : _("database in memory"), table);
    return rc;
}

static int run_written(int64_t *changes, struct undo *undo, const char *writer, const char *table,
                       struct cx_err *err)
{
    char *sql = NULL;
    int rc = write_statement(&sql, undo, writer, table, err);
    if (rc == 0)
        rc = cx_db_exec_int(undo->db, sql, undo->seq, err);
    if (rc == 0)
        *changes += cx_db_changes(undo->db);
    free(sql);
    return rc;
}

static int remove_added(struct undo *undo, const struct cx_idset *ids, const char *table,
                        struct cx_err *err)
{
    char *sql = NULL;
    int rc = write_statement(&sql, undo, SQL_write_remove_id, table, err);
    if (rc == 0)
        rc = cx_stmt_new(&undo->remove, undo->db, sql, err);
    undo->err = err;
    if (rc == 0 && !cx_idset_each(ids, remove_id, undo))
        rc = undo->rc;
    cx_stmt_free(undo->remove);
    undo->remove = NULL;
    free(sql);
    return rc;
}

static bool take_least(void *context, int64_t id)
{
    int64_t *least = context;
    *least = id < *least ? id : *least;
    return true;
}

/* Shapes of ids are numbered without a gap, so only the last of them can go. */
static int are_last_shapes(bool *are, struct cx_db *db, const struct cx_idset *added,
                           struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int64_t least = INT64_MAX;
    cx_idset_each(added, take_least, &least);
    int rc = cx_stmt_new(&stmt, db, SQL_count_shapes, err);
    if (rc == 0) {
        cx_stmt_bind_int(stmt, 1, least);
        rc = cx_stmt_step(stmt, err);
    }
    *are = rc == 1 && cx_stmt_int(stmt, 0) == (int64_t)cx_idset_count(added);
    cx_stmt_free(stmt);
    return rc < 0 ? rc : 0;
}

static int undo_table(struct undo *undo, const char *table, struct cx_err *err)
{
    struct cx_idset *added = cx_idset_new();
    bool is_filled = false, ignored, goes = true;
    int64_t replaced = 0;
    struct cx_undo_count before = *undo->count;
    undo->later = cx_idset_new();
    int rc = read_added(added, &is_filled, undo->db, SQL_added, undo->seq, table, err);
    if (rc == 0 && strcmp(table, "id_shape") == 0 && !is_filled)
        rc = are_last_shapes(&goes, undo->db, added, err);
    if (rc == 0 && goes && cx_idset_count(added) > 0)
        rc = remove_added(undo, added, table, err);
    if (rc == 0 && is_filled)
        rc = read_added(undo->later, &ignored, undo->db, SQL_added_later, undo->seq, table, err);
    if (rc == 0 && is_filled)
        rc = run_written(&undo->count->removed, undo, SQL_write_empty, table, err);
    if (rc == 0)
        rc = run_written(&undo->count->removed, undo, SQL_write_remove_added, table, err);
    if (rc == 0)
        rc = run_written(&replaced, undo, SQL_write_remove_changed, table, err);
    if (rc == 0)
        rc = run_written(&undo->count->restored, undo, SQL_write_restore, table, err);
    if (!undo->counts(table))
        *undo->count = before;
    cx_idset_free(added);
    cx_idset_free(undo->later);
    return rc;
}

/* The tables by name first: one that is read while others change would see them change. */
struct table_names {
    struct cx_buf text; /* each ended by a NUL */
    bool (*stays)(const char *table);
};

static int add_name(void *context, const char *table, struct cx_err *err)
{
    struct table_names *names = context;
    (void)err;
    if (!names->stays || !names->stays(table))
        cx_buf_add(&names->text, table, strlen(table) + 1);
    return 0;
}

int cx_undo(struct cx_undo_count *count, struct cx_db *db, int64_t seq,
            bool (*counts)(const char *table), bool (*stays)(const char *table), struct cx_err *err)
{
    struct undo undo = {.db = db, .seq = seq, .count = count, .counts = counts};
    struct table_names names = {.stays = stays};
    *count = (struct cx_undo_count){0};
    int rc = cx_undo_tables(db, seq, add_name, &names, err);
    if (rc == 0)
        rc = cx_db_function(db, "came_later", 1, came_later, &undo, err);
    for (size_t at = 0; rc == 0 && at < names.text.len; at += strlen(names.text.data + at) + 1)
        rc = undo_table(&undo, names.text.data + at, err);
    cx_ids_forget(db->ids); /* shapes of ids may be among them */
    cx_buf_fini(&names.text);
    return rc < 0 ? rc : cx_journal_forget(db, seq, err);
}

/* Whether a later import changed or removed a row that this one had added to a table. */
static int find_later_of_added(int64_t *later, struct cx_db *db, int64_t seq, const char *table,
                               struct cx_err *err)
{
    struct cx_idset *added = cx_idset_new(), *fresh = cx_idset_new();
    struct cx_stmt *stmt = NULL;
    bool is_filled = false, ignored;
    int rc = read_added(added, &is_filled, db, SQL_added, seq, table, err);
    if (rc == 0 && is_filled)
        rc = read_added(fresh, &ignored, db, SQL_added_later, seq, table, err);
    if (rc == 0 && (is_filled || cx_idset_count(added) > 0))
        rc = cx_stmt_new(&stmt, db, SQL_changed_later, err);
    if (stmt) {
        cx_stmt_bind_int(stmt, 1, seq);
        cx_stmt_bind_text(stmt, 2, table);
    }
    while (stmt && *later == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        int64_t id = cx_stmt_int(stmt, 1);
        if (is_filled ? !cx_idset_has(fresh, id) : cx_idset_has(added, id))
            *later = cx_stmt_int(stmt, 0);
    }
    cx_stmt_free(stmt);
    cx_idset_free(added);
    cx_idset_free(fresh);
    return rc < 0 ? rc : 0;
}

int cx_undo_later(int64_t *later, char **table, struct cx_db *db, int64_t seq,
                  bool (*stays)(const char *table), struct cx_err *err)
{
    struct table_names names = {.stays = stays};
    struct cx_stmt *stmt = NULL;
    *later = 0;
    *table = NULL;
    int rc = cx_undo_tables(db, seq, add_name, &names, err);
    if (rc == 0)
        rc = cx_stmt_new(&stmt, db, SQL_same_rows_later, err);
    for (size_t at = 0; rc == 0 && !*table && at < names.text.len;
         at += strlen(names.text.data + at) + 1) {
        const char *name = names.text.data + at;
        cx_stmt_bind_int(stmt, 1, seq);
        cx_stmt_bind_text(stmt, 2, name);
        if ((rc = cx_stmt_step(stmt, err)) == 1) {
            *later = cx_stmt_int(stmt, 0);
            rc = 0;
        }
        cx_stmt_reset(stmt);
        if (rc == 0 && *later == 0)
            rc = find_later_of_added(later, db, seq, name, err);
        if (*later)
            *table = cx_strdup(name);
    }
    cx_stmt_free(stmt);
    cx_buf_fini(&names.text);
    return rc;
}
