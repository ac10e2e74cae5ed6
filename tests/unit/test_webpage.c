/* render/webpage: a page of one table, and the sections of one with several: escaped, without
 * anything from elsewhere. */
#include <string.h>

#include "render/webpage.h"
#include "rendering.h"
#include "tabled.h"
#include "unit.h"

static struct cx_buf page;

static void clean(void)
{
    cx_buf_fini(&page);
}

/* Nothing may be fetched and nothing may run, whatever a cell says. */
START_TEST(whole)
{
    cx_page_open(&page, "<script>alert(1)</script>");
    cx_page_close(&page);
    ck_assert_ptr_nonnull(strstr(page.data, "default-src 'none'"));
    ck_assert_ptr_nonnull(strstr(page.data, "<h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1>"));
    ck_assert_ptr_null(strstr(page.data, "<script"));
    ck_assert_ptr_null(strstr(page.data, "url("));
}
END_TEST

START_TEST(section)
{
    struct cx_table *table = teams_table(CX_CHART_BARS);
    cx_table_note(table, "%s", "a note");
    cx_page_section(&page, table, "wide");
    ck_assert_ptr_nonnull(strstr(page.data, "<section class=\"wide\">\n<h2>Teams &amp; rates</h2>\n"
                                            "<p class=\"note\">a note</p>\n<figure>"));
    ck_assert_ptr_nonnull(strstr(page.data, "<details><summary>Figures</summary>"));
    ck_assert_ptr_nonnull(strstr(page.data, "<td class=\"d\">=1+1</td><td class=\"n\">0.10</td>"));
    ck_assert_ptr_nonnull(strstr(page.data, "<td class=\"n\">123.50</td></tr>\n</tfoot>"));
    cx_table_free(table);
}
END_TEST

START_TEST(rows_of_one)
{
    struct cx_table *table = teams_table(CX_CHART_NONE);
    cx_page_rows(&page, table, 0, "=1+1");
    ck_assert_ptr_null(strstr(page.data, "电催"));
    ck_assert_ptr_null(strstr(page.data, "<td>=1+1"));
    ck_assert_ptr_nonnull(strstr(page.data, "<tr><td class=\"n\">0.10</td>"));
    cx_table_free(table);
}
END_TEST

static char *written(size_t rows, const char *title)
{
    const struct cx_cell cells[] = SHEET_CELLS;
    const struct cx_render_options options = {.title = title};
    size_t n;

    return rendered(CX_FORMAT_HTML, sheet_columns, SHEET_COLUMNS, cells, rows, &options, &n);
}

START_TEST(one_page)
{
    char *s = written(2, "October <2026>");

    ck_assert_int_eq(
        strncmp(s, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">", 62), 0);
    ck_assert_ptr_nonnull(strstr(s, "<title>October &lt;2026&gt;</title>"));
    ck_assert_ptr_nonnull(strstr(s, "<h1>October &lt;2026&gt;</h1>"));
    ck_assert_ptr_nonnull(strstr(s, "prefers-color-scheme:dark"));
    ck_assert_ptr_nonnull(strstr(s, "@media print"));
    ck_assert_str_eq(s + strlen(s) - 8, "</html>\n");
    ck_assert_ptr_null(strstr(s, "http:"));
    ck_assert_ptr_null(strstr(s, "https:"));
    ck_assert_ptr_null(strstr(s, "<script"));
    free(s);
}
END_TEST

START_TEST(one_table)
{
    char *s = written(2, NULL);

    ck_assert_str_eq(
        strstr(s, "<table>"),
        "<table>\n<thead>\n<tr><th scope=\"col\">Agent</th><th scope=\"col\" class=\"d\">name</th>"
        "<th scope=\"col\" class=\"n\">Recovered</th><th scope=\"col\" class=\"n\">Rate</th>"
        "<th scope=\"col\" class=\"n\">Calls</th><th scope=\"col\" class=\"d\">Since</th>"
        "<th scope=\"col\" class=\"d\">Seen</th></tr>\n</thead>\n<tbody>\n"
        "<tr><td>E1</td><td class=\"d\">王 &quot;芳&quot;, &lt;b&gt;</td><td "
        "class=\"n\">1,234.56</td>"
        "<td class=\"n\">-0.0125</td><td class=\"n\">40</td><td class=\"d\">2026-09-30</td>"
        "<td class=\"d\">2026-09-30 09:30:00</td></tr>\n"
        "<tr><td>=1+1</td><td class=\"d\"></td><td class=\"n\">-0.50</td><td class=\"n\">0.5</td>"
        "<td class=\"n\">2</td><td class=\"d\"></td><td class=\"d\"></td></tr>\n"
        "</tbody>\n<tfoot>\n"
        "<tr><td>Total</td><td class=\"d\"></td><td class=\"n\">1,234.06</td><td class=\"n\"></td>"
        "<td class=\"n\">42</td><td class=\"d\"></td><td class=\"d\"></td></tr>\n"
        "</tfoot>\n</table></div>\n</body>\n</html>\n");
    ck_assert_ptr_null(strstr(s, "<h1>"));
    free(s);
}
END_TEST

START_TEST(escapes)
{
    const struct cx_column column = {.name = "a", .title = "<a>"};
    const struct cx_cell cell = cx_cell_text("<img src=x onerror='a&b'>\n\x01\xFF");
    size_t n;
    char *s = rendered(CX_FORMAT_HTML, &column, 1, &cell, 1, NULL, &n);

    ck_assert_ptr_nonnull(strstr(s, "<th scope=\"col\">&lt;a&gt;</th>"));
    ck_assert_ptr_nonnull(
        strstr(s, "<td>&lt;img src=x onerror=&#39;a&amp;b&#39;&gt;\n\xEF\xBF\xBD</td>"));
    ck_assert_ptr_null(strstr(s, "<tfoot>"));
    free(s);
}
END_TEST

/* 2026-11 would break at its hyphen. */
START_TEST(months)
{
    struct cx_buf out = {0};
    struct cx_table *table = cx_table_new("Months");
    static const struct cx_column column = {.name = "period", .title = "Period"};
    const struct cx_cell cell = cx_cell_text("2026-11");
    cx_table_column(table, &column);
    cx_table_keep(table, &cell);
    cx_page_table(&out, table);
    ck_assert_ptr_nonnull(strstr(out.data, "<td class=\"d\">2026-11</td>"));
    cx_table_free(table);
    cx_buf_fini(&out);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, NULL, clean);
    tcase_add_test(tc, months);
    tcase_add_test(tc, whole);
    tcase_add_test(tc, section);
    tcase_add_test(tc, rows_of_one);
    tcase_add_test(tc, one_page);
    tcase_add_test(tc, one_table);
    tcase_add_test(tc, escapes);
}

UNIT_MAIN("webpage")
