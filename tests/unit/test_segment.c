/* assign/segment: the plan's segments, else stage and region. */
#include "assign/segment.h"

#include "centre.h"
#include "unit.h"

static struct desk *desk;
static struct segments segments;

static void set_up(void)
{
    centre_open();
    company_load(&c, "accounts.csv",
                 ACCOUNTS "A1,C1," PHONE ",10,open,\nA2,C2," PHONE ",10,open,\nA3,C1," VISIT
                          ",10,open,\n"
                          "A4,C1," PHONE ",5000,open,\nA5,C2," PHONE ",7,open,\n");
}

static void tear_down(void)
{
    segments_close(&segments);
    desk_close(desk);
    company_close(&c);
}

static int32_t *marked(const bool *wanted)
{
    static int32_t marks[5];
    desk = desk_now(BOOK_STORIES);
    ck_assert_int_eq(segments_open(&segments, c.db, desk->book, &c.err), 0);
    ck_assert_int_eq(segments_mark(marks, &segments, TODAY, wanted, &c.err), 0);
    return marks;
}

START_TEST(stage_and_region)
{
    static const bool all[] = {true, true, true, true, false};
    const int32_t *marks = marked(all);
    ck_assert_int_eq(marks[0], marks[3]);
    ck_assert_int_ne(marks[0], marks[1]);
    ck_assert_int_ne(marks[0], marks[2]);
    ck_assert_int_eq(marks[4], -1);
    ck_assert_int_eq(segments_count(&segments), 3);
}
END_TEST

START_TEST(of_the_plan)
{
    static const bool some[] = {true, false, true, true, true};
    company_load(&c, "segments.csv",
                 "segment_id,when\nbig,amount > 1000\nmine,rating = 'B' and dpd = 40\n");
    const int32_t *marks = marked(some);
    ck_assert_int_eq(marks[3], 0);
    ck_assert_int_eq(marks[4], 1);
    ck_assert_int_eq(marks[1], -1);
    ck_assert_int_ge(marks[0], 2);
    ck_assert_int_ne(marks[0], marks[2]);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, stage_and_region);
    tcase_add_test(tc, of_the_plan);
}
UNIT_MAIN("segment")
