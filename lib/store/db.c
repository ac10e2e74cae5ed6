#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "store/audit.h"
#include "store/schema-1.sql.h"
#include "store/schema-2.sql.h"
#include "store/schema.h"
#include "store/sqlite.h"
#include "store/trail.h"

#define APPLICATION_ID 0x63784442 /* "cxDB" */
/* A rollback journal, SQLite's default, not a write-ahead log: a load writes its pages once instead
 * of twice, the database is one file, and it can be read from a folder that can't be written and
 * over a network. The price is that readers wait while a large import writes (cx(7)). */

/* Pages (of 4 KiB) that a transaction changes before SQLite writes some of them into the file,
 * which locks readers out until it ends: 94 MiB. Of less they notice the commit alone. SQLite reads
 * the number a second time, as yes or no, by its last byte: a multiple of 256 would be never. */
#define UNSEEN "PRAGMA main.cache_spill=24001"
/* Writes what the cache can't hold. */
#define SEEN "PRAGMA main.cache_size=-24576;PRAGMA main.cache_spill=1"

/* Schema versions in order. Never edit one that was released: add the next. */
static const char *const migrations[] = {FILE_schema_1, FILE_schema_2};
_Static_assert(sizeof migrations / sizeof *migrations == CX_SCHEMA_VERSION, "one for each version");
#define SCHEMA_WITH_SUMS 2

/* What a schema that is new, with sums of rows, has to know of the rows that are there. */
static int watch_rows(struct cx_db *db, int64_t version_before, struct cx_err *err)
{
    int rc = db->trail ? 0 : trail_begin(db, err);
    bool had_rows = version_before > 0 && version_before < SCHEMA_WITH_SUMS;
    if (rc == 0 && had_rows)
        rc = trail_found(db, err);
    trail_forget(db->trail); /* what the upgrade has put there is among what was found */
    return rc;
}

static int record_upgrade(struct cx_db *db, int64_t version_before, struct cx_err *err)
{
    char what[64];
    const struct cx_audit audit = {cx_time_clock(), "cx", what, ""};
    snprintf(what, sizeof what, "upgrade of the database from schema %d to %d", (int)version_before,
             CX_SCHEMA_VERSION);
    return cx_audit_add(db, &audit, err);
}

/* Within the transaction that is open. */
static int upgrade(struct cx_db *db, struct cx_err *err)
{
    struct cx_buf sql = {0};
    int64_t before = 0;
    /* again: another program may have been faster */
    int rc = cx_db_get_int(&before, db, "PRAGMA user_version", NULL, err);
    if (rc == 0 && before >= CX_SCHEMA_VERSION) {
        db->is_older = false;
        return 0;
    }
    for (int64_t version = before; rc == 0 && version < CX_SCHEMA_VERSION; version++)
        rc = cx_db_exec(db, migrations[version], err);
    cx_buf_printf(&sql, "PRAGMA user_version=%d;PRAGMA application_id=%d", CX_SCHEMA_VERSION,
                  APPLICATION_ID);
    if (rc == 0)
        rc = cx_db_exec(db, cx_buf_str(&sql), err);
    cx_buf_fini(&sql);
    if (rc == 0)
        rc = watch_rows(db, before, err);
    return rc == 0 && before > 0 ? record_upgrade(db, before, err) : rc;
}

int cx_db_begin(struct cx_db *db, struct cx_err *err)
{
    int moved = 0;
    if (db->is_ahead) {
        db->is_ahead = false;
        return 0;
    }
    int rc = cx_db_exec(db, "BEGIN IMMEDIATE", err);
    db->has_begun = db->is_writing = rc == 0;
    trail_forget(db->trail);
    if (rc == 0 && db->path)
        sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    if (moved) {
        cx_db_rollback(db);
        return cx_err_set(err, CX_EWORLD, "%s: was removed or replaced just now: try again",
                          db->path);
    }
    if (rc == 0 && db->is_older && (rc = upgrade(db, err)) < 0)
        cx_db_rollback(db);
    return rc;
}

int cx_db_discard(struct cx_db *db, struct cx_err *err)
{
    int64_t changes = 0;
    int rc = cx_db_begin(db, err);
    if (rc == 0)
        rc = cx_db_get_int(&changes, db, "SELECT count(*) FROM audit", NULL, err);
    /* A program that waits for the lock then finds the file gone (cx_db_begin). */
    if (rc == 0 && changes == 0 && unlink(db->path) != 0)
        rc = cx_err_set(err, CX_EWORLD, "%s: %s", db->path, cx_err_cause(errno));
    cx_db_rollback(db);
    return rc;
}

int cx_db_begin_read(struct cx_db *db, struct cx_err *err)
{
    if (db->is_older)
        return cx_db_begin(db, err);
    int rc = cx_db_exec(db, "BEGIN", err);
    db->has_begun = rc == 0;
    trail_forget(db->trail);
    return rc;
}

/* Where another program has the file locked. SQLite's own handler soon sleeps for a tenth of a
 * second at a time, which is as long as most of what is waited for takes. */
static int wait_a_little(void *context, int tries)
{
    static const int sleeps_ms[] = {1, 1, 2, 4, 8};
    const int last = sizeof sleeps_ms / sizeof *sleeps_ms - 1;
    struct cx_db *db = context;
    if (tries == 0)
        db->waits_since_ms = cx_clock_ms();
    if (cx_clock_ms() - db->waits_since_ms >= db->patience_ms)
        return 0;
    sqlite3_sleep(sleeps_ms[tries < last ? tries : last]);
    return 1;
}

static int commit_within(struct cx_db *db, int wait_ms, struct cx_err *err)
{
    int rc = cx_db_refuse_spoilt(db, err);
    if (rc == 0 && db->trail)
        rc = trail_keep(db, err);
    db->patience_ms = wait_ms;
    if (rc == 0)
        rc = cx_db_exec(db, "COMMIT", err);
    db->patience_ms = db->wait_ms;
    if (rc == 0)
        db->has_begun = db->is_writing = db->is_older = db->is_ahead = false;
    return rc;
}

int cx_db_commit(struct cx_db *db, struct cx_err *err)
{
    return commit_within(db, CX_COMMIT_MS, err);
}

void cx_db_rollback(struct cx_db *db)
{
    db->has_begun = db->is_writing = db->is_spoilt = db->is_ahead = false;
    db->cause = (struct cx_err){0};
    if (!sqlite3_get_autocommit(db->handle))
        sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
    cx_ids_forget(db->ids);
    trail_forget(db->trail);
}

bool cx_db_is_open(const struct cx_db *db)
{
    return !sqlite3_get_autocommit(db->handle);
}

int cx_db_scratch(struct cx_db *db, struct cx_err *err)
{
    return cx_db_exec(db, "PRAGMA query_only=OFF", err);
}

bool cx_db_reserve(struct cx_db *db)
{
    struct cx_err ignored = {0};
    char sql[64];
    if (cx_db_scratch(db, &ignored) < 0)
        return false;
    db->patience_ms = 0;
    /* Writes a page, so that a journal that cannot be created shows at once. */
    snprintf(sql, sizeof sql, "PRAGMA main.user_version=%d", CX_SCHEMA_VERSION);
    int rc = cx_db_exec(db, sql, &ignored);
    db->patience_ms = db->wait_ms;
    if (rc < 0 && !cx_db_is_open(db)) { /* some failures end the transaction */
        db->has_begun = false;
        if (cx_db_begin_read(db, &ignored) < 0)
            db->has_begun = true; /* and all that follows is refused */
    }
    db->is_writing = db->is_writing || rc == 0;
    return rc == 0;
}

bool cx_db_is_writing(const struct cx_db *db)
{
    return db->is_writing;
}

void cx_db_at_end(struct cx_db *db, int (*hand_over)(struct cx_db *db, struct cx_err *err))
{
    db->hand_over = hand_over;
}

int cx_db_forgets(struct cx_db *db, struct cx_err *err)
{
    return cx_db_exec(db, "PRAGMA secure_delete=ON", err);
}

int cx_db_rewrite(struct cx_db *db, struct cx_err *err)
{
    return cx_db_exec(db, "VACUUM", err);
}

void cx_db_end(struct cx_db *db)
{
    struct cx_err ignored = {0};
    int rc = 0;
    if (db->has_begun && db->hand_over)
        rc = db->hand_over(db, &ignored);
    db->hand_over = NULL;
    if (db->has_begun && (rc < 0 || db->is_older || commit_within(db, CX_SPARE_MS, &ignored) < 0))
        cx_db_rollback(db);
}

void cx_db_set_now(struct cx_db *db, int64_t seconds)
{
    db->now = seconds;
}

int64_t cx_db_now(const struct cx_db *db)
{
    return db->now;
}

cx_date cx_db_today(const struct cx_db *db)
{
    return db->now == CX_NEVER ? CX_DATE_NONE : cx_date_of(db->now);
}

cx_date cx_db_running_day(const struct cx_db *db)
{
    cx_date today = cx_db_today(db);
    return db->now == CX_NEVER || cx_date_of(db->now + 1) > today ? CX_DATE_NONE : today;
}

int64_t cx_db_changes(const struct cx_db *db)
{
    return sqlite3_changes64(db->handle);
}

const char *cx_db_engine(void)
{
    static char text[32];
    snprintf(text, sizeof text, "SQLite %s", sqlite3_libversion());
    return text;
}

bool cx_db_is_exposed(const char *path)
{
    struct stat st;
    return path && stat(path, &st) == 0 && (st.st_mode & (S_IWGRP | S_IWOTH)) != 0;
}

static bool is_reading(enum cx_db_mode mode)
{
    return mode != CX_DB_WRITE && mode != CX_DB_CREATE;
}

/* Refuses a file that is not a cx database, or one of another version; changes nothing. */
static int identify(int64_t *version, struct cx_db *db, enum cx_db_mode mode, struct cx_err *err)
{
    int64_t id = 0, tables = 0;
    int rc = cx_db_begin_read(db, err);
    if (rc == 0)
        rc = cx_db_get_int(version, db, "PRAGMA user_version", NULL, err);
    if (rc == 0)
        rc = cx_db_get_int(&id, db, "PRAGMA application_id", NULL, err);
    if (rc == 0)
        rc = cx_db_get_int(&tables, db, "SELECT count(*) FROM sqlite_schema", NULL, err);
    if (rc == 0 && id == APPLICATION_ID && *version > 0 && *version <= CX_SCHEMA_VERSION)
        rc = cx_schema_check(db, migrations, (int)*version, err);
    cx_db_rollback(db);
    if (rc < 0)
        return rc;
    if (id != APPLICATION_ID && (*version != 0 || tables != 0 || mode != CX_DB_CREATE))
        return cx_err_set(err, CX_EWORLD, "%s: is not a cx database: name one with --db or $CX_DB",
                          db->path);
    if (*version > CX_SCHEMA_VERSION)
        return cx_err_set(err, CX_EWORLD,
                          "%s: was written by a newer cx (schema %d, this one knows %d): "
                          "use that one",
                          db->path, (int)*version, CX_SCHEMA_VERSION);
    bool is_fixed = sqlite3_db_readonly(db->handle, "main") == 1;
    if (*version < CX_SCHEMA_VERSION && (mode == CX_DB_READ || (mode == CX_DB_VERIFY && is_fixed)))
        return cx_err_set(err, CX_EWORLD,
                          "%s: was written by an older cx: the first import upgrades it", db->path);
    return 0;
}

/* Of a file without a schema, which it then has. Of one of an earlier schema the transaction stays
 * open, for what the program does. */
static int migrate(struct cx_db *db, int64_t version, struct cx_err *err)
{
    db->is_older = true;
    int rc = 0;
    if (version > 0) /* which can't be chosen within it */
        rc = cx_db_exec(db, "PRAGMA query_only=OFF;PRAGMA foreign_keys=OFF", err);
    if (rc == 0)
        rc = cx_db_begin(db, err);
    if (rc == 0 && version == 0)
        return cx_db_commit(db, err);
    db->is_ahead = rc == 0;
    return rc;
}

/* Opens the file itself. SQLite would make it with the umask's mode; we want 0600. */
static int open_file(struct cx_db *db, enum cx_db_mode mode, struct cx_err *err)
{
    struct stat st;
    if (stat(db->path, &st) == 0 && !S_ISREG(st.st_mode))
        return cx_err_set(err, CX_EWORLD, "%s: no file, so it can't be a database", db->path);
    if (mode == CX_DB_CREATE) {
        int fd = open(db->path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (fd < 0)
            return cx_err_set(err, CX_EWORLD, "%s: %s", db->path, cx_err_cause(errno));
        close(fd);
    } else if (access(db->path, F_OK) != 0) {
        return cx_err_set(err, CX_EWORLD,
                          "%s: no such database: make one with cx-import, or name yours with "
                          "--db=FILE or $CX_DB",
                          db->path);
    }
    /* Where the file can't be written SQLite opens it for reading, which is what a reader needs; a
     * reader who may write can put away what a killed program left. */
    if (sqlite3_open_v2(db->path, &db->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) !=
        SQLITE_OK)
        return cx_db_fail(db, "can't open", err);
    if (!is_reading(mode) && sqlite3_db_readonly(db->handle, "main") == 1)
        return cx_err_set(err, CX_EWORLD, "%s: can't be written: is it yours?", db->path);
    return 0;
}

static int configure(struct cx_db *db, enum cx_db_mode mode, struct cx_err *err)
{
    db->wait_ms = is_reading(mode) ? CX_COMMIT_MS : CX_BUSY_MS;
    db->patience_ms = db->wait_ms;
    sqlite3_busy_handler(db->handle, wait_a_little, db);
    sqlite3_extended_result_codes(db->handle, 1);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    int rc = cx_db_exec(db,
                        "PRAGMA foreign_keys=ON;PRAGMA recursive_triggers=ON;"
                        "PRAGMA temp.cache_size=-16384;PRAGMA cell_size_check=ON",
                        err);
    if (rc == 0)
        rc = cx_db_go_through(db, false, err);
    if (rc == 0)
        rc = cx_db_exec(db, is_reading(mode) ? "PRAGMA query_only=ON" : UNSEEN, err);
    return rc;
}

int cx_db_go_through(struct cx_db *db, bool is_through, struct cx_err *err)
{
    return cx_db_exec(
        db, is_through ? "PRAGMA main.cache_size=-2048" : "PRAGMA main.cache_size=-32768", err);
}

int cx_db_spare_memory(struct cx_db *db, struct cx_err *err)
{
    return cx_db_exec(db, SEEN, err);
}

char *cx_db_path(const char *path)
{
    struct cx_buf text = {0};
    if (!path || *path != ':')
        return cx_strdup(path);
    cx_buf_printf(&text, "./%s", path);
    return text.data;
}

/* A file that was made, and could not be filled with a schema. */
static void take_away_empty(const char *path)
{
    struct stat st;
    if (lstat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_size == 0)
        unlink(path);
}

int cx_db_open(struct cx_db **out, const char *path, enum cx_db_mode mode, struct cx_err *err)
{
    struct cx_db *db = cx_alloc(sizeof *db);
    db->path = cx_db_path(path);
    db->is_reader = is_reading(mode);
    db->ids = cx_ids_new();
    db->now = CX_NEVER;
    int64_t version = 0;
    int rc = 0;
    if (path)
        rc = open_file(db, mode, err);
    else if (sqlite3_open(":memory:", &db->handle) != SQLITE_OK)
        rc = cx_db_fail(db, "can't open", err);
    if (rc == 0)
        rc = configure(db, mode, err);
    if (rc == 0)
        rc = identify(&version, db, mode, err);
    if (rc == 0 && version < CX_SCHEMA_VERSION && mode != CX_DB_COPY)
        rc = migrate(db, version, err);
    if (rc == 0 && !db->trail)
        rc = trail_begin(db, err);
    if (rc == 0 && cx_rows_register(db->handle) != SQLITE_OK)
        rc = cx_db_fail(db, NULL, err);
    if (rc < 0) {
        if (path && mode == CX_DB_CREATE)
            take_away_empty(path);
        cx_db_close(db);
        return rc;
    }
    *out = db;
    return 0;
}

int cx_db_again(struct cx_db **out, const struct cx_db *db, struct cx_err *err)
{
    struct cx_db *again;
    int64_t version;
    *out = NULL;
    if (!db->path || !cx_db_is_open(db) || db->is_older || !db->trail || db->trail->is_told)
        return 0;
    again = cx_alloc(sizeof *again);
    again->path = cx_strdup(db->path);
    again->is_reader = true;
    again->ids = cx_ids_new();
    again->now = db->now;
    int rc = 0;
    if (sqlite3_open_v2(db->path, &again->handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX,
                        NULL) != SQLITE_OK)
        rc = cx_db_fail(again, "can't open", err);
    if (rc == 0)
        rc = configure(again, CX_DB_READ, err);
    if (rc == 0)
        rc = cx_db_go_through(again, true, err);
    again->patience_ms = 0; /* who waits to commit waits for the first */
    if (rc == 0)
        rc = cx_db_begin_read(again, err);
    if (rc == 0 && cx_db_get_int(&version, again, "PRAGMA user_version", NULL, err) == 0) {
        *out = again;
        return 0;
    }
    cx_db_close(again); /* the first can do without */
    *err = (struct cx_err){0};
    return 0;
}

int cx_db_verify(struct cx_db *db, struct cx_err *err)
{
    return cx_schema_verify(db, migrations, CX_SCHEMA_VERSION, err);
}

void cx_db_close(struct cx_db *db)
{
    if (!db)
        return;
    if (db->handle)
        cx_db_rollback(db);
    cx_ids_free(db->ids);
    sqlite3_close(db->handle);
    trail_end(db->trail);
    free(db->path);
    free(db);
}
