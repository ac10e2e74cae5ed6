#include "store/trail.h"

#include <stdlib.h>
#include <string.h>

#include "base/invariant.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/varint.h"

/* Chains of their own cover the first three (audit.c, seal/chain.c). */
static const char *const not_noted[] = {"audit", "seals", "seal_texts", "row_sums", NULL};
/* What can be made again. */
static const char *const not_told[] = {
    "kept_facts",     "day_sums",       "period_sums",      "fresh_payments",
    "fresh_accounts", "fresh_contacts", "contact_accounts", NULL};

static bool is_among(const char *const *names, const char *name)
{
    while (*names && strcmp(*names, name) != 0)
        names++;
    return *names != NULL;
}

/* Its type, and the value: numbers near 0, and texts that are short, take few bytes. */
static void put(struct cx_buf *bytes, int type, int64_t number, const void *text, size_t n)
{
    enum { HEAD_MAX = 1 + CX_VARINT_MAX };
    unsigned char *const start = (unsigned char *)cx_buf_room(bytes, HEAD_MAX + n), *to = start;
    *to++ = (unsigned char)type;
    if (type != SQLITE_NULL)
        to = cx_varint_put(to, type == SQLITE_INTEGER ? cx_zigzag(number) : n);
    if (n > 0)
        memcpy(to, text, n);
    to[n] = '\0';
    bytes->len += (size_t)(to - start) + n;
}

static void put_value(struct cx_buf *bytes, sqlite3_value *value)
{
    int type = sqlite3_value_type(value);
    if (type == SQLITE_INTEGER || type == SQLITE_NULL) {
        put(bytes, type, sqlite3_value_int64(value), NULL, 0);
        return;
    }
    const void *text = type == SQLITE_BLOB ? sqlite3_value_blob(value) : sqlite3_value_text(value);
    put(bytes, type, 0, text, (size_t)sqlite3_value_bytes(value));
}

/* The same of a row that is fed; not of NULL. */
static void put_fed(struct cx_buf *bytes, const struct cx_value *value)
{
    bool is_text = value->type == CX_VALUE_TEXT;
    put(bytes, is_text ? SQLITE_TEXT : SQLITE_INTEGER, value->i, value->s,
        is_text ? strlen(value->s) : 0);
}

int64_t trail_key(const struct trail_table *table, sqlite3_value *const *values,
                  struct cx_buf *scratch)
{
    if (table->is_id)
        return sqlite3_value_int64(values[table->keys[0]]);
    cx_buf_clear(scratch);
    for (int i = 0; i < table->key_count; i++)
        put_value(scratch, values[table->keys[i]]);
    return (int64_t)(cx_map_hash(scratch->data, scratch->len, 0) >> 4);
}

void trail_row(struct rowsum *sum, const struct trail_table *table, sqlite3_value *const *values,
               bool is_minus, struct cx_buf *scratch)
{
    int64_t key = trail_key(table, values, scratch);
    size_t end = 0; /* nulls at the end count for nothing: a later cx may add a column */
    cx_buf_clear(scratch);
    for (int i = 0; i < table->columns; i++) {
        put_value(scratch, values[i]);
        if (sqlite3_value_type(values[i]) != SQLITE_NULL)
            end = scratch->len;
    }
    rowsum_row(sum, scratch->data, end, key, is_minus);
}

static struct trail_table *find(struct trail *trail, const char *name)
{
    for (size_t i = 0; i < trail->count; i++) {
        size_t at = (trail->last + i) % trail->count;
        if (strcmp(trail->tables[at].name, name) == 0) {
            trail->last = at;
            return &trail->tables[at];
        }
    }
    return NULL;
}

static void note_side(struct trail *trail, struct trail_table *table, sqlite3 *handle, bool is_old)
{
    sqlite3_value *values[TRAIL_COLUMNS];
    int rc = SQLITE_OK;
    for (int i = 0; rc == SQLITE_OK && i < table->columns; i++)
        rc = (is_old ? sqlite3_preupdate_old : sqlite3_preupdate_new)(handle, i, &values[i]);
    if (rc == SQLITE_OK)
        trail_row(&table->change, table, values, is_old, &trail->bytes);
    else /* out of memory: no sum is right any more, and the transaction must not be committed */
        trail->is_lost = true;
}

/* The hash of a row that is fed. */
static bool hash_fed(struct cx_row_hash *hash, const struct trail_feed *feed, struct cx_buf *bytes,
                     struct cx_value (*value)(void *context, int column), void *context)
{
    size_t nulls = 0; /* not put yet: at the end they count for nothing */
    cx_buf_clear(bytes);
    for (int i = 0; i < feed->table->columns; i++) {
        const struct cx_value one = value(context, feed->columns[i]);
        if (one.type == CX_VALUE_REAL) /* which a table of whole numbers takes as one of these */
            return false;
        if (one.type == CX_VALUE_NULL) {
            nulls++;
            continue;
        }
        for (; nulls > 0; nulls--)
            put(bytes, SQLITE_NULL, 0, NULL, 0);
        put_fed(bytes, &one);
    }
    rowsum_hash(hash->lanes, bytes->data, bytes->len);
    return true;
}

/* A new row that is the one at which its source stands: SQLite need not be asked for its columns,
 * which takes longer than all else here. False: it is another. */
static bool note_fed(struct trail *trail, struct trail_table *table, int64_t id)
{
    const struct trail_feed *feed = &trail->feed;
    const struct cx_rows *rows = feed->rows;
    struct cx_row_hash own;
    if (feed->table != table)
        return false;
    const struct cx_value key = rows->value(rows->context, feed->columns[table->keys[0]]);
    if (key.type != CX_VALUE_INT || key.i != id)
        return false;
    const struct cx_row_hash *hash = rows->hash ? rows->hash(rows->context) : NULL;
    if (!hash && !hash_fed(&own, feed, &trail->bytes, rows->value, rows->context))
        return false;
    rowsum_put(&table->change, hash ? hash->lanes : own.lanes, id, false);
    return true;
}

static void note(void *context, sqlite3 *handle, int operation, const char *schema,
                 const char *name, sqlite3_int64 before, sqlite3_int64 after)
{
    struct trail *trail = context;
    bool is_main = strcmp(schema, "main") == 0;
    struct trail_table *table = is_main ? find(trail, name) : NULL;
    if (is_main && trail->journal)
        journal_note(trail->journal, handle, operation, name, before, after);
    trail->is_told = trail->is_told || (table && table->is_told);
    if (table && operation != SQLITE_INSERT)
        note_side(trail, table, handle, true);
    if (table && operation == SQLITE_INSERT && note_fed(trail, table, after))
        return;
    if (table && operation != SQLITE_DELETE)
        note_side(trail, table, handle, false);
}

static void add_column(struct trail *trail, struct cx_stmt *stmt)
{
    const char *name = cx_stmt_text(stmt, 0), *column = cx_stmt_text(stmt, 1);
    struct trail_table *table = trail->count > 0 ? &trail->tables[trail->count - 1] : NULL;
    int64_t key = cx_stmt_int(stmt, 3);
    if (!table || strcmp(table->name, name) != 0) {
        CX_GROW(trail->tables, trail->count, trail->cap);
        table = &trail->tables[trail->count++];
        *table =
            (struct trail_table){.name = cx_strdup(name), .is_told = !is_among(not_told, name)};
    }
    CX_INVARIANT(table->columns < TRAIL_COLUMNS, "tables have fewer columns than a trail notes");
    if (key > 0) {
        size_t n = strlen(column);
        bool is_id = n > 3 && strcmp(column + n - 3, "_id") == 0;
        bool is_number = strcmp(cx_stmt_text(stmt, 2), "INTEGER") == 0;
        table->keys[key - 1] = table->columns;
        table->key_count++;
        if (key == 1)
            table->is_id = is_number && (is_id || cx_stmt_int(stmt, 4) == 1);
    }
    table->columns++;
}

static int list_tables(struct trail *trail, struct cx_db *db, struct cx_err *err)
{
    static const char sql[] =
        "SELECT t.name, c.name, c.type, c.pk, max(c.pk) OVER (PARTITION BY "
        "t.name) FROM main.sqlite_schema t, pragma_table_info(t.name, 'main') c "
        "WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
        "ORDER BY t.name, c.cid";
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, sql, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        if (!is_among(not_noted, cx_stmt_text(stmt, 0)))
            add_column(trail, stmt);
        rc = 0;
    }
    cx_stmt_free(stmt);
    return rc;
}

int trail_begin(struct cx_db *db, struct cx_err *err)
{
    db->trail = cx_alloc(sizeof *db->trail);
    int rc = list_tables(db->trail, db, err);
    sqlite3_preupdate_hook(db->handle, note, db->trail);
    return rc;
}

void trail_end(struct trail *trail)
{
    if (!trail)
        return;
    for (size_t i = 0; i < trail->count; i++)
        free(trail->tables[i].name);
    free(trail->tables);
    cx_buf_fini(&trail->bytes);
    free(trail);
}

void trail_forget(struct trail *trail)
{
    for (size_t i = 0; trail && i < trail->count; i++)
        trail->tables[i].change = (struct rowsum){0};
    if (trail)
        trail->is_lost = trail->is_told = false;
}

/* Where a name is among others; false: nowhere. */
static bool find_column(int *at, const char *name, const char *const *names, size_t count)
{
    size_t i = 0;
    while (i < count && strcmp(names[i], name) != 0)
        i++;
    *at = (int)i;
    return i < count;
}

/* Finds the table's columns among those of a source; feed->table is NULL if that can't be. */
static int find_columns(struct trail_feed *feed, struct cx_db *db, const char *table,
                        const char *const *columns, size_t count, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    *feed = (struct trail_feed){.table = db->trail ? find(db->trail, table) : NULL};
    bool is_fit = feed->table && feed->table->is_id && feed->table->key_count == 1;
    int n = 0, rc = cx_stmt_new(&stmt, db, "SELECT name FROM pragma_table_info(?1, 'main')", err);
    if (rc == 0)
        cx_stmt_bind_text(stmt, 1, table);
    for (; rc == 0 && is_fit && (rc = cx_stmt_step(stmt, err)) == 1; rc = 0)
        is_fit = find_column(&feed->columns[n++], cx_stmt_text(stmt, 0), columns, count);
    cx_stmt_free(stmt);
    if (rc < 0 || !is_fit)
        feed->table = NULL;
    return rc;
}

int cx_db_fed(struct cx_db *db, const char *table, const char *const *columns, size_t count,
              const struct cx_rows *rows, struct cx_err *err)
{
    struct trail_feed feed;
    int rc = find_columns(&feed, db, table, columns, count, err);
    feed.rows = rows;
    if (db->trail)
        db->trail->feed = feed;
    return rc;
}

struct cx_hasher {
    struct trail_feed feed;
    struct cx_buf bytes;
};

int cx_hasher_new(struct cx_hasher **out, struct cx_db *db, const char *table,
                  const char *const *columns, size_t count, struct cx_err *err)
{
    struct trail_feed feed;
    int rc = find_columns(&feed, db, table, columns, count, err);
    *out = NULL;
    if (rc < 0 || !feed.table)
        return rc;
    *out = cx_alloc(sizeof **out);
    (*out)->feed = feed;
    return 0;
}

void cx_hasher_free(struct cx_hasher *hasher)
{
    if (!hasher)
        return;
    cx_buf_fini(&hasher->bytes);
    free(hasher);
}

bool cx_hasher_row(struct cx_hasher *hasher, struct cx_row_hash *hash,
                   struct cx_value (*value)(void *context, int column), void *context)
{
    return hash_fed(hash, &hasher->feed, &hasher->bytes, value, context);
}

int trail_kept(struct rowsum *sum, struct cx_db *db, const char *name, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, "SELECT rows, sums FROM main.row_sums WHERE name = ?1", err);
    *sum = (struct rowsum){0};
    if (rc < 0)
        return rc;
    cx_stmt_bind_text(stmt, 1, name);
    if ((rc = cx_stmt_step(stmt, err)) == 1 &&
        (cx_stmt_has_nul(stmt, 1) ||
         !rowsum_parse(sum, cx_stmt_int(stmt, 0), cx_stmt_text(stmt, 1))))
        rc = cx_err_set(err, CX_EDATA,
                        "row_sums: what it says of %s is damaged: restore the last backup", name);
    cx_stmt_free(stmt);
    return rc < 0 ? rc : 0;
}

int trail_put(struct cx_db *db, const char *name, const struct rowsum *sum, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    char text[ROWSUM_TEXT];
    int rc =
        cx_stmt_new(&stmt, db, "INSERT OR REPLACE INTO main.row_sums VALUES (?1, ?2, ?3)", err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_text(stmt, 1, name);
    cx_stmt_bind_int(stmt, 2, sum->rows);
    cx_stmt_bind_text(stmt, 3, rowsum_format(text, sum));
    rc = cx_stmt_run(stmt, err);
    cx_stmt_free(stmt);
    return rc;
}

/* Brings what was noted of a table into row_sums; *sum is what that says then. */
static int settle(struct rowsum *sum, struct cx_db *db, struct trail_table *table,
                  struct cx_err *err)
{
    int rc = trail_kept(sum, db, table->name, err);
    if (rc < 0 || rowsum_is_none(&table->change))
        return rc;
    rowsum_add(sum, &table->change);
    table->change = (struct rowsum){0};
    return trail_put(db, table->name, sum, err);
}

int trail_tell(struct cx_buf *out, struct cx_db *db, bool all, struct cx_err *err)
{
    char text[ROWSUM_TEXT];
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < db->trail->count; i++) {
        struct trail_table *table = &db->trail->tables[i];
        struct rowsum sum;
        if (!table->is_told || (rowsum_is_none(&table->change) && !all))
            continue;
        rc = settle(&sum, db, table, err);
        if (rc == 0 && !(all && rowsum_is_none(&sum)))
            cx_buf_printf(out, "%s %lld %s\n", table->name, (long long)sum.rows,
                          rowsum_format(text, &sum));
    }
    return rc;
}

int trail_keep(struct cx_db *db, struct cx_err *err)
{
    int rc = db->trail->is_lost ? cx_err_set(err, CX_EWORLD, "out of memory") : 0;
    for (size_t i = 0; rc == 0 && i < db->trail->count; i++) {
        struct trail_table *table = &db->trail->tables[i];
        struct rowsum sum;
        CX_INVARIANT(!table->is_told || rowsum_is_none(&table->change),
                     "what is changed is told in the audit log before it is committed");
        if (!rowsum_is_none(&table->change))
            rc = settle(&sum, db, table, err);
    }
    return rc;
}
