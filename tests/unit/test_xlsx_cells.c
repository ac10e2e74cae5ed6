/* render/xlsx_cells: typed cells, their formats, and what a cell can't hold. */
#include <stdlib.h>

#include "booked.h"

START_TEST(test_cells)
{
    size_t n;
    char *zip = workbook(2, "October", &n);
    char *sheet = part(zip, n, "xl/worksheets/sheet1.xml");
    char *strings = part(zip, n, "xl/sharedStrings.xml");

    ck_has(strings, "<si><t>Agent</t></si><si><t>name</t></si>");
    ck_has(strings, "<si><t>王 \"芳\", &lt;b&gt;</t></si>");
    ck_has(strings, "<si><t>=1+1</t></si>"); /* a text, as it is */
    ck_has(sheet, "<c r=\"A3\" s=\"4\" t=\"s\">");
    ck_has(sheet, "<v>1234.56</v>");
    ck_has(sheet, "<v>-0.0125</v>");
    ck_has(sheet, "<v>46295</v>");                    /* 2026-09-30 */
    ck_has(sheet, "<v>46295.39583333334</v>");        /* 09:30 of it */
    ck_assert_ptr_null(strstr(sheet, "<c r=\"B3\"")); /* null: no cell */
    free(sheet);
    free(strings);
    free(zip);
}
END_TEST

START_TEST(test_formats)
{
    size_t n;
    char *zip = workbook(2, NULL, &n), *styles = part(zip, n, "xl/styles.xml");
    char *sheet = part(zip, n, "xl/worksheets/sheet1.xml");

    ck_has(styles, "formatCode=\"yyyy-mm-dd\"");
    ck_has(styles, "formatCode=\"yyyy-mm-dd hh:mm:ss\"");
    ck_has(styles, "formatCode=\"#,##0.0000\"");
    ck_has(styles, "formatCode=\"#,##0.00\"");
    ck_has(sheet, "state=\"frozen\"");
    ck_has(sheet, "ySplit=\"1\"");
    ck_has(sheet, "<autoFilter ref=\"A1:G3\"/>");
    ck_has(sheet, "<cols><col min=\"1\" max=\"1\" width=\"8.7109375\" customWidth=\"1\"/>");
    free(sheet);
    free(styles);
    free(zip);
}
END_TEST

/* Where a table is an overview figures are shown as on a page; the cells hold them whole. */
START_TEST(test_rounded)
{
    static const struct cx_column column = {.name = "a", .type = CX_CELL_NUMBER, .decimals = 6};
    const struct cx_cell cell = cx_cell_n(78678302);
    struct cx_tables tables = {0};
    for (int is_rounded = 0; is_rounded < 2; is_rounded++) {
        struct cx_table *table = cx_tables_add(&tables, is_rounded ? "Overview" : "All");
        cx_table_column(table, &column);
        table->is_rounded = is_rounded;
        cx_table_keep(table, &cell);
    }
    struct cx_err err = {0};
    FILE *stream = tmpfile();
    ck_assert_int_eq(cx_tables_write(&tables, stream, NULL, &err), 0);
    cx_tables_fini(&tables);
    bytes = bytes_of(stream, &size);
    fclose(stream);
    ck_part("xl/styles.xml", "formatCode=\"#,##0.00####\"");
    ck_part("xl/styles.xml", "formatCode=\"[&gt;=1]#,##0.00;[&lt;=-1]-#,##0.00;0.00##\"");
    ck_part("xl/worksheets/sheet1.xml", "<v>78.678302</v>");
    ck_part("xl/worksheets/sheet2.xml", "<v>78.678302</v>");
    clean();
}
END_TEST

START_TEST(test_totals)
{
    size_t n;
    char *zip = workbook(2, NULL, &n), *sheet = part(zip, n, "xl/worksheets/sheet1.xml");

    ck_has(sheet, "<f>SUBTOTAL(109,C2:C3)</f><v>1234.06</v>");
    ck_has(sheet, "<f>SUBTOTAL(109,E2:E3)</f><v>42</v>");
    free(sheet);
    free(zip);
    zip = workbook(0, NULL, &n);
    sheet = part(zip, n, "xl/worksheets/sheet1.xml");
    ck_has(sheet, "<autoFilter ref=\"A1:G1\"/>");
    ck_assert_ptr_null(strstr(sheet, "<f>"));
    free(sheet);
    free(zip);
}
END_TEST

/* Figures stand to the right, all else to the left, behind figures with an indent: they would run
 * into each other. */
START_TEST(test_sides)
{
    static const struct cx_column columns[] = {{.name = "a"},
                                               {.name = "b", .type = CX_CELL_DATE},
                                               {.name = "c", .type = CX_CELL_MONEY},
                                               {.name = "d"},
                                               {.name = "e", .type = CX_CELL_DATE}};
    const struct cx_cell cells[] = {cx_cell_text("A"), cx_cell_n(20000), cx_cell_n(1),
                                    cx_cell_text("D"), cx_cell_n(20000)};
    static const char left[] = "<alignment horizontal=\"left\"/>",
                      indented[] = "<alignment horizontal=\"left\" indent=\"1\"/>";
    const char *const wanted[] = {left, left, NULL, indented, indented};
    size_t n;
    char *zip = rendered(CX_FORMAT_XLSX, columns, 5, cells, 1, NULL, &n);
    char *sheet = part(zip, n, "xl/worksheets/sheet1.xml"), *styles = part(zip, n, "xl/styles.xml");
    for (int i = 0; i < 5; i++) {
        char *cell = strstr(sheet, (char[]){'"', (char)('A' + i), '2', '"', ' ', 's', 0});
        char *style = strstr(styles, "<cellXfs");
        for (int nth = atoi(cell + strlen("\"A2\" s=\"")); nth >= 0; nth--)
            style = strstr(style + 1, "<xf ");
        char *end = strstr(style + 1, "<xf "),
             *found = wanted[i] ? strstr(style, wanted[i]) : style;
        ck_assert_msg(found && (!end || found < end), "%d", i);
    }
    free(sheet);
    free(styles);
    free(zip);
}
END_TEST

/* What a spreadsheet can't hold as a number or a day is text with every digit. */
START_TEST(test_beyond)
{
    const struct cx_column columns[] = {
        {.name = "n", .type = CX_CELL_NUMBER}, {.name = "d", .type = CX_CELL_DATE}, {.name = "t"}};
    struct cx_buf text = {0};
    size_t n;

    while (text.len < 3 * 40000)
        cx_buf_puts(&text, "还");
    const struct cx_cell cells[] = {
        cx_cell_n(INT64_C(6222020200112233445)), cx_cell_n(-30000), cx_cell_text(text.data),
        cx_cell_n(INT64_C(999999999999999)),     cx_cell_n(-25508), cx_cell_text("a\xFF\x01"),
    };
    char *zip = rendered(CX_FORMAT_XLSX, columns, 3, cells, 2, NULL, &n);
    char *sheet = part(zip, n, "xl/worksheets/sheet1.xml");
    char *strings = part(zip, n, "xl/sharedStrings.xml");
    ck_has(strings, "<t>6222020200112233445</t>");
    ck_has(strings, "<t>1887-11-12</t>");
    ck_has(strings, "<t>a\xEF\xBF\xBD</t>");
    ck_has(sheet, "<v>999999999999999</v>");
    ck_has(sheet, "<v>61</v>"); /* 1900-03-01 */
    char *cut = strstr(strings, "还");
    ck_assert_ptr_nonnull(cut);
    ck_assert_uint_eq(strcspn(cut, "<"), 3 * 32767);
    free(strings);
    free(sheet);
    free(zip);
    cx_buf_fini(&text);
}
END_TEST

/* A text that is too long is cut, by characters, and its place told. */
START_TEST(long_texts)
{
    static const struct cx_column columns[] = {{.name = "id"}, {.name = "text", .title = "Text"}};
    struct cx_buf text = {0}, notes = {0};
    const struct cx_render_options options = {.title = "October", .notes = &notes};
    size_t n;
    for (int i = 0; i < 32767; i++)
        cx_buf_puts(&text, "王");
    struct cx_cell cells[] = {cx_cell_text("A"), cx_cell_text(text.data)};
    free(rendered(CX_FORMAT_XLSX, columns, 2, cells, 1, &options, &n));
    ck_assert_str_eq(cx_buf_str(&notes), ""); /* as long as a cell may be */
    cx_buf_puts(&text, "王");
    cells[1] = cx_cell_text(text.data);
    char *zip = rendered(CX_FORMAT_XLSX, columns, 2, cells, 1, &options, &n);
    ck_assert_str_eq(cx_buf_str(&notes),
                     "1 text is longer than the 32767 characters that a cell of a workbook holds, "
                     "and is cut: October!B2");
    char *strings = part(zip, n, "xl/sharedStrings.xml"), *end = strstr(strings, "王</t>");
    ck_assert_ptr_nonnull(end);
    size_t kept = (size_t)(end - strstr(strings, "王")) / strlen("王") + 1;
    ck_assert_uint_eq(kept, 32767);
    free(strings);
    free(zip);
    cx_buf_fini(&text);
    cx_buf_fini(&notes);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, test_cells);
    tcase_add_test(tc, test_formats);
    tcase_add_test(tc, test_sides);
    tcase_add_test(tc, test_rounded);
    tcase_add_test(tc, test_totals);
    tcase_add_test(tc, test_beyond);
    tcase_add_test(tc, long_texts);
}

UNIT_MAIN("xlsx_cells")
