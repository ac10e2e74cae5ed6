#include "base/spool.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/temporary.h"

static int copy_all(int from, int to, const char *name, struct cx_err *err)
{
    char bytes[65536];
    int64_t total = 0;
    ssize_t n;
    while ((n = read(from, bytes, sizeof bytes)) > 0) {
        total += n;
        if (total > CX_SPOOL_MAX)
            return cx_err_set(err, CX_EDATA, "%s: is more than 1 GiB: is there an end to it?",
                              name);
        if (write(to, bytes, (size_t)n) != n)
            break;
    }
    if (n != 0 || lseek(to, 0, SEEK_SET) < 0)
        return cx_err_set(err, CX_EWORLD, "%s: can't be copied to a temporary file: %s", name,
                          cx_err_cause(errno));
    return 0;
}

int cx_spool(int fd, const char *name, struct cx_err *err)
{
    int kept = cx_temporary_file();
    if (kept < 0)
        return cx_err_set(err, CX_EWORLD, "%s: can't create a temporary file: %s", name,
                          cx_err_cause(errno));
    int rc = copy_all(fd, kept, name, err);
    if (rc < 0)
        close(kept);
    return rc < 0 ? rc : kept;
}

int cx_spool_bytes(const void *bytes, size_t n, const char *name, struct cx_err *err)
{
    int fd = memfd_create("cx", MFD_CLOEXEC);
    for (size_t done = 0; fd >= 0 && done < n;) {
        ssize_t written = write(fd, (const char *)bytes + done, n - done);
        if (written <= 0) {
            close(fd);
            fd = -1;
        } else {
            done += (size_t)written;
        }
    }
    if (fd < 0 || lseek(fd, 0, SEEK_SET) < 0)
        return cx_err_set(err, CX_EWORLD, "%s: can't be kept in memory: %s", name, strerror(errno));
    return fd;
}
