/* import/say: what is told of bad rows, and the file of those that are rejected. */
#include "company.h"
#include "import/loader.h"
#include "unit.h"

static struct company c;

static void set_up(void)
{
    company_open(&c);
}

static void tear_down(void)
{
    company_close(&c);
}

START_TEST(keys_of_lines)
{
    ck_assert_int_eq(line_key("tiers", "T1", 2), line_key("tiers", "T10", 2));
    ck_assert_int_ne(line_key("tiers", "T1", 2), line_key("tiers", "T10", 3));
    ck_assert_int_ne(line_key("tiers", "T1", 2), line_key("grades", "T1", 2));
    ck_assert_int_eq(line_key("tiers", NULL, 7), line_key("tiers", "", 0));
}
END_TEST

START_TEST(places)
{
    struct batch_row row = {.line = 7};
    struct file file = {.number = 3, .row = &row};
    ck_assert_int_eq(place_of(&file) >> PLACE_LINE_BITS, 3);
    ck_assert_int_eq(place_of(&file) & ((INT64_C(1) << PLACE_LINE_BITS) - 1), 7);
}
END_TEST

/* Told by its column or without one, counted for its file and for all; a fault of the whole is no
 * row's. */
START_TEST(told_and_counted)
{
    struct cx_import_file result = {.name = "a.csv"};
    struct import import = {.options = &c.options};
    struct file file = {.import = &import, .result = &result};
    say_bad(&file, 7, "amount", "is odd");
    say_bad(&file, 8, NULL, "is no row");
    ck_assert(!import.is_whole_bad);
    say_whole(&import, "nothing fits");
    ck_assert_str_eq(cx_buf_str(&c.said), "");
    say_all(&import);
    ck_assert_str_eq(cx_buf_str(&c.said),
                     "a.csv:7: amount: is odd\na.csv:8: is no row\nnothing fits\n");
    ck_assert_int_eq(result.rejected, 2);
    ck_assert_int_eq(import.bad, 3);
    ck_assert(import.is_whole_bad);
}
END_TEST

/* One error is told once, with the places of some more rows and what stands there; at most twenty
 * errors are told. */
START_TEST(told_once)
{
    struct cx_import_file result = {.name = "a.csv"}, other = {.name = "b.csv"};
    struct import import = {.options = &c.options};
    struct file file = {.import = &import, .result = &result};
    say_bad(&file, 7, "amount", "\"x\" is odd");
    say_bad(&file, 8, "amount", "\"x\" is odd");
    say_bad(&file, 2, "paid_at", "is odd");
    for (int line = 1; line <= 5000; line++)
        say_bad(&file, 10 + line, "payment_id", line % 2 ? "\"x\" is odd" : "\"y\" is odd");
    file.result = &other;
    say_bad(&file, 8, "amount", "\"x\" is odd");
    say_all(&import);
    ck_assert_str_eq(
        cx_buf_str(&c.said),
        "a.csv:7: amount: \"x\" is odd (line 8 has the same error)\n"
        "a.csv:2: paid_at: is odd\n"
        "a.csv:11: payment_id: \"x\" is odd (4999 more rows have the same error: lines "
        "12 \"y\", 13, 14 \"y\", 15, 16 \"y\", 17, 18 \"y\", 19, 20 \"y\", 21, …)\n"
        "b.csv:8: amount: \"x\" is odd\n");
    ck_assert_int_eq(import.bad, 5004);
}
END_TEST

/* In Chinese, too, the values are told apart from the error. */
START_TEST(told_once_in_chinese)
{
    struct cx_import_file result = {.name = "a.csv"};
    struct import import = {.options = &c.options};
    struct file file = {.import = &import, .result = &result};
    say_bad(&file, 7, "amount", "“十元”不是金额");
    say_bad(&file, 8, "amount", "“六”不是金额");
    say_bad(&file, 9, "amount", "“十元”不是金额");
    say_bad(&file, 9, "paid_at", "“不完");
    say_all(&import);
    ck_assert_str_eq(cx_buf_str(&c.said),
                     "a.csv:7: amount: “十元”不是金额 (2 more rows have the same error: lines 8 "
                     "“六”, 9)\n"
                     "a.csv:9: paid_at: “不完\n");
}
END_TEST

START_TEST(told_of_many)
{
    struct cx_import_file result = {.name = "a.csv"};
    struct import import = {.options = &c.options};
    struct file file = {.import = &import, .result = &result};
    char why[16];
    for (int i = 0; i < SAID_MAX + 3; i++) {
        snprintf(why, sizeof why, "is fault %d", i);
        say_bad(&file, i + 1, NULL, why);
    }
    say_bad(&file, 99, NULL, "is fault 0");
    say_all(&import);
    ck_assert_ptr_nonnull(strstr(cx_buf_str(&c.said),
                                 "a.csv:20: is fault 19\n3 more rows have other "
                                 "errors: correct these first\n"));
    ck_assert_ptr_nonnull(strstr(cx_buf_str(&c.said), "is fault 0 (line 99 has the same error)\n"));
}
END_TEST

START_TEST(rejects_of_one_header)
{
    c.options.rejects = company_write(&c, "bad.csv", "old\n");
    company_add(&c, "teams.csv", "team_id\nT1\n");
    company_add(&c, "customers.csv", "customer_id\nC1\n");
    ck_assert_int_eq(company_import(&c), CX_EUSAGE);
    ck_assert_ptr_nonnull(strstr(c.err.text, "have different columns: import them one by one"));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, keys_of_lines);
    tcase_add_test(tc, places);
    tcase_add_test(tc, told_and_counted);
    tcase_add_test(tc, told_once);
    tcase_add_test(tc, told_once_in_chinese);
    tcase_add_test(tc, told_of_many);
    tcase_add_test(tc, rejects_of_one_header);
}

UNIT_MAIN("say")
