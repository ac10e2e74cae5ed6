/* plan/arith: plain expressions, computed as SQLite would. */
#include "plan/arith.h"

#include <string.h>

#include "store/calc.h"
#include "unit.h"

static const char *const names[] = {"amount", "dpd", "kind", "absent"};
enum { COLUMNS = 4 };
static const struct cx_value cells[COLUMNS] = {{.type = CX_VALUE_REAL, .r = 12.34},
                                               {.type = CX_VALUE_REAL, .r = -90},
                                               {.type = CX_VALUE_TEXT, .s = "a"},
                                               {.type = CX_VALUE_NULL}};

static int fed;
static void start(void *context)
{
    (void)context;
    fed = 0;
}
static int next(void *context)
{
    (void)context;
    return fed++ == 0;
}
static struct cx_value cell(void *context, int column)
{
    (void)context;
    return cells[column];
}

/* What SQLite makes of an expression. */
static struct cx_value by_sqlite(const char *text)
{
    static const struct cx_rows rows = {NULL, start, next, cell};
    struct cx_sandbox *sandbox = NULL;
    struct cx_calc *calc = NULL;
    struct cx_err err = {0};
    ck_assert_int_eq(cx_sandbox_new(&sandbox, &err), 0);
    ck_assert_msg(cx_calc_new(&calc, sandbox, names, COLUMNS, &rows, &text, 1, NULL, &err) == 0,
                  "%s: %s", text, err.text);
    ck_assert_int_eq(cx_calc_step(calc, &err), 1);
    struct cx_value value = cx_calc_result(calc, 0);
    cx_calc_free(calc);
    cx_sandbox_free(sandbox);
    return value;
}

START_TEST(as_sqlite)
{
    static const char *const values[] = {"amount",
                                         " DPD ",
                                         "1",
                                         "amount + dpd * 3 - 7",
                                         "(amount - dpd) * (amount + 2)",
                                         "absent + 1",
                                         "amount / dpd",
                                         "amount / 3600.0 - 7 / amount",
                                         "dpd / (dpd - dpd)",
                                         "dpd / 7",
                                         "10.0 / 4",
                                         "amount*dpd"};
    static const char *const conditions[] = {"dpd >= 90",
                                             "dpd<0 AND amount > 12",
                                             "amount = 12 and dpd != 3",
                                             "absent = 1 and amount > 0",
                                             "amount <> 5 and dpd <= 0 - 90",
                                             "(dpd) == 0 - 90"};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        struct cx_arith *arith = cx_arith_value(values[i], names, COLUMNS);
        struct cx_value wanted = by_sqlite(values[i]);
        double number = 0;
        ck_assert_msg(arith != NULL, "%s", values[i]);
        enum cx_arith_result result = cx_arith_compute(&number, arith, cells);
        ck_assert_int_eq(result == CX_ARITH_NULL, wanted.type == CX_VALUE_NULL);
        if (result == CX_ARITH_NUMBER)
            ck_assert(number == (wanted.type == CX_VALUE_INT ? (double)wanted.i : wanted.r));
        cx_arith_free(arith);
    }
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
        struct cx_arith *arith = cx_arith_condition(conditions[i], names, COLUMNS);
        struct cx_value wanted = by_sqlite(conditions[i]);
        double number = 0;
        ck_assert_msg(arith != NULL, "%s", conditions[i]);
        if (cx_arith_compute(&number, arith, cells) != CX_ARITH_NUMBER)
            number = 0;
        ck_assert_msg(number == (wanted.type == CX_VALUE_INT ? (double)wanted.i : 0), "%s",
                      conditions[i]);
        cx_arith_free(arith);
    }
}
END_TEST

START_TEST(left_to_sqlite)
{
    static const char *const values[] = {"",
                                         "-amount",
                                         "7 / 2",
                                         "2 * 3",
                                         "amount / (3 + 4) /* */",
                                         "0.1",
                                         "1e3",
                                         "0x10",
                                         "amount -- ",
                                         "abs(dpd)",
                                         "amount +",
                                         "(amount",
                                         "amount)",
                                         "\"amount\"",
                                         "amounts",
                                         "amount dpd",
                                         "1 2",
                                         "9999999999999999",
                                         "amount > 1",
                                         "amount || 1"};
    static const char *const conditions[] = {
        "amount",     "dpd > 1 or dpd < 0",  "not dpd > 1", "dpd > 1 > 0",
        "kind = 'a'", "dpd between 1 and 2", "dpd is null", "dpd > 1 and",
        "dpd << 1",   "dpd > 1 and amount"};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        ck_assert_msg(!cx_arith_value(values[i], names, COLUMNS), "%s", values[i]);
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++)
        ck_assert_msg(!cx_arith_condition(conditions[i], names, COLUMNS), "%s", conditions[i]);
}
END_TEST

START_TEST(text_is_unknown)
{
    struct cx_arith *arith = cx_arith_condition("kind > 1", names, COLUMNS);
    double number;
    ck_assert_int_eq(cx_arith_compute(&number, arith, cells), CX_ARITH_UNKNOWN);
    cx_arith_free(arith);
    cx_arith_free(NULL);
}
END_TEST

/* Deeper or longer than is worth it here: SQLite's. */
START_TEST(long_ones)
{
    char text[256] = "1";
    for (int i = 0; i < 11; i++)
        strcat(text, "+1");
    struct cx_arith *arith = cx_arith_value(text, names, COLUMNS);
    double number = 0;
    ck_assert_int_eq(cx_arith_compute(&number, arith, cells), CX_ARITH_NUMBER);
    ck_assert(number == 12);
    cx_arith_free(arith);
    strcat(text, "+1");
    ck_assert_ptr_null(cx_arith_value(text, names, COLUMNS));
    ck_assert_ptr_null(cx_arith_value("1+(1+(1+(1+(1+(1+(1+(1+(1+1))))))))", names, COLUMNS));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, as_sqlite);
    tcase_add_test(tc, left_to_sqlite);
    tcase_add_test(tc, text_is_unknown);
    tcase_add_test(tc, long_ones);
}

UNIT_MAIN("arith")
