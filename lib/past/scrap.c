#include "past/scrap.h"

#include <errno.h>
#include <unistd.h>

#include "base/temporary.h"

static int fail(int cause, struct cx_err *err)
{
    return cx_err_set(err, CX_EWORLD,
                      "a temporary file can't be written: %s: make room where temporary files go "
                      "($SQLITE_TMPDIR, $TMPDIR, else /var/tmp)",
                      cx_err_cause(cause));
}

static int open_file(struct scrap *scrap, struct cx_err *err)
{
    scrap->fd = cx_temporary_file();
    return scrap->fd >= 0 ? 0
                          : cx_err_set(err, CX_EWORLD,
                                       "no folder for temporary files can be written: name one in "
                                       "$SQLITE_TMPDIR");
}

void scrap_fini(struct scrap *scrap)
{
    if (scrap->fd >= 0)
        close(scrap->fd);
    *scrap = SCRAP_NONE;
}

int scrap_write(struct scrap *scrap, const void *bytes, size_t n, struct cx_err *err)
{
    int rc = scrap->fd < 0 ? open_file(scrap, err) : 0;
    for (size_t done = 0; rc == 0 && done < n;) {
        ssize_t written =
            pwrite(scrap->fd, (const char *)bytes + done, n - done, (off_t)scrap->size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return fail(written < 0 ? errno : ENOSPC, err);
        done += (size_t)written;
        scrap->size += written;
    }
    return rc;
}

int scrap_read(void *bytes, const struct scrap *scrap, int64_t at, size_t n, struct cx_err *err)
{
    for (size_t done = 0; done < n;) {
        ssize_t got = pread(scrap->fd, (char *)bytes + done, n - done, (off_t)at + (off_t)done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return fail(got < 0 ? errno : EIO, err);
        done += (size_t)got;
    }
    return 0;
}
