/* book/calc: .ods files made by hand. */
#include "books.h"

#define CELL(attributes, text)                                                                     \
    "<table:table-cell " attributes "><text:p>" text "</text:p></table:table-cell>"
#define HEAD                                                                                       \
    "<table:table-row>" CELL("office:value-type=\"string\"", "a")                                  \
        CELL("office:value-type=\"string\"", "b") "</table:table-row>"
#define ROW(cells) "<table:table-row>" cells "</table:table-row>"

static int ods_of(const char *tables)
{
    struct cx_buf content = {0};
    cx_buf_printf(&content, "<office:document-content>%s</office:document-content>", tables);
    const char *parts[] = {"content.xml", content.data, NULL};
    int fd = zip_of(parts);
    cx_buf_fini(&content);
    return fd;
}

static void ck(const char *rows, const char *wanted)
{
    struct cx_buf table = {0};
    cx_buf_printf(&table, "<table:table table:name=\"T\">%s</table:table>", rows);
    ck_book(ods_of(table.data), "t.ods", NULL, wanted);
    cx_buf_fini(&table);
}

START_TEST(typed_cells)
{
    ck(HEAD ROW(CELL("office:value-type=\"float\" office:value=\"1234.5\"", "1,234.50")
                    CELL("office:value-type=\"date\" office:date-value=\"2026-10-01\"", "1/10/26"))
           ROW(CELL("office:value-type=\"date\" office:date-value=\"2026-10-01T09:05:33\"", "x")
                   CELL("office:value-type=\"percentage\" office:value=\"0.85\"", "85 %"))
               ROW(CELL("office:value-type=\"time\" office:time-value=\"PT09H05M33S\"", "9:05")
                       CELL("office:value-type=\"boolean\" office:boolean-value=\"true\"", "WAHR"))
                   ROW(CELL("table:formula=\"of:=NA()\" office:value-type=\"string\" "
                            "office:string-value=\"\" calcext:value-type=\"error\"",
                            "#N/A"))
                       ROW(CELL("office:value-type=\"string\"", "0007<text:s text:c=\"2\"/>x")
                               CELL("table:formula=\"of:=1/0\" office:value-type=\"string\" "
                                    "calcext:value-type=\"error\"",
                                    "#DIV/0!")),
       "1:a|b\n2:1234.5|2026-10-01\n3:2026-10-01 09:05:33|85%\n4:09:05:33|TRUE\n"
       "5:#N/A!|\n6:0007  x|#DIV/0!!\n");
    ck(HEAD ROW(CELL("office:value-type=\"time\" office:time-value=\"PT03H25M00S\"", "03:25") CELL(
           "office:value-type=\"time\" office:time-value=\"PT03H25M00S\"", "3:25:00")),
       "1:a|b\n2:3:25|03:25:00\n");
}
END_TEST

#define SPAN(value, text) CELL("office:value-type=\"time\" office:time-value=\"" value "\"", text)

/* Minutes and seconds stay what they are, also where the seconds are none. */
START_TEST(spans)
{
    ck(HEAD ROW(SPAN("PT00H04M00S", "04:00") SPAN("PT00H12M00S", "12:00"))
           ROW(SPAN("PT00H03M25S", "03:25") SPAN("PT02H05M00S", "125:00"))
               ROW(SPAN("PT04H04M00S", "04:00") SPAN("PT00H00M00S", "00:00")),
       "1:a|b\n2:00:04:00|00:12:00\n3:00:03:25|02:05:00\n4:04:04:00|00:00:00\n");
    ck(HEAD ROW(SPAN("PT00H04M00S", "0:04") SPAN("PT04H00M00S", "04:00"))
           ROW(SPAN("PT15H25M00S", "03:25 PM") SPAN("PT00H10M00S", "12:10 AM"))
               ROW(SPAN("PT27H10M00S", "3:10") SPAN("PT03H25M00S", "3时25分")),
       "1:a|b\n2:0:04|4:00\n3:15:25|0:10\n4:27:10:00|03:25:00\n");
}
END_TEST

START_TEST(long_numbers)
{
    ck(HEAD ROW(CELL("office:value-type=\"float\" office:value=\"6222021234567890\"", "x") CELL(
           "office:value-type=\"float\" office:value=\"6.22202123456789E+017\"", "x")),
       "1:a|b\n2:6222021234567890|6.22202123456789E+17\n");
}
END_TEST

START_TEST(currencies)
{
    ck(HEAD ROW(CELL("office:value-type=\"currency\" office:currency=\"USD\" office:value=\"7\"",
                     "$7.00") CELL("office:value-type=\"float\" office:value=\"7\"", "$7.00"))
           ROW(CELL("office:value-type=\"currency\" office:value=\"7\"", "7.00")
                   CELL("office:value-type=\"currency\" office:currency=\"CNY\" "
                        "office:value=\"x\"",
                        "?")),
       "1:a|b\n2:7 USD|7\n3:7|~\n");
}
END_TEST

#define FLOAT "office:value-type=\"float\" office:value=\"7\""
#define FORMAT(name, symbol)                                                                       \
    "<number:currency-style style:name=\"" name "\"><number:currency-symbol>" symbol               \
    "</number:currency-symbol><number:number/></number:currency-style>"
#define STYLE(name, more)                                                                          \
    "<style:style style:family=\"table-cell\" style:name=\"" name "\" " more "/>"

/* Of the cell, its row or its column, in this order; what the cell says itself comes first. */
START_TEST(currencies_of_styles)
{
    ck_book(
        ods_of(
            "<office:automatic-styles>" FORMAT("N1", "€") FORMAT("N2", "Rs.") STYLE("c0", "")
                STYLE("c1", "style:data-style-name=\"N1\"") STYLE(
                    "c2",
                    "style:data-style-name=\"N2\"") "</office:automatic-styles>"
                                                    "<table:table "
                                                    "table:name=\"T\"><table:table-column/"
                                                    "><table:table-column "
                                                    "table:number-columns-repeated=\"9\" "
                                                    "table:default-cell-style-name=\"c1\"/>" HEAD
                                                        ROW(CELL(FLOAT, "7") CELL(FLOAT, "7")) ROW(
                                                            CELL("table:style-name=\"c2\" " FLOAT,
                                                                 "7") CELL("table:style-name="
                                                                           "\"c0\" " FLOAT,
                                                                           "7"))
                                                            ROW(CELL(
                                                                "table:style-name=\"c2\" "
                                                                "office:value-type=\"currency\" "
                                                                "office:value=\"7\"",
                                                                "7")
                                                                    CELL("office:value-type="
                                                                         "\"currency\" "
                                                                         "office:currency=\"USD\" "
                                                                         "office:value=\"7\"",
                                                                         "7")) "<table:table-row "
                                                                               "table:default-cell-"
                                                                               "style-name="
                                                                               "\"c2\">" CELL(FLOAT,
                                                                                              "7")
                                                                                   CELL(
                                                                                       FLOAT,
                                                                                       "7") "</"
                                                                                            "table:"
                                                                                            "table-"
                                                                                            "row></"
                                                                                            "table:"
                                                                                            "table"
                                                                                            ">"),
        "t.ods", NULL, "1:a|b\n2:7|7 €\n3:7 Rs.|7\n4:7 Rs.|7 USD\n5:7 Rs.|7 Rs.\n");
}
END_TEST

START_TEST(repeats)
{
    ck("<table:table-row table:number-rows-repeated=\"3\"><table:table-cell "
       "table:number-columns-repeated=\"1024\"/></table:table-row>" HEAD
       "<table:table-row table:number-rows-repeated=\"2\">"
       "<table:table-cell table:number-columns-repeated=\"2\" "
       "office:value-type=\"string\"><text:p>x"
       "</text:p><text:p>y</text:p><office:annotation><text:p>note</text:p></office:annotation>"
       "</table:table-cell><table:table-cell table:number-columns-repeated=\"16382\"/>"
       "</table:table-row>"
       "<table:table-row "
       "table:number-rows-repeated=\"1048570\"><table:table-cell/></table:table-row>",
       "4:a|b\n5:x\ny|x\ny\n6:x\ny|x\ny\n");
    ck(HEAD "<table:table-row table:number-rows-repeated=\"99999999\">" CELL(
           "office:value-type=\"string\"", "x") "</table:table-row>",
       "1:a|b\nt.ods: content.xml: row 2 is repeated more often than a spreadsheet has rows");
    ck(HEAD ROW("<table:table-cell table:number-columns-repeated=\"99999\" "
                "office:value-type=\"string\"><text:p>x</text:p></table:table-cell>"),
       "1:a|b\nt.ods: content.xml: row 2 has more columns than a spreadsheet");
}
END_TEST

/* Among so many rows that they are read ahead. */
START_TEST(late_repeats)
{
    struct cx_buf rows = {0}, wanted = {0};
    cx_buf_puts(&rows, HEAD);
    cx_buf_puts(&wanted, "1:a|b\n");
    for (int row = 2; row < 2000; row += 3) {
        cx_buf_printf(
            &rows,
            "<table:table-row table:number-rows-repeated=\"3\">" CELL(
                "office:value-type=\"float\" office:value=\"%d\"", "") "</table:table-row>",
            row);
        for (int i = 0; i < 3; i++)
            cx_buf_printf(&wanted, "%d:%d|\n", row + i, row);
    }
    ck(rows.data, wanted.data);
    cx_buf_fini(&rows);
    cx_buf_fini(&wanted);
}
END_TEST

START_TEST(sheets)
{
    static const char two[] = "<table:table table:name=\"A\">" HEAD "</table:table>"
                              "<table:table table:name=\"B\">" HEAD ROW(
                                  CELL("office:value-type=\"string\"", "x")) "</table:table>";
    ck_book(ods_of(two), "t.ods", NULL,
            "t.ods: the workbook has several sheets (A, B): name one behind the file's name and #");
    ck_book(ods_of(two), "t.ods#B", "B", "1:a|b\n2:x|\n");
    ck_book(ods_of(two), "t.ods#A", "a", "1:a|b\n");
}
END_TEST

#define SHEET(attributes, cells) "<table:table " attributes ">" HEAD ROW(cells) "</table:table>"

START_TEST(hidden_sheets)
{
    static const char book[] =
        "<office:automatic-styles><style:style style:name=\"ta1\" style:family=\"table\">"
        "<style:table-properties table:display=\"true\"/></style:style>"
        "<style:style style:name=\"ta2\" style:family=\"table\">"
        "<style:table-properties table:display=\"false\"/></style:style></office:automatic-styles>"
        "<table:table table:name=\"Old\" table:style-name=\"ta2\">" HEAD
        "</table:table>" SHEET("table:name=\"Now\" table:style-name=\"ta1\"",
                               CELL("office:value-type=\"string\"", "x"))
            SHEET("table:name=\"'file:///rates.ods'#$Sheet1\"",
                  "<table:table-source table:mode=\"copy-results-only\"/>");
    struct cx_book_parts list;
    struct cx_err err = {0};
    int fd = ods_of(book);
    ck_assert_int_eq(cx_book_parts(&list, fd, "t.ods", &err), 0);
    ck_assert_uint_eq(list.count, 2);
    ck_assert(list.items[0].is_hidden && !list.items[1].is_hidden);
    cx_book_parts_fini(&list);
    ck_book(fd, "t.ods", NULL, "1:a|b\n2:x|\n");
}
END_TEST

/* One that is taken from another file is a sheet like any. */
START_TEST(linked_sheets)
{
#define LINKED                                                                                     \
    SHEET("table:name=\"A\"",                                                                      \
          "<table:table-source xlink:href=\"x.ods\" "                                              \
          "table:mode=\"copy-all\"/>" CELL("office:value-type=\"string\"", "x"))
    ck_book(ods_of(LINKED), "t.ods", NULL, "1:a|b\n2:x|\n");
    ck_book(ods_of(LINKED SHEET("table:name=\"B\"", "")), "t.ods", NULL,
            "t.ods: the workbook has several sheets (A, B): name one behind the file's name and #");
}
END_TEST

/* A shape is anchored in a cell, and its text is not the cell's. */
START_TEST(shapes)
{
#define SHAPE                                                                                      \
    "<draw:custom-shape><text:p>DRAFT</text:p><draw:enhanced-geometry/></draw:custom-shape>"
    ck(HEAD ROW("<table:table-cell office:value-type=\"string\"><text:p>Zhang</text:p>" SHAPE
                "</table:table-cell><table:table-cell>" SHAPE "</table:table-cell>"),
       "1:a|b\n2:Zhang|\n");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, typed_cells);
    tcase_add_test(tc, spans);
    tcase_add_test(tc, long_numbers);
    tcase_add_test(tc, currencies);
    tcase_add_test(tc, currencies_of_styles);
    tcase_add_test(tc, repeats);
    tcase_add_test(tc, late_repeats);
    tcase_add_test(tc, sheets);
    tcase_add_test(tc, hidden_sheets);
    tcase_add_test(tc, linked_sheets);
    tcase_add_test(tc, shapes);
}

UNIT_MAIN("calc")
