/* import/map: the file of --map. */
#include "company.h"
#include "import/loader.h"
#include "unit.h"

static struct company c;
static struct map map;

static void set_up(void)
{
    company_open(&c);
}

static void tear_down(void)
{
    map_fini(&map);
    company_close(&c);
}

static void ck_refused(const char *text, int code, const char *words)
{
    struct cx_err err = {0};
    ck_assert_int_eq(map_read(&map, company_write(&c, "map.csv", text), &err), code);
    ck_assert_msg(strstr(err.text, words) != NULL, "%s", err.text);
    map_fini(&map);
}

START_TEST(rows)
{
    struct cx_err err = {0};
    const char *path = company_write(&c, "map.csv",
                                     "format,column,values,header\n,contact_id,,=C-{#}\n"
                                     "dmy,started_at,,Call date\n,outcome,\"a=b;c=d;\",result\n");
    ck_assert_msg(map_read(&map, path, &err) == 0, "%s", err.text);
    ck_assert_uint_eq(map.count, 3);
    ck_assert_str_eq(map.rows[0].column, "contact_id");
    ck_assert_str_eq(map.rows[0].header, "=C-{#}");
    ck_assert_ptr_null(map.rows[0].values);
    ck_assert_ptr_null(map.rows[0].format);
    ck_assert_str_eq(map.rows[1].header, "Call date");
    ck_assert_str_eq(map.rows[1].format, "dmy");
    ck_assert_str_eq(map.rows[2].values, "a=b;c=d;");
}
END_TEST

START_TEST(two_columns_are_enough)
{
    struct cx_err err = {0};
    ck_assert_int_eq(map_read(&map, company_write(&c, "map.csv", "column,header\na,b\n"), &err), 0);
    ck_assert_uint_eq(map.count, 1);
    ck_assert_ptr_null(map.rows[0].values);
}
END_TEST

START_TEST(faults)
{
    ck_refused("column,from\na,b\n", CX_EDATA, "map.csv:1: column \"header\" is missing");
    ck_refused("column,header\na,b\n,c\n", CX_EDATA,
               "map.csv:3: column and header must not be empty");
    ck_refused("column,header\na,b\n\nc,d\nA,e\n", CX_EDATA,
               "map.csv:5: A is filled already, by line 2: remove one of the two");
    ck_refused("column,header,values\na,b,x=y;Success:promised\n", CX_EDATA,
               "map.csv:2: a: \"Success:promised\" has no \"=\"");
    ck_refused("column,header,values\na,b,x=y;z=y;X=z\n", CX_EDATA,
               "map.csv:2: a: \"X=z\" replaces a value that is replaced already");
    ck_refused("column,header,format\na,b,comma minute cents\n", CX_EDATA,
               "map.csv:2: a: \"minute\" is not a format: use ymd, mdy, dmy");
    ck_refused("column,header\na\n", CX_EDATA, "map.csv:2: ");
    ck_refused("", CX_EWORLD, "empty");
    struct cx_err err = {0};
    ck_assert_int_eq(map_read(&map, "/nonexistent/map.csv", &err), CX_EWORLD);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, rows);
    tcase_add_test(tc, two_columns_are_enough);
    tcase_add_test(tc, faults);
}

UNIT_MAIN("import_map")
