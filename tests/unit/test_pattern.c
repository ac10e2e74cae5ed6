/* conduct/pattern: phrases and transcripts as they are compared. */
#include "conduct/pattern.h"

#include "unit.h"

static void ck_phrase(const char *phrase, const char *folded, bool has_symbols)
{
    struct cx_buf out = {0};
    cx_buf_puts(&out, "before");
    ck_assert(pattern_fold_phrase(&out, phrase) == has_symbols);
    ck_assert_str_eq(cx_buf_str(&out), folded);
    cx_buf_fini(&out);
}

START_TEST(phrases)
{
    ck_phrase("等着，坐 牢", "等着坐牢", false);
    ck_phrase("Don’t  play\n“dumb”", "don't play \"dumb\"", false);
    ck_phrase("送你💣", "送你💣", true);
    ck_phrase("！💣 送", "💣送", true);
    ck_phrase("★", "★", true);
    ck_phrase("弄★死", "弄死", false);
    ck_phrase("弄★死💣", "弄死💣", true);
    ck_phrase("给我＄", "给我$", true);
    ck_phrase("C++ ", "c++", true);
    ck_phrase("学C++", "学c++", true);
    ck_phrase("é ★ 好", "é ★ 好", false);
    ck_phrase("", "", false);
}
END_TEST

static void ck_pattern(const char *phrase, enum cx_match match, bool fits_anywhere,
                       const char *words, bool fits)
{
    struct pattern pattern = {0};
    struct cx_err err = {0};
    ck_assert_int_eq(pattern_compile(&pattern, phrase, match, &err), 0);
    ck_assert(pattern.fits_anywhere == fits_anywhere);
    ck_assert(pattern_fits(&pattern, words) == fits);
    pcre2_code_free(pattern.code);
}

START_TEST(patterns)
{
    ck_pattern("a|b|", CX_MATCH_REGEX, true, "a", true);
    ck_pattern(".*", CX_MATCH_REGEX, true, "a", true);
    ck_pattern("^$|a", CX_MATCH_REGEX, false, "b", false);
    ck_pattern("^(?!.*录音)", CX_MATCH_REGEX, false, "", true);
    ck_pattern("打\\d+次", CX_MATCH_REGEX, false, "打１0次", true);
    ck_pattern("打\\d+次", CX_MATCH_REGEX, false, "打1次了", false); /* the whole of them */
    ck_pattern("(?<=我)骂", CX_MATCH_REGEX, false, "打", true);      /* not to be told */
    ck_pattern("a*", CX_MATCH_WORD, false, "A*", true);
    ck_pattern("a*", CX_MATCH_WORD, false, "a", false);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, phrases);
    tcase_add_test(tc, patterns);
}

UNIT_MAIN("pattern")
