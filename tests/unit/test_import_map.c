/* import/map: the file of --map. */
#include "company.h"
#include "import/map.h"
#include "unit.h"

static struct company c;
static struct cx_import_map *map;

static void set_up(void)
{
    company_open(&c);
}

static void tear_down(void)
{
    map_free(map);
    map = NULL;
    company_close(&c);
}

static void ck_refused(const char *text, int code, const char *words)
{
    struct cx_err err = {0};
    ck_assert_int_eq(map_read(&map, company_write(&c, "map.csv", text), &err), code);
    ck_assert_msg(strstr(err.text, words) != NULL, "%s", err.text);
    map_free(map);
    map = NULL;
}

START_TEST(rows)
{
    struct cx_err err = {0};
    const char *path = company_write(&c, "map.csv",
                                     "format,column,values,header\n,contact_id,,=C-{#}\n"
                                     "dmy,started_at,,Call date\n,outcome,\"a=b;c=d;\",result\n");
    ck_assert_msg(map_read(&map, path, &err) == 0, "%s", err.text);
    ck_assert_uint_eq(map->count, 3);
    ck_assert_str_eq(map->rows[0].column, "contact_id");
    ck_assert_str_eq(map->rows[0].header, "=C-{#}");
    ck_assert_ptr_null(map->rows[0].values);
    ck_assert_ptr_null(map->rows[0].format);
    ck_assert_str_eq(map->rows[1].header, "Call date");
    ck_assert_str_eq(map->rows[1].format, "dmy");
    ck_assert_str_eq(map->rows[2].values, "a=b;c=d;");
}
END_TEST

START_TEST(two_columns_are_enough)
{
    struct cx_err err = {0};
    ck_assert_int_eq(map_read(&map, company_write(&c, "map.csv", "column,header\na,b\n"), &err), 0);
    ck_assert_uint_eq(map->count, 1);
    ck_assert_ptr_null(map->rows[0].values);
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
    ck_refused("column,header,values\na,b,x=y; X =z\n", CX_EDATA,
               "map.csv:2: a: \" X =z\" replaces a value that is replaced already");
    ck_refused("column,header,format\na,b,comma minute cents\n", CX_EDATA,
               "map.csv:2: a: \"minute\" is not a format: use ymd, mdy, dmy");
    ck_refused("column,header\na\n", CX_EDATA, "map.csv:2: ");
    ck_refused("", CX_EDATA, "empty");
    struct cx_err err = {0};
    ck_assert_int_eq(map_read(&map, "/nonexistent/map.csv", &err), CX_EWORLD);
    map_free(map);
    map = NULL;
}
END_TEST

/* A column kind: which rows are of which kind, and which rows of the export are left out. */
START_TEST(several_kinds)
{
    struct cx_err err = {0};
    const char *path =
        company_write(&c, "map.csv",
                      "kind,column,header,values\naccounts,account_id,Loan,\naccounts,due_on,Due,\n"
                      "assignments,employee_id,Agent,\n,account_id,Loan2,\n");
    ck_assert_int_eq(map_read(&map, path, &err), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(err.text, "map.csv:5: account_id is filled already, by line 2"));
    map_free(map);
    path = company_write(&c, "map.csv",
                         "kind,column,header,values\n,account_id,Loan,\naccounts,due_on,Due,\n"
                         "Assignments,employee_id,Agent,\n,leave-out,*,合计*;小计\n"
                         "accounts,take-only,State,\n,file-name,ledger-*,\n");
    ck_assert_msg(map_read(&map, path, &err) == 0, "%s", err.text);
    ck_assert_uint_eq(map->kind_count, 2);
    ck_assert_ptr_eq(map->kinds[0], &cx_kind_accounts);
    ck_assert_ptr_eq(map->kinds[1], &cx_kind_assignments);
    ck_assert_uint_eq(map->count, 3);
    ck_assert_uint_eq(map->rule_count, 3);
    ck_assert_int_eq(map->rules[1].word, MAP_TAKE_ONLY);
    ck_assert_str_eq(map->rules[1].values, "");
    ck_assert(map_is_of(map->rows[0].kind, &cx_kind_accounts) &&
              !map_is_of(map->rows[1].kind, &cx_kind_assignments));
}
END_TEST

START_TEST(faults_of_kinds)
{
    ck_refused("kind,column,header\naccount,account_id,a\n", CX_EDATA,
               "map.csv:2: unknown kind \"account\" (did you mean accounts?)");
    ck_refused("kind,column,header\naccounts,paid_at,a\n", CX_EDATA,
               "map.csv:2: kind accounts has no column \"paid_at\"");
    ck_refused("kind,column,header\naccounts,amuont,a\n", CX_EDATA,
               "map.csv:2: kind accounts has no column \"amuont\" (did you mean amount?)");
    ck_refused("kind,column,header\naccounts,account_id,a\n,paid_at,b\n", CX_EDATA,
               "map.csv:3: no kind of the map has a column \"paid_at\"");
    ck_refused("column,header\nleave-out,\n", CX_EDATA,
               "map.csv:2: leave-out: give under header the column that is looked at");
    ck_refused("column,header\ntake-only,*\n", CX_EDATA,
               "map.csv:2: take-only: give under values what the cells of any column say");
    ck_refused("column,header\nfile-name,\n", CX_EDATA,
               "map.csv:2: file-name: give under header the name of the files");
    ck_refused("column,header,values\na,b,@x.csv\n", CX_EDATA,
               "map.csv:2: \"@x.csv\" does not say where to look");
    ck_refused("column,header,values\na,b,@nowhere.csv:a=b\n", CX_EDATA,
               "nowhere.csv: No such file");
    ck_refused("column,header\na,=?x or y\n", CX_EDATA, "map.csv:2: a: a ? is left");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, rows);
    tcase_add_test(tc, two_columns_are_enough);
    tcase_add_test(tc, faults);
    tcase_add_test(tc, several_kinds);
    tcase_add_test(tc, faults_of_kinds);
}

UNIT_MAIN("import_map")
