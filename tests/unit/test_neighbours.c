/* import/neighbours: what the cells beside an amount say of it. */
#include "company.h"
#include "unit.h"

static struct company c;

static void set_up(void)
{
    company_open(&c);
    c.options.ignore_extra = true;
    company_load(&c, "accounts.csv", "account_id,due_on,amount\nA1,2026-09-01,100000\n");
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

START_TEST(an_unknown_currency)
{
    ck_refused(
        "payment_id,account_id,paid_at,amount,账户币种（必填）\nP1,A1,2026-10-01,100,代币\n",
        "payments.csv:2: amount: is in \"代币\", as the column 账户币种（必填） says, which is "
        "not known to be CNY, the currency of the settings: ");
    company_load(&c, "payments.csv",
                 "payment_id,account_id,paid_at,amount,multi_currency\nP1,A1,2026-10-01,100,Yes\n");
}
END_TEST

/* Of several columns of currencies. */
START_TEST(the_amount_s_own_currency)
{
    static const char rows[] = "\nP1,A1,2026-10-01,USD,100,CNY\n";
    static const char *const same[] = {"交易币种,amount,币种", "币种1,amount,Amount currency",
                                       "交易币种,amount,结算币种"},
                             *const other[] = {"币种,amount,交易币种",
                                               "amount.currency,amount,币种", "币种,amount,备注"};
    for (size_t i = 0; i < 3; i++) {
        char text[200];
        snprintf(text, sizeof text, "payment_id,account_id,paid_at,%s%s", other[i], rows);
        ck_refused(text, "payments.csv:2: amount: is in USD, as the column ");
    }
    for (size_t i = 0; i < 3; i++) {
        char text[200];
        snprintf(text, sizeof text, "payment_id,account_id,paid_at,%s%s", same[i], rows);
        company_load(&c, "payments.csv", text);
    }
}
END_TEST

#define PAID "payment_id,account_id,paid_at,amount,"

START_TEST(parted_by_its_comma)
{
    ck_refused(PAID "channel\nP1,A1,2026-10-01,1,234.50\n",
               "payments.csv:2: amount: may be \"1,234.50\", parted by its comma");
    ck_refused(PAID "remark\nP1,A1,2026-10-01,1,234.50\n",
               "payments.csv:2: amount: may be \"1,234.50\", parted by its comma");
    ck_refused(PAID "币种\nP1,A1,2026-10-01,1,234.50\n", "may be \"1,234.50\"");
    company_load(&c, "payments.csv", PAID "channel\nP1,A1,2026-10-01,1,v2.1\n");
}
END_TEST

/* Where the name of the next column says nothing, its other cells do. */
START_TEST(parted_by_what_others_show)
{
    ck_refused(PAID
               "x\nP1,A1,2026-10-01,1,234\nP2,A1,2026-10-01,1,234.50\nP3,A1,2026-10-01,5,bank\n",
               "payments.csv:3: amount: may be \"1,234.50\", parted by its comma");
    ck_refused(PAID "备注\nP1,A1,2026-10-01,1,234.50\nP2,A1,2026-10-01,5,12\n",
               "payments.csv:2: amount: may be \"1,234.50\", parted by its comma");
    company_load(&c, "payments.csv", /* the column has figures, */
                 PAID
                 "x\nP1,A1,2026-10-01,1,234.50\nP2,A1,2026-10-01,5,bank\nP3,A1,2026-10-01,5,1.5\n");
    company_load(&c, "payments.csv", /* and thousands have no comma */
                 PAID
                 "x\nP4,A1,2026-10-01,1,234.50\nP5,A1,2026-10-01,5,bank\nP6,A1,2026-10-01,5000,\n");
    company_load(&c, "payments.csv",
                 PAID "备注\nP7,A1,2026-10-01,1,234.50\nP8,A1,2026-10-01,5000,\n");
}
END_TEST

START_TEST(perhaps_parted)
{
    c.options.note = company_hear;
    company_note(&c, "payments.csv",
                 PAID "channel\nP1,A1,2026-10-01,1,200\nP2,A1,2026-10-01,2,345\n"
                      "P3,A1,2026-10-01,5,bank\n",
                 "payments.csv: 2 cells of amount may be parted by their commas, the first in line "
                 "2 \"1,200\": if they are, put them in quotes\n");
    company_note(&c, "payments.csv", PAID "x\nP4,A1,2026-10-02,1,200.00\nP5,A1,2026-10-02,5,\n",
                 "payments.csv: 1 amount may be parted by its comma, in line 2 \"1,200.00\": if it "
                 "is, put it in quotes\n");
    company_note(&c, "payments.csv", PAID "x\nP6,A1,2026-10-03,1,200\nP7,A1,2026-10-03,1200,5\n",
                 "");
    company_load(&c, "teams.csv", "team_id,name\nT1,One\n");
    company_note(&c, "employees.csv", /* what is read are figures */
                 "employee_id,name,team_id,role,hired_on,base_salary,capacity\n"
                 "E1,Ann,T1,collector,2026-01-01,500,120\n",
                 "");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, another_currency);
    tcase_add_test(tc, the_same_currency);
    tcase_add_test(tc, an_unknown_currency);
    tcase_add_test(tc, the_amount_s_own_currency);
    tcase_add_test(tc, parted_by_its_comma);
    tcase_add_test(tc, parted_by_what_others_show);
    tcase_add_test(tc, perhaps_parted);
}

UNIT_MAIN("neighbours")
