/* seal/reading: texts as rows of cells. */
#include "sealing.h"
#include "unit.h"

static struct cx_buf text_of(const char *s)
{
    struct cx_buf text = {0};
    cx_buf_puts(&text, s);
    return text;
}

START_TEST(cells)
{
    struct cx_buf text = text_of("id,amount,note\nE1,-12.30,\"a, \"\"b\"\"\"\n'=E2,1,\n");
    struct cx_err err = {0};
    struct reading reading;
    int64_t cents;
    ck_assert_int_eq(reading_open(&reading, &text, "it", &err), 0);
    ck_assert_int_eq(reading_next(&reading, &err), 1);
    ck_assert_str_eq(reading_cell(&reading, reading_column(&reading, "note")), "a, \"b\"");
    ck_assert_int_eq(reading_cents(&cents, &reading, 1, &err), 0);
    ck_assert_int_eq(cents, -1230);
    ck_assert_int_eq(reading_column(&reading, "other"), -1);
    ck_assert_str_eq(reading_cell(&reading, -1), "");
    ck_assert_int_eq(reading_next(&reading, &err), 1);
    ck_assert_str_eq(reading_cell(&reading, 0), "=E2");
    ck_assert_int_eq(reading_next(&reading, &err), 0);
    reading_close(&reading);
    cx_buf_fini(&text);
}
END_TEST

/* Only what was tampered with has faults. */
START_TEST(faults)
{
    struct cx_buf text = text_of("id,amount\nE1,x\nE2\n"), none = {0};
    struct cx_err err = {0};
    struct reading reading;
    int64_t cents;
    ck_assert_int_eq(reading_open(&reading, &text, "it", &err), 0);
    ck_assert_int_eq(reading_next(&reading, &err), 1);
    ck_assert_int_eq(reading_cents(&cents, &reading, 1, &err), CX_EDATA);
    ck_assert_str_eq(err.text, "it:2: \"x\" is not an amount of money");
    err = (struct cx_err){0};
    ck_assert_int_eq(reading_next(&reading, &err), CX_EDATA);
    ck_assert_msg(strncmp(err.text, "it:3: ", 6) == 0, "%s", err.text);
    reading_close(&reading);
    cx_buf_fini(&text);
    err = (struct cx_err){0};
    ck_assert_int_lt(reading_open(&reading, &none, "it", &err), 0);
    reading_close(&reading);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, cells);
    tcase_add_test(tc, faults);
}

UNIT_MAIN("seal/reading")
