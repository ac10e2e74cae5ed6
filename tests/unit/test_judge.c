/* assign/judge: AUC, Brier score, calibration. */
#include "assign/judge.h"

#include "unit.h"

/* By hand: of the six pairs payer × other 0.9 beats all three, 0.4 beats 0.1, ties 0.4, loses to
 * 0.6: 3 + 1 + 0.5 of 6. Brier: (0.01 + 0.36 + 0.16 + 0.36 + 0.01) / 5. */
START_TEST(by_hand)
{
    static const double chances[] = {0.9, 0.4, 0.4, 0.6, 0.1};
    static const bool came[] = {true, true, false, false, false};
    struct judgement j;
    judge(&j, chances, came, 5);
    ck_assert_int_eq(j.count, 5);
    ck_assert_int_eq(j.paid, 2);
    ck_assert_double_eq_tol(j.auc, 4.5 / 6, 1e-12);
    ck_assert_double_eq_tol(j.brier, 0.90 / 5, 1e-12);
    ck_assert_double_eq_tol(j.brier_base, 0.4 * 0.6, 1e-12);
}
END_TEST

START_TEST(bins)
{
    double chances[20];
    bool came[20];
    struct judgement j;
    for (int i = 0; i < 20; i++) {
        chances[i] = (19 - i) / 20.0;
        came[i] = i < 10;
    }
    judge(&j, chances, came, 20);
    ck_assert_double_eq(j.auc, 1);
    for (int b = 0; b < JUDGE_BINS; b++) {
        ck_assert_int_eq(j.bins[b].count, 2);
        ck_assert_double_eq_tol(j.bins[b].predicted, (2 * b + 0.5) / 20, 1e-12);
        ck_assert_double_eq(j.bins[b].observed, b >= 5);
    }
}
END_TEST

START_TEST(nothing)
{
    static const double chances[] = {0.2, 0.4};
    static const bool came[] = {true, true};
    struct judgement j;
    judge(&j, chances, came, 2);
    ck_assert_double_eq(j.auc, 0.5);
    judge(&j, NULL, NULL, 0);
    ck_assert_int_eq(j.count, 0);
    ck_assert_double_eq(j.brier, 0);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, by_hand);
    tcase_add_test(tc, bins);
    tcase_add_test(tc, nothing);
}
UNIT_MAIN("judge")
