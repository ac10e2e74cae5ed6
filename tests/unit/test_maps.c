/* import/maps: of a folder of maps, each file gets the one that fits its columns. */
#include "company.h"
#include "import/loader.h"
#include "import/wanted.h"
#include "unit.h"

static struct company c;
static struct maps maps;
static struct cx_import_options options;

static void set_up(void)
{
    company_open(&c);
    company_write(&c, "payments-a.csv", "column,header\npayment_id,No\namount,Sum\n");
    company_write(&c, "payments-b.csv", "column,header\npayment_id,No\namount,Sum\npaid_at,Day\n");
    company_write(&c, "lookup.csv", "no,id\n1,2\n");
    options = (struct cx_import_options){.maps = c.dir};
    ck_assert_msg(maps_read(&maps, c.dir, &c.err) == 0, "%s", c.err.text);
}

static void tear_down(void)
{
    maps_fini(&maps);
    company_close(&c);
}

static const char *chosen(const char *name, const char *text)
{
    const struct cx_import_map *map;
    c.err = (struct cx_err){0};
    if (maps_choose(&map, &maps, company_write(&c, name, text), NULL, &options, &c.err) < 0)
        return c.err.text;
    return map ? map->path + strlen(c.dir) + 1 : "none";
}

START_TEST(choices)
{
    ck_assert_uint_eq(maps.count, 2);
    ck_assert_str_eq(chosen("x", "no,sum,z\n1,2,3\n"), "payments-a.csv");
    ck_assert_str_eq(chosen("x", "title\n\nNo;Sum;Day\n1;2;3\n"), "payments-b.csv");
    ck_assert_str_eq(chosen("teams.x", "team_id,name\nT1,a\n"), "none");
    ck_assert_ptr_nonnull(strstr(chosen("x", "no,z\n1,2\n"), "payments-a.csv: Sum; "));
    ck_assert_ptr_nonnull(strstr(chosen("teams.x", "no,z\n1,2\n"), "payments-b.csv: Sum, Day"));
}
END_TEST

START_TEST(several)
{
    company_write(&c, "payments-c.csv", "column,header\npayment_id,Day\namount,no\npaid_at,sum\n");
    ck_assert_int_eq(maps_add(&maps, c.paths[3], &c.err), 0);
    ck_assert_ptr_nonnull(strstr(chosen("x", "no,sum,day\n1,2,3\n"), "several maps fit"));
    company_write(&c, "payments-c.csv",
                  "column,header\npayment_id,Day\namount,no\npaid_at,sum\nfile-name,y*\n");
    maps_fini(&maps);
    ck_assert_int_eq(maps_read(&maps, c.dir, &c.err), 0);
    ck_assert_str_eq(chosen("x", "no,sum,day\n1,2,3\n"), "payments-b.csv");
    ck_assert_ptr_nonnull(strstr(chosen("yes", "no,sum,day\n1,2,3\n"), "several maps fit"));
    struct cx_import_options none = {.maps = c.dir};
    const struct cx_import_map *map;
    ck_assert_int_eq(maps_choose(&map, &maps, "-", NULL, &none, &c.err), CX_EUSAGE);
    ck_assert_int_eq(maps_read(&maps, "/nonexistent", &c.err), CX_EWORLD);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, choices);
    tcase_add_test(tc, several);
}

UNIT_MAIN("maps")
