#include "store/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/sqlite.h"

/* All pages in one step, within a transaction that reads: no program that writes comes between. */
static int copy_pages(struct cx_db *to, struct cx_db *from, struct cx_err *err)
{
    sqlite3_backup *backup = sqlite3_backup_init(to->handle, "main", from->handle, "main");
    if (!backup)
        return cx_db_fail(to, "can't be copied to", err);
    int step = sqlite3_backup_step(backup, -1);
    int end = sqlite3_backup_finish(backup);
    return step == SQLITE_DONE && end == SQLITE_OK ? 0 : cx_db_fail(to, "the copy failed", err);
}

static int copy(const char *path, struct cx_db *db, struct cx_err *err)
{
    struct cx_db to = {.path = cx_db_path(path)};
    int rc = 0;
    if (sqlite3_open_v2(to.path, &to.handle, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
        rc = cx_db_fail(&to, "can't open", err);
    if (rc == 0)
        rc = copy_pages(&to, db, err);
    sqlite3_close(to.handle);
    free(to.path);
    return rc;
}

int cx_db_backup_fail(const char *path, int cause, struct cx_err *err)
{
    if (cause == EEXIST)
        return cx_err_set(err, CX_EWORLD, "%s: %s: a copy is not written over anything", path,
                          cx_err_cause(cause));
    return cx_err_set(err, CX_EWORLD, "%s: %s", path, cx_err_cause(cause));
}

int cx_db_backup(struct cx_db *db, const char *path, struct cx_err *err)
{
    int64_t tables;
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return cx_db_backup_fail(path, errno, err);
    close(fd);
    int rc = cx_db_begin_read(db, err);
    if (rc == 0) /* here the lock is waited for */
        rc = cx_db_get_int(&tables, db, "SELECT count(*) FROM sqlite_schema", NULL, err);
    if (rc == 0)
        rc = copy(path, db, err);
    cx_db_rollback(db);
    if (rc < 0)
        unlink(path);
    return rc;
}
