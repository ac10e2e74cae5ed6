/* book/excel: .xlsx files made by hand, sound ones and hostile ones. */
#include "books.h"

#define HEAD                                                                                       \
    "<row><c t=\"inlineStr\"><is><t>a</t></is></c><c t=\"inlineStr\"><is><t>b</t></is></c></row>"

static const char styles[] =
    "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\"/></numFmts>"
    "<cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs>"
    "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/><xf numFmtId=\"164\"/>"
    "<xf numFmtId=\"10\"/><xf numFmtId=\"49\"/></cellXfs></styleSheet>";

static void ck(const char *rows, const char *wanted)
{
    ck_book(xlsx_of(rows, styles,
                    "<sst><si><t>one</t></si><si><r><t>ri</t></r><rPh><t>no</t></rPh>"
                    "<r><t xml:space=\"preserve\">ch </t></r></si>"
                    "<si><t>a_x000D_b_x005F_x</t></si></sst>"),
            "t.xlsx", NULL, wanted);
}

START_TEST(typed_cells)
{
    ck(HEAD
       "<row r=\"2\"><c r=\"A2\"><v>1.5</v></c><c r=\"B2\" t=\"s\"><v>0</v></c></row>"
       "<row r=\"4\"><c r=\"A4\" s=\"1\"><v>46296</v></c><c r=\"B4\" "
       "s=\"2\"><v>46296.5</v></c></row>"
       "<row r=\"5\"><c r=\"A5\" s=\"3\"><v>46296</v></c><c r=\"B5\" s=\"4\"><v>0.125</v></c></row>"
       "<row r=\"6\"><c r=\"A6\" t=\"s\"><v>1</v></c><c r=\"B6\" t=\"s\"><v>2</v></c></row>"
       "<row r=\"7\"><c r=\"A7\" t=\"str\"><f>X()</f><v>text</v></c><c "
       "r=\"B7\"><f>1+1</f><v>2</v></c></row>"
       "<row r=\"8\"><c r=\"A8\" t=\"b\"><v>1</v></c><c r=\"B8\" t=\"b\"><v>0</v></c></row>"
       "<row r=\"9\"><c r=\"A9\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c><c "
       "r=\"B9\"><f>1+1</f></c></row>"
       "<row r=\"10\"><c r=\"A10\" t=\"inlineStr\"><is><t>0007</t></is></c><c r=\"B10\" "
       "t=\"d\"><v>2026-10-01T09:00:00</v></c></row>"
       "<row r=\"11\"><c r=\"A11\" s=\"1\"><v>-1</v></c></row>",
       "1:a|b\n2:1.5|one\n4:2026-10-01|2026-10-01 12:00:00\n5:2026-10|12.5%\n6:rich |a\rb_x\n"
       "7:text|2\n8:TRUE|FALSE\n9:#DIV/0!!|?\n10:0007|2026-10-01T09:00:00\n11:-1~|\n");
}
END_TEST

START_TEST(currencies)
{
    ck_book(xlsx_of(HEAD "<row><c s=\"1\"><v>7</v></c><c s=\"2\"><v>0.5</v></c></row>"
                         "<row><c s=\"3\"><v>46296</v></c><c s=\"1\" t=\"str\"><v>x</v></c></row>",
                    "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"[$$-409]0.00\"/>"
                    "<numFmt numFmtId=\"171\" formatCode=\"&quot;CNY &quot;0.00\"/>"
                    "<numFmt numFmtId=\"172\" formatCode=\"[$-409]d-mmm-yy\"/></numFmts>"
                    "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/><xf numFmtId=\"171\"/>"
                    "<xf numFmtId=\"172\"/></cellXfs></styleSheet>",
                    NULL),
            "t.xlsx", NULL, "1:a|b\n2:7 $|0.5 CNY\n3:2026-10-01|x\n");
}
END_TEST

/* Four digits between _x and _ make one, and nothing else. */
START_TEST(escapes)
{
    ck(HEAD "<row><c t=\"inlineStr\"><is><t>C_x41_0012</t></is></c><c t=\"inlineStr\"><is>"
            "<t>_x0041__x2_2026_x 41__x004_</t></is></c></row>",
       "1:a|b\n2:C_x41_0012|A_x2_2026_x 41__x004_\n");
}
END_TEST

START_TEST(shapes)
{
    /* empty rows, empty cells with a format, columns without a name */
    ck("<row/><row r=\"3\"><c r=\"B3\" t=\"s\"><v>0</v></c><c r=\"D3\" "
       "t=\"inlineStr\"><is><t>z</t></is></c></row>"
       "<row r=\"5\"><c r=\"A5\" s=\"1\"/><c r=\"B5\" s=\"1\"/></row>"
       "<row r=\"6\"><c r=\"B6\"><v>1</v></c></row>"
       "<row r=\"7\"><c r=\"C7\"><v>9</v></c></row>"
       "<row r=\"8\"><c r=\"B8\"><v>1</v></c><c r=\"G8\"><v>2</v></c></row>",
       "3:one|z\n6:1|\n7:||9| column 3 has no name in the header, but holds \"*\": give it a name, "
       "or "
       "empty it\n8:|1|||||2 has 7 fields, the header has 4\n");
    ck("", "t.xlsx: has no header row, only empty lines");
    ck("<row><c><v>1</v></c><c><v>1</v></c></row>",
       "t.xlsx:1: columns 1 and 2 are both named \"1\": is this line the header? give each column "
       "its own name");
}
END_TEST

START_TEST(sheets)
{
    const char *parts[] = {
        "xl/workbook.xml",
        "<x:workbook><x:workbookPr date1904=\"1\"/><x:sheets>"
        "<x:sheet name=\"First\" sheetId=\"1\" r:id=\"r1\"/>"
        "<x:sheet name=\"第二\" sheetId=\"2\" state=\"hidden\" "
        "r:id=\"r2\"/></x:sheets></x:workbook>",
        "xl/_rels/workbook.xml.rels",
        XLSX_RELS,
        "xl/worksheets/a.xml",
        "<worksheet><sheetData>" HEAD
        "<row hidden=\"1\"><c><v>1</v></c><c><v>2</v></c></row></sheetData></worksheet>",
        "xl/worksheets/b.xml",
        "<worksheet><sheetData>" HEAD
        "<row><c s=\"1\"><v>44834</v></c></row></sheetData></worksheet>",
        "xl/styles.xml",
        styles,
        NULL};
    struct cx_book_parts list;
    struct cx_err err = {0};
    int fd = zip_of(parts);
    ck_assert_int_eq(cx_book_parts(&list, fd, "t.xlsx", &err), 0);
    ck_assert_uint_eq(list.count, 2);
    ck_assert_str_eq(list.items[1].name, "第二");
    ck_assert(list.items[1].is_hidden && !list.items[0].is_hidden && !list.items[0].is_empty);
    cx_book_parts_fini(&list);
    ck_book(fd, "t.xlsx", NULL, "1:a|b\n2:1|2\n");
    ck_book(zip_of(parts), "t.xlsx#第二", "第二", "1:a|b\n2:2026-10-01|\n");
    ck_book(zip_of(parts), "t.xlsx#x", "x", "t.xlsx#x: the workbook has no such sheet, but First");
    struct cx_book *book;
    struct cx_csv_row row;
    fd = zip_of(parts);
    ck_assert_int_eq(cx_book_open(&book, fd, "t.xlsx", NULL, NULL, &err), 0);
    ck_assert_int_eq(cx_book_next(book, &row, &err), 1);
    ck_assert_int_eq(cx_book_hidden(book), 1);
    cx_book_free(book);
    close(fd);
}
END_TEST

START_TEST(hostile)
{
    ck("<row r=\"5\"/><row r=\"4\"/>",
       "t.xlsx: xl/worksheets/a.xml: row 4 behind row 5: no spreadsheet has such rows");
    ck("<row r=\"99999999\"/>",
       "t.xlsx: xl/worksheets/a.xml: row 99999999 behind row 0: no spreadsheet has such rows");
    ck("<row><c r=\"ZZZZ1\"><v>1</v></c></row>",
       "t.xlsx: xl/worksheets/a.xml: row 1: cell \"ZZZZ1\" is none that a spreadsheet has there");
    ck("<row><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>",
       "t.xlsx: xl/worksheets/a.xml: row 1: cell \"A1\" is none that a spreadsheet has there");
    ck("<row><c t=\"s\"><v>3</v></c></row>",
       "t.xlsx: xl/worksheets/a.xml: row 1: there is no shared text \"3\"");
    ck("<row><c t=\"s\"><v>-1</v></c></row>",
       "t.xlsx: xl/worksheets/a.xml: row 1: there is no shared text \"-1\"");
    ck("<row><c>", "t.xlsx: xl/worksheets/a.xml in it is damaged: line 1: Opening and ending "
                   "tag mismatch: c line 0 and sheetData");
    ck(HEAD "<row><c><v>&x;</v></c></row>",
       "1:a|b\nt.xlsx: xl/worksheets/a.xml in it is damaged: line 1: Entity 'x' not defined");
    ck(HEAD "<row><c><v>\xC3</v></c></row>",
       "1:a|b\nt.xlsx: xl/worksheets/a.xml in it is damaged: line 1: Input is not proper UTF-8, "
       "indicate encoding !");
}
END_TEST

/* A row's elements within each other, thousands deep. */
START_TEST(depth)
{
    struct cx_buf rows = {0};
    cx_buf_puts(&rows, HEAD);
    for (int i = 0; i < 30000; i++)
        cx_buf_puts(&rows, "<row>");
    ck(rows.data, "1:a|b\nt.xlsx: xl/worksheets/a.xml: has elements within 256 others, which no "
                  "spreadsheet has");
    cx_buf_fini(&rows);
}
END_TEST

/* Characters of several bytes, cut wherever a parser is fed. */
START_TEST(long_texts)
{
    struct cx_buf rows = {0}, wanted = {0}, text = {0};
    cx_buf_puts(&rows, HEAD);
    cx_buf_puts(&wanted, "1:a|b\n");
    for (int row = 2; row < 6; row++) {
        cx_buf_clear(&text);
        for (int i = 0; i < 3000; i++)
            cx_buf_puts(&text, i % 7 == row ? "账\n" : "表𠮷");
        cx_buf_printf(&rows,
                      "<row r=\"%d\"><c t=\"inlineStr\"><is><t>%s</t></is></c>"
                      "<c t=\"str\"><v><![CDATA[<%s>]]>&lt;&#38;</v></c></row>",
                      row, text.data, text.data);
        cx_buf_printf(&wanted, "%d:%s|<%s><&\n", row, text.data, text.data);
    }
    ck(rows.data, wanted.data);
    cx_buf_fini(&rows);
    cx_buf_fini(&wanted);
    cx_buf_fini(&text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, typed_cells);
    tcase_add_test(tc, currencies);
    tcase_add_test(tc, escapes);
    tcase_add_test(tc, shapes);
    tcase_add_test(tc, sheets);
    tcase_add_test(tc, hostile);
    tcase_add_test(tc, depth);
    tcase_add_test(tc, long_texts);
}

UNIT_MAIN("excel")
