/* assign/shrink: Bühlmann and Straub's estimate. */
#include "assign/shrink.h"

#include <math.h>

#include "unit.h"

/* By hand: two cells of two cases of weight 1, rates 1 3 and 5 7. Within: (2 + 2) / 2 = 2. Means 2,
 * 6 and 4: between = (2·4 + 2·4 - 2·1) / (4 - 8/4) = 14/2 = 7. k = 2/7. */
START_TEST(by_hand)
{
    struct cell cells[2] = {0};
    cell_add(&cells[0], 1, 1);
    cell_add(&cells[0], 1, 3);
    cell_add(&cells[1], 1, 5);
    cell_add(&cells[1], 1, 7);
    double k = shrink_constant(cells, 2, 1);
    ck_assert_double_eq_tol(k, 2.0 / 7, 1e-12);
    ck_assert_double_eq_tol(shrink(&cells[0], 4, k), (4 + 4 * k) / (2 + k), 1e-12);
}
END_TEST

/* Cells that differ by no more than chance are all alike; one cell has nothing to differ from. */
START_TEST(alike)
{
    struct cell cells[2] = {0};
    cell_add(&cells[0], 1, 0);
    cell_add(&cells[0], 1, 1);
    ck_assert(isinf(shrink_constant(cells, 1, 1)));
    cell_add(&cells[1], 1, 1);
    cell_add(&cells[1], 1, 0);
    ck_assert(isinf(shrink_constant(cells, 2, 1)));
    ck_assert_double_eq(shrink(&cells[0], 0.25, INFINITY), 0.25);
}
END_TEST

/* Groups have means of their own: the same cells in two groups don't differ within them. */
START_TEST(groups)
{
    struct cell cells[2] = {{.group = 0}, {.group = 1}};
    cell_add(&cells[0], 1, 1);
    cell_add(&cells[0], 1, 3);
    cell_add(&cells[1], 1, 5);
    cell_add(&cells[1], 1, 7);
    ck_assert(isinf(shrink_constant(cells, 2, 2)));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, by_hand);
    tcase_add_test(tc, alike);
    tcase_add_test(tc, groups);
}
UNIT_MAIN("shrink")
