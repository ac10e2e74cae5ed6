/* import/suggest_cells: the words of a map that a column's name and cells ask for. */
#include <string.h>

#include "import/import.h"
#include "import/suggest.h"
#include "unit.h"

static struct sample_column column;

static const char *unit(const char *name, enum cx_type type, const char *of)
{
    const struct cx_field field = {.name = of, .type = type};
    column.name = name;
    column.name_length = strlen(name);
    return suggest_unit(&column, &field);
}

START_TEST(units_in_names)
{
    ck_assert_str_eq(unit("TalkMinutes", CX_TYPE_INT, "duration_s"), "minutes");
    ck_assert_str_eq(unit("通话小时", CX_TYPE_INT, "duration_s"), "hours");
    ck_assert_str_eq(unit("amount_fen", CX_TYPE_MONEY, "amount"), "cents");
    ck_assert_ptr_null(unit("TalkMinutes", CX_TYPE_INT, "attempt"));
    ck_assert_ptr_null(unit("Amount", CX_TYPE_MONEY, "amount"));
}
END_TEST

START_TEST(words_once)
{
    struct cx_buf format = {0};
    suggest_add_word(&format, "dmy");
    suggest_add_word(&format, NULL);
    suggest_add_word(&format, "last");
    suggest_add_word(&format, "dmy");
    ck_assert_str_eq(cx_buf_str(&format), "dmy last");
    cx_buf_fini(&format);
}
END_TEST

static bool is_of_calls(const char *file, const char *name)
{
    struct sample_column columns[2] = {{.name = "Agent", .name_length = 5},
                                       {.name = name, .name_length = strlen(name)}};
    const struct sample sample = {.columns = columns, .count = 2};
    return suggest_is_of_calls(&sample, file);
}

START_TEST(calls)
{
    ck_assert(is_of_calls("k.csv", "Call time"));
    ck_assert(is_of_calls("k.csv", "CallTime"));
    ck_assert(is_of_calls("k.csv", "call_id"));
    ck_assert(is_of_calls("k.csv", "通话时长"));
    ck_assert(is_of_calls("dialer.csv", "Case"));
    ck_assert(is_of_calls("/sms/Phone-log.csv", "Case"));
    ck_assert(!is_of_calls("/calls/log.csv", "Case"));
    ck_assert(!is_of_calls("visits.csv", "Customer phone"));
    ck_assert(!is_of_calls("log.csv", "Customer phone"));
    ck_assert(!is_of_calls("log.csv", "Sent automatically"));
    ck_assert(!is_of_calls("dialog.csv", "Recall"));
    ck_assert(!is_of_calls("sms_log.csv", "Call time"));
    ck_assert(!is_of_calls("短信.csv", "外呼平台"));
    ck_assert(!is_of_calls("calls.csv", "上门地址"));
    ck_assert(!is_of_calls("calls.csv", "E-mail"));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, units_in_names);
    tcase_add_test(tc, words_once);
    tcase_add_test(tc, calls);
}

UNIT_MAIN("suggest_cells")
