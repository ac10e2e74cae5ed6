/* import/neighbours: what the cells beside an amount say of it. */
#include "company.h"
#include "unit.h"

static struct company c;

static void set_up(void)
{
    company_open(&c);
    c.options.ignore_extra = true;
    company_load(&c, "accounts.csv", "account_id,due_on,amount\nA1,2026-09-01,1000\n");
}

static void tear_down(void)
{
    company_close(&c);
}

static void ck_refused(const char *text, const char *words)
{
    company_add(&c, "payments.csv", text);
    ck_assert_int_eq(company_import(&c), CX_EDATA);
    ck_assert_msg(strstr(cx_buf_str(&c.said), words) != NULL, "%s", cx_buf_str(&c.said));
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM payments"), "0");
}

START_TEST(another_currency)
{
    ck_refused("payment_id,account_id,paid_at,amount,Currency\nP1,A1,2026-10-01,100,CNY\n"
               "P2,A1,2026-10-01,100,USD\n",
               "payments.csv:3: amount: is in USD, as the column Currency says, not in CNY");
}
END_TEST

START_TEST(the_same_currency)
{
    company_load(&c, "payments.csv",
                 "payment_id,account_id,paid_at,amount,币种\nP1,A1,2026-10-01,100,cny\n"
                 "P2,A1,2026-10-01,100,\nP3,A1,2026-10-01,100,人民币\n");
    ck_assert_str_eq(company_ask(&c, "SELECT sum(amount) FROM payments"), "30000");
}
END_TEST

START_TEST(parted_by_its_comma)
{
    ck_refused("payment_id,account_id,paid_at,amount,channel\nP1,A1,2026-10-01,1,234.50\n",
               "payments.csv:2: amount: may be \"1,234.50\", parted by its comma");
    company_load(&c, "payments.csv",
                 "payment_id,account_id,paid_at,amount,channel\nP1,A1,2026-10-01,1,v2.1\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, another_currency);
    tcase_add_test(tc, the_same_currency);
    tcase_add_test(tc, parted_by_its_comma);
}

UNIT_MAIN("neighbours")
