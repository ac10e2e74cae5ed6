/* assign/debts: how the debts of a customer stand. */
#include "centre.h"
#include "unit.h"

static void tear_down(void)
{
    company_close(&c);
}

static char *debts_of(const char *customer, int wanted)
{
    struct cx_buf text = {0};
    struct cx_table *table = cx_table_into(&text, CX_FORMAT_CSV);
    int rc = cx_assign_customer(table, c.db, customer, TODAY, &c.err);
    ck_assert_int_eq(rc, wanted);
    if (rc < 0)
        cx_table_free(table);
    else
        ck_assert_int_eq(view_end(table, rc), 0);
    return text.data;
}

/* One in a stage with a promise that was broken, one that is paid by instalments, one recalled. */
START_TEST(each)
{
    company_load(&c, "accounts.csv",
                 "account_id,customer_id,due_on,amount,closed_on,placed_on\n"
                 "A1,C1," PHONE ",100,,\nA2,C1," VISIT ",50,,\nA3,C1," PHONE
                 ",70,2026-10-01,\nA4,C2," PHONE ",100,,\nA5,C1," PHONE ",100,,2027-01-01\n");
    company_load(&c, "assignments.csv", HELD "A1,P1,2026-10-01,\n");
    company_load(&c, "contacts.csv",
                 CONTACTS "K1,A1,P1,2026-10-01 10:00,phone,promised,10,2026-10-10\n");
    company_load(&c, "payments.csv", PAYMENTS "Y1,A2,2026-10-12,5\n");
    company_load(&c, "arrangements.csv",
                 "arrangement_id,account_id,kind,agreed_on\nG1,A2,instalment,2026-10-01\n");
    company_load(&c, "instalments.csv", "arrangement_id,due_on,amount\nG1,2026-11-10,25\n");
    char *text = debts_of("C1", 0), *rows = strchr(text, '\n') + 1;
    ck_assert_ptr_eq(strstr(rows, "A1,P1,open,phone," PHONE ",40,100.00,0."), rows);
    ck_assert_ptr_nonnull(strstr(rows, ",2026-10-10,broken,,\n"));
    ck_assert_ptr_nonnull(strstr(rows, "\nA2,,open,visit," VISIT ",100,45.00,"));
    ck_assert_ptr_nonnull(strstr(rows, ",,,2026-11-10,20.00\n"));
    ck_assert_ptr_nonnull(strstr(rows, "\nA3,,closed,," PHONE ",,70.00,,,,,,\n"));
    ck_assert_ptr_null(strstr(rows, "A4"));
    ck_assert_ptr_null(strstr(rows, "A5")); /* not there yet */
    free(text);
}
END_TEST

/* What is promised for the 28th, with three days of grace, is broken when the 31st is over. */
START_TEST(last_day)
{
    company_load(&c, "accounts.csv", ACCOUNTS "A1,C1," PHONE ",100,open,\n");
    company_load(&c, "contacts.csv",
                 CONTACTS "K1,A1,P1,2026-10-01 10:00,phone,promised,10,2026-10-28\n");
    cx_db_set_now(c.db, (cx_time)TODAY * 86400 + 10 * 3600);
    char *text = debts_of("C1", 0);
    ck_assert_ptr_nonnull(strstr(text, ",2026-10-28,open,"));
    free(text);
    cx_db_set_now(c.db, (cx_time)(TODAY + 1) * 86400 - 1);
    text = debts_of("C1", 0);
    ck_assert_ptr_nonnull(strstr(text, ",2026-10-28,broken,"));
    free(text);
}
END_TEST

START_TEST(nobodys)
{
    free(debts_of("P1", CX_EUSAGE)); /* an id, but of no customer */
    ck_assert_str_eq(c.err.text, "there is no customer \"P1\"");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, centre_open, tear_down);
    tcase_add_test(tc, each);
    tcase_add_test(tc, last_day);
    tcase_add_test(tc, nobodys);
}

UNIT_MAIN("debts")
