/* kind/unit_zone: zones in headers, as words of a map's format. */
#include <string.h>

#include "kind/unit.h"
#include "unit.h"

/* "": it is no zone; "!": one without a word. */
static void ck(const char *folded, const char *wanted)
{
    bool is_zone;
    const char *word = cx_unit_zone(&is_zone, folded);
    ck_assert(is_zone || !word);
    const char *got = word ? word : is_zone ? "!" : "";
    ck_assert_msg(strcmp(got, wanted) == 0, "%s: %s, not %s", folded, got, wanted);
}

START_TEST(distances)
{
    ck("utc+8", "utc+8");
    ck("gmt+08:00", "utc+8");
    ck("gmt-0330", "utc-3:30");
    ck("+05:45", "utc+5:45");
    ck("-5", "utc-5");
    ck("utc+0", "utc+0");
    ck("utc/gmt+8", "utc+8");
    ck("gmt+8beijing", "utc+8");
    ck("utc+7:15", "!");
    ck("utc+15", "!");
    ck("utc\u22125", "!");
    ck("gmtstandardtime", "!");
    ck("", "");
    ck("+", "");
    ck("outcome", "");
    ck("local", "");
}
END_TEST

START_TEST(names)
{
    ck("北京时间", "utc+8");
    ck("东八区", "utc+8");
    ck("东十一区时间", "utc+11");
    ck("西5区", "utc-5");
    ck("西区", "");
    ck("东城区", "");
    ck("sgt", "utc+8");
    ck("jst", "utc+9");
    ck("cst", "!"); /* of China, of Chicago, of Cuba */
    ck("asia/shanghai", "!");
    ck("eastern", "!");
    ck("easternstandardtime", "!");
    ck("us/eastern", "!");
    ck("pacific", "!");
    ck("美东时间", "!");
    ck("美国东部夏令时间", "!");
    ck("香港时间", "utc+8");
    ck("东京时间", "utc+9");
    ck("customertime", "");
    ck("time", "");
}
END_TEST

START_TEST(places)
{
    static const char *const ends[][2] = {
        {"Start Time GMT+8", "GMT+8"}, {"startUtc+8", "Utc+8"},
        {"Start Time -0500", "-0500"}, {"Start Time +05:30", "+05:30"},
        {"Start Time -1", ""},         {"Start Time - 0500", ""},
        {"Outcome Time", ""}};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct cx_unit_text name = {ends[i][0], strlen(ends[i][0])};
        size_t n = cx_unit_zone_behind(name);
        ck_assert_str_eq(name.s + name.n - n, ends[i][1]);
    }
    ck_assert_str_eq(cx_unit_zone_within("美东开始时间"), "美东");
    ck_assert_ptr_null(cx_unit_zone_within("东部开始时间")); /* a region, as well */
    ck_assert(cx_unit_is_writing("yyyy-mm-ddhh:mm:ss"));
    ck_assert(cx_unit_is_writing("24h"));
    ck_assert(cx_unit_is_writing("local"));
    ck_assert(!cx_unit_is_writing("hh:mm:ssz"));
    ck_assert(!cx_unit_is_writing("customertime"));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, distances);
    tcase_add_test(tc, names);
    tcase_add_test(tc, places);
}

UNIT_MAIN("unit_zone")
