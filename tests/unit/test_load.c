/* import/load: rows into their table, new ones added, known ones changed where the file differs. */
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

static void ck_counts(int64_t added, int64_t changed, int64_t same)
{
    ck_assert_int_eq(c.results[0].added, added);
    ck_assert_int_eq(c.results[0].changed, changed);
    ck_assert_int_eq(c.results[0].same, same);
}

/* Columns that the file doesn't have are left as they are; an empty cell empties. */
START_TEST(only_what_the_file_says)
{
    company_load(&c, "customers.csv",
                 "customer_id,name,phone,region\nC1,Li,100,north\nC2,Wang,200,south\n");
    company_load(&c, "customers.csv", "customer_id,phone\nC1,\nC2,200\n");
    ck_counts(0, 1, 1);
    ck_assert_str_eq(company_ask(&c, "SELECT name || region || (phone IS NULL) FROM customers "
                                     "WHERE name = 'Li'"),
                     "Linorth1");
    ck_assert_str_eq(company_ask(&c, "SELECT phone FROM customers WHERE name = 'Wang'"), "200");
}
END_TEST

START_TEST(nothing_but_the_key)
{
    company_load(&c, "customers.csv", "customer_id\nC1\nC2\n");
    ck_counts(2, 0, 0);
    company_load(&c, "customers.csv", "customer_id\nC2\nC3\n");
    ck_counts(1, 0, 1);
}
END_TEST

START_TEST(keys_of_several_columns)
{
    company_load(&c, "tiers.csv", "tier_id,from,to,rate\na,0,10,0.01\na,10,,0.02\nb,0,,1\n");
    ck_counts(3, 0, 0);
    company_load(&c, "tiers.csv", "tier_id,from,to,rate\na,10,,0.03\n");
    ck_counts(0, 1, 0);
    ck_assert_str_eq(company_ask(&c, "SELECT group_concat(rate) FROM tiers"),
                     "10000,30000,1000000");
}
END_TEST

/* An empty part of a key is a key of its own. */
START_TEST(empty_parts_of_keys)
{
    static const char text[] = "rule_id,seq,kind,amount,valid_from,valid_to\n"
                               "r,1,amount,5,,2026-10-01\nr,1,amount,6,2026-10-01,\n";
    company_load(&c, "rules.csv", text);
    ck_counts(2, 0, 0);
    company_load(&c, "rules.csv", text);
    ck_counts(0, 0, 2);
    ck_assert_str_eq(company_ask(&c, "SELECT group_concat(valid_from) FROM rules"),
                     "-1000000,20727");
    company_load(&c, "measures.csv", "measure_id,fact,unit,value\nm,payment,money,amount\n");
    company_load(&c, "targets.csv",
                 "scope,scope_id,metric_id,period,value\n"
                 "company,,m,2026-10,0.5\ncompany,,m,2026-11,0.5\n");
    company_load(&c, "targets.csv",
                 "scope,scope_id,metric_id,period,value\n"
                 "company,,m,2026-10,0.6\n");
    ck_counts(0, 1, 0);
}
END_TEST

/* Measures keep the order of the rows; a known one keeps its place. */
START_TEST(ordered_rows)
{
    company_load(&c, "measures.csv",
                 "measure_id,fact,unit,value\nz,contact,count,1.0\n"
                 "a,contact,count,2.0\n");
    company_load(&c, "measures.csv",
                 "measure_id,fact,unit,value\nb,contact,count,3.0\n"
                 "z,contact,count,4.0\n");
    ck_counts(1, 1, 0);
    ck_assert_str_eq(company_ask(&c, "SELECT group_concat(measure_id || value, ' ') FROM "
                                     "(SELECT * FROM measures ORDER BY seq)"),
                     "z4.0 a2.0 b3.0");
}
END_TEST

START_TEST(repeated_rows_are_one)
{
    company_load(&c, "customers.csv", "customer_id,name\nC1,Li\nC1,Li\nC2,Wang\n");
    ck_counts(2, 0, 1);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, only_what_the_file_says);
    tcase_add_test(tc, nothing_but_the_key);
    tcase_add_test(tc, keys_of_several_columns);
    tcase_add_test(tc, empty_parts_of_keys);
    tcase_add_test(tc, ordered_rows);
    tcase_add_test(tc, repeated_rows_are_one);
}

UNIT_MAIN("load")
