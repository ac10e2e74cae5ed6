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

/* Seals of an older cx, and texts that were made longer than any that can be imported. */
START_TEST(what_no_import_takes)
{
    struct cx_buf text = {0};
    struct cx_err err = {0};
    struct reading reading;
    cx_buf_puts(&text, "period,total,comm,total,total\n2026-10,1.00,2.00,3.00,\"");
    for (int i = 0; i < CX_CSV_MAX_ROW; i++)
        cx_buf_puts(&text, "\"\"");
    cx_buf_puts(&text, "\"\n2026-10,,,,4.00\n");
    ck_assert_msg(reading_open(&reading, &text, "it", &err) == 0, "%s", err.text);
    ck_assert_int_eq(reading_column(&reading, "total"), 1);
    ck_assert_int_eq(reading_last_column(&reading, "total"), 4);
    ck_assert_int_eq(reading_last_column(&reading, "other"), -1);
    ck_assert_msg(reading_next(&reading, &err) == 1, "%s", err.text);
    ck_assert_uint_eq(strlen(reading_cell(&reading, 4)), CX_CSV_MAX_ROW);
    ck_assert_int_eq(reading_next(&reading, &err), 1);
    ck_assert_str_eq(reading_cell(&reading, 4), "4.00");
    ck_assert_int_eq(reading_next(&reading, &err), 0);
    reading_close(&reading);
    cx_buf_fini(&text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, cells);
    tcase_add_test(tc, faults);
    tcase_add_test(tc, what_no_import_takes);
}

UNIT_MAIN("seal/reading")
