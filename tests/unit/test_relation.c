/* statistics/relation: against published values. */
#include "statistics/relation.h"

#include <math.h>

#include "unit.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static void ck_near(double got, double wanted, double tolerance)
{
    ck_assert_msg(fabs(got - wanted) <= tolerance, "%.12g, not %.12g", got, wanted);
}

/* Anscombe, F. J. (1973): Graphs in Statistical Analysis. American Statistician 27, 17-21: the
 * correlation of each of the four is 0.816. */
START_TEST(anscombe)
{
    static const double x123[] = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
    static const double x4[] = {8, 8, 8, 8, 8, 8, 8, 19, 8, 8, 8};
    static const double y[4][11] = {
        {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68},
        {9.14, 8.14, 8.74, 8.77, 9.26, 8.10, 6.13, 3.10, 9.13, 7.26, 4.74},
        {7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73},
        {6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.50, 5.56, 7.91, 6.89}};
    for (int i = 0; i < 4; i++) {
        struct relation of = relate(i < 3 ? x123 : x4, y[i], 11);
        ck_assert(of.has_r && of.has_interval);
        ck_assert_uint_eq(of.n, 11);
        ck_near(of.r, 0.816, 0.0006);
    }
}
END_TEST

/* Ranks 1 2.5 2.5 4 and 1 3 2 4: deviations -1.5 0 0 1.5 and -1.5 0.5 -0.5 1.5, so rho is 4.5 /
 * sqrt(4.5 x 5); the short formula for untied ranks would give 0.95. */
START_TEST(ties)
{
    static const double x[] = {10, 20, 20, 35}, y[] = {1, 7, 3, 90};
    ck_near(relate(x, y, 4).rho, 4.5 / sqrt(22.5), 1e-12);
    ck_near(relate(x, y, 4).rho, 0.948683, 1e-6);
}
END_TEST

/* Ten pupils' IQ and hours of television, as in many textbooks: sum of d² is 194, rho is 1 - 6 x
 * 194 / 990 = -29/165. */
START_TEST(no_ties)
{
    static const double iq[] = {106, 100, 86, 101, 99, 103, 97, 113, 112, 110};
    static const double hours[] = {7, 27, 2, 50, 28, 29, 20, 12, 6, 17};
    ck_near(relate(iq, hours, 10).rho, -29.0 / 165, 1e-12);
}
END_TEST

/* 28 pairs of 1 and -1 of which 20 agree: r = (20 - 8) / 28 = 3/7. z = atanh(3/7) = ln(2.5) / 2 =
 * 0.458145; 1.959964 / sqrt(28 - 3) = 0.391993; tanh(0.066152) = 0.066056 and tanh(0.850138) =
 * 0.691142. */
START_TEST(fisher)
{
    double x[28], y[28];
    for (int i = 0; i < 28; i++) {
        x[i] = i % 2 ? 1 : -1;
        y[i] = i < 8 ? -x[i] : x[i];
    }
    struct relation of = relate(x, y, 28);
    ck_near(of.r, 3.0 / 7, 1e-12);
    ck_near(of.low, 0.066056, 1e-6);
    ck_near(of.high, 0.691142, 1e-6);
}
END_TEST

START_TEST(what_cannot_be_told)
{
    static const double rising[] = {1, 2, 3, 4}, flat[] = {0.1, 0.1, 0.1, 0.1};
    static const double mixed[] = {1, 3, 2, 4};
    ck_assert(!relate(rising, mixed, 0).has_r);
    ck_assert(!relate(rising, mixed, 2).has_r);
    ck_assert(!relate(rising, flat, 4).has_r);
    ck_assert(!relate(flat, rising, 4).has_r);
    ck_assert(!relate(flat, flat, 4).has_interval);
    struct relation three = relate(rising, mixed, 3); /* n - 3 is 0: no interval */
    ck_assert(three.has_r && !three.has_interval);
    ck_near(three.r, 0.5, 1e-12);
}
END_TEST

/* Of a straight line r is 1 and no more, and so are the bounds of its interval. */
START_TEST(straight_lines)
{
    double x[100], up[100], down[100];
    for (int i = 0; i < 100; i++) {
        x[i] = i / 7.0;
        up[i] = x[i] * 0.3 + 11;
        down[i] = 5 - x[i] / 3;
    }
    struct relation of = relate(x, up, 100);
    ck_assert(of.r <= 1 && of.rho <= 1 && of.high <= 1);
    ck_near(of.r, 1, 1e-12);
    ck_near(of.low, 1, 1e-6);
    ck_near(of.rho, 1, 1e-12);
    of = relate(x, down, 100);
    ck_assert(of.r >= -1 && of.low >= -1);
    ck_near(of.r, -1, 1e-12);
    ck_near(of.rho, -1, 1e-12);
}
END_TEST

/* swiss, of R's datasets: 47 provinces in 1888; fertility, agriculture, examination, education,
 * catholic, infant mortality. */
static const double swiss[][6] = {
    {80.2, 17, 15, 12, 9.96, 22.2},    {83.1, 45.1, 6, 9, 84.84, 22.2},
    {92.5, 39.7, 5, 5, 93.4, 20.2},    {85.8, 36.5, 12, 7, 33.77, 20.3},
    {76.9, 43.5, 17, 15, 5.16, 20.6},  {76.1, 35.3, 9, 7, 90.57, 26.6},
    {83.8, 70.2, 16, 7, 92.85, 23.6},  {92.4, 67.8, 14, 8, 97.16, 24.9},
    {82.4, 53.3, 12, 7, 97.67, 21},    {82.9, 45.2, 16, 13, 91.38, 24.4},
    {87.1, 64.5, 14, 6, 98.61, 24.5},  {64.1, 62, 21, 12, 8.52, 16.5},
    {66.9, 67.5, 14, 7, 2.27, 19.1},   {68.9, 60.7, 19, 12, 4.43, 22.7},
    {61.7, 69.3, 22, 5, 2.82, 18.7},   {68.3, 72.6, 18, 2, 24.2, 21.2},
    {71.7, 34, 17, 8, 3.3, 20},        {55.7, 19.4, 26, 28, 12.11, 20.2},
    {54.3, 15.2, 31, 20, 2.15, 10.8},  {65.1, 73, 19, 9, 2.84, 20},
    {65.5, 59.8, 22, 10, 5.23, 18},    {65, 55.1, 14, 3, 4.52, 22.4},
    {56.6, 50.9, 22, 12, 15.14, 16.7}, {57.4, 54.1, 20, 6, 4.2, 15.3},
    {72.5, 71.2, 12, 1, 2.4, 21},      {74.2, 58.1, 14, 8, 5.23, 23.8},
    {72, 63.5, 6, 3, 2.56, 18},        {60.5, 60.8, 16, 10, 7.72, 16.3},
    {58.3, 26.8, 25, 19, 18.46, 20.9}, {65.4, 49.5, 15, 8, 6.1, 22.5},
    {75.5, 85.9, 3, 2, 99.71, 15.1},   {69.3, 84.9, 7, 6, 99.68, 19.8},
    {77.3, 89.7, 5, 2, 100, 18.3},     {70.5, 78.2, 12, 6, 98.96, 19.4},
    {79.4, 64.9, 7, 3, 98.22, 20.2},   {65, 75.9, 9, 9, 99.06, 17.8},
    {92.2, 84.6, 3, 3, 99.46, 16.3},   {79.3, 63.1, 13, 13, 96.83, 18.1},
    {70.4, 38.4, 26, 12, 5.62, 20.3},  {65.7, 7.7, 29, 11, 13.79, 20.5},
    {72.7, 16.7, 22, 13, 11.22, 18.9}, {64.4, 17.6, 35, 32, 16.92, 23},
    {77.6, 37.6, 15, 7, 4.97, 20},     {67.6, 18.7, 25, 7, 8.65, 19.5},
    {35, 1.2, 37, 53, 42.34, 18},      {44.7, 46.6, 16, 29, 50.43, 18.2},
    {42.8, 27.7, 22, 29, 58.33, 19.3},
};
enum { PROVINCES = COUNT(swiss), X = 5 };

static void take_swiss(double columns[X + 1][PROVINCES], const double *x[X])
{
    for (int i = 0; i <= X; i++) {
        for (int k = 0; k < PROVINCES; k++)
            columns[i][k] = swiss[k][i];
        if (i > 0)
            x[i - 1] = columns[i];
    }
}

/* What R's relaimpo gives: calc.relimp(lm(Fertility ~ ., swiss), type = "lmg"). */
START_TEST(lmg)
{
    static const double wanted[X] = {0.0570912207681, 0.1711730289002, 0.2601346786244,
                                     0.1055701503735, 0.1127659229265};
    double columns[X + 1][PROVINCES], shares[X], sum = 0;
    const double *x[X];
    take_swiss(columns, x);
    ck_assert(share_r2(shares, x, X, columns[0], PROVINCES));
    for (int i = 0; i < X; i++) {
        ck_near(shares[i], wanted[i], 1e-11);
        sum += shares[i];
    }
    ck_near(sum, 0.706735001593, 1e-11); /* R² of the regression on all five */
}
END_TEST

/* Two that don't go with one another: each one's share is its r². 2a + b of all four signs: r² =
 * 4/5 and 1/5. */
START_TEST(independent)
{
    static const double a[] = {1, 1, -1, -1}, b[] = {1, -1, 1, -1}, y[] = {3, 1, -1, -3};
    const double *const x[] = {a, b};
    double shares[2];
    ck_assert(share_r2(shares, x, 2, y, 4));
    ck_near(shares[0], 0.8, 1e-12);
    ck_near(shares[1], 0.2, 1e-12);
}
END_TEST

/* One twice: half of what it adds for each. One that is a sum of two others, and one that doesn't
 * vary: the shares still add up. */
START_TEST(one_made_of_others)
{
    static const double flat[PROVINCES] = {0};
    double columns[X + 1][PROVINCES], shares[4], sum[PROVINCES];
    const double *x[X];
    take_swiss(columns, x);
    const double *const twice[] = {x[2], x[2]};
    struct relation alone = relate(x[2], columns[0], PROVINCES);
    ck_assert(share_r2(shares, twice, 2, columns[0], PROVINCES));
    ck_near(shares[0], alone.r * alone.r / 2, 1e-9);
    ck_near(shares[1], alone.r * alone.r / 2, 1e-9);
    for (int i = 0; i < PROVINCES; i++)
        sum[i] = x[1][i] + x[2][i];
    const double *const pair[] = {x[1], x[2]}, *const four[] = {x[1], x[2], sum, flat};
    ck_assert(share_r2(shares, pair, 2, columns[0], PROVINCES));
    double r2 = shares[0] + shares[1];
    ck_assert(share_r2(shares, four, 4, columns[0], PROVINCES));
    ck_near(shares[0] + shares[1] + shares[2], r2, 1e-9);
    ck_assert(shares[3] == 0);
    ck_assert(share_r2(shares, pair, 2, flat, PROVINCES));
    ck_assert(shares[0] == 0 && shares[1] == 0);
}
END_TEST

START_TEST(too_few_rows_too_many_series)
{
    double columns[X + 1][PROVINCES], shares[SHARES_MAX + 1], sum = 0;
    const double *x[SHARES_MAX + 1];
    take_swiss(columns, x);
    for (int i = X; i <= SHARES_MAX; i++)
        x[i] = x[i % X];
    ck_assert(!share_r2(shares, x, X, columns[0], X + 1));
    ck_assert(share_r2(shares, x, X, columns[0], X + 2));
    ck_assert(!share_r2(shares, x, SHARES_MAX + 1, columns[0], PROVINCES));
    ck_assert(share_r2(shares, x, SHARES_MAX, columns[0], PROVINCES));
    for (int i = 0; i < SHARES_MAX; i++)
        sum += shares[i];
    ck_near(sum, 0.706735001593, 1e-9); /* nothing new in those that come twice */
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, anscombe);
    tcase_add_test(tc, ties);
    tcase_add_test(tc, no_ties);
    tcase_add_test(tc, fisher);
    tcase_add_test(tc, what_cannot_be_told);
    tcase_add_test(tc, straight_lines);
    tcase_add_test(tc, lmg);
    tcase_add_test(tc, independent);
    tcase_add_test(tc, one_made_of_others);
    tcase_add_test(tc, too_few_rows_too_many_series);
}

UNIT_MAIN("statistics")
