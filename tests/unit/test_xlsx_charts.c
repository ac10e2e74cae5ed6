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
    ck_part("xl/charts/chart1.xml", "<c:symbol val=\"circle\"/>"); /* seen where there is but one */
    ck_part("xl/charts/chart1.xml", "<c:f>Aeams!$B$2:$C$2</c:f>");
    ck_part("xl/charts/chart2.xml", "<c:f>Beams!$B$3:$C$3</c:f>");
}
END_TEST

/* A chart of rows of these shares, in millionths. */
static void make_shares(const int64_t *shares, int count)
{
    static const struct cx_column columns[] = {{"team", "Team", CX_CELL_TEXT, 0, false},
                                               {"rate", "Rate", CX_CELL_SHARE, 6, false}};
    struct cx_err err = {0};
    struct cx_tables tables = {0};
    struct cx_table *table = cx_tables_add(&tables, "Shares");
    FILE *stream = tmpfile();
    cx_table_columns(table, columns, 2);
    for (int i = 0; i < count; i++)
        cx_table_keep(table, (const struct cx_cell[]){cx_cell_text("x"), cx_cell_n(shares[i])});
    table->chart = (struct cx_chart){
        .kind = CX_CHART_BARS, .label = 0, .first = 1, .count = 1, .is_share = true, .rows = 2};
    ck_assert_int_eq(cx_tables_write(&tables, stream, NULL, &err), 0);
    cx_tables_fini(&tables);
    free(bytes);
    bytes = bytes_of(stream, &size);
    fclose(stream);
}

/* Ticks can be told apart, and what is not drawn is said. */
START_TEST(shares)
{
    static const struct {
        int64_t shares[2];
        const char *format;
    } cases[] = {{{500, 4700}, "0.00%"},
                 {{20000, 47000}, "0.0%"},
                 {{100000, 900000}, "0%"},
                 {{910000, 960000}, "0.0%"},
                 {{0, 0}, "0%"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char wanted[80];
        make_shares(cases[i].shares, 2);
        snprintf(wanted, sizeof wanted, "<c:numFmt formatCode=\"%s\" sourceLinked=\"0\"/>",
                 cases[i].format);
        ck_part("xl/charts/chart1.xml", wanted);
    }
    make_shares((const int64_t[]){1, 2, 3}, 3);
    ck_part("xl/charts/chart1.xml", "<a:t>Shares (2 of 3 drawn)</a:t>");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, NULL, clean);
    tcase_add_test(tc, alone);
    tcase_add_test(tc, several);
    tcase_add_test(tc, shares);
}

UNIT_MAIN("xlsx_charts")
