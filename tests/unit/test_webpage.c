/* render/webpage: sections, tables and figures of a page. */
#include <string.h>

#include "render/webpage.h"
#include "tabled.h"
#include "unit.h"

static struct cx_buf page;

static void clean(void)
{
    cx_buf_fini(&page);
}

static const char *figure(double value, bool is_share)
{
    cx_buf_clear(&page);
    cx_page_figure(&page, value, is_share);
    return cx_buf_str(&page);
}

START_TEST(figures)
{
    ck_assert_str_eq(figure(1234567.4, false), "1,234,567");
    ck_assert_str_eq(figure(999, false), "999");
    ck_assert_str_eq(figure(80.44, false), "80.4");
    ck_assert_str_eq(figure(0.0123, false), "0.012");
    ck_assert_str_eq(figure(-1234.6, false), "\xE2\x88\x92"
                                             "1,235");
    ck_assert_str_eq(figure(0.996, true), "99.6\xC2\xA0%");
    ck_assert_str_eq(figure(0.0166, true), "1.66\xC2\xA0%");
}
END_TEST

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
    ck_assert_ptr_nonnull(strstr(page.data, "<td>=1+1</td><td class=\"n\">0.10</td>"));
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

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, NULL, clean);
    tcase_add_test(tc, figures);
    tcase_add_test(tc, whole);
    tcase_add_test(tc, section);
    tcase_add_test(tc, rows_of_one);
}

UNIT_MAIN("webpage")
