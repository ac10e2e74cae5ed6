#include "base/outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

/* cause is an errno, or 0 where an earlier write failed and its errno is gone. */
static int failed(const struct cx_outfile *file, int cause, struct cx_err *err)
{
    return cx_err_set(err, CX_EWORLD, "%s: %s", file->path ? file->path : "standard output",
                      cause ? strerror(cause) : "a write failed");
}

static bool is_stdout(const char *path)
{
    /* /dev/stdout too: opened anew it would lose the place in a file that others append to. */
    return !path || strcmp(path, "-") == 0 || strcmp(path, "/dev/stdout") == 0 ||
           strcmp(path, "/dev/fd/1") == 0;
}

/* Devices, pipes, and what stands for an open descriptor can't be replaced by a rename. */
static bool is_direct(const char *path)
{
    struct stat st;

    if (strcmp(path, "/dev/stderr") == 0 || strncmp(path, "/dev/fd/", 8) == 0 ||
        strncmp(path, "/proc/", 6) == 0)
        return true;
    return stat(path, &st) == 0 && !S_ISREG(st.st_mode);
}

/* A link stays a link: the file it points to is the one replaced. */
static char *behind_links(const char *path)
{
    struct stat st;
    char *real = NULL;

    if (lstat(path, &st) == 0 && S_ISLNK(st.st_mode))
        real = realpath(path, NULL); /* NULL where it dangles: then the link itself goes */
    return real ? real : cx_strdup(path);
}

static int open_direct(const char *path)
{
    return open(path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY);
}

/* Makes .NAME.XXXXXX beside the target, for a rename must not leave the file system. */
static int open_temporary(struct cx_outfile *file)
{
    const char *slash = strrchr(file->path, '/');
    const char *name = slash ? slash + 1 : file->path;
    int folder = (int)(name - file->path);
    size_t size = strlen(file->path) + sizeof "..XXXXXX";

    file->temporary = cx_alloc(size);
    /* 240 bytes of the name: the whole must stay within NAME_MAX. */
    snprintf(file->temporary, size, "%.*s.%.240s.XXXXXX", folder, file->path, name);
    return mkostemp(file->temporary, O_CLOEXEC);
}

int cx_outfile_open(struct cx_outfile *file, const char *path, struct cx_err *err)
{
    *file = (struct cx_outfile){0};
    if (is_stdout(path)) {
        file->stream = stdout;
        return 0;
    }
    if (!*path)
        return cx_err_set(err, CX_EUSAGE, "the name of the output file is empty");

    bool direct = is_direct(path);
    file->path = direct ? cx_strdup(path) : behind_links(path);
    int fd = direct ? open_direct(file->path) : open_temporary(file);
    if (fd >= 0)
        file->stream = fdopen(fd, "w");
    if (file->stream)
        return 0;

    int cause = errno;
    if (fd >= 0) {
        close(fd);
    } else { /* nothing was made that fini should remove */
        free(file->temporary);
        file->temporary = NULL;
    }
    int code = failed(file, cause, err);
    cx_outfile_fini(file);
    return code;
}

/* A failed write to a pipe that nobody reads any more is EPIPE, whenever it happened. */
static bool reader_gone(int fd)
{
    struct pollfd poll_fd = {.fd = fd, .events = POLLOUT};

    return poll(&poll_fd, 1, 0) > 0 && (poll_fd.revents & POLLERR) != 0;
}

/* As gnulib's close_stdout: a write error may show as late as in fclose, so stdout is closed here
 * for good; a stdout that was closed from the start matters only if something was written. */
static int commit_direct(struct cx_outfile *file, struct cx_err *err)
{
    FILE *stream = file->stream;
    bool bad = ferror(stream) != 0;

    file->stream = NULL;
    errno = 0;
    bad |= fflush(stream) != 0;
    int cause = errno;
    bool broken_pipe = bad && (cause == EPIPE || reader_gone(fileno(stream)));
    errno = 0;
    if (fclose(stream) != 0 && !bad && errno != EBADF) {
        bad = true;
        cause = errno;
        broken_pipe = cause == EPIPE;
    }
    if (broken_pipe)
        return cx_err_set(err, CX_EWORLD, "%s", ""); /* head had enough: not worth a word */
    return bad ? failed(file, cause, err) : 0;
}

/* The mode that the shell's > would leave: of the file replaced, or by the umask; but never
 * writable for others, since pay is decided by these files. */
static mode_t final_mode(const char *path)
{
    struct stat st;

    if (stat(path, &st) == 0)
        return st.st_mode & 0644;
    mode_t mask = umask(077); /* there is no way only to ask */
    umask(mask);
    return 0644 & ~mask;
}

/* Some file systems can't sync; that is no reason to withhold the output. */
static int sync_to_disk(int fd)
{
    return fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP ? 0 : -1;
}

/* The rename itself is safe only once the folder is on the disk. */
static int sync_folder(const struct cx_outfile *file, struct cx_err *err)
{
    const char *slash = strrchr(file->path, '/');
    char *folder =
        slash ? cx_strndup(file->path, (size_t)(slash - file->path) + 1) : cx_strdup(".");
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int code = 0;

    if (fd >= 0) { /* a folder may be writable and not readable */
        if (sync_to_disk(fd) != 0)
            code = failed(file, errno, err);
        close(fd);
    }
    free(folder);
    return code;
}

int cx_outfile_commit(struct cx_outfile *file, struct cx_err *err)
{
    if (!file->stream)
        return 0;
    if (!file->temporary)
        return commit_direct(file, err);

    FILE *stream = file->stream;
    errno = 0;
    if (ferror(stream))
        return failed(file, 0, err);
    if (fflush(stream) != 0 || fchmod(fileno(stream), final_mode(file->path)) != 0 ||
        sync_to_disk(fileno(stream)) != 0)
        return failed(file, errno, err);
    file->stream = NULL;
    if (fclose(stream) != 0 || rename(file->temporary, file->path) != 0)
        return failed(file, errno, err);
    free(file->temporary);
    file->temporary = NULL;
    return sync_folder(file, err);
}

void cx_outfile_fini(struct cx_outfile *file)
{
    if (file->stream && file->stream != stdout)
        fclose(file->stream);
    if (file->temporary)
        unlink(file->temporary);
    free(file->temporary);
    free(file->path);
    *file = (struct cx_outfile){0};
}
