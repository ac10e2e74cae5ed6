/* import/wanted: which files are taken, by which map, as which kinds. */
#include "company.h"
#include "import/loader.h"
#include "import/wanted.h"
#include "unit.h"

static struct company c;
static struct cx_buf list;

static void set_up(void)
{
    company_open(&c);
}

static void tear_down(void)
{
    cx_buf_fini(&list);
    company_close(&c);
}

/* What is taken, "kind name", or why nothing is. */
static const char *inputs(const char *kind, const char *map, const char *name)
{
    const char *names[] = {name};
    struct cx_import_options options = {.files = names, .file_count = 1, .kind = kind, .map = map};
    struct import import = {.options = &options};
    struct cx_import_done done;
    cx_buf_clear(&list);
    c.err = (struct cx_err){0};
    if (choose_inputs(&import, &done, &c.err) < 0)
        cx_buf_puts(&list, c.err.text);
    else
        for (size_t i = 0; i < done.count; i++)
            cx_buf_printf(&list, "%s ", done.files[i].kind->name);
    maps_fini(&import.maps);
    cx_import_done_fini(&done);
    return cx_buf_str(&list);
}

START_TEST(kinds)
{
    const char *file = company_write(&c, "x.csv", "a\n1\n"), *teams;
    const char *map = company_write(&c, "m.csv",
                                    "kind,column,header\nassignments,account_id,a\n"
                                    "accounts,account_id,a\n");
    teams = company_write(&c, "teams-x.csv", "column,header\nteam_id,a\n");
    ck_assert_str_eq(inputs(NULL, map, file), "accounts assignments ");
    ck_assert_str_eq(inputs("assignments", map, file), "assignments ");
    ck_assert_ptr_nonnull(strstr(inputs("teams", map, file), "says nothing of kind teams"));
    ck_assert_str_eq(inputs(NULL, teams, file), "teams ");
    ck_assert_str_eq(inputs("orders", teams, file), "orders ");
    ck_assert_ptr_nonnull(strstr(inputs(NULL, NULL, file), "its name gives no kind"));
    ck_assert_ptr_nonnull(strstr(inputs(NULL, map, "-"), "a pipe can't be read as several kinds"));
    ck_assert_str_eq(inputs("teams", NULL, "-"), "teams ");
    ck_assert_ptr_nonnull(strstr(inputs("teams", NULL, "/nowhere.csv"), "No such file"));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, kinds);
}

UNIT_MAIN("wanted")
