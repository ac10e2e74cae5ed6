/* csv/writer: quotes where needed, and formulas that stay texts. */
#include <string.h>

#include "csv/writer.h"
#include "unit.h"

static void ck_put(const char *s, char delimiter, const char *wanted)
{
    struct cx_buf out = {0};

    cx_csv_put(&out, s, strlen(s), delimiter);
    ck_assert_str_eq(cx_buf_str(&out), wanted);
    cx_buf_fini(&out);
}

START_TEST(test_put)
{
    ck_put("", ',', "");
    ck_put("plain", ',', "plain");
    ck_put("two words", ',', "two words");
    ck_put("a,b", ',', "\"a,b\"");
    ck_put("a;b", ',', "a;b");
    ck_put("a;b", ';', "\"a;b\"");
    ck_put("say \"ha\"", ',', "\"say \"\"ha\"\"\"");
    ck_put("\"", ',', "\"\"\"\"");
    ck_put("a\nb", ',', "\"a\nb\"");
    ck_put("a\r", ',', "\"a\r\"");
    ck_put(" a", ',', "\" a\"");
    ck_put("a ", ',', "\"a \"");
    ck_put("a\t", ',', "\"a\t\"");
    ck_put("还款，承诺", ',', "还款，承诺");
}
END_TEST

static bool is_formula(const char *s)
{
    return cx_csv_is_formula(s, strlen(s));
}

START_TEST(test_formulas)
{
    static const char *const yes[] = {"=1+1",  "+cmd",   "-x",        "@SUM(A1)", "\tx", "\rx",
                                      "-",     "=",      "-1+2",      "+1-1",     "'=1", "''-5",
                                      "'-5",   "'+86 1", "+86 138",   "=5",       "'\t", "＝1+1",
                                      "＋cmd", "－x",    "＠SUM(A1)", "'＝1"};
    static const char *const no[] = {"",
                                     "a=1",
                                     "［1］",
                                     "-12.50",
                                     "+8613912345678",
                                     "-1,234.50",
                                     "-1e5",
                                     "'quoted'",
                                     "'",
                                     "12",
                                     "O'Neil",
                                     "''",
                                     " =1",
                                     "+99999999999999999999999"};

    for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++)
        ck_assert_msg(is_formula(yes[i]), "%s", yes[i]);
    for (size_t i = 0; i < sizeof no / sizeof no[0]; i++)
        ck_assert_msg(!is_formula(no[i]), "%s", no[i]);
}
END_TEST

START_TEST(test_defused)
{
    ck_assert(cx_csv_was_defused("'=1", 3));
    ck_assert(cx_csv_was_defused("''=1", 4));
    ck_assert(cx_csv_was_defused("'＝1", 5));
    ck_assert(!cx_csv_was_defused("'-5", 3)); /* -5 is written as it is */
    ck_assert(!cx_csv_was_defused("'quoted'", 8));
    ck_assert(!cx_csv_was_defused("=1", 2));
    ck_assert(!cx_csv_was_defused("'", 1));
    ck_assert(!cx_csv_was_defused("", 0));
}
END_TEST

/* Every text of up to five of these characters comes back as it was. */
START_TEST(test_round_trip)
{
    static const char letters[] = "'=-1x\t";
    const size_t base = sizeof letters; /* the NUL too: shorter texts */
    size_t total = base * base * base * base * base;

    for (size_t i = 0; i < total; i++) {
        char written[8] = "'", *s = written + 1;
        size_t rest = i;
        for (size_t k = 0; k < 5; k++, rest /= base)
            s[k] = letters[rest % base];
        s[5] = '\0';
        size_t n = strlen(s);
        bool formula = cx_csv_is_formula(s, n);
        const char *cell = formula ? written : s;
        ck_assert_int_eq(cx_csv_was_defused(cell, strlen(cell)), formula);
    }
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, test_put);
    tcase_add_test(tc, test_formulas);
    tcase_add_test(tc, test_defused);
    tcase_add_test(tc, test_round_trip);
}

UNIT_MAIN("writer")
