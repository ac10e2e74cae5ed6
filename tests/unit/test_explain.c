/* import/explain: files that are no tables of their kind. */
#include "company.h"
#include "unit.h"

static struct company c;

static void set_up(void)
{
    company_open(&c);
    company_load(&c, "customers.csv", "customer_id,name\nC1,a\n");
}

static void tear_down(void)
{
    company_close(&c);
}

static void ck_file(const char *text, const char *words)
{
    company_add(&c, "customers.csv", text);
    ck_assert_int_eq(company_import(&c), CX_EDATA);
    ck_assert_msg(strstr(c.err.text, words) != NULL, "%s", c.err.text);
}

START_TEST(headers)
{
    ck_file("C1,2026-10-01,12\n", ":1: is data, not a header (\"**\"): add a first line with the "
                                  "names of the columns; customers needs at least customer_id");
    /* As many cells as the header has may be a table of its own. */
    ck_file("Our customers,of ours\ncustomer_id,name\n",
            ":1: \"Our customers\" is a title, not a header: remove the lines above line 2, or "
            "leave them out with --skip=1");
    ck_file("Our customers\nOctober,x\n\n客户编号,姓名\n", "remove the lines above line 4");
    ck_file("Our customers,\nshoes,name\n", ":1: \"Our customers\" is a title, not a header");
    ck_file("customer_id,nickname\nC1,a\n",
            ":1: kind customers has no column \"nickname\" (did you mean name?): "
            "ignore such columns with --ignore-extra, or rename them with a map, which "
            "--suggest-map begins");
    ck_file("customer_id,shoes\nC1,a\n", "or rename them with a map, which --suggest-map begins");
    ck_assert_ptr_null(strstr(c.err.text, "is it"));
    c.options.ignore_extra = true;
    ck_file("C1,2026-10-01,12\n", "is data, not a header");
    ck_file("shoes,hats\n1,2\n", "has no column \"shoes\"");
}
END_TEST

/* What people call the end of something is its last day, which cx takes of absences only. */
START_TEST(last_days)
{
    static const char *const names[] = {
        "End date", "end_date",    "Until",    "结束日期",         "有效期止",
        "退案日期", "Returned on", "Last day", "结束日期（包含）", "结束日期含当日",
        "最后一天", "end(incl.)",  "to (foo)", "Effective to"};
    char text[200];
    c.options.ignore_extra = true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(text, sizeof text, "account_id,employee_id,from,%s\n", names[i]);
        company_add(&c, "assignments.csv", text);
        ck_assert_int_eq(company_import(&c), CX_EDATA);
        snprintf(text, sizeof text,
                 ":1: \"%s\" may be the last day, but to is the day after it: have a map say which "
                 "it is (its format last takes the day after), or name the column to",
                 names[i]);
        ck_assert_msg(strstr(c.err.text, text) != NULL, "%s", c.err.text);
    }
    company_add(&c, "rules.csv", "rule_id,seq,kind,amount,End date\n");
    ck_assert_int_eq(company_import(&c), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(c.err.text, "but valid_to is the day after it"));
    company_load(&c, "assignments.csv", "account_id,employee_id,from,to,End date\n");
    company_load(&c, "assignments.csv", "account_id,employee_id,from,End date (exclusive)\n");
    company_load(&c, "assignments.csv", "account_id,employee_id,from,Last day of class\n");
    company_load(&c, "absences.csv", "employee_id,from,End date\n");
}
END_TEST

START_TEST(rows)
{
    company_refuse(&c, "customers.csv",
                   "customer_id,name\nC2,b\ncustomer_id,name\nC3,c\n\xEF\xBB\xBF"
                   "customer_id,name\n",
                   "customers.csv:3: repeats the header: were two files joined? Remove this "
                   "line (line 5 has the same error)\n");
    company_refuse(
        &c, "customers.csv", "customer_id,name\nC2,b\nname,customer_id,rating\n",
        "customers.csv:3: repeats the header: were two files joined? Remove this line\n");
    company_refuse(&c, "customers.csv", "customer_id,name\nC2,b\n合计：,\n",
                   "customers.csv:3: is a line of totals: remove it, or have a map leave it out\n");
    company_refuse(&c, "customers.csv", "customer_id,name\nC2,b\n,Total\n",
                   "customers.csv:3: is a line of totals: remove it, or have a map leave it out\n");
    company_refuse(&c, "customers.csv", "customer_id,name\nC2,b\n总计（2户）\n",
                   "customers.csv:3: is a line of totals: remove it, or have a map leave it out\n");
    company_refuse(&c, "customers.csv", "customer_id,name\nC2,b,c\n",
                   "customers.csv:2: has 3 fields, the header has 2\n");
    company_refuse(&c, "customers.csv", "customer_id,name\nC2,b\nTotal,1\n",
                   "customers.csv:3: is a line of totals: remove it, or have a map leave it out\n");
    company_refuse(&c, "accounts.csv",
                   "account_id,client,due_on,amount\nA7,x,2026-09-01,1\nSubtotal 7,,,1\n"
                   ",7 汇总,,1\n,Totals Inc,2026-09-01,1\n",
                   "accounts.csv:3: is a line of totals: remove it, or have a map leave it out "
                   "(line 4 has the same error)\n"
                   "accounts.csv:5: account_id: must not be empty\n");
    company_load(&c, "customers.csv", "customer_id,name\nC2,合计\nTotal,a\nC4,name\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, headers);
    tcase_add_test(tc, last_days);
    tcase_add_test(tc, rows);
}

UNIT_MAIN("explain")
