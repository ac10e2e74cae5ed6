/* parts/merge: streams of sums are added up and scored, or refused with the line and the reason. */
#include "base/buf.h"
#include "files.h"
#include "parts/parts.h"
#include "score/score.h"
#include "staff.h"
#include "unit.h"
#include "views.h"

#define HEADER "period,level,subject,measure,sum\n"

static struct cx_buf plan_rows; /* those of this database's plan: a stream begins with them */
static char path[] = "/tmp/cx-unit-merge-XXXXXX";

static void set_up(void)
{
    staff_open();
    staff_add_mover();
    staff_replan("scorecards", "scorecard_id,metric_id,weight,method,target\n"
                               "c,share,50,direct,\nc,income,50,target,400\n");
    const struct cx_period period = period_of("2026-10");
    struct cx_buf stream = {0};
    struct cx_table *table = cx_table_into(&stream, CX_FORMAT_CSV);
    ck_assert_int_eq(view_end(table, cx_partial_table(table, c.db, &period, NULL, &c.err)), 0);
    const char *text = cx_buf_str(&stream);
    cx_buf_add(&plan_rows, text + strlen(HEADER),
               (size_t)(strstr(text, "2026-10,end") - text) - strlen(HEADER));
    cx_buf_fini(&stream);
    strcpy(path, "/tmp/cx-unit-merge-XXXXXX");
    close(mkstemp(path));
}

static void tear_down(void)
{
    unlink(path);
    cx_buf_fini(&plan_rows);
    staff_close();
}

/* A whole stream of these sums: the rows of the plan before them, the count behind them. */
static const char *whole(struct cx_buf *stream, const char *sums)
{
    int rows = 5;
    for (const char *at = sums; (at = strchr(at, '\n')); at++)
        rows++;
    cx_buf_printf(stream, HEADER "%s%s2026-10,end,,,%d\n", cx_buf_str(&plan_rows), sums, rows);
    return cx_buf_str(stream);
}

static struct cx_trend *trend; /* of the last merge: scores need it */

static int merge(struct cx_scores **scores, const char *stream)
{
    char *const names[] = {path};
    const struct cx_period period = period_of("2026-10");
    struct cx_merge *merge = NULL;
    FILE *file = fopen(path, "w");
    fputs(stream, file);
    ck_assert_int_eq(fclose(file), 0);
    c.err = (struct cx_err){0};
    ck_assert_int_eq(cx_merge_open(&merge, names, 1, &c.err), 0);
    cx_trend_free(trend);
    trend = NULL;
    int rc = cx_trend_of_parts(&trend, c.db, &period, merge, &c.err);
    if (rc == 0)
        rc = cx_trend_scores(scores, trend, 0, period.to - 1, &c.err);
    cx_merge_free(merge);
    return rc;
}

/* Refused; the message begins with the file's name, a colon and goes on so. */
static void ck_refused(const char *stream, const char *why)
{
    struct cx_scores *scores = NULL;
    ck_assert_int_eq(merge(&scores, stream), CX_EDATA);
    ck_assert_int_eq(strncmp(c.err.text, path, strlen(path)), 0);
    ck_assert_str_eq(c.err.text + strlen(path) + 1, why);
}

static void ck_row_refused(const char *row, const char *why)
{
    struct cx_buf stream = {0};
    ck_refused(whole(&stream, row), why);
    cx_buf_fini(&stream);
}

/* E1 has 0.3 and 0.1 of a share in two parts, with 4 votes: 0.4 / 4 … as stars of 100. */
START_TEST(adds_up)
{
    struct cx_buf stream = {0};
    struct cx_scores *scores = NULL;
    whole(&stream, "2026-10,post,E1 2026-01-01,recovered,100.01\n"
                   "2026-10,post,E1 2026-01-01,stars,150.000000\n"
                   "2026-10,post,E1 2026-01-01,votes,2.000000\n"
                   "2026-09,employee,E1,recovered,50.00\n"
                   "2026-10,team,T1,recovered,100.01\n"
                   "2026-10,company,,recovered,7.00\n");
    whole(&stream, ""); /* a part may have nothing */
    whole(&stream, "2026-10,post,E5 2026-10-11,recovered,12\n"
                   "2026-10,post,E1 2026-01-01,recovered,99.99\n"
                   "2026-10,post,E1 2026-01-01,stars,10.5\n"
                   "2026-10,post,E1 2026-01-01,votes,1\n"
                   "2026-10,company,,recovered,-8.00\n");
    ck_assert_msg(merge(&scores, cx_buf_str(&stream)) == 0, "%s", c.err.text);
    const struct cx_post_score *e1 = post_of(scores, "E1");
    ck_assert_str_eq(value_of(scores, e1, "recovered"), "200.00");
    ck_assert_str_eq(value_of(scores, e1, "share"), "0.535000");  /* 160.5 / 3 / 100 */
    ck_assert_str_eq(value_of(scores, e1, "growth"), "3.000000"); /* 200 / 50 − 1 */
    ck_assert_str_eq(shown(e1->score, 4), "51.7500"); /* half of 53.5, and of 200 / 400 */
    ck_assert_int_eq(e1->rank, 1);
    ck_assert_str_eq(value_of(scores, nth_post(scores, "E5", 0), "recovered"), "0.00");
    ck_assert_str_eq(value_of(scores, nth_post(scores, "E5", 1), "recovered"), "12.00");
    ck_assert_int_eq(cx_scores_value(scores, cx_subject_of_company(scores->org), 0), -100);
    cx_scores_free(scores);
    cx_buf_fini(&stream);
}
END_TEST

/* Each in line 7: the header, five rows of the plan, and the row. */
START_TEST(rows)
{
    ck_row_refused("2026-08,company,,recovered,1\n",
                   "7: period: \"2026-08\" is neither the period asked for nor the one before");
    ck_row_refused("2026-10,region,N,recovered,1\n",
                   "7: level: \"region\" is not a level that cx-score --partial writes");
    ck_row_refused("2026-10,begun,October,,\n",
                   "7: subject: \"October\" is not what cx-score --partial writes");
    ck_row_refused("2026-10,employee,E9,recovered,1\n",
                   "7: subject: \"E9\" is not an employee in this database");
    ck_row_refused("2026-10,team,T9,recovered,1\n",
                   "7: subject: \"T9\" is not a team in this database");
    ck_row_refused("2026-10,company,T1,recovered,1\n",
                   "7: subject: \"T1\" must be empty for the company");
    ck_row_refused("2026-10,post,E1,recovered,1\n",
                   "7: subject: \"E1\" is not a post: write employee_id, a space, since");
    ck_row_refused("2026-10,post,E1 2026-02-30,recovered,1\n",
                   "7: subject: \"E1 2026-02-30\" is not a post: write employee_id, a "
                   "space, since");
    ck_row_refused("2026-10,post,E1 2026-01-02,recovered,1\n",
                   "7: subject: \"E1 2026-01-02\" is not a post in this database: import the same "
                   "employees into both");
    ck_row_refused("2026-10,company,,nothing,1\n",
                   "7: measure: \"nothing\" is not a measure of this database's plan");
    ck_row_refused("2026-10,company,,income,1\n", /* a metric */
                   "7: measure: \"income\" is not a measure of this database's plan");
    ck_row_refused("2026-10,company,,recovered,\n", "7: sum: \"\" is not a number");
    ck_row_refused("2026-10,company,,recovered,1.001\n",
                   "7: sum: \"1.001\" has more decimals than the measure");
    ck_row_refused("2026-10,company,,recovered,92233720368547758.08\n",
                   "7: sum: \"92233720368547758.08\" is too large");
    ck_row_refused("2026-10,company,,recovered,92233720368547758.07\n"
                   "2026-10,company,,recovered,0.01\n",
                   "8: measure: \"recovered\" adds up to too large a sum");
    ck_row_refused("2026-10,company,,recovered,-92233720368547758.07\n"
                   "2026-10,company,,recovered,-0.02\n",
                   "8: measure: \"recovered\" adds up to too large a sum");
    ck_row_refused("2026-10,company\n", "7: has 2 fields, the header has 5");
}
END_TEST

/* Streams that were cut, come twice, or are of another plan. */
START_TEST(streams)
{
    struct cx_buf stream = {0}, part = {0};
    ck_refused(HEADER, "1: the stream that begins here was cut off: its last row is missing");
    cx_buf_printf(&part, HEADER "%s", cx_buf_str(&plan_rows));
    ck_refused(cx_buf_str(&part),
               "2: the stream that begins here was cut off: its last row is missing");
    whole(&part, "");
    ck_refused(cx_buf_str(&part),
               "2: the stream that begins here was cut off: its last row is missing");
    cx_buf_clear(&part);
    cx_buf_printf(&part, HEADER "%s2026-10,end,,,6\n", cx_buf_str(&plan_rows));
    ck_refused(cx_buf_str(&part),
               "7: sum: \"6\" is not the number of rows before it: some are missing");
    ck_refused(HEADER "2026-10,end,,,0\n",
               "2: the stream that ends here lacks the measure recovered");
    whole(&stream, "2026-10,company,,recovered,1\n");
    whole(&stream, "2026-10,company,,recovered,2\n");
    whole(&stream, "2026-10,company,,recovered,1\n");
    cx_buf_clear(&part);
    cx_buf_printf(&part, "18: the stream that begins here repeats that of %s:2", path);
    ck_refused(cx_buf_str(&stream), cx_buf_str(&part));
    ck_refused("employee_id,score\nE1,5\n",
               "1: column \"period\" is missing: only what cx-score --partial writes can be read");
    cx_buf_clear(&stream);
    whole(&stream, "");
    staff_replan("settings", "name,value\nattribution_days,3\n");
    ck_refused(cx_buf_str(&stream),
               "2: measure: \"recovered\" is defined differently there: import the same measures, "
               "settings and stages");
    cx_buf_fini(&part);
    cx_buf_fini(&stream);
}
END_TEST

/* Two parts that have the same sums are no copies of each other. */
START_TEST(same_sums)
{
    struct cx_buf stream = {0};
    struct cx_scores *scores = NULL;
    whole(&stream, "2026-10,part,0/2,,\n");
    whole(&stream, "2026-10,part,1/2,,\n2026-10,company,,recovered,7.00\n");
    whole(&stream, "2026-10,part,2/2,,\n2026-10,company,,recovered,7.00\n");
    ck_assert_msg(merge(&scores, cx_buf_str(&stream)) == 0, "%s", c.err.text);
    cx_scores_free(scores);
    cx_buf_fini(&stream);
}
END_TEST

/* What hangs on no customer, in two parts. */
START_TEST(once)
{
    struct cx_buf stream = {0}, why = {0};
    struct cx_scores *scores = NULL;
    whole(&stream, "2026-10,once,costs,00000000000000aa,3\n");
    whole(&stream, "2026-10,once,costs,00000000000000ab,3\n");
    whole(&stream, "2026-10,once,trainings,00000000000000aa,3\n");
    ck_assert_msg(merge(&scores, cx_buf_str(&stream)) == 0, "%s", c.err.text);
    cx_scores_free(scores);
    whole(&stream, "2026-10,once,costs,00000000000000ab,3\n");
    cx_buf_printf(
        &why,
        "31: the same 3 costs are in the part of %s:15: rows that belong to no customer go "
        "into one database only",
        path);
    ck_refused(cx_buf_str(&stream), cx_buf_str(&why));
    ck_row_refused("2026-10,once,costs,00000000000000aab,3\n",
                   "7: measure: \"00000000000000aab\" is not what cx-score --partial writes");
    cx_buf_fini(&stream);
    cx_buf_fini(&why);
}
END_TEST

START_TEST(files)
{
    char *const none[] = {path, "/nowhere/at all"};
    struct cx_merge *merge_of = NULL;
    ck_assert_int_eq(cx_merge_open(&merge_of, none, 2, &c.err), CX_EWORLD);
    ck_assert_str_eq(c.err.text, "/nowhere/at all: can't be read: No such file or directory");
    ck_assert_ptr_null(merge_of);
    struct cx_scores *scores = NULL;
    ck_assert_int_eq(merge(&scores, ""), CX_EDATA);
}
END_TEST

/* The earliest of the databases' first days. */
START_TEST(begun)
{
    struct cx_buf stream = {0}, sum = {0};
    whole(&stream, "2026-10,begun,2026-03-02,,\n");
    whole(&stream, "");
    whole(&stream, "2026-10,begun,2026-02-28,,\n2026-10,company,,recovered,1.00\n");
    whole(&stream, "2026-10,begun,2026-03-01,,\n2026-10,company,,recovered,2.00\n");
    const struct cx_period period = period_of("2026-10");
    struct cx_merge *merge = NULL;
    ck_assert_int_eq(cx_merge_text(&merge, cx_buf_str(&stream), "streams", &c.err), 0);
    struct cx_table *table = cx_table_into(&sum, CX_FORMAT_CSV);
    ck_assert_msg(view_end(table, cx_partial_table(table, c.db, &period, merge, &c.err)) == 0, "%s",
                  c.err.text);
    ck_assert_str_eq(strstr(cx_buf_str(&sum), "2026-10,begun,"),
                     "2026-10,begun,2026-02-28,,\n2026-10,company,,recovered,3.00\n"
                     "2026-10,end,,,7\n");
    cx_merge_free(merge);
    cx_buf_fini(&stream);
    cx_buf_fini(&sum);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, adds_up);
    tcase_add_test(tc, begun);
    tcase_add_test(tc, rows);
    tcase_add_test(tc, streams);
    tcase_add_test(tc, same_sums);
    tcase_add_test(tc, once);
    tcase_add_test(tc, files);
}

UNIT_MAIN("merge")
