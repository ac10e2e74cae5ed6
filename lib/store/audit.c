#include "store/audit.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"

#define COLUMNS                                                                                    \
    8 /* seq at user program version arguments files before: what a row's hash covers              \
       */

static void user_name(char *name, size_t size)
{
    const struct passwd *entry = getpwuid(getuid());
    if (entry)
        snprintf(name, size, "%s", entry->pw_name);
    else
        snprintf(name, size, "uid %ld", (long)getuid());
}

/* The hash of a row is that of its columns as text, each ended by a NUL. */
static void hash_row(char hex[CX_HASH_TEXT], const char *const columns[COLUMNS])
{
    struct cx_hash hash;
    cx_hash_init(&hash);
    for (int i = 0; i < COLUMNS; i++)
        cx_hash_add(&hash, columns[i], strlen(columns[i]) + 1);
    cx_hash_end(&hash, hex);
}

int cx_audit_add(struct cx_db *db, const struct cx_audit *audit, struct cx_err *err)
{
    struct cx_stmt *last = NULL, *insert = NULL;
    char seq[24] = "1", at[24], user[128], before[CX_HASH_TEXT] = "", hex[CX_HASH_TEXT];
    int rc =
        cx_stmt_new(&last, db, "SELECT seq + 1, hash FROM audit ORDER BY seq DESC LIMIT 1", err);
    if (rc == 0 && (rc = cx_stmt_step(last, err)) == 1) {
        const char *next = cx_stmt_text(last, 0), *hash = cx_stmt_text(last, 1);
        if (next && hash && strlen(hash) < sizeof before) {
            snprintf(seq, sizeof seq, "%s", next);
            snprintf(before, sizeof before, "%s", hash);
        } else {
            rc = cx_err_set(err, CX_EWORLD,
                            "the audit log's last row is damaged: cx-bonus --verify says more");
        }
    }
    if (rc >= 0)
        rc = cx_stmt_new(&insert, db, "INSERT INTO audit VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9)", err);
    if (rc < 0)
        goto done;
    snprintf(at, sizeof at, "%lld", (long long)audit->at);
    user_name(user, sizeof user);
    const char *columns[COLUMNS] = {
        seq, at, user, audit->program, CX_VERSION, audit->arguments, audit->files, before};
    hash_row(hex, columns);
    for (int i = 0; i < COLUMNS; i++)
        cx_stmt_bind_text(insert, i + 1, columns[i]);
    cx_stmt_bind_text(insert, COLUMNS + 1, hex);
    rc = cx_stmt_run(insert, err);
done:
    cx_stmt_free(last);
    cx_stmt_free(insert);
    return rc;
}

int cx_audit_verify(struct cx_db *db, int64_t *count, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    char before[CX_HASH_TEXT] = "", hex[CX_HASH_TEXT];
    *count = 0;
    int rc = cx_stmt_new(&stmt, db,
                         "SELECT seq, at, user, program, version, arguments, files, before, hash "
                         "FROM audit ORDER BY seq",
                         err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        const char *columns[COLUMNS];
        for (int i = 0; i < COLUMNS; i++)
            columns[i] = cx_stmt_text(stmt, i) ? cx_stmt_text(stmt, i) : "";
        const char *kept = cx_stmt_text(stmt, COLUMNS);
        hash_row(hex, columns);
        ++*count;
        rc = 0;
        if (cx_stmt_int(stmt, 0) != *count || strcmp(columns[7], before) != 0 || !kept ||
            strcmp(kept, hex) != 0)
            rc = cx_err_set(err, CX_EDATA, "audit row %lld was changed or one before it is gone",
                            (long long)*count);
        snprintf(before, sizeof before, "%s", hex);
    }
    cx_stmt_free(stmt);
    return rc;
}
