/* kind/unit_peel: names without brackets and signs. */
#include "kind/unit.h"

#include <string.h>

#include "unit.h"

static void ck(struct cx_unit_text text, const char *wanted)
{
    ck_assert_uint_eq(text.n, strlen(wanted));
    ck_assert_int_eq(memcmp(text.s, wanted, text.n), 0);
}

START_TEST(brackets)
{
    struct cx_unit_text name = {"金额(万元)【必填】*", strlen("金额(万元)【必填】*")}, unit;
    ck_assert(cx_unit_peel(&name, &unit));
    ck(name, "金额(万元)");
    ck(unit, "必填");
    ck_assert(cx_unit_peel(&name, &unit));
    ck(name, "金额");
    ck(unit, "万元");
    ck_assert(!cx_unit_peel(&name, &unit));
    name = (struct cx_unit_text){"(all)", 5};
    ck_assert(!cx_unit_peel(&name, &unit));
}
END_TEST

START_TEST(signs)
{
    struct cx_unit_text name = {"share %:", strlen("share %:")};
    ck_assert_str_eq(cx_unit_peel_sign(&name), "%");
    ck(name, "share ");
    name = (struct cx_unit_text){"€ paid", strlen("€ paid")};
    ck_assert_str_eq(cx_unit_peel_sign(&name), "€");
    ck(name, " paid");
    ck_assert_ptr_null(cx_unit_peel_sign(&name));
    ck_assert(cx_unit_ends_with(name, "paid"));
    ck_assert(!cx_unit_ends_with(name, "is unpaid"));
}
END_TEST

START_TEST(parts)
{
    char text[] = "元/月,单位:万元";
    char *next = cx_unit_part_next(text, true);
    ck_assert_str_eq(text, "元");
    char *last = cx_unit_part_next(next, false);
    ck_assert_str_eq(next, "月");
    ck_assert_str_eq(cx_unit_behind_label(last), "万元");
    ck_assert_ptr_null(cx_unit_part_next(last, true));
    char label[] = "单位";
    ck_assert_str_eq(cx_unit_behind_label(label), "单位");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, brackets);
    tcase_add_test(tc, signs);
    tcase_add_test(tc, parts);
}

UNIT_MAIN("unit_peel")
