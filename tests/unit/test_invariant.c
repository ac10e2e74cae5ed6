/* base/invariant: what holds costs nothing, what doesn't ends the process with place and name. */
#include "base/invariant.h"

#include <stdbool.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "unit.h"

/* What a child process that relies on `holds` says on stderr; its exit status. */
static int rely_on(bool holds, char text[200])
{
    int ends[2], status;
    ck_assert_int_eq(pipe(ends), 0);
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        CX_INVARIANT(holds, "money is not lost");
        _exit(0);
    }
    close(ends[1]);
    ssize_t n = read(ends[0], text, 199);
    text[n > 0 ? n : 0] = '\0';
    close(ends[0]);
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFEXITED(status));
    return WEXITSTATUS(status);
}

START_TEST(holds)
{
    char text[200];
    ck_assert_int_eq(rely_on(true, text), 0);
    ck_assert_str_eq(text, "");
}
END_TEST

START_TEST(is_broken)
{
    char text[200];
    ck_assert_int_eq(rely_on(false, text), 4);
    ck_assert_ptr_nonnull(
        strstr(text, "internal error: broken invariant: money is not lost (test_invariant.c:"));
    ck_assert_ptr_nonnull(strstr(text, ": holds)\n"));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, holds);
    tcase_add_test(tc, is_broken);
}

UNIT_MAIN("invariant")
