/* render/xlsx: the workbook's XML, taken out of its zip with zlib. */
#include "base/buf.h"
#include "rendering.h"
#include "tabled.h"
#include "unit.h"
#include "zipped.h"

static void ck_has(const char *xml, const char *wanted)
{
    ck_assert_msg(strstr(xml, wanted) != NULL, "no %s in %s", wanted, xml);
}

static char *workbook(size_t rows, const char *title, size_t *n)
{
    const struct cx_cell cells[] = SHEET_CELLS;
    const struct cx_render_options options = {.title = title};

    return rendered(CX_FORMAT_XLSX, sheet_columns, SHEET_COLUMNS, cells, rows, &options, n);
}

START_TEST(test_cells)
{
    size_t n;
    char *zip = workbook(2, "October", &n);
    char *sheet = part(zip, n, "xl/worksheets/sheet1.xml");
    char *strings = part(zip, n, "xl/sharedStrings.xml");

    ck_has(strings, "<si><t>Agent</t></si><si><t>name</t></si>");
    ck_has(strings, "<si><t>王 \"芳\", &lt;b&gt;</t></si>");
    ck_has(strings, "<si><t>=1+1</t></si>"); /* a text, as it is */
    ck_has(sheet, "<c r=\"A3\" t=\"s\">");
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

static void ck_name(const char *title, const char *wanted)
{
    size_t n;
    char *zip = workbook(0, title, &n), *xml = part(zip, n, "xl/workbook.xml");

    ck_has(xml, wanted);
    free(xml);
    free(zip);
}

START_TEST(test_sheet_names)
{
    ck_name("October", "<sheet name=\"October\"");
    ck_name(NULL, "<sheet name=\"Sheet1\"");
    ck_name("''", "<sheet name=\"Sheet1\"");
    ck_name("'a/b: [c]?'", "<sheet name=\"a-b- -c--\"");
    ck_name("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三",
            "<sheet name=\"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一\"");
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

START_TEST(test_same_bytes)
{
    size_t n, m;
    char *a = workbook(2, "October", &n);
    sleep(1); /* the clock is in none of it */
    char *b = workbook(2, "October", &m);

    ck_assert_uint_eq(n, m);
    ck_assert_mem_eq(a, b, n);
    free(a);
    free(b);
}
END_TEST

/* Nothing stays behind in TMPDIR, and a TMPDIR that isn't there is told. */
START_TEST(test_temporary)
{
    char dir[] = "/tmp/cx-unit-XXXXXX";
    struct cx_err err = {0};
    size_t n;

    ck_assert_ptr_nonnull(mkdtemp(dir));
    setenv("TMPDIR", dir, 1);
    free(workbook(2, NULL, &n));
    ck_assert_int_eq(rmdir(dir), 0); /* empty */
    struct cx_table *table = cx_table_stream(stdout, CX_FORMAT_XLSX, NULL);
    cx_table_columns(table, sheet_columns, SHEET_COLUMNS);
    ck_assert_int_eq(cx_table_end(table, &err), CX_EWORLD);
    cx_table_free(table);
    ck_assert_ptr_nonnull(strstr(err.text, "can't be created: No such file or directory"));
    unsetenv("TMPDIR"); /* tests that follow may run in this process */
}
END_TEST

/* Several tables. */
static char *bytes;
static size_t size;

/* As many sheets of the two teams, each with that chart. */
static void make(size_t sheets, enum cx_chart_kind kind)
{
    struct cx_err err = {0};
    struct cx_tables tables = {.title = strdup("Title")};
    FILE *stream = tmpfile();
    for (size_t i = 0; i < sheets; i++) {
        struct cx_table *table = teams_table(kind);
        table->title[0] = (char)('A' + i);
        ck_assert_int_eq(cx_table_copy(cx_tables_add(&tables, NULL), table, &err), 0);
        cx_table_free(table);
    }
    ck_assert_int_eq(cx_tables_write(&tables, stream, &err), 0);
    cx_tables_fini(&tables);
    free(bytes);
    bytes = bytes_of(stream, &size);
    fclose(stream);
}

static void ck_part(const char *name, const char *wanted)
{
    char *xml = part(bytes, size, name);
    ck_assert_msg(strstr(xml, wanted) != NULL, "no %s in %s", wanted, xml);
    free(xml);
}

static void clean(void)
{
    free(bytes);
    bytes = NULL;
}

/* One sheet: its chart is beside the table. */
START_TEST(alone)
{
    make(1, CX_CHART_BARS);
    ck_part("xl/workbook.xml", "<sheet name=\"Aeams\"");
    ck_part("xl/worksheets/sheet1.xml", "<drawing ");
    ck_part("xl/worksheets/sheet1.xml", "<v>123.45</v>");
    ck_part("xl/worksheets/sheet1.xml", "<f>SUBTOTAL(109,D2:D3)</f><v>123.5</v>");
    ck_part("xl/worksheets/sheet1.xml", "<autoFilter ref=\"A1:D3\"/>");
    ck_part("xl/charts/chart1.xml", "<c:barDir val=\"bar\"/>");
    ck_part("xl/charts/chart1.xml", "<c:f>Aeams!$B$2:$B$3</c:f>");
    ck_part("xl/charts/chart1.xml", "<a:t>Teams &amp; rates</a:t>");
}
END_TEST

/* Lines: a row a series. Of several sheets the charts stand together on the last. */
START_TEST(several)
{
    make(2, CX_CHART_LINES);
    ck_part("xl/workbook.xml", "<sheet name=\"Beams\" sheetId=\"2\" r:id=\"rId2\"/>"
                               "<sheet name=\"Charts\"");
    ck_part("xl/worksheets/sheet3.xml", "<drawing ");
    ck_part("xl/charts/chart1.xml", "<c:lineChart>");
    ck_part("xl/charts/chart1.xml", "<c:f>Aeams!$B$2:$C$2</c:f>");
    ck_part("xl/charts/chart2.xml", "<c:f>Beams!$B$3:$C$3</c:f>");
}
END_TEST

/* What looks like a formula is a text. */
START_TEST(no_formula)
{
    make(1, CX_CHART_NONE);
    ck_part("xl/sharedStrings.xml", "<t>=1+1</t>");
    char *xml = part(bytes, size, "xl/worksheets/sheet1.xml");
    ck_assert_ptr_null(strstr(xml, "<f>1+1"));
    free(xml);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, NULL, clean);
    tcase_add_test(tc, test_cells);
    tcase_add_test(tc, test_formats);
    tcase_add_test(tc, test_totals);
    tcase_add_test(tc, test_sheet_names);
    tcase_add_test(tc, test_beyond);
    tcase_add_test(tc, test_same_bytes);
    tcase_add_test(tc, test_temporary);
    tcase_add_test(tc, alone);
    tcase_add_test(tc, several);
    tcase_add_test(tc, no_formula);
}

UNIT_MAIN("xlsx")
