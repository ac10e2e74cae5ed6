#include "base/outfile.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"

#define LINKS_MAX    40 /* that follow one another; more are a circle, as Linux has it */
#define LEFT_SECONDS 60 /* a temporary file that old, and locked by nobody, was left */

/* What the stream writes to. stdio forgets why a write failed before anybody asks; this keeps it.
 */
struct cx_sink {
    int fd;
    int cause; /* errno of the first write that failed; nothing is written after it; 0: none */
};

static int failed(const struct cx_outfile *file, int cause, struct cx_err *err)
{
    return cx_err_set(err, CX_EWORLD, "%s: %s", file->path ? file->path : _("standard output"),
                      cx_err_cause(cause));
}

/* A result less than size means failure. */
static ssize_t write_sink(void *cookie, const char *bytes, size_t size)
{
    struct cx_sink *sink = cookie;
    size_t done = 0;
    while (sink->cause == 0 && done < size) {
        ssize_t n = write(sink->fd, bytes + done, size - done);
        if (n >= 0)
            done += (size_t)n;
        else if (errno != EINTR)
            sink->cause = errno;
    }
    return (ssize_t)done;
}

/* Takes ownership of fd. */
static int open_sink(struct cx_outfile *file, int fd)
{
    static const cookie_io_functions_t functions = {.write = write_sink};
    file->sink = cx_alloc(sizeof *file->sink);
    file->sink->fd = fd;
    file->stream = fopencookie(file->sink, "w", functions);
    return file->stream ? 0 : -1;
}

/* Closes the stream but not the descriptor. Returns an errno, or 0 if everything was written. */
static int close_stream(struct cx_outfile *file)
{
    errno = 0;
    int cause = fclose(file->stream) != 0 ? errno : 0;
    file->stream = NULL;
    return file->sink->cause ? file->sink->cause : cause;
}

static bool is_stdout(const char *path)
{
    /* /dev/stdout as well: opened again, it would lose the offset in a file that others append to.
     */
    return !path || strcmp(path, "-") == 0 || strcmp(path, "/dev/stdout") == 0 ||
           strcmp(path, "/dev/fd/1") == 0;
}

/* Devices, pipes and names of open descriptors can't be replaced by a rename. */
static bool is_direct(const char *path)
{
    struct stat st;

    if (strcmp(path, "/dev/stderr") == 0 || strncmp(path, "/dev/fd/", 8) == 0 ||
        strncmp(path, "/proc/", 6) == 0)
        return true;
    return stat(path, &st) == 0 && !S_ISREG(st.st_mode);
}

/* What a link says, from where it stands; NULL: it is none. */
static char *target_of(const char *path)
{
    char target[PATH_MAX];
    const char *slash = strrchr(path, '/');
    ssize_t length = readlink(path, target, sizeof target - 1);
    if (length < 0)
        return NULL;
    target[length] = '\0';
    size_t folder = *target == '/' || !slash ? 0 : (size_t)(slash - path) + 1;
    char *joined = cx_alloc(folder + (size_t)length + 1);
    memcpy(joined, path, folder);
    memcpy(joined + folder, target, (size_t)length + 1);
    return joined;
}

/* A symbolic link is kept: the file that it points to is replaced, or made where there is none. */
static char *behind_links(const char *path)
{
    char *at = cx_strdup(path);
    for (int links = 0; links < LINKS_MAX; links++) {
        char *target = target_of(at);
        if (!target)
            break;
        free(at);
        at = target;
    }
    return at;
}

/* Whether the path is a link that somebody else put into a folder which all may write, such as
 * /tmp: it would lead the output to where they like. */
static bool is_planted_link(const char *path)
{
    struct stat link, folder;
    const char *slash = strrchr(path, '/');
    if (lstat(path, &link) != 0 || !S_ISLNK(link.st_mode) || link.st_uid == geteuid())
        return false;
    char *above = slash ? cx_strndup(path, (size_t)(slash - path) + 1) : cx_strdup(".");
    bool is_shared = stat(above, &folder) != 0 ||
                     ((folder.st_mode & (S_IWGRP | S_IWOTH)) != 0 && folder.st_uid != link.st_uid);
    free(above);
    return is_shared;
}

/* A database, or the journal by which SQLite brings one back: nobody means to lose it. */
static bool is_database(const char *path)
{
    static const char database[] = "SQLite format 3";
    static const char journal[] = "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7";
    char bytes[sizeof database] = "";
    struct stat st;
    int fd = stat(path, &st) == 0 && S_ISREG(st.st_mode) ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (fd < 0)
        return false;
    bool is_long = read(fd, bytes, sizeof bytes) == sizeof bytes;
    close(fd);
    return is_long && (memcmp(bytes, database, sizeof database) == 0 ||
                       memcmp(bytes, journal, sizeof journal - 1) == 0);
}

static int open_direct(const char *path)
{
    return open(path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY);
}

/* Removes what a killed program left: an own file that nobody writes, for whoever does holds its
 * lock. Between making and locking it there is a moment, in which a file is young. */
static void remove_left(int folder, const char *name)
{
    struct stat st;
    int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_uid == geteuid() &&
        time(NULL) - st.st_mtime >= LEFT_SECONDS && flock(fd, LOCK_EX | LOCK_NB) == 0)
        unlinkat(folder, name, 0);
    close(fd);
}

/* Looks beside the temporary file for others of its name, which ends in six letters. */
static void remove_all_left(const char *temporary)
{
    const char *slash = strrchr(temporary, '/'), *name = slash ? slash + 1 : temporary;
    char *path = slash ? cx_strndup(temporary, (size_t)(slash - temporary) + 1) : cx_strdup(".");
    DIR *folder = opendir(path);
    size_t length = strlen(name);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        if (strlen(entry->d_name) == length && strcmp(entry->d_name, name) != 0 &&
            strncmp(entry->d_name, name, length - strlen("XXXXXX")) == 0)
            remove_left(dirfd(folder), entry->d_name);
    }
    if (folder)
        closedir(folder);
    free(path);
}

bool cx_outfile_has_left(const char *path)
{
    bool has_left = false;
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder && !has_left && (entry = readdir(folder));) {
        size_t length = strlen(entry->d_name), end = strlen(".XXXXXX");
        has_left =
            length > end + 1 && entry->d_name[0] == '.' && entry->d_name[length - end] == '.';
    }
    if (folder)
        closedir(folder);
    return has_left;
}

/* Makes .NAME.XXXXXX beside the target, for a rename must not leave the file system. */
static int open_temporary(struct cx_outfile *file, bool has_left)
{
    const char *slash = strrchr(file->path, '/');
    const char *name = slash ? slash + 1 : file->path;
    int folder = (int)(name - file->path);
    size_t size = strlen(file->path) + sizeof "..XXXXXX";

    file->temporary = cx_alloc(size);
    /* 240 bytes of the name: the whole must stay within NAME_MAX. */
    snprintf(file->temporary, size, "%.*s.%.240s.XXXXXX", folder, file->path, name);
    int fd = mkostemp(file->temporary, O_CLOEXEC);
    if (fd >= 0) {
        flock(fd, LOCK_EX | LOCK_NB); /* where there are no locks, nothing is removed either */
        if (has_left)
            remove_all_left(file->temporary);
    }
    return fd;
}

static int open_file(struct cx_outfile *file, const char *path, bool has_left, struct cx_err *err)
{
    *file = (struct cx_outfile){0};
    if (is_stdout(path))
        return open_sink(file, STDOUT_FILENO) == 0 ? 0 : failed(file, errno, err);
    if (!*path)
        return cx_err_set(err, CX_EUSAGE, "the name of the output file is empty");

    if (is_planted_link(path))
        return cx_err_set(err, CX_EWORLD,
                          "%s: is a link that somebody else made in a folder which others can "
                          "write: take it away, or name another file",
                          path);
    if (is_database(path))
        return cx_err_set(err, CX_EWORLD,
                          "%s: is a database, which would be lost: name another file", path);
    bool direct = is_direct(path);
    file->path = direct ? cx_strdup(path) : behind_links(path);
    int fd = direct ? open_direct(file->path) : open_temporary(file, has_left);
    if (fd >= 0 && open_sink(file, fd) == 0)
        return 0;

    int cause = errno;
    if (fd < 0) { /* nothing was created that fini should remove */
        free(file->temporary);
        file->temporary = NULL;
    }
    int code = failed(file, cause, err);
    cx_outfile_fini(file);
    return code;
}

int cx_outfile_open(struct cx_outfile *file, const char *path, struct cx_err *err)
{
    return open_file(file, path, true, err);
}

int cx_outfile_open_of_many(struct cx_outfile *file, const char *path, bool has_left,
                            struct cx_err *err)
{
    int rc = open_file(file, path, has_left, err);
    file->is_of_many = true;
    return rc;
}

/* What was printed to stdout beside the stream, such as --help: written, and closed for good, as a
 * write error may show as late as in fclose. An errno, or 0; a stdout that was closed from the
 * start matters only if something was written. */
static int close_stdout(void)
{
    int cause = ferror(stdout) ? EIO : 0; /* its errno is gone */

    if (fflush(stdout) != 0 && !cause)
        cause = errno;
    if (fclose(stdout) != 0 && !cause && errno != EBADF)
        cause = errno;
    return cause;
}

static int commit_direct(struct cx_outfile *file, struct cx_err *err)
{
    int cause = close_stream(file);
    int closing = 0;

    if (!file->path)
        closing = close_stdout();
    else if (close(file->sink->fd) != 0)
        closing = errno;
    file->sink->fd = -1;
    if (cause == 0)
        cause = closing;
    if (cause == EPIPE)
        return cx_err_set(err, CX_EWORLD, "%s",
                          ""); /* the reader, such as head, has had enough: no message */
    return cause ? failed(file, cause, err) : 0;
}

/* That of the file replaced, for whoever widened it meant it; but never writable for others, since
 * pay is decided by these files. A new one is the owner's alone: it holds people's pay or debtors.
 */
static mode_t final_mode(const struct cx_outfile *file)
{
    struct stat st;

    if (file->mode)
        return file->mode;
    return stat(file->path, &st) == 0 ? st.st_mode & 0644 : 0600;
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

int cx_outfile_settle(struct cx_outfile *file, struct cx_err *err)
{
    struct cx_sink *sink = file->sink;
    if (file->stream && !file->temporary) {
        errno = 0;
        if (fflush(file->stream) != 0 && sink->cause == 0)
            sink->cause = errno ? errno : EIO;
    } else if (file->stream) {
        sink->cause = close_stream(file);
        if (sink->cause == 0 && (fchmod(sink->fd, final_mode(file)) != 0 ||
                                 (!file->is_of_many && sync_to_disk(sink->fd) != 0)))
            sink->cause = errno;
    }
    return sink && sink->cause ? failed(file, sink->cause, err) : 0;
}

int cx_outfile_commit(struct cx_outfile *file, struct cx_err *err)
{
    if (!file->temporary)
        return file->stream ? commit_direct(file, err) : 0;
    int rc = cx_outfile_settle(file, err);
    if (rc < 0)
        return rc;
    if (rename(file->temporary, file->path) != 0)
        return failed(file, errno, err);
    free(file->temporary);
    file->temporary = NULL;
    return file->is_of_many ? 0 : sync_folder(file, err);
}

int cx_outfile_sync_all(const char *folder, struct cx_err *err)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int cause = fd < 0 || syncfs(fd) != 0 ? errno : 0;
    if (fd >= 0)
        close(fd);
    return cause ? cx_err_set(err, CX_EWORLD, "%s: %s", folder, cx_err_cause(cause)) : 0;
}

void cx_outfile_fini(struct cx_outfile *file)
{
    if (file->stream)
        fclose(file->stream);
    if (file->sink && file->path && file->sink->fd >= 0)
        close(file->sink->fd);
    free(file->sink);
    if (file->temporary)
        unlink(file->temporary);
    free(file->temporary);
    free(file->path);
    *file = (struct cx_outfile){0};
}
