/* import/hooks: one row a kind, of columns that the kind has. */
#include "import/hooks.h"

#include "kinds.h"
#include "unit.h"

START_TEST(columns_of_every_kind)
{
    size_t count;
    const struct cx_kind *const *kinds = cx_kinds(&count);
    for (size_t k = 0; k < count; k++) {
        const struct hooks *hooks = hooks_of(kinds[k]);
        ck_assert(!hooks->kind || hooks->kind == kinds[k]);
        for (int i = 0; i < HOOK_COLUMNS && hooks->columns[i]; i++)
            ck_assert_msg(cx_kind_field(kinds[k], hooks->columns[i], strlen(hooks->columns[i])) >=
                              0,
                          "%s has no column %s", kinds[k]->name, hooks->columns[i]);
        ck_assert_msg((hooks->known != NULL) == (hooks->match != NULL), "%s", kinds[k]->name);
    }
}
END_TEST

START_TEST(a_kind_without)
{
    const struct hooks *hooks = hooks_of(&cx_kind_trainings);
    ck_assert_ptr_null(hooks->kind);
    ck_assert(!hooks->check && !hooks->complete && !hooks->take && !hooks->load);
    ck_assert_ptr_eq(hooks_of(&cx_kind_payments), &payments_hooks);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, columns_of_every_kind);
    tcase_add_test(tc, a_kind_without);
}

UNIT_MAIN("import/hooks")
