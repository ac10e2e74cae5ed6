/* book/package: parts of a workbook, and what is hostile in them. */
#include "book/package.h"

#include <stdlib.h>

#include "books.h"

#define NAMES "xl/workbook.xml", XLSX_ONE, "xl/_rels/workbook.xml.rels", XLSX_RELS

START_TEST(entities)
{
    const char *parts[] = {NAMES, "xl/worksheets/a.xml",
                           "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>"
                           "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>&b;</t></is></c>"
                           "</row></sheetData></worksheet>",
                           NULL};
    ck_book(zip_of(parts), "t.xlsx", NULL,
            "t.xlsx: xl/worksheets/a.xml: declares a document type, which no spreadsheet does");
}
END_TEST

START_TEST(bombs)
{
    size_t n = (size_t)80 * 1024 * 1024;
    char *bomb = calloc(1, n + 1);
    const char *parts[] = {NAMES, "xl/worksheets/a.xml", bomb, NULL};
    ck_assert_ptr_nonnull(bomb);
    memset(bomb, ' ', n);
    int fd = zip_of(parts);
    struct cx_book *book;
    struct cx_err err = {0};
    ck_assert_int_eq(cx_book_open(&book, fd, "t.xlsx", NULL, NULL, &err), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(err.text, "t.xlsx: xl/worksheets/a.xml in it unpacks to "));
    ck_assert_ptr_nonnull(strstr(err.text, " times its size: this is no table but a ZIP bomb"));
    close(fd);
    parts[5] = "<worksheet/>";
    parts[1] = bomb; /* more than a workbook's list of sheets ever has */
    fd = zip_of(parts);
    err = (struct cx_err){0};
    ck_assert_int_eq(cx_book_open(&book, fd, "t.xlsx", NULL, NULL, &err), CX_EDATA);
    ck_assert_str_eq(err.text,
                     "t.xlsx: xl/workbook.xml in it has 83886080 bytes, of at most 16777216");
    close(fd);
    free(bomb);
}
END_TEST

/* libxml2 compares each attribute of an element with all others. */
START_TEST(many_attributes)
{
    static const struct {
        int count;
        const char *why;
    } cases[] = {
        {1000, ""},
        {1001, "t.xlsx: xl/worksheets/a.xml: has an element with 1001 attributes, which no "
               "spreadsheet has"},
        {300000, "t.xlsx: xl/worksheets/a.xml: has a tag of more than 262144 bytes, which no "
                 "spreadsheet has"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cx_buf sheet = {0};
        cx_buf_puts(&sheet, "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData><x");
        for (int k = 0; k < cases[i].count; k++)
            cx_buf_printf(&sheet, " a%x=\">\"", (unsigned)k);
        cx_buf_puts(&sheet, "/></worksheet>");
        const char *parts[] = {NAMES, "xl/worksheets/a.xml", sheet.data, NULL};
        struct cx_book *book = NULL;
        struct cx_csv_row row;
        struct cx_err err = {0};
        int fd = zip_of(parts), rc = cx_book_open(&book, fd, "t.xlsx", NULL, NULL, &err);
        while (rc >= 0 && (rc = cx_book_next(book, &row, &err)) == 1)
            continue;
        ck_assert_int_eq(rc, i == 0 ? 0 : CX_EDATA);
        ck_assert_str_eq(err.text, cases[i].why);
        cx_book_free(book);
        close(fd);
        cx_buf_fini(&sheet);
    }
}
END_TEST

/* A text may be as long as it likes. */
START_TEST(long_texts)
{
    struct cx_buf sheet = {0};
    cx_buf_puts(&sheet, "<worksheet><x>");
    for (int i = 0; i < 300000; i++)
        cx_buf_puts(&sheet, "ab");
    cx_buf_puts(&sheet, "</x><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>");
    const char *parts[] = {NAMES, "xl/worksheets/a.xml", sheet.data, NULL};
    ck_book(zip_of(parts), "t.xlsx", NULL, "1:1\n");
    cx_buf_fini(&sheet);
}
END_TEST

START_TEST(many_sheets)
{
    struct cx_buf sheets = {0};
    cx_buf_puts(&sheets, "<workbook><sheets>");
    for (int i = 0; i < 1001; i++)
        cx_buf_printf(&sheets, "<sheet name=\"%d\" r:id=\"none\"/>", i);
    cx_buf_puts(&sheets, "</sheets></workbook>");
    const char *parts[] = {NAMES, "xl/worksheets/a.xml", "<worksheet/>", NULL};
    parts[1] = sheets.data;
    ck_book(zip_of(parts), "t.xlsx", NULL,
            "t.xlsx: xl/workbook.xml: has more than 1000 sheets, which no workbook has");
    cx_buf_fini(&sheets);
}
END_TEST

/* The sizes in a ZIP file are whatever it says. */
START_TEST(lies)
{
    static const char sheet[] = "<worksheet><sheetData>                  </sheetData></worksheet>";
    const char *parts[] = {NAMES, "xl/worksheets/a.xml", sheet, NULL};
    uint32_t size = sizeof sheet - 1, less = 30;
    struct cx_book *book;
    struct cx_err err = {0};
    char bytes[4096];
    int fd = zip_of(parts);
    ssize_t n = pread(fd, bytes, sizeof bytes, 0);
    ck_assert(n > 0 && n < (ssize_t)sizeof bytes);
    for (ssize_t i = 0; i + 4 <= n; i++) {
        if (memcmp(bytes + i, &size, 4) == 0)
            memcpy(bytes + i, &less, 4);
    }
    close(fd);
    fd = file_of(bytes, (size_t)n);
    int rc = cx_book_open(&book, fd, "t.xlsx", NULL, NULL, &err);
    ck_assert_int_eq(rc, CX_EDATA);
    ck_assert_str_eq(err.text,
                     "t.xlsx: xl/worksheets/a.xml in it unpacks to more than the 30 bytes that the "
                     "file says: it is damaged, or no table but a ZIP bomb");
    close(fd);
}
END_TEST

START_TEST(damaged)
{
    static const char bytes[] = "PK\x03\x04 and then nothing of a ZIP file";
    const char *other[] = {"a.txt", "x", NULL}, *binary[] = {"xl/workbook.bin", "x", NULL},
               *lost[] = {NAMES, NULL};
    ck_book(file_of(bytes, sizeof bytes), "t.xlsx", NULL,
            "t.xlsx: is damaged: it begins as a workbook but is no ZIP file");
    ck_book(zip_of(other), "t.xlsx", NULL,
            "t.xlsx: is a ZIP file, but no workbook: unpack it and import what is in it");
    ck_book(zip_of(binary), "t.xlsb", NULL, "t.xlsb: is a binary workbook: save it as .xlsx");
    ck_book(zip_of(lost), "t.xlsx", NULL,
            "t.xlsx: is damaged: there is no xl/worksheets/a.xml in it");
}
END_TEST

/* What can't be converted ends nothing in silence, wherever it is. */
START_TEST(encodings)
{
    for (int before = 0; before < 20000; before += 3999) {
        struct cx_buf sheet = {0};
        cx_buf_puts(&sheet, "<?xml version='1.0' encoding='EUC-JP'?><worksheet><sheetData>");
        for (int i = 0; i < before; i++)
            cx_buf_putc(&sheet, ' ');
        cx_buf_puts(&sheet, "<row><c><v>1</v></c></row> \xFF\xFE </sheetData></worksheet>");
        const char *parts[] = {NAMES, "xl/worksheets/a.xml", sheet.data, NULL};
        struct cx_book *book = NULL;
        struct cx_csv_row row;
        struct cx_err err = {0};
        int fd = zip_of(parts), rc = cx_book_open(&book, fd, "t.xlsx", NULL, NULL, &err);
        while (rc >= 0 && (rc = cx_book_next(book, &row, &err)) == 1)
            continue;
        ck_assert_int_eq(rc, CX_EDATA);
        ck_assert_ptr_nonnull(strstr(err.text, "t.xlsx: xl/worksheets/a.xml in it is damaged: "));
        cx_book_free(book);
        close(fd);
        cx_buf_fini(&sheet);
    }
}
END_TEST

START_TEST(names)
{
    const char *const attributes[] = {"r:id", "7", "name", "x", NULL};
    ck_assert_str_eq(xml_local("x:row"), "row");
    ck_assert_str_eq(xml_local("row"), "row");
    ck_assert_str_eq(xml_attribute(attributes, "id"), "7");
    ck_assert_str_eq(xml_attribute(attributes, "name"), "x");
    ck_assert_ptr_null(xml_attribute(attributes, "state"));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, entities);
    tcase_add_test(tc, bombs);
    tcase_add_test(tc, many_attributes);
    tcase_add_test(tc, long_texts);
    tcase_add_test(tc, many_sheets);
    tcase_add_test(tc, lies);
    tcase_add_test(tc, damaged);
    tcase_add_test(tc, encodings);
    tcase_add_test(tc, names);
}

UNIT_MAIN("package")
