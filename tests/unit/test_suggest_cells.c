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

static void tests(TCase *tc)
{
    tcase_add_test(tc, units_in_names);
    tcase_add_test(tc, words_once);
}

UNIT_MAIN("suggest_cells")
