#include "store/audit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/caller.h"
#include "base/hash.h"
#include "store/trail.h"

/* What a row's hash covers: seq at user program version arguments files before, and unless it is of
 * a cx that did not write them, clock sums. */
enum { BEFORE = 7, COLUMNS_OLD, COLUMNS = 10 };

/* The person, and where sudo ran the program for them, the account that it runs as. */
static void user_name(char *name, size_t size)
{
    char account[64], person[64];
    uid_t uid;
    cx_caller_name(account, sizeof account, getuid());
    if (cx_caller_uid(&uid)) {
        cx_caller_name(person, sizeof person, uid);
        snprintf(name, size, "%s (as %s)", person, account);
    } else {
        snprintf(name, size, "%s", account);
    }
}

/* The hash of a row is that of its columns as text, each ended by a NUL. */
static void hash_row(char hex[CX_HASH_TEXT], const char *const *columns, int count)
{
    struct cx_hash hash;
    cx_hash_init(&hash);
    for (int i = 0; i < count; i++)
        cx_hash_add(&hash, columns[i], strlen(columns[i]) + 1);
    cx_hash_end(&hash, hex);
}

/* The last row. */
struct last {
    char seq[24]; /* the next row's */
    char hash[CX_HASH_TEXT];
    bool has_sums;
};

static int find_last(struct last *last, struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    *last = (struct last){.seq = "1"};
    int rc = cx_stmt_new(&stmt, db,
                         "SELECT seq + 1, hash, sums FROM audit ORDER BY seq DESC LIMIT 1", err);
    if (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        const char *next = cx_stmt_text(stmt, 0), *hash = cx_stmt_text(stmt, 1);
        rc = 0;
        if (next && hash && strlen(hash) < sizeof last->hash) {
            snprintf(last->seq, sizeof last->seq, "%s", next);
            snprintf(last->hash, sizeof last->hash, "%s", hash);
            last->has_sums = !cx_stmt_is_null(stmt, 2);
        } else {
            rc = cx_err_set(err, CX_EWORLD,
                            "the audit log's last row is damaged: cx-bonus --verify says more");
        }
    }
    cx_stmt_free(stmt);
    return rc;
}

static int insert(struct cx_db *db, const char *const columns[COLUMNS], struct cx_err *err)
{
    static const char sql[] =
        "INSERT INTO audit (seq, at, user, program, version, arguments, files, before, clock, "
        "sums, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    struct cx_stmt *stmt = NULL;
    char hex[CX_HASH_TEXT];
    int rc = cx_stmt_new(&stmt, db, sql, err);
    if (rc < 0)
        return rc;
    hash_row(hex, columns, COLUMNS);
    for (int i = 0; i < COLUMNS; i++)
        cx_stmt_bind_text(stmt, i + 1, columns[i]);
    cx_stmt_bind_text(stmt, COLUMNS + 1, hex);
    rc = cx_stmt_run(stmt, err);
    cx_stmt_free(stmt);
    return rc;
}

int cx_audit_add(struct cx_db *db, const struct cx_audit *audit, struct cx_err *err)
{
    struct cx_buf sums = {0};
    struct last last;
    char at[24], clock[24], user[160];
    int rc = find_last(&last, db, err);
    if (rc == 0)
        rc = trail_tell(&sums, db, !last.has_sums, err);
    snprintf(at, sizeof at, "%lld", (long long)audit->at);
    snprintf(clock, sizeof clock, "%lld", (long long)cx_time_clock());
    user_name(user, sizeof user);
    const char *columns[COLUMNS] = {
        last.seq,         at,           user,      audit->program, CX_VERSION,
        audit->arguments, audit->files, last.hash, clock,          cx_buf_str(&sums)};
    if (rc == 0)
        rc = insert(db, columns, err);
    cx_buf_fini(&sums);
    return rc;
}

/* A row of the log that a statement is at. */
static int check_row(struct cx_db *db, struct cx_stmt *stmt, int64_t seq, char before[CX_HASH_TEXT],
                     struct trail_told *told, struct cx_err *err)
{
    const char *columns[COLUMNS], *kept = cx_stmt_text(stmt, COLUMNS);
    char hex[CX_HASH_TEXT];
    bool is_whole = !cx_stmt_has_nul(stmt, COLUMNS);
    for (int i = 0; i < COLUMNS; i++) {
        columns[i] = cx_stmt_text(stmt, i) ? cx_stmt_text(stmt, i) : "";
        is_whole = is_whole && !cx_stmt_has_nul(stmt, i);
    }
    bool has_sums = !cx_stmt_is_null(stmt, COLUMNS - 1);
    hash_row(hex, columns, has_sums ? COLUMNS : COLUMNS_OLD);
    if (!is_whole || cx_stmt_int(stmt, 0) != seq || strcmp(columns[BEFORE], before) != 0 || !kept ||
        strcmp(kept, hex) != 0 || (told->is_any && !has_sums) ||
        !trail_told_take(told, db, columns[COLUMNS - 1]))
        return cx_err_set(err, CX_EDATA, "audit row %lld was changed or one before it is gone",
                          (long long)seq);
    memcpy(before, hex, CX_HASH_TEXT);
    return 0;
}

int cx_audit_verify(struct cx_db *db, int64_t *count, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    struct trail_told told;
    char before[CX_HASH_TEXT] = "";
    *count = 0;
    trail_told_init(&told, db);
    int rc = cx_stmt_new(&stmt, db,
                         "SELECT seq, at, user, program, version, arguments, files, before, clock, "
                         "sums, hash FROM audit ORDER BY seq",
                         err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1)
        rc = check_row(db, stmt, ++*count, before, &told, err);
    cx_stmt_free(stmt);
    if (rc == 0)
        rc = trail_verify(db, &told, err);
    trail_told_fini(&told);
    return rc;
}
