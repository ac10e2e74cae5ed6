/* import/header: which of the first rows is the header. */
#include "company.h"
#include "import/intake.h"
#include "unit.h"

enum { ROWS = 8, CELLS = 8 };
static struct cx_csv_field cells[ROWS][CELLS];
static struct cx_csv_row rows[ROWS];
static char bytes[400];

/* "a|b/c|d": rows of cells. */
static size_t split(const char *s)
{
    size_t count = 0;
    snprintf(bytes, sizeof bytes, "%s", s);
    for (char *row = bytes; row; count++) {
        char *end = strchr(row, '/');
        size_t n = 0;
        if (end)
            *end++ = '\0';
        for (char *cell = row; cell; n++) {
            char *bar = strchr(cell, '|');
            if (bar)
                *bar++ = '\0';
            cells[count][n] = (struct cx_csv_field){cell, strlen(cell)};
            cell = bar;
        }
        rows[count] =
            (struct cx_csv_row){.line = (int64_t)count + 1, .count = n, .fields = cells[count]};
        row = end;
    }
    return count;
}

static size_t of_kind(const struct cx_kind *kind, const char *s)
{
    struct intake intake = {.kind = kind};
    size_t count = split(s);
    return find_header(&intake, rows, count);
}

START_TEST(of_kinds)
{
    ck_assert_uint_eq(of_kind(&cx_kind_teams, "team_id|name/T1|a"), 0);
    ck_assert_uint_eq(of_kind(&cx_kind_teams, "Teams of 2026/made by|HR/team_id|name|kind/T1|a|x"),
                      2);
    /* what is above has as many cells: it may be a table */
    ck_assert_uint_eq(of_kind(&cx_kind_teams, "a|b/1|2/team_id|name/T1|a"), CX_CSV_NONE);
    ck_assert_uint_eq(of_kind(&cx_kind_teams, "a|b/c|d"), CX_CSV_NONE);
}
END_TEST

START_TEST(names_in_another_case)
{
    static const struct {
        const char *header, *name;
        int wanted;
    } names[] = {{"id|AMOUNT|amount", "amount", 2},   {"id|AMOUNT|amount", "AMOUNT", 1},
                 {"id|AMOUNT|amount", "Amount", -1},  {"id|AMOUNT", "amount", 1},
                 {"id| amount |AMOUNT", "amount", 1}, {"id|AMOUNTS", "amount", -1}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        split(names[i].header);
        ck_assert_int_eq(header_index(&rows[0], names[i].name, strlen(names[i].name)),
                         names[i].wanted);
    }
}
END_TEST

START_TEST(of_maps)
{
    struct company c;
    struct cx_import_map *map, *wider;
    struct cx_buf lacks = {0};
    company_open(&c);
    ck_assert_int_eq(
        map_read(&map,
                 company_write(&c, "map.csv", "column,header\nteam_id,={No}-{#}\nleave-out,Sum\n"),
                 &c.err),
        0);
    ck_assert_int_eq(
        map_read(
            &wider,
            company_write(&c, "wider.csv", "column,header\nteam_id,NO\nleave-out,sum\nname,Name\n"),
            &c.err),
        0);
    struct intake intake = {.kind = &cx_kind_teams, .map = map};
    size_t count = split("Teams/of|2026/ no |sum|x/1|2|3");
    ck_assert_uint_eq(find_header(&intake, rows, count), 2);
    ck_assert_uint_eq(header_lacks(&lacks, &rows[2], wider, NULL), 1);
    ck_assert_str_eq(cx_buf_str(&lacks), "Name");
    ck_assert(map_is_within(map, wider) && !map_is_within(wider, map));
    cx_buf_fini(&lacks);
    map_free(map);
    map_free(wider);
    company_close(&c);
}
END_TEST

START_TEST(likely)
{
    ck_assert_uint_eq(find_likely_header(NULL, rows, split("a|b/1|2")), 0);
    ck_assert_uint_eq(find_likely_header(NULL, rows, split("a|b")), CX_CSV_NONE);
    ck_assert_uint_eq(
        find_likely_header(NULL, rows, split("Bank/from|2026-10-01/a|b|c|d|e/1|2|3|4|5")), 2);
    ck_assert_uint_eq(find_likely_header(NULL, rows, split("a/1|2|3|4")), 0);
}
END_TEST

START_TEST(sheets)
{
    split("Period|Employee|Name|Total/period|employee_id|rule_id/period|employee_id|reason");
    ck_assert(header_is_of_sheet(&rows[0]) && header_is_of_sheet(&rows[1]) &&
              !header_is_of_sheet(&rows[2]));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, of_kinds);
    tcase_add_test(tc, names_in_another_case);
    tcase_add_test(tc, of_maps);
    tcase_add_test(tc, likely);
    tcase_add_test(tc, sheets);
}

UNIT_MAIN("header")
