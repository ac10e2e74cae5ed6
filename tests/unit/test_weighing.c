/* statistics/weighing: new weights of a card, and the reasons that are given. */
#include <string.h>

#include "base/mem.h"
#include "staff.h"
#include "statistics/proposal.h"
#include "unit.h"

static struct cx_buf said;
static struct cx_plan *plan;
static struct cx_period whole;
static struct cx_suggestion to;
static struct weighing by;

static void hear(void *context, const char *message)
{
    ck_assert_ptr_null(context);
    cx_buf_puts(&said, message);
    cx_buf_putc(&said, '\n');
}

/* The plan's lines come in the order of the metrics' names. */
static void set_card(const char *lines)
{
    char text[256];
    snprintf(text, sizeof text, "scorecard_id,metric_id,weight,method\n%s", lines);
    staff_replan("scorecards", text);
    cx_plan_free(plan);
    ck_assert_int_eq(cx_plan_load(&plan, c.db, period_of("2026-11-01").from, &c.err), 0);
    whole = period_of("2026-09..2026-10");
    to = (struct cx_suggestion){"income", hear, NULL};
    by = (struct weighing){.plan = plan,
                           .whole = &whole,
                           .from = whole.to,
                           .metric = cx_plan_quantity(plan, "income", 6),
                           .satisfaction = cx_plan_quantity(plan, "share", 5),
                           .churn = cx_plan_quantity(plan, "fault_rate", 10),
                           .churn_now = CX_NO_VALUE,
                           .churn_then = CX_NO_VALUE,
                           .to = &to};
}

static void set_up(void)
{
    staff_open();
    set_card("c,share,50,direct\nc,fault_rate,30,direct\nc,growth,20,direct\n");
}

static void tear_down(void)
{
    cx_plan_free(plan);
    plan = NULL;
    cx_buf_fini(&said);
    staff_close();
}

/* Weighs the only card by rows of the metric and then the lines' values. */
static void ck_weighed(const int64_t *rows, size_t count, const char *points, const char *words)
{
    struct weighed card = {.count = plan->line_count, .row_count = count};
    size_t bytes = count * (card.count + 1) * sizeof *rows;
    char text[64] = "";
    card.rows = cx_alloc(bytes + 1);
    memcpy(card.rows, rows, bytes);
    cx_buf_clear(&said);
    weigh_card(&card, &by);
    for (size_t i = 0; card.points && i < card.count; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s%d", i ? " " : "",
                 (int)card.points[i]);
    ck_assert_str_eq(text, points);
    ck_assert_str_eq(cx_buf_str(&said), words);
    free(card.rows);
    free(card.points);
}

#define NONE CX_NO_VALUE

/* Income (cents), fault_rate, growth, share (millionths): 400 more with 0.4 more of share, 200 more
 * with 0.2 less of faults, so r² is 0.8 and 0.2, and they don't go with one another. Growth is not
 * known. Of 95 they have 76 and 19. Of 4 pairs the intervals are tanh(1.443635 -/+ 1.959964) and
 * tanh(-0.481212 -/+ 1.959964). */
static const int64_t four[] = {60000, 100000, NONE, 600000, 40000, 300000, NONE, 600000,
                               20000, 100000, NONE, 200000, 0,     300000, NONE, 200000};

#define WEIGHED "c: weighed by 4 posts x months of 2026-09..2026-10, for 2026-11-01 and after\n"
#define CHANCE  "c: all of this may be chance: every metric's interval includes 0\n"
#define FAULTS(points)                                                                             \
    "c: fault_rate 30 -> " points                                                                  \
    ": adds 0.200 of R2 = 1.000; r = -0.45 (-0.98 to 0.90), which may be chance\n"
#define GROWTH "c: growth 20 -> 5: the minimum: no correlation can be told from 0 values\n"
#define SHARE                                                                                      \
    "c: share 50 -> 76: adds 0.800 of R2 = 1.000; r = 0.89 (-0.47 to 1.00), which may be chance\n"

START_TEST(by_what_each_adds)
{
    ck_weighed(four, 4, "19 5 76", WEIGHED FAULTS("19") GROWTH SHARE CHANCE);
}
END_TEST

/* The fourth row turned round: faults now go with income. Rows without income don't count. */
START_TEST(the_wrong_way)
{
    static const int64_t rows[] = {60000,  300000, 0,      600000, 40000,  100000, 0,
                                   600000, 20000,  300000, 0,      200000, 0,      100000,
                                   0,      200000, NONE,   900000, NONE,   900000};
    ck_weighed(rows, 5, "5 5 90",
               WEIGHED "c: fault_rate 30 -> 5: the minimum: it correlates the wrong way: r = 0.45 "
                       "(-0.90 to 0.98), which may be chance\n"
                       "c: growth 20 -> 5: the minimum: no correlation can be told from 4 values\n"
                       "c: share 50 -> 90: adds 0.800 of R2 = 0.800; r = 0.89 (-0.47 to 1.00), "
                       "which may be chance\n" CHANCE);
}
END_TEST

/* Of the metric itself nothing is told; its weight stays, in whole points, and leaves the others
 * their least. */
START_TEST(the_metric_itself)
{
    static const int64_t rows[] = {60000, 100000, 60000, 40000, 300000, 40000,
                                   20000, 100000, 20000, 0,     300000, 0};
    set_card("c,fault_rate,37.5,direct\nc,income,62.5,direct\n");
    ck_weighed(rows, 4, "37 63",
               WEIGHED "c: fault_rate 37.5 -> 37: adds 0.200 of R2 = 0.200; r = -0.45 (-0.98 to "
                       "0.90), which may be chance\n"
                       "c: income 62.5 -> 63: kept: the others are weighed by it\n" //
               CHANCE);
    set_card("c,fault_rate,1,direct\nc,income,99,direct\n");
    ck_weighed(rows, 4, "5 95",
               WEIGHED "c: fault_rate 1 -> 5: adds 0.200 of R2 = 0.200; r = -0.45 (-0.98 to "
                       "0.90), which may be chance\n"
                       "c: income 99 -> 95: kept: the others are weighed by it\n" //
               CHANCE);
}
END_TEST

START_TEST(weights_that_stay)
{
    static const int64_t none[] = {1, NONE, NONE, NONE, 2, NONE, NONE, NONE, 3, NONE, NONE, NONE};
    ck_weighed(four, 0, "", "c: its weights stay: none of its metrics correlates with income\n");
    ck_weighed(none, 3, "", "c: its weights stay: none of its metrics correlates with income\n");
    /* income rises with share and falls with faults, but any two fit three rows */
    static const int64_t three[] = {60000, 100000, NONE, 600000, 40000, 300000,
                                    NONE,  600000, 0,    300000, NONE,  200000};
    ck_weighed(three, 3, "",
               "c: its weights stay: 3 posts x months have all values, 2 metrics "
               "need 4\n");
    set_card("c,share,100,direct\n");
    ck_weighed(four, 4, "", "c: its weights stay: it has only one metric\n");
}
END_TEST

/* From 10 % to 12.6 %: by 3 points, of which the other with more than 5 gives all; from 10 % to
 * 10.1 %: by 1. */
START_TEST(churn)
{
    by.satisfaction = cx_plan_quantity(plan, "fault_rate", 10);
    by.churn_then = 100000;
    by.churn_now = 126000;
    ck_weighed(four, 4, "22 5 73",
               WEIGHED FAULTS("19") GROWTH SHARE CHANCE
               "c: satisfaction is raised by 3 to 22: churn_rate rose from 0.100000 to 0.126000\n");
    by.churn_now = 101000;
    ck_weighed(four, 4, "20 5 75",
               WEIGHED FAULTS("19") GROWTH SHARE CHANCE
               "c: satisfaction is raised by 1 to 20: churn_rate rose from 0.100000 to 0.101000\n");
    by.churn_now = 100000;
    ck_weighed(four, 4, "19 5 76", WEIGHED FAULTS("19") GROWTH SHARE CHANCE);
    by.churn_now = NONE;
    ck_weighed(four, 4, "19 5 76", WEIGHED FAULTS("19") GROWTH SHARE CHANCE);
}
END_TEST

START_TEST(nobody_listens)
{
    to.say = NULL;
    ck_weighed(four, 4, "19 5 76", "");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, by_what_each_adds);
    tcase_add_test(tc, the_wrong_way);
    tcase_add_test(tc, the_metric_itself);
    tcase_add_test(tc, weights_that_stay);
    tcase_add_test(tc, churn);
    tcase_add_test(tc, nobody_listens);
}

UNIT_MAIN("weighing")
