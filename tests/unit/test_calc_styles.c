/* book/calc_styles: the currencies that styles of an .ods show. */
#include "book/calc_styles.h"

#include "books.h"

#define FORMAT(name, words)                                                                        \
    "<number:number-style style:name=\"" name "\">" words "<number:number/></number:number-style>"
#define STYLE(name, more)                                                                          \
    "<style:style style:family=\"table-cell\" style:name=\"" name "\" " more "/>"
#define SYMBOL(s) "<number:currency-symbol>" s "</number:currency-symbol>"
#define WORDS(s)  "<number:text>" s "</number:text>"

static struct calc_styles *styles_of(const char *elements)
{
    struct calc_styles *styles = NULL;
    struct package *package;
    struct cx_err err = {0};
    struct cx_buf xml = {0};
    cx_buf_printf(&xml, "<office:document-styles>%s</office:document-styles>", elements);
    const char *parts[] = {"styles.xml", xml.data, NULL};
    int fd = zip_of(parts);
    ck_assert_int_eq(package_open(&package, fd, "a.ods", &err), 0);
    ck_assert_int_eq(calc_styles_open(&styles, package, &err), 0);
    package_free(package);
    close(fd);
    cx_buf_fini(&xml);
    return styles;
}

static void ck(const struct calc_styles *styles, const char *name, const char *wanted)
{
    const char *currency = cx_book_currency((unsigned char)calc_styles_kind(styles, name));
    ck_assert_pstr_eq(currency, wanted);
}

START_TEST(words)
{
    struct calc_styles *styles = styles_of(
        FORMAT("N1", WORDS("USD ")) FORMAT("N2", WORDS("-") SYMBOL("€")) FORMAT("N3", SYMBOL("Ұ"))
            FORMAT("N4", WORDS("per \"day\"]")) STYLE("a", "style:data-style-name=\"N1\"")
                STYLE("b", "style:data-style-name=\"N2\"")
                    STYLE("c", "style:data-style-name=\"N3\"")
                        STYLE("d", "style:data-style-name=\"N4\"")
                            STYLE("e", "style:data-style-name=\"N9\""));
    ck(styles, "a", "USD");
    ck(styles, "b", "€");
    ck(styles, "c", CX_BOOK_OTHER);
    ck(styles, "d", NULL);
    ck(styles, "e", NULL);
    ck(styles, "f", NULL);
    ck(styles, NULL, NULL);
    calc_styles_free(styles);
}
END_TEST

/* A format may stand behind the style; a style that has none is like the one it is based on. */
START_TEST(parents)
{
    struct calc_styles *styles = styles_of(
        STYLE("a", "style:parent-style-name=\"b\"")
            STYLE("b", "style:data-style-name=\"N1\" style:parent-style-name=\"c\"")
                STYLE("c", "style:parent-style-name=\"d\"")
                    STYLE("d", "style:parent-style-name=\"c\"") FORMAT("N1", SYMBOL("HK$")));
    ck(styles, "a", "HK$");
    ck(styles, "b", "HK$");
    ck(styles, "c", NULL);
    calc_styles_free(styles);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, words);
    tcase_add_test(tc, parents);
}

UNIT_MAIN("calc_styles")
