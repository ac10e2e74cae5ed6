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

/* Payments of an owner's accounts in the four windows, of P1's (first 1) or of P2's (101). */
static double payments(int odd, int first)
{
    int count = 0;
    for (int a = first; a < first + 100; a++) {
        for (int w = 1; w <= 4; w++)
            count += a % 2 == odd && past_pays(a, w);
    }
    return count;
}

/* Regions make two segments of one stage. Balances are all alike, so that a person's recovery over
 * everyone's is that of the payments, twice their own over all; the skill lies between that and 1,
 * the nearer to the former the more cases there are: here many. */
START_TEST(two_people)
{
    desk = desk_now(0);
    ck_assert_int_eq(desk_measure(desk, c.db, &c.err), 0);
    ck_assert_int_eq(desk->skills.segments, 2);
    for (int odd = 0; odd < 2; odd++) {
        double one = payments(odd, 1), two = payments(odd, 101), raw = 2 * one / (one + two);
        double p1 = (double)skill_ppm(&desk->skills, person_of(desk->org, "P1"), 1 - odd) / 1e6;
        double p2 = (double)skill_ppm(&desk->skills, person_of(desk->org, "P2"), 1 - odd) / 1e6;
        ck_assert_double_gt(raw, 1.1);
        ck_assert_double_gt(p1, 1);
        ck_assert_double_lt(p1, raw + 0.01);
        ck_assert_double_gt(p1, 1 + 0.5 * (raw - 1));
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
