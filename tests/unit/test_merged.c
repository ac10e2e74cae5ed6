/* book/merged: cells that are merged over rows, of both types of workbooks. */
#include "book/merged.h"

#include "books.h"

START_TEST(the_highest_below_the_header)
{
    struct merged merged = {0};
    struct cx_buf out = {0};
    merged_add(&merged, (struct merge){7, 9, 2, 2});
    merged_add(&merged, (struct merge){1, 2, 0, 5});  /* begins in the header */
    merged_add(&merged, (struct merge){4, 6, 1, 27}); /* the highest */
    merged_add(&merged, (struct merge){3, 3, 0, 5});  /* within a row */
    merged_add(&merged, (struct merge){3, 9, SHEET_COLUMNS, SHEET_COLUMNS});
    ck_assert_uint_eq(merged.count, 3);
    merged_put(&out, merged_find(&merged, 2, 1, 9));
    ck_assert_str_eq(cx_buf_str(&out), "B4:AB6");
    cx_buf_clear(&out);
    merged_put(&out, merged_find(&merged, 2, 4, 9));
    ck_assert_str_eq(cx_buf_str(&out), "C7:C9");
    ck_assert_ptr_null(merged_find(&merged, 0, 1, 9));
    ck_assert_ptr_null(merged_find(&merged, 2, 7, 9));
    ck_assert_ptr_null(merged_find(&merged, 2, 4, 4)); /* below what is read */
    merged_fini(&merged);
    cx_buf_fini(&out);
}
END_TEST

/* Reads a workbook (closes it): what is said of the columns of its header, in turn. */
static void ck_merged(int fd, const char *wanted)
{
    struct cx_book *book;
    struct cx_csv_row row;
    struct cx_err err = {0};
    struct cx_buf got = {0};
    ck_assert_msg(cx_book_open(&book, fd, "t", NULL, NULL, &err) == 0, "%s", err.text);
    while (cx_book_next(book, &row, &err) == 1)
        continue;
    for (size_t i = 0; i < cx_book_header(book)->count; i++) {
        if (!cx_book_merged(book, i, INT64_MAX, &got))
            cx_buf_putc(&got, '-');
        cx_buf_putc(&got, ';');
    }
    ck_assert_str_eq(cx_buf_str(&got), wanted);
    cx_buf_fini(&got);
    cx_book_free(book);
    close(fd);
}

START_TEST(excel)
{
    static const char rows[] =
        "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"C2\"><v>2</v></c></row>"
        "<row r=\"3\"><c r=\"A3\"><v>1</v></c><c r=\"C3\"><v>2</v></c></row>"
        "</sheetData><mergeCells><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"A3:B3\"/>"
        "<mergeCell ref=\"C3:C4\"/></mergeCells><sheetData>";
    ck_merged(xlsx_of(rows, NULL, NULL), "-;C3:C4;");
}
END_TEST

START_TEST(calc)
{
    static const char *const parts[] = {
        "content.xml",
        "<office:document-content><table:table table:name=\"t\">"
        "<table:table-row><table:table-cell table:number-columns-repeated=\"2\"/>"
        "<table:table-cell office:value-type=\"float\" office:value=\"1\"/>"
        "<table:table-cell office:value-type=\"float\" office:value=\"2\"/></table:table-row>"
        "<table:table-row><table:table-cell table:number-columns-repeated=\"2\"/>"
        "<table:table-cell office:value-type=\"float\" office:value=\"1\" "
        "table:number-columns-spanned=\"2\"/><table:covered-table-cell/></table:table-row>"
        "<table:table-row><table:table-cell table:number-columns-repeated=\"3\"/>"
        "<table:table-cell office:value-type=\"float\" office:value=\"1\" "
        "table:number-rows-spanned=\"2\"/></table:table-row>"
        "</table:table></office:document-content>",
        NULL};
    ck_merged(zip_of(parts), "-;D3:D4;");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, the_highest_below_the_header);
    tcase_add_test(tc, excel);
    tcase_add_test(tc, calc);
}

UNIT_MAIN("book/merged")
