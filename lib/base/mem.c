#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LAST_WORDS "cx: out of memory"

static char last_words[256] = LAST_WORDS "\n";

void cx_mem_done(const char *what)
{
    snprintf(last_words, sizeof last_words, LAST_WORDS "%s%.200s\n", what ? ": " : "",
             what ? what : "");
}

static _Noreturn void out_of_memory(void)
{
    /* write and _exit: stdio might allocate, and atexit handlers might publish half a file. */
    ssize_t written = write(STDERR_FILENO, last_words, strlen(last_words));
    (void)written; /* there is nobody left to tell */
    _exit(3);
}

void *cx_alloc(size_t size)
{
    void *memory = calloc(1, size ? size : 1);

    if (!memory)
        out_of_memory();
    return memory;
}

void *cx_realloc(void *old, size_t count, size_t size)
{
    size_t bytes;

    if (__builtin_mul_overflow(count, size, &bytes) || bytes > PTRDIFF_MAX)
        out_of_memory();
    /* realloc to 0 bytes may free, and a NULL would read as a failure. */
    void *memory = realloc(old, bytes ? bytes : 1);
    if (!memory)
        out_of_memory();
    return memory;
}

char *cx_strdup(const char *s)
{
    return s ? cx_strndup(s, strlen(s)) : NULL;
}

char *cx_strndup(const char *s, size_t n)
{
    if (!s)
        return NULL;
    size_t len = strnlen(s, n);
    char *copy = cx_realloc(NULL, len + 1, 1);
    memcpy(copy, s, len);
    copy[len] = '\0';
    return copy;
}
