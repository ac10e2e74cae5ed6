/* A copy of the database for those who need not know who the debtors are. It is made whole under a
 * hidden name beside its place, and put there once nothing of them is left in it: a program that is
 * killed leaves no file that only looks like one without debtors. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "import/import.h"
#include "store/backup.h"

/* The hidden name; the caller frees it. */
static char *half_name(const char *path)
{
    struct cx_buf name = {0};
    const char *slash = strrchr(path, '/');
    int folder = slash ? (int)(slash + 1 - path) : 0;
    cx_buf_printf(&name, "%.*s.%s.half", folder, path, path + folder);
    return name.data;
}

static int forget_all(const char *path, struct cx_forget *options, struct cx_err *err)
{
    struct cx_table *who = cx_table_new(NULL);
    struct cx_db *copy = NULL;
    int rc = cx_db_open(&copy, path, CX_DB_WRITE, err);
    if (rc == 0)
        rc = cx_forget(who, copy, options, err);
    cx_db_close(copy);
    cx_table_free(who);
    return rc;
}

int cx_share(struct cx_db *db, const char *path, const struct cx_audit *audit, struct cx_err *err)
{
    struct cx_forget options = {.before = CX_DATE_NONE, .everybody = true, .audit = audit};
    if (access(path, F_OK) == 0)
        return cx_db_backup_fail(path, EEXIST, err);
    char *half = half_name(path);
    unlink(half); /* of one that was killed */
    int rc = cx_db_backup(db, half, err);
    if (rc == 0)
        rc = forget_all(half, &options, err);
    if (rc == 0 && link(half, path) != 0)
        rc = cx_db_backup_fail(path, errno, err);
    unlink(half);
    free(half);
    return rc;
}
