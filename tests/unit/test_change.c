/* import/change: a change begins, and is committed, refused or only tried. */
#include "company.h"
#include "import/loader.h"
#include "unit.h"

static struct company c;

static void set_up(void)
{
    company_open(&c);
    company_load(&c, "teams.csv", "team_id,kind\nT1,phone\n");
}

static void tear_down(void)
{
    company_close(&c);
}

static int64_t ask(const char *sql)
{
    int64_t n = -1;
    ck_assert_int_eq(cx_db_get_int(&n, c.db, sql, NULL, &c.err), 0);
    return n;
}

/* Names the team, with so many bad rows, and gives what conclude_change gives. */
static int change(int64_t bad, bool dry_run)
{
    struct cx_import_options options = c.options;
    struct import import = {.db = c.db, .options = &options, .err = &c.err, .bad = bad};
    options.dry_run = dry_run;
    c.err = (struct cx_err){0};
    ck_assert_int_eq(import_begin(&import, &c.err), 0);
    ck_assert_int_eq(cx_db_exec(c.db, "UPDATE teams SET name = 'changed'", &c.err), 0);
    cx_buf_puts(&import.audit, "by a test\n");
    int rc = conclude_change(&import, "nothing was changed", &c.err);
    import_fini(&import);
    return rc;
}

#define CHANGED  "SELECT count(*) FROM teams WHERE name = 'changed'"
#define RECORDED "SELECT count(*) FROM audit WHERE files = 'by a test' || char(10)"

START_TEST(committed)
{
    ck_assert_int_eq(change(0, false), 0);
    ck_assert_int_eq(ask(CHANGED), 1);
    ck_assert_int_eq(ask(RECORDED), 1);
}
END_TEST

START_TEST(refused)
{
    ck_assert_int_eq(change(1, false), CX_EDATA);
    ck_assert_str_eq(c.err.text, "nothing was changed");
    ck_assert_int_eq(ask(CHANGED), 0);
    ck_assert_int_eq(ask(RECORDED), 0);
}
END_TEST

START_TEST(tried)
{
    ck_assert_int_eq(change(0, true), 0);
    ck_assert_int_eq(ask(CHANGED), 0);
    ck_assert_int_eq(ask(RECORDED), 0);
}
END_TEST

/* What was not concluded is not there. */
START_TEST(left_open)
{
    struct import import = {.db = c.db, .options = &c.options, .err = &c.err};
    ck_assert_int_eq(import_begin(&import, &c.err), 0);
    ck_assert_int_eq(cx_db_exec(c.db, "UPDATE teams SET name = 'changed'", &c.err), 0);
    import_fini(&import);
    ck_assert_int_eq(ask(CHANGED), 0);
}
END_TEST

START_TEST(imports_kept)
{
    int64_t kept = -1;
    ck_assert_int_eq(kept_imports(&kept, c.db, &c.err), 0);
    ck_assert_int_eq(kept, 20);
    company_load(&c, "settings.csv", "name,value\nundo_imports,3\n");
    ck_assert_int_eq(kept_imports(&kept, c.db, &c.err), 0);
    ck_assert_int_eq(kept, 3);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, committed);
    tcase_add_test(tc, refused);
    tcase_add_test(tc, tried);
    tcase_add_test(tc, left_open);
    tcase_add_test(tc, imports_kept);
}

UNIT_MAIN("import/change")
