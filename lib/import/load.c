/* All rows of a file into their table, by one INSERT … SELECT over the rows as they are read. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "import/loader.h"

static int one_int(int64_t *value, struct cx_db *db, const char *sql, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, sql, err);
    if (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1)
        *value = cx_stmt_int(stmt, 0);
    cx_stmt_free(stmt);
    return rc < 0 ? rc : 0;
}

static void list_columns(struct cx_buf *sql, const struct cx_kind *kind)
{
    for (size_t i = 0; i < kind->count; i++)
        cx_buf_printf(sql, "%s\"%s\"", i ? "," : "", kind->fields[i].name);
}

/* A row with a known key updates the columns that the file has, where they differ. */
static void write_upsert(struct cx_buf *sql, const struct file *file)
{
    const struct cx_kind *kind = file->kind;
    const char *comma = "";
    cx_buf_printf(sql, "INSERT INTO \"%s\" (", kind->name);
    list_columns(sql, kind);
    cx_buf_puts(sql, kind->is_ordered ? ",seq) SELECT " : ") SELECT ");
    list_columns(sql, kind);
    cx_buf_printf(sql, "%s FROM temp.feed WHERE true ON CONFLICT (", kind->is_ordered ? ",\"seq.\"" : "");
    for (size_t i = 0; i < kind->count; i++) {
        if (kind->fields[i].flags & CX_KEY) {
            cx_buf_printf(sql, "%s\"%s\"", comma, kind->fields[i].name);
            comma = ",";
        }
    }
    cx_buf_puts(sql, ") DO ");
    const char *before = "UPDATE SET ";
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < kind->count; i++) {
            const char *name = kind->fields[i].name;
            if ((kind->fields[i].flags & CX_KEY) || !file->present[i])
                continue;
            if (pass == 0)
                cx_buf_printf(sql, "%s\"%s\"=excluded.\"%s\"", before, name, name);
            else
                cx_buf_printf(sql, "%s\"%s\".\"%s\" IS NOT excluded.\"%s\"", before, kind->name, name, name);
            before = pass == 0 ? "," : " OR ";
        }
        if (*before == 'U') {
            cx_buf_puts(sql, "NOTHING");
            return;
        }
        before = " WHERE ";
    }
}

static int feed(struct file *file, const struct cx_rows *rows, struct cx_err *err)
{
    const struct cx_kind *kind = file->kind;
    const char **names = cx_alloc((kind->count + 2) * sizeof *names);
    for (size_t i = 0; i < kind->count; i++)
        names[i] = kind->fields[i].name;
    names[kind->count] = "seq.";
    names[kind->count + 1] = "line.";
    int rc = cx_db_feed(file->import->db, "feed", names, kind->count + 2, rows, err);
    free(names);
    return rc;
}

static int upsert(struct file *file, struct cx_err *err)
{
    struct cx_db *db = file->import->db;
    struct cx_buf sql = {0}, count = {0};
    int64_t before = 0, after = 0;
    int rc = 0;
    cx_buf_printf(&count, "SELECT count(*) FROM \"%s\"", file->kind->name);
    write_upsert(&sql, file);
    if ((rc = one_int(&before, db, cx_buf_str(&count), err)) == 0)
        rc = cx_db_exec(db, cx_buf_str(&sql), err);
    int64_t touched = cx_db_changes(db);
    if (rc == 0)
        rc = one_int(&after, db, cx_buf_str(&count), err);
    if (rc == 0) {
        struct cx_import_file *result = file->result;
        result->added = after - before;
        result->changed = touched - result->added;
        result->same = result->read - result->rejected - touched;
    }
    cx_buf_fini(&sql);
    cx_buf_fini(&count);
    return rc;
}

int load_file(struct file *file, struct cx_err *err)
{
    struct cx_db *db = file->import->db;
    struct cx_rows rows = {file, NULL, next_row, row_value};
    int rc = 0;
    if (strcmp(file->kind->name, "employees") == 0)
        rc = find_dated(file, err);
    if (rc == 0 && file->kind->is_ordered) {
        struct cx_buf sql = {0};
        cx_buf_printf(&sql, "SELECT coalesce(max(seq), 0) FROM \"%s\"", file->kind->name);
        rc = one_int(&file->seq, db, cx_buf_str(&sql), err);
        cx_buf_fini(&sql);
    }
    if (rc == 0)
        rc = feed(file, &rows, err);
    if (rc == 0)
        rc = strcmp(file->kind->name, "assignments") == 0 ? load_episodes(file, err)
                                                          : upsert(file, err);
    cx_db_unfeed(db, "feed");
    return rc;
}
