/* assign/skill: recovery over everyone's. */
#include "assign/skill.h"

#include "past.h"
#include "unit.h"

static struct desk *desk;

static void tear_down(void)
{
    desk_close(desk);
    company_close(&c);
}

/* P1 recovers twice what P2 does: 4/3 and 2/3 of everyone's, drawn towards 1. Regions make two segments
 * of one stage: that of C1 (N) and that of C2 (S). */
START_TEST(two_people)
{
    desk = desk_now(0);
    ck_assert_int_eq(desk_measure(desk, c.db, &c.err), 0);
    ck_assert_int_eq(desk->skills.segments, 2);
    for (int s = 0; s < 2; s++) {
        double p1 = (double)skill_ppm(&desk->skills, person_of(desk->org, "P1"), s) / 1e6;
        double p2 = (double)skill_ppm(&desk->skills, person_of(desk->org, "P2"), s) / 1e6;
        ck_assert_double_eq_tol(p1, 4.0 / 3, 0.1);
        ck_assert_double_eq_tol(p2, 2.0 / 3, 0.1);
        ck_assert_double_eq_tol(p1 + p2, 2, 0.02);
    }
    ck_assert_int_eq(skill_ppm(&desk->skills, person_of(desk->org, "V1"), 0), SKILL_ONE);
    ck_assert_int_eq(skill_ppm(&desk->skills, -1, 0), SKILL_ONE);
    ck_assert_int_eq(skill_ppm(&desk->skills, 0, 99), SKILL_ONE);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, past_open, tear_down);
    tcase_add_test(tc, two_people);
}
UNIT_MAIN("skill")
