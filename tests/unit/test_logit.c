/* assign/logit: logistic regression. */
#include "assign/logit.h"

#include <math.h>

#include "unit.h"

/* One term that is 0 or 1: the fitted chances are the shares, 1 of 4 and 3 of 4, in 40,000 rows but
 * for the penalty, which is far below a thousandth. */
START_TEST(shares)
{
    struct design design = {0};
    struct cx_err err = {0};
    double coefficients[2];
    for (int i = 0; i < 40000; i++) {
        design_begin(&design, i % 2 ? i % 8 != 1 : i % 8 == 0);
        design_put(&design, 0, i % 2);
    }
    ck_assert_int_eq(logit_fit(coefficients, &design, 1, &err), 0);
    ck_assert_double_eq_tol(logit_chance(coefficients[1]), 0.25, 1e-3);
    ck_assert_double_eq_tol(logit_chance(coefficients[0] + coefficients[1]), 0.75, 1e-3);
    design_fini(&design);
}
END_TEST

/* 1 2 3 and three zeros: mean 1, variance (0 + 1 + 4 + 3) / 6. */
START_TEST(scale)
{
    struct design design = {0};
    double mean, sd;
    for (int i = 0; i < 6; i++) {
        design_begin(&design, false);
        design_put(&design, 2, i < 3 ? i + 1 : 0);
    }
    ck_assert_uint_eq(design.cell_count, 3);
    design_scale(&mean, &sd, &design, 2);
    ck_assert_double_eq_tol(mean, 1, 1e-12);
    ck_assert_double_eq_tol(sd, sqrt(8.0 / 6), 1e-12);
    design_scale(&mean, &sd, &design, 1);
    ck_assert_double_eq(mean, 0);
    ck_assert_double_eq(sd, 1);
    design_fini(&design);
}
END_TEST

START_TEST(one_class)
{
    struct design design = {0};
    struct cx_err err = {0};
    double coefficients[2];
    design_begin(&design, true);
    design_begin(&design, true);
    ck_assert_int_eq(logit_fit(coefficients, &design, 1, &err), CX_EDATA);
    ck_assert_str_eq(err.text, "there is nothing to learn from: all of 2 cases paid");
    design_fini(&design);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, shares);
    tcase_add_test(tc, scale);
    tcase_add_test(tc, one_class);
}
UNIT_MAIN("logit")
