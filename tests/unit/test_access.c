/* access/access: whom a person sees. */
#include "access/access.h"

#include "accessed.h"
#include "unit.h"

#define REPORTS CX_NEEDS_REPORTS
#define PAY     CX_NEEDS_PAY

START_TEST(none)
{
    ck_assert_ptr_null(rights_of("li"));
    grant("wang,admin,company,,,,\n");
    ck_assert_ptr_nonnull(rights_of("li"));
    ck_assert_int_eq(cx_access_lacks(access_of, REPORTS), CX_MAY_REPORTS);
    ck_assert_ptr_null(cx_access_self(access_of));
    ck_assert(cx_access_sees_all(rights_of("wang"), CX_NEEDS_ALL));
}
END_TEST

START_TEST(validity)
{
    grant("a,admin,company,,,2026-11-01,\nb,admin,company,,,,2026-10-31\n"
          "d,admin,company,,,2026-10-31,2026-11-01\n");
    ck_assert_int_eq(cx_access_lacks(rights_of("a"), REPORTS), CX_MAY_REPORTS);
    ck_assert_int_eq(cx_access_lacks(rights_of("b"), REPORTS), CX_MAY_REPORTS);
    ck_assert_int_eq(cx_access_lacks(rights_of("d"), CX_NEEDS_ALL), CX_MAY_DEFAULT);
}
END_TEST

/* Only what is named; what must be named is not there by default. */
START_TEST(named)
{
    grant("a,team_lead,team,T1,,,\nb,team_lead,team,T1,pay,,\n");
    ck_assert_int_eq(cx_access_lacks(rights_of("a"), REPORTS | PAY), CX_MAY_PAY);
    ck_assert_int_eq(cx_access_lacks(access_of, REPORTS), CX_MAY_DEFAULT);
    ck_assert_int_eq(cx_access_lacks(access_of, REPORTS | CX_NEEDS_WHOLE), CX_MAY_REPORTS);
    ck_assert_int_eq(cx_access_lacks(rights_of("b"), REPORTS | PAY), CX_MAY_REPORTS);
    ck_assert_int_eq(cx_access_lacks(access_of, PAY), CX_MAY_DEFAULT);
}
END_TEST

START_TEST(self)
{
    const unsigned both = CX_NEEDS_STATEMENT | REPORTS;
    grant("a,collector,employee,L,,,\nb,collector,employee,L,,,\nb,collector,employee,W,,,\n"
          "d,collector,employee,W,,,\nd,team_lead,team,T1,pay,,\n");
    ck_assert_str_eq(cx_access_self(rights_of("a")), "L");
    ck_assert(cx_access_sees_self_only(access_of, both));
    ck_assert_ptr_null(cx_access_self(rights_of("b")));
    ck_assert(!cx_access_sees_self_only(access_of, both));
    ck_assert_str_eq(cx_access_self(rights_of("d")), "W");
    ck_assert(cx_access_sees_self_only(access_of, both) &&
              !cx_access_sees_self_only(access_of, PAY));
}
END_TEST

/* Posts by the tree of the day; a person by all of their posts; a team not by one of its people. */
START_TEST(team)
{
    const struct cx_period october = in("2026-10"), begin = in("2026-10-01..2026-10-15"),
                           november = in("2026-11");
    grant("a,team_lead,team,T1,,,\n");
    const struct cx_access *a = rights_of("a");
    ck_assert(cx_access_sees_team(a, REPORTS, "T11", on("2026-10-31")));
    ck_assert(!cx_access_sees_team(a, REPORTS, "T11", on("2026-11-01")));
    ck_assert(!cx_access_sees_team(a, REPORTS, "T2", on("2026-10-31")));
    ck_assert(!cx_access_sees_team(a, REPORTS, "T9", on("2026-10-31")));
    ck_assert(cx_access_sees_post(a, REPORTS, "L", "T11", on("2026-10-31")));
    ck_assert(!cx_access_sees_post(a, REPORTS, "L", "T2", on("2026-10-31")));
    ck_assert(cx_access_sees_person(a, REPORTS, "W", &october));
    ck_assert(cx_access_sees_person(a, REPORTS, "L", &begin));
    ck_assert(!cx_access_sees_person(a, REPORTS, "L", &october));
    ck_assert(!cx_access_sees_person(a, REPORTS, "L", &november));
    ck_assert(!cx_access_sees_person(a, REPORTS, "N", &october)); /* not there yet */
    ck_assert(!cx_access_sees_person(a, REPORTS, "X", &october));
    ck_assert(!cx_access_sees_person(a, PAY, "W", &october));
    ck_assert(!cx_access_sees_person(a, REPORTS | PAY, "W", &october));
    ck_assert(!cx_access_sees_all(a, REPORTS));
}
END_TEST

START_TEST(employee)
{
    const struct cx_period october = in("2026-10");
    grant("a,collector,employee,L,,,\n");
    const struct cx_access *a = rights_of("a");
    ck_assert(cx_access_sees_person(a, REPORTS, "L", &october));
    ck_assert(cx_access_sees_post(a, REPORTS, "L", "T2", on("2026-10-31")));
    ck_assert(!cx_access_sees_post(a, REPORTS, "Z", "T2", on("2026-10-31")));
    ck_assert(!cx_access_sees_person(a, REPORTS, "Z", &october));
    ck_assert(!cx_access_sees_team(a, REPORTS, "T2", on("2026-10-31")));
}
END_TEST

static int sees_account(const char *account, const char *day)
{
    return cx_access_sees_account(access_of, REPORTS, c.db, account, on(day), &c.err);
}

START_TEST(account)
{
    grant("a,team_lead,team,T1,,,\nb,collector,employee,Z,,,\nd,analyst,company,,,,\n");
    rights_of("a");
    ck_assert_int_eq(sees_account("A1", "2026-10-31"), 1);
    ck_assert_int_eq(sees_account("A1", "2026-11-01"), 0);
    ck_assert_int_eq(sees_account("A1", "2026-09-30"), 0);
    ck_assert_int_eq(sees_account("A2", "2026-10-31"), 0);
    rights_of("b");
    ck_assert_int_eq(sees_account("A1", "2026-10-31"), 0);
    ck_assert_int_eq(sees_account("A1", "2026-11-01"), 1);
    rights_of("d");
    ck_assert_int_eq(sees_account("A2", "2026-10-31"), 1);
}
END_TEST

static int sees_customer(const char *customer, const char *day)
{
    return cx_access_sees_customer(access_of, REPORTS, c.db, customer, on(day), &c.err);
}

/* All of their accounts are seen. */
START_TEST(customer)
{
    company_load(&c, "customers.csv", "customer_id\nK1\nK2\nK3\n");
    company_load(&c, "accounts.csv",
                 "account_id,customer_id,due_on,amount\nA1,K1,2026-01-01,100\n"
                 "A2,K2,2026-01-01,100\nA3,K2,2026-01-01,100\n");
    grant("a,team_lead,team,T1,,,\nd,analyst,company,,,,\n");
    rights_of("a");
    ck_assert_int_eq(sees_customer("K1", "2026-10-31"), 1);
    ck_assert_int_eq(sees_customer("K1", "2026-11-01"), 0);
    ck_assert_int_eq(sees_customer("K2", "2026-10-31"), 0);
    ck_assert_int_eq(sees_customer("K3", "2026-10-31"), 0);
    ck_assert_int_eq(sees_customer("nobody", "2026-10-31"), 0);
    rights_of("d");
    ck_assert_int_eq(sees_customer("K3", "2026-10-31"), 1);
}
END_TEST

/* Rows that the import would have refused give nothing more. */
START_TEST(forged)
{
    grant("a,collector,employee,L,,,\n");
    ck_assert_int_eq(cx_db_exec(c.db, "UPDATE access SET scope = 0, scope_id = 0", &c.err), 0);
    ck_assert_int_eq(cx_access_lacks(rights_of("a"), REPORTS), CX_MAY_REPORTS);
    ck_assert_int_eq(cx_db_exec(c.db, "UPDATE access SET scope = 2, what = 7", &c.err), 0);
    ck_assert_int_eq(cx_access_lacks(rights_of("a"), CX_NEEDS_SEAL), CX_MAY_SEAL);
    ck_assert_int_eq(cx_db_exec(c.db, "UPDATE access SET role = 99", &c.err), 0);
    struct cx_access *none_of = NULL;
    ck_assert_int_lt(cx_access_load(&none_of, c.db, "a", on("2026-10-31"), &c.err), 0);
    cx_access_free(none_of);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_up, staff_down);
    tcase_add_test(tc, none);
    tcase_add_test(tc, validity);
    tcase_add_test(tc, named);
    tcase_add_test(tc, self);
    tcase_add_test(tc, team);
    tcase_add_test(tc, employee);
    tcase_add_test(tc, account);
    tcase_add_test(tc, customer);
    tcase_add_test(tc, forged);
}

UNIT_MAIN("access")
