/* lint/whom: whom rules and scorecards are for, beside one another. */
#include "lint/linter.h"
#include "staff.h"
#include "unit.h"

static struct cx_org *org;

static void set_up(void)
{
    staff_open();
    ck_assert_int_eq(cx_org_load(&org, c.db, &c.err), 0);
}

static void tear_down(void)
{
    cx_org_free(org);
    staff_close();
}

static int64_t team_of(const char *key)
{
    for (int i = 0; i < org->team_count; i++) {
        if (strcmp(org->teams[i].key, key) == 0)
            return org->teams[i].id;
    }
    ck_abort_msg("no team %s", key);
    return 0;
}

/* Any case of a role; a team with its child teams; all that is given must fit. */
START_TEST(fits)
{
    const struct whom any = {0}, role = {"Collector", 0, 0}, other = {"sales", 0, 0};
    const struct whom centre = {NULL, team_of("S"), 0}, second = {NULL, team_of("T2"), 0};
    const struct whom first_sales = {"sales", team_of("T1"), 0};
    const struct cx_post *post = &org->posts[0];
    ck_assert_str_eq(org->teams[post->team].key, "T1");
    ck_assert(whom_fits(&any, org, post));
    ck_assert(whom_fits(&role, org, post));
    ck_assert(!whom_fits(&other, org, post));
    ck_assert(whom_fits(&centre, org, post));
    ck_assert(!whom_fits(&second, org, post));
    ck_assert(!whom_fits(&first_sales, org, post));
}
END_TEST

START_TEST(beside_one_another)
{
    const struct whom any = {0}, centre = {NULL, team_of("S"), 0};
    const struct whom first = {"collector", team_of("T1"), 0}, second = {NULL, team_of("T2"), 0};
    ck_assert(whom_includes(&any, &first, org));
    ck_assert(!whom_includes(&first, &any, org));
    ck_assert(whom_includes(&centre, &first, org));
    ck_assert(!whom_includes(&second, &first, org));
    ck_assert(whom_meets(&first, &centre, org));
    ck_assert(whom_meets(&centre, &first, org));
    ck_assert(!whom_meets(&first, &second, org));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, fits);
    tcase_add_test(tc, beside_one_another);
}

UNIT_MAIN("lint/whom")
