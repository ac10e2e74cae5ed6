#include "base/temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

const char *cx_temporary_folder(void)
{
    const char *const folders[] = {getenv("SQLITE_TMPDIR"), getenv("TMPDIR"), "/var/tmp",
                                   "/usr/tmp", "/tmp"};
    struct stat st;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        if (folders[i] && stat(folders[i], &st) == 0 && S_ISDIR(st.st_mode) &&
            access(folders[i], W_OK | X_OK) == 0)
            return folders[i];
    }
    return NULL;
}

int cx_temporary_file(void)
{
    const char *folder = cx_temporary_folder();
    char path[4096];
    int n = snprintf(path, sizeof path, "%s/cx-XXXXXX", folder ? folder : "");
    if (!folder || n < 0 || (size_t)n >= sizeof path) {
        errno = folder ? ENAMETOOLONG : ENOENT;
        return -1;
    }
    int fd = mkostemp(path, O_CLOEXEC);
    if (fd >= 0)
        unlink(path);
    return fd;
}
