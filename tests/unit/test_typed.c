/* report/typed: columns of texts, typed by names and looks; queries. */
#include "report/typed.h"
#include "reporting.h"
#include "unit.h"

static struct cx_table *table_of(const char *text)
{
    struct cx_table *table = cx_table_new(NULL);
    struct cx_err err = {0};
    int fd = file_of(text, strlen(text));
    ck_assert_msg(cx_report_stream(table, fd, "-", &err) == 0, "%s", err.text);
    close(fd);
    return table;
}

static void ck_type(const char *column, const char *cells, enum cx_cell_type type)
{
    char text[300];
    snprintf(text, sizeof text, "%s,other\n%s", column, cells);
    struct cx_table *table = table_of(text);
    ck_assert_msg(table->columns[0].type == type, "%s: %d", text, (int)table->columns[0].type);
    cx_table_free(table);
}

START_TEST(looks)
{
    ck_type("n", "1,\n-2.50,\n,\n0.001,\n", CX_CELL_NUMBER);
    ck_type("n", "1,\nx,\n", CX_CELL_TEXT);
    ck_type("n", "007,\n", CX_CELL_TEXT); /* an id, not seven */
    ck_type("n", "+1,\n", CX_CELL_TEXT);
    ck_type("n", "1e5,\n", CX_CELL_TEXT);
    ck_type("n", "1234567890123456789,\n", CX_CELL_TEXT); /* more digits than fit */
    ck_type("n", ",\n", CX_CELL_TEXT);
    ck_type("n", "2026-10-01,\n,\n", CX_CELL_DATE);
    ck_type("n", "2026-13-01,\n", CX_CELL_TEXT);
    ck_type("n", "2026-10-01 09:30:00,\n", CX_CELL_TIME);
    ck_type("n", "2026-10-01,\n2026-10-01 09:30:00,\n", CX_CELL_TEXT);
}
END_TEST

START_TEST(names)
{
    ck_type("employee_id", "7,\n", CX_CELL_TEXT);
    ck_type("period", "2026,\n", CX_CELL_TEXT);
    ck_type("phone", "13812341234,\n", CX_CELL_TEXT);
    ck_type("amount", "12.50,\n", CX_CELL_NUMBER);
    ck_type("basis", "100.00,\n3,\n", CX_CELL_NUMBER); /* an expression came to these */
    ck_type("basis", "paid_a + 1,\n", CX_CELL_TEXT);
    ck_type("target", "200.000000,\n0.900000,\n", CX_CELL_NUMBER);
    ck_type("target", "12,\n", CX_CELL_TEXT); /* perhaps a tier's id */
    ck_type("name", "1.5,\n2,\n", CX_CELL_TEXT);
    struct cx_table *table = table_of("amount,total,score\n1.00,2.00,3.0000\n4.00,5,6.0000\n");
    ck_assert(table->columns[0].total);
    ck_assert(!table->columns[1].total); /* 5 is no amount of cents */
    ck_assert(!table->columns[2].total);
    ck_assert_int_eq(cx_table_cell(table, 1, 1)->decimals, 0);
    cx_table_free(table);
}
END_TEST

/* The apostrophe that a spreadsheet needs is taken off, and the writer puts it back. */
START_TEST(defused)
{
    struct cx_table *table = table_of("a\n'=1+1\n-5x\n");
    ck_assert_str_eq(cx_table_cell(table, 0, 0)->text, "=1+1");
    ck_assert_str_eq(cx_table_cell(table, 1, 0)->text, "-5x");
    cx_table_free(table);
}
END_TEST

START_TEST(bad)
{
    struct cx_table *table = cx_table_new(NULL);
    struct cx_err err = {0};
    int fd = file_of("a,b\n1\n", 6);
    ck_assert_int_eq(cx_report_stream(table, fd, "-", &err), CX_EDATA);
    cx_table_free(table);
    ck_assert_int_eq(strncmp(err.text, "-:2: ", 5), 0);
    close(fd);
}
END_TEST

static int query(const char *sql, char **text)
{
    struct cx_report_options options = options_of("2026-10");
    struct cx_table *table = cx_table_new(NULL);
    struct cx_buf out = {0};
    c.err = (struct cx_err){0};
    int rc = cx_report_query(table, c.db, sql, "q.sql", &options, &c.err);
    if (rc == 0)
        ck_assert_int_eq(cx_table_put(&out, table, CX_FORMAT_CSV, &c.err), 0);
    *text = strdup(cx_buf_str(&out));
    cx_buf_fini(&out);
    cx_table_free(table);
    return rc;
}

START_TEST(queries)
{
    char *text;
    ck_assert_int_eq(query("SELECT id(employee_id) AS employee_id, name, 1.50 AS x, NULL AS y, "
                           "day(:from) AS first, day(:to - 1) AS last, moment(:as_of) AS now "
                           "FROM employees ORDER BY 1 LIMIT 1",
                           &text),
                     0);
    ck_assert_str_eq(text, "employee_id,name,x,y,first,last,now\n"
                           "E1,Ann,1.5,,2026-10-01,2026-10-31,2026-10-31 12:00:00\n");
    free(text);
    ck_assert_int_eq(
        query("SELECT 4.5e-7 AS a, 1.0 / 3 AS b, 0.1 + 0.2 AS c, -0.0 AS d, 2.0e9 AS e, "
              "1.0e-30 AS f, 1.0e15 AS g, 0.001234567890123456 AS h, -2.5 AS i",
              &text),
        0);
    ck_assert_str_eq(text, "a,b,c,d,e,f,g,h,i\n0.00000045,0.333333333333333,0.3,0,2000000000,"
                           "1e-30,1e+15,0.00123456789012346,-2.5\n");
    free(text);
    ck_assert_int_eq(query("SELECT :nonsense", &text), CX_EDATA);
    ck_assert_str_eq(c.err.text,
                     "q.sql: parameter :nonsense is unknown: use :from, :to and :as_of");
    free(text);
    ck_assert_int_eq(query("SELECT name FROM customers", &text), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(c.err.text, "q.sql: customers.name is personal data"));
    free(text);
    /* the rows of before a change, too */
    ck_assert_int_eq(query("SELECT * FROM journal_rows", &text), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(c.err.text, "q.sql: journal_rows.before is personal data"));
    free(text);
}
END_TEST

/* What is kept of the rows is limited, too. */
START_TEST(many)
{
    char *text;
    ck_assert_int_eq(query("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT "
                           "1000) SELECT printf('%900000d', 1) FROM n",
                           &text),
                     CX_EWORLD);
    ck_assert_str_eq(c.err.text, "q.sql: the rows take over 256 MiB of memory: add LIMIT 298 to "
                                 "the query, or ask for fewer columns");
    free(text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, looks);
    tcase_add_test(tc, names);
    tcase_add_test(tc, defused);
    tcase_add_test(tc, bad);
    tcase_add_test(tc, queries);
    tcase_add_test(tc, many);
}

UNIT_MAIN("typed")
