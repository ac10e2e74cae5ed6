/* render/html: one page, escaped, without anything from elsewhere. */
#include "rendering.h"
#include "unit.h"

static char *page(size_t rows, const char *title)
{
    const struct cx_cell cells[] = SHEET_CELLS;
    const struct cx_render_options options = {.title = title};
    size_t n;

    return rendered(CX_FORMAT_HTML, sheet_columns, SHEET_COLUMNS, cells, rows, &options, &n);
}

START_TEST(test_page)
{
    char *s = page(2, "October <2026>");

    ck_assert_int_eq(strncmp(s, "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">", 52),
                     0);
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

START_TEST(test_table)
{
    char *s = page(2, NULL);

    ck_assert_str_eq(
        strstr(s, "<table>"),
        "<table>\n<thead>\n<tr><th scope=\"col\">Agent</th><th scope=\"col\">name</th>"
        "<th scope=\"col\" class=\"n\">Recovered</th><th scope=\"col\" class=\"n\">Rate</th>"
        "<th scope=\"col\" class=\"n\">Calls</th><th scope=\"col\" class=\"d\">Since</th>"
        "<th scope=\"col\" class=\"d\">Seen</th></tr>\n</thead>\n<tbody>\n"
        "<tr><td>E1</td><td>王 &quot;芳&quot;, &lt;b&gt;</td><td class=\"n\">1234.56</td>"
        "<td class=\"n\">-0.0125</td><td class=\"n\">40</td><td class=\"d\">2026-09-30</td>"
        "<td class=\"d\">2026-09-30 09:30:00</td></tr>\n"
        "<tr><td>=1+1</td><td></td><td class=\"n\">-0.50</td><td class=\"n\">0.5</td>"
        "<td class=\"n\">2</td><td class=\"d\"></td><td class=\"d\"></td></tr>\n"
        "</tbody>\n<tfoot>\n"
        "<tr><td>Total</td><td></td><td class=\"n\">1234.06</td><td class=\"n\"></td>"
        "<td class=\"n\">42</td><td class=\"d\"></td><td class=\"d\"></td></tr>\n"
        "</tfoot>\n</table></div>\n</body>\n</html>\n");
    ck_assert_ptr_null(strstr(s, "<h1>"));
    free(s);
}
END_TEST

START_TEST(test_escapes)
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

static void tests(TCase *tc)
{
    tcase_add_test(tc, test_page);
    tcase_add_test(tc, test_table);
    tcase_add_test(tc, test_escapes);
}

UNIT_MAIN("html")
