/* The tests' own unit.h: a failure has the line of the test, whichever helpers the assertion is in.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "unit.h"

enum { IN_DEEPEST = __LINE__ + 3 }; /* the next assertion's */
static void deepest(int value)
{
    ck_assert_int_eq(value, 1);
}

static void helper(int value)
{
    deepest(value);
    ck_assert_int_eq(value, 1);
}

enum { FIRST_FAILURE = __LINE__ + 3 }; /* the next assertion's */
START_TEST(fails_itself)
{
    ck_assert_int_eq(2, 1);
}
END_TEST

START_TEST(fails_in_a_helper)
{
    helper(1);
    helper(2); /* FIRST_FAILURE + 7 */
}
END_TEST

/* Runs the two above silently as a suite of their own; what stderr has of it goes to said. */
static void run_failing(SRunner *runner, char *said, size_t size)
{
    FILE *file = tmpfile();
    int kept = dup(STDERR_FILENO);

    ck_assert(file && kept >= 0);
    dup2(fileno(file), STDERR_FILENO);
    srunner_run_all(runner, CK_SILENT);
    dup2(kept, STDERR_FILENO);
    close(kept);
    rewind(file);
    said[fread(said, 1, size - 1, file)] = '\0';
    fclose(file);
}

START_TEST(names_the_line_of_the_test)
{
    TCase *tc = tcase_create("failing");
    Suite *suite = suite_create("failing");
    SRunner *runner = srunner_create(suite);
    TestResult **failures;
    char said[1000], expected[1000];

    tcase_add_test(tc, fails_itself);
    tcase_add_test(tc, fails_in_a_helper);
    suite_add_tcase(suite, tc);
    run_failing(runner, said, sizeof said);
    ck_assert_int_eq(srunner_ntests_failed(runner), 2);
    failures = srunner_failures(runner);
    for (int i = 0; i < 2; i++) {
        ck_assert_ptr_nonnull(strstr(tr_lfile(failures[i]), "test_unit.c"));
        ck_assert_int_eq(tr_lno(failures[i]), FIRST_FAILURE + 7 * i);
    }
    free(failures);
    srunner_free(runner);
    snprintf(expected, sizeof expected,
             "test_unit.c:%d: in deepest, called by\ntest_unit.c:%d: in helper, called by\n",
             IN_DEEPEST, IN_DEEPEST + 5);
    ck_assert_str_eq(said, expected);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, names_the_line_of_the_test);
}

UNIT_MAIN("unit")
