/* parts/present: which parts of a company streams are of. */
#include "parts/present.h"

#include "unit.h"

static struct present present;
static struct cx_err err;

static void set_up(void)
{
    present = (struct present){0};
    err = (struct cx_err){0};
}

static void tear_down(void)
{
    present_fini(&present);
}

static int add(const char *text, const char *name)
{
    struct present_part part = {.name = name, .line = 7};
    ck_assert(present_parse(&part.part, text));
    return present_add(&present, &part, &err);
}

START_TEST(as_text)
{
    struct cx_part part;
    char text[PART_TEXT];
    ck_assert(present_parse(&part, "3/8"));
    ck_assert_str_eq(present_format(text, &part), "3/8");
    ck_assert(present_parse(&part, "0/8"));
    static const char *const none[] = {"", "3", "9/8", "-1/8", "3/0", "3/8 ", "3/8x", "a/b"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        ck_assert_msg(!present_parse(&part, none[i]), "%s", none[i]);
}
END_TEST

START_TEST(all_are_there)
{
    ck_assert_int_eq(present_check(&present, &err), 0); /* streams that don't say */
    ck_assert_int_eq(add("2/2", "b"), 0);
    ck_assert_int_eq(add("0/2", "head"), 0);
    ck_assert_int_eq(add("1/2", "a"), 0);
    ck_assert_int_eq(present_check(&present, &err), 0);
}
END_TEST

START_TEST(some_are_missing)
{
    ck_assert_int_eq(add("2/4", "b"), 0);
    ck_assert_int_eq(add("4/4", "d"), 0);
    ck_assert_int_eq(present_check(&present, &err), CX_EDATA);
    ck_assert_str_eq(err.text, "of the parts 0 to 4 these are missing: 0, 1, 3; 0 is the head's "
                               "own");
}
END_TEST

START_TEST(twice)
{
    ck_assert_int_eq(add("2/4", "b"), 0);
    ck_assert_int_eq(add("2/4", "c"), CX_EDATA);
    ck_assert_str_eq(err.text, "c:7: part 2 of 4 is there already, in b:7");
}
END_TEST

START_TEST(of_another_company)
{
    ck_assert_int_eq(add("2/4", "b"), 0);
    ck_assert_int_eq(add("3/5", "c"), CX_EDATA);
    ck_assert_str_eq(err.text, "c:7: is one of 5 parts, but b:7 is one of 4: they are different "
                               "companies, or dealt differently");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, as_text);
    tcase_add_test(tc, all_are_there);
    tcase_add_test(tc, some_are_missing);
    tcase_add_test(tc, twice);
    tcase_add_test(tc, of_another_company);
}

UNIT_MAIN("present")
