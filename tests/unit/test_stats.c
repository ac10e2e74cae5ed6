/* report/stats: against printed tables. */
#include <math.h>

#include "report/stats.h"
#include "unit.h"

static void ck_near(double is, double wanted, double within)
{
    ck_assert_msg(fabs(is - wanted) <= within, "%.9g is not %.9g", is, wanted);
}

/* The two-sided 5 % points of any table of Student's t. */
START_TEST(student)
{
    static const struct {
        double degrees, t;
    } table[] = {{1, 12.7062}, {2, 4.3027},  {3, 3.1824},  {4, 2.7764},   {5, 2.5706},
                 {8, 2.3060},  {10, 2.2281}, {30, 2.0423}, {120, 1.9799}, {1e7, 1.9600}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        ck_near(stats_t95(table[i].degrees), table[i].t, 0.0005);
    ck_assert(isinf(stats_t95(0)));
}
END_TEST

/* 2 4 4 4 5 5 7 9: mean 5, squares around it 32, of a sample 32 / 7. */
START_TEST(spread)
{
    const double x[] = {2, 4, 4, 4, 5, 5, 7, 9};
    ck_near(stats_mean(x, 8), 5, 1e-12);
    ck_near(stats_variance(x, 8), 32.0 / 7, 1e-12);
    ck_near(stats_variance(x, 1), 0, 0);
}
END_TEST

/* Wilson (1927), 95 %: 5 of 10, 0 of 10, 10 of 10, as R's prop.test(correct=FALSE) gives them. */
START_TEST(wilson)
{
    double low, high;
    stats_wilson(&low, &high, 0.5, 10);
    ck_near(low, 0.236593, 1e-6);
    ck_near(high, 0.763407, 1e-6);
    stats_wilson(&low, &high, 0, 10);
    ck_near(low, 0, 1e-12);
    ck_near(high, 0.277533, 1e-6);
    stats_wilson(&low, &high, 1, 10);
    ck_near(low, 0.722467, 1e-6);
    ck_near(high, 1, 1e-12);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, student);
    tcase_add_test(tc, spread);
    tcase_add_test(tc, wilson);
}

UNIT_MAIN("stats")
