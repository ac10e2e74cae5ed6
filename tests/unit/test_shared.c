/* book/shared: how numbers look, and texts, by the number that cells give. */
#include "book/shared.h"

#include "books.h"

static struct shared *shared_of(const char *styles, const char *strings, struct package **package,
                                struct cx_err *err)
{
    struct shared *shared = NULL;
    int fd = xlsx_of("", styles, strings);
    ck_assert_int_eq(package_open(package, fd, "a.xlsx", err), 0);
    ck_assert_int_eq(shared_open(&shared, *package, err), err->code);
    close(fd);
    return shared;
}

static void ck_text(const struct shared *shared, const char *digits, const char *wanted)
{
    size_t n = 99;
    const char *s = shared_text(shared, digits, &n);
    if (!wanted) {
        ck_assert_msg(!s, "%s", digits);
        return;
    }
    ck_assert_ptr_nonnull(s);
    ck_assert_uint_eq(n, strlen(wanted));
    ck_assert_mem_eq(s, wanted, n);
}

START_TEST(texts)
{
    struct cx_err err = {0};
    struct package *package;
    struct shared *shared = shared_of(NULL,
                                      "<sst><si><t>one</t></si><si><t/></si><si><r><t>th</t></r>"
                                      "<rPh><t>no</t></rPh><r><t>ree</t></r></si></sst>",
                                      &package, &err);
    ck_text(shared, "0", "one");
    ck_text(shared, "1", "");
    ck_text(shared, "2", "three");
    ck_text(shared, "002", "three");
    static const char *const none[] = {"3", "", "-1", "1x", "x", "99999999999999999999999"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        ck_text(shared, none[i], NULL);
    shared_free(shared);
    package_free(package);
}
END_TEST

/* One text of each length from 0. */
START_TEST(many_texts)
{
    struct cx_err err = {0};
    struct package *package;
    struct cx_buf strings = {0}, text = {0};
    cx_buf_puts(&strings, "<sst>");
    cx_buf_clear(&text);
    for (int i = 0; i < 20000; i = i < 300 ? i + 1 : i * 2) {
        while (text.len < (size_t)i)
            cx_buf_putc(&text, (char)('a' + text.len % 26));
        cx_buf_printf(&strings, "<si><t>%s</t></si>", cx_buf_str(&text));
    }
    cx_buf_puts(&strings, "</sst>");
    struct shared *shared = shared_of(NULL, strings.data, &package, &err);
    int number = 0;
    for (int i = 0; i < 20000; i = i < 300 ? i + 1 : i * 2) {
        char digits[16];
        size_t n;
        snprintf(digits, sizeof digits, "%d", number++);
        const char *s = shared_text(shared, digits, &n);
        ck_assert_ptr_nonnull(s);
        ck_assert_uint_eq(n, (size_t)i);
        ck_assert_mem_eq(s, text.data, n);
    }
    shared_free(shared);
    package_free(package);
    cx_buf_fini(&strings);
    cx_buf_fini(&text);
}
END_TEST

START_TEST(looks)
{
    struct cx_err err = {0};
    struct package *package;
    struct shared *shared =
        shared_of("<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"d.m.yy\"/></numFmts>"
                  "<cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs>"
                  "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/><xf numFmtId=\"22\"/>"
                  "</cellXfs><dxfs><xf numFmtId=\"9\"/></dxfs></styleSheet>",
                  NULL, &package, &err);
    ck_assert_int_eq(shared_look(shared, 0), LOOK_NUMBER);
    ck_assert_int_eq(shared_look(shared, 1), LOOK_DATE);
    ck_assert_int_eq(shared_look(shared, 2), LOOK_DATE_TIME);
    ck_assert_int_eq(shared_look(shared, 3), LOOK_NUMBER);
    ck_text(shared, "0", NULL);
    shared_free(shared);
    package_free(package);
}
END_TEST

/* Each cell's format is found at once, however many there are; of two of one id the last holds. */
START_TEST(many_formats)
{
    enum { MANY = 100000 };
    struct cx_err err = {0};
    struct package *package;
    struct cx_buf styles = {0};
    cx_buf_puts(&styles, "<styleSheet><numFmts>");
    for (int i = 0; i < MANY; i++)
        cx_buf_printf(&styles, "<numFmt numFmtId=\"%d\" formatCode=\"%s\"/>", 200 + i,
                      i % 2 ? "yyyy" : "0%");
    cx_buf_puts(&styles, "<numFmt numFmtId=\"200\" formatCode=\"0.00\"/></numFmts><cellXfs>");
    for (int i = 0; i < MANY; i++)
        cx_buf_printf(&styles, "<xf numFmtId=\"%d\"/>", 200 + i);
    cx_buf_puts(&styles, "</cellXfs></styleSheet>");
    struct shared *shared = shared_of(styles.data, NULL, &package, &err);
    ck_assert_int_eq(shared_look(shared, 0), LOOK_NUMBER);
    ck_assert_int_eq(shared_look(shared, 2), LOOK_PERCENT);
    ck_assert_int_ne(shared_look(shared, MANY - 1), LOOK_PERCENT);
    ck_assert_int_ne(shared_look(shared, MANY - 1), LOOK_NUMBER);
    shared_free(shared);
    package_free(package);
    cx_buf_fini(&styles);
}
END_TEST

START_TEST(damage)
{
    struct cx_err err = {0};
    struct package *package;
    ck_assert_ptr_null(shared_of(NULL, "<sst><si><t>one</si></sst>", &package, &err));
    ck_assert_int_eq(err.code, CX_EDATA);
    ck_assert_ptr_nonnull(strstr(err.text, "a.xlsx: xl/sharedStrings.xml in it is damaged"));
    package_free(package);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, texts);
    tcase_add_test(tc, many_texts);
    tcase_add_test(tc, looks);
    tcase_add_test(tc, many_formats);
    tcase_add_test(tc, damage);
}

UNIT_MAIN("book/shared")
