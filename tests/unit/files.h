/* Files for tests: bytes become a file to read from, and a stream becomes bytes again. */
#ifndef CX_UNIT_FILES_H
#define CX_UNIT_FILES_H

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A descriptor at the start of an unnamed file that holds the bytes. */
static inline int file_of(const char *bytes, size_t n)
{
    char path[] = "/tmp/cx-unit-XXXXXX";
    int fd = mkstemp(path);

    ck_assert_int_ge(fd, 0);
    unlink(path);
    while (n > 0) {
        ssize_t put = write(fd, bytes, n);
        ck_assert_int_gt(put, 0);
        bytes += put;
        n -= (size_t)put;
    }
    lseek(fd, 0, SEEK_SET);
    return fd;
}

/* All of a stream, NUL-terminated; the caller frees. */
static inline char *bytes_of(FILE *stream, size_t *n)
{
    long end;
    char *bytes;

    fflush(stream);
    fseek(stream, 0, SEEK_END);
    end = ftell(stream);
    ck_assert_int_ge(end, 0);
    rewind(stream);
    bytes = calloc(1, (size_t)end + 1);
    ck_assert_ptr_nonnull(bytes);
    *n = fread(bytes, 1, (size_t)end, stream);
    ck_assert_uint_eq(*n, (size_t)end);
    return bytes;
}

/* Opens a file of the shared test data; -1, with a reason on stderr, where it isn't there. */
static inline int shared_file(const char *name)
{
    const char *dir = getenv("CX_SHARED");
    char path[4096];

    if (!dir)
        dir = "../shared";
    snprintf(path, sizeof path, "%s%s%s/%s", *dir == '/' ? "" : CX_SOURCE_DIR,
             *dir == '/' ? "" : "/", dir, name);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        fprintf(stderr, "skipped: no %s (set CX_SHARED to the shared folder)\n", path);
    return fd;
}

#endif
