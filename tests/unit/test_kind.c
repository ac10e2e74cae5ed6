/* kind/kind: finding kinds by name, and the order in which they are imported. */
#include "kinds.h"
#include "unit.h"

START_TEST(found_by_name)
{
    ck_assert_str_eq(cx_kind_find("payments", 8)->name, "payments");
    ck_assert_str_eq(cx_kind_find("PayMents", 8)->name, "payments");
    ck_assert_str_eq(cx_kind_find("payments.csv", 8)->name, "payments");
    ck_assert_ptr_null(cx_kind_find("payment", 7));
    ck_assert_ptr_null(cx_kind_find("paymentsx", 9));
    ck_assert_ptr_null(cx_kind_find("", 0));
    ck_assert_ptr_null(cx_kind_find("audit", 5));
    ck_assert_ptr_null(cx_kind_find("people", 6));
}
END_TEST

START_TEST(meant_by_name)
{
    ck_assert_str_eq(cx_kind_near("acounts", 7)->name, "accounts");
    ck_assert_ptr_null(cx_kind_near("calls", 5));
}
END_TEST

START_TEST(each_once_and_in_order)
{
    size_t count;
    const struct cx_kind *const *kinds = cx_kinds(&count);
    ck_assert_uint_eq(count, 37);
    for (size_t i = 0; i < count; i++) {
        ck_assert_int_eq(cx_kind_order(kinds[i]), (int)i);
        ck_assert_int_eq(cx_kind_order(kind_named(kinds[i]->name)), (int)i);
    }
}
END_TEST

START_TEST(private_ones)
{
    size_t count, found = 0;
    const struct cx_kind *const *kinds = cx_kinds(&count);
    for (size_t i = 0; i < count; i++)
        found += cx_kind_is_private(kinds[i]);
    ck_assert_uint_eq(found, 5);
    ck_assert(cx_kind_is_private(kind_named("customers")));
    ck_assert(cx_kind_is_private(kind_named("contacts")));
    ck_assert(cx_kind_is_private(kind_named("complaints")));
    ck_assert(cx_kind_is_private(kind_named("employees")));
    ck_assert(cx_kind_is_private(kind_named("adjustments")));
}
END_TEST

static void ck_before(const char *first, const char *then)
{
    ck_assert_int_lt(cx_kind_order(kind_named(first)), cx_kind_order(kind_named(then)));
}

START_TEST(effects_need_an_order)
{
    ck_before("keywords", "contacts");
    ck_before("limits", "contacts");
    ck_before("employees", "scorecards");
    ck_before("teams", "rules");
    ck_before("tiers", "rules");
    ck_before("payments", "credits");
    ck_before("contacts", "reviews");
}
END_TEST

START_TEST(columns_by_name)
{
    const struct cx_kind *kind = kind_named("payments");
    ck_assert_int_eq(cx_kind_field(kind, "payment_id", 10), 0);
    ck_assert_int_eq(cx_kind_field(kind, "Amount", 6), 3);
    ck_assert_int_eq(cx_kind_field(kind, "amount,channel", 6), 3);
    ck_assert_int_eq(cx_kind_field(kind, "amoun", 5), -1);
    ck_assert_int_eq(cx_kind_field(kind, "", 0), -1);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, found_by_name);
    tcase_add_test(tc, meant_by_name);
    tcase_add_test(tc, each_once_and_in_order);
    tcase_add_test(tc, private_ones);
    tcase_add_test(tc, effects_need_an_order);
    tcase_add_test(tc, columns_by_name);
}

UNIT_MAIN("kind")
