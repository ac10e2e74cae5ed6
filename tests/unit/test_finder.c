/* sheet/finder: items, and the notes that name some of what they count. */
#include "sheet/finder.h"

#include "unit.h"

static struct cx_ready ready;
static struct finder f;

static void set_up(void)
{
    ready = (struct cx_ready){0};
    f = (struct finder){.ready = &ready};
}

static void tear_down(void)
{
    for (size_t i = 0; i < ready.count; i++)
        free(ready.items[i].note);
    free(ready.items);
    cx_buf_fini(&f.names);
}

START_TEST(notes)
{
    static const char *const ids[] = {"A", "B", "C", "D", "E", "F", "G"};
    finder_add(&f, "none", CX_READY_OK, 0, CX_NO_VALUE, "do something");
    ck_assert_ptr_null(ready.items[0].note);
    finder_name(&f, "A", NULL);
    finder_name(&f, "B", "of C");
    finder_add(&f, "two", CX_READY_LOOK, f.counted, 500, "do something");
    ck_assert_str_eq(ready.items[1].note, "A, B of C: do something");
    ck_assert_int_eq(ready.items[1].count, 2);
    ck_assert_int_eq(ready.items[1].amount, 500);
    ck_assert(!ready.is_open);
    for (size_t i = 0; i < 7; i++)
        finder_name(&f, ids[i], NULL);
    finder_add(&f, "many", CX_READY_OPEN, f.counted, CX_NO_VALUE, NULL);
    ck_assert_str_eq(ready.items[2].note, "A, B, C, D, E and 2 more");
    ck_assert(ready.is_open);
    finder_add(&f, "advice", CX_READY_LOOK, 1, CX_NO_VALUE, "do something");
    ck_assert_str_eq(ready.items[3].note, "do something");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, notes);
}

UNIT_MAIN("finder")
