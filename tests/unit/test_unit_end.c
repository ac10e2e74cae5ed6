/* kind/unit_end: which day an end is, as a header says. */
#include <string.h>

#include "kind/unit.h"
#include "unit.h"

/* wanted: "last", "after"; "": it isn't said. */
static void ck(const char *s, const char *wanted)
{
    const char *said = cx_unit_end(s, strlen(s));
    const char *got = !said ? "" : *said ? said : "after";
    ck_assert_msg(strcmp(got, wanted) == 0, "%s: %s, not %s", s, got, wanted);
}

START_TEST(in_english)
{
    ck("inclusive", "last");
    ck("incl. last day", "last");
    ck("Inclusive of last day", "last");
    ck("last day", "last");
    ck("LastDay", "last");
    ck("last_day", "last");
    ck("ends included", "last");
    ck("included, required", "last");
    ck("required; included", "last");
    ck("exclusive", "after");
    ck("not included", "after");
    ck("non-inclusive", "after");
    ck("not the last day", "after");
    ck("excl. end date", "after");
    ck("day after last", "after");
    ck("next day", "after");
    ck("first day included, last day excluded", "after");
    ck("first day included", "");
    ck("first and last day included", "last");
    ck("not excluded", ""); /* which end is meant is anybody's guess */
    ck("excluding the next day", "");
    ck("incl. time", "");
    ck("include weekends", "");
    ck("end date", "");
    ck("last update", "");
    ck("", "");
}
END_TEST

START_TEST(in_chinese)
{
    ck("含", "last");
    ck("包含", "last");
    ck("包含当日", "last");
    ck("含结束日", "last");
    ck("包括最后一天在内", "last");
    ck("当日含", "last");
    ck("最后一天", "last");
    ck("末日", "last");
    ck("含首尾两日", "last");
    ck("含当日，可选", ""); /* in NFKC a comma is one of ASCII, */
    ck("含当日,可选", "last");
    ck("不含", "after");
    ck("不包含当日", "after");
    ck("未含末日", "after");
    ck("次日", "after");
    ck("最后一天的次日", "after");
    ck("含首日,不含末日", "after");
    ck("算头不算尾", "after");
    ck("含首日", "");
    ck("次日失效", ""); /* may be said of the last day */
    ck("不含次日", "");
    ck("含时间", "");
    ck("含节假日", "");
    ck("含税", "");
    ck("当日", "");
}
END_TEST

/* What stands before it; "-": nothing is said. */
static void ck_behind(const char *s, const char *before, const char *wanted)
{
    size_t n = strlen(s);
    const char *said = cx_unit_end_behind(s, &n);
    const char *got = !said ? "" : *said ? said : "after";
    ck_assert_msg(strcmp(got, wanted) == 0 && n == strlen(before) && memcmp(s, before, n) == 0,
                  "%s: %.*s, %s", s, (int)n, s, got);
}

START_TEST(behind_names)
{
    ck_behind("end_inclusive", "end_", "last");
    ck_behind("ToInclusive", "To", "last");
    ck_behind("to not included", "to ", "after");
    ck_behind("结束日期含当日", "结束日期", "last");
    ck_behind("结束日期不含当日", "结束日期", "after");
    ck_behind("Last day", "", "last");
    ck_behind("持案最后一天", "持案", "last");
    ck_behind("Valid through", "Valid ", "last");
    ck_behind("Last payment date", "Last payment date", "");
    ck_behind("最后还款日", "最后还款日", "");
    ck_behind("to", "to", "");
    ck_behind("", "", "");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, in_english);
    tcase_add_test(tc, in_chinese);
    tcase_add_test(tc, behind_names);
}

UNIT_MAIN("unit_end")
