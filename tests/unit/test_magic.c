/* csv/magic: files that only call themselves CSV. */
#include "csv/magic.h"

#include <string.h>

#include "unit.h"

#define CK(bytes, words) ck(bytes, sizeof(bytes) - 1, words)

/* What is said begins with the words; NULL: nothing is. */
static void ck(const char *bytes, size_t n, const char *words)
{
    const char *what = magic_other(bytes, n);
    if (!words)
        ck_assert_msg(what == NULL, "%s", what);
    else
        ck_assert_msg(what && strncmp(what, words, strlen(words)) == 0, "%s: %s", words, what);
}

START_TEST(binary)
{
    CK("PK\x03\x04rest", "is a workbook, which can't be read from a pipe");
    CK("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest", "is an Excel workbook");
    CK("\x1F\x8B\x08\x00", "is compressed, not CSV: unpack it, or import from a pipe, as in gzip");
    CK("BZh91AY", "is compressed");
    CK("%PDF-1.7", "is a PDF");
    CK("SQLite format 3\0...", "is a database");
    CK("\0\0\0\0\0\0\0\0", "is no text: most of its bytes are 0");
}
END_TEST

START_TEST(markup)
{
    CK("<html><table>", "is HTML or XML");
    CK("\r\n  <!DOCTYPE html>", "is HTML or XML");
    CK("<?xml version=\"1.0\"?>", "is HTML or XML");
    CK("<rows>\r\n<row/></rows>", "is HTML or XML");
    CK("<rows><row id=\"1\"/></rows>", "is HTML or XML");
    CK("MIME-Version: 1.0\n", "is HTML or XML");
    CK("<id>,name\n", NULL);
    CK("<id>\tname\n", NULL);
    CK("<1>\n", NULL);
    CK("[{\"payment_id\": 1}]", "is JSON");
    CK("{\n  \"rows\": []}", "is JSON");
    CK("{a},b\n", NULL);
}
END_TEST

START_TEST(utf16)
{
    CK("a\0,\0b\0\n\0\x2d\x4e,\0001\0\n\0",
       "is UTF-16 without a byte-order mark: use --encoding=utf-16le");
    CK("i\0d\0,\0n\0\n\0"
       "1\0,\0\0N\n\0", /* 一 */
       "is UTF-16 without a byte-order mark: use --encoding=utf-16le");
    CK("\0a\0,\0b\0\n", "is UTF-16 without a byte-order mark: use --encoding=utf-16be");
    CK("a,b\n1,x\0y\n3,4\n", NULL); /* damaged: its line is named */
    CK("a,b\n1,2\n\0\0\0\0", NULL);
}
END_TEST

START_TEST(csv)
{
    CK("", NULL);
    CK("a,b\n1,2\n", NULL);
    CK("姓名,金额\n", NULL);
}
END_TEST

START_TEST(delimiters)
{
    ck_assert_int_eq(magic_delimiter("a;b,c;d\n,,,", 12), ';');
    ck_assert_int_eq(magic_delimiter("\r\n\r\na\tb", 7), '\t');
    ck_assert_int_eq(magic_delimiter("a|b,c|d\n", 8), '|');
    ck_assert_int_eq(magic_delimiter("\";;\n;\",b\n", 9), ',');
    ck_assert_int_eq(magic_delimiter("a", 1), ',');
}
END_TEST

static void ck_separator(const char *s, char wanted)
{
    size_t taken;
    ck_assert_int_eq(magic_separator(&taken, s, strlen(s)), wanted);
    ck_assert_uint_eq(taken, wanted ? 5 : 0);
}

START_TEST(separators)
{
    ck_separator("sep=;\na;b\n", ';');
    ck_separator("SEP=\t\r\na\tb\n", '\t');
    ck_separator("sep=|", '\0'); /* no line */
    ck_separator("sep=x\n", '\0');
    ck_separator("sep=;a\n", '\0');
    ck_separator("separator\n", '\0');
    ck_separator("", '\0');
}
END_TEST

static bool has_cr_lines(const char *s)
{
    return magic_cr_lines(s, strlen(s));
}

START_TEST(line_ends)
{
    ck_assert(has_cr_lines("a,b\r1,2\r"));
    ck_assert(has_cr_lines("a,b\r1,2\n"));
    ck_assert(!has_cr_lines("a,b\r\n1,2\r"));
    ck_assert(!has_cr_lines("a,b\n1,2\r"));
    ck_assert(!has_cr_lines("a,b"));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, separators);
    tcase_add_test(tc, line_ends);
    tcase_add_test(tc, delimiters);
    tcase_add_test(tc, binary);
    tcase_add_test(tc, markup);
    tcase_add_test(tc, utf16);
    tcase_add_test(tc, csv);
}

UNIT_MAIN("magic")
