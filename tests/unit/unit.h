/* The main of every unit test: a file defines `static void tests(TCase *tc)`, which adds its
 * tests, and ends with UNIT_MAIN("module"). libcheck's variables (CK_FORK, CK_RUN_CASE,
 * CK_VERBOSITY, CK_DEFAULT_TIMEOUT ...) are kept to. */
#ifndef CX_TESTS_UNIT_H
#define CX_TESTS_UNIT_H

#include <check.h>
#include <stdlib.h>

static inline int unit_run(const char *module, void (*add_tests)(TCase *))
{
    Suite *suite = suite_create(module);
    TCase *tc = tcase_create(module);
    SRunner *runner = srunner_create(suite);

    /* The usual 4 seconds are short for sanitizers on a busy machine. */
    if (!getenv("CK_DEFAULT_TIMEOUT"))
        tcase_set_timeout(tc, 60);
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
