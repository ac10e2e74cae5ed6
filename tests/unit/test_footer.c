/* import/footer: lines below a table, told from rows that have nothing but an id. */
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

#define BELOW                                                                                      \
    "has nothing but an id that is unlike those above: if it is a line below the table, remove "   \
    "it, or have a map leave it out; if it is a row, put it above others\n"

START_TEST(footers)
{
    static const char *const lines[] = {"Prepared by Li,",
                                        "Page 1 of 1,",
                                        "Report date: 2026-10-01,",
                                        "第1页/共1页,",
                                        "以上共2户,",
                                        "数据截至10月底,",
                                        "END,",
                                        "-- end --,",
                                        "(draft),",
                                        "C-9,"};
    char text[200];
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        snprintf(text, sizeof text, "customer_id,name\nC1,Li\n%s\n", lines[i]);
        company_refuse(&c, "customers.csv", text, "customers.csv:3: " BELOW);
    }
    company_refuse(&c, "customers.csv", "name,customer_id\nLi,C1\n,End of list\n\n,Page 1\n",
                   "customers.csv:3: has nothing but an id that is unlike those above: if it is a "
                   "line below the table, remove it, or have a map leave it out; if it is a row, "
                   "put it above others (line 5 has the same error)\n");
    company_refuse(&c, "teams.csv", "team_id,name\nT1,Head\nPrepared by Li,\n",
                   "teams.csv:3: " BELOW);
}
END_TEST

/* Those that are known by their words are no rows anywhere. */
START_TEST(words)
{
    static const char *const lines[] = {"说明：数据截至10月底,", "部门：一部,", "附注: 无,"};
    static const char *const totals[] = {"合计 2 户,", "合计2户,30", "总计12笔,"};
    char text[200];
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        snprintf(text, sizeof text, "customer_id,name\n%s\nC1,Li\n", lines[i]);
        company_refuse(&c, "customers.csv", text,
                       "customers.csv:2: is no row of the table, but a line around it: remove it, "
                       "or have a map leave it out\n");
    }
    for (size_t i = 0; i < sizeof totals / sizeof *totals; i++) {
        snprintf(text, sizeof text, "customer_id,name\nC1,Li\n%s\n", totals[i]);
        company_refuse(&c, "customers.csv", text,
                       "customers.csv:3: is a line of totals: remove it, or have a map leave it "
                       "out\n");
    }
}
END_TEST

static void ck_taken(const char *text, const char *count)
{
    company_load(&c, "customers.csv", text);
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM customers"), count);
}

/* Of a row that something follows, that has more, or that is as those above are. */
START_TEST(rows)
{
    ck_taken("customer_id,name\nC1,Li\nOld Wang,\nC2,Wu\n", "3");
    ck_taken("customer_id,name\nC1,Li\nC3,\n", "4");
    ck_taken("customer_id,name\nC1,Li\nNew Wang,Wang\n", "5");
    ck_taken("customer_id,name\nC1,Li\nNew Li,\nC2,Wu\nNew Li 2,\n", "7"); /* one was a row */
    ck_taken("customer_id,name\nC1,\nC2,\nNew Wu,\n", "8");                /* no row has more */
    ck_taken("customer_id\nC1\nC2\nNew Zhao\n", "9");
    ck_taken("customer_id,name\nSun Li,\n", "10"); /* nothing is above */
    company_load(&c, "teams.csv", "team_id,name\n总部,\n一部,一部\n二部,\n");
}
END_TEST

/* Rows are read in batches of 1024. */
static const char *ask_batches(size_t count, const char *below)
{
    struct cx_buf text = {0};
    cx_buf_puts(&text, "customer_id,name\n");
    for (size_t i = 0; i < count; i++)
        cx_buf_printf(&text, "C%zu,Li\n", i);
    cx_buf_puts(&text, below);
    company_add(&c, "customers.csv", cx_buf_str(&text));
    cx_buf_fini(&text);
    company_import(&c);
    return company_ask(&c, "SELECT count(*) FROM customers");
}

START_TEST(batches)
{
    ck_assert_str_eq(ask_batches(1023, "Prepared by Li,\n"), "0");
    ck_assert_str_eq(ask_batches(1022, "Prepared by Li,\nPage 1,\nof 1 page,\n"), "0");
    ck_assert_ptr_nonnull(
        strstr(cx_buf_str(&c.said), "(2 more rows have the same error: lines 1025, 1026)"));
    ck_assert_str_eq(ask_batches(1023, "Prepared by Li,\nD1,Wang\n"), "1025");
}
END_TEST

START_TEST(many)
{
    struct cx_buf below = {0};
    for (int i = 0; i < 100; i++)
        cx_buf_printf(&below, "Wang %d,\n", i);
    ck_assert_str_eq(ask_batches(1023, cx_buf_str(&below)), "0"); /* the last of them are told */
    cx_buf_puts(&below, "D1,Wang\n");
    ck_assert_str_eq(ask_batches(1023, cx_buf_str(&below)), "1124");
    cx_buf_fini(&below);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, footers);
    tcase_add_test(tc, words);
    tcase_add_test(tc, rows);
    tcase_add_test(tc, batches);
    tcase_add_test(tc, many);
}

UNIT_MAIN("footer")
