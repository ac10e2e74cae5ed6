/* import/format: the words of a map's format. */
#include "import/format.h"

#include <stdio.h>
#include <string.h>

#include "kinds.h"
#include "unit.h"

static enum format word(const char *s)
{
    return format_at(s, strlen(s));
}

START_TEST(words)
{
    ck_assert_int_eq(word("dmy"), DMY);
    ck_assert_int_eq(word("Percent"), PERCENT);
    ck_assert_int_eq(word("m:ss"), TIMER);
    ck_assert_int_eq(word("utc"), UTC);
    ck_assert_int_eq(word("utc+8"), ZONE);
    ck_assert_int_eq(word("UTC-5:30"), ZONE);
    ck_assert_int_eq(word("utc+99"), FORMATS);
    ck_assert_int_eq(word("minute"), FORMATS);
    ck_assert_int_eq(word(""), FORMATS);
    ck_assert_int_eq(format_at("dmy cents", 3), DMY);
}
END_TEST

START_TEST(each_word_of_a_format)
{
    struct cx_buf parts = {0};
    const char *format = "  comma   cents ";
    for (size_t n = 0; format_next(&format, &n);)
        cx_buf_printf(&parts, "%.*s|", (int)n, format);
    ck_assert_str_eq(cx_buf_str(&parts), "comma|cents|");
    cx_buf_fini(&parts);
}
END_TEST

/* What is offered is taken. */
START_TEST(offered)
{
    char text[200];
    int count = 0;
    ck_assert_int_lt(snprintf(text, sizeof text, "%s", format_names()), sizeof text);
    for (const char *name = strtok(text, ", "); name; name = strtok(NULL, ", ")) {
        if (strcmp(name, "or") == 0)
            continue;
        ck_assert_msg(word(name) != FORMATS, "%s", name);
        count++;
    }
    ck_assert_int_eq(count, FORMATS);
}
END_TEST

START_TEST(orders)
{
    ck_assert_int_eq(format_order(MDY), CX_ORDER_MDY);
    ck_assert_int_eq(format_order(EXCEL), CX_ORDER_YMD);
    ck_assert_int_eq(format_order_in("  date dmy ", CX_ORDER_MDY), CX_ORDER_DMY);
    ck_assert_int_eq(format_order_in("excel date", CX_ORDER_MDY), CX_ORDER_MDY);
    ck_assert_int_eq(format_order_in("", CX_ORDER_DMY), CX_ORDER_DMY);
}
END_TEST

START_TEST(unknown)
{
    const char *format = " comma  minute cents";
    ck_assert_ptr_null(format_unknown(""));
    ck_assert_ptr_null(format_unknown(" comma  minutes "));
    ck_assert_ptr_eq(format_unknown(format), strstr(format, "minute"));
}
END_TEST

static const struct cx_field *field(const char *kind, const char *name)
{
    int number = cx_kind_field(kind_named(kind), name, strlen(name));
    ck_assert_int_ge(number, 0);
    return &kind_named(kind)->fields[number];
}

/* From which word on a format makes no sense of a column. */
static void ck_misfit(const char *kind, const char *name, const char *format, const char *wanted)
{
    const char *at = format_misfit(format, field(kind, name));
    ck_assert_msg(wanted ? at && strcmp(at, wanted) == 0 : !at, "%s.%s: %s", kind, name, format);
}

START_TEST(misfits)
{
    ck_misfit("payments", "amount", "comma cents", NULL);
    ck_misfit("payments", "amount", "comma percent", "percent");
    ck_misfit("payments", "paid_at", "excel comma dmy utc", NULL);
    ck_misfit("payments", "paid_at", "last", "last");
    ck_misfit("assignments", "to", "dmy last", NULL);
    ck_misfit("assignments", "from", "dmy last", "last");
    ck_misfit("contacts", "duration_s", "clock", NULL);
    ck_misfit("employees", "capacity", "wan", NULL);
    ck_misfit("employees", "capacity", "hours", "hours");
    ck_misfit("contacts", "channel", "dmy", "dmy");
    ck_misfit("payments", "account_id", "excel hours", "hours");
    ck_misfit("contacts", "transcript", "hours", NULL);
}
END_TEST

START_TEST(names_of_a_column)
{
    struct cx_buf names = {0};
    format_names_of(&names, field("payments", "amount"));
    ck_assert_str_eq(cx_buf_str(&names), "cents, wan, comma, point");
    cx_buf_clear(&names);
    format_names_of(&names, field("contacts", "channel"));
    ck_assert_uint_eq(names.len, 0);
    cx_buf_fini(&names);
}
END_TEST

/* Whether a map's format answers for what a header says. */
START_TEST(units_that_a_format_answers_for)
{
    ck_assert(format_has_unit("cents", "wan"));
    ck_assert(format_has_unit("comma wan", "wan"));
    ck_assert(!format_has_unit("comma", "wan"));
    ck_assert(!format_has_unit("point", "minutes"));
    ck_assert(format_has_unit("wall", "utc+8"));
    ck_assert(format_has_unit("dmy date", "utc"));
    ck_assert(!format_has_unit("dmy", "utc"));
    ck_assert(format_has_unit("last", "last"));
    ck_assert(!format_has_unit("dmy", "last"));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, words);
    tcase_add_test(tc, each_word_of_a_format);
    tcase_add_test(tc, offered);
    tcase_add_test(tc, orders);
    tcase_add_test(tc, unknown);
    tcase_add_test(tc, misfits);
    tcase_add_test(tc, names_of_a_column);
    tcase_add_test(tc, units_that_a_format_answers_for);
}

UNIT_MAIN("import/format")
