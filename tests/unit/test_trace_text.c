/* score/trace_text: a score explained in words and tables. */
#include "score/trace.h"
#include "staff.h"
#include "unit.h"

/* P2 is split between E1 and E2 at 0.5 each; E1's share is 0.9. */
static void set_up(void)
{
    staff_open();
    company_load(&c, "payments.csv",
                 PAYMENTS "P1,A1,2026-10-05,200\nP2,A2,2026-10-06,100\n"
                          "P3,A1,2026-09-05,50\n");
    company_load(&c, "credits.csv", "payment_id,employee_id,share\nP2,E1,0.5\nP2,E2,0.5\n");
    company_load(&c, "feedback.csv",
                 FEEDBACK "F1,customer,E1,2026-10-05,90.5\n"
                          "F2,customer,E1,2026-10-06,89.5\n");
    company_load(&c, "grades.csv", "grade,min_score\nA,70\n");
    company_load(&c, "tiers.csv", "tier_id,from,to,rate\nt,0,,0.5\n");
    staff_replan("scorecards",
                 "scorecard_id,metric_id,weight,method,target,cap,for_team,for_employee,min_days,"
                 "require\n"
                 "a,share,60,direct,,,,E1,,\na,growth,40,steps,t,1.2,,E1,,\n"
                 "b,share,100,direct,,,,E2,,votes > 0\n"
                 "c,share,100,direct,,,,E3,40,\n");
}

static char *told(const char *employee, bool is_markdown)
{
    struct cx_scores *scores = scored("2026-10");
    struct cx_trace *trace = NULL;
    struct cx_buf text = {0};
    ck_assert_int_eq(cx_trace_new(&trace, c.db, scores, employee, &c.err), 0);
    ck_assert_int_eq(cx_trace_tell(&text, trace, is_markdown, &c.err), 0);
    cx_trace_free(trace);
    cx_scores_free(scores);
    return text.data;
}

/* A text that is too long for check's own message. */
static void ck_told(const char *text, const char *wanted)
{
    size_t same = 0;
    while (text[same] && text[same] == wanted[same])
        same++;
    ck_assert_msg(strcmp(text, wanted) == 0, "from byte %zu: \"%.200s\", wanted \"%.200s\"", same,
                  text + same, wanted + same);
}

/* 60 × 0.9 + 40 × 0.5 = 74. The decimals of whole numbers are left out beside events. */
START_TEST(markdown)
{
    char *text = told("E1", true);
    ck_told(
        text,
        "# E1 Ann since 2026-01-01 in T1 (collector): 2026-10\n\n"
        "31 of 31 days. Scorecard a. Score 74.0000, rank 1, grade A.\n\n"
        "| Metric |    Value | Method  | Target | Within   | Attainment | Weight |  Points |\n"
        "|--------|---------:|---------|-------:|----------|-----------:|-------:|--------:|\n"
        "| growth | 4.000000 | steps t |        | 0 to 1.2 |   0.500000 |  40.00 | 20.0000 |\n"
        "| share  | 0.900000 | direct  |        | 0 to 1   |   0.900000 |  60.00 | 54.0000 |\n\n"
        "## growth\n\n"
        "| Term      | Period  | Of                  |    Value | Events | Made of                 "
        "   "
        "      |\n"
        "|-----------|---------|---------------------|---------:|-------:|-------------------------"
        "---"
        "------|\n"
        "| growth    | 2026-10 | E1 since 2026-01-01 | 4.000000 |        | = recovered / "
        "prev_recovered - 1 |\n"
        "| recovered | 2026-10 | E1 since 2026-01-01 |   250.00 |      2 | payment: sum of amount  "
        "   "
        "      |\n"
        "| recovered | 2026-09 | E1                  |    50.00 |      1 | payment: sum of amount  "
        "   "
        "      |\n\n"
        "## share\n\n"
        "| Term  | Period  | Of                  |      Value | Events | Made of                   "
        "  "
        "                   |\n"
        "|-------|---------|---------------------|-----------:|-------:|---------------------------"
        "--"
        "-------------------|\n"
        "| share | 2026-10 | E1 since 2026-01-01 |   0.900000 |        | = stars / votes / 100     "
        "  "
        "                   |\n"
        "| stars | 2026-10 | E1 since 2026-01-01 | 180.000000 |      2 | feedback: sum of score "
        "where"
        " kind = 'customer' |\n"
        "| votes | 2026-10 | E1 since 2026-01-01 |   2.000000 |      2 | feedback: sum of 1 where "
        "kind = 'customer'     |\n\n"
        "# Events\n\n"
        "## payment, 2026-10, E1 since 2026-01-01\n\n"
        "| Event | Account | Day        | recovered |\n"
        "|-------|---------|------------|----------:|\n"
        "| P1    | A1      | 2026-10-05 |    200.00 |\n"
        "| P2    | A2      | 2026-10-06 |     50.00 |\n"
        "| Total |         |            |    250.00 |\n\n"
        "## payment, 2026-09, E1\n\n"
        "| Event | Account | Day        | recovered |\n"
        "|-------|---------|------------|----------:|\n"
        "| P3    | A1      | 2026-09-05 |     50.00 |\n"
        "| Total |         |            |     50.00 |\n\n"
        "## feedback, 2026-10, E1 since 2026-01-01\n\n"
        "| Event | Account | Day        |      stars | votes |\n"
        "|-------|---------|------------|-----------:|------:|\n"
        "| F1    |         | 2026-10-05 |  90.500000 |     1 |\n"
        "| F2    |         | 2026-10-06 |  89.500000 |     1 |\n"
        "| Total |         |            | 180.000000 |     2 |\n\n");
    free(text);
}
END_TEST

static void ck_begins(const char *employee, const char *wanted)
{
    char *text = told(employee, false);
    text[strlen(text) < strlen(wanted) ? strlen(text) : strlen(wanted)] = '\0';
    ck_assert_str_eq(text, wanted);
    free(text);
}

START_TEST(no_score)
{
    ck_begins("E2",
              "E2 Bob since 2026-01-01 in T1 (collector): 2026-10\n\n31 of 31 days. Scorecard "
              "b. No score: a requirement of the scorecard is not met: votes > 0.\n\n");
    ck_begins("E3",
              "E3 Cid since 2026-01-01 in T1 (collector): 2026-10\n\n31 of 31 days. Scorecard "
              "c. No score: the scorecard requires 40 days.\n\n");
    ck_begins("E4",
              "E4 Dan since 2026-01-01 in T2 (collector): 2026-10\n\n31 of 31 days. No score: "
              "no scorecard matches.\n\n");
    staff_replan("scorecards", "scorecard_id,metric_id,weight,method\nc,share,100,direct\n");
    ck_begins("E4",
              "E4 Dan since 2026-01-01 in T2 (collector): 2026-10\n\n31 of 31 days. Scorecard "
              "c. No score: all lines are skipped.\n\n");
}
END_TEST

/* Of the team both halves of P2 count: two rows, each with the value of every sum. */
START_TEST(twice)
{
    company_load(&c, "measures.csv", "measure_id,fact,unit,value,where\nparts,payment,count,1,\n");
    ck_assert_int_eq(cx_db_exec(c.db, "DELETE FROM scorecards", &c.err), 0);
    staff_replan("metrics", "metric_id,formula\nmean,recovered / parts\n");
    staff_replan("scorecards",
                 "scorecard_id,metric_id,weight,method,subject\nc,mean,100,direct,team\n");
    char *text = told("E3", false);
    const char *events = strstr(text, "payment, 2026-10, team T1\n");
    ck_assert_ptr_nonnull(events);
    ck_assert_str_eq(events, "payment, 2026-10, team T1\n\n"
                             "Event  Account  Day         recovered  parts\n"
                             "-----  -------  ----------  ---------  -----\n"
                             "P1     A1       2026-10-05     200.00      1\n"
                             "P2     A2       2026-10-06      50.00      1\n"
                             "P2     A2       2026-10-06      50.00      1\n"
                             "-----  -------  ----------  ---------  -----\n"
                             "Total                          300.00      3\n\n");
    free(text);
}
END_TEST

/* The count of events and their list, and what a value is made of, are three things. */
START_TEST(in_chinese)
{
    cx_lang_set("zh_CN");
    cx_lang_set_output_plain(false);
    char *text = told("E1", true);
    staff_replan("scorecards", "scorecard_id,metric_id,weight,method,require\n"
                               "d,share,60,direct,votes > 9\nd,growth,40,direct,votes > 8\n");
    char *unscored = told("E2", true);
    cx_lang_set_output_plain(true);
    cx_lang_set("en");
    ck_assert_ptr_nonnull(strstr(unscored, "不符合计分卡的要求：votes > 8；votes > 9。\n\n"));
    free(unscored);
    ck_assert_ptr_nonnull(strstr(text, " 事件数 | 计算方式 "));
    ck_assert_ptr_nonnull(strstr(text, "\n# 事件\n\n## 还款，2026-10，E1（自 2026-01-01）\n"));
    free(text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, staff_close);
    tcase_add_test(tc, markdown);
    tcase_add_test(tc, no_score);
    tcase_add_test(tc, twice);
    tcase_add_test(tc, in_chinese);
}

UNIT_MAIN("trace_text")
