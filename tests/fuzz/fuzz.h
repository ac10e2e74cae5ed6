/* What the fuzzers share: saying what doesn't hold, and bytes as a file.
 *
 * A fuzzer is one file with LLVMFuzzerTestOneInput. Bytes that cx refuses are fine; what a fuzzer
 * looks for is a crash, a leak, a hang, a sanitizer's report, or something that must hold and
 * doesn't. */
#ifndef CX_FUZZ_H
#define CX_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

/* holds(condition, format, …): ends the run where the condition is false; libFuzzer then keeps the
 * input. */
#define holds(condition, ...)                                                                      \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: does not hold: %s: ", __FILE__, __LINE__, #condition);         \
            fprintf(stderr, __VA_ARGS__);                                                          \
            fputc('\n', stderr);                                                                   \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/* A file without a name that holds the bytes, to be read from its start. The caller closes it. */
static inline int fuzz_file(const void *bytes, size_t n)
{
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    holds(fd >= 0 && write(fd, bytes, n) == (ssize_t)n && lseek(fd, 0, SEEK_SET) == 0, "memfd");
    return fd;
}

/* The bytes and nothing behind them, so that reading on is found: a copy that the caller frees. */
static inline char *fuzz_copy(const void *bytes, size_t n)
{
    char *copy = malloc(n ? n : 1);
    holds(copy, "out of memory");
    memcpy(copy, bytes, n);
    return copy;
}

/* The bytes up to a NUL, as a string that the caller frees. */
static inline char *fuzz_string(const void *bytes, size_t n)
{
    char *string = strndup(bytes, n);
    holds(string, "out of memory");
    return string;
}

/* Takes one byte off the front; 0 where there is none. */
static inline uint8_t fuzz_byte(const uint8_t **data, size_t *size)
{
    if (*size == 0)
        return 0;
    --*size;
    return *(*data)++;
}

#endif
