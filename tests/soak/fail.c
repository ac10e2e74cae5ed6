/* A preload in which one call fails: LD_PRELOAD=fail.so FAIL=CALL:N:HOW program. CALL is write (of
 * files that have a name), temp (of files that have none, as SQLite's temporary ones), read, sync,
 * rename, truncate or alloc; the Nth such call of the program fails. HOW is once, or good: then all
 * that follow fail as well; or kill, which ends the program there, half of a write being done.
 * FAIL_COUNT=FILE is told how many such calls there were. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *call = "", *how = "once";
static long nth;
static atomic_long count;

/* The C library's own, found before the first thread starts. */
#define REAL(result, name, ...) static result (*real_##name)(__VA_ARGS__)
REAL(ssize_t, write, int, const void *, size_t);
REAL(ssize_t, pwrite, int, const void *, size_t, off_t);
REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t);
REAL(ssize_t, pread64, int, void *, size_t, off64_t);
REAL(int, fsync, int);
REAL(int, fdatasync, int);
REAL(int, syncfs, int);
REAL(int, rename, const char *, const char *);
REAL(int, ftruncate64, int, off64_t);

/* glibc's own names: dlsym allocates, and may not come back here before it is done. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t size);

#define FIND(name)                                                                                 \
    do {                                                                                           \
        void *found = dlsym(RTLD_NEXT, #name);                                                     \
        memcpy(&real_##name, &found, sizeof found);                                                \
    } while (0)

__attribute__((constructor)) static void begin(void)
{
    static char copy[64];
    FIND(write);
    FIND(pwrite);
    FIND(pwrite64);
    FIND(pread64);
    FIND(fsync);
    FIND(fdatasync);
    FIND(syncfs);
    FIND(rename);
    FIND(ftruncate64);
    const char *wish = getenv("FAIL");
    snprintf(copy, sizeof copy, "%s", wish ? wish : "");
    char *first = strchr(copy, ':'), *second = first ? strchr(first + 1, ':') : NULL;
    if (!second)
        return;
    *first = *second = '\0';
    nth = atol(first + 1);
    how = second + 1;
    call = copy;
}

__attribute__((destructor)) static void end(void)
{
    const char *path = getenv("FAIL_COUNT");
    FILE *file = path ? fopen(path, "w") : NULL;
    if (file) {
        fprintf(file, "%ld\n", (long)count);
        fclose(file);
    }
}

/* True where this call is to fail; may not come back. */
static bool fails(const char *name)
{
    if (strcmp(call, name) != 0)
        return false;
    long at = atomic_fetch_add(&count, 1) + 1;
    return at == nth || (at > nth && nth > 0 && strcmp(how, "good") == 0);
}

static void kill_if_so(void)
{
    if (strcmp(how, "kill") == 0)
        kill(getpid(), SIGKILL);
}

static int failed(int cause)
{
    kill_if_so();
    errno = cause;
    return -1;
}

/* What a write to fd counts as: NULL for pipes and terminals. */
static const char *kind_of(int fd)
{
    struct stat st;
    if (!*call || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
        return "";
    return st.st_nlink == 0 ? "temp" : "write";
}

ssize_t write(int fd, const void *bytes, size_t n)
{
    if (!fails(kind_of(fd)))
        return real_write(fd, bytes, n);
    if (strcmp(how, "kill") == 0 && real_write(fd, bytes, n / 2) < 0)
        return -1;
    return failed(ENOSPC);
}

ssize_t pwrite(int fd, const void *bytes, size_t n, off_t at)
{
    if (!fails(kind_of(fd)))
        return real_pwrite(fd, bytes, n, at);
    if (strcmp(how, "kill") == 0 && real_pwrite(fd, bytes, n / 2, at) < 0)
        return -1;
    return failed(ENOSPC);
}

ssize_t pwrite64(int fd, const void *bytes, size_t n, off64_t at)
{
    if (!fails(kind_of(fd)))
        return real_pwrite64(fd, bytes, n, at);
    if (strcmp(how, "kill") == 0 && real_pwrite64(fd, bytes, n / 2, at) < 0)
        return -1;
    return failed(nth % 2 ? ENOSPC : EIO);
}

ssize_t pread64(int fd, void *bytes, size_t n, off64_t at)
{
    return fails("read") ? failed(EIO) : real_pread64(fd, bytes, n, at);
}

int fsync(int fd)
{
    return fails("sync") ? failed(EIO) : real_fsync(fd);
}

int syncfs(int fd)
{
    return fails("sync") ? failed(EIO) : real_syncfs(fd);
}

int fdatasync(int fd)
{
    return fails("sync") ? failed(EIO) : real_fdatasync(fd);
}

int rename(const char *from, const char *to)
{
    return fails("rename") ? failed(EIO) : real_rename(from, to);
}

int ftruncate64(int fd, off64_t size)
{
    return fails("truncate") ? failed(EIO) : real_ftruncate64(fd, size);
}

static bool no_memory(void)
{
    if (!fails("alloc"))
        return false;
    failed(ENOMEM);
    return true;
}

void *malloc(size_t size)
{
    return no_memory() ? NULL : __libc_malloc(size);
}

void *calloc(size_t n, size_t size)
{
    return no_memory() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *p, size_t size)
{
    return no_memory() ? NULL : __libc_realloc(p, size);
}
