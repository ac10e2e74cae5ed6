/* statistics/proposal: the rows that are written, and that they come in again. */
#include <string.h>

#include "kind/kind.h"
#include "staff.h"
#include "statistics/proposal.h"
#include "unit.h"
#include "views.h"

#define HEADER                                                                                     \
    "scorecard_id,metric_id,weight,target,prorate,method,floor,cap,missing,subject,min_days,"      \
    "require,for_role,for_team,for_employee,valid_from,valid_to\n"

/* E1 to E4 have shares of 0.2, 0.4, 0.6, 0.8 and incomes of 100, 200, 300, 400 ; what sales
 * finds wrong is 0.2, 0.1, 0.2, 0.1. */
static void set_up(void)
{
    staff_open();
    company_load(&c, "feedback.csv",
                 FEEDBACK "F1,customer,E1,2026-10-05,20\nF2,customer,E2,2026-10-05,40\n"
                          "F3,customer,E3,2026-10-05,60\nF4,customer,E4,2026-10-05,80\n"
                          "F5,sales,E1,2026-10-05,20\nF6,sales,E2,2026-10-05,10\n"
                          "F7,sales,E3,2026-10-05,20\nF8,sales,E4,2026-10-05,10\n");
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-10-05,100\nP2,A2,2026-10-05,200\n"
                          "P3,A3,2026-10-05,300\nP4,A4,2026-10-05,400\n");
}

static int suggest_from(struct cx_buf *text, const char *metric, const char *months)
{
    struct cx_suggestion suggestion = {.metric = metric};
    struct cx_period period = period_of(months);
    struct cx_trend *trend = NULL;
    ck_assert_int_eq(cx_trend_of_months(&trend, c.db, &period, &c.err), 0);
    struct cx_table *table = cx_table_into(text, CX_FORMAT_CSV);
    int rc = view_end(table, cx_suggest_weights(table, trend, c.db, &period, &suggestion, &c.err));
    cx_trend_free(trend);
    return rc;
}

static int suggest(struct cx_buf *text, const char *metric)
{
    return suggest_from(text, metric, "2026-10");
}

static void ck_suggested(const char *metric, const char *wanted)
{
    struct cx_buf text = {0};
    int rc = suggest(&text, metric);
    ck_assert_msg(rc == 0, "%s", c.err.text);
    ck_assert_str_eq(cx_buf_str(&text), wanted);
    company_load(&c, "scorecards.csv", cx_buf_str(&text));
    cx_buf_fini(&text);
}

/* Share and income are one: r = 1, and what faults tell, r = -0.447, share tells as well. Faults
 * add 0.2 where they come first and nothing where they come second, so 0.1, and share 0.9.
 * All columns come back as they were; what was until then ends. The card of one metric stays. */
START_TEST(rows)
{
    staff_replan(
        "scorecards", HEADER
        "c,share,59.5,0.4,yes,direct,0.1,1.25,zero,post,3,income > 1,collector,S,,2026-01-01,\n"
        "c,fault_rate,40.5,0.05,no,target,,,skip,post,,,collector,S,,2026-01-01,\n"
        "d,income,100,7,,target,,,,,,,manager,,,,\n");
    ck_suggested(
        "income", HEADER
        "c,fault_rate,40.5,0.05,no,target,,,skip,post,,,collector,S,,2026-01-01,2026-11-01\n"
        "c,fault_rate,10,0.05,no,target,,,skip,post,,,collector,S,,2026-11-01,\n"
        "c,share,59.5,0.4,yes,direct,0.1,1.25,zero,post,3,income > "
        "1,collector,S,,2026-01-01,2026-11-01\n"
        "c,share,90,0.4,yes,direct,0.1,1.25,zero,post,3,income > 1,collector,S,,2026-11-01,\n");
    ck_assert_str_eq(company_ask(&c, "SELECT group_concat(weight / 1000000, ' ') FROM (SELECT "
                                     "weight FROM scorecards WHERE valid_to IS NULL AND "
                                     "scorecard_id = 'c' ORDER BY weight)"),
                     "10 90");
}
END_TEST

/* A row ends in 2027: so do the new weights, and the others are as they were. Rows that begin with
 * the new weights are written over. */
START_TEST(ends_to_come)
{
    staff_replan(
        "scorecards", HEADER
        "c,share,60,0.4,yes,direct,0.1,1.25,zero,post,3,income > 1,collector,S,,,2026-11-01\n"
        "c,share,60,0.4,yes,direct,0.1,1.25,zero,post,3,income > 1,collector,S,,2026-11-01,\n"
        "c,fault_rate,40,0.05,no,target,,,skip,post,,,collector,S,,,2027-01-01\n"
        "c,fault_rate,40,0.06,no,target,,,skip,post,,,collector,S,,2027-01-01,\n");
    ck_suggested(
        "income", HEADER
        "c,fault_rate,40,0.05,no,target,,,skip,post,,,collector,S,,,2026-11-01\n"
        "c,fault_rate,10,0.05,no,target,,,skip,post,,,collector,S,,2026-11-01,2027-01-01\n"
        "c,share,90,0.4,yes,direct,0.1,1.25,zero,post,3,income > "
        "1,collector,S,,2026-11-01,2027-01-01\n"
        "c,share,60,0.4,yes,direct,0.1,1.25,zero,post,3,income > 1,collector,S,,2027-01-01,\n");
}
END_TEST

/* Where all lines are the team's, so is what is explained: E1 to E3 have T1's 600, with a share of
 * 0.4 and faults of 0.1667, E4 has T2's 400 with 0.8 and 0.1. Income falls where share rises, and
 * rises with faults. */
START_TEST(of_the_team)
{
    staff_replan("scorecards", "scorecard_id,metric_id,weight,method,subject,for_role\n"
                               "c,share,50,direct,team,collector\n"
                               "c,fault_rate,50,direct,team,collector\n");
    struct cx_buf text = {0};
    ck_assert_int_eq(suggest(&text, "income"), CX_EDATA);
    ck_assert_str_eq(c.err.text, "income gives no scorecard other weights");
    ck_assert_uint_eq(text.len, 0);
    cx_buf_fini(&text);
}
END_TEST

/* Everybody has one vote and one check, which go with no income; that they had none of either
 * before there was any data is not so much as known. */
START_TEST(before_the_data)
{
    struct cx_buf text = {0};
    company_load(&c, "metrics.csv",
                 "metric_id,unit,formula\nvolume,count,votes\nwork,count,checks\n");
    staff_replan("scorecards", "scorecard_id,metric_id,weight,method,for_role\n"
                               "c,volume,50,direct,collector\nc,work,50,direct,collector\n");
    ck_assert_int_eq(suggest_from(&text, "income", "2026-07..2026-10"), CX_EDATA);
    ck_assert_str_eq(c.err.text, "income gives no scorecard other weights");
    cx_buf_fini(&text);
}
END_TEST

/* The columns are those of the kind, in its order, which is also that of the statement. */
START_TEST(columns)
{
    const struct cx_kind *kind = cx_kind_find("scorecards", strlen("scorecards"));
    struct cx_table *table = cx_table_new("Scorecards");
    struct cx_buf header = {0};
    add_scorecard_columns(table);
    ck_assert_uint_eq(table->column_count, kind->count);
    for (size_t i = 0; i < kind->count; i++)
        cx_buf_printf(&header, "%s%s", table->columns[i].name, i + 1 < kind->count ? "," : "\n");
    ck_assert_str_eq(cx_buf_str(&header), HEADER);
    cx_buf_fini(&header);
    cx_table_free(table);
}
END_TEST

START_TEST(nothing_to_suggest)
{
    struct cx_buf text = {0};
    ck_assert_int_eq(suggest(&text, "income"), CX_EDATA); /* no scorecards */
    c.err = (struct cx_err){0};
    ck_assert_int_eq(suggest(&text, "nonsense"), CX_EUSAGE);
    ck_assert_str_eq(c.err.text, "the plan has no metric or measure \"nonsense\"");
    cx_buf_fini(&text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, rows);
    tcase_add_test(tc, ends_to_come);
    tcase_add_test(tc, of_the_team);
    tcase_add_test(tc, before_the_data);
    tcase_add_test(tc, columns);
    tcase_add_test(tc, nothing_to_suggest);
}

UNIT_MAIN("proposal")
