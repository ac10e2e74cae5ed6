/* import/unknown: columns that the kind has not are told at once, with what each may mean. */
#include "company.h"
#include "unit.h"

static struct company c;

static void set_up(void)
{
    company_open(&c);
}

static void tear_down(void)
{
    company_close(&c);
}

static void ck_unknown(const char *file, const char *text, const char *wanted)
{
    char names[1000];
    const char *begin, *end;
    company_add(&c, file, text);
    ck_assert_int_eq(company_import(&c), CX_EDATA);
    begin = strstr(c.err.text, "has no column ");
    end = strstr(c.err.text, ": ignore such columns");
    ck_assert_msg(begin && end, "%s", c.err.text);
    begin += strlen("has no column ");
    snprintf(names, sizeof names, "%.*s", (int)(end - begin), begin);
    ck_assert_str_eq(names, wanted);
}

START_TEST(all_at_once)
{
    ck_unknown("customers.csv", "customer_id,teller,name,booked\n", "\"teller\", \"booked\"");
    ck_unknown("customers.csv", "customer_id,a,b,c,d,e,f,g,h,i,j,k\n",
               "\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\", \"h\", \"i\", \"j\", …");
}
END_TEST

/* What is there already can't be meant; short words have too little that could be wrong. */
START_TEST(meant)
{
    ck_unknown("metrics.csv", "metric_id,titel,formula,noet\n",
               "\"titel\" (did you mean title?), \"noet\"");
    ck_unknown("metrics.csv", "metric_id,titel,title,formula\n", "\"titel\"");
    ck_unknown("payments.csv", "payment_id,acount_id,amount\n",
               "\"acount_id\" (did you mean account_id?)");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, all_at_once);
    tcase_add_test(tc, meant);
}

UNIT_MAIN("unknown")
