/* pay/sides: the two sides of a comparison, in the digits that tell them apart. */
#include "bonuses.h"
#include "pay/sides.h"
#include "unit.h"

/* E1 recovered 1000. */
static void set_up(void)
{
    staff_open();
    company_load(&c, "payments.csv", PAYMENTS "P1,A1,2026-10-05,1000\n");
}

/* "left right missing", or "" where there are none to show. */
static void ck_sides(const char *when, const char *wanted)
{
    struct cx_bonus *bonus = bonus_of("2026-10");
    struct engine engine;
    struct cx_expr *expr = NULL;
    struct cx_code_part part;
    struct sides sides;
    char left[CX_DEC_TEXT], right[CX_DEC_TEXT], missing[CX_DEC_TEXT], got[200] = "";
    ck_assert_int_eq(engine_open(&engine, bonus, c.db, &c.err), 0);
    ck_assert_int_eq(cx_expr_new(&expr, bonus->scores->plan, CX_SCOPE_RULE, when, &c.err), 0);
    struct viewpoint view = post_view(&engine, bonus->scores, 0);
    ck_assert_uint_eq(cx_code_conditions(&part, 1, cx_expr_code(expr)), 1);
    if (part.relation != CX_CODE_NONE && find_sides(&sides, &view, expr, &part))
        snprintf(got, sizeof got, "%s %s %s", cx_dec_format_short(left, sides.left, sides.decimals),
                 cx_dec_format_short(right, sides.right, sides.decimals),
                 cx_dec_format_short(missing, sides.missing, sides.decimals));
    ck_assert_str_eq(got, wanted);
    cx_expr_free(expr);
    engine_close(&engine);
    cx_bonus_free(bonus);
}

START_TEST(digits)
{
    ck_sides("recovered >= 1500", "1000 1500 500");
    ck_sides("1200 > recovered", "1200 1000 -200");
    ck_sides("recovered / 3 >= 333.34", "333.333333 333.34 0.006667");
    ck_sides("recovered / 3 >= 333.33333334", "333.33333333 333.33333334 0.00000001");
    ck_sides("recovered > 1000", "1000 1000 0");
}
END_TEST

START_TEST(none)
{
    ck_sides("sat > 3", "");                                            /* null */
    ck_sides("role = 'boss'", "");                                      /* texts */
    ck_sides("recovered + 1", "");                                      /* no comparison */
    ck_sides("recovered / 3 > 1000 / 3.0 + 1 / 10000000000000000", ""); /* beyond 15 decimals */
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, digits);
    tcase_add_test(tc, none);
}

UNIT_MAIN("sides")
