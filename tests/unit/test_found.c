/* lint/found: each finding once. */
#include <stdlib.h>

#include "lint/linter.h"
#include "unit.h"

static struct cx_lint *lint;

static void set_up(void)
{
    lint = calloc(1, sizeof *lint);
}

static void tear_down(void)
{
    cx_lint_free(lint);
}

START_TEST(once)
{
    struct linter linter = {.out = lint};
    found(&linter, CX_LINT_ERROR, "tiers", "tiers", "t", "mend it", "a gap at %d", 5);
    found(&linter, CX_LINT_ERROR, "tiers", "tiers", "t", "mend it", "a gap at %d", 5);
    ck_assert_uint_eq(lint->count, 1);
    ck_assert_str_eq(lint->list[0].finding, "a gap at 5");
    found(&linter, CX_LINT_ERROR, "tiers", "tiers", "t", "mend it", "a gap at %d", 6);
    found(&linter, CX_LINT_WARNING, "cliff", "tiers", "t", "mend it", "a gap at %d", 5);
    ck_assert_uint_eq(lint->count, 3);
    found(&linter, CX_LINT_WARNING, "cliff", "rules", "t", "mend it", "a gap at %d", 5);
    ck_assert_uint_eq(lint->count, 4); /* of a rule that has the tiers' name */
}
END_TEST

START_TEST(known)
{
    struct linter linter = {.out = lint};
    found(&linter, CX_LINT_ERROR, "nobody", "rules", "r1", "mend it", "nobody is that");
    ck_assert(is_found(&linter, "nobody", "rules", "r1"));
    ck_assert(!is_found(&linter, "nobody", "rules", "r2"));
    ck_assert(!is_found(&linter, "nobody", "scorecards", "r1"));
    ck_assert(!is_found(&linter, "tiers", "rules", "r1"));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, once);
    tcase_add_test(tc, known);
}

UNIT_MAIN("lint/found")
