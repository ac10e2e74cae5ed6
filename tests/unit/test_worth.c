/* fact/worth: what a row is worth to a measure. */
#include "fact/worth.h"

#include "plan/names.h"
#include "unit.h"

static struct cx_scalar cells[CX_FACT_COLUMNS_MAX];

static void set_up(void)
{
    for (int i = 0; i < CX_FACT_COLUMNS_MAX; i++)
        cells[i] = cx_scalar_null();
    cells[CX_PAYMENT_AMOUNT] = cx_scalar_dec(12345, 2);
    cells[CX_PAYMENT_CHANNEL] = cx_scalar_text("wechat");
    cells[CX_DIM_COHORT_DPD] = cx_scalar_int(90);
}

/* Of a row as above, with so many decimals. */
static void ck_worth(const char *expression, const char *where, int decimals, int64_t wanted)
{
    struct cx_quantity measure = {.name = "m",
                                  .fact = CX_FACT_PAYMENT,
                                  .expression = expression,
                                  .where = where,
                                  .decimals = decimals};
    struct cx_err err = {0};
    struct worth worth;
    int64_t value;
    ck_assert_msg(worth_init(&worth, &measure, &err) == 0, "%s", err.text);
    ck_assert_msg(worth_of(&value, &worth, cells, &err) == 0, "%s", err.text);
    ck_assert_msg(value == wanted, "%s: %lld", expression, (long long)value);
    worth_fini(&worth);
}

START_TEST(values)
{
    ck_worth("amount", NULL, 2, 12345);
    ck_worth("amount", "cohort_dpd >= 90", 2, 12345);
    ck_worth("amount", "cohort_dpd > 90", 2, 0);
    ck_worth("amount", "channel = 'wechat' and cohort_dpd between 0 and 90", 2, 12345);
    ck_worth("1", NULL, 6, 1000000);
    ck_worth("amount / 3", NULL, 2, 4115);
    ck_worth("amount / 2", NULL, 2, 6173); /* 61.725: half away from zero */
    ck_worth("-amount / 2", NULL, 2, -6173);
    ck_worth("amount * 1%", NULL, 6, 1234500);
}
END_TEST

START_TEST(nothing)
{
    ck_worth("age", NULL, 6, 0);
    ck_worth("amount", "age > 18", 2, 0);
    ck_worth("amount / 0", NULL, 2, 0);
    ck_worth("null", NULL, 2, 0);
}
END_TEST

static void ck_fails(const char *expression, const char *where, const char *words)
{
    struct cx_quantity measure = {.name = "m",
                                  .fact = CX_FACT_PAYMENT,
                                  .expression = expression,
                                  .where = where,
                                  .decimals = 6};
    struct cx_err err = {0};
    struct worth worth;
    int64_t value;
    if (worth_init(&worth, &measure, &err) == 0)
        ck_assert_int_eq(worth_of(&value, &worth, cells, &err), CX_EDATA);
    ck_assert_str_eq(err.text, words);
    worth_fini(&worth);
}

START_TEST(wrong)
{
    ck_fails("coalesce(channel, 1)", NULL, "measure m: its value is text, not a number");
    ck_fails("amount * 1e18", NULL,
             "measure m: its value is too large: correct the row, or the measure");
    ck_fails("amount", "not coalesce(channel, 1)",
             "measure m: 'wechat' is a text where a number is needed");
    ck_fails("count(*)", NULL, "character 1: write 1: cx adds it up");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, NULL);
    tcase_add_test(tc, values);
    tcase_add_test(tc, nothing);
    tcase_add_test(tc, wrong);
}

UNIT_MAIN("worth")
