/* assign/signals: the figures of customers, as they were. */
#include "assign/signals.h"

#include "past.h"
#include "unit.h"

static struct desk *desk;

static void tear_down(void)
{
    desk_close(desk);
    company_close(&c);
}

START_TEST(as_on_a_day)
{
    struct signals signals = {0};
    double value;
    company_load(&c, "signals.csv",
                 "customer_id,day,name,value\nC1,2026-09-01,stock,3.5\nC1,2026-10-01,STOCK,-1\n"
                 "C1,2026-12-01,stock,9\nC1,2026-09-15,cash,7\n");
    desk = desk_now(BOOK_STORIES);
    const struct book *book = desk->book;
    size_t of_c1 = place_of(book, "A002"), of_c2 = place_of(book, "A001");
    ck_assert_int_eq(signals_add(&signals, " Stock ;", 7, book, c.db, &c.err), 0);
    ck_assert_str_eq(signals.list[0].name, "Stock");
    ck_assert_uint_eq(signals.list[0].values.count, 2); /* what is later is not known */
    ck_assert(!signals_on(&value, &signals, 0, book, of_c1, TODAY - 61));
    ck_assert(signals_on(&value, &signals, 0, book, of_c1, TODAY - 60));
    ck_assert_double_eq(value, 3.5);
    ck_assert(signals_on(&value, &signals, 0, book, of_c1, TODAY - 26));
    ck_assert_double_eq(value, -1);
    ck_assert(!signals_on(&value, &signals, 0, book, of_c2, TODAY - 26));
    ck_assert_int_eq(signals_add(&signals, "nobody's", 8, book, c.db, &c.err), 0);
    ck_assert_uint_eq(signals.list[1].values.count, 0);
    signals_fini(&signals);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, past_open, tear_down);
    tcase_add_test(tc, as_on_a_day);
}
UNIT_MAIN("signals")
