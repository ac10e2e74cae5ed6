#include "store/journal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/idset.h"
#include "base/invariant.h"
#include "base/map.h"
#include "base/mem.h"
#include "store/journal.sql.h"
#include "store/trail.h"

#define COLUMNS_MAX 64
#define FLUSH_BYTES (1 << 20)

/* A table whose changes are noted. */
struct noted {
    char *name;
    int keys[COLUMNS_MAX]; /* the columns of its key, in the key's order */
    int key_count, column_count;
    bool is_by_id;                   /* the key is one integer, the rowid */
    bool was_empty, is_filled;       /* before the import; by it */
    struct cx_idset *added, *before; /* by id: rows that are new, rows whose before is noted */
    struct cx_map *seen;             /* by other keys: hashes of those that are noted */
};

struct cx_journal {
    struct cx_db *db;
    int64_t seq;
    struct noted *tables;
    size_t count, cap, last; /* last: the one that was changed last */
    struct cx_buf key, row;
    struct cx_buf records; /* table number, key, '\0', row, '\0'; a row that was added is empty */
    struct cx_stmt *put;
};

static struct noted *find_table(struct cx_journal *journal, const char *name)
{
    if (journal->last < journal->count && strcmp(journal->tables[journal->last].name, name) == 0)
        return &journal->tables[journal->last];
    for (size_t i = 0; i < journal->count; i++) {
        if (strcmp(journal->tables[i].name, name) == 0)
            return &journal->tables[journal->last = i];
    }
    return NULL;
}

/* A text as JSON has it. */
static void put_text(struct cx_buf *out, const unsigned char *s)
{
    cx_buf_putc(out, '"');
    for (; *s; s++) {
        if (*s < 0x20 || *s == '"' || *s == '\\')
            cx_buf_printf(out, "\\u%04x", *s);
        else
            cx_buf_putc(out, (char)*s);
    }
    cx_buf_putc(out, '"');
}

static void put_value(struct cx_buf *out, sqlite3_value *value)
{
    switch (value ? sqlite3_value_type(value) : SQLITE_NULL) {
    case SQLITE_INTEGER: cx_buf_printf(out, "%lld", (long long)sqlite3_value_int64(value)); break;
    case SQLITE_NULL: cx_buf_puts(out, "null"); break;
    default: put_text(out, sqlite3_value_text(value)); break;
    }
}

static void put_key(struct cx_buf *out, const struct noted *table, sqlite3 *handle,
                    int (*get)(sqlite3 *, int, sqlite3_value **))
{
    cx_buf_clear(out);
    for (int i = 0; i < table->key_count; i++) {
        sqlite3_value *value = NULL;
        get(handle, table->keys[i], &value);
        cx_buf_putc(out, i ? ',' : '[');
        put_value(out, value);
    }
    cx_buf_putc(out, ']');
}

static void keep(struct cx_journal *journal, const struct noted *table, const char *row)
{
    uint16_t number = (uint16_t)(table - journal->tables);
    cx_buf_add(&journal->records, &number, sizeof number);
    cx_buf_add(&journal->records, cx_buf_str(&journal->key), journal->key.len + 1);
    cx_buf_add(&journal->records, row, strlen(row) + 1);
}

/* The row as it was. */
static void keep_before(struct cx_journal *journal, const struct noted *table, sqlite3 *handle)
{
    cx_buf_clear(&journal->row);
    for (int i = 0; i < table->column_count; i++) {
        sqlite3_value *value = NULL;
        sqlite3_preupdate_old(handle, i, &value);
        cx_buf_putc(&journal->row, i ? ',' : '[');
        put_value(&journal->row, value);
    }
    cx_buf_putc(&journal->row, ']');
    keep(journal, table, cx_buf_str(&journal->row));
}

static void id_goes(struct cx_journal *journal, struct noted *table, sqlite3 *handle, int64_t id)
{
    if (cx_idset_remove(table->added, id) || !cx_idset_add(table->before, id))
        return;
    cx_buf_clear(&journal->key);
    cx_buf_printf(&journal->key, "[%lld]", (long long)id);
    keep_before(journal, table, handle);
}

static void note_id(struct cx_journal *journal, struct noted *table, sqlite3 *handle, int op,
                    int64_t from, int64_t to)
{
    if (op == SQLITE_UPDATE && from == to && cx_idset_has(table->added, to))
        return;
    if (op != SQLITE_INSERT)
        id_goes(journal, table, handle, from);
    if (op == SQLITE_INSERT || from != to) {
        if (!cx_idset_has(table->before, to))
            cx_idset_add(table->added, to);
    }
}

/* Notes a key once: what comes after it changes nothing of what was before the import. */
static bool is_first(struct cx_journal *journal, struct noted *table)
{
    int64_t hash = (int64_t)cx_map_hash(journal->key.data, journal->key.len, 0);
    return cx_map_put(table->seen, hash, 1);
}

static void note_key(struct cx_journal *journal, struct noted *table, sqlite3 *handle, int op)
{
    if (op != SQLITE_INSERT) {
        put_key(&journal->key, table, handle, sqlite3_preupdate_old);
        if (is_first(journal, table))
            keep_before(journal, table, handle);
    }
    if (op != SQLITE_DELETE) {
        put_key(&journal->key, table, handle, sqlite3_preupdate_new);
        if (is_first(journal, table))
            keep(journal, table, "");
    }
}

void journal_note(struct cx_journal *journal, sqlite3 *handle, int op, const char *name,
                  int64_t from, int64_t to)
{
    struct noted *table = find_table(journal, name);
    if (!table)
        return;
    if (table->was_empty)
        table->is_filled = true;
    else if (table->is_by_id)
        note_id(journal, table, handle, op, from, to);
    else
        note_key(journal, table, handle, op);
}

static int add_table(struct cx_journal *journal, const char *name, bool is_by_id,
                     struct cx_err *err)
{
    struct cx_buf sql = {0};
    CX_GROW(journal->tables, journal->count, journal->cap);
    struct noted *table = &journal->tables[journal->count++];
    *table = (struct noted){.name = cx_strdup(name),
                            .is_by_id = is_by_id,
                            .added = cx_idset_new(),
                            .before = cx_idset_new(),
                            .seen = cx_map_new()};
    cx_buf_printf(&sql, "SELECT 1 FROM main.\"%s\"", name);
    int rc = cx_db_has_row(journal->db, cx_buf_str(&sql), NULL, err);
    table->was_empty = rc == 0;
    cx_buf_fini(&sql);
    return rc < 0 ? rc : 0;
}

static void add_column(struct noted *table, int64_t key)
{
    if (key > 0 && key <= COLUMNS_MAX) {
        table->keys[key - 1] = table->column_count;
        table->key_count++;
    }
    table->column_count++;
}

static int find_tables(struct cx_journal *journal, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, journal->db, SQL_noted_columns, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        const char *name = cx_stmt_text(stmt, 0);
        rc = 0;
        if (journal->count == 0 || strcmp(journal->tables[journal->count - 1].name, name) != 0)
            rc = add_table(journal, name, cx_stmt_int(stmt, 1) == 0, err);
        add_column(&journal->tables[journal->count - 1], cx_stmt_int(stmt, 2));
    }
    cx_stmt_free(stmt);
    return rc;
}

int cx_journal_begin(struct cx_journal **out, struct cx_db *db, struct cx_err *err)
{
    struct cx_journal *journal = cx_alloc(sizeof *journal);
    *journal = (struct cx_journal){.db = db};
    int rc = cx_db_get_int(&journal->seq, db, SQL_next_seq, NULL, err);
    if (rc == 0)
        rc = find_tables(journal, err);
    if (rc == 0)
        rc = cx_stmt_new(&journal->put, db, SQL_put_row, err);
    if (rc < 0) {
        cx_journal_free(journal);
        return rc;
    }
    CX_INVARIANT(db->trail, "what changes rows has not opened the database for reading");
    db->trail->journal = journal;
    *out = journal;
    return 0;
}

void cx_journal_free(struct cx_journal *journal)
{
    if (!journal)
        return;
    journal->db->trail->journal = NULL;
    for (size_t i = 0; i < journal->count; i++) {
        free(journal->tables[i].name);
        cx_idset_free(journal->tables[i].added);
        cx_idset_free(journal->tables[i].before);
        cx_map_free(journal->tables[i].seen);
    }
    free(journal->tables);
    cx_stmt_free(journal->put);
    cx_buf_fini(&journal->key);
    cx_buf_fini(&journal->row);
    cx_buf_fini(&journal->records);
    free(journal);
}

static int put_records(struct cx_journal *journal, struct cx_err *err)
{
    int rc = 0;
    for (size_t at = 0; rc == 0 && at < journal->records.len;) {
        const char *record = journal->records.data + at;
        uint16_t number;
        memcpy(&number, record, sizeof number);
        const char *key = record + sizeof number, *row = key + strlen(key) + 1;
        at += (size_t)(row + strlen(row) + 1 - record);
        cx_stmt_bind_int(journal->put, 1, journal->seq);
        cx_stmt_bind_text(journal->put, 2, journal->tables[number].name);
        cx_stmt_bind_text(journal->put, 3, key);
        cx_stmt_bind_text(journal->put, 4, *row ? row : NULL);
        rc = cx_stmt_run(journal->put, err);
    }
    cx_buf_clear(&journal->records);
    return rc;
}

int cx_journal_flush(struct cx_journal *journal, struct cx_err *err)
{
    return journal->records.len < FLUSH_BYTES ? 0 : put_records(journal, err);
}

int cx_journal_settle(struct cx_journal *journal, const char *table, struct cx_err *err)
{
    char *sql = NULL;
    int rc = put_records(journal, err);
    if (rc == 0)
        rc = cx_db_get_text(&sql, journal->db, SQL_write_forget_same, table, err);
    if (rc == 0 && sql)
        rc = cx_db_exec_int(journal->db, sql, journal->seq, err);
    free(sql);
    return rc;
}

static int put_added(struct cx_journal *journal, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    struct cx_buf ids = {0};
    int rc = cx_stmt_new(&stmt, journal->db, SQL_put_added, err);
    for (size_t i = 0; rc == 0 && i < journal->count; i++) {
        const struct noted *table = &journal->tables[i];
        if (!table->is_filled && cx_idset_count(table->added) == 0)
            continue;
        cx_buf_clear(&ids);
        cx_stmt_bind_int(stmt, 1, journal->seq);
        cx_stmt_bind_text(stmt, 2, table->name);
        cx_stmt_bind_null(stmt, 3);
        if (!table->is_filled) {
            cx_idset_settle(table->added);
            cx_idset_write(table->added, &ids);
            cx_stmt_bind_blob(stmt, 3, ids.data, ids.len);
        }
        rc = cx_stmt_run(stmt, err);
    }
    cx_stmt_free(stmt);
    cx_buf_fini(&ids);
    return rc;
}

int cx_journal_forget(struct cx_db *db, int64_t seq, struct cx_err *err)
{
    static const char *const all[] = {SQL_forget_rows, SQL_forget_added, SQL_forget_import};
    int rc = 0;
    for (int i = 0; rc == 0 && i < 3; i++)
        rc = cx_db_exec_int(db, all[i], seq, err);
    return rc;
}

/* All but the last imports go, the oldest first. */
static int prune(struct cx_db *db, int64_t kept, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, SQL_old_imports, err);
    if (rc == 0)
        cx_stmt_bind_int(stmt, 1, kept);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1)
        rc = cx_journal_forget(db, cx_stmt_int(stmt, 0), err);
    cx_stmt_free(stmt);
    return rc;
}

int cx_journal_end(struct cx_journal *journal, int64_t kept, struct cx_err *err)
{
    journal->db->trail->journal = NULL;
    int rc = put_records(journal, err);
    if (rc == 0)
        rc = put_added(journal, err);
    if (rc == 0)
        rc = cx_db_exec_int(journal->db, SQL_put_import, journal->seq, err);
    return rc < 0 ? rc : prune(journal->db, kept, err);
}
