/* What somebody does who may write the file and knows how cx guards it: forge DB SQL. Runs the SQL
 * with all triggers away, then makes everything fit again: the sums of rows, the hashes of the
 * audit log and of the seals, the triggers. Nothing in the database tells of it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "seal/sealed.h"
#include "store/trail.h"

static struct cx_db *db;
static struct cx_err err;

static void must(int rc)
{
    if (rc >= 0)
        return;
    fprintf(stderr, "forge: %s\n", err.text);
    exit(1);
}

static void run(const char *sql)
{
    must(cx_db_exec(db, sql, &err));
}

/* Runs the statements that a query makes. */
static char *made_by(const char *sql)
{
    struct cx_stmt *stmt = NULL;
    struct cx_buf text = {0};
    must(cx_stmt_new(&stmt, db, sql, &err));
    int rc;
    while ((rc = cx_stmt_step(stmt, &err)) == 1)
        cx_buf_printf(&text, "%s;\n", cx_stmt_text(stmt, 0));
    must(rc);
    cx_stmt_free(stmt);
    cx_buf_puts(&text, "");
    return text.data ? text.data : cx_strdup("");
}

static void replace(const char *table, const char *column, const char *old, const char *new)
{
    struct cx_buf sql = {0};
    cx_buf_printf(&sql, "UPDATE %s SET %s = replace(%s, '%s', '%s') WHERE instr(%s, '%s')", table,
                  column, column, old, new, column, old);
    run(cx_buf_str(&sql));
    cx_buf_fini(&sql);
}

/* The log and row_sums say of a table what it has now. */
static void resum(const struct trail_table *table)
{
    struct rowsum kept, there;
    struct cx_buf old = {0}, new = {0}, sql = {0};
    char text[ROWSUM_TEXT];
    must(trail_kept(&kept, db, table->name, &err));
    must(trail_add_up(&there, db, table, &err));
    if (!rowsum_same(&kept, &there)) {
        cx_buf_printf(&old, "%s %lld %s\n", table->name, (long long)kept.rows,
                      rowsum_format(text, &kept));
        cx_buf_printf(&new, "%s %lld %s\n", table->name, (long long)there.rows,
                      rowsum_format(text, &there));
        replace("audit", "sums", cx_buf_str(&old), cx_buf_str(&new));
        cx_buf_printf(&sql, "INSERT OR REPLACE INTO row_sums VALUES ('%s', %lld, '%s')",
                      table->name, (long long)there.rows, text);
        run(cx_buf_str(&sql));
    }
    cx_buf_fini(&old);
    cx_buf_fini(&new);
    cx_buf_fini(&sql);
}

/* A seal's hash, and what the log says of it. */
static void reseal(int64_t seq)
{
    struct chain chain;
    char hex[CX_HASH_TEXT], sql[512];
    must(chain_load(&chain, db, &err));
    struct cx_seal *seal = &chain.list[seq - 1];
    snprintf(seal->before, sizeof seal->before, "%s", seq > 1 ? chain.list[seq - 2].hash : "");
    must(chain_hash(hex, db, seal, &err));
    replace("audit", "files", seal->hash, hex);
    snprintf(sql, sizeof sql, "UPDATE seals SET before = '%s', hash = '%s' WHERE seq = %lld",
             seal->before, hex, (long long)seq);
    run(sql);
    chain_fini(&chain);
}

static void rehash(int64_t seq)
{
    struct cx_stmt *stmt = NULL;
    struct cx_hash hash;
    char sql[512], old[CX_HASH_TEXT], hex[CX_HASH_TEXT];
    snprintf(
        sql, sizeof sql,
        "UPDATE audit SET before = coalesce((SELECT hash FROM audit WHERE seq = %lld - 1), '') "
        "WHERE seq = %lld",
        (long long)seq, (long long)seq);
    run(sql);
    must(cx_stmt_new(
        &stmt, db,
        "SELECT seq, at, user, program, version, arguments, files, before, clock, sums, "
        "hash FROM audit WHERE seq = ?1",
        &err));
    cx_stmt_bind_int(stmt, 1, seq);
    must(cx_stmt_step(stmt, &err));
    cx_hash_init(&hash);
    for (int i = 0; i < 10; i++)
        cx_hash_add(&hash, cx_stmt_text(stmt, i), strlen(cx_stmt_text(stmt, i)) + 1);
    snprintf(old, sizeof old, "%s", cx_stmt_text(stmt, 10));
    cx_hash_end(&hash, hex);
    cx_stmt_free(stmt);
    replace("audit", "hash", old, hex);
    replace("seal_texts", "text", old, hex); /* what a seal was computed from */
}

int main(int argc, char **argv)
{
    int64_t rows = 0, seal = 0;
    if (argc != 3) {
        fprintf(stderr, "Usage: forge DB SQL\n");
        return 2;
    }
    must(cx_db_open(&db, argv[1], CX_DB_WRITE, &err));
    char *guards = made_by("SELECT sql FROM sqlite_schema WHERE type = 'trigger'");
    char *away =
        made_by("SELECT 'DROP TRIGGER ' || name FROM sqlite_schema WHERE type = 'trigger'");
    run("PRAGMA foreign_keys = OFF");
    run(away);
    run(argv[2]);
    for (size_t i = 0; i < db->trail->count; i++)
        resum(&db->trail->tables[i]);
    must(cx_db_get_int(&rows, db, "SELECT max(seq) FROM audit", NULL, &err));
    for (int64_t seq = 1; seq <= rows; seq++) {
        char of[128];
        int64_t is_seal = 0;
        snprintf(of, sizeof of, "SELECT files LIKE 'seal %%' FROM audit WHERE seq = %lld",
                 (long long)seq);
        must(cx_db_get_int(&is_seal, db, of, NULL, &err));
        if (is_seal)
            reseal(++seal);
        rehash(seq);
    }
    run(guards);
    free(guards);
    free(away);
    cx_db_close(db);
    return 0;
}
