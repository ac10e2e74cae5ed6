/* past/former: what debts and debtors were before, of a stream and of an archive. */
#include "past/former.h"

#include "company.h"
#include "past/archive.h"
#include "unit.h"

static struct company c;

static void set_up(void)
{
    company_open(&c);
    company_add(&c, "teams.csv", "team_id\nT1\n");
    company_add(&c, "employees.csv",
                "employee_id,team_id,hired_on\nE1,T1,2026-01-01\nE2,T1,2026-01-01\n");
    company_add(&c, "customers.csv",
                "customer_id,since,owner_id,rating\nC1,2026-10-05,E1,A\nC1,2026-10-20,E2,B\n");
    company_add(&c, "accounts.csv",
                "account_id,since,customer_id,due_on,amount,product,region\n"
                "A1,2026-10-05,C1,2026-06-01,10,card,N\nA1,2026-10-20,C1,2026-06-01,10,loan,\n"
                "A2,,,2026-06-01,10,card,\n");
    company_take(&c);
}

static void tear_down(void)
{
    company_close(&c);
}

START_TEST(none_where_there_is_no_since)
{
    struct cx_pool *texts = cx_pool_new();
    struct former former = {.db = c.db, .texts = texts};
    struct cx_err err = {0};
    ck_assert_int_eq(
        former_debts(&former, &(struct cx_past_debt){.id = 1, .since = CX_PAST_EVER}, &err), 0);
    ck_assert_uint_eq(former.debt_count, 0);
    ck_assert_ptr_null(former.find_debts);
    former_fini(&former);
    cx_pool_free(texts);
}
END_TEST

static void ck_archive(const char *day, const char *product, const char *region, int rating)
{
    struct cx_archive *archive = NULL;
    struct cx_err err = {0};
    cx_date until = 0;
    ck_assert_int_eq(cx_date_parse(&until, day, strlen(day), CX_ORDER_YMD), CX_DATE_OK);
    ck_assert_int_eq(cx_archive_open(&archive, c.db, NULL, until, 0, &err), 0);
    struct cx_past past = cx_archive_past(archive, 0);
    ck_assert_str_eq(cx_past_text(&past, past.debt->product), product);
    ck_assert_pstr_eq(cx_past_text(&past, past.debt->region), region);
    ck_assert_int_eq(past.debtor->rating, rating);
    past = cx_archive_past(archive, 1);
    ck_assert_str_eq(cx_past_text(&past, past.debt->product), "card");
    cx_archive_close(archive);
}

START_TEST(an_archive_is_as_on_its_last_day)
{
    ck_archive("2026-10-01", "card", "N", 2);
    ck_archive("2026-10-19", "card", "N", 2);
    ck_archive("2026-10-20", "loan", NULL, 5);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, none_where_there_is_no_since);
    tcase_add_test(tc, an_archive_is_as_on_its_last_day);
}

UNIT_MAIN("former")
