/* Whether seals and audit log are as they were written. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "seal/seal.sql.h"
#include "seal/sealed.h"
#include "store/audit.h"

static int check_entry(struct cx_db *db, const struct chain *chain, size_t at, struct cx_err *err)
{
    const struct cx_seal *entry = &chain->list[at];
    char hex[CX_HASH_TEXT];
    int rc = chain_hash(hex, db, entry, err);
    if (rc < 0)
        return rc;
    if (entry->seq != (int64_t)at + 1 ||
        strcmp(entry->before, at > 0 ? chain->list[at - 1].hash : "") != 0)
        return cx_err_set(err, CX_EDATA,
                          "seal %lld (%s %s): does not follow the one before it: one is "
                          "gone or was changed",
                          (long long)entry->seq, entry->action, entry->period);
    if (strcmp(hex, entry->hash) != 0)
        return cx_err_set(err, CX_EDATA,
                          "seal %lld (%s %s): was changed: its hash is not that of its "
                          "texts",
                          (long long)entry->seq, entry->action, entry->period);
    return 0;
}

static int check_strays(struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, SQL_stray_texts, err);
    if (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1)
        rc = cx_err_set(err, CX_EDATA, "seal %lld: is gone, but its text \"%s\" is there",
                        (long long)cx_stmt_int(stmt, 0), cx_stmt_text(stmt, 1));
    cx_stmt_free(stmt);
    return rc;
}

/* The audit log names each entry with its hash, in order, and no other. */
static int check_audit(struct cx_db *db, const struct chain *chain, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    struct cx_buf wanted = {0};
    size_t at = 0;
    int rc = cx_stmt_new(&stmt, db, SQL_audit_seals, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        const char *said = cx_stmt_text(stmt, 0);
        rc = 0;
        cx_buf_clear(&wanted);
        if (at < chain->count)
            chain_audit(&wanted, &chain->list[at]);
        if (strcmp(said, cx_buf_str(&wanted)) != 0)
            rc = cx_err_set(err, CX_EDATA, "the audit log knows \"%.*s\", which is gone or another",
                            (int)strcspn(said, "\n"), said);
        at++;
    }
    if (rc == 0 && at < chain->count)
        rc = cx_err_set(err, CX_EDATA, "seal %lld (%s %s): the audit log knows nothing of it",
                        (long long)chain->list[at].seq, chain->list[at].action,
                        chain->list[at].period);
    cx_stmt_free(stmt);
    cx_buf_fini(&wanted);
    return rc;
}

/* The row of the audit log that was its last when a period was sealed is still that row. */
static int check_input(struct cx_db *db, const struct cx_seal *entry, const struct reading *reading,
                       struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    const char *seq = reading_cell(reading, reading_column(reading, "rows"));
    const char *hash = reading_cell(reading, reading_column(reading, "hash"));
    int rc = cx_stmt_new(&stmt, db, SQL_audit_hash, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_text(stmt, 1, seq);
    rc = cx_stmt_step(stmt, err);
    if (rc >= 0 && (rc == 0 || strcmp(cx_stmt_text(stmt, 0), hash) != 0))
        rc = cx_err_set(err, CX_EDATA,
                        "seal %lld (%s %s): row %s of the audit log is not the one that it "
                        "was sealed on",
                        (long long)entry->seq, entry->action, entry->period, seq);
    cx_stmt_free(stmt);
    return rc < 0 ? rc : 0;
}

static int check_inputs(struct cx_db *db, struct cx_seal *entry, struct cx_err *err)
{
    struct reading reading = {.fd = -1};
    struct cx_buf text = {0};
    if (strcmp(entry->action, "close") != 0)
        return 0;
    int rc = text_get(&text, db, entry, TEXT_INPUTS, err);
    if (rc == 0)
        rc = reading_open(&reading, &text, "inputs that are sealed", err);
    while (rc == 0 && (rc = reading_next(&reading, err)) == 1) {
        bool is_audit = strcmp(reading_cell(&reading, 0), "audit") == 0;
        rc = is_audit ? check_input(db, entry, &reading, err) : 0;
    }
    reading_close(&reading);
    cx_buf_fini(&text);
    return rc;
}

static int verify(struct chain *chain, struct cx_db *db, struct cx_err *err)
{
    int64_t rows;
    int rc = cx_db_verify(db, err);
    if (rc == 0)
        rc = cx_audit_verify(db, &rows, err);
    if (rc == 0)
        rc = chain_load(chain, db, err);
    for (size_t i = 0; rc == 0 && i < chain->count; i++)
        rc = check_entry(db, chain, i, err);
    if (rc == 0)
        rc = check_strays(db, err);
    if (rc == 0)
        rc = check_audit(db, chain, err);
    for (size_t i = 0; rc == 0 && i < chain->count; i++)
        rc = check_inputs(db, &chain->list[i], err);
    return rc < 0 ? rc : cx_db_verify_references(db, err);
}

int cx_bonus_verify(struct cx_seal **seals, size_t *count, struct cx_db *db, struct cx_err *err)
{
    struct chain chain = {0};
    int rc = verify(&chain, db, err);
    *seals = chain.list;
    *count = chain.count;
    return rc;
}
