/* A scratch database in which changes are noted as imports are. */
#ifndef CX_UNIT_JOURNALED_H
#define CX_UNIT_JOURNALED_H

#include "base/buf.h"
#include "scratch.h"
#include "store/audit.h"
#include "store/journal.h"

static struct scratch s;
static struct cx_db *db;
static struct cx_err err;

static void set_up(void)
{
    err = (struct cx_err){0};
    scratch_open(&s);
    db = opened(s.path, CX_DB_CREATE);
    ck_assert_int_eq(cx_db_exec(db, "PRAGMA foreign_keys=OFF", &err), 0);
}

static void tear_down(void)
{
    cx_db_close(db);
    scratch_close(&s);
}

/* One import that does this; so many are kept. */
static void import_keeping(int64_t kept, const char *sql)
{
    struct cx_journal *journal = NULL;
    const struct cx_audit audit = {0, "cx-import", "cx-import x", ""};
    ck_assert_int_eq(cx_db_begin(db, &err), 0);
    ck_assert_int_eq(cx_journal_begin(&journal, db, &err), 0);
    ck_assert_msg(cx_db_exec(db, sql, &err) == 0, "%s", err.text);
    ck_assert_int_eq(cx_journal_end(journal, kept, &err), 0);
    cx_journal_free(journal);
    ck_assert_int_eq(cx_audit_add(db, &audit, &err), 0);
    ck_assert_int_eq(cx_db_commit(db, &err), 0);
}

static inline void import(const char *sql)
{
    import_keeping(99, sql);
}

#endif
