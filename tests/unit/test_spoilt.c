/* import/spoilt: mishaps that a file had before it came here. */
#include "import/spoilt.h"

#include "unit.h"

static int64_t garbled(const char *s)
{
    struct spoilt spoilt = {0};
    spoilt_text(&spoilt, s, strlen(s), 2);
    return spoilt.garbled.rows;
}

START_TEST(garbled_texts)
{
    ck_assert_int_eq(garbled("å¼\u00a0ä¸‰"), 1); /* 张三 */
    ck_assert_int_eq(garbled("Ã©lodie"), 1);
    ck_assert_int_eq(garbled("Mr Ã…ngstrÃ¶m"), 1);
    ck_assert_int_eq(garbled("dâ€™accord"), 1); /* d’accord */
    ck_assert_int_eq(garbled("10\u00a0Â°C"), 1);
    ck_assert_int_eq(garbled("张三"), 0);
    ck_assert_int_eq(garbled("élodie, Ångström, ÃO JOÃO"), 0);
    ck_assert_int_eq(garbled("«CAFÉ»"), 0);
    ck_assert_int_eq(garbled("â"), 0);
    ck_assert_int_eq(garbled("Ã"), 0);
    ck_assert_int_eq(garbled("\xC3"), 0);
    ck_assert_int_eq(garbled("å¼"), 0);
    ck_assert_int_eq(garbled(""), 0);
}
END_TEST

START_TEST(what_is_told)
{
    struct spoilt spoilt = {0};
    struct cx_buf text = {0};
    spoilt_tell(&text, "x.csv", &spoilt);
    ck_assert_uint_eq(text.len, 0);
    spoilt_text(&spoilt, "a\uFFFDb\uFFFD", 8, 7);
    spoilt_text(&spoilt, "Ã©", 4, 8);
    spoilt_text(&spoilt, "Ã©Ã©", 8, 9);
    spoilt_tell(&text, "x.csv", &spoilt);
    ck_assert_str_eq(cx_buf_str(&text),
                     "x.csv: 2 texts were UTF-8 that something took for another encoding, the "
                     "first in line 8: export them again\n"
                     "x.csv: 1 text has lost characters (U+FFFD), in line 7: export it again, as "
                     "UTF-8\n");
    cx_buf_fini(&text);
}
END_TEST

START_TEST(figures)
{
    static const char *const taken[] = {"1.38E+10",  "4E+17",    "13800138000.0",
                                        "1234567.0", "1.38e+10", "1,38E+010"};
    static const char *const texts[] = {"",           "13800138000", "1.38E10", "12.0",
                                        "1.38E+10 a", "E+10",        "v1.0",    "138E+10"};
    struct spoilt spoilt = {0};
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) {
        spoilt_text(&spoilt, taken[i], strlen(taken[i]), (int64_t)i + 2);
        ck_assert_int_eq(spoilt.figures.rows, (int64_t)i + 1);
    }
    ck_assert_int_eq(spoilt.figures.line, 2);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        spoilt_text(&spoilt, texts[i], strlen(texts[i]), 9);
    ck_assert_int_eq(spoilt.figures.rows, 6);
}
END_TEST

START_TEST(midnights)
{
    struct spoilt spoilt = {0};
    struct cx_buf text = {0};
    spoilt_time(&spoilt, true, 2);
    spoilt_time(&spoilt, true, 3);
    spoilt_tell(&text, "x.csv", &spoilt);
    ck_assert_str_eq(cx_buf_str(&text),
                     "x.csv: all 2 times are 00:00:00, the first in line 2: if they are days "
                     "alone, import them with format date in a map\n");
    cx_buf_clear(&text);
    spoilt_time(&spoilt, false, 4);
    spoilt_tell(&text, "x.csv", &spoilt);
    ck_assert_str_eq(cx_buf_str(&text), "");
    cx_buf_fini(&text);
}
END_TEST

START_TEST(scores)
{
    struct spoilt spoilt = {0};
    struct cx_buf text = {0};
    spoilt_score(&spoilt, 1000000, 2);
    spoilt_score(&spoilt, 0, 3);
    spoilt_tell(&text, "x.csv", &spoilt); /* right and wrong, perhaps */
    ck_assert_uint_eq(text.len, 0);
    spoilt_score(&spoilt, 850000, 4);
    spoilt_tell(&text, "x.csv", &spoilt);
    ck_assert_str_eq(cx_buf_str(&text), "x.csv: all 3 scores are at most 1, of 100: if they are "
                                        "shares, write 85% for 0.85\n");
    cx_buf_clear(&text);
    spoilt_score(&spoilt, 15000000, 5);
    spoilt_tell(&text, "x.csv", &spoilt);
    ck_assert_uint_eq(text.len, 0);
    cx_buf_fini(&text);
}
END_TEST

/* What is told of that many scores, each of them as high. */
static void ck_low(int count, int64_t millionths, const char *wanted)
{
    struct spoilt spoilt = {0};
    struct cx_buf text = {0};
    for (int i = 0; i < count; i++)
        spoilt_score(&spoilt, millionths, i + 2);
    spoilt_tell(&text, "x.csv", &spoilt);
    ck_assert_str_eq(cx_buf_str(&text), wanted);
    cx_buf_fini(&text);
}

START_TEST(stars)
{
    ck_low(3, 5000000,
           "x.csv: none of 3 scores is above 5, of 100: if they are of 5, multiply them by 20\n");
    ck_low(4, 9500000,
           "x.csv: none of 4 scores is above 10, of 100: if they are of 10, multiply them by 10\n");
    ck_low(4, 10000001, "");
    ck_low(2, 5000000, "");
    ck_low(3, 1000000, "");
    ck_low(3, 0, "");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, garbled_texts);
    tcase_add_test(tc, what_is_told);
    tcase_add_test(tc, figures);
    tcase_add_test(tc, midnights);
    tcase_add_test(tc, scores);
    tcase_add_test(tc, stars);
}

UNIT_MAIN("import/spoilt")
