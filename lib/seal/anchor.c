#include "seal/anchor.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/hash.h"
#include "seal/seal.sql.h"
#include "seal/sign.h"

#define FIRST_LINE "cx anchor 1\n"
#define ANCHOR_MAX 65536 /* bytes */

/* Where one of the two chains ends. */
struct end {
    int64_t seq; /* 0: it is empty */
    char hash[CX_HASH_TEXT];
};

struct anchor {
    char clock[32];
    struct end audit, seals;
};

static int find_end(struct end *end, struct cx_db *db, const char *sql, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    *end = (struct end){.hash = "-"};
    int rc = cx_stmt_new(&stmt, db, sql, err);
    if (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        end->seq = cx_stmt_int(stmt, 0);
        snprintf(end->hash, sizeof end->hash, "%s", cx_stmt_text(stmt, 1));
    }
    cx_stmt_free(stmt);
    return rc < 0 ? rc : 0;
}

int cx_anchor_write(struct cx_buf *out, struct cx_db *db, const char *key, struct cx_err *err)
{
    struct anchor anchor = {0};
    int rc = find_end(&anchor.audit, db, SQL_audit_head, err);
    if (rc == 0)
        rc = find_end(&anchor.seals, db, SQL_seal_head, err);
    if (rc < 0)
        return rc;
    cx_buf_puts(out, FIRST_LINE);
    cx_buf_printf(out, "clock %s\n", cx_time_format(anchor.clock, cx_time_clock()));
    cx_buf_printf(out, "audit %" PRId64 " %s\n", anchor.audit.seq, anchor.audit.hash);
    cx_buf_printf(out, "seals %" PRId64 " %s\n", anchor.seals.seq, anchor.seals.hash);
    return key ? sign_text(out, out->len, key, err) : 0;
}

int cx_anchor_try_key(const char *key, struct cx_err *err)
{
    struct cx_buf text = {0};
    cx_buf_puts(&text, FIRST_LINE);
    int rc = sign_text(&text, text.len, key, err);
    cx_buf_fini(&text);
    return rc;
}

static int read_file(struct cx_buf *text, const char *path, struct cx_err *err)
{
    char bytes[4096];
    size_t n;
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "re");
    if (!file)
        return cx_err_set(err, CX_EWORLD, "%s: %s", path, cx_err_cause(errno));
    while ((n = fread(bytes, 1, sizeof bytes, file)) > 0 && text->len <= ANCHOR_MAX)
        cx_buf_add(text, bytes, n);
    int rc = ferror(file) ? cx_err_set(err, CX_EWORLD, "%s: %s", path, cx_err_cause(errno)) : 0;
    if (file != stdin)
        fclose(file);
    return rc;
}

static bool is_hash(const char *text)
{
    return strcmp(text, "-") == 0 ||
           (strlen(text) == CX_HASH_TEXT - 1 && strspn(text, "0123456789abcdef") == strlen(text));
}

static int parse(struct anchor *anchor, const char *text, const char *path, struct cx_err *err)
{
    int end = 0;
    if (strlen(text) > ANCHOR_MAX ||
        sscanf(text,
               FIRST_LINE "clock %31[0-9T: -]\naudit %" SCNd64 " %64s\nseals %" SCNd64 " %64s\n%n",
               anchor->clock, &anchor->audit.seq, anchor->audit.hash, &anchor->seals.seq,
               anchor->seals.hash, &end) != 5 ||
        strncmp(text, FIRST_LINE, strlen(FIRST_LINE)) != 0 || !is_hash(anchor->audit.hash) ||
        !is_hash(anchor->seals.hash))
        return cx_err_set(err, CX_EDATA, "%s: is not an anchor of cx", path);
    return 0;
}

static int check_signature(const struct cx_buf *text, const char *path, const char *signer,
                           struct cx_err *err)
{
    const char *signature = strstr(cx_buf_str(text), SIGNATURE_BEGIN);
    if (!signature && signer)
        return cx_err_set(err, CX_EDATA, "%s: is not signed", path);
    if (signature && !signer)
        return cx_err_set(err, CX_EUSAGE, "%s: is signed: name the public key by --signer=FILE",
                          path);
    return signature ? sign_check(text->data, (size_t)(signature - text->data), signature, path,
                                  signer, err)
                     : 0;
}

/* The entry with the anchored number; 0: there is none, 1: it is, and is another, 2: the same. */
static int compare(struct cx_db *db, const char *sql, const struct end *end, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    if (end->seq == 0)
        return 2;
    int rc = cx_stmt_first(&stmt, db, sql, end->seq, err);
    if (rc == 1 && strcmp(cx_stmt_text(stmt, 0), end->hash) == 0)
        rc = 2;
    cx_stmt_free(stmt);
    return rc;
}

static int check_chains(struct cx_db *db, const struct anchor *anchor, const char *path,
                        struct cx_err *err)
{
    struct end now;
    int rc = compare(db, SQL_audit_hash, &anchor->audit, err);
    if (rc == 0 && (rc = find_end(&now, db, SQL_audit_head, err)) == 0)
        return cx_err_set(err, CX_EDATA,
                          "%s: row %lld of the audit log was there on %s, and the log ends "
                          "with row %lld: its end was cut off, or the database is an older "
                          "copy",
                          path, (long long)anchor->audit.seq, anchor->clock, (long long)now.seq);
    if (rc == 1)
        return cx_err_set(err, CX_EDATA,
                          "%s: row %lld of the audit log is not the one that was there on "
                          "%s: the log was written anew, in this row or one before it",
                          path, (long long)anchor->audit.seq, anchor->clock);
    if (rc == 2)
        rc = compare(db, SQL_seal_hash, &anchor->seals, err);
    if (rc == 0 || rc == 1)
        return cx_err_set(err, CX_EDATA,
                          "%s: seal %lld is not the one that was there on %s, or is gone: "
                          "the seals were written anew, in this one or one before it",
                          path, (long long)anchor->seals.seq, anchor->clock);
    return rc < 0 ? rc : 0;
}

int cx_anchor_check(struct cx_db *db, const char *path, const char *signer, struct cx_err *err)
{
    struct cx_buf text = {0};
    struct anchor anchor = {0};
    int rc = read_file(&text, path, err);
    if (rc == 0)
        rc = parse(&anchor, cx_buf_str(&text), path, err);
    if (rc == 0)
        rc = check_signature(&text, path, signer, err);
    if (rc == 0)
        rc = check_chains(db, &anchor, path, err);
    cx_buf_fini(&text);
    return rc;
}
