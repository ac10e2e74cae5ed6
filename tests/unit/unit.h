/* The main of every unit test: a file defines `static void tests(TCase *tc)`, which adds its
 * tests, and ends with UNIT_MAIN("module"). libcheck's variables (CK_FORK, CK_RUN_CASE,
 * CK_VERBOSITY, CK_DEFAULT_TIMEOUT ...) work as usual. */
#ifndef CX_TESTS_UNIT_H
#define CX_TESTS_UNIT_H

#include <check.h>
#include <stdlib.h>

/* Where the test is that fails: an assertion in a helper is reported with the line of the test that
 * called it, and stderr has the calls in between. Without addr2line (binutils) it is the helper's
 * line. */
extern const char *unit_file;
extern int unit_line;

void unit_failed(const char *file, int line);

/* What libcheck's assertions call when they fail. */
#define _ck_assert_failed(file, line, ...)                                                         \
    (unit_failed(file, line), _ck_assert_failed(unit_file, unit_line, __VA_ARGS__))

/* A test that takes longer hangs. The usual 4 are short on a busy machine, and the sanitizers take
 * many times as long. */
#ifdef __SANITIZE_ADDRESS__
enum { UNIT_SECONDS = 300 };
#else
enum { UNIT_SECONDS = 60 };
#endif

static inline int unit_run(const char *module, void (*add_tests)(TCase *))
{
    Suite *suite = suite_create(module);
    TCase *tc = tcase_create(module);
    SRunner *runner = srunner_create(suite);

    if (!getenv("CK_DEFAULT_TIMEOUT"))
        tcase_set_timeout(tc, UNIT_SECONDS);
    add_tests(tc);
    suite_add_tcase(suite, tc);
    srunner_run_all(runner, CK_ENV); /* CK_NORMAL where CK_VERBOSITY says nothing */
    int bad = srunner_ntests_failed(runner) > 0 || srunner_ntests_run(runner) == 0;
    srunner_free(runner);
    return bad ? EXIT_FAILURE : EXIT_SUCCESS;
}

#define UNIT_MAIN(module)                                                                          \
    int main(void)                                                                                 \
    {                                                                                              \
        return unit_run(module, tests);                                                            \
    }

#endif
