/* statistics/correlate: what is paired, what can't be told, the months of a period. */
#include "staff.h"
#include "statistics/statistics.h"
#include "unit.h"
#include "views.h"

static struct cx_trend *months_of(const char *text)
{
    struct cx_trend *trend = NULL;
    struct cx_period period = period_of(text);
    ck_assert_msg(cx_trend_of_months(&trend, c.db, &period, &c.err) == 0, "%s", c.err.text);
    return trend;
}

START_TEST(months)
{
    static const struct {
        const char *period, *first, *last;
        size_t count;
    } wanted[] = {{"2026-10", "2026-10", "2026-10", 1},
                  {"2026-Q4", "2026-10", "2026-12", 3},
                  {"2025", "2025-01", "2025-12", 12},
                  {"2025-11..2026-02", "2025-11", "2026-02", 4},
                  {"2026-09-01..2026-10-31", "2026-09", "2026-10", 2}};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        struct cx_trend *trend = months_of(wanted[i].period);
        ck_assert_uint_eq(cx_trend_count(trend), wanted[i].count);
        ck_assert_str_eq(cx_trend_period(trend, 0)->name, wanted[i].first);
        ck_assert_str_eq(cx_trend_period(trend, wanted[i].count - 1)->name, wanted[i].last);
        cx_trend_free(trend);
    }
}
END_TEST

START_TEST(no_months)
{
    static const char *const bad[] = {"2026-W41", "2026-10-05", "2026-10-01..2026-10-30",
                                      "2026-09-02..2026-10-31"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct cx_trend *trend = NULL;
        struct cx_period period = period_of(bad[i]);
        char message[200];
        snprintf(message, sizeof message,
                 "%s is not made of whole months: name a month, a quarter, a year, or a range of "
                 "months",
                 bad[i]);
        ck_assert_int_eq(cx_trend_of_months(&trend, c.db, &period, &c.err), CX_EUSAGE);
        ck_assert_str_eq(c.err.text, message);
        c.err = (struct cx_err){0};
    }
}
END_TEST

static int written(struct cx_buf *text, const char *period_text, const char *metric)
{
    struct cx_period period = period_of(period_text);
    struct cx_trend *trend = months_of(period_text);
    struct cx_table *table = cx_table_into(text, CX_FORMAT_CSV);
    int rc = view_end(table, cx_correlate_table(table, trend, &period, metric, &c.err));
    cx_trend_free(trend);
    return rc;
}

/* In both months E1, E2 and E4 have shares of 0.3, 0.6, 0.9 and 100, 300, 200 of income: sums of
 * products 30, of squares 0.18 and 20000 a month, so r = 0.5; ranks 1 2 3 and 1 3 2, so rho = 0.5.
 * Of six pairs the interval is tanh(0.549306 -/+ 1.959964 / sqrt(3)). E3 has no share: they aren't
 * counted. No growth in September (nothing before), and in October all have the same. */
START_TEST(pairs)
{
    company_load(&c, "feedback.csv",
                 FEEDBACK "F1,customer,E1,2026-10-05,30\nF2,customer,E2,2026-10-05,60\n"
                          "F4,customer,E4,2026-10-05,90\nF5,customer,E1,2026-09-05,30\n"
                          "F6,customer,E2,2026-09-05,60\nF8,customer,E4,2026-09-05,90\n");
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-10-05,100\nP2,A2,2026-10-05,300\nP4,A4,2026-10-05,200\n"
                          "P5,A1,2026-09-05,100\nP6,A2,2026-09-05,300\nP8,A4,2026-09-05,200\n");
    staff_replan("scorecards", "scorecard_id,metric_id,weight,method,for_team\n"
                               "c,share,60,direct,T1\nc,growth,40,direct,T1\n"
                               "d,share,100,direct,T2\n");
    struct cx_buf text = {0};
    ck_assert_int_eq(written(&text, "2026-09..2026-10", "Income"), 0);
    ck_assert_str_eq(cx_buf_str(&text),
                     "period,metric,against,n,r,r_low,r_high,rho,scorecards,flag\n"
                     "2026-09..2026-10,sat,income,6,0.500000,-0.524320,0.932977,0.500000,,\n"
                     "2026-09..2026-10,share,income,6,0.500000,-0.524320,0.932977,0.500000,c d,"
                     "holds_zero\n"
                     "2026-09..2026-10,fault_rate,income,0,,,,,,\n"
                     "2026-09..2026-10,growth,income,3,,,,,c,\n");
    cx_buf_fini(&text);
}
END_TEST

/* Three pairs have r and rho, but no interval; a measure may be asked for, too. */
START_TEST(few_pairs)
{
    company_load(&c, "feedback.csv",
                 FEEDBACK "F1,customer,E1,2026-10-05,30\nF2,customer,E2,2026-10-05,60\n"
                          "F4,customer,E4,2026-10-05,90\nF5,sales,E1,2026-10-05,5\n"
                          "F6,sales,E2,2026-10-05,6\n");
    struct cx_buf text = {0};
    ck_assert_int_eq(written(&text, "2026-10", "stars"), 0);
    ck_assert_str_eq(cx_buf_str(&text),
                     "period,metric,against,n,r,r_low,r_high,rho,scorecards,flag\n"
                     "2026-10,income,stars,4,,,,,,\n"
                     "2026-10,sat,stars,3,1.000000,,,1.000000,,\n"
                     "2026-10,share,stars,3,1.000000,,,1.000000,,\n"
                     "2026-10,fault_rate,stars,2,,,,,,\n"
                     "2026-10,growth,stars,0,,,,,,\n");
    cx_buf_fini(&text);
}
END_TEST

START_TEST(no_metric)
{
    struct cx_buf text = {0};
    ck_assert_int_eq(written(&text, "2026-10", "nonsense"), CX_EUSAGE);
    ck_assert_str_eq(c.err.text, "the plan has no metric or measure \"nonsense\"");
    ck_assert_uint_eq(text.len, 0);
    cx_buf_fini(&text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, staff_open, staff_close);
    tcase_add_test(tc, months);
    tcase_add_test(tc, no_months);
    tcase_add_test(tc, pairs);
    tcase_add_test(tc, few_pairs);
    tcase_add_test(tc, no_metric);
}

UNIT_MAIN("correlate")
