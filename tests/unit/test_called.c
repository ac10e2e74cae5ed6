/* assign/called: names and phone numbers of all customers. */
#include "assign/called.h"

#include "centre.h"
#include "unit.h"

static struct desk *desk;
static struct called called;

static void tear_down(void)
{
    called_fini(&called);
    called_fini(&called);
    desk_close(desk);
    company_close(&c);
}

static int32_t debtor_of(const char *account)
{
    return book_debt(desk->book, place_of(desk->book, account))->debtor;
}

START_TEST(what_is_known)
{
    company_load(&c, "customers.csv", "customer_id,name,phone\nC4,,139\nC5,Eve,\n");
    company_load(&c, "accounts.csv",
                 ACCOUNTS "A1,C1," PHONE ",1,open,\nA3,C3," PHONE ",1,open,\nA4,C4," PHONE
                          ",1,open,\nA5,C5," PHONE ",1,open,\n");
    desk = desk_now(BOOK_LATEST);
    ck_assert_int_eq(called_init(&called, desk->book, true, c.db, &c.err), 0);
    ck_assert_str_eq(called_name(&called, debtor_of("A1")), "Ann");
    ck_assert_ptr_null(called_phone(&called, debtor_of("A1")));
    ck_assert_ptr_null(called_name(&called, debtor_of("A3")));
    ck_assert_ptr_null(called_phone(&called, debtor_of("A3")));
    ck_assert_ptr_null(called_name(&called, debtor_of("A4")));
    ck_assert_str_eq(called_phone(&called, debtor_of("A4")), "139");
    ck_assert_str_eq(called_name(&called, debtor_of("A5")), "Eve");
    ck_assert_ptr_null(called_phone(&called, debtor_of("A5")));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, centre_open, tear_down);
    tcase_add_test(tc, what_is_known);
}

UNIT_MAIN("called")
