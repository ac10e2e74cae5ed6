/* The chain of seals: entries, each with the hash of its own texts and of the entry before it. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "seal/seal.sql.h"
#include "seal/sealed.h"
#include "store/audit.h"

/* false: it is not what cx wrote, as that fits. */
static bool take(char *out, size_t size, struct cx_stmt *stmt, int column)
{
    int n = snprintf(out, size, "%s", cx_stmt_text(stmt, column));
    return n >= 0 && (size_t)n < size && !cx_stmt_has_nul(stmt, column);
}

/* The entry that a statement is at. */
static int take_entry(struct cx_seal *seal, struct cx_stmt *stmt, struct cx_err *err)
{
    *seal = (struct cx_seal){.seq = cx_stmt_int(stmt, 0),
                             .at = cx_stmt_int(stmt, 3),
                             .reason = cx_strdup(cx_stmt_text(stmt, 5)),
                             .total = cx_stmt_int(stmt, 6)};
    if (take(seal->action, sizeof seal->action, stmt, 1) &&
        take(seal->period, sizeof seal->period, stmt, 2) &&
        take(seal->version, sizeof seal->version, stmt, 4) && !cx_stmt_has_nul(stmt, 5) &&
        take(seal->before, sizeof seal->before, stmt, 7) &&
        take(seal->hash, sizeof seal->hash, stmt, 8))
        return 0;
    return cx_err_set(err, CX_EDATA,
                      "seal %lld (%s %s): was changed: it holds what cx does not write",
                      (long long)seal->seq, seal->action, seal->period);
}

int chain_load(struct chain *chain, struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    *chain = (struct chain){0};
    int rc = cx_stmt_new(&stmt, db, SQL_chain, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        CX_GROW(chain->list, chain->count, chain->cap);
        rc = take_entry(&chain->list[chain->count++], stmt, err);
    }
    cx_stmt_free(stmt);
    return rc;
}

void chain_fini(struct chain *chain)
{
    for (size_t i = 0; i < chain->count; i++)
        cx_seal_fini(&chain->list[i]);
    free(chain->list);
    *chain = (struct chain){0};
}

void cx_seal_fini(struct cx_seal *seal)
{
    free(seal->reason);
    seal->reason = NULL;
}

static bool is_action(const struct cx_seal *entry, const char *action)
{
    return strcmp(entry->action, action) == 0;
}

/* Whether the seal was not opened again. */
static bool holds(const struct chain *chain, const struct cx_seal *seal)
{
    for (const struct cx_seal *next = seal + 1; next < chain->list + chain->count; next++) {
        if (is_action(next, "reopen") && strcmp(next->period, seal->period) == 0)
            return false;
    }
    return is_action(seal, "close");
}

struct cx_seal *chain_find(const struct chain *chain, const char *period)
{
    for (size_t i = chain->count; i > 0; i--) {
        struct cx_seal *seal = &chain->list[i - 1];
        if (strcmp(seal->period, period) == 0 && holds(chain, seal))
            return seal;
    }
    return NULL;
}

struct cx_seal *chain_last(const struct chain *chain, size_t nth)
{
    for (size_t i = chain->count; i > 0; i--) {
        if (holds(chain, &chain->list[i - 1]) && nth-- == 0)
            return &chain->list[i - 1];
    }
    return NULL;
}

const struct cx_seal *chain_paid(const struct chain *chain, const struct cx_seal *seal)
{
    for (const struct cx_seal *next = seal + 1; next < chain->list + chain->count; next++) {
        if (is_action(next, "pay") && strcmp(next->period, seal->period) == 0)
            return next;
    }
    return NULL;
}

static void hash_text(struct cx_hash *hash, const char *text)
{
    cx_hash_add(hash, text, strlen(text) + 1);
}

static void hash_int(struct cx_hash *hash, int64_t n)
{
    char text[24];
    snprintf(text, sizeof text, "%" PRId64, n);
    hash_text(hash, text);
}

int chain_hash(char hex[CX_HASH_TEXT], struct cx_db *db, const struct cx_seal *entry,
               struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    struct cx_hash hash;
    cx_hash_init(&hash);
    hash_int(&hash, entry->seq);
    hash_text(&hash, entry->action);
    hash_text(&hash, entry->period);
    hash_int(&hash, entry->at);
    hash_text(&hash, entry->version);
    hash_text(&hash, entry->reason);
    hash_int(&hash, entry->total);
    hash_text(&hash, entry->before);
    int rc = cx_stmt_new(&stmt, db, SQL_texts, err);
    if (rc == 0)
        cx_stmt_bind_int(stmt, 1, entry->seq);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        hash_text(&hash, cx_stmt_text(stmt, 0));
        hash_text(&hash, cx_stmt_text(stmt, 1));
        if (cx_stmt_has_nul(stmt, 0) || cx_stmt_has_nul(stmt, 1))
            hash_text(&hash, "NUL"); /* any other hash: cx writes none */
        rc = 0;
    }
    cx_stmt_free(stmt);
    cx_hash_end(&hash, hex);
    return rc;
}

void chain_audit(struct cx_buf *out, const struct cx_seal *entry)
{
    cx_buf_printf(out, "seal %" PRId64 " %s %s %s\n", entry->seq, entry->action, entry->period,
                  entry->hash);
}

static int insert(struct cx_db *db, const struct cx_seal *entry, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, "INSERT INTO seals VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9)", err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_int(stmt, 1, entry->seq);
    cx_stmt_bind_text(stmt, 2, entry->action);
    cx_stmt_bind_text(stmt, 3, entry->period);
    cx_stmt_bind_int(stmt, 4, entry->at);
    cx_stmt_bind_text(stmt, 5, entry->version);
    cx_stmt_bind_text(stmt, 6, entry->reason);
    cx_stmt_bind_int(stmt, 7, entry->total);
    cx_stmt_bind_text(stmt, 8, entry->before);
    cx_stmt_bind_text(stmt, 9, entry->hash);
    rc = cx_stmt_run(stmt, err);
    cx_stmt_free(stmt);
    return rc;
}

int chain_add(struct cx_seal *entry, struct cx_db *db, const struct cx_seal_options *options,
              struct cx_err *err)
{
    struct cx_buf files = {0};
    struct chain chain;
    int rc = chain_load(&chain, db, err);
    entry->seq = (int64_t)chain.count + 1;
    entry->at = options->now;
    snprintf(entry->version, sizeof entry->version, "%s", CX_VERSION);
    if (chain.count > 0)
        snprintf(entry->before, sizeof entry->before, "%s", chain.list[chain.count - 1].hash);
    chain_fini(&chain);
    if (rc == 0)
        rc = chain_hash(entry->hash, db, entry, err);
    if (rc == 0)
        rc = insert(db, entry, err);
    if (rc == 0) {
        chain_audit(&files, entry);
        struct cx_audit audit = {options->now, "cx-bonus", options->arguments, cx_buf_str(&files)};
        rc = cx_audit_add(db, &audit, err);
    }
    cx_buf_fini(&files);
    return rc;
}

int text_put(struct cx_db *db, const char *name, const char *text, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, SQL_put_text, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_text(stmt, 1, name);
    cx_stmt_bind_text(stmt, 2, text);
    rc = cx_stmt_run(stmt, err);
    cx_stmt_free(stmt);
    return rc;
}

/* An entry and its texts are what its hash says, and what the audit log says of it. */
static int check(struct cx_seal *seal, struct cx_db *db, struct cx_err *err)
{
    struct cx_buf said = {0};
    char hex[CX_HASH_TEXT];
    if (seal->is_checked)
        return 0;
    int rc = chain_hash(hex, db, seal, err);
    chain_audit(&said, seal);
    if (rc == 0)
        rc = cx_db_has_row(db, SQL_audit_names, cx_buf_str(&said), err);
    if (rc >= 0 && (rc == 0 || strcmp(hex, seal->hash) != 0))
        rc = cx_err_set(err, CX_EWORLD,
                        "%s: what was sealed has been changed since, and is neither printed nor "
                        "paid: restore a backup; cx-bonus --verify says more",
                        seal->period);
    cx_buf_fini(&said);
    seal->is_checked = rc >= 0;
    return rc < 0 ? rc : 0;
}

int text_get(struct cx_buf *out, struct cx_db *db, struct cx_seal *seal, const char *name,
             struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = check(seal, db, err);
    if (rc == 0)
        rc = cx_stmt_new(&stmt, db, SQL_text, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_int(stmt, 1, seal->seq);
    cx_stmt_bind_text(stmt, 2, name);
    if ((rc = cx_stmt_step(stmt, err)) == 1)
        cx_buf_puts(out, cx_stmt_text(stmt, 0));
    cx_stmt_free(stmt);
    return rc < 0 ? rc : 0;
}

int cx_bonus_is_sealed(struct cx_seal *seal, struct cx_db *db, const struct cx_period *period,
                       struct cx_err *err)
{
    struct chain chain;
    int rc = chain_load(&chain, db, err);
    const struct cx_seal *found = chain_find(&chain, period->name);
    if (rc == 0 && found && seal) {
        *seal = *found;
        seal->reason = cx_strdup(found->reason);
    }
    int is_sealed = found != NULL;
    chain_fini(&chain);
    return rc < 0 ? rc : is_sealed;
}
