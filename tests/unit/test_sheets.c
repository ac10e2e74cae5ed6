/* render/sheets: several sheets, and the charts made from their cells. */
#include "files.h"
#include "render/sheets.h"
#include "tabled.h"
#include "unit.h"
#include "zipped.h"

static char *bytes;
static size_t size;

/* As many sheets of the two teams, each with that chart. */
static void make(size_t sheets, enum cx_chart_kind kind)
{
    struct cx_err err = {0};
    struct cx_book *book = NULL;
    FILE *stream = tmpfile();
    ck_assert_int_eq(cx_book_new(&book, "Title", &err), 0);
    for (size_t i = 0; i < sheets; i++) {
        struct cx_table *table = teams_table(kind);
        table->title[0] = (char)('A' + i);
        ck_assert_int_eq(cx_book_add(book, table, &err), 0);
        cx_table_free(table);
    }
    ck_assert_int_eq(cx_book_write(book, stream, &err), 0);
    cx_book_free(book);
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
    tcase_add_test(tc, alone);
    tcase_add_test(tc, several);
    tcase_add_test(tc, no_formula);
}

UNIT_MAIN("sheets")
