/* book/foreign: what a file is, and where its cells are. */
#include "books.h"

static void ck_text(const char *text, const char *name, const char *wanted)
{
    ck_book(file_of(text, strlen(text)), name, NULL, wanted);
}

START_TEST(contents)
{
    ck_text("a,b\n1,2\n", "t.xlsx", "1:a|b\n2:1|2\n"); /* whatever it is called */
    ck_text("[{\"a\":1}]", "t.csv", "1:a\n1:1\n");
    ck_text(" {\"a\":1}", "t.csv", "1:a\n1:1\n");
    ck_text("[a],{b}\n1,2\n", "t.json", "1:[a]|{b}\n2:1|2\n");
    ck_text("{\"a\":[{\"b\":1}]}", "t.jsonl", "1:a\n1:*\n"); /* a line is a row there */
    ck_text("", "t.csv", "t.csv: is empty: export it again; a table without rows has its header");
    ck_text("PK\x03\x04", "t.csv", "t.csv: is damaged: it begins as a workbook but is no ZIP file");
    ck_book(file_of("a\n1\n", 4), "t.csv#x", "x", "t.csv#x: is no workbook, so it has no sheet");
}
END_TEST

static void ck_place(int fd, const char *name, const char *row, const char *second)
{
    struct cx_book *book;
    struct cx_err err = {0};
    struct cx_buf out = {0};
    ck_assert_msg(cx_book_open(&book, fd, name, NULL, NULL, &err) == 0, "%s", err.text);
    cx_book_place(book, &out, 7, CX_BOOK_ROW);
    ck_assert_str_eq(cx_buf_str(&out), row);
    cx_buf_clear(&out);
    cx_book_place(book, &out, 7, 1);
    ck_assert_str_eq(cx_buf_str(&out), second);
    cx_buf_fini(&out);
    cx_book_free(book);
    close(fd);
}

START_TEST(places)
{
    ck_place(file_of("a,b\n", 4), "t.csv", ":7", ":7");
    ck_place(file_of("[{\"a\":1}]", 9), "t.json", ":7", ":7");
    ck_place(xlsx_of("<row><c r=\"B1\"><v>1</v></c><c r=\"D1\"><v>2</v></c></row>", NULL, NULL),
             "t.xlsx", ":7", " D7");
}
END_TEST

START_TEST(digests)
{
    struct cx_book *book;
    struct cx_csv_row row;
    struct cx_err err = {0};
    char hex[CX_HASH_TEXT];
    int fd = file_of("[{\"a\":1}]", 9);
    ck_assert_int_eq(cx_book_open(&book, fd, "t.json", NULL, NULL, &err), 0);
    while (cx_book_next(book, &row, &err) == 1)
        continue;
    cx_book_digest(book, hex);
    ck_assert_str_eq(hex, "b713f6d2a989e907c58516a7c8bb487792c8785ddbf367b80dc774bf33b85a85");
    ck_assert_int_eq(cx_book_bytes(book), 9);
    ck_assert_str_eq(cx_book_encoding(book), "UTF-8");
    ck_assert_int_eq(cx_book_delimiter(book), 0);
    cx_book_free(book);
    close(fd);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, contents);
    tcase_add_test(tc, places);
    tcase_add_test(tc, digests);
}

UNIT_MAIN("foreign")
