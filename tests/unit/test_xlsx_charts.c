/* render/xlsx_charts: native charts beside their tables, or on a sheet of their own. */
#include "booked.h"

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

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, NULL, clean);
    tcase_add_test(tc, alone);
    tcase_add_test(tc, several);
}

UNIT_MAIN("xlsx_charts")
