/* import/sheets: names of files and of their sheets. */
#include "company.h"
#include "import/loader.h"
#include "import/wanted.h"
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

static void ck(const char *name, const char *path, const char *part)
{
    const char *got;
    char *split = part_split(name, &got);
    ck_assert_str_eq(split, path);
    ck_assert_str_eq(got ? got : "", part);
    free(split);
}

START_TEST(names)
{
    ck("a/b.xlsx", "a/b.xlsx", "");
    ck("a/b.xlsx#Sheet2", "a/b.xlsx", "Sheet2");
    ck("#1", "#1", "");
    const char *there = company_write(&c, "odd#name.csv", "a\n");
    ck(there, there, ""); /* a file of the whole name */
    struct cx_buf sheet = {0};
    cx_buf_printf(&sheet, "%s#payments #2", there);
    ck(sheet.data, there, "payments #2");
    cx_buf_fini(&sheet);
    ck("-", "-", "");
}
END_TEST

START_TEST(kinds)
{
    ck_assert_ptr_eq(kind_of_name("x/payments-2026.xlsx"), &cx_kind_payments);
    ck_assert_ptr_eq(kind_of_name("all.xlsx#payments"), &cx_kind_payments);
    ck_assert_ptr_eq(kind_of_name("orders.xlsx#payments"), &cx_kind_payments);
    ck_assert_ptr_eq(kind_of_name("orders.xlsx#Sheet2"), &cx_kind_orders);
    ck_assert_ptr_null(kind_of_name("all.xlsx#Sheet2"));
}
END_TEST

START_TEST(expanded)
{
    const char *files[] = {company_write(&c, "teams.csv", "team_id\nT1\n"), "nowhere.csv", "-"};
    struct cx_import_names list = {0};
    struct cx_import_options options = {.files = files, .file_count = 3};
    struct cx_err err = {0};
    ck_assert_int_eq(expand_names(&list, &options, &err), 0);
    ck_assert_uint_eq(list.count, 3);
    for (int i = 0; i < 3; i++)
        ck_assert_str_eq(list.items[i], files[i]);
    names_fini(&list);
    files[0] = company_write(&c, "bad.xlsx", "PK\x03\x04");
    options.file_count = 1;
    ck_assert_int_eq(expand_names(&list, &options, &err), CX_EDATA);
    names_fini(&list);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, names);
    tcase_add_test(tc, kinds);
    tcase_add_test(tc, expanded);
}

UNIT_MAIN("sheets")
