/* render/xlsx: the workbook's XML, taken out of its zip with zlib. */
#include <sys/stat.h>
#include <time.h>

#include "base/buf.h"
#include "booked.h"
#include "text/utf8.h"
#include "unit.h"

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

static void ck_head(const char *title, const char *wanted)
{
    size_t n;
    char *zip = workbook(0, title, &n), *xml = part(zip, n, "xl/worksheets/sheet1.xml");

    ck_assert_uint_eq(cx_utf8_invalid_at(xml, strlen(xml)), strlen(xml));
    ck_has(xml, wanted);
    free(xml);
    free(zip);
}

/* The title once, whole characters of it, and no & that is a code, such as &D, the date. */
START_TEST(test_heads)
{
    struct cx_buf title = {0}, wanted = {0};
    ck_head("October", "<oddHeader>&amp;L&amp;\"-,Bold\"October</oddHeader>");
    ck_head("R&D", "Bold\"R&amp;&amp;D</oddHeader>");
    ck_head("caf\xC3", "Bold\"caf");
    for (int ascii = 0; ascii < 3; ascii++) {
        cx_buf_clear(&title);
        cx_buf_clear(&wanted);
        cx_buf_printf(&title, "%.*s", ascii, "ab");
        for (int i = 0; i < 110; i++)
            cx_buf_puts(&title, "一");
        cx_buf_printf(&wanted, "\"%.*s</oddHeader>", ascii + 3 * (110 - ascii), title.data);
        ck_head(title.data, wanted.data);
    }
    cx_buf_clear(&title);
    for (int i = 0; i < 300; i++)
        cx_buf_putc(&title, '&');
    ck_head(title.data, "&amp;&amp;</oddHeader>");
    cx_buf_fini(&title);
    cx_buf_fini(&wanted);
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

/* What is written before the workbook is stands where temporary files go, and none of it stays
 * there. */
START_TEST(test_temporary)
{
    char folder[] = "/tmp/cx-unit-XXXXXX";
    struct stat before, after;
    struct timespec moment = {.tv_nsec = 20000000};
    size_t n;

    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(stat(folder, &before), 0);
    nanosleep(&moment, NULL);
    setenv("SQLITE_TMPDIR", folder, 1);
    setenv("TMPDIR", "/nowhere", 1);
    free(workbook(2, NULL, &n));
    ck_assert_int_eq(stat(folder, &after), 0);
    ck_assert(after.st_mtim.tv_sec != before.st_mtim.tv_sec ||
              after.st_mtim.tv_nsec != before.st_mtim.tv_nsec); /* it was used */
    ck_assert_int_eq(rmdir(folder), 0);                         /* empty */
    unsetenv("SQLITE_TMPDIR"); /* tests that follow may run in this process */
    unsetenv("TMPDIR");
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
    tcase_add_test(tc, test_sheet_names);
    tcase_add_test(tc, test_heads);
    tcase_add_test(tc, test_same_bytes);
    tcase_add_test(tc, test_temporary);
    tcase_add_test(tc, no_formula);
}

UNIT_MAIN("xlsx")
