/* kind/leftover: what stands for nothing, and what Excel shows instead of a value. */
#include "kind/leftover.h"

#include <string.h>

#include "unit.h"

START_TEST(ids)
{
    const struct cx_field optional = {.type = CX_TYPE_ID},
                          needed = {.type = CX_TYPE_ID, .flags = CX_REQUIRED};
    ck_assert_ptr_nonnull(
        strstr(cx_leftover_in_id(&needed, "NULL", 4), "must not have: write the"));
    ck_assert_ptr_nonnull(strstr(cx_leftover_in_id(&needed, "#N/A", 4), "a lookup in a workbook"));
    ck_assert_ptr_nonnull(
        strstr(cx_leftover_in_id(&optional, "6.22202E+18", 11), "its last digits are lost"));
    ck_assert_ptr_nonnull(cx_leftover_in_id(&optional, "6.22202123456789e+18", 20));
    ck_assert_ptr_nonnull(cx_leftover_in_id(&optional, "6,22202E+18", 11));
    ck_assert_ptr_nonnull(cx_leftover_in_id(&optional, "6.22202E+018", 12));
    ck_assert_ptr_nonnull(cx_leftover_in_id(&optional, "6E+18", 5));
    ck_assert_ptr_null(cx_leftover_in_id(&optional, "6E18", 4));
    ck_assert_ptr_null(cx_leftover_in_id(&optional, "6E+x8", 5));
    ck_assert_ptr_null(cx_leftover_in_id(&optional, "6.5E+", 5));
    ck_assert_ptr_null(cx_leftover_in_id(&optional, "16E+18", 6));
    ck_assert_ptr_nonnull(
        strstr(cx_leftover_in_id(&optional, "NULL", 4), "stands for an empty cell"));
    ck_assert_ptr_nonnull(strstr(cx_leftover_in_id(&optional, "-", 1), "stands for an empty cell"));
    ck_assert_ptr_null(cx_leftover_in_id(&optional, "NA", 2));
    ck_assert_ptr_null(cx_leftover_in_id(&optional, "E5", 2));
    ck_assert_ptr_null(cx_leftover_in_id(&optional, "A.1E+05x", 8));
}
END_TEST

static void ck_says(unsigned flags, const char *s, const char *wanted)
{
    struct cx_buf why = {0};
    const struct cx_field field = {.name = "", .type = CX_TYPE_MONEY, .flags = flags};
    ck_assert_int_eq(cx_leftover_say(&why, &field, s, strlen(s)), *wanted != 0);
    ck_assert_str_eq(cx_buf_str(&why), wanted);
    cx_buf_fini(&why);
}

START_TEST(nothing)
{
    ck_says(0, "--",
            "stands for an empty cell: leave the cell empty, or say --= under values in a map");
    ck_says(0, "#N/A",
            "stands for an empty cell: leave the cell empty, or say #N/A= under values in a map");
    ck_says(0, "12x", "");
}
END_TEST

static bool in_text(const char *s)
{
    return cx_leftover_in_text(s, strlen(s));
}

static bool is_null(const char *s)
{
    return cx_leftover_is_null(s, strlen(s));
}

START_TEST(texts)
{
    ck_assert(in_text("\\N") && in_text("#N/A") && in_text("#n/a") && in_text("#REF!"));
    ck_assert(!in_text("") && !in_text("\\n") && !in_text("\\") && !in_text("#1") && !in_text("#"));
    ck_assert(!in_text("NULL") && !in_text("N/A") && !in_text("\\N."));
    ck_assert(is_null("NULL") && is_null("(null)") && is_null("N/A") && is_null("nan"));
    ck_assert(is_null("<NULL>"));
    ck_assert(!is_null("") && !is_null("NA") && !is_null("nullable") && !is_null("Nora"));
    ck_assert(!is_null("-") && !is_null("无") && !is_null("none"));
}
END_TEST

START_TEST(nothing_where_a_value_is_needed)
{
    ck_says(CX_REQUIRED, "#n/a",
            "is what a lookup in a workbook gives where it finds nothing: correct the "
            "formula, or write the value");
    ck_says(CX_REQUIRED, "--",
            "stands for an empty cell, which this column must not have: write the value");
}
END_TEST

START_TEST(what_excel_shows)
{
    const struct cx_field id = {.type = CX_TYPE_ID};
    ck_says(0, "#####",
            "is what Excel shows where a column is too narrow: widen it and save again");
    ck_says(0, "#DIV/0!", "is an error of a formula: correct it in the workbook, and save again");
    ck_says(CX_REQUIRED, "#ref!",
            "is an error of a formula: correct it in the workbook, and save again");
    ck_assert_ptr_nonnull(strstr(cx_leftover_in_id(&id, "#VALUE!", 7), "an error of a formula"));
    ck_assert_ptr_nonnull(strstr(cx_leftover_in_id(&id, "10023.0", 7), "ends in .0"));
    ck_assert_ptr_null(cx_leftover_in_id(&id, "1.0", 3));
    ck_assert_ptr_nonnull(strstr(cx_leftover_in_id(&id, "A\xEF\xBF\xBD", 4), "lost characters"));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, ids);
    tcase_add_test(tc, nothing);
    tcase_add_test(tc, texts);
    tcase_add_test(tc, nothing_where_a_value_is_needed);
    tcase_add_test(tc, what_excel_shows);
}

UNIT_MAIN("leftover")
