#include "base/mem.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "unit.h"

START_TEST(alloc_is_zeroed)
{
    char *memory = cx_alloc(1000);
    for (int i = 0; i < 1000; i++)
        ck_assert_int_eq(memory[i], 0);
    free(memory);
    for (size_t size = 1; size < 200; size += 33) {
        memory = cx_alloc_apart(size);
        ck_assert_uint_eq((uintptr_t)memory % CX_LINE, 0);
        for (size_t i = 0; i < size; i++)
            ck_assert_int_eq(memory[i], 0);
        free(memory);
    }
    memory = cx_alloc(0);
    ck_assert_ptr_nonnull(memory);
    free(memory);
}
END_TEST

/* Kilobytes that the process has in memory. */
static long resident(void)
{
    long pages = 0;
    FILE *statm = fopen("/proc/self/statm", "r");
    ck_assert_ptr_nonnull(statm);
    ck_assert_int_eq(fscanf(statm, "%*d %ld", &pages), 1);
    fclose(statm);
    return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

START_TEST(pages_are_zeroed_and_given_back)
{
    enum { MUCH = 64 << 20, LITTLE = 1000 };
    long before = resident();
    char *pages = cx_alloc_pages(MUCH), *few = cx_alloc_pages(LITTLE);
    ck_assert_int_lt(resident(), before + MUCH / 2048); /* not yet written to */
    for (size_t i = 0; i < MUCH; i += 4096)
        ck_assert_int_eq(pages[i], 0);
    for (size_t i = 0; i < LITTLE; i++)
        ck_assert_int_eq(few[i], 0);
    memset(pages, 1, MUCH);
    ck_assert_int_ge(resident(), before + MUCH / 2048);
    cx_free_pages(pages, MUCH);
    cx_free_pages(few, LITTLE);
    cx_free_pages(NULL, MUCH);
    ck_assert_int_lt(resident(), before + MUCH / 2048);
}
END_TEST

START_TEST(realloc_keeps_what_was_there)
{
    int *numbers = cx_realloc(NULL, 2, sizeof *numbers);
    numbers[0] = 7;
    numbers[1] = 8;
    numbers = cx_realloc(numbers, 100000, sizeof *numbers);
    ck_assert_int_eq(numbers[0], 7);
    ck_assert_int_eq(numbers[1], 8);
    numbers = cx_realloc(numbers, 0, sizeof *numbers);
    ck_assert_ptr_nonnull(numbers);
    free(numbers);
}
END_TEST

/* Runs in a child: status 3 and one line on stderr are the contract. */
static void check_dies(size_t count, size_t size, const char *words)
{
    int ends[2], status;
    char text[100] = "";

    ck_assert_int_eq(pipe(ends), 0);
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        free(cx_realloc(NULL, count, size));
        _exit(0);
    }
    close(ends[1]);
    ssize_t n = read(ends[0], text, sizeof text - 1);
    close(ends[0]);
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFEXITED(status));
    ck_assert_int_eq(WEXITSTATUS(status), 3);
    ck_assert_int_gt(n, 0);
    ck_assert_str_eq(text, words);
}

START_TEST(out_of_memory_is_status_3)
{
    check_dies(SIZE_MAX / 2, 4, "cx: out of memory\n"); /* the product overflows */
    check_dies((size_t)PTRDIFF_MAX + 1, 1, "cx: out of memory\n");
}
END_TEST

START_TEST(what_was_done_is_said)
{
    cx_mem_done("2026-10 is sealed all the same");
    check_dies(SIZE_MAX / 2, 4, "cx: out of memory: 2026-10 is sealed all the same\n");
    cx_mem_done(NULL);
    check_dies(SIZE_MAX / 2, 4, "cx: out of memory\n");
}
END_TEST

START_TEST(copies_of_strings)
{
    ck_assert_ptr_null(cx_strdup(NULL));
    ck_assert_ptr_null(cx_strndup(NULL, 3));
    char *copy = cx_strdup("催收");
    ck_assert_str_eq(copy, "催收");
    free(copy);
    copy = cx_strndup("abcdef", 3);
    ck_assert_str_eq(copy, "abc");
    free(copy);
    copy = cx_strndup("ab", 30);
    ck_assert_str_eq(copy, "ab");
    free(copy);
    const char open_ended[3] = {'x', 'y', 'z'}; /* no NUL to be read past */
    copy = cx_strndup(open_ended, sizeof open_ended);
    ck_assert_str_eq(copy, "xyz");
    free(copy);
}
END_TEST

START_TEST(arrays_grow)
{
    int *numbers = NULL, count = 0, cap = 0;

    for (int i = 0; i < 1000; i++) {
        CX_GROW(numbers, count, cap);
        ck_assert_int_lt(count, cap);
        numbers[count++] = i * i;
    }
    ck_assert_int_eq(cap, 1024);
    for (int i = 0; i < 1000; i++)
        ck_assert_int_eq(numbers[i], i * i);
    free(numbers);
}
END_TEST

/* Whether an address is to be in a large page: the flag hg of proc(5). */
static bool is_advised(const char *address)
{
    FILE *maps = fopen("/proc/self/smaps", "r");
    char line[512];
    bool is_there = false, is_set = false;
    ck_assert_ptr_nonnull(maps);
    while (fgets(line, sizeof line, maps)) {
        uintptr_t from, to;
        if (sscanf(line, "%" SCNxPTR "-%" SCNxPTR " ", &from, &to) == 2)
            is_there = (uintptr_t)address >= from && (uintptr_t)address < to;
        else if (is_there && strncmp(line, "VmFlags:", 8) == 0)
            is_set = strstr(line, " hg") != NULL;
    }
    fclose(maps);
    return is_set;
}

/* Under a limit of addresses (1) none are taken ahead. Sanitizers have heaps of their own. */
START_TEST(large_pages)
{
    enum { MUCH = 32 << 20 };
    struct rlimit limit = {(rlim_t)1 << 50, RLIM_INFINITY};
    if (_i == 1)
        ck_assert_int_eq(setrlimit(RLIMIT_AS, &limit), 0);
    char *end = sbrk(0);
    cx_mem_use_large_pages();
    bool has_grown = (char *)sbrk(0) - end > MUCH;
    ck_assert(!has_grown || _i == 0);
    if (has_grown && access("/sys/kernel/mm/transparent_hugepage/enabled", F_OK) == 0)
        ck_assert(is_advised((char *)sbrk(0) - MUCH));
    char *memory = cx_realloc(cx_alloc(MUCH), 2, MUCH);
    memory[2 * MUCH - 1] = 1;
    if (access("/sys/kernel/mm/transparent_hugepage/enabled", F_OK) == 0)
        ck_assert(is_advised(memory + MUCH));
    free(memory);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_loop_test(tc, large_pages, 0, 2);
    tcase_add_test(tc, alloc_is_zeroed);
    tcase_add_test(tc, pages_are_zeroed_and_given_back);
    tcase_add_test(tc, realloc_keeps_what_was_there);
    tcase_add_test(tc, out_of_memory_is_status_3);
    tcase_add_test(tc, what_was_done_is_said);
    tcase_add_test(tc, copies_of_strings);
    tcase_add_test(tc, arrays_grow);
}

UNIT_MAIN("mem")
