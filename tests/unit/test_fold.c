/* kind/fold: headers and words as they are compared. */
#include <string.h>

#include "kind/alias.h"
#include "unit.h"

static void ck_folds(void (*fold)(struct cx_buf *, const char *, size_t), const char *s,
                     const char *expected)
{
    struct cx_buf out = {0};
    fold(&out, s, strlen(s));
    ck_assert_str_eq(cx_buf_str(&out), expected);
    cx_buf_fini(&out);
}

START_TEST(headers)
{
    ck_folds(cx_alias_fold, "Due_On", "dueon");
    ck_folds(cx_alias_fold, " Account-No. ", "accountno");
    ck_folds(cx_alias_fold, "\xef\xbc\xa1mount", "amount"); /* full-width A */
    ck_folds(cx_alias_fold, "\xe2\x80\x8b金额 ", "金额");   /* a space of no width */
    ck_folds(cx_alias_fold, "--", "");
}
END_TEST

START_TEST(words)
{
    ck_folds(cx_alias_fold_word, "No Answer", "noanswer");
    ck_folds(cx_alias_fold_word, "no_answer", "noanswer");
    ck_folds(cx_alias_fold_word, "A-", "a-");
}
END_TEST

static void ck_parts(const char *name, unsigned how, const char *expected)
{
    struct cx_buf out = {0};
    const char *at = name, *end = name + strlen(name);
    for (size_t n; (n = cx_alias_next_word(&at, end, how)) > 0; at += n)
        cx_buf_printf(&out, "%.*s|", (int)n, at);
    ck_assert_str_eq(cx_buf_str(&out), expected);
    cx_buf_fini(&out);
}

/* Words are between marks, or in another script. */
START_TEST(parts)
{
    ck_parts("duration_min", CX_WORD_DIGITS, "duration|min|");
    ck_parts("Amount万元", CX_WORD_DIGITS, "Amount|万元|");
    ck_parts(" (amount_000s) ", CX_WORD_DIGITS, "amount|000s|");
    ck_parts("20261005calls", CX_WORD_DIGITS, "20261005calls|");
    ck_parts("20261005calls", 0, "calls|");
    ck_parts("DurationMin", 0, "DurationMin|");
    ck_parts("-- 12", 0, "");
    ck_parts("", CX_WORD_DIGITS, "");
}
END_TEST

START_TEST(humps)
{
    ck_parts("DurationMin", CX_WORD_DIGITS | CX_WORD_HUMPS, "Duration|Min|");
    ck_parts("AmountUSD", CX_WORD_HUMPS, "Amount|USD|");
    ck_parts("外呼Call2Log", CX_WORD_HUMPS, "外呼|Call|Log|");
}
END_TEST

START_TEST(among)
{
    ck_assert(cx_alias_is_among("|cent|cents|分|", "cent"));
    ck_assert(cx_alias_is_among("|cent|cents|分|", "分"));
    ck_assert(!cx_alias_is_among("|cents|percent|", "cent"));
    ck_assert(!cx_alias_is_among("|cent|", ""));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, among);
    tcase_add_test(tc, parts);
    tcase_add_test(tc, humps);
    tcase_add_test(tc, headers);
    tcase_add_test(tc, words);
}

UNIT_MAIN("fold")
