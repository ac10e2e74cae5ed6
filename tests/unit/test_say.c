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
    ck_assert_str_eq(cx_buf_str(&c.said),
                     "a.csv:7: amount: is odd\na.csv:8: is no row\nnothing fits\n");
    ck_assert_int_eq(result.rejected, 2);
    ck_assert_int_eq(import.bad, 3);
    ck_assert(import.is_whole_bad);
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
    tcase_add_test(tc, rejects_of_one_header);
}

UNIT_MAIN("say")
