#include "base/mem.h"

#include <malloc.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#define LAST_WORDS "cx: out of memory"

static char last_words[256] = LAST_WORDS "\n";

static void ask_for_large_pages(char *from, const char *to)
{
#ifdef MADV_HUGEPAGE
    enum { PAGE = 4096 };
    from -= (uintptr_t)from % PAGE;
    if (to > from)
        (void)madvise(from, (size_t)(to - from), MADV_HUGEPAGE);
#endif
}

/* The heap takes its addresses at once, so that one advice is enough; memory it takes as it is
 * used, by all threads. Larger arrays than PIECE are on their own, and given back when freed. */
void cx_mem_use_large_pages(void)
{
#ifdef M_TOP_PAD
    enum { HEAP = 256 << 20, PIECE = 1 << 20 };
    struct rlimit addresses;
    if (getrlimit(RLIMIT_AS, &addresses) != 0 || addresses.rlim_cur != RLIM_INFINITY)
        return;
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_TOP_PAD, HEAP);
    mallopt(M_TRIM_THRESHOLD, 2 * HEAP);
    mallopt(M_MMAP_THRESHOLD, PIECE);
    char *from = sbrk(0);
    void *volatile piece = malloc(PIECE / 2); /* volatile: else a compiler may leave it out */
    free(piece);
    ask_for_large_pages(from, sbrk(0));
#endif
}

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

static void *allocated(void *memory, size_t size)
{
    enum { LARGE = 4 << 20 };
    if (!memory)
        out_of_memory();
    if (size >= LARGE)
        ask_for_large_pages(memory, (const char *)memory + size);
    return memory;
}

void *cx_alloc(size_t size)
{
    return allocated(calloc(1, size ? size : 1), size);
}

void *cx_alloc_apart(size_t size)
{
    size_t whole = (size + CX_LINE - 1) / CX_LINE * CX_LINE;
    void *memory = allocated(aligned_alloc(CX_LINE, whole), whole);
    return memset(memory, 0, whole);
}

/* Little of it comes from the heap, where tools that look for wrong uses of memory see it. */
static bool is_much(size_t size)
{
    return size >= 1 << 20;
}

void *cx_alloc_pages(size_t size)
{
    if (!is_much(size))
        return cx_alloc(size);
    void *pages = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return allocated(pages == MAP_FAILED ? NULL : pages, size);
}

void cx_free_pages(void *pages, size_t size)
{
    if (pages && is_much(size))
        munmap(pages, size);
    else
        free(pages);
}

void *cx_realloc(void *old, size_t count, size_t size)
{
    size_t bytes;

    if (__builtin_mul_overflow(count, size, &bytes) || bytes > PTRDIFF_MAX)
        out_of_memory();
    /* realloc to 0 bytes may free, and a NULL would read as a failure. */
    return allocated(realloc(old, bytes ? bytes : 1), bytes);
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
